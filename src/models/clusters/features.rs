//! From raw features to comparable ones: logarithm where asked for, then mean 0 and standard deviation 1.

use super::error::ClusterError;

/// What happens to a feature before it is standardised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transform {
    /// Nothing.
    Raw,
    /// sign(x) ln(1 + |x|), for skewed amounts and counts; keeps the sign of a net refund.
    Log,
}

/// A standardised table, row by row.
pub(super) struct Standardised {
    /// Values, `kept.len()` a row.
    pub(super) values: Vec<f64>,
    /// Features that vary, by position in the input.
    pub(super) kept: Vec<usize>,
    /// Features that do not vary and were left out.
    pub(super) constant: Vec<usize>,
}

impl Transform {
    fn apply(self, value: f64) -> f64 {
        match self {
            Transform::Raw => value,
            Transform::Log => value.abs().ln_1p().copysign(value),
        }
    }
}

/// Standardises every feature with the mean and the population standard deviation of all rows, and leaves out the
/// features whose standard deviation is no more than rounding noise.
pub(super) fn standardise(raw: &[f64], transforms: &[Transform]) -> Result<Standardised, ClusterError> {
    let width = transforms.len();
    if width == 0 || !raw.len().is_multiple_of(width) {
        return Err(ClusterError::Shape);
    }
    if let Some(at) = raw.iter().position(|value| !value.is_finite()) {
        return Err(ClusterError::NotFinite { row: at / width, feature: at % width });
    }
    let rows = raw.len() / width;
    let (mut kept, mut constant, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    for (feature, transform) in transforms.iter().enumerate() {
        let column: Vec<f64> = raw.iter().skip(feature).step_by(width).map(|value| transform.apply(*value)).collect();
        let mean = column.iter().sum::<f64>() / rows as f64;
        let deviation = (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / rows as f64).sqrt();
        if rows > 0 && !deviation.is_finite() {
            return Err(ClusterError::TooLarge { feature });
        }
        let largest = column.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        if rows == 0 || deviation <= 1e-12 * largest {
            constant.push(feature);
        } else {
            kept.push(feature);
            columns.push(column.into_iter().map(|value| (value - mean) / deviation).collect::<Vec<f64>>());
        }
    }
    let values = (0..rows).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
    Ok(Standardised { values, kept, constant })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Transform::{Log, Raw};

    #[test]
    fn mean_zero_and_deviation_one() {
        let table = standardise(&[1.0, 10.0, 2.0, 10.0, 3.0, 10.0], &[Raw, Raw]).unwrap();
        let root = 1.5_f64.sqrt();
        assert_eq!((table.values, table.kept, table.constant), (vec![-root, 0.0, root], vec![0], vec![1]));
    }

    #[test]
    fn the_logarithm_keeps_sign_and_order() {
        assert_eq!(Log.apply(0.0), 0.0);
        assert_eq!(Log.apply(-3.0), -(4.0_f64.ln()));
        let steps: Vec<f64> = (-50..50).map(|x| Log.apply(f64::from(x) * 3.7)).collect();
        assert!(steps.is_sorted());
    }

    #[test]
    fn rounding_noise_is_not_variation() {
        let noise: Vec<f64> = (0..10).map(|i| 0.1 + f64::from(i % 2) * f64::EPSILON / 16.0).collect();
        assert_ne!(noise[0], noise[1]);
        assert_eq!(standardise(&noise, &[Raw]).unwrap().constant, [0]);
    }

    #[test]
    fn refuses_what_is_no_table_of_numbers() {
        let error = |raw: &[f64], transforms| standardise(raw, transforms).err();
        assert_eq!(error(&[1.0, 2.0, 3.0], &[Raw, Raw]), Some(ClusterError::Shape));
        assert_eq!(error(&[], &[]), Some(ClusterError::Shape));
        assert_eq!(error(&[1.0, f64::NAN], &[Raw, Raw]), Some(ClusterError::NotFinite { row: 0, feature: 1 }));
        assert_eq!(error(&[f64::NEG_INFINITY], &[Log]), Some(ClusterError::NotFinite { row: 0, feature: 0 }));
        assert_eq!(error(&[f64::MAX, f64::MIN], &[Raw]), Some(ClusterError::TooLarge { feature: 0 }));
        assert_eq!(error(&[f64::MAX, f64::MIN], &[Log]), None);
    }
}
