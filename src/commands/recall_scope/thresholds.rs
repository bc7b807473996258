//! What ends a recall with exit code 10: thresholds of `--fail-on`, a balance beyond `--tolerance`, a drill that failed.

use std::fmt::Display;

use crate::commands::thresholds;
use crate::error::Problem;
use crate::labels::recall_scope as labels;
use crate::models::affected_units::Class;
use crate::settings::recall_goals::GoalFigure;
use crate::settings::recall_scope::RecallScopeSettings;

use super::drill::Drill;
use super::holders;
use super::result::Findings;

/// One problem for each of them.
pub(super) fn crossed(settings: &RecallScopeSettings, findings: &Findings<'_>, drill: Option<&Drill>) -> Vec<Problem> {
    let beyond = findings.balances.total.beyond;
    let contacts = findings.contacts.contacts.len() as f64;
    let mut problems = thresholds::crossed(&settings.fail_on, |metric| {
        // Where there is nobody to reach, nobody is out of reach.
        let share = |part: f64| Some(if contacts > 0.0 { part / contacts } else { 0.0 });
        let conflicts = findings.holders.by_class[holders::rank(Class::Conflict)].lines;
        let of = |figure| {
            findings.standing.as_ref()?.figures.iter().find(|own| own.figure == figure && own.audience.is_none())
        };
        Some(match metric {
            "responded" => {
                let own = of(GoalFigure::Responded)?;
                (own.part, own.share())
            }
            "accounted" => {
                let own = of(GoalFigure::Accounted)?;
                (own.part / 1e4, own.share())
            }
            "affected_customers" => (findings.customers() as f64, None),
            "affected_units" => (findings.holders.total.max as f64 / 1e4, None),
            "unreachable" => {
                let n = findings.contacts.unreachable().count() as f64;
                (n, share(n))
            }
            "direct_reach" => {
                let reach = findings.contacts.reach.share().unwrap_or(1.0);
                (reach, Some(reach))
            }
            "conflicts" => (conflicts as f64, None),
            _ => (findings.balances.missing() as f64 / 1e4, None),
        })
    });
    if settings.tolerance.is_some() && beyond > 0 {
        problems.push(Problem::at("--tolerance", labels::UNBALANCED.with(&[("n", &beyond)])));
    }
    if let Some(drill) = drill {
        let sheet = &drill.sheet;
        if !sheet.is_in_time() {
            let values: [(&'static str, &dyn Display); 2] =
                [("seconds", &sheet.seconds), ("limit", &sheet.limit_seconds)];
            problems.push(Problem::at("--time-limit", labels::DRILL_LATE.with(&values)));
        }
        if !drill.is_balanced() {
            problems.push(Problem::at("--drill", labels::DRILL_UNBALANCED.text()));
        }
    }
    problems
}
