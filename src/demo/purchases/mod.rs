//! A person's purchases: when (MBG/NBD on the shop's clock), for how much (Gamma-Gamma), of what, and what came back.
//!
//! Ordinary purchases follow MBG/NBD: waits are exponential at the person's rate and after every purchase, the first one
//! included, the person leaves with the person's chance, or, if planted, slows down. Cancelled orders, days on
//! which a sale is taken back at once, and sales won by the campaign come on top and are marked by their kind.
//! This room knows no lot and writes nothing.

mod baskets;
mod history;
mod occasions;
mod order;

pub(super) use history::{Arm, History};
pub(super) use order::{Gift, Line, LotRecord, Order, OrderKind, Return};
