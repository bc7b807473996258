//! Why a case cannot be used, in words. It judges none.

use crate::labels::Label;

/// Why a case is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum SetAside {
    NotOpened,
    OpenedAfterAsOf,
}

impl SetAside {
    /// All reasons, in the order in which they are looked for: a case has the first that holds.
    pub const ALL: [SetAside; 2] = [SetAside::NotOpened, SetAside::OpenedAfterAsOf];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            SetAside::NotOpened => "not_opened",
            SetAside::OpenedAfterAsOf => "opened_after_as_of",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            SetAside::NotOpened => Label::new("no opening time", "缺少受理时间"),
            SetAside::OpenedAfterAsOf => Label::new("opened after the as-of day", "受理时间晚于截止日"),
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
        assert_eq!([names(SetAside::id), names(|why| why.label().en), names(|why| why.label().zh)], [2; 3]);
        assert!(SetAside::ALL.is_sorted());
    }
}
