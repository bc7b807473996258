//! The result tables of `huike churn-score`.

mod win_back;

use std::ops::Range;

use rayon::prelude::*;

use crate::commands::speaker::Speaker;
use crate::deliver::table::{ResultTable, TableBuilder};
use crate::error::Error;
use crate::models::backtest::verdict::{Ground, Verdict};
use crate::models::churn_score::ChurnScore;
use crate::models::cohorts::{Observation, Signal};
use crate::models::signals::Evaluation;
use crate::numerics::interval::Interval;

use super::backtest::{Fold, Learnt};
use super::load::Loaded;
use super::measure::Measured;
use super::reasons;
use super::result::Findings;
use super::score::{self, Score};
use super::signals::Alarm;

/// All tables, the primary one first.
pub(super) fn all<'a>(
    speaker: &'a Speaker,
    loaded: &'a Loaded,
    findings: &'a Findings<'a>,
) -> Result<Vec<ResultTable<'a>>, Error> {
    let mut tables = vec![
        churn_scores(speaker, loaded, findings)?,
        win_back::list(speaker, loaded, findings)?,
        signals(loaded, findings)?,
    ];
    if !findings.win_back.categories.is_empty() {
        tables.push(win_back::recorded_reasons(findings)?);
    }
    if let Ok(combined) = &findings.combined {
        tables.push(score_weights(combined.names.iter().map(|name| name.id().to_string()), &combined.score)?);
    }
    if !findings.folds.is_empty() {
        tables.push(backtest(&findings.folds)?);
        tables.push(calibration(&findings.folds)?);
        tables.push(signal_worth(findings)?);
    }
    if !findings.tracked.is_empty() {
        tables.push(tracking(findings)?);
    }
    tables.push(return_curve(findings)?);
    tables.push(repeat_curve(findings)?);
    tables.push(cohorts(findings)?);
    tables.push(churn_by_month(findings)?);
    Ok(tables)
}

/// One row a customer with a purchase, sorted by id.
pub(super) fn churn_scores<'a>(
    speaker: &'a Speaker,
    loaded: &'a Loaded,
    findings: &'a Findings<'a>,
) -> Result<ResultTable<'a>, Error> {
    // Expected amounts are no amounts of the books; four decimals would feign an accuracy they have not.
    ResultTable::in_batches("churn_scores", findings.scores.len(), 2, move |rows| {
        score_rows(speaker, loaded, findings, rows)
    })
}

fn score_rows(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>, rows: Range<usize>) -> TableBuilder {
    let customers = &findings.observed.customers[rows.clone()];
    let scores = || rows.clone().map(|at| findings.scores.of(at));
    let purchases = &loaded.purchases;
    let as_of = findings.observed.as_of;
    let days = |customer: &usize| purchases.days(*customer, as_of);
    let of = |value: fn(&Score) -> Option<f64>| scores().map(value);
    let cents = |amount: f64| Some((amount * 100.0).round() as i128 * 100);
    let reasons: Vec<Vec<String>> =
        rows.clone().into_par_iter().map(|at| reasons::of(speaker, loaded, findings, at)).collect();
    let reason = |place: usize| reasons.iter().map(move |all| all.get(place));
    let advice = &findings.win_back;
    let segments = |customer: &usize| loaded.segments.as_ref().and_then(|all| all.of[*customer].as_deref());
    let mut table = ResultTable::build("churn_scores")
        .text("customer_id", customers.iter().map(|customer| Some(&purchases.customer_id[*customer])))
        .day("as_of", customers.iter().map(|_| as_of))
        .integer("horizon_days", customers.iter().map(|_| i64::from(findings.horizon)))
        .integer("purchases", customers.iter().map(|customer| days(customer).len() as i64))
        .day("first_purchase", customers.iter().map(|customer| days(customer).first().copied()))
        .day("last_purchase", customers.iter().map(|customer| days(customer).last().copied()))
        .integer("recency_days", findings.observed.gaps[rows.clone()].iter().map(|gap| *gap as i64))
        .number("p_alive", of(|score| score.alive));
    table = bounds(table, ["p_alive_lower", "p_alive_upper"], scores().map(|score| score.alive_interval))
        .number("p_no_purchase", of(|score| Some(score.no_purchase)));
    let chances = scores().map(|score| score.no_purchase_interval);
    let counts = scores().map(|score| score.expected_purchases_interval);
    table = bounds(table, ["p_no_purchase_lower", "p_no_purchase_upper"], chances)
        .number("expected_purchases", of(|score| score.expected_purchases));
    let worth = rows.clone().map(|at| {
        let (value, spent) = (findings.expected_value[at], &findings.observed.spend[at]);
        score::value_interval(value, findings.scores.of(at), findings.spend.as_ref().ok(), spent)
    });
    let worth: Vec<Option<Interval>> = worth.collect();
    let bound = |of: fn(&Interval) -> f64| worth.iter().map(move |worth| worth.as_ref().map(of).and_then(cents));
    bounds(table, ["expected_purchases_lower", "expected_purchases_upper"], counts)
        .money("expected_spend_per_purchase", findings.expected_spend[rows.clone()].iter().map(|amount| cents(*amount)))
        .money("expected_value", findings.expected_value[rows.clone()].iter().map(|amount| amount.and_then(cents)))
        .money("expected_value_lower", bound(|interval| interval.lower))
        .money("expected_value_upper", bound(|interval| interval.upper))
        .money("spend_365_days", customers.iter().map(|customer| Some(i128::from(purchases.recent_net[*customer]))))
        .number("score", findings.scores.churn[rows.clone()].iter().map(|churn| Some(*churn)))
        .text("band", findings.bands[rows.clone()].iter().map(|band| Some(band.id())))
        .text("grade", advice.assessments[rows.clone()].iter().map(|own| Some(super::win_back::id(own.advice))))
        .text("recorded_reason", advice.reasons[rows.clone()].iter().map(|reason| Some(reason.id())))
        .text("segment", customers.iter().map(segments))
        .text("reason_1", reason(0))
        .text("reason_2", reason(1))
        .text("reason_3", reason(2))
}

