//! Shipments to places that are none of our own → who got what, where no order lines tell it.

use std::collections::BTreeSet;

use super::line_unit::LineUnit;
use super::movements::{Move, MoveKind, Moves};
use super::sales::{Interest, Likeness, SaleLine, Sales, ToldBy};
use super::stock::Stock;
use crate::reduce::lots::Lots;

/// The places that are our own: those named so, and where goods leave from, come in or lie, without those in
/// [`Moves::recipients`]. Whoever only gets goods, or sends them back, is a recipient.
pub fn own_sites<'a>(moves: &'a Moves, stock: &'a Stock) -> BTreeSet<&'a str> {
    let of_row = |row: &'a Move| match row.kind {
        MoveKind::Receive => [row.from.as_deref(), row.to.as_deref()],
        MoveKind::Return => [None, row.to.as_deref()],
        _ => [row.from.as_deref(), None],
    };
    let lying = stock.rows.iter().filter_map(|row| row.location.as_deref());
    let all = moves.rows.iter().flat_map(of_row).flatten().chain(lying);
    all.filter(|place| !moves.recipients.contains(*place)).chain(moves.named.iter().map(|place| &**place)).collect()
}

/// The places that are none of our own: recipients and suppliers. `stores` are places where order lines were sold.
///
/// With own sites named, all others but stores. Else a place is ours where something shows it: goods of any lot are sent
/// off from it, come back to it, come in without a sender, are destroyed or counted there, some lie there by the stock or
/// were made there, it is a store, or it gets goods and others receive from it. A place from which others receive and
/// nothing else is a supplier where all of these are ours, and ours where they are not.
pub fn recipients(moves: &Moves, stock: &Stock, lots: &Lots, stores: &BTreeSet<Box<str>>) -> BTreeSet<Box<str>> {
    let places = || moves.rows.iter().flat_map(|row| [row.from.as_deref(), row.to.as_deref()]).flatten();
    if !moves.named.is_empty() {
        let ours = |place: &str| moves.named.contains(place) || stores.contains(place);
        return places().filter(|place| !ours(place)).map(Box::from).collect();
    }
    let lying: BTreeSet<&str> = stock.rows.iter().filter_map(|row| row.location.as_deref()).collect();
    let making: BTreeSet<&str> = lots.made.iter().flatten().filter_map(|made| made.site.as_deref()).collect();
    let getting: BTreeSet<&str> = moves.rows.iter().filter_map(|row| row.to.as_deref()).collect();
    let ours = |place: &str| {
        let sends_on = moves.senders.contains(place) && getting.contains(place);
        let handles = moves.handling.contains(place) || lying.contains(place) || making.contains(place);
        handles || stores.contains(place) || sends_on
    };
    let received = moves.rows.iter().filter(|row| row.kind == MoveKind::Receive);
    let from_it = received.filter(|row| row.to.as_deref().is_none_or(|to| !ours(to)));
    let unsure: BTreeSet<&str> = from_it.filter_map(|row| row.from.as_deref()).collect();
    places().filter(|place| !ours(place) && !unsure.contains(place)).map(Box::from).collect()
}

/// A shipment to a recipient, or a return from one.
#[derive(Clone, Copy)]
pub(super) struct Delivery<'a> {
    pub(super) row: &'a Move,
    pub(super) recipient: &'a str,
    /// The site of our own, where it is told.
    pub(super) site: Option<&'a str>,
}

/// All shipments from places of our own to a recipient, and all returns from one. What only the recipient wrote down, as
/// received, counts as a shipment. What recipients pass on to each other is theirs to follow.
pub(super) fn deliveries<'a>(moves: &'a Moves, is_recipient: &dyn Fn(&str) -> bool) -> Vec<Delivery<'a>> {
    let ends = |row: &'a Move| Some((row.lot, row.from.as_deref()?, row.to.as_deref()?));
    let shipped: BTreeSet<(u32, &str, &str)> =
        moves.rows.iter().filter(|row| row.kind == MoveKind::Ship).filter_map(ends).collect();
    let found = moves.rows.iter().filter_map(|row| {
        let (recipient, site) = match row.kind {
            MoveKind::Ship => (row.to.as_deref()?, row.from.as_deref()),
            MoveKind::Return => (row.from.as_deref()?, row.to.as_deref()),
            MoveKind::Receive if ends(row).is_some_and(|ends| !shipped.contains(&ends)) => {
                (row.to.as_deref()?, row.from.as_deref())
            }
            _ => return None,
        };
        let ours = site.is_none_or(|site| !moves.recipients.contains(site));
        (ours && is_recipient(recipient)).then_some(Delivery { row, recipient, site })
    });
    found.collect()
}

/// The names of sales, by which their lines are numbered.
pub(super) struct Names<'a> {
    pub(super) customers: &'a [String],
    pub(super) products: &'a [String],
    pub(super) stores: &'a [String],
}

