//! Published figures and planted truths, from the file to the table.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{Column, DataType};

use crate::program::{Room, Row, money, number, parquet, reconciled, reference, rows, testdata};

/// Customers, orders, revenue and average order value by segment: rfm reference page `rfm_segment_summary`, first match
/// wins. The page gives three digits of the average order value; two decimals were recomputed.
const R_SEGMENTS: [(&str, &str, &str, &str, &str); 10] = [
    ("Champions", "35", "316", "31646.00", "100.15"),
    ("Potential Loyalist", "342", "2211", "204856.00", "92.65"),
    ("Loyal Customers", "170", "799", "76562.00", "95.82"),
    ("Promising", "9", "28", "4249.00", "151.75"),
    ("New Customers", "104", "329", "28837.00", "87.65"),
    ("Can't Lose Them", "47", "274", "32446.00", "118.42"),
    ("At Risk", "28", "216", "22227.00", "102.90"),
    ("Need Attention", "10", "57", "4562.00", "80.04"),
    ("About To Sleep", "102", "283", "23449.00", "82.86"),
    ("Lost", "148", "393", "35324.00", "89.88"),
];

/// The places where one score ends and the next begins, by dimension, ascending.
fn cuts(thresholds: &[Row], dimension: &str) -> Vec<f64> {
    let mut from: Vec<f64> =
        thresholds.iter().filter(|row| row["dimension"] == dimension).map(|row| number(&row["from"])).collect();
    from.sort_by(f64::total_cmp);
    // The lowest bound is the smallest value of the data, not a cut.
    from.remove(0);
    from
}

/// The row of each customer.
fn by_customer(rows: Vec<Row>) -> BTreeMap<String, Row> {
    rows.into_iter().map(|row| (row["customer_id"].clone(), row)).collect()
}

fn pick<const N: usize>(row: &Row, columns: [&str; N]) -> [String; N] {
    columns.map(|column| row[column].clone())
}

fn check_r_orders(room: &Room, out: &str) {
    let summary = room.rows(&format!("{out}/segment_summary.csv"));
    for (row, (name, customers, orders, revenue, value)) in summary.iter().zip(R_SEGMENTS) {
        let got = pick(row, ["name_en", "customers", "orders", "revenue", "average_order_value"]);
        assert_eq!(got, [name, customers, orders, revenue, value]);
    }
    let sum = |column: &str| summary.iter().map(|row| money(&row[column])).sum::<i128>();
    assert_eq!((sum("customers"), sum("orders"), sum("revenue")), (9_950_000, 49_060_000, 4_641_580_000));
    let shares: f64 = summary.iter().map(|row| number(&row["customer_share"])).sum();
    assert!((shares - 1.0).abs() < 1e-5, "{shares}");

    let thresholds = room.rows(&format!("{out}/thresholds.csv"));
    assert_eq!(cuts(&thresholds, "recency"), [115.0, 181.0, 297.4, 482.0]);
    assert_eq!(cuts(&thresholds, "frequency"), [4.0, 5.0, 6.0, 8.0]);
    assert_eq!(cuts(&thresholds, "monetary"), [255.8, 382.0, 506.4, 666.0]);

    let customers = by_customer(room.rows(&format!("{out}/segments.csv")));
    assert_eq!(customers.len(), 995);
    for (name, days, orders, amount, rfm) in [
        ("Abbey O'Reilly", "205", "6", "472.00", "343"),
        ("Add Senger", "140", "3", "340.00", "412"),
        ("Aden Murphy", "98", "7", "596.00", "544"),
        ("Agness O'Keefe", "90", "9", "843.00", "555"),
    ] {
        let got = pick(&customers[name], ["recency_days", "frequency", "monetary", "rfm"]);
        assert_eq!(got, [days, orders, amount, rfm], "{name}");
    }
}

const R_RUN: &str = "segment --as-of 2006-12-31 --rules r-rfm --frequency orders";

#[test]
fn rfm_orders_give_the_published_segments() {
    let Some(orders) = reference("rfm/rfm_data_orders.csv") else { return };
    let room = Room::new();
    room.huike(R_RUN).arg("--orders").arg(orders).arg("--out-dir").arg("out").ok();
    check_r_orders(&room, "out");
    assert_eq!(reconciled(&room.manifest("out"), "orders"), (4_906, 4_641_580_000));
}

