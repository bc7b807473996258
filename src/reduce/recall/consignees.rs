//! Shipments to places that are none of our own, beside order lines → the sales that no order line tells.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};

use super::movements::{Move, MoveKind, Moves};
use super::pools::{is_weighed, may_be_pieces};
use super::recipients::{Delivery, Names, deliveries};
use super::sales::{Interest, SaleLine, Sales, ToldBy};
use super::stock::Stock;
use super::surplus::surplus;
use crate::models::serial_ranges::serials_of;

/// Names under which goods are booked that leave for customers, whoever they are, in lower case.
const ANYBODY: [&str; 14] = [
    "customer",
    "customers",
    "consumer",
    "consumers",
    "client",
    "clients",
    "partners/customers",
    "partner locations/customers",
    "outside",
    "客户",
    "顾客",
    "消费者",
    "散客",
    "零售客户",
];

/// Whether a place is not somebody in particular.
pub(super) fn is_anybody(place: &str) -> bool {
    ANYBODY.contains(&place.trim().to_lowercase().as_str())
}

/// Adds to the order lines what was shipped to recipients and no order line tells, and gives back how many shipments
/// that are, returns not among them.
///
/// Order lines tell who bought; a shipment of the same goods is their delivery and not counted again. It is that of
/// order lines where the recipient has lines of the lot, or of the product without one, as far as these go (see
/// [`surplus()`]; all of it where quantities are not told, or in other units), or the serial number stands on one, or the place
/// is called customers and nothing else. As far as lines of the recipient name other lots that were not shipped, the records
/// contradict each other. Any other shipment, and what is beyond the lines, is a sale. It may still be the delivery of an order line to somebody under another name: where a
/// line that may be of this lot was sold at the site that shipped, or at none where the lot lay.
pub fn add_consignees(sales: &mut Sales, moves: &Moves, stock: &Stock, interest: &Interest<'_>) -> u64 {
    if moves.recipients.is_empty() {
        return 0;
    }
    let is_recipient = |place: &str| moves.recipients.contains(place) && !is_anybody(place);
    let concerns = |row: &Move| {
        let affected = interest.affected.get(row.lot as usize) == Some(&true);
        affected || interest.lots.products(row.lot).iter().any(|product| interest.products.contains(product))
    };
    let found = deliveries(moves, &is_recipient).into_iter().filter(|own| concerns(own.row));
    let found: Vec<Delivery<'_>> = found.map(|own| Delivery { recipient: moves.id(own.recipient), ..own }).collect();
    if found.is_empty() {
        return 0;
    }
    let told: Vec<Told<'_>> = Ordered::of(sales, moves, stock, interest, &found).tell_all(&found, interest);
    take_names(&mut sales.customers, told.iter().map(|own| own.delivery.recipient), &mut sales.lines, |line| {
        &mut line.customer
    });
    take_names(&mut sales.stores, told.iter().filter_map(|own| own.delivery.site), &mut sales.lines, |line| {
        &mut line.store
    });
    let names: BTreeMap<String, Option<String>> =
        sales.products.iter().cloned().zip(sales.product_names.iter().cloned()).collect();
    let products = told.iter().filter_map(|own| interest.lots.only_product(own.delivery.row.lot));
    take_names(&mut sales.products, products, &mut sales.lines, |line| &mut line.product);
    sales.product_names = sales.products.iter().map(|product| names.get(product).cloned().flatten()).collect();
    let known = Names { customers: &sales.customers, products: &sales.products, stores: &sales.stores };
    let newest = moves.rows.iter().filter_map(|row| row.day).max();
    let lines = told.iter().map(|own| {
        let line = own.delivery.line(interest, &known, newest);
        SaleLine { quantity: own.quantity, told_by: own.told_by, moved_lot: own.ordered_lot, ..line }
    });
    let lines: Vec<SaleLine> = lines.collect();
    let shipments = lines.iter().filter(|line| !line.returned).count();
    sales.lines.extend(lines);
    sales.lines.sort_unstable();
    shipments as u64
}

/// What a shipment, or a part of it, is beside the order lines.
struct Told<'a> {
    delivery: Delivery<'a>,
    /// In 1/10000.
    quantity: i64,
    told_by: ToldBy,
    /// The lot that the order lines of the recipient name instead.
    ordered_lot: Option<u32>,
}

