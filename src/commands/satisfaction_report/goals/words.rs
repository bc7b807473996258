//! Goals in words: sentences and the section of the report.

use crate::commands::satisfaction_report::figures::{Segment, Shown, Unit};
use crate::commands::satisfaction_report::words::list;
use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, goals as labels};
use crate::labels::{Label, Text};
use crate::models::goals::{CannotTell, Verdict};
use crate::numerics::interval::Interval;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, Tone, number};

use super::Goals;
use super::judged::Judged;

/// Goals in one sentence, each.
const NAMED: usize = 3;

/// The kinds of verdict in the order in which they are counted, and how many goals have one, in words.
const COUNTED: [(&str, Label); 6] = [
    ("met", labels::SO_MANY_MET),
    ("on_track", labels::SO_MANY_ON_TRACK),
    ("not_met", labels::SO_MANY_NOT_MET),
    ("behind", labels::SO_MANY_BEHIND),
    ("provisional", labels::SO_MANY_PROVISIONAL),
    ("cannot_tell", labels::SO_MANY_CANNOT_TELL),
];

/// Goals whose day lies before the first period.
pub(super) fn warnings(goals: &Goals) -> Vec<Text> {
    let before = goals.judged.iter().filter(|own| own.period.is_none() && own.shown == Shown::Empty);
    before.map(|own| labels::NO_PERIOD.with(&[("id", &own.goal.id)])).collect()
}

