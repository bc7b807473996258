//! All that is on record of the affected lots, as the bookings of a mass balance.

use std::collections::{BTreeMap, BTreeSet};

use super::movements::{Move, MoveKind};
use super::pools::Trade;
use super::recipients::own_sites;
use super::sales::{SaleLine, ToldBy};
use crate::models::mass_balance::{Booking, Kind};

/// Bookings of the affected lots, and the names of their sites and units by number, sorted. The empty name of a site stands for
/// all sites together, or for a site nobody names; that of a unit, the first, for the unit of the lot. Without movements
/// all sites are one.
///
/// - A lot is made at its production site, else where it first left from; what is received from outside is not booked as
///   made again.
/// - A shipment between two sites leaves one and reaches the other, whether it was written down as shipped, as received
///   or as both.
/// - Order lines are what left for customers and came back from them, unless movements tell that as well; see [`Outside`].
pub fn bookings(trade: &Trade<'_>) -> (Vec<Booking>, Vec<String>, Vec<String>) {
    let own = |lot: u32| trade.affected.get(lot as usize) == Some(&true);
    let moves = || trade.moves.rows.iter().filter(|row| own(row.lot));
    let by_site = moves().next().is_some();
    let mut book = Book { by_site, ..Book::default() };

    let outside = Outside::of(trade, &own);
    let sites = &outside.sites;
    let (mut written, mut leaves, mut received) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    for row in moves() {
        let (from, to) = (outside.sender(row), row.to.as_deref());
        if let (MoveKind::Receive | MoveKind::Ship, Some(from), Some(to)) = (row.kind, from, to) {
            written.insert((row.lot, from, to, row.kind));
        }
        if let Some(from) = from {
            leaves.entry(row.lot).or_insert(from);
        }
        if trade.moves.is_bought_in(row) && row.unit.is_none() {
            let (at, sum) = received.entry(row.lot).or_insert((to.unwrap_or_default(), 0_i64));
            *at = (*at).min(to.unwrap_or_default());
            *sum = sum.saturating_add(row.quantity);
        }
    }
    let made_at = |lot: u32| {
        let site = trade.lots.made(lot).and_then(|made| made.site.as_deref());
        let first = || leaves.get(&lot).copied().or_else(|| received.get(&lot).map(|(at, _)| *at));
        site.or_else(first).unwrap_or_default()
    };
    for lot in (0..trade.lots.len() as u32).filter(|lot| own(*lot)) {
        let mut bought = received.get(&lot).map_or(0, |(_, sum)| (*sum).max(0));
        for made in &trade.lots.made[lot as usize] {
            let quantity = made.quantity.unwrap_or_default();
            let again = bought.min(quantity.max(0));
            bought -= again;
            book.add(lot, made_at(lot), Kind::Made, quantity - again);
        }
    }
    for row in moves() {
        let (from, to) = (row.from.as_deref(), row.to.as_deref());
        let also = |kind| from.zip(to).is_some_and(|(from, to)| written.contains(&(row.lot, from, to, kind)));
        let sender = outside.sender(row);
        let internal = to.filter(|to| sites.contains(to));
        book.unit = row.unit.as_deref().unwrap_or_default();
        match row.kind {
            MoveKind::Receive => {
                book.transfer = sender.is_some() && internal.is_some();
                book.maybe(row.lot, internal, Kind::Received, row.quantity);
                if !also(MoveKind::Ship) {
                    book.maybe(row.lot, sender, Kind::Shipped, row.quantity);
                }
            }
            MoveKind::Ship => {
                book.transfer = sender.is_some() && internal.is_some();
                book.maybe(row.lot, sender, Kind::Shipped, row.quantity);
                if !also(MoveKind::Receive) {
                    book.maybe(row.lot, internal, Kind::Received, row.quantity);
                }
            }
            MoveKind::Return => {
                let known = from.filter(|from| sites.contains(from));
                book.transfer = known.is_some() && to.is_some();
                book.maybe(row.lot, known, Kind::Shipped, row.quantity);
                book.maybe(row.lot, to, if known.is_some() { Kind::Received } else { Kind::Returned }, row.quantity);
            }
            MoveKind::Scrap => book.maybe(row.lot, from.or(to), Kind::Scrapped, row.quantity),
            MoveKind::Adjust => book.maybe(row.lot, to.or(from), Kind::Adjusted, row.gain().saturating_neg()),
        }
        (book.transfer, book.unit) = (false, "");
    }
    for link in trade.lots.links.iter().filter(|link| own(link.input)) {
        // An input is used where the output is made, unless it lay elsewhere last.
        let site =
            if own(link.output) { made_at(link.output) } else { leaves.get(&link.input).copied().unwrap_or_default() };
        book.add(link.input, site, Kind::Consumed, link.quantity.unwrap_or_default());
    }
    for row in trade.stock.rows.iter().filter(|row| own(row.lot)) {
        book.unit = row.unit.as_deref().unwrap_or_default();
        book.add(row.lot, row.location.as_deref().unwrap_or_default(), Kind::OnHand, row.quantity);
    }
    for line in trade.sales.lines.iter().filter(|line| line.told_by == ToldBy::Order) {
        let Some(lot) = line.lot.filter(|lot| own(*lot)) else { continue };
        if !outside.tells(trade, lot, line) {
            let store = name(&trade.sales.stores, line.store).unwrap_or_default();
            book.unit = line.unit.other().unwrap_or_default();
            book.add(lot, store, if line.returned { Kind::Returned } else { Kind::Shipped }, line.quantity);
        }
    }
    book.finish()
}

