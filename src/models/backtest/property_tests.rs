//! What holds for any scores and outcomes.

use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::baselines::{GapRisk, cross_fitted_risks, threshold_accuracy};
use super::counts::count_errors;
use super::probability::{brier, brier_difference, calibration_line, calibration_table};
use super::rank::{auc, auc_difference, top_share};
use super::verdict::Contest;
use super::*;
use crate::numerics::logistic::logistic;

type Customers = Vec<(f64, f64, Outcome)>;

/// Two scores with many ties, and outcomes.
fn customers() -> impl Strategy<Value = Customers> {
    let outcome = prop_oneof![Just(Outcome::Churned), Just(Outcome::Stayed)];
    prop::collection::vec((0..9_u8, 0..9_u8, outcome), 1..40)
        .prop_map(|rows| rows.into_iter().map(|(a, b, y)| (f64::from(a) / 8.0, f64::from(b) / 8.0, y)).collect())
}

fn columns(customers: &Customers) -> (Vec<f64>, Vec<f64>, Vec<Outcome>) {
    (
        customers.iter().map(|row| row.0).collect(),
        customers.iter().map(|row| row.1).collect(),
        customers.iter().map(|row| row.2).collect(),
    )
}

/// Area and variance by the definitions of DeLong et al., over all pairs; `kernel` says how rightly a pair is ordered.
fn over_all_pairs(customers: &Customers, kernel: impl Fn(usize, usize) -> f64) -> (f64, f64) {
    let of = |outcome: Outcome| (0..customers.len()).filter(move |at| customers[*at].2 == outcome).collect::<Vec<_>>();
    let (churned, stayed) = (of(Outcome::Churned), of(Outcome::Stayed));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let variance = |values: &[f64]| {
        let squares: f64 = values.iter().map(|value| (value - mean(values)).powi(2)).sum();
        squares / (values.len() as f64 - 1.0) / values.len() as f64
    };
    let rows: Vec<f64> =
        churned.iter().map(|c| mean(&stayed.iter().map(|s| kernel(*c, *s)).collect::<Vec<_>>())).collect();
    let columns: Vec<f64> =
        stayed.iter().map(|s| mean(&churned.iter().map(|c| kernel(*c, *s)).collect::<Vec<_>>())).collect();
    (mean(&rows), variance(&rows) + variance(&columns))
}

fn ordered(churned: f64, stayed: f64) -> f64 {
    if churned == stayed { 0.5 } else { f64::from(u8::from(churned > stayed)) }
}

