//! Why a case cannot be used, in words. It judges none.

use crate::labels::Label;

/// Why a case is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum SetAside {
    NotOpened,
    OpenedAfterAsOf,
    RespondedBeforeOpened,
    ResolvedBeforeOpened,
    FedBackBeforeOpened,
    ReopenedBeforeOpened,
}

impl SetAside {
    /// All reasons, in the order in which they are looked for: a case has the first that holds.
    pub const ALL: [SetAside; 6] = [
        SetAside::NotOpened,
        SetAside::OpenedAfterAsOf,
        SetAside::RespondedBeforeOpened,
        SetAside::ResolvedBeforeOpened,
        SetAside::FedBackBeforeOpened,
        SetAside::ReopenedBeforeOpened,
    ];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            SetAside::NotOpened => "not_opened",
            SetAside::OpenedAfterAsOf => "opened_after_as_of",
            SetAside::RespondedBeforeOpened => "responded_before_opened",
            SetAside::ResolvedBeforeOpened => "resolved_before_opened",
            SetAside::FedBackBeforeOpened => "fed_back_before_opened",
            SetAside::ReopenedBeforeOpened => "reopened_before_opened",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            SetAside::NotOpened => Label::new("no opening time", "缺少受理时间"),
            SetAside::OpenedAfterAsOf => Label::new("opened after the as-of day", "受理时间晚于截止日"),
            SetAside::RespondedBeforeOpened => Label::new("answered before it was opened", "首次响应早于受理"),
            SetAside::ResolvedBeforeOpened => Label::new("resolved before it was opened", "解决早于受理"),
            SetAside::FedBackBeforeOpened => Label::new("feedback call before it was opened", "回访早于受理"),
            SetAside::ReopenedBeforeOpened => Label::new("reopened before it was opened", "重开早于受理"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_own_names() {
        let names = |of: fn(SetAside) -> &'static str| {
            let mut names = SetAside::ALL.map(of).to_vec();
            names.sort_unstable();
            names.dedup();
            names.len()
        };
        assert_eq!([names(SetAside::id), names(|why| why.label().en), names(|why| why.label().zh)], [6; 3]);
        assert!(SetAside::ALL.is_sorted());
    }
}
