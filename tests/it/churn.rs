//! `huike churn-score`: published figures from the event log to the tables, planted truths, odd companies.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use crate::program::{Room, Row, number, reference, row, testdata};

/// How the CDNOW sample is read: no header, the id of the sample in the second column.
const CDNOW: &str = "churn-score --quiet --orders cdnow.txt --no-header --map orders.customer_id=#2 \
                     --map orders.order_date=#3 --map orders.amount=#5 --horizon 273";

/// A room with the CDNOW sample, or nothing where there is no reference data.
fn cdnow() -> Option<Room> {
    let path = reference("cdnow/CDNOW_sample.txt")?;
    let room = Room::new();
    room.write("cdnow.txt", fs::read(path).unwrap());
    Some(room)
}

fn close(value: &serde_json::Value, expected: f64, tolerance: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

/// Parameters and log-likelihoods: tests of the R package CLVTools (BG/NBD, Pareto/NBD, Gamma-Gamma), lifetimes
/// (MBG/NBD). Likelihoods are flat, so parameters are compared to about 0.1 %.
#[test]
fn models_of_cdnow_are_the_published_ones() {
    let Some(room) = cdnow() else { return };
    let published = [
        ("bg-nbd", [("r", 0.2425945), ("alpha", 4.4136019), ("a", 0.7929199), ("b", 2.4258881)], -9582.429),
        ("mbg-nbd", [("r", 0.525), ("alpha", 6.183), ("a", 0.891), ("b", 1.614)], -9582.136),
        ("pareto-nbd", [("r", 0.55315), ("alpha", 10.57633), ("s", 0.60625), ("beta", 11.6715)], -9594.976),
    ];
    for (model, parameters, likelihood) in published {
        let call = room.huike(CDNOW).arg("--as-of").arg("1997-09-30").arg("--folds").arg("0");
        call.arg("--model").arg(model).arg("--out-dir").arg(model).ok();
        let found = &room.manifest(model)["model"];
        assert_eq!((found["name"].as_str(), found["customers"].as_u64()), (Some(model), Some(2357)));
        close(&found["log_likelihood"], likelihood, 0.001);
        for (symbol, value) in parameters {
            close(&found["parameters"][symbol], value, value * 0.001);
        }
        close(&found["spend"]["log_likelihood"], -4055.9177, 0.001);
        for (symbol, value) in [("p", 6.25), ("q", 3.74), ("v", 15.44)] {
            close(&found["spend"]["parameters"][symbol], value, 0.006);
        }
        close(&found["spend"]["correlation"], 0.114, 0.0005);
    }
    // x = 2, t_x = 30.43, T = 38.86: lifetimes expects 1.226 purchases in 39 weeks.
    let scores = room.rows("bg-nbd/churn_scores.csv");
    let first = row(&scores, "customer_id", "0001");
    assert!((number(&first["expected_purchases"]) - 1.226).abs() < 0.001, "{first:?}");
    assert!((number(&first["p_no_purchase"]) - 0.4454).abs() < 0.0001, "{first:?}");
}

/// Accuracy on the 39 weeks after: recomputed figures for the models and for the gap alone, whose AUC no model beats.
#[test]
fn the_backtest_of_cdnow_names_the_right_winner() {
    let Some(room) = cdnow() else { return };
    let expected = [
        ("bg-nbd", ["0.757", "0.1612", "0.785", "-0.1215"], "gap_by_auc"),
        ("mbg-nbd", ["0.760", "0.1614", "0.765", "-0.1622"], "gap_by_auc"),
        ("pareto-nbd", ["0.771", "0.1619", "0.755", "-0.1150"], "cannot_tell"),
    ];
    for (model, figures, better) in expected {
        room.huike(CDNOW).arg("--model").arg(model).arg("--out-dir").arg(model).ok();
        let rows = room.rows(&format!("{model}/backtest.csv"));
        let found = row(&rows, "method", model);
        assert_eq!((found["customers"].as_str(), found["churned"].as_str()), ("2357", "1673"));
        for (column, figure) in ["auc", "brier", "mae", "bias"].into_iter().zip(figures) {
            let places = figure.len() - figure.find('.').unwrap() - 1;
            assert_eq!(format!("{:.places$}", number(&found[column])), figure, "{model} {column}");
        }
        assert_eq!(found["better"], better, "{model}");
        assert_eq!(format!("{:.4}", number(&row(&rows, "method", "gap")["auc"])), "0.7714");
        assert_eq!(format!("{:.3}", number(&row(&rows, "method", "past-rate")["mae"])), "1.024");
    }
    // The gap has won, so that auto uses it, and says so.
    let said = room.huike(&CDNOW.replace("--quiet", "")).arg("--out-dir").arg("auto").ok().stderr;
    assert!(said.contains("forecast better than MBG/NBD in the backtest, and are used"), "{said}");
    let model = &room.manifest("auto")["model"];
    assert_eq!((model["name"].as_str(), model["better"].as_str()), (Some("gap"), Some("gap_by_auc")));
    assert!(room.rows("auto/churn_scores.csv").iter().all(|row| row["p_alive"].is_empty() && !row["score"].is_empty()));
}

/// What is planted is found from the newest day of the data: parameters within three standard errors, chances that come
/// true, and customers who slow down and complain. tests/bench/churn_seeds.py counts over many seeds.
#[test]
fn planted_parameters_are_found_and_chances_come_true() {
    for seed in [2, 3] {
        let room = Room::new();
        room.huike(&format!("demo-data --quiet --customers 4000 --seed {seed} --out-dir demo")).ok();
        let options = "--exclude status=cancelled --drop-duplicates --horizon 90 --no-report --out-dir out";
        let call = "churn-score --quiet --orders demo/orders.csv --complaints demo/complaints.csv";
        room.huike(&format!("{call} {options}")).ok();
        let truth: serde_json::Value = serde_json::from_str(&room.text("demo/truth.json")).unwrap();
        let model = &room.manifest("out")["model"];
        assert_eq!((model["name"].as_str(), model["better"].as_str()), (Some("mbg-nbd"), Some("model_by_brier")));
        let symbols = ["r", "alpha", "a", "b"].into_iter();
        for (symbol, name) in symbols.zip(["purchase_r", "purchase_alpha", "dropout_a", "dropout_b"]) {
            let planted = truth["parameters"][name].as_f64().unwrap();
            close(&model["parameters"][symbol], planted, 3.0 * model["standard_errors"][symbol].as_f64().unwrap());
        }
        let labels = &model["labels"];
        assert_eq!((labels["matured"].as_bool(), labels["until"].as_str()), (Some(true), Some("2026-06-30")));
        for row in room.rows("out/churn_scores.csv") {
            for column in ["p_alive", "p_no_purchase", "expected_purchases", "expected_value"] {
                let [lower, value, upper] = ["_lower", "", "_upper"].map(|end| number(&row[&format!("{column}{end}")]));
                assert!(lower <= value && value <= upper, "{column} {row:?}");
            }
        }
        let calibration = room.rows("out/calibration.csv");
        let line = row(&calibration, "method", "mbg-nbd");
        assert!(number(&line["slope_lower"]) < 1.0 && number(&line["slope_upper"]) > 1.0, "{line:?}");

        let listed = |name: &str| -> BTreeSet<String> {
            let items = truth["planted"][name]["items"].as_array().unwrap();
            items.iter().map(|id| id.as_str().unwrap().to_string()).collect()
        };
        let (slowing, left) = (listed("slowing"), listed("left"));
        let second = truth["planted"]["duplicate_customers"]["items"].as_array().unwrap();
        let both = |id: &String| second.iter().any(|pair| pair["customer_id"] == **id || pair["duplicate_id"] == **id);
        let signals = room.rows("out/signals.csv");
        let alarmed: BTreeSet<&String> = signals.iter().map(|row| &row["customer_id"]).collect();
        let found = slowing.iter().filter(|id| alarmed.contains(id)).count();
        assert!(slowing.len() >= 15 && 4 * found >= 3 * slowing.len(), "{found} of {}", slowing.len());
        let right = |row: &&Row| match row["signal"].as_str() {
            "complaints_rising" => slowing.contains(&row["customer_id"]),
            // What somebody with two records did is on neither alone.
            _ => {
                slowing.contains(&row["customer_id"]) || left.contains(&row["customer_id"]) || both(&row["customer_id"])
            }
        };
        let right = signals.iter().filter(right).count();
        assert!(signals.len() >= 50 && right as f64 >= 0.95 * signals.len() as f64, "{right} of {}", signals.len());
    }
}

#[test]
fn a_crossed_threshold_writes_the_results_and_ends_with_ten() {
    let room = Room::new();
    let orders = testdata("orders.csv");
    let run = |limits: &[&str], code: i32| {
        let call = room.huike("churn-score --quiet --out-dir out --orders").arg(&orders);
        limits.iter().fold(call, |call, limit| call.arg("--fail-on").arg(limit)).fails(code)
    };
    let crossed = run(&["at_risk_customers>10", "at_risk_revenue>99%", "expected_churn>5%"], 10);
    assert_eq!(crossed.stderr.matches("is crossed").count(), 2, "{}", crossed.stderr);
    assert_eq!(room.manifest("out")["exit_code"], 10);
    assert!(room.rows("out/churn_scores.csv").len() > 900);
    run(&["at_risk_revenue>99%", "at_risk_customers<10"], 0);
    assert_eq!(room.manifest("out")["exit_code"], 0);
    assert!(run(&["at_risk_revenu>5%"], 2).stderr.contains("did you mean `at_risk_revenue`?"));
    run(&["at_risk_revenue=5%"], 2);
    // Long after the last order nothing was spent lately: the share at risk cannot be told, which is not all well.
    let late = "churn-score --quiet --as-of 2030-01-01 --out-dir out --fail-on";
    for limit in ["at_risk_revenue>5%", "at_risk_revenue<5%"] {
        let untold = room.huike(late).arg(limit).arg("--orders").arg(&orders).fails(10).stderr;
        assert!(untold.contains(&format!("{limit} cannot be told")) && untold.contains("hint:"), "{untold}");
        assert_eq!(room.manifest("out")["exit_code"], 10);
    }
    room.huike(late).arg("at_risk_revenue>5").arg("--orders").arg(&orders).ok();
}

/// Where returns outweigh what customers at risk bought, their spend is no share of all.
#[test]
fn a_negative_part_is_no_share() {
    let room = Room::new();
    let kept = (0..40).flat_map(|at| (0..30).map(move |number| (format!("K{at}"), at % 9 + number * 15, 20)));
    let lost = (0..40).flat_map(|at| (0..5).map(move |number| (format!("L{at}"), at % 9 + number * 15, 20)));
    let brought_back = (0..40).map(|at| (format!("L{at}"), 440, -30));
    room.write("o.csv", orders(kept.chain(lost).chain(brought_back)));
    let call = "churn-score --orders o.csv --horizon 45 --out-dir out --fail-on";
    for limit in ["at_risk_revenue>5%", "at_risk_revenue<5%"] {
        let untold = room.huike(call).arg(limit).fails(10).stderr;
        assert!(untold.contains(&format!("{limit} cannot be told")), "{untold}");
        let page = room.text("out/report.html");
        assert!(page.contains("customers are at high risk") && !page.contains("of all spend"));
    }
    room.huike(&format!("{call} at_risk_revenue>5 --top 9")).ok();
    assert!(!room.text("out/report.html").contains("of all spend"));
}

#[test]
fn what_makes_scores_doubtful_is_said() {
    let room = Room::new();
    room.write("huike.toml", format!("[churn-score]\norders = {:?}\n", testdata("orders.csv")).as_bytes());
    let late = room.huike("churn-score --as-of 2030-01-01 --out-dir out").ok().stderr;
    assert!(late.contains("after the newest order (2026-06-30)"), "{late}");
    assert_eq!(room.manifest("out")["model"]["better"], "not_compared");
    room.write("segment.toml", format!("[segment]\norders = {:?}\n", testdata("orders.csv")).as_bytes());
    let late = room.huike("segment --config segment.toml --as-of 2030-01-01 --dry-run").ok().stderr;
    assert!(late.contains("after the newest order (2026-06-30)"), "{late}");
    let top = room.huike("churn-score --top 2000 --out-dir out").ok();
    assert!(top.stderr.contains("1,005"), "{}", top.stderr);
    let page = room.text("out/report.html");
    assert!(page.contains("customers with the highest scores about ") && !page.contains("at medium risk"));
    let none = Room::new().huike("churn-score").fails(2);
    assert!(none.stderr.contains("hint: --orders FILE"), "{}", none.stderr);
}

#[test]
fn signals_and_reasons_name_the_same_customers() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 8000 --out-dir demo").ok();
    let call = "churn-score --quiet --orders demo/orders.csv --exclude status=cancelled --out-dir out";
    // Where nothing weighs the signals, the reasons are the alarms, and what customers at risk bought and when.
    room.huike(call).arg("--horizon").arg("120").arg("--folds").arg("0").ok();
    let page = room.text("out/report.html");
    assert!(page.contains("The score is that probability") && page.contains("This run has no backtest"));
    assert!(!page.contains("Look at the backtest"));
    let scores = room.rows("out/churn_scores.csv");
    let signals = room.rows("out/signals.csv");
    let of_pattern = |row: &&Row| row["reason_1"].contains(", the last ");
    let with_reason = scores.iter().filter(|row| !row["reason_1"].is_empty() && !of_pattern(row));
    let with_reason = with_reason.map(|row| &row["customer_id"]).collect::<std::collections::BTreeSet<_>>();
    let with_alarm: std::collections::BTreeSet<&String> = signals.iter().map(|row| &row["customer_id"]).collect();
    assert_eq!(with_reason, with_alarm);
    assert!(scores.iter().all(|row| row["band"] == "low" || !row["reason_1"].is_empty()));
    assert!(with_alarm.len() > 5 && signals.iter().all(|row| number(&row["q_value"]) <= 0.05));
    assert_eq!(room.manifest("out")["model"]["signals"]["customers_with_alarm"], with_alarm.len());
    let overdue = signals.iter().find(|row| row["signal"] == "overdue").unwrap();
    let reasons = row(&scores, "customer_id", &overdue["customer_id"]);
    assert!(
        (1..=3).any(|place| reasons[&format!("reason_{place}")].starts_with("overdue: silent for ")),
        "{reasons:?}"
    );
    assert_eq!(number(&overdue["recent"]), number(&reasons["recency_days"]));
    room.huike(call).arg("--horizon").arg("120").ok();
    let worth = room.rows("out/signal_worth.csv");
    assert_eq!(worth.len(), 3);
    assert!(worth.iter().all(|row| number(&row["lost_with_alarm"]) <= number(&row["alarms"])));
}

