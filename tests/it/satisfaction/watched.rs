//! What alarms watch: the metrics that rules name, what is plotted beside which limits, what lies between events, and
//! days that look like slips of the pen.

use std::fmt::Write;

use super::{figure, month};
use crate::program::{Room, Row, number};

/// So many complaints a month from January 2024 on, spread over the days.
fn complaints(counts: &[u32]) -> String {
    let mut text = String::from("complaint_id,customer_id,opened_at\n");
    for (at, count) in counts.iter().enumerate() {
        for own in 0..*count {
            writeln!(text, "K{at}-{own},C{at}-{own},{}-{:02}", month(at), 1 + own * 28 / count).unwrap();
        }
    }
    text
}

/// 100 orders a month for so many months from January 2024 on.
fn orders(months: usize) -> String {
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for at in 0..months {
        for own in 0..100 {
            writeln!(text, "O{at}-{own},V{own},{}-{:02},10", month(at), 1 + own % 28).unwrap();
        }
    }
    text
}

const ORDINARY: [u32; 24] =
    [17, 15, 20, 14, 18, 22, 12, 16, 19, 21, 13, 17, 18, 15, 20, 16, 14, 19, 22, 17, 15, 18, 16, 20];

fn room(more: &[u32]) -> Room {
    let room = Room::new();
    room.write("complaints.csv", complaints(&[&ORDINARY, more].concat()));
    room.write("orders.csv", orders(ORDINARY.len() + more.len()));
    room
}

const CALL: &str = "satisfaction-report --quiet --no-report --complaints complaints.csv --out-dir out";

/// The alarm of a rule that stands.
fn standing(room: &Room, metric: &str, rule: &str) -> Option<Row> {
    let is = |row: &Row| row["metric"] == metric && row["rule"] == rule && row["stands"] == "true";
    room.rows("out/alarms.csv").into_iter().find(is)
}

#[test]
fn a_rule_watches_the_metric_that_it_names_or_is_refused() {
    let room = room(&[18, 90]);
    let run = |metric: &str| {
        room.write("a.toml", format!("[[rule]]\nmetric = \"{metric}\"\nrules = []\ncrisis = 50\n"));
        room.huike(&format!("{CALL} --orders orders.csv --as-of 2026-02-28 --alarms a.toml --fail-on crisis"))
    };
    for metric in ["complaints", "complaint_rate", "complaints_per_customer"] {
        run(metric).fails(10);
        assert!(standing(&room, metric, "fixed_threshold").is_some(), "{metric}");
    }
    // Not by the rule for every metric: what moves along with the rate would raise every alarm again.
    room.write("a.toml", "[[rule]]\nmetric = \"*\"\nrules = []\nnotice = 50\n");
    room.huike(&format!("{CALL} --orders orders.csv --as-of 2026-02-28 --alarms a.toml")).ok();
    assert!(standing(&room, "complaints", "fixed_threshold").is_none());
    let said = run("complaint_rat").fails(2).stderr;
    assert!(said.contains("a.toml") && said.contains("did you mean `complaint_rate`"), "{said}");
    let said = run("csat").fails(2).stderr;
    assert!(said.contains("`csat`, which this run has not; it has") && said.contains("complaints"), "{said}");
    let said = run("active_customers").fails(2).stderr;
    assert!(said.contains("no alarm can be raised on the metric `active_customers`"), "{said}");
    room.write("a.toml", "[[rule]]\nmetric = \"*\"\n[[response]]\nlevel = \"crisis\"\nmetric = \"complaintz\"\nstage = \"respond\"\nen = \"A\"\nzh = \"甲\"\n");
    let said = room.huike(&format!("{CALL} --alarms a.toml")).fails(2).stderr;
    assert!(said.contains("did you mean `complaints`"), "{said}");
}

