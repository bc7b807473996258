//! `huike lot-signals`: planted causes, returns, groups, lots nobody bought, thresholds, the same bytes every time.

use std::fmt::Write;

use crate::program::{Room, Row, number, row, rows};

/// Everything that is known of lots, as files of the demo company.
const ALL: &str = "--orders demo/orders.csv --exclude status=cancelled --complaints demo/complaints.csv \
                   --production demo/production.csv --genealogy demo/genealogy.csv --within product";

/// The demo company in which 250925-017-16 and, in four finished lots, M4-250317-0053 are planted.
fn demo() -> Room {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 20000 --seed 1 --out-dir demo").ok();
    room
}

fn names<'a>(rows: &'a [Row], column: &str, value: &str) -> Vec<&'a str> {
    rows.iter().filter(|row| row[column] == value).map(|row| row["lot_id"].as_str()).collect()
}

/// Text with its lines after the header in the opposite order.
fn turned(text: &str) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let mut turned = format!("{header}\n");
    lines.rev().for_each(|line| writeln!(turned, "{line}").unwrap());
    turned
}

/// Forty lots of one product, a hundred units each, sold in the first half of 2025; two complaints a lot, but `of_l07`
/// about L07.
fn forty_lots(room: &Room, of_l07: u32) {
    let mut orders = String::from("customer_id,order_date,product_id,lot_id,quantity,amount\n");
    let mut complaints = String::from("customer_id,opened_at,product_id,lot_id,category\n");
    for lot in 0..40 {
        for unit in 0..100 {
            let (month, day) = (lot % 6 + 1, unit % 28 + 1);
            writeln!(orders, "C{lot}_{unit},2025-{month:02}-{day:02},P1,L{lot:02},1,10").unwrap();
        }
        let n = if lot == 7 { of_l07 } else { 2 };
        for unit in 0..n {
            let (month, day) = (9 + unit % 3, unit % 28 + 1);
            writeln!(complaints, "C{lot}_{unit},2025-{month:02}-{day:02},P1,L{lot:02},defect").unwrap();
        }
    }
    room.write("orders.csv", orders);
    room.write("complaints.csv", complaints);
}

/// Units and failures of lots were counted by another program. Expected failures and p-values are this program's own: a
/// change shows here, and what is right the published examples say.
#[test]
fn planted_causes_are_found_and_what_they_explain_is_said() {
    let room = demo();
    room.huike(&format!("lot-signals --quiet {ALL} --out-dir out")).ok();
    let found = room.rows("out/lot_signals.csv");
    assert_eq!(found.len(), 526);
    assert_eq!(names(&found, "signal", "true"), ["M4-250317-0053", "250925-017-16"]);
    let expected = [
        ("M4-250317-0053", "component_lot", "2905", "302", 55.404851),
        ("250925-017-16", "lot", "684", "72", 13.572979),
        ("R-250302-0014", "component_lot", "8395", "423", 167.131444),
        ("240617-028-01", "lot", "676", "14", 16.61261),
        ("260216-019-12", "lot", "706", "18", 14.128104),
    ];
    for (name, kind, units, failures, expected) in expected {
        let found = row(&found, "lot_id", name);
        let got = ["kind", "units", "failures"].map(|column| found[column].as_str());
        assert_eq!(got, [kind, units, failures], "{name}");
        assert!((number(&found["expected"]) - expected).abs() < 1e-5, "{found:?}");
    }
    for (name, p, q) in [("240617-028-01", 0.764229, 1.0), ("260216-019-12", 0.196271, 1.0)] {
        let found = row(&found, "lot_id", name);
        assert!((number(&found["p_value"]) - p).abs() < 1e-4, "{found:?}");
        assert!((number(&found["q_value"]) - q).abs() < 1e-4, "{found:?}");
    }
    for name in ["250502-025-09", "250423-026-06", "250430-027-05", "250329-029-02"] {
        let made_bad = row(&found, "lot_id", name);
        assert_eq!((made_bad["standing"].as_str(), made_bad["with"].as_str()), ("explained", "M4-250317-0053"));
        assert_eq!(made_bad["signal"], "false");
    }
    for row in found.iter().filter(|row| row["signal"] == "true") {
        assert!(number(&row["q_value"]) <= 0.05 && number(&row["eb05"]) >= 2.0, "{row:?}");
        assert!(number(&row["ratio_lower"]) < number(&row["ratio"]), "{row:?}");
        assert!(number(&row["ratio"]) < number(&row["ratio_upper"]), "{row:?}");
        assert!(number(&row["eb05"]) <= number(&row["ebgm"]) && number(&row["ebgm"]) <= number(&row["eb95"]));
        assert!(row["first_failure"] < row["last_failure"] && row["top_categories"].starts_with("product defect ("));
    }
    for cell in found.iter().flat_map(|row| row.values()) {
        assert!(!["nan", "inf", "-inf"].contains(&cell.to_lowercase().as_str()), "{cell}");
    }
    let lifetimes = room.rows("out/lot_lifetimes.csv");
    let groups: Vec<&str> = lifetimes.iter().map(|row| row["group"].as_str()).collect();
    assert_eq!(groups, ["", "M4-250317-0053", "250925-017-16"]);
    let model = &room.manifest("out")["model"];
    assert_eq!((model["units"].as_f64(), model["failures"].as_u64()), (Some(246_859.0), Some(5_210)));
    assert_eq!(model["signals"], serde_json::json!(["M4-250317-0053", "250925-017-16"]));
}

