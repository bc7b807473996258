//! `huike churn-score`: signals in the score, reasons, whom to win back, saved models, segments through a pipe.

use crate::program::{Room, Row, number, row};

/// Everything that is known of customers besides their orders, given as files of the demo company.
const ALL: &str = "--customers demo/customers.csv --complaints demo/complaints.csv \
                   --interactions demo/interactions.csv --surveys demo/surveys.csv";

fn demo(customers: u32) -> Room {
    let room = Room::new();
    room.huike(&format!("demo-data --quiet --customers {customers} --seed 3 --out-dir demo")).ok();
    room
}

/// Planted customers complain more, are in touch less and score lower when they buy less: the signals make the forecast
/// better, and their weights say so.
#[test]
fn signals_of_planted_customers_improve_the_score() {
    let room = demo(20_000);
    let call = "churn-score --quiet --orders demo/orders.csv --exclude status=cancelled --horizon 90 --out-dir out";
    room.huike(&format!("{call} {ALL}")).ok();
    let backtest = room.rows("out/backtest.csv");
    let (combined, alone) = (row(&backtest, "method", "combined"), row(&backtest, "method", "mbg-nbd"));
    assert!(number(&combined["brier"]) < number(&alone["brier"]), "{combined:?} {alone:?}");
    assert_eq!(combined["learnt_from"], "horizon_before");
    let weights = room.rows("out/score_weights.csv");
    for feature in ["complaints_rising", "interactions_falling"] {
        let weight = row(&weights, "feature", feature);
        assert!(number(&weight["log_odds"]) > 2.0 * number(&weight["standard_error"]), "{weight:?}");
    }
    let model = &room.manifest("out")["model"];
    assert_eq!((model["name"].as_str(), model["better"].as_str()), (Some("mbg-nbd"), Some("model_by_brier")));
    let page = room.text("out/report.html");
    assert!(page.contains("(ridge logistic regression)") && !page.contains("The score is that probability"));
    // Alarms are few and right: of those a horizon ago at least nine in ten customers were lost.
    let worth = room.rows("out/signal_worth.csv");
    let overdue = row(&worth, "signal", "overdue");
    assert!(number(&overdue["alarms"]) >= 20.0 && number(&overdue["precision_lower"]) > 0.85, "{overdue:?}");
    let truth: serde_json::Value = serde_json::from_str(&room.text("demo/truth.json")).unwrap();
    let slowing = truth["planted"]["slowing"]["items"].as_array().unwrap();
    let slowing: std::collections::BTreeSet<&str> = slowing.iter().filter_map(|id| id.as_str()).collect();
    let scores = room.rows("out/churn_scores.csv");
    let told = |row: &&Row| (1..=3).any(|place| row[&format!("reason_{place}")].starts_with("complains more"));
    let (among, all) = (
        scores.iter().filter(told).filter(|row| slowing.contains(row["customer_id"].as_str())),
        scores.iter().filter(told),
    );
    let (among, all) = (among.count() as f64, all.count() as f64);
    // Of all customers fewer than one in a hundred are planted.
    assert!(all > 50.0 && among / all > 0.8, "{among} of {all}");
}

