//! The result tables of contracts.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::survival::{Baseline, Curve, Feature};
use crate::numerics::interval::Interval;

use super::super::tables::{backtest, calibration, score_weights};
use super::load::Loaded;
use super::reasons;
use super::result::Findings;

/// All tables, the primary one first.
pub(super) fn all(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Result<Vec<ResultTable<'static>>, Error> {
    let mut tables = vec![churn_scores(speaker, loaded, findings)?];
    if let Ok(fitted) = &findings.fitted {
        let names = fitted.encoding.features.iter().map(Feature::id);
        tables.push(score_weights(names, &fitted.score)?);
    }
    if !findings.folds.is_empty() {
        tables.push(backtest(&findings.folds)?);
        tables.push(calibration(&findings.folds)?);
    }
    tables.push(survival(findings)?);
    tables.push(log_rank(findings)?);
    Ok(tables)
}

/// One row a customer on the as-of day, sorted by id.
pub(super) fn churn_scores(
    speaker: &Speaker,
    loaded: &Loaded,
    findings: &Findings,
) -> Result<ResultTable<'static>, Error> {
    let customers = || findings.customers.iter();
    let baselines = || findings.baselines.iter();
    let estimate = |baseline: &Baseline| match baseline {
        Baseline::Estimated { probability, .. } => Some(*probability),
        _ => None,
    };
    let interval = |baseline: &Baseline| match baseline {
        Baseline::Estimated { interval, .. } => *interval,
        _ => None,
    };
    let bound = |of: fn(Interval) -> f64| baselines().map(move |baseline| interval(baseline).map(of));
    let announced = |(at, baseline): (&usize, &Baseline)| match baseline {
        Baseline::Announced { .. } => loaded.contracts.ends[*at],
        _ => None,
    };
    let reasons: Vec<Vec<String>> =
        (0..findings.customers.len()).map(|at| reasons::of(speaker, loaded, findings, at)).collect();
    let reason = |place: usize| reasons.iter().map(move |all| all.get(place).cloned());
    ResultTable::build("churn_scores")
        .text("customer_id", customers().map(|at| Some(loaded.contracts.customer_id[*at].clone())))
        .day("as_of", customers().map(|_| loaded.as_of))
        .integer("horizon_days", customers().map(|_| i64::from(findings.horizon)))
        .day("start", customers().map(|at| loaded.contracts.starts[*at]))
        .integer("tenure_days", findings.tenures.iter().map(|days| i64::from(*days)))
        .day("announced_end", customers().zip(baselines()).map(announced))
        .number("p_end_by_tenure", baselines().map(estimate))
        .number("p_end_by_tenure_lower", bound(|interval| interval.lower))
        .number("p_end_by_tenure_upper", bound(|interval| interval.upper))
        .number("score", findings.scores.iter().copied())
        .text("band", findings.bands.iter().map(|band| Some(band.id())))
        .text("reason_1", reason(0))
        .text("reason_2", reason(1))
        .text("reason_3", reason(2))
        .finish()
}

/// One row a group and length of tenure at which somebody ended.
fn survival(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let of_group = |attribute: Option<String>, value: Option<String>, curve: &Curve| {
        curve.steps.iter().map(move |step| (attribute.clone(), value.clone(), *step)).collect::<Vec<_>>()
    };
    let mut rows = of_group(None, None, &findings.everybody);
    for groups in &findings.groups {
        for (value, curve) in &groups.curves {
            rows.extend(of_group(Some(groups.attribute.clone()), value.clone(), curve));
        }
    }
    let rows = || rows.iter();
    ResultTable::build("survival")
        .text("attribute", rows().map(|(attribute, ..)| attribute.clone()))
        .text("value", rows().map(|(_, value, _)| value.clone()))
        .integer("tenure_days", rows().map(|(.., step)| i64::from(step.time)))
        .integer("at_risk", rows().map(|(.., step)| step.at_risk as i64))
        .integer("ended", rows().map(|(.., step)| step.ended as i64))
        .number("survival", rows().map(|(.., step)| step.survival))
        .number("survival_lower", rows().map(|(.., step)| step.interval.map(|interval| interval.lower)))
        .number("survival_upper", rows().map(|(.., step)| step.interval.map(|interval| interval.upper)))
        .finish()
}

/// One row an attribute: whether its groups stay equally long.
fn log_rank(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let groups = || findings.groups.iter();
    ResultTable::build("log_rank")
        .text("attribute", groups().map(|groups| Some(groups.attribute.clone())))
        .integer("groups", groups().map(|groups| groups.curves.len() as i64))
        .number("chi_square", groups().map(|groups| groups.test.as_ref().map(|test| test.chi_square)))
        .integer(
            "degrees_of_freedom",
            groups().map(|groups| groups.test.as_ref().map(|test| test.degrees_of_freedom as i64)),
        )
        .number("p_value", groups().map(|groups| groups.test.as_ref().map(|test| test.p_value)))
        .finish()
}
