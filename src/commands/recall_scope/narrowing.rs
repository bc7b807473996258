//! Lot names that stand for several products, and which of these are recalled.

use std::collections::{BTreeMap, BTreeSet};

use crate::reduce::lots::Lots;
use crate::reduce::recall::Sightings;
use crate::settings::recall_scope::RecallScopeSettings;

use super::scope::{Chosen, Traced, of_kind};

/// What stands under the name of a lot, by production and by what was `seen` in other tables.
fn of_name<'l>(lots: &'l Lots, seen: &'l Sightings, lot: u32) -> BTreeSet<&'l str> {
    let beside = lots.ids.get(lot as usize).and_then(|id| seen.lots.get(id)).into_iter().flatten();
    lots.products(lot).into_iter().chain(beside.map(String::as_str)).collect()
}

/// Whether the products asked for only say which one is meant of lot names that stand for several: each of them is one of
/// those of such a name, which narrows it. Lots of that product that were not named are not meant then.
pub(super) fn products_only_narrow(
    settings: &RecallScopeSettings,
    (lots, seen): (&Lots, &Sightings),
    starts: &BTreeMap<u32, Chosen>,
) -> bool {
    let products: BTreeSet<&str> = settings.scope.products.iter().map(String::as_str).collect();
    let named = starts.iter().filter(|(_, chosen)| matches!(chosen, Chosen::Named | Chosen::Pattern(_)));
    let of_names = named.map(|(lot, _)| of_name(lots, seen, *lot)).filter(|own| !own.is_subset(&products));
    let narrowed: BTreeSet<&str> = of_names.flatten().collect();
    settings.scope.whole_products() && products.is_subset(&narrowed)
}

/// Of recalled lots whose name stands for several products, those that are meant: the ones of the records that match what
/// was asked for, or those of `--products`. Whatever another affected lot went into is affected as a whole.
pub(super) fn narrowed_to(
    settings: &RecallScopeSettings,
    (lots, seen): (&Lots, &Sightings),
    traced: &Traced,
) -> BTreeMap<u32, BTreeSet<String>> {
    let links = traced.forward_links.carrying.iter().filter_map(|at| traced.links.get(*at as usize));
    let reached: BTreeSet<u32> = links.filter(|link| link.input != link.output).map(|link| link.output).collect();
    let mut narrowed = BTreeMap::new();
    for (lot, chosen) in traced.starts.iter().filter(|(lot, _)| !reached.contains(lot)) {
        let all = of_name(lots, seen, *lot);
        let meant: BTreeSet<&str> = match chosen {
            Chosen::Kind | Chosen::Undated => {
                of_kind(settings, lots, *lot).filter_map(|made| made.product.as_deref()).collect()
            }
            _ => all.iter().copied().filter(|own| settings.scope.products.iter().any(|name| name == own)).collect(),
        };
        if !meant.is_empty() && meant.len() < all.len() {
            narrowed.insert(*lot, meant.into_iter().map(str::to_string).collect());
        }
    }
    narrowed
}