#[test]
fn the_win_back_list_ranks_whom_may_be_contacted() {
    let room = demo(2_000);
    let call = format!("churn-score --quiet --orders demo/orders.csv --horizon 90 {ALL} --contact-cost 20");
    room.huike(&call).arg("--out-dir").arg("out").ok();
    let list = room.rows("out/win_back_list.csv");
    let scores = room.rows("out/churn_scores.csv");
    let customers = room.rows("demo/customers.csv");
    let allowed: std::collections::BTreeMap<&String, &String> =
        customers.iter().map(|row| (&row["customer_id"], &row["contact_allowed"])).collect();
    assert!(list.len() > 500);
    for (place, row) in list.iter().enumerate() {
        assert_eq!(row["rank"], (place + 1).to_string());
        assert!(["Y", "yes", "true", "1"].contains(&allowed[&row["customer_id"]].as_str()), "{row:?}");
        assert!(number(&row["value_if_returns"]) >= 20.0 && !row["measure"].is_empty() && !row["channel"].is_empty());
        let even = 20.0 / number(&row["value_if_returns"]);
        assert!((number(&row["break_even_uplift"]) / even - 1.0).abs() < 0.01, "{row:?}");
        assert!(row["expected_return"].is_empty());
    }
    assert!(list.is_sorted_by(|a, b| a["grade"] <= b["grade"]));
    let graded: std::collections::BTreeSet<&str> = scores.iter().map(|row| row["grade"].as_str()).collect();
    assert_eq!(graded.into_iter().collect::<Vec<_>>(), ["A", "B", "C", "D", "do_not_contact"]);
    assert_eq!(scores.iter().filter(|row| row["grade"] != "do_not_contact").count(), list.len());
    // Recorded reasons are those of complaints, never of behaviour.
    let complained: std::collections::BTreeSet<String> =
        room.rows("demo/complaints.csv").into_iter().map(|row| row["customer_id"].clone()).collect();
    let recorded = |row: &&Row| row["recorded_reason"] != "unknown";
    assert!(scores.iter().filter(recorded).all(|row| complained.contains(&row["customer_id"])));
    assert!(scores.iter().filter(recorded).count() > 20);
    // With a measured uplift the list goes by money.
    room.huike(&call).arg("--uplift").arg("10%").arg("--out-dir").arg("out").ok();
    let list = room.rows("out/win_back_list.csv");
    assert!(list.is_sorted_by(|a, b| number(&a["expected_return"]) >= number(&b["expected_return"])));
    assert!(list.iter().all(|row| number(&row["expected_return"]) >= 0.0));
    let first = &list[0];
    let expected = 0.1 * number(&first["value_if_returns"]) - 20.0;
    assert!((number(&first["expected_return"]) - expected).abs() < 0.02, "{first:?}");
}

#[test]
fn rules_of_winning_back_can_be_edited_and_are_checked() {
    let room = demo(1_000);
    let call = "churn-score --quiet --orders demo/orders.csv --complaints demo/complaints.csv --horizon 90";
    let rules = "[reasons]\ncompetitor = [\"product defect\"]\n[[measure]]\nchannel = \"letter\"\nen = \"Write.\"\nzh = \"发信。\"\n";
    room.write("rules.toml", rules.as_bytes());
    let said =
        room.huike(&call.replace("--quiet ", "")).arg("--win-back").arg("rules.toml").arg("--out-dir").arg("out").ok();
    assert!(said.stderr.contains("3 complaint categories stand for no reason and count as other"), "{}", said.stderr);
    assert!(said.stderr.contains("who may be contacted is not known"), "{}", said.stderr);
    let scores = room.rows("out/churn_scores.csv");
    let categories = room.rows("out/recorded_reasons.csv");
    assert!(categories.iter().any(|row| row["category"] == "delivery" && row["named_in_rules"] == "false"));
    let reasons: std::collections::BTreeSet<&str> = scores.iter().map(|row| row["recorded_reason"].as_str()).collect();
    assert_eq!(reasons.into_iter().collect::<Vec<_>>(), ["competitor", "other", "unknown"]);
    assert!(
        room.rows("out/win_back_list.csv").iter().all(|row| row["measure"] == "Write." && row["consent"] == "unknown")
    );
    room.write("rules.toml", b"[reasons]\nprices = [\"a\"]\n[[measure]]\nchannel = \"fax\"\nen = \"\"\nzh = \"x\"\n");
    let wrong = room.huike(call).arg("--win-back").arg("rules.toml").fails(2).stderr;
    for part in ["`prices` is no reason", "`fax` is no channel", "no wording in \"en\""] {
        assert!(wrong.contains(part), "{wrong}");
    }
    assert!(
        room.huike(call).arg("--win-back").arg("none.toml").fails(2).stderr.contains("neither `default` nor a file")
    );
}

