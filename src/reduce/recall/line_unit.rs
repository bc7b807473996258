//! The unit in which an order line tells its quantity, held against that in which its lot or product is made.

use std::sync::OnceLock;

use hashbrown::HashMap;

use crate::models::units_of_measure::convert;
use crate::reduce::lots::Lots;

/// In what the quantity of a sale is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineUnit {
    /// It is not told, or no record of the lots tells theirs: taken to be that of the lot.
    Untold,
    /// Told, and turned into that in which its lot, or its product, is made.
    OfLot,
    /// This one, which cannot be turned into that.
    Other(Box<str>),
}

impl LineUnit {
    /// The unit, where it is another one than that of the lot.
    pub fn other(&self) -> Option<&str> {
        match self {
            LineUnit::Other(unit) => Some(unit),
            _ => None,
        }
    }
}

/// The units in which lots and products are made.
pub(super) struct Units<'a> {
    lots: &'a Lots,
    /// Only few exports tell units of order lines.
    of_products: OnceLock<HashMap<&'a str, Vec<&'a str>>>,
}

impl<'a> Units<'a> {
    pub(super) fn of(lots: &'a Lots) -> Units<'a> {
        Units { lots, of_products: OnceLock::new() }
    }

    /// A quantity in 1/10000 in the unit in which its lot is made, where it can be turned into that; without a lot that of
    /// all lots of its product, where they have one.
    pub(super) fn measured(
        &self,
        lot: Option<u32>,
        product: Option<&str>,
        quantity: i64,
        unit: Option<&str>,
    ) -> (i64, LineUnit) {
        let Some(unit) = unit.map(str::trim).filter(|unit| !unit.is_empty()) else {
            return (quantity, LineUnit::Untold);
        };
        let of_lot = lot.and_then(|lot| self.lots.unit(lot));
        let of_product = || {
            let made_in = self.of_products.get_or_init(|| self.lots.units_of_products());
            product.filter(|_| lot.is_none()).and_then(|product| made_in.get(product)).map_or(&[][..], Vec::as_slice)
        };
        let other = (quantity, LineUnit::Other(unit.into()));
        match of_lot.as_ref().map_or_else(of_product, std::slice::from_ref) {
            [] => (quantity, LineUnit::Untold),
            [own] => convert(quantity, unit, own).map_or(other, |own| (own, LineUnit::OfLot)),
            _ => other,
        }
    }
}
