//! Groups found in the behaviour.

use crate::labels::segment as labels;
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::super::clusters::verdict;
use super::Story;

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    let found = story.findings.clusters.as_ref()?;
    let (words, clustering) = (&story.words, &found.clustering);
    let comma = crate::labels::report::LIST_COMMA.get(words.lang);
    let between = crate::labels::report::LIST_SEMICOLON.get(words.lang);
    let features: Vec<String> = found.features.iter().map(|name| words.feature(name, story.settings)).collect();
    // The values of an order column are many features, but one thing asked for.
    let mut asked: Vec<String> = found.features.iter().map(|name| words.feature_group(name, story.settings)).collect();
    asked.dedup();
    let lead = labels::SECTION_CLUSTERS_LEAD
        .with(&[
            ("k", &clustering.chosen.clusters),
            ("features", &asked.join(comma)),
            ("silhouette", &number::decimal(clustering.chosen.silhouette, 2)),
        ])
        .and("verdict", verdict(found))
        .render(words.lang);
    let all: usize = clustering.clusters.iter().map(|cluster| cluster.size).sum();
    let rows = clustering
        .clusters
        .iter()
        .enumerate()
        .map(|(at, cluster)| {
            let traits: Vec<String> = cluster
                .traits
                .iter()
                .map(|feature| {
                    let code = found.features.get(feature.feature).map_or("", String::as_str);
                    let name = features.get(feature.feature).map_or("", String::as_str);
                    let median = words.feature_value(code, feature.median);
                    let text = labels::TRAIT.with(&[("feature", &name), ("median", &median)]);
                    text.and("direction", feature.direction.label().text()).render(words.lang)
                })
                .collect();
            vec![
                Cell::new((at + 1).to_string()).strong(),
                Cell::new(words.count(cluster.size as u64)),
                Cell::new(words.share(cluster.size as f64, all as f64)).bar(cluster.size as f64 / all.max(1) as f64),
                Cell::new(traits.join(between)),
            ]
        })
        .collect();
    let table = Table {
        caption: words.get(labels::CAPTION_CLUSTERS),
        columns: vec![
            Column::new(words.get(labels::COLUMN_CLUSTER), Kind::Text),
            Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number),
            Column::new(words.get(labels::COLUMN_SHARE), Kind::Share),
            Column::new(words.get(labels::COLUMN_TRAITS), Kind::Text),
        ],
        rows,
        total: None,
    };
    Some(Section {
        id: "clusters".into(),
        title: words.get(labels::SECTION_CLUSTERS),
        lead,
        blocks: vec![Block::Table(table)],
    })
}
