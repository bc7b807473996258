//! Which unit each complaint is about: by the lot that it names, by the serial number, or by what the customer had bought.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::complaint_rows::{ComplaintRow, Complaints};
use super::month::month_of;
use super::unit_rows::{Gathered, NO_PRODUCT, Purchase, SEPARATOR};
use crate::exports::ledger::Tally;
use crate::reduce::intern::{Interner, places};

/// How finely units are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// By lot; what has no lot is left out.
    Lot,
    /// By lot and store; what has no lot counts by its product.
    LotAndStore,
    /// By lot; what has no lot counts by its product.
    LotOrProduct,
}

/// What a name of units stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The lot.
    pub lot: Option<String>,
    /// The product.
    pub product: Option<String>,
    /// The store, where units are counted by store.
    pub store: Option<String>,
}

/// A complaint about units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Place in [`LotLives::parts`].
    pub part: u32,
    /// Month in which the unit went out; nothing where that is not known.
    pub sold: Option<u16>,
    /// Month of the complaint.
    pub failed: u16,
    /// Its day.
    pub day: i32,
    /// Units that failed.
    pub units: u64,
    /// Place among the complaints; nothing for a returned unit.
    pub complaint: Option<usize>,
}

/// Complaints that count for no lot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unattributed {
    /// The customer is not known to have bought the product, or has no id.
    pub no_purchase: u64,
    /// The customer bought the product only after the complaint.
    pub before_purchase: u64,
    /// The customer bought the product from more than one lot.
    pub several_lots: u64,
}

/// Units and failures of all lots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotLives {
    /// What each part is, sorted by its name.
    pub parts: Vec<Part>,
    /// Part, month in which they went out, units in 1/10000; sorted.
    pub units: Vec<(u32, u16, i64)>,
    /// Complaints, by part and in the order of the complaints.
    pub failures: Vec<Failure>,
    /// Returned units, by part and day.
    pub returns: Vec<Failure>,
    /// Complaints without a lot.
    pub unattributed: Unattributed,
    /// Complaints whose lot was found by what the customer had bought.
    pub inferred: u64,
    /// Complaints about a lot that the customer bought only later. They count for it, as the lot is told, and as of a unit
    /// whose sale is not known: the one bought later it cannot have been.
    pub before_purchase: u64,
    /// Complaints about a lot that nobody bought.
    pub unknown_lots: u64,
    /// Rows without a lot, with their amounts.
    pub without_lot: Tally,
    /// Rows whose quantity is not told.
    pub untold: u64,
    /// Lots that stand with more than one product.
    pub clashes: u64,
}

impl Grain {
    /// The name under which a row is counted; nothing where it cannot be.
    pub(super) fn name<'t>(
        self,
        lot: Option<&'t str>,
        product: Option<&'t str>,
        store: Option<&str>,
    ) -> Option<Cow<'t, str>> {
        let joined = |store: &str| {
            let (lot, product) =
                (lot.unwrap_or_default(), if lot.is_some() { "" } else { product.unwrap_or_default() });
            Cow::Owned(format!("{lot}{SEPARATOR}{product}{SEPARATOR}{store}"))
        };
        match (self, lot, product) {
            (_, None, None) | (Grain::Lot, None, _) => None,
            (Grain::LotAndStore, ..) => Some(joined(store.unwrap_or_default())),
            (_, Some(lot), _) => Some(Cow::Borrowed(lot)),
            (Grain::LotOrProduct, None, _) => Some(joined("")),
        }
    }
}

impl Part {
    fn of(name: String, product: Option<&str>) -> Part {
        let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
        let product = product.and_then(some);
        let parts: Vec<&str> = match name.contains(SEPARATOR) {
            true => name.split(SEPARATOR).collect(),
            false => Vec::new(),
        };
        match parts[..] {
            [lot, by_product, store] => {
                Part { lot: some(lot), product: product.or_else(|| some(by_product)), store: some(store) }
            }
            _ => Part { lot: Some(name).filter(|name| !name.is_empty()), product, store: None },
        }
    }
}

