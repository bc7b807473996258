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
pub(super) struct SerialSales<'p> {
    with_lot: HashMap<&'p str, Vec<&'p Purchase>>,
    /// The product and the day of each row without a lot.
    without_lot: HashMap<&'p str, Vec<(u32, i32)>>,
}

/// What the sales of its serial number tell of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant<'p> {
    /// The last sale before it: what it names stands for one lot only.
    Sale(&'p Purchase),
    /// It stands for several lots.
    SeveralLots,
    /// A sale before it tells no lot.
    LotNotRecorded,
    /// It was sold only later.
    SoldLater,
    /// Nothing: it names no number, or none that was sold.
    Nothing,
}

impl<'p> SerialSales<'p> {
    /// Of `purchases`, sorted by customer and day, those of [`ANYBODY`], and the numbers on rows without a lot with
    /// their products and days.
    pub(super) fn of(purchases: &'p [Purchase], without_lot: &'p [(Box<str>, u32, i32)]) -> SerialSales<'p> {
        let mut sales = SerialSales::default();
        for sale in &purchases[purchases.partition_point(|purchase| purchase.customer < ANYBODY)..] {
            sale.serial.iter().for_each(|serial| sales.with_lot.entry(serial).or_default().push(sale));
        }
        for (serial, product, day) in without_lot {
            sales.without_lot.entry(serial).or_default().push((*product, *day));
        }
        sales
    }

    /// What is told by the sales before a complaint, as far as lot and product of the complaint agree.
    pub(super) fn meant(&self, row: &ComplaintRow, product: Option<u32>, lots: &LotNames) -> Meant<'p> {
        let of_product = |sold: u32| match product {
            Some(product) => [product, NO_PRODUCT].contains(&sold),
            // One that no order line names is none that was sold under another name.
            None => row.product.is_none() || sold == NO_PRODUCT,
        };
        let agrees = |sale: &&&Purchase| {
            of_product(sale.product) && row.lot.as_deref().is_none_or(|lot| is_of(lots, sale.lot, lot))
        };
        let all = row.serials().filter_map(|serial| self.with_lot.get(serial)).flatten();
        let mut sales: Vec<&Purchase> = all.filter(agrees).copied().collect();
        sales.sort_by_key(|sale| sale.day);
        let before = &sales[..sales.partition_point(|sale| sale.day <= row.day)];
        let names: Vec<String> = before.iter().map(|sale| lots.text(sale.lot)).collect();
        let of_lots: BTreeSet<Option<&str>> = names.iter().map(|name| name.split(SEPARATOR).next()).collect();
        let mut without_lot = row.serials().filter_map(|serial| self.without_lot.get(serial)).flatten();
        let hidden = without_lot.any(|(product, day)| of_product(*product) && *day <= row.day);
        match (before.last(), of_lots.len()) {
            (Some(sale), 1) => Meant::Sale(sale),
            (Some(_), _) => Meant::SeveralLots,
            (None, _) if hidden => Meant::LotNotRecorded,
            (None, _) if !sales.is_empty() => Meant::SoldLater,
            (None, _) => Meant::Nothing,
        }
    }
}
