//! Movement since the earlier date.

use crate::labels::segment as labels;
use crate::report::chart::{Flow, Move};
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table, number};

use super::Story;

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    let since = story.findings.since.as_ref()?;
    let (words, movement) = (&story.words, &since.movement);
    let entered: u64 = movement.entered.iter().map(|flow| flow.customers).sum();
    let values: [(&'static str, &dyn std::fmt::Display); 2] =
        [("day", &words.since(since)), ("entered", &words.count(entered))];
    let lead = labels::SECTION_MOVEMENT_LEAD.with(&values).render(words.lang);
    if movement.starts_from_nobody() {
        let lead = labels::FIND_NOBODY_THEN.with(&[("day", &words.since(since))]).render(words.lang);
        let blocks = vec![Block::Table(in_and_out(story)?)];
        return Some(Section { id: "movement".into(), title: words.get(labels::SECTION_MOVEMENT), lead, blocks });
    }
    let mut blocks = vec![Block::Chart(Box::new(flow(story)?))];
    blocks.extend(falls(story).filter(|table| !table.rows.is_empty()).map(Block::Table));
    blocks.push(Block::Table(in_and_out(story)?));
    Some(Section { id: "movement".into(), title: words.get(labels::SECTION_MOVEMENT), lead, blocks })
}

fn names(story: &Story<'_>) -> Vec<String> {
    story.findings.assessment.segments.iter().map(|segment| story.words.name(segment)).collect()
}

fn flow(story: &Story<'_>) -> Option<Chart> {
    let since = story.findings.since.as_ref()?;
    let (words, movement) = (&story.words, &since.movement);
    let names = names(story);
    let used: Vec<usize> = (0..names.len())
        .filter(|at| {
            let out: u64 = movement.transitions[*at].iter().map(|flow| flow.customers).sum();
            let into: u64 = movement.transitions.iter().map(|row| row[*at].customers).sum();
            out + into > 0
        })
        .collect();
    let mut moves = Vec::new();
    let mut rose = 0;
    for (from, old) in used.iter().enumerate() {
        for (to, new) in used.iter().enumerate() {
            let customers = movement.transitions[*old][*new].customers;
            if customers > 0 {
                moves.push(Move { from, to, customers });
                rose += if new < old { customers } else { 0 };
            }
        }
    }
    let takeaway = labels::CHART_FLOW_SAYS
        .with(&[("fell", &words.count(movement.at_risk().customers)), ("rose", &words.count(rose))])
        .render(words.lang);
    let now = story.loaded.as_of.map(|day| words.date(day)).unwrap_or_default();
    let header = std::iter::once(Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text));
    let table = Table {
        caption: words.get(labels::CHART_FLOW),
        columns: header.chain(used.iter().map(|at| Column::new(names[*at].clone(), Kind::Number))).collect(),
        rows: used
            .iter()
            .map(|old| {
                let cells = used.iter().map(|new| Cell::new(words.count(movement.transitions[*old][*new].customers)));
                std::iter::once(Cell::new(names[*old].clone()).strong()).chain(cells).collect()
            })
            .collect(),
        total: None,
    };
    let groups = used.iter().map(|at| names[*at].clone()).collect();
    let picture = Picture::Flow(Flow { ends: [words.since(since), now], groups, moves });
    Some(Chart { title: words.get(labels::CHART_FLOW), takeaway, note: None, picture, table })
}

/// The largest falls by revenue. The revenue of a handful of customers is nobody's business but theirs.
fn falls(story: &Story<'_>) -> Option<Table> {
    let since = story.findings.since.as_ref()?;
    let (words, names) = (&story.words, names(story));
    let mut falls: Vec<(usize, usize, crate::models::movement::Flow)> = Vec::new();
    for (from, row) in since.movement.transitions.iter().enumerate() {
        falls.extend(
            row.iter()
                .enumerate()
                .skip(from + 1)
                .filter(|(_, flow)| flow.customers >= story.settings.min_cell.max(1))
                .map(|(to, flow)| (from, to, *flow)),
        );
    }
    falls.sort_by_key(|(from, to, flow)| (std::cmp::Reverse(flow.old_revenue), *from, *to));
    falls.truncate(8);
    let rows = falls
        .into_iter()
        .map(|(from, to, flow)| {
            vec![
                Cell::new(names[from].clone()),
                Cell::new(names[to].clone()),
                Cell::new(words.count(flow.customers)),
                Cell::new(words.compact(flow.old_revenue)),
            ]
        })
        .collect();
    Some(Table {
        caption: labels::CAPTION_FELL.with(&[("min", &story.settings.min_cell)]).render(words.lang),
        columns: vec![
            Column::new(words.get(labels::COLUMN_FROM), Kind::Text),
            Column::new(words.get(labels::COLUMN_TO), Kind::Text),
            Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number),
            Column::new(words.get(labels::COLUMN_BEFORE), Kind::Number),
        ],
        rows,
        total: None,
    })
}

fn in_and_out(story: &Story<'_>) -> Option<Table> {
    let since = story.findings.since.as_ref()?;
    let (words, names, movement) = (&story.words, names(story), &since.movement);
    let rows = (0..names.len())
        .map(|at| {
            let stayed = movement.transitions[at][at].customers;
            let came: u64 = movement.entered[at].customers
                + movement.transitions.iter().map(|row| row[at].customers).sum::<u64>()
                - stayed;
            let went: u64 = movement.left[at].customers
                + movement.transitions[at].iter().map(|flow| flow.customers).sum::<u64>()
                - stayed;
            (at, stayed, came, went)
        })
        .filter(|(_, stayed, came, went)| stayed + came + went > 0)
        .map(|(at, stayed, came, went)| {
            vec![
                Cell::new(names[at].clone()),
                Cell::new(words.count(stayed)),
                Cell::new(number::count_change(i128::from(came))),
                Cell::new(number::count_change(-i128::from(went))),
            ]
        })
        .collect();
    Some(Table {
        caption: words.get(labels::CAPTION_IN_OUT),
        columns: vec![
            Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
            Column::new(words.get(labels::COLUMN_STAYED), Kind::Number),
            Column::new(words.get(labels::COLUMN_ENTERED), Kind::Delta),
            Column::new(words.get(labels::COLUMN_LEFT), Kind::Delta),
        ],
        rows,
        total: None,
    })
}
