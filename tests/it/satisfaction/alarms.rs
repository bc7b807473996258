//! Alarms: what raises one, what becomes of it from night to night, and how the run ends.

use std::fmt::Write;

use super::after_ordinary;
use crate::program::{Room, Row, number};

/// A Room with the ordinary months and these after them.
fn room(more: &[u32]) -> Room {
    let room = Room::new();
    room.write("surveys.csv", after_ordinary(more));
    room
}

const CALL: &str = "satisfaction-report --quiet --surveys surveys.csv --out-dir out";

/// The alarm of the limits.
fn beyond(room: &Room) -> Row {
    let alarms = room.rows("out/alarms.csv");
    let own = alarms.into_iter().find(|row| row["metric"] == "csat" && row["rule"] == "beyond_limits");
    own.expect("there is no alarm")
}

/// p′ chart (Laney) of the first 21 months, the newest three left out: 953 of 1260; σ_z = mean |z_i − z_(i−1)| / 1.128,
/// and 1 at least: these months differ by less than chance alone would have it, which promises nothing of the next one.
#[test]
fn a_surge_in_the_last_full_month_is_a_crisis() {
    let room = room(&[20]);
    let said = room.huike(&format!("{CALL} --as-of 2025-12-31 --fail-on crisis")).fails(10).stderr;
    assert!(said.contains("crisis"), "{said}");
    let own = beyond(&room);
    let told = ["level", "direction", "first_period", "last_period", "stands"].map(|column| own[column].as_str());
    assert_eq!(told, ["crisis", "low", "2025-12", "2025-12", "true"]);
    let baseline = &super::ORDINARY[..21];
    let centre = f64::from(baseline.iter().sum::<u32>()) / 1260.0;
    let sd = (centre * (1.0 - centre) / 60.0).sqrt();
    let moves: f64 = baseline.windows(2).map(|two| (f64::from(two[1]) - f64::from(two[0])).abs() / 60.0 / sd).sum();
    let sigma = (moves / 20.0 / 1.128).max(1.0);
    let expected = [centre, centre - 3.0 * sd * sigma, centre + 3.0 * sd * sigma].map(|own| own * 100.0);
    for (column, expected) in ["centre", "lower_limit", "upper_limit"].iter().zip(expected) {
        let found = number(&own[*column]);
        assert!((found - expected).abs() < 0.01, "{column} is {found}, not {expected}");
    }
    assert_eq!(own["responses"], "prevent;monitor;respond;recover;evaluate");
    // The results are those of a run that nothing ends.
    let alarms = room.bytes("out/alarms.csv");
    room.huike(&format!("{CALL} --as-of 2025-12-31")).ok();
    assert!(alarms == room.bytes("out/alarms.csv"));
}

#[test]
fn ordinary_months_raise_nothing_and_neither_does_half_a_month() {
    let calm = room(&[45]);
    calm.huike(&format!("{CALL} --as-of 2025-12-31 --fail-on notice")).ok();
    assert_eq!(calm.rows("out/alarms.csv").len(), 0);
    // A ruinous month that is not over, or whose answers still come in, is provisional.
    let half = room(&[45, 5]);
    half.huike(&format!("{CALL} --as-of 2026-01-20 --fail-on notice")).ok();
    assert_eq!(half.rows("out/alarms.csv").len(), 0);
    half.huike(&format!("{CALL} --as-of 2026-01-31 --response-lag 10 --fail-on notice")).ok();
    let rows = half.rows("out/satisfaction.csv");
    assert_eq!(super::figure(&rows, "csat", "all", "2026-01")["status"], "provisional");
    half.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on notice")).fails(10);
}

#[test]
fn an_alarm_is_new_then_ongoing_then_cleared() {
    let room = room(&[20]);
    let told = |months: &[u32], as_of: &str| {
        room.write("surveys.csv", after_ordinary(months));
        room.huike(&format!("{CALL} --state state.json --as-of {as_of}")).ok();
        let own = beyond(&room);
        ["change", "stands", "first_period", "last_period"].map(|column| own[column].clone())
    };
    assert_eq!(told(&[20], "2025-12-31"), ["new", "true", "2025-12", "2025-12"]);
    let first = room.bytes("state.json");
    assert_eq!(told(&[20], "2025-12-31"), ["ongoing", "true", "2025-12", "2025-12"]);
    // A month that is not over does not clear it, however good.
    assert_eq!(told(&[20, 60], "2026-01-20"), ["ongoing", "true", "2025-12", "2025-12"]);
    assert_eq!(told(&[20, 18], "2026-01-31"), ["ongoing", "true", "2025-12", "2026-01"]);
    room.write("state.json", &first);
    assert_eq!(told(&[20, 46], "2026-01-31"), ["cleared", "false", "2025-12", "2025-12"]);
    // Told once: the run after it has nothing to say of it but that it was.
    assert_eq!(told(&[20, 46], "2026-01-31")[..2], ["", "false"]);
    // Answers of January that came in late make it longer, although it is over: this is told, once.
    assert_eq!(told(&[20, 18, 46], "2026-02-28"), ["over", "false", "2025-12", "2026-01"]);
    let row = beyond(&room);
    assert_eq!([row["rejudged"].as_str(), row["earlier_level"].as_str()], ["true", "crisis"]);
    let digest = room.text("out/digest.md");
    assert!(digest.contains("Late data") && !digest.contains("Came and went"), "{digest}");
    assert_eq!(told(&[20, 18, 46], "2026-02-28")[..2], ["", "false"]);
    // Answers of December that came in late turn it into an ordinary month.
    room.write("state.json", &first);
    assert_eq!(told(&[45], "2025-12-31"), ["withdrawn", "false", "2025-12", "2025-12"]);
    assert_eq!(beyond(&room)["rejudged"], "true");
}

