//! `huike recall-scope`: units of measure, stock that may bear recalled serial numbers, and figures that several tables
//! tell.

use crate::program::{Room, cells, row};

const MADE: &str = "lot_id,product_id,made_on,quantity,unit,site\n";
const MOVES: &str = "lot_id,kind,date,from,to,quantity,unit\n";
const ORDERS: &str = "order_id,customer_id,order_date,product_id,quantity,lot_id,store,amount\n";

/// 500 kg = 100,000 g + 50 kg scrapped + 97,000 g on hand + 253 kg sold; of 10 kg, 5.5 g are left after 4.5 kg were sold.
#[test]
fn quantities_are_turned_into_the_unit_of_their_lot() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}L1,P,2026-03-01,500,kg,S\n"));
    room.write("m.csv", format!("{MOVES}L1,scrap,2026-03-07,S,,100000,g\nL1,scrap,2026-03-07,S,,50,KG\n"));
    room.write("s.csv", "lot_id,quantity,location,unit\nL1,97000,S,g\n");
    room.write("o.csv", format!("{ORDERS}1,a,2026-03-05,P,253,L1,S,10\n"));
    let call = "recall-scope -q --lots L1 --orders o.csv --production p.csv --stock s.csv --tolerance 0% --out-dir out";
    room.huike(&format!("{call} --movements m.csv")).ok();
    let balance = &room.rows("out/mass_balance.csv")[0];
    let figures = ["made", "on_hand", "shipped", "scrapped", "unaccounted", "unit"];
    assert_eq!(cells(balance, &figures), ["500", "97", "253", "150", "0", "kg"]);
    assert_eq!(cells(&room.rows("out/stock_to_hold.csv")[0], &["quantity", "unit"]), ["97", "kg"]);
    room.write("p.csv", format!("{MADE}L1,P,2026-03-01,10,kg,S\n"));
    room.write("s.csv", "lot_id,quantity,location,unit\nL1,5.5,S,g\n");
    room.write("o.csv", format!("{ORDERS}1,a,2026-03-05,P,4.5,L1,S,10\n"));
    room.huike(call).fails(10);
    assert_eq!(room.rows("out/mass_balance.csv")[0]["unaccounted"], "5.4945");
}

/// Two lots of a thousand pieces went to the shop as fifty boxes: how many pieces are in a box nobody tells.
#[test]
fn what_cannot_be_turned_into_the_unit_tells_where_a_lot_is_and_not_how_much() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}BAD,P,2026-03-01,1000,件,F\nGOOD,P,2026-03-01,1000,件,F\n"));
    room.write("m.csv", format!("{MOVES}BAD,ship,2026-03-02,F,S,50,箱\nGOOD,ship,2026-03-02,F,S,50,箱\n"));
    room.write("s.csv", "lot_id,quantity,location,unit\nBAD,7,S,箱\nBAD,3,F,件\n");
    room.write("o.csv", format!("{ORDERS}1,a,2026-03-05,P,60,,S,10\n2,b,2026-03-06,P,900,,S,10\n"));
    let call =
        "recall-scope --lots BAD --orders o.csv --production p.csv --movements m.csv --stock s.csv --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("3 rows of stock and movements are in a unit"), "{told}");
    assert!(told.contains("BAD (箱 ≠ 件), GOOD (箱 ≠ 件)"), "{told}");
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_min", "units_max"]);
    assert_eq!((of("a"), of("b")), (vec!["possible", "0", "60"], vec!["possible", "0", "900"]));
    let balances = room.rows("out/mass_balance.csv");
    let figures = ["site", "made", "received", "on_hand", "shipped", "within_tolerance", "unit"];
    let all: Vec<Vec<&str>> = balances.iter().map(|row| cells(row, &figures)).collect();
    let expected = [
        ["F", "1000", "0", "3", "0", "false", "件"],
        ["F", "0", "0", "", "50", "false", "箱"],
        ["S", "0", "50", "7", "0", "false", "箱"],
    ];
    assert_eq!(all, expected);
    let lots = room.rows("out/affected_lots.csv");
    assert_eq!(lots[0]["units_on_hand"], "", "boxes and pieces are not added");
    assert!(told.contains("3 units are still on hand."), "{told}");
    room.huike(&format!("{call} -q --tolerance 5%")).fails(10);
}

