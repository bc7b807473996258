//! Which lots a recall is about where names are few or mean several things: patterns over every table, serial numbers
//! without products, lot names used for two products.

use std::collections::BTreeMap;

use crate::program::{Room, number, row};
use crate::recall::{SMALL, small};

/// Reason, least and most units of each order line that may be affected.
fn judged(room: &Room, folder: &str) -> BTreeMap<String, (String, f64, f64)> {
    let rows = room.rows(&format!("{folder}/affected_lines.csv"));
    let of =
        |row: &BTreeMap<String, String>| (row["reason"].clone(), number(&row["units_min"]), number(&row["units_max"]));
    rows.iter().map(|row| (row["order_id"].clone(), of(row))).collect()
}

fn line(reason: &str, min: f64, max: f64) -> (String, f64, f64) {
    (reason.to_string(), min, max)
}

#[test]
fn a_pattern_is_looked_for_in_every_table() {
    let room = small();
    room.huike("recall-scope --quiet --lots F? --orders orders.csv --out-dir orders").ok();
    // Order lines tell that the lots are of the cream: the soap of which no lot is recorded is none of it.
    let expected = [
        ("O1", line("lot_in_scope", 2.0, 2.0)),
        ("O2", line("lot_in_scope", 3.0, 3.0)),
        ("O3", line("stock_unknown", 0.0, 4.0)),
        ("O4", line("lot_in_scope", 1.0, 1.0)),
    ];
    assert_eq!(judged(&room, "orders"), expected.map(|(order, line)| (order.to_string(), line)).into());

    room.write(
        "movements.csv",
        "lot_id,date,kind,from,to,quantity,serial_no\n\
         L26A,2025-03-02,ship,plant,clinic,10,\nL26B,2025-03-03,ship,plant,ward,1,SN7\nX1,2025-03-03,ship,plant,ward,1,SN9\n",
    );
    room.write("stock.csv", "lot_id,location,quantity,status\nL26C,depot,7,available\n");
    let moved = "--movements movements.csv --stock stock.csv";
    room.huike(&format!("recall-scope --quiet {moved} --lots L26* --out-dir moved")).ok();
    let lots = room.rows("moved/affected_lots.csv");
    let found: Vec<[&str; 3]> =
        lots.iter().map(|lot| ["lot_id", "units_sold", "units_on_hand"].map(|column| lot[column].as_str())).collect();
    assert_eq!(found, [["L26A", "10", "0"], ["L26B", "1", "0"], ["L26C", "0", "7"]]);

    for (lang, words) in [("en", "looked for in --movements, --stock"), ("zh", "已在 --movements, --stock 中查找")]
    {
        let call = format!("recall-scope {moved} --lots L27* --lang {lang} --out-dir none");
        let none = room.huike(&call).fails(4);
        assert!(none.stderr.contains("`L27*`") && none.stderr.contains(words), "{}", none.stderr);
    }
    // Shipments have serial numbers too.
    room.huike(&format!("recall-scope --quiet {moved} --serials SN8..SN9 --out-dir serials")).ok();
    let customers = room.rows("serials/affected_customers.csv");
    assert_eq!((customers.len(), row(&customers, "customer_id", "ward")["units_min"].as_str()), (1, "1"));
}

/// Of the cream O3 has neither lot nor serial number, and of the soap none has one.
#[test]
fn units_without_a_serial_number_are_possible_where_the_ranges_were_seen() {
    let room = small();
    room.huike("recall-scope --quiet --serials SN0001..SN0050 --orders orders.csv --out-dir out").ok();
    let expected = [
        ("O1", line("serial_recalled", 2.0, 2.0)),
        // Three units, of which one has a number.
        ("O2", line("serial_not_recorded", 0.0, 2.0)),
        ("O3", line("serial_not_recorded", 0.0, 4.0)),
        ("O4", line("serial_recalled", 1.0, 1.0)),
    ];
    let expected: BTreeMap<String, _> = expected.map(|(order, line)| (order.to_string(), line)).into();
    assert_eq!(judged(&room, "out"), expected);
    // The same beside a lot: what its own lot does not make certain, a serial number may.
    room.huike(&format!("recall-scope --quiet {SMALL} --lots G1 --serials SN0001..SN0050 --out-dir both")).ok();
    let mut with_soap = expected;
    with_soap.insert("O6".into(), line("lot_in_scope", 5.0, 5.0));
    assert_eq!(judged(&room, "both"), with_soap);
}

#[test]
fn a_lot_name_of_two_products_counts_for_those_asked_for() {
    let room = small();
    let production = room.text("production.csv");
    room.write("production.csv", format!("{production}F1,P2,2025-03-01,30,pcs,\n"));
    let orders = room.text("orders.csv");
    room.write(
        "orders.csv",
        format!("{orders}O7,C5,2025-03-10,P2,Soap,6,60,S1,F1,\nO8,C6,2025-03-10,P2,Soap,1,10,S1,,\n"),
    );
    let told = room.huike(&format!("recall-scope {SMALL} --lots F1 --out-dir whole")).ok();
    assert!(told.stderr.contains("1 affected lot name stands for several products"), "{}", told.stderr);
    let whole = judged(&room, "whole");
    assert_eq!(whole["O7"], line("lot_in_scope", 6.0, 6.0));
    assert_eq!((whole["O8"].1, whole["O8"].2), (0.0, 1.0), "the soap of F1 may be in a line without a lot");
    let lots = room.rows("whole/affected_lots.csv");
    let lot = ["product_id", "units_made", "units_sold"].map(|column| row(&lots, "lot_id", "F1")[column].as_str());
    assert_eq!(lot, ["P1; P2", "40", "9"]);

    let call = format!("recall-scope {SMALL} --products P1 --explain C5");
    for (more, folder) in [("", "kind"), (" --lots F1", "named"), (" --made-to 2025-03-01", "made")] {
        let told = room.huike(&format!("{call}{more} --out-dir {folder}")).ok();
        assert!(told.stderr.contains("of which only those asked for are recalled"), "{}", told.stderr);
        assert!(told.stderr.contains("the lot is recalled as another product only"), "{}", told.stderr);
        let own = judged(&room, folder);
        assert!(own.contains_key("O1") && !own.contains_key("O7") && !own.contains_key("O8"), "{folder}: {own:?}");
        let lots = room.rows(&format!("{folder}/affected_lots.csv"));
        let lot = ["product_id", "units_made", "units_sold"].map(|column| row(&lots, "lot_id", "F1")[column].as_str());
        assert_eq!(lot, ["P1", "10", "3"], "{folder}");
        let total = &room.manifest(folder)["model"]["units_min"];
        assert!(total.as_f64().unwrap() <= 10.0, "{folder}: {total}");
    }
}

