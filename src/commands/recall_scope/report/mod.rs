//! The report of `huike recall-scope`: verdict and numbers, who holds what, the genealogy, what to stop, the balance, who
//! can be reached, the plan, the progress, changes, the ledger.

mod genealogy;
mod progress;
pub(super) mod rules;

use std::collections::BTreeMap;

use crate::commands::speaker::Speaker;
use crate::labels::{Label, recall_scope as labels};
use crate::models::contacts::{CHANNELS, Consent, Party};
use crate::report::chart::{Emphasis, Picture, Quantity, Segment, Stack, StackedBars};
use crate::report::number::Unit;
use crate::report::{Block, Cell, Chart, Column, KeyFigure, Kind, Report, Section, Step, Table, Tone, number};

use super::drill::Drill;
use super::holds::What;
use super::result::Findings;
use super::words;

/// Rows of a table in the report.
const SHOWN: usize = 30;
/// Balances that are drawn.
const DRAWN: usize = SHOWN / 2;

/// Builds the report, with the sections of the rules and of what was read. `command` is the command line that makes it again.
pub(super) fn build(
    speaker: &Speaker,
    findings: &Findings<'_>,
    drill: Option<&Drill>,
    rules: Section,
    ledger: Section,
    command: String,
) -> Report {
    let sections = [
        drill.map(|drill| drilled(speaker, drill)),
        Some(holders(speaker, findings)),
        genealogy::section(speaker, findings),
        Some(stop(speaker, findings)),
        balance(speaker, findings),
        Some(reach(speaker, findings)),
        progress::section(speaker, findings),
        changes(speaker, findings),
        causes(speaker, findings),
        Some(plan(speaker, findings)),
        Some(rules),
        Some(ledger),
    ];
    let title = if drill.is_some() { labels::TITLE_DRILL } else { labels::TITLE };
    Report {
        lang: speaker.lang,
        title: speaker.get(title),
        subtitle: words::headline(speaker, findings),
        question: speaker.get(labels::QUESTION),
        answer: words::answer(speaker, findings),
        figures: figures(speaker, findings),
        findings: Vec::new(),
        next_steps: steps(speaker, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: speaker.footer(command),
    }
}

fn say(speaker: &Speaker, label: Label, values: &[(&'static str, &dyn std::fmt::Display)]) -> String {
    label.with(values).render(speaker.lang)
}

fn figures(speaker: &Speaker, findings: &Findings<'_>) -> Vec<KeyFigure> {
    let figure = |label: Label, value: String, tone| KeyFigure::new(speaker.get(label), value, tone);
    let total = findings.holders.total;
    let with_customers = match total.min == total.max {
        true => speaker.units(i128::from(total.max)),
        false => format!("{}–{}", speaker.units(i128::from(total.min)), speaker.units(i128::from(total.max))),
    };
    let reached = findings.contacts.reach.reaches(crate::models::effectiveness::DIRECT_REACH_PERCENT);
    vec![
        figure(labels::FIGURE_LOTS, speaker.count(findings.affected_lots().count() as u64), Tone::Neutral),
        figure(labels::FIGURE_CUSTOMERS, speaker.count(findings.customers()), Tone::Bad),
        figure(labels::FIGURE_UNITS, with_customers, Tone::Bad),
        figure(
            labels::FIGURE_REACH,
            words::reach(findings),
            match (findings.channels_known, reached) {
                (true, Some(true)) => Tone::Good,
                (true, Some(false)) => Tone::Bad,
                _ => Tone::Neutral,
            },
        ),
    ]
}

fn steps(speaker: &Speaker, findings: &Findings<'_>) -> Vec<Step> {
    let step = |lead: Label, n: String, text: Label, holds: bool| {
        holds.then(|| Step { lead: say(speaker, lead, &[("n", &n)]), text: speaker.get(text) })
    };
    let reachable = findings.contacts.reach.reachable;
    let unreachable = findings.contacts.unreachable().count() as u64;
    let beyond = findings.balances.total.beyond;
    let (bearing, bearing_held) = findings.on_hand_bearing();
    let stock = findings.on_hand() - findings.on_hand_held() + bearing - bearing_held;
    let find = if findings.channels_known { labels::STEP_FIND_TEXT } else { labels::STEP_FIND_TEXT_UNKNOWN };
    [
        step(labels::STEP_STOP, speaker.units(stock), labels::STEP_STOP_TEXT, stock > 0),
        step(labels::STEP_TELL, speaker.count(reachable), labels::STEP_TELL_TEXT, reachable > 0),
        step(labels::STEP_FIND, speaker.count(unreachable), find, unreachable > 0),
        step(labels::STEP_BALANCE, speaker.count(beyond), labels::STEP_BALANCE_TEXT, beyond > 0),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn holders(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    Section {
        id: "holders".into(),
        title: speaker.get(labels::SECTION_HOLDERS),
        lead: speaker.get(labels::SECTION_HOLDERS_LEAD),
        blocks: vec![Block::Table(words::classes(speaker, findings))],
    }
}

/// A table of plain cells, cut after so many rows.
pub(super) fn table(
    speaker: &Speaker,
    caption: Label,
    columns: &[(Label, Kind)],
    rows: impl Iterator<Item = Vec<String>>,
    file: &str,
) -> Vec<Block> {
    let mut all: Vec<Vec<Cell>> = rows.map(|row| row.into_iter().map(Cell::new).collect()).collect();
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    let columns = columns.iter().map(|(label, kind)| Column::new(speaker.get(*label), *kind)).collect();
    let mut blocks = vec![Block::Table(Table { caption: speaker.get(caption), columns, rows: all, total: None })];
    if more > 0 {
        blocks.push(Block::Notes(vec![say(speaker, labels::MORE_ROWS, &[("n", &more), ("table", &file)])]));
    }
    blocks
}

fn stop(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    let holds = super::holds::find(findings);
    let mut by_place: BTreeMap<(u8, &str, &str, String, &str), i128> = BTreeMap::new();
    for hold in &holds {
        let place = (hold.place.unwrap_or_default(), hold.lot.unwrap_or_default());
        let unit = hold.unit.filter(|_| hold.is_other_unit).unwrap_or_default();
        let key = (hold.what as u8, place.0, place.1, hold.text().render(speaker.lang), unit);
        *by_place.entry(key).or_default() += i128::from(hold.quantity);
    }
    let rows = by_place.into_iter().map(|((_, place, lot, what, unit), quantity)| {
        let units = format!("{} {unit}", speaker.units(quantity));
        vec![place.to_string(), lot.to_string(), what, units.trim_end().to_string()]
    });
    let columns = [
        (labels::COLUMN_PLACE, Kind::Text),
        (labels::COLUMN_LOT, Kind::Text),
        (labels::COLUMN_STATUS, Kind::Text),
        (labels::COLUMN_UNITS, Kind::Number),
    ];
    let mut blocks = match holds.is_empty() {
        true => Vec::new(),
        false => table(speaker, labels::CAPTION_STOCK, &columns, rows, "stock_to_hold"),
    };
    let (bearing, bearing_held) = findings.on_hand_bearing();
    if bearing > 0 {
        blocks.push(Block::Notes(vec![say(speaker, labels::NOTE_BEARING, &[("n", &speaker.units(bearing))])]));
    }
    let orders = holds.iter().filter(|hold| hold.what == What::OpenOrder).count() as u64;
    let on_way = holds.iter().filter(|hold| hold.what == What::InTransit && !hold.is_other_unit);
    let on_way = on_way.map(|hold| i128::from(hold.quantity)).sum();
    let label = if findings.stock_known { labels::SECTION_STOP_LEAD } else { labels::SECTION_STOP_LEAD_UNKNOWN };
    let lead = say(
        speaker,
        label,
        &[
            ("units", &words::on_hand(speaker, findings, findings.on_hand() + bearing)),
            ("held", &words::on_hand(speaker, findings, findings.on_hand_held() + bearing_held)),
            ("on_way", &speaker.units(on_way)),
            ("orders", &speaker.count(orders)),
        ],
    );
    Section { id: "stop".into(), title: speaker.get(labels::SECTION_STOP), lead, blocks }
}

fn balance(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let balances = &findings.balances;
    if balances.rows.is_empty() {
        return None;
    }
    let name = |row: &super::balance::Row| {
        let lot = findings.lots.ids.get(row.balance.lot as usize).map_or("", String::as_str);
        let site = Some(row.site.as_str()).filter(|site| !site.is_empty());
        [Some(lot), site, row.unit.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let quantity = |units_: i128| Quantity::new(units_ as f64 / 10_000.0, speaker.units(units_));
    let mut rows: Vec<_> = balances.rows.iter().collect();
    rows.sort_by_key(|row| (row.within, -(row.balance.unaccounted().abs()), -row.balance.incoming(), row.balance.lot));
    let parts = |row: &super::balance::Row| {
        let own = &row.balance;
        [
            own.on_hand.unwrap_or_default(),
            own.shipped - own.returned,
            own.consumed,
            own.scrapped + own.adjusted,
            own.unaccounted(),
        ]
    };
    let segment = |label: Label, emphasis| Segment { name: speaker.get(label), emphasis };
    let picture = StackedBars {
        unit: Unit::Count,
        segments: vec![
            segment(labels::COLUMN_ON_HAND, Emphasis::Part),
            segment(labels::SEGMENT_SHIPPED, Emphasis::Part),
            segment(labels::SEGMENT_CONSUMED, Emphasis::Part),
            segment(labels::SEGMENT_SCRAPPED, Emphasis::Part),
            segment(labels::SEGMENT_UNACCOUNTED, Emphasis::Alert),
        ],
        rows: rows
            .iter()
            .take(DRAWN)
            .map(|row| Stack {
                name: name(row),
                values: parts(row).map(quantity).into(),
                text: speaker.units(row.balance.incoming()),
                tone: if row.within { Tone::Neutral } else { Tone::Bad },
            })
            .collect(),
    };
    let column = |label: Label, kind| Column::new(speaker.get(label), kind);
    let numbers = Table {
        caption: speaker.get(labels::CHART_BALANCE),
        columns: [
            (labels::COLUMN_LOT, Kind::Text),
            (labels::COLUMN_SITE, Kind::Text),
            (labels::COLUMN_INCOMING, Kind::Number),
            (labels::COLUMN_ON_HAND, Kind::Number),
            (labels::SEGMENT_SHIPPED, Kind::Number),
            (labels::SEGMENT_CONSUMED, Kind::Number),
            (labels::SEGMENT_SCRAPPED, Kind::Number),
            (labels::SEGMENT_UNACCOUNTED, Kind::Number),
        ]
        .map(|(label, kind)| column(label, kind))
        .into(),
        rows: rows
            .iter()
            .take(SHOWN * 4)
            .map(|row| {
                let site = if row.site.is_empty() { speaker.get(labels::ALL_SITES) } else { row.site.clone() };
                let lot = findings.lots.ids.get(row.balance.lot as usize).cloned().unwrap_or_default();
                let amounts = [row.balance.incoming()].into_iter().chain(parts(row)).map(|own| speaker.units(own));
                let site = row.unit.as_ref().map_or(site.clone(), |unit| format!("{site} · {unit}"));
                [lot, site].into_iter().chain(amounts).map(Cell::new).collect()
            })
            .collect(),
        total: None,
    };
    let takeaway = match balances.total.beyond {
        0 => speaker.get(labels::TAKEAWAY_BALANCED),
        n => {
            let missing = speaker.units(balances.missing());
            say(speaker, labels::TAKEAWAY_UNBALANCED, &[("n", &n), ("units", &missing)])
        }
    };
    let chart = Chart {
        title: speaker.get(labels::CHART_BALANCE),
        takeaway,
        note: (rows.len() > DRAWN)
            .then(|| say(speaker, labels::BALANCES_DRAWN, &[("drawn", &DRAWN), ("all", &rows.len())])),
        picture: Picture::StackedBars(picture),
        table: numbers,
    };
    let all = balances.rows.len() as u64;
    let closed = all - balances.total.beyond.min(all);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("closed", &speaker.count(closed)), ("all", &speaker.count(all))];
    let lead = say(speaker, labels::SECTION_BALANCE_LEAD, &values);
    let blocks = vec![Block::Chart(Box::new(chart))];
    Some(Section { id: "balance".into(), title: speaker.get(labels::SECTION_BALANCE), lead, blocks })
}

fn reach(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    let contacts = &findings.contacts.contacts;
    let of = |holds: &dyn Fn(&crate::models::contacts::Contact<'_>) -> bool| {
        let own = contacts.iter().filter(|contact| holds(contact));
        own.fold((0u64, 0i128), |(n, sum), contact| (n + 1, sum + contact.amount.units))
    };
    let row = |name: String, (n, sum): (u64, i128)| vec![name, speaker.count(n), speaker.units(sum)];
    let mut rows: Vec<Vec<String>> = CHANNELS
        .into_iter()
        .map(|channel| {
            let chosen = of(&|contact| contact.chosen().is_some_and(|way| way.channel == channel));
            row(speaker.get(channel.label()), chosen)
        })
        .collect();
    rows.push(row(speaker.get(labels::ROW_UNREACHABLE), of(&|contact| contact.unreachable.is_some())));
    let columns = [
        (labels::COLUMN_CHANNEL, Kind::Text),
        (labels::COLUMN_CONTACTS, Kind::Number),
        (labels::COLUMN_UNITS, Kind::Number),
    ];
    let mut blocks = match findings.channels_known {
        true => table(speaker, labels::CAPTION_CHANNELS, &columns, rows.into_iter(), "contacts"),
        false => Vec::new(),
    };
    let refused = of(&|contact| contact.consent == Consent::OptedOutSafetyNoticeOnly).0;
    let onward = of(&|contact| contact.party == Party::Business).0;
    let notes = [(labels::NOTE_CONSENT, refused), (labels::NOTE_ONWARD, onward)];
    let notes: Vec<String> =
        notes.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| say(speaker, label, &[("n", &n)])).collect();
    if !notes.is_empty() {
        blocks.push(Block::Notes(notes));
    }
    let label = if findings.channels_known { labels::SECTION_REACH_LEAD } else { labels::SECTION_REACH_LEAD_UNKNOWN };
    let lead = say(
        speaker,
        label,
        &[
            ("contacts", &speaker.count(contacts.len() as u64)),
            ("customers", &speaker.count(findings.customers())),
            ("share", &words::reach(findings)),
        ],
    );
    Section { id: "reach".into(), title: speaker.get(labels::SECTION_REACH), lead, blocks }
}

fn plan(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    let rows = findings.plan.iter().map(|task| {
        let time = task.due.minute.map(|minute| format!(" {:02}:{:02}", minute / 60, minute % 60));
        vec![
            format!("{}{}", speaker.date(task.due.day), time.unwrap_or_default()),
            task.rule.task.get(speaker.lang).to_string(),
            task.rule.owner.get(speaker.lang).to_string(),
            task.rule.basis.clone(),
        ]
    });
    let columns = [
        (labels::COLUMN_DUE, Kind::Text),
        (labels::COLUMN_TASK, Kind::Text),
        (labels::COLUMN_OWNER, Kind::Text),
        (labels::COLUMN_BASIS, Kind::Text),
    ];
    let blocks = table(speaker, labels::CAPTION_PLAN, &columns, rows, "plan");
    let lead = labels::SECTION_PLAN_LEAD
        .with(&[("started", &speaker.date(findings.started))])
        .and("class", findings.class.label().text())
        .render(speaker.lang);
    Section { id: "plan".into(), title: speaker.get(labels::SECTION_PLAN), lead, blocks }
}

fn changes(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let changes = findings.changes.as_ref()?;
    let count = |kind: &str, is_new: bool| {
        speaker.count(changes.iter().filter(|change| change.kind == kind && change.is_new == is_new).count() as u64)
    };
    let new_lots = changes.iter().filter(|change| change.kind == "lot" && change.is_new);
    let names = new_lots.map(|change| change.id.as_str()).take(SHOWN).collect::<Vec<_>>().join(", ");
    let names = if names.is_empty() { number::MISSING.to_string() } else { names };
    let lead = say(
        speaker,
        labels::SECTION_CHANGES_LEAD,
        &[
            ("names", &names),
            ("customers", &count("customer", true)),
            ("gone", &count("customer", false)),
            ("lots", &count("lot", true)),
        ],
    );
    Some(Section { id: "changes".into(), title: speaker.get(labels::SECTION_CHANGES), lead, blocks: Vec::new() })
}

fn causes(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    if findings.heard.causes.is_empty() {
        return None;
    }
    let rows = findings.heard.causes.iter().map(|cause| {
        vec![
            findings.lots.ids.get(cause.lot as usize).cloned().unwrap_or_default(),
            number::decimal(cause.score(), 2),
            format!("{} / {}", speaker.count(cause.cases), speaker.count(cause.of_cases)),
            format!("{} / {}", speaker.count(cause.complaints), speaker.count(cause.of_complaints)),
        ]
    });
    let columns = [
        (labels::COLUMN_LOT, Kind::Text),
        (labels::COLUMN_SCORE, Kind::Number),
        (labels::COLUMN_CASES, Kind::Number),
        (labels::COLUMN_COMPLAINTS, Kind::Number),
    ];
    let blocks = table(speaker, labels::SECTION_CAUSES, &columns, rows, "common_causes");
    let (title, lead) = (speaker.get(labels::SECTION_CAUSES), speaker.get(labels::SECTION_CAUSES_LEAD));
    Some(Section { id: "causes".into(), title, lead, blocks })
}

fn drilled(speaker: &Speaker, drill: &Drill) -> Section {
    let lead = words::drill_verdict(speaker, drill);
    let rows = drill.sheet.steps.iter().map(|(step, seconds)| vec![speaker.get(step.label()), speaker.count(*seconds)]);
    let columns = [(labels::COLUMN_STEP, Kind::Text), (labels::COLUMN_SECONDS, Kind::Number)];
    let blocks = table(speaker, labels::SECTION_DRILL, &columns, rows, "run.json");
    Section { id: "drill".into(), title: speaker.get(labels::SECTION_DRILL), lead, blocks }
}
