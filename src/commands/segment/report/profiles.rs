//! Profiles: charts for the differences that stand up, tables for everything.

use crate::labels::report::LIST_COMMA;
use crate::labels::segment as labels;
use crate::numerics::interval::wilson;
use crate::reduce::profiles::{Division, Value};
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::number::Unit;
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table, number};

use super::super::result::SafeProfile;
use super::super::tables::CONFIDENCE;
use super::Story;

/// Charts shown; a reader takes in no more.
const CHARTS: usize = 3;

/// A difference that stands up to the number of comparisons made within its dimension.
struct Difference<'a> {
    safe: &'a SafeProfile,
    value: usize,
    segment: usize,
    /// How far the interval lies from the share of all.
    distance: f64,
}

pub(super) fn section(story: &Story<'_>) -> Option<Section> {
    if story.findings.profiles.is_empty() {
        return None;
    }
    let words = &story.words;
    let lead = labels::SECTION_PROFILES_LEAD.with(&[("min", &story.settings.min_cell)]).render(words.lang);
    let found = differences(story);
    let mut blocks: Vec<Block> =
        found.iter().take(CHARTS).map(|difference| Block::Chart(Box::new(chart(story, difference)))).collect();
    let list = |safe: &mut dyn Iterator<Item = &SafeProfile>| {
        safe.map(|safe| words.dimension(&safe.profile.dimension)).collect::<Vec<_>>().join(LIST_COMMA.get(words.lang))
    };
    let more = list(&mut found.iter().skip(CHARTS).map(|difference| difference.safe));
    let different = |safe: &SafeProfile| found.iter().any(|other| std::ptr::eq(other.safe, safe));
    let even = list(&mut story.findings.profiles.iter().filter(|safe| !different(safe)));
    let mut notes = Vec::new();
    for (label, list) in [(labels::PROFILES_MORE, more), (labels::PROFILES_EVEN, even)] {
        if !list.is_empty() {
            notes.push(label.with(&[("list", &list)]).render(words.lang));
        }
    }
    notes.push(words.get(labels::PROFILES_TESTED));
    blocks.push(Block::Notes(notes));
    let mut inside: Vec<Block> = story.findings.profiles.iter().map(|safe| Block::Table(table(story, safe))).collect();
    let overlapping = story.findings.profiles.iter().filter(|safe| safe.profile.division == Division::Overlap);
    let overlapping = list(&mut overlapping.into_iter());
    if !overlapping.is_empty() {
        inside.push(Block::Notes(vec![labels::OVERLAP_NOTE.with(&[("dimension", &overlapping)]).render(words.lang)]));
    }
    blocks.push(Block::Details { summary: words.get(labels::PROFILE_TABLE), blocks: inside });
    Some(Section { id: "profiles".into(), title: words.get(labels::SECTION_PROFILES), lead, blocks })
}

/// The clearest difference in who the customers are, in a sentence.
pub(super) fn finding(story: &Story<'_>) -> Option<String> {
    let found = differences(story);
    found.iter().find(|difference| !difference.overlaps()).map(|difference| takeaway(story, difference))
}

impl Difference<'_> {
    /// Whether customers can have several values, and have the more of them the more they buy.
    fn overlaps(&self) -> bool {
        self.safe.profile.division == Division::Overlap
    }
}

/// The clearest difference of each dimension that has one. Attributes come before order columns, whose differences are
/// in part those of frequency; then the clearest first.
fn differences<'a>(story: &'a Story<'_>) -> Vec<Difference<'a>> {
    let mut found: Vec<Difference<'a>> = story.findings.profiles.iter().filter_map(clearest).collect();
    found.sort_by(|a, b| a.overlaps().cmp(&b.overlaps()).then(b.distance.total_cmp(&a.distance)));
    found
}

/// The largest clear difference among the known values, one above the average before one below it.
fn clearest(safe: &SafeProfile) -> Option<Difference<'_>> {
    let known = |value: &usize| matches!(safe.profile.values[*value], Value::Known(_)) && !safe.hidden_totals[*value];
    let cells = || {
        let values = (0..safe.profile.values.len()).filter(known);
        values.flat_map(|value| safe.segments.iter().map(move |segment| (value, *segment)))
    };
    let shown = cells().filter(|(value, segment)| !safe.hidden[*value][*segment]).count();
    let confidence = 1.0 - (1.0 - CONFIDENCE) / shown.max(1) as f64;
    let all = cells().filter_map(|(value, segment)| {
        let (all, found) = (share_of_all(safe, value)?, estimate(safe, value, segment, confidence)?);
        let distance = distance(found, all);
        (distance != 0.0).then_some(Difference { safe, value, segment, distance })
    });
    let clearer = |a: &Difference<'_>, b: &Difference<'_>| {
        let sides = (a.distance > 0.0).cmp(&(b.distance > 0.0));
        sides.then(a.distance.abs().total_cmp(&b.distance.abs())).then((b.value, b.segment).cmp(&(a.value, a.segment)))
    };
    let best = all.max_by(clearer)?;
    Some(Difference { distance: best.distance.abs(), ..best })
}

/// The share of a value in a segment; nothing where the count is withheld.
fn estimate(safe: &SafeProfile, value: usize, segment: usize, confidence: f64) -> Option<Estimate> {
    let count = safe.profile.groups[value][segment].customers;
    let interval = wilson(count, safe.bases[segment], confidence).filter(|_| !safe.hidden[value][segment])?;
    let share = count as f64 / safe.bases[segment] as f64;
    Some(Estimate { value: share, interval: Some([interval.lower, interval.upper]) })
}

