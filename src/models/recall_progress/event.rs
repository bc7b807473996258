//! What is affected, and what happened. Days count from 1970-01-01, quantities are in 1/10000 units. It judges nothing.

use super::location::Location;
use super::medium::Medium;
use crate::labels::Label;
use crate::models::effectiveness::CheckOutcome;

/// Affected units of one lot with one customer when the recall began, net of what came back before. Several lines for the
/// same add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Affected<'a> {
    /// The customer; `None` when the sale names none.
    pub customer: Option<&'a str>,
    /// The lot, in scope; `None` when it is not known which.
    pub lot: Option<&'a str>,
    /// Where the units are. A customer with several is taken for the one nearest to the manufacturer.
    pub location: Location,
    /// Affected units at least.
    pub certain: i64,
    /// The certain ones and those expected beside them: what has to be accounted for.
    pub units: i64,
    /// Affected units at most.
    pub max: i64,
}

/// Whether a notice arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delivery {
    /// It arrived.
    Delivered,
    /// It was sent; whether it arrived is not recorded. Counts as a notice.
    Unknown,
    /// It came back, or nobody answered. Counts as an attempt.
    Failed,
}

/// A notice to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notification<'a> {
    /// The customer.
    pub customer: &'a str,
    /// Day on which it was sent.
    pub day: i32,
    /// How.
    pub medium: Medium,
    /// Whether it arrived.
    pub delivery: Delivery,
}

/// What a customer answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Has units: the quantity on hand. 0 means [`Answer::HasNone`].
    HasUnits,
    /// Has none; a quantity is not read.
    HasNone,
    /// Will not take part.
    Refused,
    /// Has used them up.
    AlreadyUsed,
    /// Has thrown them away.
    Discarded,
    /// Gave or sold them to somebody else.
    PassedOn,
    /// Anything else, also a mere receipt.
    Unknown,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Response<'a> {
    /// The customer.
    pub customer: &'a str,
    /// Day.
    pub day: i32,
    /// What the customer says.
    pub answer: Answer,
    /// Of which lot; `None` for all, or when not said.
    pub lot: Option<&'a str>,
    /// Of which serial number.
    pub serial: Option<&'a str>,
    /// How many; `None` for all the rest.
    pub quantity: Option<i64>,
    /// How the answer came.
    pub medium: Medium,
}

/// What became of units that were recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// Came back.
    Returned,
    /// Repaired or replaced in place.
    Corrected,
    /// Destroyed in place, on record.
    Disposed,
    /// Paid back without coming back.
    Refunded,
}

/// Units recovered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recovery<'a> {
    /// The customer; `None` when goods came back from somebody unknown.
    pub customer: Option<&'a str>,
    /// Day.
    pub day: i32,
    /// What became of them.
    pub disposition: Disposition,
    /// Lot.
    pub lot: Option<&'a str>,
    /// Serial number.
    pub serial: Option<&'a str>,
    /// Quantity, above 0.
    pub quantity: i64,
}

/// What a follow-up is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FollowUpKind {
    /// Whether the recall works at a consignee (21 CFR 7.42(b)(3)).
    EffectivenessCheck,
    /// Anything else, such as a reminder.
    Other,
}

/// A planned contact after the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUp<'a> {
    /// The customer.
    pub customer: &'a str,
    /// What it is for.
    pub kind: FollowUpKind,
    /// Day on which it is due.
    pub due: Option<i32>,
    /// Day on which it was done; `None` while it is open.
    pub done: Option<i32>,
    /// How.
    pub medium: Medium,
    /// What an effectiveness check found.
    pub outcome: Option<CheckOutcome>,
}

const ANSWERS: [Label; 7] = [
    Label::new("has units", "仍持有"),
    Label::new("has none", "未持有"),
    Label::new("refuses", "拒绝配合"),
    Label::new("already used", "已使用完"),
    Label::new("thrown away", "已丢弃"),
    Label::new("passed on", "已转让他人"),
    Label::new("other answer", "其他答复"),
];

const DISPOSITIONS: [Label; 4] = [
    Label::new("returned", "已退回"),
    Label::new("repaired or replaced in place", "已就地维修或更换"),
    Label::new("disposed of", "已销毁"),
    Label::new("refunded without return", "已退款（未退货）"),
];

impl Answer {
    /// The answer in words.
    pub fn label(self) -> Label {
        ANSWERS[self as usize]
    }
}

impl Disposition {
    /// The disposition in words.
    pub fn label(self) -> Label {
        DISPOSITIONS[self as usize]
    }
}
