//! The genealogy as a picture, with the affected lots as its table.

use std::collections::{BTreeMap, BTreeSet};

use crate::commands::speaker::Speaker;
use crate::labels::recall_scope as labels;
use crate::models::affected_units::Class;
use crate::report::chart::{Genealogy, Link, Node, NodeKind, Picture, Quantity};
use crate::report::{Block, Cell, Chart, Column, Kind, Section, Table, Tone, number};

use super::super::result::Findings;
use super::super::words;
use super::{SHOWN, say};

/// The section; nothing where no lot is affected.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let lots: Vec<u32> = findings.affected_lots().collect();
    if lots.is_empty() {
        return None;
    }
    let chart = Chart {
        title: speaker.get(labels::CHART_GENEALOGY),
        takeaway: say(
            speaker,
            labels::TAKEAWAY_GENEALOGY,
            &[
                ("starts", &speaker.count(findings.traced.starts.len() as u64)),
                ("lots", &speaker.count(lots.len() as u64)),
                ("levels", &words::levels(findings)),
            ],
        ),
        note: None,
        picture: Picture::Genealogy(picture(speaker, findings, &lots)),
        table: table(speaker, findings, &lots),
    };
    Some(Section {
        id: "genealogy".into(),
        title: speaker.get(labels::SECTION_GENEALOGY),
        lead: speaker.get(labels::SECTION_GENEALOGY_LEAD),
        blocks: vec![Block::Chart(Box::new(chart))],
    })
}

/// Units sold of each affected lot, and the customers who got them.
fn sold(findings: &Findings<'_>) -> BTreeMap<u32, (i128, BTreeSet<u32>)> {
    let mut sold: BTreeMap<u32, (i128, BTreeSet<u32>)> = BTreeMap::new();
    for (line, held) in findings.traded.sales.lines.iter().zip(&findings.holders.lines) {
        let hit = held.as_ref().is_some_and(|held| held.class != Class::Excluded);
        if let Some(lot) = line.lot.filter(|lot| hit && findings.is_affected(*lot)) {
            let own = sold.entry(lot).or_default();
            own.0 += i128::from(line.quantity);
            own.1.extend(line.customer);
        }
    }
    sold
}

fn picture(speaker: &Speaker, findings: &Findings<'_>, lots: &[u32]) -> Genealogy {
    let unit = speaker.get(labels::UNIT_UNITS);
    let mut place: BTreeMap<u32, usize> = BTreeMap::new();
    let mut graph = Genealogy::default();
    let inputs: BTreeSet<u32> = findings
        .traced
        .forward_links
        .carrying
        .iter()
        .filter_map(|at| findings.traced.links.get(*at as usize))
        .map(|link| link.input)
        .collect();
    for lot in lots {
        place.insert(*lot, graph.nodes.len());
        let made = findings.lots.made(*lot).and_then(|made| made.quantity).unwrap_or_default();
        let start = findings.traced.starts.contains_key(lot);
        graph.nodes.push(Node {
            name: findings.lots.ids.get(*lot as usize).cloned().unwrap_or_default(),
            kind: if inputs.contains(lot) { NodeKind::Component } else { NodeKind::Finished },
            size: Quantity::new(
                made as f64 / 10_000.0,
                say(speaker, labels::N_UNITS, &[("n", &speaker.units(i128::from(made)))]),
            ),
            unit: unit.clone(),
            tone: if start { Tone::Bad } else { Tone::Neutral },
            ..Node::default()
        });
    }
    for (site, name) in findings.traced.sites.iter().enumerate() {
        let number = (findings.lots.len() + site) as u32;
        if findings.traced.forward.find(number).is_some() {
            place.insert(number, graph.nodes.len());
            graph.nodes.push(Node { name: name.clone(), kind: NodeKind::Site, ..Node::default() });
        }
    }
    for at in &findings.traced.forward_links.carrying {
        let Some(link) = findings.traced.links.get(*at as usize) else { continue };
        if let (Some(from), Some(to)) = (place.get(&link.input), place.get(&link.output)) {
            graph.links.push(Link { from: *from, to: *to, ..Link::default() });
        }
    }
    for (lot, (quantity, customers)) in sold(findings) {
        let Some(from) = place.get(&lot) else { continue };
        let name = findings.lots.ids.get(lot as usize).map_or("", String::as_str);
        let to = graph.nodes.len();
        graph.nodes.push(Node {
            name: say(speaker, labels::CUSTOMERS_OF, &[("lot", &name)]),
            kind: NodeKind::Customers,
            size: Quantity::new(
                quantity as f64 / 10_000.0,
                say(speaker, labels::N_UNITS, &[("n", &speaker.units(quantity))]),
            ),
            unit: unit.clone(),
            note: say(speaker, labels::N_CUSTOMERS, &[("n", &speaker.count(customers.len() as u64))]),
            ..Node::default()
        });
        graph.links.push(Link { from: *from, to, ..Link::default() });
    }
    graph
}

fn table(speaker: &Speaker, findings: &Findings<'_>, lots: &[u32]) -> Table {
    let sold = sold(findings);
    let stock = findings.traded.stock.on_hand();
    let row = |lot: &u32| {
        let made = findings.lots.made(*lot);
        let level = findings.traced.forward.find(*lot).map_or(0, |hit| hit.level);
        let tone = if findings.traced.starts.contains_key(lot) { Tone::Bad } else { Tone::Neutral };
        let name = findings.lots.ids.get(*lot as usize).cloned().unwrap_or_default();
        vec![
            Cell { tone, ..Cell::new(name) },
            Cell::new(made.and_then(|made| made.product.as_deref()).unwrap_or_default()),
            Cell::new(level.to_string()),
            Cell::new(findings.units_made(*lot).map_or(number::MISSING.into(), |units| speaker.units(units))),
            Cell::new(speaker.units(sold.get(lot).map_or(0, |own| own.0))),
            Cell::new(match stock.get(lot).copied().unwrap_or(Some(0)) {
                Some(units) => words::on_hand(speaker, findings, units),
                None => number::MISSING.into(),
            }),
            Cell::new(findings.traced.path(findings.lots, *lot)),
        ]
    };
    let columns = [
        (labels::COLUMN_LOT, Kind::Text),
        (labels::COLUMN_PRODUCT, Kind::Text),
        (labels::COLUMN_LEVEL, Kind::Number),
        (labels::COLUMN_MADE, Kind::Number),
        (labels::COLUMN_SOLD, Kind::Number),
        (labels::COLUMN_ON_HAND, Kind::Number),
        (labels::COLUMN_PATH, Kind::Text),
    ];
    Table {
        caption: speaker.get(labels::CAPTION_LOTS),
        columns: columns.into_iter().map(|(label, kind)| Column::new(speaker.get(label), kind)).collect(),
        rows: lots.iter().take(SHOWN * 10).map(row).collect(),
        total: None,
    }
}
