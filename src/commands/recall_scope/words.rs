//! What the command shows, in words: for the terminal and for the report.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Lang, Text, recall_scope as labels};
use crate::models::affected_units::Class;
use crate::reduce::recall::ToldBy;
use crate::report::{Cell, Column, Importance, Kind, Table, Tone, number};

use super::drill::Drill;
use super::holders::{CLASSES, ClassTotal};
use super::result::Findings;

/// Levels over which the trace went.
pub(super) fn levels(findings: &Findings<'_>) -> u32 {
    findings.traced.forward.hits().map(|hit| hit.level).max().unwrap_or_default()
}

/// One line on what was done.
pub(super) fn headline(speaker: &Speaker, findings: &Findings<'_>) -> String {
    let sales = &findings.traded.sales;
    let judged = || sales.lines.iter().zip(&findings.holders.lines).filter(|(_, held)| held.is_some());
    let lines = judged().filter(|(line, _)| line.told_by == ToldBy::Order).count() as u64;
    let shipments = judged().count() as u64 - lines;
    let mut headline = labels::HEADLINE
        .with(&[
            ("as_of", &speaker.date(findings.as_of)),
            ("starts", &speaker.count(findings.traced.starts.len() as u64)),
            ("lots", &speaker.count(findings.affected_lots().count() as u64)),
            ("levels", &levels(findings)),
            ("lines", &speaker.count(lines)),
            ("read", &speaker.count(sales.read)),
        ])
        .render(speaker.lang);
    if shipments > 0 {
        headline += &labels::HEADLINE_SHIPMENTS.with(&[("n", &speaker.count(shipments))]).render(speaker.lang);
    }
    headline
}

/// How a drill went.
pub(super) fn drill(speaker: &Speaker, findings: &Findings<'_>, drill: &Drill) -> String {
    let lots = findings.traced.starts.keys().filter_map(|lot| findings.lots.ids.get(*lot as usize));
    let lots = lots.map(String::as_str).take(5).collect::<Vec<_>>().join(", ");
    let on = labels::DRILL_LOTS.with(&[("lots", &lots)]).render(speaker.lang);
    format!("{on}\n{}", drill_verdict(speaker, drill))
}

/// Whether a drill passed, with its time and its balance.
pub(super) fn drill_verdict(speaker: &Speaker, drill: &Drill) -> String {
    let label = if drill.is_passed() { labels::SECTION_DRILL_PASSED } else { labels::SECTION_DRILL_FAILED };
    let sheet = &drill.sheet;
    let balance = sheet.balance_percent.map_or_else(|| number::MISSING.to_string(), |p| number::percent(p / 100.0));
    label
        .with(&[("seconds", &sheet.seconds), ("limit", &sheet.limit_seconds), ("balance", &balance)])
        .render(speaker.lang)
}

/// Share of contacts that can be told directly.
pub(super) fn reach(findings: &Findings<'_>) -> String {
    findings
        .contacts
        .reach
        .share()
        .filter(|_| findings.channels_known)
        .map_or_else(|| number::MISSING.to_string(), number::percent)
}

/// The same as a clause.
fn told_directly(findings: &Findings<'_>) -> Text {
    match findings.channels_known {
        true => labels::REACH.with(&[("share", &reach(findings))]),
        false => labels::REACH_UNKNOWN.text(),
    }
}

/// Units on hand; a dash where nobody told what is.
pub(super) fn on_hand(speaker: &Speaker, findings: &Findings<'_>, units: i128) -> String {
    if findings.stock_known { speaker.units(units) } else { number::MISSING.to_string() }
}

/// What is on hand.
fn stock(speaker: &Speaker, findings: &Findings<'_>) -> Text {
    let (on_hand, bearing) = (findings.on_hand(), findings.on_hand_bearing().0);
    let label = match (findings.stock_known, on_hand, bearing) {
        (false, ..) => labels::STOCK_UNKNOWN,
        (true, _, 0) => labels::STOCK_ON_HAND,
        (true, 0, _) => labels::STOCK_BEARING,
        (true, ..) => labels::STOCK_AND_BEARING,
    };
    label.with(&[("stock", &speaker.units(on_hand)), ("bearing", &speaker.units(bearing))])
}

