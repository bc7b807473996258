//! Churn rates that never fall along an order: monotone regression by pooling adjacent violators. It sorts nothing.

/// Neighbouring gaps that share one churn rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskStep {
    /// Shortest gap of the step; it reaches to that of the next one.
    pub from: f64,
    /// Customers with such gaps.
    pub customers: u64,
    /// Of these, churned.
    pub churned: u64,
}

impl RiskStep {
    /// Churn rate, 0..=1.
    pub fn rate(&self) -> f64 {
        self.churned as f64 / self.customers as f64
    }

    /// Whether the rate is below that of `next`, in whole numbers.
    fn is_below(&self, next: &RiskStep) -> bool {
        u128::from(self.churned) * u128::from(next.customers) < u128::from(next.churned) * u128::from(self.customers)
    }
}

/// The rising rates with the least squared error: while a step is not below the next one, the two are one step. Source:
/// Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26 (1955) 641–647.
pub(super) fn pool(steps: impl Iterator<Item = RiskStep>) -> Vec<RiskStep> {
    let mut pooled: Vec<RiskStep> = Vec::new();
    for mut step in steps {
        while let Some(last) = pooled.pop_if(|last| !last.is_below(&step)) {
            step = RiskStep {
                from: last.from,
                customers: last.customers + step.customers,
                churned: last.churned + step.churned,
            };
        }
        pooled.push(step);
    }
    pooled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(values: &[u64]) -> Vec<f64> {
        let steps = values.iter().map(|value| RiskStep { from: 0.0, customers: 1, churned: *value });
        pool(steps).iter().flat_map(|step| vec![step.rate(); step.customers as usize]).collect()
    }

    /// The values of R's `example(isoreg)` and of scikit-learn's test of isotonic regression. Monotone regression works
    /// on any numbers, not on rates alone.
    #[test]
    fn isoreg_and_scikit_learn() {
        assert_eq!(rates(&[1, 0, 4, 3, 3, 5, 4, 2, 0]), [0.5, 0.5, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0]);
        assert_eq!(rates(&[3, 7, 5, 9, 8, 7, 10]), [3.0, 6.0, 6.0, 8.0, 8.0, 8.0, 10.0]);
    }

    #[test]
    fn the_ends() {
        assert_eq!(rates(&[]), [0.0; 0]);
        assert_eq!(rates(&[5, 4, 3]), [4.0, 4.0, 4.0]);
        assert_eq!(rates(&[0, 0, 7]), [0.0, 0.0, 7.0]);
        let huge = RiskStep { from: 1.0, customers: u64::MAX / 4, churned: u64::MAX / 8 };
        assert_eq!(pool([huge, huge].into_iter()).len(), 1);
    }
}
