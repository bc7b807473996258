//! Properties that hold for all durations, and input that tries to break the estimates.

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

/// Entry, duration, whether it ended.
type Row = (u32, u32, bool);

fn durations(rows: &[Row]) -> Durations {
    let days: Vec<u32> = rows.iter().map(|row| row.1).collect();
    let ended: Vec<bool> = rows.iter().map(|row| row.2).collect();
    let entries: Vec<u32> = rows.iter().map(|row| row.0).collect();
    Durations::new(&days, &ended, Some(&entries)).unwrap()
}

fn curve(rows: &[Row]) -> Curve {
    kaplan_meier(&durations(rows), 0.95).unwrap()
}

/// At risk at `time`, and ended then, by the definition.
fn at_risk(rows: &[Row], time: u32) -> (u64, u64) {
    let here = |row: &&Row| (row.0 < time || row.0 == 0) && time <= row.1;
    let at_risk = rows.iter().filter(here).count() as u64;
    (at_risk, rows.iter().filter(|row| row.1 == time && row.2).count() as u64)
}

/// Few different days, so that ties are common; a third of the entries delayed.
fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0..30_u32, 0..40_u32, any::<bool>(), 0..3_u8)
        .prop_map(|(days, entry, ended, kind)| (if kind == 0 && entry < days { entry } else { 0 }, days, ended));
    prop::collection::vec(row, 0..60)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-10 * (1.0 + b.abs())
}

proptest! {
    #[test]
    fn the_curve_is_the_definition(rows in any_rows()) {
        let found = curve(&rows);
        let (mut survival, mut sum, mut steps) = (1.0, 0.0, 0);
        for time in 0..40 {
            let (n, d) = at_risk(&rows, time);
            if d == 0 { continue; }
            survival *= 1.0 - d as f64 / n as f64;
            sum += d as f64 / (n * (n - d)) as f64;
            let step = found.steps[steps];
            steps += 1;
            prop_assert_eq!((step.time, step.at_risk, step.ended), (time, n, d));
            prop_assert!(near(step.survival, survival));
            prop_assert!(step.greenwood.map_or(survival == 0.0, |own| near(own, sum)));
            if let Some(band) = step.interval {
                prop_assert!(0.0 <= band.lower && band.lower <= survival + 1e-12 && survival <= band.upper + 1e-12);
                prop_assert!(band.upper <= 1.0);
            }
        }
        prop_assert_eq!(steps, found.steps.len());
        prop_assert_eq!(found.ended, found.steps.iter().map(|step| step.ended).sum::<u64>());
    }

    #[test]
    fn order_and_cutting_in_two_do_not_matter(rows in any_rows(), cut in 1..30_u32) {
        let found = curve(&rows);
        let mut pieces: Vec<Row> = Vec::new();
        for (entry, days, ended) in rows.iter().rev().copied() {
            if entry < cut && cut < days {
                pieces.extend([(entry, cut, false), (cut, days, ended)]);
            } else {
                pieces.push((entry, days, ended));
            }
        }
        let cut_up = curve(&pieces);
        prop_assert_eq!(&found.steps, &cut_up.steps);
        prop_assert_eq!((found.observed, found.beyond), (cut_up.observed, cut_up.beyond));
    }

    #[test]
    fn without_censoring_everything_is_plain_counting(
        days in prop::collection::vec(0..50_u32, 1..60), time in 0..60_u32
    ) {
        let found = curve(&days.iter().map(|days| (0, *days, true)).collect::<Vec<_>>());
        let (n, longer) = (days.len() as f64, days.iter().filter(|days| **days > time).count() as f64);
        prop_assert!(near(found.at(time).unwrap().survival, longer / n));
        let mean = days.iter().map(|days| f64::from((*days).min(time))).sum::<f64>() / n;
        let restricted = found.restricted_mean(time).unwrap();
        prop_assert!(near(restricted.days, mean));
        // The variance is that of the values themselves, with divisor n.
        if let Some(error) = restricted.standard_error {
            let squares: f64 = days.iter().map(|days| (f64::from((*days).min(time)) - mean).powi(2)).sum();
            prop_assert!(near(error * error, squares / n / n));
        }
        let mut sorted = days.clone();
        sorted.sort_unstable();
        prop_assert_eq!(found.median().unwrap().days, Some(sorted[(days.len() - 1) / 2]));
    }

    #[test]
    fn conditional_survival_is_the_curve_of_those_still_there(
        rows in any_rows(), time in 0..30_u32, horizon in 0..30_u32
    ) {
        let found = curve(&rows);
        let later: Vec<Row> =
            rows.iter().filter(|row| row.1 > time).map(|row| (row.0.max(time), row.1, row.2)).collect();
        if let Some(stay) = found.conditional(time, horizon) {
            if let Some(own) = curve(&later).at(time + horizon).filter(|_| time > 0) {
                prop_assert!(near(stay.survival, own.survival));
                match (stay.interval, own.interval) {
                    (Some(a), Some(b)) => prop_assert!(near(a.lower, b.lower) && near(a.upper, b.upper)),
                    (a, b) => prop_assert_eq!(a, b),
                }
            }
            let (first, second) = (found.conditional(time, horizon / 2), horizon - horizon / 2);
            let rest = found.conditional(time + horizon / 2, second).map_or(0.0, |rest| rest.survival);
            prop_assert!(near(stay.survival, first.unwrap().survival * rest));
        }
    }

    #[test]
    fn quantiles_rise_and_lie_within_their_limits(rows in any_rows()) {
        let found = curve(&rows);
        let quantiles: Vec<Quantile> = (1..20).map(|at| found.quantile(f64::from(at) / 20.0).unwrap()).collect();
        for at in &quantiles {
            prop_assert!(at.lower.zip(at.days).is_none_or(|(lower, days)| lower <= days));
            prop_assert!(at.upper.zip(at.days).is_none_or(|(upper, days)| days <= upper));
            prop_assert!(at.upper.is_none() || at.days.is_some());
        }
        let reached: Vec<u32> = quantiles.iter().map_while(|at| at.days).collect();
        prop_assert!(reached.is_sorted());
        prop_assert_eq!(reached.len(), quantiles.iter().filter(|at| at.days.is_some()).count());
    }

    #[test]
    fn log_rank_is_its_definition_for_two_and_does_not_depend_on_order(
        a in any_rows(), b in any_rows(), c in any_rows()
    ) {
        let (mut difference, mut variance) = (0.0, 0.0);
        for time in 0..40 {
            let ((n1, d1), (n2, d2)) = (at_risk(&a, time), at_risk(&b, time));
            let (n, d) = ((n1 + n2) as f64, (d1 + d2) as f64);
            if n > 1.0 {
                let share = n1 as f64 / n;
                difference += d1 as f64 - d * share;
                variance += d * share * (1.0 - share) * (n - d) / (n - 1.0);
            }
        }
        let groups = [durations(&a), durations(&b), durations(&c)];
        match log_rank(&groups[..2]) {
            Ok(found) => {
                let want = difference * difference / variance;
                prop_assert!((found.chi_square - want).abs() < 1e-8 * (1.0 + want));
            }
            Err(_) => prop_assert!(variance < 1e-9),
        }
        if let Ok(found) = log_rank(&groups) {
            let turned = log_rank(&[groups[2].clone(), groups[0].clone(), groups[1].clone()]).unwrap();
            prop_assert!((found.chi_square - turned.chi_square).abs() < 1e-7 * (1.0 + found.chi_square));
            prop_assert_eq!(found.degrees_of_freedom, turned.degrees_of_freedom);
            prop_assert!((0.0..=1.0).contains(&found.p_value) && found.chi_square >= 0.0);
            let balance: f64 = found.groups.iter().map(|own| own.ended as f64 - own.expected).sum();
            prop_assert!(balance.abs() < 1e-9);
        }
    }
}

