//! Figures of the openEBGM package on its CAERS data, printed in its vignettes 3 and 4, and figures computed again by
//! an independent program. The data lie outside of the project, in the folder that `HUIKE_REFERENCE_DATA` names;
//! without it these tests say that they were skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::models::lot_signals::cells::Cells;
use crate::models::lot_signals::group::Group;
use crate::numerics::bfgs::minimise;

/// Vignette 3, full data.
const THETA: [f64; 5] = [3.25596685, 0.39998994, 2.02376139, 1.90614108, 0.06530755];

/// Vignette 4, the prior of the scores.
const SQUASHED_THETA: [f64; 5] = [3.25379356, 0.39988854, 2.02612692, 1.90807970, 0.06534557];

fn prior(theta: [f64; 5]) -> Prior {
    let [a1, b1, a2, b2, share] = theta;
    let (first, second) = (Gamma { shape: a1, rate: b1 }, Gamma { shape: a2, rate: b2 });
    Prior::TwoGammas(Mixture { first, second, share })
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// Product and event.
type Pair = (String, String);

/// Pairs, sorted by them, with the number of reports and the expected one.
fn caers() -> Option<(Vec<Pair>, Vec<Group>)> {
    let Ok(folder) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    let file = std::fs::read_to_string(Path::new(&folder).join("openEBGM/caers.csv")).unwrap();
    let mut pairs: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
    let mut products: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut events: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut reports = BTreeSet::new();
    for line in file.lines().skip(1) {
        let [id, product, event, _] = fields(line).try_into().unwrap();
        products.entry(product.clone()).or_default().insert(id.clone());
        events.entry(event.clone()).or_default().insert(id.clone());
        pairs.entry((product, event)).or_default().insert(id.clone());
        reports.insert(id);
    }
    assert_eq!((reports.len(), products.len(), events.len(), pairs.len()), (3_356, 2_874, 1_328, 17_189));
    let group = |((product, event), ids): (&Pair, &BTreeSet<String>)| Group {
        failures: ids.len() as u64,
        exposure: products[product].len() as f64 * events[event].len() as f64 / reports.len() as f64,
    };
    let groups = pairs.iter().map(group).collect();
    Some((pairs.into_keys().collect(), groups))
}

#[test]
fn caers_likelihood() {
    let Some((_, groups)) = caers() else { return };
    let cells = Cells::fold(&groups).unwrap();
    let at = |theta| -log_likelihood(&cells, &prior(theta), ZeroCounts::Dropped);
    assert!((at(THETA) - 4162.45571).abs() < 1e-5, "{}", at(THETA));
    let lower = [20.9578, 1.65777, 1.73831, 1.56426, 0.034938];
    assert!((at(lower) - 4162.18084).abs() < 1e-5, "{}", at(lower));
    // Components exchanged are the same prior.
    let [a1, b1, a2, b2, share] = THETA;
    assert!((at([a2, b2, a1, b1, 1.0 - share]) - at(THETA)).abs() < 1e-8);
}

#[test]
fn caers_fit() {
    let Some((_, groups)) = caers() else { return };
    let cells = Cells::fold(&groups).unwrap();
    let fit = fit(&cells, ZeroCounts::Dropped).unwrap();
    assert!(-fit.log_likelihood <= 4162.456, "{fit:?}");
    assert!(fit.gradient < 1e-3 && fit.widened == [false; 2] && fit.instead_of_mixture.is_none());
    let Prior::TwoGammas(mixture) = fit.prior else { panic!("{fit:?}") };
    assert!(mixture.first.mean() > mixture.second.mean());
}

/// The theta of the package is a local optimum: its gradient is 0, and a search that starts nearby ends there. (From
/// DuMouchel's start this search finds the better one.)
#[test]
fn caers_theta() {
    let Some((_, groups)) = caers() else { return };
    let cells = Cells::fold(&groups).unwrap();
    let theta = |at: &[f64; 5]| {
        let (first, second) = (at[0].exp(), at[2].exp());
        [first, first / at[1].exp(), second, second / at[3].exp(), 1.0 / (1.0 + (-at[4]).exp())]
    };
    let objective = |at: &[f64; 5]| {
        let Prior::TwoGammas(mixture) = prior(theta(at)) else { return (f64::NAN, [f64::NAN; 5]) };
        let (value, gradient) = likelihood::two_gammas(&cells, &mixture, ZeroCounts::Dropped);
        (-value, gradient.map(|g| -g))
    };
    let place = |[a1, b1, a2, b2, share]: [f64; 5]| {
        [a1.ln(), (a1 / b1).ln(), a2.ln(), (a2 / b2).ln(), (share / (1.0 - share)).ln()]
    };
    assert!(objective(&place(THETA)).1.iter().all(|g| g.abs() < 2e-3), "{:?}", objective(&place(THETA)).1);
    let found = minimise(&objective, place([3.0, 0.4, 2.0, 2.0, 0.07]), None, 1e-12, |_| true);
    for (got, want) in theta(&found.at).iter().zip(THETA) {
        assert!((got / want - 1.0).abs() < 1e-5, "{got} {want}");
    }
}

#[test]
fn caers_scores() {
    let Some((pairs, groups)) = caers() else { return };
    let cells = Cells::fold(&groups).unwrap();
    let scores = cells.spread(&prior(SQUASHED_THETA).score(&cells)).unwrap();
    // E, Q, EBGM, EB05, EB95.
    let published = [
        ("1-PHENYLALANINE", "HEART RATE INCREASED", 0.0360548272, 0.28197374, 2.2267, 0.4911, 13.856),
        ("11 UNSPECIFIED VITAMINS", "ASTHMA", 0.0038736591, 0.34096535, 2.5832, 0.5180, 15.786),
        ("11 UNSPECIFIED VITAMINS", "CARDIAC FUNCTION TEST", 0.0002979738, 0.34823174, 2.6313, 0.5215, 16.018),
        ("11 UNSPECIFIED VITAMINS", "CHEST PAIN", 0.0360548272, 0.28197374, 2.2267, 0.4911, 13.856),
        ("11 UNSPECIFIED VITAMINS", "DYSPNOEA", 0.0765792610, 0.22263557, 1.9207, 0.4651, 11.773),
        ("11 UNSPECIFIED VITAMINS", "HYPERSENSITIVITY", 0.0527413588, 0.25566701, 2.0853, 0.4795, 12.956),
    ];
    for (i, (product, event, expected, q, ebgm, eb05, eb95)) in published.into_iter().enumerate() {
        assert_eq!((pairs[i].0.as_str(), pairs[i].1.as_str(), groups[i].failures), (product, event, 1));
        assert!((groups[i].exposure - expected).abs() < 5e-11);
        let got = scores[i].unwrap();
        assert!((got.belongs_to_first - q).abs() < 5e-8, "{got:?}");
        assert!((got.ebgm - ebgm).abs() < 1e-4 && (got.eb05 - eb05).abs() < 1e-4, "{got:?}");
        assert!((got.eb95 - eb95).abs() < 1e-3, "{got:?}");
    }
}
