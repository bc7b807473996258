//! Which unit each complaint is about: by the lot that it names, by the serial number, or by what the customer had bought.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::complaint_rows::{ComplaintRow, Complaints};
use super::grain::{Grain, part};
use super::month::month_of;
use super::parts::{PartRows, Parts};
use super::serial_sales::{Meant, SerialSales};
use super::shards::{LotNames, NO_PRODUCT, Purchase, Shard, number, parted, places};
use super::unit_log::{UnitLog, Units};
use super::unit_rows::{Rest, SEPARATOR, WithoutLot};
use crate::exports::ledger::Tally;
use crate::reduce::intern::Interner;
use crate::reduce::joined::joined;
use crate::reduce::texts::Texts;

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
    /// The customer bought the product from more than one lot, or its serial number was sold in more than one.
    pub several_lots: u64,
    /// The customer bought the product with no lot on record, alone or beside others, or its serial number was sold so.
    pub lot_not_recorded: u64,
}

/// Units and failures of all lots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotLives {
    /// What each part is, sorted by its name.
    pub parts: Parts,
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
    /// Of these, returns.
    pub returned_without_lot: u64,
    /// Rows whose quantity is not told.
    pub untold: u64,
    /// Lots that stand with more than one product.
    pub clashes: u64,
}

/// Lots whose names are looked up at a time.
const CHUNK: usize = 1 << 16;

/// Brings units and complaints together.
pub(super) fn attribute(grain: Grain, complaints: &Complaints, mut shards: Vec<Shard>, mut rest: Rest) -> LotLives {
    rest.without_lot_bought.sort_unstable();
    let products: Texts = rest.products.texts().collect();
    let mut lives = LotLives {
        without_lot: rest.without_lot,
        returned_without_lot: rest.returned_without_lot,
        untold: rest.untold,
        ..LotLives::default()
    };
    let mut purchases: Vec<Purchase> = Vec::new();
    for (at, shard) in shards.iter_mut().enumerate() {
        lives.clashes += shard.clashes.len() as u64;
        for (lot, several) in &shard.clashes {
            shard.product_of[*lot as usize] =
                several.iter().copied().min_by_key(|code| products.get(*code as usize)).unwrap_or(NO_PRODUCT);
        }
        purchases.append(&mut shard.purchases);
        let returned = shard.returned.iter().filter_map(|returned| {
            let sold = shard.first_sale(returned).filter(|sold| *sold <= returned.day).map(month_of);
            let units = u64::try_from((returned.units + 5_000) / 10_000).unwrap_or_default();
            let (part, failed) = (number(at, returned.lot)?, month_of(returned.day));
            Some(Failure { part, sold, failed, day: returned.day, units, complaint: None })
        });
        lives.returns.extend(returned);
    }
    let mut lots = LotNames::of(shards.iter_mut().map(|shard| std::mem::take(&mut shard.lots)).collect());
    // Numbers depend on which chunk came first; names do not.
    let (order, known) = (lots.order(), lots.len());
    let rank = places(&order);
    // Purchases of one lot on one day stand for the same unit, in whatever order.
    purchases.par_sort_unstable_by_key(|purchase| (purchase.customer, purchase.day, rank[purchase.lot as usize]));
    let places = complaints.by_customer();
    let serials = SerialSales::of(&purchases, &rest.serials_without_lot);
    for (customer, (start, end)) in (0u32..).zip(places.into_iter().map(|(_, place)| place)) {
        let first = purchases.partition_point(|purchase| purchase.customer < customer);
        let own = &purchases[first..];
        let own = &own[..own.partition_point(|purchase| purchase.customer == customer)];
        let hidden = &rest.without_lot_bought[rest.without_lot_bought.partition_point(|own| own.customer < customer)..];
        let hidden = &hidden[..hidden.partition_point(|own| own.customer == customer)];
        for at in start..end {
            lives.take(grain, at, &complaints.rows[at], (own, hidden, &serials), &rest.products, &mut lots);
        }
    }
    // Complaints may have told of lots that nobody bought.
    let (order, rank) = match lots.len() == known {
        true => (order, rank),
        false => {
            let order = lots.order();
            let rank = self::places(&order);
            (order, rank)
        }
    };
    lives.number(&lots, &order, &rank, &products, shards)
}

