//! Dates that depend on the order of day and month, spreadsheet days, and days that cannot be.

use super::shape::{orders, says, segment};

#[test]
fn an_order_that_nothing_decides_is_asked_for() {
    let room = orders("A,03/04/2026,5\nB,05/06/2026,6\n");
    says(&segment(&room, ""), 4, &["column order_date", "records 2, 3", "--date-order dmy or --date-order mdy"]);
    for (order, newest) in [("dmy", "2026-06-05"), ("mdy", "2026-05-06")] {
        says(&segment(&room, &format!("--date-order {order}")), 0, &[newest]);
        assert_eq!(room.manifest("out")["as_of"], newest);
    }
}

#[test]
fn one_value_decides_for_the_column() {
    for (line, newest) in [("C,25/06/2026,1", "2026-06-25"), ("C,06/25/2026,1", "2026-06-25")] {
        let room = orders(&format!("A,03/04/2026,5\nB,05/06/2026,6\n{line}\n"));
        says(&segment(&room, ""), 0, &[newest]);
    }
}

#[test]
fn a_column_of_both_orders_is_refused() {
    let room = orders("A,14/03/2026,5\nB,03/25/2026,6\n");
    says(&segment(&room, ""), 4, &["day first (records 2)", "month first (records 3)", "--date-order"]);
}

#[test]
fn the_deciding_value_may_come_late() {
    let mut lines = "A,03/04/2026,5\n".repeat(20_000);
    lines.push_str("B,25/06/2026,5\n");
    says(&segment(&orders(&lines), ""), 0, &["2026-06-25"]);
}

#[test]
fn spreadsheet_days_are_days_where_the_column_has_nothing_else() {
    let room = orders("A,46023,5\nB,46053,6\nC,46053.75,6\n");
    says(&segment(&room, ""), 0, &["2026-01-31"]);
    let first: Vec<String> = room.rows("out/segments.csv").iter().map(|row| row["last_purchase"].clone()).collect();
    assert_eq!(first, ["2026-01-01", "2026-01-31", "2026-01-31"]);
    let mixed = orders("A,46023,5\nB,2026-01-05,6\n");
    says(&segment(&mixed, ""), 4, &["record 2", "column order_date", "`46023`"]);
}

#[test]
fn a_newest_day_that_stands_alone_is_warned_of_and_later_days_are_counted_out() {
    let room = orders("A,2099-01-01,5\nB,2026-01-02,6\n");
    says(&segment(&room, ""), 0, &["warning: ", "2099-01-01", "--as-of"]);
    says(&segment(&room, "--as-of 2026-02-01"), 0, &["1 row left out"]);
    let ledger = &room.manifest("out")["ledger"]["orders"];
    assert_eq!(ledger["excluded"]["after_as_of"]["rows"], 1);
    assert_eq!(ledger["excluded"]["after_as_of"]["amount"], "5.00");
}

#[test]
fn days_before_and_after_all_data() {
    let room = orders("A,2026-01-01,5\n");
    says(&segment(&room, "--as-of 2020-01-01"), 4, &["no row can be used", "1 left out by rules"]);
    says(&segment(&room, "--as-of 9999-12-31"), 0, &[]);
    says(&segment(&room, "--compare-to 2026-01-01"), 2, &["--compare-to", "not before"]);
    says(&segment(&room, "--as-of 2026-02-30"), 2, &["expected a day"]);
}
