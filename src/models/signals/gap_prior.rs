//! How the rhythms of the customers differ: the gamma distribution of the purchase rate, fitted to all gaps. It judges
//! nobody; that is done in [`overdue`](super::overdue()).

use statrs::function::gamma::digamma;

use crate::numerics::trigamma::trigamma;

/// So many customers with two or more gaps are needed to tell the spread between customers from that within.
pub const LEAST_REPEAT_CUSTOMERS: usize = 20;

/// Shape is searched in this range. At 100 all customers have nearly one rhythm: own gaps count little until there are
/// dozens of them. At 0.05 rhythms share nothing.
const SHAPES: (f64, f64) = (0.05, 100.0);

/// Purchase rates of the customers: λ ~ Gamma(shape, rate), gaps of one customer exponential with rate λ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapPrior {
    /// Shape a: the number of gaps the prior is worth.
    pub shape: f64,
    /// Rate b, in the unit of the gaps: the sum of the gaps the prior is worth.
    pub rate: f64,
}

impl GapPrior {
    /// Fits the prior by moments of the *logarithms* of the gaps, since the plain moments do not exist for shapes up to
    /// 2, which are common. Customers weigh alike, however many gaps they have.
    ///
    /// ln gap = ln E − ln λ with E exponential, so that the variance between customers is ψ'(a) and the mean is
    /// ln b − ψ(a) + ψ(1). The variance between is that of the customers' means, less the part
    /// that the variance within explains (analysis of variance with unweighted means).
    ///
    /// One list a customer, of completed gaps in any one unit, in a fixed order; empty for a single purchase day.
    /// `None` when fewer than [`LEAST_REPEAT_CUSTOMERS`] customers have two gaps, or a gap is not positive and finite.
    pub fn fit<Gaps: AsRef<[f64]>>(customers: impl IntoIterator<Item = Gaps>) -> Option<GapPrior> {
        let mut logs = LogGaps::default();
        for gaps in customers {
            let gaps = gaps.as_ref();
            if !gaps.iter().all(|gap| *gap > 0.0 && gap.is_finite()) {
                return None;
            }
            logs.add(gaps);
        }
        if logs.repeaters < LEAST_REPEAT_CUSTOMERS {
            return None;
        }
        let (mean, between) = logs.mean_and_variance_between()?;
        let shape = shape_of(between)?;
        let rate = (mean - digamma(1.0) + digamma(shape)).exp();
        (rate > 0.0 && rate.is_finite()).then_some(GapPrior { shape, rate })
    }
}

#[derive(Default)]
struct LogGaps {
    means: Vec<f64>,
    /// Sum over customers of 1 / number of gaps.
    reciprocals: f64,
    squares_within: f64,
    freedom_within: f64,
    repeaters: usize,
}

impl LogGaps {
    fn add(&mut self, gaps: &[f64]) {
        let n = gaps.len() as f64;
        if gaps.is_empty() {
            return;
        }
        let mean = gaps.iter().map(|gap| gap.ln()).sum::<f64>() / n;
        self.means.push(mean);
        self.reciprocals += 1.0 / n;
        self.squares_within += gaps.iter().map(|gap| (gap.ln() - mean).powi(2)).sum::<f64>();
        self.freedom_within += n - 1.0;
        self.repeaters += usize::from(gaps.len() > 1);
    }

    fn mean_and_variance_between(&self) -> Option<(f64, f64)> {
        let customers = self.means.len() as f64;
        if self.freedom_within <= 0.0 || customers < 2.0 {
            return None;
        }
        let mean = self.means.iter().sum::<f64>() / customers;
        let variance = self.means.iter().map(|own| (own - mean).powi(2)).sum::<f64>() / (customers - 1.0);
        let within = self.squares_within / self.freedom_within;
        Some((mean, variance - within * self.reciprocals / customers))
    }
}

/// The shape with ψ'(shape) = `variance`, kept inside [`SHAPES`]: bisection, as ψ' falls throughout.
fn shape_of(variance: f64) -> Option<f64> {
    let (mut low, mut high) = SHAPES;
    for _ in 0..60 {
        let middle = (low * high).sqrt();
        if trigamma(middle)? > variance { low = middle } else { high = middle }
    }
    Some((low * high).sqrt())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use rand_distr::{Distribution, Exp, Gamma};

    /// Customers with 1, 2, ... 6 gaps and one more gap each, drawn from the model.
    pub(in super::super) fn simulated(shape: f64, rate: f64, customers: usize) -> Vec<(Vec<f64>, f64)> {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let rates = Gamma::new(shape, 1.0 / rate).unwrap();
        let customer = |number: usize| {
            let own = Exp::new(rates.sample(&mut random)).unwrap();
            let gaps = (0..=number % 6).map(|_| own.sample(&mut random)).collect();
            (gaps, own.sample(&mut random))
        };
        (0..customers).map(customer).collect()
    }

    #[test]
    fn finds_the_parameters_it_was_simulated_with() {
        for (shape, rate) in [(0.6, 5.0), (1.5, 40.0), (4.0, 100.0)] {
            let drawn = simulated(shape, rate, 30_000);
            let prior = GapPrior::fit(drawn.iter().map(|(gaps, _)| gaps.as_slice())).unwrap();
            assert!((prior.shape / shape - 1.0).abs() < 0.06, "{prior:?} instead of {shape}");
            assert!((prior.rate / rate - 1.0).abs() < 0.06, "{prior:?} instead of {rate}");
        }
    }

    #[test]
    fn the_unit_of_the_gaps_does_not_matter() {
        let drawn = simulated(1.5, 40.0, 500);
        let weeks: Vec<Vec<f64>> = drawn.iter().map(|(gaps, _)| gaps.iter().map(|gap| gap / 7.0).collect()).collect();
        let by_day = GapPrior::fit(drawn.iter().map(|(gaps, _)| gaps.as_slice())).unwrap();
        let by_week = GapPrior::fit(weeks.iter().map(Vec::as_slice)).unwrap();
        assert!((by_day.shape - by_week.shape).abs() < 1e-9);
        assert!((by_day.rate / by_week.rate - 7.0).abs() < 1e-9);
    }

    #[test]
    fn one_rhythm_for_all_is_the_largest_shape() {
        let gaps = [20.0, 40.0];
        let prior = GapPrior::fit((0..50).map(|_| gaps.as_slice())).unwrap();
        assert!((prior.shape - 100.0).abs() < 1e-6);
        // Every customer is worth the same gap, near the geometric mean times e^−ψ(1), as an exponential would have it.
        let want = 800.0_f64.sqrt() * (-digamma(1.0)).exp();
        assert!((prior.rate / prior.shape / want - 1.0).abs() < 0.01);
    }

    #[test]
    fn refuses_what_teaches_nothing() {
        let fit = |gaps: &[f64], customers: usize| GapPrior::fit(std::iter::repeat_n(gaps, customers));
        assert_eq!(fit(&[], 0), None);
        assert_eq!(fit(&[3.0], 500), None);
        assert_eq!(fit(&[3.0, 4.0], 19), None);
        assert!(fit(&[3.0, 4.0], 20).is_some());
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let mut customers = vec![[3.0, 4.0]; 30];
            customers.push([1.0, bad]);
            assert_eq!(GapPrior::fit(customers.iter().map(<[f64; 2]>::as_slice)), None);
        }
        assert!(fit(&[f64::MAX, f64::MIN_POSITIVE], 30).is_none_or(|prior| prior.rate.is_finite()));
    }
}
