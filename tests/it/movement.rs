//! Movement since an earlier date: two ways to ask for it, one answer, and every customer and cent in it.

use std::collections::BTreeMap;

use crate::program::{Room, Row, money, number, testdata};

const DAY: &str = "2026-03-31";

fn count(row: &Row) -> u64 {
    row["customers"].parse().unwrap()
}

/// Runs on the test data, cleaned.
fn segment(room: &Room, flags: &str) {
    let line = format!("segment --quiet --drop-duplicates --exclude status=cancelled {flags} --orders");
    room.huike(&line).arg(testdata("orders.csv")).ok();
}

#[test]
fn an_earlier_run_and_an_earlier_day_give_the_same_movement() {
    let room = Room::new();
    segment(&room, &format!("--as-of {DAY} --out-dir before"));
    segment(&room, &format!("--compare-to {DAY} --out-dir day"));
    segment(&room, "--previous before/segments.csv --out-dir previous");
    for name in ["transitions.csv", "segments.csv", "segment_summary.csv"] {
        let (day, previous) = (room.bytes(&format!("day/{name}")), room.bytes(&format!("previous/{name}")));
        assert!(day == previous, "{name} differs");
    }
    let model = |out: &str| room.manifest(out)["model"]["movement"].clone();
    assert!(model("day").is_object());
    assert_eq!(model("day"), model("previous"));
    // Without an earlier date there is no movement.
    assert!(!room.names("before").contains(&"transitions.csv".to_string()));
    assert!(!room.rows("before/segments.csv")[0].contains_key("previous_segment"));
}

#[test]
fn a_day_before_the_first_order_has_no_customers_to_compare_with() {
    let room = Room::new();
    let call = room.huike("segment --compare-to 2000-01-01 --out-dir out --orders").arg(testdata("orders.csv")).ok();
    assert!(call.stderr.contains("nothing to compare with: no customers up to 2000-01-01"), "{}", call.stderr);
    let page = room.text("out/report.html");
    assert!(page.contains("nothing to compare with") && !page.contains("stayed in their segment"));
}

#[test]
fn without_a_rhythm_or_revenue_the_report_claims_neither() {
    let room = Room::new();
    room.write("once.csv", "customer_id,order_date,amount\n1,2026-06-01,10\n2,2026-06-10,20\n3,2026-06-30,30\n");
    room.huike("segment --quiet --orders once.csv --out-dir once").ok();
    let page = room.text("once/report.html");
    assert!(page.contains("no purchase rhythm can be told"), "{page}");
    for claim in ["are slowing down", "far longer than their own rhythm", "slowing down or have gone quiet"] {
        assert!(!page.contains(claim), "{claim}");
    }
    let free: String = (10..40).map(|at| format!("{},2026-06-{:02},0\n", at % 9, at % 28 + 1)).collect();
    room.write("free.csv", format!("customer_id,order_date,amount\n{free}"));
    for (lang, broken) in [("en", "– of"), ("zh", "净收入的 –")] {
        room.huike(&format!("segment --quiet --orders free.csv --out-dir free --lang {lang}")).ok();
        let page = room.text("free/report.html");
        assert!(!page.contains(broken), "{lang}");
    }
}

/// The flows of one end by its segment: customers, revenue then, revenue now.
fn sums(flows: &[Row], end: &str) -> BTreeMap<String, (u64, i128, i128)> {
    let mut sums = BTreeMap::<String, (u64, i128, i128)>::new();
    for row in flows {
        let sum = sums.entry(row[end].clone()).or_default();
        *sum = (sum.0 + count(row), sum.1 + money(&row["revenue_before"]), sum.2 + money(&row["revenue_after"]));
    }
    sums
}

