//! The section of the report on alarms. It comes first.

use std::collections::{BTreeMap, BTreeSet};

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, satisfaction_report as shared, satisfaction_report::alarms as labels};
use crate::models::early_warning::{NoLimits, Rule};
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, Tone, number};

use super::super::words::list;
use super::baseline::{NEWEST, places};
use super::listed::Listed;
use super::watch::Watched;
use super::words::{figure_text, is_grave};
use super::{Alarms, Span, segments};

/// Alarms in the table of the report; the data file holds all.
const SHOWN: usize = 25;
/// In simulations with 24 baseline periods the rules of the program raise a false alarm in 0.9 % of ordinary periods, and
/// the rule of the limits alone, which is all that segments are watched by, in 0.7 %.
const FALSE_ALARMS: (f64, f64) = (0.009, 0.007);

impl Alarms {
    /// The section of the report that comes first.
    pub(in crate::commands::satisfaction_report) fn section(&self, speaker: &Speaker, span: &Span) -> Option<Section> {
        if self.watched.is_empty() && self.listed.is_empty() {
            return None;
        }
        let (standing, over): (Vec<&Listed>, Vec<&Listed>) = self.listed.iter().partition(|own| own.stands());
        let lead = match standing.len() {
            0 => self.calm(speaker),
            n => labels::LEAD.with(&[("n", &n)]).render(speaker.lang),
        };
        let mut blocks = Vec::new();
        if !standing.is_empty() {
            blocks.push(Block::Table(self.table(speaker, span, labels::CAPTION_STANDING, &standing)));
        }
        let news = self.news(speaker);
        blocks.extend(news.into_iter().map(Block::Paragraph));
        if !over.is_empty() {
            let summary = labels::SUMMARY_OVER.with(&[("n", &over.len())]).render(speaker.lang);
            let table = self.table(speaker, span, labels::CAPTION_OVER, &over);
            blocks.push(Block::Details { summary, blocks: vec![Block::Table(table)] });
        }
        blocks.push(Block::Notes(self.notes(speaker, span, standing.is_empty())));
        Some(Section { id: "alarms".into(), title: speaker.get(labels::SECTION), lead, blocks })
    }

    fn table(&self, speaker: &Speaker, span: &Span, caption: Label, alarms: &[&Listed]) -> Table {
        let column = |label: Label, kind| Column::new(speaker.get(label), kind);
        let mut columns = vec![
            column(labels::COLUMN_LEVEL, Kind::Text).importance(Importance::Essential),
            column(shared::COLUMN_METRIC, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_SEGMENT, Kind::Text),
            column(labels::COLUMN_PERIODS, Kind::Text).importance(Importance::Essential),
            column(labels::COLUMN_FIGURE, Kind::Text).meaning(speaker.get(labels::MEANING_FIGURE)),
            column(labels::COLUMN_RULE, Kind::Text),
        ];
        if self.earlier.is_some() {
            columns.push(column(labels::COLUMN_NEWS, Kind::Text));
        }
        let owners = alarms.iter().any(|own| own.owner.is_some());
        if owners {
            columns.push(column(labels::COLUMN_OWNER, Kind::Text).importance(Importance::Extra));
        }
        let row = |own: &&Listed| {
            let mut cells = cells(speaker, span, own);
            let change = own.change.map_or_else(|| number::MISSING.to_string(), |change| speaker.get(change.label()));
            cells.extend(self.earlier.is_some().then(|| Cell::new(change)));
            let owner = own.owner.clone().unwrap_or_else(|| number::MISSING.to_string());
            cells.extend(owners.then(|| Cell::new(owner)));
            cells
        };
        let (shown, all) = (alarms.len().min(SHOWN), alarms.len());
        let caption = match shown == all {
            true => speaker.get(caption),
            false => {
                let part = labels::CAPTION_PART.with(&[("shown", &shown), ("all", &all)]);
                part.and("caption", caption.text()).render(speaker.lang)
            }
        };
        Table { caption, columns, rows: alarms.iter().take(SHOWN).map(row).collect(), total: None }
    }

    /// That nothing alarms, and how much that says.
    fn calm(&self, speaker: &Speaker) -> String {
        labels::CALM.text().and("watched", self.scope()).render(speaker.lang)
    }

    /// How many series over how many periods, and what their limits rest on.
    fn scope(&self) -> Text {
        let judged = || self.watched.iter().filter(|own| own.is_judged());
        let periods = judged().map(|own| places(&own.observations).len()).max().unwrap_or(0);
        let points = || judged().filter_map(Watched::baseline_points);
        let limits = match (points().min(), points().max()) {
            (Some(least), Some(most)) if least == most => labels::LIMITS_REST.with(&[("n", &most)]),
            (Some(least), Some(most)) => labels::LIMITS_REST_BETWEEN.with(&[("least", &least), ("most", &most)]),
            _ => labels::LIMITS_NONE.text(),
        };
        labels::SCOPE.with(&[("series", &judged().count()), ("periods", &periods)]).and("limits", limits)
    }

