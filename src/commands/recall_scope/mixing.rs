//! Sites at which lots contaminate each other: when each lot was there, and which units may never have been.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::trace::{Direction, Link, LinkTally, Network, Stay, TimeRule, Trace, TraceError, Walker};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{MoveKind, Moves, SaleLine, Sales, SiteSale, SiteSales};

/// Lots that are affected through mixing sites alone: of these, units that never were at one are not affected.
#[derive(Default)]
pub(super) struct Mixed {
    /// By lot, the mixing sites at which it was affected and the day from which it was, where that is known.
    lots: BTreeMap<u32, BTreeMap<String, Option<i32>>>,
    /// Their products.
    products: BTreeSet<String>,
    /// Whether the product of one of them is not known.
    any_product: bool,
}

impl Mixed {
    /// Lots that were reached, but not by recorded links alone. `links` are those of the lots and, after them, those over
    /// the `sites`, whose numbers follow those of the lots.
    pub(super) fn find(
        lots: &Lots,
        (links, sites): (&[Link], &[String]),
        (forward, tally): (&Trace, &LinkTally),
        starts: &[u32],
        time: TimeRule,
    ) -> Result<Mixed, TraceError> {
        if sites.is_empty() {
            return Ok(Mixed::default());
        }
        let recorded = Network::new(&lots.links, &lots.made_on(), Direction::Forward, time)?;
        let whole = Walker::new(&recorded).trace(starts, &[], None)?;
        let known = lots.len() as u32;
        let hits = forward.hits().filter(|hit| hit.lot < known && whole.find(hit.lot).is_none());
        let mut mixed = Mixed { lots: hits.map(|hit| (hit.lot, BTreeMap::new())).collect(), ..Mixed::default() };
        for link in tally.carrying.iter().filter_map(|at| links.get(*at as usize)) {
            let site = link.input.checked_sub(known).and_then(|at| sites.get(at as usize));
            let Some((site, own)) = site.zip(mixed.lots.get_mut(&link.output)) else { continue };
            own.insert(site.clone(), forward.find(link.input).and_then(|hit| hit.day).max(link.earliest));
        }
        for lot in mixed.lots.keys() {
            let own = lots.products(*lot);
            mixed.any_product |= own.is_empty();
            mixed.products.extend(own.into_iter().map(str::to_string));
        }
        Ok(mixed)
    }

    /// Whether units of a line may be of such a lot, and may never have been where it was affected: they were sold from
    /// another place, or before.
    pub(super) fn may_have_missed(&self, sales: &Sales, line: &SaleLine) -> bool {
        let name = |names: &'_ [String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).cloned();
        match line.lot {
            Some(lot) => self.lots.get(&lot).is_some_and(|sites| {
                let since = name(&sales.stores, line.store).and_then(|store| sites.get(&store).copied());
                since.is_none_or(|since| since.is_some_and(|since| line.day < since))
            }),
            None if self.lots.is_empty() => false,
            None => {
                let product = name(&sales.products, line.product);
                self.any_product || product.is_none_or(|product| self.products.contains(&product))
            }
        }
    }
}

/// How much of a lot came to a site and went from it.
#[derive(Clone, Copy, Default)]
struct Flow {
    /// What came by those who sent it, and by those who received it: often the same goods.
    into: [i64; 2],
    /// What went, alike, and by order lines.
    out: [i64; 3],
}

impl Flow {
    fn and(self, other: &Flow) -> Flow {
        let sum = |(one, other): (i64, i64)| one.saturating_add(other);
        let mut all = self;
        all.into.iter_mut().zip(other.into).for_each(|(own, more)| *own = sum((*own, more)));
        all.out.iter_mut().zip(other.out).for_each(|(own, more)| *own = sum((*own, more)));
        all
    }

    /// Whether less came than went.
    fn lacks(&self) -> bool {
        self.into.iter().max() < self.out.iter().max()
    }
}

/// What is on record of a lot at a site.
#[derive(Default)]
struct Visit {
    /// First day on which it came; nothing where none is told, or where one of the days is not known.
    came: Option<Option<i32>>,
    /// Last day on which it went, alike.
    went: Option<Option<i32>>,
    /// The last day on which it came and the first on which it went, of those that are known.
    last_came: Option<i32>,
    first_went: Option<i32>,
    /// What came and went on each day; what is told of no day, after all days.
    flows: BTreeMap<i32, Flow>,
    /// Whether what came and went does not tell if some is still there.
    is_unsure: bool,
}

