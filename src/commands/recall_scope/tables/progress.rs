//! The tables that tell how far a recall is, and those that rules ask for.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::exports::cast::format_date;
use crate::labels::Lang;
use crate::models::effectiveness::completion::Forecast;
use crate::models::recall_progress::reports::{TrackingEvent, TrackingKind, fsma_204 as sheet, status_report_7_53};
use crate::models::recall_progress::{Audience, Period};
use crate::reduce::recall::MoveKind;
use crate::settings::recall_goals::GoalFigure;

use super::super::progress::{CONFIDENCE, Standing};
use super::super::result::Findings;
use super::evidence;
use super::{number, wide};

/// All of them.
pub(super) fn all<'a>(
    speaker: &Speaker,
    findings: &'a Findings<'a>,
    standing: &'a Standing<'a>,
) -> Result<Vec<ResultTable<'a>>, Error> {
    Ok(vec![
        progress(speaker, standing)?,
        completion(standing)?,
        response_by_channel(speaker, standing)?,
        effectiveness_checks(standing)?,
        recall_figures(speaker, standing)?,
        evidence::table(speaker, standing)?,
        status_report(findings, standing)?,
    ])
}

/// One row a contact: a customer, or several that are told as one.
fn progress<'a>(speaker: &Speaker, standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || standing.progress.standings.iter();
    let contact = || rows().map(|row| standing.told.get(row.customer));
    let of =
        |units: fn(&crate::models::recall_progress::Account) -> i128| rows().map(move |row| wide(units(&row.account)));
    ResultTable::build("progress")
        .text("customer_id", rows().map(|row| Some(row.customer)))
        .text("audience", rows().map(|row| Some(row.location.audience().label().en)))
        .text("status", rows().map(|row| Some(row.status.label().en)))
        .text("status_name", rows().map(|row| Some(row.status.label().get(speaker.lang))))
        .day("notified_on", rows().map(|row| row.notified.map(|notice| notice.day)))
        .text("notified_by", rows().map(|row| row.notified.map(|notice| notice.medium.label().get(speaker.lang))))
        .day("responded_on", rows().map(|row| row.responded))
        .text("answer", rows().map(|row| row.answer.map(|answer| answer.label().get(speaker.lang))))
        .number("units", of(|account| account.distributed))
        .number("returned", of(|account| account.returned))
        .number("corrected", of(|account| account.corrected))
        .number("disposed", of(|account| account.disposed))
        .number("refunded", of(|account| account.refunded))
        .number("declared", of(|account| account.declared))
        .number("outstanding", of(|account| account.outstanding))
        .number("above_estimate", of(|account| account.above_estimate))
        .number("above_sold", of(|account| account.above_sold))
        .text("contact_id", contact().map(|contact| contact.map(|own| own.id)))
        .text("customer_ids", contact().map(|contact| contact.map(|own| own.affected.join("; "))))
        .finish()
}

/// The completion curve, by day.
fn completion<'a>(standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let curve = standing.progress.curve(Period::Day);
    let rows = || curve.iter();
    ResultTable::build("completion")
        .day("day", rows().map(|point| point.day))
        .integer("consumers_notified", rows().map(|point| point.consumers.notified as i64))
        .integer("consumers_responded", rows().map(|point| point.consumers.responded as i64))
        .number("consumer_units_accounted", rows().map(|point| wide(point.consumers.accounted)))
        .integer("consignees_notified", rows().map(|point| point.consignees.notified as i64))
        .integer("consignees_responded", rows().map(|point| point.consignees.responded as i64))
        .number("consignee_units_accounted", rows().map(|point| wide(point.consignees.accounted)))
        .finish()
}

