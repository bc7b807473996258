//! Complaints: their rate on control charts, the time they take, in business hours and with open cases, odd rows.

use std::fmt::Write;

use super::month;
use crate::program::{Room, Row, number, reconciled, reference, row, rows};

/// Centre and limits of an alarm.
fn assert_limits(alarm: &Row, expected: [f64; 3]) {
    super::assert_figures(alarm, ["centre", "lower_limit", "upper_limit"], expected, 6e-3);
}

/// `complaints` of qicharts2: u chart and u′ chart (Laney) of its 20 months, recomputed from the formulas in its source.
/// Sales are counted by the thousand: both charts stay the same but for that factor. A month that follows, with the sales
/// of the first, shows the limits of the first, as the baseline does not hold it.
#[test]
fn limits_of_complaint_rates_are_those_of_qicharts2() {
    let Some(path) = reference("qicharts2/complaints.csv") else { return };
    let published = rows(&std::fs::read(path).unwrap());
    let whole = |row: &Row, column: &str| row[column].parse::<u32>().unwrap();
    let mut counted: Vec<(u32, u32)> =
        published.iter().map(|row| (whole(row, "complaints"), whole(row, "sales") / 1000)).collect();
    assert_eq!(counted.len(), 20);
    counted.push((1000, counted[0].1));
    let mut complaints = String::from("complaint_id,customer_id,opened_at\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\n");
    for (at, (cases, sales)) in counted.iter().enumerate() {
        for own in 0..*cases {
            writeln!(complaints, "K{at}-{own},C{},{}-{:02}", own % 50, month(at), own % 28 + 1).unwrap();
        }
        for own in 0..*sales {
            writeln!(orders, "O{at}-{own},C{},{}-{:02},10", own % 50, month(at), own % 28 + 1).unwrap();
        }
    }
    let room = Room::new();
    room.write("complaints.csv", complaints);
    room.write("orders.csv", orders);
    room.write("u.toml", "[[rule]]\nmetric = 'complaint_rate'\nchart = 'u'\nrules = ['beyond_limits']\n");
    let call = "satisfaction-report --quiet --complaints complaints.csv --orders orders.csv --as-of 2025-09-30 \
                --baseline 20 --no-report";
    room.huike(&format!("{call} --state prime.json --out-dir prime")).ok();
    let alarms = room.rows("prime/alarms.csv");
    assert_limits(row(&alarms, "rule", "beyond_limits"), [4997.25, 1238.32, 8756.18]);
    assert_eq!(months_out(&room, "prime.json"), [20]);
    room.huike(&format!("{call} --state u.json --alarms u.toml --out-dir u")).ok();
    let alarms = room.rows("u/alarms.csv");
    assert_limits(row(&alarms, "rule", "beyond_limits"), [4997.25, 4290.34, 5704.17]);
    // 13 of the 20 are out, six of them below, which is no alarm.
    assert_eq!(months_out(&room, "u.json"), [5, 7, 13, 14, 15, 16, 19, 20]);
}

/// The months beyond the limits that the state file knows, counted from January 2024 on.
fn months_out(room: &Room, state: &str) -> Vec<i64> {
    let state: serde_json::Value = serde_json::from_slice(&room.bytes(state)).unwrap();
    let series = state["series"].as_array().unwrap().iter().find(|own| own["metric"] == "complaint_rate").unwrap();
    let episodes = series["episodes"].as_array().unwrap().iter().filter(|own| own["rule"] == "beyond_limits");
    let month = |own: &serde_json::Value| own.as_i64().unwrap() - 54 * 12;
    episodes.flat_map(|own| month(&own["first"])..=month(&own["last"])).collect()
}

