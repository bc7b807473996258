//! The result tables.

use std::ops::Range;

use crate::deliver::table::{ResultTable, TableBuilder};
use crate::error::Error;
use crate::labels::Lang;
use crate::models::lot_signals::components::Standing;
use crate::numerics::interval::Interval;
use crate::settings::lot_signals::By;

use super::candidates::Kind;
use super::details::{self, Details};
use super::findings::{Findings, Row};
use super::load::Loaded;

/// All tables, the primary one first.
pub(super) fn all<'a>(
    by: &[By],
    loaded: &'a Loaded,
    findings: &'a Findings,
    details: &'a Details,
) -> Result<Vec<ResultTable<'a>>, Error> {
    Ok(vec![lot_signals(by, loaded, findings, details)?, lifetimes(findings)?])
}

/// The header under which a candidate is named: that of its table where all are of one kind.
fn header(by: &[By]) -> &'static str {
    match by {
        [By::Lot] => "lot_id",
        [By::Product] => "product_id",
        [By::Supplier] => "supplier",
        [By::Week] => "production_week",
        [By::Store] => "store",
        _ => "group",
    }
}

/// One row a candidate, the most suspicious first.
pub(super) fn lot_signals<'a>(
    by: &[By],
    loaded: &'a Loaded,
    findings: &'a Findings,
    details: &'a Details,
) -> Result<ResultTable<'a>, Error> {
    let header = header(by);
    ResultTable::in_batches("lot_signals", findings.order.len(), 2, move |rows| {
        signal_rows(header, loaded, findings, details, rows)
    })
}

fn signal_rows(
    header: &str,
    loaded: &Loaded,
    findings: &Findings,
    details: &Details,
    rows: Range<usize>,
) -> TableBuilder {
    let rows = || findings.some(rows.clone());
    let made = |row: &Row| match findings.kind(row) {
        Kind::Lot | Kind::ComponentLot => loaded.lots.find(findings.name(row.candidate)),
        _ => None,
    };
    let interval = |of: fn(Interval) -> f64| rows().map(move |row| findings.interval(row).map(of));
    let score = |of: fn(&crate::models::lot_signals::shrinkage::Score) -> f64| {
        rows().map(move |row| findings.score(row).map(of))
    };
    // Of millions of candidates most have no failure, and so no details.
    let complaints = |row: &Row| (row.failures > 0).then(|| details.of.get(&row.candidate)).flatten();
    let mut table = ResultTable::build("lot_signals")
        .text(header, rows().map(|row| Some(findings.name(row.candidate))))
        .text("kind", rows().map(|row| Some(findings.kind(row).id())));
    if header != "product_id" {
        table = table.text("product_id", rows().map(|row| details::product(loaded, findings, row)));
    }
    table
        .day("made_on", rows().map(|row| made(row).and_then(|lot| loaded.lots.made(lot)?.made_on)))
        .number("units", rows().map(|row| row.units as f64 / 10_000.0))
        .integer("failures", rows().map(|row| row.failures as i64))
        .integer("failures_compared", rows().map(|row| row.compared as i64))
        .number("expected", rows().map(Row::expected))
        .number("ratio", rows().map(Row::ratio))
        .number("ratio_lower", interval(|interval| interval.lower))
        .number("ratio_upper", interval(|interval| interval.upper))
        .probability("p_value", rows().map(Row::p_value))
        .probability("q_value", rows().map(Row::q_value))
        .number("ebgm", score(|score| score.ebgm))
        .number("eb05", score(|score| score.eb05))
        .number("eb95", score(|score| score.eb95))
        .boolean("signal", rows().map(|row| row.signal))
        .text("standing", rows().map(|row| standing(findings, row)))
        .text("with", rows().map(|row| with(findings, row)))
        .day("first_failure", rows().map(|row| complaints(row).and_then(|own| own.first)))
        .day("last_failure", rows().map(|row| complaints(row).and_then(|own| own.last)))
        .text("top_categories", rows().map(|row| complaints(row).and_then(|own| own.categories())))
        .text("top_words", rows().map(|row| complaints(row).and_then(|own| own.words())))
}

/// Stable name of the standing of a suspicious candidate.
fn standing(findings: &Findings, row: &Row) -> Option<&'static str> {
    Some(match findings.finding(row)?.standing {
        Standing::Cause => "cause",
        Standing::Confounded { .. } => "confounded",
        Standing::Explained { .. } => "explained",
        Standing::Unconfirmed => "unconfirmed",
    })
}

/// What it cannot be told from, or what explains it.
pub(super) fn with(findings: &Findings, row: &Row) -> Option<String> {
    let finding = findings.finding(row)?;
    let mut names: Vec<&str> = match finding.standing {
        Standing::Confounded { with } => vec![findings.name(with)],
        Standing::Explained { by } => vec![findings.name(by)],
        _ => Vec::new(),
    };
    let together = finding.candidates.iter().filter(|candidate| **candidate != row.candidate);
    names.extend(together.map(|candidate| findings.name(*candidate)));
    (!names.is_empty()).then(|| names.join("; "))
}

/// Weibull fits, one row for all units and for each signal.
fn lifetimes(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let rows = || findings.lifetimes.iter();
    let fitted = |of: fn(&crate::models::lot_signals::weibull::WeibullFit) -> f64| {
        rows().map(move |(_, fit)| fit.as_ref().ok().map(of))
    };
    ResultTable::build("lot_lifetimes")
        .text("group", rows().map(|(candidate, _)| candidate.map(|candidate| findings.name(candidate).to_string())))
        .integer("units", rows().map(|(_, fit)| fit.as_ref().ok().map(|fit| fit.units as i64)))
        .integer("failures", rows().map(|(_, fit)| fit.as_ref().ok().map(|fit| fit.failures as i64)))
        .number("shape", fitted(|fit| fit.weibull.shape))
        .number("shape_error", fitted(|fit| fit.standard_errors[0]))
        .number("scale_months", fitted(|fit| fit.weibull.scale))
        .number("scale_error", fitted(|fit| fit.standard_errors[1]))
        .number("log_likelihood", fitted(|fit| fit.log_likelihood))
        .text("why_not", rows().map(|(_, fit)| fit.as_ref().err().map(|error| error.text().render(Lang::En))))
        .finish()
}
