//! What was planted can be found again in the files, by simple moments. Tolerances are about three standard errors.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::company::{Company, Row};
use crate::demo::columns::{COMPLAINTS, CUSTOMERS, FOLLOW_UPS, SURVEYS};

/// The main record's id for every id.
fn main_id<'id>(company: &'id Company, id: &'id str) -> &'id str {
    let duplicates = &company.truth.planted.duplicate_customers.items;
    duplicates.iter().find(|pair| pair.duplicate_id == id).map_or(id, |pair| &pair.customer_id)
}

/// Net amount in cents by person and day, days that net to zero left out.
fn purchase_days(company: &Company) -> BTreeMap<String, BTreeMap<NaiveDate, i64>> {
    let mut days: BTreeMap<String, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    let kept = company.kept_orders();
    for row in &kept {
        let id = main_id(company, row.text("customer_id")).to_string();
        *days.entry(id).or_default().entry(row.date("order_date")).or_default() += row.cents("amount");
    }
    days.values_mut().for_each(|days| days.retain(|_, cents| *cents > 0));
    days.retain(|_, days| !days.is_empty());
    days
}

/// Mean of `value(p)` over the planted beta distribution of the dropout chance, by the midpoint rule in
/// p = u^5, which tames the pole of the density at 0.
fn over_dropout(a: f64, b: f64, value: impl Fn(f64) -> f64) -> f64 {
    let steps = 300;
    let (mut whole, mut sum) = (0.0, 0.0);
    for step in 0..steps {
        let u = (f64::from(step) + 0.5) / f64::from(steps);
        let p = u.powi(5);
        let weight = p.powf(a - 1.0) * (1.0 - p).powf(b - 1.0) * u.powi(4);
        whole += weight;
        sum += weight * value(p);
    }
    sum / whole
}

#[test]
fn purchases_have_the_planted_mean_and_share_of_one_time_buyers() {
    let company = Company::usual();
    let planted = &company.truth.parameters;
    let (r, alpha, a, b) = (planted.purchase_r, planted.purchase_alpha, planted.dropout_a, planted.dropout_b);
    let (mut mean, mut once, mut expected_mean, mut expected_once) = (0.0, 0.0, 0.0, 0.0);
    let days = purchase_days(company);
    for days in days.values() {
        let first = *days.keys().next().unwrap();
        let weeks = ((company.truth.settings.to - first).num_days() + 1) as f64 / 7.0;
        mean += (days.len() - 1) as f64;
        once += f64::from(u8::from(days.len() == 1));
        // Given rate and dropout, repeats are a Poisson process thinned at every step: their mean by t is
        // (1 - p) / p (1 - exp(-rate p t)), and none come with chance p + (1 - p) exp(-rate t).
        let laplace = |s: f64| (alpha / (alpha + s)).powf(r);
        expected_mean += over_dropout(a, b, |p| (1.0 - p) / p * (1.0 - laplace(p * weeks)));
        expected_once += over_dropout(a, b, |p| p + (1.0 - p) * laplace(weeks));
    }
    let n = days.len() as f64;
    let (mean, once, expected_mean, expected_once) = (mean / n, once / n, expected_mean / n, expected_once / n);
    assert!((mean - expected_mean).abs() < 0.15, "{mean} against {expected_mean}");
    assert!((once - expected_once).abs() < 0.02, "{once} against {expected_once}");
}

#[test]
fn spend_has_the_planted_mean() {
    let company = Company::usual();
    let planted = &company.truth.parameters;
    let first: Vec<f64> =
        purchase_days(company).values().map(|days| *days.values().next().unwrap() as f64 / 100.0).collect();
    let mean = first.iter().sum::<f64>() / first.len() as f64;
    let expected = planted.spend_p * planted.spend_v / (planted.spend_q - 1.0);
    assert!((mean - expected).abs() < 12.0, "{mean} against {expected}");
}

#[test]
fn bad_lots_are_large_and_five_times_worse() {
    let company = Company::usual();
    let bad = &company.truth.planted.bad_lots;
    assert_eq!(bad.len(), 2);
    assert_eq!(bad.iter().map(|lot| lot.finished_lots.len()).min(), Some(1));
    assert!(bad[1].finished_lots.len() > 1 && !bad[1].finished_lots.contains(&bad[0].lot_id));
    let (mut complaints, mut units) = (BTreeMap::new(), BTreeMap::new());
    for row in company.rows(&COMPLAINTS).iter().filter(|row| !row.text("lot_id").is_empty()) {
        *complaints.entry(row.text("lot_id").to_string()).or_insert(0_u64) += 1;
    }
    for row in company.kept_orders().iter().filter(|row| row.units("quantity") > 0) {
        *units.entry(row.text("lot_id").to_string()).or_insert(0_u64) += row.units("quantity") as u64;
    }
    let (mut all_complaints, mut all_units) = (complaints.values().sum::<u64>(), units.values().sum::<u64>());
    for lot in bad {
        let sum = |counts: &BTreeMap<String, u64>| lot.finished_lots.iter().map(|id| counts[id]).sum::<u64>();
        assert_eq!((sum(&complaints), sum(&units)), (lot.complaints, lot.units_sold));
        assert!(lot.units_sold >= 400);
        let rate = lot.complaints as f64 / lot.units_sold as f64;
        assert!((rate - 0.1).abs() < 3.0 * (0.09 / lot.units_sold as f64).sqrt(), "{rate}");
        all_complaints -= lot.complaints;
        all_units -= lot.units_sold;
    }
    let base = all_complaints as f64 / all_units as f64;
    assert!((base - 0.02).abs() < 0.002, "{base}");
}

