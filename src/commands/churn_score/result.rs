//! Everything the run found, in one place, for the tables and the report alike.

use rayon::prelude::*;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::{UNIT, parse_iso_date};
use crate::labels::{Text, churn_score as labels};
use crate::models::backtest::baselines::GapRisk;
use crate::models::backtest::verdict::Verdict;
use crate::models::churn_score::{ChurnScore, ScoreError};
use crate::models::cohorts::{self, MonthlyChurn, Retention};
use crate::models::purchase_days::PurchaseDays;
use crate::models::repeat_purchase::{Family, FitError, Spend, SpendFit};
use crate::models::return_curve::{self, DEFAULT_THRESHOLD, Horizon, RepeatCurve, ReturnCurve};
use crate::models::signals::{Evaluation, SignalKind};
use crate::models::win_back::Rules;
use crate::settings::churn_score::{ChurnScoreSettings, Method};

use super::backtest::{self, Alone, COMBINED, Fold, GAP, LookedBack};
use super::combine::{self, Feature};
use super::load::Loaded;
use super::model;
use super::observed::Observed;
use super::saved::Saved;
use super::score::{self, CONFIDENCE, Fitted, Scores};
use super::signals::{Signals, Tests};
use super::standing::{ModelSource, Standing};
use super::tracking::Tracked;
use super::win_back::{self, WinBack};

/// Scores at which the bands medium and high begin.
const BANDS: [f64; 2] = [0.5, 0.8];
/// The longest horizon, in days: that of the flag.
const LONGEST: i32 = 3_650;

/// What was found.
pub(super) struct Findings<'a> {
    /// Days ahead.
    pub(super) horizon: i32,
    /// Where that number comes from.
    pub(super) horizon_rule: HorizonRule,
    /// The customers that are scored.
    pub(super) observed: Observed,
    /// The model behind the scores; none where the gap alone is used.
    pub(super) fitted: Option<Fitted>,
    /// Why the gap alone is used, where that was not asked for.
    pub(super) instead: Option<Instead>,
    pub(super) spend: Result<SpendFit, FitError>,
    /// Correlation of the number of purchases with their value.
    pub(super) correlation: Option<f64>,
    /// In the order of `observed`, as all that follow.
    pub(super) scores: Scores,
    /// Expected value of a purchase.
    pub(super) expected_spend: Vec<f64>,
    /// Expected value over the horizon.
    pub(super) expected_value: Vec<Option<f64>>,
    pub(super) bands: Vec<Band>,
    /// Whether the band high is a number of customers, not a range of scores.
    pub(super) by_capacity: bool,
    /// Newest first.
    pub(super) folds: Vec<Fold>,
    pub(super) return_curve: Option<ReturnCurve>,
    pub(super) repeat_curve: Option<RepeatCurve>,
    pub(super) cohorts: Option<Retention>,
    pub(super) monthly: Option<MonthlyChurn>,
    pub(super) tests: Tests<'a>,
    pub(super) signals: Signals,
    /// What makes up the scores where they combine the model with the signals, or why they do not.
    pub(super) combined: Result<Combined, Alone>,
    pub(super) win_back: WinBack,
    /// The day up to which a saved model saw the customers.
    pub(super) fitted_as_of: Option<i32>,
    /// The churn rates by gap, where the gap alone is used.
    pub(super) gap_rule: Option<GapRisk>,
    /// What one contact costs, and by how much it raises the chance to come back, where that is known.
    pub(super) contact_cost: f64,
    pub(super) uplift: Option<f64>,
    /// Actual against expected purchases since the beginning, by the model as it was a horizon ago.
    pub(super) tracked: Vec<Tracked>,
    /// What such alarms were worth a horizon ago; empty without a backtest.
    pub(super) signal_worth: Vec<(SignalKind, Option<Evaluation>)>,
    pub(super) warnings: Vec<Text>,
}

/// The combined score, and what went into it.
pub(super) struct Combined {
    pub(super) score: ChurnScore,
    /// In the order of the coefficients.
    pub(super) names: Vec<Feature>,
    /// One column a feature, in the order of the customers.
    pub(super) features: Vec<Vec<f64>>,
}

/// Where the horizon comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum HorizonRule {
    Given,
    Saved,
    Found(Horizon),
}