#[test]
fn a_saved_model_scores_like_the_run_that_saved_it() {
    let room = demo(20_000);
    let call = format!("churn-score --quiet --orders demo/orders.csv --exclude status=cancelled {ALL}");
    for (model, horizon) in [("auto", "90"), ("gap", "60")] {
        room.huike(&call)
            .arg("--model")
            .arg(model)
            .arg("--horizon")
            .arg(horizon)
            .arg("--save-model")
            .arg("m.json")
            .arg("-o")
            .arg("a.csv")
            .ok();
        room.huike(&call).arg("--use-model").arg("m.json").arg("-o").arg("b.csv").ok();
        assert_eq!(room.text("a.csv"), room.text("b.csv"), "{model}");
    }
    let wrong = room.huike(&format!("{call} --use-model m.json --horizon 30 --time-unit days")).fails(2).stderr;
    assert!(wrong.contains("--horizon: the saved model was fitted with 60, but 30 is asked for"), "{wrong}");
    assert!(wrong.contains("--time-unit: the saved model was fitted with weeks, but days is asked for"), "{wrong}");
    room.huike(&format!("{call} --horizon 90 --save-model m.json -o a.csv")).ok();
    let bare = "churn-score --quiet --orders demo/orders.csv --use-model m.json";
    let wrong = room.huike(bare).fails(2).stderr;
    assert!(wrong.contains("--complaints: the saved model weighs a signal from this table"), "{wrong}");
    let broken = room.text("m.json").replace("\"mbg-nbd\"", "\"magic\"");
    room.write("broken.json", broken.as_bytes());
    room.write("other.json", b"{\"kind\": 1}");
    for file in ["broken.json", "other.json", "none.json", "demo/orders.csv"] {
        assert!(
            room.huike(&call).arg("--use-model").arg(file).fails(3).stderr.contains("is no model that can be used")
        );
    }
    let loud = call.replace("--quiet ", "");
    for place in ["out/run.json", "out/churn_scores.csv"] {
        let saved = room.huike(&format!("{call} --horizon 90 --save-model {place} --out-dir out")).fails(5).stderr;
        assert!(saved.contains("is a result of this run"), "{saved}");
    }
    let both = room.huike(&format!("{call} --use-model m.json --folds 2")).fails(2).stderr;
    assert!(both.contains("'--folds <N>'") && both.contains("cannot be used with"), "{both}");
    // A signal whose weight lowers the score is no reason for it, though it is an alarm.
    let mut turned: serde_json::Value = serde_json::from_str(&room.text("m.json")).unwrap();
    for part in turned["score"]["parts"].as_array_mut().unwrap() {
        if part["feature"] == "complaints_rising" {
            part["log_odds"] = serde_json::json!(-part["log_odds"].as_f64().unwrap());
        }
    }
    room.write("turned.json", turned.to_string());
    for (model, is_told) in [("m.json", true), ("turned.json", false)] {
        room.huike(&format!("{call} --use-model {model} --out-dir out")).ok();
        let signals = room.rows("out/signals.csv");
        assert!(signals.iter().any(|row| row["signal"] == "complaints_rising"));
        assert_eq!(room.text("out/churn_scores.csv").contains("complains more"), is_told, "{model}");
        let page = room.text("out/report.html");
        assert!(page.contains("the model was saved before"));
        assert!(!page.contains("Look at the backtest: it does not show"));
    }
    let forged = room.text("m.json").replace("\"currency\": \"CNY\"", "\"currency\": \"EUR\"");
    room.write("forged.json", forged);
    let wrong = room.huike(&format!("{call} --use-model forged.json")).fails(4).stderr;
    assert!(wrong.contains("fitted to amounts in EUR, but the orders are in CNY"), "{wrong}");
    let earlier = room.huike(&format!("{loud} --use-model m.json --as-of 2026-05-31")).ok().stderr;
    assert!(earlier.contains("it knows what these customers did next"), "{earlier}");
    assert!(
        room.huike(&format!("{call} --horizon 90 --save-model demo/orders.csv"))
            .fails(5)
            .stderr
            .contains("input of this run")
    );
}

#[test]
fn segments_come_through_a_pipe() {
    let room = demo(1_000);
    room.huike("segment --quiet --orders demo/orders.csv -o segments.csv").ok();
    let call = room.huike("churn-score --quiet --orders demo/orders.csv --horizon 90 --segments - --out-dir out");
    call.input(room.text("segments.csv")).ok();
    let scores = room.rows("out/churn_scores.csv");
    let segments = room.rows("segments.csv");
    assert!(scores.len() > 900);
    for score in &scores {
        assert_eq!(score["segment"], row(&segments, "customer_id", &score["customer_id"])["segment"]);
    }
    assert!(room.text("out/report.html").contains("Champions"));
    // Names that come with the program are told in the language of the reader; own ones stay.
    room.write("segments.csv", room.text("segments.csv").replace("Hibernating", "Winter sleepers"));
    let call =
        "churn-score --quiet --orders demo/orders.csv --horizon 90 --segments segments.csv --lang zh --out-dir zh";
    room.huike(call).ok();
    let page = room.text("zh/report.html");
    assert!(page.contains("重要价值客户") && page.contains("Winter sleepers") && !page.contains("Champions"));
    let twice = room.huike("churn-score --orders - --segments -").fails(2).stderr;
    assert!(twice.contains("only once"), "{twice}");
}

