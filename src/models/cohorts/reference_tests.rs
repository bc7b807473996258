//! Figures on public data sets. The data lie outside of the project, in the folder that `HUIKE_REFERENCE_DATA` names;
//! without it these tests say that they were skipped.

use super::p_prime::{Proportion, p_prime};
use super::*;
use crate::models::purchase_days::PurchaseDays;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn text(folder: &str, name: &str) -> Option<String> {
    let Ok(data) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    Some(std::fs::read_to_string(Path::new(&data).join(folder).join(name)).unwrap())
}

/// Complaints by sales over 20 months, from R's qicharts2. Its u′ chart has σ_z = 5.317393 and, in month 1, the limits
/// .00123832 to .00875618. The p′ chart divides by √(1 − P) in s and multiplies by it in z, so its limits are the same
/// and its σ_z is that of the u′ chart by √(1 − P).
#[test]
fn complaints_of_qicharts2() {
    let Some(file) = text("qicharts2", "complaints.csv") else { return };
    let points: Vec<Proportion> = file
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<u64> = line.split(',').map(|field| field.parse().unwrap()).collect();
            Proportion { count: fields[1], total: fields[2] }
        })
        .collect();
    let (chart, limits) = p_prime(&points, 1).unwrap();
    assert_eq!((chart.centre * 1e8).round(), 499_725.0);
    assert!((chart.sigma_z * (1.0 - chart.centre).sqrt() - 5.317393).abs() < 5e-7);
    assert_eq!([limits[0].lower, limits[0].upper].map(|limit| (limit * 1e8).round()), [123_832.0, 875_618.0]);
    let rates = points.iter().map(|point| point.count as f64 / point.total as f64);
    assert!(rates.zip(limits).all(|(rate, limits)| limits.lower <= rate && rate <= limits.upper));
}

/// The sample of 2,357 customers of Fader, Hardie and Lee (Marketing Science 24, 2005), until 1998-06-30. Figures
/// computed again from the event log by an independent program.
#[test]
fn cdnow_cohorts_and_churn() {
    let Some(file) = text("cdnow", "CDNOW_sample.txt") else { return };
    let mut customers: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    for line in file.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let date = NaiveDate::parse_from_str(fields[2], "%Y%m%d").unwrap();
        customers.entry(fields[1]).or_default().insert(date);
    }
    let mut offsets = vec![0];
    let mut days = Vec::new();
    for dates in customers.values() {
        days.extend(dates.iter().map(NaiveDate::to_epoch_days));
        offsets.push(days.len());
    }
    let as_of = NaiveDate::from_ymd_opt(1998, 6, 30).unwrap().to_epoch_days();
    let history = PurchaseDays::new(&days, &offsets, as_of).unwrap();
    let table = retention(history, 0.95).unwrap();
    let rows: Vec<(u64, Vec<u64>)> = table
        .cohorts
        .iter()
        .map(|cohort| (cohort.customers, cohort.cells.iter().map(|cell| cell.active).collect()))
        .collect();
    let january = vec![781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33];
    let february = vec![857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60];
    let march = vec![719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45];
    assert_eq!(rows, [(781, january), (857, february), (719, march)]);
    let pooled = |at: usize| (table.pooled[at].cohorts, table.pooled[at].customers, table.pooled[at].active);
    assert_eq!([pooled(1), pooled(16), pooled(17)], [(3, 2_357, 345), (2, 1_638, 97), (1, 781, 33)]);
    let churn = monthly_churn(history, 91).unwrap();
    let month = |at: usize| (churn.months[at].month.to_string(), churn.months[at].active, churn.months[at].churned);
    assert_eq!(churn.months.len(), 11);
    assert_eq!(month(0), ("1997-05".into(), 1_820, 1_397));
    assert_eq!(month(4), ("1997-09".into(), 455, 257));
    assert_eq!(month(10), ("1998-03".into(), 368, 196));
    // Everybody in this file had just bought for the first time: the first month is unlike the others.
    let above: Vec<bool> = churn.months.iter().map(|month| month.signal == Some(Signal::Above)).collect();
    assert!(above[0] && above[1..].iter().all(|above| !above));
}
