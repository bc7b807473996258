//! Scores: figures of the literature, odd rows, scales, weights, segments that are too small.

use std::fmt::Write;

use super::{assert_figures, figure};
use crate::program::{Room, number, reconciled};

/// So many answers of each score in January 2026, one customer each.
fn answers(metric: &str, scores: &[(u32, u32)]) -> String {
    let mut text = String::from("customer_id,answered_at,metric,score\n");
    let mut customer = 0;
    for (score, times) in scores {
        for _ in 0..*times {
            customer += 1;
            writeln!(text, "C{customer:05},2026-01-{:02},{metric},{score}", customer % 28 + 1).unwrap();
        }
    }
    text
}

/// NPS: recomputed from the formulas of measuringu.com/nps-confidence-intervals; Wilson: rows of Newcombe, Statistics in
/// Medicine 17 (1998) 857–872.
#[test]
fn scores_and_intervals_are_those_of_the_literature() {
    let limits = ["value", "lower", "upper"];
    for (scores, expected) in [
        ([(10, 65), (8, 106), (3, 79)], [-5.6, -14.8533, 3.7861]),
        ([(9, 15), (7, 11), (0, 10)], [13.8889, -12.7353, 38.3763]),
        ([(10, 70), (8, 20), (6, 10)], [60.0, 45.2698, 71.2351]),
        ([(10, 10), (8, 0), (6, 0)], [100.0, 47.5036, 100.0]),
    ] {
        let room = Room::new();
        room.write("surveys.csv", answers("NPS", &scores));
        room.huike("satisfaction-report --quiet --surveys surveys.csv --as-of 2026-01-31 -o scores.csv").ok();
        let rows = room.rows("scores.csv");
        assert_figures(figure(&rows, "nps", "all", "2026-01"), limits, expected, 5e-5);
        assert_figures(figure(&rows, "nps", "all", ""), limits, expected, 5e-5);
    }
    for (satisfied, others, expected) in [(81, 182, [30.7985, 25.53, 36.62]), (15, 133, [10.1351, 6.24, 16.05])] {
        let room = Room::new();
        room.write("surveys.csv", answers("满意度", &[(1, others / 2), (3, others - others / 2), (5, satisfied)]));
        room.huike("satisfaction-report --quiet --surveys surveys.csv --as-of 2026-01-31 -o scores.csv").ok();
        let rows = room.rows("scores.csv");
        assert_figures(figure(&rows, "csat", "all", "2026-01"), limits, expected, 5e-3);
    }
}

/// Two periods, Newcombe: 56 of 70 against 48 of 80, 0.20 (0.0524 to 0.3339), pooled z-test p 0.008045.
#[test]
fn a_change_has_its_interval_and_its_test() {
    let room = Room::new();
    let mut text = answers("csat", &[(1, 14), (4, 56)]);
    let earlier = answers("csat", &[(1, 32), (5, 48)]).replace("2026-01", "2025-12").replace('C', "D");
    text.extend(earlier.lines().skip(1).flat_map(|line| [line, "\n"]));
    room.write("surveys.csv", text);
    room.huike("satisfaction-report --quiet --surveys surveys.csv --as-of 2026-01-31 -o scores.csv").ok();
    let rows = room.rows("scores.csv");
    let january = figure(&rows, "csat", "all", "2026-01");
    assert_figures(january, ["change", "change_lower", "change_upper"], [20.0, 5.24, 33.39], 5e-3);
    assert!((number(&january["change_p"]) - 0.008045).abs() < 5e-7 && january["change_p"] == january["change_q"]);
    assert_eq!(figure(&rows, "csat", "all", "2025-12")["change"], "");
}

