//! Moments that a case cannot have, in words. It judges none.

use crate::labels::Label;

/// A step that is recorded before the case was opened. The case counts; the clocks that the step belongs to say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Contradiction {
    RespondedBeforeOpened,
    ResolvedBeforeOpened,
    FedBackBeforeOpened,
    ReopenedBeforeOpened,
}

impl Contradiction {
    /// All of them, in the order of [`Case::contradictions`](super::Case::contradictions).
    pub const ALL: [Contradiction; 4] = [
        Contradiction::RespondedBeforeOpened,
        Contradiction::ResolvedBeforeOpened,
        Contradiction::FedBackBeforeOpened,
        Contradiction::ReopenedBeforeOpened,
    ];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Contradiction::RespondedBeforeOpened => "responded_before_opened",
            Contradiction::ResolvedBeforeOpened => "resolved_before_opened",
            Contradiction::FedBackBeforeOpened => "fed_back_before_opened",
            Contradiction::ReopenedBeforeOpened => "reopened_before_opened",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Contradiction::RespondedBeforeOpened => Label::new("answered before it was opened", "首次响应早于受理"),
            Contradiction::ResolvedBeforeOpened => Label::new("resolved before it was opened", "解决早于受理"),
            Contradiction::FedBackBeforeOpened => Label::new("feedback call before it was opened", "回访早于受理"),
            Contradiction::ReopenedBeforeOpened => Label::new("reopened before it was opened", "重开早于受理"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contradiction_has_its_own_names() {
        let names = |of: fn(Contradiction) -> &'static str| {
            let mut names = Contradiction::ALL.map(of).to_vec();
            names.sort_unstable();
            names.dedup();
            names.len()
        };
        assert_eq!([names(Contradiction::id), names(|why| why.label().en), names(|why| why.label().zh)], [4; 3]);
        assert!(Contradiction::ALL.is_sorted());
    }
}
