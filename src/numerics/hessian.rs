//! Second derivatives from differences of analytic gradients. It does not differentiate values.

use super::cholesky::Matrix;

/// The symmetric matrix of second derivatives of a function at `at`, from its `gradient` at `at` ± `step` along each
/// axis (2 N gradients). The error is of order `step`² times a fourth derivative, plus rounding over `step`; 1e-4 suits
/// parameters of order 1, such as logarithms.
pub fn hessian<const N: usize>(gradient: impl Fn(&[f64; N]) -> [f64; N], at: &[f64; N], step: f64) -> Matrix<N> {
    let mut rows = [[0.0; N]; N];
    for (axis, row) in rows.iter_mut().enumerate() {
        let shifted = |by: f64| {
            let mut place = *at;
            place[axis] += by;
            gradient(&place)
        };
        let (above, below) = (shifted(step), shifted(-step));
        for (value, (above, below)) in row.iter_mut().zip(above.iter().zip(&below)) {
            *value = (above - below) / (2.0 * step);
        }
    }
    let mut symmetric = rows;
    for i in 0..N {
        for j in 0..N {
            symmetric[i][j] = 0.5 * (rows[i][j] + rows[j][i]);
        }
    }
    symmetric
}

#[cfg(test)]
mod tests {
    use super::*;

    /// f = x² y + e^y has the Hessian [[2y, 2x], [2x, e^y]].
    #[test]
    fn a_polynomial_and_an_exponential() {
        let gradient = |v: &[f64; 2]| [2.0 * v[0] * v[1], v[0] * v[0] + v[1].exp()];
        let got = hessian(gradient, &[1.5, -0.5], 1e-4);
        let want = [[-1.0, 3.0], [3.0, (-0.5_f64).exp()]];
        for (got, want) in got.as_flattened().iter().zip(want.as_flattened()) {
            assert!((got - want).abs() < 1e-8, "{got} {want}");
        }
        assert_eq!(got[0][1], got[1][0]);
    }
}
