//! `huike churn-score --churned-on`: published survival, a simulated contract business, odd contracts.

use std::fmt::Write;

use crate::program::{Room, Row, number, row};

const AS_OF: i64 = 20_000;

fn date(day: i64) -> String {
    chrono::DateTime::from_timestamp(day * 86_400, 0).unwrap().format("%Y-%m-%d").to_string()
}

/// Remission of acute myelogenous leukaemia in weeks (R survival: `aml`), a week being a day here, every patient twice.
/// Survival as printed by R's survfit; twice the patients leave it as it is.
#[test]
fn tenure_curves_are_those_of_survfit() {
    let maintained =
        [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)];
    let not = [(5, 1), (5, 1), (8, 1), (8, 1), (12, 1), (16, 0), (23, 1), (27, 1), (30, 1), (33, 1), (43, 1), (45, 1)];
    let mut file = "customer_id,signup_date,left on,arm\n".to_string();
    for (arm, patients) in [("maintained", &maintained[..]), ("not", &not[..])] {
        for (place, (time, ended)) in patients.iter().chain(patients).enumerate() {
            let start = if *ended == 1 { AS_OF - 200 } else { AS_OF - time };
            let end = if *ended == 1 { date(start + time) } else { String::new() };
            writeln!(file, "{arm}{place:03},{},{end},{arm}", date(start)).unwrap();
        }
    }
    let room = Room::new();
    room.write("customers.csv", file);
    let call = room.huike("churn-score --quiet --customers customers.csv --horizon 10 --by arm --out-dir out");
    call.arg("--churned-on").arg("left on").arg("--as-of").arg(date(AS_OF)).ok();
    let rows = room.rows("out/survival.csv");
    let published = [
        ("maintained", vec![(9, 0.909), (13, 0.818), (18, 0.716), (23, 0.614), (31, 0.491), (34, 0.368), (48, 0.184)]),
        ("not", vec![(5, 0.8333), (8, 0.6667), (12, 0.5833), (23, 0.4861), (27, 0.3889), (30, 0.2917), (43, 0.0972)]),
    ];
    for (arm, points) in published {
        for (time, survival) in points {
            let mut of_arm = rows.iter().filter(|row| row["value"] == arm);
            let found = of_arm.find(|row| row["tenure_days"] == time.to_string()).unwrap();
            assert!((number(&found["survival"]) - survival).abs() < 0.0005, "{arm} {found:?}");
        }
    }
    let tests = room.rows("out/log_rank.csv");
    assert_eq!((tests[0]["attribute"].as_str(), tests[0]["degrees_of_freedom"].as_str()), ("arm", "1"));
    // Once, R's survdiff gives 3.4 on 1 degree of freedom; twice the patients give about twice that.
    assert!((number(&tests[0]["chi_square"]) - 2.0 * 3.396).abs() < 0.4, "{:?}", tests[0]);
}

/// Plans, and the chance of each that a contract ends on a day.
const PLANS: [(&str, f64); 3] = [("gold", 0.0008), ("basic", 0.002), ("trial", 0.006)];

fn business(customers: u32) -> String {
    business_of(customers, &PLANS)
}

/// A company of `customers` contracts over 900 days, with equally many of each plan; on each day a contract ends with a
/// chance by its plan. Everything comes from one seed.
fn business_of(customers: u32, plans: &[(&str, f64)]) -> String {
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut file = "客户编号,注册日期,流失日期,等级,省份\n".to_string();
    for number in 0..customers {
        let (plan, a_day) = plans[(random() * plans.len() as f64) as usize];
        let region = ["east", "west"][(random() * 2.0) as usize];
        let start = AS_OF - 900 + (random() * 900.0) as i64;
        let end = start + 1 + ((1.0 - random()).ln() / (1.0_f64 - a_day).ln()) as i64;
        let end = if end <= AS_OF { date(end) } else { String::new() };
        writeln!(file, "{number:05},{},{end},{plan},{region}", date(start)).unwrap();
    }
    file
}