/// The order lines of a customer of one product.
struct Lines<'a> {
    /// Units by lot: sold, and brought back.
    units: [BTreeMap<Option<u32>, i64>; 2],
    /// The same by day.
    by_day: [BTreeMap<(Option<u32>, i32), i64>; 2],
    /// Of serial numbers the lot that their line names: sold, and brought back.
    serials: [HashMap<&'a str, Option<u32>>; 2],
    /// Whether all quantities are told, and in the unit of their lots as far as that is told.
    is_counted: bool,
    /// Whether all of them may tell pieces.
    may_be_pieces: bool,
}

/// Who bought at some place: one customer, or several.
#[derive(Clone, Copy, PartialEq)]
enum Buyers<'a> {
    One(Option<&'a str>),
    Several,
}

/// Product, lot and store of order lines.
type Sold<'a> = (Option<&'a str>, Option<u32>, Option<&'a str>);

/// What the order lines tell of the lots that were shipped.
struct Ordered<'a> {
    by_customer: HashMap<(&'a str, Option<&'a str>), Lines<'a>>,
    serials: HashSet<&'a str>,
    /// Where lines of a product, or of one that is not known, were sold: of a lot, or of none. Of stores where the goods do
    /// not lie the name is left out.
    sold_at: BTreeMap<Sold<'a>, Buyers<'a>>,
}

impl<'a> Ordered<'a> {
    fn of(
        sales: &'a Sales,
        moves: &'a Moves,
        stock: &'a Stock,
        interest: &'a Interest<'_>,
        found: &[Delivery<'_>],
    ) -> Ordered<'a> {
        let made = (0u32..).zip(&interest.lots.made).flat_map(|(lot, all)| all.iter().map(move |made| (lot, made)));
        let places = moves.rows.iter().flat_map(|row| [row.from.as_deref(), row.to.as_deref()].map(|at| (row.lot, at)));
        let lying = stock.rows.iter().map(|row| (row.lot, row.location.as_deref()));
        let all = places.chain(lying).chain(made.map(|(lot, made)| (lot, made.site.as_deref())));
        let held: HashSet<(u32, &str)> = all.filter_map(|(lot, at)| Some((lot, at?))).collect();
        let any: HashSet<&str> = held.iter().map(|(_, at)| *at).collect();
        // Lines whose customer got a shipment under its own name were delivered by that one.
        let delivered: HashSet<(u32, &str)> = found.iter().map(|own| (own.row.lot, own.recipient)).collect();
        let recipients: HashSet<&str> = found.iter().map(|own| own.recipient).collect();
        let mut ordered = Ordered { by_customer: HashMap::new(), serials: HashSet::new(), sold_at: BTreeMap::new() };
        let name = |names: &'a [String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).map(String::as_str);
        for line in &sales.lines {
            let (product, store) = (name(&sales.products, line.product), name(&sales.stores, line.store));
            let customer = name(&sales.customers, line.customer);
            if let Some(customer) = customer.filter(|customer| recipients.contains(customer)) {
                ordered.by_customer.entry((customer, product)).or_insert_with(Lines::none).take(line);
            }
            if line.returned {
                continue;
            }
            ordered.serials.extend(serials_of(line.serial.as_deref().unwrap_or_default()));
            let is_delivered = line.lot.zip(customer).is_some_and(|own| delivered.contains(&own));
            let lies = match (line.lot, store) {
                (Some(lot), Some(store)) => held.contains(&(lot, store)),
                (None, Some(store)) => any.contains(store),
                (_, None) => false,
            };
            if !is_delivered {
                let buyer = Buyers::One(customer);
                let buyers = ordered.sold_at.entry((product, line.lot, store.filter(|_| lies))).or_insert(buyer);
                if *buyers != buyer {
                    *buyers = Buyers::Several;
                }
            }
        }
        ordered
    }

