//! Loads the purchase days of all customers.

use crate::commands::gathered::{Gathered, OrdersWanted, Reader};
use crate::deliver::console::Console;
use crate::error::Error;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::reduce::purchasers::{Purchaser, Purchasers};
use crate::settings::churn_score::ChurnScoreSettings;

/// Days whose spend counts as recent.
pub(super) const RECENT_DAYS: i32 = 365;

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) purchases: Purchasers,
    /// The newest day with an order line.
    pub(super) newest: Option<i32>,
    /// Days since 1970-01-01.
    pub(super) as_of: Option<i32>,
    pub(super) currency: Option<String>,
    pub(super) gathered: Gathered,
}

/// Reads the orders. What was read is in `loaded` even where this ends in an error.
pub(super) fn load(
    settings: &ChurnScoreSettings,
    sources: &[Source],
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let reader = Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    let wanted =
        OrdersWanted { sources, exclude: &settings.exclude, as_of: settings.as_of, duplicates: settings.duplicates };
    let orders = reader.orders(&wanted, rejects, &mut loaded.gathered)?;
    let as_of = orders.as_of;
    (loaded.as_of, loaded.newest) = (Some(as_of), orders.days.newest);
    let (purchases, summary) = orders
        .sum(&mut loaded.gathered, settings.as_of, |days| Ok(Purchaser::of(days, as_of.saturating_sub(RECENT_DAYS))))?;
    loaded.purchases = Purchasers::of(purchases.customers.into_iter().zip(purchases.made));
    loaded.currency = reader.currency(&summary);
    Ok(())
}
