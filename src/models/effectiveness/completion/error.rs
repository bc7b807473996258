//! Why completion cannot be forecast.

use super::progress::LONGEST_DAYS;
use crate::labels::{Label, Text};

/// Why completion cannot be forecast. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionError {
    /// The notification at this position lies after the as-of day, or more than [`LONGEST_DAYS`] before it.
    NotifiedDay {
        /// Position in the notifications.
        position: usize,
    },
    /// The completion at this position lies before its notification or after the as-of day, or no units were notified on
    /// the day it names.
    CompletedDay {
        /// Position in the completions.
        position: usize,
    },
    /// More units were completed than notified on some day, or more notified than are affected.
    TooManyUnits,
    /// Fewer completed units than five.
    TooFew {
        /// Completed units.
        completed: u64,
    },
    /// The target or the confidence does not lie strictly between 0 and 1 (a target of 1 is allowed).
    Share,
}

const NOTIFIED_DAY: Label = Label::new(
    "notification number {n} lies after the as-of day, or more than {most} days before it",
    "第 {n} 条通知记录的日期晚于截止日，或早于截止日 {most} 天以上",
);
const COMPLETED_DAY: Label = Label::new(
    "completion number {n} lies before its notification or after the as-of day",
    "第 {n} 条完成记录的日期早于对应的通知日，或晚于截止日",
);
const TOO_MANY: Label = Label::new(
    "more units were completed than notified, or more notified than are affected",
    "完成数量超过通知数量，或通知数量超过受影响数量",
);
const TOO_FEW: Label = Label::new(
    "{n:completed unit is|completed units are} too few for a forecast",
    "仅有 {n} 件已完成，不足以预测完成时间",
);
const SHARE: Label = Label::new(
    "target and confidence of a forecast must lie between 0 and 100 %",
    "预测的目标完成率和置信水平必须介于 0 与 100% 之间",
);

impl CompletionError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            CompletionError::NotifiedDay { position } => {
                NOTIFIED_DAY.with(&[("n", &(position + 1)), ("most", &LONGEST_DAYS)])
            }
            CompletionError::CompletedDay { position } => COMPLETED_DAY.with(&[("n", &(position + 1))]),
            CompletionError::TooManyUnits => TOO_MANY.text(),
            CompletionError::TooFew { completed } => TOO_FEW.with(&[("n", completed)]),
            CompletionError::Share => SHARE.text(),
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
            CompletionError::NotifiedDay { position: 0 },
            CompletionError::CompletedDay { position: 0 },
            CompletionError::TooManyUnits,
            CompletionError::TooFew { completed: 1 },
            CompletionError::Share,
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
    }
}
