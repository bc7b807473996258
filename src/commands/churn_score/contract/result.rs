//! What the contracts show: the tenure curves, the score by attributes, and how well both forecast the past.

use std::collections::BTreeMap;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::labels::{Text, churn_score as labels};
use crate::models::backtest::verdict::{Contest, Verdict};
use crate::models::churn_score::{ChurnScore, ScoreError};
use crate::models::survival::{
    Attribute, Baseline, Contracts, Curve, Encoding, Grouping, LEAST_CUSTOMERS, LogRank, MOST_FEATURES, Outcome,
    Standings, kaplan_meier, log_rank, tenure_durations, tenure_forecast,
};
use crate::settings::churn_score::ChurnScoreSettings;

use super::super::backtest::{ATTRIBUTES, Fold, Learnt, TENURE};
use super::super::combine::{self, probabilities};
use super::super::measure::Seen;
use super::super::model;
use super::super::result::{Band, bands};
use super::super::score::CONFIDENCE;
use super::load::Loaded;

/// Days ahead where the user gives none.
const HORIZON: i32 = 90;
/// Groups of an attribute with fewer contracts are not shown as curves.
const LEAST_CONTRACTS: u64 = 20;

/// What was found.
pub(super) struct Findings {
    pub(super) horizon: i32,
    pub(super) horizon_given: bool,
    pub(super) standings: Standings,
    /// The customers on the as-of day, by place among all contracts.
    pub(super) customers: Vec<usize>,
    pub(super) tenures: Vec<u32>,
    pub(super) baselines: Vec<Baseline>,
    /// The churn score of each customer; 1 for an end that is announced within the horizon.
    pub(super) scores: Vec<f64>,
    pub(super) bands: Vec<Band>,
    /// Whether the bands begin at the rate of all customers and twice that.
    pub(super) bands_by_rate: bool,
    /// The score by attributes and what it takes, or why there is none.
    pub(super) fitted: Result<Fitted, Text>,
    /// The rate of all customers over the last horizon, for those whom no curve reaches.
    pub(super) overall: f64,
    /// The rate at which the band medium begins, and half of that of the band high, where the user says nothing.
    pub(super) usual: f64,
    /// Customers who get that rate.
    pub(super) beyond_reach: u64,
    /// The newest first.
    pub(super) folds: Vec<Fold>,
    /// From when on no backtest could be made that was asked for.
    pub(super) too_young: Option<Text>,
    pub(super) everybody: Curve,
    /// By attribute.
    pub(super) groups: Vec<Groups>,
}

/// A score by attributes and tenure.
pub(super) struct Fitted {
    pub(super) encoding: Encoding,
    pub(super) score: ChurnScore,
    /// The features of the customers now, one column each.
    pub(super) columns: Vec<Vec<f64>>,
}

/// The tenure curves of the values of an attribute.
pub(super) struct Groups {
    pub(super) attribute: String,
    pub(super) curves: Vec<(Option<String>, Curve)>,
    pub(super) test: Option<LogRank>,
}

/// The customers on a day, and what became of them where that is known.
struct Day {
    customers: Vec<usize>,
    tenures: Vec<u32>,
    /// An end is taken for buying nothing, so that the same figures measure both.
    seen: Seen,
}

