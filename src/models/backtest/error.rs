//! Why something cannot be measured.

use crate::labels::{Label, Text};

/// What cannot be measured on these customers, or input that contradicts itself. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BacktestError {
    /// There is no customer.
    NoCustomers,
    /// Two slices do not have one entry for each customer.
    Lengths {
        /// Customers with an outcome.
        customers: usize,
        /// Customers with a value.
        values: usize,
    },
    /// A score or a time is NaN.
    NotANumber {
        /// Position in the input.
        position: usize,
    },
    /// A probability lies outside 0..=1.
    NotAProbability {
        /// Position in the input.
        position: usize,
    },
    /// A limit is NaN.
    LimitNotANumber,
    /// A forecast number of purchases is negative or 2⁵³ or more.
    NotACount {
        /// Position in the input.
        position: usize,
    },
    /// A share of the customers is not above 0 and at most 1.
    NotAShare,
    /// No customer has churned.
    NoChurners,
    /// Every customer has churned.
    NoStayers,
    /// Too few customers, or too few of either outcome, for a standard error or for the folds asked for.
    TooFew,
    /// The customers have nothing to share out: no purchase, or no churner, at all.
    NothingToShare,
    /// All customers have the same predicted probability, so that no line can be drawn.
    EqualPredictions,
    /// Some probability parts all churners from all others, so that the slope has no finite estimate.
    Separated,
    /// The logistic regression found no maximum.
    NotConverged,
}

const NO_CUSTOMERS: Label = Label::new("there are no customers to measure", "没有可供评估的客户");
const LENGTHS: Label = Label::new(
    "there are outcomes of {customers:customer|customers}, but values of {values}",
    "有 {customers} 个客户的结果，却有 {values} 个客户的数值",
);
const NOT_A_NUMBER: Label =
    Label::new("the score or gap of customer number {n} is not a number", "第 {n} 个客户的分数或间隔时长不是数字");
const LIMIT_NOT_A_NUMBER: Label = Label::new("the limit is not a number", "阈值不是数字");
const NOT_A_PROBABILITY: Label =
    Label::new("the probability of customer number {n} is not between 0 and 1", "第 {n} 个客户的概率不在 0 到 1 之间");
const NOT_A_COUNT: Label = Label::new(
    "the forecast for customer number {n} is not a possible number of purchases",
    "第 {n} 个客户的预测购买次数不是合理的数值",
);
const NOT_A_SHARE: Label =
    Label::new("a share of the customers is above 0 and at most 1", "客户占比必须大于 0 且不超过 1");
const NO_CHURNERS: Label = Label::new("no customer has churned", "没有客户流失");
const NO_STAYERS: Label = Label::new("every customer has churned", "所有客户均已流失");
const TOO_FEW: Label =
    Label::new("there are too few customers to tell chance from skill", "客户数过少，无法排除偶然因素");
const NOTHING_TO_SHARE: Label =
    Label::new("there is nothing to find among these customers", "这些客户中没有可供识别的对象");
const EQUAL_PREDICTIONS: Label =
    Label::new("all customers have the same predicted probability", "所有客户的预测概率均相同");
const SEPARATED: Label = Label::new(
    "the predicted probabilities part churners and others completely, so that the slope has no finite value",
    "预测概率将流失客户与其他客户完全分开，校准斜率没有有限值",
);
const NOT_CONVERGED: Label = Label::new("the calibration slope could not be estimated", "无法估计校准斜率");

impl BacktestError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            BacktestError::NoCustomers => NO_CUSTOMERS.text(),
            BacktestError::Lengths { customers, values } => {
                LENGTHS.with(&[("customers", customers), ("values", values)])
            }
            BacktestError::NotANumber { position } => NOT_A_NUMBER.with(&[("n", &(position + 1))]),
            BacktestError::LimitNotANumber => LIMIT_NOT_A_NUMBER.text(),
            BacktestError::NotAProbability { position } => NOT_A_PROBABILITY.with(&[("n", &(position + 1))]),
            BacktestError::NotACount { position } => NOT_A_COUNT.with(&[("n", &(position + 1))]),
            BacktestError::NotAShare => NOT_A_SHARE.text(),
            BacktestError::NoChurners => NO_CHURNERS.text(),
            BacktestError::NoStayers => NO_STAYERS.text(),
            BacktestError::TooFew => TOO_FEW.text(),
            BacktestError::NothingToShare => NOTHING_TO_SHARE.text(),
            BacktestError::EqualPredictions => EQUAL_PREDICTIONS.text(),
            BacktestError::Separated => SEPARATED.text(),
            BacktestError::NotConverged => NOT_CONVERGED.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_have_no_unfilled_holes() {
        let lengths = BacktestError::Lengths { customers: 1, values: 2 };
        let numbered = BacktestError::NotANumber { position: 0 };
        for error in [
            lengths,
            numbered,
            BacktestError::NotAProbability { position: 1 },
            BacktestError::NotACount { position: 2 },
            BacktestError::NoCustomers,
            BacktestError::Separated,
        ] {
            for lang in [Lang::En, Lang::Zh] {
                let got = error.text().render(lang);
                assert!(!got.is_empty() && !got.contains('{'), "{got}");
            }
        }
        assert_eq!(lengths.text().render(Lang::En), "there are outcomes of 1 customer, but values of 2");
        assert_eq!(numbered.text().render(Lang::Zh), "第 1 个客户的分数或间隔时长不是数字");
    }
}
