//! Maximum likelihood over the logarithms of positive parameters: starts, search, information, verdict. It knows no
//! particular model.

use super::error::{FitError, Toward};
use crate::numerics::bfgs::{End, Minimum, minimise};
use crate::numerics::cholesky::{Matrix, dot, factor, inverse, solve};
use crate::numerics::hessian::hessian;

/// A search ends when less than this is left to gain in log-likelihood. A gain of g moves a parameter by at most
/// √(2g) standard errors.
const GAIN: f64 = 1e-6;

/// A parameter further than this factor from its typical size has run away.
const FARTHEST: f64 = 1e5;

/// A parameter whose logarithm has a larger standard error is not identified: its 95 % interval would span a factor of
/// more than 350 either way.
const LARGEST_STANDARD_ERROR: f64 = 3.0;

const STEP: f64 = 1e-4;

/// A function of the logarithms of the parameters: its value and gradient.
type Function<'a, const N: usize> = &'a dyn Fn(&[f64; N]) -> (f64, [f64; N]);

/// What is to be maximised.
pub(super) struct Problem<const N: usize, F, G> {
    /// Log-likelihood and its gradient in the logarithms of the parameters.
    pub(super) all: F,
    /// The same for cells that stand for all, cheaper; `None` when all are cheap enough.
    pub(super) thinned: Option<G>,
    /// Symbols of the parameters.
    pub(super) symbols: [&'static str; N],
    /// Typical sizes of the parameters in the unit of time or money of the data.
    pub(super) typical: [f64; N],
    /// Where to start, as multiples of the typical sizes.
    pub(super) starts: &'static [[f64; N]],
}

/// An identified maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Estimate<const N: usize> {
    pub(super) parameters: [f64; N],
    pub(super) log_likelihood: f64,
    /// Of the logarithms of the parameters.
    pub(super) covariance: Matrix<N>,
    /// Largest derivative of the log-likelihood by the logarithm of a parameter, in absolute value.
    pub(super) gradient: f64,
    pub(super) iterations: usize,
}

/// Maximises. Every start is followed on the thinned cells, and the best of the ends on all of them.
pub(super) fn estimate<const N: usize, F, G>(problem: &Problem<N, F, G>) -> Result<Estimate<N>, FitError>
where
    F: Fn(&[f64; N]) -> (f64, [f64; N]),
    G: Fn(&[f64; N]) -> (f64, [f64; N]),
{
    let all = |at: &[f64; N]| negative((problem.all)(at));
    let centre = problem.typical.map(f64::ln);
    let region = |at: &[f64; N]| at.iter().zip(&centre).all(|(at, centre)| (at - centre).abs() <= FARTHEST.ln());
    let from_starts = |objective: Function<'_, N>, starts: &[[f64; N]]| {
        let follow = |start: &[f64; N]| {
            let mut at = centre;
            at.iter_mut().zip(start).for_each(|(at, start)| *at += start.ln());
            minimise(&objective, at, None, GAIN, region)
        };
        // A run that left the region has no maximum; it counts only when no other has one either.
        let rank = |found: &Minimum<N>| (found.end == End::LeftRegion, found.value);
        let ends = starts.iter().map(follow).filter(|found| found.value.is_finite());
        ends.min_by(|a, b| rank(a).0.cmp(&rank(b).0).then(a.value.total_cmp(&b.value)))
    };
    let polished = problem.thinned.as_ref().and_then(|thinned| {
        let found = from_starts(&|at: &[f64; N]| negative(thinned(at)), problem.starts)?;
        (found.end != End::LeftRegion).then(|| minimise(&all, found.at, Some(found.inverse_hessian), GAIN, region))
    });
    let found = match polished {
        Some(found) if found.end != End::LeftRegion => Some(found),
        // The thinned cells have no maximum from any start; one on all of them says whether that is chance.
        _ if problem.thinned.is_some() => from_starts(&all, &problem.starts[..1]),
        _ => from_starts(&all, problem.starts),
    };
    let found = found.ok_or(FitError::NotConverged { iterations: 0 })?;
    if found.end == End::LeftRegion {
        return Err(runaway(problem, &centre, &found.at));
    }
    conclude(problem, &all, found)
}