#[test]
fn a_broken_state_file_stops_the_run_and_nothing_is_lost() {
    let room = room(&[20]);
    let call = format!("{CALL} --state state.json --as-of 2025-12-31");
    room.huike(&call).ok();
    let (alarms, good) = (room.bytes("out/alarms.csv"), room.text("state.json"));
    let other_kind = good.replacen("huike satisfaction-report alarms", "something else", 1);
    let other_period = good.replacen("\"month\"", "\"week\"", 1);
    let other_rule = good.replacen("beyond_limits", "beyond_belief", 1);
    for broken in [&good[..good.len() / 2], "", "[]", &other_kind, &other_period, &other_rule] {
        room.write("state.json", broken);
        let said = room.huike(&format!("{call} --fail-on notice")).fails(2).stderr;
        assert!(said.contains("state.json"), "{said}");
        assert!(room.text("state.json") == broken && room.bytes("out/alarms.csv") == alarms);
    }
    // A folder that is not there is told before anything is replaced.
    room.huike(&format!("{CALL} --state nowhere/state.json --as-of 2025-11-30")).fails(2);
    assert!(room.bytes("out/alarms.csv") == alarms);
    // A dry run leaves it as it is, too.
    room.write("state.json", &good);
    room.write("surveys.csv", after_ordinary(&[45]));
    room.huike(&format!("{call} --dry-run")).ok();
    assert_eq!(room.text("state.json"), good);
}

#[test]
fn an_unreadable_file_is_never_read_as_all_well() {
    let room = room(&[20]);
    let call = format!("{CALL} --state state.json --as-of 2025-12-31");
    room.huike(&call).ok();
    let (alarms, state) = (room.bytes("out/alarms.csv"), room.bytes("state.json"));
    room.write("broken.xlsx", b"PK\x03\x04 and so on");
    for (name, code) in [("nowhere.csv", 3), ("broken.xlsx", 3)] {
        let call = call.replace("surveys.csv", &format!("surveys.csv {name}"));
        let said = room.huike(&format!("{call} --fail-on notice --fail-on csat<80")).fails(code).stderr;
        assert!(said.contains(name), "{said}");
        assert!(room.bytes("state.json") == state && room.bytes("out/alarms.csv") == alarms);
    }
}

/// An export without a single answer in its newest month raises no alarm, and is not all well.
#[test]
fn a_month_that_nobody_answered_is_never_all_well() {
    let room = Room::new();
    let asked = |score: &str| (0..100).map(|at| format!("2026-01-{:02},{score},u{at},csat\n", at % 28 + 1)).collect();
    let answers: String = asked("");
    room.write("surveys.csv", format!("answered_at,score,customer_id,metric\n{answers}"));
    let said = room.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on notice")).fails(10).stderr;
    assert!(said.contains("CSAT cannot be judged") && said.contains("--map surveys.score=HEADER"), "{said}");
    let digest = room.text("out/digest.md");
    assert!(digest.contains("cannot be told: no answer of 2026-01 can be used: CSAT"), "{digest}");
    let said = room.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on notice --lang zh")).fails(10).stderr;
    assert!(said.contains("没有可用的答卷"), "{said}");
    let said = room.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on csat<80")).fails(10).stderr;
    assert!(said.contains("see that the export has the answers"), "{said}");
    room.huike(&format!("{CALL} --as-of 2026-01-31")).ok();
    // Nobody watches it.
    room.write("alarms.toml", "[[rule]]\nmetric = \"csat_response_rate\"\n");
    room.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on notice --alarms alarms.toml")).ok();
    // Answers on another scale are no answers of this one.
    let (off, blank): (String, String) = (asked("80"), asked(""));
    room.write("surveys.csv", format!("answered_at,score,customer_id,metric\n{off}{blank}"));
    room.huike(&format!("{CALL} --scale 1-5 --as-of 2026-01-31 --fail-on notice")).fails(10);
    // One month is too short for a chart, which is no reason to call anybody.
    let answers: String = asked("4");
    room.write("surveys.csv", format!("answered_at,score,customer_id,metric\n{answers}"));
    room.huike(&format!("{CALL} --as-of 2026-01-31 --fail-on notice")).ok();
}

