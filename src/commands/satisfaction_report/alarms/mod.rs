//! Early warning: which metrics are out of their ordinary range, how grave it is, what is new since the last run, and
//! what to do.
//!
//! | file | its job |
//! |---|---|
//! | `checked` | rules that cannot be followed |
//! | `baseline` | which periods limits rest on |
//! | `watch`, `detectors`, `course`, `segments` | one series: its chart, or that of what lies between its events, what fired, how grave it is |
//! | `reading` | what a rule held against its bound |
//! | `state`, `remembered` | what the next run has to know, and what of the last one still matters |
//! | `listed` | which alarms are told |
//! | `tables`, `names`, `words`, `section`, `trends`, `event_trend` | what comes out |

mod baseline;
mod checked;
mod course;
mod detectors;
mod event_trend;
mod listed;
mod names;
mod reading;
mod remembered;
mod section;
mod segments;
#[cfg(test)]
mod simulation_tests;
mod state;
mod tables;
#[cfg(test)]
mod tests;
mod trends;
mod watch;
mod words;

use crate::error::{Error, Problem};
use crate::labels::{Text, satisfaction_report as shared, satisfaction_report::alarms as labels};
use crate::models::alarm_rules::{AlarmRules, Response};
use crate::models::early_warning::{FEWEST_POINTS, Level};
use crate::models::periods::Length;
use crate::settings::satisfaction_report::{DEFAULT_FILE, SatisfactionSettings};

use super::figures::{Between, Event, Metric, Segment, Series, Unit};
use super::files;
use super::span::Span;
use listed::Listed;
use state::Earlier;
use watch::{Plan, Watched};

/// What raises an alarm, who answers it how, and what the last run knew.
pub(super) struct Rules {
    alarms: AlarmRules,
    /// Whether the rules are those of the program.
    own: bool,
    /// `None` where nobody asked, or on the first run.
    earlier: Option<Earlier>,
}

impl Rules {
    /// Reads the file of the user, or takes the rules of the program; and what the last run knew.
    pub(super) fn read(settings: &SatisfactionSettings, problems: &mut Vec<Problem>) -> Option<Rules> {
        let before = problems.len();
        let text = files::text_or(&settings.alarms, AlarmRules::DEFAULT, problems);
        let alarms = text.and_then(|text| match AlarmRules::parse(&text) {
            Ok(alarms) => Some(alarms),
            Err(wrong) => {
                problems.extend(wrong.iter().map(|own| Problem::at(&settings.alarms, own.text())));
                None
            }
        });
        let earlier = settings.state.as_deref().and_then(|path| {
            let text = files::text_if_there(path, problems)?;
            state::read(path, &text, settings.period, problems)
        });
        let own = settings.alarms == DEFAULT_FILE;
        (problems.len() == before).then_some(Rules { alarms: alarms?, own, earlier })
    }
}

/// The complaints of a segment one after the other, with what lies between them; the flag asks for whole days.
pub(super) type EventsOf<'a> = dyn Fn(&Segment, Between, bool) -> Vec<Event> + 'a;

/// What was found.
#[derive(Default)]
pub(super) struct Alarms {
    /// Series that are watched, in the order of the report.
    watched: Vec<Watched>,
    /// Alarms that are told, the gravest that stand first.
    listed: Vec<Listed>,
    /// The rules that they were judged by; `None` before anything was.
    rules: Option<AlarmRules>,
    /// Whether these are the rules of the program.
    own_rules: bool,
    /// The length of a period; `None` before anything was judged.
    length: Option<Length>,
    /// The day of the last run, if there was one.
    earlier: Option<String>,
    state: Option<Vec<u8>>,
    warnings: Vec<Text>,
}

/// Judges series.
///
/// # Errors
/// Kind `Usage` for rules that cannot be followed.
pub(super) fn find(
    settings: &SatisfactionSettings,
    rules: &Rules,
    span: &Span,
    series: &[&Series],
    events: &EventsOf<'_>,
) -> Result<Alarms, Error> {
    checked::check(&rules.alarms, series, &settings.alarms)?;
    let starts = baseline::starts(span, &settings.phases);
    let plan = Plan { span, baseline: settings.baseline, starts: &starts, events };
    let mut watched: Vec<Watched> = Vec::new();
    for own in series {
        crate::interrupt::check()?;
        watched.extend(rules.alarms.of(&own.metric.id).and_then(|rule| watch::watch(own, rule, plan)));
    }
    segments::moderate(&mut watched, span.first);
    let earlier = settings.state.as_ref().map(|_| {
        let known = rules.earlier.as_ref().map(|earlier| earlier.series.as_slice()).unwrap_or_default();
        remembered::still_asked(known, series, &rules.alarms)
    });
    let (listed, state) = listed::list(earlier.as_deref(), &watched, span);
    let state = match &settings.state {
        Some(_) => Some(state::write(span, &state)?),
        None => None,
    };
    let mut warnings: Vec<Text> = few_periods(settings).into_iter().collect();
    warnings.extend(late_phases(settings, span));
    warnings.extend(watched.iter().filter(|own| own.is_everyone()).flat_map(unjudged));
    warnings.extend(segments::unjudged(&watched, &rules.alarms));
    Ok(Alarms {
        rules: Some(rules.alarms.clone()),
        own_rules: rules.own,
        length: Some(span.length),
        earlier: rules.earlier.as_ref().map(|earlier| earlier.as_of.clone()),
        watched,
        listed,
        state,
        warnings,
    })
}

fn few_periods(settings: &SatisfactionSettings) -> Option<Text> {
    let asked = settings.baseline.filter(|asked| *asked < FEWEST_POINTS)?;
    Some(labels::FEW_BASELINE_PERIODS.with(&[("asked", &asked), ("needed", &FEWEST_POINTS)]))
}

fn late_phases(settings: &SatisfactionSettings, span: &Span) -> Vec<Text> {
    let late = settings.phases.iter().filter(|day| **day > span.as_of);
    let tell = |day: &i32| labels::LATE_PHASE.with(&[("day", &crate::exports::cast::format_date(*day))]);
    late.map(tell).collect()
}

fn unjudged(watched: &Watched) -> Vec<Text> {
    let tell =
        |why: &Text| labels::NOT_JUDGED.text().and("metric", watched.metric.name.clone()).and("why", why.clone());
    watched.problems.iter().map(tell).collect()
}

fn labels_of_everyone() -> Text {
    shared::EVERYONE.text()
}

impl Alarms {
    /// Alarms that stand, the gravest first.
    fn standing(&self) -> impl Iterator<Item = &Listed> {
        self.listed.iter().filter(|own| own.stands())
    }

    /// What is to be done about an alarm that stands.
    fn responses(&self, alarm: &Listed) -> Vec<&Response> {
        let rules = self.rules.as_ref().filter(|_| alarm.stands());
        rules.map(|rules| rules.responses(alarm.episode.level, &alarm.key.metric)).unwrap_or_default()
    }

    /// Whether a rule watches the metric.
    pub(super) fn has_rule(&self, metric: &str) -> bool {
        self.rules.as_ref().is_some_and(|rules| rules.of(metric).is_some())
    }

    /// The gravest level of alarms that stand.
    pub(super) fn gravest(&self) -> Option<Level> {
        self.standing().map(|own| own.episode.level).max()
    }

    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        self.warnings.clone()
    }

    /// What the next run has to know; `None` where nobody asked.
    pub(super) fn state(&self) -> Option<Vec<u8>> {
        self.state.clone()
    }
}
