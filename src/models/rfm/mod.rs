//! Recency, frequency, monetary value: each customer gets three scores ([`score`]), and rules on the scores give the
//! customer a named segment ([`rules`]).

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
pub mod rules;
pub mod score;