#[test]
fn tables_agree_with_each_other() {
    let room = Room::new();
    let orders = testdata("orders.csv");
    let call = "churn-score --quiet --exclude status=cancelled --folds 2 --top 50 --out-dir out --orders";
    room.huike(call).arg(&orders).ok();
    let scores = room.rows("out/churn_scores.csv");
    let ids: Vec<&String> = scores.iter().map(|row| &row["customer_id"]).collect();
    assert!(ids.is_sorted() && ids.len() > 900);
    assert_eq!(scores.iter().filter(|row| row["band"] == "high").count(), 50);
    let lowest = scores.iter().filter(|row| row["band"] == "high").map(|row| number(&row["score"])).fold(1.0, f64::min);
    for row in &scores {
        let (score, lower, upper) =
            (number(&row["score"]), number(&row["p_no_purchase_lower"]), number(&row["p_no_purchase_upper"]));
        assert!((0.0..=1.0).contains(&score) && lower <= score && score <= upper, "{row:?}");
        assert!(row["band"] == "high" || score <= lowest, "{row:?}");
        assert!(row["first_purchase"] <= row["last_purchase"] && row["last_purchase"] <= row["as_of"]);
    }
    let manifest = room.manifest("out");
    assert_eq!(manifest["model"]["customers"], ids.len());
    let folds = room.rows("out/backtest.csv");
    let calibration = room.rows("out/calibration.csv");
    for fold in folds.iter().filter(|fold| fold["method"] != "past-rate") {
        let of_fold = |group: &&Row| ["as_of", "method"].iter().all(|column| group[*column] == fold[*column]);
        let groups = || calibration.iter().filter(of_fold);
        for column in ["customers", "churned"] {
            assert_eq!(groups().map(|group| number(&group[column])).sum::<f64>(), number(&fold[column]), "{column}");
        }
    }
    let cohorts = room.rows("out/cohorts.csv");
    let first_months = cohorts.iter().filter(|cell| cell["month"] == "0");
    assert_eq!(first_months.map(|cell| number(&cell["customers"])).sum::<f64>(), ids.len() as f64);
    let report = room.text("out/report.html");
    assert!(ids.iter().all(|id| !report.contains(id.as_str())), "the report names a customer");
}

