//! What is told of input that cannot be used, of rows that count for nothing, and of what was taken for granted.

use std::fmt::Write;

use crate::program::{Room, Row};

const CALL: &str = "satisfaction-report --surveys surveys.csv --out-dir out --no-report";

/// Answers in January 2026, one customer each, with one more column.
fn answers(header: &str, rows: &[&str]) -> String {
    let mut text = format!("customer_id,answered_at,metric,score{header}\n");
    for (at, row) in rows.iter().enumerate() {
        writeln!(text, "C{at},2026-01-{:02},csat,{row}", at % 28 + 1).unwrap();
    }
    text
}

#[test]
fn a_file_of_settings_that_cannot_be_read_says_what_to_do() {
    let room = Room::new();
    room.write("surveys.csv", answers("", &["5", "4"]));
    room.write("gbk.toml", b"name = '\xbf\xcd\xbb\xa7'");
    for flag in ["goals", "holidays", "calendar", "margins", "themes", "alarms"] {
        // Known totals ask for customers, whatever they say, and working hours for complaints.
        let more = match flag {
            "margins" => "--customers surveys.csv",
            "holidays" | "calendar" => "--complaints surveys.csv",
            _ => "",
        };
        for (name, english, chinese) in
            [("nowhere.toml", "there is no such file", "没有这个文件"), ("gbk.toml", "no text in UTF-8", "不是 UTF-8")]
        {
            for (lang, expected) in [("en", english), ("zh", chinese)] {
                let said = room.huike(&format!("{CALL} {more} --lang {lang} --{flag} {name}")).fails(2).stderr;
                assert!(said.contains(&format!("{name}: ")) && said.contains(expected), "{flag}: {said}");
                assert!(said.contains(if lang == "en" { "hint: " } else { "提示：" }), "{flag}: {said}");
                assert!(!said.contains("os error"), "{flag}: {said}");
            }
        }
    }
    let said = room.huike(&format!("{CALL} --goals gbk.tom")).fails(2).stderr;
    assert!(said.contains("did you mean `gbk.toml`?"), "{said}");
}

#[test]
fn a_file_of_holidays_is_read_by_its_header_or_refused() {
    let room = Room::new();
    room.write("complaints.csv", "complaint_id,customer_id,opened_at\nK1,A,2026-01-10 10:00\n");
    let call = "satisfaction-report --complaints complaints.csv --out-dir out --no-report --holidays holidays.csv";
    room.write("holidays.csv", "name,kind,date\nNew Year,holiday,2026-01-01\n");
    room.huike(call).ok();
    room.write("holidays.csv", "2026-01-01,holiday\n");
    room.huike(call).ok();
    room.write("holidays.csv", "New Year,holiday\n2026-01-02,holiday\n");
    let said = room.huike(call).fails(2).stderr;
    assert!(said.contains("no columns `date` and `kind`") && said.contains("hint: one day a row"), "{said}");
}

#[test]
fn of_nothing_there_is_no_report_and_the_rows_are_counted() {
    let room = Room::new();
    room.write("surveys.csv", "customer_id,answered_at,metric,score\n");
    let said = room.huike(CALL).fails(4).stderr;
    assert!(said.contains("surveys.csv: no row can be used: 0 read, 0 set aside, 0 left out by rules"), "{said}");
    assert!(said.contains("hint: it has a header and no rows"), "{said}");
    room.write("surveys.csv", answers("", &["5", "4", "3"]).replace("2026-01-", "some day "));
    let said = room.huike(&format!("{CALL} --max-rejects 100%")).fails(4).stderr;
    assert!(said.contains("3 read, 3 set aside") && said.contains("3 rows"), "{said}");
    room.write("complaints.csv", "complaint_id,customer_id,opened_at,resolved_at\nK1,A,2026-01-10,2026-01-09\n");
    let call = "satisfaction-report --complaints complaints.csv --out-dir out --no-report";
    let said = room.huike(&format!("{call} --as-of 2026-01-05")).fails(4).stderr;
    assert!(said.contains("1 left out by rules") && said.contains("after the as-of date"), "{said}");
    // Resolved before it was opened: one complaint all the same.
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("1 complaint has a step before the day or time it came in"), "{said}");
    // Beside answers that can be used, complaints that cannot are a warning.
    room.write("surveys.csv", answers("", &["5", "4", "3"]));
    let said = room.huike(&format!("{CALL} --complaints complaints.csv --as-of 2026-01-05")).ok().stderr;
    assert!(said.contains("complaints.csv: no row can be used: 1 read"), "{said}");
    assert!(said.contains("1 row left out by rules: after the as-of date"), "{said}");
}

#[test]
fn weights_that_are_all_zero_or_less_give_no_score() {
    let room = Room::new();
    room.write("surveys.csv", answers(",weight", &["5,0", "4,-1", "1,0"]));
    let said = room.huike(CALL).fails(4).stderr;
    assert!(said.contains("3 answers have a column of weights, and none is above 0"), "{said}");
    room.write("surveys.csv", answers(",weight", &["5,0", "4,-1", "1,2"]));
    let said = room.huike(CALL).ok().stderr;
    assert!(said.contains("2 answers have no weight above 0 although others have one"), "{said}");
}

