//! What order lines tell of the lots at some sites, before it is known which lots a recall is about.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashSet;
use polars::prelude::DataFrame;

use crate::error::Error;
use crate::reduce::purchases::Duplicates;

/// All that order lines sold of a lot at a site, or all that they took back there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteSale {
    /// First and last day.
    pub days: [i32; 2],
    /// Units in 1/10000.
    pub quantity: i64,
    /// Whether the quantity of a line is not told.
    pub is_unsure: bool,
}

/// The lots that order lines sold at some sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteSales {
    /// By lot, place of the site, and whether it was taken back.
    pub sales: BTreeMap<(String, u32, bool), SiteSale>,
    /// The products that stand beside each of the lots.
    pub lots: BTreeMap<String, BTreeSet<String>>,
}

/// Takes in chunks of order lines from any thread.
pub struct SiteSaleRows<'a> {
    sites: &'a [String],
    duplicates: Duplicates,
    gathered: Mutex<(SiteSales, HashSet<u64>)>,
}

impl SiteSale {
    fn merge(&mut self, other: SiteSale) {
        self.days = [self.days[0].min(other.days[0]), self.days[1].max(other.days[1])];
        self.quantity = self.quantity.saturating_add(other.quantity);
        self.is_unsure |= other.is_unsure;
    }
}

impl<'a> SiteSaleRows<'a> {
    /// The columns it takes; those of [`FirstLook`](super::FirstLook) are among them.
    pub const WANTED: [&'static str; 9] =
        ["lot_id", "serial_no", "product_id", "store", "order_date", "quantity", "amount", "order_id", "customer_id"];

    /// Lines whose store is one of `sites`.
    pub fn new(sites: &'a [String], duplicates: Duplicates) -> SiteSaleRows<'a> {
        SiteSaleRows { sites, duplicates, gathered: Mutex::default() }
    }

    /// Takes in a canonical chunk.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let number = |name: &str| chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal);
        let (lots, products, stores, serials) =
            (text("lot_id")?, text("product_id")?, text("store")?, text("serial_no")?);
        let (orders, customers) = (text("order_id")?, text("customer_id")?);
        let days = chunk.column("order_date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let (quantities, amounts) = (number("quantity")?, number("amount")?);
        for row in 0..chunk.height() {
            let site = stores.get(row).and_then(|store| (0u32..).zip(self.sites).find(|(_, site)| *site == store));
            let (Some((site, _)), Some(lot), Some(day)) = (site, lots.get(row), days.get(row)) else { continue };
            let (quantity, product) = (quantities.get(row), products.get(row));
            let words = [Some(lot), product, serials.get(row), orders.get(row), customers.get(row)];
            let line = || {
                let mut line = DefaultHasher::new();
                (words, site, day, quantity, amounts.get(row)).hash(&mut line);
                line.finish()
            };
            let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
            let (all, known) = &mut *gathered;
            if self.duplicates == Duplicates::Dropped && !known.insert(line()) {
                continue;
            }
            let returned = quantity.is_some_and(|quantity| quantity < 0) || amounts.get(row).is_some_and(|own| own < 0);
            let is_unsure = quantity.is_none();
            let quantity = quantity.unwrap_or_default().saturating_abs();
            let sale = SiteSale { days: [day, day], quantity, is_unsure };
            all.lots.entry(lot.to_string()).or_default().extend(product.map(str::to_string));
            all.sales.entry((lot.to_string(), site, returned)).and_modify(|own| own.merge(sale)).or_insert(sale);
        }
        Ok(())
    }

    /// All of them, the same whatever the order in which chunks came.
    pub fn finish(self) -> SiteSales {
        self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    #[test]
    fn lines_of_a_site_are_summed_up_and_repeated_ones_as_asked() {
        let none = || [None::<&str>; 5];
        let chunk = df!(
            "lot_id" => [Some("L"), Some("L"), Some("L"), None, Some("M")],
            "product_id" => [Some("P"), Some("P"), None, Some("P"), Some("P")],
            "store" => ["S", "S", "S", "S", "other"],
            "order_date" => [4, 4, 7, 1, 1],
            "quantity" => [Some(10_000i64), Some(10_000), Some(-20_000), Some(1), Some(1)],
            "amount" => [Some(1i64); 5],
            "serial_no" => none(),
            "order_id" => none(),
            "customer_id" => none(),
        )
        .unwrap();
        let found = |duplicates| {
            let sites = ["S".to_string()];
            let rows = SiteSaleRows::new(&sites, duplicates);
            rows.add(&chunk).unwrap();
            rows.finish()
        };
        let sale = |day, quantity| SiteSale { days: [day, day], quantity, is_unsure: false };
        let got = found(Duplicates::Kept);
        assert_eq!(got.lots, [("L".to_string(), BTreeSet::from(["P".to_string()]))].into());
        assert_eq!(got.sales.into_values().collect::<Vec<_>>(), [sale(4, 20_000), sale(7, 20_000)]);
        assert_eq!(found(Duplicates::Dropped).sales.into_values().next(), Some(sale(4, 10_000)));
    }
}