#[test]
fn neither_the_order_of_rows_nor_threads_change_a_byte() {
    let room = demo();
    let call = format!("lot-signals --quiet --no-report {ALL}");
    room.huike(&format!("{call} --threads 1 --out-dir one")).ok();
    for table in ["orders", "complaints", "production", "genealogy"] {
        let name = format!("demo/{table}.csv");
        let text = turned(&room.text(&name));
        room.write(&name, text);
    }
    for threads in ["1", "2"] {
        room.huike(&format!("{call} --threads {threads} --out-dir turned")).ok();
        for name in ["lot_signals.csv", "lot_lifetimes.csv"] {
            let (one, turned) = (room.bytes(&format!("one/{name}")), room.bytes(&format!("turned/{name}")));
            assert!(one == turned, "{name} differs with {threads} threads");
        }
    }
    let piped = room.huike(&format!("{call} -o -")).ok().stdout;
    assert!(piped == room.bytes("one/lot_signals.csv"), "standard output holds something else");
}

#[test]
fn returned_units_are_failures_where_there_are_no_complaints() {
    let room = demo();
    let call = "lot-signals --quiet --orders demo/orders.csv --exclude status=cancelled";
    room.huike(&format!("{call} -o implied.csv")).ok();
    room.huike(&format!("{call} --complaints demo/complaints.csv --failures returns -o returns.csv")).ok();
    for name in ["implied.csv", "returns.csv"] {
        let found = room.rows(name);
        let sum = |column: &str| found.iter().map(|row| number(&row[column])).sum::<f64>();
        assert_eq!((found.len(), sum("units"), sum("failures")), (353, 246_859.0, 8_214.0), "{name}");
        assert_eq!(row(&found, "lot_id", "250925-017-16")["failures"], "27", "{name}");
    }
}

