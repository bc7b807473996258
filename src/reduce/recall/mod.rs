//! Movements, stock and order lines of the products of a recall → who got what, from which stock.
//!
//! [`MoveRows`] and [`StockRows`] keep what concerns the lots of the recall; [`SaleRows`] keeps the lines of its
//! products, and counts all others; [`FirstLook`] goes through tables before the lots are known, [`SiteSaleRows`] for the lots at some sites; [`sales_of_moves`] makes
//! such lines of shipments where there are no order lines, and [`add_consignees`] of those that no order line tells;
//! [`ShippedSerials`] knows the lots of serial numbers. [`pools()`] lays them out as stocks, one a product and site,
//! whose lines the model judges; [`bookings()`] lays them out as the bookings of a mass balance. Chunks may come from any
//! thread in any order.

mod bookings;
mod consignees;
mod first_look;
mod line_unit;
mod movements;
mod pools;
mod recipients;
mod sales;
mod shipped_serials;
mod site_sales;
mod stock;
mod surplus;
mod window;

pub use bookings::bookings;
pub use consignees::add_consignees;
pub use first_look::{FirstLook, Sightings};
pub use line_unit::LineUnit;
pub use movements::{Move, MoveKind, MoveRows, Moves};
pub use pools::{Judged, Judgement, Trade, pools};
pub use recipients::{own_sites, recipients, sales_of_moves};
pub use sales::{Elsewhere, Interest, SaleLine, SaleRows, Sales, ToldBy};
pub use shipped_serials::ShippedSerials;
pub use site_sales::{SiteSale, SiteSaleRows, SiteSales};
pub use stock::{Stock, StockRow, StockRows};
pub use window::{Placement, Window, same_name};
