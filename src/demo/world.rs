//! What everybody in the demo company shares: settings, calendar, catalogue and distributions. Draws nothing itself.

use std::ops::Range;

use rand_distr::{Beta, Gamma, LogNormal, Normal};

use super::calendar::Calendar;
use super::catalogue::Catalogue;
use super::error::DemoError;
use super::parameters::PLANTED;
use super::settings::Settings;

/// What everybody in the demo company shares.
pub(super) struct World {
    pub(super) settings: Settings,
    pub(super) calendar: Calendar,
    pub(super) catalogue: Catalogue,
    /// Purchases per week of a person.
    pub(super) purchase_rate: Gamma<f64>,
    /// Chance that a person leaves after a purchase.
    pub(super) dropout: Beta<f64>,
    /// Rate, per yuan, of a person's spend on one occasion.
    pub(super) spend_rate: Gamma<f64>,
    /// Spend of one occasion in units of one over that rate.
    pub(super) spend: Gamma<f64>,
    /// Income relative to what the spend suggests.
    pub(super) income: LogNormal<f64>,
    /// Age in years at the start of the history.
    pub(super) age: Normal<f64>,
    /// Days on which persons slow down; from the end of them on they complain.
    pub(super) slow_days: Range<i32>,
    /// First day of the win-back campaign.
    pub(super) campaign_day: i32,
}

impl World {
    /// The world for checked settings.
    pub(super) fn new(settings: &Settings) -> Result<World, DemoError> {
        let calendar = Calendar::new(settings.from, settings.to);
        let gamma =
            |name, shape, rate: f64| Gamma::new(shape, 1.0 / rate).map_err(|_| DemoError::Distribution { name });
        Ok(World {
            slow_days: calendar.days() - PLANTED.slowing_days..calendar.days() - PLANTED.slowing_complaint_days,
            campaign_day: calendar.days() - PLANTED.campaign_days,
            calendar,
            catalogue: Catalogue::new(settings.dialect.lang()),
            purchase_rate: gamma("purchase rates", PLANTED.purchase_r, PLANTED.purchase_alpha)?,
            dropout: Beta::new(PLANTED.dropout_a, PLANTED.dropout_b)
                .map_err(|_| DemoError::Distribution { name: "dropout" })?,
            spend_rate: gamma("spend rates", PLANTED.spend_q, PLANTED.spend_v)?,
            spend: gamma("spend", PLANTED.spend_p, 1.0)?,
            income: LogNormal::new(0.0, 0.4).map_err(|_| DemoError::Distribution { name: "income" })?,
            age: Normal::new(40.0, 13.0).map_err(|_| DemoError::Distribution { name: "age" })?,
            settings: settings.clone(),
        })
    }
}
