//! Why no score can be fitted.

use crate::labels::{Label, Text};

/// What became of a customer over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Bought nothing.
    Lost,
    /// Bought something.
    Kept,
}

/// Why no score can be fitted. Features are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// A feature has not one value a customer.
    Lengths {
        /// The feature.
        feature: usize,
    },
    /// There are more features than [`MOST_FEATURES`](super::MOST_FEATURES).
    TooManyFeatures {
        /// Number of features.
        features: usize,
    },
    /// A value is NaN or infinite, or the values are too large to standardise.
    NotFinite {
        /// The feature.
        feature: usize,
    },
    /// There is no feature, or none of them varies.
    NothingVaries,
    /// There are too few customers of one outcome for the number of parameters.
    TooFew {
        /// The rarer outcome.
        outcome: Outcome,
        /// Customers with that outcome.
        customers: usize,
        /// Customers needed.
        needed: usize,
        /// Parameters: the intercept and the features that vary.
        parameters: usize,
    },
    /// The iterations did not settle.
    NotConverged,
}

const LENGTHS: Label = Label::new(
    "feature number {feature} does not have one value for each customer",
    "第 {feature} 个特征与客户数不一致",
);
const TOO_MANY: Label =
    Label::new("the score takes at most {most} features, not {n}", "评分最多使用 {most} 个特征，而不是 {n} 个");
const NOT_FINITE: Label = Label::new(
    "feature number {feature} has a value that is not finite or too large",
    "第 {feature} 个特征含有非有限或过大的值",
);
const NOTHING_VARIES: Label = Label::new("no feature differs between customers", "所有特征在各客户之间均无差异");
const TOO_FEW_LOST: Label = Label::new(
    "only {n:customer was|customers were} lost in the backtest window, but {parameters} parameters need {needed}",
    "回测窗口内仅流失 {n} 个客户，而 {parameters} 个参数需要 {needed} 个",
);
const TOO_FEW_KEPT: Label = Label::new(
    "only {n:customer|customers} bought again in the backtest window, but {parameters} parameters need {needed}",
    "回测窗口内仅有 {n} 个客户再次购买，而 {parameters} 个参数需要 {needed} 个",
);
const NOT_CONVERGED: Label = Label::new("the fit of the score did not settle", "评分的拟合未能收敛");

impl ScoreError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ScoreError::Lengths { feature } => LENGTHS.with(&[("feature", &(feature + 1))]),
            ScoreError::TooManyFeatures { features } => {
                TOO_MANY.with(&[("n", features), ("most", &super::MOST_FEATURES)])
            }
            ScoreError::NotFinite { feature } => NOT_FINITE.with(&[("feature", &(feature + 1))]),
            ScoreError::NothingVaries => NOTHING_VARIES.text(),
            ScoreError::TooFew { outcome, customers, needed, parameters } => {
                let label = if *outcome == Outcome::Lost { TOO_FEW_LOST } else { TOO_FEW_KEPT };
                label.with(&[("n", customers), ("needed", needed), ("parameters", parameters)])
            }
            ScoreError::NotConverged => NOT_CONVERGED.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_in_both_languages() {
        let error = ScoreError::TooFew { outcome: Outcome::Lost, customers: 1, needed: 40, parameters: 4 };
        assert_eq!(
            error.text().render(Lang::En),
            "only 1 customer was lost in the backtest window, but 4 parameters need 40"
        );
        assert_eq!(error.text().render(Lang::Zh), "回测窗口内仅流失 1 个客户，而 4 个参数需要 40 个");
    }
}
