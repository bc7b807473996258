//! Forecasts the past: customers as they stood a horizon ago, or several, scored as of then and compared with what they
//! did next, always beside the plain gap since the last purchase and the own past rate.

use std::num::NonZeroUsize;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::labels::{Text, churn_score as labels};
use crate::models::backtest::Outcome;
use crate::models::backtest::baselines::{GapRisk, cross_fitted_risks, past_rate_forecast};
use crate::models::backtest::verdict::{Contest, Verdict};
use crate::models::churn_score::{ChurnScore, ScoreError};
use crate::models::repeat_purchase::Family;
use crate::models::signals::{Evaluation, SignalKind};
use crate::settings::churn_score::ChurnScoreSettings;

use super::combine;
use super::load::Loaded;
use super::measure::{Measured, Seen};
use super::observed::Observed;
use super::signals::Signals;
use super::standing::{ModelSource, Standing};
use super::tracking::{Tracked, track};

/// Parts in which the gap rule is learnt from the others where no earlier window is there to learn from.
const PARTS: NonZeroUsize = NonZeroUsize::new(10).unwrap();

/// Stable names of the methods that are no models.
pub(super) const GAP: &str = "gap";
pub(super) const PAST_RATE: &str = "past-rate";
/// The length of tenure alone, for contracts.
pub(super) const TENURE: &str = "tenure";
/// Attributes and tenure, for contracts.
pub(super) const ATTRIBUTES: &str = "attributes";
/// The model with the gap and the signals.
pub(super) const COMBINED: &str = "combined";

/// All looks back, and what they are good for now.
pub(super) struct LookedBack {
    /// Newest first.
    pub(super) folds: Vec<Fold>,
    /// The combined score to score customers by now.
    pub(super) combined: Result<ChurnScore, Alone>,
    /// What the alarms of a horizon ago were worth.
    pub(super) signal_worth: Vec<(SignalKind, Option<Evaluation>)>,
    /// Actual against expected purchases, by the model of a horizon ago.
    pub(super) tracked: Vec<Tracked>,
}

impl LookedBack {
    /// Nothing was looked back at, since the scores come from a model fitted before.
    pub(super) fn not_at_all(combined: Option<ChurnScore>) -> LookedBack {
        let combined = combined.ok_or(Alone::NotSaved);
        LookedBack { folds: Vec::new(), combined, signal_worth: Vec::new(), tracked: Vec::new() }
    }
}

/// Why the model is used alone, without the signals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Alone {
    /// There is no model.
    NoModel,
    /// Nothing was looked back at, or not two horizons far, so that no combination could be learnt and tried.
    NotTried,
    /// The model that was saved has none.
    NotSaved,
    /// The combination cannot be fitted.
    CannotFit(ScoreError),
    /// The combination forecast worse than the model alone.
    Worse,
}

/// One look back.
pub(super) struct Fold {
    /// The day from which was forecast.
    pub(super) day: i32,
    /// The last day of the horizon.
    pub(super) until: i32,
    pub(super) customers: u64,
    pub(super) churned: u64,
    /// What the rates of the gap rule and the weights of the combined score were learnt from.
    pub(super) learnt: Learnt,
    pub(super) measured: Vec<Measured>,
    /// The better of the model and its combination with the signals; nothing where no model was fitted.
    pub(super) champion: Option<&'static str>,
    /// The plain rule that the champion has to beat.
    pub(super) rival: &'static str,
    /// The champion against its rival.
    pub(super) contest: Option<Contest>,
    /// Why no combination was tried.
    pub(super) alone: Option<Alone>,
}

/// What a method was learnt from before it was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learnt {
    /// What customers did in the horizon before.
    Earlier,
    /// The other customers over the same horizon, which flatters it.
    Others,
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

impl Alone {
    pub(super) fn text(self) -> Text {
        match self {
            Alone::NoModel => labels::ALONE_NO_MODEL.text(),
            Alone::NotTried => labels::ALONE_NOT_TRIED.text(),
            Alone::NotSaved => labels::ALONE_NOT_SAVED.text(),
            Alone::CannotFit(why) => why.text(),
            Alone::Worse => labels::ALONE_WORSE.text(),
        }
    }
}

