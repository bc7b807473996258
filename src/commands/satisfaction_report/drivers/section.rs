//! The section of the report: shares with their intervals, the map of importance and performance, reliability, notes.

use crate::commands::speaker::Speaker;
use crate::labels::Label;
use crate::labels::satisfaction_report::{self as shared, drivers as labels};
use crate::models::drivers::{Direction, HIGH_VARIANCE_INFLATION, KeyDriver, Quadrant, Verdict};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::number::Unit;
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Section, Table, Tone, number};

use super::Drivers;
use super::analysis::{Analysis, Found, Map, NoMap};
use super::words::Words;

/// The section; `None` where there is no rating.
pub(super) fn section(drivers: &Drivers, speaker: &Speaker) -> Option<Section> {
    let words = drivers.words(speaker);
    let shown = drivers.shown();
    let mut blocks = Vec::new();
    for analysis in &shown {
        match &analysis.drivers {
            Some(Ok(found)) if !found.is_hidden() => {
                blocks.push(Block::Chart(Box::new(chart(&words, analysis, found))));
                blocks.extend(found.map.as_ref().ok().map(|own| Block::Table(map(&words, analysis, found, own))));
            }
            _ => blocks.extend(words.sentences(analysis).into_iter().next().map(Block::Paragraph)),
        }
    }
    blocks.extend(items(&words, &shown).map(Block::Table));
    let mut notes: Vec<String> = shown.iter().flat_map(|analysis| notes(&words, analysis)).collect();
    let more = (drivers.questions.len() - shown.len()) as u64;
    let counted = [(labels::NOTE_UNRATED, drivers.unrated), (labels::NOTE_MORE, more)];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    notes.extend(counted.map(|(label, n)| words.render(&label.with(&[("n", &speaker.count(n))]))));
    if shown.is_empty() {
        return None;
    }
    blocks.extend((!notes.is_empty()).then_some(Block::Notes(notes)));
    Some(Section {
        id: "drivers".into(),
        title: speaker.get(labels::SECTION),
        lead: speaker.get(labels::SECTION_LEAD),
        blocks,
    })
}

fn ranked(found: &Found) -> impl Iterator<Item = (usize, &KeyDriver)> {
    found.by_rank().into_iter().filter_map(|at| Some((at, found.key.drivers.get(at)?)))
}

fn chart(words: &Words<'_>, analysis: &Analysis, found: &Found) -> Chart {
    let key = &found.key;
    let question = words.question(analysis);
    let rows = ranked(found).map(|(_, own)| {
        let interval = own.stability.map(|stability| [stability.share.lower, stability.share.upper]);
        let estimate = Some(Estimate { value: own.share, interval });
        Dot { group: None, name: words.driver(own.driver), estimate, text: share(words, own), open: false }
    });
    let equal = key.r_squared / key.drivers.len().max(1) as f64;
    let label = words.render(&labels::REFERENCE.with(&[("share", &number::percent(equal))]));
    let reference = (key.drivers.len() > 1).then_some(Reference { value: equal, label });
    Chart {
        title: words.render(&labels::CHART.with(&[("question", &question)])),
        takeaway: words.sentences(analysis).into_iter().next().unwrap_or_default(),
        note: None,
        picture: Picture::Dots(Dots { unit: Unit::Share, reference, rows: rows.collect() }),
        table: shares(words, analysis, found),
    }
}

fn share(words: &Words<'_>, own: &KeyDriver) -> String {
    let share = number::percent(own.share);
    let Some(stability) = own.stability else { return share };
    let [lower, upper] = [stability.share.lower, stability.share.upper].map(number::percent);
    words.render(&labels::DOT.with(&[("share", &share), ("lower", &lower), ("upper", &upper)]))
}

