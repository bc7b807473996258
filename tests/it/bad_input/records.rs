//! Where records begin and end: quotes, line ends, short first lines. No row may be nowhere.

use super::shape::{orderly, orders, says, segment, spend, with};
use crate::program::{Room, reconciled};

/// Insists that the run was refused, or that every one of `rows` is used or set aside.
fn accounts_for(room: &Room, flags: &str, rows: u64) {
    let outcome = segment(room, &format!("--max-rejects 100% {flags}"));
    orderly(&outcome);
    if outcome.code == Some(0) {
        let manifest = room.manifest("out");
        reconciled(&manifest, "orders");
        let read = manifest["ledger"]["orders"]["read"]["rows"].as_u64().unwrap();
        assert_eq!(read, rows, "{rows} rows lie in the file, {read} are accounted for:\n{}", room.text("o.csv"));
    }
}

#[test]
fn a_quote_that_is_never_closed_swallows_no_row() {
    let room = with(
        "customer_id,order_date,amount,category\nA,2026-01-01,5,x\nB,2026-01-02,6,\"open\nC,2026-01-03,7,y\nD,2026-01-04,7,y\n",
    );
    accounts_for(&room, "", 4);
}

#[test]
fn a_stray_quote_swallows_no_row() {
    let text =
        "customer_id,order_date,amount,category\nA,2026-01-01,5,\"x\nB,2026-01-02,6,12\" disc\nC,2026-01-03,7,y\n";
    accounts_for(&with(text), "", 3);
    let text = "customer_id,order_date,amount,category\nA,2026-01-01,5,12\" disc\nB,2026-01-02,6,x\nC,2026-01-03,7,y\n";
    accounts_for(&with(text), "", 3);
}

#[test]
fn a_short_first_row_of_a_file_without_a_header_is_a_row() {
    let maps = "--map orders.customer_id=#1 --map orders.order_date=#2 --map orders.amount=#3";
    let lines = "B,2026-01-01,5\nC,2026-01-02,6\nD,2026-01-03,7\n";
    for first in ["A,2026-01-01", "A,,"] {
        for flags in [maps.to_string(), format!("{maps} --no-header")] {
            accounts_for(&with(format!("{first}\n{lines}")), &flags, 4);
        }
    }
}

#[test]
fn line_ends_of_every_kind() {
    for end in ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"] {
        let room = with(["customer_id,order_date,amount", "A,2026-01-01,5", "B,2026-01-02,6"].join(end));
        says(&segment(&room, ""), 0, &["11.00 net"]);
    }
    let mixed = with("customer_id,order_date,amount\r\nA,2026-01-01,5\nB,2026-01-02,6\rC,2026-01-03,7\r\n\n");
    says(&segment(&mixed, ""), 0, &["18.00 net"]);
}

#[test]
fn line_breaks_and_delimiters_inside_quotes_belong_to_the_cell() {
    let text = "customer_id,order_date,amount,category\r\n\"A,1\",2026-01-01,5,\"line\r\nbreak\"\r\n\"B\n2\",2026-01-02,\"1,006\",\"say \"\"hi\"\"\"\r\n";
    let room = with(text);
    says(&segment(&room, ""), 0, &[]);
    let wanted = [("A,1", "5.00"), ("B\n2", "1006.00")];
    assert_eq!(spend(&room), wanted.map(|(id, net)| (id.to_string(), net.to_string())));
}

#[test]
fn ragged_rows_are_set_aside_with_their_record_number() {
    let room = orders("A,2026-01-01,5\nB,2026-01-02\nC,2026-01-03,5,more,and more\n\nD,2026-01-04,5\n");
    says(&segment(&room, ""), 4, &["record 3", "record 4"]);
    accounts_for(&room, "", 4);
    let records: Vec<String> = room.rows("out/rejects.csv").iter().map(|row| row["record"].clone()).collect();
    assert_eq!(records, ["3", "4"]);
}

