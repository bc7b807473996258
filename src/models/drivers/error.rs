//! Why there is no driver analysis, in words.

use super::all_subsets::MOST_DRIVERS;
use super::screening::LeftOut;
use crate::labels::{Label, Text};

/// Why the drivers cannot be analysed. Drivers and respondents are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriversError {
    /// The outcome and a driver do not list the same respondents.
    Lengths {
        /// The driver.
        driver: usize,
    },
    /// An answer is infinite or not a number.
    NotANumber {
        /// The driver; `None` for the outcome.
        driver: Option<usize>,
        /// The respondent.
        respondent: usize,
    },
    /// The confidence does not lie strictly between 0 and 1.
    Confidence,
    /// More drivers take part than [`MOST_DRIVERS`].
    TooManyDrivers {
        /// Number of drivers.
        drivers: usize,
    },
    /// No driver takes part.
    NoDrivers {
        /// The drivers that were left out.
        left_out: Vec<LeftOut>,
    },
    /// There are too few complete respondents even for a regression.
    TooFewAnswers {
        /// Respondents with the outcome and all drivers.
        complete: usize,
        /// Complete respondents needed for figures to be relied on.
        needed: usize,
        /// The driver with the most missing answers, if any is missing.
        most_missing: Option<usize>,
    },
    /// All complete respondents gave the same outcome.
    ConstantOutcome,
    /// The drivers follow from each other all but exactly, so that their parts cannot be told apart.
    Inseparable,
}

const LENGTHS: Label = Label::new(
    "driver number {n} does not list the same respondents as the outcome",
    "第 {n} 个因素与结果的答卷数不一致",
);
const NOT_A_NUMBER: Label =
    Label::new("the answer of respondent number {n} on {what} is not a number", "第 {n} 份答卷的{what}不是数字");
const OUTCOME: Label = Label::new("the outcome", "结果");
const DRIVER: Label = Label::new("driver number {driver}", "第 {driver} 个因素");
const CONFIDENCE: Label =
    Label::new("the confidence must lie strictly between 0 and 1", "置信水平必须介于 0 与 1 之间（不含两端）");
const TOO_MANY_DRIVERS: Label = Label::new(
    "at most {most} drivers can be analysed at once, not {n}; combine or drop some",
    "一次最多分析 {most} 个因素，而不是 {n} 个；请合并或删去一些",
);
const NO_DRIVERS: Label = Label::new("no driver can be analysed", "没有可分析的因素");
const TOO_FEW_ANSWERS: Label = Label::new(
    "{complete:respondent|respondents} answered everything, and {needed} are needed",
    "完整作答的只有 {complete} 人，至少需要 {needed} 人",
);
const TOO_FEW_WITH_GAPS: Label = Label::new(
    "{complete:respondent|respondents} answered everything, and {needed} are needed; most answers are missing on driver \
     number {driver}",
    "完整作答的只有 {complete} 人，至少需要 {needed} 人；缺失最多的是第 {driver} 个因素",
);
const CONSTANT_OUTCOME: Label = Label::new(
    "all respondents gave the same outcome, so that nothing goes along with it",
    "所有人给出的结果相同，无从分析关联",
);
const INSEPARABLE: Label = Label::new(
    "the drivers follow from each other all but exactly, so that their shares cannot be told apart",
    "各因素几乎可以互相推出，无法区分各自的份额",
);

impl DriversError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            DriversError::Lengths { driver } => LENGTHS.with(&[("n", &(driver + 1))]),
            DriversError::NotANumber { driver, respondent } => {
                let what = driver.map_or(OUTCOME.text(), |driver| DRIVER.with(&[("driver", &(driver + 1))]));
                NOT_A_NUMBER.with(&[("n", &(respondent + 1))]).and("what", what)
            }
            DriversError::Confidence => CONFIDENCE.text(),
            DriversError::TooManyDrivers { drivers } => {
                TOO_MANY_DRIVERS.with(&[("n", drivers), ("most", &MOST_DRIVERS)])
            }
            DriversError::NoDrivers { .. } => NO_DRIVERS.text(),
            DriversError::TooFewAnswers { complete, needed, most_missing: None } => {
                TOO_FEW_ANSWERS.with(&[("complete", complete), ("needed", needed)])
            }
            DriversError::TooFewAnswers { complete, needed, most_missing: Some(driver) } => {
                TOO_FEW_WITH_GAPS.with(&[("complete", complete), ("needed", needed), ("driver", &(driver + 1))])
            }
            DriversError::ConstantOutcome => CONSTANT_OUTCOME.text(),
            DriversError::Inseparable => INSEPARABLE.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        use DriversError as E;
        let errors = [
            E::Lengths { driver: 0 },
            E::NotANumber { driver: None, respondent: 4 },
            E::NotANumber { driver: Some(1), respondent: 4 },
            E::Confidence,
            E::TooManyDrivers { drivers: 16 },
            E::NoDrivers { left_out: Vec::new() },
            E::TooFewAnswers { complete: 3, needed: 30, most_missing: None },
            E::TooFewAnswers { complete: 3, needed: 30, most_missing: Some(2) },
            E::ConstantOutcome,
            E::Inseparable,
        ];
        for lang in [Lang::En, Lang::Zh] {
            let mut texts: Vec<String> = errors.iter().map(|error| error.text().render(lang)).collect();
            assert!(texts.iter().all(|words| !words.contains('{')), "{texts:?}");
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), errors.len());
        }
        let second = errors[2].text().render(Lang::En);
        assert_eq!(second, "the answer of respondent number 5 on driver number 2 is not a number");
    }
}
