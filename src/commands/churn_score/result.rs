//! Everything the run found, in one place, for the tables and the report alike.

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::{Text, churn_score as labels};
use crate::models::backtest::verdict::Verdict;
use crate::models::cohorts::{self, MonthlyChurn, Retention};
use crate::models::purchase_days::PurchaseDays;
use crate::models::repeat_purchase::{Family, FitError, Spend, SpendFit};
use crate::models::return_curve::{self, DEFAULT_THRESHOLD, Horizon, RepeatCurve, ReturnCurve};
use crate::models::signals::{Evaluation, SignalKind};
use crate::settings::churn_score::{ChurnScoreSettings, Method};

use super::backtest::{self, Fold, GAP};
use super::load::Loaded;
use super::model;
use super::observed::Observed;
use super::score::{self, CONFIDENCE, Fitted, Score};
use super::signals::Signals;

/// The longest horizon, in days: that of the flag.
const LONGEST: i32 = 3_650;

/// What was found.
pub(super) struct Findings {
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
    pub(super) scores: Vec<Score>,
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
    pub(super) signals: Signals,
    /// What such alarms were worth a horizon ago; empty without a backtest.
    pub(super) signal_worth: Vec<(SignalKind, Option<Evaluation>)>,
    pub(super) warnings: Vec<Text>,
}

/// Where the horizon comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum HorizonRule {
    Given,
    Found(Horizon),
}

impl HorizonRule {
    /// Stable name, for data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            HorizonRule::Given => "given",
            HorizonRule::Found(found) => found.id(),
        }
    }

    pub(super) fn text(self) -> Text {
        match self {
            HorizonRule::Given => labels::HORIZON_GIVEN.text(),
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
pub(super) fn find(settings: &ChurnScoreSettings, loaded: &Loaded) -> Result<Findings, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let (flat, offsets) = loaded.purchases.flat();
    let past = PurchaseDays::new(flat, &offsets, as_of).map_err(|error| model(error.text()))?;
    let return_curve = return_curve::return_curve(past, CONFIDENCE);
    let observed = Observed::at(&loaded.purchases, as_of, settings.time_unit);
    if observed.customers.is_empty() {
        return Err(model(labels::NO_PURCHASE.with(&[("as_of", &crate::exports::cast::format_date(as_of))])));
    }
    let (horizon, horizon_rule) = horizon(settings, loaded, return_curve.as_ref())?;
    let family = match settings.method {
        Method::Auto => Some(Family::MbgNbd),
        Method::Model(family) => Some(family),
        Method::Gap => None,
    };
    let mut warnings = Vec::new();
    let folds = backtest::run(settings, loaded, family, horizon, &mut warnings)?;
    let mut instead = None;
    let mut fitted = None;
    if let Some(family) = family {
        match Fitted::new(family, &observed, settings.time_unit)? {
            Ok(found) => fitted = Some(found),
            Err(why) if settings.method == Method::Auto => instead = Some(Instead::CannotFit(family, why)),
            Err(why) => {
                let what = labels::CANNOT_FIT.with(&[("model", &family.name())]).and("why", why.text());
                return Err(Error::new(Kind::Model, Problem::new(what).hint(labels::CANNOT_FIT_HINT.text())));
            }
        }
        let gap_won = matches!(folds.first().and_then(Fold::verdict), Some(Verdict::GapRule(_)));
        if settings.method == Method::Auto && fitted.is_some() && gap_won {
            (fitted, instead) = (None, Some(Instead::GapWon(family)));
        }
    }
    let scores = match &fitted {
        Some(fitted) => fitted.scores(horizon)?,
        None => backtest::scores_by_gap(settings, loaded, &observed, horizon)?,
    };
    let (spend, correlation) = score::spend(&observed)?;
    let mean = mean_spend(&observed.spend);
    let of_one = |spent: &Spend| spend.as_ref().map_or(mean, |fit| fit.model.expected_spend(spent));
    let expected_spend: Vec<f64> = observed.spend.iter().map(of_one).collect();
    let worth = |(score, spend): (&Score, &f64)| {
        score.expected_purchases.map(|purchases| score::value(settings, purchases, *spend, horizon))
    };
    let expected_value = scores.iter().zip(&expected_spend).map(worth).collect();
    let signals = Signals::of(&loaded.purchases, &observed, horizon);
    let signal_worth = match folds.first() {
        Some(fold) => {
            let then = Observed::at(&loaded.purchases, fold.day, settings.time_unit);
            Signals::of(&loaded.purchases, &then, horizon).worth(loaded, &then, horizon)
        }
        None => Vec::new(),
    };
    Ok(Findings {
        signals,
        signal_worth,
        bands: bands(settings, &scores),
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
        folds,
        return_curve,
        repeat_curve: return_curve::repeat_curve(past, CONFIDENCE),
        cohorts: cohorts::retention(past, CONFIDENCE),
        monthly: cohorts::monthly_churn(past, horizon.unsigned_abs()),
        warnings,
    })
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
fn bands(settings: &ChurnScoreSettings, scores: &[Score]) -> Vec<Band> {
    let [medium, high] = settings.bands;
    let by_threshold = |score: &Score| match score.no_purchase {
        p if p >= high => Band::High,
        p if p >= medium => Band::Medium,
        _ => Band::Low,
    };
    let mut bands: Vec<Band> = scores.iter().map(by_threshold).collect();
    if let Some(top) = settings.top {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].no_purchase.total_cmp(&scores[*a].no_purchase).then(a.cmp(b)));
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
    /// Expected value over the horizon, in 1/10000; none where the scores tell none.
    pub(super) value: Option<i128>,
}

impl Findings {
    /// Stable name of the method that scored the customers.
    pub(super) fn method(&self) -> &'static str {
        self.fitted.as_ref().map_or(GAP, |fitted| fitted.fit.model.family().id())
    }

    /// Totals of a band, or of all customers.
    pub(super) fn total(&self, loaded: &Loaded, band: Option<Band>) -> BandTotal {
        let mut total = BandTotal::default();
        let members = (0..self.scores.len()).filter(|at| band.is_none_or(|band| self.bands[*at] == band));
        let mut value = None;
        for at in members {
            total.customers += 1;
            total.churners += self.scores[at].no_purchase;
            total.recent += i128::from(loaded.purchases.recent_net[self.observed.customers[at]]);
            if let Some(worth) = self.expected_value[at] {
                value = Some(value.unwrap_or(0.0) + worth);
            }
        }
        total.value = value.map(in_parts);
        total
    }
}

/// An amount in units of the currency as 1/10000 of it.
pub(super) fn in_parts(amount: f64) -> i128 {
    (amount * UNIT as f64).round() as i128
}
