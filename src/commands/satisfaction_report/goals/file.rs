//! The file of goals. Its form is checked before any data is read; its metrics and segments once they are known.

use std::collections::BTreeSet;
use std::path::Path;

use toml::Value;

use crate::commands::satisfaction_report::figures::{Segment, Series, Unit};
use crate::commands::satisfaction_report::files;
use crate::error::{Error, Kind, Problem};
use crate::labels::satisfaction_report::goals as labels;
use crate::models::checked_toml::{self, Place, nearest};
use crate::models::early_warning::Side;
use crate::models::goals::{Direction, Goal, Goals, MetricRange};

/// The id of the segment of everyone, which a goal may name too.
const ALL: &str = "all";

/// The goals of a file, not yet held against the metrics that there are.
pub(in crate::commands::satisfaction_report) struct GoalsFile {
    /// The file, as typed.
    place: String,
    text: String,
    goals: Vec<Goal>,
}

impl GoalsFile {
    /// Reads it and checks everything that needs no data.
    pub(in crate::commands::satisfaction_report) fn read(
        path: &Path,
        problems: &mut Vec<Problem>,
    ) -> Option<GoalsFile> {
        let text = files::text(path, problems)?;
        let place = path.display().to_string();
        match GoalsFile::new(place.clone(), text) {
            Ok(file) => Some(file),
            Err(found) => {
                problems.extend(found.iter().map(|problem| told(&place, problem)));
                None
            }
        }
    }

    fn new(place: String, text: String) -> Result<GoalsFile, Vec<checked_toml::Problem>> {
        let named = named_metrics(&text)?;
        let any = |metric| MetricRange { metric, lowest: f64::NEG_INFINITY, highest: f64::INFINITY, good: None };
        let ranges: Vec<MetricRange> = named.iter().map(|metric| any(metric.as_str())).collect();
        let goals = Goals::parse(&text, &ranges)?.goals;
        Ok(GoalsFile { place, text, goals })
    }

    /// The goals, held against the metrics and segments that there are.
    ///
    /// # Errors
    /// Kind `Usage`, with all metrics and segments that there are not, and all values that the metrics cannot have.
    pub(super) fn checked(&self, series: &[&Series]) -> Result<Vec<Goal>, Error> {
        let mut known: Vec<(&str, Unit, Option<Side>)> = Vec::new();
        for own in series {
            if !known.iter().any(|(id, ..)| *id == own.metric.id) {
                known.push((&own.metric.id, own.metric.unit, own.metric.bad));
            }
        }
        let ranges: Vec<MetricRange> = known.iter().map(|(metric, unit, bad)| range(metric, *unit, *bad)).collect();
        let parsed = Goals::parse(&self.text, &ranges);
        let mut found = parsed.as_ref().err().cloned().unwrap_or_default();
        found.extend((1..).zip(&self.goals).filter_map(|(number, goal)| unknown_segment(number, goal, series)));
        let problems = found.iter().map(|problem| Problem::at(&self.place, problem.text())).collect();
        Error::check(Kind::Usage, problems)?;
        Ok(parsed.unwrap_or_default().goals)
    }
}

/// A problem of the file. Where there is no goal at all, with what one looks like.
fn told(place: &str, problem: &checked_toml::Problem) -> Problem {
    let told = Problem::at(place, problem.text());
    match problem {
        checked_toml::Problem::Missing { place: Place::Top, .. } => told.hint(labels::WRITE_A_GOAL.text()),
        _ => told,
    }
}

/// The metrics that goals name, whatever they are.
fn named_metrics(text: &str) -> Result<BTreeSet<String>, Vec<checked_toml::Problem>> {
    let top = checked_toml::parse(text)?;
    let goals = top.get("goal").and_then(Value::as_array).into_iter().flatten();
    let names = goals.filter_map(|goal| goal.get("metric")?.as_str());
    Ok(names.map(|name| name.trim().to_string()).collect())
}

fn range(metric: &str, unit: Unit, bad: Option<Side>) -> MetricRange<'_> {
    let (lowest, highest) = match unit {
        Unit::Percent => (0.0, 100.0),
        Unit::Points => (-100.0, 100.0),
        Unit::Answer => (f64::NEG_INFINITY, f64::INFINITY),
        Unit::PerThousand | Unit::Count | Unit::Days => (0.0, f64::INFINITY),
    };
    let good = bad.map(|bad| match bad {
        Side::Low => Direction::Higher,
        Side::High => Direction::Lower,
    });
    MetricRange { metric, lowest, highest, good }
}