/// How many goals are met, then those that are not or may not be.
pub(super) fn sentences(goals: &Goals, speaker: &Speaker) -> Vec<String> {
    if goals.judged.is_empty() {
        return Vec::new();
    }
    let of = |id: &'static str| goals.judged.iter().filter(move |own| own.verdict.id() == id);
    let counted = COUNTED.iter().filter_map(|(id, label)| {
        let n = of(id).count();
        (n > 0).then(|| label.with(&[("n", &n)]).render(speaker.lang))
    });
    let counted = list(speaker, &counted.collect::<Vec<String>>());
    let values: [(&'static str, &dyn std::fmt::Display); 2] = [("n", &goals.judged.len()), ("counted", &counted)];
    let alarms = || goals.judged.iter().filter(|own| own.verdict.is_alarm());
    let mut all = vec![labels::SENTENCE.with(&values).render(speaker.lang)];
    all.extend(alarms().take(NAMED).filter_map(|own| behind(speaker, own)));
    all
}

/// A goal that is not met or behind: what it is now and what it should be.
fn behind(speaker: &Speaker, own: &Judged) -> Option<String> {
    let (unit, figure) = (own.metric.unit, own.figure.as_ref()?);
    let interval = figure.interval.map(|Interval { lower, upper }| {
        labels::INTERVAL.with(&[("lower", &unit.text(lower)), ("upper", &unit.text(upper))]).render(speaker.lang)
    });
    let (label, should) = match own.verdict {
        Verdict::Behind { milestone } => (labels::SENTENCE_BEHIND, milestone),
        _ => (labels::SENTENCE_NOT_MET, own.goal.target),
    };
    let text = label.with(&[
        ("id", &own.goal.id),
        ("value", &unit.text(figure.value?)),
        ("interval", &interval.unwrap_or_default()),
        ("period", &own.period.clone().unwrap_or_default()),
        ("should", &unit.text(should)),
    ]);
    let text = text.and("metric", own.metric.name.clone()).and("segment", own.segment.text());
    Some(text.and("direction", own.goal.direction.label().text()).render(speaker.lang))
}

/// The goals as a table.
pub(super) fn section(goals: &Goals, speaker: &Speaker) -> Section {
    let column = |label: Label, kind: Kind| Column::new(speaker.get(label), kind);
    let table = Table {
        caption: speaker.get(labels::CAPTION),
        columns: vec![
            column(labels::COLUMN_GOAL, Kind::Text).importance(Importance::Essential),
            column(shared::COLUMN_METRIC, Kind::Text),
            column(labels::COLUMN_PATH, Kind::Text).meaning(speaker.get(labels::MEANING_PATH)),
            column(labels::COLUMN_BY, Kind::Text),
            column(labels::COLUMN_NOW, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_MILESTONE, Kind::Number).meaning(speaker.get(labels::MEANING_MILESTONE)),
            column(labels::COLUMN_VERDICT, Kind::Text).importance(Importance::Essential),
        ],
        rows: goals.judged.iter().map(|own| row(speaker, own)).collect(),
        total: None,
    };
    Section {
        id: "goals".into(),
        title: speaker.get(labels::SECTION),
        lead: speaker.get(labels::SECTION_LEAD),
        blocks: vec![Block::Table(table), Block::Notes(vec![speaker.get(labels::NOTE_RULE)])],
    }
}

fn row(speaker: &Speaker, own: &Judged) -> Vec<Cell> {
    let unit = own.metric.unit;
    let metric = own.metric.name.render(speaker.lang);
    let metric = match &own.segment {
        Segment::Everyone => metric,
        segment => labels::OF_SEGMENT.with(&[("metric", &metric)]).and("segment", segment.text()).render(speaker.lang),
    };
    vec![
        Cell::new(&own.goal.id),
        Cell::new(metric),
        Cell::new(path(own, unit)),
        Cell::new(speaker.date(own.goal.by)),
        now(speaker, own),
        Cell::new(unit.text_of(own.milestone)),
        Cell::new(verdict(own).render(speaker.lang)).tone(tone(&own.verdict)),
    ]
}

/// `35.0 → 45.0`, or the target alone.
fn path(own: &Judged, unit: Unit) -> String {
    let target = unit.text(own.goal.target);
    own.goal.baseline.map_or_else(|| format!("→ {target}"), |from| format!("{} → {target}", unit.text(from)))
}

/// The figure with its interval and the period it stands for.
fn now(speaker: &Speaker, own: &Judged) -> Cell {
    let unit = own.metric.unit;
    let value = match &own.figure {
        _ if own.shown.is_hidden() => return Cell::suppressed(speaker.get(shared::HIDDEN)),
        None => return Cell::new(number::MISSING),
        Some(figure) => {
            let interval = figure.interval.map(|Interval { lower, upper }| {
                labels::INTERVAL
                    .with(&[("lower", &unit.text(lower)), ("upper", &unit.text(upper))])
                    .render(speaker.lang)
            });
            format!("{}{}", unit.text_of(figure.value), interval.unwrap_or_default())
        }
    };
    match &own.period {
        Some(period) => Cell::new(labels::NOW_IN.with(&[("value", &value), ("period", period)]).render(speaker.lang)),
        None => Cell::new(value),
    }
}

fn verdict(own: &Judged) -> Text {
    match own.verdict {
        Verdict::CannotTell(CannotTell::NoValue) if own.shown == Shown::Complementary => labels::HIDDEN.text(),
        verdict => verdict.text(),
    }
}

fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Met | Verdict::OnTrack { .. } => Tone::Good,
        Verdict::NotMet | Verdict::Behind { .. } => Tone::Bad,
        Verdict::CannotTell(_) | Verdict::Provisional(_) => Tone::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::{judged, tests};
    use super::*;
    use crate::labels::Lang;

    fn goals() -> Goals {
        let own = tests::series("nps", Some("East"));
        let goal =
            |target, by| crate::models::goals::Goal { segment: Some("region=East".into()), ..tests::goal(target, by) };
        let judged = [goal(38.0, 130), goal(44.0, 130), goal(60.0, 360), goal(41.0, 130), goal(44.0, -9)]
            .map(|goal| judged(goal, &tests::span(), &[&own]).unwrap());
        Goals { judged: judged.to_vec() }
    }

    #[test]
    fn what_is_not_met_is_said() {
        let said = sentences(&goals(), &Speaker::new(Lang::En, None));
        assert_eq!(said[0], "Of 5 goals: 1 met, 1 not met, 1 behind, 2 cannot be judged.");
        assert!(said[1].contains("41.0 (39.0 to 43.0) in 1970-05") && said[1].contains("at least 44.0"), "{said:?}");
        assert!(said[2].contains("at least 45.0") && said.len() == 3, "{said:?}");
        let chinese = sentences(&goals(), &Speaker::new(Lang::Zh, None));
        assert!(chinese.iter().all(|own| !own.contains('{') && own.ends_with('。')), "{chinese:?}");
        assert!(sentences(&Goals { judged: Vec::new() }, &Speaker::new(Lang::En, None)).is_empty());
    }

    #[test]
    fn every_goal_has_a_row_with_its_verdict() {
        let speaker = Speaker::new(Lang::En, None);
        let section = section(&goals(), &speaker);
        let [Block::Table(table), _] = &section.blocks[..] else { panic!("{section:?}") };
        let verdicts: Vec<(&str, Tone)> =
            table.rows.iter().filter_map(|row| row.last()).map(|cell| (cell.text.as_str(), cell.tone)).collect();
        assert_eq!(verdicts[0], ("met", Tone::Good));
        assert_eq!(verdicts[2], ("behind", Tone::Bad));
        assert_eq!(verdicts[4], ("cannot tell: nothing was measured", Tone::Neutral));
        assert_eq!(table.rows[0][2].text, "30.0 → 38.0");
        assert_eq!(warnings(&goals()).len(), 1);
    }
}
