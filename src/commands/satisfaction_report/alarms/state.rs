//! The alarms that the next run has to know, as a small JSON file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::error::{Error, Problem};
use crate::exports::cast::format_date;
use crate::labels::{Label, Text, satisfaction_report::alarms as labels};
use crate::models::early_warning::{Direction, Episode, Level, Rule, SeriesState};
use crate::models::periods::Length;

use super::Span;

/// Version of the file.
const SCHEMA: u32 = 1;
/// What the file holds.
const KIND: &str = "huike satisfaction-report alarms";

/// What the last run knew.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Earlier {
    /// The day on which it stood.
    pub(super) as_of: String,
    pub(super) series: Vec<SeriesState>,
}

/// The file. Periods are numbers, as neighbours differ by one; `period` says of what length they are.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    kind: String,
    schema: u32,
    period: String,
    as_of: String,
    series: Vec<SavedSeries>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedSeries {
    metric: String,
    segment: String,
    judged_through: BTreeMap<String, i64>,
    episodes: Vec<SavedEpisode>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedEpisode {
    rule: String,
    first: i64,
    last: i64,
    direction: String,
    level: String,
    open: bool,
}

/// The file of this run.
pub(super) fn write(span: &Span, series: &[SeriesState]) -> Result<Vec<u8>, Error> {
    let episode = |own: &Episode| SavedEpisode {
        rule: own.rule.id().to_string(),
        first: own.first,
        last: own.last,
        direction: own.direction.id().to_string(),
        level: own.level.id().to_string(),
        open: own.open,
    };
    let of_series = |own: &SeriesState| SavedSeries {
        metric: own.metric.clone(),
        segment: own.segment.clone(),
        judged_through: own.judged_through.iter().map(|(rule, period)| (rule.id().to_string(), *period)).collect(),
        episodes: own.episodes.iter().map(episode).collect(),
    };
    let saved = Saved {
        kind: KIND.to_string(),
        schema: SCHEMA,
        period: span.length.id().to_string(),
        as_of: format_date(span.as_of),
        series: series.iter().map(of_series).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&saved).map_err(Error::internal)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads the file of an earlier run. A file that is broken or not of this kind is a problem, never a fresh start: alarms
/// that stand would be forgotten.
pub(super) fn read(path: &Path, text: &str, length: Length, problems: &mut Vec<Problem>) -> Option<Earlier> {
    let mut refuse = |what: Text, hint: Text| problems.push(Problem::at(path.display(), what).hint(hint));
    let saved: Saved = match serde_json::from_str(text) {
        Ok(saved) => saved,
        Err(why) => {
            let what = labels::NO_STATE_FILE.text().and("why", fault(text, &why));
            refuse(what, labels::NO_STATE_FILE_HINT.text());
            return None;
        }
    };
    if saved.kind != KIND || saved.schema != SCHEMA {
        let why = labels::OTHER_STATE.with(&[("kind", &saved.kind), ("schema", &saved.schema)]);
        refuse(labels::NO_STATE_FILE.text().and("why", why), labels::NO_STATE_FILE_HINT.text());
        return None;
    }
    if saved.period != length.id() {
        let what = labels::OTHER_PERIOD.with(&[("own", &saved.period), ("given", &length.id())]);
        refuse(what, labels::OTHER_PERIOD_HINT.with(&[("own", &saved.period)]));
        return None;
    }
    let series: Option<Vec<SeriesState>> = saved.series.into_iter().map(of_series).collect();
    if series.is_none() {
        let why = labels::IMPOSSIBLE_STATE.text();
        refuse(labels::NO_STATE_FILE.text().and("why", why), labels::NO_STATE_FILE_HINT.text());
    }
    Some(Earlier { as_of: saved.as_of, series: series? })
}

/// What keeps a text from being read, in words of our own.
fn fault(text: &str, why: &serde_json::Error) -> Text {
    let at = |label: Label| label.with(&[("line", &why.line()), ("column", &why.column())]);
    match why.classify() {
        _ if text.trim().is_empty() => labels::EMPTY_STATE.text(),
        Category::Eof => at(labels::CUT_STATE),
        Category::Data => at(labels::FOREIGN_STATE),
        Category::Syntax | Category::Io => at(labels::NO_JSON),
    }
}

/// `None` where a name is unknown or an episode ends before it begins.
fn of_series(saved: SavedSeries) -> Option<SeriesState> {
    let episode = |own: SavedEpisode| {
        let SavedEpisode { rule, first, last, direction, level, open } = own;
        let (rule, direction) = (Rule::of_id(&rule)?, Direction::of_id(&direction)?);
        (first <= last).then_some(Episode { rule, first, last, direction, level: Level::of_id(&level)?, open })
    };
    let judged_through = saved.judged_through.into_iter().map(|(rule, period)| Some((Rule::of_id(&rule)?, period)));
    Some(SeriesState {
        metric: saved.metric,
        segment: saved.segment,
        judged_through: judged_through.collect::<Option<_>>()?,
        episodes: saved.episodes.into_iter().map(episode).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use crate::models::early_warning::ChartRule;

    fn span() -> Span {
        Span::new(Length::Month, 20_000, 20_700, 0)
    }

    fn told(text: &str, length: Length) -> Vec<String> {
        let mut problems = Vec::new();
        assert_eq!(read(Path::new("state.json"), text, length, &mut problems), None);
        Error { kind: crate::error::Kind::Usage, problems }.lines(Lang::En)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rule = Rule::Chart(ChartRule::BeyondLimits);
        let episode =
            Episode { rule, first: 680, last: 681, direction: Direction::High, level: Level::Crisis, open: true };
        let series = vec![SeriesState {
            metric: "complaints".into(),
            segment: "region=东区 \"A\"".into(),
            judged_through: [(rule, 681), (Rule::Cusum, 680)].into(),
            episodes: vec![episode],
        }];
        let text = String::from_utf8(write(&span(), &series).unwrap()).unwrap();
        let mut problems = Vec::new();
        let read = read(Path::new("state.json"), &text, Length::Month, &mut problems);
        assert_eq!((read.map(|own| own.series), problems), (Some(series), Vec::new()));
    }

    #[test]
    fn a_file_that_is_none_of_ours_is_refused_with_its_place() {
        let good = String::from_utf8(write(&span(), &[]).unwrap()).unwrap();
        for text in [
            "",
            "{}",
            "[1, 2]",
            &good[..good.len() / 2],
            &good.replace("\"schema\": 1", "\"schema\": 2"),
            &good.replace(KIND, "huike churn-score model"),
            &good.replace("\"schema\"", "\"more\": 1, \"schema\""),
            &good.replace(
                "[]",
                "[{\"metric\": \"a\", \"segment\": \"all\", \"judged_through\": {\"luck\": 3}, \"episodes\": []}]",
            ),
        ] {
            let lines = told(text, Length::Month);
            assert!(lines[0].starts_with("state.json: ") && lines.len() == 2, "{lines:?}");
        }
        // The words of the library that reads JSON are no words for a service manager.
        let missing = good.replace("\"schema\": 1,", "");
        for (text, expected) in [
            (" \n", "it is empty"),
            (&good[..good.len() / 2], "line 4"),
            (missing.as_str(), "line 7"),
            ("{,}", "column 2"),
        ] {
            let line = told(text, Length::Month).swap_remove(0);
            assert!(line.contains(expected) && !line.contains("EOF") && !line.contains("field"), "{line}");
        }
        let other = told(&good, Length::Week);
        assert!(other[0].contains("month") && other[0].contains("week"), "{other:?}");
    }
}