/// In January 20 customers buy 30 units in 25 orders, of which 4 are complained of; in February 2 of 40 units. In March an
/// order of 20 has a quantity that nobody can read.
#[test]
fn complaints_are_told_by_orders_by_customers_and_by_units() {
    let room = Room::new();
    let mut complaints = String::from("complaint_id,customer_id,opened_at\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount,quantity\n");
    for (month, cases) in [("2026-01", 4), ("2026-02", 2), ("2026-03", 3)] {
        (0..cases).for_each(|own| writeln!(complaints, "K{month}-{own},C{own},{month}-20").unwrap());
    }
    for own in 0..20 {
        writeln!(orders, "A{own},C{own},2026-01-05,10,{}", 1 + own % 2).unwrap();
        writeln!(orders, "F{own},C{own},2026-02-05,10,2").unwrap();
        writeln!(orders, "M{own},C{own},2026-03-05,10,{}", if own == 7 { "a few" } else { "2" }).unwrap();
    }
    // Five of them come again, for something that is given away; a return is no sale.
    (0..5).for_each(|own| writeln!(orders, "B{own},C{own},2026-01-09,0,0").unwrap());
    orders.push_str("R1,C1,2026-01-09,-10,-2\n");
    room.write("complaints.csv", complaints);
    room.write("orders.csv", &orders);
    let call = "satisfaction-report --quiet --complaints complaints.csv --orders orders.csv --as-of 2026-03-31";
    room.huike(&format!("{call} --out-dir out")).ok();
    let found = room.rows("out/satisfaction.csv");
    let told = |metric: &str, period: &str| {
        let own = super::figure(&found, metric, "all", period);
        ["value", "n"].map(|column| own[column].clone())
    };
    // The return takes its day from the purchases, with the order on it.
    assert_eq!(told("complaint_rate", "2026-01"), ["166.666667", "24"]);
    assert_eq!(told("complaints_per_customer", "2026-01"), ["200", "20"]);
    assert_eq!(told("complaints_per_unit", "2026-01"), ["133.333333", "30"]);
    assert_eq!(told("complaints_per_unit", "2026-02"), ["50", "40"]);
    assert_eq!(told("complaints_per_unit", "2026-03"), ["", "0"]);
    // What is told beside is not watched, and no row is lost for its quantity.
    assert!(!room.text("out/alarms.csv").contains("complaints_per"));
    assert_eq!(reconciled(&room.manifest("out"), "orders").0, 66);
    assert!(room.text("out/report.html").contains("1 of 64 orders do not tell how many units they sold"));
    room.huike(&format!("{call} --per unit --no-report -o per_unit.csv")).ok();
    let found = room.rows("per_unit.csv");
    assert_eq!(super::figure(&found, "complaint_rate", "all", "2026-02")["value"], "50");
    assert_eq!(super::figure(&found, "complaints_per_order", "all", "2026-02")["value"], "100");
    // Without a quantity there is no such figure.
    room.write("orders.csv", orders.replace("quantity", "gift"));
    room.huike(&format!("{call} --no-report -o without.csv")).ok();
    assert!(room.rows("without.csv").iter().all(|row| row["metric"] != "complaints_per_unit"));
    let refused = room.huike(&format!("{call} --per unit --no-report -o without.csv")).fails(4);
    assert!(refused.stderr.contains("quantity"), "{}", refused.stderr);
}

const WEEK: &str = "timezone = 'Asia/Shanghai'\nweekdays = '09:00-17:00'\n";

/// A case of a table: opened, first response, resolved, how the two clocks stand in hours, how they were judged.
type Timed = (&'static str, &'static str, &'static str, [f64; 2], [&'static str; 2]);

/// Runs the cases and compares the table of cases with what was expected.
fn assert_clocks(calendar: &str, holidays: Option<&str>, sla: &str, cases: &[Timed]) {
    let room = Room::new();
    let mut text = String::from("complaint_id,customer_id,opened_at,first_response_at,resolved_at\n");
    for (at, (opened, response, resolved, ..)) in cases.iter().enumerate() {
        writeln!(text, "K{at},C{at},{opened},{response},{resolved}").unwrap();
    }
    room.write("complaints.csv", text);
    room.write("calendar.toml", calendar);
    room.write("holidays.csv", holidays.unwrap_or("date,kind,name\n"));
    room.huike(&format!(
        "satisfaction-report --quiet --complaints complaints.csv --calendar calendar.toml --holidays holidays.csv {sla} \
         --as-of 2025-10-31 --no-report --out-dir out"
    ))
    .ok();
    let found = room.rows("out/complaint_cases.csv");
    for (at, (.., hours, outcomes)) in cases.iter().enumerate() {
        let own = row(&found, "complaint_id", &format!("K{at}"));
        for (place, clock) in ["response", "resolution"].iter().enumerate() {
            let shown = number(&own[&format!("{clock}_hours")]);
            assert!((shown - hours[place]).abs() < 1e-6, "{clock} of K{at}: {shown}, not {}", hours[place]);
            assert_eq!(own[&format!("{clock}_outcome")], outcomes[place], "{clock} of K{at}");
        }
    }
}