/// Looks back as often as asked for, as far as the orders reach. What cannot be looked at is told in `warnings`.
pub(super) fn run(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    family: Option<Family>,
    horizon: i32,
    warnings: &mut Vec<Text>,
) -> Result<LookedBack, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let (mut folds, mut before): (Vec<Fold>, Option<Standing<'_>>) = (Vec::new(), None);
    let wanted = i32::from(settings.folds);
    let mut too_young = None;
    // The oldest day first: each look back learns from the one a horizon earlier, and needs no other.
    for number in (1..=wanted + 1).rev().filter(|_| wanted > 0) {
        let source = family.map_or(ModelSource::Nowhere, ModelSource::Fitted);
        let now = Standing::at(settings, loaded, source, as_of - number * horizon, horizon)?;
        match &now {
            Some(now) if number <= wanted => {
                folds.push(look_back(settings, loaded, horizon, before.as_ref(), now, warnings));
            }
            Some(_) => {}
            None => too_young = Some(number).filter(|number| *number <= wanted),
        }
        before = now;
    }
    if let Some(number) = too_young {
        let days = number * horizon;
        warnings.push(labels::TOO_YOUNG.with(&[("days", &days), ("as_of", &format_date(as_of))]));
    }
    folds.reverse();
    let signal_worth = before.as_ref().map(|then| {
        let signals = Signals::of(&then.tests, &then.observed, then.p_values());
        signals.worth(&then.tests, &then.observed, then.outcomes(), horizon)
    });
    let tracked = match before.as_ref().map(|then| (then, &then.fitted)) {
        Some((then, Some(Ok(fitted)))) => {
            track(&loaded.purchases, &then.observed, fitted, settings.time_unit, then.observed.as_of + horizon)
        }
        _ => Vec::new(),
    };
    let combined = match (folds.first(), &before) {
        _ if family.is_none() => Err(Alone::NoModel),
        (Some(newest), Some(then)) => combined(settings, newest, then),
        _ => Err(Alone::NotTried),
    };
    Ok(LookedBack { folds, combined, signal_worth: signal_worth.unwrap_or_default(), tracked })
}

/// The combination to score by now, learnt from the last horizon; it has to have stood its trial in the newest fold.
fn combined(settings: &ChurnScoreSettings, newest: &Fold, then: &Standing<'_>) -> Result<ChurnScore, Alone> {
    if let Some(alone) = newest.alone {
        return Err(alone);
    }
    if newest.champion != Some(COMBINED) {
        return Err(Alone::Worse);
    }
    let features = combine::features(then).ok_or(Alone::NoModel)?;
    combine::learn(&features, then.outcomes(), settings.seed).map_err(Alone::CannotFit)
}

