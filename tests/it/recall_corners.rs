//! `huike recall-scope`: what is counted once, read with care, or kept in sight although it is not sure.

use crate::program::{Room, row};
use crate::recall::{SMALL, small};

/// Lot A, ten units to each of four customers.
fn four_customers() -> Room {
    let room = Room::new();
    let lines: String = (1..5).map(|n| format!("{n},c{n},2026-01-0{n},P,10,A\n")).collect();
    room.write("orders.csv", format!("order_id,customer_id,order_date,product_id,quantity,lot_id\n{lines}"));
    room.write("production.csv", "lot_id,product_id,made_on,quantity\nA,P,2026-01-01,40\n");
    room
}

const FOUR: &str = "recall-scope --lots A --orders orders.csv --production production.csv --started 2026-02-01";

#[test]
fn what_came_back_beyond_what_was_sold_recovers_nothing() {
    let room = four_customers();
    room.write("returns.csv", "date,customer_id,lot_id,quantity\n2026-02-10,c1,A,60\n");
    let call = format!("{FOUR} --returns returns.csv --goal recovered=90% --as-of 2026-02-28 --out-dir out");
    let told = room.huike(&call).ok().stderr;
    assert!(told.contains("1 customer sent back or declared 50 units more than can have been sold"), "{told}");
    let figures = room.rows("out/recall_figures.csv");
    let own = figures.iter().find(|row| row["figure"] == "recovered" && row["audience"] == "all").unwrap();
    assert_eq!(["part", "whole", "percent", "met"].map(|column| own[column].as_str()), ["10", "40", "25", "false"]);
    let monthly = room.rows("out/cpsc_monthly.csv");
    assert_eq!(row(&monthly, "detail", "total")["rate"], "0.25");
    let progress = room.rows("out/progress.csv");
    assert_eq!(row(&progress, "customer_id", "c1")["above_sold"], "50");
}

#[test]
fn answers_with_negations_account_for_nothing() {
    let room = four_customers();
    room.write(
        "responses.csv",
        "customer_id,date,answer,quantity\n\
         c1,2026-02-05,not used yet,\nc2,2026-02-05,still in stock,4\nc3,2026-02-05,half used,\nc4,2026-02-05,还没有使用,\n",
    );
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,outcome\n\
         c1,2026-02-02,2026-02-02,notification,not delivered\n\
         c2,2026-02-02,2026-02-02,notification,delivered\n\
         c3,2026-02-02,2026-02-02,notification,perhaps\n",
    );
    room.write("returns.csv", "date,customer_id,lot_id,quantity,disposition\n2026-02-10,c1,A,1,to be destroyed\n");
    let files = "--responses responses.csv --follow-ups follow-ups.csv --returns returns.csv";
    let told = room.huike(&format!("{FOUR} {files} --as-of 2026-02-28 --out-dir out")).ok().stderr;
    for words in ["`half used` (1)", "`perhaps` (1)", "`to be destroyed` (1)"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    let progress = room.rows("out/progress.csv");
    assert!(progress.iter().all(|row| row["outstanding"] == "10" && row["returned"] == "0"), "{progress:?}");
    let notified: Vec<bool> = progress.iter().map(|row| !row["notified_on"].is_empty()).collect();
    assert_eq!(notified, [false, true, false, false]);
    let answers: Vec<&str> = progress.iter().map(|row| row["answer"].as_str()).collect();
    assert_eq!(answers, ["has units", "has units", "other answer", "has units"]);
}

#[test]
fn a_drill_counts_what_passes_between_sites_once() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nA,P,2026-01-01,100,Plant\n");
    room.write(
        "m.csv",
        "lot_id,date,kind,from,to,quantity\n\
         A,2026-01-02,ship,Plant,DC,100\nA,2026-01-03,receive,Plant,DC,100\n\
         A,2026-01-04,ship,DC,Store,100\nA,2026-01-05,receive,DC,Store,100\n",
    );
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id,store\n1,c1,2026-01-10,P,50,A,Store\n",
    );
    room.write("s.csv", "lot_id,location,quantity\nA,Store,0\nA,DC,0\nA,Plant,0\n");
    let files = "--orders o.csv --production p.csv --movements m.csv --stock s.csv";
    let call = format!("recall-scope --drill --lots A {files} --out-dir out");
    let told = room.huike(&format!("{call} --tolerance 40%")).fails(10).stderr;
    assert!(told.contains("Failed:") && !told.contains("Passed:"), "{told}");
    let sheet = room.rows("out/mock_recall.csv");
    let value = |item: &str| row(&sheet, "item", item)["value"].clone();
    let items = ["units made and received", "units accounted for", "per cent accounted for", "passed"];
    assert_eq!(items.map(value), ["100", "50", "50", "0"]);
    room.huike(&format!("{call} --tolerance 60%")).ok();
}

