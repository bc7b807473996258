//! What the run found, part by part.

use crate::error::{Error, Kind, Problem};
use crate::labels::{Text, satisfaction_report as labels};
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::alarms::{self, Alarms};
use super::complaints::{self, Complaints};
use super::coverage;
use super::drivers::{self, Drivers};
use super::figures::{Between, Figure, Segment, Series};
use super::files::Files;
use super::follow_ups::{self, FollowUps};
use super::goals::{self, Goals};
use super::limits;
use super::load::Loaded;
use super::loyalty::{self, Loyalty};
use super::recovery::{self, Recovery};
use super::scores::{self, Scores};
use super::span::Span;

/// Most periods: a hundred years of months.
const MOST_PERIODS: usize = 1_200;
/// Most values of an attribute.
const MOST_VALUES: usize = 500;
/// Periods without anything before the newest one that make it look like a slip of the pen.
const LONE_PERIODS: usize = 6;
/// Everything that was found. Parts whose data were not given are not there.
pub(super) struct Findings {
    pub(super) span: Span,
    /// Exports that end before the as-of day.
    ends: Vec<Text>,
    pub(super) scores: Option<Scores>,
    pub(super) drivers: Option<Drivers>,
    pub(super) complaints: Option<Complaints>,
    pub(super) follow_ups: Option<FollowUps>,
    pub(super) loyalty: Option<Loyalty>,
    pub(super) alarms: Alarms,
    pub(super) goals: Option<Goals>,
    pub(super) recovery: Option<Recovery>,
}

/// Makes every figure and judges it.
pub(super) fn find(settings: &SatisfactionSettings, files: &Files, loaded: &Loaded) -> Result<Findings, Error> {
    let span = loaded.span.ok_or_else(|| Error::internal("there are no periods"))?;
    check_size(loaded, &span)?;
    // Answers come in for a while after a period; what happens to the company is recorded as it happens.
    let prompt = span.prompt();
    let scores = match &loaded.answers {
        Some(answers) => Some(scores::find(settings, files, loaded, answers, &span)?),
        None => None,
    };
    let asked = !settings.drivers.is_empty() || !settings.items.is_empty();
    let drivers = match &loaded.answers {
        Some(answers) if asked => Some(drivers::find(settings, answers.ratings())?),
        _ => None,
    };
    let complaints = match &loaded.complaints {
        Some(rows) => Some(complaints::find(settings, &files.complaints, loaded, rows, &prompt)?),
        None => None,
    };
    let follow_ups = match &loaded.follow_ups {
        Some(rows) => Some(follow_ups::find(settings, loaded, rows, &prompt)?),
        None => None,
    };
    let loyalty = match &loaded.bought {
        Some(bought) => Some(loyalty::find(loaded, bought, &loaded.groups, &prompt)?),
        None => None,
    };
    let (mut scores, mut complaints, mut follow_ups) = (scores, complaints, follow_ups);
    let mut ends = Vec::new();
    if let (Some(own), Some(answers)) = (&mut scores, &loaded.answers) {
        ends.extend(coverage::end(&mut own.series, answers.days(), &span, labels::TABLE_SURVEYS));
    }
    if let (Some(own), Some(rows)) = (&mut complaints, &loaded.complaints) {
        coverage::compare(&mut own.series, rows.days(), &prompt);
        ends.extend(coverage::end(&mut own.series, rows.days(), &prompt, labels::TABLE_COMPLAINTS));
    }
    if let (Some(own), Some(rows)) = (&mut follow_ups, &loaded.follow_ups) {
        coverage::compare(&mut own.series, rows.days(), &prompt);
        ends.extend(coverage::end(&mut own.series, rows.days(), &prompt, labels::TABLE_FOLLOW_UPS));
    }
    let mut findings = Findings {
        span,
        ends,
        scores,
        drivers,
        complaints,
        follow_ups,
        loyalty,
        alarms: Alarms::default(),
        goals: None,
        recovery: None,
    };
    let series: Vec<&Series> = findings.series().collect();
    let events = |segment: &Segment, between: Between, whole: bool| {
        let complaints = findings.complaints.as_ref();
        complaints.map(|own| own.events(loaded, segment, between, whole)).unwrap_or_default()
    };
    let alarms = alarms::find(settings, &files.alarms, &span, &series, &events)?;
    let goals = match &files.goals {
        Some(file) => Some(goals::find(settings, file, &span, &series)?),
        None => None,
    };
    let recovery = match settings.events.is_empty() {
        true => None,
        false => Some(recovery::find(settings, &span, &series)?),
    };
    (findings.alarms, findings.goals, findings.recovery) = (alarms, goals, recovery);
    limits::check(settings, &findings)?;
    Ok(findings)
}