fn response_by_channel<'a>(speaker: &Speaker, standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let (own, _) = standing.progress.by_medium(CONFIDENCE).unwrap_or_default();
    let rows = || own.iter();
    ResultTable::build("response_by_channel")
        .text("channel", rows().map(|row| Some(row.medium.label().get(speaker.lang))))
        .integer("notified", rows().map(|row| row.notified as i64))
        .integer("responded", rows().map(|row| row.responded as i64))
        .number("rate", rows().map(|row| row.rate))
        .number("rate_lower", rows().map(|row| row.interval.lower))
        .number("rate_upper", rows().map(|row| row.interval.upper))
        .integer("median_days", rows().map(|row| row.median_days.days.map(i64::from)))
        .finish()
}

/// Consignees whose notice is to be checked.
fn effectiveness_checks<'a>(standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    ResultTable::build("effectiveness_checks")
        .text("customer_id", standing.checks.drawn.iter().copied().map(Some))
        .boolean("on_site", standing.checks.drawn.iter().map(|own| Some(standing.on_site.as_ref()?.contains(own))))
        .finish()
}

/// What the recall is judged by, against its goals.
fn recall_figures<'a>(speaker: &Speaker, standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || standing.figures.iter();
    let percent = |share: Option<f64>| share.map(|share| share * 100.0);
    // Units are in 1/10000, customers and checks are whole.
    let unit = |figure: GoalFigure| match figure {
        GoalFigure::Accounted | GoalFigure::Recovered => 10_000.0,
        _ => 1.0,
    };
    ResultTable::build("recall_figures")
        .text("figure", rows().map(|row| Some(row.figure.id())))
        .text("figure_name", rows().map(|row| Some(row.label().get(speaker.lang))))
        .text("audience", rows().map(|row| Some(row.whose().en)))
        .number("part", rows().map(|row| row.part / unit(row.figure)))
        .number("whole", rows().map(|row| row.whole / unit(row.figure)))
        .number("percent", rows().map(|row| percent(row.share())))
        .number("goal_percent", rows().map(|row| percent(row.goal)))
        .boolean("met", rows().map(|row| row.is_met()))
        .finish()
}

