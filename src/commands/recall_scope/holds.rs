//! What has to be stopped: stock of affected lots, what is on its way between own sites, and open orders.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::labels::{Text, recall_scope as labels};
use crate::reduce::recall::{MoveKind, SaleLine};

use super::result::Findings;

/// Where goods to be held are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// On hand.
    Stock,
    /// On hand, of a product that bears recalled serial numbers.
    BearingStock,
    /// Shipped to an own site that has not written it down as received.
    InTransit,
    /// Ordered, not yet sent.
    OpenOrder,
}

impl What {
    /// Stable name in tables.
    pub(super) fn id(self) -> &'static str {
        match self {
            What::Stock => "stock",
            What::BearingStock => "possible_stock",
            What::InTransit => "in_transit",
            What::OpenOrder => "open_order",
        }
    }
}

/// Goods to be held.
pub(super) struct Hold<'h> {
    pub(super) what: What,
    pub(super) lot: Option<&'h str>,
    /// All of them, where the name of the lot stands for several.
    pub(super) product: Option<Cow<'h, str>>,
    /// Where they lie, or go to.
    pub(super) place: Option<&'h str>,
    /// Where they come from, of goods on their way.
    pub(super) from: Option<&'h str>,
    /// As the export says.
    pub(super) status: Option<&'h str>,
    /// In 1/10000.
    pub(super) quantity: i64,
    /// Unit of measure, where it is known.
    pub(super) unit: Option<&'h str>,
    /// Whether that cannot be turned into the unit of the lot.
    pub(super) is_other_unit: bool,
    pub(super) order: Option<&'h str>,
}

impl Hold<'_> {
    /// What it is, in the words of a reader.
    pub(super) fn text(&self) -> Text {
        match self.what {
            What::Stock => self.status.map_or(labels::STOCK.text(), |status| Text::verbatim(status.to_string())),
            What::BearingStock => labels::BEARING_STOCK.text(),
            What::InTransit => labels::IN_TRANSIT_FROM.with(&[("from", &self.from.unwrap_or_default())]),
            What::OpenOrder => labels::OPEN_ORDER.text(),
        }
    }
}

/// Words of a stock status that say that nobody can sell the goods as it is.
const HELD: [&str; 18] = [
    "quarantine",
    "quarantined",
    "in quarantine",
    "hold",
    "held",
    "on hold",
    "qc hold",
    "blocked",
    "frozen",
    "隔离",
    "已隔离",
    "冻结",
    "已冻结",
    "封存",
    "已封存",
    "扣留",
    "待检",
    "锁定",
];

/// Whether stock of this status is held already; a status in other words is taken for goods that may be sold.
pub(super) fn is_held(status: Option<&str>) -> bool {
    status.is_some_and(|status| HELD.contains(&status.trim().to_lowercase().as_str()))
}

/// Everything to be held: stock, then what is on its way, then open orders.
pub(super) fn find<'a>(findings: &'a Findings<'a>) -> Vec<Hold<'a>> {
    let name = |lot: u32| findings.lots.ids.get(lot as usize).map(String::as_str);
    let product = |lot: u32| findings.traced.product_names(findings.lots, lot).map(Cow::Owned);
    let stock = findings.traded.stock.rows.iter().filter(|row| findings.is_to_hold(row.lot) && row.quantity != 0);
    let stock = stock.map(|row| Hold {
        what: if findings.is_affected(row.lot) { What::Stock } else { What::BearingStock },
        lot: name(row.lot),
        product: product(row.lot),
        place: row.location.as_deref(),
        from: None,
        status: row.status.as_deref(),
        quantity: row.quantity,
        unit: row.unit.as_deref().or_else(|| findings.lots.unit(row.lot)),
        is_other_unit: row.unit.is_some(),
        order: None,
    });
    let on_way = in_transit(findings).into_iter().map(|((lot, from, to, unit), quantity)| Hold {
        what: What::InTransit,
        lot: name(lot),
        product: product(lot),
        place: Some(to),
        from: Some(from),
        status: None,
        quantity,
        unit: unit.or_else(|| findings.lots.unit(lot)),
        is_other_unit: unit.is_some(),
        order: None,
    });
    let open = &findings.traded.open;
    let of = |names: &'a [String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).map(String::as_str);
    let waiting = |line: &&SaleLine| {
        let affected = line.lot.is_none_or(|lot| findings.is_affected(lot));
        !line.returned && affected && !findings.traced.is_of_other_product(open, line)
    };
    let orders = open.lines.iter().filter(waiting).map(|line| Hold {
        what: What::OpenOrder,
        lot: line.lot.map(|lot| open.lot_name(findings.lots, lot)),
        product: of(&open.products, line.product).map(Cow::Borrowed),
        place: of(&open.stores, line.store),
        from: None,
        status: None,
        quantity: line.quantity,
        unit: findings.unit_of(line),
        is_other_unit: line.unit.other().is_some(),
        order: line.order.as_deref(),
    });
    stock.chain(on_way).chain(orders).collect()
}

/// Lot, from, to, and the unit where it is not that of the lot.
type OnWay<'a> = (u32, &'a str, &'a str, Option<&'a str>);

/// What was shipped from one own site to another beyond what the other received. Only a site that
/// writes down what it receives can lack a shipment; what is on its way to a recipient has reached it in the books.
fn in_transit<'a>(findings: &'a Findings<'a>) -> BTreeMap<OnWay<'a>, i64> {
    let between = || {
        let rows = findings.traded.moves.rows.iter();
        rows.filter_map(|row| Some((row, row.from.as_deref()?, row.to.as_deref()?)))
    };
    let receives = between().filter(|(row, ..)| row.kind == MoveKind::Receive).map(|(.., to)| to);
    let recipients = &findings.traded.moves.recipients;
    let receives: BTreeSet<&str> = receives.filter(|to| !recipients.contains(*to)).collect();
    let mut on_way: BTreeMap<OnWay<'a>, i64> = BTreeMap::new();
    for (row, from, to) in between().filter(|(row, _, to)| findings.is_to_hold(row.lot) && receives.contains(to)) {
        let sign = match row.kind {
            MoveKind::Ship => 1,
            MoveKind::Receive => -1,
            _ => continue,
        };
        let sum = on_way.entry((row.lot, from, to, row.unit.as_deref())).or_default();
        *sum = sum.saturating_add(sign * row.quantity);
    }
    on_way.retain(|_, quantity| *quantity > 0);
    on_way
}
