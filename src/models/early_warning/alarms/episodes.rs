//! Neighbouring periods in which a rule fired, as one.

use std::collections::BTreeMap;

use super::judge::Judgement;
use super::level::{Direction, Level};
use crate::models::early_warning::rules::Rule;

/// Periods one after the other in which one rule fired; periods that were not judged do not interrupt it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The rule.
    pub rule: Rule,
    /// The first period in which it fired.
    pub first: i64,
    /// The last one.
    pub last: i64,
    /// Where it pointed in the last period.
    pub direction: Direction,
    /// The gravest level.
    pub level: Level,
    /// Whether it fired in the last period that was judged: the alarm stands.
    pub open: bool,
}

impl Episode {
    /// Whether two episodes share a period.
    pub(super) fn meets(&self, other: &Episode) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// The episodes of one rule in this run.
pub(super) fn episodes(rule: Rule, judged: &[i64], judgement: &Judgement) -> Vec<Episode> {
    let alarms: BTreeMap<i64, (Direction, Level)> = judgement
        .alarms
        .iter()
        .filter(|alarm| alarm.key.rule == rule)
        .map(|alarm| (alarm.period, (alarm.direction, alarm.level)))
        .collect();
    let mut found: Vec<Episode> = Vec::new();
    let mut running = false;
    for period in judged {
        let alarm = alarms.get(period);
        match (alarm, found.last_mut().filter(|_| running)) {
            (Some((direction, level)), Some(episode)) => {
                *episode =
                    Episode { last: *period, direction: *direction, level: episode.level.max(*level), ..*episode };
            }
            (Some((direction, level)), None) => {
                let (first, last, direction, level) = (*period, *period, *direction, *level);
                found.push(Episode { rule, first, last, direction, level, open: false });
            }
            (None, _) => {}
        }
        running = alarm.is_some();
    }
    if let Some(episode) = found.last_mut() {
        episode.open = running;
    }
    found
}
