//! What is compared: lots and the lots in them, products, suppliers, weeks of production, stores; and which units each of
//! them stands for. It tests nothing.

use std::cmp::Ordering;
use std::ops::Range;

use crate::error::Error;
use crate::exports::cast::format_date;
use crate::labels::{Label, lot_signals as labels};
use crate::reduce::intern::{Interner, places};
use crate::reduce::lot_lives::Part;
use crate::reduce::lots::Lots;
use crate::reduce::texts::Texts;
use crate::settings::lot_signals::{By, Within};

use super::load::Loaded;

/// A kind of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A lot that was sold.
    Lot,
    /// A lot that went into lots that were sold.
    ComponentLot,
    /// A product.
    Product,
    /// A supplier.
    Supplier,
    /// A week of production.
    Week,
    /// A store.
    Store,
}

impl Kind {
    pub(super) const ALL: [Kind; 6] =
        [Kind::Lot, Kind::ComponentLot, Kind::Product, Kind::Supplier, Kind::Week, Kind::Store];

    /// Stable name in tables.
    pub(super) fn id(self) -> &'static str {
        match self {
            Kind::Lot => "lot",
            Kind::ComponentLot => "component_lot",
            Kind::Product => "product",
            Kind::Supplier => "supplier",
            Kind::Week => "week",
            Kind::Store => "store",
        }
    }

    pub(super) fn label(self) -> Label {
        match self {
            Kind::Lot => labels::KIND_LOT,
            Kind::ComponentLot => labels::KIND_COMPONENT,
            Kind::Product => labels::KIND_PRODUCT,
            Kind::Supplier => labels::KIND_SUPPLIER,
            Kind::Week => labels::KIND_WEEK,
            Kind::Store => labels::KIND_STORE,
        }
    }
}

/// All candidates and the parts (see [`Part`]) that each stands for.
pub(super) struct Candidates {
    /// Whether products are there only so that lots are tested within their levels.
    pub(super) products_aside: bool,
    /// Names of each kind, sorted; the candidates of one kind follow those of the kind before.
    names: [Texts; Kind::ALL.len()],
    /// The first candidate of each kind, and one more than the last of all.
    firsts: [u32; Kind::ALL.len() + 1],
    /// Candidates of each part, one list after the other.
    pub(super) of_parts: Vec<u32>,
    /// Where the candidates of each part begin, and where the last ends.
    pub(super) offsets: Vec<usize>,
    /// Parts of each candidate, ascending, one list after the other, and where each begins and the last ends.
    parts: Vec<u32>,
    parts_at: Vec<usize>,
}

impl Candidates {
    /// Finds them. Where lots are compared across products, a product that fails more often as a whole must not make
    /// signals of its lots: it is a candidate too, if only aside.
    ///
    /// # Errors
    /// Internal, where there are more than can be numbered.
    pub(super) fn of(by: &[By], within: Within, loaded: &Loaded) -> Result<Candidates, Error> {
        let products_aside = within == Within::All && !by.contains(&By::Product);
        let by: Vec<By> = by.iter().copied().chain(products_aside.then_some(By::Product)).collect();
        let inputs = Inputs::of(&loaded.lots);
        let mut numberings: [Numbering; Kind::ALL.len()] = Default::default();
        let (mut found, mut offsets) = (Vec::new(), vec![0]);
        let mut too_many = false;
        for part in loaded.lives.parts.iter() {
            let mut add = |kind: Kind, name: &str| match numberings[kind as usize].code(name) {
                Some(code) => found.push((kind as u8, code)),
                None => too_many = true,
            };
            by.iter().for_each(|by| collect(*by, part, loaded, &inputs, &mut add));
            offsets.push(found.len());
        }
        // Numbers in the order of the names, so that nothing depends on which part came first.
        let (mut names, mut places, mut firsts) =
            <([Texts; Kind::ALL.len()], [Vec<u32>; Kind::ALL.len()], [u32; Kind::ALL.len() + 1])>::default();
        for (kind, numbering) in numberings.into_iter().enumerate() {
            (names[kind], places[kind]) = numbering.sorted();
            match u32::try_from(names[kind].len()).ok().and_then(|own| firsts[kind].checked_add(own)) {
                Some(next) => firsts[kind + 1] = next,
                None => too_many = true,
            }
        }
        if too_many {
            return Err(Error::internal("more candidates than can be numbered"));
        }
        let place = |(kind, code): (u8, u32)| {
            let own = places[usize::from(kind)].get(code as usize).copied();
            firsts[usize::from(kind)] + own.unwrap_or(code)
        };
        let of_parts: Vec<u32> = found.into_iter().map(place).collect();
        let (parts, parts_at) = parts(firsts[Kind::ALL.len()] as usize, &of_parts, &offsets);
        Ok(Candidates { products_aside, names, firsts, of_parts, offsets, parts, parts_at })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.firsts[Kind::ALL.len()] as usize
    }

