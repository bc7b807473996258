//! High, middle and low: the scale that value, winnability and risk share.

use crate::labels::Label;

/// A level on a scale of three. The better for winning back comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The upper part.
    High,
    /// The middle part.
    Middle,
    /// The lower part.
    Low,
}

impl Level {
    /// All levels, from high to low.
    pub const ALL: [Level; 3] = [Level::High, Level::Middle, Level::Low];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Level::High => "high",
            Level::Middle => "middle",
            Level::Low => "low",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Level::High => Label::new("high", "高"),
            Level::Middle => Label::new("middle", "中"),
            Level::Low => Label::new("low", "低"),
        }
    }
}

/// Where the middle and the high level begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cuts {
    middle_from: f64,
    high_from: f64,
}

impl Cuts {
    /// The default for risks: the range from 0 to 1 in thirds.
    pub const THIRDS: Cuts = Cuts { middle_from: 1.0 / 3.0, high_from: 2.0 / 3.0 };

    /// The default for winnability weights, which lie at quarters.
    pub const HALF_AND_THREE_QUARTERS: Cuts = Cuts { middle_from: 0.5, high_from: 0.75 };

    /// The default for quantiles of value: the best fifth is high, the next three tenths are middle.
    pub const BEST_FIFTH_AND_HALF: Cuts = Cuts { middle_from: 0.5, high_from: 0.8 };

    /// Cuts with `middle_from` <= `high_from`, both in 0..=1; `None` otherwise.
    pub fn new(middle_from: f64, high_from: f64) -> Option<Cuts> {
        (0.0 <= middle_from && middle_from <= high_from && high_from <= 1.0).then_some(Cuts { middle_from, high_from })
    }

    /// Start of the middle level.
    pub fn middle_from(self) -> f64 {
        self.middle_from
    }

    /// Start of the high level.
    pub fn high_from(self) -> f64 {
        self.high_from
    }

    /// The level of `value`; one on a cut belongs above it.
    pub fn level(self, value: f64) -> Level {
        level(value, self.middle_from, self.high_from)
    }
}

pub(super) fn level(value: f64, middle_from: f64, high_from: f64) -> Level {
    if value >= high_from {
        Level::High
    } else if value >= middle_from {
        Level::Middle
    } else {
        Level::Low
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_value_on_a_cut_belongs_above_it() {
        let cuts = Cuts::new(0.25, 0.75).unwrap();
        let levels = [0.0, 0.2, 0.25, 0.7, 0.75, 1.0].map(|value| cuts.level(value));
        assert_eq!(levels, [Level::Low, Level::Low, Level::Middle, Level::Middle, Level::High, Level::High]);
        for (middle, high) in [(0.5, 0.4), (-0.1, 0.5), (0.5, 1.1), (f64::NAN, 0.5), (0.5, f64::NAN)] {
            assert_eq!(Cuts::new(middle, high), None);
        }
    }
}