/// Threads and the order of the rows of every input change no byte, and the report names nobody.
#[test]
fn the_same_bytes_whatever_the_threads_and_the_order_of_rows() {
    let room = demo(3_000);
    let turned = |name: &str| {
        let text = room.text(&format!("demo/{name}.csv"));
        let (head, rows) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        room.write(&format!("turned/{name}.csv"), format!("{head}\n{}\n", rows.join("\n")));
    };
    std::fs::create_dir(room.path("turned")).unwrap();
    // Cells of other files may hold line ends.
    ["orders", "interactions", "surveys"].into_iter().for_each(turned);
    let call = format!("churn-score --quiet --orders demo/orders.csv --horizon 90 {ALL}");
    room.huike(&format!("{call} --threads 1 --out-dir one")).ok();
    room.huike(&format!("{call} --threads 2 --out-dir two")).ok();
    let turned = ["orders", "interactions", "surveys"];
    let call = turned.iter().fold(call, |call, name| call.replace(&format!("demo/{name}"), &format!("turned/{name}")));
    room.huike(&format!("{call} --out-dir three")).ok();
    for name in room.names("one").iter().filter(|name| *name != "run.json") {
        assert!(room.bytes(&format!("one/{name}")) == room.bytes(&format!("two/{name}")), "{name}");
        // The report tells the command line and the hashes of the files.
        let same = room.bytes(&format!("one/{name}")) == room.bytes(&format!("three/{name}"));
        assert!(same || name == "report.html", "{name}");
    }
    let (page, manifest) = (room.text("one/report.html"), room.text("one/run.json"));
    for customer in room.rows("demo/customers.csv").iter().take(500) {
        for column in ["customer_id", "email", "phone", "name"] {
            let value = &customer[column];
            let told = |text: &str| !value.is_empty() && text.contains(value.as_str());
            assert!(!told(&page) && !told(&manifest), "{column} {value}");
        }
    }
}

#[test]
fn complaints_of_strangers_and_from_after_the_as_of_day_are_told_apart() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 1000 --seed 3 --out-dir demo").ok();
    let complaints = "complaint_id,customer_id,opened_at,category\n\
                      1,nobody,2026-05-01,price\n2,00000001,2026-05-01,price\n2,00000001,2026-05-01,price\n\
                      3,00000001,2026-12-31,price\n,00000001,2026-05-02,\n,00000001,2026-05-02,\n";
    room.write("complaints.csv", complaints);
    let call = "churn-score --orders demo/orders.csv --complaints complaints.csv --horizon 90 --out-dir out";
    let said = room.huike(call).ok().stderr;
    assert!(said.contains("1 row of complaints of customers without an order"), "{said}");
    assert!(said.contains("1 row of complaints that repeat another one"), "{said}");
    let ledger = &room.manifest("out")["ledger"]["complaints"];
    assert_eq!((ledger["read"]["rows"].as_u64(), ledger["used"]["rows"].as_u64()), (Some(6), Some(3)), "{ledger}");
    for rule in ["after_as_of", "customer_without_order", "duplicate"] {
        assert_eq!(ledger["excluded"][rule]["rows"], 1, "{ledger}");
    }
    let scores = room.rows("out/churn_scores.csv");
    assert_eq!(row(&scores, "customer_id", "00000001")["recorded_reason"], "price");
}

