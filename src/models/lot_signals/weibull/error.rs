//! Why lives support no Weibull distribution.

use crate::labels::{Label, Text};

/// Why lives support no Weibull distribution. There are no parameters then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeibullError {
    /// An age is negative or not finite, or units failed at age 0. Positions count from 0.
    Age {
        /// Position in the input.
        position: usize,
    },
    /// Fewer than two failures.
    TooFewFailures {
        /// Number of failures.
        failures: u64,
    },
    /// All failures have the highest age there is: the likelihood rises without end as the shape does.
    NoSpread,
    /// The shape lies outside of 0.001 to 1000: ages say nothing, or are in a wrong unit.
    Shape,
}

const AGE: Label = Label::new(
    "row {n} has an impossible age (negative, not a number, or a failure at age 0)",
    "第 {n} 行的使用时长不可能成立（为负数、不是有效数字，或失效时长为 0）",
);
const TOO_FEW_FAILURES: Label = Label::new(
    "{n:failure is|failures are} too few for a Weibull distribution",
    "仅有 {n} 次失效，不足以拟合威布尔分布",
);
const NO_SPREAD: Label = Label::new(
    "all failures happened at the highest age observed: there is no Weibull distribution to fit",
    "所有失效都发生在观察到的最大使用时长，无法拟合威布尔分布",
);
const SHAPE: Label =
    Label::new("the shape of the Weibull distribution leaves every sensible range", "威布尔分布的形状参数超出合理范围");

impl WeibullError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            WeibullError::Age { position } => AGE.with(&[("n", &(position + 1))]),
            WeibullError::TooFewFailures { failures } => TOO_FEW_FAILURES.with(&[("n", failures)]),
            WeibullError::NoSpread => NO_SPREAD.text(),
            WeibullError::Shape => SHAPE.text(),
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
            WeibullError::Age { position: 0 },
            WeibullError::TooFewFailures { failures: 1 },
            WeibullError::NoSpread,
            WeibullError::Shape,
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
        assert_eq!(errors[1].text().render(Lang::En), "1 failure is too few for a Weibull distribution");
    }
}
