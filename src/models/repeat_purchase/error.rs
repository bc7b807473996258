//! Why histories are refused, and why data do not support a fit.

use crate::labels::{Label, Text};

/// A history that contradicts itself. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryError {
    /// A time is negative or not finite, the last purchase lies beyond the age, or repeat purchases and the time of the
    /// last one contradict each other: without repeat purchases it is 0, with them it is not.
    Contradiction {
        /// Position in the input.
        position: usize,
    },
    /// A weight is not positive and finite, or there are not as many weights as histories.
    Weight {
        /// Position in the input.
        position: usize,
    },
    /// A mean spend is negative or not finite.
    Spend {
        /// Position in the input.
        position: usize,
    },
    /// More customers than one fit can hold (2³² − 1).
    TooMany,
}

/// The end of the range towards which a parameter runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Zero.
    Zero,
    /// Infinity.
    Infinity,
}

/// Why data do not support a fit. There are no parameters then, and no scores may be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FitError {
    /// There is no customer.
    NoCustomers,
    /// No customer has bought again.
    NoRepeatPurchases,
    /// No customer was observed for any time after the first purchase.
    NoTime,
    /// The likelihood keeps rising as the parameter leaves every sensible range: the model describes these customers no
    /// better than a simpler one.
    Runaway {
        /// Symbol of the parameter.
        parameter: &'static str,
        /// Where it runs.
        toward: Toward,
    },
    /// The likelihood hardly depends on the parameter, or on a combination of it with others.
    Unidentified {
        /// Symbol of the parameter that is known least.
        parameter: &'static str,
    },
    /// The mean spend of a customer has no finite expectation (q ≤ 1).
    NoFiniteMean,
    /// The search ended without a maximum.
    NotConverged {
        /// Iterations made.
        iterations: usize,
    },
}

const CONTRADICTION: Label =
    Label::new("the purchase history of customer number {n} contradicts itself", "第 {n} 个客户的购买历史自相矛盾");
const WEIGHT: Label =
    Label::new("the weight of customer number {n} is not a positive number", "第 {n} 个客户的权重不是正数");
const SPEND: Label = Label::new(
    "the mean spend of customer number {n} is negative or not a number",
    "第 {n} 个客户的平均消费额为负数或不是有效数字",
);
const TOO_MANY: Label = Label::new("there are more customers than one model can hold", "客户数超出单个模型的上限");
const NO_CUSTOMERS: Label = Label::new("there are no customers to fit a model to", "没有可用于拟合模型的客户");
const NO_REPEAT_PURCHASES: Label = Label::new("no customer has bought a second time", "没有任何客户发生过再次购买");
const NO_TIME: Label = Label::new(
    "no customer was observed for any time after the first purchase",
    "所有客户首次购买之后的观察时长均为零",
);
const RUNAWAY: Label = Label::new(
    "the model is not identified: parameter {parameter} runs towards {end}",
    "模型不可识别：参数 {parameter} 趋于{end}",
);
const UNIDENTIFIED: Label = Label::new(
    "the model is not identified: the data say almost nothing about parameter {parameter}",
    "模型不可识别：数据几乎不含参数 {parameter} 的信息",
);
const NO_FINITE_MEAN: Label = Label::new(
    "the spend of customers varies so much that its mean has no finite expectation",
    "客户消费额的差异过大，其均值不存在有限的期望",
);
const NOT_CONVERGED: Label =
    Label::new("the fit found no maximum after {n:iteration|iterations}", "拟合在 {n} 次迭代后仍未找到最大值");
const ZERO: Label = Label::new("zero", "零");
const INFINITY: Label = Label::new("infinity", "无穷大");

impl HistoryError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            HistoryError::Contradiction { position } => CONTRADICTION.with(&[("n", &(position + 1))]),
            HistoryError::Weight { position } => WEIGHT.with(&[("n", &(position + 1))]),
            HistoryError::Spend { position } => SPEND.with(&[("n", &(position + 1))]),
            HistoryError::TooMany => TOO_MANY.text(),
        }
    }
}

impl FitError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            FitError::NoCustomers => NO_CUSTOMERS.text(),
            FitError::NoRepeatPurchases => NO_REPEAT_PURCHASES.text(),
            FitError::NoTime => NO_TIME.text(),
            FitError::Runaway { parameter, toward } => {
                let end = match toward {
                    Toward::Zero => ZERO,
                    Toward::Infinity => INFINITY,
                };
                RUNAWAY.with(&[("parameter", parameter)]).and("end", end.text())
            }
            FitError::Unidentified { parameter } => UNIDENTIFIED.with(&[("parameter", parameter)]),
            FitError::NoFiniteMean => NO_FINITE_MEAN.text(),
            FitError::NotConverged { iterations } => NOT_CONVERGED.with(&[("n", iterations)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_have_no_unfilled_holes() {
        let fits = [
            FitError::NoCustomers,
            FitError::NoRepeatPurchases,
            FitError::NoTime,
            FitError::Runaway { parameter: "b", toward: Toward::Infinity },
            FitError::Unidentified { parameter: "a" },
            FitError::NoFiniteMean,
            FitError::NotConverged { iterations: 1 },
        ];
        let histories = [
            HistoryError::Contradiction { position: 0 },
            HistoryError::Weight { position: 0 },
            HistoryError::Spend { position: 0 },
            HistoryError::TooMany,
        ];
        for text in fits.map(|error| error.text()).iter().chain(&histories.map(|error| error.text())) {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!text.render(lang).contains('{'), "{}", text.render(lang));
            }
        }
        assert_eq!(fits[3].text().render(Lang::Zh), "模型不可识别：参数 b 趋于无穷大");
        assert_eq!(
            histories[0].text().render(Lang::En),
            "the purchase history of customer number 1 contradicts itself"
        );
    }
}