#[test]
fn flows_reconcile_with_both_summaries() {
    let room = Room::new();
    segment(&room, &format!("--as-of {DAY} --out-dir before"));
    segment(&room, &format!("--compare-to {DAY} --out-dir now"));
    let flows = room.rows("now/transitions.csv");
    assert!(flows.len() > 20, "{}", flows.len());
    let (from, to) = (sums(&flows, "from_segment"), sums(&flows, "to_segment"));
    let (before, now) = (room.rows("before/segment_summary.csv"), room.rows("now/segment_summary.csv"));
    for row in &before {
        let (customers, then, _) = from.get(&row["segment"]).copied().unwrap_or_default();
        assert_eq!((customers, then), (count(row), money(&row["revenue"])), "{} before", row["segment"]);
    }
    for row in &now {
        let (customers, _, revenue) = to.get(&row["segment"]).copied().unwrap_or_default();
        assert_eq!((customers, revenue), (count(row), money(&row["revenue"])), "{} now", row["segment"]);
    }
    // Those who came since; nobody leaves an export that only grows.
    let newcomers = now.iter().map(count).sum::<u64>() - before.iter().map(count).sum::<u64>();
    assert!(newcomers > 0);
    let (entered, then, _) = from[""];
    assert_eq!((entered, then, to.contains_key("")), (newcomers, 0, false));
    for row in flows.iter().filter(|row| !row["from_segment"].is_empty()) {
        let share = count(row) as f64 / from[&row["from_segment"]].0 as f64;
        assert!((number(&row["share_of_from"]) - share).abs() < 1e-6, "{row:?}");
    }

    let place = |id: &str| now.iter().position(|row| row["segment"] == id).unwrap();
    let both: Vec<&Row> =
        flows.iter().filter(|row| !row["from_segment"].is_empty() && !row["to_segment"].is_empty()).collect();
    let sum = |keep: &dyn Fn(usize, usize) -> bool| -> u64 {
        let kept = both.iter().filter(|row| keep(place(&row["from_segment"]), place(&row["to_segment"])));
        kept.map(|row| count(row)).sum()
    };
    let movement = room.manifest("now")["model"]["movement"].clone();
    let stability = sum(&|from, to| from == to) as f64 / sum(&|_, _| true) as f64;
    assert!((movement["stability"].as_f64().unwrap() - stability).abs() < 1e-12, "{movement}");
    assert_eq!(movement["fell"].as_u64(), Some(sum(&|from, to| to > from)), "{movement}");
}

#[test]
fn each_customer_carries_the_segment_of_the_earlier_run() {
    let room = Room::new();
    segment(&room, &format!("--as-of {DAY} --out-dir before"));
    segment(&room, &format!("--compare-to {DAY} --out-dir now"));
    let before: BTreeMap<String, String> = room
        .rows("before/segments.csv")
        .into_iter()
        .map(|row| (row["customer_id"].clone(), row["segment"].clone()))
        .collect();
    for row in room.rows("now/segments.csv") {
        let then = before.get(&row["customer_id"]).map_or("", String::as_str);
        assert_eq!(row["previous_segment"], then, "{}", row["customer_id"]);
    }
}

#[test]
fn customers_enter_and_leave() {
    let room = Room::new();
    let head = "customer_id,order_date,amount\n";
    let old: String = (0..20).map(|n| format!("old{n:02},2026-01-{:02},{}\n", n % 28 + 1, 10 * (n + 1))).collect();
    room.write("before.csv", format!("{head}{old}gone,2026-01-05,77.70\n"));
    room.write("now.csv", format!("{head}{old}fresh,2026-02-05,5.55\n"));
    room.huike("segment --quiet --orders before.csv -o segments.csv").ok();
    room.huike("segment --quiet --orders now.csv --previous segments.csv --out-dir out").ok();
    let flows = room.rows("out/transitions.csv");
    let left: Vec<&Row> = flows.iter().filter(|row| row["to_segment"].is_empty()).collect();
    let entered: Vec<&Row> = flows.iter().filter(|row| row["from_segment"].is_empty()).collect();
    assert_eq!((left.len(), entered.len()), (1, 1), "{flows:?}");
    assert_eq!(
        (&*left[0]["customers"], &*left[0]["revenue_before"], &*left[0]["revenue_after"]),
        ("1", "77.70", "0.00")
    );
    assert_eq!((&*entered[0]["customers"], &*entered[0]["revenue_after"]), ("1", "5.55"));
    let stayed: u64 = flows.iter().map(count).sum::<u64>() - 2;
    assert_eq!(stayed, 20);
    let segments = room.rows("segments.csv");
    let gone = segments.iter().find(|row| row["customer_id"] == "gone").unwrap();
    assert_eq!(left[0]["from_segment"], gone["segment"]);
}

