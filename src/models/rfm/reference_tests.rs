//! The published figures of the R package rfm on its own two data sets (MIT licence). The data lie outside of the
//! project, in the folder that `HUIKE_REFERENCE_DATA` names; without it these tests say that they were skipped.

use std::collections::BTreeMap;
use std::path::Path;

use super::rules::{Builtin, RuleSet};
use super::score::{Best, Scale, Scoring, fit};

/// Records of a reference file without its header. Neither file has quoted fields.
fn records(name: &str) -> Option<Vec<Vec<String>>> {
    let Ok(folder) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    let text = std::fs::read_to_string(Path::new(&folder).join("rfm").join(name)).unwrap();
    Some(text.lines().skip(1).map(|line| line.split(',').map(str::to_string).collect()).collect())
}

/// Days from 0000-03-01 of a date written yyyy-mm-dd, by Gregorian rules.
fn day_number(date: &str) -> f64 {
    let parts: Vec<i64> = date.split('-').map(|part| part.parse().unwrap()).collect();
    let (year, month) = if parts[1] > 2 { (parts[0], parts[1] - 3) } else { (parts[0] - 1, parts[1] + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1;
    days as f64
}

struct Dimensions {
    scales: [Scale; 3],
}

impl Dimensions {
    /// Scales of (days, orders, amount) under the rule of the R package, five scores.
    fn fit(customers: &[[f64; 3]]) -> Dimensions {
        let scale = |at: usize, best| {
            let values: Vec<f64> = customers.iter().map(|customer| customer[at]).collect();
            fit(&values, 5, &Scoring::Quantile, best).unwrap()
        };
        Dimensions { scales: [scale(0, Best::Lowest), scale(1, Best::Highest), scale(2, Best::Highest)] }
    }

    fn scores(&self, customer: &[f64; 3]) -> [u8; 3] {
        [0, 1, 2].map(|at| self.scales[at].score(customer[at]))
    }

    /// The four inner cuts of each dimension, ascending, rounded to cents.
    fn cuts(&self) -> Vec<Vec<f64>> {
        let inner = |scale: &Scale| {
            let mut lower: Vec<f64> = scale.thresholds().iter().map(|t| (t.lower * 100.0).round() / 100.0).collect();
            lower.sort_by(f64::total_cmp);
            lower.split_off(1)
        };
        self.scales.iter().map(inner).collect()
    }
}

/// Cuts and segment table: churn.md 3.5; counts PUBLISHED in the page rfm_segment_summary of the package.
#[test]
fn order_file() {
    let Some(orders) = records("rfm_data_orders.csv") else { return };
    let mut by_name: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    for order in &orders {
        let customer = by_name.entry(&order[0]).or_insert([f64::INFINITY, 0.0, 0.0]);
        customer[0] = customer[0].min(day_number("2006-12-31") - day_number(&order[1]));
        customer[1] += 1.0;
        customer[2] += order[2].parse::<f64>().unwrap();
    }
    let customers: Vec<[f64; 3]> = by_name.values().copied().collect();
    assert_eq!((orders.len(), customers.len()), (4906, 995));
    let fitted = Dimensions::fit(&customers);
    assert_eq!(fitted.cuts(), [[115.0, 181.0, 297.4, 482.0], [4.0, 5.0, 6.0, 8.0], [255.8, 382.0, 506.4, 666.0]]);
    assert!(fitted.scales.iter().all(|scale| scale.empty_scores().is_empty()));

    for (name, values, scores) in [
        ("Abbey O'Reilly", [205.0, 6.0, 472.0], [3, 4, 3]),
        ("Add Senger", [140.0, 3.0, 340.0], [4, 1, 2]),
        ("Aden Murphy", [98.0, 7.0, 596.0], [5, 4, 4]),
        ("Agness O'Keefe", [90.0, 9.0, 843.0], [5, 5, 5]),
    ] {
        let found = by_name.iter().find(|(key, _)| key.split_whitespace().eq(name.split_whitespace()));
        assert_eq!(found.map(|(_, customer)| (*customer, fitted.scores(customer))), Some((values, scores)), "{name}");
    }

    let rules = RuleSet::builtin(Builtin::RRfm, 5).unwrap();
    let mut table = vec![(0_u32, 0.0, 0.0); rules.segments().len()];
    for customer in &customers {
        let [r, f, m] = fitted.scores(customer);
        let row = &mut table[rules.assign(r, f, m)];
        *row = (row.0 + 1, row.1 + customer[1], row.2 + customer[2]);
    }
    let labelled: Vec<_> = rules.segments().iter().map(|segment| segment.label.en.as_str()).zip(table).collect();
    assert_eq!(
        labelled,
        [
            ("Champions", (35, 316.0, 31646.0)),
            ("Potential Loyalist", (342, 2211.0, 204856.0)),
            ("Loyal Customers", (170, 799.0, 76562.0)),
            ("Promising", (9, 28.0, 4249.0)),
            ("New Customers", (104, 329.0, 28837.0)),
            ("Can't Lose Them", (47, 274.0, 32446.0)),
            ("At Risk", (28, 216.0, 22227.0)),
            ("Need Attention", (10, 57.0, 4562.0)),
            ("About To Sleep", (102, 283.0, 23449.0)),
            ("Lost", (148, 393.0, 35324.0)),
            ("Others", (0, 0.0, 0.0)),
        ]
    );
}

/// Cuts and sample customers of churn.md 3.5 (RECOMPUTED there from the rule of the package).
#[test]
fn customer_file() {
    let Some(rows) = records("rfm_data_customer.csv") else { return };
    let number = |text: &String| text.parse::<f64>().unwrap();
    let customers: BTreeMap<i64, [f64; 3]> =
        rows.iter().map(|row| (number(&row[0]) as i64, [number(&row[4]), number(&row[3]), number(&row[1])])).collect();
    assert_eq!(customers.len(), 39_999);
    let fitted = Dimensions::fit(&customers.values().copied().collect::<Vec<_>>());
    assert_eq!(fitted.cuts(), [[77.0, 126.0, 177.0, 266.0], [8.0, 10.0, 11.0, 13.0], [641.0, 827.0, 1003.0, 1226.0]]);
    assert_eq!((customers[&22086], fitted.scores(&customers[&22086])), ([232.0, 9.0, 777.0], [2, 2, 2]));
    assert_eq!((customers[&2290], fitted.scores(&customers[&2290])), ([115.0, 16.0, 1555.0], [4, 5, 5]));
    assert_eq!((customers[&26377], fitted.scores(&customers[&26377])), ([43.0, 5.0, 336.0], [5, 1, 1]));
}

/// The built-in segments are of a size one can work with: none empty, none above a third of the customers.
#[test]
fn default_segments_are_usable_on_real_shapes() {
    let Some(rows) = records("rfm_data_customer.csv") else { return };
    let number = |text: &String| text.parse::<f64>().unwrap();
    let customers: Vec<[f64; 3]> = rows.iter().map(|row| [number(&row[4]), number(&row[3]), number(&row[1])]).collect();
    let fitted = Dimensions::fit(&customers);
    let rules = RuleSet::builtin(Builtin::Default, 5).unwrap();
    let mut counts = vec![0_usize; rules.segments().len()];
    for customer in &customers {
        let [r, f, m] = fitted.scores(customer);
        counts[rules.assign(r, f, m)] += 1;
    }
    assert!(counts.iter().all(|count| 0 < *count && *count < customers.len() / 3), "{counts:?}");
}
