//! Values that are unusual and right: ids of every shape, amounts as people write them, several currencies.

use super::shape::{HEADER, orders, says, segment, spend, with};
use crate::program::{Room, parquet};

#[test]
fn ids_of_every_shape_survive() {
    let ids = [
        "00123",
        "123",
        "0123",
        "12345678901234567890",
        "12345678901234567891",
        "1E5",
        "100000",
        "1e5",
        "0x1F",
        "-1",
        "+1",
        "1",
        "1.0",
        "1.00",
        "a b",
        "a,b",
        "a\"b",
        "NaN",
        "nan",
        "inf",
        "null",
        "None",
        "none",
        "N/A",
        "TRUE",
        "true",
        "=1+1",
        "@SUM(A1)",
        "'007",
        "１２３",
        "客户01",
        "é",
        "e\u{301}",
        "😀",
        "-",
        "a\nb",
        "2026-01-01",
        "1/2",
        "%s",
        "{id}",
        "../../etc/passwd",
        "𠮷野家",
    ];
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record(["customer_id", "order_date", "amount"]).unwrap();
    for id in ids {
        text.write_record([id, "2026-01-01", "5"]).unwrap();
    }
    let room = with(text.into_inner().unwrap());
    says(&segment(&room, ""), 0, &[]);
    let mut wanted: Vec<&str> = ids.to_vec();
    wanted.sort_unstable();
    let got: Vec<String> = spend(&room).into_iter().map(|(id, _)| id).collect();
    assert_eq!(got, wanted);
}

#[test]
fn what_databases_write_for_nothing_is_an_empty_cell() {
    let lines = |mark: &str| {
        format!("customer_id,order_date,amount,currency,category\nA,2026-01-01,5,EUR,x\nB,2026-01-02,6,{mark},{mark}\n")
    };
    let empty = with(lines(""));
    says(&segment(&empty, ""), 0, &["€11.00"]);
    for mark in ["\\N", "NULL", "#N/A", " NULL "] {
        let room = with(lines(mark));
        says(&segment(&room, ""), 0, &["€11.00", "1 row names no currency"]);
        assert_eq!(room.text("out/segments.csv"), empty.text("out/segments.csv"), "{mark}");
        // The clean table and the rows set aside hold what the file holds.
        let clean = String::from_utf8(room.huike("inspect o.csv -q -o -").ok().stdout).unwrap();
        assert!(clean.ends_with(&format!("6,{mark},{mark}\n")), "{clean}");
        let room = with(lines("EUR").replace("\nB,", &format!("\n{mark},")));
        says(&segment(&room, ""), 4, &["record 3, column customer_id: the cell is empty"]);
        says(&segment(&room, "--max-rejects 1"), 0, &["€5.00"]);
        assert!(room.text("out/rejected_orders.csv").ends_with(&format!("\n{mark},2026-01-02,6,EUR,EUR\n")));
    }
    for id in ["null", "Null", "N/A", "\\n", "NULL1"] {
        says(&segment(&orders(&format!("{id},2026-01-01,5\n")), ""), 0, &["1 customer"]);
    }
}

#[test]
fn points_that_group_thousands_lead_to_the_decimal_comma() {
    let some = orders("A,2026-01-01,2.270\nB,2026-01-02,3.287\nC,2026-01-03,1.234.567\n");
    says(&segment(&some, ""), 4, &["hint: --decimal , reads such amounts"]);
    let look = |room: &Room| String::from_utf8(room.huike("inspect o.csv").ok().stdout).unwrap();
    let told = look(&some);
    assert!(told.contains("--decimal , is needed") && told.contains("segment --orders o.csv --decimal ,"), "{told}");
    says(&segment(&some, "--decimal ,"), 0, &["1,240,124.00 net"]);
    let open = look(&orders("A,2026-01-01,2.270\nB,2026-01-02,3.287\n"));
    assert!(open.contains("if it groups thousands") && !open.contains("o.csv --decimal ,"), "{open}");
    for line in ["A,2026-01-01,0.250\nB,2026-01-02,3.287\n", "A,2026-01-01,2.270\nB,2026-01-02,12.5\n"] {
        let settled = look(&orders(line));
        assert!(!settled.contains("--decimal"), "{settled}");
    }
}

#[test]
fn ids_that_a_spreadsheet_rewrote_are_warned_of() {
    let room = orders("1.23457E+11,2026-01-01,5\n");
    says(&segment(&room, ""), 0, &["warning: ", "1.23457E+11"]);
    assert_eq!(spend(&room)[0].0, "1.23457E+11");
}