/// Monday to Friday, 9 to 17: HELPDESK.AI 3935 and chatwoot 13392 on GitHub; a second more is too late.
#[test]
fn time_allowed_runs_in_business_hours() {
    let met = ["met", "met"];
    let late = 1.0 / 3600.0;
    assert_clocks(
        WEEK,
        None,
        "--sla response=2h --sla resolution=8h",
        &[
            ("2025-09-05 16:00:00", "2025-09-08 10:00:00", "2025-09-08 16:00:00", [2.0, 8.0], met),
            ("2025-09-05 16:30:00", "2025-09-08 09:30:00", "2025-09-08 09:30:00", [1.0, 1.0], met),
            (
                "2025-09-05 16:00:00",
                "2025-09-08 10:00:01",
                "2025-09-08 16:00:01",
                [2.0 + late, 8.0 + late],
                ["missed", "missed"],
            ),
            // Opened at night and on a Saturday: nothing runs until Monday.
            ("2025-09-05 23:00:00", "2025-09-06 12:00:00", "2025-09-08 09:30:00", [0.0, 0.5], met),
            // Open at the end of Friday, 31 October.
            ("2025-10-31 16:30:00", "", "", [0.5, 0.5], ["not_yet_due", "not_yet_due"]),
            ("2025-10-31 15:00:00", "", "", [2.0, 2.0], ["not_yet_due", "not_yet_due"]),
            ("2025-10-30 16:00:00", "", "", [9.0, 9.0], ["overdue", "overdue"]),
        ],
    );
}

/// Monday to Friday, 8 to 18: glpi 22678 on GitHub.
#[test]
fn four_hours_run_on_into_the_next_day() {
    assert_clocks(
        "timezone = 'Europe/Paris'\nweekdays = '08:00-18:00'\n",
        None,
        "--sla response=4h --sla resolution=4h",
        &[
            (
                "2025-09-08 10:00:00",
                "2025-09-08 14:00:00",
                "2025-09-08 14:01:00",
                [4.0, 4.0 + 1.0 / 60.0],
                ["met", "missed"],
            ),
            ("2025-09-08 17:00:00", "2025-09-09 11:00:00", "2025-09-09 11:00:00", [4.0, 4.0], ["met", "met"]),
        ],
    );
}

/// zammad 3180 on GitHub: where 24:00 cannot be written people write 23:59, and no minute may be lost. A day that ends
/// at 23:58 does lose two.
#[test]
fn around_the_clock_loses_no_minute() {
    let case = |hours| [("2025-09-05 12:00:00", "2025-09-08 12:00:00", "2025-09-08 12:00:00", [hours; 2], ["", ""])];
    assert_clocks("timezone = 'UTC'\ndaily = '00:00-24:00'\n", None, "", &case(72.0));
    assert_clocks("timezone = 'UTC'\ndaily = '00:00-23:59'\n", None, "", &case(72.0));
    assert_clocks("timezone = 'UTC'\ndaily = '00:00-23:58'\n", None, "", &case(72.0 - 3.0 * 2.0 / 60.0));
}

/// China 2025: closed from 1 to 8 October, and open on Saturday, 11 October, to make up for it.
#[test]
fn holidays_and_make_up_working_days_count() {
    let holidays = "date,kind,name\n2025-10-01,holiday,国庆节\n2025-10-02,holiday,国庆节\n2025-10-03,休,国庆节\n\
                    2025-10-06,holiday,中秋节\n2025-10-07,holiday,国庆节\n2025-10-08,休,国庆节\n2025-10-11,班,国庆节调休\n";
    let calendar = format!("{WEEK}make_up = '10:00-17:00'\n");
    let friday = ("2025-10-10 16:00:00", "2025-10-11 12:00:00", "2025-10-13 09:00:00");
    let eve = ("2025-09-30 16:00:00", "2025-10-09 09:00:00", "2025-10-09 09:00:00");
    let timed = |(opened, response, resolved), hours| (opened, response, resolved, hours, ["", ""]);
    // One hour on Friday, two by noon and seven by the close on Saturday; one on the eve of the holidays.
    assert_clocks(&calendar, Some(holidays), "", &[timed(friday, [3.0, 8.0]), timed(eve, [1.0, 1.0])]);
    // Without the list Saturday is closed and six days of the holidays are open.
    assert_clocks(&calendar, None, "", &[timed(friday, [1.0, 1.0]), timed(eve, [49.0, 49.0])]);
}

