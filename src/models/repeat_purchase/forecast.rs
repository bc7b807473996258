//! What a model says about a customer over a horizon. The formulas lie with the models.

use rayon::prelude::*;

use super::beta_geometric::{self, FirstPurchase};
use super::cells::{CHUNK, Cell, Cells, History};
use super::model::{Family, Model};
use super::pareto;

/// The future of one customer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Probability that the customer has not left for good by the as-of date. It is no churn probability: a customer who
    /// is alive may still be silent over the whole horizon.
    pub alive: f64,
    /// Probability of no purchase in (T, T + H], the churn probability over the horizon.
    pub no_purchase: f64,
    /// Expected number of purchases in (T, T + H].
    pub expected_purchases: f64,
    /// The same of a customer of whom it is known that he has not left. It is no quotient of the other two, which both
    /// vanish where somebody who bought often has been silent for long.
    pub expected_purchases_if_alive: f64,
}

/// How a forecast moves with the logarithms of the four parameters: the log-odds of being alive, those of no purchase,
/// and the logarithm of the expected purchases. What cannot move is not finite.
pub(super) type Slopes = [[f64; 4]; 3];

/// Step of the differences in the logarithms of the parameters.
const STEP: f64 = 1e-4;

impl Model {
    /// One forecast for each cell over `horizon`, which is positive and finite, in the unit of time of the data;
    /// [`Cells::spread`] hands them out to customers.
    pub fn forecast(&self, cells: &Cells, horizon: f64) -> Vec<Forecast> {
        by_chunk(cells, |histories| self.forecast_histories(histories, horizon))
    }

    /// Forecasts as by [`Model::forecast`], each with its slopes, of which `make` makes what is wanted.
    pub(super) fn forecast_with_slopes<T: Copy + Default + Send>(
        &self,
        cells: &Cells,
        horizon: f64,
        make: impl Fn(&Forecast, &Slopes) -> T + Sync,
    ) -> Vec<T> {
        by_chunk(cells, |histories| {
            let all = self.histories_with_slopes(histories, horizon.max(0.0));
            all.iter().map(|(forecast, slopes)| make(forecast, slopes)).collect()
        })
    }

    fn histories_with_slopes(&self, histories: &[History], horizon: f64) -> Vec<(Forecast, Slopes)> {
        let parameters = self.parameters();
        let first = match self.family() {
            Family::BgNbd => FirstPurchase::Stays,
            Family::MbgNbd => FirstPurchase::MayLeave,
            Family::ParetoNbd => return self.by_differences(histories, horizon),
        };
        beta_geometric::forecast_with_slopes(first, &parameters, histories, horizon)
    }

    /// Slopes by central differences: for the Pareto/NBD, whose integrals have none at hand.
    pub(super) fn by_differences(&self, histories: &[History], horizon: f64) -> Vec<(Forecast, Slopes)> {
        let centre = self.forecast_histories(histories, horizon);
        let mut all: Vec<(Forecast, Slopes)> =
            centre.into_iter().map(|forecast| (forecast, Slopes::default())).collect();
        for parameter in 0..4 {
            let [above, below] = [STEP, -STEP].map(|step| {
                let mut parameters = self.parameters();
                parameters[parameter] *= step.exp();
                let shifted = Model::new(self.family(), parameters);
                // A parameter at the end of all numbers stays where it is, and nothing moves with it.
                shifted.as_ref().unwrap_or(self).forecast_histories(histories, horizon)
            });
            for ((_, slopes), (above, below)) in all.iter_mut().zip(above.iter().zip(&below)) {
                for (slopes, (above, below)) in slopes.iter_mut().zip(free(above).iter().zip(free(below))) {
                    slopes[parameter] = (above - below) / (2.0 * STEP);
                }
            }
        }
        all
    }

    fn forecast_histories(&self, histories: &[History], horizon: f64) -> Vec<Forecast> {
        let parameters = self.parameters();
        let horizon = horizon.max(0.0);
        match self.family() {
            Family::BgNbd => beta_geometric::forecast(FirstPurchase::Stays, &parameters, histories, horizon),
            Family::MbgNbd => beta_geometric::forecast(FirstPurchase::MayLeave, &parameters, histories, horizon),
            Family::ParetoNbd => {
                histories.iter().map(|history| pareto::forecast(&parameters, history, horizon)).collect()
            }
        }
    }

    /// Expected number of repeat purchases of a new customer within each of `times` after the first purchase.
    pub fn expected_purchases(&self, times: &[f64]) -> Vec<f64> {
        let parameters = self.parameters();
        match self.family() {
            Family::BgNbd => beta_geometric::expected_purchases(FirstPurchase::Stays, &parameters, times),
            Family::MbgNbd => beta_geometric::expected_purchases(FirstPurchase::MayLeave, &parameters, times),
            Family::ParetoNbd => times.iter().map(|t| pareto::expected_purchases(&parameters, *t)).collect(),
        }
    }
}

/// Works on the histories of the cells a chunk at a time, on all threads.
fn by_chunk<T: Copy + Default + Send>(cells: &Cells, work: impl Fn(&[History]) -> Vec<T> + Sync) -> Vec<T> {
    let mut all = vec![T::default(); cells.cells.len()];
    all.par_chunks_mut(CHUNK).zip(cells.cells.par_chunks(CHUNK)).for_each(|(all, chunk): (&mut [T], &[Cell])| {
        let histories: Vec<History> = chunk.iter().map(|cell| cells.history(cell)).collect();
        all.iter_mut().zip(work(&histories)).for_each(|(place, made)| *place = made);
    });
    all
}

/// The quantities on scales without bounds.
fn free(forecast: &Forecast) -> [f64; 3] {
    let logit = |p: f64| (p / (1.0 - p)).ln();
    [logit(forecast.alive), logit(forecast.no_purchase), forecast.expected_purchases.ln()]
}