/// Ten made, one sold, seven on hand: two were lost, found missing, or moved to where they do not lie any more.
#[test]
fn an_adjustment_that_names_only_where_it_is_from_is_a_loss() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nF1,P,2026-01-05,10,W\n");
    room.write("o.csv", "order_id,customer_id,order_date,product_id,quantity,lot_id,store\n1,A,2026-01-20,P,1,F1,W\n");
    room.write("s.csv", "lot_id,location,quantity\nF1,W,7\n");
    let files = "--orders o.csv --production p.csv --movements m.csv --stock s.csv";
    for (adjustment, adjusted) in [("W,,2", "2"), (",W,-2", "2"), ("W,W,-2", "2"), ("W,V,2", "2"), ("W,,-2", "-2")] {
        room.write("m.csv", format!("lot_id,date,kind,from,to,quantity\nF1,2026-01-10,adjust,{adjustment}\n"));
        room.huike(&format!("recall-scope -q --lots F1 {files} --out-dir out")).ok();
        let balances = room.rows("out/mass_balance.csv");
        let own = ["adjusted", "unaccounted"].map(|column| row(&balances, "site", "W")[column].clone());
        let unaccounted = if adjusted == "-2" { "4" } else { "0" };
        assert_eq!(own, [adjusted, unaccounted], "{adjustment}");
        assert_eq!(balances.len(), 1 + usize::from(adjustment == "W,V,2"), "{adjustment}");
    }
}

#[test]
fn shipments_are_no_order_lines_read() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nF1,P,2026-01-05,40,W\n");
    room.write("o.csv", "order_id,customer_id,order_date,product_id,quantity,lot_id\n1,A,2026-01-20,P,1,F1\n");
    room.write(
        "m.csv",
        "lot_id,date,kind,from,to,quantity\nF1,2026-01-20,ship,W,ACME,10\nF1,2026-01-21,ship,W,BETA,10\n",
    );
    let call = "recall-scope --drill --lots F1 --production p.csv --movements m.csv --out-dir out";
    for (orders, lines, judged) in [
        ("--orders o.csv", "1", "1 line of affected products judged, of 1 read · 2 shipments judged beside them"),
        ("", "0", "0 lines of affected products judged, of 0 read · 2 shipments judged beside them"),
    ] {
        let told = room.huike(&format!("{call} {orders}")).run().stderr;
        let sheet = room.rows("out/mock_recall.csv");
        let value = |item: &str| row(&sheet, "item", item)["value"].clone();
        assert_eq!([value("order lines read"), value("movements read")], [lines, "2"]);
        assert!(told.contains(judged), "{told}");
    }
}

#[test]
fn a_store_that_is_not_recorded_may_be_the_one() {
    let room = Room::new();
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id,store\n\
         1,c1,2026-01-10,P,1,A,S1\n2,c2,2026-01-10,P,1,A,\n3,c3,2026-01-10,P,1,A,s 1\n4,c4,2026-01-10,P,1,A,S2\n",
    );
    let told = room.huike("recall-scope --lots A --stores S1 --orders orders.csv --out-dir out").ok().stderr;
    assert!(told.contains("--stores: S1 is also written s 1, which counts as the same"), "{told}");
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| ["class", "reason"].map(|column| row(&lines, "customer_id", customer)[column].clone());
    assert_eq!(of("c1")[0], "confirmed");
    assert_eq!(of("c2"), ["possible", "store_not_recorded"]);
    assert_eq!((of("c3")[0].as_str(), lines.len()), ("confirmed", 3));
}

#[test]
fn a_negative_shipment_is_taken_back_from_the_customer_too() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,site\nA,P,2026-01-01,100,Plant\n");
    room.write(
        "m.csv",
        "lot_id,date,kind,from,to,quantity\nA,2026-01-02,ship,Plant,c1,60\nA,2026-01-03,ship,Plant,c1,-10\n",
    );
    room.huike("recall-scope --lots A --production p.csv --movements m.csv --out-dir out").ok();
    let customers = room.rows("out/affected_customers.csv");
    let own = row(&customers, "customer_id", "c1");
    assert_eq!(["units_max", "held_max", "units_returned"].map(|column| own[column].as_str()), ["60", "50", "10"]);
    assert_eq!(room.rows("out/mass_balance.csv")[0]["shipped"], "50");
}

