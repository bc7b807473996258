//! How well a method forecast what customers did, by all the figures at once.

use std::num::NonZeroUsize;

use crate::models::backtest::Outcome;
use crate::models::backtest::counts::{CountErrors, count_errors};
use crate::models::backtest::probability::{
    Brier, CalibrationGroup, CalibrationLine, brier, calibration_line, calibration_table,
};
use crate::models::backtest::rank::{Auc, TopShare, auc, top_share};

use super::backtest::{GAP, PAST_RATE};

/// Groups of a calibration table.
const GROUPS: NonZeroUsize = NonZeroUsize::new(10).unwrap();
/// The best part of the customers.
const TOP: f64 = 0.1;

/// How well one method forecast.
pub(super) struct Measured {
    /// The id of a model's family, [`COMBINED`], [`GAP`] or [`PAST_RATE`].
    pub(super) method: &'static str,
    pub(super) auc: Option<Auc>,
    pub(super) brier: Option<Brier>,
    pub(super) counts: Option<CountErrors>,
    /// Churners among the tenth with the highest scores.
    pub(super) top_churners: Option<TopShare>,
    /// Purchases of the tenth with the lowest scores, or the highest forecasts.
    pub(super) top_purchases: Option<TopShare>,
    /// Stated probabilities beside what came true, where it states any.
    pub(super) calibration: Vec<CalibrationGroup>,
    pub(super) line: Option<CalibrationLine>,
}

/// What customers did over a horizon.
pub(super) struct Seen {
    bought: Vec<u32>,
    pub(super) outcomes: Vec<Outcome>,
    churned: Vec<u32>,
}

impl Seen {
    /// From the purchase days of each customer in the horizon.
    pub(super) fn of(bought: Vec<u32>) -> Seen {
        let outcomes: Vec<Outcome> = bought.iter().map(|purchases| Outcome::of_purchases(*purchases)).collect();
        let churned = outcomes.iter().map(|outcome| u32::from(*outcome == Outcome::Churned)).collect();
        Seen { bought, outcomes, churned }
    }

    /// Whether there is anything to tell two methods apart by: not everybody did the same.
    pub(super) fn tells_apart(&self) -> bool {
        (1..self.outcomes.len() as u64).contains(&self.churners())
    }

    /// Share of the customers who bought nothing.
    pub(super) fn rate(&self) -> f64 {
        self.churners() as f64 / self.outcomes.len().max(1) as f64
    }

    /// Customers who bought nothing.
    pub(super) fn churners(&self) -> u64 {
        self.churned.iter().map(|churned| u64::from(*churned)).sum()
    }

    /// A method that states churn probabilities, and perhaps a number of purchases.
    pub(super) fn measure(&self, method: &'static str, churn: &[f64], expected: Option<&[f64]>) -> Measured {
        let staying: Vec<f64> = churn.iter().map(|churn| -churn).collect();
        Measured {
            method,
            auc: auc(churn, &self.outcomes).ok(),
            brier: brier(churn, &self.outcomes).ok(),
            counts: expected.and_then(|expected| count_errors(expected, &self.bought).ok()),
            top_churners: top_share(churn, &self.churned, TOP).ok(),
            top_purchases: top_share(expected.unwrap_or(&staying), &self.bought, TOP).ok(),
            calibration: calibration_table(churn, &self.outcomes, GROUPS).unwrap_or_default(),
            line: calibration_line(churn, &self.outcomes).ok(),
        }
    }

    /// The gap alone: its order by the bare days, its probabilities by the rates learnt.
    pub(super) fn measure_gap(&self, gaps: &[f64], risks: Option<&[f64]>) -> Measured {
        let nearness: Vec<f64> = gaps.iter().map(|gap| -gap).collect();
        Measured {
            method: GAP,
            auc: auc(gaps, &self.outcomes).ok(),
            brier: risks.and_then(|risks| brier(risks, &self.outcomes).ok()),
            counts: None,
            top_churners: top_share(gaps, &self.churned, TOP).ok(),
            top_purchases: top_share(&nearness, &self.bought, TOP).ok(),
            calibration: risks
                .and_then(|risks| calibration_table(risks, &self.outcomes, GROUPS).ok())
                .unwrap_or_default(),
            line: risks.and_then(|risks| calibration_line(risks, &self.outcomes).ok()),
        }
    }

    /// The own past rate of each customer, which states no probability.
    pub(super) fn measure_past_rate(&self, expected: &[f64]) -> Measured {
        let quietness: Vec<f64> = expected.iter().map(|rate| -rate).collect();
        Measured {
            method: PAST_RATE,
            auc: auc(&quietness, &self.outcomes).ok(),
            brier: None,
            counts: count_errors(expected, &self.bought).ok(),
            top_churners: None,
            top_purchases: top_share(expected, &self.bought, TOP).ok(),
            calibration: Vec::new(),
            line: None,
        }
    }
}
