//! Big tables → small ones: order lines → purchase days → one row a customer; customers → attributes.
//!
//! Each reduction takes canonical chunks (polars DataFrames from `exports`) and gives one small table. It knows no
//! command and no file, so that it could one day run elsewhere while the models stay here.

pub mod attributes;
pub mod bands;
pub mod contracts;
pub mod customer_events;
pub mod epcis_rows;
pub mod histories;
pub mod intern;
mod joined;
pub mod lot_lives;
pub mod lots;
mod parting;
pub mod profiles;
pub mod purchasers;
pub mod purchases;
pub mod recall;
pub mod satisfaction;
pub mod seen;
pub mod texts;
