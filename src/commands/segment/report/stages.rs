//! Life-cycle stages and value tiers.

use crate::labels::segment as labels;
use crate::models::lifecycle::Stage;
use crate::models::value_tier::Tier;
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::Story;

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    let words = &story.words;
    let mut blocks = Vec::new();
    if let Some(lifecycle) = &story.findings.assessment.lifecycle {
        blocks.push(Block::Table(stages(story)));
        if let Some(gap) = lifecycle.cohort_gap {
            let (gap, n) = (number::decimal(gap, 1), words.count(lifecycle.repeat_customers as u64));
            blocks.push(Block::Notes(vec![labels::RHYTHM_NOTE.with(&[("gap", &gap), ("n", &n)]).render(words.lang)]));
        }
    }
    blocks.push(Block::Table(tiers(story)));
    let (title, lead) = (words.get(labels::SECTION_STAGES), words.get(labels::SECTION_STAGES_LEAD));
    Some(Section { id: "stages".into(), title, lead, blocks })
}

fn columns(story: &Story<'_>, first: crate::labels::Label) -> Vec<Column> {
    let words = &story.words;
    vec![
        Column::new(words.get(first), Kind::Text),
        Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number),
        Column::new(words.get(labels::COLUMN_SHARE), Kind::Share),
        Column::new(words.get(labels::COLUMN_REVENUE), Kind::Number),
        Column::new(words.get(labels::COLUMN_REVENUE_SHARE), Kind::Share),
        Column::new(words.get(labels::COLUMN_RULE), Kind::Text),
    ]
}

fn row(story: &Story<'_>, name: String, rule: String, holds: impl Fn(usize) -> bool) -> Vec<Cell> {
    let (words, net) = (&story.words, &story.loaded.histories.net);
    let all: i128 = net.iter().map(|net| i128::from(*net)).sum();
    let places = || (0..net.len()).filter(|at| holds(*at));
    let (customers, revenue) = (places().count(), places().map(|at| i128::from(net[at])).sum::<i128>());
    vec![
        Cell::new(name).strong(),
        Cell::new(words.count(customers as u64)),
        Cell::new(words.share(customers as f64, net.len() as f64)).bar(customers as f64 / net.len().max(1) as f64),
        Cell::new(words.compact(revenue)),
        Cell::new(words.share(revenue as f64, all as f64)).bar(revenue as f64 / (all as f64).abs().max(1.0)),
        Cell::new(rule),
    ]
}

fn stages(story: &Story<'_>) -> Table {
    let words = &story.words;
    let readings = &story.findings.assessment.readings;
    let mut rows: Vec<Vec<Cell>> = Stage::ALL
        .iter()
        .map(|stage| {
            let name = words.get(stage.label());
            row(story, name, stage.rule().render(words.lang), |at| {
                readings[at].is_some_and(|reading| reading.stage == *stage)
            })
        })
        .collect();
    if readings.iter().any(Option::is_none) {
        rows.push(row(story, words.get(labels::STAGE_UNKNOWN), String::new(), |at| readings[at].is_none()));
    }
    Table {
        caption: words.get(labels::CAPTION_STAGES),
        columns: columns(story, labels::COLUMN_STAGE),
        rows,
        total: None,
    }
}

fn tiers(story: &Story<'_>) -> Table {
    let words = &story.words;
    let found = &story.findings.assessment.tiers;
    let from = |amount: Option<i128>| match amount {
        Some(amount) => labels::TIER_RULE_FROM.with(&[("from", &words.exact(amount))]).render(words.lang),
        None => number::MISSING.to_string(),
    };
    let rules =
        [(Tier::A, from(found.a_from)), (Tier::B, from(found.b_from)), (Tier::C, words.get(labels::TIER_RULE_REST))];
    let rows = rules
        .into_iter()
        .map(|(tier, rule)| row(story, tier.id().to_string(), rule, |at| found.tiers[at] == tier))
        .collect();
    Table { caption: words.get(labels::CAPTION_TIERS), columns: columns(story, labels::COLUMN_TIER), rows, total: None }
}
