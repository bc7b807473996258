//! Sites at which lots contaminate each other: when each lot was there, and which units may never have been.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::trace::{Direction, Link, LinkTally, Network, Stay, TimeRule, Trace, TraceError, Walker};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{MoveKind, Moves, SaleLine, Sales};

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

/// What is on record of a lot at a site.
#[derive(Default)]
struct Visit {
    /// First day on which it came; nothing where none is told, or where one of the days is not known.
    came: Option<Option<i32>>,
    /// Last day on which it went, alike.
    went: Option<Option<i32>>,
    /// What came and went by those who sent it, and by those who received it: often the same goods.
    into: [i64; 2],
    out: [i64; 2],
    /// Whether what came and went does not tell if some is still there.
    is_unsure: bool,
}

impl Visit {
    fn come(&mut self, day: Option<i32>) {
        self.came = Some(self.came.map_or(day, |known| known.zip(day).map(|(known, day)| known.min(day))));
    }

    fn go(&mut self, day: Option<i32>) {
        self.went = Some(self.went.map_or(day, |known| known.zip(day).map(|(known, day)| known.max(day))));
    }

    /// Whether some of it may be there still, to leave with an order one day.
    fn stays(&self) -> bool {
        let most = |by: [i64; 2]| by[0].max(by[1]);
        self.went.is_none() || self.is_unsure || most(self.into) > most(self.out)
    }
}

/// When each lot was at each mixing site, by movements and by production. What never went is there to the last of all days.
pub(super) fn stays(sites: &[String], lots: &Lots, moves: &Moves) -> Vec<Stay> {
    let mut visits: BTreeMap<(u32, u32), Visit> = BTreeMap::new();
    for (site, name) in (0u32..).zip(sites) {
        for (lot, made) in (0u32..).zip(&lots.made).flat_map(|(lot, all)| all.iter().map(move |made| (lot, made))) {
            if made.site.as_deref() == Some(name) {
                let visit = visits.entry((lot, site)).or_default();
                visit.come(made.made_on);
                visit.is_unsure |= made.quantity.is_none();
                visit.into.iter_mut().for_each(|sum| *sum = sum.saturating_add(made.quantity.unwrap_or_default()));
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
                visit.come(row.day);
                // Returns are told once.
                let told = if row.kind == MoveKind::Return { 0..2 } else { by..by + 1 };
                visit.into[told].iter_mut().for_each(|sum| *sum = sum.saturating_add(row.quantity));
            }
            if goes {
                visit.go(row.day);
                visit.out[by] = visit.out[by].saturating_add(row.quantity);
            }
        }
    }
    let stay = |((lot, site), visit): ((u32, u32), Visit)| {
        let went = if visit.stays() { Some(i32::MAX) } else { visit.went.flatten() };
        Stay { lot, site, came: visit.came.flatten(), went }
    };
    visits.into_iter().map(stay).collect()
}
