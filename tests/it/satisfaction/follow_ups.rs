//! Follow-ups: what became of those that were planned, and whether they help.

use std::fmt::Write;

use super::{assert_figures, figure};
use crate::program::{Room, Row, number, reconciled};

/// The row of all follow-ups of a period, or of all periods.
fn all<'a>(rows: &'a [Row], period: &str) -> &'a Row {
    rows.iter().find(|row| row["group"] == "all" && row["period"] == period).unwrap()
}

const COUNTS: [&str; 6] = ["planned", "done", "missed", "cancelled", "not_yet_due", "due"];

/// Ten on the day, and of the rest one late, one never, one cancelled, one ahead, one without a due date, one without any
/// date, one due on the as-of day and not done, one twice in the file.
const HAND_MADE: &str = "customer_id,due_date,done_at,outcome\n\
    L1,2026-01-05,2026-01-07,no answer\nM1,2026-01-06,,\nX1,2026-01-06,,cancelled\nA1,2026-02-20,,\n\
    W1,,2026-01-09,satisfied\nN1,,,\nT1,2026-01-31,,\n\
    D0,2026-01-10,2026-01-10,satisfied\nD1,2026-01-10,2026-01-10,satisfied\nD2,2026-01-10,2026-01-10,satisfied\n\
    D3,2026-01-10,2026-01-10,satisfied\nD4,2026-01-10,2026-01-10,satisfied\nD5,2026-01-10,2026-01-10,satisfied\n\
    D6,2026-01-10,2026-01-10,satisfied\nD7,2026-01-10,2026-01-10,satisfied\nD8,2026-01-10,2026-01-10,satisfied\n\
    D9,2026-01-10,2026-01-10,satisfied\nD9,2026-01-10,2026-01-10,satisfied\n";

/// Wilson (1927), recomputed from its formula: 11 of 13 is 84.6 % (57.8 to 95.7), 10 of 11 is 90.9 % (62.3 to 98.4).
#[test]
fn planned_is_done_and_missed_and_cancelled_and_not_yet_due() {
    let room = Room::new();
    room.write("follow_ups.csv", HAND_MADE);
    let call = "satisfaction-report --follow-ups follow_ups.csv --as-of 2026-01-31 --no-report --out-dir out";
    let outcome = room.huike(call).ok();
    let said = format!("{}{}", outcome.stderr, String::from_utf8(outcome.stdout).unwrap());
    assert!(said.contains("planned = ") && said.contains("1 follow-up has no due date"), "{said}");
    let rows = room.rows("out/follow_ups.csv");
    for period in ["2026-01", ""] {
        let [planned, done, missed, cancelled, ahead, due] = COUNTS.map(|name| number(&all(&rows, period)[name]));
        assert_eq!(planned, done + missed + cancelled + ahead, "{period}");
        assert_eq!(due, done + missed, "{period}");
    }
    assert_eq!(COUNTS.map(|name| all(&rows, "")[name].as_str()), ["15", "11", "2", "1", "1", "13"]);
    assert_eq!(all(&rows, "")["without_due_date"], "1");
    let rows = room.rows("out/satisfaction.csv");
    let limits = ["value", "lower", "upper"];
    assert_figures(figure(&rows, "follow_up_completion", "all", "2026-01"), limits, wilson(11, 13), 1e-5);
    assert_figures(figure(&rows, "follow_up_on_time", "all", "2026-01"), limits, wilson(10, 11), 1e-5);
    assert_figures(figure(&rows, "follow_up_reached", "all", "2026-01"), limits, wilson(10, 11), 1e-5);
    let manifest = room.manifest("out");
    assert_eq!(reconciled(&manifest, "follow-ups").0, 16);
    let excluded = &manifest["ledger"]["follow-ups"]["excluded"];
    assert_eq!((&excluded["duplicate"]["rows"], &excluded["without_day"]["rows"]), (&1.into(), &1.into()));
    // Two days of grace, and the late one was on time.
    room.huike(&format!("{call} --quiet --grace 2")).ok();
    let rows = room.rows("out/satisfaction.csv");
    assert_eq!(figure(&rows, "follow_up_on_time", "all", "2026-01")["value"], "100");
}

