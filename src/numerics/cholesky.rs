//! Small symmetric positive definite matrices by Cholesky factors. It does not handle indefinite ones: it refuses them.

/// A square matrix, row by row.
pub type Matrix<const N: usize> = [[f64; N]; N];

/// The lower triangular L with L Lᵀ = `matrix`. `None` unless the matrix is positive definite beyond rounding.
pub fn factor<const N: usize>(matrix: &Matrix<N>) -> Option<Matrix<N>> {
    let mut lower = [[0.0; N]; N];
    for row in 0..N {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            let rest = matrix[row][column] - known;
            if row != column {
                lower[row][column] = rest / lower[column][column];
                continue;
            }
            // A pivot this small against its diagonal element is nothing but rounding; NaN fails the test too.
            let beyond_rounding = rest > 1e-13 * matrix[row][row].abs();
            if !beyond_rounding || !rest.is_finite() {
                return None;
            }
            lower[row][row] = rest.sqrt();
        }
    }
    Some(lower)
}

/// The solution v of L Lᵀ v = `right` for a factor L of [`factor`].
pub fn solve<const N: usize>(lower: &Matrix<N>, right: &[f64; N]) -> [f64; N] {
    let mut v = *right;
    for row in 0..N {
        let known: f64 = (0..row).map(|k| lower[row][k] * v[k]).sum();
        v[row] = (v[row] - known) / lower[row][row];
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|k| lower[k][row] * v[k]).sum();
        v[row] = (v[row] - known) / lower[row][row];
    }
    v
}

/// The inverse of `matrix`; `None` unless it is positive definite beyond rounding.
pub fn inverse<const N: usize>(matrix: &Matrix<N>) -> Option<Matrix<N>> {
    let lower = factor(matrix)?;
    let mut inverse = [[0.0; N]; N];
    for column in 0..N {
        let mut unit = [0.0; N];
        unit[column] = 1.0;
        for (row, value) in solve(&lower, &unit).into_iter().enumerate() {
            inverse[row][column] = value;
        }
    }
    Some(inverse)
}

/// `matrix` times `vector`.
pub fn times<const N: usize>(matrix: &Matrix<N>, vector: &[f64; N]) -> [f64; N] {
    matrix.map(|row| dot(&row, vector))
}

/// The scalar product.
pub fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A textbook matrix: its factor has rows (2), (6, 1), (−8, 5, 3).
    #[test]
    fn a_known_factor() {
        let matrix = [[4.0, 12.0, -16.0], [12.0, 37.0, -43.0], [-16.0, -43.0, 98.0]];
        let lower = factor(&matrix).unwrap();
        assert_eq!(lower, [[2.0, 0.0, 0.0], [6.0, 1.0, 0.0], [-8.0, 5.0, 3.0]]);
        let solved = solve(&lower, &times(&matrix, &[1.0, -2.0, 0.5]));
        for (got, want) in solved.iter().zip([1.0, -2.0, 0.5]) {
            assert!((got - want).abs() < 1e-12);
        }
        let product = inverse(&matrix).unwrap().map(|row| times(&matrix, &row));
        for (row, values) in product.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                assert!((value - f64::from(u8::from(row == column))).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn refuses_what_is_not_positive_definite() {
        assert_eq!(factor(&[[1.0, 1.0], [1.0, 1.0]]), None);
        assert_eq!(factor(&[[1.0, 2.0], [2.0, 1.0]]), None);
        assert_eq!(factor(&[[0.0]]), None);
        assert_eq!(factor(&[[f64::NAN]]), None);
        assert_eq!(inverse(&[[f64::INFINITY]]), None);
    }
}