#[test]
fn contracts_are_scored_by_what_ended_before() {
    let room = Room::new();
    room.write("customers.csv", business(6_000));
    let call = "churn-score --quiet --customers customers.csv --churned-on 流失日期 --horizon 90";
    room.huike(call).arg("--as-of").arg(date(AS_OF)).arg("--out-dir").arg("out").ok();
    let backtest = room.rows("out/backtest.csv");
    let (own, tenure) = (row(&backtest, "method", "attributes"), row(&backtest, "method", "tenure"));
    assert_eq!(own["better"], "model_by_brier", "{own:?}");
    assert!(number(&own["auc"]) > number(&tenure["auc"]) + 0.05, "{own:?} {tenure:?}");
    let calibration = room.rows("out/calibration.csv");
    let slope = row(&calibration, "method", "attributes");
    assert!(number(&slope["slope_lower"]) < 1.0 && number(&slope["slope_upper"]) > 1.0, "{slope:?}");
    // Chances of ending within 90 days, by plan: 1 − (1 − a day)^90.
    let scores = room.rows("out/churn_scores.csv");
    let customers = room.rows("customers.csv");
    for (plan, a_day) in PLANS {
        let of_plan = |id: &str| row(&customers, "客户编号", id)["等级"] == plan;
        let own: Vec<f64> =
            scores.iter().filter(|row| of_plan(&row["customer_id"])).map(|row| number(&row["score"])).collect();
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        let truth = 1.0 - (1.0 - a_day).powi(90);
        assert!((mean - truth).abs() < 0.06, "{plan}: {mean} is not {truth}");
    }
    assert!(scores.iter().any(|row| row["reason_1"].starts_with("tier: trial: odds of ending × ")));
    let model = &room.manifest("out")["model"];
    assert_eq!((model["name"].as_str(), model["better"].as_str()), (Some("attributes"), Some("model_by_brier")));
    let page = room.text("out/report.html");
    assert!(page.contains("How long customers stay") && page.contains("tier: log-rank p &lt; 0.0001"));
    assert!(customers.iter().all(|row| !page.contains(&format!(">{}<", row["客户编号"]))));
}

/// What a plan adds to the score is told against the average, also of the plan that most customers have, with which the
/// weights compare the others.
#[test]
fn reasons_name_every_level_of_an_attribute_against_the_average() {
    let [gold, basic, trial] = PLANS;
    for plans in [vec![gold, basic, trial], vec![gold, basic, trial, trial, trial, trial]] {
        let room = Room::new();
        room.write("customers.csv", business_of(4_000, &plans));
        let call = "churn-score --quiet --customers customers.csv --churned-on 流失日期 --by tier,tier --horizon 90";
        room.huike(call).arg("--as-of").arg(date(AS_OF)).arg("--out-dir").arg("out").ok();
        let weights = room.rows("out/score_weights.csv");
        let dummies: Vec<_> = weights.iter().filter(|row| row["feature"].starts_with("tier")).collect();
        assert_eq!(dummies.len(), 2);
        let part = |plan: &str| -> f64 {
            let of = |row: &&Row| {
                let has = f64::from(u8::from(row["feature"] == format!("tier={plan}")));
                number(&row["log_odds"]) * (has - number(&row["mean"]))
            };
            dummies.iter().map(of).sum()
        };
        let plan_of: std::collections::BTreeMap<String, String> =
            room.rows("customers.csv").into_iter().map(|row| (row["客户编号"].clone(), row["等级"].clone())).collect();
        for row in &room.rows("out/churn_scores.csv") {
            let plan = &plan_of[&row["customer_id"]];
            let reasons = ["reason_1", "reason_2", "reason_3"].map(|name| row[name].as_str());
            let told: Vec<&str> = reasons.into_iter().filter(|reason| reason.starts_with("tier")).collect();
            assert_eq!(told.len(), usize::from(part(plan) >= 0.1), "{plan} {row:?}");
            let expected = format!("tier: {plan}: odds of ending × {:.2} against the average", part(plan).exp());
            assert!(told.iter().all(|told| *told == expected), "{told:?} is not {expected}");
        }
        assert!(part("trial") > 0.3 && part("gold") < -0.3);
    }
}

