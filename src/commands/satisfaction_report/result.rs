//! What the run found, part by part.

use crate::error::{Error, Problem};
use crate::labels::Text;
use crate::settings::satisfaction_report::{FailOn, SatisfactionSettings};

use super::alarms::{self, Alarms};
use super::complaints::{self, Complaints};
use super::drivers::{self, Drivers};
use super::figures::{Segment, Series};
use super::files::Files;
use super::follow_ups::{self, FollowUps};
use super::goals::{self, Goals};
use super::load::Loaded;
use super::loyalty::{self, Loyalty};
use super::recovery::{self, Recovery};
use super::scores::{self, Scores};
use super::span::Span;

/// Everything that was found. Parts whose data were not given are not there.
pub(super) struct Findings {
    pub(super) span: Span,
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
        Some(rows) => Some(complaints::find(settings, &files.complaints, loaded, rows, &span)?),
        None => None,
    };
    let follow_ups = match &loaded.follow_ups {
        Some(rows) => Some(follow_ups::find(settings, loaded, rows, &span)?),
        None => None,
    };
    let loyalty = match &loaded.bought {
        Some(bought) => Some(loyalty::find(settings, bought, &loaded.groups, &span)?),
        None => None,
    };
    let mut findings = Findings {
        span,
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
    let alarms = alarms::find(settings, &files.alarms, &span, &series)?;
    let goals = match &files.goals {
        Some(file) => Some(goals::find(settings, file, &span, &series)?),
        None => None,
    };
    let recovery = match settings.events.is_empty() {
        true => None,
        false => Some(recovery::find(settings, &span, &series)?),
    };
    (findings.alarms, findings.goals, findings.recovery) = (alarms, goals, recovery);
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
}

/// What a reader has to know.
pub(super) fn warnings(findings: &Findings) -> Vec<Text> {
    let Findings { scores, drivers, complaints, follow_ups, goals, alarms, .. } = findings;
    let parts = [
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
        "gravest_alarm": findings.alarms.gravest().map(|level| level.id()),
    })
}

/// One problem for each line of `--fail-on` that is crossed.
pub(super) fn crossed(settings: &SatisfactionSettings, findings: &Findings) -> Vec<Problem> {
    let mut problems = Vec::new();
    for fail_on in &settings.fail_on {
        match fail_on {
            FailOn::Alarm(least) => {
                let stands = findings.alarms.gravest().filter(|level| level >= least);
                problems.extend(stands.map(super::words::stands));
            }
            FailOn::Limit(limit) => {
                let last = findings.span.last_full();
                let figure = findings.of_everyone().find(|series| series.metric.id == limit.metric);
                let value = last.zip(figure).and_then(|(at, series)| series.figures.get(at)?.shown()?.value);
                let given = std::slice::from_ref(limit);
                problems.extend(crate::commands::thresholds::crossed(given, |_| {
                    value.map(|value| (value, Some(value / 100.0)))
                }));
            }
        }
    }
    problems
}