/// Monday to Friday, 9 to 17. A hold over night takes off nothing (erpnext 49414 on GitHub); a case that is resolved while
/// on hold has that hold taken off too (frappe 3776).
#[test]
fn holds_take_off_business_hours_alone() {
    let monday = "2025-09-08 09:00";
    // Opened, resolved, on hold, off hold, hours of the resolution, hours on hold.
    let cases = [
        ("night", monday, "2025-09-09 12:00", "2025-09-08 17:00", "2025-09-09 09:00", 11.0, 0.0),
        ("day", monday, "2025-09-10 10:00", "2025-09-08 12:00", "2025-09-09 12:00", 9.0, 8.0),
        ("no end", monday, "2025-09-09 10:00", "2025-09-08 10:00", "", 1.0, 8.0),
        ("twice", monday, "2025-09-09 12:00", "2025-09-08 15:00", "2025-09-08 16:00", 9.0, 2.0),
        ("twice", monday, "2025-09-09 12:00", "2025-09-08 10:00", "2025-09-08 11:00", 9.0, 2.0),
        ("before it", monday, "2025-09-09 12:00", "2025-09-05 10:00", "2025-09-08 10:00", 10.0, 1.0),
        ("open", "2025-10-30 09:00", "", "2025-10-31 09:00", "", 8.0, 8.0),
        ("odd", monday, "2025-09-09 12:00", "2025-09-08 12:00", "2025-09-08 11:00", 11.0, 0.0),
        ("no beginning", monday, "2025-09-09 12:00", "", "2025-09-08 11:00", 11.0, 0.0),
        ("none", monday, "2025-09-09 12:00", "", "", 11.0, 0.0),
    ];
    let room = Room::new();
    let mut text = String::from("工单号,客户编号,投诉时间,解决时间,挂起时间,恢复时间\n");
    for (id, opened, resolved, on, off, ..) in cases {
        writeln!(text, "{id},C1,{opened},{resolved},{on},{off}").unwrap();
    }
    room.write("complaints.csv", text);
    room.write("calendar.toml", WEEK);
    let told = room
        .huike(
            "satisfaction-report --complaints complaints.csv --calendar calendar.toml --sla resolution=9h \
             --as-of 2025-10-31 --out-dir out",
        )
        .ok();
    let found = room.rows("out/complaint_cases.csv");
    assert_eq!(found.len(), 9);
    for (id, _, _, _, _, hours, held) in cases {
        let own = row(&found, "complaint_id", id);
        assert_eq!((number(&own["resolution_hours"]), number(&own["on_hold_hours"])), (hours, held), "{id}");
    }
    assert_eq!(row(&found, "complaint_id", "day")["resolution_outcome"], "met");
    assert_eq!(row(&found, "complaint_id", "open")["resolution_outcome"], "not_yet_due");
    let manifest = room.manifest("out");
    assert_eq!(reconciled(&manifest, "complaints").0, 9);
    assert_eq!(manifest["ledger"]["complaints"]["excluded"]["further_hold"]["rows"], 1);
    assert!(told.stderr.contains("2 holds of complaints"), "{}", told.stderr);
    assert!(room.text("out/report.html").contains("5 cases were on hold within business hours"));
}

