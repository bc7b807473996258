//! Draws a funnel plot: rates against a logarithmic exposure, inside curves of what chance explains.
//!
//! Ordinary points are many: those on the same spot become one (`cloud`), and all are drawn as a few paths. Points of
//! tone `Bad` are drawn each by itself and named where there is room (`names`). Curves end where the plot does
//! (`curve`). The exposure has an axis of its own (`exposure`).

mod cloud;
mod curve;
mod drawing;
mod exposure;
mod names;

pub(super) use drawing::draw;

#[cfg(test)]
mod tests;
