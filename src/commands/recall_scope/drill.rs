//! A mock recall: the times of its key activities and whether it passed.

use std::time::Instant;

use crate::models::recall_progress::reports::{DrillFigures, DrillStep, MockRecall, mock_recall};
use crate::settings::recall_scope::RecallScopeSettings;

use super::result::Findings;

/// The pass/fail sheet.
pub(super) struct Drill {
    pub(super) sheet: MockRecall,
}

/// Takes the time of each activity.
pub(super) struct Clock {
    last: Instant,
    steps: Vec<(DrillStep, u64)>,
}

impl Clock {
    pub(super) fn start() -> Clock {
        Clock { last: Instant::now(), steps: Vec::new() }
    }

    /// The activity is done; seconds are rounded up, so that a drill is never shorter than it was.
    pub(super) fn done(&mut self, step: DrillStep) {
        let now = Instant::now();
        let seconds = now.duration_since(self.last).as_millis().div_ceil(1_000) as u64;
        match self.steps.iter_mut().find(|(own, _)| *own == step) {
            Some((_, sum)) => *sum += seconds,
            None => self.steps.push((step, seconds)),
        }
        self.last = now;
    }
}

impl Drill {
    /// The sheet of what was found in that time.
    pub(super) fn of(settings: &RecallScopeSettings, clock: &Clock, findings: &Findings<'_>, rows_read: u64) -> Drill {
        let figures = DrillFigures {
            rows_read,
            backward_lots: findings.traced.backward.len() as u64,
            forward_lots: findings.traced.forward.len() as u64,
            customers: findings.customers(),
            customers_with_contact: findings.contacts.reach.reachable,
            incoming: findings.balances.total.incoming,
            accounted: findings.balances.total.accounted,
        };
        let tolerance = settings.tolerance.unwrap_or_default().parts_per_million;
        Drill { sheet: mock_recall(&clock.steps, settings.time_limit, figures, tolerance) }
    }

    /// In time, and every balance closes within the tolerance.
    pub(super) fn is_passed(&self) -> bool {
        self.sheet.is_in_time() && self.sheet.is_balanced != Some(false)
    }
}
