//! Shipments to places that are none of our own, beside order lines → the sales that no order line tells.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};

use super::movements::{Move, Moves};
use super::recipients::{Delivery, Names, deliveries};
use super::sales::{Interest, SaleLine, Sales, ToldBy};
use super::stock::Stock;
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

/// Adds to the order lines what was shipped to recipients and no order line tells, and gives back how many lines that are.
///
/// Order lines tell who bought; a shipment of the same goods is their delivery and not counted again. It is that of
/// order lines where the recipient has lines of the product, or the serial number stands on one, or the place is called
/// customers and nothing else. Where the lines of the recipient all name other lots, the records contradict each other.
/// Any other shipment is a sale. It may still be the delivery of an order line to somebody under another name: where a
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
    let told: Vec<(Delivery<'_>, Told)> = {
        let ordered = Ordered::of(sales, moves, stock, interest, &found);
        found.iter().filter_map(|delivery| Some((*delivery, ordered.tell(delivery, interest)?))).collect()
    };
    let old = sales.lines.len();
    take_names(&mut sales.customers, told.iter().map(|(own, _)| own.recipient), &mut sales.lines, |line| {
        &mut line.customer
    });
    take_names(&mut sales.stores, told.iter().filter_map(|(own, _)| own.site), &mut sales.lines, |line| {
        &mut line.store
    });
    let names: BTreeMap<String, Option<String>> =
        sales.products.iter().cloned().zip(sales.product_names.iter().cloned()).collect();
    let products = told.iter().filter_map(|(own, _)| interest.lots.only_product(own.row.lot));
    take_names(&mut sales.products, products, &mut sales.lines, |line| &mut line.product);
    sales.product_names = sales.products.iter().map(|product| names.get(product).cloned().flatten()).collect();
    let known = Names { customers: &sales.customers, products: &sales.products, stores: &sales.stores };
    let newest = moves.rows.iter().filter_map(|row| row.day).max();
    let lines = told.iter().map(|(delivery, told)| {
        let line = delivery.line(interest, &known, newest);
        SaleLine { told_by: told.told_by, moved_lot: told.ordered_lot, ..line }
    });
    let lines: Vec<SaleLine> = lines.collect();
    sales.lines.extend(lines);
    sales.lines.sort_unstable();
    (sales.lines.len() - old) as u64
}

/// What a shipment is beside the order lines.
struct Told {
    told_by: ToldBy,
    /// The lot that the order lines of the recipient name instead.
    ordered_lot: Option<u32>,
}

/// Lots of a product that the order lines of a customer name, and whether one of them names none.
#[derive(Default)]
struct Lines {
    lots: BTreeSet<u32>,
    is_open: bool,
}

/// What the order lines tell of the lots that were shipped.
struct Ordered<'a> {
    by_customer: HashMap<(&'a str, Option<&'a str>), Lines>,
    serials: HashSet<&'a str>,
    /// Where lines of a product, or of one that is not known, were sold: of a lot, or of none. Of stores where the goods do
    /// not lie the name is left out.
    sold_at: BTreeSet<(Option<&'a str>, Option<u32>, Option<&'a str>)>,
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
        let mut ordered = Ordered { by_customer: HashMap::new(), serials: HashSet::new(), sold_at: BTreeSet::new() };
        let name = |names: &'a [String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).map(String::as_str);
        for line in sales.lines.iter().filter(|line| !line.returned) {
            let (product, store) = (name(&sales.products, line.product), name(&sales.stores, line.store));
            let customer = name(&sales.customers, line.customer);
            if let Some(customer) = customer.filter(|customer| recipients.contains(customer)) {
                let own = ordered.by_customer.entry((customer, product)).or_default();
                own.is_open |= line.lot.is_none();
                own.lots.extend(line.lot);
            }
            ordered.serials.extend(serials_of(line.serial.as_deref().unwrap_or_default()));
            let is_delivered = line.lot.zip(customer).is_some_and(|own| delivered.contains(&own));
            let lies = match (line.lot, store) {
                (Some(lot), Some(store)) => held.contains(&(lot, store)),
                (None, Some(store)) => any.contains(store),
                (_, None) => false,
            };
            if !is_delivered {
                ordered.sold_at.insert((product, line.lot, store.filter(|_| lies)));
            }
        }
        ordered
    }

    /// What a shipment, or a return, is; nothing where order lines tell it.
    fn tell(&self, delivery: &Delivery<'_>, interest: &Interest<'_>) -> Option<Told> {
        let (row, recipient) = (delivery.row, delivery.recipient);
        let serial = row.serial.as_deref().unwrap_or_default();
        if serials_of(serial).any(|own| self.serials.contains(own)) {
            return None;
        }
        let product = interest.lots.only_product(row.lot);
        let lines = self.by_customer.get(&(recipient, product));
        if lines.is_some_and(|lines| lines.is_open || lines.lots.contains(&row.lot)) {
            return None;
        }
        if let Some(lines) = lines {
            return Some(Told { told_by: ToldBy::ShipmentOrOrder, ordered_lot: lines.lots.first().copied() });
        }
        let at = |product: Option<&str>, lot: Option<u32>| {
            let is_sold = |store: Option<&str>| self.sold_at.contains(&(product, lot, store));
            let anywhere = || self.sold_at.iter().any(|(one, of, _)| (*one, *of) == (product, lot));
            is_sold(None) || delivery.site.map_or_else(anywhere, |site| is_sold(Some(site)))
        };
        let may_be = |product: Option<&str>| at(product, Some(row.lot)) || at(product, None);
        let is_ordered = may_be(product) || may_be(None) || self.by_customer.contains_key(&(recipient, None));
        let told_by = if is_ordered { ToldBy::ShipmentOrOrder } else { ToldBy::Shipment };
        Some(Told { told_by, ordered_lot: None })
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
