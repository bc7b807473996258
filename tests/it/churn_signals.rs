//! `huike churn-score`: signals raise no alarm where nothing changed, and say what they cannot tell.

use std::fmt::Write;

use crate::program::{Room, Row, number};

/// Rows of a table, each of a customer and of so many days before 2026-06-30, with what else it says.
fn table(header: &str, rows: impl IntoIterator<Item = (String, u64, String)>) -> String {
    let as_of = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let mut text = format!("customer_id,{header}\n");
    for (customer, days, rest) in rows {
        writeln!(text, "{customer},{}{rest}", as_of - chrono::Days::new(days)).unwrap();
    }
    text
}

/// Each customer buys every so many days, from a day of its own up to the as-of day.
fn steady(customers: u64, since: u64, every: u64) -> impl Iterator<Item = (String, u64, String)> {
    let days =
        move |customer: u64| (0..=since - customer % every).rev().filter(move |day| day % every == customer % every);
    (0..customers).flat_map(move |customer| {
        days(customer).map(move |day| (format!("C{customer:03}"), day, format!(",{}", 50 + day % 3)))
    })
}

fn of<'a>(signals: &'a [Row], kind: &str) -> Vec<&'a Row> {
    signals.iter().filter(|row| row["signal"] == kind).collect()
}

/// Everybody pays 50; one in thirty pays 45 for the newest of 24 purchases. That is one chance in 24 for each of them.
#[test]
fn one_smaller_purchase_or_answer_is_no_alarm() {
    let room = Room::new();
    let amount = |customer: u64, day: u64| if customer.is_multiple_of(30) && day < 30 { 45 } else { 50 };
    let days = |customer: u64| (0..24).map(move |number| customer % 30 + 30 * number);
    let bought = |customer| {
        days(customer).map(move |day| (format!("C{customer:03}"), day, format!(",{}", amount(customer, day))))
    };
    room.write("o.csv", table("order_date,amount", (0..300).flat_map(bought)));
    let answer = |customer: u64, day: u64| if customer.is_multiple_of(30) && day < 30 { 8 } else { 9 };
    let answered = |customer| {
        days(customer).map(move |day| (format!("C{customer:03}"), day, format!(",{}", answer(customer, day))))
    };
    room.write("s.csv", table("answered_at,score", (0..300).flat_map(answered)));
    let call = "churn-score --quiet --orders o.csv --surveys s.csv --model gap --horizon 90 --signal-window 30";
    room.huike(call).arg("--out-dir").arg("out").ok();
    let signals = room.rows("out/signals.csv");
    assert!(of(&signals, "spend_falling").is_empty() && of(&signals, "satisfaction_falling").is_empty(), "{signals:?}");
}

/// An export of contacts that ends early is no silence; customers whose contacts end while others go on are alarms.
#[test]
fn contacts_after_the_end_of_their_table_are_not_missing() {
    let room = Room::new();
    room.write("o.csv", table("order_date,amount", steady(60, 300, 12)));
    let contacts = |least: fn(u64) -> u64| {
        let rows = (0..60).flat_map(move |customer: u64| {
            let days = (least(customer)..280).filter(move |day| day % 5 == customer % 5);
            days.map(move |day| (format!("C{customer:03}"), day, String::new()))
        });
        table("date", rows)
    };
    let run = |window: &str| {
        let call = "churn-score --orders o.csv --interactions i.csv --model gap --horizon 90 --signal-window";
        let told = room.huike(call).arg(window).arg("--out-dir").arg("out").ok().stderr;
        (told, of(&room.rows("out/signals.csv"), "interactions_falling").len())
    };
    room.write("i.csv", contacts(|_| 80));
    let (told, alarms) = run("90");
    assert!(told.contains("interactions: the last row is of 2026-04-11, 80 days before"), "{told}");
    assert_eq!(alarms, 0);
    let span = &room.manifest("out")["model"]["signals"]["interactions_span"];
    assert_eq!(span[1], "2026-04-11");
    let (told, alarms) = run("60");
    assert!(told.contains("2026-04-11, before the last 60 days begin, so “interacts less” is not tested"), "{told}");
    assert_eq!(alarms, 0);
    room.write("i.csv", contacts(|customer| if customer < 5 { 90 } else { 0 }));
    let (told, alarms) = run("90");
    assert!(!told.contains("the last row is of"), "{told}");
    assert_eq!(alarms, 5);
}

/// Complaints of somebody who bought nothing of late are told as what they are: so many, where so many were to be expected.
#[test]
fn rising_complaints_are_told_as_counts() {
    let room = Room::new();
    let own = (0..10).map(|number| ("X".to_string(), 280 - 18 * number, ",50".to_string()));
    room.write("o.csv", table("order_date,amount", steady(20, 280, 14).chain(own)));
    let complaints = [200].into_iter().chain(41..51).map(|day| ("X".to_string(), day, String::new()));
    room.write("c.csv", table("opened_at", complaints));
    let call = "churn-score --quiet --orders o.csv --complaints c.csv --model gap --horizon 90 --out-dir out";
    room.huike(call).ok();
    let signals = room.rows("out/signals.csv");
    let rising = of(&signals, "complaints_rising");
    assert_eq!((rising.len(), rising[0]["recent"].as_str()), (1, "10"));
    // One complaint in the 190 days before: about half of one in 90.
    assert!((number(&rising[0]["baseline"]) - 90.0 / 190.0).abs() < 1e-6, "{rising:?}");
    assert!((number(&rising[0]["size"]) - (10.0 - 90.0 / 190.0)).abs() < 1e-6, "{rising:?}");
    let scores = room.text("out/churn_scores.csv");
    assert!(scores.contains("complains more: 10 complaints in 90 days, 0.5 expected by the time before"), "{scores}");
    // A table that begins in the recent window has no time before.
    room.write("c.csv", table("opened_at", (41..51).map(|day| ("X".to_string(), day, String::new()))));
    let told = room.huike(&call.replace("--quiet ", "")).ok().stderr;
    assert!(told.contains("complaints: the first row is of 2026-05-11, within the last 90 days"), "{told}");
    assert!(of(&room.rows("out/signals.csv"), "complaints_rising").is_empty());
}

/// Where no year is there to learn from, nobody is promised that a quiet season is no drop.
#[test]
fn an_unknown_season_is_said() {
    let room = Room::new();
    room.write("o.csv", table("order_date,amount", steady(60, 300, 12)));
    let call = "churn-score --orders o.csv --model gap --horizon 90 --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("a quiet season may show as a drop"), "{told}");
    let signals = &room.manifest("out")["model"]["signals"];
    assert!(signals["season"].is_null() && signals["why_no_season"].as_str().unwrap().contains("do not cover a year"));
    assert!(!room.text("out/report.html").contains("a quiet season is no drop"));
    room.write("o.csv", table("order_date,amount", steady(60, 700, 12)));
    let told = room.huike(call).ok().stderr;
    assert!(!told.contains("a quiet season"), "{told}");
    let signals = &room.manifest("out")["model"]["signals"];
    assert_eq!((signals["season"].as_array().unwrap().len(), signals["why_no_season"].is_null()), (12, true));
    assert!(room.text("out/report.html").contains("a quiet season is no drop"));
}