impl HorizonRule {
    /// Stable name, for data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            HorizonRule::Given => "given",
            HorizonRule::Saved => "saved",
            HorizonRule::Found(found) => found.id(),
        }
    }

    pub(super) fn text(self) -> Text {
        match self {
            HorizonRule::Given => labels::HORIZON_GIVEN.text(),
            HorizonRule::Saved => labels::HORIZON_SAVED.text(),
            HorizonRule::Found(found) => found.rule(DEFAULT_THRESHOLD),
        }
    }
}

/// Why the gap alone is used although a model was to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Instead {
    /// The model cannot be fitted.
    CannotFit(Family, FitError),
    /// The gap won the backtest.
    GapWon(Family),
}

impl Instead {
    pub(super) fn text(self) -> Text {
        match self {
            Instead::CannotFit(family, why) => {
                labels::FELL_BACK.with(&[("model", &family.name())]).and("why", why.text())
            }
            Instead::GapWon(family) => labels::GAP_WON.with(&[("model", &family.name())]),
        }
    }
}

/// How likely a customer is to churn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Band {
    High,
    Medium,
    Low,
}

impl Band {
    pub(super) const ALL: [Band; 3] = [Band::High, Band::Medium, Band::Low];

    /// Stable name, for data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Band::High => "high",
            Band::Medium => "medium",
            Band::Low => "low",
        }
    }
}

/// Runs all models of the command on what was loaded.
pub(super) fn find<'a>(
    settings: &ChurnScoreSettings,
    rules: &Rules,
    saved: Option<&Saved>,
    loaded: &'a Loaded,
) -> Result<Findings<'a>, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let (flat, offsets) = loaded.purchases.flat();
    let past = PurchaseDays::new(flat, &offsets, as_of).map_err(|error| model(error.text()))?;
    let return_curve = return_curve::return_curve(past, CONFIDENCE);
    if loaded.purchases.first_day().is_none_or(|first| first > as_of) {
        return Err(model(labels::NO_PURCHASE.with(&[("as_of", &crate::exports::cast::format_date(as_of))])));
    }
    if let Some(saved) = saved {
        saved.check_currency(loaded.currency.as_deref())?;
    }
    let (horizon, horizon_rule) = match saved {
        Some(saved) => (saved.horizon_days, HorizonRule::Saved),
        None => horizon(settings, loaded, return_curve.as_ref())?,
    };
    let family = match settings.method {
        Method::Auto => Some(Family::MbgNbd),
        Method::Model(family) => Some(family),
        Method::Gap => None,
    };
    let mut warnings = Vec::new();
    let (source, looked_back) = match saved {
        Some(saved) => (
            saved.fit().map_or(ModelSource::Nowhere, ModelSource::Known),
            LookedBack::not_at_all(saved.combined().map(|(score, _)| score)),
        ),
        None => (
            family.map_or(ModelSource::Nowhere, ModelSource::Fitted),
            backtest::run(settings, loaded, family, horizon, &mut warnings)?,
        ),
    };
    let standing = Standing::at(settings, loaded, source, as_of, horizon)?;
    let standing = standing.ok_or_else(|| Error::internal("nobody had bought"))?;
    let signals = Signals::of(&standing.tests, &standing.observed, standing.p_values());
    let mut combined = looked_back.combined.and_then(|score| Combined::of(&score, &standing));
    let (observed, fitted, tests) = standing.into_parts();
    let (fitted, instead) = chosen(settings, fitted, looked_back.folds.first())?;
    let (mut scores, gap_rule) = match (&fitted, saved) {
        (Some(fitted), _) => (Some(fitted.scores(horizon)?), None),
        (None, Some(saved)) => (None, saved.gap_rule()),
        (None, None) => (None, Some(backtest::gap_rule(settings, loaded, as_of, horizon)?)),
    };
    if let Some(rule) = &gap_rule {
        scores = score::by_gap(&observed, rule);
    }
    let mut scores = scores.ok_or_else(|| Error::internal("nothing to score by"))?;
    if fitted.is_none() {
        combined = Err(Alone::NoModel);
    }
    if let Ok(combined) = &combined {
        let churn = combine::probabilities(&combined.score, &combined.features);
        scores.churn = churn.ok_or_else(|| Error::internal("a combined score is not finite"))?;
    }
    let (mut spend, correlation) = score::spend(&observed)?;
    if let Some(saved) = saved {
        spend = saved.spend().ok_or(FitError::NoRepeatPurchases);
    }
    let mean = mean_spend(&observed.spend);
    let of_one = |spent: &Spend| spend.as_ref().map_or(mean, |fit| fit.model.expected_spend(spent));
    let expected_spend: Vec<f64> = observed.spend.iter().map(of_one).collect();
    let worth = |(at, spend): (usize, &f64)| {
        scores.of(at).expected_purchases.map(|purchases| score::value(settings, purchases, *spend, horizon))
    };
    let expected_value = expected_spend.par_iter().enumerate().map(worth).collect();
    let thresholds = settings.bands.unwrap_or(BANDS);
    let bands = bands(thresholds, settings.top, &scores.churn);
    let customers = win_back::Customers { observed: &observed, scores: &scores, spend: &expected_spend };
    let (win_back, (repeat_curve, (cohorts, monthly))) = rayon::join(
        || WinBack::of(settings, rules, loaded, &customers, horizon),
        || {
            let monthly = || cohorts::monthly_churn(past, horizon.unsigned_abs());
            let cohorts = || cohorts::retention(past, CONFIDENCE);
            (return_curve::repeat_curve(past, CONFIDENCE), rayon::join(cohorts, monthly))
        },
    );
    let win_back = win_back?;
    Ok(Findings {
        tests,
        signals,
        combined,
        win_back,
        contact_cost: settings.contact_cost,
        uplift: settings.uplift,
        gap_rule,
        fitted_as_of: saved.and_then(|saved| parse_iso_date(&saved.as_of).ok()),
        tracked: looked_back.tracked,
        signal_worth: looked_back.signal_worth,
        bands,
        by_capacity: settings.top.is_some(),
        horizon,
        horizon_rule,
        observed,
        fitted,
        instead,
        spend,
        correlation,
        scores,
        expected_spend,
        expected_value,
        folds: looked_back.folds,
        return_curve,
        repeat_curve,
        cohorts,
        monthly,
        warnings,
    })
}