#[test]
fn delimiters_are_found() {
    for (delimiter, name) in [(';', "semicolon"), ('\t', "tab"), ('|', "pipe")] {
        let text =
            "customer_id,order_date,amount\nA,2026-01-01,5\nB,2026-01-02,6.50\n".replace(',', &delimiter.to_string());
        let room = with(text);
        says(&segment(&room, ""), 0, &["11.50 net"]);
        assert_eq!(room.manifest("out")["inputs"][0]["delimiter"], name);
    }
    let decimal_comma = with("customer_id;order_date;amount\nA;2026-01-01;1.005,25\nB;2026-01-02;6,5\n");
    says(&segment(&decimal_comma, ""), 4, &["--decimal"]);
    says(&segment(&decimal_comma, "--decimal ,"), 0, &["1,011.75 net"]);
}

#[test]
fn sums_among_the_rows_are_no_customers() {
    let lines = "1,a,2026-06-01,100\n2,b,2026-06-01,200\n小计,,2026-06-01,300\n3,c,2026-06-02,50\n小计,,,50\nT,d,2026-06-02,1\n";
    let room = with(format!("客户编号,客户姓名,下单日期,金额\n{lines}合计,,2026-06-02,350\n"));
    says(&segment(&room, ""), 0, &["4 customers", "subtotals and totals"]);
    assert_eq!(spend(&room).into_iter().map(|(id, _)| id).collect::<Vec<_>>(), ["1", "2", "3", "T"]);
    let ledger = &room.manifest("out")["ledger"]["orders"];
    assert_eq!((&ledger["excluded"]["total_row"]["rows"], &ledger["used"]["amount"]), (&3.into(), &"351.00".into()));
}

#[test]
fn a_customer_whose_name_begins_as_a_total_does_is_no_footer() {
    let rows: String = (10..40).map(|at| format!("Firm {},2026-01-{},1,,,\n", at % 7, 10 + at % 18)).collect();
    let table = format!("customer,order_date,amount,coupon,note,tags\n{rows}");
    let room = with(format!("{table}Source One Ltd,2026-01-30,7000.00,,,\nTotal Energies SE,2026-01-31,90000.00,,,\n"));
    says(&segment(&room, "--strict"), 0, &["9 customers", "97,030.00 net"]);
    let room = with(format!("{table}Total,,97000.00,,,\nSource: ERP,,,,,\n"));
    says(&segment(&room, ""), 0, &["7 customers", "30.00 net", "2 rows left out"]);
    // NDJSON has no notes, however few of its keys are filled.
    let object = |name: &str| format!("{{\"customer_id\":\"{name}\",\"order_date\":\"2026-01-02\",\"amount\":5");
    let objects = ["A", "B", "Source One"].map(|name| object(name) + ",\"a\":\"\",\"b\":\"\",\"c\":\"\"}\n");
    says(&segment(&with(objects.concat()), ""), 0, &["3 customers", "15.00 net"]);
}

#[test]
fn a_note_below_an_aligned_table_changes_nothing_and_looks_the_same_to_inspect() {
    let row = |at: usize| format!("C{:05}      2026-01-{:02} {:>12}.50\n", at % 7, at % 28 + 1, at * 311);
    let grouped = |at: usize| row(at).replace("     0.50", " 1,000.50");
    let head = "customer_id order_date          amount\n";
    let table = |row: &dyn Fn(usize) -> String| format!("{head}{}", (0..30).map(row).collect::<String>());
    for text in [table(&row), table(&grouped)] {
        let (plain, noted) = (with(&text), with(format!("{text}\n(30 rows affected)\n")));
        says(&segment(&plain, ""), 0, &["7 customers"]);
        says(&segment(&noted, ""), 0, &["7 customers", "footer below the table"]);
        assert_eq!(spend(&plain), spend(&noted));
        let clean = |room: &Room| room.huike("inspect o.csv -q -o -").ok().stdout;
        assert_eq!(clean(&plain), clean(&noted));
    }
}