#[test]
fn a_limit_of_the_last_full_month_ends_the_run() {
    let room = room(&[45, 5]);
    // 45 of 60 in December; January is not over.
    for (limit, code) in [("csat<80", 10), ("csat<75.1", 10), ("csat<75", 0), ("csat<20", 0), ("csat>70", 10)] {
        let said = room.huike(&format!("{CALL} --as-of 2026-01-20 --fail-on {limit}")).fails(code).stderr;
        assert_eq!(said.contains(&format!("{limit} is crossed: it is 75.00")), code == 10, "{said}");
    }
    // Of a metric that there is not nothing would ever be told.
    let said = room.huike(&format!("{CALL} --as-of 2026-01-20 --fail-on csta<80")).fails(2).stderr;
    assert!(said.contains("csta") && said.contains("csat"), "{said}");
    room.huike(&format!("{CALL} --as-of 2026-01-20 --fail-on calm")).fails(2);
}

/// A rate for every 1,000 orders is a share of them, and a number of complaints is a share of nothing.
#[test]
fn a_limit_in_percent_is_one_of_the_whole() {
    let room = Room::new();
    let mut complaints = String::from("complaint_id,customer_id,opened_at\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\n");
    for own in 0..100 {
        writeln!(orders, "O{own},C{own},2026-01-10,20").unwrap();
        writeln!(complaints, "K{own},C{own},2026-01-{:02}", own % 20 + 11).unwrap();
    }
    // 4 of 100 orders.
    room.write("complaints.csv", complaints.lines().take(5).flat_map(|line| [line, "\n"]).collect::<String>());
    room.write("orders.csv", orders);
    let call = "satisfaction-report --quiet --complaints complaints.csv --orders orders.csv --as-of 2026-01-31 --out-dir \
                out --fail-on";
    for (limit, code) in [("complaint_rate>3%", 10), ("complaint_rate>5%", 0), ("complaint_rate>39", 10)] {
        room.huike(&format!("{call} {limit}")).fails(code);
    }
    let said = room.huike(&format!("{call} complaints>3%")).fails(2).stderr;
    assert!(said.contains("complaints>3%"), "{said}");
    room.huike(&format!("{call} complaints>3")).fails(10);
}

#[test]
fn a_limit_that_cannot_be_judged_is_told() {
    let room = room(&[45]);
    // Nobody answered in January.
    let call = CALL.replace(" --quiet", "");
    let said = room.huike(&format!("{call} --as-of 2026-01-31 --fail-on csat<80")).fails(10).stderr;
    assert!(said.contains("csat<80 cannot be told: there is no figure") && said.contains("2026-01"), "{said}");
    assert_eq!(room.manifest("out")["exit_code"], 10);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 600 --seed 9 --out-dir demo").ok();
    let call = "satisfaction-report --quiet --surveys demo/surveys.csv --complaints demo/complaints.csv --follow-ups \
                demo/follow_ups.csv --orders demo/orders.csv --customers demo/customers.csv --by region --out-dir demo/out";
    let read = || {
        let names = room.names("demo/out").into_iter().filter(|name| name != "run.json");
        names.map(|name| (room.bytes(&format!("demo/out/{name}")), name)).collect::<Vec<_>>()
    };
    room.huike(call).ok();
    let first = read();
    room.huike(call).ok();
    for (one, two) in first.iter().zip(read()) {
        assert!(*one == two, "{} and {} differ", one.1, two.1);
    }
    assert!(first.len() > 8 && first.len() == read().len());
}

/// One answer of the new month takes nothing from the crisis of the month before: the figure of all periods gives way.
#[test]
fn one_answer_in_the_new_month_does_not_hide_the_month_before() {
    let room = Room::new();
    let mut text = after_ordinary(&[20]);
    text.push_str("N1,2026-01-02,csat,5\n");
    room.write("surveys.csv", text);
    room.huike(&format!("{CALL} --fail-on crisis")).fails(10);
    let rows = room.rows("out/satisfaction.csv");
    let status = |period: &str| super::figure(&rows, "csat", "all", period)["status"].clone();
    assert_eq!(["2025-12", "2026-01", ""].map(status), ["enough", "suppressed", "suppressed_complementary"]);
    assert_eq!(beyond(&room)["stands"], "true");
}

/// Where the newest full month has too few answers to be shown, nobody says that all is well.
#[test]
fn of_a_withheld_month_nobody_says_that_no_alarm_stands() {
    let room = Room::new();
    let mut text = after_ordinary(&[]);
    text.push_str("N1,2025-12-02,csat,1\nN2,2025-12-03,csat,1\n");
    room.write("surveys.csv", text);
    room.huike(&format!("{CALL} --as-of 2025-12-31")).ok();
    let digest = room.text("out/digest.md");
    assert!(digest.contains("too few stand behind the figures of 2025-12"), "{digest}");
}
