//! Profiles: for each dimension the value that differs most between segments as a chart, all values as a table.

use crate::labels::segment as labels;
use crate::numerics::interval::wilson;
use crate::reduce::profiles::{Division, Value};
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::number::Unit;
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table, number};

use super::super::result::SafeProfile;
use super::super::tables::{CONFIDENCE, value_name};
use super::Story;

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    if story.findings.profiles.is_empty() {
        return None;
    }
    let words = &story.words;
    let lead = labels::SECTION_PROFILES_LEAD.with(&[("min", &story.settings.min_cell)]).render(words.lang);
    let mut blocks = Vec::new();
    for safe in &story.findings.profiles {
        let dimension = words.dimension(&safe.profile.dimension);
        blocks.extend(most_telling(safe).map(|value| Block::Chart(Box::new(chart(story, safe, value)))));
        let mut inside = vec![Block::Table(table(story, safe))];
        if safe.profile.division == Division::Overlap {
            inside.push(Block::Notes(vec![words.get(labels::OVERLAP_NOTE)]));
        }
        let summary = labels::PROFILE_TABLE.with(&[("dimension", &dimension)]).render(words.lang);
        blocks.push(Block::Details { summary, blocks: inside });
    }
    Some(Section { id: "profiles".into(), title: words.get(labels::SECTION_PROFILES), lead, blocks })
}

/// The share of a value in a segment; nothing where the count is withheld.
fn estimate(safe: &SafeProfile, value: usize, segment: usize) -> Option<Estimate> {
    let count = safe.profile.groups[value][segment].customers;
    let interval = wilson(count, safe.bases[segment], CONFIDENCE).filter(|_| !safe.hidden[value][segment])?;
    let share = count as f64 / safe.bases[segment] as f64;
    Some(Estimate { value: share, interval: Some([interval.lower, interval.upper]) })
}

fn share_of_all(safe: &SafeProfile, value: usize) -> Option<f64> {
    let base = safe.base();
    (base > 0 && !safe.hidden_totals[value]).then(|| safe.total(value).customers as f64 / base as f64)
}

/// How far the interval of a segment's share lies from the share of all, 0 where it covers it.
fn distance(estimate: Estimate, all: f64) -> f64 {
    match estimate.interval {
        Some([low, _]) if low > all => low - all,
        Some([_, high]) if high < all => all - high,
        _ => 0.0,
    }
}

/// The known value with the largest clear difference.
fn most_telling(safe: &SafeProfile) -> Option<usize> {
    let score = |value: &usize| {
        let all = share_of_all(safe, *value)?;
        let distances = safe
            .segments
            .iter()
            .filter_map(|segment| estimate(safe, *value, *segment))
            .map(|found| distance(found, all));
        Some(distances.fold(0.0, f64::max))
    };
    let known = (0..safe.profile.values.len()).filter(|value| matches!(safe.profile.values[*value], Value::Known(_)));
    known
        .filter_map(|value| Some((score(&value)?, value)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, value)| value)
}

fn chart(story: &Story<'_>, safe: &SafeProfile, value: usize) -> Chart {
    let words = &story.words;
    let all = share_of_all(safe, value).unwrap_or_default();
    let name = |segment: usize| words.name(&story.findings.assessment.segments[segment]);
    let found: Vec<(usize, Option<Estimate>)> =
        safe.segments.iter().map(|segment| (*segment, estimate(safe, value, *segment))).collect();
    let text = |estimate: Option<Estimate>| {
        estimate.map_or_else(|| words.get(labels::WITHHELD), |found| number::percent(found.value))
    };
    let highest = found
        .iter()
        .filter_map(|(segment, estimate)| estimate.map(|found| (*segment, found)))
        .filter(|(_, found)| distance(*found, all) > 0.0 && found.value > all)
        .max_by(|a, b| distance(a.1, all).total_cmp(&distance(b.1, all)));
    let (dimension, value_text) =
        (words.dimension(&safe.profile.dimension), value_name(&safe.profile.values[value], words.lang));
    let takeaway = match highest {
        Some((segment, found)) if all > 0.0 => labels::CHART_PROFILE_SAYS
            .with(&[
                ("value", &value_text),
                ("times", &number::decimal(found.value / all, 1)),
                ("segment", &name(segment)),
                ("share", &number::percent(found.value)),
                ("all", &number::percent(all)),
            ])
            .render(words.lang),
        _ => words.get(labels::CHART_PROFILE_EVEN),
    };
    let rows = found
        .iter()
        .map(|(segment, estimate)| Dot {
            group: None,
            name: name(*segment),
            estimate: *estimate,
            text: text(*estimate),
        })
        .collect();
    let reference = Reference {
        value: all,
        label: labels::REFERENCE_ALL.with(&[("share", &number::percent(all))]).render(words.lang),
    };
    let interval = |estimate: Option<Estimate>| {
        estimate
            .and_then(|found| found.interval)
            .map_or_else(String::new, |[low, high]| number::percent_interval(low, high))
    };
    let table = Table {
        caption: value_text.clone(),
        columns: vec![
            Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
            Column::new(words.get(labels::COLUMN_SHARE), Kind::Number),
            Column::new("95 %", Kind::Number),
        ],
        rows: found
            .iter()
            .map(|(segment, estimate)| {
                vec![Cell::new(name(*segment)), Cell::new(text(*estimate)), Cell::new(interval(*estimate))]
            })
            .collect(),
        total: None,
    };
    let title = labels::CHART_PROFILE.with(&[("dimension", &dimension), ("value", &value_text)]).render(words.lang);
    Chart {
        title,
        takeaway,
        note: None,
        picture: Picture::Dots(Dots { unit: Unit::Share, reference: Some(reference), rows }),
        table,
    }
}

fn table(story: &Story<'_>, safe: &SafeProfile) -> Table {
    let words = &story.words;
    let dimension = words.dimension(&safe.profile.dimension);
    let mut columns =
        vec![Column::new(dimension.clone(), Kind::Text), Column::new(words.get(labels::ALL_CUSTOMERS), Kind::Share)];
    columns.extend(
        safe.segments
            .iter()
            .map(|segment| Column::new(words.name(&story.findings.assessment.segments[*segment]), Kind::Share)),
    );
    let cell = |share: Option<f64>| match share {
        Some(share) => Cell::new(number::percent(share)).bar(share),
        None => Cell::suppressed(words.get(labels::WITHHELD)),
    };
    let rows = (0..safe.profile.values.len())
        .map(|value| {
            let name = Cell::new(value_name(&safe.profile.values[value], words.lang)).strong();
            let shares =
                safe.segments.iter().map(|segment| cell(estimate(safe, value, *segment).map(|found| found.value)));
            [name, cell(share_of_all(safe, value))].into_iter().chain(shares).collect()
        })
        .collect();
    let caption = labels::CAPTION_PROFILE.with(&[("dimension", &dimension)]).render(words.lang);
    Table { caption, columns, rows, total: None }
}
