//! Where a customer stands, as a word, and counts by it. It decides nothing.

use super::account::Account;
use crate::labels::Label;

/// Where a customer stands. The rules are in the module's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not told yet.
    Pending,
    /// Told, and not heard of.
    Notified,
    /// Heard of, and units are outstanding.
    Responded,
    /// All units are accounted for.
    Reconciled,
    /// More units are accounted for than can have been sold.
    Discrepancy,
    /// No usable channel, or every notice failed.
    Unreachable,
}

/// All statuses.
pub(super) const STATUSES: [Status; 6] = [
    Status::Pending,
    Status::Notified,
    Status::Responded,
    Status::Reconciled,
    Status::Discrepancy,
    Status::Unreachable,
];

/// Customers of one status. Each column has its own total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// The status.
    pub status: Status,
    /// Consumers.
    pub consumers: u64,
    /// Consignees.
    pub consignees: u64,
    /// Their units.
    pub account: Account,
}

const LABELS: [Label; 6] = [
    Label::new("pending", "待通知"),
    Label::new("notified", "已通知"),
    Label::new("responded", "已回应"),
    Label::new("reconciled", "已核销"),
    Label::new("discrepancy", "数量不符"),
    Label::new("unreachable", "无法联系"),
];

impl Status {
    /// The status as a word.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}
