//! The phases of a recall. They order nothing: a plan goes by due time.

use crate::labels::Label;

/// A phase of a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// No more affected units go out.
    Stop,
    /// Authorities are told.
    Notify,
    /// Customers are told.
    Contact,
    /// Units are returned, repaired or destroyed.
    Recover,
    /// It is checked that the recall works.
    Verify,
    /// The recall is ended and learnt from.
    Close,
}

impl Phase {
    /// Names and phases as files write them.
    pub const NAMES: [(&'static str, Phase); 6] = [
        ("stop", Phase::Stop),
        ("notify", Phase::Notify),
        ("contact", Phase::Contact),
        ("recover", Phase::Recover),
        ("verify", Phase::Verify),
        ("close", Phase::Close),
    ];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        Phase::NAMES.into_iter().find(|(_, phase)| *phase == self).map_or("", |(name, _)| name)
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Phase::Stop => Label::new("stop", "止损"),
            Phase::Notify => Label::new("tell authorities", "报告主管部门"),
            Phase::Contact => Label::new("tell customers", "通知客户"),
            Phase::Recover => Label::new("recover", "回收处置"),
            Phase::Verify => Label::new("verify", "效果核查"),
            Phase::Close => Label::new("close", "结案"),
        }
    }
}
