//! The tabular cumulated sum.

use super::{check_values, require};
use crate::models::early_warning::error::DetectorError;
use crate::models::early_warning::series::{Side, Sides};

/// The choices about a CUSUM, in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cusum {
    /// Mean while in control.
    pub target: f64,
    /// What a value may stray without being summed, k: half the shift to be found.
    pub allowance: f64,
    /// The sum above which it signals, h.
    pub decision: f64,
    /// Sides that are summed.
    pub watch: Sides,
}

impl Cusum {
    /// k = 0.5 and h = 5 standard deviations (Montgomery, Introduction to Statistical Quality Control: h 4 to 5).
    pub fn new(target: f64, sd: f64, watch: Sides) -> Cusum {
        Cusum { target, allowance: 0.5 * sd, decision: 5.0 * sd, watch }
    }
}

/// The sums after one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CusumPoint {
    /// Sum of what lies above target + k; `None` if that side is not watched.
    pub high: Option<f64>,
    /// Sum of what lies below target − k; `None` if that side is not watched.
    pub low: Option<f64>,
    /// The side whose sum lies above h; the high side if both do.
    pub signal: Option<Side>,
}

/// S_high = max(0, S_high + x − target − k), S_low = max(0, S_low + target − k − x), both from 0; a signal above h. Source:
/// NIST/SEMATECH e-Handbook, 6.3.2.3. A missing value leaves the sums where they were and gives no point.
///
/// # Errors
/// A value or setting that is not finite or not in its range, or sums that are too large.
pub fn cusum(values: &[Option<f64>], settings: &Cusum) -> Result<Vec<Option<CusumPoint>>, DetectorError> {
    let Cusum { target, allowance, decision, watch } = *settings;
    require(target.is_finite(), "target")?;
    require(allowance >= 0.0 && allowance.is_finite(), "allowance")?;
    require(decision > 0.0 && decision.is_finite(), "decision")?;
    check_values(values)?;
    let (mut high, mut low) = (0.0_f64, 0.0_f64);
    let mut step = |value: f64| {
        high = (high + (value - target - allowance)).max(0.0);
        low = (low + (target - allowance - value)).max(0.0);
        if !(high.is_finite() && low.is_finite()) {
            return Err(DetectorError::TooLarge);
        }
        let sum = |side, sum: f64| watch.watch(side).then_some(sum);
        let (high, low) = (sum(Side::High, high), sum(Side::Low, low));
        let above = |sum: Option<f64>, side| sum.filter(|sum| *sum > decision).map(|_| side);
        Ok(CusumPoint { high, low, signal: above(high, Side::High).or(above(low, Side::Low)) })
    };
    values.iter().map(|value| value.map(&mut step).transpose()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn one_side_and_gaps() {
        let settings = Cusum::new(0.0, 1.0, Sides::One(Side::Low));
        let found = cusum(&[Some(-3.0), Some(9.0), None, Some(-6.0), Some(-0.5)], &settings).unwrap();
        let low: Vec<_> = found.iter().map(|point| point.and_then(|own| own.low)).collect();
        assert_eq!(low, [Some(2.5), Some(0.0), None, Some(5.5), Some(5.5)]);
        assert!(found.iter().flatten().all(|point| point.high.is_none()));
        assert_eq!(found[3].unwrap().signal, Some(Side::Low));
        assert_eq!(found[0].unwrap().signal, None);
    }

    #[test]
    fn what_is_refused() {
        let fine = Cusum::new(0.0, 1.0, Sides::Both);
        for (settings, name) in [
            (Cusum { target: f64::NAN, ..fine }, "target"),
            (Cusum { allowance: -1.0, ..fine }, "allowance"),
            (Cusum { decision: 0.0, ..fine }, "decision"),
        ] {
            assert_eq!(cusum(&[], &settings), Err(DetectorError::Setting { name }));
        }
        assert_eq!(cusum(&[Some(f64::NAN)], &fine), Err(DetectorError::NotFinite { point: 0 }));
        assert_eq!(cusum(&[Some(f64::MAX); 2], &fine), Err(DetectorError::TooLarge));
    }
}