#[test]
fn odd_rows_are_counted_and_do_no_harm() {
    let room = Room::new();
    let mut text = answers("nps", &[(10, 30), (0, 10)]);
    // Twice the same answer, one off the scale, half a point, and two that were never given.
    text.push_str("C00001,2026-01-02,nps,10\nX1,2026-01-05,nps,11\nX2,2026-01-05,nps,7.5\n");
    text.push_str("X3,2026-01-05,nps,\nX4,2026-01-06,nps,\nX5,2026-03-01,nps,10\n");
    room.write("surveys.csv", text);
    let call = "satisfaction-report --surveys surveys.csv --as-of 2026-02-28 --out-dir out";
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("1 answer is not on the scale from 0 to 10"), "{said}");
    assert!(said.contains("1 answer is no whole number and left out of the score"), "{said}");
    let rows = room.rows("out/satisfaction.csv");
    let january = figure(&rows, "nps", "all", "2026-01");
    assert_eq!((january["n"].as_str(), january["value"].as_str(), january["status"].as_str()), ("40", "50", "enough"));
    let rate = figure(&rows, "nps_response_rate", "all", "2026-01");
    assert_figures(rate, ["value", "n", "n"], [100.0 * 42.0 / 44.0, 44.0, 44.0], 1e-4);
    let february = figure(&rows, "nps", "all", "2026-02");
    assert_eq!((february["value"].as_str(), february["n"].as_str(), february["status"].as_str()), ("", "0", "empty"));
    let ledger = &room.manifest("out")["ledger"]["surveys"];
    assert_eq!((&ledger["read"]["rows"], reconciled(&room.manifest("out"), "surveys").0), (&46.into(), 40));
    for (rule, rows) in [("duplicate", 1), ("after_as_of", 1), ("off_scale", 1), ("not_whole", 1), ("unanswered", 2)] {
        assert_eq!(ledger["excluded"][rule]["rows"], rows, "{rule}: {ledger}");
    }
    assert!(room.text("out/report.html").contains("left out: answer not on the scale"));
    // One without a weight, where others have one.
    let weighted: String = answers("csat", &[(1, 20), (5, 20)]).lines().map(|line| format!("{line},1\n")).collect();
    let weighted = weighted.replace("score,1", "score,weight") + "X9,2026-01-09,csat,4,0\n";
    room.write("surveys.csv", weighted);
    room.huike(call).ok();
    let manifest = room.manifest("out");
    assert_eq!(reconciled(&manifest, "surveys").0, 40);
    assert_eq!(manifest["ledger"]["surveys"]["excluded"]["without_weight"]["rows"], 1);
}

/// 100 were asked in each of two months, and nobody answered: of the score there is nothing, and a share of 0 answered.
#[test]
fn where_nobody_answered_that_is_told() {
    let room = Room::new();
    let mut text = String::from("answered_at,score,customer_id,metric\n");
    for (month, own) in (1..=2).flat_map(|month| (0..100).map(move |own| (month, own))) {
        writeln!(text, "2026-{month:02}-{:02},,C{own},csat", own % 28 + 1).unwrap();
    }
    room.write("surveys.csv", &text);
    let call = "satisfaction-report --surveys surveys.csv --as-of 2026-02-28";
    let said = room.huike(&format!("{call} --out-dir out --fail-on csat<80")).fails(10).stderr;
    assert!(said.contains("none of 200 rows has a score") && said.contains("column `score`"), "{said}");
    assert!(said.contains("csat<80 cannot be told"), "{said}");
    let rows = room.rows("out/satisfaction.csv");
    for period in ["2026-01", "2026-02", ""] {
        let own = figure(&rows, "csat", "all", period);
        assert_eq!(["value", "status"].map(|column| own[column].as_str()), ["", "empty"], "{period}");
        let rate = figure(&rows, "csat_response_rate", "all", period);
        assert_eq!((rate["value"].as_str(), number(&rate["n"]) >= 100.0), ("0", true), "{period}");
    }
    assert_eq!(reconciled(&room.manifest("out"), "surveys").0, 0);
    // Known totals have nothing to weigh.
    room.write("customers.csv", "customer_id,region\nC1,East\n");
    room.write("margins.csv", "attribute,level,total\nregion,East,5\n");
    room.huike(&format!("{call} --customers customers.csv --margins margins.csv -o scores.csv")).ok();
    // A questionnaire that nobody answered belongs to the same question of another one, on its scale.
    let mut both = String::from("answered_at,score,customer_id,survey\n");
    for own in 0..40 {
        writeln!(both, "2026-01-05,{},A{own},shop\n2026-01-05,,B{own},web", 1 + own % 7).unwrap();
    }
    room.write("surveys.csv", both);
    let said = room.huike(&format!("{call} -o scores.csv")).ok().stderr;
    assert!(said.contains("web: none of 40 rows has a score"), "{said}");
    let rows = room.rows("scores.csv");
    assert_eq!(figure(&rows, "csat", "all", "2026-01")["n"], "40");
    let rate = figure(&rows, "csat_response_rate", "all", "2026-01");
    assert_eq!((rate["value"].as_str(), rate["n"].as_str()), ("50", "80"));
}