impl Visit {
    fn come(&mut self, day: Option<i32>) {
        self.came = Some(self.came.map_or(day, |known| known.zip(day).map(|(known, day)| known.min(day))));
        self.last_came = self.last_came.max(day);
    }

    fn go(&mut self, day: Option<i32>) {
        self.went = Some(self.went.map_or(day, |known| known.zip(day).map(|(known, day)| known.max(day))));
        self.first_went = self.first_went.into_iter().chain(day).min();
    }

    /// The first day on which it can have been there: what left before it is told to have come, or beyond what is told to
    /// have come by that day, had come before.
    fn began(&self) -> Option<i32> {
        let mut so_far = Flow::default();
        let lacks = |flow: &Flow| {
            so_far = so_far.and(flow);
            so_far.lacks()
        };
        let less = !self.is_unsure && self.flows.values().any(lacks);
        self.came.flatten().filter(|came| !less && self.first_went.is_none_or(|went| *came <= went))
    }

    /// The last day on which it can have left, with an order one day where some of it may be there still: more came than
    /// went, or it came last.
    fn ended(&self) -> Option<i32> {
        let all = self.flows.values().fold(Flow::default(), Flow::and);
        let more = all.into.iter().max() > all.out.iter().max();
        let came_last = || self.last_came.zip(self.went.flatten()).is_some_and(|(came, went)| came > went);
        if self.went.is_none() || self.is_unsure || more || came_last() { Some(i32::MAX) } else { self.went.flatten() }
    }

    /// Takes in what movements, or production, tell.
    fn bring(&mut self, told: std::ops::Range<usize>, day: Option<i32>, quantity: i64) {
        self.come(day);
        let into = &mut self.flows.entry(day.unwrap_or(i32::MAX)).or_default().into;
        into[told].iter_mut().for_each(|sum| *sum = sum.saturating_add(quantity));
    }

    /// Takes in what one of them tells of what went; 2 are order lines.
    fn send(&mut self, told: usize, day: Option<i32>, quantity: i64) {
        let out = &mut self.flows.entry(day.unwrap_or(i32::MAX)).or_default().out;
        out[told] = out[told].saturating_add(quantity);
    }

    /// Takes in what order lines tell.
    fn sell(&mut self, returned: bool, sale: &SiteSale) {
        self.is_unsure |= sale.is_unsure;
        let [first, last] = sale.days.map(Some);
        if returned {
            self.come(last);
            self.bring(0..2, first, sale.quantity);
        } else {
            self.go(first);
            self.go(last);
            self.send(2, last, sale.quantity);
        }
    }
}

