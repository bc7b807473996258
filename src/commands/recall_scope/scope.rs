//! What is recalled: the lots to start from, and all that they went into.

use std::collections::{BTreeMap, BTreeSet};

use glob::Pattern;
use hashbrown::HashSet;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::error::{Error, Kind, Problem};
use crate::exports::columns::suggest;
use crate::labels::visible::first_few;
use crate::labels::{Label, Text, recall_scope as labels};
use crate::models::trace::{Direction, Link, LinkTally, Network, Trace, TraceError, Walker, site_links};
use crate::reduce::lots::{Lots, Made};
use crate::reduce::recall::{Moves, SaleLine, Sales, Sightings, same_name};
use crate::settings::recall_scope::RecallScopeSettings;

use super::asked::patterns;
use super::load::Traded;
use super::mixing::{Mixed, stays};
use super::narrowing::{narrowed_to, products_only_narrow};

/// Between the lots of a path.
const ARROW: &str = " → ";
/// Lots that a path in few words names.
const MOST_NAMES: usize = 8;

/// Why a lot is where the trace starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// It was named, or stands in a list.
    Named,
    /// It matches a pattern.
    Pattern(String),
    /// It is of the product, supplier or days asked for.
    Kind,
    /// It is of the product or supplier asked for; on which day it was made is not recorded.
    Undated,
    /// It was drawn for the drill.
    Drawn,
}

impl Chosen {
    pub(super) fn text(&self) -> Text {
        match self {
            Chosen::Named => labels::CHOSEN_NAMED.text(),
            Chosen::Pattern(pattern) => labels::CHOSEN_PATTERN.with(&[("pattern", pattern)]),
            Chosen::Kind => labels::CHOSEN_KIND.text(),
            Chosen::Undated => labels::CHOSEN_UNDATED.text(),
            Chosen::Drawn => labels::CHOSEN_DRAWN.text(),
        }
    }
}

/// Everything that the recalled lots went into and were made of.
pub(super) struct Traced {
    pub(super) starts: BTreeMap<u32, Chosen>,
    /// Links with those over mixing sites; sites are numbered beyond the lots.
    pub(super) links: Vec<Link>,
    pub(super) sites: Vec<String>,
    pub(super) forward: Trace,
    pub(super) forward_links: LinkTally,
    pub(super) backward: Trace,
    /// Whether each lot is affected.
    pub(super) affected: Vec<bool>,
    /// Lots that neither production nor genealogy knows.
    pub(super) unmade: BTreeSet<u32>,
    /// Of recalled lots whose name stands for several products, those that are recalled, where not all are.
    pub(super) narrowed: BTreeMap<u32, BTreeSet<String>>,
    /// Whether the products asked for are recalled whole, whatever their lot.
    pub(super) whole_products: bool,
    /// Links out of lots that were reached that no day makes possible, by their places.
    pub(super) impossible: Vec<u32>,
    /// Lots of which units that never were at a mixing site are not affected.
    pub(super) mixed: Mixed,
}