    /// The candidates of a kind, in the order of their names.
    pub(super) fn of_kind(&self, kind: Kind) -> Range<u32> {
        self.firsts[kind as usize]..self.firsts[kind as usize + 1]
    }

    /// What a candidate is.
    pub(super) fn kind(&self, candidate: u32) -> Kind {
        let is_of = |kind: &&Kind| self.of_kind(**kind).contains(&candidate);
        Kind::ALL.iter().find(is_of).copied().unwrap_or(Kind::Lot)
    }

    /// The name of a candidate.
    pub(super) fn name(&self, candidate: u32) -> &str {
        let kind = self.kind(candidate) as usize;
        self.names[kind].get((candidate - self.firsts[kind]) as usize).unwrap_or_default()
    }

    /// Whether a candidate is to be shown.
    pub(super) fn is_shown(&self, candidate: u32) -> bool {
        !self.products_aside || !self.of_kind(Kind::Product).contains(&candidate)
    }

    /// The parts of a candidate, ascending.
    pub(super) fn parts(&self, candidate: u32) -> &[u32] {
        let at = candidate as usize;
        &self.parts[self.parts_at[at]..self.parts_at[at + 1]]
    }
}

/// Numbers names as they come. As long as they ascend, which is how millions of lots come, no table is needed.
#[derive(Default)]
struct Numbering {
    ascending: Texts,
    table: Option<Interner>,
}

impl Numbering {
    /// The number of a name; nothing where there are more than can be numbered.
    fn code(&mut self, name: &str) -> Option<u32> {
        if let Some(table) = &mut self.table {
            return table.code(name);
        }
        match self.ascending.last().map(|last| last.cmp(name)) {
            None | Some(Ordering::Less) => self.ascending.push(name),
            Some(Ordering::Equal) => {}
            Some(Ordering::Greater) => {
                let mut table = Interner::of(std::mem::take(&mut self.ascending).iter())?;
                let code = table.code(name);
                self.table = Some(table);
                return code;
            }
        }
        u32::try_from(self.ascending.len() - 1).ok()
    }

    /// All names in order, and the place of each number in it; none where each is in its place.
    fn sorted(self) -> (Texts, Vec<u32>) {
        let Some(table) = self.table else { return (self.ascending, Vec::new()) };
        let order = table.order();
        (order.iter().map(|code| table.text(*code)).collect(), places(&order))
    }
}

/// The parts of so many candidates, from the candidates of each part.
fn parts(candidates: usize, of_parts: &[u32], offsets: &[usize]) -> (Vec<u32>, Vec<usize>) {
    let mut ends = vec![0usize; candidates + 1];
    of_parts.iter().for_each(|candidate| ends[*candidate as usize + 1] += 1);
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let (mut parts, mut next) = (vec![0; of_parts.len()], ends.clone());
    for (part, bounds) in (0u32..).zip(offsets.windows(2)) {
        for candidate in &of_parts[bounds[0]..bounds[1]] {
            let place = &mut next[*candidate as usize];
            parts[*place] = part;
            *place += 1;
        }
    }
    (parts, ends)
}

fn collect(by: By, part: Part<'_>, loaded: &Loaded, inputs: &Inputs, take: &mut impl FnMut(Kind, &str)) {
    let lots = &loaded.lots;
    let lot = part.lot.and_then(|lot| lots.find(lot));
    let mut add = |kind, name: Option<&str>| name.into_iter().for_each(|name| take(kind, name));
    match by {
        By::Lot => {
            add(Kind::Lot, part.lot);
            for input in lot.map(|lot| inputs.all_of(lot)).unwrap_or_default() {
                add(Kind::ComponentLot, lots.ids.get(input as usize).map(String::as_str));
            }
        }
        By::Product => {
            let made = lot.and_then(|lot| lots.made(lot)).and_then(|made| made.product.as_deref());
            add(Kind::Product, part.product.or(made));
        }
        By::Supplier => {
            // Who supplied the lot itself, or anything in it.
            let all = lot.map(|lot| inputs.all_of(lot)).unwrap_or_default();
            let suppliers = lot.into_iter().chain(all).filter_map(|lot| lots.made(lot)?.supplier.as_deref());
            let distinct: std::collections::BTreeSet<&str> = suppliers.collect();
            distinct.into_iter().for_each(|supplier| add(Kind::Supplier, Some(supplier)));
        }
        By::Week => {
            let week = lot.and_then(|lot| lots.made(lot)).and_then(|made| made.made_on).map(week);
            add(Kind::Week, week.as_deref());
        }
        By::Store => add(Kind::Store, part.store),
    }
}

