//! The lots that `--lots` asks for, one by one or by pattern, and the first look at the tables by which they are known.

use glob::Pattern;
use hashbrown::HashSet;

use crate::error::Error;
use crate::exports::epcis::Epcis;
use crate::reduce::recall::Sightings;
use crate::settings::recall_scope::RecallScopeSettings;

use super::load::{Tables, is_list};

/// Lots that are named one by one, so that they are known although no table may know them.
pub(super) fn names(settings: &RecallScopeSettings, listed: Option<&[String]>) -> Vec<String> {
    let typed = settings.scope.lots.iter().filter(|lot| !is_list(lot) && !is_pattern(lot)).cloned();
    typed.chain(listed.unwrap_or_default().iter().cloned()).collect()
}

fn is_pattern(lot: &str) -> bool {
    lot.contains(['*', '?'])
}

/// What a first look at the tables is for, where it is needed: lots of a pattern; lots of whose products production tells
/// nothing, or not all that `--products` may choose from; the products on which recalled serial numbers stand, where none
/// are named; the lots that were sold at mixing sites.
pub(super) fn look(
    settings: &RecallScopeSettings,
    names: &[String],
    tables: &mut Tables<'_>,
    epcis: &Epcis,
) -> Result<Sightings, Error> {
    let scope = &settings.scope;
    let patterns: Vec<Pattern> = patterns(settings).filter_map(|text| Pattern::new(text).ok()).collect();
    let unmade = settings.inputs.production.is_empty() && settings.epcis.is_empty();
    let by_serial = !scope.serials.is_empty() && (scope.products.is_empty() || settings.inputs.orders.is_empty());
    let by_name = !names.is_empty() && (unmade || scope.whole_products());
    let at_sites = !settings.mixing_sites.is_empty() && !settings.inputs.orders.is_empty();
    if patterns.is_empty() && !by_serial && !by_name && !at_sites {
        return Ok(Sightings::default());
    }
    let named: HashSet<&str> = names.iter().map(String::as_str).collect();
    let asked = |lot: &str| (by_name && named.contains(lot)) || patterns.iter().any(|pattern| pattern.matches(lot));
    tables.look(epcis, &asked)
}

/// Values of `--lots` that are patterns.
pub(super) fn patterns(settings: &RecallScopeSettings) -> impl Iterator<Item = &String> {
    settings.scope.lots.iter().filter(|lot| is_pattern(lot) && !is_list(lot))
}