impl Traced {
    /// Lots to start from that neither production nor genealogy knows.
    fn unmade_starts(&self) -> impl Iterator<Item = u32> + '_ {
        self.starts.keys().copied().filter(|lot| self.unmade.contains(lot))
    }

    /// The name of a lot or a site.
    pub(super) fn name<'t>(&'t self, lots: &'t Lots, lot: u32) -> &'t str {
        let site = || self.sites.get((lot as usize).checked_sub(lots.len())?);
        lots.ids.get(lot as usize).or_else(site).map_or("", String::as_str)
    }

    /// The shortest way to an affected lot, as names.
    pub(super) fn path(&self, lots: &Lots, lot: u32) -> String {
        let Some(steps) = self.forward.path(lot) else { return String::new() };
        let start = steps.first().map_or(lot, |step| step.from);
        let names = [start].into_iter().chain(steps.iter().map(|step| step.to)).map(|lot| self.name(lots, lot));
        names.collect::<Vec<_>>().join(ARROW)
    }

    /// The shortest way in few words: its ends, where it is long.
    pub(super) fn short_path(&self, lots: &Lots, lot: u32) -> String {
        let path = self.path(lots, lot);
        let names: Vec<&str> = path.split(ARROW).collect();
        match names[..] {
            [first, second, .., last] if names.len() > MOST_NAMES => {
                [first, second, &format!("… {}", names.len() - 3), last].join(ARROW)
            }
            _ => path,
        }
    }

    /// Products that have an affected lot, and whether that of some affected lot is not known: neither production nor
    /// what was `seen` tells it.
    pub(super) fn products<'l>(&'l self, lots: &'l Lots, seen: &'l Sightings) -> (HashSet<&'l str>, bool) {
        let (mut products, mut unknown) = (HashSet::new(), false);
        for lot in (0..lots.len() as u32).filter(|lot| self.affected[*lot as usize]) {
            let beside = || lots.ids.get(lot as usize).and_then(|id| seen.lots.get(id)).into_iter().flatten();
            let own = self.products_of(lots, lot);
            unknown |= own.is_empty() && beside().next().is_none();
            products.extend(beside().filter(|_| own.is_empty()).map(String::as_str));
            products.extend(own);
        }
        (products, unknown)
    }

    /// What is recalled under the name of a lot.
    pub(super) fn products_of<'l>(&'l self, lots: &'l Lots, lot: u32) -> BTreeSet<&'l str> {
        match self.narrowed.get(&lot) {
            Some(products) => products.iter().map(String::as_str).collect(),
            None => lots.products(lot),
        }
    }

    /// The same in a cell.
    pub(super) fn product_names(&self, lots: &Lots, lot: u32) -> Option<String> {
        let all = self.products_of(lots, lot);
        (!all.is_empty()).then(|| all.into_iter().collect::<Vec<_>>().join("; "))
    }

    /// Whether a line was sold before its lot, which was not recalled by itself, can have been affected.
    pub(super) fn is_before_affected(&self, line: &SaleLine) -> bool {
        let Some(lot) = line.lot.filter(|lot| !self.starts.contains_key(lot)) else { return false };
        self.forward.find(lot).and_then(|hit| hit.day).is_some_and(|day| line.day < day)
    }

    /// Whether a line names a recalled lot, but a product that is not recalled under that name.
    pub(super) fn is_of_other_product(&self, sales: &Sales, line: &SaleLine) -> bool {
        let Some(meant) = line.lot.and_then(|lot| self.narrowed.get(&lot)) else { return false };
        let product = line.product.and_then(|at| sales.products.get(at as usize));
        product.is_some_and(|product| !meant.contains(product))
    }
}

