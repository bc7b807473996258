//! Why there is no answer, in words. It decides nothing.

use crate::labels::{Label, Text};

/// Why durations cannot be counted. Rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationsError {
    /// The slices are not of one length.
    Lengths,
    /// Watching began only when, or after, the duration was over.
    EntryAfterEnd {
        /// The row.
        row: usize,
    },
}

/// Why groups cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogRankError {
    /// Nothing ended in any group.
    NothingEnded,
    /// Fewer than two groups were at risk when something ended.
    OneGroup,
    /// There are more groups than [`MOST_GROUPS`](super::MOST_GROUPS).
    TooManyGroups {
        /// Number of groups.
        groups: usize,
    },
    /// The groups were hardly ever at risk at the same time, or everything at risk ended at once: no variation is left
    /// to judge a difference by.
    NoVariation,
}

/// Why contracts cannot be read or looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractsError {
    /// Starts, ends or groups do not list the same customers.
    Lengths,
    /// The day lies after the as-of day: nothing is known of it.
    AfterAsOf,
    /// The horizon runs past the as-of day: outcomes are not known yet.
    HorizonNotOver,
    /// The horizon has no days.
    NoHorizon,
    /// The confidence does not lie strictly between 0 and 1.
    Confidence,
}

/// Why attributes cannot be turned into features. Attributes are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeError {
    /// An attribute does not have one value a customer.
    Lengths {
        /// The attribute.
        attribute: usize,
    },
    /// The attributes are not those the encoding was learnt from, in the same order.
    OtherAttributes,
    /// No feature is allowed, not even the tenure.
    NoFeatures,
}

const LENGTHS: Label = Label::new(
    "durations, ends and entries do not list the same observations",
    "持续时间、结束标记与进入时间的条数不一致",
);
const ENTRY_AFTER_END: Label = Label::new(
    "observation number {n} came under observation only when it was already over",
    "第 {n} 条观测在开始观察时已经结束",
);
const NOTHING_ENDED: Label =
    Label::new("nothing ended in any group, so there is nothing to compare", "各组均未发生结束事件，无从比较");
const ONE_GROUP: Label = Label::new(
    "fewer than two groups were under observation when something ended",
    "发生结束事件时处于观察中的组少于两个",
);
const TOO_MANY_GROUPS: Label =
    Label::new("at most {most} groups can be compared at once, not {n}", "一次最多比较 {most} 个组，而不是 {n} 个");
const NO_VARIATION: Label = Label::new(
    "the groups cannot be compared: they were not under observation at the same times, or everything ended at once",
    "各组无法比较：它们未在相同时段处于观察中，或者全部同时结束",
);
const CONTRACT_LENGTHS: Label = Label::new(
    "start days, end days and groups do not list the same customers",
    "开始日、结束日与分组的客户名单长度不一致",
);
const AFTER_AS_OF: Label = Label::new("the day lies after the as-of day", "该日期晚于截止日");
const HORIZON_NOT_OVER: Label = Label::new(
    "the horizon runs past the as-of day, so the outcomes are not known yet",
    "预测期超出截止日，结果尚不可知",
);
const NO_HORIZON: Label = Label::new("the horizon must be at least one day", "预测期至少为一天");
const CONFIDENCE: Label =
    Label::new("the confidence must lie strictly between 0 and 1", "置信水平必须介于 0 与 1 之间（不含两端）");
const ATTRIBUTE_LENGTHS: Label =
    Label::new("attribute number {n} does not have one value for each customer", "第 {n} 个属性的取值数与客户数不一致");
const OTHER_ATTRIBUTES: Label =
    Label::new("the attributes differ from those the features were built from", "所给属性与构建特征时使用的属性不同");
const NO_FEATURES: Label = Label::new("at least one feature must be allowed", "至少应允许一个特征");

impl DurationsError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            DurationsError::Lengths => LENGTHS.text(),
            DurationsError::EntryAfterEnd { row } => ENTRY_AFTER_END.with(&[("n", &(row + 1))]),
        }
    }
}

impl LogRankError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            LogRankError::NothingEnded => NOTHING_ENDED.text(),
            LogRankError::OneGroup => ONE_GROUP.text(),
            LogRankError::TooManyGroups { groups } => {
                TOO_MANY_GROUPS.with(&[("n", groups), ("most", &super::MOST_GROUPS)])
            }
            LogRankError::NoVariation => NO_VARIATION.text(),
        }
    }
}

impl ContractsError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ContractsError::Lengths => CONTRACT_LENGTHS.text(),
            ContractsError::AfterAsOf => AFTER_AS_OF.text(),
            ContractsError::HorizonNotOver => HORIZON_NOT_OVER.text(),
            ContractsError::NoHorizon => NO_HORIZON.text(),
            ContractsError::Confidence => CONFIDENCE.text(),
        }
    }
}

impl AttributeError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            AttributeError::Lengths { attribute } => ATTRIBUTE_LENGTHS.with(&[("n", &(attribute + 1))]),
            AttributeError::OtherAttributes => OTHER_ATTRIBUTES.text(),
            AttributeError::NoFeatures => NO_FEATURES.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        use {AttributeError as A, ContractsError as C, DurationsError as D, LogRankError as L};
        let texts = [
            D::Lengths.text(),
            D::EntryAfterEnd { row: 0 }.text(),
            L::NothingEnded.text(),
            L::OneGroup.text(),
            L::TooManyGroups { groups: 101 }.text(),
            L::NoVariation.text(),
            C::Lengths.text(),
            C::AfterAsOf.text(),
            C::HorizonNotOver.text(),
            C::NoHorizon.text(),
            C::Confidence.text(),
            A::Lengths { attribute: 0 }.text(),
            A::OtherAttributes.text(),
            A::NoFeatures.text(),
        ];
        for lang in [Lang::En, Lang::Zh] {
            let mut rendered: Vec<String> = texts.iter().map(|text| text.render(lang)).collect();
            assert!(rendered.iter().all(|words| !words.contains('{')));
            rendered.sort();
            rendered.dedup();
            assert_eq!(rendered.len(), texts.len());
        }
        let first = D::EntryAfterEnd { row: 0 }.text().render(Lang::En);
        assert_eq!(first, "observation number 1 came under observation only when it was already over");
    }
}
