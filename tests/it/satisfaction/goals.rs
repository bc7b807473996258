//! Goals and their verdicts, who buys again, and what a recall did.

use std::collections::{BTreeMap, BTreeSet};

use super::{after_ordinary, assert_figures, figure, month};
use crate::program::{Room, Row, money, number, row};

/// A goal for CSAT.
fn goal(id: &str, more: &str) -> String {
    format!("[[goal]]\nid = '{id}'\nmetric = 'csat'\ndirection = 'higher'\n{more}\n")
}

/// 45 of 60 answers in December 2025, Wilson 62.8 to 84.2; 44 of 60 in November, 61.0 to 82.9.
#[test]
fn a_verdict_follows_from_the_interval() {
    let room = Room::new();
    room.write("surveys.csv", after_ordinary(&[45, 2]));
    let goals = [
        goal("met", "target = 60\nby = 2025-11-30"),
        goal("not met", "target = 83\nby = 2025-11-15"),
        goal("open", "target = 76\nby = 2025-11-30"),
        // On 2025-12-31 the line from 50 on 2024-12-31 to 70 on 2026-12-31 is half way.
        goal("on track", "baseline = 50\nbaseline_on = 2024-12-31\ntarget = 70\nby = 2026-12-31"),
        goal("behind", "baseline = 90\nbaseline_on = 2024-12-31\ntarget = 100\nby = 2026-12-31"),
    ];
    room.write("goals.toml", goals.concat());
    // January is not over: 2 of 60 decide nothing.
    let call = "satisfaction-report --quiet --surveys surveys.csv --as-of 2026-01-20 --no-report --out-dir out --goals";
    room.huike(&format!("{call} goals.toml")).ok();
    let rows = room.rows("out/goals.csv");
    let pick = |id: &str| ["period", "verdict"].map(|column| row(&rows, "id", id)[column].as_str());
    assert_eq!(pick("met"), ["2025-11", "met"]);
    assert_eq!(pick("not met"), ["2025-11", "not_met"]);
    assert_eq!(pick("on track"), ["2025-12", "on_track"]);
    assert_eq!(pick("behind"), ["2025-12", "behind"]);
    assert_eq!(pick("open"), ["2025-11", "cannot_tell"]);
    let limits = ["value", "lower", "upper"];
    assert_figures(row(&rows, "id", "met"), limits, [73.3333, 60.9913, 82.8674], 1e-4);
    assert_figures(row(&rows, "id", "on track"), limits, [75.0, 62.7679, 84.2235], 1e-4);
    assert_eq!(row(&rows, "id", "on track")["milestone"], "60");
    // (1.959964 + 0.841621)² p (1 − p) / d², of 44 of 60 against 76 %.
    let share = 44.0 / 60.0_f64;
    let needed = ((1.959_964 + 0.841_621_f64).powi(2) * share * (1.0 - share) / (0.76 - share).powi(2)).ceil();
    assert_eq!((number(&row(&rows, "id", "open")["needed"]), needed), (2159.0, 2159.0));
}

/// 45 of 60 answers in December 2025, Wilson 62.8 to 84.2. Without a baseline nothing says how far a goal should be by then.
#[test]
fn a_goal_without_a_baseline_is_not_behind_before_its_day() {
    let room = Room::new();
    room.write("surveys.csv", after_ordinary(&[45]));
    let goals = [
        goal("far", "target = 90\nby = 2028-12-31"),
        goal("reached", "target = 60\nby = 2028-12-31"),
        goal("due", "target = 90\nby = 2025-12-31"),
    ];
    room.write("goals.toml", goals.concat());
    let call = "satisfaction-report --surveys surveys.csv --as-of 2025-12-31 --out-dir out --goals goals.toml";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("1 on track, 1 not met, 1 cannot be judged") && !told.contains("Behind"), "{told}");
    let rows = room.rows("out/goals.csv");
    let pick = |id: &str| ["milestone", "verdict", "needed"].map(|column| row(&rows, "id", id)[column].as_str());
    assert_eq!(pick("far"), ["", "cannot_tell", ""]);
    assert_eq!(pick("reached"), ["", "on_track", ""]);
    assert_eq!(pick("due"), ["90", "not_met", ""]);
    assert!(room.text("out/report.html").contains("cannot tell yet"));
    // A file without a goal says what one looks like.
    room.write("goals.toml", "");
    let said = room.huike(call).fails(2).stderr;
    assert!(said.contains("`goal` is missing") && said.contains("hint: ") && said.contains("[[goal]]"), "{said}");
}

#[test]
fn a_goal_that_nothing_can_be_held_against_is_an_error() {
    let room = Room::new();
    room.write("surveys.csv", after_ordinary(&[45]));
    let call = "satisfaction-report --quiet --surveys surveys.csv --out-dir out --goals goals.toml";
    room.write("goals.toml", goal("a", "target = 80\nby = 2026-12-31").replace("'csat'", "'csatt'"));
    let said = room.huike(call).fails(2).stderr;
    assert!(said.contains("goals.toml") && said.contains("`csatt`; did you mean `csat`?"), "{said}");
    room.write("goals.toml", goal("a", "target = 180\nby = 2026-12-31"));
    let said = room.huike(call).fails(2).stderr;
    assert!(said.contains("180") && said.contains("0 … 100"), "{said}");
    assert!(!room.path("out/satisfaction.csv").exists());
}

