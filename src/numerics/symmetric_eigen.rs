//! Eigenvalues and eigenvectors of a small symmetric matrix whose size is known only at run time.

/// Sweeps after which the rotations are given up. Matrices of up to a hundred rows need fewer than ten.
const MOST_SWEEPS: usize = 60;

/// A symmetric matrix M as V Λ Vᵀ.
#[derive(Clone, Debug, PartialEq)]
pub struct SymmetricEigen {
    /// Λ, in no particular order.
    pub values: Vec<f64>,
    /// V, row by row: column k is the unit eigenvector of `values[k]`.
    pub vectors: Vec<Vec<f64>>,
}

impl SymmetricEigen {
    /// Decomposes `matrix`, given row by row, by the cyclic Jacobi method (Golub and Van Loan, Matrix Computations,
    /// section 8.5). `None` when the matrix is not square and finite.
    pub fn of(matrix: &[Vec<f64>]) -> Option<SymmetricEigen> {
        let size = matrix.len();
        if matrix.iter().any(|row| row.len() != size || row.iter().any(|value| !value.is_finite())) {
            return None;
        }
        let mut rest = matrix.to_vec();
        let mut vectors: Vec<Vec<f64>> =
            (0..size).map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect()).collect();
        for _ in 0..MOST_SWEEPS {
            let mut rotated = false;
            for p in 0..size {
                for q in p + 1..size {
                    rotated |= rotate(&mut rest, &mut vectors, p, q);
                }
            }
            if !rotated {
                let values: Vec<f64> = rest.iter().enumerate().map(|(at, row)| row[at]).collect();
                return values.iter().all(|value| value.is_finite()).then_some(SymmetricEigen { values, vectors });
            }
        }
        None
    }

    /// The largest eigenvalue with its vector; nothing of an empty matrix.
    pub fn largest(&self) -> Option<(f64, Vec<f64>)> {
        let (at, value) = self.values.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1))?;
        Some((*value, self.vectors.iter().map(|row| row[at]).collect()))
    }

    /// V f(Λ) Vᵀ: the inverse for f(x) = 1/x, the square root for f(x) = √x.
    pub fn map(&self, f: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
        let mapped: Vec<f64> = self.values.iter().map(|value| f(*value)).collect();
        let entry = |left: &[f64], right: &[f64]| -> f64 {
            left.iter().zip(right).zip(&mapped).map(|((left, right), value)| left * right * value).sum()
        };
        self.vectors.iter().map(|left| self.vectors.iter().map(|right| entry(left, right)).collect()).collect()
    }
}

/// Makes entry (p, q) zero by a plane rotation. False when it is nothing but rounding already.
fn rotate(rest: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) -> bool {
    let off = rest[p][q];
    // The square root apart, so that neither tiny nor huge entries vanish or overflow.
    if off.abs() <= 1e-17 * rest[p][p].abs().sqrt() * rest[q][q].abs().sqrt() || off.abs() < f64::MIN_POSITIVE {
        return false;
    }
    let tau = (rest[q][q] - rest[p][p]) / (2.0 * off);
    let t = tau.signum() / (tau.abs() + tau.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    let turn = |row: &mut Vec<f64>| {
        let (at_p, at_q) = (row[p], row[q]);
        row[p] = c * at_p - s * at_q;
        row[q] = s * at_p + c * at_q;
    };
    rest.iter_mut().for_each(turn);
    let (above, below) = rest.split_at_mut(q);
    for (at_p, at_q) in above[p].iter_mut().zip(&mut below[0]) {
        (*at_p, *at_q) = (c * *at_p - s * *at_q, s * *at_p + c * *at_q);
    }
    rest[p][q] = 0.0;
    rest[q][p] = 0.0;
    vectors.iter_mut().for_each(turn);
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let entry = |row: &[f64], column: usize| row.iter().zip(b).map(|(x, of)| x * of[column]).sum();
        a.iter().map(|row| (0..b.len()).map(|column| entry(row, column)).collect()).collect()
    }

    fn close(a: &[Vec<f64>], b: &[Vec<f64>], tolerance: f64) {
        for (left, right) in a.iter().flatten().zip(b.iter().flatten()) {
            assert!((left - right).abs() < tolerance, "{left} {right}");
        }
    }

    /// [[2, 1], [1, 2]] has the eigenvalues 1 and 3.
    #[test]
    fn a_known_matrix() {
        let mut values = SymmetricEigen::of(&[vec![2.0, 1.0], vec![1.0, 2.0]]).unwrap().values;
        values.sort_by(f64::total_cmp);
        assert!((values[0] - 1.0).abs() < 1e-15 && (values[1] - 3.0).abs() < 1e-15);
        assert_eq!(SymmetricEigen::of(&[]).unwrap().values, Vec::<f64>::new());
        assert_eq!(SymmetricEigen::of(&[]).unwrap().largest(), None);
        let zero = vec![vec![0.0; 3]; 3];
        assert_eq!(SymmetricEigen::of(&zero).unwrap().values, [0.0; 3]);
    }

    /// The eigenvalues of this matrix are 1, 2 and 4, to (1, −1, 0), (1, 1, −1) and (1, 1, 2).
    #[test]
    fn the_largest_with_its_vector() {
        let (a, b, c) = (11.0 / 6.0, 5.0 / 6.0, 2.0 / 3.0);
        let eigen = SymmetricEigen::of(&[vec![a, b, c], vec![b, a, c], vec![c, c, 10.0 / 3.0]]).unwrap();
        let (value, vector) = eigen.largest().unwrap();
        assert!((value - 4.0).abs() < 1e-13);
        assert!((vector[0] - vector[1]).abs() < 1e-13 && (vector[2] - 2.0 * vector[0]).abs() < 1e-13);
    }

    #[test]
    fn functions_of_a_matrix() {
        let size = 12;
        let matrix: Vec<Vec<f64>> =
            (0..size).map(|i| (0..size).map(|j: i32| 0.9_f64.powi((i - j).abs())).collect()).collect();
        let eigen = SymmetricEigen::of(&matrix).unwrap();
        close(&eigen.map(|x| x), &matrix, 1e-13);
        let root = eigen.map(f64::sqrt);
        close(&product(&root, &root), &matrix, 1e-13);
        let unit: Vec<Vec<f64>> = (0..12).map(|i| (0..12).map(|j| f64::from(u8::from(i == j))).collect()).collect();
        close(&product(&eigen.map(|x| 1.0 / x), &matrix), &unit, 1e-11);
        close(&product(&eigen.vectors, &eigen.map(|_| 1.0)), &eigen.vectors, 1e-13);
    }

    #[test]
    fn refuses_what_has_no_decomposition() {
        assert_eq!(SymmetricEigen::of(&[vec![1.0, 2.0]]), None);
        assert_eq!(SymmetricEigen::of(&[vec![f64::NAN]]), None);
        assert_eq!(SymmetricEigen::of(&[vec![1.0, f64::INFINITY], vec![f64::INFINITY, 1.0]]), None);
    }
}