/// One row an alarm of a customer, sorted by customer.
fn signals<'a>(loaded: &'a Loaded, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let all = findings.signals.alarms.len();
    ResultTable::in_batches("signals", all, 2, move |rows| signal_rows(loaded, findings, rows))
}

fn signal_rows(loaded: &Loaded, findings: &Findings<'_>, rows: Range<usize>) -> TableBuilder {
    let found: Vec<(usize, &Alarm)> = rows.map(|place| findings.signals.alarms.at(place)).collect();
    let alarms = || found.iter().copied();
    let id = |at: usize| &loaded.purchases.customer_id[findings.observed.customers[at]];
    ResultTable::build("signals")
        .text("customer_id", alarms().map(|(at, _)| Some(id(at))))
        .text("signal", alarms().map(|(_, alarm)| Some(alarm.kind.id())))
        .number("p_value", alarms().map(|(_, alarm)| alarm.signal.p_value))
        .number("q_value", alarms().map(|(_, alarm)| alarm.q_value))
        .number("size", alarms().map(|(_, alarm)| alarm.signal.size))
        .number("recent", alarms().map(|(_, alarm)| alarm.signal.recent))
        .number("baseline", alarms().map(|(_, alarm)| alarm.signal.baseline))
}

/// One row a part of a score: its weight.
pub(super) fn score_weights(
    names: impl Iterator<Item = String>,
    score: &ChurnScore,
) -> Result<ResultTable<'static>, Error> {
    let weights = || score.coefficients.iter();
    ResultTable::build("score_weights")
        .text("feature", names.map(Some))
        .number("log_odds", weights().map(|own| own.value))
        .number("standard_error", weights().map(|own| own.standard_error))
        .number("mean", weights().map(|own| own.mean))
        .number("standard_deviation", weights().map(|own| own.scale))
        .finish()
}

/// One row a signal: what its alarms were worth a horizon ago.
fn signal_worth(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let rows = || findings.signal_worth.iter();
    let of = |value: fn(&Evaluation) -> Option<f64>| rows().map(move |(_, worth)| worth.as_ref().and_then(value));
    let whole = |value: fn(&Evaluation) -> u64| rows().map(move |(_, worth)| worth.as_ref().map(|of| value(of) as i64));
    ResultTable::build("signal_worth")
        .text("signal", rows().map(|(kind, _)| Some(kind.id())))
        .day("as_of", rows().map(|_| findings.folds.first().map(|fold| fold.day)))
        .integer("customers", whole(|of| of.customers))
        .integer("alarms", whole(|of| of.alarms))
        .integer("lost", whole(|of| of.lost))
        .integer("lost_with_alarm", whole(|of| of.lost_with_alarm))
        .number("precision", of(|of| of.precision.map(|share| share.share)))
        .number("precision_lower", of(|of| of.precision.map(|share| share.interval.lower)))
        .number("precision_upper", of(|of| of.precision.map(|share| share.interval.upper)))
        .number("recall", of(|of| of.recall.map(|share| share.share)))
        .number("lift", of(|of| of.lift))
        .number("lead_days", of(|of| of.lead_days))
        .number("alarms_per_week", of(|of| Some(of.alarms_per_week)))
        .finish()
}

