//! The names of the statistical methods, stable for data files and in words. It computes nothing.

use crate::labels::{Label, Text};

/// How an interval or a test was had. Under weights every one of them takes the effective number of answers for n.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Adjusted Wald interval of a net score.
    AdjustedWald,
    /// Wilson interval of a share.
    Wilson,
    /// Student's t interval of a mean.
    StudentT,
    /// Interval of a mean of answers that are all alike, from the scale.
    ScaleBound,
    /// z-test on adjusted samples of a net score.
    AdjustedZ,
    /// Newcombe's hybrid score interval of a difference of shares, with the pooled z-test.
    NewcombePooledZ,
    /// Welch's t-test of two means.
    Welch,
    /// Two intervals of means combined by their squared reaches, and the test that this interval amounts to.
    SquareAndAdd,
}

const ADJUSTED_WALD: Label = Label::new("adjusted Wald interval", "调整 Wald 区间");
const WILSON: Label = Label::new("Wilson interval", "Wilson 区间");
const STUDENT_T: Label = Label::new("Student's t interval", "t 分布区间");
const SCALE_BOUND: Label = Label::new(
    "all answers alike: bound from the scale and the share that may answer otherwise",
    "答案全部相同：由量表与可能另答的占比得出界限",
);
const ADJUSTED_Z: Label = Label::new("z-test on adjusted samples", "调整样本的 z 检验");
const NEWCOMBE_POOLED_Z: Label =
    Label::new("Newcombe's hybrid score interval, pooled z-test", "Newcombe 混合得分区间，合并 z 检验");
const WELCH: Label = Label::new("Welch's t-test", "Welch t 检验");
const SQUARE_AND_ADD: Label = Label::new(
    "two intervals combined, as answers of a period are all alike or too few",
    "合并两个区间（某期答案全部相同或过少）",
);

impl Method {
    /// A stable name for data files.
    pub fn id(self) -> &'static str {
        match self {
            Method::AdjustedWald => "adjusted_wald",
            Method::Wilson => "wilson",
            Method::StudentT => "student_t",
            Method::ScaleBound => "scale_bound",
            Method::AdjustedZ => "adjusted_z",
            Method::NewcombePooledZ => "newcombe_pooled_z",
            Method::Welch => "welch_t",
            Method::SquareAndAdd => "square_and_add",
        }
    }

    /// The name in words.
    pub fn text(self) -> Text {
        match self {
            Method::AdjustedWald => ADJUSTED_WALD,
            Method::Wilson => WILSON,
            Method::StudentT => STUDENT_T,
            Method::ScaleBound => SCALE_BOUND,
            Method::AdjustedZ => ADJUSTED_Z,
            Method::NewcombePooledZ => NEWCOMBE_POOLED_Z,
            Method::Welch => WELCH,
            Method::SquareAndAdd => SQUARE_AND_ADD,
        }
        .text()
    }
}
