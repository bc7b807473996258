//! Forecasts the past: customers as they stood a horizon ago, or several, scored as of then and compared with what they
//! did next, always beside the plain gap since the last purchase and the own past rate.

use std::num::NonZeroUsize;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::labels::{Text, churn_score as labels};
use crate::models::backtest::Outcome;
use crate::models::backtest::baselines::{GapRisk, cross_fitted_risks, past_rate_forecast};
use crate::models::backtest::counts::{CountErrors, count_errors};
use crate::models::backtest::probability::{
    Brier, CalibrationGroup, CalibrationLine, brier, calibration_line, calibration_table,
};
use crate::models::backtest::rank::{Auc, TopShare, auc, top_share};
use crate::models::backtest::verdict::{Contest, Verdict};
use crate::models::repeat_purchase::{Family, Forecast};
use crate::settings::churn_score::ChurnScoreSettings;

use super::load::Loaded;
use super::observed::Observed;
use super::score::{Fitted, Score, by_gap};

/// Groups of a calibration table.
const GROUPS: NonZeroUsize = NonZeroUsize::new(10).unwrap();
/// Parts in which the gap rule is learnt from the others where no earlier window is there to learn from.
const PARTS: NonZeroUsize = NonZeroUsize::new(10).unwrap();
/// The best part of the customers.
const TOP: f64 = 0.1;

/// Stable names of the methods that are no models.
pub(super) const GAP: &str = "gap";
pub(super) const PAST_RATE: &str = "past-rate";

/// One look back.
pub(super) struct Fold {
    /// The day from which was forecast.
    pub(super) day: i32,
    /// The last day of the horizon.
    pub(super) until: i32,
    pub(super) customers: u64,
    pub(super) churned: u64,
    /// How the rates of the gap rule were learnt.
    pub(super) gap_learnt: GapLearnt,
    pub(super) measured: Vec<Measured>,
    pub(super) contest: Option<Contest>,
}

/// How the rates of the gap rule were learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapLearnt {
    /// From what customers did in the horizon before.
    Earlier,
    /// From the other nine tenths of the same customers, which flatters it.
    Others,
}

/// How well one method forecast.
pub(super) struct Measured {
    /// The id of a model's family, [`GAP`] or [`PAST_RATE`].
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

impl Fold {
    /// Which of the two forecast better; nothing where no model was fitted.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.contest.as_ref().map(Contest::verdict)
    }

    pub(super) fn of(&self, method: &str) -> Option<&Measured> {
        self.measured.iter().find(|measured| measured.method == method)
    }
}

/// The folds, newest first, as far as the orders reach back. What cannot be looked at is told in `warnings`.
pub(super) fn run(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    family: Option<Family>,
    horizon: i32,
    warnings: &mut Vec<Text>,
) -> Result<Vec<Fold>, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let mut folds = Vec::new();
    for number in 1..=i32::from(settings.folds) {
        let day = as_of - number * horizon;
        let observed = Observed::at(&loaded.purchases, day, settings.time_unit);
        if observed.customers.is_empty() {
            let (days, as_of) = (number * horizon, format_date(as_of));
            warnings.push(labels::TOO_YOUNG.with(&[("days", &days), ("as_of", &as_of)]));
            break;
        }
        folds.push(fold(settings, loaded, family, horizon, &observed, warnings)?);
    }
    Ok(folds)
}

