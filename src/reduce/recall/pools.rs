//! Stocks of the products of a recall, one a product and site, and what their lines may hold.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::line_unit::LineUnit;
use super::movements::{Move, MoveKind, Moves};
use super::recipients::own_sites;
use super::sales::{SaleLine, Sales, ToldBy};
use super::stock::Stock;
use crate::models::affected_units::{
    Allocation, Basis, Content, Issue, LineUnits, Measure, Pool, PoolError, Receipt, Scope, StockRecord, Units,
    affected_units,
};
use crate::models::units_of_measure::{is_measured, is_same};
use crate::reduce::lots::Lots;

/// What is traded: all that is known of the lots of a recall.
pub struct Trade<'a> {
    /// All lots.
    pub lots: &'a Lots,
    /// Whether each lot is affected; those that only the orders know are not.
    pub affected: &'a [bool],
    /// Movements.
    pub moves: &'a Moves,
    /// Stock on hand.
    pub stock: &'a Stock,
    /// Order lines.
    pub sales: &'a Sales,
}

/// One stock, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Product, a place in [`Sales::products`]; nothing for lines without one.
    pub product: Option<u32>,
    /// Site, where the stock is of one.
    pub site: Option<String>,
    /// Affected units of all its lines together.
    pub total: Units,
    /// What the bounds rest on.
    pub basis: Basis,
    /// Units that left beyond what was there.
    pub shortfall: i64,
    /// Whether there is a record of what came in.
    pub record: StockRecord,
    /// Number of order lines.
    pub lines: u64,
    /// Lots of the product are weighed and its order lines counted, or some record is in a unit of its own: no stock can be
    /// reckoned.
    pub other_unit: bool,
}

/// All lines, judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// One entry a line; nothing for returns.
    pub lines: Vec<Option<LineUnits>>,
    /// The stocks they came from.
    pub pools: Vec<Judged>,
}

/// A stock on its way: what came in, what left, and which lines the first issues are.
#[derive(Default)]
struct Draft {
    receipts: Vec<Receipt>,
    issues: Vec<Issue>,
    lines: Vec<usize>,
}

/// Judges all lines of the products of a recall. Where movements and production tell what came to every store that sold a
/// product, and where all that was made of it lay first, each store is a stock of its own; else all sites together are
/// one, filled by what was made. Shipments that may be the delivery of order lines take nothing from any stock.
///
/// # Errors
/// Those of the model, where quantities are too large to add up.
pub fn pools(trade: &Trade<'_>, allocation: Allocation) -> Result<Judgement, PoolError> {
    let mut affected = trade.affected.to_vec();
    affected.resize(trade.lots.len() + trade.sales.unknown_lots.len(), false);
    let expires_on: Vec<Option<i32>> =
        (0..affected.len() as u32).map(|lot| trade.lots.made(lot).and_then(|made| made.expires_on)).collect();
    let scope = Scope { affected: &affected, expires_on: &expires_on };
    let mut by_product: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
    let mut unsure = Vec::new();
    for (at, line) in trade.sales.lines.iter().enumerate() {
        match line.told_by {
            ToldBy::ShipmentOrOrder if line.returned => {}
            ToldBy::ShipmentOrOrder => unsure.push(at),
            _ => by_product.entry(line.product).or_default().push(at),
        }
    }
    let mut lots_of: HashMap<&str, Vec<u32>> = HashMap::new();
    for lot in 0..trade.lots.len() as u32 {
        for product in trade.lots.products(lot) {
            lots_of.entry(product).or_default().push(lot);
        }
    }
    let mut own = own_sites(trade.moves, trade.stock);
    let stores = trade.sales.stores.iter().map(String::as_str);
    own.extend(stores.filter(|store| !trade.moves.recipients.contains(*store)));
    let by_product: Vec<(Option<u32>, Vec<usize>)> = by_product.into_iter().collect();
    let judged = by_product.par_iter().map(|(product, lines)| {
        let ware = Ware::of(trade, &own, &lots_of, *product, lines);
        let stocks = ware.drafts(trade, lines).into_iter();
        stocks.map(|(site, draft)| ware.judge(*product, site, draft, &scope, allocation)).collect()
    });
    let judged: Result<Vec<Vec<_>>, PoolError> = judged.collect();
    let mut judgement = Judgement { lines: vec![None; trade.sales.lines.len()], pools: Vec::new() };
    for (pool, lines) in judged?.into_iter().flatten() {
        lines.into_iter().for_each(|(line, units)| judgement.lines[line] = Some(units));
        judgement.pools.push(pool);
    }
    for (line, units) in unsure.iter().zip(without_stock(trade, &unsure, &scope, allocation)?) {
        judgement.lines[*line] = Some(units);
    }
    Ok(judgement)
}

