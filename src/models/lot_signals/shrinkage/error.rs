//! Why data do not support a fit.

use crate::labels::{Label, Text};

/// The end of the range towards which a parameter runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Zero.
    Zero,
    /// Infinity.
    Infinity,
}

/// Why rates cannot be shrunk, or not by the model asked for. There are no parameters then, and no scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShrinkageError {
    /// Fewer exposed groups than the least number.
    TooFewGroups {
        /// Number of exposed groups.
        groups: u64,
    },
    /// No group has a failure.
    NoFailures,
    /// There are groups without a failure, although they are said to have been dropped.
    ZeroCounts,
    /// The groups differ no more than chance makes them: one rate describes them all.
    NoSpread,
    /// The likelihood keeps rising as the parameter leaves every sensible range.
    Runaway {
        /// Symbol of the parameter: shape a or mean m of a component, or the share P.
        parameter: &'static str,
        /// Where it runs.
        toward: Toward,
    },
    /// Two components describe the groups no better than one, by Akaike's criterion.
    NoBetterThanOneGamma {
        /// By how much the log-likelihood rises.
        gain: f64,
    },
    /// The search ended without a maximum.
    NotConverged {
        /// Iterations made.
        iterations: usize,
    },
}

const TOO_FEW_GROUPS: Label =
    Label::new("{n:lot is|lots are} too few to learn how lots differ", "仅有 {n} 个批次，不足以估计批次之间的差异");
const NO_FAILURES: Label = Label::new("no lot has a failure", "所有批次均无失效记录");
const ZERO_COUNTS: Label = Label::new(
    "lots without a failure are said to have been left out, and yet there are some",
    "设定为不含零失效批次，但数据中仍有此类批次",
);
const NO_SPREAD: Label = Label::new(
    "the lots differ no more than chance makes them: there is one common rate",
    "批次之间的差异不超出随机波动，可视为具有同一失效率",
);
const RUNAWAY: Label = Label::new(
    "the shrinkage model is not identified: parameter {parameter} runs towards {end}",
    "收缩模型不可识别：参数 {parameter} 趋于{end}",
);
const NO_BETTER: Label = Label::new(
    "a mixture of two kinds of lots describes the data no better than one kind (log-likelihood gain {gain})",
    "将批次分为两类并不比视为一类更好地解释数据（对数似然仅提高 {gain}）",
);
const NOT_CONVERGED: Label =
    Label::new("the fit found no maximum after {n:iteration|iterations}", "拟合在 {n} 次迭代后仍未找到最大值");
const ZERO: Label = Label::new("zero", "零");
const INFINITY: Label = Label::new("infinity", "无穷大");

impl ShrinkageError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ShrinkageError::TooFewGroups { groups } => TOO_FEW_GROUPS.with(&[("n", groups)]),
            ShrinkageError::NoFailures => NO_FAILURES.text(),
            ShrinkageError::ZeroCounts => ZERO_COUNTS.text(),
            ShrinkageError::NoSpread => NO_SPREAD.text(),
            ShrinkageError::Runaway { parameter, toward } => {
                let end = match toward {
                    Toward::Zero => ZERO,
                    Toward::Infinity => INFINITY,
                };
                RUNAWAY.with(&[("parameter", parameter)]).and("end", end.text())
            }
            ShrinkageError::NoBetterThanOneGamma { gain } => NO_BETTER.with(&[("gain", &format_args!("{gain:.2}"))]),
            ShrinkageError::NotConverged { iterations } => NOT_CONVERGED.with(&[("n", iterations)]),
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
            ShrinkageError::TooFewGroups { groups: 1 },
            ShrinkageError::NoFailures,
            ShrinkageError::NoSpread,
            ShrinkageError::ZeroCounts,
            ShrinkageError::Runaway { parameter: "m1", toward: Toward::Infinity },
            ShrinkageError::NoBetterThanOneGamma { gain: 0.456 },
            ShrinkageError::NotConverged { iterations: 3 },
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
        assert_eq!(errors[0].text().render(Lang::En), "1 lot is too few to learn how lots differ");
        assert_eq!(errors[4].text().render(Lang::Zh), "收缩模型不可识别：参数 m1 趋于无穷大");
        assert!(errors[5].text().render(Lang::En).contains("gain 0.46"));
    }
}