#[test]
fn follow_ups_done_ahead_of_time_do_not_vanish() {
    let room = Room::new();
    room.write(
        "follow_ups.csv",
        "customer_id,due_date,done_at\nA,2026-01-10,2026-01-02\nB,2026-02-12,2026-01-05\nC,2026-01-04,2026-01-06\n",
    );
    let call = "satisfaction-report --follow-ups follow_ups.csv --out-dir out --no-report";
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("2 follow-ups were done although due only after the as-of day"), "{said}");
    let said = room.huike(&format!("{call} --as-of 2026-01-31")).ok().stderr;
    assert!(said.contains("1 follow-up was done although due only after the as-of day"), "{said}");
}

/// Forty questionnaires whose answers reach one end of the scale only, and one of which the scale is stated.
#[test]
fn scales_are_told_once_and_kept_in_the_manifest() {
    let room = Room::new();
    let mut text = String::from("customer_id,answered_at,survey,metric,score\n");
    for survey in 0..40 {
        for own in 0..12 {
            writeln!(text, "C{own},2026-01-{:02},shop {survey:02},csat,{}", own + 1, 3 + own % 3).unwrap();
        }
    }
    room.write("surveys.csv", text);
    let said = room.huike(&format!("{CALL} --as-of 2026-01-31 --scale")).arg("shop 07=1-5").ok().stderr;
    assert_eq!(said.matches("(--scale)").count(), 1, "{said}");
    assert!(said.contains("39 questions (") && said.contains(", …): their answers do not reach"), "{said}");
    let manifest = room.manifest("out");
    let scales = manifest["model"]["scales"].as_array().unwrap();
    assert_eq!((scales.len(), &scales[0]["lowest"], &scales[0]["highest"]), (1, &1.into(), &5.into()));
    let questions = scales[0]["questions"].as_array().unwrap();
    let from = |name: &str| questions.iter().filter(|own| own["scale_from"] == name).count();
    assert_eq!((questions.len(), from("given"), from("detected")), (40, 1, 39));
    room.huike(&CALL.replace(" --no-report", "")).ok();
    let digest = room.text("out/digest.md");
    assert!(digest.contains("scale 1 to 5 (told from the answers), 40 questions pooled"), "{digest}");
}

/// Thirty complaints a month from the East, four from the West: of those four nobody learns how they ended, neither from
/// their own row nor by subtraction.
#[test]
fn open_and_closed_cases_of_small_segments_are_hidden() {
    let room = Room::new();
    let mut complaints = String::from("complaint_id,customer_id,opened_at,resolved_at\n");
    let mut customers = String::from("customer_id,region\n");
    for own in 0..34 {
        let region = if own < 30 { "East" } else { "West" };
        writeln!(customers, "C{own},{region}").unwrap();
        for month in 1..=3 {
            let resolved = if own % 3 == 0 { String::new() } else { format!("2026-{month:02}-20") };
            writeln!(complaints, "K{own}-{month},C{own},2026-{month:02}-{:02},{resolved}", own % 15 + 1).unwrap();
        }
    }
    // Enough customers in the West who never complain: their number is no secret.
    (0..40).for_each(|own| writeln!(customers, "W{own},West").unwrap());
    let orders: String = (0..40).map(|own| format!("W{own},2026-01-{:02},10\n", own % 28 + 1)).collect();
    room.write("orders.csv", format!("customer_id,order_date,amount\n{orders}"));
    room.write("complaints.csv", complaints);
    room.write("customers.csv", customers);
    room.huike(
        "satisfaction-report -q --complaints complaints.csv --customers customers.csv --orders orders.csv --by region \
         --as-of 2026-03-31 --out-dir out --no-report",
    )
    .ok();
    let rows = room.rows("out/complaints.csv");
    let of = |segment: &str, period: &str| -> Row {
        let is = |row: &&Row| row["kind"] == "all" && row["segment"] == segment && row["period"] == period;
        rows.iter().find(is).unwrap().clone()
    };
    for period in ["2026-01", "2026-02", "2026-03"] {
        let west = of("region=West", period);
        assert_eq!((west["status"].as_str(), west["cases"].as_str()), ("suppressed", "4"));
        for column in ["open", "closed", "reopened", "overdue", "resolution_median_hours"] {
            assert_eq!(west[column], "", "{column} of the West in {period}");
        }
        let east = of("region=East", period);
        assert_eq!((east["status"].as_str(), east["open"].as_str()), ("suppressed_complementary", ""));
        assert_eq!(of("all", period)["open"], "12");
    }
}

/// On 31 January answers to questions of January are still awaited; who complained in January has complained.
#[test]
fn the_lag_of_answers_is_not_that_of_complaints() {
    let room = Room::new();
    room.write("surveys.csv", answers("", &["5"; 20]));
    let complaints: String = (0..20).map(|own| format!("K{own},C{own},2026-01-{:02}\n", own + 1)).collect();
    room.write("complaints.csv", format!("complaint_id,customer_id,opened_at\n{complaints}"));
    let call = format!("{CALL} -q --complaints complaints.csv --as-of 2026-01-31 --response-lag 14");
    room.huike(&call).ok();
    let rows = room.rows("out/satisfaction.csv");
    let status = |metric: &str| super::figure(&rows, metric, "all", "2026-01")["status"].clone();
    assert_eq!((status("csat"), status("complaints")), ("provisional".to_string(), "enough".to_string()));
    // A limit on complaints is judged in January, one on scores has no full period yet.
    room.huike(&format!("{call} --fail-on complaints>19")).fails(10);
    let said = room.huike(&format!("{call} --fail-on csat<1")).fails(10).stderr;
    assert!(said.contains("cannot be told"), "{said}");
}