#[test]
fn threads_rows_and_time_zones_change_nothing() {
    let room = Room::new();
    let text = fs::read_to_string(testdata("orders.csv")).unwrap();
    let (header, lines) = text.split_once('\n').unwrap();
    let mut shuffled: Vec<&str> = lines.lines().collect();
    shuffled.sort_by_key(|line| line.bytes().rev().collect::<Vec<u8>>());
    room.write("orders.csv", text.as_bytes());
    room.write("shuffled.csv", format!("{header}\n{}\n", shuffled.join("\n")).as_bytes());
    let run = |file: &str, out: &str, threads: &str, zone: &str| {
        let call = room.huike("churn-score --quiet --folds 2").arg("--orders").arg(file).arg("--out-dir").arg(out);
        call.arg("--threads").arg(threads).env("TZ", zone).env("LANG", "tr_TR.UTF-8").ok();
    };
    run("orders.csv", "one", "1", "UTC");
    run("orders.csv", "two", "2", "Pacific/Kiritimati");
    run("shuffled.csv", "three", "8", "UTC");
    let names = room.names("one");
    assert!(names.len() >= 9, "{names:?}");
    for name in names.iter().filter(|name| *name != "run.json") {
        assert!(room.bytes(&format!("one/{name}")) == room.bytes(&format!("two/{name}")), "{name} by threads");
        let of_data = name.ends_with(".csv");
        assert!(
            !of_data || room.bytes(&format!("one/{name}")) == room.bytes(&format!("three/{name}")),
            "{name} by rows"
        );
    }
}

