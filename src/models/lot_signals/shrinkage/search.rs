//! The search for the maximum of a likelihood from several starts, with upper bounds on the shapes. It knows no prior.

use super::error::{ShrinkageError, Toward};
use crate::numerics::active_set::{BoundedMinimum, minimise_below};
use crate::numerics::bfgs::End;
use crate::numerics::cholesky::{Matrix, inverse};
use crate::numerics::hessian::hessian;

/// A search that rounding stopped counts as converged when no more than this is left to gain.
const ACCEPTED_GAIN: f64 = 1e-4;

/// Searches from one start.
const MOST_CLIMBS: usize = 8;

/// Of the differences that give second derivatives.
const STEP: f64 = 1e-4;

/// Flatter directions are not followed further at once.
const LEAST_CURVATURE: f64 = 1e-3;

/// Where parameters, which are logarithms and logits, may lie.
pub(super) struct Region<const N: usize> {
    /// Symbols of the parameters.
    pub(super) symbols: [&'static str; N],
    /// Lower ends, which no maximum may leave.
    pub(super) lower: [f64; N],
    /// Upper ends; a parameter that is `bounded` stays there, any other has run away.
    pub(super) upper: [f64; N],
    /// Whose upper end is a bound.
    pub(super) bounded: [bool; N],
}

/// A maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Maximum<const N: usize> {
    pub(super) at: [f64; N],
    pub(super) value: f64,
    /// Which parameters sit at their upper bound.
    pub(super) held: [bool; N],
    /// Largest derivative of those that do not, in absolute value.
    pub(super) gradient: f64,
    pub(super) iterations: usize,
    metric: Matrix<N>,
}

impl<const N: usize> Region<N> {
    /// The best of the maxima that the starts lead to, to within a `gain` in log-likelihood. `function` gives the
    /// log-likelihood and its gradient.
    pub(super) fn search(
        &self,
        function: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
        starts: &[[f64; N]],
        gain: f64,
    ) -> Result<Maximum<N>, ShrinkageError> {
        let ends = starts.iter().map(|start| self.climb(function, *start, gain));
        let ends = ends.filter(|(found, _)| found.minimum.value.is_finite());
        // A run that left the region has no maximum; it counts only when no other has one either.
        let left = |found: &BoundedMinimum<N>| found.minimum.end == End::LeftRegion;
        let best =
            ends.min_by(|(a, _), (b, _)| left(a).cmp(&left(b)).then(a.minimum.value.total_cmp(&b.minimum.value)));
        let (found, metric) = best.ok_or(ShrinkageError::NotConverged { iterations: 0 })?;
        self.judge(found, metric)
    }

    /// The maximum next to that of a similar function.
    pub(super) fn refine(
        &self,
        function: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
        rough: &Maximum<N>,
        gain: f64,
    ) -> Result<Maximum<N>, ShrinkageError> {
        self.judge(self.follow(function, rough.at, rough.metric, gain), rough.metric).or_else(|_| {
            let (found, metric) = self.climb(function, rough.at, gain);
            self.judge(found, metric)
        })
    }

    /// Searches again from where a search ended, with the metric of that place, until that gains nothing: parameters of
    /// a component with few groups matter a million times less than others, and a metric that was only picked up on the
    /// way may not have noticed them. Returns the last metric, too.
    fn climb(
        &self,
        function: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
        start: [f64; N],
        gain: f64,
    ) -> (BoundedMinimum<N>, Matrix<N>) {
        let mut found = self.follow(function, start, metric(function, &start), gain);
        for _ in 0..MOST_CLIMBS {
            let metric = metric(function, &found.minimum.at);
            if found.minimum.end == End::LeftRegion || !found.minimum.value.is_finite() {
                return (found, metric);
            }
            let next = self.follow(function, found.minimum.at, metric, gain);
            let gained = found.minimum.value - next.minimum.value;
            let iterations = found.iterations + next.iterations;
            found = BoundedMinimum { iterations, ..next };
            if gained <= 10.0 * gain {
                return (found, metric);
            }
        }
        let metric = metric(function, &found.minimum.at);
        (found, metric)
    }

