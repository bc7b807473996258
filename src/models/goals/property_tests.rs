//! What holds for any goal.

use proptest::prelude::*;

use super::*;
use crate::numerics::interval::{Interval, normal_z};

fn goal(target: f64, direction: Direction) -> Goal {
    let (id, metric) = ("a".to_string(), "nps".to_string());
    Goal { id, metric, segment: None, baseline: None, baseline_on: None, target, by: 0, direction }
}

fn measured(value: f64, half: f64, n: u64) -> Measured {
    let interval = Interval { lower: value - half, upper: value + half };
    let (answers, design_effect, variance) = (n, 1.0, None);
    let (confidence, last_day, as_of, response_lag) = (0.95, 0, 0, 0);
    Measured { value, interval, confidence, n, answers, design_effect, variance, last_day, as_of, response_lag }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Turned round, the verdict is the same.
    #[test]
    fn up_and_down_mirror_each_other(value in -50.0..50.0_f64, half in 0.0..30.0_f64, target in -50.0..50.0_f64) {
        let up = judge(&goal(target, Direction::Higher), Some(&measured(value, half, 100)), 10, 0.8);
        let down = judge(&goal(-target, Direction::Lower), Some(&measured(-value, half, 100)), 10, 0.8);
        prop_assert_eq!(up, down);
        match up {
            Verdict::Met => prop_assert!(value >= target),
            Verdict::NotMet => prop_assert!(value < target),
            _ => prop_assert!((value - target).abs() <= half),
        }
    }

    /// With as many answers as were said to be needed, an interval around the same value tells.
    #[test]
    fn the_number_needed_is_enough(
        value in -50.0..50.0_f64,
        standard_deviation in 1.0..80.0_f64,
        target in -50.0..50.0_f64,
        n in 10_u64..500,
    ) {
        let z = normal_z(0.95).unwrap();
        let with = |n: u64| {
            let half = z * standard_deviation / (n as f64).sqrt();
            judge(&goal(target, Direction::Higher), Some(&measured(value, half, n)), 10, 0.8)
        };
        if let Verdict::CannotTell(CannotTell::Within { needed: Some(needed) }) = with(n) {
            prop_assert!(needed > n);
            prop_assert!(matches!(with(needed), Verdict::Met | Verdict::NotMet));
        }
    }

    #[test]
    fn any_numbers_have_a_verdict(
        value in any::<f64>(),
        half in any::<f64>(),
        target in any::<f64>(),
        n in any::<u64>(),
    ) {
        let verdict = judge(&goal(target, Direction::Lower), Some(&measured(value, half, n)), 10, 0.8);
        prop_assert!(!verdict.id().is_empty());
    }

    #[test]
    fn any_file_is_read_or_refused(
        lines in prop::collection::vec(
            "\\[\\[goal\\]\\]|(id|metric|target|baseline|by|direction) = ('x'|nps|'nps'|1e400|-inf|nan|3|2026-01-01|'lower')",
            0..9,
        ),
    ) {
        let text = lines.join("\n");
        let metrics = [MetricRange { metric: "nps", lowest: -100.0, highest: 100.0, good: None }];
        match Goals::parse(&text, &metrics) {
            Ok(found) => prop_assert!(!found.goals.is_empty() && found.goals.iter().all(|own| own.target.is_finite())),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
