//! The ridge logistic fit at one penalty, by Newton's method. It does not choose the penalty.

use super::likelihood::{Parameters, Rows, Sums, sums};
use super::sample::{Standardised, WIDTH};
use crate::numerics::cholesky::{Matrix, dot, factor, inverse, solve};

const MOST_STEPS: usize = 60;
const MOST_HALVINGS: usize = 30;

/// Newton decrement at which the last step is taken: the loss is then within about its half of the minimum, and the
/// parameters within √1e-9 of their standard errors even before that step.
const SETTLED: f64 = 1e-9;

/// The minimum of the penalised loss.
pub(super) struct Optimum {
    pub(super) parameters: Parameters,
    /// Estimated variance of each parameter: the diagonal of (I + λ)⁻¹ I (I + λ)⁻¹, le Cessie and van Houwelingen,
    /// Applied Statistics 41 (1992) 191-201.
    pub(super) variances: Parameters,
}

/// Minimises loss + λ/2 times the sum of squared slopes; the intercept is free. Starts at `start`.
/// `None` when it does not settle.
pub(super) fn minimise(data: &Standardised, rows: Rows<'_>, penalty: f64, start: &Parameters) -> Option<Optimum> {
    let mut parameters = *start;
    let mut at = sums(data, &parameters, rows);
    for _ in 0..MOST_STEPS {
        let curvature = penalised(&at.information, data, penalty);
        let slope = penalised_gradient(&at, &parameters, penalty);
        let step = solve(&factor(&curvature)?, &slope);
        let decrement = dot(&slope, &step);
        if !decrement.is_finite() {
            return None;
        }
        if decrement < SETTLED {
            let parameters = moved(&parameters, &step, 1.0);
            return Some(Optimum { parameters, variances: variances(&at.information, &curvature)? });
        }
        let before = at.loss + ridge(&parameters, penalty);
        // Rounding of a long sum must not pass for an increase.
        let tolerance = 1e-11 * before.abs();
        let mut length = 1.0;
        (parameters, at) = (0..MOST_HALVINGS).find_map(|_| {
            let candidate = moved(&parameters, &step, length);
            let there = sums(data, &candidate, rows);
            let falls = there.loss + ridge(&candidate, penalty) <= before - 1e-4 * length * decrement + tolerance;
            length /= 2.0;
            falls.then_some((candidate, there))
        })?;
    }
    None
}

fn moved(parameters: &Parameters, step: &Parameters, length: f64) -> Parameters {
    std::array::from_fn(|j| parameters[j] - length * step[j])
}

fn ridge(parameters: &Parameters, penalty: f64) -> f64 {
    penalty / 2.0 * parameters[1..].iter().map(|slope| slope * slope).sum::<f64>()
}

fn penalised_gradient(at: &Sums, parameters: &Parameters, penalty: f64) -> Parameters {
    std::array::from_fn(|j| at.gradient[j] + if j == 0 { 0.0 } else { penalty * parameters[j] })
}

/// The information with the penalty on its diagonal. Unused rows get a 1 there, which leaves them alone.
fn penalised(information: &Matrix<WIDTH>, data: &Standardised, penalty: f64) -> Matrix<WIDTH> {
    let mut curvature = *information;
    for (j, row) in curvature.iter_mut().enumerate().skip(1) {
        let varies = data.moments.get(j - 1).is_some_and(|moments| moments.scale > 0.0);
        row[j] += if varies { penalty } else { 1.0 };
    }
    curvature
}

fn variances(information: &Matrix<WIDTH>, curvature: &Matrix<WIDTH>) -> Option<Parameters> {
    let inverse = inverse(curvature)?;
    let entry = |j: usize, k: usize| if j >= k { information[j][k] } else { information[k][j] };
    let full: Matrix<WIDTH> = std::array::from_fn(|j| std::array::from_fn(|k| entry(j, k)));
    // A quadratic form of a positive semidefinite matrix; with copied features rounding can take it just below 0.
    let variance = |row: &Parameters| dot(row, &full.map(|other| dot(&other, row))).max(0.0);
    Some(inverse.map(|row| variance(&row)))
}