proptest! {
    #[test]
    fn areas_and_errors_are_those_over_all_pairs(customers in customers()) {
        let (first, second, outcomes) = columns(&customers);
        let churned = holdout::churners(&outcomes);
        prop_assume!(churned >= 2 && customers.len() - churned >= 2);
        let got = auc(&first, &outcomes).unwrap();
        let (area, variance) = over_all_pairs(&customers, |c, s| ordered(first[c], first[s]));
        prop_assert!((got.auc - area).abs() < 1e-12);
        prop_assert!((got.standard_error.unwrap().powi(2) - variance).abs() < 1e-12);
        let got = auc_difference(&first, &second, &outcomes).unwrap();
        let contrast = |c: usize, s: usize| ordered(first[c], first[s]) - ordered(second[c], second[s]);
        let (area, variance) = over_all_pairs(&customers, contrast);
        prop_assert!((got.difference - area).abs() < 1e-12);
        prop_assert!((got.standard_error.powi(2) - variance).abs() < 1e-12);
    }

    #[test]
    fn only_order_counts_and_not_the_order_of_customers(customers in customers()) {
        let (first, second, outcomes) = columns(&customers);
        let stretched: Vec<f64> = first.iter().map(|score| 1e9 * score.powi(3) - 5.0).collect();
        prop_assert_eq!(auc(&first, &outcomes), auc(&stretched, &outcomes));
        prop_assert_eq!(
            auc_difference(&first, &second, &outcomes).ok(),
            auc_difference(&stretched, &second, &outcomes).ok()
        );
        let mut backwards = customers.clone();
        backwards.reverse();
        let (reversed, _, reversed_outcomes) = columns(&backwards);
        prop_assert_eq!(auc(&first, &outcomes), auc(&reversed, &reversed_outcomes));
        if let Ok(area) = auc(&first, &outcomes) {
            let negated: Vec<f64> = first.iter().map(|score| -score).collect();
            prop_assert!((auc(&negated, &outcomes).unwrap().auc - (1.0 - area.auc)).abs() < 1e-12);
        }
    }

    #[test]
    fn comparing_the_other_way_round_turns_the_sign(customers in customers()) {
        let (first, second, outcomes) = columns(&customers);
        for compare in [auc_difference, brier_difference] {
            if let Ok(got) = compare(&first, &second, &outcomes) {
                let turned = compare(&second, &first, &outcomes).unwrap();
                prop_assert!((got.difference + turned.difference).abs() < 1e-12);
                prop_assert!((got.standard_error - turned.standard_error).abs() < 1e-12);
            }
        }
        if let Ok(got) = brier_difference(&first, &second, &outcomes) {
            let apart = brier(&first, &outcomes).unwrap().score - brier(&second, &outcomes).unwrap().score;
            prop_assert!((got.difference - apart).abs() < 1e-12);
        }
    }

    /// The rates of monotone regression by their max-min formula: max over a ≤ i of min over b ≥ i of the mean of
    /// a..=b.
    #[test]
    fn gap_risks_are_the_max_min_means(customers in customers()) {
        let (gaps, _, outcomes) = columns(&customers);
        let mut distinct = gaps.clone();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let mean = |from: f64, to: f64| {
            let own: Vec<f64> = gaps.iter().zip(&outcomes).filter(|(gap, _)| (from..=to).contains(*gap))
                .map(|(_, outcome)| outcome.event()).collect();
            own.iter().sum::<f64>() / own.len() as f64
        };
        let risk = GapRisk::learn(&gaps, &outcomes).unwrap();
        for (at, got) in distinct.iter().zip(risk.probabilities(&distinct).unwrap()) {
            let lowest = |from: f64| {
                distinct.iter().filter(|to| *to >= at).map(|to| mean(from, *to)).fold(2.0, f64::min)
            };
            let want = distinct.iter().filter(|from| *from <= at).map(|from| lowest(*from)).fold(-1.0, f64::max);
            prop_assert!((got - want).abs() < 1e-12);
        }
        let own = risk.probabilities(&gaps).unwrap();
        let got = brier(&own, &outcomes).unwrap();
        prop_assert!((got.predicted - got.observed).abs() < 1e-12);
        prop_assert!(got.score <= got.of_base_rate + 1e-12);
    }

    #[test]
    fn a_table_holds_every_customer_once(customers in customers(), groups in 1..50_usize) {
        let (probabilities, _, outcomes) = columns(&customers);
        let table = calibration_table(&probabilities, &outcomes, NonZeroUsize::new(groups).unwrap()).unwrap();
        prop_assert!(table.len() <= groups);
        prop_assert_eq!(table.iter().map(|group| group.customers).sum::<u64>(), customers.len() as u64);
        prop_assert_eq!(table.iter().map(|group| group.churned).sum::<u64>(), holdout::churners(&outcomes) as u64);
        prop_assert!(table.windows(2).all(|pair| pair[0].highest < pair[1].lowest));
        for group in &table {
            prop_assert!(group.lowest <= group.predicted && group.predicted <= group.highest);
            prop_assert!(group.interval.lower <= group.observed && group.observed <= group.interval.upper);
        }
    }

    /// At the maximum the residuals sum to 0, also weighted by the log-odds; recalibrated, the line is the diagonal.
    #[test]
    fn a_line_is_the_maximum_and_recalibrates(customers in customers()) {
        let (probabilities, _, outcomes) = columns(&customers);
        let inner: Vec<f64> = probabilities.iter().map(|p| 0.05 + 0.9 * p).collect();
        if let Ok(line) = calibration_line(&inner, &outcomes) {
            let log_odds = |p: &f64| (p / (1.0 - p)).ln();
            let recalibrated: Vec<f64> =
                inner.iter().map(|p| logistic(line.intercept.value + line.slope.value * log_odds(p))).collect();
            let residual = |(p, outcome): (&f64, &Outcome)| outcome.event() - p;
            prop_assert!(recalibrated.iter().zip(&outcomes).map(residual).sum::<f64>().abs() < 1e-9);
            let weighted = recalibrated.iter().zip(&outcomes).zip(&inner).map(|(pair, p)| residual(pair) * log_odds(p));
            prop_assert!(weighted.sum::<f64>().abs() < 1e-8);
            let certain = recalibrated.iter().any(|p| !(1e-5..=1.0 - 1e-5).contains(p));
            if line.slope.value.abs() > 1e-3 && !certain {
                let again = calibration_line(&recalibrated, &outcomes).unwrap();
                prop_assert!((again.slope.value - 1.0).abs() < 1e-6, "{again:?}");
                prop_assert!(again.intercept.value.abs() < 1e-6, "{again:?}");
            }
        }
    }

    /// Any numbers at all: a figure or an error, never NaN.
    #[test]
    fn nothing_is_ever_nan(
        rows in prop::collection::vec(
            (any::<f64>(), any::<u32>(), prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0]), 0..12
        ),
        top in any::<f64>(),
    ) {
        let scores: Vec<f64> = rows.iter().map(|row| row.0).collect();
        let actual: Vec<u32> = rows.iter().map(|row| row.1 % 3).collect();
        let probabilities: Vec<f64> = rows.iter().map(|row| row.2).collect();
        let outcomes: Vec<Outcome> = actual.iter().map(|purchases| Outcome::of_purchases(*purchases)).collect();
        let two = NonZeroUsize::new(2).unwrap();
        let risks = cross_fitted_risks(&scores, &outcomes, two);
        let contest = Contest::between(&probabilities, risks.as_ref().map_or(&[], Vec::as_slice), &scores, &outcomes);
        let forecasts: Vec<f64> = scores.iter().map(|score| score.abs()).collect();
        let everything = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {risks:?} {contest:?} {:?} {:?}",
            auc(&scores, &outcomes),
            auc_difference(&scores, &probabilities, &outcomes),
            top_share(&scores, &actual, top),
            brier(&probabilities, &outcomes),
            brier(&scores, &outcomes),
            brier_difference(&probabilities, &scores, &outcomes),
            calibration_table(&probabilities, &outcomes, two),
            calibration_line(&probabilities, &outcomes),
            count_errors(&forecasts, &actual),
            threshold_accuracy(&scores, &outcomes, top),
        );
        prop_assert!(!everything.contains("NaN") && !everything.contains("inf"), "{everything}");
    }
}