/// The model to score by, or why the gap is to be used in its place.
fn chosen(
    settings: &ChurnScoreSettings,
    fitted: Option<Result<Fitted, FitError>>,
    newest: Option<&Fold>,
) -> Result<(Option<Fitted>, Option<Instead>), Error> {
    let (family, fitted) = match (settings.method, fitted) {
        (Method::Gap, _) | (_, None) => return Ok((None, None)),
        (Method::Auto, Some(fitted)) => (Family::MbgNbd, fitted),
        (Method::Model(family), Some(fitted)) => (family, fitted),
    };
    let gap_won = matches!(newest.and_then(Fold::verdict), Some(Verdict::GapRule(_)));
    match (fitted, settings.method) {
        (Ok(_), Method::Auto) if gap_won => Ok((None, Some(Instead::GapWon(family)))),
        (Ok(fitted), _) => Ok((Some(fitted), None)),
        (Err(why), Method::Auto) => Ok((None, Some(Instead::CannotFit(family, why)))),
        (Err(why), _) => {
            let what = labels::CANNOT_FIT.with(&[("model", &family.name())]).and("why", why.text());
            Err(Error::new(Kind::Model, Problem::new(what).hint(labels::CANNOT_FIT_HINT.text())))
        }
    }
}

impl Combined {
    fn of(score: &ChurnScore, standing: &Standing<'_>) -> Result<Combined, Alone> {
        let features = combine::features(standing).ok_or(Alone::NoModel)?;
        let score = combine::for_customers(score, &features).ok_or(Alone::CannotFit(ScoreError::NotConverged))?;
        Ok(Combined { score, names: Feature::all(&standing.tests.kinds), features })
    }
}

/// The horizon asked for, or the one that the return curve shows.
fn horizon(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    curve: Option<&ReturnCurve>,
) -> Result<(i32, HorizonRule), Error> {
    if let Some(days) = settings.horizon {
        return Ok((days, HorizonRule::Given));
    }
    let first = loaded.purchases.first_day().unwrap_or_default();
    let span = loaded.as_of.unwrap_or_default().abs_diff(first);
    let found = curve.and_then(|curve| return_curve::horizon(curve, span, DEFAULT_THRESHOLD));
    let found = found.unwrap_or(Horizon::TooShortToTell);
    match found.days().and_then(|days| i32::try_from(days).ok()) {
        Some(days) if days <= LONGEST => Ok((days, HorizonRule::Found(found))),
        Some(days) => {
            let what = labels::HORIZON_TOO_LONG.with(&[("days", &days), ("most", &LONGEST)]);
            Err(Error::new(Kind::Model, Problem::at("--horizon", what).hint(labels::HORIZON_HINT.text())))
        }
        None => {
            let problem = Problem::at("--horizon", found.rule(DEFAULT_THRESHOLD));
            Err(Error::new(Kind::Model, problem.hint(labels::HORIZON_HINT.text())))
        }
    }
}

