//! Recovery in words: sentences and the section of the report.

use crate::commands::satisfaction_report::figures::{Metric, Unit};
use crate::commands::satisfaction_report::span::Span;
use crate::commands::satisfaction_report::words::list;
use crate::commands::speaker::Speaker;
use crate::labels::report::LIST_SEMICOLON;
use crate::labels::satisfaction_report::{self as shared, recovery as labels};
use crate::labels::{Label, Text};
use crate::models::early_warning::{FEWEST_POINTS, Side};
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, Tone, number};
use crate::settings::satisfaction_report::Event;

use super::compare::{At, CannotTell, Comparison, Course, MOST_BEFORE, Stands};
use super::{Compared, MetricCompared, Recovery};

/// What each event did.
pub(super) fn sentences(recovery: &Recovery, speaker: &Speaker) -> Vec<String> {
    recovery.events.iter().map(|own| sentence(own, speaker)).collect()
}

fn sentence(own: &Compared, speaker: &Speaker) -> String {
    let event = event(speaker, &own.event);
    let Some(metrics) = &own.metrics else {
        return labels::SENTENCE_NO_PERIOD.with(&[("event", &event)]).render(speaker.lang);
    };
    let harmed = metrics.iter().filter_map(|metric| harm(speaker, metric));
    let names = |is: fn(&MetricCompared) -> bool| {
        let names = metrics.iter().filter(|own| is(own)).map(|own| own.metric.name.render(speaker.lang));
        list(speaker, &names.collect::<Vec<String>>())
    };
    let mut parts: Vec<String> = harmed.collect();
    let unharmed = names(|own| own.found.as_ref().is_ok_and(|found| found.course == Course::Unharmed));
    let untold = names(|own| own.found.is_err());
    let rest = [(labels::PART_UNHARMED, unharmed), (labels::PART_CANNOT_TELL, untold)];
    parts.extend(
        rest.iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(label, names)| label.with(&[("names", names)]).render(speaker.lang)),
    );
    if parts.is_empty() {
        return labels::SENTENCE_NOTHING.with(&[("event", &event)]).render(speaker.lang);
    }
    let parts = parts.join(LIST_SEMICOLON.get(speaker.lang));
    labels::SENTENCE.with(&[("event", &event), ("parts", &parts)]).render(speaker.lang)
}