#[test]
fn amounts_as_people_write_them() {
    let cases = [
        ("\"¥1,234.50\"", "1234.50"),
        ("￥99", "99.00"),
        ("1.2万", "12000.00"),
        ("3亿", "300000000.00"),
        ("１２３．４５", "123.45"),
        ("1e3", "1000.00"),
        ("88元", "88.00"),
        ("+7", "7.00"),
        (" 5 ", "5.00"),
        ("\"1,234,567\"", "1234567.00"),
        ("\"12,34,567\"", "1234567.00"),
        ("1 234.50", "1234.50"),
        ("0.005", "0.0050"),
        ("\u{a0}6\u{3000}", "6.00"),
        ("1'000", "1000.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
    ];
    let lines: String =
        cases.iter().enumerate().map(|(at, (cell, _))| format!("C{at:02},2026-01-01,{cell}\n")).collect();
    let room = orders(&lines);
    says(&segment(&room, "--lang en"), 0, &[]);
    for ((cell, wanted), (_, got)) in cases.iter().zip(spend(&room)) {
        assert_eq!(got.trim_end_matches('0'), wanted.trim_end_matches('0'), "{cell}");
    }
}

#[test]
fn negative_amounts_are_returns() {
    let room = orders("A,2026-01-01,1000\nA,2026-01-02,(500)\nA,2026-01-03,−20\nA,2026-01-04,30-\n");
    let outcome = segment(&room, "--max-rejects 1");
    says(&outcome, 0, &[]);
    let row = room.rows("out/segments.csv").remove(0);
    let known = ["-530.00", "-550.00"].contains(&row["returned"].as_str());
    assert!(known, "returned {}: {}", row["returned"], outcome.stderr);
}

#[test]
fn mixed_currencies_are_refused_with_the_way_out() {
    let column =
        with("customer_id,order_date,amount,currency\nA,2026-01-01,5,CNY\nA,2026-01-01,5,CNY\nB,2026-01-02,6,USD\n");
    says(&segment(&column, ""), 4, &["2 currencies", "CNY (2)", "USD (1)", "hint: --currency CNY"]);
    says(&segment(&column, "--currency CNY"), 0, &["1 row left out"]);
    assert_eq!(column.manifest("out")["ledger"]["orders"]["excluded"]["other_currency"]["rows"], 1);
    // Of rows without a currency, where others tell theirs, nobody knows what they are worth.
    let blank =
        with("customer_id,order_date,amount,currency\nA,2026-01-01,5,CNY\nB,2026-01-02,6,USD\nC,2026-01-03,30,\n");
    says(&segment(&blank, ""), 4, &["CNY (1), USD (1), and 1 row names none"]);
    says(
        &segment(&blank, "--currency USD"),
        0,
        &["$6.00 net", "2 rows left out by rules: in another currency (1), without a currency (1)"],
    );
    let left_out = &blank.manifest("out")["ledger"]["orders"]["excluded"];
    assert_eq!((&left_out["other_currency"]["rows"], &left_out["without_currency"]["rows"]), (&1.into(), &1.into()));
    assert_eq!(blank.manifest("out")["ledger"]["orders"]["read"]["amount"], "6.00");
    says(&segment(&blank, "--currency EUR"), 4, &["no row is in EUR", "CNY (1), USD (1)"]);
    let one = with("customer_id,order_date,amount\nA,2026-01-01,€5\nB,2026-01-02,6\n");
    says(&segment(&one, ""), 0, &["1 row names no currency, unlike others; counted as EUR", "€11.00"]);
    says(&segment(&one, "--currency EUR"), 0, &["€5.00", "without a currency"]);
    let untold = orders("A,2026-01-01,5\nB,2026-01-02,6\n");
    says(&segment(&untold, "--currency EUR"), 0, &["€11.00"]);
    says(&segment(&orders("A,2026-01-01,$5\nB,2026-01-02,€6\n"), ""), 4, &["2 currencies", "--currency"]);
    says(&segment(&orders("A,2026-01-01,¥5\nB,2026-01-02,6元\n"), ""), 0, &["11.00 net"]);
    let two = with(format!("{HEADER}A,2026-01-01,¥5\n"));
    two.write("p.csv", format!("{HEADER}B,2026-01-01,$5\n"));
    says(&two.huike("segment --orders o.csv p.csv").run(), 4, &["2 currencies"]);
}

#[test]
fn sums_that_cannot_be_held_are_refused() {
    let one_day = orders(&"A,2026-01-01,900000000000000\n".repeat(3));
    says(&segment(&one_day, ""), 4, &["more than huike can hold"]);
    let days = orders("A,2026-01-01,900000000000000\nA,2026-01-02,900000000000000\n");
    says(&segment(&days, ""), 4, &["more than huike can hold"]);
    let price = with("customer_id,order_date,quantity,unit_price\nA,2026-01-01,99999999999,99999999999\n");
    says(&segment(&price, ""), 4, &["record 2", "too large"]);
}

#[test]
fn spend_by_category_that_cannot_be_held_is_no_crash() {
    // The two largest amounts fall into the rest of the categories, where they meet for the first time.
    let mut text = "customer_id,order_date,amount,category\n".to_string();
    (0..124).for_each(|at| text.push_str(&format!("C{},2026-01-02,1,k{:02}\n", at % 4, at / 4)));
    text.push_str(
        "A,2026-01-01,900000000000000,z1\nA,2026-01-02,500000000000000,z2\nA,2026-01-03,-900000000000000,k01\n",
    );
    let outcome = segment(&with(text), "");
    assert!(matches!(outcome.code, Some(0 | 4)), "exit {:?}: {}", outcome.code, outcome.stderr);
}

#[test]
fn numbers_of_typed_columns_that_are_no_amounts_are_bad_cells() {
    use polars::prelude::{Column, NamedFrom, Series};
    let column = |name: &str, values: Series| Column::from(values.with_name(name.into()));
    let room = crate::program::Room::new();
    let bytes = parquet(vec![
        column("customer_id", Series::new("".into(), [Some("A"), Some("B"), Some("C"), Some("D"), None, Some("")])),
        column("order_date", Series::new("".into(), ["2026-01-01"; 6])),
        column("amount", Series::new("".into(), [5.0, f64::NAN, f64::INFINITY, 1e308, 6.0, 7.0])),
    ]);
    room.write("o.csv", bytes);
    says(&segment(&room, ""), 4, &["5 of 6 rows", "record 2", "record 6"]);
    says(&segment(&room, "--max-rejects 5"), 0, &["5.00 net"]);
    assert_eq!(crate::program::reconciled(&room.manifest("out"), "orders"), (1, 50_000));
}