/// The flags of the tables in which lots are looked for.
fn looked_in(settings: &RecallScopeSettings) -> String {
    let inputs = &settings.inputs;
    let given = [
        ("--production", !inputs.production.is_empty()),
        ("--genealogy", !inputs.genealogy.is_empty()),
        ("--orders", !inputs.orders.is_empty()),
        ("--open-orders", !inputs.open_orders.is_empty()),
        ("--movements", !inputs.movements.is_empty()),
        ("--stock", !inputs.stock.is_empty()),
        ("--epcis", !settings.epcis.is_empty()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag).collect::<Vec<_>>().join(", ")
}

/// The lots to start from.
///
/// # Errors
/// Kind `Contract` where nothing matches what was asked for.
pub(super) fn starts(
    settings: &RecallScopeSettings,
    lots: &Lots,
    names: &[String],
    seen: &Sightings,
) -> Result<BTreeMap<u32, Chosen>, Error> {
    let (mut starts, mut problems) = (BTreeMap::new(), Vec::new());
    let named = || names.iter().filter_map(|name| lots.find(name)).map(|lot| (lot, Chosen::Named));
    for text in patterns(settings) {
        let Ok(pattern) = Pattern::new(text) else {
            problems.push(Problem::at("--lots", labels::BAD_PATTERN.with(&[("pattern", text)])));
            continue;
        };
        let matching: Vec<u32> =
            (0u32..).zip(&lots.ids).filter(|(_, id)| pattern.matches(id)).map(|(lot, _)| lot).collect();
        starts.extend(matching.iter().map(|lot| (*lot, Chosen::Pattern(text.clone()))));
        if matching.is_empty() {
            let hint = labels::LOOKED_IN.with(&[("tables", &looked_in(settings))]);
            problems.push(Problem::at("--lots", labels::NO_MATCH.with(&[("pattern", text)])).hint(hint));
        }
    }
    starts.extend(named());
    if settings.scope.by_kind() && !products_only_narrow(settings, (lots, seen), &starts) {
        let by_day = settings.scope.made_from.is_some() || settings.scope.made_to.is_some();
        let how = |lot: u32| match by_day && of_kind(settings, lots, lot).all(|made| made.made_on.is_none()) {
            true => Chosen::Undated,
            false => Chosen::Kind,
        };
        let matching: Vec<u32> = (0..lots.len() as u32).filter(|lot| is_of_kind(settings, lots, *lot)).collect();
        if matching.is_empty() && !settings.scope.whole_products() {
            problems.push(Problem::new(labels::NO_LOT_OF_KIND.text()).hint(labels::NO_LOT_OF_KIND_HINT.text()));
        }
        starts.extend(matching.into_iter().map(|lot| (lot, how(lot))));
    }
    starts.extend(named());
    Error::check(Kind::Contract, problems)?;
    if settings.drill && starts.is_empty() && settings.scope.serials.is_empty() {
        starts.extend(draw(lots, settings.seed).map(|lot| (lot, Chosen::Drawn)));
    }
    Ok(starts)
}

fn is_of_kind(settings: &RecallScopeSettings, lots: &Lots, lot: u32) -> bool {
    of_kind(settings, lots, lot).next().is_some()
}

/// The records of a lot that are of the product, supplier and days asked for.
pub(super) fn of_kind<'l>(
    settings: &'l RecallScopeSettings,
    lots: &'l Lots,
    lot: u32,
) -> impl Iterator<Item = &'l Made> {
    let scope = &settings.scope;
    let named = |names: &[String], name: Option<&str>| {
        names.is_empty() || name.is_some_and(|name| names.iter().any(|own| own == name))
    };
    lots.made.get(lot as usize).into_iter().flatten().filter(move |made| {
        // A lot without a day of production cannot be told to lie outside of it.
        let in_time = scope.made_from.is_none_or(|from| made.made_on.is_none_or(|day| day >= from))
            && scope.made_to.is_none_or(|to| made.made_on.is_none_or(|day| day <= to));
        named(&scope.products, made.product.as_deref()) && named(&scope.suppliers, made.supplier.as_deref()) && in_time
    })
}

/// A finished lot drawn at random: one that was made and went into no other.
fn draw(lots: &Lots, seed: u64) -> Option<u32> {
    let inputs: BTreeSet<u32> = lots.links.iter().map(|link| link.input).collect();
    let made = |lot: &u32| lots.made(*lot).is_some_and(|made| made.product.is_some());
    let finished: Vec<u32> = (0..lots.len() as u32).filter(|lot| made(lot) && !inputs.contains(lot)).collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (!finished.is_empty()).then(|| finished[random.random_range(0..finished.len())])
}