impl LotLives {
    /// Finds the lot of a complaint. Of what the customer bought, the lots of some are recorded, those of others not.
    fn take(
        &mut self,
        grain: Grain,
        complaint: usize,
        row: &ComplaintRow,
        (own, hidden, serials): (&[Purchase], &[WithoutLot], &SerialSales<'_>),
        products: &Interner,
        lots: &mut LotNames,
    ) {
        let before: Vec<&Purchase> = own.iter().filter(|purchase| purchase.day <= row.day).collect();
        let product = row.product.as_deref().and_then(|product| products.find(product));
        let own_serial = before.iter().rfind(|purchase| names_serial(row, purchase));
        let by_serial = serials.meant(row, product, lots);
        let sale = match by_serial {
            Meant::Sale(sale) => Some(sale),
            _ => None,
        };
        let found = match (own_serial.copied().or(sale), &row.lot) {
            (Some(purchase), _) => Some(purchase),
            (None, Some(lot)) => before.iter().rfind(|purchase| is_of(lots, purchase.lot, lot)).copied(),
            // Whatever else the customer bought, it is not the unit of that number.
            (None, None) if by_serial == Meant::LotNotRecorded => {
                self.unattributed.lot_not_recorded += 1;
                return;
            }
            (None, None) if by_serial == Meant::SeveralLots => {
                self.unattributed.several_lots += 1;
                return;
            }
            (None, None) => {
                let is_meant = |purchase: &&Purchase| Some(purchase.product) == product;
                let of_product: Vec<&Purchase> = before.into_iter().filter(is_meant).collect();
                let distinct: BTreeSet<u32> = of_product.iter().map(|purchase| purchase.lot).collect();
                if hidden.iter().any(|own| Some(own.product) == product && own.day <= row.day) {
                    self.unattributed.lot_not_recorded += 1;
                    return;
                }
                if distinct.len() > 1 {
                    self.unattributed.several_lots += 1;
                    return;
                }
                self.inferred += distinct.len() as u64;
                of_product.last().copied()
            }
        };
        let later = found.is_none()
            && (by_serial == Meant::SoldLater || own.iter().any(|purchase| is_about(row, product, purchase, lots)));
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
        self.unknown_lots += u64::from(lots.is_unknown(part));
        let sold = found.map(|purchase| month_of(purchase.day));
        let failed = month_of(row.day);
        self.failures.push(Failure { part, sold, failed, day: row.day, units: 1, complaint: Some(complaint) });
    }

    /// Numbers all parts in the order of their names.
    fn number(
        mut self,
        lots: &LotNames,
        order: &[u32],
        rank: &[u32],
        products: &Texts,
        shards: Vec<Shard>,
    ) -> LotLives {
        let length = order.first().map_or(0, |lot| lots.text(*lot).len());
        let mut parts = PartRows::with_capacity(order.len(), length);
        let (product_of, logs): (Vec<Vec<u32>>, Vec<UnitLog>) =
            shards.into_iter().map(|shard| (shard.product_of, shard.log)).unzip();
        // What lies far apart is looked up on all threads.
        let named = |lot: &u32| {
            let (shard, code) = parted(*lot);
            (lots.text(*lot), product_of[shard].get(code as usize).copied().unwrap_or(NO_PRODUCT))
        };
        for some in order.chunks(CHUNK) {
            for (name, product) in some.par_iter().map(named).collect::<Vec<(String, u32)>>() {
                let own = products.get(product as usize);
                parts.push(part(&name, own), own.filter(|own| !own.is_empty()).map(|_| product));
            }
        }
        self.parts = parts.finish();
        let units: Vec<Units> = logs.into_par_iter().map(UnitLog::finish).collect();
        let of_lot = |(part, lot): (u32, &u32)| {
            let (shard, code) = parted(*lot);
            units[shard].of(code).map(move |(month, units)| (part, month, units))
        };
        let of_lots = |(at, lots): (usize, &[u32])| (at as u32 * CHUNK as u32..).zip(lots).flat_map(of_lot).collect();
        let chunks: Vec<Vec<(u32, u16, i64)>> = order.par_chunks(CHUNK).enumerate().map(of_lots).collect();
        drop(units);
        self.units = joined(&chunks, |own| *own);
        for failures in [&mut self.failures, &mut self.returns] {
            failures.iter_mut().for_each(|failure| failure.part = rank[failure.part as usize]);
            let key = |own: &Failure| (own.part, own.complaint, own.day, own.units, own.sold);
            failures.par_sort_by_key(key);
        }
        self
    }
}

/// Whether a complaint may be about a purchase, whatever the day: its serial number, its lot or its product.
fn is_about(row: &ComplaintRow, product: Option<u32>, purchase: &Purchase, lots: &LotNames) -> bool {
    names_serial(row, purchase)
        || match &row.lot {
            Some(lot) => is_of(lots, purchase.lot, lot),
            None => product == Some(purchase.product),
        }
}

/// Whether a complaint names the serial number of a purchase.
fn names_serial(row: &ComplaintRow, purchase: &Purchase) -> bool {
    purchase.serial.as_deref().is_some_and(|serial| row.serials().any(|own| own == serial))
}

/// Whether the name behind a number is that of `lot`.
pub(super) fn is_of(lots: &LotNames, code: u32, lot: &str) -> bool {
    let name = lots.text(code);
    name == lot || name.strip_prefix(lot).is_some_and(|rest| rest.starts_with(SEPARATOR))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::{Column, DataFrame, df};

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
        let lots: Vec<&str> = got.parts.iter().map(|part| part.lot.unwrap()).collect();
        assert_eq!(lots, ["L1", "L2", "L3", "L9"]);
        assert_eq!(got.units, [(0, 0, 50_000), (1, 1, 10_000), (2, 0, 70_000)]);
        let of: Vec<(u32, Option<u16>)> = got.failures.iter().map(|failure| (failure.part, failure.sold)).collect();
        assert_eq!(of, [(0, Some(0)), (0, Some(0)), (2, None), (2, None), (3, None)]);
        // Ann has two lots of P; Eve bought none, Dan only later, and his second complaint names the lot.
        assert_eq!(
            got.unattributed,
            Unattributed { no_purchase: 1, before_purchase: 1, several_lots: 1, lot_not_recorded: 0 }
        );
        assert_eq!(got.before_purchase, 1);
        assert_eq!((got.inferred, got.unknown_lots, got.without_lot), (1, 1, Tally { rows: 1, amount: 4 }));
        assert_eq!((got.returns.len(), got.returns[0].units, got.returns[0].sold), (1, 1, Some(0)));
    }

