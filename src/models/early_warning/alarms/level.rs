//! How grave an alarm is, and where it points.

use crate::labels::Label;
use crate::models::early_warning::series::Side;

/// How grave an alarm is. [`judge`](super::judge::judge) says how it follows from the signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Look at it.
    Notice,
    /// Act on it.
    Warning,
    /// Act on it now.
    Crisis,
}

/// Where an alarm points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Figures are high.
    High,
    /// Figures are low.
    Low,
    /// The pattern has no side: the series no longer varies at random.
    Either,
}

impl Level {
    /// From the least grave on.
    pub const ALL: [Level; 3] = [Level::Notice, Level::Warning, Level::Crisis];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Crisis => "crisis",
        }
    }

    /// The level of that name.
    pub fn of_id(id: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.id() == id)
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Level::Notice => Label::new("notice", "提示"),
            Level::Warning => Label::new("warning", "警告"),
            Level::Crisis => Label::new("crisis", "危机"),
        }
    }
}

impl Direction {
    /// Every direction.
    pub const ALL: [Direction; 3] = [Direction::High, Direction::Low, Direction::Either];

    /// The direction of a signal.
    pub fn of(side: Option<Side>) -> Direction {
        match side {
            Some(Side::High) => Direction::High,
            Some(Side::Low) => Direction::Low,
            None => Direction::Either,
        }
    }

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Direction::High => "high",
            Direction::Low => "low",
            Direction::Either => "either",
        }
    }

    /// The direction of that name.
    pub fn of_id(id: &str) -> Option<Direction> {
        Direction::ALL.into_iter().find(|direction| direction.id() == id)
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Direction::High => Side::High.label(),
            Direction::Low => Side::Low.label(),
            Direction::Either => Label::new("on neither side", "不分方向"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_levels_ascend() {
        assert!(Level::ALL.into_iter().all(|level| Level::of_id(level.id()) == Some(level)));
        assert!(Direction::ALL.into_iter().all(|own| Direction::of_id(own.id()) == Some(own)));
        assert!(Level::ALL.is_sorted() && Level::of_id("").is_none() && Direction::of_id("").is_none());
    }
}
