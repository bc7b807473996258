//! Data that no model fits, and data that try to break one: an error that says why, never a panic or a number.

use super::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const FAMILIES: [Family; 3] = [Family::BgNbd, Family::MbgNbd, Family::ParetoNbd];

fn cells(rows: &[(u32, f64, f64)]) -> Cells {
    let history = |&(repeat_purchases, last_purchase, age)| History { repeat_purchases, last_purchase, age };
    Cells::fold(&rows.iter().map(history).collect::<Vec<_>>()).unwrap()
}

#[test]
fn nothing_to_learn_from() {
    for family in FAMILIES {
        assert_eq!(fit(family, &cells(&[])), Err(FitError::NoCustomers));
        assert_eq!(fit(family, &cells(&[(0, 0.0, 10.0), (0, 0.0, 30.0)])), Err(FitError::NoRepeatPurchases));
        assert_eq!(fit(family, &cells(&[(0, 0.0, 0.0); 20])), Err(FitError::NoTime));
    }
}

#[test]
fn too_little_to_learn_from() {
    let one = [(3, 8.0, 10.0)];
    let alike = [(1, 5.0, 10.0); 500];
    let daily: Vec<_> = (0..300).map(|_| (364, 364.0, 364.0)).collect();
    let single_repeater: Vec<_> = (0..300).map(|i| if i == 0 { (1, 3.0, 20.0) } else { (0, 0.0, 20.0) }).collect();
    for family in FAMILIES {
        for rows in [one.as_slice(), &alike, &daily, &single_repeater] {
            let got = fit(family, &cells(rows));
            assert!(got.is_err(), "{family:?} {:?} {got:?}", rows[0]);
        }
    }
}

/// Customers who never leave: dropout has nothing to show, and a model of it must say so.
#[test]
fn nobody_leaves() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut rows = Vec::new();
    for _ in 0..3_000 {
        // Exponential rates, so that purchases are geometric in number.
        let rate = -0.2 * random.random::<f64>().ln();
        let (mut x, mut last, mut time) = (0, 0.0, 0.0);
        loop {
            time += -random.random::<f64>().ln() / rate;
            if time > 50.0 {
                break;
            }
            (x, last) = (x + 1, time);
        }
        rows.push((x, last, 50.0));
    }
    for family in FAMILIES {
        let got = fit(family, &cells(&rows));
        assert!(matches!(got, Err(FitError::Runaway { .. } | FitError::Unidentified { .. })), "{family:?} {got:?}");
    }
}

/// Any history within its rules has a finite likelihood and gradient at any parameters a search can reach.
#[test]
fn likelihoods_stay_finite() {
    let rows = [
        (0, 0.0, 0.0),
        (0, 0.0, 3650.0),
        (1, 1e-9, 3650.0),
        (1, 3650.0, 3650.0),
        (10_000, 1e-3, 3650.0),
        (10_000, 3650.0, 3650.0),
        (u32::MAX, 1.0, 2.0),
    ];
    let cells = cells(&rows);
    for family in FAMILIES {
        for pattern in 0..81_u32 {
            let at = [0, 1, 2, 3].map(|i| 12.0 * (f64::from(pattern / 3_u32.pow(i) % 3) - 1.0));
            let (value, gradient) = family.log_likelihood(&cells, &at);
            assert!(
                value.is_finite() && gradient.iter().all(|g| g.is_finite()),
                "{family:?} {at:?} {value} {gradient:?}"
            );
        }
    }
}
