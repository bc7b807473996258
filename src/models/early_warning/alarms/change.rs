//! The names of what can become of an alarm.

use crate::labels::Label;

/// What became of an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It stands, and the earlier run did not have it standing.
    New,
    /// It stood and stands.
    Ongoing,
    /// It stood and no longer stands: a later period was judged to be in order.
    Cleared,
    /// It was raised, and none of its periods is alarming when judged again: late data changed these periods or, where
    /// the baseline is not frozen, their limits.
    Withdrawn,
    /// It was raised and is over, unknown to the earlier run: it came and went between the runs, or late data show it or
    /// other periods or another level of it.
    Over,
    /// It stood, and nothing was judged since, so that it can be neither ongoing nor cleared: the series or the rule is
    /// missing from this run, or its periods are provisional or without data.
    Held,
}

impl Change {
    /// Every change.
    pub const ALL: [Change; 6] =
        [Change::New, Change::Ongoing, Change::Cleared, Change::Withdrawn, Change::Over, Change::Held];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Ongoing => "ongoing",
            Change::Cleared => "cleared",
            Change::Withdrawn => "withdrawn",
            Change::Over => "over",
            Change::Held => "held",
        }
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Change::New => Label::new("new", "新增"),
            Change::Ongoing => Label::new("ongoing", "持续"),
            Change::Cleared => Label::new("cleared", "解除"),
            Change::Withdrawn => Label::new("withdrawn: in order when judged again", "撤销：重新判断后正常"),
            Change::Over => Label::new("over, unknown in this form to the last run", "已结束，上次运行时并非如此"),
            Change::Held => Label::new("stands, not judged in this run", "仍有效，本次未作判断"),
        }
    }
}
