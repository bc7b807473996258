//! Everything known of the customers on one day: their histories, the model fitted to them, and their signals.

use std::cell::OnceCell;

use crate::error::Error;
use crate::models::backtest::Outcome;
use crate::models::repeat_purchase::{Family, Fit, FitError, Forecast};
use crate::settings::churn_score::ChurnScoreSettings;

use super::load::Loaded;
use super::observed::Observed;
use super::score::Fitted;
use super::signals::Tests;

/// The customers as they stood on a day.
pub(super) struct Standing<'a> {
    pub(super) observed: Observed,
    /// The model; an error where these customers cannot bear it, nothing where none was asked for.
    pub(super) fitted: Option<Result<Fitted, FitError>>,
    /// Forecasts of the model over the horizon.
    pub(super) forecasts: Option<Vec<Forecast>>,
    pub(super) tests: Tests<'a>,
    /// Made when they are asked for, as the outcomes.
    p_values: OnceCell<Vec<Option<f64>>>,
    outcomes: OnceCell<Vec<Outcome>>,
    loaded: &'a Loaded,
    horizon: i32,
}

/// Where the model of a day comes from.
#[derive(Clone, Copy)]
pub(super) enum ModelSource {
    /// There is none.
    Nowhere,
    /// It is fitted to the customers of the day.
    Fitted(Family),
    /// It was fitted before.
    Known(Fit),
}

impl<'a> Standing<'a> {
    /// The customers on a day; nothing where there was none yet.
    pub(super) fn at(
        settings: &ChurnScoreSettings,
        loaded: &'a Loaded,
        source: ModelSource,
        day: i32,
        horizon: i32,
    ) -> Result<Option<Standing<'a>>, Error> {
        let observed = Observed::at(&loaded.purchases, day, settings.time_unit);
        if observed.customers.is_empty() {
            return Ok(None);
        }
        let unit = settings.time_unit;
        let fitted = match source {
            ModelSource::Nowhere => None,
            ModelSource::Fitted(family) => Some(Fitted::new(family, &observed, unit)?),
            ModelSource::Known(fit) => Some(Ok(Fitted::known(fit, &observed, unit)?)),
        };
        let forecasts = match &fitted {
            Some(Ok(fitted)) => Some(fitted.forecasts(horizon)?),
            _ => None,
        };
        let tests = Tests::new(loaded, &observed, settings.window(horizon));
        let (p_values, outcomes) = (OnceCell::new(), OnceCell::new());
        Ok(Some(Standing { observed, fitted, forecasts, tests, p_values, outcomes, loaded, horizon }))
    }

    /// What is needed once features and alarms are made; the rest is given back.
    pub(super) fn into_parts(self) -> (Observed, Option<Result<Fitted, FitError>>, Tests<'a>) {
        (self.observed, self.fitted, self.tests)
    }

    /// What each customer did in the horizon after the day, which has to be over.
    pub(super) fn outcomes(&self) -> &[Outcome] {
        self.outcomes.get_or_init(|| self.observed.outcomes(&self.loaded.purchases, self.horizon))
    }

    /// The p-values of all customers, those of one beside each other in the order of the kinds of the tests.
    pub(super) fn p_values(&self) -> &[Option<f64>] {
        self.p_values.get_or_init(|| self.tests.p_values(&self.observed))
    }
}
