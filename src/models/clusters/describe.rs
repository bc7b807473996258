//! What makes a cluster different, in figures a person can read.

use crate::labels::Label;
use crate::numerics::quantile::median;

/// The features named for each cluster.
const NAMED: usize = 3;

/// On which side of all customers a cluster lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Above the mean of all customers.
    Above,
    /// Below the mean of all customers.
    Below,
}

const ABOVE: Label = Label::new("above average", "高于平均");
const BELOW: Label = Label::new("below average", "低于平均");

impl Direction {
    /// The direction in words.
    pub fn label(self) -> Label {
        match self {
            Direction::Above => ABOVE,
            Direction::Below => BELOW,
        }
    }
}

/// One feature by which a cluster stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trait {
    /// The feature, by position in the input.
    pub feature: usize,
    /// Mean of the cluster less the mean of all customers, in standard deviations of all customers, after the
    /// feature's transform.
    pub difference: f64,
    /// The sign of the difference.
    pub direction: Direction,
    /// Mean of the cluster in the feature's own unit. Of a skewed feature this mean can lie on the other side of the
    /// mean of all customers than `direction` says, since that compares logarithms; the median follows it better.
    pub mean: f64,
    /// Median of the cluster in the feature's own unit.
    pub median: f64,
}

/// The three features with the largest absolute difference, largest first, the earlier feature first among equals.
///
/// `raw` and `standardised` hold one row for each member of the cluster; `kept` names the features of `standardised`.
pub(super) fn traits(raw: &[&[f64]], standardised: &[&[f64]], kept: &[usize]) -> Vec<Trait> {
    let size = raw.len() as f64;
    let mean_of = |rows: &[&[f64]], at: usize| rows.iter().filter_map(|row| row.get(at)).sum::<f64>() / size;
    let mut differences: Vec<(usize, f64)> =
        kept.iter().enumerate().map(|(at, feature)| (*feature, mean_of(standardised, at))).collect();
    differences.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let described = differences.into_iter().take(NAMED).map(|(feature, difference)| {
        let mut values: Vec<f64> = raw.iter().filter_map(|row| row.get(feature)).copied().collect();
        values.sort_by(f64::total_cmp);
        let direction = if difference < 0.0 { Direction::Below } else { Direction::Above };
        let median = median(&values).unwrap_or(f64::NAN);
        Trait { feature, difference, direction, mean: mean_of(raw, feature), median }
    });
    described.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_largest_differences_first() {
        let raw: [&[f64]; 3] =
            [&[1.0, 7.0, 100.0, 5.0, 0.0], &[2.0, 7.0, 300.0, 5.0, 0.0], &[6.0, 7.0, 200.0, 5.0, 0.0]];
        let standardised: [&[f64]; 3] = [&[0.5, -2.0, 0.1, 0.0], &[0.5, -1.0, 0.1, 0.0], &[0.5, -3.0, 0.1, 0.0]];
        let found = traits(&raw, &standardised, &[0, 2, 3, 4]);
        assert_eq!(found.iter().map(|named| named.feature).collect::<Vec<_>>(), [2, 0, 3]);
        let expected = Trait { feature: 2, difference: -2.0, direction: Direction::Below, mean: 200.0, median: 200.0 };
        assert_eq!(found[0], expected);
        assert_eq!((found[1].mean, found[1].median, found[1].direction), (3.0, 2.0, Direction::Above));
    }
}
