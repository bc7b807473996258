//! Properties that hold for all answers, weights and margins.

use proptest::prelude::*;

use super::weights::{Margin, RakingRule, rake, trim};
use super::*;

const METRICS: [Metric; 3] = [Metric::NetPromoter, Metric::TopBoxes { boxes: 2 }, Metric::Mean];

fn any_answers() -> impl Strategy<Value = Vec<Option<f64>>> {
    let answer =
        prop_oneof![8 => (0..=10_i32).prop_map(|own| Some(f64::from(own))), 1 => Just(None), 1 => Just(Some(11.0))];
    prop::collection::vec(answer, 0..40)
}

fn any_counts() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(prop_oneof![2 => Just(0_u64), 1 => 0..40_u64, 1 => 0..1_000_000_u64], 11)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_score_lies_in_an_interval_of_some_width(
        answers in any_answers(),
        heavy in prop::collection::vec(0.01..100.0_f64, 40),
        weighted in any::<bool>(),
    ) {
        let weights: Vec<Option<f64>> = heavy.iter().take(answers.len()).copied().map(Some).collect();
        let tally = Tally::of(Scale::NET_PROMOTER, &answers, weighted.then_some(weights.as_slice())).unwrap();
        let rows = tally.answers() + tally.missing() + tally.off_scale() + tally.without_weight();
        prop_assert_eq!(rows, answers.len() as u64);
        for metric in METRICS {
            let Some(own) = score(&tally, metric, 0.95).unwrap() else {
                prop_assert_eq!(tally.answers(), 0);
                continue;
            };
            let at = own.printed();
            prop_assert!(at.interval.lower <= at.value && at.value <= at.interval.upper);
            prop_assert!(at.interval.upper - at.interval.lower > 1e-3);
            prop_assert!(own.answer_variance > 0.0 && own.answer_variance.is_finite());
            prop_assert!(1.0 <= own.n_eff && own.n_eff <= own.n as f64);
            let wider = score(&tally, metric, 0.99).unwrap().unwrap().interval;
            prop_assert!(wider.lower <= own.interval.lower + 1e-12 && own.interval.upper <= wider.upper + 1e-12);
        }
    }

    #[test]
    fn equal_weights_are_no_weights(answers in any_answers(), weight in 0.001..1000.0_f64) {
        let weights = vec![Some(weight); answers.len()];
        let plain = Tally::of(Scale::NET_PROMOTER, &answers, None).unwrap();
        let weighted = Tally::of(Scale::NET_PROMOTER, &answers, Some(&weights)).unwrap();
        for metric in METRICS {
            let both = [&plain, &weighted].map(|tally| score(tally, metric, 0.9).unwrap());
            if let [Some(one), Some(other)] = both {
                prop_assert!(near(one.value, other.value) && near(one.n_eff, other.n_eff));
                prop_assert!(near(one.interval.lower, other.interval.lower));
                prop_assert!(near(one.interval.upper, other.interval.upper));
            }
        }
    }

    #[test]
    fn a_change_back_is_the_change_mirrored(before in any_counts(), after in any_counts()) {
        let [before, after] = [before, after].map(|counts| Tally::of_counts(Scale::NET_PROMOTER, &counts).unwrap());
        for metric in METRICS {
            let there = change(&before, &after, metric, 0.95).unwrap();
            let back = change(&after, &before, metric, 0.95).unwrap();
            prop_assert_eq!(there.is_none(), before.answers() == 0 || after.answers() == 0);
            let (Some(there), Some(back)) = (there, back) else { continue };
            prop_assert!((0.0..=1.0).contains(&there.p_value));
            prop_assert!(near(there.value, -back.value) && near(there.p_value, back.p_value));
            prop_assert!(near(there.interval.lower, -back.interval.upper));
            prop_assert!(there.interval.lower <= there.value + 1e-12 && there.value <= there.interval.upper + 1e-12);
            prop_assert!(there.interval.upper - there.interval.lower > 0.0);
        }
    }

    #[test]
    fn no_change_is_found_where_there_is_none(counts in any_counts()) {
        let tally = Tally::of_counts(Scale::NET_PROMOTER, &counts).unwrap();
        for metric in METRICS {
            if let Some(own) = change(&tally, &tally, metric, 0.95).unwrap() {
                prop_assert!(own.value == 0.0 && near(own.p_value, 1.0));
                prop_assert!(own.interval.lower < 0.0 && 0.0 < own.interval.upper);
            }
        }
    }

    /// Where every combination of levels is answered, weights that meet both margins exist and are found.
    #[test]
    fn raking_meets_its_margins(
        base in prop::collection::vec(0.1..10.0_f64, 24),
        shares in prop::collection::vec(0.05..1.0_f64, 5),
    ) {
        let of = |names: &[&'static str], repeat: usize| -> Vec<Option<&'static str>> {
            (0..24).map(|row| Some(names[row / repeat % names.len()])).collect()
        };
        let (three, two) = (shares[0] + shares[1] + shares[2], shares[3] + shares[4]);
        let first = [("a", shares[0] / three), ("b", shares[1] / three), ("c", shares[2] / three)];
        let second = [("x", shares[3] / two), ("y", shares[4] / two)];
        let margins = [
            Margin::new("first", &first, &of(&["a", "b", "c"], 1)).unwrap(),
            Margin::new("second", &second, &of(&["x", "y"], 3)).unwrap(),
        ];
        let found = rake(&base, &margins, RakingRule { tolerance: 1e-10, most_sweeps: 1000 }).unwrap();
        prop_assert!(found.converged && found.largest_margin_error < 1e-8);
        prop_assert!(near(found.weights.iter().sum(), 1.0));
        prop_assert!(found.design_effect.deff >= 1.0);
        // Odds ratios are those of the base weights.
        let odds = |w: &[f64]| w[0] * w[4] / (w[1] * w[3]);
        prop_assert!((odds(&found.weights) / odds(&base) - 1.0).abs() < 1e-9);
        let scaled: Vec<f64> = base.iter().map(|weight| 1e3 * weight).collect();
        let again = rake(&scaled, &margins, RakingRule { tolerance: 1e-10, most_sweeps: 1000 }).unwrap();
        prop_assert!(found.weights.iter().zip(&again.weights).all(|(one, other)| near(*one, *other)));
    }

    #[test]
    fn trimming_keeps_sum_and_order(weights in prop::collection::vec(0.001..1000.0_f64, 1..30), cap in 1.001..5.0_f64) {
        let found = trim(&weights, cap).unwrap();
        prop_assert!(near(found.weights.iter().sum(), weights.iter().sum()));
        prop_assert!(found.weights.iter().all(|own| *own <= found.largest * (1.0 + 1e-12)));
        for (one, own) in weights.iter().zip(&found.weights) {
            for (other, its) in weights.iter().zip(&found.weights) {
                prop_assert!(one > other || own <= &(its * (1.0 + 1e-12)));
            }
        }
    }
}
