//! A quasi-Poisson model with log link, by iteratively reweighted least squares.

use crate::numerics::cholesky::{Matrix, dot, factor, inverse, solve, times};

const MOST_STEPS: usize = 50;

/// A fitted model ln μ = xᵀβ with variance φ μ / w.
#[derive(Clone, Debug)]
pub(super) struct Fit<const N: usize> {
    pub(super) coefficients: [f64; N],
    /// (XᵀWX)⁻¹, the covariance of the coefficients for φ = 1.
    pub(super) unscaled_covariance: Matrix<N>,
    /// Pearson's chi-square by the degrees of freedom; may be below 1.
    pub(super) dispersion: f64,
    pub(super) means: Vec<f64>,
    /// Diagonal of the hat matrix.
    pub(super) leverages: Vec<f64>,
}

/// Fits `counts` with prior `weights`. Source: McCullagh and Nelder, Generalized Linear Models (1989), 2.5 and 9.2.
/// `None` when it does not converge, the design is singular, or no degree of freedom is left.
pub(super) fn fit<const N: usize>(rows: &[[f64; N]], counts: &[f64], weights: &[f64]) -> Option<Fit<N>> {
    let free = counts.len().checked_sub(N).filter(|free| *free > 0)?;
    // As R begins: at the counts themselves, off zero.
    let mut means: Vec<f64> = counts.iter().map(|count| count + 0.1).collect();
    let mut coefficients = [0.0; N];
    let mut converged = false;
    for step in 0..MOST_STEPS {
        let mut information = [[0.0; N]; N];
        let mut right = [0.0; N];
        for (((row, count), weight), mean) in rows.iter().zip(counts).zip(weights).zip(&means) {
            let working = mean.ln() + (count - mean) / mean;
            for (own, (sums, sum)) in row.iter().zip(information.iter_mut().zip(right.iter_mut())) {
                *sum += weight * mean * own * working;
                sums.iter_mut().zip(row).for_each(|(sum, other)| *sum += weight * mean * own * other);
            }
        }
        let next = solve(&factor(&information)?, &right);
        let moved = next.iter().zip(&coefficients).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        coefficients = next;
        means = rows.iter().map(|row| dot(row, &coefficients).exp()).collect();
        if !means.iter().all(|mean| *mean > 0.0 && mean.is_finite()) {
            return None;
        }
        if step > 0 && moved < 1e-10 {
            converged = true;
            break;
        }
    }
    if !converged {
        return None;
    }
    let mut information = [[0.0; N]; N];
    for ((row, weight), mean) in rows.iter().zip(weights).zip(&means) {
        for (own, sums) in row.iter().zip(information.iter_mut()) {
            sums.iter_mut().zip(row).for_each(|(sum, other)| *sum += weight * mean * own * other);
        }
    }
    let unscaled_covariance = inverse(&information)?;
    let leverage =
        |((row, weight), mean): ((&[f64; N], &f64), &f64)| weight * mean * dot(row, &times(&unscaled_covariance, row));
    let leverages = rows.iter().zip(weights).zip(&means).map(leverage).collect();
    let pearson: f64 = counts
        .iter()
        .zip(weights)
        .zip(&means)
        .map(|((count, weight), mean)| weight * (count - mean).powi(2) / mean)
        .sum();
    let dispersion = pearson / free as f64;
    dispersion.is_finite().then_some(Fit { coefficients, unscaled_covariance, dispersion, means, leverages })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The score equations hold at the solution, the leverages add up to the number of coefficients, and a constant
    /// gives the weighted mean.
    #[test]
    fn solves_the_score_equations() {
        let counts = [3.0, 0.0, 7.0, 12.0, 9.0, 31.0];
        let weights = [1.0, 2.0, 0.5, 1.0, 1.5, 0.1];
        let rows: Vec<[f64; 2]> = (0..6).map(|t| [1.0, f64::from(t)]).collect();
        let trend = fit(&rows, &counts, &weights).unwrap();
        for column in 0..2 {
            let residuals = rows.iter().zip(&counts).zip(&weights).zip(&trend.means);
            let score: f64 =
                residuals.map(|(((row, count), weight), mean)| weight * row[column] * (count - mean)).sum();
            assert!(score.abs() < 1e-7, "{score}");
        }
        assert!((trend.leverages.iter().sum::<f64>() - 2.0).abs() < 1e-9);
        let constant = fit(&[[1.0]; 6], &counts, &weights).unwrap();
        let sum: f64 = counts.iter().zip(&weights).map(|(count, weight)| count * weight).sum();
        assert!((constant.means[0] - sum / weights.iter().sum::<f64>()).abs() < 1e-9);
    }

    #[test]
    fn refuses_what_has_no_fit() {
        assert!(fit(&[[1.0]], &[3.0], &[1.0]).is_none());
        assert!(fit(&[[1.0, 2.0]; 4], &[3.0, 4.0, 5.0, 6.0], &[1.0; 4]).is_none());
        assert!(fit(&[[1.0]; 3], &[0.0; 3], &[1.0; 3]).is_none());
        assert!(fit(&[[1.0]; 3], &[1e308; 3], &[1.0; 3]).is_none_or(|fit| fit.dispersion.is_finite()));
    }
}