/// Products by the numbers under which they were seen.
struct Products {
    names: Vec<String>,
}

impl Products {
    fn name(&self, code: u32) -> Option<&str> {
        self.names.get(code as usize).map(String::as_str)
    }
}

/// Brings units and complaints together.
pub(super) fn attribute(grain: Grain, complaints: &Complaints, gathered: Gathered) -> LotLives {
    let Gathered { mut lots, mut product_of, clashes, log, mut purchases, returned, first_sales, .. } = gathered;
    let products = Products { names: gathered.products.texts().collect() };
    for (lot, several) in &clashes {
        product_of[*lot as usize] =
            several.iter().copied().min_by_key(|code| products.name(*code)).unwrap_or(NO_PRODUCT);
    }
    // Numbers depend on which chunk came first; names do not.
    let order = lots.order();
    let rank = places(&order);
    purchases.sort_unstable_by(|a, b| {
        let key = |purchase: &Purchase| (purchase.customer, purchase.day, rank[purchase.lot as usize]);
        key(a).cmp(&key(b)).then_with(|| (&a.product, &a.serial).cmp(&(&b.product, &b.serial)))
    });
    let known = lots.len();
    let mut lives = LotLives {
        without_lot: gathered.without_lot,
        untold: gathered.untold,
        clashes: clashes.len() as u64,
        ..LotLives::default()
    };
    let places = complaints.by_customer();
    for (customer, (start, end)) in (0u32..).zip(places.into_values()) {
        let first = purchases.partition_point(|purchase| purchase.customer < customer);
        let own = &purchases[first..];
        let own = &own[..own.partition_point(|purchase| purchase.customer == customer)];
        for at in start..end {
            let row = &complaints.rows[at];
            lives.take(grain, at, row, own, &mut lots, known);
        }
    }
    product_of.resize(lots.len(), NO_PRODUCT);
    lives.returns = returned
        .into_iter()
        .map(|(part, day, units, customer)| {
            let sold = customer.and_then(|customer| first_sales.get(&(customer, part))).filter(|sold| **sold <= day);
            let units = u64::try_from((units + 5_000) / 10_000).unwrap_or_default();
            Failure { part, sold: sold.map(|sold| month_of(*sold)), failed: month_of(day), day, units, complaint: None }
        })
        .collect();
    // Complaints may have told of lots that nobody bought.
    let order = if lots.len() == known { order } else { lots.order() };
    lives.number(&lots, &order, &product_of, &products, log)
}

impl LotLives {
    /// Finds the lot of a complaint.
    fn take(
        &mut self,
        grain: Grain,
        complaint: usize,
        row: &ComplaintRow,
        own: &[Purchase],
        lots: &mut Interner,
        known: usize,
    ) {
        let before: Vec<&Purchase> = own.iter().filter(|purchase| purchase.day <= row.day).collect();
        let found = match (&row.serial, &row.lot) {
            (Some(serial), _) if before.iter().any(|purchase| purchase.serial.as_ref() == Some(serial)) => {
                before.iter().rfind(|purchase| purchase.serial.as_ref() == Some(serial)).copied()
            }
            (_, Some(lot)) => before.iter().rfind(|purchase| is_of(lots, purchase.lot, lot)).copied(),
            (_, None) => {
                let of_product: Vec<&Purchase> = before
                    .into_iter()
                    .filter(|purchase| purchase.product.is_some() && purchase.product == row.product)
                    .collect();
                let distinct: BTreeSet<u32> = of_product.iter().map(|purchase| purchase.lot).collect();
                if distinct.len() > 1 {
                    self.unattributed.several_lots += 1;
                    return;
                }
                self.inferred += distinct.len() as u64;
                of_product.last().copied()
            }
        };
        let later = found.is_none() && own.iter().any(|purchase| is_about(row, purchase, lots));
        let part = match (found, &row.lot) {
            (Some(purchase), _) => Some(purchase.lot),
            // Whoever bought it, the lot is told.
            (None, Some(lot)) if grain != Grain::LotAndStore => lots.code(lot),
            _ => None,
        };
        let Some(part) = part else {
            match later {
                true => self.unattributed.before_purchase += 1,
                false => self.unattributed.no_purchase += 1,
            }
            return;
        };
        self.before_purchase += u64::from(later);
        self.unknown_lots += u64::from(part as usize >= known);
        let sold = found.map(|purchase| month_of(purchase.day));
        let failed = month_of(row.day);
        self.failures.push(Failure { part, sold, failed, day: row.day, units: 1, complaint: Some(complaint) });
    }