/// Of 2,000 tests of groups that do not differ, about 5 % have p below 0.05: within 4 standard errors.
#[test]
fn log_rank_p_values_keep_their_promise() {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut alarms = 0;
    for _ in 0..2_000 {
        let groups: Vec<Durations> = (0..3)
            .map(|_| {
                let mut own = Durations::default();
                for _ in 0..60 {
                    let ends = (-random.random::<f64>().ln() * 100.0) as u32;
                    let open = (random.random::<f64>() * 300.0) as u32;
                    if ends <= open { own.end(ends) } else { own.leave_open(open) }
                }
                own
            })
            .collect();
        alarms += u32::from(log_rank(&groups).unwrap().p_value < 0.05);
    }
    assert!((61..=139).contains(&alarms), "{alarms}");
}

/// A million rows, as many different days, entries and ends: a quadratic algorithm would not return.
#[test]
fn a_million_rows() {
    let n = 1_000_000_u32;
    let spread = |i: u32| (u64::from(i) * 7_919 % u64::from(n)) as u32;
    let days: Vec<u32> = (0..n).map(|i| spread(i) + 1).collect();
    let ended: Vec<bool> = (0..n).map(|i| i % 3 > 0).collect();
    let entries: Vec<u32> = days.iter().map(|days| days / 4).collect();
    let found = kaplan_meier(&Durations::new(&days, &ended, Some(&entries)).unwrap(), 0.95).unwrap();
    assert_eq!(found.ended, ended.iter().filter(|ended| **ended).count() as u64);
    assert!(found.steps.iter().all(|step| step.survival.is_finite() && step.at_risk > 0));

    let all = vec![true; days.len()];
    let plain = kaplan_meier(&Durations::new(&days, &all, None).unwrap(), 0.95).unwrap();
    assert_eq!((plain.median().unwrap().days, plain.steps.len()), (Some(500_000), 1_000_000));
    assert!((plain.restricted_mean(n).unwrap().days - 500_000.5).abs() < 1e-3);
    let half = |part: u32| {
        let own: Vec<u32> = days.iter().copied().filter(|days| days % 2 == part).collect();
        Durations::new(&own, &vec![true; own.len()], None).unwrap()
    };
    assert!(log_rank(&[half(0), half(1)]).unwrap().p_value > 0.9);

    let starts: Vec<i32> = days.iter().map(|days| -(*days as i32) % 3_000).collect();
    let ends: Vec<Option<i32>> = starts.iter().map(|start| Some(start + 400).filter(|end| end % 2 == 0)).collect();
    let contracts = Contracts::new(&starts, &ends, 0).unwrap();
    let forecast = tenure_forecast(contracts, 0, 90, Grouping::Everybody, 0.95).unwrap();
    assert_eq!(forecast.customers.len() as u64, contracts.counts().customers());
    assert!(forecast.unknown() < forecast.customers.len() / 10);
}
