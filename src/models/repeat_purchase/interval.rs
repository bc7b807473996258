//! Intervals of forecasts that come from the uncertainty of the parameters (delta method). They do not cover the chance
//! in a customer's own purchases.

use rayon::prelude::*;

use super::cells::Cells;
use super::fit::Fit;
use super::forecast::Forecast;
use super::model::Model;
use crate::numerics::cholesky::{dot, times};
use crate::numerics::interval::{Interval, normal_z};

/// Step of the differences in the logarithms of the parameters.
const STEP: f64 = 1e-4;

/// Intervals of the three quantities of a [`Forecast`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastInterval {
    /// Of the probability of not having left.
    pub alive: Interval,
    /// Of the probability of no purchase over the horizon.
    pub no_purchase: Interval,
    /// Of the expected purchases over the horizon.
    pub expected_purchases: Interval,
}

impl Fit {
    /// One interval for each cell, symmetric on the logit scale for the probabilities and on the log scale for the
    /// purchases. `None` unless 0 < `confidence` < 1. It costs eight forecasts.
    pub fn forecast_intervals(&self, cells: &Cells, horizon: f64, confidence: f64) -> Option<Vec<ForecastInterval>> {
        let z = normal_z(confidence)?;
        let centre = self.model.forecast(cells, horizon);
        let mut slopes = vec![[[0.0; 4]; 3]; centre.len()];
        for parameter in 0..4 {
            let shifted = |by: f64| {
                let mut parameters = self.model.parameters();
                parameters[parameter] *= by.exp();
                Some(Model::new(self.model.family(), parameters)?.forecast(cells, horizon))
            };
            let (above, below) = (shifted(STEP)?, shifted(-STEP)?);
            slopes.par_iter_mut().zip(above.par_iter().zip(&below)).for_each(|(slopes, (above, below))| {
                for (slopes, (above, below)) in slopes.iter_mut().zip(free(above).iter().zip(free(below))) {
                    let slope = (above - below) / (2.0 * STEP);
                    // A probability of exactly 0 or 1 does not move with the parameters.
                    slopes[parameter] = if slope.is_finite() { slope } else { 0.0 };
                }
            });
        }
        let interval = |(centre, slopes): (&Forecast, &[[f64; 4]; 3])| {
            let reach = slopes.map(|slopes| z * dot(&slopes, &times(&self.covariance, &slopes)).max(0.0).sqrt());
            ForecastInterval {
                alive: probability_interval(centre.alive, reach[0]),
                no_purchase: probability_interval(centre.no_purchase, reach[1]),
                expected_purchases: Interval {
                    lower: centre.expected_purchases * (-reach[2]).exp(),
                    upper: (centre.expected_purchases * reach[2].exp()).min(f64::MAX),
                },
            }
        };
        Some(centre.par_iter().zip(&slopes).map(interval).collect())
    }
}

/// The quantities on scales without bounds.
fn free(forecast: &Forecast) -> [f64; 3] {
    let logit = |p: f64| (p / (1.0 - p)).ln();
    [logit(forecast.alive), logit(forecast.no_purchase), forecast.expected_purchases.ln()]
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
