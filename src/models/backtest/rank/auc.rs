//! The area under the ROC curve and DeLong's test of two areas. It sorts nothing.

use super::super::difference::Difference;
use super::super::error::BacktestError;
use super::super::holdout::Outcome;
use super::placement::placements;

/// Area under the ROC curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Auc {
    /// Probability that the score of a churner exceeds that of another customer, ties counting half: the Mann–Whitney
    /// statistic with mid-ranks. 0.5 is a coin, 1 a perfect order.
    pub auc: f64,
    /// Standard error by DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837–845. `None` with fewer than two
    /// customers of either outcome; 0 for a perfect or perfectly reversed order, where it says nothing.
    pub standard_error: Option<f64>,
}

/// The area under the ROC curve of `scores`, of which higher ones mean churn.
///
/// Refuses scores that are NaN, a number of them that differs from that of the customers, and customers that have all
/// churned or all stayed.
pub fn auc(scores: &[f64], outcomes: &[Outcome]) -> Result<Auc, BacktestError> {
    let area = area(&placements(scores, outcomes)?, outcomes);
    Ok(Auc { auc: area.mean, standard_error: area.variance.map(f64::sqrt) })
}

/// The area of `first` minus that of `second` for the same customers, with DeLong's standard error and test.
///
/// Refuses what [`auc`] refuses, and fewer than two customers of either outcome.
pub fn auc_difference(first: &[f64], second: &[f64], outcomes: &[Outcome]) -> Result<Difference, BacktestError> {
    // DeLong's variance of a contrast is that of one area with contrasted components.
    let mut contrast = placements(first, outcomes)?;
    contrast.iter_mut().zip(placements(second, outcomes)?).for_each(|(first, second)| *first -= second);
    let area = area(&contrast, outcomes);
    let variance = area.variance.ok_or(BacktestError::TooFew)?;
    Ok(Difference::new(area.mean, variance.sqrt()))
}

struct Area {
    mean: f64,
    variance: Option<f64>,
}

/// Sums are whole numbers, so that a variance of 0 is exactly 0 and no order of customers changes a digit.
fn area(placements: &[i64], outcomes: &[Outcome]) -> Area {
    let churned = Sums::of(placements, outcomes, Outcome::Churned);
    let stayed = Sums::of(placements, outcomes, Outcome::Stayed);
    let mean = churned.sum as f64 / (2.0 * churned.count as f64 * stayed.count as f64);
    let variance = |own: &Sums, other: &Sums| {
        let centred = (own.count * own.squares - own.sum * own.sum) as f64;
        let (own, other) = (own.count as f64, other.count as f64);
        (own > 1.0).then(|| centred / (own * own * (own - 1.0) * 4.0 * other * other))
    };
    Area { mean, variance: variance(&churned, &stayed).zip(variance(&stayed, &churned)).map(|(a, b)| a + b) }
}

#[derive(Default)]
struct Sums {
    count: i128,
    sum: i128,
    squares: i128,
}

