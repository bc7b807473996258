//! The sheet of a traceability test, BRCGS 3.9 and 3.11: forward and backward trace and mass balance within four hours,
//! with the times of key activities. It measures no time.

use crate::labels::Label;

/// Four hours.
pub const TRACE_LIMIT_SECONDS: u64 = 4 * 3_600;

/// A key activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrillStep {
    /// Reading the records.
    Records,
    /// Tracing back to suppliers and materials.
    Backward,
    /// Tracing forward to customers.
    Forward,
    /// Mass balance.
    Balance,
    /// List of contacts.
    Contacts,
}

const LABELS: [Label; 5] = [
    Label::new("records read", "读取记录"),
    Label::new("traced backward", "向上追溯"),
    Label::new("traced forward", "向下追踪"),
    Label::new("mass balance", "物料平衡"),
    Label::new("contact list", "联系名单"),
];

/// What a drill found. Units in 1/10000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrillFigures {
    /// Order lines read.
    pub order_lines: u64,
    /// Movements read.
    pub movements: u64,
    /// Lots traced backward: materials and suppliers' lots.
    pub backward_lots: u64,
    /// Lots traced forward.
    pub forward_lots: u64,
    /// Customers found.
    pub customers: u64,
    /// Customers whose contact details can be used.
    pub customers_with_contact: u64,
    /// Units made and received.
    pub incoming: i128,
    /// Units accounted for.
    pub accounted: i128,
    /// Of these, units sold without a lot that may be what else is missing.
    pub sold_without_lot: i128,
}

/// The sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct MockRecall {
    /// Seconds of each key activity, in the order of the steps.
    pub steps: Vec<(DrillStep, u64)>,
    /// Seconds of all of them.
    pub seconds: u64,
    /// Seconds allowed.
    pub limit_seconds: u64,
    /// What was found.
    pub figures: DrillFigures,
    /// Accounted / incoming, in per cent; `None` when nothing came in.
    pub balance_percent: Option<f64>,
    /// Whether the balance differs from 100 % by no more than the tolerance; `None` when nothing came in.
    pub is_balanced: Option<bool>,
}

impl DrillStep {
    /// The step in words.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

impl MockRecall {
    /// Whether the drill took no longer than allowed.
    pub fn is_in_time(&self) -> bool {
        self.seconds <= self.limit_seconds
    }
}

/// The sheet of a drill. `tolerance` is in parts per million of what came in: 0.5 % is 5,000. Tolerances are customs of
/// auditors, not rules.
pub fn mock_recall(
    steps: &[(DrillStep, u64)],
    limit_seconds: u64,
    figures: DrillFigures,
    tolerance: u32,
) -> MockRecall {
    let mut sorted = steps.to_vec();
    sorted.sort_unstable();
    let DrillFigures { incoming, accounted, .. } = figures;
    let gap = (incoming - accounted).unsigned_abs().saturating_mul(1_000_000);
    let allowed = incoming.unsigned_abs().saturating_mul(u128::from(tolerance));
    MockRecall {
        seconds: sorted.iter().fold(0, |sum, (_, seconds)| seconds.saturating_add(sum)),
        steps: sorted,
        limit_seconds,
        figures,
        balance_percent: (incoming > 0).then(|| 100.0 * accounted as f64 / incoming as f64),
        is_balanced: (incoming > 0).then_some(gap <= allowed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_time_and_balanced() {
        let figures = DrillFigures { incoming: 10_000_000, accounted: 9_950_000, ..DrillFigures::default() };
        let steps = [(DrillStep::Forward, 9_000), (DrillStep::Records, 5_400)];
        let sheet = mock_recall(&steps, TRACE_LIMIT_SECONDS, figures, 5_000);
        assert_eq!((sheet.steps[0].0, sheet.seconds, sheet.is_in_time()), (DrillStep::Records, 14_400, true));
        assert_eq!((sheet.balance_percent, sheet.is_balanced), (Some(99.5), Some(true)));
        let late = mock_recall(&[steps[0], steps[1], (DrillStep::Balance, 1)], TRACE_LIMIT_SECONDS, figures, 4_999);
        assert_eq!((late.is_in_time(), late.is_balanced), (false, Some(false)));
        let nothing = mock_recall(&[], 1, DrillFigures::default(), 0);
        assert_eq!((nothing.balance_percent, nothing.is_balanced, nothing.seconds), (None, None, 0));
    }
}