fn name(names: &[String], at: Option<u32>) -> Option<&str> {
    at.and_then(|at| names.get(at as usize)).map(String::as_str)
}

/// What movements tell of what left for outside and came back: order lines of the same goods are not booked again. These are
/// the lines of a customer who got a shipment of the lot by name; and where goods left for nobody who is told, or for
/// somebody who may have ordered under another name, the lines sold at that site, or at none where the lot lay.
struct Outside<'a> {
    /// Places of our own, stores among them.
    sites: BTreeSet<&'a str>,
    recipients: &'a BTreeSet<Box<str>>,
    /// Where each lot was at some time.
    held: BTreeSet<(u32, &'a str)>,
    /// Of shipments and of returns: lots that went to, or came from, a customer by name.
    by_name: [BTreeSet<(u32, &'a str)>; 2],
    /// The same of all others, by the site of our own.
    at_site: [BTreeSet<(u32, Option<&'a str>)>; 2],
}

impl<'a> Outside<'a> {
    fn of(trade: &Trade<'a>, own: &dyn Fn(u32) -> bool) -> Outside<'a> {
        let (moves, sales) = (trade.moves, trade.sales);
        let mut sites = own_sites(moves, trade.stock);
        let stores = sales.stores.iter().map(String::as_str);
        sites.extend(stores.filter(|store| !moves.recipients.contains(*store)));
        let customer = |line: &SaleLine| name(&sales.customers, line.customer);
        let mut has_orders = vec![false; sales.customers.len()];
        let orders = sales.lines.iter().filter(|line| line.told_by == ToldBy::Order);
        orders.filter_map(|line| line.customer).for_each(|customer| has_orders[customer as usize] = true);
        let ordered = |id: &str| {
            let at = sales.customers.binary_search_by(|own| own.as_str().cmp(id)).ok();
            at.is_some_and(|at| has_orders[at])
        };
        let surely = sales.lines.iter().filter(|line| line.told_by == ToldBy::Shipment);
        let surely: BTreeSet<_> =
            surely.map(|line| (line.lot, customer(line), name(&sales.stores, line.store), line.returned)).collect();
        let mut outside = Outside {
            sites,
            recipients: &moves.recipients,
            held: BTreeSet::new(),
            by_name: Default::default(),
            at_site: Default::default(),
        };
        for row in moves.rows.iter().filter(|row| own(row.lot)) {
            let (from, to) = (row.from.as_deref(), row.to.as_deref());
            outside.held.extend([from, to].into_iter().flatten().map(|at| (row.lot, at)));
            let (party, site, back) = match row.kind {
                MoveKind::Ship => (to, from, false),
                MoveKind::Receive if to.is_some() => (to, from, false),
                MoveKind::Return => (from, to, true),
                _ => continue,
            };
            if party.is_some_and(|party| outside.sites.contains(party)) {
                continue;
            }
            let id = party.map(|party| moves.id(party));
            let is_return = back != (row.quantity < 0);
            match id.filter(|id| ordered(id)) {
                Some(id) => drop(outside.by_name[usize::from(back)].insert((row.lot, id))),
                None if surely.contains(&(Some(row.lot), id, site, is_return)) => {}
                None => drop(outside.at_site[usize::from(back)].insert((row.lot, site))),
            }
        }
        let lying = trade.stock.rows.iter().filter_map(|row| Some((row.lot, row.location.as_deref()?)));
        outside.held.extend(lying);
        for (lot, made) in (0u32..).zip(&trade.lots.made) {
            outside.held.extend(made.iter().filter_map(|made| Some((lot, made.site.as_deref()?))));
        }
        outside
    }

    /// Where a movement comes from, if that is a place of our own.
    fn sender(&self, row: &'a Move) -> Option<&'a str> {
        row.from.as_deref().filter(|from| !self.recipients.contains(*from))
    }

    /// Whether movements tell an order line of a lot.
    fn tells(&self, trade: &Trade<'_>, lot: u32, line: &SaleLine) -> bool {
        let at = usize::from(line.returned);
        let customer = name(&trade.sales.customers, line.customer);
        if customer.is_some_and(|customer| self.by_name[at].contains(&(lot, customer))) {
            return true;
        }
        let store = name(&trade.sales.stores, line.store).filter(|store| self.held.contains(&(lot, *store)));
        // Where the shipment names another lot, the goods left under that one.
        let moved = line.moved_lot.is_some_and(|moved| moved != lot);
        match store {
            None if moved => true,
            Some(store) => self.at_site[at].contains(&(lot, Some(store))) || self.at_site[at].contains(&(lot, None)),
            None => self.at_site[at].range((lot, None)..).next().is_some_and(|(own, _)| *own == lot),
        }
    }
}

#[derive(Default)]
struct Book<'a> {
    by_site: bool,
    /// Whether what is booked passes between two sites.
    transfer: bool,
    /// The unit of what is booked; empty for that of the lot.
    unit: &'a str,
    rows: Vec<Entry<'a>>,
}

struct Entry<'a> {
    site: &'a str,
    unit: &'a str,
    /// Without the numbers of site and unit.
    booking: Booking,
}

impl<'a> Book<'a> {
    fn add(&mut self, lot: u32, site: &'a str, kind: Kind, quantity: i64) {
        if quantity != 0 {
            let booking = Booking { lot, site: 0, unit: 0, kind, quantity, between_sites: self.transfer };
            self.rows.push(Entry { site: if self.by_site { site } else { "" }, unit: self.unit, booking });
        }
    }

    fn maybe(&mut self, lot: u32, site: Option<&'a str>, kind: Kind, quantity: i64) {
        if let Some(site) = site {
            self.add(lot, site, kind, quantity);
        }
    }

    fn finish(self) -> (Vec<Booking>, Vec<String>, Vec<String>) {
        let sites: BTreeSet<&str> = self.rows.iter().map(|own| own.site).collect();
        let units: BTreeSet<&str> = self.rows.iter().map(|own| own.unit).chain([""]).collect();
        let number = |names: &BTreeSet<&'a str>| names.iter().copied().zip(0..).collect::<BTreeMap<&str, u32>>();
        let (site_numbers, unit_numbers) = (number(&sites), number(&units));
        let of = |numbers: &BTreeMap<&str, u32>, name: &str| numbers.get(name).copied().unwrap_or_default();
        let rows = self.rows.iter().map(|own| Booking {
            site: of(&site_numbers, own.site),
            unit: of(&unit_numbers, own.unit),
            ..own.booking
        });
        let names = |names: &BTreeSet<&str>| names.iter().map(|name| (*name).to_string()).collect();
        (rows.collect(), names(&sites), names(&units))
    }
}