impl Sums {
    fn of(placements: &[i64], outcomes: &[Outcome], outcome: Outcome) -> Sums {
        let mut sums = Sums::default();
        for (placement, _) in placements.iter().zip(outcomes).filter(|(_, other)| **other == outcome) {
            let placement = i128::from(*placement);
            sums.count += 1;
            sums.sum += placement;
            sums.squares += placement * placement;
        }
        sums
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    use Outcome::{Churned as C, Stayed as S};

    /// Albumin, total protein, K-G score and outcome of the patients of DeLong, DeLong and Clarke-Pearson 1988, as
    /// printed with the example "Comparing Receiver Operating Characteristic Curves" of the SAS/STAT manual (LOGISTIC).
    /// The figures below were recomputed from them by the definitions, over all pairs, by an independent program.
    const PATIENTS: [(f64, f64, f64, u8); 43] = [
        (3.0, 5.8, 10.0, 0),
        (3.2, 6.3, 5.0, 1),
        (3.9, 6.8, 3.0, 1),
        (2.8, 4.8, 6.0, 0),
        (3.2, 5.8, 3.0, 1),
        (0.9, 4.0, 5.0, 0),
        (2.5, 5.7, 8.0, 0),
        (1.6, 5.6, 5.0, 1),
        (3.8, 5.7, 5.0, 1),
        (3.7, 6.7, 6.0, 1),
        (3.2, 5.4, 4.0, 1),
        (3.8, 6.6, 6.0, 1),
        (4.1, 6.6, 5.0, 1),
        (3.6, 5.7, 5.0, 1),
        (4.3, 7.0, 4.0, 1),
        (3.6, 6.7, 4.0, 0),
        (2.3, 4.4, 6.0, 1),
        (4.2, 7.6, 4.0, 0),
        (4.0, 6.6, 6.0, 0),
        (3.5, 5.8, 6.0, 1),
        (3.8, 6.8, 7.0, 1),
        (3.0, 4.7, 8.0, 0),
        (4.5, 7.4, 5.0, 1),
        (3.7, 7.4, 5.0, 1),
        (3.1, 6.6, 6.0, 1),
        (4.1, 8.2, 6.0, 1),
        (4.3, 7.0, 5.0, 1),
        (4.3, 6.5, 4.0, 1),
        (3.2, 5.1, 5.0, 1),
        (2.6, 4.7, 6.0, 1),
        (3.3, 6.8, 6.0, 0),
        (1.7, 4.0, 7.0, 0),
        (3.7, 6.1, 5.0, 1),
        (3.3, 6.3, 7.0, 1),
        (4.2, 7.7, 6.0, 1),
        (3.5, 6.2, 5.0, 1),
        (2.9, 5.7, 9.0, 0),
        (2.1, 4.8, 7.0, 1),
        (2.8, 6.2, 8.0, 0),
        (4.0, 7.0, 7.0, 1),
        (3.3, 5.7, 6.0, 1),
        (3.7, 6.9, 5.0, 1),
        (3.6, 6.6, 5.0, 1),
    ];

    fn four_digits(value: f64) -> f64 {
        (value * 1e4).round() / 1e4
    }

    #[test]
    fn delong_1988_ovarian_cancer() {
        let outcomes: Vec<Outcome> = PATIENTS.iter().map(|row| if row.3 == 1 { C } else { S }).collect();
        let albumin: Vec<f64> = PATIENTS.iter().map(|row| row.0).collect();
        let protein: Vec<f64> = PATIENTS.iter().map(|row| row.1).collect();
        let score: Vec<f64> = PATIENTS.iter().map(|row| 10.0 - row.2).collect();
        for (scores, area, error) in [(&albumin, 0.7366, 0.0927), (&score, 0.7258, 0.1028), (&protein, 0.6478, 0.1000)]
        {
            let got = auc(scores, &outcomes).unwrap();
            assert_eq!((four_digits(got.auc), four_digits(got.standard_error.unwrap())), (area, error));
        }
        for (scores, difference, error, p) in [(&albumin, 0.0108, 0.0953, 0.9102), (&protein, -0.0780, 0.1046, 0.4561)]
        {
            let got = auc_difference(scores, &score, &outcomes).unwrap();
            let figures = [got.difference, got.standard_error, got.p_value.unwrap()].map(four_digits);
            assert_eq!(figures, [difference, error, p]);
        }
    }

    #[test]
    fn a_perfect_order_and_its_reverse() {
        let outcomes = [C, S, C, S];
        let perfect = auc(&[3.0, 1.0, f64::INFINITY, -7.0], &outcomes).unwrap();
        assert_eq!(perfect, Auc { auc: 1.0, standard_error: Some(0.0) });
        let reversed = auc(&[0.0, 1.0, -1.0, 7.0], &outcomes).unwrap();
        assert_eq!(reversed, Auc { auc: 0.0, standard_error: Some(0.0) });
        let got = auc_difference(&[3.0, 1.0, 4.0, 0.0], &[0.0, 1.0, -1.0, 7.0], &outcomes).unwrap();
        assert_eq!((got.difference, got.standard_error, got.p_value), (1.0, 0.0, None));
    }

    #[test]
    fn equal_scores_are_a_coin() {
        let got = auc(&[0.0, -0.0, 0.0, -0.0, 0.0], &[C, C, S, S, S]).unwrap();
        assert_eq!(got, Auc { auc: 0.5, standard_error: Some(0.0) });
    }

    #[test]
    fn refuses_what_has_no_area() {
        assert_eq!(auc(&[], &[]), Err(BacktestError::NoCustomers));
        assert_eq!(auc(&[1.0, 2.0], &[S, S]), Err(BacktestError::NoChurners));
        assert_eq!(auc(&[1.0], &[C]), Err(BacktestError::NoStayers));
        assert_eq!(auc(&[1.0], &[C, S]), Err(BacktestError::Lengths { customers: 2, values: 1 }));
        assert_eq!(auc(&[1.0, f64::NAN], &[C, S]), Err(BacktestError::NotANumber { position: 1 }));
        assert_eq!(auc(&[2.0, 1.0, 0.0], &[C, S, S]), Ok(Auc { auc: 1.0, standard_error: None }));
        assert_eq!(auc_difference(&[2.0, 1.0], &[1.0, 2.0], &[C, S]), Err(BacktestError::TooFew));
    }
}
