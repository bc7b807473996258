//! What was planted in a demo company and what came out of it: the answer key, written as `truth.json`.
//! Computes nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parameters::Parameters;
use super::settings::Settings;

/// At most this many items of a list are written; all are counted.
const MOST_LISTED: usize = 10_000;

/// The answer key of one demo company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// What the company was generated from.
    pub settings: Settings,
    /// The planted numbers.
    pub parameters: Parameters,
    /// Where and in whom they were planted.
    pub planted: Planted,
    /// What the files add up to.
    pub totals: Totals,
}

/// Where and in whom effects were planted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planted {
    /// First day on which persons slow down. Purchases follow MBG/NBD up to then, and also later those of everybody else,
    /// on the shop's clock: days weighted by weekday and month with mean 1. A second purchase on one day stands on the
    /// next. Cancelled orders and days that net to zero are no purchases.
    #[serde(with = "super::iso_date")]
    pub slow_from: NaiveDate,
    /// First day on which persons who have slowed down complain more; nobody slows down from then on.
    #[serde(with = "super::iso_date")]
    pub complaints_from: NaiveDate,
    /// Persons who slow down: they have made at least `slowing_after_purchases` purchases and would have left.
    pub slowing: Listed<String>,
    /// Persons who have left for good. Those whom the campaign won have left as well.
    pub left: Listed<String>,
    /// First day of the surge of complaints about delivery.
    #[serde(with = "super::iso_date")]
    pub surge_from: NaiveDate,
    /// Last day of that surge.
    #[serde(with = "super::iso_date")]
    pub surge_to: NaiveDate,
    /// First day of the win-back campaign.
    #[serde(with = "super::iso_date")]
    pub campaign_from: NaiveDate,
    /// Persons whom the campaign treats.
    pub campaign_treated: u64,
    /// Persons whom it leaves alone.
    pub campaign_control: u64,
    /// Bad lots: one finished lot, and one module lot that makes several finished lots bad. Empty or smaller than 400
    /// units only if the company is too small.
    pub bad_lots: Vec<BadLot>,
    /// Persons with a second customer record, their later orders standing under its id.
    pub duplicate_customers: Listed<Duplicate>,
    /// Order ids with a row that stands twice; an id is repeated for each such row.
    pub duplicate_rows: Listed<String>,
}

/// A counted list, cut after 10,000 items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// Number of items.
    pub count: u64,
    /// The first items.
    pub items: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Listed<T> {
        Listed { count: 0, items: Vec::new() }
    }
}

impl<T> Listed<T> {
    /// Counts one more item and keeps it if there is room.
    pub(super) fn push(&mut self, item: T) {
        self.count += 1;
        if self.items.len() < MOST_LISTED {
            self.items.push(item);
        }
    }
}

/// One person with two customer records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// Id of the main record.
    pub customer_id: String,
    /// Id of the second record.
    pub duplicate_id: String,
    /// What the two records share besides a similar name: `phone` or `email`.
    pub shared: String,
}

/// What kind of lot is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BadLotKind {
    /// A lot of products for sale.
    Finished,
    /// A lot of modules that went into several finished lots.
    Component,
}

/// One planted bad lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLot {
    /// Its id.
    pub lot_id: String,
    /// Its kind.
    pub kind: BadLotKind,
    /// The finished lots that are bad because of it; for a finished lot itself.
    pub finished_lots: Vec<String>,
    /// Units of those lots that were made.
    pub units_made: u64,
    /// Units sold, gifts and units returned later included.
    pub units_sold: u64,
    /// Of these, units on lines whose lot is recorded in `orders.csv`.
    pub units_recorded: u64,
    /// Units returned.
    pub units_returned: u64,
    /// Persons who bought at least one unit.
    pub customers: u64,
    /// Complaints about these units in `complaints.csv`, with their lot or without.
    pub complaints: u64,
}

/// What the files add up to. Amounts are in cents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Persons, each counted once.
    pub persons: u64,
    /// Distinct orders that were not cancelled.
    pub orders: u64,
    /// Sale lines of these orders.
    pub sale_lines: u64,
    /// Return lines.
    pub return_lines: u64,
    /// Lines of cancelled orders.
    pub cancelled_lines: u64,
    /// Rows that stand twice in `orders.csv`, each counted once.
    pub repeated_rows: u64,
    /// Sale lines without a recorded lot.
    pub lines_without_lot: u64,
    /// Net revenue: sales less returns, no cancelled order, no row twice.
    pub net_revenue: i64,
    /// Sum of the column `amount` of `orders.csv` as it stands.
    pub exported_amount: i64,
    /// Units sold.
    pub units_sold: u64,
    /// Units returned.
    pub units_returned: u64,
    /// Complaints about a product.
    pub product_complaints: u64,
    /// Complaints about a product that would have come after the last day and are in no file.
    pub unobserved_complaints: u64,
    /// Complaints about service.
    pub service_complaints: u64,
    /// Later NPS answers of persons who were followed up before them.
    pub answers_after_follow_up: u64,
    /// Points that the follow-ups added to these answers as they are written, rounded and cut to 0 to 10: by the number of
    /// answers, a little less than the effect that was planted.
    pub points_after_follow_up: u64,
    /// Rows of each file without the header.
    pub rows: BTreeMap<String, u64>,
}