/// Newton steps with the observed information, which also gives the covariance and the verdict.
fn conclude<const N: usize, F, G>(
    problem: &Problem<N, F, G>,
    objective: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
    found: Minimum<N>,
) -> Result<Estimate<N>, FitError> {
    let Minimum { mut at, mut value, mut gradient, mut iterations, .. } = found;
    for _ in 0..5 {
        let information = hessian(|at| objective(at).1, &at, STEP);
        let unidentified = || FitError::Unidentified { parameter: problem.symbols[flattest(&information)] };
        let lower = factor(&information).ok_or_else(unidentified)?;
        let step = solve(&lower, &gradient);
        let gain = 0.5 * dot(&step, &gradient);
        let mut next = at;
        next.iter_mut().zip(&step).for_each(|(next, step)| *next -= step.clamp(-1.0, 1.0));
        let (next_value, next_gradient) = objective(&next);
        // Close to the maximum, rounding in the sum can hide a gain.
        let noise = 1e-13 * value.abs() + GAIN;
        if next_value <= value + noise {
            (at, value, gradient) = (next, next_value, next_gradient);
            iterations += 1;
        }
        if gain > 100.0 * GAIN {
            continue;
        }
        let covariance = inverse(&information).ok_or_else(unidentified)?;
        let (widest, variance) =
            (0..N).map(|i| (i, covariance[i][i])).fold((0, 0.0), |a, b| if b.1 > a.1 { b } else { a });
        if variance.sqrt() > LARGEST_STANDARD_ERROR {
            return Err(FitError::Unidentified { parameter: problem.symbols[widest] });
        }
        let gradient = gradient.iter().fold(0.0_f64, |largest, g| largest.max(g.abs()));
        let parameters = at.map(f64::exp);
        return Ok(Estimate { parameters, log_likelihood: -value, covariance, gradient, iterations });
    }
    Err(FitError::NotConverged { iterations })
}

fn negative<const N: usize>((value, gradient): (f64, [f64; N])) -> (f64, [f64; N]) {
    (-value, gradient.map(|g| -g))
}

fn runaway<const N: usize, F, G>(problem: &Problem<N, F, G>, centre: &[f64; N], at: &[f64; N]) -> FitError {
    let distance = |i: &usize| at[*i] - centre[*i];
    let farthest = (0..N).fold(0, |a, b| if distance(&b).abs() > distance(&a).abs() { b } else { a });
    let toward = if distance(&farthest) > 0.0 { Toward::Infinity } else { Toward::Zero };
    FitError::Runaway { parameter: problem.symbols[farthest], toward }
}

/// The parameter with the least information of its own.
fn flattest<const N: usize>(information: &Matrix<N>) -> usize {
    (0..N).fold(0, |a, b| if information[b][b] < information[a][a] { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Objective<const N: usize> = fn(&[f64; N]) -> (f64, [f64; N]);

    fn problem<const N: usize>(
        all: Objective<N>,
        starts: &'static [[f64; N]],
    ) -> Problem<N, Objective<N>, Objective<N>> {
        Problem { all, thinned: None, symbols: ["r"; N], typical: [1.0; N], starts }
    }

    /// n = 50 exponential waits of mean 4: the rate is 1/4, its logarithm has standard error 1/√50.
    #[test]
    fn an_exponential_rate() {
        let waits = |at: &[f64; 1]| (50.0 * at[0] - 200.0 * at[0].exp(), [50.0 - 200.0 * at[0].exp()]);
        let got = estimate(&problem(waits, &[[1.0], [20.0]])).unwrap();
        assert!((got.parameters[0] - 0.25).abs() < 1e-9);
        assert!((got.covariance[0][0] - 0.02).abs() < 2e-5);
        assert!((got.log_likelihood - (50.0 * 0.25_f64.ln() - 50.0)).abs() < 1e-9);
    }

    #[test]
    fn refuses_what_has_no_maximum() {
        let rising = |at: &[f64; 1]| (at[0], [1.0]);
        let runaway = FitError::Runaway { parameter: "r", toward: Toward::Infinity };
        assert_eq!(estimate(&problem(rising, &[[1.0]])), Err(runaway));
        let saturating = |at: &[f64; 1]| (-(-at[0]).exp(), [(-at[0]).exp()]);
        assert!(matches!(
            estimate(&problem(saturating, &[[1.0]])),
            Err(FitError::Unidentified { .. } | FitError::Runaway { .. })
        ));
        let ridge = |at: &[f64; 2]| (-(at[0] + at[1]).powi(2), [-2.0 * (at[0] + at[1]); 2]);
        assert_eq!(estimate(&problem(ridge, &[[1.0, 2.0]])), Err(FitError::Unidentified { parameter: "r" }));
        let nan = |_: &[f64; 1]| (f64::NAN, [f64::NAN]);
        assert_eq!(estimate(&problem(nan, &[[1.0]])), Err(FitError::NotConverged { iterations: 0 }));
    }
}