/// Half of January: nothing is judged, and its figures so far name themselves provisional.
#[test]
fn a_run_without_a_full_period_says_so_and_shows_what_there_is_so_far() {
    let room = Room::new();
    room.write("surveys.csv", answers("csat", &[(1, 20), (5, 20)]));
    let call = "satisfaction-report --surveys surveys.csv --as-of 2026-01-20 --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("1 period, 2026-01, as of 2026-01-20\n"), "{told}");
    assert!(told.contains("No period is full yet") && told.contains("CSAT (provisional until 2026-01-31)"), "{told}");
    let digest = room.text("out/digest.md");
    assert!(digest.contains("## The period so far") && digest.contains("| CSAT (provisional until "), "{digest}");
    assert!(!digest.contains("full period"), "{digest}");
}

#[test]
fn questionnaires_on_one_scale_are_pooled_and_others_are_kept_apart() {
    let room = Room::new();
    let mut text = String::from("问卷,评分,提交时间,客户编号\n");
    for customer in 0..40 {
        writeln!(text, "购后,{},2026-01-05,甲{customer}", 1 + customer % 5).unwrap();
        writeln!(text, "投诉,{},2026-01-05,乙{customer}", 5 - customer % 5).unwrap();
        writeln!(text, "门店,{},2026-01-05,丙{customer}", 1 + customer % 10).unwrap();
    }
    room.write("surveys.csv", text);
    let call =
        "satisfaction-report --quiet --surveys surveys.csv --as-of 2026-01-31 --by survey --lang zh -o scores.csv";
    room.huike(call).ok();
    let rows = room.rows("scores.csv");
    let pooled = figure(&rows, "csat_1_5", "all", "2026-01");
    assert_eq!((pooled["n"].as_str(), pooled["value"].as_str()), ("80", "40"));
    assert_eq!(figure(&rows, "csat_1_5", "survey=投诉", "2026-01")["n"], "40");
    assert_eq!(figure(&rows, "csat_1_10", "all", "2026-01")["value"], "30");
    room.huike(&format!("{call} --scale 门店=0-10 --metric mean")).ok();
    let rows = room.rows("scores.csv");
    assert_eq!(figure(&rows, "mean_0_10", "all", "2026-01")["value"], "5.5");
    let said = room.huike("satisfaction-report --surveys surveys.csv --scale 门店=0-100 --metric csat").fails(4).stderr;
    assert!(said.contains("101 points") && said.contains("--metric mean"), "{said}");
}