#[test]
fn a_chart_that_makes_no_sense_is_refused_with_those_that_do() {
    let room = room(&[18, 90]);
    room.write("surveys.csv", super::after_ordinary(&[45]));
    for (metric, chart, known) in [
        ("csat", "c", "p_prime, p, i_prime, i"),
        ("csat", "t", "p_prime, p, i_prime, i"),
        ("complaint_rate", "c", "u_prime, u, i_prime, i, moving_range, g"),
        ("complaint_rate", "t", "u_prime, u, i_prime, i, moving_range, g"),
        ("complaints", "p", "i, c, u_prime, u, i_prime, moving_range, t, g"),
        ("csat", "moving_range", "p_prime, p, i_prime, i"),
        ("*", "g", "p_prime, p, i_prime, i"),
    ] {
        room.write("a.toml", format!("[[rule]]\nmetric = \"{metric}\"\nchart = \"{chart}\"\n"));
        let call = format!("{CALL} --orders orders.csv --surveys surveys.csv --alarms a.toml");
        let said = room.huike(&call).fails(2).stderr;
        assert!(said.contains(&format!("chart = \"{chart}\" does not fit")) && said.contains(known), "{said}");
    }
}

#[test]
fn a_detector_of_high_counts_is_refused_where_low_is_bad() {
    let room = Room::new();
    room.write("surveys.csv", super::after_ordinary(&[45]));
    room.write("a.toml", "[[rule]]\nmetric = \"csat\"\ndetectors = [\"ewma\", \"ears_c1\"]\n");
    let call = "satisfaction-report --quiet --no-report --surveys surveys.csv --alarms a.toml --out-dir out";
    let said = room.huike(call).fails(2).stderr;
    assert!(said.contains("ears_c1 alarms when counts are high") && !said.contains("ewma alarms"), "{said}");
}

/// The t chart of the days between complaints: x^(1/3.6), individuals, back; baseline of 24 months, complaints in order.
#[test]
fn the_t_chart_plots_the_days_between_complaints_and_the_g_chart_whole_ones() {
    let room = room(&[18, 17, 300]);
    let run = |metric: &str, chart: &str, more: &str| {
        room.write("a.toml", format!("[[rule]]\nmetric = \"{metric}\"\nchart = \"{chart}\"\n"));
        let call = CALL.replace(" --no-report", "");
        room.huike(&format!("{call} --as-of 2026-03-31 --baseline 24 --alarms a.toml {more}")).ok();
    };
    run("complaints", "t", "");
    let dates: Vec<chrono::NaiveDate> = room
        .text("complaints.csv")
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse().unwrap())
        .collect();
    let end = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let days: Vec<f64> = dates
        .windows(2)
        .filter(|two| two[1] < end)
        .map(|two| ((two[1] - two[0]).num_days() as f64).powf(1.0 / 3.6))
        .collect();
    let mean = days.iter().sum::<f64>() / days.len() as f64;
    let moved = days.windows(2).map(|two| (two[1] - two[0]).abs()).sum::<f64>() / (days.len() - 1) as f64;
    let sd = moved / 1.128;
    let own = standing(&room, "complaints", "two_in_a_row_beyond_2sd").expect("300 complaints raise no alarm");
    let told = ["statistic", "plotted_unit", "direction", "value", "plotted"].map(|column| own[column].as_str());
    assert_eq!(told, ["days_between", "days", "low", "300", "0"]);
    let back = |own: f64| own.max(0.0).powf(3.6);
    for (column, expected) in [
        ("centre", back(mean)),
        ("lower_limit", back(mean - 3.0 * sd)),
        ("upper_limit", back(mean + 3.0 * sd)),
        ("bound", back(mean - 2.0 * sd)),
    ] {
        let found = number(&own[column]);
        assert!((found - expected).abs() < 1e-6, "{column} is {found}, not {expected}");
    }
    let report = room.text("out/report.html");
    assert!(report.contains("days since the one before") && report.contains("t chart; each point is an event"));
    // Below the median of one day lies nothing but the same day: eight in a row are.
    run("complaints", "g", "");
    let own = standing(&room, "complaints", "eight_on_one_side").expect("300 complaints raise no alarm");
    let told = ["statistic", "centre", "plotted", "bound"].map(|column| own[column].as_str());
    assert_eq!(told, ["days_between", "2", "0", "2"]);
    // Of orders, those between.
    run("complaint_rate", "g", "--orders orders.csv");
    let own = standing(&room, "complaint_rate", "eight_on_one_side").expect("300 complaints raise no alarm");
    assert_eq!((own["statistic"].as_str(), own["plotted_unit"].as_str()), ("orders_between", "orders"));
}

