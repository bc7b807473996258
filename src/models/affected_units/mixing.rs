//! A random draw from a mixed stock. It knows no lot and no line.

/// Below this the probability of no affected unit is none.
const NOTHING: f64 = 1e-18;

/// P(at least one affected unit) when `drawn` units are taken at random from `affected` and `others`:
/// 1 − C(B, q) / C(A + B, q), the latter as the product of (B − i) / (A + B − i) over i = 0..q − 1, which also serves
/// estimated stocks that are no whole numbers. `None` when more is drawn than there is, or a stock is negative.
pub fn probability_of_any(affected: f64, others: f64, drawn: u64) -> Option<f64> {
    let all = affected + others;
    // Estimated stocks may miss a whole number by rounding.
    if !(affected >= 0.0 && others >= 0.0 && all.is_finite() && drawn as f64 <= all * (1.0 + 1e-12)) {
        return None;
    }
    if affected == 0.0 {
        return Some(0.0);
    }
    let mut none = 1.0;
    for i in 0..drawn {
        none *= ((others - i as f64) / (all - i as f64)).max(0.0);
        if none < NOTHING {
            return Some(1.0);
        }
    }
    Some(1.0 - none)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: Option<f64>, want: f64) -> bool {
        got.is_some_and(|got| (got - want).abs() < 5e-7)
    }

    /// The check values of the recall reference (scipy): 1 − C(B, q) / C(A + B, q).
    #[test]
    fn check_values() {
        assert_eq!(probability_of_any(3.0, 5.0, 6), Some(1.0));
        assert!(near(probability_of_any(2.0, 8.0, 3), 0.533_333));
        assert!(near(probability_of_any(10.0, 30.0, 4), 0.700_131));
        assert!(near(probability_of_any(1.0, 99.0, 1), 0.01));
        assert_eq!(probability_of_any(4.0, 0.0, 2), Some(1.0));
        assert_eq!(probability_of_any(0.0, 10.0, 3), Some(0.0));
    }

    /// One draw finds an affected unit with its share; no draw finds none; more draws never find less.
    #[test]
    fn properties() {
        for affected in [0.0, 0.3, 1.0, 7.0, 40.0] {
            for others in [0.0, 0.5, 3.0, 50.0] {
                let all: f64 = affected + others;
                assert_eq!(probability_of_any(affected, others, 0), Some(0.0));
                if all >= 1.0 {
                    assert!(near(probability_of_any(affected, others, 1), affected / all));
                }
                let rising: Vec<f64> = (0..100).map_while(|q| probability_of_any(affected, others, q)).collect();
                assert!(rising.is_sorted() && rising.len() == all as usize + 1);
            }
        }
    }

    #[test]
    fn impossible_draws() {
        for (affected, others, drawn) in [(1.0, 1.0, 3), (-1.0, 5.0, 1), (f64::NAN, 5.0, 1), (1.0, f64::INFINITY, 1)] {
            assert_eq!(probability_of_any(affected, others, drawn), None);
        }
        assert_eq!(probability_of_any(1e12, 1e12, 1_000_000_000_000), Some(1.0), "and soon");
    }
}