/// Runs all models on the contracts.
pub(super) fn find(settings: &ChurnScoreSettings, loaded: &Loaded) -> Result<Findings, Error> {
    let as_of = loaded.as_of;
    let contracts =
        Contracts::new(&loaded.contracts.starts, &loaded.contracts.ends, as_of).map_err(|error| model(error.text()))?;
    let standings = contracts.counts();
    let horizon = settings.horizon.unwrap_or(HORIZON);
    let days = horizon.unsigned_abs();
    if standings.customers() == 0 {
        let read = loaded.contracts.len();
        return Err(model(labels::NO_CONTRACTS.with(&[("as_of", &format_date(as_of)), ("read", &read)])));
    }
    if standings.ended == 0 {
        let problem = Problem::new(labels::NOTHING_ENDED.with(&[("as_of", &format_date(as_of))]));
        return Err(Error::new(Kind::Model, problem.hint(labels::AS_OF_HINT.text())));
    }
    let found = |error: crate::models::survival::ContractsError| model(error.text());
    let now = tenure_forecast(contracts, as_of, days, Grouping::Everybody, CONFIDENCE).map_err(found)?;
    let tenures: Vec<u32> = contracts.tenures_on(as_of).map_err(found)?.into_iter().map(|(_, tenure)| tenure).collect();
    // A horizon ago, two horizons ago, and so on: each day is forecast by what the one before it shows.
    let day = |number: i32| as_of.saturating_sub(number.saturating_mul(horizon));
    let back = |number: i32| known(contracts, day(number), days);
    let past: Vec<Option<Day>> = (1..=i32::from(settings.folds).max(1) + 1).map(back).collect();
    let trial = past.first().and_then(Option::as_ref);
    let overall = trial.map_or(0.0, |trial| trial.seen.rate());
    let (mut folds, mut too_young) = (Vec::new(), None);
    for (number, pair) in (1..).zip(past.windows(2)).take(usize::from(settings.folds)) {
        let [Some(trial), learning] = pair else {
            let (days, as_of) = (number * horizon, format_date(as_of));
            too_young = Some(labels::NO_CUSTOMERS_THEN.with(&[("days", &days), ("as_of", &as_of)]));
            break;
        };
        let learning = learning.as_ref();
        folds.push(look_back(settings, loaded, contracts, day(number), learning, trial, horizon).map_err(found)?);
    }
    let fitted = fitted(settings, loaded, &now.customers, &tenures, trial, folds.first());
    let mut beyond_reach = 0;
    let by_attributes = fitted.as_ref().ok().and_then(|fitted| probabilities(&fitted.score, &fitted.columns));
    let scores: Vec<f64> = (0..now.customers.len())
        .map(|at| match (now.baselines[at], by_attributes.as_ref().map(|all| all[at])) {
            (Baseline::Announced { days: left }, _) => f64::from(u8::from(left <= days)),
            (_, Some(own)) => own,
            (Baseline::Estimated { probability, .. }, None) => probability,
            (Baseline::Unknown, None) => {
                beyond_reach += 1;
                overall
            }
        })
        .collect();
    // Most contracts end rarely: what is high is told by the rate of all.
    let usual = overall.clamp(0.01, 0.45);
    let bands = bands(settings.bands.unwrap_or([usual, 2.0 * usual]), settings.top, &scores);
    if beyond_reach > 0 && trial.is_none() {
        let problem = Problem::at("--horizon", labels::CONTRACTS_TOO_YOUNG.with(&[("horizon", &horizon)]));
        return Err(Error::new(Kind::Model, problem.hint(labels::NO_CALIBRATION_HINT.text())));
    }
    let mut curves = now.curves;
    let everybody = curves.remove(&0).map(|everybody| everybody.curve);
    Ok(Findings {
        horizon,
        horizon_given: settings.horizon.is_some(),
        standings,
        bands,
        bands_by_rate: settings.bands.is_none() && settings.top.is_none(),
        usual,
        customers: now.customers,
        tenures,
        baselines: now.baselines,
        scores,
        fitted,
        overall,
        beyond_reach,
        folds,
        too_young,
        everybody: everybody.ok_or_else(|| Error::internal("there is no tenure curve"))?,
        groups: loaded.attributes.iter().filter_map(|(name, values)| groups(contracts, name, values)).collect(),
    })
}

/// The customers of a past day; nothing where there was none, or the day lies before the first contract.
fn known(contracts: Contracts<'_>, day: i32, horizon: u32) -> Option<Day> {
    let (customers, tenures): (Vec<usize>, Vec<u32>) = contracts.tenures_on(day).ok()?.into_iter().unzip();
    let outcomes = contracts.outcomes(day, horizon).ok()?;
    let seen = Seen::of(outcomes.iter().map(|outcome| u32::from(*outcome == Outcome::Stayed)).collect());
    (!customers.is_empty()).then_some(Day { customers, tenures, seen })
}

