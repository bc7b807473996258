//! `--orders` as a recall reads them: the columns of the orders, but only the day must be there. A cash sale without a
//! customer counts, so does a sale without a lot, and money does not.

use super::orders::ORDERS;
use super::{Remainder, Table};

/// The orders table of a recall.
pub static SALES: Table =
    Table { name: "orders", columns: ORDERS.columns, required: &[&[&["order_date"]]], remainder: Remainder::Ignored };