    /// Numbers all parts in the order of their names.
    fn number(
        mut self,
        lots: &Interner,
        order: &[u32],
        product_of: &[u32],
        products: &Products,
        log: super::unit_log::UnitLog,
    ) -> LotLives {
        let place = places(order);
        let part = |lot: &u32| Part::of(lots.text(*lot), products.name(product_of[*lot as usize]));
        self.parts = order.par_iter().map(part).collect();
        self.units = log.finish(&place);
        for failures in [&mut self.failures, &mut self.returns] {
            failures.iter_mut().for_each(|failure| failure.part = place[failure.part as usize]);
            failures.sort_by_key(|failure| (failure.part, failure.complaint, failure.day, failure.units));
        }
        self
    }
}

/// Whether a complaint may be about a purchase, whatever the day: its serial number, its lot or its product.
fn is_about(row: &ComplaintRow, purchase: &Purchase, lots: &Interner) -> bool {
    let serial = row.serial.is_some() && purchase.serial == row.serial;
    serial
        || match &row.lot {
            Some(lot) => is_of(lots, purchase.lot, lot),
            None => row.product.is_some() && purchase.product == row.product,
        }
}

/// Whether the name behind a number is that of `lot`.
fn is_of(lots: &Interner, code: u32, lot: &str) -> bool {
    let name = lots.text(code);
    name == lot || name.strip_prefix(lot).is_some_and(|rest| rest.starts_with(SEPARATOR))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::{DataFrame, df};

    use super::*;
    use crate::reduce::lot_lives::{ComplaintRows, Returns, UnitRows};

    /// Customer, day, lot, serial number, product.
    type Words<'a> = (&'a str, i32, Option<&'a str>, Option<&'a str>, Option<&'a str>);

    fn complaints(rows: &[Words<'_>]) -> Complaints {
        let none = || vec![None::<&str>; rows.len()];
        let frame = df!(
            "customer_id" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            "opened_at" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            "complaint_id" => none(),
            "lot_id" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
            "serial_no" => rows.iter().map(|row| row.3).collect::<Vec<_>>(),
            "product_id" => rows.iter().map(|row| row.4).collect::<Vec<_>>(),
            "category" => none(),
            "text" => none(),
        );
        let gathered = ComplaintRows::default();
        gathered.add(&frame.unwrap()).unwrap();
        gathered.finish()
    }

    type Line<'a> = (&'a str, i32, Option<&'a str>, Option<&'a str>, i64, &'a str);

    fn orders(rows: &[Line<'_>]) -> DataFrame {
        df!(
            "customer_id" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            "order_date" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            "lot_id" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
            "product_id" => rows.iter().map(|row| row.3).collect::<Vec<_>>(),
            "serial_no" => vec![None::<&str>; rows.len()],
            "quantity" => rows.iter().map(|row| row.4 * 10_000).collect::<Vec<_>>(),
            "amount" => rows.iter().map(|row| row.4).collect::<Vec<_>>(),
            "store" => rows.iter().map(|row| row.5).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    const LINES: [Line<'static>; 6] = [
        ("ann", 0, Some("L1"), Some("P"), 2, "north"),
        ("ann", 40, Some("L2"), Some("P"), 1, "north"),
        ("bob", 0, Some("L1"), Some("P"), 3, "south"),
        ("cid", 5, None, Some("P"), 4, "south"),
        ("bob", 9, Some("L1"), Some("P"), -1, "south"),
        ("dan", 9, Some("L3"), Some("Q"), 7, "south"),
    ];

    fn lives(grain: Grain, complaints: &Complaints, chunks: &[DataFrame]) -> LotLives {
        let rows = UnitRows::new(grain, Returns::Fail, complaints);
        chunks.iter().for_each(|chunk| rows.add_orders(chunk).unwrap());
        rows.finish()
    }

    #[test]
    fn complaints_find_their_lot_by_name_or_by_what_was_bought() {
        let complaints = complaints(&[
            ("ann", 50, Some("L1"), None, None),
            ("ann", 50, None, None, Some("P")),
            ("bob", 50, None, None, Some("P")),
            ("eve", 50, Some("L3"), None, None),
            ("eve", 50, None, None, Some("P")),
            ("eve", 50, Some("L9"), None, None),
            ("dan", 2, None, None, Some("Q")),
            ("dan", 2, Some("L3"), None, None),
        ]);
        let got = lives(Grain::Lot, &complaints, &[orders(&LINES)]);
        let lots: Vec<&str> = got.parts.iter().map(|part| part.lot.as_deref().unwrap()).collect();
        assert_eq!(lots, ["L1", "L2", "L3", "L9"]);
        assert_eq!(got.units, [(0, 0, 50_000), (1, 1, 10_000), (2, 0, 70_000)]);
        let of: Vec<(u32, Option<u16>)> = got.failures.iter().map(|failure| (failure.part, failure.sold)).collect();
        assert_eq!(of, [(0, Some(0)), (0, Some(0)), (2, None), (2, None), (3, None)]);
        // Ann has two lots of P; Eve bought none, Dan only later, and his second complaint names the lot.
        assert_eq!(got.unattributed, Unattributed { no_purchase: 1, before_purchase: 1, several_lots: 1 });
        assert_eq!(got.before_purchase, 1);
        assert_eq!((got.inferred, got.unknown_lots, got.without_lot), (1, 1, Tally { rows: 1, amount: 4 }));
        assert_eq!((got.returns.len(), got.returns[0].units, got.returns[0].sold), (1, 1, Some(0)));
    }

    #[test]
    fn chunks_may_come_in_any_order() {
        let complaints = complaints(&[("ann", 50, Some("L2"), None, None), ("bob", 50, None, None, Some("P"))]);
        for grain in [Grain::Lot, Grain::LotAndStore, Grain::LotOrProduct] {
            let chunks: Vec<DataFrame> = LINES.iter().map(|line| orders(&[*line])).collect();
            let turned: Vec<DataFrame> = chunks.iter().rev().cloned().collect();
            assert_eq!(lives(grain, &complaints, &chunks), lives(grain, &complaints, &turned));
        }
    }

    #[test]
    fn stores_part_the_units_of_a_lot() {
        let complaints = complaints(&[("bob", 50, Some("L1"), None, None), ("eve", 50, Some("L1"), None, None)]);
        let got = lives(Grain::LotAndStore, &complaints, &[orders(&LINES)]);
        let parts: Vec<(Option<&str>, Option<&str>)> =
            got.parts.iter().map(|part| (part.lot.as_deref(), part.store.as_deref())).collect();
        let expected = [
            (None, "south"),
            (Some("L1"), "north"),
            (Some("L1"), "south"),
            (Some("L2"), "north"),
            (Some("L3"), "south"),
        ];
        assert_eq!(parts, expected.map(|(lot, store)| (lot, Some(store))));
        assert_eq!(got.parts[0].product.as_deref(), Some("P"));
        // At which store Eve bought is not known.
        assert_eq!((got.failures.len(), got.failures[0].part, got.unattributed.no_purchase), (1, 2, 1));
    }
}
