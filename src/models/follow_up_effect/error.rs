//! Why there is no effect to report, in words.

use super::layout::MOST_PERIODS;
use crate::labels::{Label, Text};

/// One of the four groups of a difference in differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellName {
    /// Followed-up customers before.
    TreatedBefore,
    /// Followed-up customers after.
    TreatedAfter,
    /// The others before.
    UntreatedBefore,
    /// The others after.
    UntreatedAfter,
}

/// Why an effect cannot be estimated or judged. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EffectError {
    /// The confidence does not lie strictly between 0 and 1.
    Confidence,
    /// The smallest effect of interest is not a number above 0.
    SmallestEffect,
    /// The power does not lie strictly between 0.5 and 1.
    Power,
    /// The caliper is not a number of at least 0.
    Caliper,
    /// A value is infinite or not a number.
    NotANumber {
        /// Its position.
        position: usize,
    },
    /// Mean or variance of a group is not a number, or the variance is negative.
    BadCell(CellName),
    /// A group has too few members for a variance.
    TooFew {
        /// The group.
        cell: CellName,
        /// Its members.
        members: usize,
    },
    /// An observation is of a unit that does not exist.
    UnknownUnit {
        /// Position of the observation.
        position: usize,
    },
    /// Fewer observations than the model has parameters.
    TooFewObservations,
    /// The observations cannot tell the effect from the differences between units and periods: followed-up and other
    /// units must both be seen before and after.
    NotIdentified,
    /// There are more periods than can be handled.
    TooManyPeriods {
        /// Number of periods.
        periods: usize,
    },
    /// A difference in slope before the start needs at least two periods before it.
    OnePeriodBefore,
    /// Fewer than two pairs could be matched.
    TooFewPairs {
        /// Pairs there are.
        pairs: usize,
    },
    /// The values do not vary, so that there is nothing to judge a difference by.
    NoVariation {
        /// The difference.
        effect: f64,
        /// Members of the smallest group.
        smallest_group: usize,
    },
    /// The values are too large to reckon with.
    TooLarge,
}

const CONFIDENCE: Label =
    Label::new("the confidence must lie strictly between 0 and 1", "置信水平必须介于 0 与 1 之间（不含两端）");
const SMALLEST_EFFECT: Label =
    Label::new("the smallest difference of interest must be a number above 0", "有意义的最小差异必须为大于 0 的数");
const POWER: Label =
    Label::new("the power must lie strictly between 0.5 and 1", "检验功效必须介于 0.5 与 1 之间（不含两端）");
const CALIPER: Label = Label::new("the caliper must be a number of at least 0", "匹配容差必须为不小于 0 的数");
const NOT_A_NUMBER: Label = Label::new("value number {n} is not a number", "第 {n} 个值不是数字");
const BAD_CELL: Label = Label::new(
    "mean or variance of {cell} is not a number, or the variance is negative",
    "{cell}的均值或方差不是数字，或方差为负",
);
const TOO_FEW: Label =
    Label::new("there are {n} of {cell}, and at least 2 are needed", "{cell}只有 {n} 个，至少需要 2 个");
const UNKNOWN_UNIT: Label = Label::new("observation number {n} is of an unknown unit", "第 {n} 条观测的对象未知");
const TOO_FEW_OBSERVATIONS: Label =
    Label::new("there are too few observations for so many units and periods", "观测数相对于对象数与时期数过少");