#[test]
fn rfm_orders_in_parquet_give_the_published_segments() {
    let Some(orders) = reference("rfm/rfm_data_orders.csv") else { return };
    let table = rows(&std::fs::read(orders).unwrap());
    let text = |name: &str| -> Vec<String> { table.iter().map(|row| row[name].clone()).collect() };
    let revenue: Vec<i64> = table.iter().map(|row| row["revenue"].parse().unwrap()).collect();
    let day = |date: &String| date.parse::<chrono::NaiveDate>().unwrap().to_epoch_days();
    let days: Vec<i32> = text("order_date").iter().map(day).collect();
    let room = Room::new();
    let bytes = parquet(vec![
        Column::new("customer_id".into(), text("customer_id")),
        Column::new("order_date".into(), days).cast(&DataType::Date).unwrap(),
        Column::new("revenue".into(), revenue),
    ]);
    room.write("orders.parquet", bytes);
    room.huike(R_RUN).arg("--orders").arg("orders.parquet").arg("--out-dir").arg("out").ok();
    check_r_orders(&room, "out");
    assert_eq!(room.manifest("out")["inputs"][0]["format"], "parquet");
}

/// Cuts and scores recomputed by the rule of the `rfm` package for its customer-level data.
#[test]
fn rfm_customers_already_summed_up() {
    let Some(histories) = reference("rfm/rfm_data_customer.csv") else { return };
    let room = Room::new();
    let call = room.huike("segment --as-of 2007-01-01 --rules r-rfm --out-dir out");
    call.arg("--histories").arg(histories).ok();
    let thresholds = room.rows("out/thresholds.csv");
    assert_eq!(cuts(&thresholds, "recency"), [77.0, 126.0, 177.0, 266.0]);
    assert_eq!(cuts(&thresholds, "frequency"), [8.0, 10.0, 11.0, 13.0]);
    assert_eq!(cuts(&thresholds, "monetary"), [641.0, 827.0, 1003.0, 1226.0]);
    let customers = by_customer(room.rows("out/segments.csv"));
    assert_eq!(customers.len(), 39_999);
    for (id, days, orders, amount, rfm) in [
        ("22086.0", "232", "9", "777.00", "222"),
        ("2290.0", "115", "16", "1555.00", "455"),
        ("26377.0", "43", "5", "336.00", "511"),
    ] {
        let got = pick(&customers[id], ["recency_days", "orders", "monetary", "rfm"]);
        assert_eq!(got, [days, orders, amount, rfm], "{id}");
    }
    assert_eq!(reconciled(&room.manifest("out"), "histories").0, 39_999);
}

/// The master text of CDNOW: columns parted by blanks, a leading blank, CRLF, repeated rows, zero amounts.
#[test]
fn cdnow_master_reconciles() {
    let Some(orders) = reference("cdnow/CDNOW_master.txt") else { return };
    let room = Room::new();
    let run = |out: &str, flags: &str| {
        let call = room.huike("segment --quiet --orders").arg(&orders).arg("--out-dir").arg(out);
        flags.split_whitespace().fold(call, |call, flag| call.arg(flag)).ok();
        (room.manifest(out), room.rows(&format!("{out}/segments.csv")))
    };
    let total = 25_003_156_300;
    let (manifest, customers) = run("kept", "");
    assert_eq!(customers.len(), 23_570);
    assert_eq!(reconciled(&manifest, "orders"), (69_659, total));
    assert_eq!(customers.iter().map(|row| money(&row["monetary"])).sum::<i128>(), total);
    let warnings = manifest["warnings"].to_string();
    assert!(warnings.contains("255 order lines"), "{warnings}");

    let (manifest, customers) = run("dropped", "--drop-duplicates");
    let (used_rows, used) = reconciled(&manifest, "orders");
    let ledger = &manifest["ledger"]["orders"];
    let dropped = money(ledger["excluded"]["duplicate"]["amount"].as_str().unwrap());
    assert_eq!((used_rows, ledger["excluded"]["duplicate"]["rows"].as_u64()), (69_404, Some(255)));
    assert_eq!((used + dropped, customers.len()), (total, 23_570));
    assert_eq!(customers.iter().map(|row| money(&row["monetary"])).sum::<i128>(), used);
}

