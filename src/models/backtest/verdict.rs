//! Whether the model beats the rule that looks at the gap alone. It words nothing and measures nothing itself.

use super::difference::Difference;
use super::error::BacktestError;
use super::holdout::Outcome;
use super::probability::brier_difference;
use super::rank::auc_difference;

/// The model against the gap rule on the same customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contest {
    /// Brier score of the model minus that of the gap rule: below 0 when the model is better.
    pub brier: Result<Difference, BacktestError>,
    /// AUC of the model minus that of the gap rule: above 0 when the model is better.
    pub auc: Result<Difference, BacktestError>,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The Brier scores differ significantly.
    Brier,
    /// The Brier scores do not, but the AUCs do.
    Auc,
}

/// Which of the two is better on this holdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The model.
    Model(Ground),
    /// The gap rule: the model has not earned its place.
    GapRule(Ground),
    /// Neither difference is significant, or neither could be tested. No claim may be made.
    CannotTell,
}

impl Contest {
    /// Compares the model's churn probabilities with those of the gap rule by the Brier score, and with the bare gaps
    /// by the AUC. The gaps order customers more finely than the probabilities made from them, which have ties.
    pub fn between(model: &[f64], gap_risks: &[f64], gaps: &[f64], outcomes: &[Outcome]) -> Contest {
        Contest { brier: brier_difference(model, gap_risks, outcomes), auc: auc_difference(model, gaps, outcomes) }
    }

    /// The better Brier score wins if the paired difference is significant at 5 %; else the better AUC if DeLong's test
    /// of the difference is; else nobody. The Brier score comes first because it judges what is handed out, a
    /// probability.
    pub fn verdict(&self) -> Verdict {
        let significant = |difference: &Result<Difference, BacktestError>| {
            difference.ok().filter(Difference::is_significant).map(|significant| significant.difference)
        };
        match (significant(&self.brier), significant(&self.auc)) {
            (Some(brier), _) if brier < 0.0 => Verdict::Model(Ground::Brier),
            (Some(_), _) => Verdict::GapRule(Ground::Brier),
            (None, Some(auc)) if auc > 0.0 => Verdict::Model(Ground::Auc),
            (None, Some(_)) => Verdict::GapRule(Ground::Auc),
            (None, None) => Verdict::CannotTell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(brier: (f64, f64), auc: (f64, f64)) -> Verdict {
        let at = |(difference, error): (f64, f64)| Ok(Difference::new(difference, error));
        Contest { brier: at(brier), auc: at(auc) }.verdict()
    }

    #[test]
    fn brier_first_then_auc_then_nobody() {
        assert_eq!(verdict((-0.02, 0.01), (-0.5, 0.01)), Verdict::Model(Ground::Brier));
        assert_eq!(verdict((0.02, 0.01), (0.5, 0.01)), Verdict::GapRule(Ground::Brier));
        assert_eq!(verdict((0.019, 0.01), (0.02, 0.01)), Verdict::Model(Ground::Auc));
        assert_eq!(verdict((-0.019, 0.01), (-0.02, 0.01)), Verdict::GapRule(Ground::Auc));
        assert_eq!(verdict((-0.019, 0.01), (0.019, 0.01)), Verdict::CannotTell);
        assert_eq!(verdict((0.0, 0.0), (0.3, 0.0)), Verdict::CannotTell);
    }

    #[test]
    fn what_cannot_be_tested_decides_nothing() {
        let brier = Ok(Difference::new(-0.1, 0.01));
        let none = Err(BacktestError::TooFew);
        assert_eq!(Contest { brier, auc: none }.verdict(), Verdict::Model(Ground::Brier));
        assert_eq!(Contest { brier: none, auc: none }.verdict(), Verdict::CannotTell);
        let contest = Contest::between(&[0.2; 3], &[0.4; 3], &[1.0; 3], &[Outcome::Stayed; 3]);
        assert_eq!(contest.auc, Err(BacktestError::NoChurners));
        assert_eq!(contest.verdict(), Verdict::CannotTell);
    }
}