/// Share and limits in percent.
fn wilson(count: u32, total: u32) -> [f64; 3] {
    let (p, n, z) = (f64::from(count) / f64::from(total), f64::from(total), 1.959_963_984_540_054_f64);
    let (middle, half) = (p + z * z / 2.0 / n, z * (p * (1.0 - p) / n + z * z / 4.0 / n / n).sqrt());
    [p, (middle - half) / (1.0 + z * z / n), (middle + half) / (1.0 + z * z / n)].map(|own| own * 100.0)
}

#[test]
fn a_follow_up_ahead_is_neither_missed_nor_done() {
    let room = Room::new();
    let mut text = String::from("customer_id,due_date,done_at\n");
    for customer in 0..30 {
        writeln!(text, "C{customer},2026-02-{:02},{}", customer % 28 + 1, if customer < 3 { "2026-02-04" } else { "" })
            .unwrap();
    }
    room.write("follow_ups.csv", text);
    room.huike("satisfaction-report --quiet --follow-ups follow_ups.csv --as-of 2026-02-14 --no-report --out-dir out")
        .ok();
    let rows = room.rows("out/follow_ups.csv");
    // Two are due on each of the first two days and one on each of the twelve that follow, the as-of day included.
    assert_eq!(COUNTS.map(|name| all(&rows, "2026-02")[name].as_str()), ["30", "3", "13", "0", "14", "16"]);
    let rows = room.rows("out/satisfaction.csv");
    assert_eq!(figure(&rows, "follow_up_completion", "all", "2026-02")["status"], "provisional");
}

/// 40 due in January, all recorded as done, two of them with the day: they are done, and two of them on time.
#[test]
fn done_without_a_day_is_done_and_told() {
    let room = Room::new();
    let mut text = String::from("customer_id,due_date,done_at,outcome\n");
    let mut surveys = String::from("customer_id,answered_at,metric,score\n");
    for own in 0..40 {
        let done = if own < 2 { "2026-01-28" } else { "" };
        writeln!(text, "C{own},2026-01-{:02},{done},{}", own % 28 + 1, ["completed", "已完成"][own % 2]).unwrap();
        writeln!(surveys, "C{own},2025-12-05,nps,{}\nC{own},2026-03-05,nps,{}", own % 11, own % 7).unwrap();
    }
    room.write("follow_ups.csv", text);
    room.write("surveys.csv", surveys);
    let call = "satisfaction-report --follow-ups follow_ups.csv --surveys surveys.csv --as-of 2026-03-31 --out-dir out";
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("38 follow-ups are recorded as done without the day"), "{said}");
    let rows = room.rows("out/follow_ups.csv");
    assert_eq!(COUNTS.map(|name| all(&rows, "2026-01")[name].as_str()), ["40", "40", "0", "0", "0", "40"]);
    let rows = room.rows("out/satisfaction.csv");
    assert_eq!(figure(&rows, "follow_up_completion", "all", "2026-01")["value"], "100");
    assert_eq!(figure(&rows, "follow_up_on_time", "all", "2026-01")["status"], "suppressed");
    assert_eq!(figure(&rows, "follow_up_reached", "all", "2026-01")["n"], "40");
    // Nobody knows whether they came before or after an answer: they are on neither side.
    let effects = room.rows("out/follow_up_effects.csv");
    assert!(effects.iter().all(|row| row["untreated"] == "0" && number(&row["treated"]) <= 2.0), "{effects:?}");
}

/// 100 customers on each side; before the call all those called rose by exactly 2, and the others by nothing.
#[test]
fn a_difference_before_that_is_the_same_for_all_proves_nothing_either() {
    let room = Room::new();
    let (mut surveys, mut follow_ups) =
        (String::from("customer_id,answered_at,metric,score\n"), String::from("customer_id,due_date,done_at\n"));
    for (own, called) in (0..100).flat_map(|own| [(own, false), (own, true)]) {
        let (id, before, rise) = (format!("C{own}{called}"), 3 + own % 5, if called { 2 } else { 0 });
        let day = own % 20 + 1;
        writeln!(surveys, "{id},2026-02-{day:02},nps,{}\n{id},2026-03-{day:02},nps,{before}", before - rise).unwrap();
        writeln!(surveys, "{id},2026-05-{day:02},nps,{}", before + rise + own * 7 / 5 % 2).unwrap();
        if called {
            writeln!(follow_ups, "{id},2026-04-10,2026-04-10").unwrap();
        }
    }
    room.write("surveys.csv", &surveys);
    room.write("follow_ups.csv", follow_ups);
    let call = "satisfaction-report --surveys surveys.csv --follow-ups follow_ups.csv --as-of 2026-05-31 --out-dir out";
    let effect = || {
        let told = room.huike(call).ok().stderr;
        let rows = room.rows("out/follow_up_effects.csv");
        (["verdict", "trends"].map(|column| rows[0][column].clone()), told)
    };
    assert_eq!(effect().0, ["trends_differed", "differed"]);
    // Without the first answers nobody can check, and that is said.
    let later: Vec<&str> = surveys.lines().filter(|line| !line.contains("2026-02-")).collect();
    room.write("surveys.csv", later.join("\n"));
    let (found, told) = effect();
    assert_eq!(found, ["better", "not_checked"]);
    assert!(told.contains("already moved differently before could not be checked."), "{told}");
    assert!(room.text("out/report.html").contains("better (whether they differed before: not checked)"));
}