impl Delivery<'_> {
    /// As a sale, or as a return. A shipment without a day counts on the `newest` day, when it had surely left.
    pub(super) fn line(&self, interest: &Interest<'_>, names: &Names<'_>, newest: Option<i32>) -> SaleLine {
        let row = self.row;
        let place = |names: &[String], name: Option<&str>| {
            name.and_then(|name| names.binary_search_by(|own| own.as_str().cmp(name)).ok()).map(|at| at as u32)
        };
        let day = row.day.or(newest).unwrap_or_default();
        let likeness = row.serial.as_deref().map_or(Likeness::None, |serial| interest.likeness(serial));
        SaleLine {
            day,
            order: None,
            customer: place(names.customers, Some(self.recipient)),
            product: place(names.products, interest.lots.only_product(row.lot)),
            lot: Some(row.lot),
            serial: row.serial.clone(),
            store: place(names.stores, self.site),
            quantity: row.quantity.saturating_abs(),
            unit: row.unit.clone().map_or(LineUnit::OfLot, LineUnit::Other),
            is_counted: true,
            returned: self.is_return(),
            amount: 0,
            serial_hit: likeness == Likeness::Recalled,
            serial_near: likeness == Likeness::Near,
            placement: interest.window.place(day, self.site),
            moved_lot: None,
            told_by: ToldBy::Shipment,
            second: None,
        }
    }

    /// A negative quantity takes back a shipment, or a return, as it does in the balance.
    pub(super) fn is_return(&self) -> bool {
        (self.row.kind == MoveKind::Return) != (self.row.quantity < 0)
    }
}