fn share_of_all(safe: &SafeProfile, value: usize) -> Option<f64> {
    let base = safe.base();
    (base > 0 && !safe.hidden_totals[value]).then(|| safe.total(value).customers as f64 / base as f64)
}

/// How far the interval of a segment's share lies above (or, negative, below) the share of all; 0 where it covers it.
fn distance(estimate: Estimate, all: f64) -> f64 {
    match estimate.interval {
        Some([low, _]) if low > all => low - all,
        Some([_, high]) if high < all => high - all,
        _ => 0.0,
    }
}

fn takeaway(story: &Story<'_>, difference: &Difference<'_>) -> String {
    let (words, safe) = (&story.words, difference.safe);
    let percent = |share: Option<f64>| share.map_or_else(|| number::MISSING.to_string(), number::percent);
    let share = estimate(safe, difference.value, difference.segment, CONFIDENCE).map(|found| found.value);
    let dimension = &safe.profile.dimension;
    labels::CHART_PROFILE_SAYS
        .with(&[
            ("dimension", &words.dimension(dimension)),
            ("value", &words.value(dimension, &safe.profile.values[difference.value])),
            ("segment", &words.name(&story.findings.assessment.segments[difference.segment])),
            ("share", &percent(share)),
            ("all", &percent(share_of_all(safe, difference.value))),
        ])
        .render(words.lang)
}

fn chart(story: &Story<'_>, difference: &Difference<'_>) -> Chart {
    let (words, safe, value) = (&story.words, difference.safe, difference.value);
    let all = share_of_all(safe, value).unwrap_or_default();
    let found: Vec<(String, Option<Estimate>)> = safe
        .segments
        .iter()
        .map(|segment| {
            let name = words.name(&story.findings.assessment.segments[*segment]);
            (name, estimate(safe, value, *segment, CONFIDENCE))
        })
        .collect();
    let text = |estimate: Option<Estimate>| {
        estimate.map_or_else(|| words.get(labels::WITHHELD), |found| number::percent(found.value))
    };
    let rows = found
        .iter()
        .map(|(name, estimate)| Dot {
            group: None,
            name: name.clone(),
            estimate: *estimate,
            text: text(*estimate),
            open: false,
        })
        .collect();
    let label = labels::REFERENCE_ALL.with(&[("share", &number::percent(all))]).render(words.lang);
    let dimension = &safe.profile.dimension;
    let value_text = words.value(dimension, &safe.profile.values[value]);
    let values: [(&'static str, &dyn std::fmt::Display); 2] =
        [("dimension", &words.dimension(dimension)), ("value", &value_text)];
    Chart {
        title: labels::CHART_PROFILE.with(&values).render(words.lang),
        takeaway: takeaway(story, difference),
        note: difference.overlaps().then(|| words.get(labels::PROFILES_OVERLAP)),
        picture: Picture::Dots(Dots { unit: Unit::Share, reference: Some(Reference { value: all, label }), rows }),
        table: numbers(story, value_text, all, &found),
    }
}

/// The numbers of a chart.
fn numbers(story: &Story<'_>, caption: String, all: f64, found: &[(String, Option<Estimate>)]) -> Table {
    let words = &story.words;
    let row = |(name, estimate): &(String, Option<Estimate>)| {
        let mut cells = vec![Cell::new(name.clone())];
        match estimate {
            Some(Estimate { value, interval }) => {
                let interval = interval.map_or_else(String::new, |[low, high]| number::percent_interval(low, high));
                let index = if all > 0.0 { number::index(value / all) } else { number::MISSING.to_string() };
                cells.extend([number::percent(*value), interval, index].map(Cell::new));
            }
            None => cells.push(Cell::suppressed(words.get(labels::WITHHELD))),
        }
        cells
    };
    Table {
        caption,
        columns: vec![
            Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
            Column::new(words.get(labels::COLUMN_SHARE), Kind::Number),
            Column::new(words.get(labels::COLUMN_INTERVAL), Kind::Number),
            Column::new(words.get(labels::COLUMN_INDEX), Kind::Number).meaning(words.get(labels::MEANING_INDEX)),
        ],
        rows: found.iter().map(row).collect(),
        total: None,
    }
}

/// All values of a dimension. A row a segment: there are mostly more segments than values.
fn table(story: &Story<'_>, safe: &SafeProfile) -> Table {
    let words = &story.words;
    let dimension = &safe.profile.dimension;
    let values = 0..safe.profile.values.len();
    let cell = |share: Option<f64>| match share {
        Some(share) => Cell::new(number::percent(share)),
        None => Cell::suppressed(words.get(labels::WITHHELD)),
    };
    let row = |name: String, share: &dyn Fn(usize) -> Option<f64>| {
        std::iter::once(Cell::new(name)).chain(values.clone().map(|value| cell(share(value)))).collect()
    };
    let columns =
        values.clone().map(|value| Column::new(words.value(dimension, &safe.profile.values[value]), Kind::Number));
    let rows = safe.segments.iter().map(|segment| {
        let name = words.name(&story.findings.assessment.segments[*segment]);
        row(name, &|value| estimate(safe, value, *segment, CONFIDENCE).map(|found| found.value))
    });
    Table {
        caption: labels::CAPTION_PROFILE.with(&[("dimension", &words.dimension(dimension))]).render(words.lang),
        columns: std::iter::once(Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text)).chain(columns).collect(),
        rows: rows.collect(),
        total: Some(row(words.get(labels::ALL_CUSTOMERS), &|value| share_of_all(safe, value))),
    }
}
