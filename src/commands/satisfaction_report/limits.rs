//! Which lines of `--fail-on` are crossed. What cannot be told is not all well.

use std::collections::BTreeSet;

use crate::commands::thresholds;
use crate::error::{Error, Kind, Problem};
use crate::exports::columns::suggest;
use crate::labels::{Text, satisfaction_report as labels};
use crate::models::early_warning::Level;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::settings::limits::Threshold;
use crate::settings::satisfaction_report::{FailOn, SatisfactionSettings};

use super::figures::{Figure, Series, Unit};
use super::result::Findings;

/// The metric whose figures are known a quarter later, and the full periods that are looked back over for it.
const KNOWN_LATER: (&str, usize) = ("repurchase_rate", 4);

/// Refuses limits on metrics that there are not, and shares of what is no share.
///
/// # Errors
/// Kind `Usage`, with all of them.
pub(super) fn check(settings: &SatisfactionSettings, findings: &Findings) -> Result<(), Error> {
    let known: BTreeSet<&str> = findings.of_everyone().map(|series| series.metric.id.as_str()).collect();
    let limits = settings.fail_on.iter().filter_map(|fail_on| match fail_on {
        FailOn::Limit(limit) => Some(limit),
        FailOn::Alarm(_) => None,
    });
    let wrong = limits.filter_map(|limit| match series(findings, limit) {
        None => {
            let names = known.iter().copied().collect::<Vec<_>>().join(", ");
            let what = labels::NO_SUCH_METRIC.with(&[("name", &limit.metric), ("known", &names)]);
            let problem = Problem::at("--fail-on", what);
            Some(suggest(problem, &limit.metric, known.iter().copied()))
        }
        Some(series) if limit.share && whole(series).is_none() => {
            Some(Problem::at("--fail-on", labels::LIMIT_NO_SHARE.with(&[("limit", limit)])))
        }
        Some(_) => None,
    });
    Error::check(Kind::Usage, wrong.collect())
}

/// One problem for each line that is crossed, and for each of which nobody can tell.
pub(super) fn crossed(settings: &SatisfactionSettings, findings: &Findings) -> Vec<Problem> {
    let of_line = |fail_on: &FailOn| match fail_on {
        FailOn::Alarm(least) => {
            let stands = findings.alarms.gravest().filter(|level| level >= least);
            let told =
                |level: Level| Problem::at("--fail-on", labels::ALARM_STANDS.text().and("level", level.label().text()));
            stands.map(told).or_else(|| unanswered(findings))
        }
        FailOn::Limit(limit) => match newest(findings, limit) {
            Some(figure) => thresholds::crossed(std::slice::from_ref(limit), |_| Some(figure)).into_iter().next(),
            None => {
                let problem = Problem::at("--fail-on", labels::LIMIT_UNTOLD.with(&[("threshold", limit)]));
                Some(problem.hint(why_untold(findings, limit)))
            }
        },
    };
    settings.fail_on.iter().filter_map(of_line).collect()
}

/// Scores without an answer that can be used in the newest full period raise no alarm, and are not all well.
fn unanswered(findings: &Findings) -> Option<Problem> {
    let (series, at) = findings.unanswered().into_iter().next()?;
    let period = findings.span.name(at);
    let what = labels::NOBODY_ANSWERED.with(&[("period", &period)]).and("name", series.metric.name.clone());
    Some(Problem::at("--fail-on", what).hint(labels::NOBODY_ANSWERED_HINT.text()))
}

fn series<'a>(findings: &'a Findings, limit: &Threshold) -> Option<&'a Series> {
    findings.of_everyone().find(|series| series.metric.id == limit.metric)
}

/// The figure of all customers in the newest full period that alarms judge too, or the newest that can be known, and its
/// share of the whole where it is one. A provisional figure crosses no line.
fn newest(findings: &Findings, limit: &Threshold) -> Option<(f64, Option<f64>)> {
    let series = series(findings, limit)?;
    let last = series.metric.judged_span(&findings.span).last_full()?;
    let most = if series.metric.id == KNOWN_LATER.0 { KNOWN_LATER.1 } else { 1 };
    let figures = series.figures.get(..=last)?.iter().rev().take(most);
    let value = figures.filter_map(Figure::shown).find_map(|figure| figure.value)?;
    Some((value, whole(series).map(|whole| value / whole)))
}

/// Why a limit cannot be told, and what to do.
fn why_untold(findings: &Findings, limit: &Threshold) -> Text {
    let own = series(findings, limit);
    let at = own.and_then(|own| own.metric.judged_span(&findings.span).last_full());
    let (Some(own), Some(at)) = (own, at) else { return labels::UNTOLD_NO_FULL_PERIOD.text() };
    if findings.unanswered().iter().any(|(series, _)| series.metric.id == own.metric.id) {
        return labels::NOBODY_ANSWERED_HINT.text();
    }
    let period = findings.span.name(at);
    let label = match own.figures.get(at).is_some_and(|figure| figure.shown.is_hidden()) {
        true => labels::UNTOLD_FEW,
        false => labels::UNTOLD_NOTHING,
    };
    label.with(&[("period", &period), ("least", &SUPPRESSED_BELOW)])
}

/// What a figure is the whole of where it is a share.
fn whole(series: &Series) -> Option<f64> {
    match series.metric.unit {
        unit @ (Unit::Percent | Unit::PerThousand) => Some(unit.factor()),
        Unit::Points | Unit::Answer | Unit::Count | Unit::Days => None,
    }
}
