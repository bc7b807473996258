//! What was found, in sentences, and what to do about it.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, satisfaction_report::alarms as labels};
use crate::models::alarm_rules::Response;
use crate::models::early_warning::{Change, Level, Rule};
use crate::report::{Step, number};

use super::super::figures::Segment;
use super::super::words::list;
use super::listed::{Judged, Listed};
use super::reading::Statistic;
use super::{Alarms, Span};

/// Series that are told one by one; the others are counted.
const TOLD: usize = 3;
/// Series that are named in the headline.
const NAMED: usize = 2;
/// Things to do that are listed: more are not done at once.
const STEPS: usize = 6;

/// The alarms of one series that stand.
struct Standing<'a> {
    /// The gravest.
    first: &'a Listed,
    all: Vec<&'a Listed>,
}

impl Alarms {
    /// The series that alarm, the gravest first.
    fn by_series(&self) -> Vec<Standing<'_>> {
        let mut series: Vec<Standing<'_>> = Vec::new();
        for own in self.standing() {
            let same = |other: &&mut Standing<'_>| {
                other.first.key.metric == own.key.metric && other.first.key.segment == own.key.segment
            };
            match series.iter_mut().find(same) {
                Some(known) => known.all.push(own),
                None => series.push(Standing { first: own, all: vec![own] }),
            }
        }
        series
    }

    /// What was found, in a sentence or two: the gravest first.
    pub(in crate::commands::satisfaction_report) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        let mut series = self.by_series();
        let Some(length) = self.length else { return Vec::new() };
        // What all customers show comes before what some of them show; the sort keeps the gravest first.
        series.sort_by_key(|own| own.first.key.segment != Segment::Everyone.id());
        let mut told: Vec<String> =
            series.iter().take(TOLD).map(|own| alarm(speaker, own, |number| length.name(number))).collect();
        let others = series.len().saturating_sub(TOLD);
        if others > 0 {
            told.push(labels::AND_OTHERS.with(&[("n", &others)]).render(speaker.lang));
        }
        told.extend(self.news(speaker));
        told
    }

    /// The series with the gravest alarms, by name.
    pub(in crate::commands::satisfaction_report) fn gravest_names(&self, speaker: &Speaker) -> String {
        let gravest = self.gravest();
        let of_level = |own: &Standing<'_>| Some(own.first.episode.level) == gravest;
        let mut series: Vec<Standing<'_>> = self.by_series().into_iter().filter(of_level).collect();
        series.sort_by_key(|own| !own.first.everyone);
        let names: Vec<String> = series.iter().map(|own| name(speaker, own.first)).collect();
        first_of(speaker, names, NAMED)
    }

    /// What changed since the last run, but for what is new: that stands among the alarms.
    pub(super) fn news(&self, speaker: &Speaker) -> Vec<String> {
        let Some((as_of, length)) = self.earlier.as_ref().zip(self.length) else { return Vec::new() };
        let told = |label: Label, which: &dyn Fn(&Listed) -> bool| {
            let names: BTreeSet<String> = self
                .listed
                .iter()
                .filter(|own| which(own))
                .map(|own| format!("{} {}", name(speaker, own), length.name(own.episode.first)))
                .collect();
            let names = first_of(speaker, names.into_iter().collect(), TOLD);
            (!names.is_empty()).then(|| label.with(&[("as_of", as_of), ("names", &names)]).render(speaker.lang))
        };
        let changed = |change: Change| move |own: &Listed| own.change == Some(change);
        [
            told(labels::NEWS_CLEARED, &changed(Change::Cleared)),
            told(labels::NEWS_OVER, &|own| own.change == Some(Change::Over) && !own.rejudged),
            told(labels::NEWS_HELD, &changed(Change::Held)),
            told(labels::NEWS_WITHDRAWN, &changed(Change::Withdrawn)),
            told(labels::NEWS_REJUDGED, &|own| own.rejudged && own.change != Some(Change::Withdrawn)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What to do about alarms that stand: for the gravest first, each thing once.
    pub(in crate::commands::satisfaction_report) fn steps(&self, speaker: &Speaker) -> Vec<Step> {
        let mut chosen: Vec<(&Response, BTreeSet<String>)> = Vec::new();
        // A series is answered by its gravest alarm: what its milder ones ask for is part of that.
        for series in self.by_series() {
            for response in self.responses(series.first) {
                let metric = series.first.metric.render(speaker.lang);
                match chosen.iter_mut().find(|(known, _)| std::ptr::eq(*known, response)) {
                    Some((_, metrics)) => _ = metrics.insert(metric),
                    None => chosen.push((response, BTreeSet::from([metric]))),
                }
            }
        }
        chosen.sort_by_key(|(response, _)| (std::cmp::Reverse(response.level), response.stage));
        chosen.iter().take(STEPS).map(|(response, metrics)| step(speaker, response, metrics)).collect()
    }
}

fn step(speaker: &Speaker, response: &Response, metrics: &BTreeSet<String>) -> Step {
    let owner = response.owner.get(speaker.lang);
    let within = response.within.map(|within| labels::WITHIN.text().and("time", within.text()).render(speaker.lang));
    let lead = [Some(owner.to_string()).filter(|owner| !owner.is_empty()), within];
    let lead: Vec<String> = lead.into_iter().flatten().collect();
    let names: Vec<String> = metrics.iter().cloned().collect();
    let text = labels::STEP
        .with(&[("action", &response.action.get(speaker.lang)), ("metrics", &list(speaker, &names))])
        .and("level", response.level.label().text())
        .and("stage", response.stage.label().text());
    Step { lead: list(speaker, &lead), text: text.render(speaker.lang) }
}

fn alarm(speaker: &Speaker, series: &Standing<'_>, period: impl Fn(i64) -> String) -> String {
    let Standing { first, all } = series;
    let rules: Vec<String> = all.iter().map(|own| own.key.rule.label().get(speaker.lang).to_string()).collect();
    let figure = first.figure.map_or_else(|| labels::NO_FIGURE.text(), |figure| figure_text(&figure, first.key.rule));
    let last = all.iter().map(|own| own.episode.last).max().unwrap_or(first.episode.last);
    let mut told = labels::ALARM
        .with(&[("period", &period(last)), ("rules", &list(speaker, &rules))])
        .and("level", first.episode.level.label().text())
        .and("metric", first.metric.clone())
        .and("segment", first.segment.clone())
        .and("figure", figure)
        .render(speaker.lang);
    if let Some(change) = first.change.filter(|change| matches!(change, Change::New | Change::Ongoing)) {
        let change = labels::ALARM_CHANGE.text().and("change", change.label().text()).render(speaker.lang);
        told.push_str(&change);
    }
    told
}

/// A figure beside what was to be expected, and what the rule plots where that is something else.
pub(super) fn figure_text(figure: &Judged, rule: Rule) -> Text {
    let Judged { unit, value, reading } = figure;
    let statistic = reading.statistic;
    let value = unit.text(*value);
    let text = |value: f64| statistic.text(*unit, value);
    let plotted = reading.plotted.map_or_else(|| number::MISSING.to_string(), text);
    let own = statistic == Statistic::Figure;
    match (reading.centre, reading.lower, reading.upper) {
        (Some(centre), Some(lower), Some(upper)) => {
            let label = if own { labels::FIGURE_EXPECTED } else { labels::FIGURE_PLOTTED };
            let [centre, lower, upper] = [centre, lower, upper].map(text);
            let limits: [(&'static str, &dyn Display); 3] = [("centre", &centre), ("lower", &lower), ("upper", &upper)];
            with(label, &value, &plotted, statistic, &limits)
        }
        (Some(centre), Some(limit), None) | (Some(centre), None, Some(limit)) => {
            let changed = rule == Rule::RelativeThreshold;
            let label = if changed { labels::FIGURE_CHANGE } else { labels::FIGURE_BOUND };
            with(label, &value, &plotted, statistic, &[("centre", &text(centre)), ("limit", &text(limit))])
        }
        (None, Some(limit), None) | (None, None, Some(limit)) => {
            let label = if own { labels::FIGURE_THRESHOLD } else { labels::FIGURE_PLOTTED_BOUND };
            with(label, &value, &plotted, statistic, &[("limit", &text(limit))])
        }
        _ => Text::verbatim(value),
    }
}

fn with(
    label: Label,
    value: &str,
    plotted: &str,
    statistic: Statistic,
    limits: &[(&'static str, &dyn Display)],
) -> Text {
    let own: [(&'static str, &dyn Display); 2] = [("value", &value), ("plotted", &plotted)];
    let all: Vec<(&'static str, &dyn Display)> = own.into_iter().chain(limits.iter().copied()).collect();
    label.with(&all).and("statistic", statistic.label().text())
}

/// So many names as a list, and how many more there are.
fn first_of(speaker: &Speaker, mut names: Vec<String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    names.truncate(most);
    if more > 0 {
        names.push(labels::MORE.with(&[("n", &more)]).render(speaker.lang));
    }
    list(speaker, &names)
}

/// A series by name.
pub(super) fn name(speaker: &Speaker, own: &Listed) -> String {
    let metric = own.metric.render(speaker.lang);
    match own.everyone {
        true => metric,
        false => {
            labels::OF_SEGMENT.with(&[("metric", &metric)]).and("segment", own.segment.clone()).render(speaker.lang)
        }
    }
}

/// Whether a level is bad news in colour too.
pub(super) fn is_grave(level: Level) -> bool {
    level >= Level::Warning
}

/// The names of periods, as a list.
pub(super) fn periods(speaker: &Speaker, span: &Span, places: &[usize]) -> String {
    list(speaker, &places.iter().map(|at| span.name(*at)).collect::<Vec<String>>())
}