fn fold(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    family: Option<Family>,
    horizon: i32,
    observed: &Observed,
    warnings: &mut Vec<Text>,
) -> Result<Fold, Error> {
    let bought = observed.bought(&loaded.purchases, horizon);
    let outcomes: Vec<Outcome> = bought.iter().map(|purchases| Outcome::of_purchases(*purchases)).collect();
    let churned: Vec<u32> = outcomes.iter().map(|outcome| u32::from(*outcome == Outcome::Churned)).collect();
    let churners: u64 = churned.iter().map(|churned| u64::from(*churned)).sum();
    let told = |why: Text| labels::FOLD_CANNOT.with(&[("day", &format_date(observed.as_of))]).and("why", why);
    let mut measured = Vec::new();
    let (gap_risks, gap_learnt) = gap_risks(settings, loaded, observed, horizon, &outcomes);
    let nearness: Vec<f64> = observed.gaps.iter().map(|gap| -gap).collect();
    let mut forecasts: Option<Vec<Forecast>> = None;
    if let Some(family) = family {
        match Fitted::new(family, observed, settings.time_unit)? {
            Ok(fitted) => forecasts = Some(fitted.forecasts(horizon)?),
            Err(why) => warnings.push(told(why.text())),
        }
    }
    let mut contest = None;
    if let (Some(forecasts), Some(family)) = (&forecasts, family) {
        let churn: Vec<f64> = forecasts.iter().map(|forecast| forecast.no_purchase).collect();
        let expected: Vec<f64> = forecasts.iter().map(|forecast| forecast.expected_purchases).collect();
        measured.push(Measured {
            method: family.id(),
            auc: auc(&churn, &outcomes).ok(),
            brier: brier(&churn, &outcomes).ok(),
            counts: count_errors(&expected, &bought).ok(),
            top_churners: top_share(&churn, &churned, TOP).ok(),
            top_purchases: top_share(&expected, &bought, TOP).ok(),
            calibration: calibration_table(&churn, &outcomes, GROUPS).unwrap_or_default(),
            line: calibration_line(&churn, &outcomes).ok(),
        });
        // Where everybody did the same there is nothing to tell the two apart by.
        let told_apart = (1..outcomes.len() as u64).contains(&churners);
        contest = gap_risks
            .as_ref()
            .filter(|_| told_apart)
            .map(|risks| Contest::between(&churn, risks, &observed.gaps, &outcomes));
    }
    measured.push(Measured {
        method: GAP,
        auc: auc(&observed.gaps, &outcomes).ok(),
        brier: gap_risks.as_ref().and_then(|risks| brier(risks, &outcomes).ok()),
        counts: None,
        top_churners: top_share(&observed.gaps, &churned, TOP).ok(),
        top_purchases: top_share(&nearness, &bought, TOP).ok(),
        calibration: gap_risks
            .as_ref()
            .and_then(|risks| calibration_table(risks, &outcomes, GROUPS).ok())
            .unwrap_or_default(),
        line: gap_risks.as_ref().and_then(|risks| calibration_line(risks, &outcomes).ok()),
    });
    let days = f64::from(horizon) / settings.time_unit.days();
    // Somebody who came only on the last day has no past rate: nothing is expected of him.
    let own = observed.histories.iter();
    let own = own.map(|history| past_rate_forecast(history.repeat_purchases, history.age, days).unwrap_or(0.0));
    let own: Vec<f64> = own.collect();
    measured.push(Measured {
        method: PAST_RATE,
        auc: auc(&own.iter().map(|rate| -rate).collect::<Vec<f64>>(), &outcomes).ok(),
        brier: None,
        counts: count_errors(&own, &bought).ok(),
        top_churners: None,
        top_purchases: top_share(&own, &bought, TOP).ok(),
        calibration: Vec::new(),
        line: None,
    });
    Ok(Fold {
        day: observed.as_of,
        until: observed.as_of + horizon,
        customers: outcomes.len() as u64,
        churned: churners,
        gap_learnt,
        measured,
        contest,
    })
}

/// Churn probabilities by the gap, at the rates of the horizon before; where nobody had bought by then, at those of the
/// other customers.
fn gap_risks(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    observed: &Observed,
    horizon: i32,
    outcomes: &[Outcome],
) -> (Option<Vec<f64>>, GapLearnt) {
    match learnt(settings, loaded, observed.as_of, horizon) {
        Some(rule) => (rule.probabilities(&observed.gaps).ok(), GapLearnt::Earlier),
        None => (cross_fitted_risks(&observed.gaps, outcomes, PARTS).ok(), GapLearnt::Others),
    }
}

/// The churn rates by gap that the horizon up to `day` showed.
fn learnt(settings: &ChurnScoreSettings, loaded: &Loaded, day: i32, horizon: i32) -> Option<GapRisk> {
    let earlier = Observed::at(&loaded.purchases, day - horizon, settings.time_unit);
    GapRisk::learn(&earlier.gaps, &earlier.outcomes(&loaded.purchases, horizon)).ok()
}

/// Scores by the gap alone, at the rates that the last horizon showed.
///
/// # Errors
/// Kind `Model`, where nobody had bought by its beginning.
pub(super) fn scores_by_gap(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    observed: &Observed,
    horizon: i32,
) -> Result<Vec<Score>, Error> {
    let scores = learnt(settings, loaded, observed.as_of, horizon).and_then(|rule| by_gap(observed, &rule));
    scores.ok_or_else(|| {
        let what = labels::NO_CALIBRATION.with(&[("horizon", &horizon), ("as_of", &format_date(observed.as_of))]);
        Error::new(Kind::Model, Problem::new(what).hint(labels::NO_CALIBRATION_HINT.text()))
    })
}