impl Findings {
    /// All series: scores, complaints, follow-ups, loyalty.
    pub(super) fn series(&self) -> impl Iterator<Item = &Series> {
        let parts = [
            self.scores.as_ref().map(|own| &own.series),
            self.complaints.as_ref().map(|own| &own.series),
            self.follow_ups.as_ref().map(|own| &own.series),
            self.loyalty.as_ref().map(|own| &own.series),
        ];
        parts.into_iter().flatten().flatten()
    }

    /// The series of all customers.
    pub(super) fn of_everyone(&self) -> impl Iterator<Item = &Series> {
        self.series().filter(|series| series.segment == Segment::Everyone)
    }

    /// The watched scores of all customers whose questions were put in the newest full period without a single answer that
    /// can be used, with the place of the period: whether all is well they do not tell.
    pub(super) fn unanswered(&self) -> Vec<(&Series, usize)> {
        let rate_of = |series: &Series| {
            let id = format!("{}_response_rate", series.metric.id);
            self.of_everyone().find(|rate| rate.metric.id == id)
        };
        let was_asked = |figure: &Figure| figure.shown().is_some_and(|own| own.n > 0);
        let of = |series: &Series| {
            let at = series.metric.judged_span(&self.span).last_full()?;
            let own = series.figures.get(at)?;
            let untold = own.value.is_none() && own.n == 0 && self.alarms.has_rule(&series.metric.id);
            (untold && rate_of(series)?.figures.get(at).is_some_and(was_asked)).then_some(at)
        };
        self.of_everyone().filter_map(|series| Some((series, of(series)?))).collect()
    }
}

/// What a reader has to know.
pub(super) fn warnings(findings: &Findings) -> Vec<Text> {
    let Findings { scores, drivers, complaints, follow_ups, goals, alarms, .. } = findings;
    let parts = [
        Some(findings.ends.clone()),
        Some(lone_newest(findings).into_iter().collect()),
        scores.as_ref().map(Scores::warnings),
        drivers.as_ref().map(Drivers::warnings),
        complaints.as_ref().map(Complaints::warnings),
        follow_ups.as_ref().map(FollowUps::warnings),
        goals.as_ref().map(Goals::warnings),
        Some(alarms.warnings()),
    ];
    parts.into_iter().flatten().flatten().collect()
}

/// Parameters for the manifest.
pub(super) fn of_manifest(findings: &Findings) -> serde_json::Value {
    let span = &findings.span;
    serde_json::json!({
        "period": span.length.id(),
        "first_period": span.name(0),
        "last_period": span.name(span.count.saturating_sub(1)),
        "last_full_period": span.last_full().map(|at| span.name(at)),
        "series": findings.series().count(),
        "scales": findings.scores.as_ref().map(Scores::scales),
        "gravest_alarm": findings.alarms.gravest().map(|level| level.id()),
    })
}

/// Refuses what nobody can read: more periods or segments than a report can hold.
fn check_size(loaded: &Loaded, span: &Span) -> Result<(), Error> {
    let mut problems = Vec::new();
    if span.count > MOST_PERIODS {
        let what = labels::TOO_MANY_PERIODS.with(&[
            ("n", &span.count),
            ("first", &span.name(0)),
            ("last", &span.name(span.count.saturating_sub(1))),
            ("most", &MOST_PERIODS),
        ]);
        problems.push(Problem::at("--period", what).hint(labels::TOO_MANY_PERIODS_HINT.text()));
    }
    for dimension in loaded.groups.dimensions() {
        let own = |segment: &&Segment| matches!(segment, Segment::With { dimension: own, .. } if own == dimension);
        let n = loaded.groups.segments().iter().filter(own).count();
        if n > MOST_VALUES {
            let what = labels::TOO_MANY_VALUES.with(&[("name", dimension), ("n", &n), ("most", &MOST_VALUES)]);
            problems.push(Problem::at("--by", what));
        }
    }
    Error::check(Kind::Usage, problems)
}

/// A gap of many periods before the newest one with anything in it: its day may be a slip of the pen.
fn lone_newest(findings: &Findings) -> Option<Text> {
    let span = &findings.span;
    let full = (0..span.count)
        .filter(|at| findings.of_everyone().any(|series| series.figures.get(*at).is_some_and(|figure| figure.n > 0)));
    let known: Vec<usize> = full.collect();
    let [.., before, newest] = known[..] else { return None };
    let told = labels::LONE_NEWEST.with(&[("newest", &span.name(newest)), ("before", &span.name(before))]);
    (newest - before > LONE_PERIODS).then_some(told)
}