/// The customers of a past day, forecast by tenure and by attributes, and compared with what became of them.
fn look_back(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    contracts: Contracts<'_>,
    day: i32,
    learning: Option<&Day>,
    trial: &Day,
    horizon: i32,
) -> Result<Fold, crate::models::survival::ContractsError> {
    let then = tenure_forecast(contracts, day, horizon.unsigned_abs(), Grouping::Everybody, CONFIDENCE)?;
    let (seen, rate) = (&trial.seen, learning.map_or(0.0, |learning| learning.seen.rate()));
    let by_tenure: Vec<f64> = then
        .baselines
        .iter()
        .map(|baseline| match baseline {
            Baseline::Estimated { probability, .. } => *probability,
            _ => rate,
        })
        .collect();
    let learnt = learning.and_then(|learning| learn(settings, loaded, learning).ok());
    let by_attributes = learnt.and_then(|(encoding, score)| {
        let columns = columns(loaded, &encoding, &trial.customers, &trial.tenures)?;
        probabilities(&score, &columns)
    });
    let mut measured = Vec::new();
    let mut contest = None;
    if let Some(own) = &by_attributes {
        measured.push(seen.measure(ATTRIBUTES, own, None));
        contest = seen.tells_apart().then(|| Contest::between(own, &by_tenure, &by_tenure, &seen.outcomes));
    }
    measured.push(seen.measure(TENURE, &by_tenure, None));
    Ok(Fold {
        day,
        until: day + horizon,
        customers: seen.outcomes.len() as u64,
        churned: seen.churners(),
        learnt: Learnt::Earlier,
        measured,
        champion: by_attributes.map(|_| ATTRIBUTES),
        rival: TENURE,
        contest,
        alone: None,
    })
}

/// The score learnt from the last horizon, unless the tenure alone forecast better in the backtest.
fn fitted(
    settings: &ChurnScoreSettings,
    loaded: &Loaded,
    customers: &[usize],
    tenures: &[u32],
    trial: Option<&Day>,
    fold: Option<&Fold>,
) -> Result<Fitted, Text> {
    if matches!(fold.and_then(Fold::verdict), Some(Verdict::GapRule(_))) {
        return Err(labels::TENURE_WON.text());
    }
    let trial = trial.ok_or_else(|| labels::TOO_FEW_EVENTS.text())?;
    let (encoding, score) = learn(settings, loaded, trial)?;
    let columns = columns(loaded, &encoding, customers, tenures).ok_or_else(|| labels::TOO_FEW_EVENTS.text())?;
    Ok(Fitted { encoding, score, columns })
}

fn learn(settings: &ChurnScoreSettings, loaded: &Loaded, day: &Day) -> Result<(Encoding, ChurnScore), Text> {
    let values = values(loaded, &day.customers);
    let attributes = attributes(loaded, &values);
    let encoding = Encoding::learn(&attributes, LEAST_CUSTOMERS, MOST_FEATURES).map_err(|error| error.text())?;
    let encoded = encoding.apply(&attributes, &day.tenures).map_err(|error| error.text())?;
    let score = combine::learn(&encoded.columns, &day.seen.outcomes, settings.seed).map_err(|error| match error {
        // Its words are about buying again.
        ScoreError::TooFew { .. } => labels::TOO_FEW_EVENTS.text(),
        other => other.text(),
    })?;
    Ok((encoding, score))
}

fn columns(loaded: &Loaded, encoding: &Encoding, customers: &[usize], tenures: &[u32]) -> Option<Vec<Vec<f64>>> {
    let values = values(loaded, customers);
    encoding.apply(&attributes(loaded, &values), tenures).ok().map(|encoded| encoded.columns)
}

fn values<'a>(loaded: &'a Loaded, customers: &[usize]) -> Vec<Vec<Option<&'a str>>> {
    let of = |(_, values): &'a (String, Vec<Option<String>>)| {
        customers.iter().map(|customer| values[*customer].as_deref()).collect()
    };
    loaded.attributes.iter().map(of).collect()
}

fn attributes<'a>(loaded: &'a Loaded, values: &'a [Vec<Option<&'a str>>]) -> Vec<Attribute<'a>> {
    let named = loaded.attributes.iter().zip(values);
    named.map(|((name, _), values)| Attribute { name, values }).collect()
}

/// The curves of the values of an attribute that enough contracts have.
fn groups(contracts: Contracts<'_>, name: &str, values: &[Option<String>]) -> Option<Groups> {
    let mut numbers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for value in values {
        let next = numbers.len();
        numbers.entry(value.as_deref()).or_insert(next);
    }
    let places: Vec<usize> = values.iter().map(|value| numbers[&value.as_deref()]).collect();
    let durations = tenure_durations(contracts, contracts.as_of(), Grouping::By(&places)).ok()?;
    let (mut curves, mut tested) = (Vec::new(), Vec::new());
    for (value, number) in numbers {
        let Some(own) = durations.get(&number).filter(|own| own.totals().0 >= LEAST_CONTRACTS) else { continue };
        curves.push((value.map(str::to_string), kaplan_meier(own, CONFIDENCE)?));
        tested.push(own.clone());
    }
    let test = log_rank(&tested).ok();
    (curves.len() > 1).then(|| Groups { attribute: name.to_string(), curves, test })
}