/// Two columns for the bounds of an interval.
fn bounds(
    table: TableBuilder,
    [lower, upper]: [&str; 2],
    intervals: impl Iterator<Item = Option<Interval>> + Clone,
) -> TableBuilder {
    table
        .number(lower, intervals.clone().map(|interval| interval.map(|bounds| bounds.lower)))
        .number(upper, intervals.map(|interval| interval.map(|bounds| bounds.upper)))
}

/// One row a fold and method.
pub(super) fn backtest(folds: &[Fold]) -> Result<ResultTable<'static>, Error> {
    let rows: Vec<(&Fold, &Measured)> =
        folds.iter().flat_map(|fold| fold.measured.iter().map(move |measured| (fold, measured))).collect();
    let number = |value: &dyn Fn(&Measured) -> Option<f64>| -> Vec<Option<f64>> {
        rows.iter().map(|(_, measured)| value(measured)).collect()
    };
    let counted = |value: fn(&crate::models::backtest::counts::CountErrors) -> Option<f64>| {
        number(&move |measured| measured.counts.as_ref().and_then(value))
    };
    ResultTable::build("backtest")
        .day("as_of", rows.iter().map(|(fold, _)| fold.day))
        .day("until", rows.iter().map(|(fold, _)| fold.until))
        .text("method", rows.iter().map(|(_, measured)| Some(measured.method)))
        .integer("customers", rows.iter().map(|(fold, _)| fold.customers as i64))
        .integer("churned", rows.iter().map(|(fold, _)| fold.churned as i64))
        .number("churn_rate", rows.iter().map(|(fold, _)| fold.churned as f64 / fold.customers as f64))
        .number("mean_predicted", number(&|measured| measured.brier.map(|brier| brier.predicted)))
        .number("auc", number(&|measured| measured.auc.map(|auc| auc.auc)))
        .number("auc_standard_error", number(&|measured| measured.auc.and_then(|auc| auc.standard_error)))
        .number("brier", number(&|measured| measured.brier.map(|brier| brier.score)))
        .number("brier_of_base_rate", number(&|measured| measured.brier.map(|brier| brier.of_base_rate)))
        .number("top_tenth_lift", number(&|measured| measured.top_churners.map(|top| top.lift)))
        .number("top_tenth_purchases", number(&|measured| measured.top_purchases.map(|top| top.share)))
        .number("mae", counted(|counts| Some(counts.mean_absolute_error)))
        .number("rmse", counted(|counts| Some(counts.root_mean_square_error)))
        .number("msle", counted(|counts| Some(counts.mean_squared_log_error)))
        .number("bias", counted(|counts| counts.bias))
        .number("correlation", counted(|counts| counts.correlation))
        .number("purchases_forecast", counted(|counts| Some(counts.forecast)))
        .number("purchases_actual", counted(|counts| Some(counts.actual)))
        .text("learnt_from", rows.iter().map(|(fold, _)| Some(learnt(fold))))
        .text("better", rows.iter().map(|(fold, _)| Some(verdict(fold.verdict()))))
        .finish()
}

/// Stable name of what the gap rule and the combined score were learnt from.
fn learnt(fold: &Fold) -> &'static str {
    match fold.learnt {
        Learnt::Earlier => "horizon_before",
        Learnt::Others => "other_customers",
    }
}

/// Stable name of a verdict.
pub(super) fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "not_compared",
        Some(Verdict::CannotTell) => "cannot_tell",
        Some(Verdict::Model(Ground::Brier)) => "model_by_brier",
        Some(Verdict::Model(Ground::Auc)) => "model_by_auc",
        Some(Verdict::GapRule(Ground::Brier)) => "gap_by_brier",
        Some(Verdict::GapRule(Ground::Auc)) => "gap_by_auc",
    }
}

/// One row a fold, method and group of customers of like churn probability.
pub(super) fn calibration(folds: &[Fold]) -> Result<ResultTable<'static>, Error> {
    let groups = || {
        folds.iter().flat_map(|fold| {
            fold.measured.iter().flat_map(move |measured| {
                let groups = measured.calibration.iter().enumerate();
                groups.map(move |(place, group)| (fold, measured, place as i64 + 1, group))
            })
        })
    };
    let line = |measured: &Measured| measured.line.as_ref().map(|line| line.slope);
    ResultTable::build("calibration")
        .day("as_of", groups().map(|(fold, ..)| fold.day))
        .text("method", groups().map(|(_, measured, ..)| Some(measured.method)))
        .integer("group", groups().map(|(.., place, _)| place))
        .integer("customers", groups().map(|(.., group)| group.customers as i64))
        .integer("churned", groups().map(|(.., group)| group.churned as i64))
        .number("predicted", groups().map(|(.., group)| group.predicted))
        .number("observed", groups().map(|(.., group)| group.observed))
        .number("observed_lower", groups().map(|(.., group)| group.interval.lower))
        .number("observed_upper", groups().map(|(.., group)| group.interval.upper))
        .number("slope", groups().map(|(_, measured, ..)| line(measured).map(|slope| slope.value)))
        .number("slope_lower", groups().map(|(_, measured, ..)| line(measured).map(|slope| slope.interval.lower)))
        .number("slope_upper", groups().map(|(_, measured, ..)| line(measured).map(|slope| slope.interval.upper)))
        .finish()
}