/// The generator tells by how many points it raised how many answers after a follow-up.
#[test]
fn a_planted_effect_is_found_and_nothing_is_claimed_where_there_is_none_to_see() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 3000 --seed 4 --out-dir demo").ok();
    room.huike(
        "satisfaction-report --quiet --surveys demo/surveys.csv --orders demo/orders.csv --follow-ups \
         demo/follow_ups.csv --no-report --out-dir out",
    )
    .ok();
    let truth: serde_json::Value = serde_json::from_slice(&room.bytes("demo/truth.json")).unwrap();
    let total = |name: &str| truth["totals"][name].as_f64().unwrap();
    let planted = total("points_after_follow_up") / total("answers_after_follow_up");
    let rows = room.rows("out/follow_up_effects.csv");
    let panel = rows.iter().find(|row| row["question"].starts_with("relationship")).unwrap();
    assert_eq!(panel["verdict"], "better");
    let (lower, upper) = (number(&panel["lower"]), number(&panel["upper"]));
    assert!(0.0 < lower && lower <= planted && planted <= upper, "{planted} is not in {lower} to {upper}");
    assert!(upper - lower < 1.0, "{panel:?}");
    // Nothing is planted on orders, and a follow-up comes after a purchase, so that all bought in the days before it.
    let bought = rows.iter().find(|row| row["outcome"] == "repurchase" && row["kind"].is_empty()).unwrap();
    assert_eq!(bought["verdict"], "ceiling");
    assert!(number(&bought["lower"]) < 0.0 && number(&bought["upper"]) > 0.0, "{bought:?}");
    assert!(number(&bought["before_treated"]) > 95.0, "{bought:?}");
    // So few that not even an estimate is shown.
    let few = rows.iter().find(|row| row["question"].starts_with("complaint")).unwrap();
    assert_eq!((few["verdict"].as_str(), few["effect"].as_str(), few["p"].as_str()), ("too_few", "", ""));
}

/// Every other one of 120 customers is called on 1 June 2026. Before that, those who are called bought ever more: 1 in 4 in
/// the thirty days from 2 April, 3 in 4 in May; of the others half did in both. From 16 June on 3 in 4 and half of them buy.
#[test]
fn who_bought_more_already_before_the_call_proves_nothing() {
    let room = Room::new();
    let mut follow_ups = String::from("customer_id,due_date,done_at\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\nO,stranger,2026-01-01,10\n");
    let mut order = |customer: u32, month: u32, share: u32| {
        // In June others than in the months before.
        if (customer / 2 + u32::from(month == 6)) % 4 < share {
            writeln!(orders, "O{customer}-{month},C{customer:03},2026-{month:02}-20,10").unwrap();
        }
    };
    for customer in 0..120 {
        let called = u32::is_multiple_of(customer, 2);
        writeln!(follow_ups, "C{customer:03},2026-06-01,{}", if called { "2026-06-01" } else { "" }).unwrap();
        for (month, share) in
            [(4, if called { 1 } else { 2 }), (5, if called { 3 } else { 2 }), (6, if called { 3 } else { 2 })]
        {
            order(customer, month, share);
        }
    }
    room.write("follow_ups.csv", follow_ups);
    room.write("orders.csv", orders);
    let call = "satisfaction-report --quiet --follow-ups follow_ups.csv --orders orders.csv --effect-days 30 --as-of \
                2026-07-31 --no-report";
    let effect = |name: &str| {
        room.huike(&format!("{call} --out-dir {name}")).ok();
        let rows = room.rows(&format!("{name}/follow_up_effects.csv"));
        rows.into_iter().find(|row| row["outcome"] == "repurchase").unwrap()
    };
    let found = effect("out");
    assert_eq!(found["verdict"], "trends_differed", "{found:?}");
    assert!(number(&found["pre_trend_lower"]) > 0.0, "{found:?}");
    // Without orders from before April nobody knows.
    let text = room.text("orders.csv").replace("O,stranger,2026-01-01,10\n", "").replace("2026-04-20", "2026-05-19");
    room.write("orders.csv", text);
    let found = effect("without");
    assert_eq!((found["pre_trend"].as_str(), found["verdict"].as_str()), ("", "better"), "{found:?}");
}