/// Follows the lots to all that they went into, and back to all that they were made of.
///
/// # Errors
/// Kind `Contract` where links contradict themselves.
pub(super) fn trace(
    settings: &RecallScopeSettings,
    lots: &Lots,
    starts: BTreeMap<u32, Chosen>,
    moves: &Moves,
    seen: &Sightings,
) -> Result<Traced, Error> {
    let failed = |error: TraceError| Error::new(Kind::Contract, Problem::new(error.text()));
    let sites = settings.mixing_sites.clone();
    let mut links = lots.links.clone();
    let stays = stays(&sites, lots, moves, &seen.at_sites);
    let marked = vec![true; sites.len()];
    links.extend(site_links(&stays, &marked, lots.len() as u32).map_err(failed)?);
    let mut made_on = lots.made_on();
    made_on.extend(sites.iter().map(|_| None));
    let first: Vec<u32> = starts.keys().copied().collect();
    let forward_network = Network::new(&links, &made_on, Direction::Forward, settings.time).map_err(failed)?;
    let forward = Walker::new(&forward_network).trace(&first, &[], settings.most_levels).map_err(failed)?;
    let forward_links = forward.links(&forward_network);
    let backward_network = Network::new(&links, &made_on, Direction::Backward, settings.time).map_err(failed)?;
    let backward = Walker::new(&backward_network).trace(&first, &[], settings.most_levels).map_err(failed)?;
    let mut affected = vec![false; lots.len()];
    for hit in forward.hits().filter(|hit| (hit.lot as usize) < lots.len()) {
        affected[hit.lot as usize] = true;
    }
    let is_reached = |at: &&u32| links.get(**at as usize).is_some_and(|link| forward.find(link.input).is_some());
    let impossible = forward_network.impossible().iter().filter(is_reached).copied().collect();
    let mut unmade: BTreeSet<u32> = (0..lots.len() as u32).filter(|lot| lots.made(*lot).is_none()).collect();
    lots.links.iter().flat_map(|link| [link.input, link.output]).for_each(|lot| {
        unmade.remove(&lot);
    });
    let (of_all, reached) = ((&links[..], &sites[..]), (&forward, &forward_links));
    let mixed = Mixed::find(lots, of_all, reached, &first, settings.time).map_err(failed)?;
    let narrowed = BTreeMap::new();
    let whole_products = settings.scope.whole_products() && !products_only_narrow(settings, (lots, seen), &starts);
    let traced = Traced {
        whole_products,
        starts,
        links,
        sites,
        forward,
        forward_links,
        backward,
        affected,
        unmade,
        narrowed,
        impossible,
        mixed,
    };
    Ok(Traced { narrowed: narrowed_to(settings, (lots, seen), &traced), ..traced })
}

/// Problems of a scope of which nothing is anywhere: names with a slip of the pen must not end in "nobody is affected".
pub(super) fn nowhere(settings: &RecallScopeSettings, lots: &Lots, traced: &Traced, traded: &Traded) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (sales, moves) = (&traded.sales, &traded.moves);
    let known = || (0u32..).zip(&lots.ids).filter(|(lot, _)| !traced.unmade.contains(lot)).map(|(_, id)| id.as_str());
    let known = || known().chain(sales.unknown_lots.iter().map(String::as_str));
    let named = |lot: &u32| traced.starts.get(lot) == Some(&Chosen::Named);
    for lot in traced.unmade_starts().filter(named) {
        let traded = sales.lines.iter().any(|line| line.lot == Some(lot))
            || moves.rows.iter().any(|row| row.lot == lot)
            || traded.stock.rows.iter().any(|row| row.lot == lot);
        if !traded {
            let name = lots.ids.get(lot as usize).map_or("", String::as_str);
            let problem = Problem::at("--lots", labels::LOT_NOWHERE.with(&[("name", &name)]));
            problems.push(suggest(problem, name, known()));
        }
    }
    let made = |product: &str| (0..lots.len() as u32).any(|lot| lots.products(lot).contains(product));
    for product in settings.scope.products.iter().filter(|product| !sales.products.contains(product) && !made(product))
    {
        problems.push(Problem::at("--products", labels::PRODUCT_NOWHERE.with(&[("name", product)])));
    }
    let sold_in = |name: &String| sales.stores.iter().any(|store| same_name(store, name));
    for store in settings.scope.window.stores.iter().filter(|store| !sold_in(store)) {
        let problem = Problem::at("--stores", labels::STORE_NOWHERE.with(&[("name", store)]));
        problems.push(suggest(problem, store, sales.stores.iter().map(String::as_str)));
    }
    let moved =
        |site: &str| moves.rows.iter().any(|row| row.from.as_deref() == Some(site) || row.to.as_deref() == Some(site));
    let made_at = |site: &str| lots.made.iter().flatten().any(|made| made.site.as_deref() == Some(site));
    let at = |site: &str| moved(site) || made_at(site) || sales.places.contains(site);
    for (flag, sites) in [("--mixing-sites", &settings.mixing_sites), ("--own-sites", &settings.own_sites)] {
        for site in sites.iter().filter(|site| !at(site)) {
            problems.push(Problem::at(flag, labels::SITE_NOWHERE.with(&[("name", site)])));
        }
    }
    if !settings.scope.serials.is_empty() && !sales.lines.iter().any(|line| line.serial_hit || line.serial_near) {
        problems.push(Problem::at("--serials", labels::SERIALS_NOWHERE.text()));
    }
    problems
}