/// When each lot was at each mixing site, by movements, by production and by what was `sold` there. What never went is there
/// to the last of all days.
pub(super) fn stays(sites: &[String], lots: &Lots, moves: &Moves, sold: &SiteSales) -> Vec<Stay> {
    let mut visits: BTreeMap<(u32, u32), Visit> = BTreeMap::new();
    for (site, name) in (0u32..).zip(sites) {
        for (lot, made) in (0u32..).zip(&lots.made).flat_map(|(lot, all)| all.iter().map(move |made| (lot, made))) {
            if made.site.as_deref() == Some(name) {
                let visit = visits.entry((lot, site)).or_default();
                visit.is_unsure |= made.quantity.is_none();
                visit.bring(0..2, made.made_on, made.quantity.unwrap_or_default());
            }
        }
        for row in &moves.rows {
            let (comes, goes) = (row.to.as_deref() == Some(name), row.from.as_deref() == Some(name));
            if !comes && !goes {
                continue;
            }
            let visit = visits.entry((row.lot, site)).or_default();
            let by = usize::from(row.kind == MoveKind::Receive);
            visit.is_unsure |= row.kind == MoveKind::Adjust;
            if comes {
                // Returns are told once.
                visit.bring(if row.kind == MoveKind::Return { 0..2 } else { by..by + 1 }, row.day, row.quantity);
            }
            if goes {
                visit.go(row.day);
                visit.send(by, row.day, row.quantity);
            }
        }
    }
    for ((name, site, returned), sale) in &sold.sales {
        if let Some(lot) = lots.find(name) {
            visits.entry((lot, *site)).or_default().sell(*returned, sale);
        }
    }
    let stay = |((lot, site), visit): ((u32, u32), Visit)| Stay { lot, site, came: visit.began(), went: visit.ended() };
    visits.into_iter().map(stay).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::models::trace::site_links;
    use crate::reduce::recall::Move;

    const LOTS: u32 = 4;

    fn lots() -> Lots {
        let ids: Vec<String> = (0..LOTS).map(|lot| lot.to_string()).collect();
        Lots { made: vec![Vec::new(); ids.len()], ids, ..Lots::default() }
    }

    fn row(lot: u32, comes: bool, day: i32) -> Move {
        let (here, there) = (Some("W".into()), Some("X".into()));
        let (from, to) = if comes { (there, here) } else { (here, there) };
        Move { lot, day: Some(day), kind: MoveKind::Ship, from, to, quantity: 1, unit: None, serial: None }
    }

    fn stays_of(rows: &[Move], sold: &SiteSales) -> Vec<Stay> {
        let mut moves = Moves::default();
        moves.rows.extend_from_slice(rows);
        stays(&["W".into()], &lots(), &moves, sold)
    }

    fn affected(rows: &[Move]) -> BTreeSet<u32> {
        let links = site_links(&stays_of(rows, &SiteSales::default()), &[true], LOTS).unwrap();
        let network = Network::new(&links, &[None; LOTS as usize + 1], Direction::Forward, TimeRule::Ordered).unwrap();
        Walker::new(&network).trace(&[0], &[], None).unwrap().hits().map(|hit| hit.lot).collect()
    }

    proptest! {
        /// An arrival does not undo what a departure before it tells: that the lot had been there.
        #[test]
        fn an_arrival_after_a_departure_takes_no_lot_out(
            rows in prop::collection::vec((0..LOTS, any::<bool>(), 0..9_i32), 1..9),
            (lot, later) in (0..LOTS, 0..9_i32),
        ) {
            let mut rows: Vec<Move> = rows.into_iter().map(|(lot, comes, day)| row(lot, comes, day)).collect();
            let is_departure = |row: &&Move| row.lot == lot && row.from.as_deref() == Some("W");
            let last = rows.iter().filter(is_departure).filter_map(|row| row.day).max();
            let before = affected(&rows);
            rows.push(row(lot, true, last.map_or(later, |last| last + 1 + later)));
            prop_assert!(affected(&rows).is_superset(&before), "{rows:?}");
        }
    }

    /// Of the two units that had left by the third day only one had come since the first: the other had been there.
    #[test]
    fn what_comes_later_does_not_explain_what_left_before() {
        let came = |rows: &[Move]| stays_of(rows, &SiteSales::default())[0].came;
        let moved = [row(0, true, 1), row(0, false, 1), row(0, false, 3)];
        assert_eq!(came(&[&moved[..], &[row(0, true, 4)]].concat()), None);
        assert_eq!(came(&[&moved[..], &[row(0, true, 2)]].concat()), Some(1));
    }

    #[test]
    fn order_lines_tell_that_a_lot_left() {
        let sale = |days, quantity| SiteSale { days, quantity, is_unsure: false };
        let stay = |sales: &[(bool, SiteSale)], rows: &[Move]| {
            let sales = sales.iter().map(|(returned, sale)| (("0".to_string(), 0, *returned), *sale)).collect();
            let sold = SiteSales { sales, ..SiteSales::default() };
            let stays = stays_of(rows, &sold);
            (stays[0].came, stays[0].went)
        };
        assert_eq!(stay(&[(false, sale([3, 5], 1))], &[]), (None, Some(5)));
        assert_eq!(stay(&[(false, sale([3, 5], 1))], &[row(0, true, 2)]), (Some(2), Some(5)));
        assert_eq!(stay(&[(false, sale([3, 5], 1))], &[row(0, true, 2), row(0, true, 3)]), (Some(2), Some(i32::MAX)));
        let shipped = [row(0, true, 2), row(0, true, 2), row(0, false, 5)];
        assert_eq!(
            stay(&[(false, sale([5, 5], 1))], &shipped),
            (Some(2), Some(i32::MAX)),
            "the same goods, told twice"
        );
        assert_eq!(stay(&[(false, sale([3, 5], 1)), (true, sale([9, 9], 1))], &[]), (None, Some(i32::MAX)));
    }
}
