//! Why there is no answer, in words. It decides nothing.

use crate::labels::{Label, Text};

/// Why follow-ups cannot be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUpError {
    /// The period ends before it begins.
    NoPeriod,
    /// Follow-ups and groups are not of one length.
    Lengths,
    /// A follow-up has a group that is not among them. Rows are counted from 0.
    UnknownGroup {
        /// The row.
        row: usize,
    },
    /// The parts do not add up to the whole.
    Unbalanced {
        /// The whole.
        planned: u64,
        /// Sum of the parts.
        parts: u64,
    },
}

const NO_PERIOD: Label = Label::new("the period ends before it begins", "统计期的结束日早于开始日");
const LENGTHS: Label = Label::new("follow-ups and groups do not list the same follow-ups", "回访与分组的条数不一致");
const UNKNOWN_GROUP: Label =
    Label::new("follow-up number {n} belongs to a group that is not among the groups", "第 {n} 条回访所属的分组不存在");
const UNBALANCED: Label = Label::new(
    "{planned} follow-ups are planned, but done, missed, cancelled and not yet due add up to {parts}",
    "计划回访 {planned} 条，但已完成、逾期未做、已取消与未到期之和为 {parts}",
);

impl FollowUpError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            FollowUpError::NoPeriod => NO_PERIOD.text(),
            FollowUpError::Lengths => LENGTHS.text(),
            FollowUpError::UnknownGroup { row } => UNKNOWN_GROUP.with(&[("n", &(row + 1))]),
            FollowUpError::Unbalanced { planned, parts } => UNBALANCED.with(&[("planned", planned), ("parts", parts)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        use FollowUpError::{Lengths, NoPeriod, Unbalanced, UnknownGroup};
        let texts = [NoPeriod, Lengths, UnknownGroup { row: 0 }, Unbalanced { planned: 2, parts: 3 }];
        for lang in [Lang::En, Lang::Zh] {
            let rendered: Vec<String> = texts.iter().map(|error| error.text().render(lang)).collect();
            assert!(rendered.iter().all(|words| !words.is_empty() && !words.contains('{')), "{rendered:?}");
        }
        assert!(texts[2].text().render(Lang::En).starts_with("follow-up number 1 "));
    }
}