/// The customers as they stood `now`, a horizon or more ago, forecast and compared with what they did next.
fn look_back(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    horizon: i32,
    before: Option<&Standing<'_>>,
    now: &Standing<'_>,
    warnings: &mut Vec<Text>,
) -> Fold {
    let observed = &now.observed;
    let seen = Seen::of(observed.bought(&loaded.purchases, horizon));
    let (gap_risks, learnt) = gap_risks(observed, before, &seen.outcomes);
    let mut measured = Vec::new();
    if let Some(Err(why)) = &now.fitted {
        let told = labels::FOLD_CANNOT.with(&[("day", &format_date(observed.as_of))]);
        warnings.push(told.and("why", why.text()));
    }
    let combination = combination(settings, before, now);
    let (mut champion, mut contest) = (None, None);
    if let (Some(forecasts), Some(Ok(fitted))) = (&now.forecasts, &now.fitted) {
        let churn: Vec<f64> = forecasts.iter().map(|forecast| forecast.no_purchase).collect();
        let expected: Vec<f64> = forecasts.iter().map(|forecast| forecast.expected_purchases).collect();
        let (by_model, by_combination) = rayon::join(
            || seen.measure(fitted.fit.model.family().id(), &churn, Some(&expected)),
            || combination.as_ref().ok().map(|churn| seen.measure(COMBINED, churn, None)),
        );
        let score = |measured: &Measured| measured.brier.map(|brier| brier.score);
        let better = by_combination.as_ref().is_some_and(|combined| score(combined) <= score(&by_model));
        let best = match &combination {
            Ok(combined) if better => combined,
            _ => &churn,
        };
        champion = Some(if better { COMBINED } else { by_model.method });
        contest = gap_risks
            .as_ref()
            .filter(|_| seen.tells_apart())
            .map(|risks| Contest::between(best, risks, &observed.gaps, &seen.outcomes));
        measured.extend(by_combination);
        measured.push(by_model);
    }
    let days = f64::from(horizon) / settings.time_unit.days();
    // Somebody who came only on the last day has no past rate: nothing is expected of him.
    let own = observed.histories.iter();
    let own = own.map(|history| past_rate_forecast(history.repeat_purchases, history.age, days).unwrap_or(0.0));
    let own: Vec<f64> = own.collect();
    let (by_gap, by_past_rate) =
        rayon::join(|| seen.measure_gap(&observed.gaps, gap_risks.as_deref()), || seen.measure_past_rate(&own));
    measured.extend([by_gap, by_past_rate]);
    Fold {
        day: observed.as_of,
        until: observed.as_of + horizon,
        customers: seen.outcomes.len() as u64,
        churned: seen.churners(),
        learnt,
        measured,
        champion,
        rival: GAP,
        contest,
        alone: combination.err(),
    }
}

/// Churn probabilities of the combination, learnt from what customers did in the horizon before. What is learnt from the
/// horizon that it is tried on would flatter it, so that nothing is said where there is none before.
fn combination(
    settings: &ChurnScoreSettings,
    before: Option<&Standing<'_>>,
    now: &Standing<'_>,
) -> Result<Vec<f64>, Alone> {
    let features = combine::features(now).ok_or(Alone::NoModel)?;
    let earlier = before.and_then(|before| Some((before, combine::features(before)?)));
    let (before, earlier) = earlier.ok_or(Alone::NotTried)?;
    let score = combine::learn(&earlier, before.outcomes(), settings.seed).map_err(Alone::CannotFit)?;
    let score = combine::for_customers(&score, &features).ok_or(Alone::CannotFit(ScoreError::NotConverged))?;
    combine::probabilities(&score, &features).ok_or(Alone::CannotFit(ScoreError::NotConverged))
}

/// Churn probabilities by the gap, at the rates of the horizon before, by the rule that also scores; where nobody had
/// bought by then, at those of the other customers.
fn gap_risks(observed: &Observed, before: Option<&Standing<'_>>, outcomes: &[Outcome]) -> (Option<Vec<f64>>, Learnt) {
    let rule = before.and_then(|before| GapRisk::learn(&before.observed.gaps, before.outcomes()).ok());
    match rule {
        Some(rule) => (rule.cautious_probabilities(&observed.gaps).ok(), Learnt::Earlier),
        None => (cross_fitted_risks(&observed.gaps, outcomes, PARTS).ok(), Learnt::Others),
    }
}

/// The churn rates by gap that the last horizon showed.
///
/// # Errors
/// Kind `Model`, where nobody had bought by its beginning.
pub(super) fn gap_rule(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    as_of: i32,
    horizon: i32,
) -> Result<GapRisk, Error> {
    let earlier = Observed::at(&loaded.purchases, as_of - horizon, settings.time_unit);
    GapRisk::learn(&earlier.gaps, &earlier.outcomes(&loaded.purchases, horizon)).map_err(|_| {
        let what = labels::NO_CALIBRATION.with(&[("horizon", &horizon), ("as_of", &format_date(as_of))]);
        Error::new(Kind::Model, Problem::new(what).hint(labels::NO_CALIBRATION_HINT.text()))
    })
}
