//! Control of the many tests: Benjamini-Hochberg q-values. It does not decide which alarms are raised.

/// The tests that are alarms at a false discovery rate of at most `most`, by position in ascending order, each with its
/// q-value: the smallest false discovery rate at which it would be an alarm.
///
/// With the m present p-values in ascending order, q(i) = min over j >= i of m p(j)/j, at most 1; equal p-values get
/// equal q-values. Alarms with q <= α are false in at most a share α of cases on average, for independent or positively
/// dependent tests. Source: Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300; for the dependence,
/// Benjamini and Yekutieli, Annals of Statistics 29 (2001) 1165-1188.
///
/// Takes all tests together, `None` where there is none. `None` when a p-value is not in 0..=1.
pub fn discoveries(p_values: &[Option<f64>], most: f64) -> Option<Vec<(usize, f64)>> {
    let mut found = Vec::new();
    each_discovery(p_values, most, |position, q| found.push((position, q)))?;
    found.sort_unstable_by_key(|(position, _)| *position);
    Some(found)
}

/// The q-value of every test, `None` where there is none; see [`discoveries`]. `None` when a p-value is not in 0..=1.
pub fn q_values(p_values: &[Option<f64>]) -> Option<Vec<Option<f64>>> {
    let mut all = vec![None; p_values.len()];
    each_discovery(p_values, 1.0, |position, q| all[position] = Some(q))?;
    Some(all)
}

/// Calls `take` with each alarm, in any order.
fn each_discovery(p_values: &[Option<f64>], most: f64, mut take: impl FnMut(usize, f64)) -> Option<()> {
    if p_values.iter().flatten().any(|p| !(0.0..=1.0).contains(p)) {
        return None;
    }
    let count = p_values.iter().flatten().count() as f64;
    // As j <= m, m p/j is at least p: a p-value above `most` is no alarm and makes none.
    let present = p_values.iter().enumerate().filter_map(|(position, p)| p.map(|p| (p, position)));
    let mut tests: Vec<(f64, usize)> = Vec::new();
    for (p, position) in present.filter(|(p, _)| *p <= most) {
        match p {
            // Of millions of tests most are such, and need not be sorted.
            1.0 => take(position, 1.0),
            _ => tests.push((p, position)),
        }
    }
    tests.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut least = 1.0_f64;
    for (before, (p, position)) in tests.iter().enumerate().rev() {
        least = least.min(count * p / (before + 1) as f64);
        if least <= most {
            take(*position, least);
        }
    }
    Some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn q(p_values: &[f64]) -> Vec<f64> {
        let p_values: Vec<_> = p_values.iter().copied().map(Some).collect();
        discoveries(&p_values, 1.0).unwrap().into_iter().map(|(_, q)| q).collect()
    }

    /// Benjamini and Hochberg 1995, section 3.2, the 15 tests of a thrombolysis trial: at 0.05 four are rejected, where
    /// Bonferroni rejects three. The q-values are by hand, 15 p(j)/j from the right.
    #[test]
    fn benjamini_and_hochberg() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let q = q(&p);
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
        let by_hand = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.447 / 7.0, 0.447 / 7.0, 0.0645, 0.0765, 0.486];
        for (got, want) in q.iter().zip(by_hand) {
            assert!((got - want).abs() < 1e-12, "{got} instead of {want}");
        }
        assert_eq!(q.last(), Some(&1.0));
    }

    #[test]
    fn ties_share_their_q_and_order_does_not_matter() {
        assert_eq!(q(&[0.01, 0.2, 0.01, 0.01]), [0.04 / 3.0, 0.2, 0.04 / 3.0, 0.04 / 3.0]);
        let p: Vec<f64> = (0..300).map(|i| f64::from(i * 7919 % 101) / 101.0).collect();
        let mut turned: Vec<f64> = p.iter().rev().copied().collect();
        turned = q(&turned);
        turned.reverse();
        assert_eq!(q(&p), turned);
    }

    #[test]
    fn the_alarms_are_the_tests_with_a_small_q() {
        let p: Vec<Option<f64>> = (0..500).map(|i| Some((f64::from(i * 7919 % 499) / 499.0).powi(3))).collect();
        let all = discoveries(&p, 1.0).unwrap();
        for most in [0.0, 0.01, 0.05, 0.3] {
            let expected: Vec<(usize, f64)> = all.iter().copied().filter(|(_, q)| *q <= most).collect();
            assert_eq!(discoveries(&p, most).unwrap(), expected);
        }
    }

    #[test]
    fn q_is_never_below_p_and_rises_with_it() {
        let p: Vec<f64> = (0..200).map(|i| (f64::from(i) / 200.0).powi(3)).collect();
        let q = q(&p);
        assert!(q.is_sorted());
        assert!(p.iter().zip(&q).all(|(p, q)| q >= p && *q <= 1.0));
    }

    #[test]
    fn absent_signals_are_no_tests() {
        assert_eq!(discoveries(&[None, Some(0.02), None, Some(0.5)], 1.0).unwrap(), [(1, 0.04), (3, 0.5)]);
        assert_eq!(q_values(&[None, Some(0.02), None, Some(0.5)]).unwrap(), [None, Some(0.04), None, Some(0.5)]);
        assert_eq!(q_values(&[Some(0.5), Some(1.1)]), None);
        assert!(discoveries(&[None, None], 1.0).unwrap().is_empty());
        assert!(discoveries(&[], 1.0).unwrap().is_empty());
        for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(discoveries(&[Some(0.5), Some(bad)], 1.0), None);
        }
        assert_eq!(q(&[0.0, -0.0]), [0.0, 0.0]);
    }
}
