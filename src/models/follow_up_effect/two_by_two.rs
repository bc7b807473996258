//! Difference in differences of four independent groups. For the same customers before and after, see `panel`.

use super::cell::Cell;
use super::error::{CellName, EffectError};
use super::estimate::{Estimate, Parts, check};

/// The four groups. They must be independent: other people before than after, or so few of the same that it does not
/// matter. For the same people the standard error is wrong, mostly too large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoByTwo {
    /// Followed-up customers before.
    pub treated_before: Cell,
    /// Followed-up customers after.
    pub treated_after: Cell,
    /// The others before.
    pub untreated_before: Cell,
    /// The others after.
    pub untreated_after: Cell,
}

/// Which standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StandardError {
    /// √(Σ v/n) with the degrees of freedom of Welch and Satterthwaite. The default: nothing says that scores vary alike
    /// in the four groups, and where they do, little is lost.
    #[default]
    Welch,
    /// That of the interaction in the regression by ordinary least squares, s √(Σ 1/n) with N − 4 degrees of freedom:
    /// the variance is taken to be the same in all groups.
    Pooled,
}

impl TwoByTwo {
    /// The groups with their names.
    pub fn cells(&self) -> [(CellName, Cell); 4] {
        [
            (CellName::TreatedBefore, self.treated_before),
            (CellName::TreatedAfter, self.treated_after),
            (CellName::UntreatedBefore, self.untreated_before),
            (CellName::UntreatedAfter, self.untreated_after),
        ]
    }

    /// (T₁ − T₀) − (C₁ − C₀) of the means.
    pub fn difference(&self) -> f64 {
        (self.treated_after.mean - self.treated_before.mean) - (self.untreated_after.mean - self.untreated_before.mean)
    }
}

/// The change of the treated less the change of the others, (T₁ − T₀) − (C₁ − C₀), with its uncertainty.
///
/// # Errors
/// A group with fewer than two members, a mean or variance that is none, a confidence outside 0 to 1, or no variation in
/// any group: see [`EffectError`].
pub fn two_by_two(groups: &TwoByTwo, error: StandardError, confidence: f64) -> Result<Estimate, EffectError> {
    check(confidence)?;
    let cells = groups.cells();
    for (name, cell) in cells {
        if !cell.mean.is_finite() || !cell.variance.is_finite() || cell.variance < 0.0 {
            return Err(EffectError::BadCell(name));
        }
        if cell.members < 2 {
            return Err(EffectError::TooFew { cell: name, members: cell.members });
        }
    }
    let cells = cells.map(|(_, cell)| (cell.members as f64, cell.variance));
    let sum = |of: fn((f64, f64)) -> f64| cells.iter().copied().map(of).sum::<f64>();
    let (variance, degrees_of_freedom, variance_of_one) = match error {
        StandardError::Welch => {
            let variance = sum(|(n, v)| v / n);
            // Shares of the variance, as its square may overflow.
            let shares = cells.iter().map(|(n, v)| (v / n / variance).powi(2) / (n - 1.0));
            (variance, 1.0 / shares.sum::<f64>(), sum(|(_, v)| v))
        }
        StandardError::Pooled => {
            let freedom = sum(|(n, _)| n - 1.0);
            let pooled = cells.iter().map(|(n, v)| (n - 1.0) / freedom * v).sum::<f64>();
            (pooled * sum(|(n, _)| 1.0 / n), freedom, 4.0 * pooled)
        }
    };
    let smallest_group = groups.cells().iter().map(|(_, cell)| cell.members).min().unwrap_or(0);
    let effect = groups.difference();
    let standard_error = variance.sqrt();
    Estimate::of(Parts { effect, standard_error, degrees_of_freedom, variance_of_one, smallest_group }, confidence)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn groups(values: [&[f64]; 4]) -> TwoByTwo {
        let [treated_before, treated_after, untreated_before, untreated_after] =
            values.map(|values| Cell::of(values).unwrap());
        TwoByTwo { treated_before, treated_after, untreated_before, untreated_after }
    }

    /// Means 2, 5, 4, 4 and squares of deviations 2, 8, 2, 0 over 8 values: s² = 12/4 = 3, Σ 1/n = 2, SE = √6.
    #[test]
    fn by_hand() {
        let groups = groups([&[1.0, 3.0], &[3.0, 7.0], &[3.0, 5.0], &[4.0, 4.0]]);
        let pooled = two_by_two(&groups, StandardError::Pooled, 0.95).unwrap();
        assert_eq!((pooled.effect, pooled.degrees_of_freedom, pooled.variance_of_one), (3.0, 4.0, 12.0));
        assert!((pooled.standard_error - 6.0_f64.sqrt()).abs() < 1e-15);
        // Variances 2, 8, 2, 0: v/n = 1, 4, 1, 0, and 36 / (1 + 16 + 1).
        let welch = two_by_two(&groups, StandardError::Welch, 0.95).unwrap();
        assert!((welch.standard_error - 6.0_f64.sqrt()).abs() < 1e-15);
        assert!((welch.degrees_of_freedom - 2.0).abs() < 1e-14);
        assert!(welch.p_value > pooled.p_value && welch.interval.upper > pooled.interval.upper);
        assert_eq!((welch.smallest_group, welch.variance_of_one), (2, 12.0));
    }

    #[test]
    fn edges() {
        let flat = groups([&[1.0; 3], &[2.0; 3], &[1.0; 3], &[1.0; 3]]);
        let error = Err(EffectError::NoVariation { effect: 1.0, smallest_group: 3 });
        assert_eq!([StandardError::Welch, StandardError::Pooled].map(|own| two_by_two(&flat, own, 0.95)), [error; 2]);
        assert_eq!(two_by_two(&flat, StandardError::Welch, 1.0), Err(EffectError::Confidence));
        let one = groups([&[1.0, 2.0], &[2.0], &[1.0, 2.0], &[]]);
        let few = EffectError::TooFew { cell: CellName::TreatedAfter, members: 1 };
        assert_eq!(two_by_two(&one, StandardError::Welch, 0.95), Err(few));
        let mut bad = groups([&[1.0, 2.0]; 4]);
        bad.untreated_after.variance = -1.0;
        let error = Err(EffectError::BadCell(CellName::UntreatedAfter));
        assert_eq!(two_by_two(&bad, StandardError::Welch, 0.95), error);
        let mut huge = groups([&[1.0, 2.0]; 4]);
        huge.treated_after.mean = 1e308;
        huge.untreated_after.mean = -1e308;
        assert_eq!(two_by_two(&huge, StandardError::Pooled, 0.95), Err(EffectError::TooLarge));
    }
}