    /// Ann bought S1 of L1, Bob S2 of L2; S3 stands for two lots, and Ann bought S4 without one. The complaints name serial
    /// numbers, and sometimes a lot. Dan has a unit of his own, of L2.
    #[test]
    fn a_serial_number_tells_its_lot_whoever_complains() {
        let lines = [
            ("ann", 3, Some("L1"), Some("S1")),
            ("bob", 40, Some("L2"), Some("S2")),
            ("ann", 3, Some("L1"), Some("S3")),
            ("bob", 9, Some("L2"), Some("S0; S3")),
            ("ann", 3, None, Some("S4")),
            ("dan", 3, Some("L2"), None),
        ];
        let line =
            |(who, day, lot, _): (&'static str, i32, Option<&'static str>, _)| (who, day, lot, Some("P"), 1, "x");
        let mut frame = orders(&lines.map(line));
        frame.replace("serial_no", Column::new("serial_no".into(), lines.map(|line| line.3))).unwrap();
        let attributed = |who| {
            let rows = [("S1", None), ("S1", Some("L2")), ("S2", None), ("S3", None), ("S4", None)];
            let rows = rows.map(|(serial, lot)| (who, 35, lot, Some(serial), Some("P")));
            let got = lives(Grain::Lot, &complaints(&rows), &[frame.clone()]);
            let found: Vec<(u32, Option<u16>)> =
                got.failures.iter().map(|failure| (failure.part, failure.sold)).collect();
            (found, got.unattributed)
        };
        let unattributed = Unattributed { several_lots: 1, lot_not_recorded: 1, ..Unattributed::default() };
        // S2 was sold only later.
        let of_eve = Unattributed { before_purchase: 1, ..unattributed };
        assert_eq!(attributed("eve"), (vec![(0, Some(0)), (1, None)], of_eve));
        // What Dan bought, he has of L2: S2 is not known to have been sold by then.
        assert_eq!(attributed("dan"), (vec![(0, Some(0)), (1, Some(0)), (1, Some(0))], unattributed));
        // Of S3 Bob's own purchase tells the lot.
        let of_bob = Unattributed { lot_not_recorded: 1, ..Unattributed::default() };
        assert_eq!(attributed("bob"), (vec![(0, Some(0)), (1, Some(0)), (1, Some(0)), (1, Some(0))], of_bob));
    }

    /// Ann bought one unit with a lot and more without one: which of them she complains about nobody can tell.
    #[test]
    fn what_was_bought_without_a_lot_may_be_meant() {
        let lines = [
            ("ann", 0, Some("L1"), Some("P"), 1, "north"),
            ("ann", 1, None, Some("P"), 50, "north"),
            ("bob", 0, Some("L1"), Some("P"), 1, "north"),
            ("bob", 60, None, Some("P"), 1, "north"),
            ("bob", 2, None, Some("Q"), 1, "north"),
            ("bob", 3, None, Some("P"), -1, "north"),
            ("cid", 5, None, Some("P"), 1, "north"),
        ];
        let complaints = complaints(&[
            ("ann", 50, None, None, Some("P")),
            ("ann", 50, Some("L1"), None, None),
            ("bob", 50, None, None, Some("P")),
            ("cid", 50, None, None, Some("P")),
        ]);
        let turned: Vec<DataFrame> = lines.iter().rev().map(|line| orders(&[*line])).collect();
        for chunks in [&[orders(&lines)][..], &turned] {
            let got = lives(Grain::Lot, &complaints, chunks);
            assert_eq!((got.failures.len(), got.inferred, got.returned_without_lot), (2, 1, 1));
            assert_eq!(got.unattributed, Unattributed { lot_not_recorded: 2, ..Unattributed::default() });
        }
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
        let parts: Vec<(Option<&str>, Option<&str>)> = got.parts.iter().map(|part| (part.lot, part.store)).collect();
        let expected = [
            (None, "south"),
            (Some("L1"), "north"),
            (Some("L1"), "south"),
            (Some("L2"), "north"),
            (Some("L3"), "south"),
        ];
        assert_eq!(parts, expected.map(|(lot, store)| (lot, Some(store))));
        assert_eq!(got.parts.get(0).unwrap().product, Some("P"));
        // At which store Eve bought is not known.
        assert_eq!((got.failures.len(), got.failures[0].part, got.unattributed.no_purchase), (1, 2, 1));
    }
}
