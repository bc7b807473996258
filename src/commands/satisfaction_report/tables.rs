//! The result tables. The first one holds every figure of every part.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::early_warning::Standing;

use super::figures::{Figure, Series, Shown};
use super::load::Loaded;
use super::result::Findings;

/// All tables, the primary one first.
pub(super) fn all(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> Result<Vec<ResultTable<'static>>, Error> {
    let Findings { span, drivers, complaints, follow_ups, alarms, goals, .. } = findings;
    let mut tables = vec![satisfaction(findings)?];
    tables.extend(alarms.tables(speaker, span)?);
    if let Some(own) = drivers {
        tables.extend(own.tables()?);
    }
    if let Some(own) = complaints {
        tables.extend(own.tables(loaded, span)?);
    }
    if let Some(own) = follow_ups {
        tables.extend(own.tables(loaded, span)?);
    }
    if let Some(own) = goals {
        tables.extend(own.tables(speaker)?);
    }
    Ok(tables)
}

/// One row of the long table.
struct Row<'a> {
    series: &'a Series,
    /// Place of the period; `None` for all of them.
    at: Option<usize>,
    figure: &'a Figure,
}

fn of_series(series: &Series) -> impl Iterator<Item = Row<'_>> {
    let periods = series.figures.iter().enumerate().map(move |(at, figure)| Row { series, at: Some(at), figure });
    periods.chain([Row { series, at: None, figure: &series.whole }])
}

/// One row a metric, segment and period, and one for all periods together. Hidden figures stand with their status alone.
pub(super) fn satisfaction(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let span = &findings.span;
    let all: Vec<Row<'_>> = findings.series().flat_map(of_series).collect();
    let rows = || all.iter();
    let shown = |of: fn(&Figure) -> Option<f64>| rows().map(move |row| row.figure.shown().and_then(of));
    let n = |row: &Row<'_>| row.figure.shown().map(|figure| figure.n as i64);
    let change = |of: fn(&super::figures::ChangeFigure) -> Option<f64>| {
        rows().map(move |row| row.figure.shown().and_then(|figure| figure.change.as_ref().and_then(of)))
    };
    ResultTable::build("satisfaction")
        .text("metric", rows().map(|row| Some(row.series.metric.id.as_str())))
        .text("segment", rows().map(|row| Some(row.series.segment.id())))
        .text("period", rows().map(|row| row.at.map(|at| span.name(at))))
        .day("period_start", rows().map(|row| row.at.map(|at| span.days(at).0)))
        .number("value", shown(|figure| figure.value))
        .text("unit", rows().map(|row| Some(row.series.metric.unit.id())))
        .integer("n", rows().map(n))
        .number("n_eff", shown(|figure| figure.n_eff))
        .number("lower", shown(|figure| figure.interval.map(|interval| interval.lower)))
        .number("upper", shown(|figure| figure.interval.map(|interval| interval.upper)))
        .text("method", rows().map(|row| row.figure.shown().and_then(|figure| figure.method)))
        .number("unweighted", shown(|figure| figure.unweighted))
        .number("change", change(|change| Some(change.value)))
        .number("change_lower", change(|change| change.interval.map(|interval| interval.lower)))
        .number("change_upper", change(|change| change.interval.map(|interval| interval.upper)))
        .probability("change_p", change(|change| Some(change.p_value)))
        .probability("change_q", change(|change| change.q_value))
        .text("status", rows().map(|row| Some(status(findings, row))))
        .finish()
}

/// What a figure may be used for: hidden, empty, provisional, resting on few, or none of these.
fn status(findings: &Findings, row: &Row<'_>) -> &'static str {
    let span = row.series.metric.judged_span(&findings.span);
    let provisional = row.at.is_some_and(|at| span.standing(at) == Standing::Provisional);
    match row.figure.shown {
        Shown::Enough | Shown::Few if provisional => "provisional",
        shown => shown.id(),
    }
}
