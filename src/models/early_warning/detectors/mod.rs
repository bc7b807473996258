//! Detectors: rules with a memory or a model of their own, and plain thresholds.
//!
//! `ewma` and `cusum` find small lasting shifts, `ears` needs only a few earlier periods, `farrington` several years of
//! weeks, `threshold` knows only what the user set.

mod cusum;
mod ears;
mod ewma;
mod farrington;
mod threshold;

use super::error::DetectorError;

pub use cusum::{Cusum, CusumPoint, cusum};
pub use ears::{EarsMethod, EarsPoint, EarsSettings, ears};
pub use ewma::{Ewma, EwmaLimits, EwmaPoint, ewma};
pub use farrington::{Farrington, FarringtonPoint, Trend, farrington};
pub use threshold::{LevelThresholds, Reference, RelativeThreshold, fixed_threshold, relative_threshold};

/// That a setting is in its range.
fn require(holds: bool, name: &'static str) -> Result<(), DetectorError> {
    if holds { Ok(()) } else { Err(DetectorError::Setting { name }) }
}

/// That counts are finite and not negative.
fn check_counts(counts: &[f64]) -> Result<(), DetectorError> {
    match counts.iter().position(|count| !(count.is_finite() && *count >= 0.0)) {
        Some(point) if counts.get(point).is_some_and(|count| count.is_finite()) => {
            Err(DetectorError::Negative { point })
        }
        Some(point) => Err(DetectorError::NotFinite { point }),
        None => Ok(()),
    }
}

/// That values are finite where there are any.
fn check_values(values: &[Option<f64>]) -> Result<(), DetectorError> {
    match values.iter().position(|value| value.is_some_and(|value| !value.is_finite())) {
        Some(point) => Err(DetectorError::NotFinite { point }),
        None => Ok(()),
    }
}
