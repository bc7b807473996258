//! Life-cycle stages and value tiers.

use crate::labels::segment as labels;
use crate::models::lifecycle::Stage;
use crate::models::value_tier::Tier;
use crate::report::chart::{Pair, PairedBars, Quantity};
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table, Tone, number};

use super::super::words::plain;
use super::Story;

/// Customers and revenue of some life-cycle stages.
pub(super) fn of(story: &Story<'_>, wanted: &[Stage]) -> (u64, i128) {
    let readings = &story.findings.assessment.readings;
    let found = readings.iter().zip(&story.loaded.histories.net);
    found
        .filter(|(reading, _)| reading.is_some_and(|reading| wanted.contains(&reading.stage)))
        .fold((0, 0), |(customers, revenue), (_, net)| (customers + 1, revenue + i128::from(*net)))
}

/// Whether nobody has bought on two days, so that there is no rhythm to judge anybody's silence by.
pub(super) fn no_rhythm(story: &Story<'_>) -> bool {
    let lifecycle = story.findings.assessment.lifecycle.as_ref();
    lifecycle.is_some_and(|lifecycle| lifecycle.cohort_gap.is_none())
}

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    let words = &story.words;
    let mut blocks = Vec::new();
    if let Some(lifecycle) = &story.findings.assessment.lifecycle {
        blocks.push(Block::Chart(Box::new(chart(story))));
        let mut inside = vec![Block::Table(stage_rules(story))];
        if let Some(gap) = lifecycle.cohort_gap {
            let (gap, n) = (plain((gap * 10.0).round() / 10.0), words.count(lifecycle.repeat_customers as u64));
            inside.push(Block::Notes(vec![labels::RHYTHM_NOTE.with(&[("gap", &gap), ("n", &n)]).render(words.lang)]));
        }
        blocks.push(Block::Details { summary: words.get(labels::STAGES_RULES), blocks: inside });
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
        Column::new(words.get(labels::SHARE_CUSTOMERS), Kind::Share),
        Column::new(words.get(labels::COLUMN_REVENUE), Kind::Number),
        Column::new(words.get(labels::SHARE_REVENUE), Kind::Share),
    ]
}

/// Customers and revenue of a group as shares of all.
fn shares(story: &Story<'_>, customers: u64, revenue: i128) -> [f64; 2] {
    let net = &story.loaded.histories.net;
    let all: i128 = net.iter().map(|net| i128::from(*net)).sum();
    let revenue = if all == 0 { 0.0 } else { revenue as f64 / all as f64 };
    [customers as f64 / net.len().max(1) as f64, revenue]
}

fn row(story: &Story<'_>, name: String, customers: u64, revenue: i128) -> Vec<Cell> {
    let words = &story.words;
    let [of_customers, of_revenue] = shares(story, customers, revenue);
    vec![
        Cell::new(name).strong(),
        Cell::new(words.count(customers)),
        Cell::new(number::percent(of_customers)).bar(of_customers),
        Cell::new(words.compact(revenue)),
        Cell::new(number::percent(of_revenue)).bar(of_revenue),
    ]
}

fn chart(story: &Story<'_>) -> Chart {
    let words = &story.words;
    let mut groups: Vec<(String, (u64, i128))> =
        Stage::ALL.iter().map(|stage| (words.get(stage.label()), of(story, &[*stage]))).collect();
    let readings = story.findings.assessment.readings.iter().zip(&story.loaded.histories.net);
    let unknown = readings
        .filter(|(reading, _)| reading.is_none())
        .fold((0, 0), |(customers, revenue), (_, net)| (customers + 1, revenue + i128::from(*net)));
    if unknown.0 > 0 {
        groups.push((words.get(labels::STAGE_UNKNOWN), unknown));
    }
    let pair = |(name, (customers, revenue)): &(String, (u64, i128))| Pair {
        name: name.clone(),
        values: shares(story, *customers, *revenue).map(|share| Quantity::new(share, number::percent(share))),
        tone: Tone::Neutral,
    };
    let (lapsed, revenue) = of(story, &[Stage::Lapsed]);
    let share = number::percent(shares(story, lapsed, revenue)[1]);
    let values: [(&'static str, &dyn std::fmt::Display); 3] =
        [("n", &words.count(lapsed)), ("revenue", &words.compact(revenue)), ("share", &share)];
    let measures = [words.get(labels::SHARE_CUSTOMERS), words.get(labels::SHARE_REVENUE)];
    Chart {
        title: words.get(labels::CHART_STAGES),
        takeaway: match lapsed {
            _ if no_rhythm(story) => words.get(labels::FIND_NO_RHYTHM),
            0 => words.get(labels::CHART_STAGES_NONE),
            _ => labels::CHART_STAGES_SAYS.with(&values).render(words.lang),
        },
        note: None,
        picture: Picture::PairedBars(PairedBars { measures, rows: groups.iter().map(pair).collect() }),
        table: Table {
            caption: words.get(labels::CAPTION_STAGES),
            columns: columns(story, labels::COLUMN_STAGE),
            rows: groups.into_iter().map(|(name, (customers, net))| row(story, name, customers, net)).collect(),
            total: None,
        },
    }
}

fn stage_rules(story: &Story<'_>) -> Table {
    let words = &story.words;
    let header = |label| Column::new(words.get(label), Kind::Text);
    let rule =
        |stage: &Stage| vec![Cell::new(words.get(stage.label())).strong(), Cell::new(stage.rule().render(words.lang))];
    Table {
        caption: words.get(labels::STAGES_RULES),
        columns: [labels::COLUMN_STAGE, labels::COLUMN_RULE].map(header).into(),
        rows: Stage::ALL.iter().map(rule).collect(),
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
    let tier_row = |(tier, rule): (Tier, String)| {
        let places = found.tiers.iter().zip(&story.loaded.histories.net).filter(|(known, _)| **known == tier);
        let (customers, revenue) =
            places.fold((0, 0), |(customers, revenue), (_, net)| (customers + 1, revenue + i128::from(*net)));
        let mut cells = row(story, tier.id().to_string(), customers, revenue);
        cells.push(Cell::new(rule));
        cells
    };
    let rows = rules.into_iter().map(tier_row).collect();
    let mut columns = columns(story, labels::COLUMN_TIER);
    columns.push(Column::new(words.get(labels::COLUMN_RULE), Kind::Text));
    Table { caption: words.get(labels::CAPTION_TIERS), columns, rows, total: None }
}
