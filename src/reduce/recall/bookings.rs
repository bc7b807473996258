//! All that is on record of the affected lots, as the bookings of a mass balance.

use std::collections::{BTreeMap, BTreeSet};

use super::movements::MoveKind;
use super::pools::Trade;
use super::recipients::own_sites;
use crate::models::mass_balance::{Booking, Kind};

/// Bookings of the affected lots, and the names of their sites by number, sorted; the empty name stands for all sites
/// together, or for a site nobody names. Without movements all sites are one.
///
/// - A lot is made at its production site, else where it first left from; production is not booked again where the same
///   goods are received from outside.
/// - A shipment between two sites leaves one and reaches the other, whether it was written down as shipped, as received
///   or as both.
/// - Order lines are what left for customers and came back from them, unless movements tell that as well.
pub fn bookings(trade: &Trade<'_>) -> (Vec<Booking>, Vec<String>) {
    let own = |lot: u32| trade.affected.get(lot as usize) == Some(&true);
    let moves = || trade.moves.rows.iter().filter(|row| own(row.lot));
    let by_site = moves().next().is_some();
    let mut book = Book { by_site, ..Book::default() };

    let (mut written, mut leaves, mut outside, mut received, mut back) =
        (BTreeSet::new(), BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut sites = own_sites(trade.moves, trade.stock);
    sites.extend(trade.sales.stores.iter().map(String::as_str));
    for row in moves() {
        let (from, to) = (row.from.as_deref(), row.to.as_deref());
        if let (MoveKind::Receive | MoveKind::Ship, Some(from), Some(to)) = (row.kind, from, to) {
            written.insert((row.lot, from, to, row.kind));
        }
        if let Some(from) = from {
            leaves.entry(row.lot).or_insert(from);
        }
        if row.kind == MoveKind::Receive && from.is_none() {
            received.insert(row.lot);
        }
        let got = row.kind == MoveKind::Receive && to.is_some_and(|to| !sites.contains(to));
        if got || (row.kind == MoveKind::Ship && to.is_none_or(|to| !sites.contains(to))) {
            outside.insert(row.lot);
        }
        if row.kind == MoveKind::Return && from.is_none_or(|from| !sites.contains(from)) {
            back.insert(row.lot);
        }
    }
    let made_at = |lot: u32| {
        let site = trade.lots.made(lot).and_then(|made| made.site.as_deref());
        site.or_else(|| leaves.get(&lot).copied()).unwrap_or_default()
    };
    for lot in (0..trade.lots.len() as u32).filter(|lot| own(*lot) && !received.contains(lot)) {
        for made in &trade.lots.made[lot as usize] {
            book.add(lot, made_at(lot), Kind::Made, made.quantity.unwrap_or_default());
        }
    }
    for row in moves() {
        let (from, to) = (row.from.as_deref(), row.to.as_deref());
        let also = |kind| from.zip(to).is_some_and(|(from, to)| written.contains(&(row.lot, from, to, kind)));
        let sender = from.filter(|from| !trade.moves.recipients.contains(*from));
        let internal = to.filter(|to| sites.contains(to));
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
            MoveKind::Adjust => book.maybe(row.lot, to.or(from), Kind::Adjusted, row.quantity.saturating_neg()),
        }
        book.transfer = false;
    }
    for link in trade.lots.links.iter().filter(|link| own(link.input)) {
        // An input is used where the output is made, unless it lay elsewhere last.
        let site =
            if own(link.output) { made_at(link.output) } else { leaves.get(&link.input).copied().unwrap_or_default() };
        book.add(link.input, site, Kind::Consumed, link.quantity.unwrap_or_default());
    }
    for row in trade.stock.rows.iter().filter(|row| own(row.lot)) {
        book.add(row.lot, row.location.as_deref().unwrap_or_default(), Kind::OnHand, row.quantity);
    }
    for line in &trade.sales.lines {
        let Some(lot) = line.lot.filter(|lot| own(*lot)) else { continue };
        let store = line.store.and_then(|store| trade.sales.stores.get(store as usize)).map_or("", String::as_str);
        match line.returned {
            true if back.contains(&lot) => {}
            true => book.add(lot, store, Kind::Returned, line.quantity),
            false if outside.contains(&lot) => {}
            false => book.add(lot, store, Kind::Shipped, line.quantity),
        }
    }
    book.finish()
}

#[derive(Default)]
struct Book<'a> {
    by_site: bool,
    /// Whether what is booked passes between two sites.
    transfer: bool,
    rows: Vec<(u32, &'a str, Kind, i64, bool)>,
}

impl<'a> Book<'a> {
    fn add(&mut self, lot: u32, site: &'a str, kind: Kind, quantity: i64) {
        if quantity != 0 {
            self.rows.push((lot, if self.by_site { site } else { "" }, kind, quantity, self.transfer));
        }
    }

    fn maybe(&mut self, lot: u32, site: Option<&'a str>, kind: Kind, quantity: i64) {
        if let Some(site) = site {
            self.add(lot, site, kind, quantity);
        }
    }

    fn finish(self) -> (Vec<Booking>, Vec<String>) {
        let names: BTreeSet<&str> = self.rows.iter().map(|(_, site, ..)| *site).collect();
        let number: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
        let rows = self.rows.iter().map(|(lot, site, kind, quantity, between_sites)| Booking {
            lot: *lot,
            site: number.get(site).copied().unwrap_or_default(),
            unit: 0,
            kind: *kind,
            quantity: *quantity,
            between_sites: *between_sites,
        });
        (rows.collect(), names.into_iter().map(str::to_string).collect())
    }
}
