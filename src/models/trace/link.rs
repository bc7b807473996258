//! What connects two lots, and why links cannot be traced. It follows none.

use crate::labels::{Label, Text};

/// Material of one lot went into another: a component used, a repacking, a relabelling, a split, a merger. Lots are
/// dense numbers from 0; a site where lots contaminate each other is a number of its own beyond the lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The lot that was used.
    pub input: u32,
    /// The lot that it went into.
    pub output: u32,
    /// First day on which it can have happened, counted from any fixed day; `None` when unknown.
    pub earliest: Option<i32>,
    /// Last day on which it can have happened; `None` when unknown.
    pub latest: Option<i32>,
    /// Quantity used in 1/10000 of its unit, `None` when unknown. Carried along for explanations, never computed with.
    pub quantity: Option<i64>,
}

impl Link {
    /// A link on one day, or on an unknown one.
    pub fn used_on(input: u32, output: u32, day: Option<i32>) -> Link {
        Link { input, output, earliest: day, latest: day, quantity: None }
    }
}

/// Which way links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From what was used to what it went into.
    Forward,
    /// From a lot to what it was made of.
    Backward,
}

/// Whether days decide which links carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeRule {
    /// Along a chain days never go back, and nothing is used before it was made. See the text of the module.
    Ordered,
    /// Every link carries, whatever its day.
    Ignored,
}

/// Why links cannot be traced. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceError {
    /// The link at this position names a lot that does not exist.
    UnknownLot {
        /// Position in the links.
        position: usize,
    },
    /// The start, the stop or the case at this position is a lot that does not exist.
    UnknownStart {
        /// Position in the input.
        position: usize,
    },
    /// The stay at this position names a site or a lot that does not exist.
    UnknownSite {
        /// Position in the stays.
        position: usize,
    },
    /// More links, or lots and sites, than one trace can hold (2³² − 2).
    TooMany,
}

const UNKNOWN_LOT: Label =
    Label::new("row {n} of the lot genealogy names a lot that does not exist", "批次谱系第 {n} 行引用了不存在的批次");
const UNKNOWN_START: Label =
    Label::new("lot number {n} of those to be traced does not exist", "待追溯批次中的第 {n} 个批次不存在");
const UNKNOWN_SITE: Label = Label::new(
    "stay number {n} names a lot or a site that does not exist",
    "第 {n} 条驻留记录引用了不存在的批次或地点",
);
const TOO_MANY: Label =
    Label::new("there are more lots or links than one trace can hold", "批次数或谱系关系数超出单次追溯的上限");

impl TraceError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            TraceError::UnknownLot { position } => UNKNOWN_LOT.with(&[("n", &(position + 1))]),
            TraceError::UnknownStart { position } => UNKNOWN_START.with(&[("n", &(position + 1))]),
            TraceError::UnknownSite { position } => UNKNOWN_SITE.with(&[("n", &(position + 1))]),
            TraceError::TooMany => TOO_MANY.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_have_no_unfilled_holes() {
        let errors = [
            TraceError::UnknownLot { position: 1 },
            TraceError::UnknownStart { position: 0 },
            TraceError::UnknownSite { position: 0 },
            TraceError::TooMany,
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
        assert_eq!(errors[0].text().render(Lang::Zh), "批次谱系第 2 行引用了不存在的批次");
    }
}
