//! Planted groups, noise, order, threads and degenerate tables.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Choice, ClusterError, Direction, Structure, Transform, cluster};

/// Rows of three features around the given centres, `each` rows a centre, spread ±0.5; the third never varies.
fn planted(centres: &[[f64; 2]], each: &[usize]) -> Vec<[f64; 3]> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut rows = Vec::new();
    for (centre, each) in centres.iter().zip(each) {
        rows.extend((0..*each).map(|_| centre.map(|at| at + random.random_range(-0.5..0.5))).map(|[x, y]| [x, y, 4.0]));
    }
    rows.shuffle(&mut random);
    rows
}

const RAW: [Transform; 3] = [Transform::Raw; 3];

#[test]
fn planted_groups_are_found_counted_and_described() {
    let rows = planted(&[[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]], &[150, 100, 50]);
    let found = cluster(rows.as_flattened(), &RAW, Choice::BestSilhouette, 1).unwrap();
    assert_eq!(found.clusters.iter().map(|cluster| cluster.size).collect::<Vec<_>>(), [150, 100, 50]);
    assert_eq!((found.chosen.clusters, found.structure), (3, Structure::Strong));
    assert_eq!(found.tried.iter().map(|trial| trial.clusters).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8]);
    assert!(found.tried.windows(2).all(|pair| pair[1].inertia < pair[0].inertia));
    assert_eq!(found.constant_features, [2]);
    for (row, place) in rows.iter().zip(&found.assignments) {
        assert_eq!(
            *place,
            if row[0] > 5.0 {
                1
            } else if row[1] > 5.0 {
                2
            } else {
                0
            }
        );
    }
    let far = found.clusters[1].traits[0];
    assert_eq!((far.feature, far.direction), (0, Direction::Above));
    assert!((far.mean - 10.0).abs() < 0.2 && (far.median - 10.0).abs() < 0.2 && far.difference > 1.0);
    assert_eq!(found.clusters[0].traits.len(), 2);
}

#[test]
fn noise_has_no_clear_groups() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let noise: Vec<f64> = (0..6 * 400).map(|_| random.random::<f64>()).collect();
    let found = cluster(&noise, &[Transform::Raw; 6], Choice::BestSilhouette, 1).unwrap();
    assert_eq!(found.structure, Structure::NoClearGroups);
}

#[test]
fn the_order_of_rows_does_not_change_clear_groups() {
    let mut rows = planted(&[[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0]], &[40, 40, 40, 40]);
    let by_row = |rows: &[[f64; 3]]| {
        let found = cluster(rows.as_flattened(), &RAW, Choice::BestSilhouette, 1).unwrap();
        let mut pairs: Vec<_> = rows.iter().map(|row| row.map(f64::to_bits)).zip(found.assignments).collect();
        pairs.sort();
        pairs
    };
    let first = by_row(&rows);
    for seed in 0..5 {
        rows.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        assert_eq!(by_row(&rows), first);
    }
}

#[test]
fn the_result_is_the_same_on_any_number_of_threads() {
    let rows = planted(&[[0.0, 0.0], [2.0, 1.0], [1.0, 2.0]], &[90, 80, 70]);
    let alone = cluster(rows.as_flattened(), &RAW, Choice::BestSilhouette, 9).unwrap();
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| cluster(rows.as_flattened(), &RAW, Choice::BestSilhouette, 9))).collect();
        for run in runs {
            assert_eq!(run.join().unwrap().as_ref(), Ok(&alone));
        }
    });
}

#[test]
fn rows_beyond_the_sample_are_assigned_too() {
    let rows = planted(&[[0.0, 0.0], [100.0, 100.0]], &[5_000, 3_000]);
    let found = cluster(rows.as_flattened(), &RAW, Choice::Exactly(2), 1).unwrap();
    assert_eq!((found.fitted_rows, found.silhouette_rows), (super::FITTED_ROWS, super::SILHOUETTE_ROWS));
    assert_eq!(found.clusters.iter().map(|cluster| cluster.size).collect::<Vec<_>>(), [5_000, 3_000]);
    assert!(rows.iter().zip(&found.assignments).all(|(row, place)| (row[0] > 50.0) == (*place == 1)));
}

#[test]
fn the_logarithm_finds_groups_that_differ_by_a_factor() {
    let amounts: Vec<f64> =
        (0..300_u32).map(|i| [1.0, 30.0, 900.0][i as usize % 3] * (1.0 + f64::from(i % 7))).collect();
    let chosen = |transform| cluster(&amounts, &[transform], Choice::Exactly(3), 1).unwrap();
    assert_eq!(chosen(Transform::Log).clusters.iter().map(|cluster| cluster.size).collect::<Vec<_>>(), [100; 3]);
    assert_ne!(chosen(Transform::Raw).clusters.iter().map(|cluster| cluster.size).collect::<Vec<_>>(), [100; 3]);
}

#[test]
fn degenerate_tables_are_refused_or_answered() {
    let run = |raw: &[f64], choice| cluster(raw, &[Transform::Raw], choice, 1);
    let too_few = |different, needed| Err(ClusterError::TooFewRows { different, needed });
    assert_eq!(run(&[], Choice::BestSilhouette), too_few(0, 2));
    assert_eq!(run(&[3.0; 50], Choice::BestSilhouette), too_few(1, 2));
    assert_eq!(run(&[1.0, 2.0, 1.0], Choice::Exactly(3)), too_few(2, 3));
    assert_eq!(run(&[1.0], Choice::Exactly(9)), Err(ClusterError::Count { clusters: 9 }));
    assert_eq!(run(&[1.0, f64::NAN], Choice::Exactly(2)), Err(ClusterError::NotFinite { row: 1, feature: 0 }));
    let two_values = run(&[1.0, 2.0, 1.0, 1.0, 2.0], Choice::BestSilhouette).unwrap();
    assert_eq!((two_values.assignments, two_values.tried.len()), (vec![0, 1, 0, 0, 1], 1));
    assert_eq!(two_values.chosen.silhouette, 1.0);
}