#[test]
fn both_languages_tell_the_same_numbers() {
    let room = Room::new();
    for lang in ["en", "zh"] {
        let call = room.huike("churn-score --exclude status=cancelled --out-dir").arg(lang).arg("--lang").arg(lang);
        let said = call.arg("--orders").arg(testdata("orders.csv")).ok().stderr;
        let word = if lang == "en" { "Expected to churn" } else { "预计流失" };
        assert!(said.contains(word) && said.contains("1,005") && said.contains('¥'), "{said}");
        let page = room.text(&format!("{lang}/report.html"));
        assert!(page.contains(word) && !page.contains("{n}"), "{lang}");
    }
    // Reasons are words for people, as segment names are; all else is the same.
    let scores = |lang: &str| {
        let mut rows = room.rows(&format!("{lang}/churn_scores.csv"));
        let drop_words = |row: &mut Row| (1..=3).for_each(|place| drop(row.remove(&format!("reason_{place}"))));
        rows.iter_mut().for_each(drop_words);
        rows
    };
    assert_eq!(scores("en"), scores("zh"));
}

/// Orders as text, one line each: customer, day counted from 2025-01-01, amount.
fn orders(lines: impl IntoIterator<Item = (String, u64, i64)>) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let mut text = "customer_id,order_date,amount\n".to_string();
    for (customer, day, amount) in lines {
        writeln!(text, "{customer},{},{amount}", start + chrono::Days::new(day)).unwrap();
    }
    text
}

