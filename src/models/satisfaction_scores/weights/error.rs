//! Why there are no weights, in words. It decides nothing.

use crate::labels::{Label, Text};

/// Why there are no weights. Rows are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightsError {
    /// There are no respondents.
    NoRespondents,
    /// There is no margin to rake to.
    NoMargins,
    /// A margin does not list the same respondents as the base weights.
    Lengths {
        /// Name of the margin.
        margin: String,
    },
    /// A weight is 0, negative, not finite, too large or too small: see [`WEIGHTS`](super::super::WEIGHTS).
    Weight {
        /// The row.
        row: usize,
        /// The weight.
        weight: f64,
    },
    /// A level is listed twice.
    LevelTwice {
        /// Name of the margin.
        margin: String,
        /// Name of the level.
        level: String,
    },
    /// The total of a level is negative, not finite, too large or too small.
    Total {
        /// Name of the margin.
        margin: String,
        /// Name of the level.
        level: String,
    },
    /// The totals of a margin are all 0, or there are none.
    NothingToReach {
        /// Name of the margin.
        margin: String,
    },
    /// Respondents have no level.
    WithoutLevel {
        /// Name of the margin.
        margin: String,
        /// How many respondents.
        respondents: usize,
        /// The first of them.
        row: usize,
    },
    /// Respondents have a level of which the total is not given, or is 0.
    LevelWithoutTotal {
        /// Name of the margin.
        margin: String,
        /// The level of the first of them.
        level: String,
        /// How many respondents.
        respondents: usize,
    },
    /// Nobody answered of a level with a total.
    LevelWithoutRespondents {
        /// Name of the margin.
        margin: String,
        /// Name of the level.
        level: String,
    },
    /// Two margins add up to different totals.
    TotalsDiffer {
        /// Name of the first margin.
        first: String,
        /// Its total.
        first_total: f64,
        /// Name of the other margin.
        other: String,
        /// Its total.
        other_total: f64,
    },
    /// The rule of raking does not allow a single sweep, or its tolerance is not a number above 0.
    Rule,
    /// The cap is not a finite number above 1.
    Cap,
}

const NO_RESPONDENTS: Label = Label::new("there are no respondents to weight", "没有可加权的受访者");
const NO_MARGINS: Label = Label::new("there is no margin to weight to", "没有可用于加权的边际总数");
const LENGTHS: Label = Label::new(
    "the margin {margin} does not list the same respondents as the weights",
    "边际 {margin} 与权重的受访者数不一致",
);
const WEIGHT: Label =
    Label::new("the weight {weight} of row number {n} cannot be used", "第 {n} 行的权重 {weight} 无法使用");
const LEVEL_TWICE: Label =
    Label::new("the margin {margin} lists the level {level} twice", "边际 {margin} 重复列出了取值 {level}");
const TOTAL: Label = Label::new(
    "the total of level {level} in the margin {margin} cannot be used",
    "边际 {margin} 中取值 {level} 的总数无法使用",
);
const NOTHING_TO_REACH: Label =
    Label::new("the margin {margin} has no total above 0", "边际 {margin} 没有大于 0 的总数");
const WITHOUT_LEVEL: Label = Label::new(
    "{respondents:respondent has|respondents have} no level of the margin {margin}, first in row number {n}",
    "{respondents} 名受访者缺少边际 {margin} 的取值，首见于第 {n} 行",
);
const LEVEL_WITHOUT_TOTAL: Label = Label::new(
    "{respondents:respondent has|respondents have} a level of the margin {margin} without a total, first {level}",
    "{respondents} 名受访者在边际 {margin} 中的取值没有总数，首个为 {level}",
);
const LEVEL_WITHOUT_RESPONDENTS: Label = Label::new(
    "nobody answered of level {level} in the margin {margin}; join it with another level",
    "边际 {margin} 中取值 {level} 无人作答，请与其他取值合并",
);
const TOTALS_DIFFER: Label = Label::new(
    "the margin {first} adds up to {first_total} and the margin {other} to {other_total}; give both for the same population",
    "边际 {first} 合计为 {first_total}，边际 {other} 合计为 {other_total}，请按同一总体给出",
);
const RULE: Label =
    Label::new("raking needs at least one sweep and a tolerance above 0", "迭代加权至少需要一轮，且容差须大于 0");
const CAP: Label = Label::new(
    "the cap on weights must be a number above 1, as a multiple of the mean weight",
    "权重上限须为大于 1 的数（以平均权重的倍数计）",
);

impl WeightsError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            WeightsError::NoRespondents => NO_RESPONDENTS.text(),
            WeightsError::NoMargins => NO_MARGINS.text(),
            WeightsError::Lengths { margin } => LENGTHS.with(&[("margin", margin)]),
            WeightsError::Weight { row, weight } => WEIGHT.with(&[("n", &(row + 1)), ("weight", weight)]),
            WeightsError::LevelTwice { margin, level } => LEVEL_TWICE.with(&[("margin", margin), ("level", level)]),
            WeightsError::Total { margin, level } => TOTAL.with(&[("margin", margin), ("level", level)]),
            WeightsError::NothingToReach { margin } => NOTHING_TO_REACH.with(&[("margin", margin)]),
            WeightsError::WithoutLevel { margin, respondents, row } => {
                WITHOUT_LEVEL.with(&[("respondents", respondents), ("margin", margin), ("n", &(row + 1))])
            }
            WeightsError::LevelWithoutTotal { margin, level, respondents } => {
                LEVEL_WITHOUT_TOTAL.with(&[("respondents", respondents), ("margin", margin), ("level", level)])
            }
            WeightsError::LevelWithoutRespondents { margin, level } => {
                LEVEL_WITHOUT_RESPONDENTS.with(&[("margin", margin), ("level", level)])
            }
            WeightsError::TotalsDiffer { first, first_total, other, other_total } => TOTALS_DIFFER.with(&[
                ("first", first),
                ("first_total", first_total),
                ("other", other),
                ("other_total", other_total),
            ]),
            WeightsError::Rule => RULE.text(),
            WeightsError::Cap => CAP.text(),
        }
    }
}