/// A metric that was beyond its limits.
fn harm(speaker: &Speaker, own: &MetricCompared) -> Option<String> {
    let found = own.found.as_ref().ok()?;
    let unit = own.metric.unit;
    let text = |value: f64| unit.text(value * unit.factor());
    let (worst, before) = (text(found.worst.value), text(found.before));
    let values: [(&'static str, &dyn std::fmt::Display); 2] = [("worst", &worst), ("before", &before)];
    let said = match found.course {
        Course::Unharmed => return None,
        Course::NotBack => labels::PART_NOT_BACK.with(&values),
        Course::Back { periods, .. } => {
            let [worst, before] = values;
            labels::PART_BACK.with(&[worst, before, ("periods", &periods)])
        }
    };
    Some(said.and("metric", own.metric.name.clone()).render(speaker.lang))
}

/// Every event and metric as a table.
pub(super) fn section(recovery: &Recovery, speaker: &Speaker, span: &Span) -> Option<Section> {
    let rows: Vec<Vec<Cell>> = recovery
        .events
        .iter()
        .flat_map(|own| own.metrics.iter().flatten().map(|metric| row(speaker, span, &own.event, metric)))
        .collect();
    let mut notes = vec![
        labels::NOTE_RULE.with(&[("most", &MOST_BEFORE), ("least", &FEWEST_POINTS)]).render(speaker.lang),
        speaker.get(labels::NOTE_DIFFERENCE),
    ];
    notes.extend(recovery.events.iter().filter_map(|own| note(speaker, own)));
    if recovery.events.is_empty() {
        return None;
    }
    let column = |label: Label, kind: Kind| Column::new(speaker.get(label), kind);
    let table = Table {
        caption: speaker.get(labels::CAPTION),
        columns: vec![
            column(labels::COLUMN_EVENT, Kind::Text).importance(Importance::Essential),
            column(shared::COLUMN_METRIC, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_BEFORE, Kind::Number),
            column(labels::COLUMN_AFTER, Kind::Number).importance(Importance::Extra),
            column(labels::COLUMN_DIFFERENCE, Kind::Delta).importance(Importance::Extra),
            column(labels::COLUMN_WORST, Kind::Number),
            column(labels::COLUMN_WHEN, Kind::Text),
            column(labels::COLUMN_NOW, Kind::Number),
            column(labels::COLUMN_BACK, Kind::Text).importance(Importance::Essential),
        ],
        rows,
        total: None,
    };
    let table = (!table.rows.is_empty()).then_some(Block::Table(table));
    Some(Section {
        id: "recovery".into(),
        title: speaker.get(labels::SECTION),
        lead: speaker.get(labels::SECTION_LEAD),
        blocks: table.into_iter().chain([Block::Notes(notes)]).collect(),
    })
}

/// What else happened in the periods compared, or that there are none.
fn note(speaker: &Speaker, own: &Compared) -> Option<String> {
    let event_text = event(speaker, &own.event);
    if own.metrics.is_none() {
        return Some(labels::SENTENCE_NO_PERIOD.with(&[("event", &event_text)]).render(speaker.lang));
    }
    let others: Vec<String> = own.others.iter().map(|other| event(speaker, other)).collect();
    let text = labels::NOTE_OTHERS.with(&[("event", &event_text), ("others", &list(speaker, &others))]);
    (!others.is_empty()).then(|| text.render(speaker.lang))
}

fn event(speaker: &Speaker, own: &Event) -> String {
    let date = speaker.date(own.day);
    match &own.name {
        Some(name) => labels::EVENT_WITH_NAME.with(&[("name", name), ("date", &date)]).render(speaker.lang),
        None => date,
    }
}

fn row(speaker: &Speaker, span: &Span, of: &Event, own: &MetricCompared) -> Vec<Cell> {
    let head = [Cell::new(event(speaker, of)), Cell::new(own.metric.name.render(speaker.lang))];
    let rest = match &own.found {
        Ok(found) => figures(speaker, span, &own.metric, found),
        Err(why) => {
            let missing = std::iter::repeat_with(|| Cell::new(number::MISSING)).take(6);
            missing.chain([Cell::new(reason(why).render(speaker.lang))]).collect()
        }
    };
    head.into_iter().chain(rest).collect()
}

fn figures(speaker: &Speaker, span: &Span, metric: &Metric, found: &Comparison) -> Vec<Cell> {
    let unit = metric.unit;
    let text = |value: f64| unit.text(value * unit.factor());
    let At { place, value } = found.worst;
    let harmed = found.course != Course::Unharmed;
    let worst = Cell::new(text(value)).tone(if harmed { Tone::Bad } else { Tone::Neutral });
    let stands = match found.stands {
        Stands::Beyond => labels::STANDS_BEYOND,
        Stands::Worse => labels::STANDS_WORSE,
        Stands::Back => labels::STANDS_BACK,
    };
    let now = labels::NOW
        .with(&[("value", &text(found.now.value)), ("period", &span.name(found.now.place))])
        .and("stands", stands.text())
        .render(speaker.lang);
    let now = Cell::new(now).tone(if found.stands == Stands::Beyond { Tone::Bad } else { Tone::Neutral });
    let back = match found.course {
        Course::Unharmed => Cell::new(speaker.get(labels::COURSE_UNHARMED)).tone(Tone::Good),
        Course::NotBack => Cell::new(speaker.get(labels::COURSE_NOT_BACK)).tone(Tone::Bad),
        Course::Back { place, periods } => {
            let text = labels::COURSE_BACK.with(&[("period", &span.name(place)), ("periods", &periods)]);
            Cell::new(text.render(speaker.lang)).tone(Tone::Good)
        }
    };
    let difference = difference(speaker, unit, metric.bad, found);
    vec![
        Cell::new(text(found.before)),
        Cell::new(text(found.after)),
        difference,
        worst,
        Cell::new(span.name(place)),
        now,
        back,
    ]
}

/// The difference with its interval, marked where 0 lies outside of it.
fn difference(speaker: &Speaker, unit: Unit, bad: Option<Side>, found: &Comparison) -> Cell {
    // A difference of two percentages is no percentage.
    let text = |value: f64| match unit {
        Unit::Percent => number::decimal(value * unit.factor(), 1),
        _ => unit.text(value * unit.factor()),
    };
    let value = match unit {
        Unit::Percent => number::points_change(found.difference, speaker.lang),
        _ if found.difference > 0.0 => format!("+{}", text(found.difference)),
        _ => text(found.difference),
    };
    let (lower, upper) = (found.interval.lower, found.interval.upper);
    let values: [(&'static str, &dyn std::fmt::Display); 3] =
        [("value", &value), ("lower", &text(lower)), ("upper", &text(upper))];
    let side = match (lower > 0.0, upper < 0.0) {
        (true, _) => Some(Side::High),
        (_, true) => Some(Side::Low),
        _ => None,
    };
    let tone = match side {
        None => Tone::Neutral,
        side if side == bad => Tone::Bad,
        Some(_) => Tone::Good,
    };
    Cell::new(labels::DIFFERENCE.with(&values).render(speaker.lang)).tone(tone)
}

fn reason(why: &CannotTell) -> Text {
    match why {
        CannotTell::TooFewBefore { points } => {
            labels::TOO_FEW_BEFORE.with(&[("points", points), ("least", &FEWEST_POINTS)])
        }
        CannotTell::NothingAfter => labels::NOTHING_AFTER.text(),
        CannotTell::NoLimits(why) => labels::CANNOT_TELL.text().and("why", why.text()),
        CannotTell::NoChart(why) => labels::CANNOT_TELL.text().and("why", why.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use crate::numerics::interval::Interval;

    fn metric(name: &str) -> Metric {
        Metric {
            id: name.to_string(),
            name: Text::verbatim(name),
            unit: Unit::Percent,
            bad: Some(Side::Low),
            measure: None,
            beside: false,
            between: None,
        }
    }

    fn recovery() -> Recovery {
        let harmed = Comparison {
            before: 0.8,
            after: 0.75,
            difference: -0.05,
            interval: Interval { lower: -0.08, upper: -0.02 },
            worst: At { place: 0, value: 0.6 },
            now: At { place: 1, value: 0.81 },
            stands: Stands::Back,
            course: Course::Back { place: 1, periods: 1 },
        };
        let metrics = vec![
            MetricCompared { metric: metric("A"), found: Ok(harmed.clone()) },
            MetricCompared { metric: metric("B"), found: Ok(Comparison { course: Course::NotBack, ..harmed.clone() }) },
            MetricCompared { metric: metric("C"), found: Ok(Comparison { course: Course::Unharmed, ..harmed }) },
            MetricCompared { metric: metric("D"), found: Err(CannotTell::TooFewBefore { points: 1 }) },
        ];
        let event = |name: &str| Event { day: 20_000, name: Some(name.to_string()) };
        Recovery {
            events: vec![
                Compared { event: event("recall"), metrics: Some(metrics), others: vec![event("fire")] },
                Compared { event: event("flood"), metrics: None, others: Vec::new() },
            ],
        }
    }

    #[test]
    fn every_course_is_said() {
        let said = sentences(&recovery(), &Speaker::new(Lang::En, None));
        assert_eq!(
            said[0],
            "After recall (2024-10-04): A was 60.0% at worst (before: 80.0%) and back after 1 period; B was 60.0% at \
             worst (before: 80.0%) and is not back yet; within the limits of before throughout: C; cannot tell: D."
        );
        assert!(said[1].contains("flood") && said.len() == 2, "{said:?}");
        let chinese = sentences(&recovery(), &Speaker::new(Lang::Zh, None));
        assert!(chinese.iter().all(|own| !own.contains('{') && own.ends_with('。')), "{chinese:?}");
    }

    #[test]
    fn a_difference_of_percentages_is_in_points() {
        let span = Span::new(crate::models::periods::Length::Month, 20_000, 20_060, 0);
        let section = section(&recovery(), &Speaker::new(Lang::En, None), &span).unwrap();
        let [Block::Table(table), Block::Notes(notes)] = &section.blocks[..] else { panic!("{section:?}") };
        assert_eq!((table.rows.len(), notes.len()), (4, 4));
        let difference = &table.rows[0][4];
        assert_eq!((difference.text.as_str(), difference.tone), ("−5.0\u{a0}pp (−8.0 to −2.0)", Tone::Bad));
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{table:?}");
    }
}
