//! Scores every customer by a model or by the gap alone.

use rayon::prelude::*;

use crate::error::Error;
use crate::models::backtest::baselines::GapRisk;
use crate::models::repeat_purchase::{
    Cells, Family, Fit, FitError, Forecast, ForecastInterval, Spend, SpendCells, SpendFit, fit, fit_spend,
};
use crate::numerics::interval::{Interval, normal_z};
use crate::settings::churn_score::{ChurnScoreSettings, TimeUnit};

use super::model;
use super::observed::Observed;

/// Confidence of all intervals.
pub(super) const CONFIDENCE: f64 = 0.95;

/// What the purchases of a customer say about the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    /// Probability of no purchase.
    pub(super) no_purchase: f64,
    pub(super) no_purchase_interval: Option<Interval>,
    /// Probability of not having left for good; only models tell it.
    pub(super) alive: Option<f64>,
    pub(super) alive_interval: Option<Interval>,
    pub(super) expected_purchases: Option<f64>,
    /// Those of a customer who has not left.
    pub(super) expected_purchases_if_alive: Option<f64>,
    pub(super) expected_purchases_interval: Option<Interval>,
}

/// The scores of all customers.
pub(super) struct Scores {
    /// One for all customers with the same purchases.
    distinct: Vec<Score>,
    /// Place of each customer's among them.
    places: Vec<u32>,
    /// Probability of no purchase by all that is known of each customer: the churn score.
    pub(super) churn: Vec<f64>,
}

impl Scores {
    /// By the purchases alone.
    fn new(distinct: Vec<Score>, places: Vec<u32>) -> Scores {
        let churn = places.par_iter().map(|place| distinct[*place as usize].no_purchase).collect();
        Scores { distinct, places, churn }
    }

    /// Number of customers.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// What the purchases of a customer say.
    pub(super) fn of(&self, at: usize) -> &Score {
        &self.distinct[self.places[at] as usize]
    }
}

/// A fitted model and the customers it was fitted to.
pub(super) struct Fitted {
    pub(super) fit: Fit,
    pub(super) cells: Cells,
    unit: TimeUnit,
}

impl Fitted {
    /// Fits a model to the customers as they stood on a day; the inner error is that of data which cannot bear it.
    pub(super) fn new(family: Family, observed: &Observed, unit: TimeUnit) -> Result<Result<Fitted, FitError>, Error> {
        let cells = Cells::fold(&observed.histories).map_err(|error| model(error.text()))?;
        Ok(fit(family, &cells).map(|fit| Fitted { fit, cells, unit }))
    }

    /// A model fitted before, for these customers.
    pub(super) fn known(fit: Fit, observed: &Observed, unit: TimeUnit) -> Result<Fitted, Error> {
        let cells = Cells::fold(&observed.histories).map_err(|error| model(error.text()))?;
        Ok(Fitted { fit, cells, unit })
    }

    /// Forecasts of all customers over so many days.
    pub(super) fn forecasts(&self, horizon: i32) -> Result<Vec<Forecast>, Error> {
        let of_cells = self.fit.model.forecast(&self.cells, f64::from(horizon) / self.unit.days());
        self.cells.spread(&of_cells).ok_or_else(|| Error::internal("forecasts are not those of the cells"))
    }

    /// Scores of all customers over so many days, with intervals.
    pub(super) fn scores(&self, horizon: i32) -> Result<Scores, Error> {
        let days = f64::from(horizon) / self.unit.days();
        let forecasts = self.fit.forecasts_with_intervals(&self.cells, days, CONFIDENCE);
        let forecasts = forecasts.ok_or_else(|| Error::internal("the confidence is no share"))?;
        let score = |(forecast, interval): &(Forecast, ForecastInterval)| Score {
            no_purchase: forecast.no_purchase,
            no_purchase_interval: Some(interval.no_purchase),
            alive: Some(forecast.alive),
            alive_interval: Some(interval.alive),
            expected_purchases: Some(forecast.expected_purchases),
            expected_purchases_if_alive: Some(forecast.expected_purchases_if_alive),
            expected_purchases_interval: Some(interval.expected_purchases),
        };
        Ok(Scores::new(forecasts.par_iter().map(score).collect(), self.cells.places().to_vec()))
    }
}

/// Scores by the gap alone, at the churn rates by gap of an earlier window.
pub(super) fn by_gap(observed: &Observed, rule: &GapRisk) -> Option<Scores> {
    let mut gaps = observed.gaps.clone();
    gaps.par_sort_unstable_by(f64::total_cmp);
    gaps.dedup();
    let score = |no_purchase: f64| Score {
        no_purchase,
        no_purchase_interval: None,
        alive: None,
        alive_interval: None,
        expected_purchases: None,
        expected_purchases_if_alive: None,
        expected_purchases_interval: None,
    };
    let distinct = rule.cautious_probabilities(&gaps).ok()?.into_iter().map(score).collect();
    let place = |gap: &f64| gaps.partition_point(|known| known < gap) as u32;
    Some(Scores::new(distinct, observed.gaps.par_iter().map(place).collect()))
}

/// Fits what customers spend on a purchase.
pub(super) fn spend(observed: &Observed) -> Result<(Result<SpendFit, FitError>, Option<f64>), Error> {
    let cells = SpendCells::fold(&observed.spend).map_err(|error| model(error.text()))?;
    Ok((fit_spend(&cells), cells.correlation()))
}

/// What purchases over the horizon are worth: purchases × value of one × margin, discounted from the middle of the
/// horizon.
pub(super) fn value(settings: &ChurnScoreSettings, purchases: f64, spend: f64, horizon: i32) -> f64 {
    let years = f64::from(horizon) / 2.0 / 365.25;
    purchases * spend * settings.margin * (1.0 + settings.discount_rate).powf(-years)
}

/// The interval of what purchases are worth: the uncertainty of their number and that of their value, which come from two
/// models and are taken to be independent. Nothing where either is not known.
pub(super) fn value_interval(
    value: Option<f64>,
    score: &Score,
    spend: Option<&SpendFit>,
    spent: &Spend,
) -> Option<Interval> {
    let (value, purchases, z) = (value?, score.expected_purchases_interval?, normal_z(CONFIDENCE)?);
    let of_number = (purchases.upper / score.expected_purchases?).ln();
    let of_value = z * spend?.log_standard_error(spent);
    let reach = of_number.hypot(of_value);
    let interval = Interval { lower: value * (-reach).exp(), upper: value * reach.exp() };
    (interval.lower.is_finite() && interval.upper.is_finite()).then_some(interval)
}