#[test]
fn serial_numbers_nearly_alike_and_sold_twice() {
    let room = Room::new();
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,quantity,serial_no\n\
         1,c1,2026-01-10,P,1,sn0004\n2,c2,2026-01-11,P,1,SN0001\n3,c3,2026-01-12,P,1,SN0001\n\
         4,c4,2026-01-13,P,1,SN0002\n5,c4,2026-01-14,P,-1,SN0002\n6,c5,2026-01-15,P,1,SN0002\n7,c6,2026-01-15,P,2,\n",
    );
    room.huike("recall-scope --serials SN0004 --orders orders.csv --out-dir near").ok();
    let lines = room.rows("near/affected_lines.csv");
    assert_eq!(row(&lines, "serial_no", "sn0004")["reason"], "serial_nearly_recalled");
    let told = room.huike("recall-scope --serials SN0001..SN0002 --orders orders.csv --out-dir twice").ok().stderr;
    assert!(told.contains("1 recalled serial number was sold to two customers") && told.contains("SN0001"), "{told}");
    let lines = room.rows("twice/affected_lines.csv");
    let class = |order| row(&lines, "order_id", order)["class"].clone();
    assert_eq!(["2", "3", "4", "6"].map(class), ["conflict", "conflict", "confirmed", "confirmed"]);
    // Of the two units without a number nothing is estimated, in the table, the manifest and on the terminal.
    assert_eq!(row(&lines, "order_id", "7")["units_expected"], "");
    assert!(room.manifest("twice")["model"]["classes"]["possible"]["units_expected"].is_null());
}

#[test]
fn what_was_ordered_before_the_lot_was_affected_is_possible() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nC,M,2026-01-01,9\nB,P,2026-01-05,9\nD,P,2026-01-05,9\n");
    room.write("g.csv", "input_lot,output_lot,quantity,used_on\nC,B,1,2026-01-12\nC,D,1,2025-12-01\n");
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id\n1,c1,2026-01-11,P,2,B\n2,c2,2026-01-12,P,2,B\n",
    );
    let call = "recall-scope --lots C --orders orders.csv --production p.csv --genealogy g.csv";
    let told = room.huike(&format!("{call} --out-dir out")).ok().stderr;
    let lines = room.rows("out/affected_lines.csv");
    let of = |order| ["class", "units_min", "units_max"].map(|column| row(&lines, "order_id", order)[column].clone());
    assert_eq!(
        (of("1"), of("2")),
        (["possible", "0", "2"].map(String::from), ["confirmed", "2", "2"].map(String::from))
    );
    assert_eq!(row(&lines, "order_id", "1")["reason"], "before_lot_was_affected");
    let trace = room.rows("out/trace.csv");
    assert_eq!(row(&trace, "output_lot", "D")["standing"], "out_of_time");
    // Without --stock nobody knows what is on hand.
    assert!(
        told.contains("1 genealogy link not followed") && told.contains("not known without --stock FILE"),
        "{told}"
    );
    room.huike(&format!("{call} --lots B --out-dir named")).ok();
    assert_eq!(row(&room.rows("named/affected_lines.csv"), "order_id", "1")["class"], "confirmed");
}

#[test]
fn what_narrows_or_widens_the_scope_unseen_is_told() {
    let room = Room::new();
    room.write(
        "p.csv",
        "lot_id,product_id,made_on,quantity,supplier\nA,P,2026-06-05,9,Acme\nB,P,2026-06-05,9,ACME\nC,P,,9,Acme\n",
    );
    room.write("orders.csv", "order_id,customer_id,order_date,product_id,quantity,lot_id\n1,c1,2026-06-11,P,2,A\n");
    let call = "recall-scope --orders orders.csv --production p.csv --suppliers Acme --made-from 2026-06-01";
    let told = room.huike(&format!("{call} --out-dir out")).ok().stderr;
    assert!(told.contains("--suppliers: Acme is also written ACME, which is left out"), "{told}");
    assert!(told.contains("1 lot is recalled although the day of production is not recorded"), "{told}");
    let lots = room.rows("out/affected_lots.csv");
    assert!(row(&lots, "lot_id", "C")["chosen"].ends_with("day not recorded"), "{lots:?}");
    assert!(!row(&lots, "lot_id", "A")["chosen"].contains("day not recorded"), "{lots:?}");
}

