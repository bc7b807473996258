//! Serial numbers on shipments: which lot a unit is of, where its order line tells none or another.

use hashbrown::HashMap;

use super::movements::{MoveKind, Moves};
use crate::exports::cast::UNIT;
use crate::models::serial_ranges::serials_of;
use crate::reduce::lots::Lots;

/// The lots under which each serial number was shipped or received, sorted.
#[derive(Clone, Debug, Default)]
pub struct ShippedSerials {
    lots: HashMap<Box<str>, Vec<u32>>,
}

impl ShippedSerials {
    /// Those of some movements.
    pub fn of(moves: &Moves) -> ShippedSerials {
        let mut lots: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        for row in moves.rows.iter().filter(|row| matches!(row.kind, MoveKind::Ship | MoveKind::Receive)) {
            for serial in serials_of(row.serial.as_deref().unwrap_or_default()) {
                let own = lots.entry(serial.into()).or_default();
                // Rows are sorted by lot.
                if own.last() != Some(&row.lot) {
                    own.push(row.lot);
                }
            }
        }
        ShippedSerials { lots }
    }

    /// Whether no shipment has a serial number.
    pub fn is_empty(&self) -> bool {
        self.lots.is_empty()
    }

    /// A lot under which a serial number of `cell` was shipped, where it was not shipped under the `recorded` one: neither
    /// under its name nor under that of a lot that was made into it, or of it.
    pub(super) fn against(&self, cell: &str, recorded: Option<u32>, product: Option<&str>, lots: &Lots) -> Option<u32> {
        let agrees = |lot: &u32| {
            let linked = |one: u32, other: u32| {
                let at = lots.links.partition_point(|link| (link.input, link.output) < (one, other));
                lots.links.get(at).is_some_and(|link| (link.input, link.output) == (one, other))
            };
            recorded.is_some_and(|own| own == *lot || linked(own, *lot) || linked(*lot, own))
        };
        serials_of(cell).find_map(|serial| {
            let all = self.of_product(serial, product, lots);
            if all.iter().any(agrees) { None } else { all.first().copied() }
        })
    }

    /// The lot of a line of which none is recorded: the one under which all of its units were shipped by their serial
    /// numbers.
    pub(super) fn lot_of(&self, cell: &str, quantity: i64, product: Option<&str>, lots: &Lots) -> Option<u32> {
        let mut told: Option<u32> = None;
        let mut units = 0_i64;
        for serial in serials_of(cell) {
            let all = self.of_product(serial, product, lots);
            let [own] = all[..] else { return None };
            if told.is_some_and(|told| told != own) {
                return None;
            }
            (told, units) = (Some(own), units + 1);
        }
        told.filter(|_| quantity.saturating_abs() <= units.saturating_mul(UNIT))
    }

    /// The lots of a serial number that can be of a product: two products may have the same numbers.
    fn of_product(&self, serial: &str, product: Option<&str>, lots: &Lots) -> Vec<u32> {
        let fits = |lot: &u32| {
            let own = lots.products(*lot);
            own.is_empty() || product.is_none_or(|product| own.contains(product))
        };
        self.lots.get(serial).into_iter().flatten().copied().filter(fits).collect()
    }
}
