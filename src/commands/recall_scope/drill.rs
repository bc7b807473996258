//! A mock recall: the times of its key activities and whether it passed.

use std::time::Instant;

use crate::models::recall_progress::reports::{DrillFigures, DrillStep, MockRecall, mock_recall};
use crate::settings::recall_scope::RecallScopeSettings;

use super::result::Findings;

/// The pass/fail sheet.
pub(super) struct Drill {
    pub(super) sheet: MockRecall,
    /// Balances of a lot at a site that do not close within the tolerance.
    open: u64,
}

/// Takes the time of each activity.
pub(super) struct Clock {
    last: Instant,
    /// Milliseconds of each activity.
    steps: Vec<(DrillStep, u64)>,
}

impl Clock {
    pub(super) fn start() -> Clock {
        Clock { last: Instant::now(), steps: Vec::new() }
    }

    /// The activity is done.
    pub(super) fn done(&mut self, step: DrillStep) {
        let now = Instant::now();
        let spent = now.duration_since(self.last).as_millis() as u64;
        match self.steps.iter_mut().find(|(own, _)| *own == step) {
            Some((_, sum)) => *sum += spent,
            None => self.steps.push((step, spent)),
        }
        self.last = now;
    }
}

impl Drill {
    /// The sheet of what was found in that time.
    pub(super) fn of(settings: &RecallScopeSettings, clock: &Clock, findings: &Findings<'_>) -> Drill {
        let moves = &findings.traded.moves;
        let figures = DrillFigures {
            order_lines: findings.traded.sales.read,
            movements: moves.rows.len() as u64 + moves.elsewhere,
            backward_lots: findings.traced.backward.len() as u64,
            forward_lots: findings.traced.forward.len() as u64,
            customers: findings.customers(),
            customers_with_contact: findings.contacts.reach.reachable,
            incoming: findings.balances.total.incoming,
            accounted: findings.balances.total.accounted + findings.balances.hidden,
            sold_without_lot: findings.balances.hidden,
        };
        let tolerance = settings.tolerance.unwrap_or_default().parts_per_million;
        // Activities in whole seconds, of which the last is what is left of the whole, rounded up.
        let whole: u64 = clock.steps.iter().map(|(_, spent)| spent).sum::<u64>().div_ceil(1_000);
        let mut left = whole;
        let mut steps: Vec<(DrillStep, u64)> = Vec::new();
        for (at, (step, spent)) in clock.steps.iter().enumerate() {
            let last = at + 1 == clock.steps.len();
            let seconds = if last { left } else { (spent / 1_000).min(left) };
            left -= seconds;
            steps.push((*step, seconds));
        }
        let open = findings.balances.total.beyond;
        Drill { sheet: mock_recall(&steps, settings.time_limit, figures, tolerance), open }
    }

    /// Whether every balance closes within the tolerance, and all of them together do.
    pub(super) fn is_balanced(&self) -> bool {
        self.open == 0 && self.sheet.is_balanced != Some(false)
    }

    /// In time, and balanced.
    pub(super) fn is_passed(&self) -> bool {
        self.sheet.is_in_time() && self.is_balanced()
    }
}