#[test]
fn the_words_of_a_recall_are_needed_in_the_language_of_the_run_only() {
    let room = small();
    let chinese: String = room
        .text("recall.toml")
        .lines()
        .filter(|line| !line.contains("_en ="))
        .map(|line| format!("{line}\n"))
        .collect();
    room.write("recall.toml", chinese);
    let call = format!("recall-scope {SMALL} --lots F1 --recall recall.toml");
    room.huike(&format!("{call} --lang zh --out-dir zh")).ok();
    assert!(room.text("zh/notices_sms.csv").contains("面霜"));
    room.huike(&format!("{call} --lang en --out-dir en")).fails(2);
}

#[test]
fn two_sales_of_one_day_are_no_repeated_line() {
    let room = four_customers();
    let line = |time: &str| format!("c1,2026-01-01{time},P,1,A\n");
    let times = ["", " 00:00", " 10:00:00", " 18:30:00", " 18:30"].map(line).concat();
    room.write("times.csv", format!("customer_id,order_date,product_id,quantity,lot_id\n{times}"));
    let call = "recall-scope --lots A --orders times.csv --production production.csv --started 2026-02-01";
    let told = room.huike(&format!("{call} --drop-duplicates --out-dir out")).ok().stderr;
    assert!(told.contains("2 repeated order lines dropped"), "{told}");
}

#[test]
fn a_recall_counts_every_currency_and_adds_up_none() {
    let room = Room::new();
    let head = "order_id,customer_id,order_date,product_id,quantity,amount,currency,lot_id\n";
    let rows = "1,A,2026-01-05,P1,1,100,CNY,L1\n2,A,2026-01-06,P1,1,100,USD,L1\n3,B,2026-01-07,P1,2,60,,L1\n4,C,2026-01-08,P1,1,$50,CNY,L1\n";
    room.write("o.csv", format!("{head}{rows}"));
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nL1,P1,2026-01-01,5\n");
    room.write("k.csv", "customer_id,phone\nA,13800000001\n");
    room.write("c.csv", "complaint_id,customer_id,opened_at,product_id,lot_id\n1,A,2026-01-20,P1,L1\n");
    let call = "recall-scope --lots L1 --orders o.csv --production p.csv --customers k.csv --out-dir out";
    let told = room.huike(call).ok().stderr;
    let listed = "orders: amounts are in 3 currencies: CNY (1), CNY/USD (1), USD (1), and 1 row names none; they cannot be added up";
    assert!(told.contains(&listed.replace("CNY/USD", "CNY/$")), "{told}");
    let customers = room.rows("out/affected_customers.csv");
    assert_eq!(customers.iter().map(|row| row["units_max"].as_str()).collect::<Vec<_>>(), ["2", "2", "1"]);
    for table in ["affected_customers", "contacts", "unreachable"] {
        assert!(room.rows(&format!("out/{table}.csv")).iter().all(|row| row["value"].is_empty()), "{table}");
    }
    assert!(room.rows("out/affected_lines.csv").iter().all(|row| row["amount"].is_empty()));
    let read = &room.manifest("out")["ledger"]["orders"]["read"];
    assert_eq!((&read["rows"], &read["amount"]), (&4.into(), &"0.00".into()));
    let signals = room.huike("lot-signals --orders o.csv --complaints c.csv --out-dir signals").ok().stderr;
    assert!(signals.contains("amounts are in 3 currencies"), "{signals}");
    assert_eq!(room.manifest("signals")["ledger"]["orders"]["used"]["amount"], "0.00");
    // In one currency they have a value.
    room.write(
        "o.csv",
        format!("{head}1,A,2026-01-05,P1,1,100,CNY,L1\n2,A,2026-01-06,P1,1,¥50,,L1\n3,B,2026-01-06,P1,1,7,,L1\n"),
    );
    let told = room.huike(call).ok().stderr;
    assert!(
        told.contains("1 row names no currency, unlike others; counted as CNY") && !told.contains("--currency"),
        "{told}"
    );
    let values = room.rows("out/affected_customers.csv");
    assert_eq!(values.iter().map(|row| row["value"].as_str()).collect::<Vec<_>>(), ["150.00", "7.00"]);
}