const MEASURED: &str = "order_id,customer_id,order_date,product_id,quantity,unit,lot_id,store,amount\n";

/// 10 kg were made and 2 kg are left; a quarter, a half and seven and a quarter were sold, in g, in 斤 and in kg.
#[test]
fn order_lines_are_turned_into_the_unit_of_their_lot() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}L1,P,2026-03-01,10,kg,S\nL2,P,2026-03-01,5000,g,S\n"));
    room.write("s.csv", "lot_id,quantity,location\nL1,2,S\n");
    let sold = "1,a,2026-03-05,P,250,g,L1,S,10\n2,b,2026-03-05,P,1,斤,L1,S,10\n3,c,2026-03-05,P,7.25,kg,L1,S,10\n";
    room.write("o.csv", format!("{MEASURED}{sold}"));
    let call = "recall-scope --lots L1 --orders o.csv --production p.csv --stock s.csv --tolerance 0% --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(!told.contains("unit ("), "{told}");
    let holders = room.rows("out/affected_customers.csv");
    let units = |customer| row(&holders, "customer_id", customer)["units_max"].as_str();
    assert_eq!([units("a"), units("b"), units("c")], ["0.25", "0.5", "7.25"]);
    assert_eq!(cells(&room.rows("out/mass_balance.csv")[0], &["shipped", "unaccounted", "unit"]), ["8", "0", "kg"]);
    // Lots of kg and of g of one product make no stock out of which a line without a lot was filled.
    room.write("o.csv", format!("{MEASURED}{sold}4,d,2026-03-05,P,3000,g,,S,10\n"));
    let told = room.huike(call).ok().stderr;
    assert!(
        told.contains("1 product is made by weight or volume and sold by the piece, or recorded in units"),
        "{told}"
    );
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_min", "quantity", "unit"]);
    assert_eq!((of("d"), of("a")), (vec!["possible", "0", "3000", "g"], vec!["confirmed", "0.25", "0.25", "kg"]));
}

/// Who bought two boxes holds them, and how many pieces these are nobody tells.
#[test]
fn order_lines_in_boxes_tell_who_holds_a_lot_of_pieces() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}BAD,P,2026-03-01,100,件,S\nGOOD,P,2026-03-01,100,件,S\n"));
    room.write("s.csv", "lot_id,quantity,location,unit\nBAD,7,S,箱\nBAD,3,S,件\n");
    let sold = "1,a,2026-03-05,P,2,箱,BAD,S,10\n2,b,2026-03-05,P,40,件,BAD,S,10\n3,c,2026-03-06,P,3,箱,,S,10\n";
    room.write("o.csv", format!("{MEASURED}{sold}"));
    let call = "recall-scope --lots BAD --orders o.csv --production p.csv --stock s.csv --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("2 order lines are in a unit (箱) that cannot be turned into that"), "{told}");
    let lines = room.rows("out/affected_lines.csv");
    let of = |customer| cells(row(&lines, "customer_id", customer), &["class", "units_max", "unit"]);
    assert_eq!(
        [of("a"), of("b"), of("c")],
        [["confirmed", "2", "箱"], ["confirmed", "40", "件"], ["possible", "3", "箱"]]
    );
    assert_eq!(room.rows("out/affected_lots.csv")[0]["units_sold"], "", "boxes and pieces are not added");
    let balances = room.rows("out/mass_balance.csv");
    let all: Vec<Vec<&str>> = balances.iter().map(|row| cells(row, &["made", "on_hand", "shipped", "unit"])).collect();
    assert_eq!(all, [["100", "3", "40", "件"], ["0", "7", "2", "箱"]]);
    let report = room.text("out/report.html");
    assert!(report.contains("7 箱") && !report.contains(">10<"), "stock is listed by its unit");
}