#[test]
fn whoever_said_no_once_is_not_contacted() {
    let room = demo(1_000);
    room.write("customers.csv", "customer_id,contact_allowed\n00000001,yes\n00000002,yes\n00000001,no\n00000003,\n");
    let call = "churn-score --orders demo/orders.csv --customers customers.csv --horizon 90 --out-dir out";
    room.huike(call).ok();
    let list = room.rows("out/win_back_list.csv");
    assert_eq!(list.iter().map(|row| row["customer_id"].as_str()).collect::<Vec<_>>(), ["00000002"]);
    assert!(room.text("out/report.html").contains("whether that is worth its cost is not known"));
    // A blank cell says nothing, wherever it stands.
    let lines =
        ["00000001,,", "00000001,yes,", "00000001,,phone", "00000001,yes,mail", "00000002,no,", "00000002,yes,"];
    let mut turned = lines;
    turned.reverse();
    let [there, back] = [lines, turned].map(|lines| {
        room.write("twice.csv", format!("customer_id,contact_allowed,preferred_channel\n{}\n", lines.join("\n")));
        let told = room.huike(&call.replace("customers.csv", "twice.csv")).ok().stderr;
        assert!(told.contains("2 customers stand more than once with different attributes"), "{told}");
        (room.text("out/win_back_list.csv"), room.text("out/churn_scores.csv"))
    });
    assert_eq!(there, back);
    let list = room.rows("out/win_back_list.csv");
    assert_eq!((list.len(), list[0]["consent"].as_str(), list[0]["preferred_channel"].as_str()), (1, "given", "mail"));
    // A cost that nobody is worth leaves nobody, and says so.
    room.huike(&format!("{call} --contact-cost 99999999")).ok();
    assert!(room.rows("out/win_back_list.csv").is_empty());
    assert!(room.text("out/report.html").contains("may be contacted for less than they would bring"));
    // Only where both the cost and the effect are known is anybody said to be worth it.
    room.huike(&format!("{call} --contact-cost 1 --uplift 10%")).ok();
    assert!(room.text("out/report.html").contains("may be contacted and are worth it"));
}

/// Whoever bought most and has been silent for longest has left for certain, as far as a computer can count: what he would
/// be worth after coming back does not vanish with that chance.
#[test]
fn a_lost_heavy_buyer_keeps_his_value_after_coming_back() {
    let room = demo(1_000);
    let mut orders = String::from("customer_id,order_date,amount\n");
    for order in room.rows("demo/orders.csv") {
        orders.push_str(&format!("{},{},{}\n", order["customer_id"], order["order_date"], order["amount"]));
    }
    for (customer, first, purchases) in [("P900", 18_900, 300), ("P901", 17_700, 1_500)] {
        for day in first..first + purchases {
            let date = chrono::DateTime::from_timestamp(day * 86_400, 0).unwrap().format("%Y-%m-%d");
            orders.push_str(&format!("{customer},{date},50\n"));
        }
    }
    room.write("orders.csv", orders);
    for model in ["mbg-nbd", "bg-nbd", "pareto-nbd"] {
        let call =
            "churn-score --quiet --orders orders.csv --horizon 90 --folds 0 --contact-cost 2 --out-dir out --model";
        room.huike(call).arg(model).ok();
        let scores = room.rows("out/churn_scores.csv");
        let list = room.rows("out/win_back_list.csv");
        for customer in ["P900", "P901"] {
            let own = row(&scores, "customer_id", customer);
            assert!(own["grade"] != "do_not_contact", "{model} {own:?}");
            let value = number(&row(&list, "customer_id", customer)["value_if_returns"]);
            assert!((500.0..10_000.0).contains(&value), "{model} {customer} {value}");
        }
        let gone = row(&scores, "customer_id", "P901");
        assert!(model == "pareto-nbd" || number(&gone["p_alive"]) == 0.0, "{model} {gone:?}");
    }
}

/// The time of day decides which complaint is the newest; without one the category does.
#[test]
fn the_newest_complaint_is_told_by_its_time() {
    let room = demo(300);
    let newest = |times: [&str; 2]| {
        let [first, second] = times.map(|time| format!("2026-06-01{time}"));
        let customer = &room.rows("demo/orders.csv")[0]["customer_id"];
        let lines = format!("{customer},{first},price\n{customer},{second},delivery\n");
        room.write("complaints.csv", format!("customer_id,opened_at,category\n{lines}"));
        let call =
            "churn-score --quiet --orders demo/orders.csv --complaints complaints.csv --horizon 90 --out-dir out";
        room.huike(call).ok();
        let categories = room.rows("out/recorded_reasons.csv");
        assert_eq!(categories.len(), 1, "{categories:?}");
        categories[0]["category"].clone()
    };
    assert_eq!(newest([" 09:00:00", " 17:00:00"]), "delivery");
    assert_eq!(newest([" 17:00:00", " 09:00:00"]), "price");
    assert_eq!(newest(["", ""]), "price");
}