/// Lines judged by what is recorded on them alone.
fn without_stock(
    trade: &Trade<'_>,
    lines: &[usize],
    scope: &Scope<'_>,
    allocation: Allocation,
) -> Result<Vec<LineUnits>, PoolError> {
    let issues: Vec<Issue> = lines.iter().map(|at| issue(&trade.sales.lines[*at])).collect();
    let stock = StockRecord::Absent;
    let pool = Pool { receipts: &[], issues: &issues, stock, measure: Measure::Counted };
    Ok(affected_units(&pool, scope, allocation)?.lines)
}

/// Whether a lot is weighed, not counted.
pub(super) fn is_weighed(lots: &Lots, lot: u32) -> bool {
    lots.unit(lot).is_some_and(is_measured)
}

/// Whether a line may tell pieces, whatever its lot is made in.
pub(super) fn may_be_pieces(line: &SaleLine) -> bool {
    line.unit == LineUnit::Untold && line.quantity % 10_000 == 0
}

fn issue(line: &SaleLine) -> Issue {
    Issue {
        day: Some(line.day),
        quantity: line.quantity,
        lot: line.lot,
        moved_lot: line.moved_lot,
        customer: line.customer,
    }
}

/// Affected units of the first `lines` issues, which are order lines: those of all issues without what the others, such as
/// transfers and what is on hand, are known to hold.
fn of_lines(total: Units, issues: &[LineUnits], lines: usize) -> Units {
    let (own, others) = issues.split_at(lines.min(issues.len()));
    let sum = |issues: &[LineUnits], of: fn(&Units) -> i64| {
        issues.iter().fold(0_i64, |sum, issue| sum.saturating_add(of(&issue.units)))
    };
    let min = total.min.saturating_sub(sum(others, |units| units.max)).max(sum(own, |units| units.min));
    let max = total.max.saturating_sub(sum(others, |units| units.min)).min(sum(own, |units| units.max));
    let expected = own.iter().map(|issue| issue.units.expected).sum::<Option<f64>>();
    Units { min, max, expected: expected.map(|expected| expected.clamp(min as f64, max as f64)) }
}

/// A quantity of a lot that was made.
struct Making<'a> {
    /// Where it lay first, where that is told.
    site: Option<&'a str>,
    day: Option<i32>,
    lot: u32,
    quantity: i64,
}

/// What is known of one product.
struct Ware<'a> {
    /// Its lots, sorted.
    lots: Vec<u32>,
    moves: Vec<&'a Move>,
    /// See [`own_sites`].
    own_sites: &'a BTreeSet<&'a str>,
    /// What was made of it, without what came in from outside, which movements tell.
    making: Vec<Making<'a>>,
    /// Of two places between which a lot was both shipped and received: how much by either.
    twice: BTreeMap<(u32, &'a str, &'a str), [i64; 2]>,
    /// Whether each store that sold it is a stock of its own.
    by_site: bool,
    record: StockRecord,
    other_unit: bool,
}