#[test]
fn products_and_stores_are_compared() {
    let room = demo();
    let call =
        "lot-signals --quiet --orders demo/orders.csv --exclude status=cancelled --complaints demo/complaints.csv";
    room.huike(&format!("{call} --by product,store -o both.csv")).ok();
    let both = room.rows("both.csv");
    for (kind, groups) in [("product", 48), ("store", 6)] {
        let of_kind: Vec<&Row> = both.iter().filter(|row| row["kind"] == kind).collect();
        let sum = |column: &str| of_kind.iter().map(|row| number(&row[column])).sum::<f64>();
        assert_eq!((of_kind.len(), sum("units"), sum("failures")), (groups, 246_859.0, 5_210.0), "{kind}");
    }
    let product = row(&both, "group", "004001");
    assert_eq!((product["units"].as_str(), product["failures"].as_str()), ("13424", "341"));
    room.huike(&format!("{call} --by product -o products.csv")).ok();
    let products = room.rows("products.csv");
    assert_eq!((products.len(), row(&products, "product_id", "004001")["failures"].as_str()), (48, "341"));
    room.huike(&format!("{call} --by store -o stores.csv")).ok();
    let stores = room.rows("stores.csv");
    assert_eq!((stores.len(), row(&stores, "store", "Shanghai flagship")["units"].as_str()), (6, "17829"));
    // Which of several purchases a complaint is about must not depend on the order in which they were read.
    let text = room.text("demo/orders.csv");
    room.write("demo/orders.csv", turned(&text));
    for threads in ["1", "2"] {
        room.huike(&format!("{call} --by store --threads {threads} -o turned.csv")).ok();
        assert!(room.bytes("turned.csv") == room.bytes("stores.csv"), "stores differ with {threads} threads");
    }
    let missing = room.huike(&format!("{call} --by week,supplier")).fails(2).stderr;
    assert_eq!(missing.matches("needs --production FILE").count(), 2, "{missing}");
}

#[test]
fn one_bad_lot_of_forty() {
    let room = Room::new();
    forty_lots(&room, 20);
    let call = "lot-signals --orders orders.csv --complaints complaints.csv";
    let said = room.huike(&format!("{call} --out-dir out")).ok().stderr;
    assert!(said.contains("1 signal: lot L07") && said.contains("cause"), "{said}");
    let found = room.rows("out/lot_signals.csv");
    assert_eq!((found.len(), names(&found, "signal", "true")), (40, vec!["L07"]));
    assert_eq!((found[0]["units"].as_str(), found[0]["failures"].as_str()), ("100", "20"));
    assert!((number(&found[0]["expected"]) - 2.853544).abs() < 1e-5, "{:?}", found[0]);

    let chinese = room.huike(&format!("{call} --lang zh --out-dir zh")).ok().stderr;
    for words in ["比较对象：批次 40 个", "发现 1 个预警：批次 L07", "根源", "在全部商品间"] {
        assert!(chinese.contains(words), "`{words}` is not in:\n{chinese}");
    }
    assert!(room.bytes("zh/lot_signals.csv") == room.bytes("out/lot_signals.csv"), "the language is in the data");

    let quiet = room.huike(&format!("{call} --quiet -o -")).ok();
    assert_eq!((rows(&quiet.stdout).len(), quiet.stderr.as_str()), (40, ""));
}

#[test]
fn a_crossed_threshold_writes_the_results_and_ends_with_ten() {
    let room = Room::new();
    forty_lots(&room, 20);
    let call = "lot-signals --quiet --orders orders.csv --complaints complaints.csv --out-dir out";
    let limits = |limits: &[&str], code: i32| {
        let call = room.huike(call);
        limits.iter().fold(call, |call, limit| call.arg("--fail-on").arg(limit)).fails(code)
    };
    let crossed = limits(&["signals>0", "signal_units>99", "failure_rate>3%"], 10);
    assert_eq!(crossed.stderr.matches("is crossed").count(), 2, "{}", crossed.stderr);
    assert_eq!((room.manifest("out")["exit_code"].as_u64(), room.rows("out/lot_signals.csv").len()), (Some(10), 40));
    limits(&["signals>1", "failure_rate>2.5%"], 0);
    assert!(limits(&["signal>0"], 2).stderr.contains("did you mean `signals`?"));
}

