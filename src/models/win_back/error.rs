//! Why a customer cannot be assessed.

use crate::labels::{Label, Text};

/// Why a customer cannot be assessed. Positions are from 0 in the list of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateError {
    /// There are no customers.
    NoCustomers,
    /// The value is not finite.
    Value {
        /// Position in the input.
        position: usize,
    },
    /// The cost is negative or not finite.
    Cost {
        /// Position in the input.
        position: usize,
    },
    /// The risk is not in 0..=1.
    Risk {
        /// Position in the input.
        position: usize,
    },
    /// The uplift is not in −1..=1.
    Uplift {
        /// Position in the input.
        position: usize,
    },
}

const NO_CUSTOMERS: Label = Label::new("there are no customers to grade", "没有可评级的客户");
const VALUE: Label =
    Label::new("the value of customer number {n} is not a finite amount", "第 {n} 个客户的价值不是有限的金额");
const COST: Label = Label::new(
    "the contact cost of customer number {n} is not an amount of zero or more",
    "第 {n} 个客户的触达成本不是非负的金额",
);
const RISK: Label =
    Label::new("the churn risk of customer number {n} is not in 0 to 1", "第 {n} 个客户的流失风险不在 0 至 1 之间");
const UPLIFT: Label =
    Label::new("the uplift of customer number {n} is not in -1 to 1", "第 {n} 个客户的增量回归率不在 -1 至 1 之间");

impl CandidateError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        let (label, position) = match self {
            CandidateError::NoCustomers => return NO_CUSTOMERS.text(),
            CandidateError::Value { position } => (VALUE, position),
            CandidateError::Cost { position } => (COST, position),
            CandidateError::Risk { position } => (RISK, position),
            CandidateError::Uplift { position } => (UPLIFT, position),
        };
        label.with(&[("n", &(position + 1))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn customers_are_counted_from_one_in_sentences() {
        let text = CandidateError::Risk { position: 6 }.text();
        assert_eq!(text.render(Lang::En), "the churn risk of customer number 7 is not in 0 to 1");
        assert_eq!(text.render(Lang::Zh), "第 7 个客户的流失风险不在 0 至 1 之间");
    }
}
