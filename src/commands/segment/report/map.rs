//! The heat map of recency and frequency.

use crate::labels::segment as labels;
use crate::report::chart::{HeatMap, Quantity};
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table};

use super::Story;

pub(super) fn section(story: &Story<'_>) -> Section {
    let words = &story.words;
    let bins = usize::from(story.settings.bins);
    let mut counts = vec![vec![0u64; bins]; bins];
    for [r, f, _] in story.findings.assessment.scores.iter().flatten() {
        counts[usize::from(*r) - 1][usize::from(*f) - 1] += 1;
    }
    let often = bins - bins / 2 + 1;
    let silent: u64 = counts.iter().take(2.min(bins - 1)).map(|row| row[often - 1..].iter().sum::<u64>()).sum();
    let cell = |n: u64| (n > 0).then(|| Quantity::new(n as f64, words.count(n)));
    let rows: Vec<(String, Vec<Option<Quantity>>)> =
        (0..bins).rev().map(|r| (format!("R{}", r + 1), counts[r].iter().map(|n| cell(*n)).collect())).collect();
    let table = Table {
        caption: words.get(labels::CHART_MAP),
        columns: std::iter::once(Column::new("", Kind::Text))
            .chain((1..=bins).map(|f| Column::new(format!("F{f}"), Kind::Number)))
            .collect(),
        rows: (0..bins)
            .rev()
            .map(|r| {
                std::iter::once(Cell::new(format!("R{}", r + 1)))
                    .chain(counts[r].iter().map(|n| Cell::new(words.count(*n))))
                    .collect()
            })
            .collect(),
        total: None,
    };
    let picture = Picture::HeatMap(HeatMap {
        across: words.get(labels::AXIS_FREQUENCY),
        down: words.get(labels::AXIS_RECENCY),
        columns: (1..=bins).map(|f| format!("F{f}")).collect(),
        rows,
    });
    let chart = Chart {
        title: words.get(labels::CHART_MAP),
        takeaway: match silent {
            0 => words.get(labels::CHART_MAP_NONE),
            _ => labels::CHART_MAP_SAYS.with(&[("n", &words.count(silent))]).render(words.lang),
        },
        note: None,
        picture,
        table,
    };
    Section {
        id: "map".into(),
        title: words.get(labels::SECTION_MAP),
        lead: labels::SECTION_MAP_LEAD.with(&[("bins", &bins)]).render(words.lang),
        blocks: vec![Block::Chart(Box::new(chart))],
    }
}