/// The ISO week of a day, such as 2026-W27.
fn week(day: i32) -> String {
    use chrono::{Datelike, NaiveDate};
    match NaiveDate::from_epoch_days(day).map(|date| date.iso_week()) {
        Some(week) => format!("{:04}-W{:02}", week.year(), week.week()),
        None => format_date(day),
    }
}

/// What went into each lot.
struct Inputs {
    offsets: Vec<u32>,
    inputs: Vec<u32>,
}

impl Inputs {
    fn of(lots: &Lots) -> Inputs {
        let mut pairs: Vec<(u32, u32)> = lots.links.iter().map(|link| (link.output, link.input)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut offsets = vec![0; lots.len() + 1];
        pairs.iter().for_each(|(output, _)| offsets[*output as usize + 1] += 1);
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        Inputs { offsets, inputs: pairs.into_iter().map(|(_, input)| input).collect() }
    }

    /// All lots that are in `lot`, whatever lies between, ascending and without itself.
    fn all_of(&self, lot: u32) -> Vec<u32> {
        let (mut found, mut waiting) = (std::collections::BTreeSet::new(), vec![lot]);
        while let Some(lot) = waiting.pop() {
            let (start, end) = (self.offsets[lot as usize] as usize, self.offsets[lot as usize + 1] as usize);
            waiting.extend(self.inputs[start..end].iter().filter(|input| found.insert(**input)));
        }
        found.remove(&lot);
        found.into_iter().collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::trace::Link;
    use crate::reduce::lot_lives::LotLives;
    use crate::reduce::lots::Made;

    fn loaded() -> Loaded {
        let ids: Vec<String> = ["A", "B", "M", "R"].map(String::from).into();
        let links = [(2, 0), (2, 1), (3, 2), (1, 3)].map(|(input, output)| Link::used_on(input, output, None)).into();
        let made =
            |supplier: &str, day| vec![Made { supplier: Some(supplier.into()), made_on: Some(day), ..Made::default() }];
        let made = vec![made("own", 0), made("own", 7), made("Metal Ltd", 3), Vec::new()];
        let part = |lot| Part { lot: Some(lot), product: Some("P"), store: None };
        let lives = LotLives { parts: ["A", "B", "X"].map(part).into_iter().collect(), ..LotLives::default() };
        Loaded { lots: Lots { ids, links, made, ..Lots::default() }, lives, ..Loaded::default() }
    }

    #[test]
    fn components_of_components_count_and_rework_ends() {
        let got = Candidates::of(&[By::Lot], Within::Product, &loaded()).unwrap();
        let names: Vec<(Kind, &str)> = (0..got.len() as u32).map(|own| (got.kind(own), got.name(own))).collect();
        let expected = [
            (Kind::Lot, "A"),
            (Kind::Lot, "B"),
            (Kind::Lot, "X"),
            (Kind::ComponentLot, "B"),
            (Kind::ComponentLot, "M"),
            (Kind::ComponentLot, "R"),
        ];
        assert_eq!(names, expected);
        assert_eq!(got.parts(4), [0, 1], "the module is in both");
        assert_eq!(got.parts(3), [0], "B was reworked into R and so into A");
    }

    #[test]
    fn suppliers_of_anything_inside_and_weeks() {
        let got = Candidates::of(&[By::Supplier, By::Week, By::Product], Within::All, &loaded()).unwrap();
        let names: Vec<&str> = (0..got.len() as u32).map(|own| got.name(own)).collect();
        assert_eq!(names, ["P", "Metal Ltd", "own", "1970-W01", "1970-W02"]);
    }

    #[test]
    fn names_are_numbered_alike_whether_they_ascend_or_not() {
        let numbered = |names: &[&str]| {
            let mut numbering = Numbering::default();
            let codes: Vec<u32> = names.iter().map(|name| numbering.code(name).unwrap()).collect();
            let (sorted, places) = numbering.sorted();
            let place = |code: &u32| places.get(*code as usize).copied().unwrap_or(*code);
            let names: Vec<String> = sorted.iter().map(String::from).collect();
            (names, codes.iter().map(place).collect::<Vec<u32>>())
        };
        assert_eq!(numbered(&["A", "A", "B", "C"]), (["A", "B", "C"].map(String::from).into(), vec![0, 0, 1, 2]));
        assert_eq!(numbered(&["A", "C", "B", "A"]), (["A", "B", "C"].map(String::from).into(), vec![0, 2, 1, 0]));
    }
}