#[test]
fn a_follow_up_adds_the_planted_points() {
    let company = Company::usual();
    let mut scores: BTreeMap<String, Vec<(NaiveDate, f64)>> = BTreeMap::new();
    for row in company.rows(&SURVEYS).iter().filter(|row| row.text("metric") == "nps") {
        let answer = (row.date("answered_at"), row.units("score") as f64);
        scores.entry(row.text("customer_id").to_string()).or_default().push(answer);
    }
    scores.retain(|_, answers| answers.len() == 2);
    let follow_ups = company.rows(&FOLLOW_UPS);
    let done: BTreeMap<&str, &Row> = follow_ups
        .iter()
        .filter(|row| !row.text("done_at").is_empty())
        .map(|row| (row.text("customer_id"), row))
        .collect();
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (id, answers) in &scores {
        let change = answers[1].1 - answers[0].1;
        match done.get(id.as_str()) {
            Some(row) => {
                assert!(row.date("done_at") > answers[0].0 && row.date("done_at") < answers[1].0);
                with.push(change);
            }
            None => without.push(change),
        }
    }
    assert!(with.len() > 300 && without.len() > 300);
    let mean = |changes: &[f64]| changes.iter().sum::<f64>() / changes.len() as f64;
    let effect = mean(&with) - mean(&without);
    assert!((effect - company.truth.parameters.follow_up_effect).abs() < 0.3, "{effect}");
}

#[test]
fn delivery_complaints_surge_in_the_last_month_only() {
    let company = Company::usual();
    let (planted, parameters) = (&company.truth.planted, &company.truth.parameters);
    let in_surge = |date: NaiveDate| (planted.surge_from..=planted.surge_to).contains(&date);
    let mut orders = [0.0; 2];
    let mut seen = std::collections::BTreeSet::new();
    for row in company.kept_orders().iter().filter(|row| row.units("quantity") > 0) {
        if seen.insert(row.text("order_id").to_string()) {
            orders[usize::from(in_surge(row.date("order_date")))] += 1.0;
        }
    }
    let mut complaints = [0.0; 2];
    for row in company.rows(&COMPLAINTS).iter().filter(|row| row.text("category") == "delivery") {
        complaints[usize::from(in_surge(row.date("opened_at")))] += 1.0;
    }
    let usual = parameters.service_complaint_rate * 0.6;
    let surge = usual + parameters.service_complaint_rate * (parameters.surge_factor - 1.0);
    assert!((complaints[0] / orders[0] - usual).abs() < 0.002, "{complaints:?} {orders:?}");
    assert!((complaints[1] / orders[1] - surge).abs() < 0.03, "{complaints:?} {orders:?}");
}

#[test]
fn slowing_people_complain_more() {
    let company = Company::usual();
    let planted = &company.truth.planted;
    let from = planted.complaints_from;
    let about_service = |row: &&Row| row.text("product_id").is_empty() && row.date("opened_at") >= from;
    let slowing = &planted.slowing.items;
    let complaints = company.rows(&COMPLAINTS);
    let theirs =
        complaints.iter().filter(about_service).filter(|row| slowing.iter().any(|id| id == row.text("customer_id")));
    let mean = theirs.count() as f64 / slowing.len() as f64;
    // Some 60 persons with 13 each: the standard error is about 0.5.
    assert!((mean - company.truth.parameters.slowing_complaints).abs() < 1.5, "{mean} over {}", slowing.len());
}

#[test]
fn people_buy_what_interests_them() {
    let company = Company::usual();
    let customers = company.rows(&CUSTOMERS);
    let interest: BTreeMap<&str, &str> =
        customers.iter().map(|row| (row.text("customer_id"), row.text("interest"))).collect();
    let kept = company.kept_orders();
    let own = kept.iter().filter(|row| interest[row.text("customer_id")] == row.text("category")).count();
    let share = own as f64 / kept.len() as f64;
    // Six categories: a sixth without any pull, 4 / 9 with a pull of four.
    assert!((0.38..0.5).contains(&share), "{share}");
}
