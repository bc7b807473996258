//! Who is at risk, by segment.

use std::collections::BTreeMap;

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table};

use super::super::load::Loaded;
use super::super::result::{Band, BandTotal, Findings};

/// Segments that are shown; all of them are in the data.
const SHOWN: usize = 20;

/// The segments with the most spend at risk; nothing without `--segments`.
pub(super) fn section(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Option<Section> {
    let segments = loaded.segments.as_ref()?;
    let mut groups: BTreeMap<Option<&str>, [BandTotal; 2]> = BTreeMap::new();
    for (at, customer) in findings.observed.customers.iter().enumerate() {
        let [all, high] = groups.entry(segments.of[*customer].as_deref()).or_default();
        findings.add(loaded, at, all);
        if findings.bands[at] == Band::High {
            findings.add(loaded, at, high);
        }
    }
    let mut groups: Vec<(Option<&str>, [BandTotal; 2])> = groups.into_iter().collect();
    groups.sort_by(|a, b| b.1[1].recent.cmp(&a.1[1].recent).then(a.0.cmp(&b.0)));
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_SEGMENT), Kind::Text).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_CUSTOMERS), Kind::Number).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_HIGH), Kind::Number).importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_SHARE), Kind::Share),
        Column::new(speaker.get(labels::COLUMN_EXPECTED), Kind::Number),
        Column::new(speaker.get(labels::FIGURE_RECENT), Kind::Number).importance(Importance::Essential),
    ];
    let row = |(name, [all, high]): &(Option<&str>, [BandTotal; 2])| {
        let told = |id: &str| segments.names.get(id).map_or(id, |name| name.get(speaker.lang)).to_string();
        let name = name.map_or_else(|| speaker.get(labels::NO_SEGMENT), told);
        let share = high.customers as f64 / all.customers.max(1) as f64;
        vec![
            Cell::new(name),
            Cell::new(speaker.count(all.customers)),
            Cell::new(speaker.count(high.customers)),
            Cell::new(speaker.share(high.customers as f64, all.customers as f64)).bar(share),
            Cell::new(speaker.count(all.churners.round() as u64)),
            Cell::new(speaker.compact(high.recent)),
        ]
    };
    let rows = groups.iter().take(SHOWN).map(row).collect();
    let caption = speaker.get(labels::CAPTION_SEGMENTS);
    Some(Section {
        id: "who".into(),
        title: speaker.get(labels::SECTION_WHO),
        lead: speaker.get(labels::SECTION_WHO_LEAD),
        blocks: vec![Block::Table(Table { caption, columns, rows, total: None })],
    })
}