/// 10 answers of 4 and 20 of 3.5, and none of them twice as heavy: mean 11/3; Student's t of 29 degrees of freedom 2.045230,
/// s² = 30/29 × (10 × 16 + 20 × 12.25)/30 − 30/29 × (11/3)². Counted as whole answers, only 10 are satisfied or not.
#[test]
fn a_mean_takes_decimals_in() {
    let room = Room::new();
    let mut text = String::from("customer_id,answered_at,metric,score,weight\n");
    for own in 0..30 {
        let score = if own % 3 == 0 { "4" } else { "3.5" };
        writeln!(text, "C{own},2025-01-{:02},mean,{score},", own % 28 + 1).unwrap();
        writeln!(text, "C{own},2025-01-{:02},csat,{score},", own % 28 + 1).unwrap();
    }
    room.write("surveys.csv", &text);
    let call = "satisfaction-report --surveys surveys.csv --scale 1-5 --as-of 2025-01-31 -o scores.csv";
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("20 answers are no whole numbers") && !said.contains("not on the scale"), "{said}");
    let rows = room.rows("scores.csv");
    let variance = 30.0 / 29.0 * ((10.0 * 16.0 + 20.0 * 12.25) / 30.0 - (11.0 / 3.0_f64).powi(2));
    let half = 2.045_230 * (variance / 30.0_f64).sqrt();
    let mean = 11.0 / 3.0;
    let own = figure(&rows, "mean", "all", "2025-01");
    assert_figures(own, ["value", "lower", "upper"], [mean, mean - half, mean + half], 1e-5);
    assert_eq!((own["n"].as_str(), figure(&rows, "csat", "all", "2025-01")["n"].as_str()), ("30", "10"));
    // Every 4 twice as heavy: (20 × 4 + 20 × 3.5)/40.
    room.write("surveys.csv", text.replace(",4,\n", ",4,2\n").replace(",3.5,\n", ",3.5,1\n"));
    room.huike(call).ok();
    let rows = room.rows("scores.csv");
    let own = figure(&rows, "mean", "all", "2025-01");
    assert_figures(own, ["value", "unweighted", "n"], [3.75, mean, 30.0], 1e-5);
}