/// X is a lot of P and one of Q. With the product that is meant it is that one alone, not every lot of the product, unless
/// a product is asked for that no such name stands for.
#[test]
fn a_product_that_a_lot_name_stands_for_narrows_it_and_adds_nothing() {
    let room = Room::new();
    room.write(
        "p.csv",
        "lot_id,product_id,made_on,quantity\nX,P,2026-01-02,20\nX,Q,2026-01-08,20\nL3,Q,2026-01-05,20\nL4,R,2026-01-09,20\n",
    );
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,amount,lot_id\n1,c1,2026-01-12,P,1,1,X\n2,c2,2026-01-12,Q,1,1,X\n\
         3,c3,2026-01-12,Q,1,1,L3\n4,c4,2026-01-12,R,1,1,L4\n5,c5,2026-01-12,Q,1,1,\n",
    );
    let told = |scope: &str| {
        let call = format!("recall-scope {scope} --orders o.csv --production p.csv --out-dir out");
        let told = room.huike(&call).ok().stderr;
        let lines = room.rows("out/affected_lines.csv");
        let confirmed = lines.iter().filter(|line| line["class"] == "confirmed");
        let customers: Vec<&str> = confirmed.map(|line| line["customer_id"].as_str()).collect();
        (customers.join(" "), told.contains("other lots of it are not recalled: Q"))
    };
    assert_eq!(told("--lots X"), ("c1 c2".to_string(), false));
    assert_eq!(told("--lots X --products Q"), ("c2".to_string(), true));
    assert_eq!(told("--lots X --products Q R"), ("c2 c3 c4 c5".to_string(), false));
    assert_eq!(told("--lots X --products P Q"), ("c1 c2 c3 c5".to_string(), false));
    assert_eq!(told("--lots L4 --products Q"), ("c2 c3 c4 c5".to_string(), false));
    // Production may know X as P only, what was sold tells of Q; without production both.
    room.write("p.csv", "lot_id,product_id,made_on,quantity\nX,P,2026-01-02,20\nL3,Q,2026-01-05,20\n");
    assert_eq!(told("--lots X --products Q"), ("c2".to_string(), true));
    room.huike("recall-scope -q --lots X --products Q --orders o.csv --out-dir out").ok();
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| row(&lines, "customer_id", customer)["class"].as_str();
    assert_eq!((lines.len(), of("c2"), of("c5")), (2, "confirmed", "possible"), "{lines:?}");
}

#[test]
fn cells_with_several_serial_numbers_count_each() {
    let room = small();
    room.write(
        "serials.csv",
        "order_id,customer_id,order_date,product_id,quantity,amount,serial_no\n\
         O1,C1,2025-03-05,P1,3,30,\"SN9; SN10, SN77\"\nO2,C2,2025-03-05,P1,2,20,\"SN11\nSN12\"\nO3,C3,2025-03-05,P1,4,40,\"SN08、SN07\"\nO4,C4,2025-03-05,P1,1,10,sn-09\n",
    );
    room.huike("recall-scope --quiet --serials SN9..SN10 --orders serials.csv --out-dir out").ok();
    // Of O3 two units have other numbers and two have none; O4 has a number that may be a recalled one.
    let expected = [
        ("O1", line("serial_recalled", 2.0, 2.0)),
        ("O3", line("serial_not_recorded", 0.0, 2.0)),
        ("O4", line("serial_nearly_recalled", 0.0, 1.0)),
    ];
    assert_eq!(judged(&room, "out"), expected.map(|(order, line)| (order.to_string(), line)).into());
    let ranges = room.rows("out/serial_ranges.csv");
    assert_eq!(["sold", "not_sold"].map(|column| ranges[0][column].as_str()), ["2", "0"]);
}

#[test]
fn names_are_taken_without_blanks_and_slips_are_told() {
    let room = small();
    let orders = "--orders orders.csv --out-dir out";
    room.huike(&format!("recall-scope --quiet {orders} --lots")).arg(" F1 ").ok();
    assert_eq!(room.rows("out/affected_lots.csv")[0]["lot_id"], "F1");
    assert!(room.rows("out/mass_balance.csv").is_empty(), "nobody tells what was made");
    let empty = room.huike(&format!("recall-scope {orders} --lots")).arg("").fails(2);
    assert!(empty.stderr.contains("--lots: a name is empty"), "{}", empty.stderr);
    // In production F1 is cream.
    let more = room.text("orders.csv");
    room.write("orders.csv", format!("{more}O7,C5,2025-03-10,P2,Soap,1,10,S1,F1,\n"));
    let told = room.huike(&format!("recall-scope {SMALL} --lots F1 --out-dir out")).ok();
    assert!(told.stderr.contains("1 order line names an affected lot that production knows as another product"));
}
