//! Is the present silence long for this customer? It does not estimate the prior it uses.

use super::gap_prior::GapPrior;
use super::signal::Signal;

/// The silence since the last purchase against the customer's own gaps, shrunk to the cohort.
///
/// The customer's rate has the posterior Gamma(a', b') with a' = a + n and b' = b + sum of the n own gaps; a coming gap
/// is then Lomax (Pareto II) and p = P(gap > silence) = (b'/(b' + silence))^a'. Source: Lomax, J. Am. Stat. Assoc. 49
/// (1954) 847-852, as the gamma mixture of exponentials. The baseline is the shrunk gap b'/a', the reciprocal of the
/// expected rate, which exists for every shape; `recent` is the silence and the size is silence/baseline: 1 when on
/// time, above when overdue.
///
/// `own` holds completed gaps only, in the unit of the prior; a few very long ones among them belong to a customer who
/// came back, and make the test patient. `None` without an own gap, or when a number is negative or not finite.
pub fn overdue(prior: GapPrior, own: &[f64], silence: f64) -> Option<Signal> {
    let usable = own.iter().all(|gap| *gap > 0.0) && silence >= 0.0 && prior.shape > 0.0 && prior.rate > 0.0;
    if own.is_empty() || !usable {
        return None;
    }
    let shape = prior.shape + own.len() as f64;
    let rate = prior.rate + own.iter().sum::<f64>();
    let baseline = rate / shape;
    let p_value = (-shape * (silence / rate).ln_1p()).exp();
    Signal { p_value, size: silence / baseline, recent: silence, baseline }.finite()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::gap_prior::tests::simulated;
    use super::*;

    const PRIOR: GapPrior = GapPrior { shape: 1.0, rate: 30.0 };

    /// By hand: a' = 3, b' = 30 + 10 + 20 = 60, so P(gap > 60) = (1/2)³ and the shrunk gap is 20.
    #[test]
    fn by_hand() {
        let signal = overdue(PRIOR, &[10.0, 20.0], 60.0).unwrap();
        assert!((signal.p_value - 0.125).abs() < 1e-15);
        assert_eq!((signal.size, signal.recent, signal.baseline), (3.0, 60.0, 20.0));
    }

    #[test]
    fn a_fast_customer_is_overdue_sooner_and_more_gaps_are_surer() {
        let p = |own: &[f64]| overdue(PRIOR, own, 60.0).unwrap().p_value;
        assert!(p(&[5.0, 5.0]) < p(&[30.0, 30.0]));
        assert!(p(&[10.0; 12]) < p(&[10.0; 3]));
        let waiting: Vec<f64> = (0..100).map(|day| overdue(PRIOR, &[10.0], f64::from(day)).unwrap().p_value).collect();
        assert_eq!(waiting[0], 1.0);
        assert!(waiting.is_sorted_by(|a, b| a > b));
    }

    /// When the model holds, one customer in twenty has p <= 0.05, whatever the number of own gaps.
    #[test]
    fn p_values_are_calibrated_under_the_model() {
        let drawn = simulated(1.5, 40.0, 30_000);
        let prior = GapPrior::fit(drawn.iter().map(|(gaps, _)| gaps.as_slice())).unwrap();
        for gaps in 1..=6 {
            let of_size: Vec<_> = drawn.iter().filter(|(own, _)| own.len() == gaps).collect();
            for level in [0.05, 0.2, 0.5] {
                let fires = |own: &[f64], next: f64| overdue(prior, own, next).unwrap().p_value <= level;
                let fired = of_size.iter().filter(|(own, next)| fires(own, *next)).count() as f64;
                let share = fired / of_size.len() as f64;
                assert!((share - level).abs() < 0.02, "{gaps} gaps: {share} at {level}");
            }
        }
    }

    #[test]
    fn says_nothing_where_nothing_can_be_said() {
        assert_eq!(overdue(PRIOR, &[], 60.0), None);
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(overdue(PRIOR, &[10.0], bad), None);
            assert_eq!(overdue(PRIOR, &[10.0, bad], 60.0), None);
            assert_eq!(overdue(GapPrior { shape: bad, rate: 1.0 }, &[10.0], 60.0), None);
            assert_eq!(overdue(GapPrior { shape: 1.0, rate: bad }, &[10.0], 60.0), None);
        }
        assert_eq!(overdue(PRIOR, &[0.0], 60.0), None);
        assert_eq!(overdue(PRIOR, &[f64::MAX, f64::MAX], 60.0), None);
        assert_eq!(overdue(PRIOR, &[10.0], 1e300).unwrap().p_value, 0.0);
    }
}