/// Whatever raises an alarm tells what it plotted, on the scale of its limits, and lies beyond its bound.
#[test]
fn every_alarm_tells_what_was_plotted_beside_its_bound() {
    let room = room(&[18, 21, 22, 24, 23, 25, 24, 70]);
    let lines = "detectors = [\"ewma\", \"cusum\", \"ears_c1\", \"ears_c2\", \"ears_c3\"]\nnotice = 60\n\
                 [rule.change]\nagainst = \"preceding\"\nnotice = 0.5\n";
    let run = |chart: &str, metric: &str, more: &str| {
        room.write("a.toml", format!("[[rule]]\nmetric = \"{metric}\"\nchart = \"{chart}\"\n{lines}"));
        let call = format!("{CALL} --as-of 2026-08-31 --baseline 24 --alarms a.toml {more}");
        room.huike(&call).ok();
        let rows = room.rows("out/alarms.csv");
        rows.into_iter().filter(|row| row["metric"] == metric && row["stands"] == "true").collect::<Vec<Row>>()
    };
    for (chart, metric, more) in [
        ("c", "complaints", ""),
        ("i", "complaints", ""),
        ("moving_range", "complaints", ""),
        ("u_prime", "complaint_rate", "--orders orders.csv"),
    ] {
        let rows = run(chart, metric, more);
        let of = |rule: &str| rows.iter().find(|row| row["rule"] == rule);
        let rules = ["beyond_limits", "ewma", "ears_c1", "ears_c2", "ears_c3", "fixed_threshold", "relative_threshold"];
        for rule in rules {
            let row = of(rule).unwrap_or_else(|| panic!("{chart}: {rule} raises no alarm: {rows:?}"));
            let (plotted, bound) = (number(&row["plotted"]), number(&row["bound"]));
            assert!(plotted > bound && bound > 0.0, "{chart}: {row:?}");
            assert_eq!(row["upper_limit"], row["bound"], "{chart}: {row:?}");
            let scale = row["centre"].parse().unwrap_or(0.0);
            assert!(scale <= bound && row["lower_limit"].parse().unwrap_or(f64::MIN) <= scale, "{chart}: {row:?}");
        }
        let statistic = if chart == "moving_range" { "moving_range" } else { "figure" };
        assert_eq!(of("beyond_limits").map(|row| row["statistic"].as_str()), Some(statistic));
        assert_eq!(of("ewma").map(|row| row["plotted_unit"].as_str()), Some("sd"));
        // The three months before had 25, 24 and 23, or as much to each order.
        let change = of("relative_threshold").unwrap();
        assert!((number(&change["bound"]) - 1.5 * number(&change["centre"])).abs() < 1e-4, "{change:?}");
    }
}

