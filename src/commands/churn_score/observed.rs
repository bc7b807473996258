//! All customers as they stood on a day: what the models are fitted to, and what happened afterwards.

use rayon::prelude::*;

use crate::exports::cast::UNIT;
use crate::models::backtest::Outcome;
use crate::models::repeat_purchase::{History, Spend};
use crate::reduce::purchasers::Purchasers;
use crate::settings::churn_score::TimeUnit;

/// The customers with a purchase up to a day.
pub(super) struct Observed {
    /// The day.
    pub(super) as_of: i32,
    /// Their places among all customers, ascending.
    pub(super) customers: Vec<usize>,
    /// Repeat purchases and their times, in the unit of the models.
    pub(super) histories: Vec<History>,
    /// Mean value of the repeat purchases, in units of the currency.
    pub(super) spend: Vec<Spend>,
    /// Days since the last purchase.
    pub(super) gaps: Vec<f64>,
}

impl Observed {
    /// The customers as of a day.
    pub(super) fn at(purchases: &Purchasers, as_of: i32, unit: TimeUnit) -> Observed {
        let bought = |customer: &usize| !purchases.days(*customer, as_of).is_empty();
        let customers: Vec<usize> = (0..purchases.len()).into_par_iter().filter(bought).collect();
        let stand = |customer: &usize| {
            let days = purchases.days(*customer, as_of);
            let [first, last] = [days.first(), days.last()].map(|day| day.copied().unwrap_or_default());
            let since = |day: i32| f64::from(day - first) / unit.days();
            let repeats = days.len() - 1;
            let repeat_nets = &purchases.nets(*customer, as_of)[1..];
            let spent = repeat_nets.iter().map(|net| *net as f64).sum::<f64>() / UNIT as f64;
            let repeat_purchases = u32::try_from(repeats).unwrap_or(u32::MAX);
            let history = History { repeat_purchases, last_purchase: since(last), age: since(as_of) };
            let spend = Spend { repeat_purchases, mean: spent / repeats.max(1) as f64 };
            ((history, spend), f64::from(as_of - last))
        };
        // Of a known number of customers: otherwise the columns would be put together from pieces, in memory twice.
        let ((histories, spend), gaps) = customers.par_iter().map(stand).unzip();
        Observed { as_of, customers, histories, spend, gaps }
    }

    /// What each customer did in the `horizon` days after the day.
    pub(super) fn outcomes(&self, purchases: &Purchasers, horizon: i32) -> Vec<Outcome> {
        self.bought(purchases, horizon).into_iter().map(Outcome::of_purchases).collect()
    }

    /// Purchase days of each customer in the `horizon` days after the day.
    pub(super) fn bought(&self, purchases: &Purchasers, horizon: i32) -> Vec<u32> {
        let until = self.as_of + horizon;
        self.customers.par_iter().map(|customer| purchases.bought(*customer, self.as_of, until)).collect()
    }
}
