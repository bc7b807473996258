//! A first look at a table, before the lots of a recall are known: which lots it names that are asked for, as which
//! products, and on which products recalled serial numbers stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use polars::prelude::{DataFrame, StringChunked};

use super::sales::Likeness;
use super::site_sales::SiteSales;
use crate::error::Error;
use crate::models::serial_ranges::{SerialRules, SerialSet};

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sightings {
    /// The lots asked for, each with the products that stand beside it.
    pub lots: BTreeMap<String, BTreeSet<String>>,
    /// Products on which a recalled serial number stands, or one nearly alike.
    pub serial_products: BTreeSet<String>,
    /// Lots on which one stands, where no product is named.
    pub serial_lots: BTreeSet<String>,
    /// What order lines tell of the lots at mixing sites.
    pub at_sites: SiteSales,
}

/// Takes in chunks from any thread.
pub struct FirstLook<'a> {
    asked: &'a (dyn Fn(&str) -> bool + Sync),
    serials: Option<&'a SerialSet>,
    found: Mutex<Sightings>,
}

impl<'a> FirstLook<'a> {
    /// The columns it takes of order lines; of any other table those that it has.
    pub const WANTED: [&'static str; 3] = ["lot_id", "serial_no", "product_id"];

    /// Looks for lots that are `asked` for, and for serial numbers.
    pub fn new(asked: &'a (dyn Fn(&str) -> bool + Sync), serials: Option<&'a SerialSet>) -> FirstLook<'a> {
        FirstLook { asked, serials, found: Mutex::default() }
    }

    /// Takes in a canonical chunk.
    ///
    /// # Errors
    /// Internal, where the lots are not there as text.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).ok().and_then(|column| column.str().ok());
        let lots = text("lot_id").ok_or_else(|| Error::internal("no column lot_id"))?;
        let (products, serials) = (text("product_id"), text("serial_no").filter(|_| self.serials.is_some()));
        let cell =
            |column: Option<&'_ StringChunked>, row| column.and_then(|column| column.get(row)).map(str::to_string);
        let mut found = Sightings::default();
        // Lines of one lot often follow each other.
        let mut last: (Option<&str>, bool) = (None, false);
        for row in 0..chunk.height() {
            let lot = lots.get(row);
            if lot != last.0 {
                last = (lot, lot.is_some_and(self.asked));
            }
            let hit = serials.and_then(|serials| serials.get(row)).is_some_and(|own| self.recalls(own));
            if !last.1 && !hit {
                continue;
            }
            let product = cell(products, row);
            if let Some(lot) = lot.filter(|_| last.1) {
                found.lots.entry(lot.to_string()).or_default().extend(product.clone());
            }
            match (product, lot) {
                _ if !hit => {}
                (Some(product), _) => drop(found.serial_products.insert(product)),
                (None, Some(lot)) => drop(found.serial_lots.insert(lot.to_string())),
                (None, None) => {}
            }
        }
        self.take(found);
        Ok(())
    }

    /// Takes in a movement that was read elsewhere.
    pub fn add_move(&self, lot: &str, serial: Option<&str>) {
        let mut found = Sightings::default();
        if (self.asked)(lot) {
            found.lots.insert(lot.to_string(), BTreeSet::new());
        }
        if serial.is_some_and(|serial| self.recalls(serial)) {
            found.serial_lots.insert(lot.to_string());
        }
        self.take(found);
    }

    /// Whether a recalled serial number stands in a cell, or one nearly alike, which may be it.
    fn recalls(&self, cell: &str) -> bool {
        let Some(set) = self.serials else { return false };
        Likeness::of(cell, set, SerialRules::default()) != Likeness::None
    }

    fn take(&self, found: Sightings) {
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        for (lot, products) in found.lots {
            all.lots.entry(lot).or_default().extend(products);
        }
        all.serial_products.extend(found.serial_products);
        all.serial_lots.extend(found.serial_lots);
    }

    /// All that was seen, the same whatever the order in which chunks came.
    pub fn finish(self) -> Sightings {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;
    use crate::models::serial_ranges::SerialRange;

    #[test]
    fn lots_asked_for_and_products_of_recalled_serial_numbers() {
        let chunk = df!(
            "lot_id" => [Some("L26-1"), Some("L26-1"), None, Some("L27"), Some("L27")],
            "product_id" => [Some("P"), Some("Q"), Some("R"), None, Some("S")],
            "serial_no" => [None, Some("SN99"), Some("SN03"), Some("SN04"), None],
        )
        .unwrap();
        let range = SerialRange::parse("SN01..SN05", SerialRules::default()).unwrap();
        let set = SerialSet::new(&[range]);
        let asked = |lot: &str| lot.starts_with("L26");
        let rows = FirstLook::new(&asked, Some(&set));
        rows.add(&chunk).unwrap();
        rows.add(&df!("lot_id" => ["L26-2", "X"]).unwrap()).unwrap();
        rows.add_move("L26-3", None);
        rows.add_move("Y", Some("SN05"));
        rows.add_move("Z", Some("SN06"));
        let got = rows.finish();
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<String>>();
        let lots = [("L26-1", names(&["P", "Q"])), ("L26-2", names(&[])), ("L26-3", names(&[]))];
        assert_eq!(got.lots, lots.map(|(lot, products)| (lot.to_string(), products)).into());
        assert_eq!((got.serial_products, got.serial_lots), (names(&["R"]), names(&["L27", "Y"])));
    }
}
