//! Why there is no score, in words. It decides nothing.

use crate::labels::{Label, Text};

/// Why answers cannot be counted. Rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TallyError {
    /// Answers and weights do not list the same rows.
    Lengths,
    /// A weight is negative, not finite, too large or too small: see [`WEIGHTS`](super::WEIGHTS).
    Weight {
        /// The row.
        row: usize,
        /// The weight.
        weight: f64,
    },
    /// There is not one count for each point of the scale.
    Points {
        /// Number of counts.
        counts: usize,
        /// Points of the scale.
        points: usize,
    },
    /// More answers than can be told apart from one more.
    TooMany,
    /// Answers on different scales.
    Scales,
    /// Some cells have weights, and others have none.
    SomeWeighted,
}

/// Why there is no score, or no change of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScoreError {
    /// The net promoter score needs the scale 0 to 10.
    NotNetPromoterScale {
        /// Lowest answer of the scale.
        lowest: i32,
        /// Highest answer of the scale.
        highest: i32,
    },
    /// No top box is laid down for a scale with so many points.
    NoTopBox {
        /// Points of the scale.
        points: usize,
    },
    /// The stated number of top boxes is 0, or all of the scale.
    TopBoxes {
        /// Number of top boxes.
        boxes: usize,
        /// Points of the scale.
        points: usize,
    },
    /// The share of agreement needs a scale of seven points.
    NotEffortScale {
        /// Points of the scale.
        points: usize,
    },
    /// The confidence does not lie strictly between 0 and 1.
    Confidence,
    /// The two periods were asked on different scales.
    Scales,
}

/// Why a number of answers or a difference cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectionError {
    /// Significance or power do not lie strictly between 0 and 1.
    Probability,
    /// The power is not above the significance: by chance alone as much would be found.
    Power,
    /// The difference is 0, or not a finite number.
    Difference,
    /// The variance of an answer is not a finite number above 0.
    Variance,
    /// The number of answers is not a finite number above 0.
    Answers,
    /// No number of answers that can be counted would do.
    OutOfReach,
}

const TALLY_LENGTHS: Label = Label::new("answers and weights do not list the same rows", "答案与权重的行数不一致");
const WEIGHT: Label =
    Label::new("the weight {weight} of row number {n} cannot be used", "第 {n} 行的权重 {weight} 无法使用");
const POINTS: Label =
    Label::new("there are {counts} counts for a scale of {points} points", "计数有 {counts} 个，而量表为 {points} 级");
const TOO_MANY: Label = Label::new("there are too many answers to count exactly", "答案过多，无法精确计数");
const SCALES: Label = Label::new(
    "answers on scales with different ranges are neither pooled nor compared",
    "不同取值范围的量表不合并，也不比较",
);
const SOME_WEIGHTED: Label =
    Label::new("cells with weights and cells without weights are not pooled", "有权重与无权重的单元不能合并");
const NOT_NET_PROMOTER_SCALE: Label = Label::new(
    "the net promoter score needs the scale 0 to 10, not {lowest} to {highest}",
    "净推荐值要求 0 到 10 的量表，而不是 {lowest} 到 {highest}",
);
const NO_TOP_BOX: Label = Label::new(
    "no top box is laid down for a scale of {points} points; state the number of top boxes",
    "{points} 级量表没有规定的高分档，请指明高分档数",
);
const TOP_BOXES: Label = Label::new(
    "{boxes} top boxes of {points} points say nothing: at least 1, and fewer than all",
    "{points} 级量表取 {boxes} 个高分档没有意义：至少 1 个，且少于全部",
);
const NOT_EFFORT_SCALE: Label = Label::new(
    "the share of agreement needs a scale of 7 points, not {points}; use the mean, or state the number of top boxes",
    "认同占比要求 7 级量表，而不是 {points} 级；请改用均值，或指明高分档数",
);
const CONFIDENCE: Label =
    Label::new("the confidence must lie strictly between 0 and 1", "置信水平必须介于 0 与 1 之间（不含两端）");
const PROBABILITY: Label = Label::new(
    "significance and power must lie strictly between 0 and 1",
    "显著性水平与检验功效必须介于 0 与 1 之间（不含两端）",
);
const POWER: Label = Label::new("the power must be above the significance", "检验功效必须大于显著性水平");
const DIFFERENCE: Label =
    Label::new("the difference to be seen must be a finite number other than 0", "待识别的差异必须是非零的有限数");
const VARIANCE: Label =
    Label::new("the variance of an answer must be a finite number above 0", "答案的方差必须是大于 0 的有限数");
const ANSWERS: Label =
    Label::new("the number of answers must be a finite number above 0", "答案数必须是大于 0 的有限数");
const OUT_OF_REACH: Label =
    Label::new("no countable number of answers would show so small a difference", "差异过小，再多答案也无法识别");

impl TallyError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            TallyError::Lengths => TALLY_LENGTHS.text(),
            TallyError::Weight { row, weight } => WEIGHT.with(&[("n", &(row + 1)), ("weight", weight)]),
            TallyError::Points { counts, points } => POINTS.with(&[("counts", counts), ("points", points)]),
            TallyError::TooMany => TOO_MANY.text(),
            TallyError::Scales => SCALES.text(),
            TallyError::SomeWeighted => SOME_WEIGHTED.text(),
        }
    }
}

impl ScoreError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ScoreError::NotNetPromoterScale { lowest, highest } => {
                NOT_NET_PROMOTER_SCALE.with(&[("lowest", lowest), ("highest", highest)])
            }
            ScoreError::NoTopBox { points } => NO_TOP_BOX.with(&[("points", points)]),
            ScoreError::TopBoxes { boxes, points } => TOP_BOXES.with(&[("boxes", boxes), ("points", points)]),
            ScoreError::NotEffortScale { points } => NOT_EFFORT_SCALE.with(&[("points", points)]),
            ScoreError::Confidence => CONFIDENCE.text(),
            ScoreError::Scales => SCALES.text(),
        }
    }
}

impl DetectionError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            DetectionError::Probability => PROBABILITY.text(),
            DetectionError::Power => POWER.text(),
            DetectionError::Difference => DIFFERENCE.text(),
            DetectionError::Variance => VARIANCE.text(),
            DetectionError::Answers => ANSWERS.text(),
            DetectionError::OutOfReach => OUT_OF_REACH.text(),
        }
    }
}
