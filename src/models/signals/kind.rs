//! The names of the signals, for files and for people.

use crate::labels::Label;

/// What a signal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignalKind {
    /// Fewer purchase days than before.
    PurchasesFalling,
    /// Silent for longer than the own gaps between purchases.
    Overdue,
    /// Less spent per purchase day.
    SpendFalling,
    /// More complaints per order.
    ComplaintsRising,
    /// Fewer interactions, such as visits, messages or opened mails.
    InteractionsFalling,
    /// Lower satisfaction scores.
    SatisfactionFalling,
}

impl SignalKind {
    /// All signals, in the order in which they are shown.
    pub const ALL: [SignalKind; 6] = [
        SignalKind::PurchasesFalling,
        SignalKind::Overdue,
        SignalKind::SpendFalling,
        SignalKind::ComplaintsRising,
        SignalKind::InteractionsFalling,
        SignalKind::SatisfactionFalling,
    ];

    /// The name in data files, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            SignalKind::PurchasesFalling => "purchases_falling",
            SignalKind::Overdue => "overdue",
            SignalKind::SpendFalling => "spend_falling",
            SignalKind::ComplaintsRising => "complaints_rising",
            SignalKind::InteractionsFalling => "interactions_falling",
            SignalKind::SatisfactionFalling => "satisfaction_falling",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            SignalKind::PurchasesFalling => Label::new("buys less often", "购买次数下降"),
            SignalKind::Overdue => Label::new("overdue by own rhythm", "超出自身购买周期"),
            SignalKind::SpendFalling => Label::new("spends less per purchase", "单次消费下降"),
            SignalKind::ComplaintsRising => Label::new("complains more per order", "单均投诉上升"),
            SignalKind::InteractionsFalling => Label::new("interacts less", "互动减少"),
            SignalKind::SatisfactionFalling => Label::new("less satisfied", "满意度下降"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_distinct() {
        let all = SignalKind::ALL;
        assert!(all.is_sorted());
        assert_eq!(all.map(SignalKind::id).into_iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.map(|kind| kind.label().en).into_iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.map(|kind| kind.label().zh).into_iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