impl<'a> Ware<'a> {
    fn of(
        trade: &Trade<'a>,
        own_sites: &'a BTreeSet<&'a str>,
        lots_of: &HashMap<&str, Vec<u32>>,
        product: Option<u32>,
        lines: &[usize],
    ) -> Ware<'a> {
        let name = product.and_then(|product| trade.sales.products.get(product as usize));
        let made = |lot: &u32| trade.lots.made(*lot);
        let sold = || lines.iter().map(|at| &trade.sales.lines[*at]);
        let own = name.and_then(|name| lots_of.get(name.as_str())).map_or(&[][..], Vec::as_slice);
        let mut lots = own.to_vec();
        lots.extend(sold().filter_map(|line| line.lot).filter(|lot| (*lot as usize) < trade.lots.len()));
        lots.sort_unstable();
        lots.dedup();
        let moves: Vec<&Move> = of_lots(&trade.moves.rows, &lots, |row| row.lot).collect();
        let making = makings(trade, own_sites, &lots, &moves);
        let mut reached: BTreeSet<&str> = moves.iter().filter_map(|row| row.to.as_deref()).collect();
        reached.extend(making.iter().filter_map(|made| made.site));
        let store = |line: &SaleLine| trade.sales.stores.get(line.store? as usize).map(String::as_str);
        let moved = !moves.is_empty() && making.iter().all(|made| made.site.is_some());
        let by_site = moved && sold().all(|line| store(line).is_some_and(|store| reached.contains(store)));
        let mut twice: BTreeMap<(u32, &str, &str), [i64; 2]> = BTreeMap::new();
        let told = |row: &&&Move| by_site && matches!(row.kind, MoveKind::Ship | MoveKind::Receive);
        for row in moves.iter().filter(told) {
            if let (Some(from), Some(to)) = (row.from.as_deref(), row.to.as_deref()) {
                let sum =
                    &mut twice.entry((row.lot, from, to)).or_default()[usize::from(row.kind == MoveKind::Receive)];
                *sum = sum.saturating_add(row.quantity);
            }
        }
        let weighed = lots.iter().any(|lot| is_weighed(trade.lots, *lot)) && sold().all(may_be_pieces);
        let mut units = lots.iter().filter_map(|lot| trade.lots.unit(*lot));
        let unlike = units.next().is_some_and(|first| !units.all(|unit| is_same(first, unit)))
            || sold().any(|line| line.unit.other().is_some())
            || moves.iter().any(|row| row.unit.is_some())
            || of_lots(&trade.stock.rows, &lots, |row| row.lot).any(|row| row.unit.is_some());
        let other_unit = weighed || unlike;
        let told = |lot: &u32| made(lot).is_some_and(|made| made.quantity.is_some());
        let known = by_site || lots.iter().any(told);
        let record = if known && !other_unit && product.is_some() { StockRecord::Kept } else { StockRecord::Absent };
        Ware { lots, moves, own_sites, making, twice, by_site, record, other_unit }
    }

    /// The stocks of this product, by site or all sites together.
    fn drafts(&self, trade: &Trade<'_>, lines: &[usize]) -> Vec<(Option<String>, Draft)> {
        let mut drafts: BTreeMap<Option<u32>, Draft> = BTreeMap::new();
        for at in lines {
            let line = &trade.sales.lines[*at];
            let draft = drafts.entry(line.store.filter(|_| self.by_site)).or_default();
            if line.returned {
                let (day, quantity) = (Some(line.day), line.quantity);
                let content = line.lot.map_or(Content::Unknown(Units::up_to(quantity)), Content::Lot);
                draft.receipts.push(Receipt { day, quantity, content, customer: line.customer });
            } else {
                draft.issues.push(issue(line));
                draft.lines.push(*at);
            }
        }
        let filled = drafts.into_iter().map(|(store, mut draft)| {
            let site = store.and_then(|store| trade.sales.stores.get(store as usize)).cloned();
            match &site {
                Some(site) => self.fill_site(trade, site, &mut draft),
                None => self.fill_all(trade, &mut draft),
            }
            (site, draft)
        });
        filled.collect()
    }

    /// One stock of this product, judged, and what each of its order lines may hold.
    fn judge(
        &self,
        product: Option<u32>,
        site: Option<String>,
        draft: Draft,
        scope: &Scope<'_>,
        allocation: Allocation,
    ) -> Result<(Judged, Vec<(usize, LineUnits)>), PoolError> {
        let Draft { receipts, issues, lines } = draft;
        let pool = Pool { receipts: &receipts, issues: &issues, stock: self.record, measure: Measure::Counted };
        let units = affected_units(&pool, scope, allocation)?;
        let judged = Judged {
            product,
            site,
            total: of_lines(units.total, &units.lines, lines.len()),
            basis: units.basis,
            shortfall: units.shortfall,
            record: self.record,
            lines: lines.len() as u64,
            other_unit: self.other_unit,
        };
        Ok((judged, lines.into_iter().zip(units.lines).collect()))
    }

    /// Whether a row tells what came to a place, and what left another, where that is written down twice: the first by
    /// whoever tells of more, so that nothing is missed, the second by the sender.
    fn tells(&self, row: &Move) -> [bool; 2] {
        let ends = row.from.as_deref().zip(row.to.as_deref());
        let is_told = matches!(row.kind, MoveKind::Ship | MoveKind::Receive);
        let sums = ends.filter(|_| is_told).and_then(|(from, to)| self.twice.get(&(row.lot, from, to)));
        let Some([shipped, received]) = sums.filter(|sums| sums.iter().all(|sum| *sum != 0)) else {
            return [true, true];
        };
        let is_receipt = row.kind == MoveKind::Receive;
        [is_receipt == (received >= shipped), !is_receipt]
    }

    /// What was made at one site, came to it and left it.
    fn fill_site(&self, trade: &Trade<'_>, site: &str, draft: &mut Draft) {
        let sold_here = !draft.lines.is_empty();
        let stays_ours = |row: &Move| row.to.as_deref().is_some_and(|to| self.own_sites.contains(to));
        for made in self.making.iter().filter(|made| made.site == Some(site)) {
            draft.fill(true, made.day, made.lot, made.quantity);
        }
        for row in &self.moves {
            let told = self.tells(row);
            let (comes, goes) =
                (told[0] && row.to.as_deref() == Some(site), told[1] && row.from.as_deref() == Some(site));
            let (day, quantity, lot) = (row.day, row.quantity, row.lot);
            match row.kind {
                MoveKind::Adjust if comes || goes => draft.correct(day, lot, row.gain()),
                MoveKind::Adjust => {}
                MoveKind::Scrap => draft.take(goes || comes, day, lot, quantity),
                _ => {
                    draft.fill(comes, day, lot, quantity);
                    // What left for outside is in the order lines already.
                    let leaves = goes && (stays_ours(row) || !sold_here);
                    draft.take(leaves, day, lot, quantity);
                    // A negative quantity takes a movement back.
                    draft.take(comes, day, lot, quantity.saturating_neg());
                    draft.fill(leaves, day, lot, quantity.saturating_neg());
                }
            }
        }
        let on_hand = of_lots(&trade.stock.rows, &self.lots, |row| row.lot);
        on_hand.filter(|row| row.location.as_deref() == Some(site)).for_each(|row| draft.keep(row.lot, row.quantity));
    }

    /// What was made of the product and what left it, at all sites.
    fn fill_all(&self, trade: &Trade<'_>, draft: &mut Draft) {
        for lot in &self.lots {
            let made = trade.lots.made.get(*lot as usize).map_or(&[][..], Vec::as_slice);
            for record in made {
                draft.fill(true, record.made_on, *lot, record.quantity.unwrap_or_default());
            }
        }
        let unmade = |lot: u32| {
            trade.lots.made.get(lot as usize).is_none_or(|made| made.iter().all(|record| record.quantity.is_none()))
        };
        for row in &self.moves {
            match row.kind {
                // What was bought in has no production record.
                MoveKind::Receive if unmade(row.lot) && trade.moves.is_bought_in(row) => {
                    draft.fill(true, row.day, row.lot, row.quantity);
                }
                MoveKind::Scrap => draft.take(true, row.day, row.lot, row.quantity),
                MoveKind::Adjust => draft.correct(row.day, row.lot, row.gain()),
                _ => {}
            }
        }
        for link in of_lots(&trade.lots.links, &self.lots, |link| link.input) {
            draft.take(true, link.earliest, link.input, link.quantity.unwrap_or_default());
        }
        let on_hand = of_lots(&trade.stock.rows, &self.lots, |row| row.lot);
        on_hand.for_each(|row| draft.keep(row.lot, row.quantity));
    }
}