/// Mean value of all repeat purchases, or zero where there are none.
fn mean_spend(spend: &[Spend]) -> f64 {
    let purchases: f64 = spend.iter().map(|spend| f64::from(spend.repeat_purchases)).sum();
    let spent: f64 = spend.iter().map(|spend| f64::from(spend.repeat_purchases) * spend.mean).sum();
    if purchases > 0.0 { spent / purchases } else { 0.0 }
}

/// By threshold, or, with a capacity, the highest scores first and ties in the order of the customers.
pub(super) fn bands([medium, high]: [f64; 2], top: Option<usize>, scores: &[f64]) -> Vec<Band> {
    let by_threshold = |score: &f64| match *score {
        p if p >= high => Band::High,
        p if p >= medium => Band::Medium,
        _ => Band::Low,
    };
    let mut bands: Vec<Band> = scores.iter().map(by_threshold).collect();
    if let Some(top) = top {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        for (place, customer) in order.into_iter().enumerate() {
            bands[customer] = match bands[customer] {
                _ if place < top => Band::High,
                Band::High => Band::Medium,
                band => band,
            };
        }
    }
    bands
}

/// What customers of a band are, together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct BandTotal {
    pub(super) customers: u64,
    /// Customers expected to churn: the sum of the scores.
    pub(super) churners: f64,
    /// Net spend of the last 365 days, in 1/10000.
    pub(super) recent: i128,
    /// Expected value over the horizon; none where the scores tell none.
    pub(super) value: Option<f64>,
}

impl BandTotal {
    /// The share of the recent spend of `all`. None where returns outweigh sales, in the whole, here, or among the others:
    /// what is not between nothing and all is no share.
    pub(super) fn share_of_recent(&self, all: &BandTotal) -> Option<f64> {
        (all.recent > 0 && (0..=all.recent).contains(&self.recent)).then(|| self.recent as f64 / all.recent as f64)
    }
}

impl Findings<'_> {
    /// Stable name of the repeat-purchase model, or that the gap alone is used.
    pub(super) fn model(&self) -> &'static str {
        self.fitted.as_ref().map_or(GAP, |fitted| fitted.fit.model.family().id())
    }

    /// Stable name of the method that scored the customers.
    pub(super) fn method(&self) -> &'static str {
        if self.combined.is_ok() { COMBINED } else { self.model() }
    }

    /// Totals of a band, or of all customers.
    pub(super) fn total(&self, loaded: &Loaded, band: Option<Band>) -> BandTotal {
        let mut total = BandTotal::default();
        let members = (0..self.scores.len()).filter(|at| band.is_none_or(|band| self.bands[*at] == band));
        members.for_each(|at| self.add(loaded, at, &mut total));
        total
    }

    /// Adds a customer to a total.
    pub(super) fn add(&self, loaded: &Loaded, at: usize, total: &mut BandTotal) {
        total.customers += 1;
        total.churners += self.scores.churn[at];
        total.recent += i128::from(loaded.purchases.recent_net[self.observed.customers[at]]);
        if let Some(worth) = self.expected_value[at] {
            total.value = Some(total.value.unwrap_or(0.0) + worth);
        }
    }

    /// The day on which half of the customers of a band had bought for the last time.
    pub(super) fn median_last_day(&self, band: Band) -> Option<i32> {
        let members = (0..self.scores.len()).filter(|at| self.bands[*at] == band);
        let mut gaps: Vec<i32> = members.map(|at| self.observed.gaps[at] as i32).collect();
        let middle = gaps.len() / 2;
        (!gaps.is_empty()).then(|| self.observed.as_of - *gaps.select_nth_unstable(middle).1)
    }
}

/// An amount in units of the currency as 1/10000 of it.
pub(super) fn in_parts(amount: f64) -> i128 {
    (amount * UNIT as f64).round() as i128
}
