//! Why rows cannot be clustered.

use crate::labels::{Label, Text};

/// Why rows cannot be clustered. Rows and features are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterError {
    /// The number of values is not a multiple of the number of features, or there is no feature.
    Shape,
    /// A value is NaN or infinite.
    NotFinite {
        /// Row of the value.
        row: usize,
        /// Feature of the value.
        feature: usize,
    },
    /// The values of a feature are too large to average.
    TooLarge {
        /// The feature.
        feature: usize,
    },
    /// The number of clusters asked for is not in 2..=8.
    Count {
        /// The number asked for.
        clusters: usize,
    },
    /// There are fewer different rows than clusters; at least two are needed.
    TooFewRows {
        /// Different rows, once features that never vary are set aside. Not counted beyond what was needed.
        different: usize,
        /// Different rows needed.
        needed: usize,
    },
}

const SHAPE: Label =
    Label::new("the values do not form a table with at least one feature", "这些值不能构成至少含一个特征的表");
const NOT_FINITE: Label = Label::new(
    "feature number {feature} of row number {row} is not a finite number",
    "第 {row} 行第 {feature} 个特征不是有限的数",
);
const TOO_LARGE: Label = Label::new(
    "the values of feature number {feature} are too large to average",
    "第 {feature} 个特征的值过大，无法求平均",
);
const COUNT: Label = Label::new("the number of clusters must be 2 to 8, not {n}", "聚类的个数须为 2 至 8，而不是 {n}");
const TOO_FEW_ROWS: Label = Label::new(
    "clustering needs at least {needed} different customers, but there are only {different}",
    "聚类至少需要 {needed} 个互不相同的客户，实际只有 {different} 个",
);

impl ClusterError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ClusterError::Shape => SHAPE.text(),
            ClusterError::NotFinite { row, feature } => {
                NOT_FINITE.with(&[("row", &(row + 1)), ("feature", &(feature + 1))])
            }
            ClusterError::TooLarge { feature } => TOO_LARGE.with(&[("feature", &(feature + 1))]),
            ClusterError::Count { clusters } => COUNT.with(&[("n", clusters)]),
            ClusterError::TooFewRows { different, needed } => {
                TOO_FEW_ROWS.with(&[("different", different), ("needed", needed)])
            }
        }
    }
}
