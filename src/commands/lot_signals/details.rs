//! What the failures of the most suspicious candidates are about, and when they came.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::lot_signals::words::telling;
use crate::reduce::lot_lives::Failure;
use crate::settings::lot_signals::LotSignalsSettings;

use super::candidates::Kind;
use super::findings::{Findings, Row};
use super::load::Loaded;

/// Candidates that are looked at, beside all signals and all that are suspicious.
const LOOKED_AT: usize = 200;
/// Categories and words that are named.
const NAMED: usize = 3;

/// What the failures of a candidate are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    pub(super) first: Option<i32>,
    pub(super) last: Option<i32>,
    /// Category and number, the most frequent first.
    categories: Vec<(String, u64)>,
    words: Vec<(String, u64)>,
}

/// Details of the most suspicious candidates.
#[derive(Default)]
pub(super) struct Details {
    pub(super) of: BTreeMap<u32, About>,
}

impl About {
    pub(super) fn categories(&self) -> Option<String> {
        listed(&self.categories)
    }

    pub(super) fn words(&self) -> Option<String> {
        listed(&self.words)
    }
}

fn listed(names: &[(String, u64)]) -> Option<String> {
    let all: Vec<String> = names.iter().map(|(name, n)| format!("{name} ({n})")).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

impl Details {
    /// Looks at the most suspicious candidates.
    pub(super) fn of(settings: &LotSignalsSettings, loaded: &Loaded, findings: &Findings) -> Details {
        let failures = loaded.failures(settings);
        let mut words: BTreeMap<Box<str>, u64> = BTreeMap::new();
        for row in failures.iter().filter_map(|failure| loaded.complaints.rows.get(failure.complaint?)) {
            row.words.iter().for_each(|word| *words.entry(word.clone()).or_default() += 1);
        }
        let rows = findings.rows().enumerate();
        let looked_at = rows.filter(|(at, row)| *at < LOOKED_AT || row.is_suspicious());
        let of = looked_at.filter(|(_, row)| row.failures > 0).map(|(_, row)| {
            let parts = findings.candidates.parts(row.candidate);
            let own: Vec<&Failure> = parts.iter().flat_map(|part| of_part(failures, *part)).collect();
            (row.candidate, about(loaded, &own, &words, failures.len() as u64))
        });
        Details { of: of.collect() }
    }
}

/// The product of a lot; nothing where a candidate holds several.
pub(super) fn product<'a>(loaded: &'a Loaded, findings: &'a Findings, row: &Row) -> Option<&'a str> {
    let name = findings.name(row.candidate);
    let made = || loaded.lots.made(loaded.lots.find(name)?)?.product.as_deref();
    // A lot that was sold is a part, or one a store.
    let sold = || {
        let part = findings.candidates.parts(row.candidate).first()?;
        loaded.lives.parts.get(*part)?.product
    };
    match findings.kind(row) {
        Kind::Lot => made().or_else(sold),
        Kind::ComponentLot => made(),
        Kind::Product => Some(name),
        _ => None,
    }
}

fn of_part(failures: &[Failure], part: u32) -> &[Failure] {
    let start = failures.partition_point(|failure| failure.part < part);
    let end = failures.partition_point(|failure| failure.part <= part);
    &failures[start..end]
}

fn about(loaded: &Loaded, own: &[&Failure], words: &BTreeMap<Box<str>, u64>, all: u64) -> About {
    let rows = || own.iter().filter_map(|failure| loaded.complaints.rows.get(failure.complaint?));
    let mut categories: BTreeMap<&str, u64> = BTreeMap::new();
    rows().filter_map(|row| row.category.as_deref()).for_each(|name| *categories.entry(name).or_default() += 1);
    let mut categories: Vec<(String, u64)> = categories.into_iter().map(|(name, n)| (name.to_string(), n)).collect();
    categories.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    categories.truncate(NAMED);
    let inside: Vec<&[Box<str>]> = rows().map(|row| &row.words[..]).collect();
    // Pairs of Chinese characters overlap; of those with the same count in a row one is enough.
    let mut named: Vec<(String, u64)> = Vec::new();
    let mut seen: BTreeSet<char> = BTreeSet::new();
    for (word, n) in telling(&inside, words, all, 4 * NAMED) {
        let fresh = word.is_ascii() || word.chars().all(|c| !seen.contains(&c));
        seen.extend(word.chars().filter(|c| !c.is_ascii()));
        if fresh && named.len() < NAMED {
            named.push((word.to_string(), n));
        }
    }
    let days = || own.iter().map(|failure| failure.day);
    About { first: days().min(), last: days().max(), categories, words: named }
}