#[test]
fn a_scale_of_no_questionnaire_and_flags_of_no_table_are_refused() {
    let room = Room::new();
    room.write(
        "surveys.csv",
        "customer_id,answered_at,survey,score\nC1,2026-01-02,purchase,5\nC2,2026-01-02,visit,4\n",
    );
    let said = room.huike("satisfaction-report --surveys surveys.csv --scale purchse=1-7 -o s.csv").fails(2).stderr;
    for expected in ["`purchse`", "did you mean `purchase`?", "purchase, visit"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    room.write("week.toml", "");
    let said = room.huike("satisfaction-report --surveys surveys.csv --grace 3 --calendar week.toml").fails(2).stderr;
    assert!(said.contains("--grace: needs --follow-ups") && said.contains("--calendar: needs --complaints"), "{said}");
}

/// 60 answers from the East, all content, and 20 from the West, none; the customers are half and half.
fn lopsided(room: &Room) {
    let mut surveys = String::from("customer_id,answered_at,score\n");
    let mut customers = String::from("customer_id,region,tier\n");
    for customer in 0..80 {
        let (region, score) = if customer < 60 { ("East", 5) } else { ("West", 1) };
        writeln!(surveys, "C{customer},2026-01-{:02},{score}", customer % 28 + 1).unwrap();
        writeln!(customers, "C{customer},{region},{}", if customer % 2 == 0 { "gold" } else { "plain" }).unwrap();
    }
    room.write("surveys.csv", surveys);
    room.write("customers.csv", customers);
}

#[test]
fn weights_meet_the_known_totals_or_the_run_says_why_not() {
    let room = Room::new();
    lopsided(&room);
    room.write(
        "margins.csv",
        "attribute,level,total\nregion,East,500\nregion,West,500\ntier,gold,300\ntier,plain,700\n",
    );
    let call = "satisfaction-report --quiet --surveys surveys.csv --customers customers.csv --as-of 2026-01-31";
    room.huike(&format!("{call} --margins margins.csv -o weighted.csv")).ok();
    let rows = room.rows("weighted.csv");
    let january = figure(&rows, "csat", "all", "2026-01");
    assert_figures(january, ["value", "unweighted", "n"], [50.0, 75.0, 80.0], 1e-6);
    // Kish: weights 5/18 : 5/6 by region and 3 : 7 by tier, which are independent of each other.
    let by_hand = 80.0
        / ((60.0 * (1.0_f64 / 60.0).powi(2) + 20.0 * (1.0_f64 / 20.0).powi(2)) * 80.0 / 4.0)
        / (2.0 * (0.3_f64.powi(2) + 0.7_f64.powi(2)));
    assert!((number(&january["n_eff"]) - by_hand).abs() < 1e-4, "{january:?} is not {by_hand}");
    room.write("margins.csv", "attribute,level,total\nregion,East,500\nregion,North,500\n");
    let said = room.huike(&format!("{call} --margins margins.csv")).fails(4).stderr;
    assert!(said.contains("20 answers come from region West, which has no total"), "{said}");
    room.write("margins.csv", "attribute,level,total\nregion,East,many\nregin,West\n");
    let said = room.huike(&format!("{call} --margins margins.csv")).fails(2).stderr;
    assert!(said.contains("line 2") && said.contains("line 3"), "{said}");
    room.write("margins.csv", "attribute,level,total\nregin,West,5\n");
    let said = room.huike(&format!("{call} --margins margins.csv")).fails(2).stderr;
    assert!(said.contains("--margins asks for the column `regin`") && said.contains("`region`?"), "{said}");
    let said = room.huike(&format!("{call} --by regin")).fails(2).stderr;
    assert!(said.contains("--by asks for the column `regin`"), "{said}");
}

#[test]
fn small_segments_are_hidden_with_what_would_tell_them() {
    let room = Room::new();
    let mut surveys = String::from("customer_id,answered_at,metric,score\n");
    let mut customers = String::from("customer_id,region\n");
    for (region, n) in [("East", 60), ("North", 7), ("West", 25)] {
        for customer in 0..n {
            writeln!(surveys, "{region}{customer},2026-01-05,csat,{}", 1 + customer % 5).unwrap();
            writeln!(customers, "{region}{customer},{region}").unwrap();
        }
    }
    room.write("surveys.csv", surveys);
    room.write("customers.csv", customers);
    room.huike(
        "satisfaction-report --quiet --surveys surveys.csv --customers customers.csv --by region \
         --as-of 2026-01-31 --out-dir out",
    )
    .ok();
    let rows = room.rows("out/satisfaction.csv");
    let status = |region: &str| figure(&rows, "csat", &format!("region={region}"), "2026-01")["status"].clone();
    assert_eq!(
        ["East", "North", "West"].map(status),
        ["enough", "suppressed", "suppressed_complementary"].map(String::from)
    );
    let north = figure(&rows, "csat", "region=North", "2026-01");
    assert!(["value", "n", "lower", "upper", "change"].iter().all(|column| north[*column].is_empty()), "{north:?}");
    let everyone = figure(&rows, "csat", "all", "2026-01");
    assert_eq!((everyone["n"].as_str(), everyone["status"].as_str()), ("92", "enough"));
}

#[test]
fn neither_the_order_of_rows_nor_threads_change_a_byte() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 3000 --seed 4 --out-dir demo").ok();
    let call = "satisfaction-report --quiet --surveys demo/surveys.csv --customers demo/customers.csv --by region,tier";
    room.huike(&format!("{call} --threads 1 -o one.csv")).ok();
    let text = room.text("demo/surveys.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let mut turned: Vec<&str> = rows.lines().collect();
    turned.reverse();
    room.write("demo/surveys.csv", format!("{header}\n{}\n", turned.join("\n")));
    for threads in ["1", "2"] {
        room.huike(&format!("{call} --threads {threads} -o turned.csv")).ok();
        assert!(room.bytes("one.csv") == room.bytes("turned.csv"), "differs with {threads} threads");
    }
    assert!(room.rows("one.csv").len() > 300);
}

#[test]
fn nothing_to_report_on_is_an_error_with_a_hint() {
    let room = Room::new();
    let said = room.huike("satisfaction-report").fails(2).stderr;
    assert!(said.contains("--surveys FILE"), "{said}");
    room.write("surveys.csv", "customer_id,answered_at,score\n");
    room.huike("satisfaction-report --surveys surveys.csv").fails(4);
    room.write("surveys.csv", "customer_id,answered_at\nC1,2026-01-01\n");
    let said = room.huike("satisfaction-report --surveys surveys.csv").fails(4).stderr;
    assert!(said.contains("score"), "{said}");
    let said = room
        .huike("satisfaction-report --surveys surveys.csv --by region --drivers a --sla response=x")
        .fails(2)
        .stderr;
    assert!(said.contains("response=4h"), "{said}");
}
