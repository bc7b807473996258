//! What a model says about a customer over a horizon. The formulas lie with the models.

use rayon::prelude::*;

use super::beta_geometric::{self, FirstPurchase};
use super::cells::{CHUNK, Cell, Cells, History};
use super::model::{Family, Model};
use super::pareto;

/// The future of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Model {
    /// One forecast for each cell over `horizon`, which is positive and finite, in the unit of time of the data;
    /// [`Cells::spread`] hands them out to customers.
    pub fn forecast(&self, cells: &Cells, horizon: f64) -> Vec<Forecast> {
        let chunk = |chunk: &[Cell]| {
            let histories: Vec<History> = chunk.iter().map(|cell| cells.history(cell)).collect();
            self.forecast_histories(&histories, horizon)
        };
        cells.cells.par_chunks(CHUNK).flat_map_iter(chunk).collect()
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