/// A segment that everybody has left stands there with its loss, so that the changes add up.
#[test]
fn changes_of_all_segments_add_up() {
    let room = Room::new();
    let cuts = "--recency-cuts 30,60,90,180 --frequency-cuts 2,3,5,9 --monetary-cuts 100,300,900,3000";
    let days = format!("--as-of 2027-06-30 --compare-to {DAY}");
    let call = format!("segment --scoring cuts {cuts} {days} --out-dir out --orders");
    let said = room.huike(&call).arg(testdata("orders.csv")).ok();
    let told = format!("{}{}", String::from_utf8_lossy(&said.stdout), said.stderr);
    let change = |line: &str| -> Option<i64> {
        let last = line.split_whitespace().next_back()?;
        last.replace('−', "-").parse().ok().filter(|_| line.starts_with("  ") && last.starts_with(['+', '−', '±', '0']))
    };
    let lines: Vec<(&str, i64)> = told.lines().filter_map(|line| Some((line.trim(), change(line)?))).collect();
    let (total, segments) = lines.split_last().unwrap();
    assert!(total.0.starts_with("All customers"), "{told}");
    assert_eq!(segments.iter().map(|(_, change)| change).sum::<i64>(), total.1, "{told}");
    assert!(segments.iter().any(|(line, change)| line.starts_with("Champions") && *change < 0), "{told}");
    let page = room.text("out/report.html");
    let habits = &page[page.find("How each segment buys").unwrap()..];
    assert!(habits[..habits.find("</table>").unwrap()].contains("Champions"));
    let summary = room.rows("out/segment_summary.csv");
    assert_eq!(count(summary.iter().find(|row| row["segment"] == "champions").unwrap()), 0);
}

/// Runs on a segments file whose ids a spreadsheet would run, and on the same with a quote before each.
#[test]
fn segments_written_for_spreadsheets_are_read_back() {
    let room = Room::new();
    let orders = "@ann,2026-01-01,10\n@ann,2026-02-01,10\n-bob,2026-01-05,20\ncid,2026-03-09,5\n";
    room.write("o.csv", format!("customer_id,order_date,amount\n{orders}"));
    room.write("surveys.csv", "customer_id,answered_at,score,metric\n@ann,2026-02-01,9,nps\n-bob,2026-02-02,3,nps\n");
    let mut results = Vec::new();
    for style in ["", "--excel-safe"] {
        room.huike(&format!("segment --quiet --orders o.csv --as-of 2026-02-15 {style} -o before.csv")).ok();
        assert_eq!(room.text("before.csv").contains("\n'@ann,"), style == "--excel-safe");
        room.huike("segment --quiet --orders o.csv --previous before.csv --out-dir out").ok();
        let scores = "churn-score --quiet --orders o.csv --horizon 10 --model gap --segments before.csv -o scores.csv";
        room.huike(scores).ok();
        assert!(room.rows("scores.csv").iter().all(|row| row["segment"].is_empty() == (row["customer_id"] == "cid")));
        room.huike("satisfaction-report --quiet --surveys surveys.csv --segments before.csv -o satisfaction.csv").ok();
        let files = ["out/transitions.csv", "out/segments.csv", "scores.csv", "satisfaction.csv"];
        results.push(files.map(|name| room.text(name)));
    }
    assert_eq!(results[0], results[1]);
}

#[test]
fn segments_of_a_later_day_tell_nothing_of_an_earlier_one() {
    let room = Room::new();
    segment(&room, "-o late.csv");
    let churn =
        format!("churn-score --as-of {DAY} --horizon 60 --model gap --segments late.csv --out-dir out --orders");
    let late = room.huike(&churn).arg(testdata("orders.csv")).fails(4);
    assert!(late.stderr.contains("late.csv: its as-of date 2026-06-30 is after"), "{}", late.stderr);
    let report = format!("satisfaction-report --as-of {DAY} --segments late.csv --out-dir out --surveys");
    let late = room.huike(&report).arg(testdata("surveys.csv")).fails(4);
    assert!(late.stderr.contains("late.csv: its as-of date 2026-06-30 is after"), "{}", late.stderr);
}

#[test]
fn dates_and_rules_that_do_not_fit_are_refused() {
    let room = Room::new();
    segment(&room, &format!("--as-of {DAY} --rules r-rfm -o r.csv"));
    segment(&room, "-o late.csv");
    let call = |flags: &str| room.huike(&format!("segment {flags} --orders")).arg(testdata("orders.csv"));
    let rules = call("--previous r.csv").fails(4);
    assert!(
        rules.stderr.contains("potential_loyalist") || rules.stderr.contains("loyal_customers"),
        "{}",
        rules.stderr
    );
    assert!(rules.stderr.contains("hint:"), "{}", rules.stderr);
    let late = call(&format!("--as-of {DAY} --previous late.csv")).fails(4);
    assert!(late.stderr.contains("late.csv") && late.stderr.contains("2026-06-30"), "{}", late.stderr);
    let again = call("--previous late.csv --out-dir again").ok();
    assert!(again.stderr.contains("stands on 2026-06-30 as well"), "{}", again.stderr);
    let same_day = call("--compare-to 2026-06-30").fails(2);
    assert!(same_day.stderr.contains("--compare-to"), "{}", same_day.stderr);
    call("--compare-to 2026-03-31 --previous late.csv").fails(2);
}