/// A recall by serial numbers names no lot; the 97 units on hand are of the product that bears them.
#[test]
fn stock_of_products_that_bear_recalled_serial_numbers_is_held() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}A1,KET,2026-01-02,100,,S\nB1,POT,2026-01-02,50,,S\n"));
    room.write("s.csv", "lot_id,quantity,location\nA1,97,S\nB1,9,S\n");
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,lot_id,serial_no,amount\n1,a,2026-01-15,KET,1,A1,KT00001,10\n2,b,2026-01-16,POT,1,B1,X1,10\n",
    );
    let call = "recall-scope --serials KT00001..KT00100 --orders o.csv --production p.csv --stock s.csv --out-dir out";
    let told = room.huike(call).ok().stderr;
    assert!(told.contains("97 units on hand may bear recalled serial numbers."), "{told}");
    let holds = room.rows("out/stock_to_hold.csv");
    let all: Vec<Vec<&str>> = holds.iter().map(|row| cells(row, &["what", "lot_id", "quantity"])).collect();
    assert_eq!(all, [["possible_stock", "A1", "97"]]);
    let model = &room.manifest("out")["model"];
    assert_eq!((model["units_on_hand"].as_f64(), model["units_on_hand_possible"].as_f64()), (Some(0.0), Some(97.0)));
}

/// 60 were sold with their lot, 30 without one, 10 are left: of a hundred nothing is missing.
#[test]
fn a_drill_takes_sales_without_a_lot_for_what_is_missing() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}L1,P,2026-01-02,100,,\nL2,P,2026-01-02,30,,\n"));
    room.write("s.csv", "lot_id,quantity\nL1,10\n");
    let sold = "1,a,2026-01-15,P,60,L1,,10\n2,b,2026-01-16,P,30,,,10\n";
    room.write("o.csv", format!("{ORDERS}{sold}"));
    let call = "recall-scope -q --orders o.csv --production p.csv --stock s.csv --drill --out-dir out";
    room.huike(&format!("{call} --lots L1")).ok();
    let of = |item: &str| row(&room.rows("out/mock_recall.csv"), "item", item)["value"].clone();
    assert_eq!(
        [of("units accounted for"), of("of these sold without a lot"), of("per cent accounted for")],
        ["100", "30", "100"]
    );
    // Two lots miss thirty each, and thirty were sold without one.
    room.huike(&format!("{call} --lots L1 L2")).fails(10);
    assert_eq!([of("units made and received"), of("units accounted for")], ["130", "100"]);
}

/// Of the four units sold without a lot fewer than two were expected to be recalled ones, and all four came back as such.
#[test]
fn what_came_back_is_the_same_number_in_every_table() {
    let room = Room::new();
    room.write("p.csv", format!("{MADE}L1,P,2026-01-01,50,,S\nL2,P,2026-01-01,50,,S\n"));
    room.write("o.csv", format!("{ORDERS}1,a,2026-01-05,P,4,,S,10\n2,b,2026-01-05,P,6,L1,S,10\n"));
    room.write(
        "r.csv",
        "date,customer_id,lot_id,quantity,disposition\n2026-02-06,a,L1,4,returned\n2026-02-06,b,L1,6,returned\n",
    );
    room.huike(
        "recall-scope -q --lots L1 --orders o.csv --production p.csv --returns r.csv --regime china --out-dir out",
    )
    .ok();
    let figures = room.rows("out/recall_figures.csv");
    let recovered = figures.iter().find(|row| row["figure"] == "recovered").unwrap();
    let cpsc = room.rows("out/cpsc_monthly.csv");
    let total = cpsc.iter().find(|row| row["item"] == "units" && row["detail"] == "total").unwrap();
    let stages = room.rows("out/china_stage_report.csv");
    let stage = |item| row(&stages, "item", item)["quantity"].as_str();
    let all = [
        recovered["part"].as_str(),
        &total["cumulative"],
        &total["affected"],
        stage("已召回数量"),
        stage("应召回数量"),
    ];
    assert_eq!(all, ["7.8723"; 5]);
    assert_eq!(total["rate"], "1");
}