#[test]
fn contracts_are_looked_back_at_as_often_as_asked_for() {
    let room = Room::new();
    room.write("customers.csv", business(3_000));
    let call = "churn-score --customers customers.csv --churned-on 流失日期 --horizon 90 --no-report";
    let run = |flags: &str| room.huike(&format!("{call} {flags} --out-dir out")).arg("--as-of").arg(date(AS_OF)).ok();
    run("");
    let newest = room.rows("out/backtest.csv");
    let scores = room.text("out/churn_scores.csv");
    let told = run("--folds 3").stderr;
    assert!(!told.contains("no backtest from"), "{told}");
    let all = room.rows("out/backtest.csv");
    assert_eq!(all[..newest.len()], newest[..], "the newest comes first and is the same");
    let mut days: Vec<&str> = all.iter().map(|row| row["as_of"].as_str()).collect();
    days.dedup();
    assert_eq!(days, [1, 2, 3].map(|back| date(AS_OF - back * 90)));
    assert_eq!(room.text("out/churn_scores.csv"), scores, "the newest one decides how customers are scored");
    // The oldest contract is 900 days old.
    let told = run("--folds 12").stderr;
    assert!(told.contains("no backtest from 9") && told.contains("or earlier: nobody was a customer"), "{told}");
}

#[test]
fn odd_contracts_are_counted_and_never_guessed() {
    let room = Room::new();
    let mut file = business(400);
    file.push_str("A1,2024-05-01,2024-04-01,gold,east\nA2,2030-01-01,,gold,east\n");
    writeln!(file, "A3,2024-05-01,{},gold,east", date(AS_OF + 20)).unwrap();
    file.push_str("A4,,,gold,east\nA5,2024-05-01,9999-12-31,gold,east\n");
    file.push_str("A6,2024-05-01,2024-05-02,gold,east\nA6,2024-05-01,2024-05-02,gold,east\n");
    file.push_str("A6,2024-05-01,2024-05-02,trial,east\n");
    room.write("customers.csv", file);
    let call = "churn-score --customers customers.csv --churned-on 流失日期 --out-dir out";
    let said = room.huike(call).arg("--as-of").arg(date(AS_OF)).ok().stderr;
    for part in [
        "1 contract left out because the end lies before the start",
        "1 contract left out because the start lies after the as-of day",
        "1 contract with an end announced for a day after the as-of day",
        "1 contract without a start date",
        "1 row repeats a contract that stands there already",
        "1 row gives a contract that stands there already other attributes",
        "after the as-of date (1)",
        "ended before it started (1)",
        "no start date (1)",
        "the same contract as another row, with other attributes (1)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let scores = room.rows("out/churn_scores.csv");
    let announced = row(&scores, "customer_id", "A3");
    assert_eq!((announced["score"].as_str(), announced["announced_end"].as_str()), ("1", date(AS_OF + 20).as_str()));
    let ledger = &room.manifest("out")["ledger"]["customers"];
    for rule in ["after_as_of", "duplicate", "end_before_start", "repeated_contract", "without_start"] {
        assert_eq!(ledger["excluded"][rule]["rows"], 1, "{ledger}");
    }
    let open = row(&scores, "customer_id", "A5");
    assert!(open["announced_end"].is_empty() && number(&open["score"]) < 0.9, "{open:?}");
    assert!(scores.iter().all(|row| !["A1", "A2", "A4"].contains(&row["customer_id"].as_str())));
    assert!(scores.iter().all(|row| (0.0..=1.0).contains(&number(&row["score"]))));
    let call = "churn-score --customers customers.csv --churned-on 流失日期";
    assert!(
        room.huike(&format!("{call} --as-of 1990-01-01"))
            .fails(6)
            .stderr
            .contains("nobody is a customer on 1990-01-01")
    );
    assert!(
        room.huike(&format!("{call} --orders customers.csv")).fails(2).stderr.contains("does not go with --churned-on")
    );
    assert!(room.huike("churn-score --churned-on x").fails(2).stderr.contains("needs --customers"));
    room.huike("churn-score --customers customers.csv --churned-on nowhere").fails(4);
    let swallowed = room.huike(&format!("{call} --contact-cost 5 --fail-on at_risk_revenue>1%")).fails(2).stderr;
    assert!(swallowed.matches("does not go with --churned-on").count() == 2, "{swallowed}");
    let swallowed = room.huike(&format!("{call} --time-unit days")).fails(2).stderr;
    assert!(swallowed.contains("--time-unit: does not go with --churned-on"), "{swallowed}");
    for flag in ["--exclude status=test", "--currency USD", "--drop-duplicates"] {
        let refused = room.huike(&format!("{call} {flag}")).fails(2).stderr;
        assert!(refused.contains("does not go with --churned-on"), "{refused}");
    }
    // Settings for other runs stand in no one's way.
    let others =
        "exclude = [\"status=test\"]\ncurrency = \"USD\"\n[churn-score]\norders = \"o.csv\"\nmodel = \"gap\"\n";
    room.write("huike.toml", others);
    room.huike(&format!("{call} --out-dir configured")).ok();
    std::fs::remove_file(room.path("huike.toml")).unwrap();
    let young = room.huike(&format!("{call} --horizon 3650 --as-of {}", date(AS_OF))).fails(6).stderr;
    assert!(young.contains("nobody was a customer so long ago"), "{young}");
    let call = format!("{call} --by plan --as-of {}", date(AS_OF));
    assert!(room.huike(&call).fails(2).stderr.contains("--by asks for the column `plan`"));
    let absent = room.huike(&call.replace("--by plan", "--by tier,gender")).fails(2).stderr;
    assert!(absent.contains("--by asks for the column `gender`") && !absent.contains("`tier`"), "{absent}");
    // What would be refused in its turn is not proposed.
    let ended = room.huike(&call.replace("--by plan", "--by 流失日期")).fails(2).stderr;
    assert!(
        ended.contains("`churned_on` is a day of the contract") && !absent.contains("did you mean"),
        "{ended}{absent}"
    );
    room.write("none.csv", "customer_id,signup_date,churned_on\na,2024-01-01,\nb,2024-02-01,\n");
    let call = "churn-score --customers none.csv --churned-on churned_on";
    assert!(room.huike(call).fails(6).stderr.contains("no contract has ended up to 2024-02-01"));
    room.write("undated.csv", "customer_id,churned_on\na,2024-01-01\n");
    let call = "churn-score --customers undated.csv --churned-on churned_on";
    assert!(room.huike(call).fails(4).stderr.contains("no customer has a start date"));
}

/// Whoever ended one contract and has another one is under contract, whatever the order of the rows.
#[test]
fn a_customer_with_several_contracts_is_the_same_in_any_order() {
    let room = Room::new();
    let file = business(400);
    let (header, lines) = file.split_once('\n').unwrap();
    let [left, back, gone] = ["2023-01-10", "2024-03-01", "2024-05-01"];
    let more = [
        // Came back.
        format!("B1,2022-08-01,{left},basic,east"),
        format!("B1,{back},,gold,east"),
        // Renewed without a day between, and gone since.
        format!("B2,2022-08-01,{left},basic,east"),
        format!("B2,{left},{gone},gold,east"),
    ];
    let old_first = format!("{header}\n{}\n{lines}", more.join("\n"));
    let mut backwards: Vec<String> = lines.lines().map(str::to_string).chain(more).collect();
    backwards.reverse();
    room.write("old.csv", old_first);
    room.write("new.csv", format!("{header}\n{}\n", backwards.join("\n")));
    let run = |name: &str| {
        let call = format!("churn-score --customers {name}.csv --churned-on 流失日期 --as-of {}", date(AS_OF));
        room.huike(&format!("{call} --out-dir {name}")).ok().stderr
    };
    let (old, new) = (run("old"), run("new"));
    assert!(old.contains("2 customers have several contracts") && !old.contains("equal to an earlier line"), "{old}");
    assert_eq!(old.replace("old", "new"), new);
    for table in ["churn_scores", "survival", "log_rank", "backtest", "calibration"] {
        assert!(room.bytes(&format!("old/{table}.csv")) == room.bytes(&format!("new/{table}.csv")), "{table}");
    }
    let scores = room.rows("old/churn_scores.csv");
    assert_eq!(row(&scores, "customer_id", "B1")["start"], back);
    assert!(scores.iter().all(|row| row["customer_id"] != "B2"));
    let ledger = &room.manifest("old")["ledger"]["customers"];
    assert_eq!((ledger["read"]["rows"].as_u64(), ledger["used"]["rows"].as_u64()), (Some(404), Some(404)));
    // The earlier contract of B1 ended, and the two of B2 as one.
    let ended = |of: &str| room.manifest(of)["model"]["ended"].as_u64().unwrap();
    room.write("none.csv", file.as_bytes());
    run("none");
    assert_eq!(ended("old"), ended("none") + 2);
}