/// The six items of 21 CFR 7.53(b), an item a row or more, in the language of the rule.
fn status_report<'a>(findings: &'a Findings<'a>, standing: &'a Standing<'a>) -> Result<ResultTable<'a>, Error> {
    let mut all: Vec<(String, &'static str, String, Option<f64>)> = Vec::new();
    for audience in [Audience::Consignee, Audience::Consumer] {
        let forecast = standing.progress.forecast(Some(audience), standing.target, CONFIDENCE);
        let report = status_report_7_53(&standing.progress, Some(audience), standing.results, forecast);
        let name = audience.label().en;
        let mut add = |item, detail: String, value: Option<f64>| all.push((name.to_string(), item, detail, value));
        for row in &report.notified {
            let detail = format!("{} · {}", format_date(row.day), row.medium.label().en);
            add("1 notified", detail, Some(row.notified as f64));
        }
        add("2 responding", String::new(), Some(report.responding as f64));
        add("2 on hand when notified", String::new(), Some(wide(report.on_hand)));
        add("3 not responding", String::new(), Some(report.silent.len() as f64));
        for row in &report.handled {
            let detail = row.customer.to_string();
            add("4 accounted for", detail, Some(wide(row.accounted)));
        }
        if audience == Audience::Consignee {
            add("5 checks planned", String::new(), Some(report.checks.planned as f64));
            add("5 checks made", String::new(), Some(report.checks.made as f64));
            add("5 action taken", String::new(), Some(report.checks.action_taken as f64));
            add("5 no stock", String::new(), Some(report.checks.no_stock as f64));
            add("5 no action", String::new(), Some(report.checks.no_action as f64));
            add("5 not reachable", String::new(), Some(report.checks.not_reachable as f64));
            let share = |share: Option<f64>| share.map(|share| share * 100.0);
            let (drawn, works) = (report.checks.drawn, report.checks.effective_share);
            let of = format!("of {} checks of consignees drawn at random", drawn.made);
            add("5 effective, per cent, lower 95 % limit", of.clone(), share(works.map(|own| own.lower)));
            add("5 effective, per cent, upper 95 % limit", of.clone(), share(works.map(|own| own.upper)));
            add("5 not effective, per cent, at most (95 %)", of, share(report.checks.failing_at_most));
        }
        match &report.completion {
            Ok(Forecast::Reached) => add("6 completion", format_date(findings.as_of), None),
            Ok(Forecast::After { days: Some(days), .. }) => {
                let day = findings.as_of.saturating_add(i32::try_from(*days).unwrap_or(i32::MAX));
                add("6 completion", format_date(day), Some(f64::from(*days)));
            }
            Ok(Forecast::After { .. }) => add("6 completion", "never at this rate".to_string(), None),
            Ok(Forecast::TooFewNotified { missing }) => {
                add("6 completion", "more holders must be told first".to_string(), Some(*missing as f64));
            }
            Err(error) => add("6 completion", error.text().render(Lang::En), None),
        }
    }
    let rows = || all.iter();
    ResultTable::build("status_report")
        .text("audience", rows().map(|row| Some(row.0.as_str())))
        .text("item", rows().map(|row| Some(row.1)))
        .text("detail", rows().map(|row| Some(row.2.as_str()).filter(|detail| !detail.is_empty())))
        .number("value", rows().map(|row| row.3))
        .finish()
}

/// The sortable list of tracking events of 21 CFR 1 subpart S, of the affected lots.
pub(super) fn fsma_204<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let lots = findings.lots;
    let product = |lot: u32| lots.made(lot).and_then(|made| made.product.as_deref());
    let mut events: Vec<TrackingEvent<'_>> = Vec::new();
    for link in findings.traced.links.iter().filter(|link| (link.output as usize) < lots.len()) {
        if findings.is_affected(link.output) && (link.input as usize) < lots.len() {
            events.push(TrackingEvent {
                day: link.earliest,
                kind: TrackingKind::Transformation,
                lot: lots.ids.get(link.output as usize).map(String::as_str),
                product: product(link.output),
                quantity: lots.made(link.output).and_then(|made| made.quantity),
                unit: lots.made(link.output).and_then(|made| made.unit.as_deref()),
                from: None,
                to: None,
                reference: lots.ids.get(link.input as usize).map(String::as_str),
            });
        }
    }
    for row in findings.traded.moves.rows.iter().filter(|row| findings.is_affected(row.lot)) {
        let kind = match row.kind {
            MoveKind::Receive => TrackingKind::Receiving,
            MoveKind::Ship => TrackingKind::Shipping,
            _ => continue,
        };
        events.push(TrackingEvent {
            day: row.day,
            kind,
            lot: lots.ids.get(row.lot as usize).map(String::as_str),
            product: product(row.lot),
            quantity: Some(row.quantity),
            unit: lots.made(row.lot).and_then(|made| made.unit.as_deref()),
            from: row.from.as_deref(),
            to: row.to.as_deref(),
            reference: row.serial.as_deref(),
        });
    }
    let own: Vec<&str> =
        findings.affected_lots().filter_map(|lot| lots.ids.get(lot as usize)).map(String::as_str).collect();
    let all = sheet(&events, &own).rows;
    let rows = || all.iter();
    ResultTable::build("tracking_events")
        .day("date", rows().map(|row| row.day))
        .text("event", rows().map(|row| Some(row.kind.label().en)))
        .text("traceability_lot_code", rows().map(|row| row.lot))
        .text("product_id", rows().map(|row| row.product))
        .number("quantity", rows().map(|row| row.quantity.map(number)))
        .text("unit", rows().map(|row| row.unit))
        .text("from", rows().map(|row| row.from))
        .text("to", rows().map(|row| row.to))
        .text("reference", rows().map(|row| row.reference))
        .finish()
}