    /// What each shipment and each return is, as far as no order line tells it.
    fn tell_all<'d>(&self, found: &[Delivery<'d>], interest: &Interest<'d>) -> Vec<Told<'d>> {
        let mut all = Vec::new();
        let mut compared: BTreeMap<(&str, Option<&str>, bool), Vec<Delivery<'d>>> = BTreeMap::new();
        for delivery in found {
            let Delivery { row, recipient, .. } = *delivery;
            let product = interest.lots.only_product(row.lot);
            let lines = self.by_customer.get(&(recipient, product));
            let serial = row.serial.as_deref().unwrap_or_default();
            let is_own = || lines.is_some_and(|lines| lines.lot_of_serial(delivery).is_some());
            // What comes back was sold before: the line that sold it does not tell of its return.
            let is_sold = || row.kind == MoveKind::Return && lines.is_some_and(|lines| lines.sold(delivery));
            if serials_of(serial).any(|own| self.serials.contains(own)) && !is_own() && !is_sold() {
                continue;
            }
            match lines {
                Some(lines) if row.unit.is_none() && lines.is_comparable(interest, row.lot) => {
                    compared.entry((recipient, product, row.kind == MoveKind::Return)).or_default().push(*delivery);
                }
                Some(lines) if is_own() || lines.tell(row.lot) => {}
                Some(lines) if !lines.units[0].is_empty() => {
                    let ordered_lot = lines.units[0].keys().flatten().next().copied();
                    let (quantity, told_by) = (row.quantity.saturating_abs(), ToldBy::ShipmentOrOrder);
                    all.push(Told { delivery: *delivery, quantity, told_by, ordered_lot });
                }
                _ => {
                    let (quantity, told_by) = (row.quantity.saturating_abs(), self.beside(delivery, interest));
                    all.push(Told { delivery: *delivery, quantity, told_by, ordered_lot: None });
                }
            }
        }
        for ((recipient, product, is_return), rows) in compared {
            let Some(lines) = self.by_customer.get(&(recipient, product)) else { continue };
            all.extend(self.beyond(lines, is_return, &rows, interest));
        }
        all
    }

    /// Of shipments of one product to a customer, or of its returns, what the order lines do not explain. They explain those
    /// whose serial number stands on one, then those of their own day, then the earliest. Of returns only what is sure counts.
    fn beyond<'d>(
        &self,
        lines: &Lines<'_>,
        is_return: bool,
        rows: &[Delivery<'d>],
        interest: &Interest<'d>,
    ) -> Vec<Told<'d>> {
        let mut moved: BTreeMap<u32, i64> = BTreeMap::new();
        let mut units = lines.units[usize::from(is_return)].clone();
        let (of_serials, rows): (Vec<&Delivery<'d>>, Vec<&Delivery<'d>>) =
            rows.iter().partition(|own| lines.lot_of_serial(own).is_some());
        for own in of_serials {
            let of_line = lines.lot_of_serial(own).and_then(|lot| units.get_mut(&lot));
            of_line.into_iter().for_each(|units| *units = units.saturating_sub(own.row.quantity).max(0));
        }
        for own in &rows {
            let sum = moved.entry(own.row.lot).or_default();
            *sum = sum.saturating_add(own.row.quantity);
        }
        let mut told = Vec::new();
        let mut of_days = lines.by_day[usize::from(is_return)].clone();
        for (lot, own) in surplus(&units, &moved) {
            let of_lot = rows.iter().filter(|one| one.row.lot == lot && one.row.quantity > 0);
            // What lines of its day explain of each, the other way round; it is told last.
            let mut of_lot: Vec<(&Delivery<'d>, i64, [i64; 2])> =
                of_lot.map(|own| (*own, take_of_day(&mut of_days, own.row), [0, 0])).collect();
            of_lot.reverse();
            let mut left = [own.sure, if is_return { 0 } else { own.unsure }];
            for is_explained in [false, true] {
                for (delivery, explained, parts) in &mut of_lot {
                    let mut room = if is_explained { *explained } else { delivery.row.quantity - *explained };
                    for (left, part) in left.iter_mut().zip(parts) {
                        let taken = room.min(*left);
                        (*left, *part, room) = (*left - taken, *part + taken, room - taken);
                    }
                }
            }
            for (delivery, _, [certain, rest]) in of_lot {
                let parts = [
                    (certain, self.beside(delivery, interest), None),
                    (rest, ToldBy::ShipmentOrOrder, own.ordered_lot),
                ];
                let parts = parts.into_iter().filter(|(quantity, ..)| *quantity > 0);
                told.extend(parts.map(|(quantity, told_by, ordered_lot)| Told {
                    delivery: *delivery,
                    quantity,
                    told_by,
                    ordered_lot,
                }));
            }
        }
        told
    }

    /// Whether a shipment that is of none of the recipient's own lines may still be of somebody's.
    fn beside(&self, delivery: &Delivery<'_>, interest: &Interest<'_>) -> ToldBy {
        let lot = delivery.row.lot;
        let product = interest.lots.only_product(lot);
        let of_others = |buyers: &Buyers<'_>| *buyers != Buyers::One(Some(delivery.recipient));
        let at = |product: Option<&str>, lot: Option<u32>| {
            let is_sold = |store: Option<&str>| self.sold_at.get(&(product, lot, store)).is_some_and(of_others);
            let anywhere = || {
                let mut all = self.sold_at.iter();
                all.any(|((one, of, _), buyers)| (*one, *of) == (product, lot) && of_others(buyers))
            };
            is_sold(None) || delivery.site.map_or_else(anywhere, |site| is_sold(Some(site)))
        };
        let may_be = |product: Option<&str>| at(product, Some(lot)) || at(product, None);
        let is_ordered = may_be(product) || may_be(None) || self.by_customer.contains_key(&(delivery.recipient, None));
        if is_ordered { ToldBy::ShipmentOrOrder } else { ToldBy::Shipment }
    }
}