/// One row a week: repeat purchases since the beginning, actual and expected.
fn tracking(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let points = || findings.tracked.iter();
    ResultTable::build("tracking")
        .day("day", points().map(|point| point.day))
        .integer("actual", points().map(|point| point.actual as i64))
        .number("expected", points().map(|point| point.expected))
        .boolean("forecast", points().map(|point| point.forecast))
        .finish()
}

/// One row a length of gap at which somebody came back.
fn return_curve(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let steps = || findings.return_curve.iter().flat_map(|curve| &curve.steps);
    ResultTable::build("return_curve")
        .integer("gap_days", steps().map(|step| i64::from(step.gap)))
        .integer("at_risk", steps().map(|step| step.at_risk as i64))
        .integer("returned", steps().map(|step| step.returned as i64))
        .number("still_away", steps().map(|step| step.survival))
        .number("still_away_lower", steps().map(|step| step.interval.map(|interval| interval.lower)))
        .number("still_away_upper", steps().map(|step| step.interval.map(|interval| interval.upper)))
        .number("p_return", steps().map(|step| step.return_probability))
        .finish()
}

/// One row a week after the first purchase.
fn repeat_curve(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let weeks = || findings.repeat_curve.iter().flat_map(|curve| &curve.weeks);
    ResultTable::build("repeat_curve")
        .integer("week", weeks().map(|week| i64::from(week.week)))
        .integer("at_risk", weeks().map(|week| week.at_risk as i64))
        .integer("repeated", weeks().map(|week| week.repeated as i64))
        .number("share", weeks().map(|week| week.share))
        .number("share_lower", weeks().map(|week| week.interval.map(|interval| interval.lower)))
        .number("share_upper", weeks().map(|week| week.interval.map(|interval| interval.upper)))
        .finish()
}

/// One row a month of first purchase and month since.
fn cohorts(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let cells =
        || {
            findings.cohorts.iter().flat_map(|retention| &retention.cohorts).flat_map(|cohort| {
                cohort.cells.iter().enumerate().map(move |(number, cell)| (cohort, number as i64, cell))
            })
        };
    ResultTable::build("cohorts")
        .text("cohort", cells().map(|(cohort, ..)| Some(month(cohort.month))))
        .integer("customers", cells().map(|(cohort, ..)| cohort.customers as i64))
        .integer("month", cells().map(|(_, number, _)| number))
        .integer("active", cells().map(|(.., cell)| cell.active as i64))
        .number("share", cells().map(|(.., cell)| cell.share))
        .number("share_lower", cells().map(|(.., cell)| cell.interval.lower))
        .number("share_upper", cells().map(|(.., cell)| cell.interval.upper))
        .boolean("provisional", cells().map(|(.., cell)| cell.observation != Observation::Complete))
        .finish()
}

/// One row a month whose future is known.
fn churn_by_month(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let months = || findings.monthly.iter().flat_map(|monthly| &monthly.months);
    let centre = findings.monthly.as_ref().and_then(|monthly| monthly.chart.as_ref().ok()).map(|chart| chart.centre);
    let signal = |signal: Signal| match signal {
        Signal::Above => "above",
        Signal::Within => "within",
        Signal::Below => "below",
    };
    ResultTable::build("churn_by_month")
        .text("month", months().map(|of| Some(month(of.month))))
        .integer("active", months().map(|of| of.active as i64))
        .integer("churned", months().map(|of| of.churned as i64))
        .number("rate", months().map(|of| of.rate))
        .number("centre", months().map(|_| centre))
        .number("lower_limit", months().map(|of| of.limits.map(|limits| limits.lower)))
        .number("upper_limit", months().map(|of| of.limits.map(|limits| limits.upper)))
        .text("signal", months().map(|of| of.signal.map(signal)))
        .finish()
}

/// A month as `2026-06`.
pub(super) fn month(month: crate::models::cohorts::Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}