#[test]
fn complaints_about_lots_that_nobody_bought_are_said() {
    let room = Room::new();
    forty_lots(&room, 20);
    let more = "Z1,2025-10-05,P1,UNKNOWN1,defect\nZ2,2025-11-05,P1,UNKNOWN2,defect\n";
    let complaints = room.text("complaints.csv");
    room.write("complaints.csv", format!("{complaints}{more}"));
    let call = room.huike("lot-signals --orders orders.csv --complaints complaints.csv --out-dir out");
    let said = call.ok().stderr;
    assert!(said.contains("2 complaints are about a lot that nobody is known to have bought"), "{said}");
    assert_eq!(names(&room.rows("out/lot_signals.csv"), "signal", "true"), ["L07"]);
    // Nobody knows how old their units are, so that they tell nothing about lifetimes.
    let lifetimes = room.rows("out/lot_lifetimes.csv");
    let all = row(&lifetimes, "group", "");
    assert_eq!((all["units"].as_str(), all["failures"].as_str()), ("4000", "98"));
}

#[test]
fn complaints_without_a_lot_find_the_one_that_was_bought() {
    let room = Room::new();
    forty_lots(&room, 20);
    room.huike("lot-signals --quiet --orders orders.csv --complaints complaints.csv -o named.csv").ok();
    let without: String = room
        .text("complaints.csv")
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{},{},{},{}\n", cells[0], cells[1], cells[2], cells[4])
        })
        .collect();
    room.write("complaints.csv", without);
    let call = room.huike("lot-signals --orders orders.csv --complaints complaints.csv -o found.csv");
    let said = call.ok().stderr;
    assert!(said.contains("98 complaints name no lot"), "{said}");
    assert!(room.bytes("named.csv") == room.bytes("found.csv"), "found lots differ from named ones");
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let room = Room::new();
    forty_lots(&room, 20);
    room.write("none.csv", "customer_id,opened_at,product_id,lot_id,category\n");
    room.write("no_lot.csv", "customer_id,order_date,product_id,lot_id,amount\nA,2026-01-05,P1,,5\n");
    let fails = |flags: &str, code: i32, words: &[&str]| {
        let said = room.huike(&format!("lot-signals {flags}")).fails(code).stderr;
        words.iter().for_each(|word| assert!(said.contains(word), "`{word}` is not in:\n{said}"));
    };
    fails("--orders orders.csv --complaints none.csv --out-dir out", 6, &["no failure could be counted"]);
    fails(
        "--orders orders.csv --out-dir out",
        6,
        &["no failure could be counted", "no returned units", "--complaints"],
    );
    let back =
        "customer_id,order_date,product_id,lot_id,quantity,amount\nA,2026-01-05,P1,L1,1,5\nA,2026-02-05,P1,,-1,-5\n";
    room.write("back.csv", back);
    let words = ["no failure could be counted", "1 line of returned units names no lot"];
    fails("--orders back.csv --failures returns --out-dir out", 6, &words);
    fails("--orders no_lot.csv --complaints complaints.csv", 4, &["no row names a lot", "--by product", "lot_id"]);
    fails("--orders no_lot.csv --complaints complaints.csv --lang zh", 4, &["没有任何一行含批次号"]);
    fails("--complaints complaints.csv", 2, &["nothing says how many units there are", "--orders FILE"]);
    fails("", 2, &["nothing says how many units there are", "nothing says what failed"]);
    fails("--production none.csv --complaints complaints.csv --by store", 2, &["needs --orders FILE"]);
    fails("--orders orders.csv --complaints complaints.csv --max-q 0", 2, &["--max-q", "between 0 and 1"]);
    fails("--orders orders.csv --complaints complaints.csv --drop-duplicates", 2, &["--drop-duplicates"]);
}