/// The days after a crisis are unknown, whatever lone row lies beyond them.
#[test]
fn one_mistyped_day_ends_no_alarm() {
    let counts: Vec<u32> = [&ORDINARY[..], &[18, 70]].concat();
    let right = complaints(&counts);
    let room = Room::new();
    room.write("complaints.csv", &right);
    // The newest day is the last of February.
    let mut whole = right.clone();
    whole.push_str("KX,CX,2026-02-28\n");
    room.write("complaints.csv", &whole);
    let call = format!("{CALL} --state state.json --fail-on warning");
    room.huike(&call).fails(10);
    let (state, alarms) = (room.bytes("state.json"), room.bytes("out/alarms.csv"));
    room.huike(&call).fails(10);
    let again = room.bytes("out/alarms.csv");
    assert!(alarms != again, "the second night tells what goes on");
    for day in ["2036-02-28", "2026-04-02"] {
        room.write("state.json", &state);
        room.write("complaints.csv", format!("{whole}KY,CY,{day}\n"));
        room.huike(&call).fails(10);
        assert!(room.bytes("out/alarms.csv") == again, "{day}");
        let manifest = room.manifest("out");
        assert_eq!(
            (&manifest["as_of"], &manifest["ledger"]["complaints"]["excluded"]["after_as_of"]["rows"]),
            (&"2026-02-28".into(), &1.into())
        );
        let warnings = manifest["warnings"].to_string();
        assert!(warnings.contains(day) && warnings.contains("--as-of"), "{warnings}");
    }
    // Stated, the day is believed, and what lies in between is still not known to be in order.
    room.write("state.json", &state);
    room.huike(&format!("{call} --as-of 2026-04-30")).fails(10);
    let rows = room.rows("out/satisfaction.csv");
    for month in ["2026-03", "2026-04"] {
        let own = figure(&rows, "complaints", "all", month);
        assert_eq!((own["value"].as_str(), own["status"].as_str()), ("", "empty"), "{month}");
    }
    let manifest = room.manifest("out");
    assert!(manifest["warnings"].to_string().contains("2026-02-28 is taken as not known"), "{}", manifest["warnings"]);
    // A record that has gone on is believed.
    room.write("state.json", &state);
    let more: String = (0..20).map(|own| format!("KZ{own},CZ{own},2026-04-{:02}\n", own + 10)).collect();
    room.write("complaints.csv", format!("{whole}{more}"));
    room.huike(&call).ok();
    assert_eq!(room.manifest("out")["as_of"], "2026-04-29");
}

/// So it is with a mistyped day of an answer or an order.
#[test]
fn a_mistyped_day_of_another_table_is_left_out_too() {
    let room = Room::new();
    room.write("surveys.csv", super::after_ordinary(&[20]) + "N1,2036-01-02,csat,5\n");
    room.write("orders.csv", orders(24) + "OX,V1,2041-05-05,10\n");
    let call =
        "satisfaction-report --quiet --no-report --surveys surveys.csv --orders orders.csv --out-dir out --period week";
    room.huike(call).ok();
    let manifest = room.manifest("out");
    assert_eq!(manifest["as_of"], "2025-12-28");
    for table in ["surveys", "orders"] {
        assert_eq!(manifest["ledger"][table]["excluded"]["after_as_of"]["rows"], 1, "{table}");
    }
}

/// 90 of 100, 90 of 100, and 50 of 100 that may still be done.
#[test]
fn a_provisional_figure_crosses_no_line() {
    let room = Room::new();
    let mut text = String::from("customer_id,due_date,done_at\n");
    for (month, done) in [("2026-01", 90), ("2026-02", 90), ("2026-03", 50)] {
        for own in 0..100 {
            let day = format!("{month}-{:02}", 1 + own % 28);
            writeln!(text, "C{own},{day},{}", if own < done { &day } else { "" }).unwrap();
        }
    }
    room.write("follow_ups.csv", text);
    let call = "satisfaction-report --quiet --no-report --follow-ups follow_ups.csv --out-dir out --fail-on";
    room.huike(&format!("{call} follow_up_completion<80 --as-of 2026-03-31")).ok();
    room.huike(&format!("{call} follow_up_completion<95 --as-of 2026-03-31")).fails(10);
    // Thirty days later it stands.
    room.huike(&format!("{call} follow_up_completion<80 --as-of 2026-04-30")).fails(10);
}

/// An alarm of an earlier run stands for complaints; tonight their export is not there.
#[test]
fn a_held_alarm_is_told_by_the_name_of_its_metric() {
    let room = room(&[18, 90]);
    room.huike(&format!("{CALL} --state state.json --as-of 2026-02-28")).ok();
    room.write("surveys.csv", super::after_ordinary(&[45, 44, 46]));
    let call =
        "satisfaction-report --no-report --surveys surveys.csv --state state.json --as-of 2026-02-28 --out-dir out";
    let said = room.huike(&format!("{call} --fail-on crisis")).fails(10).stderr;
    assert!(said.contains("crisis: Complaints, all customers"), "{said}");
}
