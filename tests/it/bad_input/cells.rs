//! Bad cells: all of them listed with record number and reason, set aside on request, and accounted for.

use super::shape::{says, segment, with};
use crate::program::{Room, money, reconciled};

/// A bad row, the column it is blamed on, and a word of its reason code.
const BAD: [(&str, &str, &str); 28] = [
    ("B02,2026-01-02,abc,x", "amount", "not_a_number"),
    ("B03,2026-01-03,NaN,x", "amount", "not_finite"),
    ("B04,2026-01-03,inf,x", "amount", "not_finite"),
    ("B05,2026-01-03,-Infinity,x", "amount", "not_finite"),
    ("B06,2026-01-03,1e308,x", "amount", "overflow"),
    ("B07,2026-01-03,\"1,23\",x", "amount", "decimal_mark"),
    ("B08,2026-01-03,--5,x", "amount", "two_signs"),
    ("B09,2026-01-03,-(5),x", "amount", "two_signs"),
    ("B10,2026-01-03,,x", "amount", "missing"),
    ("B11,2026-01-03,\u{3000} \u{a0},x", "amount", "missing"),
    ("B12,2026-01-03,$5 EUR,x", "amount", "two_currencies"),
    ("B13,2026-01-03,\"12,34,56\",x", "amount", "grouping"),
    ("B14,2026-01-03,#DIV/0!,x", "amount", "not_finite"),
    ("B15,2026-01-03,9223372036854775807,x", "amount", "overflow"),
    ("B16,2026-02-30,5,x", "order_date", "impossible"),
    ("B17,2026-13-01,5,x", "order_date", "impossible"),
    ("B18,13/13/2026,5,x", "order_date", "impossible"),
    ("B19,1970-01-01,5,x", "order_date", "placeholder"),
    ("B20,9999-12-31,5,x", "order_date", "placeholder"),
    ("B21,1900-01-00,5,x", "order_date", "placeholder"),
    ("B22,31/12/26,5,x", "order_date", "two_digit_year"),
    ("B23,yesterday,5,x", "order_date", "unreadable"),
    ("B24,,5,x", "order_date", "missing"),
    ("B25,2026-06,5,x", "order_date", "incomplete"),
    (",2026-01-03,5,x", "customer_id", "missing"),
    ("\u{3000},2026-01-03,5,x", "customer_id", "missing"),
    ("B28,2026-01-03", "", "ragged"),
    ("B29,2026-01-03,5,x,y,z", "", "ragged"),
];

fn with_bad_cells() -> Room {
    let bad: Vec<&str> = BAD.iter().map(|(line, ..)| *line).collect();
    with(format!(
        "customer_id,order_date,amount,category\nG1,2026-01-01,10,a\n{}\nG2,2026-03-01,20.50,b\n",
        bad.join("\n")
    ))
}

#[test]
fn by_default_bad_cells_stop_the_run_and_are_listed() {
    let room = with_bad_cells();
    let outcome = segment(&room, "");
    says(&outcome, 4, &["28 of 30 rows", "hint: ", "--max-rejects 28"]);
    let listed = outcome.stderr.lines().filter(|line| line.contains("record ")).count();
    assert!(listed >= 20, "only {listed} bad cells are listed:\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("record 3, column amount") && outcome.stderr.contains("`abc`"));
    assert_eq!(room.names("out"), ["failed"]);
    assert_eq!(room.rows("out/failed/rejects.csv").len(), BAD.len());
}

#[test]
fn set_aside_they_are_all_there_with_record_column_and_reason() {
    let room = with_bad_cells();
    says(&segment(&room, "--max-rejects 100%"), 0, &["28 of 30 rows set aside"]);
    let rejects = room.rows("out/rejects.csv");
    assert_eq!(rejects.len(), BAD.len());
    for (at, (row, (line, column, reason))) in rejects.iter().zip(BAD).enumerate() {
        assert_eq!((row["file"].as_str(), row["table"].as_str()), ("o.csv", "orders"));
        assert_eq!(row["record"], (at + 3).to_string(), "{line}");
        assert_eq!(row["column"], column, "{line}");
        assert!(row["reason"].contains(reason), "{line}: {}", row["reason"]);
        assert!(!row["message"].is_empty(), "{line}");
        // A ragged record is masked whole, since no cell need stand under its header; so is one with nineteen digits for
        // an amount, which may be somebody's number.
        let shown = line.contains("2026") && reason != "ragged" && !line.starts_with("B15,");
        assert_eq!(row["raw_record"].contains("2026"), shown, "{line}");
    }
}

#[test]
fn rows_and_amounts_reconcile() {
    let room = with_bad_cells();
    says(&segment(&room, "--max-rejects 28"), 0, &[]);
    let manifest = room.manifest("out");
    assert_eq!(reconciled(&manifest, "orders"), (2, 305_000));
    let ledger = &manifest["ledger"]["orders"];
    assert_eq!(ledger["read"]["rows"], 30);
    let rejected = ledger["rejected"].as_object().unwrap();
    assert_eq!(rejected.values().map(|tally| tally["rows"].as_u64().unwrap()).sum::<u64>(), 28);
    // Eleven rows of a readable amount of 5 have another fault.
    let amount: i128 = rejected.values().map(|tally| money(tally["amount"].as_str().unwrap())).sum();
    assert_eq!(amount, 12 * 50_000);
}

#[test]
fn the_limit_is_a_number_or_a_share() {
    let room = with_bad_cells();
    for (limit, code) in [("27", 4), ("28", 0), ("93%", 4), ("94%", 0), ("100%", 0)] {
        let outcome = segment(&room, &format!("-q --max-rejects {limit}"));
        assert_eq!(outcome.code, Some(code), "--max-rejects {limit}");
    }
    let all_bad = with("customer_id,order_date,amount\nA,x,5\nB,y,5\n");
    says(&segment(&all_bad, "--max-rejects 100%"), 4, &["no row can be used", "2 set aside"]);
}

#[test]
fn the_words_are_there_in_chinese() {
    let outcome = segment(&with_bad_cells(), "--lang zh");
    says(&outcome, 4, &["错误", "第 3 条记录", "列 amount", "不是数值", "提示："]);
    assert!(!outcome.stderr.contains("hint"), "{}", outcome.stderr);
}