/// The answer in a sentence or two.
pub(super) fn answer(speaker: &Speaker, findings: &Findings<'_>) -> String {
    let total = findings.holders.total;
    let stock = stock(speaker, findings).render(speaker.lang);
    let without = findings.contacts.without_customer.units;
    let mut answer = if findings.holders.holders.is_empty() {
        labels::ANSWER_NOBODY.with(&[("stock", &stock)]).render(speaker.lang)
    } else {
        let exact = total.min == total.max;
        let expected = total
            .expected
            .filter(|_| !exact)
            .map(|n| labels::EXPECTED.with(&[("n", &number::decimal(n / 10_000.0, 0))]).render(speaker.lang));
        let label = if exact { labels::ANSWER_EXACT } else { labels::ANSWER };
        label
            .with(&[
                ("customers", &speaker.count(findings.customers())),
                ("min", &speaker.units(i128::from(total.min))),
                ("max", &speaker.units(i128::from(total.max))),
                ("expected", &expected.unwrap_or_default()),
                ("stock", &stock),
            ])
            .and("reach", told_directly(findings))
            .render(speaker.lang)
    };
    if without > 0 {
        let text = labels::SALES_WITHOUT_CUSTOMER.with(&[("units", &speaker.units(without))]);
        let gap = if speaker.lang == Lang::En { " " } else { "" };
        answer = format!("{answer}{gap}{}", text.render(speaker.lang));
    }
    answer
}

/// The lines by class.
pub(super) fn classes(speaker: &Speaker, findings: &Findings<'_>) -> Table {
    let column = |label: Label, kind| Column::new(speaker.get(label), kind).importance(Importance::Essential);
    let row = |name: String, total: &ClassTotal, tone: Tone| {
        vec![
            Cell { tone, ..Cell::new(name) },
            Cell::new(speaker.count(total.lines)),
            Cell::new(speaker.count(total.customers)),
            Cell::new(speaker.units(total.quantity)),
            Cell::new(speaker.units(total.min)),
            Cell::new(speaker.units(total.max)),
            Cell::new(total.expected.map_or_else(|| number::MISSING.to_string(), |n| number::decimal(n / 10_000.0, 0))),
        ]
    };
    let tone = |class, total: &ClassTotal| match class {
        Class::Confirmed | Class::Certain | Class::Conflict if total.lines > 0 => Tone::Bad,
        _ => Tone::Neutral,
    };
    let rows = CLASSES.iter().zip(&findings.holders.by_class);
    Table {
        caption: speaker.get(labels::CAPTION_CLASSES),
        columns: vec![
            column(labels::COLUMN_CLASS, Kind::Text),
            column(labels::COLUMN_LINES, Kind::Number),
            column(labels::COLUMN_CUSTOMERS, Kind::Number),
            Column::new(speaker.get(labels::COLUMN_UNITS), Kind::Number),
            column(labels::COLUMN_MIN, Kind::Number),
            column(labels::COLUMN_MAX, Kind::Number),
            Column::new(speaker.get(labels::COLUMN_EXPECTED), Kind::Number),
        ],
        rows: rows.map(|(class, total)| row(speaker.get(class.label()), total, tone(*class, total))).collect(),
        total: None,
    }
}

/// Why a customer or a lot is affected or not.
pub(super) fn explanations(speaker: &Speaker, findings: &Findings<'_>, name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let sales = &findings.traded.sales;
    let lot = findings.lots.find(name);
    if let Some(lot) = lot {
        let text = match findings.is_affected(lot) {
            true => labels::EXPLAIN_LOT.with(&[("name", &name), ("path", &findings.traced.path(findings.lots, lot))]),
            false => labels::EXPLAIN_LOT_NOT.with(&[("name", &name)]),
        };
        lines.push(text.render(speaker.lang));
    }
    let customer = sales.customers.binary_search_by(|own| own.as_str().cmp(name)).ok().map(|at| at as u32);
    for (line, held) in sales.lines.iter().zip(&findings.holders.lines).filter_map(|(l, h)| Some((l, h.as_ref()?))) {
        let own = customer.is_some() && line.customer == customer || lot.is_some() && line.lot == lot;
        if !own {
            continue;
        }
        let none = || number::MISSING.to_string();
        let of =
            |names: &[String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).cloned().unwrap_or_else(none);
        let affected = line.lot.filter(|lot| findings.is_affected(*lot));
        let path = affected.map(|lot| format!(" ({})", findings.traced.path(findings.lots, lot))).unwrap_or_default();
        let text = labels::EXPLAIN_LINE
            .with(&[
                ("customer", &of(&sales.customers, line.customer)),
                ("day", &speaker.date(line.day)),
                ("order", &line.order.as_deref().unwrap_or(number::MISSING)),
                ("product", &of(&sales.products, line.product)),
                ("lot", &line.lot.map_or_else(none, |lot| sales.lot_name(findings.lots, lot).to_string())),
                ("quantity", &speaker.units(i128::from(line.quantity))),
                ("min", &speaker.units(i128::from(held.units.min))),
                ("max", &speaker.units(i128::from(held.units.max))),
                ("path", &path),
            ])
            .and("class", held.class.label().text())
            .and("why", held.why.text());
        lines.push(text.render(speaker.lang));
    }
    if lines.is_empty() {
        lines.push(labels::EXPLAIN_UNKNOWN.with(&[("name", &name)]).render(speaker.lang));
    }
    lines
}