/// Two components that went into the same lots cannot be told apart by any data.
#[test]
fn components_that_are_always_together_are_shown_together() {
    let room = Room::new();
    forty_lots(&room, 20);
    let more: String = (2..20).map(|n| format!("C8_{n},2025-{:02}-{:02},P1,L08,defect\n", 9 + n % 3, n + 1)).collect();
    let complaints = room.text("complaints.csv");
    room.write("complaints.csv", format!("{complaints}{more}"));
    // A cycle, a lot in itself and lots that nobody knows do no harm.
    let links = "M1,L07\nM1,L08\nM2,L07\nM2,L08\nL20,L21\nL21,L20\nL22,L22\nX1,X2\n";
    room.write("genealogy.csv", format!("input_lot,output_lot\n{links}"));
    let call = "lot-signals --quiet --orders orders.csv --complaints complaints.csv --genealogy genealogy.csv";
    room.huike(&format!("{call} --out-dir out")).ok();
    let found = room.rows("out/lot_signals.csv");
    for (name, other) in [("M1", "M2"), ("M2", "M1")] {
        let component = row(&found, "lot_id", name);
        assert_eq!((component["failures"].as_str(), component["with"].as_str()), ("40", other));
        assert_eq!((component["units"].as_str(), component["kind"].as_str()), ("200", "component_lot"));
    }
    // The units of both are the same.
    assert_eq!(room.manifest("out")["model"]["signal_units"].as_f64(), Some(200.0));
    let crossed = room.huike(&format!("{} --out-dir limit", call.replace(" --quiet", "")));
    let said = crossed.arg("--fail-on").arg("signal_units>200").ok().stderr;
    assert!(said.contains("Together 200 units"), "{said}");
    let components = names(&found, "kind", "component_lot");
    assert_eq!(components.into_iter().collect::<std::collections::BTreeSet<_>>(), ["L20", "L21", "M1", "M2"].into());
}

/// A sold 1,000 units early, of which 200 failed at an age that no other lot has reached: they are no evidence.
#[test]
fn failures_and_expected_ones_are_of_the_same_ages() {
    let room = Room::new();
    let others = ["B", "C", "D", "E", "F", "G", "H", "I", "J", "K"];
    let mut orders =
        String::from("order_id,customer_id,order_date,product_id,quantity,lot_id\n1,cA,2026-01-01,P,1000,A\n");
    let mut complaints = String::from("complaint_id,customer_id,opened_at,product_id,lot_id\n");
    let mut n = 0;
    let mut fail = |lot: &str, day: &str, times: u32| {
        for _ in 0..times {
            n += 1;
            writeln!(complaints, "{n},c{lot},{day},P,{lot}").unwrap();
        }
    };
    fail("A", "2026-01-15", 130);
    fail("A", "2026-04-15", 200);
    for (at, lot) in (0..).zip(others) {
        writeln!(orders, "{},c{lot},2026-05-01,P,1000,{lot}", at + 2).unwrap();
        fail(lot, "2026-05-15", 36 + at);
    }
    room.write("orders.csv", orders);
    room.write("complaints.csv", complaints);
    room.huike("lot-signals --orders orders.csv --complaints complaints.csv --as-of 2026-05-31 --out-dir out").ok();
    let found = room.rows("out/lot_signals.csv");
    let own = row(&found, "lot_id", "A");
    assert_eq!(["failures", "failures_compared", "signal"].map(|column| own[column].as_str()), ["330", "130", "false"]);
    assert!(number(&own["eb05"]) < number(&own["ratio"]) && number(&own["eb95"]) < 2.5, "{own:?}");
}

#[test]
fn a_lot_of_unknown_size_is_not_tested_but_named() {
    let room = Room::new();
    let lots: String = ["A", "B", "D", "E"].map(|lot| format!("{lot},P,2026-01-01,100\n")).concat();
    room.write("production.csv", format!("lot_id,product_id,made_on,quantity\n{lots}C,P,2026-01-01,\n"));
    let about = |lot: &str, n: usize| format!("c,2026-02-01,P,{lot}\n").repeat(n);
    let complaints = [about("A", 1), about("B", 1), about("C", 8)].concat();
    room.write("complaints.csv", format!("customer_id,opened_at,product_id,lot_id\n{complaints}"));
    let said =
        room.huike("lot-signals --production production.csv --complaints complaints.csv --out-dir out").ok().stderr;
    assert!(said.contains("1 lot has no quantity in --production and cannot be tested: C"), "{said}");
    let found = room.rows("out/lot_signals.csv");
    assert!(names(&found, "signal", "true").is_empty());
    assert!(found.iter().all(|row| row["lot_id"] != "C" || row["expected"].is_empty()), "{found:?}");
}
