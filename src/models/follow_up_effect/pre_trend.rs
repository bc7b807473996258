//! What went on before the start: the gap between the groups in each period, and whether it already moved.

use super::error::EffectError;
use super::estimate::Estimate;
use crate::labels::{Label, Text};

/// One period before the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The period.
    pub period: i32,
    /// Observations of treated units.
    pub treated: usize,
    /// Observations of the others.
    pub untreated: usize,
    /// Mean of the treated less mean of the others; `None` when one of the groups was not observed.
    pub gap: Option<f64>,
}

/// Gaps before the start and the test of their slope.
#[derive(Clone, Debug, PartialEq)]
pub struct PreTrend {
    /// The periods before the start, in order of time.
    pub gaps: Vec<Gap>,
    /// By how much more the treated rose a period than the others, before the start, with unit and period means taken
    /// out and the standard error clustered by unit; or why it cannot be estimated.
    pub slope: Result<Estimate, EffectError>,
}

/// What the gaps say of parallel trends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trends {
    /// The interval of the slope includes 0. That proves no parallel trends: with few units a difference goes unseen.
    NoDifferenceSeen,
    /// The interval of the slope excludes 0: the groups already moved apart or together.
    Differed,
    /// The slope cannot be tested, so that nothing was checked.
    CannotTest,
}

const NO_DIFFERENCE_SEEN: Label = Label::new(
    "before the start no difference in trend was seen, which does not prove that there was none",
    "开始前未见两组走势不同，但这并不证明走势相同",
);
const DIFFERED: Label = Label::new(
    "before the start the groups already moved differently, so that a difference after it says little",
    "开始前两组走势已不相同，之后的差异说明不了什么",
);
const CANNOT_TEST: Label =
    Label::new("whether the groups already moved differently cannot be tested", "无法检验两组此前走势是否不同");

impl PreTrend {
    /// What the gaps say, at the confidence of the slope.
    pub fn trends(&self) -> Trends {
        match &self.slope {
            Ok(slope) if slope.interval.lower > 0.0 || slope.interval.upper < 0.0 => Trends::Differed,
            Ok(_) => Trends::NoDifferenceSeen,
            Err(_) => Trends::CannotTest,
        }
    }
}

impl Trends {
    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Trends::NoDifferenceSeen => "no_difference_seen",
            Trends::Differed => "differed",
            Trends::CannotTest => "not_checked",
        }
    }

    /// The finding as a sentence.
    pub fn text(self) -> Text {
        match self {
            Trends::NoDifferenceSeen => NO_DIFFERENCE_SEEN.text(),
            Trends::Differed => DIFFERED.text(),
            Trends::CannotTest => CANNOT_TEST.text(),
        }
    }
}