/// Survival of acute myelogenous leukaemia (Miller, Survival Analysis, 1981; `aml` of R's survival): hours instead of
/// weeks, censored where the case is open. R prints medians of 31 and 23; the means of the closed cases are 25.1 and 21.7.
#[test]
fn open_cases_count_in_the_median() {
    let maintained: [(i64, bool); 11] = [
        (9, true),
        (13, true),
        (13, false),
        (18, true),
        (23, true),
        (28, false),
        (31, true),
        (34, true),
        (45, false),
        (48, true),
        (161, false),
    ];
    let others: [(i64, bool); 12] = [
        (5, true),
        (5, true),
        (8, true),
        (8, true),
        (12, true),
        (16, false),
        (23, true),
        (27, true),
        (30, true),
        (33, true),
        (43, true),
        (45, true),
    ];
    // Hours before the end of the as-of day, as a moment.
    let moment = |hours: i64| {
        let second = (24 * 31 - hours) * 3600;
        format!("2026-01-{:02} {:02}:00:00", second / 86_400 + 1, second % 86_400 / 3600)
    };
    let mut text = String::from("complaint_id,customer_id,opened_at,resolved_at,category\n");
    let all = maintained.iter().map(|own| ("maintained", own)).chain(others.iter().map(|own| ("others", own)));
    for (at, (group, (hours, closed))) in all.enumerate() {
        let (opened, resolved) =
            if *closed { (moment(200), moment(200 - hours)) } else { (moment(*hours), String::new()) };
        writeln!(text, "K{at},C{at},{opened},{resolved},{group}").unwrap();
    }
    let room = Room::new();
    room.write("complaints.csv", text);
    room.huike("satisfaction-report --quiet --complaints complaints.csv --as-of 2026-01-31 --no-report --out-dir out")
        .ok();
    let rows = room.rows("out/complaints.csv");
    for (group, cases, open, median, ninety) in [("maintained", "11", "4", "31", ""), ("others", "12", "1", "23", "43")]
    {
        let own = rows.iter().find(|row| row["kind"] == "category" && row["group"] == group).unwrap();
        let found = ["cases", "open", "resolution_median_hours", "resolution_p90_hours"].map(|name| own[name].as_str());
        assert_eq!(found, [cases, open, median, ninety], "{own:?}");
    }
}

/// The same two groups once more (R's `survdiff` prints chi² 3.4, p 0.0653), as categories, owners and regions; a region of
/// nine takes no part, and how many cases the others have would tell its own. Three tests that say the same have the q-value of one.
#[test]
fn groups_are_compared_with_open_cases_in() {
    let groups = [
        [(9, true), (13, true), (13, false), (18, true), (23, true), (28, false), (31, true), (34, true), (45, false)]
            .as_slice(),
        &[(5, true), (5, true), (8, true), (8, true), (12, true), (16, false), (23, true), (27, true), (30, true)],
    ];
    let rest = [[(48, true), (161, false)].as_slice(), &[(33, true), (43, true), (45, true)]];
    let moment = |hours: i64| {
        let second = (24 * 31 - hours) * 3600;
        format!("2026-01-{:02} {:02}:00:00", second / 86_400 + 1, second % 86_400 / 3600)
    };
    let mut complaints = String::from("complaint_id,customer_id,opened_at,resolved_at,category,owner\n");
    let mut customers = String::from("customer_id,region\n");
    for (group, cases) in groups.iter().zip(rest).map(|(own, rest)| [*own, rest].concat()).enumerate() {
        for (at, (hours, closed)) in cases.into_iter().enumerate() {
            let (opened, resolved) = if closed { (200, moment(200 - hours)) } else { (hours, String::new()) };
            writeln!(
                complaints,
                "K{group}-{at},C{group}-{at},{},{resolved},kind {group},owner {group}",
                moment(opened)
            )
            .unwrap();
            writeln!(customers, "C{group}-{at},region {group}").unwrap();
        }
    }
    for at in 0..9 {
        writeln!(complaints, "F{at},F{at},{},{},,", moment(300), moment(1)).unwrap();
        writeln!(customers, "F{at},few").unwrap();
    }
    let room = Room::new();
    room.write("complaints.csv", complaints);
    room.write("customers.csv", customers);
    room.huike(
        "satisfaction-report --quiet --complaints complaints.csv --customers customers.csv --by region --as-of 2026-01-31 \
         --out-dir out",
    )
    .ok();
    let tests = room.rows("out/complaint_tests.csv");
    let told = |row: &Row| ["kind", "attribute", "clock", "groups", "cases"].map(|name| row[name].clone());
    assert_eq!(
        tests.iter().map(told).collect::<Vec<_>>(),
        [
            ["category", "", "resolution", "2", "23"],
            ["owner", "", "resolution", "2", "23"],
            ["segment", "region", "resolution", "2", ""]
        ]
    );
    for row in &tests {
        super::assert_figures(row, ["chi_square", "p", "q"], [3.3964, 0.06534, 0.06534], 5e-5);
    }
    assert!(room.text("out/report.html").contains("no difference can be told (q = 0.065)"));
}

