//! Intervals of forecasts that come from the uncertainty of the parameters (delta method). They do not cover the chance
//! in a customer's own purchases.

use super::cells::Cells;
use super::fit::Fit;
use super::forecast::{Forecast, Slopes};
use crate::numerics::cholesky::{dot, times};
use crate::numerics::interval::{Interval, normal_z};

/// Intervals of the three quantities of a [`Forecast`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ForecastInterval {
    /// Of the probability of not having left.
    pub alive: Interval,
    /// Of the probability of no purchase over the horizon.
    pub no_purchase: Interval,
    /// Of the expected purchases over the horizon.
    pub expected_purchases: Interval,
}

impl Fit {
    /// A forecast for each cell as by [`Model::forecast`](super::Model::forecast), with its intervals: symmetric on the
    /// logit scale for the probabilities and on the log scale for the purchases. `None` unless 0 < `confidence` < 1.
    pub fn forecasts_with_intervals(
        &self,
        cells: &Cells,
        horizon: f64,
        confidence: f64,
    ) -> Option<Vec<(Forecast, ForecastInterval)>> {
        let z = normal_z(confidence)?;
        let interval = |centre: &Forecast, slopes: &Slopes| {
            let reach = slopes.map(|slopes| {
                // A probability of exactly 0 or 1 does not move with the parameters.
                let slopes = slopes.map(|slope| if slope.is_finite() { slope } else { 0.0 });
                z * dot(&slopes, &times(&self.covariance, &slopes)).max(0.0).sqrt()
            });
            let interval = ForecastInterval {
                alive: probability_interval(centre.alive, reach[0]),
                no_purchase: probability_interval(centre.no_purchase, reach[1]),
                expected_purchases: Interval {
                    lower: centre.expected_purchases * (-reach[2]).exp(),
                    upper: (centre.expected_purchases * reach[2].exp()).min(f64::MAX),
                },
            };
            (*centre, interval)
        };
        Some(self.model.forecast_with_slopes(cells, horizon, interval))
    }
}

/// p with its odds divided and multiplied by e^reach.
fn probability_interval(p: f64, reach: f64) -> Interval {
    // Never 0, so that a probability of exactly 0 or 1 stays what it is.
    let shrunk = (-reach).exp().max(f64::MIN_POSITIVE);
    Interval { lower: p * shrunk / (p * shrunk + (1.0 - p)), upper: p / (p + (1.0 - p) * shrunk) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_inside_and_holds_the_centre() {
        for p in [0.0, 1e-300, 1e-9, 0.3, 1.0 - 1e-12, 1.0] {
            for reach in [0.0, 0.1, 5.0, 900.0] {
                let at = probability_interval(p, reach);
                assert!(0.0 <= at.lower && at.lower <= p && p <= at.upper && at.upper <= 1.0, "{p} {reach} {at:?}");
            }
        }
        let at = probability_interval(0.5, 3_f64.ln());
        assert!((at.lower - 0.25).abs() < 1e-15 && (at.upper - 0.75).abs() < 1e-15);
    }
}