#[test]
fn odd_companies_get_a_result_or_a_clear_error() {
    let each = |n: u64, day: fn(u64) -> u64| orders((0..n).map(|at| (format!("C{at}"), day(at), 10)));
    let returns = (0..100).map(|at| (format!("C{at}"), at % 50, 10));
    let returns = returns.chain((0..100).map(|at| (format!("C{at}"), 60 + at % 9, -30)));
    let daily = (0..10_000).map(|day| ("A".to_string(), day, 1)).chain((0..50).map(|at| (format!("B{at}"), at, 3)));
    let cases: [(&str, String, &str, i32, &str); 11] = [
        ("one-time buyers", each(300, |at| at % 200), "", 6, "no customer bought on two days"),
        ("one-time buyers", each(300, |at| at % 200), "--horizon 30", 0, "no customer has bought a second time"),
        ("a single customer", orders([0, 30, 90].map(|day| ("A".into(), day, 5))), "", 0, "cannot be fitted"),
        ("a single order", orders([("A".into(), 0, 5)]), "--horizon 30", 6, "nobody had bought 30 days before"),
        ("all on one day", each(100, |_| 5), "--horizon 30", 6, "nobody had bought 30 days before"),
        ("all on one day", each(100, |_| 5), "--model mbg-nbd --horizon 30", 6, "any time after the first purchase"),
        ("more returns than sales", orders(returns), "--horizon 30", 0, "are used|cannot be fitted"),
        ("only returns", orders([("A".into(), 3, -5)]), "--horizon 30", 6, "only returns"),
        ("ten thousand purchases of one customer", orders(daily), "", 0, "MBG/NBD"),
        ("an as-of before the first order", each(9, |at| at), "--as-of 2020-01-01", 4, "no row can be used"),
        ("bands that cross", each(9, |at| at), "--bands 80,50", 2, "two ascending percentages"),
    ];
    for (case, text, flags, code, words) in cases {
        let room = Room::new();
        room.write("orders.csv", text.as_bytes());
        let outcome = room.huike("churn-score --orders orders.csv --out-dir out").arg("--no-config");
        let outcome = flags.split_whitespace().fold(outcome, |call, flag| call.arg(flag)).fails(code);
        assert!(words.split('|').any(|words| outcome.stderr.contains(words)), "{case}: {}", outcome.stderr);
        let names = if code == 0 { room.names("out") } else { Vec::new() };
        for name in names.iter().filter(|name| name.ends_with(".csv")) {
            let text = room.text(&format!("out/{name}")).to_lowercase();
            assert!(!text.split([',', '\n']).any(|cell| ["nan", "inf", "-inf"].contains(&cell)), "{case}: {name}");
        }
    }
}

/// The gap is tried in the backtest as it scores: of 25 customers who all did the same, half a one may do the other.
#[test]
fn the_gap_is_tried_as_it_scores() {
    let room = Room::new();
    let bought = |until: u64| move |customer: u64| (0..until).map(move |at| (format!("C{customer:02}"), at * 10, 100));
    room.write("o.csv", orders((0..25).flat_map(bought(41)).chain((25..50).flat_map(bought(11)))));
    room.huike("churn-score --quiet --orders o.csv --model gap --horizon 60 --out-dir out").ok();
    let backtest = room.rows("out/backtest.csv");
    let newest = row(&backtest, "method", "gap");
    let cautious = 0.5 / 26.0;
    assert!((number(&newest["brier"]) - cautious * cautious).abs() < 1e-6, "{newest:?}");
}
