//! Shipments to places that are none of our own → who got what, where no order lines tell it.

use std::collections::BTreeSet;

use super::movements::{Move, MoveKind, Moves};
use super::sales::{Interest, Likeness, SaleLine, Sales};
use super::stock::Stock;
use crate::reduce::lots::Lots;

/// The places that are our own: where goods leave from, come in or lie, without those in [`Moves::recipients`]. Whoever
/// only gets goods, or sends them back, is a recipient.
pub fn own_sites<'a>(moves: &'a Moves, stock: &'a Stock) -> BTreeSet<&'a str> {
    let of_row = |row: &'a Move| match row.kind {
        MoveKind::Receive => [row.from.as_deref(), row.to.as_deref()],
        MoveKind::Return => [None, row.to.as_deref()],
        _ => [row.from.as_deref(), None],
    };
    let lying = stock.rows.iter().filter_map(|row| row.location.as_deref());
    let all = moves.rows.iter().flat_map(of_row).flatten().chain(lying);
    all.filter(|place| !moves.recipients.contains(*place)).collect()
}

/// The recipients among all places, where no order lines tell who bought.
///
/// With `own` sites named, all others. Else a place that writes down what it gets from another place is one where nothing
/// else shows it to be ours: no goods of any lot leave it, come back to it, come in without a sender, are destroyed or
/// counted there, none lie there by the stock, and nothing was made there.
pub fn recipients(moves: &Moves, stock: &Stock, lots: &Lots, own: &[String]) -> BTreeSet<Box<str>> {
    let places = || moves.rows.iter().flat_map(|row| [row.from.as_deref(), row.to.as_deref()]).flatten();
    if !own.is_empty() {
        return places().filter(|place| own.iter().all(|name| name != place)).map(Box::from).collect();
    }
    let lying: BTreeSet<&str> = stock.rows.iter().filter_map(|row| row.location.as_deref()).collect();
    let making: BTreeSet<&str> = lots.made.iter().flatten().filter_map(|made| made.site.as_deref()).collect();
    let ours = |place: &str| moves.handling.contains(place) || lying.contains(place) || making.contains(place);
    places().filter(|place| !ours(place)).map(Box::from).collect()
}

/// Every shipment from a place of our own to a recipient as a sale to it, and every return from one as a return. What only
/// the recipient wrote down, as received, counts as a shipment. A shipment without a day counts on the newest day, when it
/// had surely left. What recipients pass on to each other is theirs to follow.
pub fn sales_of_moves(moves: &Moves, stock: &Stock, interest: &Interest<'_>) -> Sales {
    let own = own_sites(moves, stock);
    let newest = moves.rows.iter().filter_map(|row| row.day).max();
    let ends = |row: &'_ Move| Some((row.lot, row.from.clone()?, row.to.clone()?));
    let shipped: BTreeSet<(u32, Box<str>, Box<str>)> =
        moves.rows.iter().filter(|row| row.kind == MoveKind::Ship).filter_map(ends).collect();
    let found: Vec<(&Move, &str, Option<&str>)> = moves
        .rows
        .iter()
        .filter_map(|row| {
            let (recipient, site) = match row.kind {
                MoveKind::Ship => (row.to.as_deref()?, row.from.as_deref()),
                MoveKind::Return => (row.from.as_deref()?, row.to.as_deref()),
                MoveKind::Receive if ends(row).is_some_and(|ends| !shipped.contains(&ends)) => {
                    (row.to.as_deref()?, row.from.as_deref())
                }
                _ => return None,
            };
            let ours = site.is_none_or(|site| !moves.recipients.contains(site));
            (ours && !own.contains(recipient)).then_some((row, recipient, site))
        })
        .collect();
    let product = |row: &Move| interest.lots.only_product(row.lot);
    let names = |all: BTreeSet<&str>| all.into_iter().map(str::to_string).collect::<Vec<String>>();
    let customers = names(found.iter().map(|(_, recipient, _)| *recipient).collect());
    let stores = names(found.iter().filter_map(|(.., site)| *site).collect());
    let products = names(found.iter().filter_map(|(row, ..)| product(row)).collect());
    let place = |names: &[String], name: Option<&str>| {
        name.and_then(|name| names.binary_search_by(|own| own.as_str().cmp(name)).ok()).map(|at| at as u32)
    };
    let line = |(row, recipient, site): &(&Move, &str, Option<&str>)| {
        let day = row.day.or(newest).unwrap_or_default();
        let likeness = row.serial.as_deref().map_or(Likeness::None, |serial| interest.likeness(serial));
        SaleLine {
            day,
            order: None,
            customer: place(&customers, Some(recipient)),
            product: place(&products, product(row)),
            lot: Some(row.lot),
            serial: row.serial.clone(),
            store: place(&stores, *site),
            quantity: row.quantity.saturating_abs(),
            // A negative quantity takes back a shipment, or a return, as it does in the balance.
            returned: (row.kind == MoveKind::Return) != (row.quantity < 0),
            amount: 0,
            serial_hit: likeness == Likeness::Recalled,
            serial_near: likeness == Likeness::Near,
            placement: interest.window.place(day, *site),
        }
    };
    let mut lines: Vec<SaleLine> = found.iter().map(line).collect();
    lines.sort_unstable();
    let product_names = vec![None; products.len()];
    let read = moves.rows.len() as u64 + moves.elsewhere;
    Sales { lines, customers, products, product_names, stores, newest, read, ..Sales::default() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use hashbrown::HashSet;

    use super::*;
    use crate::reduce::lots::Made;
    use crate::reduce::recall::{Placement, Window};

    fn row(kind: MoveKind, from: Option<&str>, to: Option<&str>, day: Option<i32>, units: i64) -> Move {
        let name = |name: Option<&str>| name.map(Box::from);
        Move { lot: 0, day, kind, from: name(from), to: name(to), quantity: units * 10_000, serial: None }
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
        let stock =
            [crate::reduce::recall::StockRow { lot: 0, location: Some("shop".into()), status: None, quantity: 10_000 }];
        let stock = Stock { rows: stock.into(), ..Stock::default() };
        let window = Window::default();
        let interest = Interest {
            lots: &lots,
            affected: &[true],
            products: HashSet::new(),
            any_product: false,
            serials: None,
            window: &window,
        };
        let got = sales_of_moves(&moves, &stock, &interest);
        assert_eq!((&got.customers[..], got.read), (&["clinic".to_string(), "ward".to_string()][..], 10));
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
        assert_eq!(recipients(&moves, &stock, &lots, &[]), names(&["patient", "ward"]));
        moves.recipients = recipients(&moves, &stock, &lots, &["depot".into(), "shop".into()]);
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
        };
        let got = sales_of_moves(&moves, &stock, &interest);
        let lines: Vec<(Option<u32>, i64)> =
            got.lines.iter().map(|line| (line.customer, line.quantity / 10_000)).collect();
        assert_eq!(
            (&got.customers[..], &lines[..]),
            (&["clinic".to_string(), "ward".to_string()][..], &[(Some(0), 9), (Some(1), 5)][..])
        );
    }
}
