//! The quadratic form of an inverse matrix whose size is known only at run time. It gives neither factor nor inverse.

/// A pivot this small against its diagonal element is nothing but rounding.
const ROUNDING: f64 = 1e-10;

/// vᵀ M⁻¹ v for a symmetric positive definite M, given row by row, of which only the lower triangle is read. By the
/// Cholesky factor L: the squared length of L⁻¹ v.
///
/// `None` when a row is shorter than its part of the lower triangle, the numbers of rows and values differ, or M is not
/// positive definite beyond rounding.
pub fn inverse_quadratic_form(matrix: &[Vec<f64>], vector: &[f64]) -> Option<f64> {
    if matrix.len() != vector.len() {
        return None;
    }
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    let mut solved: Vec<f64> = Vec::with_capacity(matrix.len());
    for (row, right) in matrix.iter().zip(vector) {
        let mut own = Vec::with_capacity(factor.len() + 1);
        for (column, above) in factor.iter().enumerate() {
            own.push((row.get(column)? - dot(&own, above)) / above.last()?);
        }
        let diagonal = row.get(own.len())?;
        let rest = diagonal - dot(&own, &own);
        if !(rest > ROUNDING * diagonal.abs() && rest.is_finite()) {
            return None;
        }
        let pivot = rest.sqrt();
        solved.push((right - dot(&own, &solved)) / pivot);
        own.push(pivot);
        factor.push(own);
    }
    Some(dot(&solved, &solved))
}

/// The scalar product over the length of the shorter one.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::numerics::cholesky;

    #[test]
    fn agrees_with_the_inverse() {
        let matrix = [[4.0, 12.0, -16.0], [12.0, 37.0, -43.0], [-16.0, -43.0, 98.0]];
        let vector = [1.0, -2.0, 0.5];
        let inverse = cholesky::inverse(&matrix).unwrap();
        let want = cholesky::dot(&vector, &cholesky::times(&inverse, &vector));
        let got = inverse_quadratic_form(&matrix.map(Vec::from), &vector).unwrap();
        assert!((got - want).abs() < 1e-10 * want, "{got} {want}");
        assert_eq!(inverse_quadratic_form(&[], &[]), Some(0.0));
        assert_eq!(inverse_quadratic_form(&[vec![4.0]], &[6.0]), Some(9.0));
    }

    #[test]
    fn refuses_what_has_no_inverse() {
        assert_eq!(inverse_quadratic_form(&[vec![1.0], vec![1.0, 1.0]], &[1.0, 2.0]), None);
        assert_eq!(inverse_quadratic_form(&[vec![1.0], vec![2.0, 1.0]], &[1.0, 2.0]), None);
        assert_eq!(inverse_quadratic_form(&[vec![1.0], vec![0.0]], &[1.0, 2.0]), None);
        assert_eq!(inverse_quadratic_form(&[vec![f64::NAN]], &[1.0]), None);
        assert_eq!(inverse_quadratic_form(&[vec![1.0]], &[]), None);
    }
}
