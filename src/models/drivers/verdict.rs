//! What may be said of the drivers as a whole. It names nothing a cause.

use crate::labels::{Label, Text};

/// Fewest complete respondents for shares to be relied on, however few the drivers.
pub const FEWEST_ANSWERS: usize = 30;

/// Fewest complete respondents for each driver.
pub const ANSWERS_A_DRIVER: usize = 10;

/// What the answers bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There are fewer respondents than [`answers_needed`]: the shares are shown, but nothing may be built on them.
    TooFewAnswers {
        /// Complete respondents.
        answers: usize,
        /// Complete respondents needed.
        needed: usize,
    },
    /// The drivers together explain no more than chance would: the F test of all of them is not significant.
    NothingExplained,
    /// The drivers together explain more than chance would.
    Explained {
        /// The driver that ranks first in so many resamples as the confidence asks for, in the order given; `None` when
        /// none does.
        leader: Option<usize>,
    },
}

/// The complete respondents needed for so many drivers: the larger of [`FEWEST_ANSWERS`] and [`ANSWERS_A_DRIVER`] for
/// each. A rule of thumb, met by most published driver analyses; it guarantees nothing.
pub fn answers_needed(drivers: usize) -> usize {
    drivers.saturating_mul(ANSWERS_A_DRIVER).max(FEWEST_ANSWERS)
}

const TOO_FEW_ANSWERS: Label = Label::new(
    "cannot tell: {answers:respondent|respondents} answered everything, and {needed} are needed",
    "无法判断：完整作答的只有 {answers} 人，至少需要 {needed} 人",
);
const NOTHING_EXPLAINED: Label = Label::new(
    "cannot tell: the drivers together go along with the outcome no more than chance would have it",
    "无法判断：这些因素合在一起与结果的关联不超过随机波动",
);
const EXPLAINED: Label = Label::new(
    "the drivers go along with the outcome, but no single one is clearly first (association only)",
    "这些因素与结果相关，但没有哪一项明显居首（仅为关联）",
);
const LEADER: Label = Label::new(
    "{driver} goes along with the outcome more than any other driver (association only)",
    "{driver} 与结果的关联强于其他各项（仅为关联）",
);

impl Verdict {
    /// The verdict as a sentence; `name` gives the name of a driver.
    pub fn text(&self, name: impl Fn(usize) -> String) -> Text {
        match self {
            Verdict::TooFewAnswers { answers, needed } => {
                TOO_FEW_ANSWERS.with(&[("answers", answers), ("needed", needed)])
            }
            Verdict::NothingExplained => NOTHING_EXPLAINED.text(),
            Verdict::Explained { leader: None } => EXPLAINED.text(),
            Verdict::Explained { leader: Some(driver) } => LEADER.with(&[("driver", &name(*driver))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn answers_needed_by_drivers() {
        assert_eq!([1, 3, 4, 15].map(answers_needed), [30, 30, 40, 150]);
        assert_eq!(answers_needed(usize::MAX), usize::MAX);
    }

    #[test]
    fn sentences_are_complete_and_name_no_cause() {
        let verdicts = [
            Verdict::TooFewAnswers { answers: 1, needed: 30 },
            Verdict::NothingExplained,
            Verdict::Explained { leader: None },
            Verdict::Explained { leader: Some(2) },
        ];
        for lang in [Lang::En, Lang::Zh] {
            let texts: Vec<String> =
                verdicts.iter().map(|verdict| verdict.text(|at| format!("Q{at}")).render(lang)).collect();
            for words in &texts {
                assert!(!words.contains('{'));
                for causal in ["cause", "effect", "because", "due to", "drives", "导致", "影响", "因为", "原因", "效果"]
                {
                    assert!(!words.contains(causal), "{words}");
                }
            }
            assert!(texts[3].starts_with("Q2"));
        }
        let few = verdicts[0].text(|_| String::new()).render(Lang::En);
        assert_eq!(few, "cannot tell: 1 respondent answered everything, and 30 are needed");
    }
}