/// Every shipment from a place of our own to a recipient as a sale to it, and every return from one as a return; see
/// [`deliveries`].
pub fn sales_of_moves(moves: &Moves, stock: &Stock, interest: &Interest<'_>) -> Sales {
    let own = own_sites(moves, stock);
    let newest = moves.rows.iter().filter_map(|row| row.day).max();
    let found = deliveries(moves, &|place| !own.contains(place));
    let names = |all: BTreeSet<&str>| all.into_iter().map(str::to_string).collect::<Vec<String>>();
    let customers = names(found.iter().map(|delivery| delivery.recipient).collect());
    let stores = names(found.iter().filter_map(|delivery| delivery.site).collect());
    let products = names(found.iter().filter_map(|delivery| interest.lots.only_product(delivery.row.lot)).collect());
    let known = Names { customers: &customers, products: &products, stores: &stores };
    let mut lines: Vec<SaleLine> = found.iter().map(|delivery| delivery.line(interest, &known, newest)).collect();
    lines.sort_unstable();
    let product_names = vec![None; products.len()];
    Sales { lines, customers, products, product_names, stores, newest, ..Sales::default() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use hashbrown::HashSet;

    use super::*;
    use crate::reduce::lots::Made;
    use crate::reduce::recall::{Placement, ShippedSerials, StockRow, Window};

    fn row(kind: MoveKind, from: Option<&str>, to: Option<&str>, day: Option<i32>, units: i64) -> Move {
        let name = |name: Option<&str>| name.map(Box::from);
        Move { lot: 0, day, kind, from: name(from), to: name(to), quantity: units * 10_000, unit: None, serial: None }
    }

    #[test]
    fn who_only_gets_goods_is_a_recipient() {
        let made = vec![vec![Made { product: Some("P".into()), ..Made::default() }]];
        let lots = Lots { ids: vec!["A".into()], made, ..Lots::default() };
        let rows = vec![
            row(MoveKind::Ship, Some("plant"), Some("depot"), Some(1), 50),
            row(MoveKind::Ship, Some("depot"), Some("clinic"), Some(3), 9),
            row(MoveKind::Ship, Some("depot"), Some("ward"), None, 4),
            row(MoveKind::Return, Some("clinic"), Some("depot"), Some(5), 2),
            row(MoveKind::Ship, Some("depot"), Some("clinic"), Some(6), -3),
            row(MoveKind::Return, Some("clinic"), Some("depot"), Some(7), -1),
            row(MoveKind::Ship, Some("depot"), Some("shop"), Some(4), 7),
        ];
        let moves = Moves { rows, elsewhere: 3, ..Moves::default() };
        let stock = StockRow { lot: 0, location: Some("shop".into()), status: None, quantity: 10_000, unit: None };
        let stock = Stock { rows: vec![stock], ..Stock::default() };
        let window = Window::default();
        let interest = Interest {
            lots: &lots,
            affected: &[true],
            products: HashSet::new(),
            any_product: false,
            serials: None,
            window: &window,
            shipped: &ShippedSerials::default(),
            places: &BTreeSet::new(),
        };
        let got = sales_of_moves(&moves, &stock, &interest);
        assert_eq!((&got.customers[..], got.read), (&["clinic".to_string(), "ward".to_string()][..], 0));
        let lines: Vec<(i32, Option<u32>, i64, bool)> =
            got.lines.iter().map(|line| (line.day, line.customer, line.quantity / 10_000, line.returned)).collect();
        let expected = [
            (3, Some(0), 9, false),
            (5, Some(0), 2, true),
            (6, Some(0), 3, true),
            (7, Some(0), 1, false),
            (7, Some(1), 4, false),
        ];
        assert_eq!(lines, expected);
        assert!(got.lines.iter().all(|line| line.product == Some(0) && line.store == Some(0)));
        assert!(got.lines.iter().all(|line| line.placement == Placement::Inside));
    }

    /// The clinic and the shop write down what they receive; the shop has goods of another lot to send back to the depot.
    #[test]
    fn who_writes_down_receipts_and_nothing_else_is_a_recipient() {
        let lots = Lots { ids: vec!["A".into()], made: vec![Vec::new()], ..Lots::default() };
        let rows = vec![
            row(MoveKind::Receive, None, Some("depot"), Some(1), 50),
            row(MoveKind::Ship, Some("depot"), Some("clinic"), Some(3), 9),
            row(MoveKind::Receive, Some("depot"), Some("clinic"), Some(4), 9),
            row(MoveKind::Receive, Some("depot"), Some("ward"), Some(4), 5),
            row(MoveKind::Receive, Some("depot"), Some("shop"), Some(4), 7),
            row(MoveKind::Ship, Some("clinic"), Some("patient"), Some(5), 1),
        ];
        let handling = BTreeSet::from(["depot".into(), "shop".into(), "clinic".into()]);
        let mut moves = Moves { rows, handling, ..Moves::default() };
        let stock = Stock::default();
        let names = |names: &[&str]| names.iter().map(|name| Box::from(*name)).collect::<BTreeSet<Box<str>>>();
        let none = BTreeSet::new();
        assert_eq!(recipients(&moves, &stock, &lots, &none), names(&["patient", "ward"]));
        assert_eq!(recipients(&moves, &stock, &lots, &names(&["ward"])), names(&["patient"]), "a store");
        moves.named = names(&["depot", "shop"]);
        moves.recipients = recipients(&moves, &stock, &lots, &none);
        assert_eq!(moves.recipients, names(&["clinic", "patient", "ward"]));
        assert_eq!(own_sites(&moves, &stock), BTreeSet::from(["depot", "shop"]));
        let window = Window::default();
        let interest = Interest {
            lots: &lots,
            affected: &[true],
            products: HashSet::new(),
            any_product: true,
            serials: None,
            window: &window,
            shipped: &ShippedSerials::default(),
            places: &BTreeSet::new(),
        };
        let got = sales_of_moves(&moves, &stock, &interest);
        let lines: Vec<(Option<u32>, i64)> =
            got.lines.iter().map(|line| (line.customer, line.quantity / 10_000)).collect();
        assert_eq!(
            (&got.customers[..], &lines[..]),
            (&["clinic".to_string(), "ward".to_string()][..], &[(Some(0), 9), (Some(1), 5)][..])
        );
    }

    /// The supplier sends what the plant receives and nothing else; the depot receives too; the mill sends to a clinic.
    #[test]
    fn who_only_sends_what_we_receive_is_a_supplier() {
        let lots = Lots { ids: vec!["A".into()], made: vec![Vec::new()], ..Lots::default() };
        let rows = vec![
            row(MoveKind::Receive, Some("supplier"), Some("plant"), Some(1), 50),
            row(MoveKind::Receive, Some("plant"), Some("depot"), Some(2), 50),
            row(MoveKind::Receive, Some("depot"), Some("shop"), Some(3), 9),
            row(MoveKind::Receive, Some("mill"), Some("clinic"), Some(3), 9),
        ];
        let senders = ["supplier", "plant", "depot", "mill"].map(Box::from).into();
        let mut moves = Moves { rows, senders, ..Moves::default() };
        let stock = Stock::default();
        let found = recipients(&moves, &stock, &lots, &BTreeSet::from(["shop".into()]));
        assert_eq!(found, ["clinic", "supplier"].map(Box::from).into());
        moves.recipients = found;
        assert_eq!(own_sites(&moves, &stock), BTreeSet::from(["depot", "mill", "plant", "shop"]));
    }

    /// A shop that gets goods only is ours where it is named so.
    #[test]
    fn a_place_that_is_named_is_ours() {
        let rows = vec![row(MoveKind::Ship, Some("plant"), Some("shop"), Some(1), 5)];
        let lots = Lots { ids: vec!["A".into()], made: vec![Vec::new()], ..Lots::default() };
        let named = ["plant", "shop"].map(Box::from).into();
        let mut moves = Moves { rows, named, ..Moves::default() };
        let stock = Stock::default();
        moves.recipients = recipients(&moves, &stock, &lots, &BTreeSet::new());
        assert_eq!(own_sites(&moves, &stock), BTreeSet::from(["plant", "shop"]));
    }
}
