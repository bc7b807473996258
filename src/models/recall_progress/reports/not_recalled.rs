//! Why units are outstanding. It advises nothing.

use std::collections::BTreeMap;

use super::super::{Account, Answer, Progress, Standing, Status};
use crate::labels::Label;

/// Why units are outstanding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotRecalled {
    /// The customer has not been told yet.
    NotNotified,
    /// The customer cannot be reached.
    Unreachable,
    /// The customer was told, and has not answered.
    NoResponse,
    /// The customer refuses.
    Refused,
    /// The customer passed them on.
    PassedOn,
    /// The customer answered, and they have not come back.
    NotYetReturned,
    /// The sale names no customer.
    NoCustomer,
    /// To be taken off the others: what came back from somebody unknown.
    FromUnknown,
}

/// One reason. Rows add up to all outstanding units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRecalledRow {
    /// The reason.
    pub reason: NotRecalled,
    /// Customers; one may be in two rows, with units passed on and others.
    pub customers: u64,
    /// Outstanding units, in 1/10000; below 0 where they are to be taken off the others.
    pub units: i128,
}

const LABELS: [Label; 8] = [
    Label::new("not notified yet", "尚未通知"),
    Label::new("unreachable", "无法联系"),
    Label::new("no response", "已通知但未回应"),
    Label::new("refused", "拒绝配合"),
    Label::new("passed on", "已转让他人"),
    Label::new("responded, not yet returned", "已回应但尚未收回"),
    Label::new("no customer recorded", "销售记录无客户信息"),
    Label::new("less: came back without a customer recorded", "减：已收回但未记录客户"),
];

impl NotRecalled {
    /// The reason in words.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

/// Outstanding units by reason, in the order of the reasons; reasons without units or customers are left out. A
/// customer who was not told, or cannot be, is counted even when no units are expected there.
pub fn not_recalled(progress: &Progress<'_>) -> Vec<NotRecalledRow> {
    let mut rows: BTreeMap<NotRecalled, (u64, i128)> = BTreeMap::new();
    let mut add = |reason, customers, units| {
        let row = rows.entry(reason).or_default();
        row.0 += customers;
        row.1 += units;
    };
    for one in &progress.standings {
        let Account { outstanding, passed_on, .. } = one.account;
        if passed_on > 0 {
            add(NotRecalled::PassedOn, 1, passed_on);
        }
        let reason = reason(one);
        let is_open = matches!(reason, NotRecalled::NotNotified | NotRecalled::Unreachable | NotRecalled::NoResponse);
        if outstanding > passed_on || is_open {
            add(reason, 1, outstanding - passed_on);
        }
    }
    match progress.unidentified.outstanding {
        0 => {}
        left if left > 0 => add(NotRecalled::NoCustomer, 0, left),
        less => add(NotRecalled::FromUnknown, 0, less),
    }
    rows.into_iter().map(|(reason, (customers, units))| NotRecalledRow { reason, customers, units }).collect()
}

fn reason(one: &Standing<'_>) -> NotRecalled {
    match (one.status, one.answer) {
        (Status::Pending, _) => NotRecalled::NotNotified,
        (Status::Unreachable, _) => NotRecalled::Unreachable,
        (Status::Notified, _) => NotRecalled::NoResponse,
        (_, Some(Answer::Refused)) => NotRecalled::Refused,
        _ => NotRecalled::NotYetReturned,
    }
}