#[test]
fn odd_cases_are_told_and_the_ledger_adds_up() {
    let room = Room::new();
    let mut text = String::from(
        "complaint_id,customer_id,opened_at,first_response_at,resolved_at,fed_back_at,reopened_at,status\n",
    );
    // Resolved before it came in; open again since 15 October; resolved again, and that twice in the file; opened later.
    text.push_str("before,C1,2025-10-10 10:00,,2025-10-09 10:00,,,closed\n");
    text.push_str("again,C2,2025-10-13 10:00,2025-10-13 11:00,2025-10-13 12:00,,2025-10-15 09:00,reopened\n");
    let twice = "twice,C3,2025-10-13 10:00,2025-10-13 11:00,2025-10-16 12:00,,2025-10-15 09:00,closed\n";
    text.push_str(twice);
    text.push_str(twice);
    text.push_str("later,C4,2025-11-02 10:00,,,,,open\n");
    for own in 0..12 {
        writeln!(text, "K{own},D{own},2025-10-20 10:00,2025-10-20 11:00,2025-10-20 12:00,,,closed").unwrap();
    }
    room.write("complaints.csv", text);
    room.huike("satisfaction-report --quiet --complaints complaints.csv --as-of 2025-10-31 --no-report --out-dir out")
        .ok();
    let cases = room.rows("out/complaint_cases.csv");
    let of = |id: &str| row(&cases, "complaint_id", id);
    // It counts, and nothing is said of the clocks that the slip belongs to.
    let before = ["set_aside", "contradictions", "status", "response_hours", "resolution_hours"];
    assert_eq!(before.map(|name| of("before")[name].as_str()), ["", "resolved_before_opened", "closed", "", ""]);
    assert_eq!((of("again")["status"].as_str(), of("again")["resolution_running"].as_str()), ("reopened", "true"));
    // Opened on the 13th at 10:00 and open at the end of the 31st; a case that is reopened runs on from its opening.
    assert_eq!((number(&of("again")["resolution_hours"]), number(&of("twice")["resolution_hours"])), (446.0, 74.0));
    assert_eq!(cases.iter().filter(|row| row["complaint_id"] == "twice").count(), 1);
    let groups = room.rows("out/complaints.csv");
    let all = groups.iter().find(|row| row["kind"] == "all" && row["period"] == "2025-10").unwrap();
    assert_eq!(["cases", "open", "closed", "reopened"].map(|name| all[name].as_str()), ["15", "1", "14", "2"]);
    let manifest = room.manifest("out");
    assert_eq!(reconciled(&manifest, "complaints").0, 15);
    let excluded = &manifest["ledger"]["complaints"]["excluded"];
    for why in ["duplicate", "after_as_of"] {
        assert_eq!(excluded[why]["rows"], 1, "{why}: {excluded}");
    }
    // Without a column nobody knows of holds.
    assert_eq!(of("twice")["on_hold_hours"], "");
}

/// Noon in Shanghai is 04:00 in UTC, and from noon to noon over the change of clocks of 8 March 2026 in New York it is 23
/// hours: no flag is needed for what passes between instants. A row with one time without its offset is read on one clock.
#[test]
fn what_passes_between_times_with_offsets_is_what_passes() {
    let room = Room::new();
    room.write(
        "complaints.csv",
        "complaint_id,customer_id,opened_at,first_response_at,resolved_at\n\
         east,C1,2026-03-07T12:00:00+08:00,2026-03-07T04:30:00Z,2026-03-07T05:00:00Z\n\
         west,C2,2026-03-07T12:00:00-05:00,2026-03-07T12:30:00-05:00,2026-03-08T12:00:00-04:00\n\
         late,C3,2026-03-31T23:30:00-04:00,2026-03-31T23:45:00-04:00,\n\
         both,C4,2026-03-07T12:00:00+08:00,2026-03-07T13:00:00,2026-03-07T14:00:00+08:00\n",
    );
    let call = "satisfaction-report --complaints complaints.csv --as-of 2026-03-31 --no-report --out-dir out";
    let hours = |flags: &str| {
        let said = room.huike(&format!("{call} {flags}")).ok().stderr;
        assert!(!said.contains("before the day or time it came in"), "{said}");
        let cases = room.rows("out/complaint_cases.csv");
        let columns = ["opened_at", "response_hours", "resolution_hours"];
        let of = |id: &str| columns.map(|column| row(&cases, "complaint_id", id)[column].clone());
        let found = ["east", "west", "late", "both"].map(of);
        (said, found)
    };
    let (said, found) = hours("");
    let expected = [
        ["2026-03-07", "0.5", "1"],
        ["2026-03-07", "0.5", "23"],
        // It belongs to the day that is written, and is open at its end.
        ["2026-03-31", "0.25", "0.5"],
        ["2026-03-07", "1", "2"],
    ];
    assert_eq!(found, expected.map(|own| own.map(String::from)));
    assert!(said.contains("1 complaint tells the UTC offset of some times and not of others"), "{said}");
    // Saturday, 7 March: only 12 to 13 on the clock that opened the complaint, whatever the others show.
    room.write("calendar.toml", "daily = '12:00-13:00'\n");
    let (_, found) = hours("--calendar calendar.toml");
    assert_eq!([&found[0][1], &found[0][2], &found[1][2]], ["0.5", "1", "1"]);
    // In a named zone the one without an offset is a local time there.
    room.write("calendar.toml", "timezone = 'America/New_York'\ndaily = '00:00-24:00'\n");
    for zone in ["--timezone America/New_York", "--calendar calendar.toml"] {
        let (said, found) = hours(zone);
        assert_eq!([&found[0][2], &found[1][2], &found[3][1]], ["1", "23", "2"], "{zone}");
        assert!(!said.contains("UTC offset"), "{said}");
        assert_eq!(found[0][0], "2026-03-06", "{zone}");
    }
}