/// The series that a goal is about.
pub(super) fn series_of<'a>(goal: &Goal, series: &[&'a Series]) -> Option<&'a Series> {
    let segment = goal.segment.as_deref().unwrap_or(ALL);
    series.iter().find(|own| own.metric.id == goal.metric && own.segment.id() == segment).copied()
}

/// The problem of a goal whose metric there is, but not of its segment. Where the metric is not known, that is told
/// alone.
fn unknown_segment(number: usize, goal: &Goal, series: &[&Series]) -> Option<checked_toml::Problem> {
    let own: Vec<&Segment> = series.iter().filter(|own| own.metric.id == goal.metric).map(|own| &own.segment).collect();
    if own.is_empty() || series_of(goal, series).is_some() {
        return None;
    }
    let name = goal.segment.clone().unwrap_or_else(|| ALL.to_string());
    let ids: Vec<String> = own.iter().map(|segment| segment.id()).collect();
    // An attribute may have thousands of values.
    let forms: BTreeSet<String> = own.iter().map(|segment| form(segment)).collect();
    Some(checked_toml::Problem::UnknownName {
        place: Place::Entry { section: "goal", number, id: goal.id.clone() },
        key: "segment".to_string(),
        nearest: nearest(&name, ids.iter().map(String::as_str)).map(str::to_string),
        name,
        known: forms.into_iter().collect::<Vec<String>>().join(", "),
    })
}

fn form(segment: &Segment) -> String {
    match segment {
        Segment::Everyone => ALL.to_string(),
        Segment::With { dimension, .. } => format!("{dimension}=…"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::tests::series;
    use super::*;
    use crate::labels::Lang;

    fn file(text: &str) -> Result<GoalsFile, Vec<String>> {
        let told =
            |problems: Vec<checked_toml::Problem>| problems.iter().map(|own| own.text().render(Lang::En)).collect();
        GoalsFile::new("goals.toml".to_string(), text.to_string()).map_err(told)
    }

    const FINE: &str = "[[goal]]\nid = 'a'\nmetric = ' nps '\ntarget = 45\nby = 2026-12-31\ndirection = 'higher'\n";

    #[test]
    fn the_form_is_checked_before_the_metrics_are_known() {
        assert!(file(FINE).is_ok());
        let told = file(&FINE.replace("by = 2026-12-31\n", "buy = 1\n")).err().unwrap();
        assert!(told.iter().any(|own| own.contains("`buy` is no key")), "{told:?}");
        assert!(told.iter().any(|own| own.contains("`by` is missing")), "{told:?}");
        for text in ["", "goal = 3", "[[goal]\n", "[[goal]]\nmetric = 3\n", "goal = ['nps']"] {
            assert!(file(text).is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_metrics_segments_and_values_are_told_at_once() {
        let [nps, east, csat] = [series("nps", None), series("nps", Some("East")), series("csat", None)];
        let all = [&nps, &east, &csat];
        let goal = |id: &str, metric: &str, more: &str| {
            format!("[[goal]]\nid = '{id}'\nmetric = '{metric}'\nby = 2026-12-31\ndirection = 'higher'\n{more}\n")
        };
        let text = [
            goal("a", "npss", "target = 45"),
            goal("b", "nps", "target = 145"),
            goal("c", "nps", "target = 45\nsegment = 'region=Eats'"),
            goal("d", "csat", "target = 45\nsegment = 'region=East'"),
            goal("e", "nps", "target = -45\nsegment = 'region=East'"),
            goal("f", "nps", "target = 45\nsegment = 'all'"),
        ];
        let error = file(&text.concat()).unwrap().checked(&all).unwrap_err();
        assert_eq!((error.kind, error.problems.len()), (Kind::Usage, 4), "{error}");
        let told = error.to_string();
        for expected in [
            "goals.toml: [[goal]] number 1 (`a`): `metric` cannot be `npss`; did you mean `nps`?",
            "[[goal]] number 2 (`b`): `target` cannot be `145`; valid are -100 … 100",
            "[[goal]] number 3 (`c`): `segment` cannot be `region=Eats`; did you mean `region=East`?",
            "[[goal]] number 4 (`d`): `segment` cannot be `region=East`; valid are all",
        ] {
            assert!(told.contains(expected), "{expected} is not in {told}");
        }
        let checked = file(&text[4..].concat()).unwrap().checked(&all).unwrap();
        assert_eq!(checked.len(), 2);
        assert_eq!(series_of(&checked[0], &all), Some(&east));
        assert_eq!(series_of(&checked[1], &all), Some(&nps));
    }
}