/// Takes from the order lines of a day as much as a shipment of that day is of: lines of its lot, then those without one.
fn take_of_day(lines: &mut BTreeMap<(Option<u32>, i32), i64>, row: &Move) -> i64 {
    let mut left = row.quantity;
    for lot in [Some(row.lot), None] {
        if let Some(units) = row.day.and_then(|day| lines.get_mut(&(lot, day))) {
            let taken = left.min(*units);
            (*units, left) = (*units - taken, left - taken);
        }
    }
    row.quantity - left
}

impl<'a> Lines<'a> {
    fn none() -> Lines<'a> {
        let (units, by_day, serials) = Default::default();
        Lines { units, by_day, serials, is_counted: true, may_be_pieces: true }
    }

    fn take(&mut self, line: &'a SaleLine) {
        let sum = self.units[usize::from(line.returned)].entry(line.lot).or_default();
        *sum = sum.saturating_add(line.quantity);
        let of_day = self.by_day[usize::from(line.returned)].entry((line.lot, line.day)).or_default();
        *of_day = of_day.saturating_add(line.quantity);
        let serials = serials_of(line.serial.as_deref().unwrap_or_default());
        self.serials[usize::from(line.returned)].extend(serials.map(|serial| (serial, line.lot)));
        self.is_counted &= line.is_counted && line.unit.other().is_none();
        self.may_be_pieces &= may_be_pieces(line);
    }

    /// What the line names on which a serial number of a shipment stands; of a return, the line that brings it back.
    fn lot_of_serial(&self, delivery: &Delivery<'_>) -> Option<Option<u32>> {
        let told = &self.serials[usize::from(delivery.row.kind == MoveKind::Return)];
        let mut serials = serials_of(delivery.row.serial.as_deref().unwrap_or_default());
        serials.find_map(|own| told.get(own)).copied()
    }

    /// Whether a line sold a unit with a serial number of a movement.
    fn sold(&self, delivery: &Delivery<'_>) -> bool {
        let mut serials = serials_of(delivery.row.serial.as_deref().unwrap_or_default());
        serials.any(|own| self.serials[0].contains_key(own))
    }

    /// Whether their quantities can be held against those of shipments: all are told, and of the same unit.
    fn is_comparable(&self, interest: &Interest<'_>, lot: u32) -> bool {
        self.is_counted && !(self.may_be_pieces && is_weighed(interest.lots, lot))
    }

    /// Whether sales among them may be of a lot.
    fn tell(&self, lot: u32) -> bool {
        self.units[0].contains_key(&None) || self.units[0].contains_key(&Some(lot))
    }
}

/// Takes more names into a sorted list, and numbers the lines anew.
fn take_names<'n>(
    names: &mut Vec<String>,
    more: impl Iterator<Item = &'n str>,
    lines: &mut [SaleLine],
    at: impl Fn(&mut SaleLine) -> &mut Option<u32>,
) {
    let known = |name: &&str| names.binary_search_by(|own| own.as_str().cmp(name)).is_ok();
    let new: BTreeSet<&str> = more.filter(|name| !known(name)).collect();
    if new.is_empty() {
        return;
    }
    let before: Vec<String> = std::mem::take(names);
    *names = before.iter().cloned().chain(new.into_iter().map(str::to_string)).collect();
    names.sort_unstable();
    let place: Vec<Option<u32>> =
        before.iter().map(|name| names.binary_search(name).ok().map(|place| place as u32)).collect();
    for own in lines.iter_mut().map(at) {
        *own = own.and_then(|old| place.get(old as usize).copied().flatten());
    }
}