/// Probabilities that are true are found calibrated; log-odds twice too large have slope a half. The numbers are spread
/// evenly over the square by the additive sequence with the plastic number, not drawn.
#[test]
fn true_probabilities_are_calibrated() {
    let customers = 20_000;
    let at = |i: u32, step: f64| (0.5 + f64::from(i) * step).fract();
    let p: Vec<f64> = (0..customers).map(|i| 0.02 + 0.96 * at(i, 0.754_877_666_246_693)).collect();
    let drawn = |(i, p): (usize, &f64)| at(i as u32, 0.569_840_290_998_053) < *p;
    let outcomes: Vec<Outcome> =
        p.iter().enumerate().map(|at| if drawn(at) { Outcome::Churned } else { Outcome::Stayed }).collect();
    let line = calibration_line(&p, &outcomes).unwrap();
    assert!(line.slope.interval.lower < 1.0 && 1.0 < line.slope.interval.upper, "{line:?}");
    assert!(line.intercept.interval.lower < 0.0 && 0.0 < line.intercept.interval.upper, "{line:?}");
    let extreme: Vec<f64> = p.iter().map(|p| logistic(2.0 * (p / (1.0 - p)).ln())).collect();
    let doubled = calibration_line(&extreme, &outcomes).unwrap();
    assert!((doubled.slope.value - line.slope.value / 2.0).abs() < 1e-9);
    let contest = Contest::between(&p, &extreme, &extreme, &outcomes);
    assert_eq!(contest.verdict(), verdict::Verdict::Model(verdict::Ground::Brier));
    let table = calibration_table(&p, &outcomes, NonZeroUsize::new(20).unwrap()).unwrap();
    assert!(table.iter().filter(|g| g.interval.lower <= g.predicted && g.predicted <= g.interval.upper).count() >= 18);
}

/// Whole numbers do not overflow: a million customers, all of one score but one.
#[test]
fn a_million_customers() {
    let outcomes: Vec<Outcome> =
        (0..1_000_000).map(|i| if i % 2 == 0 { Outcome::Churned } else { Outcome::Stayed }).collect();
    let mut scores = vec![1.0; outcomes.len()];
    scores[0] = 2.0;
    let got = auc(&scores, &outcomes).unwrap();
    assert!((got.auc - (0.5 + 0.5 / 500_000.0)).abs() < 1e-15);
    let reversed: Vec<f64> = (0..1_000_000).map(f64::from).collect();
    let got = auc_difference(&reversed, &scores, &outcomes).unwrap();
    assert!(got.standard_error > 1e-4 && got.standard_error < 1e-3, "{got:?}");
}