/// 4 in 5 of 80 customers bought before, and all but two buy afterwards, called or not: that a call adds five points cannot
/// be seen.
#[test]
fn where_all_buy_again_a_call_has_no_room() {
    let room = Room::new();
    let mut follow_ups = String::from("customer_id,due_date,done_at\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\n");
    for customer in 0..80 {
        writeln!(follow_ups, "C{customer},2026-03-01,{}", if customer % 2 == 0 { "2026-03-01" } else { "" }).unwrap();
        for month in [2, 3].into_iter().filter(|month| if *month == 2 { customer % 5 > 0 } else { customer > 1 }) {
            writeln!(orders, "O{customer}-{month},C{customer},2026-{month:02}-20,10").unwrap();
        }
    }
    room.write("follow_ups.csv", follow_ups);
    room.write("orders.csv", orders);
    room.huike(
        "satisfaction-report --quiet --follow-ups follow_ups.csv --orders orders.csv --effect-days 30 --as-of 2026-04-30 \
         --out-dir out",
    )
    .ok();
    let rows = room.rows("out/follow_up_effects.csv");
    let found = rows.iter().find(|row| row["outcome"] == "repurchase").unwrap();
    assert_eq!((found["verdict"].as_str(), found["treated"].as_str()), ("no_room", "40"), "{found:?}");
    assert!(room.text("out/report.html").contains("no room to improve"));
}

/// 19 follow-ups of January and one of February, which is too few to tell: January stands wherever it is told, the sum of
/// both nowhere, and of the owner of two not even the counts.
#[test]
fn what_is_hidden_is_hidden_everywhere_and_a_month_for_itself_alone() {
    let room = Room::new();
    let mut text = String::from("customer_id,due_date,done_at,owner\n");
    for own in 10..28 {
        writeln!(text, "C{own},2025-01-{own},2025-01-{own},Ann").unwrap();
    }
    text.push_str("D1,2025-01-10,,Bob\nD2,2025-01-11,2025-01-11,Bob\nE1,2025-02-03,,Ann\n");
    room.write("follow_ups.csv", text);
    room.huike("satisfaction-report --follow-ups follow_ups.csv --as-of 2025-02-10 --quiet --out-dir out").ok();
    let rows = room.rows("out/follow_ups.csv");
    let of = |group: &str, value: &str, period: &str| {
        let is = |row: &&Row| row["group"] == group && row["value"] == value && row["period"] == period;
        let row = rows.iter().find(is).unwrap();
        ["done", "missed", "completion", "status"].map(|column| row[column].clone())
    };
    let january = ["19", "1", "95", "few"];
    for group in ["all", "kind", "channel"] {
        assert_eq!(of(group, "", "2025-01"), january, "{group}");
        assert_eq!(of(group, "", "")[..3], ["", "", ""], "{group}");
        assert_eq!(of(group, "", "2025-02"), ["", "", "", "suppressed"], "{group}");
    }
    assert_eq!(of("owner", "Bob", "2025-01"), ["", "", "", "suppressed"]);
    assert_eq!(of("owner", "Ann", "2025-01"), ["", "", "", "suppressed_complementary"]);
    let figures = room.rows("out/satisfaction.csv");
    let own = figure(&figures, "follow_up_completion", "all", "2025-01");
    // Late ones are made up for until the second of March.
    assert_eq!((own["value"].as_str(), own["status"].as_str()), ("95", "provisional"));
    assert_eq!(figure(&figures, "follow_up_completion", "all", "")["value"], "");
}