/// What was made of some lots beyond what came in from outside, and where: at the site of production where goods are known
/// to lie, else where the lot first left from.
fn makings<'a>(trade: &Trade<'a>, own_sites: &BTreeSet<&str>, lots: &[u32], moves: &[&'a Move]) -> Vec<Making<'a>> {
    let (mut bought, mut leaves) = (BTreeMap::new(), BTreeMap::new());
    let mut places = own_sites.clone();
    for row in moves.iter().copied() {
        places.extend(row.to.as_deref().filter(|to| !trade.moves.recipients.contains(*to)));
        if let Some(from) = row.from.as_deref().filter(|from| !trade.moves.recipients.contains(*from)) {
            leaves.entry(row.lot).or_insert(from);
        }
        if trade.moves.is_bought_in(row) {
            let sum: &mut i64 = bought.entry(row.lot).or_default();
            *sum = sum.saturating_add(row.quantity.max(0));
        }
    }
    let mut making = Vec::new();
    for lot in lots {
        for made in trade.lots.made.get(*lot as usize).into_iter().flatten() {
            let quantity = made.quantity.unwrap_or_default().max(0);
            let again = bought.get(lot).copied().unwrap_or_default().min(quantity);
            bought.entry(*lot).and_modify(|sum| *sum -= again);
            if quantity > again {
                let site = made.site.as_deref().filter(|site| places.contains(*site));
                let site = site.or_else(|| leaves.get(lot).copied());
                making.push(Making { site, day: made.made_on, lot: *lot, quantity: quantity - again });
            }
        }
    }
    making
}

/// The rows of some lots, where rows are sorted by lot.
fn of_lots<'a, T>(rows: &'a [T], lots: &[u32], lot: impl Fn(&T) -> u32 + Copy) -> impl Iterator<Item = &'a T> {
    lots.iter().flat_map(move |own| {
        let start = rows.partition_point(|row| lot(row) < *own);
        rows[start..].iter().take_while(move |row| lot(row) == *own)
    })
}

impl Draft {
    fn fill(&mut self, holds: bool, day: Option<i32>, lot: u32, quantity: i64) {
        if holds && quantity > 0 {
            self.receipts.push(Receipt { day, quantity, content: Content::Lot(lot), customer: None });
        }
    }

    fn take(&mut self, holds: bool, day: Option<i32>, lot: u32, quantity: i64) {
        if holds && quantity > 0 {
            self.issues.push(Issue { day, quantity, lot: Some(lot), moved_lot: None, customer: None });
        }
    }

    fn correct(&mut self, day: Option<i32>, lot: u32, quantity: i64) {
        self.fill(quantity > 0, day, lot, quantity);
        self.take(quantity < 0, day, lot, quantity.saturating_neg());
    }

    /// What is on hand was not sold: it leaves after every day.
    fn keep(&mut self, lot: u32, quantity: i64) {
        self.take(true, Some(i32::MAX - 1), lot, quantity);
    }
}