fn shares(words: &Words<'_>, analysis: &Analysis, found: &Found) -> Table {
    let missing = || number::MISSING.to_string();
    let row = |(_, own): (usize, &KeyDriver)| {
        let part = found.part(own.share).unwrap_or_default();
        let ranks = own.stability.map(|stability| match (stability.best_rank, stability.worst_rank) {
            (best, worst) if best == worst => best.to_string(),
            (best, worst) => format!("{best}–{worst}"),
        });
        let inflation = Cell::new(number::decimal(own.variance_inflation, 1));
        vec![
            Cell::new(words.driver(own.driver)),
            Cell::new(words.part(found, own.share)).bar(part),
            Cell::new(share(words, own)),
            Cell::new(ranks.unwrap_or_else(missing)),
            Cell::new(own.stability.map_or_else(missing, |stability| number::percent(stability.first))),
            Cell::new(number::decimal(own.mean, 2)),
            Cell::new(number::decimal(own.correlation, 2)),
            if own.is_entangled() { inflation.tone(Tone::Bad) } else { inflation },
        ]
    };
    let column = |label: Label, kind| Column::new(words.speaker.get(label), kind);
    let caption = labels::CAPTION.with(&[
        ("question", &words.question(analysis)),
        ("complete", &words.speaker.count(found.key.answers.complete as u64)),
        ("r_squared", &number::percent(found.key.r_squared)),
    ]);
    Table {
        caption: words.render(&caption),
        columns: vec![
            column(labels::COLUMN_DRIVER, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_PART, Kind::Share)
                .meaning(words.speaker.get(labels::MEANING_PART))
                .importance(Importance::Essential),
            column(labels::COLUMN_SHARE, Kind::Number).meaning(words.speaker.get(labels::MEANING_SHARE)),
            column(labels::COLUMN_RANKS, Kind::Number).meaning(words.speaker.get(labels::MEANING_RANKS)),
            column(labels::COLUMN_FIRST, Kind::Number)
                .meaning(words.speaker.get(labels::MEANING_FIRST))
                .importance(Importance::Extra),
            column(labels::COLUMN_MEAN, Kind::Number),
            column(labels::COLUMN_CORRELATION, Kind::Number).importance(Importance::Extra),
            column(labels::COLUMN_INFLATION, Kind::Number)
                .meaning(words.speaker.get(labels::MEANING_INFLATION))
                .importance(Importance::Extra),
        ],
        rows: ranked(found).map(row).collect(),
        total: None,
    }
}

