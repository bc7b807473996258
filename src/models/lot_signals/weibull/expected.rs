//! Failures that each lot should have had, were it like all the others. It does not test the difference.

use super::error::WeibullError;
use super::fit::Weibull;
use super::life::{Life, check};

/// One lot compared with all others at the ages of its units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LotExpectation {
    /// Failures of the lot.
    pub failures: u64,
    /// Failures expected of its units under the hazard of all other lots; `None` where no other lot has aged.
    pub expected: Option<f64>,
    /// Failures expected under the hazard of all lots, itself among them: the exposure for shrinkage.
    pub pooled: f64,
}

/// Expected failures of each lot: the sum of (t/η)ᵏ over its units, failed or not, with t the age at which each one's
/// observation ended. A young lot so expects few failures, and is not called good because it is young.
///
/// The shape k is that of `pooled`, fitted to all lots; for each lot the scale is that of the others at this shape,
/// ηᵏ = Σ tᵏ / r over them, so that a lot is not compared with itself. One lot that holds most of the units still pulls
/// the shape towards itself.
///
/// One result a lot, for `lots` lots; lives of lots beyond that number count among the others only.
pub fn expected_failures(lives: &[Life], lots: usize, pooled: &Weibull) -> Result<Vec<LotExpectation>, WeibullError> {
    let (all_failures, _) = check(lives)?;
    let mut failures = vec![0_u64; lots];
    let mut hazards = vec![0.0_f64; lots];
    let mut all_hazard = 0.0;
    for life in lives {
        let hazard = life.units() * pooled.cumulative_hazard(life.age);
        all_hazard += hazard;
        let lot = life.lot as usize;
        if let (Some(failures), Some(of_lot)) = (failures.get_mut(lot), hazards.get_mut(lot)) {
            *failures = failures.saturating_add(life.failed);
            *of_lot += hazard;
        }
    }
    let of_lot = |(failures, hazard): (u64, f64)| {
        let others = all_hazard - hazard;
        // What is left by rounding is no hazard.
        let have_aged = others > 1e-12 * all_hazard;
        LotExpectation {
            failures,
            expected: have_aged.then(|| hazard * ((all_failures - failures as f64) / others)),
            pooled: if all_hazard > 0.0 { hazard * (all_failures / all_hazard) } else { 0.0 },
        }
    };
    Ok(failures.into_iter().zip(hazards).map(of_lot).collect())
}
