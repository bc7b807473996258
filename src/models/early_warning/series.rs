//! What is judged: observations in order of time and how far each of them counts.

use crate::labels::Label;

/// How far a period counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The period is over and its data are in.
    #[default]
    Complete,
    /// The user knows the cause and keeps the period out of every baseline. It is still drawn, and flagged when it lies
    /// beyond the limits, but no run passes through it and it raises no alarm.
    Excluded,
    /// The period is not over, or answers are still expected. It is drawn and never judged, neither way.
    Provisional,
    /// There is nothing to judge: no denominator, or too small a one. The numbers are not read.
    Missing,
}

/// The figure of one period: `numerator` by `denominator`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// Defectives, events, the sum of scores, or the value itself where nothing is divided.
    pub numerator: f64,
    /// Items inspected, units at risk, number of scores; 1 where nothing is divided.
    pub denominator: f64,
    /// How far it counts.
    pub standing: Standing,
}

impl Observation {
    /// A complete period.
    pub fn new(numerator: f64, denominator: f64) -> Observation {
        Observation { numerator, denominator, standing: Standing::Complete }
    }

    /// The plotted figure.
    pub fn value(&self) -> f64 {
        self.numerator / self.denominator
    }
}

/// One of the two sides of a centre line or limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Above.
    High,
    /// Below.
    Low,
}

const HIGH: Label = Label::new("high", "偏高");
const LOW: Label = Label::new("low", "偏低");

impl Side {
    /// The other side.
    pub fn opposite(self) -> Side {
        match self {
            Side::High => Side::Low,
            Side::Low => Side::High,
        }
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Side::High => HIGH,
            Side::Low => LOW,
        }
    }

    /// `value` if this is the high side, −`value` if it is the low one.
    pub(super) fn signed(self, value: f64) -> f64 {
        match self {
            Side::High => value,
            Side::Low => -value,
        }
    }
}

/// Which sides are watched. Complaints alarm high, satisfaction alarms low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// One.
    One(Side),
    /// Both.
    Both,
}

impl Sides {
    /// Whether `side` is watched.
    pub fn watch(self, side: Side) -> bool {
        match self {
            Sides::One(own) => own == side,
            Sides::Both => true,
        }
    }
}
