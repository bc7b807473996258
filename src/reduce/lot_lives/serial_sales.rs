//! Who bought what by its serial number, for complaints of those who did not buy it themselves: a gift, or one unit of an
//! order of somebody else.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::attribution::is_of;
use super::complaint_rows::ComplaintRow;
use super::shards::{LotNames, NO_PRODUCT, Purchase};
use super::unit_rows::SEPARATOR;

/// Stands for whoever bought it.
pub(super) const ANYBODY: u32 = u32::MAX;

/// Sales of the serial numbers that complaints name.
#[derive(Default)]
pub(super) struct SerialSales<'p>(HashMap<&'p str, Vec<&'p Purchase>>);

impl<'p> SerialSales<'p> {
    /// Of `purchases`, sorted by customer and day, those of [`ANYBODY`].
    pub(super) fn of(purchases: &'p [Purchase]) -> SerialSales<'p> {
        let mut sales: HashMap<&str, Vec<&Purchase>> = HashMap::new();
        for sale in &purchases[purchases.partition_point(|purchase| purchase.customer < ANYBODY)..] {
            sale.serial.iter().for_each(|serial| sales.entry(serial).or_default().push(sale));
        }
        SerialSales(sales)
    }

    /// The last sale before a complaint, where the number stands for one lot only, by then and as far as lot and product of
    /// the complaint agree; else whether it was sold only later.
    pub(super) fn meant(
        &self,
        row: &ComplaintRow,
        product: Option<u32>,
        lots: &LotNames,
    ) -> Result<&'p Purchase, bool> {
        let all = row.serial.as_deref().and_then(|serial| self.0.get(serial)).map_or(&[][..], Vec::as_slice);
        let agrees = |sale: &&&Purchase| {
            let of_product = match product {
                Some(product) => [product, NO_PRODUCT].contains(&sale.product),
                // One that no order line names is none that was sold under another name.
                None => row.product.is_none() || sale.product == NO_PRODUCT,
            };
            of_product && row.lot.as_deref().is_none_or(|lot| is_of(lots, sale.lot, lot))
        };
        let sales: Vec<&Purchase> = all.iter().filter(agrees).copied().collect();
        let before = &sales[..sales.partition_point(|sale| sale.day <= row.day)];
        let names: Vec<String> = before.iter().map(|sale| lots.text(sale.lot)).collect();
        let of_lots: BTreeSet<Option<&str>> = names.iter().map(|name| name.split(SEPARATOR).next()).collect();
        before.last().filter(|_| of_lots.len() == 1).copied().ok_or(before.is_empty() && !sales.is_empty())
    }
}