/// The drivers by quadrant, those to concentrate on first.
fn map(words: &Words<'_>, analysis: &Analysis, found: &Found, map: &Map) -> Table {
    let quadrant = |at: usize| map.quadrants.get(at).copied().flatten();
    let clear = |at: usize| map.clear.get(at) == Some(&true);
    let mut inside: Vec<(Quadrant, bool, &KeyDriver)> =
        ranked(found).filter_map(|(at, own)| Some((quadrant(at)?, clear(at), own))).collect();
    inside.sort_by_key(|(quadrant, _, own)| (*quadrant, own.rank));
    let mut last = None;
    let rows = inside.into_iter().map(|(quadrant, clear, own)| {
        let name = if last == Some(quadrant) { String::new() } else { words.render(&quadrant.text()) };
        last = Some(quadrant);
        let tone = if quadrant == Quadrant::ConcentrateHere && clear { Tone::Bad } else { Tone::Neutral };
        let sure = if clear { labels::CLEAR } else { labels::NOT_CLEAR };
        vec![
            Cell::new(name),
            Cell::new(words.driver(own.driver)).tone(tone),
            Cell::new(words.part(found, own.share)),
            Cell::new(number::decimal(own.mean, 2)),
            Cell::new(words.speaker.get(sure)),
        ]
    });
    let column = |label: Label, kind| Column::new(words.speaker.get(label), kind);
    let caption = labels::CAPTION_MAP.with(&[
        ("question", &words.question(analysis)),
        ("part", &words.part(found, map.importance_line)),
        ("mean", &number::decimal(map.performance_line, 2)),
    ]);
    Table {
        caption: words.render(&caption),
        columns: vec![
            column(labels::COLUMN_QUADRANT, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_DRIVER, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_PART, Kind::Share),
            column(labels::COLUMN_MEAN, Kind::Number),
            column(labels::COLUMN_CLEAR, Kind::Text).meaning(words.speaker.get(labels::MEANING_CLEAR)),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// Reliability of the items, a row a question.
fn items(words: &Words<'_>, shown: &[&Analysis]) -> Option<Table> {
    let two = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_string(), |own| number::decimal(own, 2));
    let row = |analysis: &&Analysis| {
        let found = analysis.items.as_ref()?.as_ref().ok()?;
        let question = Cell::new(words.question(analysis));
        if (found.complete as u64) < SUPPRESSED_BELOW {
            return Some(vec![question, Cell::suppressed(words.speaker.get(shared::HIDDEN))]);
        }
        let alpha = match found.interval {
            Some(interval) => {
                let [alpha, lower, upper] = [found.raw_alpha, interval.lower, interval.upper].map(|own| two(Some(own)));
                words.render(&labels::DOT.with(&[("share", &alpha), ("lower", &lower), ("upper", &upper)]))
            }
            None => two(Some(found.raw_alpha)),
        };
        Some(vec![
            question,
            Cell::new(words.speaker.count(found.complete as u64)),
            Cell::new(alpha),
            Cell::new(two(found.standardised_alpha)),
            Cell::new(two(found.dillon_goldstein_rho)),
        ])
    };
    let rows: Vec<Vec<Cell>> = shown.iter().filter_map(row).collect();
    let column = |label: Label, kind| Column::new(words.speaker.get(label), kind);
    let caption = labels::CAPTION_ITEMS.with(&[("list", &words.list(words.items.iter().cloned()))]);
    (!rows.is_empty()).then(|| Table {
        caption: words.render(&caption),
        columns: vec![
            column(labels::COLUMN_QUESTION, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_RESPONDENTS, Kind::Number).importance(Importance::Extra),
            column(labels::COLUMN_ALPHA, Kind::Number).meaning(words.speaker.get(labels::MEANING_ALPHA)),
            column(labels::COLUMN_STANDARDISED, Kind::Number),
            column(labels::COLUMN_RHO, Kind::Number).meaning(words.speaker.get(labels::MEANING_RHO)),
        ],
        rows,
        total: None,
    })
}

/// Who was left out, what the intervals rest on, and what cannot be told apart.
fn notes(words: &Words<'_>, analysis: &Analysis) -> Vec<String> {
    let question = words.question(analysis);
    let count = |n: u64| words.speaker.count(n);
    let mut notes = Vec::new();
    if let Some(sampled) = analysis.sampled {
        let (sampled, respondents) = (count(sampled as u64), count(analysis.respondents));
        let values: [(&'static str, &dyn std::fmt::Display); 3] =
            [("question", &question), ("sampled", &sampled), ("respondents", &respondents)];
        notes.push(words.render(&labels::SAMPLE.with(&values)));
    }
    let Some(Ok(found)) = &analysis.drivers else { return notes };
    if found.is_hidden() {
        return notes;
    }
    let key = &found.key;
    let (given, complete) = (count(key.answers.respondents as u64), count(key.answers.complete as u64));
    let who: [(&'static str, &dyn std::fmt::Display); 3] =
        [("question", &question), ("respondents", &given), ("complete", &complete)];
    notes.push(words.render(&labels::NOTE_COMPLETE.with(&who)));
    let left_out = key.left_out.iter().map(|own| own.text(|driver| words.driver(driver)));
    notes.extend(left_out.map(|own| words.render(&labels::SAYS.with(&[("question", &question)]).and("what", own))));
    if key.drivers.iter().any(|own| own.stability.is_some()) {
        let n = count(key.usable_resamples as u64);
        notes.push(words.render(&labels::NOTE_RESAMPLES.with(&[("question", &question), ("n", &n)])));
    }
    let named = |of: &dyn Fn(&KeyDriver) -> bool| {
        words.list(key.drivers.iter().filter(|own| of(own)).map(|own| words.driver(own.driver)))
    };
    let mut named_note = |label: Label, names: String| {
        let values: [(&'static str, &dyn std::fmt::Display); 3] =
            [("question", &question), ("list", &names), ("limit", &HIGH_VARIANCE_INFLATION)];
        notes.extend((!names.is_empty()).then(|| words.render(&label.with(&values))));
    };
    named_note(labels::NOTE_ENTANGLED, named(&|own| own.is_entangled()));
    if matches!(key.verdict, Verdict::Explained { .. }) && found.map.is_ok() {
        named_note(labels::NOTE_OPPOSITE, named(&|own| own.direction == Direction::Opposite));
    }
    if found.map.as_ref().err() == Some(&NoMap::Scales) {
        notes.push(words.render(&labels::NOTE_SCALES.with(&[("question", &question)])));
    }
    notes
}