    fn notes(&self, speaker: &Speaker, span: &Span, calm: bool) -> Vec<String> {
        let mut notes: Vec<Text> = Vec::new();
        notes.extend((!calm).then(|| labels::NOTE_SCOPE.text().and("watched", self.scope())));
        let by_limits = || self.watched.iter().filter(|own| own.baseline_points().is_some());
        if self.own_rules && by_limits().next().is_some() {
            let share = |own: &Watched| if own.is_everyone() { FALSE_ALARMS.0 } else { FALSE_ALARMS.1 };
            let expected: f64 = by_limits().map(share).sum();
            let decimals = if expected < 1.0 { 2 } else { 1 };
            notes.push(labels::NOTE_FALSE_ALARMS.with(&[("expected", &number::decimal(expected, decimals))]));
        }
        let mut told: Vec<String> = notes.iter().map(|note| note.render(speaker.lang)).collect();
        told.extend(self.of_segments(speaker));
        told.extend(self.without_limits(speaker));
        told.extend(self.improvements(speaker, span));
        if self.listed.iter().any(|own| !own.stands()) {
            told.push(labels::NOTE_LISTED.with(&[("n", &NEWEST)]).render(speaker.lang));
        }
        told.push(speaker.get(labels::NOTE_MEANING));
        told
    }

    /// By which rules segments are judged, by which not, and what that makes of an alarm.
    fn of_segments(&self, speaker: &Speaker) -> Vec<String> {
        let segments = || self.watched.iter().filter(|own| !own.is_everyone());
        let judging: BTreeSet<Rule> = segments().flat_map(|own| own.judgement.judged.keys().copied()).collect();
        let rule = |own: &Watched| self.rules.as_ref().and_then(|rules| rules.of(&own.metric.id));
        let left_out: BTreeSet<Rule> = segments().filter_map(rule).flat_map(segments::left_out).collect();
        let names = |rules: &BTreeSet<Rule>| {
            let names: Vec<String> = rules.iter().map(|rule| speaker.get(rule.label())).collect();
            names.join(labels::BETWEEN_RULES.get(speaker.lang))
        };
        let tell = |label: Label, rules: &BTreeSet<Rule>| {
            (!rules.is_empty()).then(|| label.with(&[("rules", &names(rules))]).render(speaker.lang))
        };
        let told = [tell(labels::NOTE_SEGMENTS, &judging), tell(labels::NOTE_NOT_ON_SEGMENTS, &left_out)];
        told.into_iter().flatten().collect()
    }

    /// The metrics of all customers that have no limits yet, reason by reason.
    fn without_limits(&self, speaker: &Speaker) -> Vec<String> {
        let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
        for own in self.watched.iter().filter(|own| own.is_everyone()) {
            let Some(why) = own.without_limits() else { continue };
            let why = match why {
                // The newest periods are kept out of the baseline, so that more are needed than the baseline takes.
                NoLimits::TooFewPoints { points, needed } => {
                    let apart = places(&own.observations).len().saturating_sub(points).min(NEWEST);
                    labels::TOO_FEW.with(&[("needed", &(needed + apart)), ("points", &(points + apart))])
                }
                other => other.text(),
            };
            let (why, metric) = (why.render(speaker.lang), own.metric.name.render(speaker.lang));
            match reasons.iter_mut().find(|(known, _)| *known == why) {
                Some((_, metrics)) => metrics.push(metric),
                None => reasons.push((why, vec![metric])),
            }
        }
        let tell = |(why, metrics): (String, Vec<String>)| {
            labels::NOTE_NO_LIMITS.with(&[("metrics", &list(speaker, &metrics)), ("why", &why)]).render(speaker.lang)
        };
        reasons.into_iter().map(tell).collect()
    }

    /// Good news of the newest full period of each metric.
    fn improvements(&self, speaker: &Speaker, span: &Span) -> Vec<String> {
        let mut by_period: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for own in &self.watched {
            let newest = own.metric.judged_span(span).last_full();
            if let Some(at) = newest.filter(|at| own.judgement.improvements.iter().any(|signal| signal.at == *at)) {
                by_period.entry(at).or_default().push(own.metric.name.render(speaker.lang));
            }
        }
        let told = by_period.iter().map(|(at, names)| {
            labels::NOTE_BETTER.with(&[("metrics", &list(speaker, names)), ("period", &span.name(*at))])
        });
        told.map(|text| text.render(speaker.lang)).collect()
    }
}

fn cells(speaker: &Speaker, span: &Span, own: &Listed) -> Vec<Cell> {
    let tone = if own.stands() && is_grave(own.episode.level) { Tone::Bad } else { Tone::Neutral };
    let (first, last) = (span.length.name(own.episode.first), span.length.name(own.episode.last));
    let periods = if first == last { first } else { format!("{first} – {last}") };
    let figure = own.figure.map(|figure| figure_text(&figure, own.key.rule).render(speaker.lang));
    vec![
        Cell::new(speaker.get(own.episode.level.label())).tone(tone),
        Cell::new(own.metric.render(speaker.lang)),
        Cell::new(own.segment.render(speaker.lang)),
        Cell::new(periods),
        Cell::new(figure.unwrap_or_else(|| number::MISSING.to_string())),
        Cell::new(speaker.get(own.key.rule.label())),
    ]
}