    fn follow(
        &self,
        function: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
        start: [f64; N],
        metric: Matrix<N>,
        gain: f64,
    ) -> BoundedMinimum<N> {
        let bounds = std::array::from_fn(|i| if self.bounded[i] { self.upper[i] } else { f64::INFINITY });
        let inside =
            |at: &[f64; N]| (0..N).all(|i| at[i] >= self.lower[i] && (self.bounded[i] || at[i] <= self.upper[i]));
        let negative = |at: &[f64; N]| {
            let (value, gradient) = function(at);
            (-value, gradient.map(|g| -g))
        };
        minimise_below(&negative, start, bounds, Some(metric), gain, inside)
    }

    fn judge(&self, found: BoundedMinimum<N>, metric: Matrix<N>) -> Result<Maximum<N>, ShrinkageError> {
        let minimum = found.minimum;
        if minimum.end == End::LeftRegion {
            let excess = |i: usize| (self.lower[i] - minimum.at[i]).max(minimum.at[i] - self.upper[i]);
            let farthest = (0..N).fold(0, |a, b| if excess(b) > excess(a) { b } else { a });
            let toward = if minimum.at[farthest] > self.upper[farthest] { Toward::Infinity } else { Toward::Zero };
            return Err(ShrinkageError::Runaway { parameter: self.symbols[farthest], toward });
        }
        if !minimum.value.is_finite() || found.promise().is_nan() {
            return Err(ShrinkageError::NotConverged { iterations: found.iterations });
        }
        // Rounding grows with the sum.
        let accepted = ACCEPTED_GAIN + 1e-12 * minimum.value.abs();
        if minimum.end != End::Converged && found.promise().abs() > accepted {
            return Err(ShrinkageError::NotConverged { iterations: found.iterations });
        }
        Ok(Maximum {
            at: minimum.at,
            value: -minimum.value,
            held: found.held,
            gradient: minimum.gradient.iter().fold(0.0, |largest, g| g.abs().max(largest)),
            iterations: found.iterations,
            metric,
        })
    }
}

/// The inverse of the observed information at a place, or of its diagonal where the function is not concave.
fn metric<const N: usize>(function: &impl Fn(&[f64; N]) -> (f64, [f64; N]), at: &[f64; N]) -> Matrix<N> {
    let information = hessian(|at| function(at).1.map(|g| -g), at, STEP);
    let diagonal = |row: usize, column: usize| {
        let curvature = information[row][column].abs().clamp(LEAST_CURVATURE, f64::MAX);
        if row == column { 1.0 / curvature } else { 0.0 }
    };
    inverse(&information).unwrap_or_else(|| std::array::from_fn(|row| std::array::from_fn(|at| diagonal(row, at))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn region(bounded: bool) -> Region<1> {
        Region { symbols: ["a"], lower: [-5.0], upper: [5.0], bounded: [bounded] }
    }

    #[test]
    fn maxima_bounds_and_runaways() {
        let hill = |at: &[f64; 1]| (-(at[0] - 2.0).powi(2), [-2.0 * (at[0] - 2.0)]);
        let found = region(false).search(&hill, &[[-4.0], [4.0]], 1e-12).unwrap();
        assert!((found.at[0] - 2.0).abs() < 1e-5 && found.held == [false]);
        assert!((region(false).refine(&hill, &found, 1e-12).unwrap().at[0] - 2.0).abs() < 1e-5);
        let rising = |at: &[f64; 1]| (at[0], [1.0]);
        let held = region(true).search(&rising, &[[0.0]], 1e-12).unwrap();
        assert_eq!((held.at, held.held), ([5.0], [true]));
        let runaway = |toward| Err(ShrinkageError::Runaway { parameter: "a", toward });
        assert_eq!(region(false).search(&rising, &[[0.0]], 1e-12), runaway(Toward::Infinity));
        let falling = |at: &[f64; 1]| (-at[0], [-1.0]);
        assert_eq!(region(true).search(&falling, &[[0.0]], 1e-12), runaway(Toward::Zero));
        let nan = |_: &[f64; 1]| (f64::NAN, [f64::NAN]);
        assert_eq!(region(true).search(&nan, &[[0.0]], 1e-12), Err(ShrinkageError::NotConverged { iterations: 0 }));
    }
}
