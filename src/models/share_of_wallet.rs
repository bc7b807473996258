//! Share of wallet: how much of what customers spend in a category they spend here. It knows no customer.

use crate::numerics::interval::Interval;
use crate::numerics::student_t::two_sided_quantile;

/// What a customer spends in a year, in any one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spending {
    /// Here.
    pub here: f64,
    /// In the category, with all suppliers; above 0.
    pub category: f64,
}

/// The share of all customers together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareOfWallet {
    /// Spent here by spent in the category, 0 to 1.
    pub value: f64,
    /// Where the share of customers like these lies; `None` with fewer than two.
    pub interval: Option<Interval>,
    /// Customers.
    pub customers: u64,
}

impl Spending {
    /// What may be held against each other: nobody spends less than nothing here, nor more here than everywhere.
    pub fn new(here: f64, category: f64) -> Option<Spending> {
        let usable = here.is_finite() && category.is_finite() && category > 0.0;
        usable.then(|| Spending { here: here.max(0.0), category: category.max(here) })
    }
}

impl ShareOfWallet {
    /// The name of the interval in data files.
    pub const METHOD: &str = "ratio_linearised";

    /// Σ here / Σ category, so that large customers weigh as much as they spend. The interval is that of a ratio: with
    /// residuals eᵢ = hereᵢ − r categoryᵢ its standard error is √(n / (n − 1) Σ eᵢ²) / Σ category, and the quantile that of
    /// t with n − 1 degrees of freedom. Source: Cochran, Sampling Techniques (1977), section 6.4, without the correction for
    /// a finite population. With few customers of very unlike size it is too narrow.
    ///
    /// `None` without customers.
    pub fn of(all: &[Spending], confidence: f64) -> Option<ShareOfWallet> {
        let category: f64 = all.iter().map(|own| own.category).sum();
        let value = all.iter().map(|own| own.here).sum::<f64>() / category;
        let customers = all.len() as f64;
        let squares: f64 = all.iter().map(|own| (own.here - value * own.category).powi(2)).sum();
        let error = (customers / (customers - 1.0) * squares).sqrt() / category;
        let reach = two_sided_quantile(confidence, customers - 1.0).filter(|_| all.len() > 1).map(|t| t * error);
        let interval = reach
            .filter(|reach| reach.is_finite())
            .map(|reach| Interval { lower: (value - reach).max(0.0), upper: (value + reach).min(1.0) });
        value.is_finite().then_some(ShareOfWallet { value, interval, customers: all.len() as u64 })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn share(all: &[(f64, f64)]) -> Option<ShareOfWallet> {
        let all: Option<Vec<Spending>> = all.iter().map(|(here, category)| Spending::new(*here, *category)).collect();
        ShareOfWallet::of(&all.unwrap(), 0.95)
    }

    /// 60 of 200: residuals 50 − 30, 10 − 30 and 0; standard error √(3/2 × 800) / 200 = 0.173205; t of two degrees of
    /// freedom 4.302653.
    #[test]
    fn by_hand() {
        let found = share(&[(50.0, 100.0), (10.0, 100.0)]).unwrap();
        assert!((found.value - 0.3).abs() < 1e-15 && found.customers == 2);
        let three = share(&[(50.0, 100.0), (10.0, 100.0), (30.0, 100.0)]).unwrap();
        assert!((three.value - 0.3).abs() < 1e-15);
        // 3/2 × (400 + 400 + 0) = 1200; √1200 / 300 = 0.11547.
        let reach = 4.302_653 * 1200.0_f64.sqrt() / 300.0;
        let interval = three.interval.unwrap();
        assert!((interval.upper - (0.3 + reach)).abs() < 1e-6 && interval.lower == 0.0, "{interval:?}");
    }

    #[test]
    fn what_cannot_be() {
        assert_eq!(share(&[]), None);
        assert_eq!(share(&[(20.0, 100.0)]).map(|own| (own.value, own.interval)), Some((0.2, None)));
        // More came back than was bought; more is spent here than the customer was thought to spend at all.
        assert_eq!(Spending::new(-5.0, 100.0), Some(Spending { here: 0.0, category: 100.0 }));
        assert_eq!(Spending::new(150.0, 100.0), Some(Spending { here: 150.0, category: 150.0 }));
        assert_eq!([Spending::new(5.0, 0.0), Spending::new(f64::NAN, 9.0), Spending::new(5.0, -1.0)], [None; 3]);
        let all = share(&[(100.0, 100.0), (50.0, 40.0), (70.0, 70.0)]).unwrap();
        assert_eq!((all.value, all.interval.map(|own| (own.lower, own.upper))), (1.0, Some((1.0, 1.0))));
    }
}