/// The sample text of CDNOW: no header, two id columns, so its columns are named by their place.
#[test]
fn cdnow_sample_by_position() {
    let Some(orders) = reference("cdnow/CDNOW_sample.txt") else { return };
    let room = Room::new();
    let places = "--map orders.customer_id=#1 --map orders.order_date=#3 --map orders.amount=#5";
    room.huike(&format!("segment --no-header {places} --out-dir out --orders")).arg(orders).ok();
    assert_eq!(reconciled(&room.manifest("out"), "orders"), (6_919, 2_440_919_400));
    let customers = by_customer(room.rows("out/segments.csv"));
    assert_eq!(customers.len(), 2_357);
    // The first lines of the file.
    assert_eq!(customers["00004"]["first_purchase"], "1997-01-01");
}

fn check_truths(folder: &str, cancelled: &str) {
    let truth: serde_json::Value =
        serde_json::from_slice(&std::fs::read(testdata(&format!("{folder}truth.json"))).unwrap()).unwrap();
    let total = |name: &str| i128::from(truth["totals"][name].as_i64().unwrap());
    let rows_of = |name: &str| truth["totals"]["rows"][name].as_u64().unwrap();
    let room = Room::new();
    let call = room.huike("segment --drop-duplicates --out-dir out").arg("--exclude").arg(cancelled);
    let call = call.arg("--orders").arg(testdata(&format!("{folder}orders.csv")));
    call.arg("--customers").arg(testdata(&format!("{folder}customers.csv"))).ok();

    let manifest = room.manifest("out");
    let (used_rows, used) = reconciled(&manifest, "orders");
    let ledger = &manifest["ledger"]["orders"];
    assert_eq!(used, total("net_revenue") * 100);
    assert_eq!(i128::from(used_rows), total("sale_lines") + total("return_lines"));
    assert_eq!(money(ledger["read"]["amount"].as_str().unwrap()), total("exported_amount") * 100);
    assert_eq!(ledger["read"]["rows"].as_u64(), Some(rows_of("orders.csv")));
    let left_out: i128 =
        ledger["excluded"].as_object().unwrap().values().map(|part| i128::from(part["rows"].as_u64().unwrap())).sum();
    assert_eq!(left_out, total("cancelled_lines") + total("repeated_rows"));
    assert_eq!(reconciled(&manifest, "customers").0, rows_of("customers.csv"));

    let customers = room.rows("out/segments.csv");
    assert_eq!(customers.iter().map(|row| money(&row["orders"]) / 10_000).sum::<i128>(), total("orders"));
    assert_eq!(customers.iter().map(|row| money(&row["monetary"])).sum::<i128>(), used);
    // A person with two records is one person.
    let duplicates = truth["planted"]["duplicate_customers"]["items"].as_array().unwrap();
    let first: BTreeMap<&str, &str> = duplicates
        .iter()
        .map(|pair| (pair["duplicate_id"].as_str().unwrap(), pair["customer_id"].as_str().unwrap()))
        .collect();
    let persons: BTreeSet<&str> = customers
        .iter()
        .map(|row| row["customer_id"].as_str())
        .map(|id| first.get(id).copied().unwrap_or(id))
        .collect();
    let without: u64 = rows_of("customers.csv") - customers.len() as u64;
    assert!(persons.len() as i128 <= total("persons"), "more persons than there are");
    assert!(persons.len() as i128 + i128::from(without) >= total("persons"), "persons are missing");
    let told = format!("{without} customer");
    assert!(without == 0 || manifest["warnings"].to_string().contains(&told), "{}", manifest["warnings"]);
}

#[test]
fn planted_truths_are_found_again() {
    check_truths("", "status=cancelled");
}

/// The same company in GB18030 with Chinese headers, dates with slashes and amounts with ¥.
#[test]
fn planted_truths_are_found_again_in_chinese() {
    check_truths("zh/", "订单状态=已取消");
}

/// The generator and the reader keep one contract, whatever the size.
#[test]
fn a_larger_company_is_read_without_a_reject() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 8000 --seed 3 --out-dir demo").ok();
    let line = "segment --quiet --orders demo/orders.csv --customers demo/customers.csv --out-dir out";
    room.huike(line).ok();
    assert_eq!(reconciled(&room.manifest("out"), "customers").0, room.rows("demo/customers.csv").len() as u64);
}