/// Counted once more from the order lines: a day counts on which more was bought than given back, and a customer is back
/// who buys again within 90 days of the first purchase of the month.
#[test]
fn the_repurchase_rate_is_that_of_the_order_lines() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 1500 --seed 7 --out-dir demo").ok();
    room.huike(
        "satisfaction-report --quiet --surveys demo/surveys.csv --orders demo/orders.csv --exclude status=cancelled \
         --no-report --out-dir out",
    )
    .ok();
    let mut amounts: BTreeMap<(String, chrono::NaiveDate), i128> = BTreeMap::new();
    for line in room.rows("demo/orders.csv").iter().filter(|line| line["status"] != "cancelled") {
        let day = line["order_date"].parse().unwrap();
        *amounts.entry((line["customer_id"].clone(), day)).or_default() += money(&line["amount"]);
    }
    let bought: BTreeSet<(String, chrono::NaiveDate)> =
        amounts.into_iter().filter(|(_, amount)| *amount > 0).map(|(key, _)| key).collect();
    let mut months: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (customer, day) in &bought {
        let month = day.format("%Y-%m").to_string();
        if seen.insert((customer, month.clone())) {
            let later =
                (customer.clone(), *day + chrono::Days::new(1))..=(customer.clone(), *day + chrono::Days::new(90));
            let counted = months.entry(month).or_default();
            *counted = (counted.0 + 1, counted.1 + u32::from(bought.range(later).next().is_some()));
        }
    }
    let rows = room.rows("out/satisfaction.csv");
    let mut compared = 0;
    for (month, (customers, again)) in &months {
        let own = figure(&rows, "repurchase_rate", "all", month);
        assert_eq!(figure(&rows, "active_customers", "all", month)["value"], customers.to_string(), "{month}");
        // The last three months have not had 90 days yet.
        if own["value"].is_empty() {
            continue;
        }
        assert_eq!(own["n"], customers.to_string(), "{month}");
        let rate = f64::from(*again) * 100.0 / f64::from(*customers);
        assert!((number(&own["value"]) - rate).abs() < 1e-5, "{month}: {} is not {rate}", own["value"]);
        compared += 1;
    }
    assert_eq!((months.len(), compared), (24, 21));
    // Half of those who bought in the last full month have been customers for at least so long.
    let tenure: Vec<&Row> = rows.iter().filter(|row| row["metric"] == "tenure" && !row["value"].is_empty()).collect();
    let [tenure] = &tenure[..] else { panic!("{tenure:?}") };
    let first: chrono::NaiveDate = tenure["period_start"].parse().unwrap();
    let end = first + chrono::Months::new(1) - chrono::Days::new(1);
    let mut days: Vec<i64> = Vec::new();
    for own in bought.iter().collect::<Vec<_>>().chunk_by(|a, b| a.0 == b.0) {
        if own.iter().any(|(_, day)| (first..=end).contains(day)) {
            days.push((end - own[0].1).num_days());
        }
    }
    days.sort_unstable();
    let median = (days[(days.len() - 1) / 2] + days[days.len() / 2]) as f64 / 2.0;
    assert_eq!((number(&tenure["value"]), tenure["n"].as_str()), (median, days.len().to_string().as_str()));
    assert_eq!((tenure["unit"].as_str(), tenure["method"].as_str()), ("days", "median"));
}

/// 1043 of 1380 answers before, 38 of 120 since, with the worst month last.
#[test]
fn a_recall_parts_before_from_after() {
    let room = Room::new();
    let call = |as_of: &str| {
        room.huike(&format!(
            "satisfaction-report --quiet --surveys surveys.csv --event 2025-12-01=Recall --as-of {as_of} --out-dir out"
        ))
        .ok();
        let page = room.text("out/report.html");
        let mut rows = page.lines().filter(|line| line.starts_with("<tr>")).map(without_tags);
        rows.find(|row| row.starts_with("Recall (2025-12-01)")).expect("no row of the event")
    };
    room.write("surveys.csv", after_ordinary(&[20, 18]));
    let before: u32 = super::ORDINARY.iter().sum();
    let shares = [f64::from(before) / 13.8, 38.0 / 1.2, 30.0];
    let told = call("2026-01-31");
    for share in shares {
        assert!(told.contains(&format!("{share:.1}%")), "{share} is not in {told}");
    }
    assert!(told.contains("not back yet") && told.contains(&month(24)), "{told}");
    // Two months in a row that are as good as before.
    room.write("surveys.csv", after_ordinary(&[20, 47, 47]));
    let told = call("2026-02-28");
    assert!(told.contains("2026-01, after 1 period"), "{told}");
}

/// The words of a line of a page.
fn without_tags(line: &str) -> String {
    line.split('<').map(|piece| piece.rsplit('>').next().unwrap_or_default()).collect()
}