const NOT_IDENTIFIED: Label = Label::new(
    "followed-up and other customers must both be seen before and after the start",
    "回访与未回访客户在开始前后都必须有观测",
);
const TOO_MANY_PERIODS: Label = Label::new(
    "at most {most} periods can be handled, not {n}; use longer ones",
    "最多处理 {most} 个时期，而不是 {n} 个；请用更长的时期",
);
const ONE_PERIOD_BEFORE: Label = Label::new(
    "whether the groups already moved apart cannot be checked: that takes two periods before the start",
    "无法检查两组此前是否已有分化：开始前至少需要两个时期",
);
const TOO_FEW_PAIRS: Label = Label::new(
    "{n:pair|pairs} of followed-up and other customers could be matched, and at least 2 are needed",
    "回访与未回访客户只匹配到 {n} 对，至少需要 2 对",
);
const NO_VARIATION: Label = Label::new(
    "the values do not vary, so that there is nothing to judge a difference by",
    "数值没有变化，无从判断差异",
);
const TOO_LARGE: Label = Label::new("the values are too large to reckon with", "数值过大，无法计算");
const TREATED_BEFORE: Label = Label::new("followed-up customers before", "回访客户的回访前数据");
const TREATED_AFTER: Label = Label::new("followed-up customers after", "回访客户的回访后数据");
const UNTREATED_BEFORE: Label = Label::new("other customers before", "未回访客户的前期数据");
const UNTREATED_AFTER: Label = Label::new("other customers after", "未回访客户的后期数据");

impl CellName {
    /// The name of the group.
    pub fn text(self) -> Text {
        match self {
            CellName::TreatedBefore => TREATED_BEFORE.text(),
            CellName::TreatedAfter => TREATED_AFTER.text(),
            CellName::UntreatedBefore => UNTREATED_BEFORE.text(),
            CellName::UntreatedAfter => UNTREATED_AFTER.text(),
        }
    }
}

impl EffectError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            EffectError::Confidence => CONFIDENCE.text(),
            EffectError::SmallestEffect => SMALLEST_EFFECT.text(),
            EffectError::Power => POWER.text(),
            EffectError::Caliper => CALIPER.text(),
            EffectError::NotANumber { position } => NOT_A_NUMBER.with(&[("n", &(position + 1))]),
            EffectError::BadCell(cell) => BAD_CELL.text().and("cell", cell.text()),
            EffectError::TooFew { cell, members } => TOO_FEW.with(&[("n", members)]).and("cell", cell.text()),
            EffectError::UnknownUnit { position } => UNKNOWN_UNIT.with(&[("n", &(position + 1))]),
            EffectError::TooFewObservations => TOO_FEW_OBSERVATIONS.text(),
            EffectError::NotIdentified => NOT_IDENTIFIED.text(),
            EffectError::TooManyPeriods { periods } => {
                TOO_MANY_PERIODS.with(&[("n", periods), ("most", &MOST_PERIODS)])
            }
            EffectError::OnePeriodBefore => ONE_PERIOD_BEFORE.text(),
            EffectError::TooFewPairs { pairs } => TOO_FEW_PAIRS.with(&[("n", pairs)]),
            EffectError::NoVariation { .. } => NO_VARIATION.text(),
            EffectError::TooLarge => TOO_LARGE.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        use EffectError as E;
        let mut errors = vec![
            E::Confidence,
            E::SmallestEffect,
            E::Power,
            E::Caliper,
            E::NotANumber { position: 0 },
            E::UnknownUnit { position: 0 },
            E::TooFewObservations,
            E::NotIdentified,
            E::TooManyPeriods { periods: 1_001 },
            E::OnePeriodBefore,
            E::TooFewPairs { pairs: 1 },
            E::NoVariation { effect: 1.0, smallest_group: 2 },
            E::TooLarge,
        ];
        let cells =
            [CellName::TreatedBefore, CellName::TreatedAfter, CellName::UntreatedBefore, CellName::UntreatedAfter];
        errors.extend(cells.into_iter().flat_map(|cell| [E::BadCell(cell), E::TooFew { cell, members: 1 }]));
        for lang in [Lang::En, Lang::Zh] {
            let mut texts: Vec<String> = errors.iter().map(|error| error.text().render(lang)).collect();
            assert!(texts.iter().all(|words| !words.contains('{')), "{texts:?}");
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), errors.len());
        }
        let pairs = E::TooFewPairs { pairs: 1 }.text().render(Lang::En);
        assert_eq!(pairs, "1 pair of followed-up and other customers could be matched, and at least 2 are needed");
    }
}