/// As a Chinese help desk writes them: GB 18030, half days instead of 24 hours.
#[test]
fn chinese_exports_are_read_as_they_are() {
    let room = Room::new();
    let text = "投诉编号,客户编号,投诉时间,首次响应时间,解决时间,处理状态,投诉内容\n\
                1,甲,2025年10月13日 下午3:30,2025年10月13日 下午4:30,2025年10月14日 上午9:30,已解决,快递太慢\n\
                2,乙,2025年10月13日 下午1:05,2025年10月13日 下午2:05,,处理中,客服态度差\n";
    room.write("complaints.csv", encoding_rs::GB18030.encode(text).0);
    room.write("calendar.toml", WEEK);
    room.huike(
        "satisfaction-report --quiet --complaints complaints.csv --calendar calendar.toml --as-of 2025-10-17 --lang zh \
         --out-dir out",
    )
    .ok();
    let cases = room.rows("out/complaint_cases.csv");
    let pick = |id: &str| {
        let columns = ["customer_id", "themes", "status", "response_hours", "resolution_hours"];
        columns.map(|column| row(&cases, "complaint_id", id)[column].as_str())
    };
    assert_eq!(pick("1"), ["甲", "delivery", "closed", "1", "2"]);
    // Four hours less five minutes on Monday, and eight on each of the four days after it.
    assert_eq!(pick("2"), ["乙", "service_attitude", "open", "1", "35.916667"]);
}

/// Sixty a day, every day: February has fewer than January, and nothing has changed.
#[test]
fn numbers_of_months_of_different_lengths_differ_without_an_interval() {
    let room = Room::new();
    let day = |n: usize| format!("{}-{:02}", ["2025-01", "2025-02", "2025-03"][n / 31], n % 31 + 1);
    let days = (0..90).map(|n| if n < 59 { day(n) } else { day(n + 3) });
    let mut complaints = String::from("complaint_id,customer_id,opened_at\n");
    for (at, day) in days.enumerate() {
        (0..60).for_each(|own| writeln!(complaints, "K{at}-{own},C{},{day}", (at * 60 + own) % 900).unwrap());
    }
    room.write("c.csv", complaints);
    let call = "satisfaction-report -q --complaints c.csv --as-of 2025-03-31 --no-report --out-dir";
    let changes = |out: &str, period: &str| {
        let rows = room.rows(&format!("{out}/satisfaction.csv"));
        let own = rows.iter().find(|row| row["metric"] == "complaints" && row["period"] == period).unwrap();
        ["value", "change", "change_lower", "change_upper", "change_p"].map(|column| own[column].clone())
    };
    room.huike(&format!("{call} months")).ok();
    assert_eq!(changes("months", "2025-02"), ["1680", "-180", "", "", "1"]);
    assert_eq!(changes("months", "2025-03"), ["1860", "180", "", "", "1"]);
    room.huike(&format!("{call} weeks --period week")).ok();
    let [value, change, lower, upper, p] = changes("weeks", "2025-W06");
    assert_eq!((value.as_str(), change.as_str(), p.as_str()), ("420", "0", "1"));
    assert!(number(&lower) < 0.0 && number(&upper) > 0.0, "{lower} {upper}");
}
