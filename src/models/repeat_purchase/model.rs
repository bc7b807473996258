//! The three models and their parameters. Estimating and forecasting lie in the neighbouring files.

use super::beta_geometric::{self, FirstPurchase};
use super::cells::Cells;
use super::pareto;

/// A repeat-purchase model. In all three a customer buys as a Poisson process with a rate that is gamma distributed over
/// customers with shape r and scale parameter α (a unit of time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// After each repeat purchase the customer leaves with a probability that is Beta(a, b) distributed over customers
    /// (Fader, Hardie and Lee, Marketing Science 24 (2005) 275–284). Customers without repeat purchases are alive for
    /// certain, which ranks them wrongly.
    BgNbd,
    /// The same, but the customer may leave after the first purchase too (Batislam, Denizel and Filiztekin,
    /// International Journal of Research in Marketing 24 (2007) 201–209).
    MbgNbd,
    /// The customer leaves at an exponential time, purchases or not, with a rate that is gamma distributed with shape s
    /// and scale parameter β, a unit of time (Schmittlein, Morrison and Colombo, Management Science 33 (1987) 1–24).
    ParetoNbd,
}

impl Family {
    /// All families.
    pub const ALL: [Family; 3] = [Family::BgNbd, Family::MbgNbd, Family::ParetoNbd];

    /// Symbols of the four parameters in their order.
    pub fn symbols(self) -> [&'static str; 4] {
        match self {
            Family::BgNbd | Family::MbgNbd => ["r", "alpha", "a", "b"],
            Family::ParetoNbd => ["r", "alpha", "s", "beta"],
        }
    }

    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Family::BgNbd => "BG/NBD",
            Family::MbgNbd => "MBG/NBD",
            Family::ParetoNbd => "Pareto/NBD",
        }
    }

    /// Stable name, for data files and flags.
    pub fn id(self) -> &'static str {
        match self {
            Family::BgNbd => "bg-nbd",
            Family::MbgNbd => "mbg-nbd",
            Family::ParetoNbd => "pareto-nbd",
        }
    }

    /// Typical sizes of the parameters for customers observed for up to `oldest`.
    pub(super) fn typical(self, oldest: f64) -> [f64; 4] {
        match self {
            Family::BgNbd | Family::MbgNbd => [1.0, 0.3 * oldest, 1.0, 2.0],
            Family::ParetoNbd => [1.0, 0.3 * oldest, 1.0, 0.3 * oldest],
        }
    }

    /// Log-likelihood of the cells and its gradient in the logarithms of the parameters.
    pub(super) fn log_likelihood(self, cells: &Cells, logarithms: &[f64; 4]) -> (f64, [f64; 4]) {
        let parameters = logarithms.map(f64::exp);
        match self {
            Family::BgNbd => beta_geometric::log_likelihood(FirstPurchase::Stays, cells, &parameters),
            Family::MbgNbd => beta_geometric::log_likelihood(FirstPurchase::MayLeave, cells, &parameters),
            Family::ParetoNbd => pareto::log_likelihood(cells, &parameters),
        }
    }
}

/// A model with its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Model {
    family: Family,
    parameters: [f64; 4],
}

impl Model {
    /// A model from known parameters in the order of [`Family::symbols`]; `None` unless all are positive and finite.
    pub fn new(family: Family, parameters: [f64; 4]) -> Option<Model> {
        parameters.iter().all(|p| *p > 0.0 && p.is_finite()).then_some(Model { family, parameters })
    }

    /// The family.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The parameters in the order of [`Family::symbols`]; α and β in the unit of time of the data.
    pub fn parameters(&self) -> [f64; 4] {
        self.parameters
    }

    /// Log-likelihood of the cells.
    pub fn log_likelihood(&self, cells: &Cells) -> f64 {
        self.family.log_likelihood(cells, &self.parameters.map(f64::ln)).0
    }
}
