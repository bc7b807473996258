//! Observed lives, counted by age, and why they are refused. It fits nothing.

use super::error::WeibullError;

/// Units of one lot whose observation ended at one age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Lot the units belong to, counted from 0; any number where lots do not matter.
    pub lot: u32,
    /// Age at the end: at failure, or today. Positive where units failed; units that failed on day 0 are to be given
    /// half a day.
    pub age: f64,
    /// Units that failed at this age.
    pub failed: u64,
    /// Units that still worked at this age (right-censored).
    pub working: u64,
}

impl Life {
    pub(super) fn units(&self) -> f64 {
        self.failed as f64 + self.working as f64
    }
}

/// Number of failures and the highest age; an error for ages that cannot be.
pub(super) fn check(lives: &[Life]) -> Result<(f64, f64), WeibullError> {
    let is_possible = |life: &Life| life.age >= 0.0 && life.age.is_finite() && (life.age > 0.0 || life.failed == 0);
    if let Some(position) = lives.iter().position(|life| !is_possible(life)) {
        return Err(WeibullError::Age { position });
    }
    let exposed = lives.iter().filter(|life| life.units() > 0.0);
    Ok(exposed.fold((0.0, 0.0), |(failed, oldest), life| (failed + life.failed as f64, life.age.max(oldest))))
}