/// Names of the scope that the tables also write in another case or with other blanks, which narrows or widens it unseen.
pub(super) fn also_written(settings: &RecallScopeSettings, lots: &Lots, traded: &Traded) -> Vec<Text> {
    let (scope, made) = (&settings.scope, || lots.made.iter().flatten());
    let names = |all: &mut dyn Iterator<Item = &str>| all.map(str::to_string).collect::<BTreeSet<String>>();
    let suppliers = names(&mut made().filter_map(|made| made.supplier.as_deref()));
    let sold = traded.sales.products.iter().map(String::as_str);
    let products = names(&mut made().filter_map(|made| made.product.as_deref()).chain(sold));
    let stores = names(&mut traded.sales.stores.iter().map(String::as_str));
    let moves = || traded.moves.rows.iter();
    let moved = moves().flat_map(|row| [row.from.as_deref(), row.to.as_deref()]);
    let sites = names(&mut moved.chain(made().map(|made| made.site.as_deref())).flatten());
    let asked: [(&str, &[String], &BTreeSet<String>, Label); 5] = [
        ("--suppliers", &scope.suppliers, &suppliers, labels::ALSO_WRITTEN),
        ("--products", &scope.products, &products, labels::ALSO_WRITTEN),
        ("--stores", &scope.window.stores, &stores, labels::ALSO_WRITTEN_KEPT),
        ("--mixing-sites", &settings.mixing_sites, &sites, labels::ALSO_WRITTEN),
        ("--own-sites", &settings.own_sites, &sites, labels::ALSO_WRITTEN),
    ];
    let mut warnings = Vec::new();
    for (flag, own, known, label) in asked {
        for name in own {
            let is_other = |other: &&String| !own.contains(other) && same_name(name, other);
            let others: Vec<&str> = known.iter().filter(is_other).map(String::as_str).collect();
            if !others.is_empty() {
                let others = others.join(", ");
                warnings.push(label.with(&[("flag", &flag), ("name", name), ("others", &others)]));
            }
        }
    }
    warnings
}

/// What a reader has to know of the trace.
pub(super) fn warnings(lots: &Lots, traced: &Traced) -> Vec<Text> {
    let tally = &traced.forward_links;
    let notes: [(Label, u64); 3] = [
        (labels::UNDATED_LINKS, tally.undated.len() as u64),
        (labels::OUT_OF_TIME, tally.out_of_time.len() as u64),
        (labels::IMPOSSIBLE_LINKS, traced.impossible.len() as u64),
    ];
    let mut warnings: Vec<Text> =
        notes.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", &n)])).collect();
    let mut name = |label: Label, found: &mut dyn Iterator<Item = u32>| {
        let names: Vec<&str> = found.filter_map(|lot| lots.ids.get(lot as usize)).map(String::as_str).collect();
        if !names.is_empty() {
            warnings.push(label.with(&[("n", &names.len()), ("names", &first_few(&names))]));
        }
    };
    // Where there is no production to know a lot, that it does not says nothing.
    if !lots.links.is_empty() || lots.made.iter().any(|made| !made.is_empty()) {
        name(labels::UNKNOWN_STARTS, &mut traced.unmade_starts());
    }
    let undated = traced.starts.iter().filter(|(_, chosen)| **chosen == Chosen::Undated);
    name(labels::UNDATED_LOTS, &mut undated.map(|(lot, _)| *lot));
    let affected = || (0..lots.len() as u32).filter(|lot| traced.affected.get(*lot as usize) == Some(&true));
    let whole = |lot: &u32| !traced.narrowed.contains_key(lot) && lots.products(*lot).len() > 1;
    name(labels::SEVERAL_PRODUCTS, &mut affected().filter(whole));
    name(labels::NARROWED_LOTS, &mut traced.narrowed.keys().copied());
    if traced.forward.cut_off {
        warnings.push(labels::CUT_OFF.text());
    }
    warnings
}
