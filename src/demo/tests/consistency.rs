//! The files agree with each other, with the truth, and across dialects.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::company::{Company, Row};
use crate::demo::columns::{
    CAMPAIGNS, COMPLAINTS, CUSTOMERS, FOLLOW_UPS, GENEALOGY, INTERACTIONS, MOVEMENTS, ORDERS, PRODUCTION, STOCK,
    SURVEYS,
};
use crate::demo::{DemoError, Dialect, Settings, Truth, generate};

fn small() -> Settings {
    Settings { customers: 400, ..Settings::default() }
}

/// Sum of `quantity`, in thousandths, by lot over the rows that `counts`.
fn by_lot(rows: &[Row], lot: &str, counts: impl Fn(&Row) -> i64) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for row in rows {
        *sums.entry(row.text(lot).to_string()).or_default() += counts(row) * row.thousandths("quantity");
    }
    sums
}

#[test]
fn a_seed_fixes_every_byte_and_another_seed_changes_them() {
    let first = Company::new(&small());
    assert_eq!(first.files, Company::new(&small()).files);
    let other = Company::new(&Settings { seed: 2, ..small() });
    assert!(first.files.iter().all(|(name, bytes)| other.files[name] != *bytes));
}

#[test]
fn what_a_person_buys_does_not_depend_on_the_number_of_persons() {
    let bought = |customers| {
        let rows = Company::new(&Settings { customers, ..small() }).rows(&ORDERS);
        let of_first = rows.iter().filter(|row| row.text("customer_id") == "00000001");
        of_first.map(|row| (row.text("order_id").to_string(), row.cents("amount"))).collect::<Vec<_>>()
    };
    assert!(!bought(50).is_empty());
    assert_eq!(bought(50), bought(400));
}

#[test]
fn the_truth_equals_the_sums_of_the_files() {
    let company = Company::usual();
    let totals = &company.truth.totals;
    let read: Truth = serde_json::from_slice(&company.files["truth.json"]).unwrap();
    assert_eq!(read, company.truth);
    let rows = company.rows(&ORDERS);
    assert_eq!(rows.iter().map(|row| row.cents("amount")).sum::<i64>(), totals.exported_amount);
    let kept = company.kept_orders();
    assert_eq!(kept.iter().map(|row| row.cents("amount")).sum::<i64>(), totals.net_revenue);
    let sales = || kept.iter().filter(|row| row.units("quantity") > 0);
    let returns = || kept.iter().filter(|row| row.units("quantity") < 0);
    assert_eq!(sales().count() as u64, totals.sale_lines);
    assert_eq!(returns().count() as u64, totals.return_lines);
    assert_eq!(sales().map(|row| row.units("quantity")).sum::<i64>() as u64, totals.units_sold);
    assert_eq!(-returns().map(|row| row.units("quantity")).sum::<i64>() as u64, totals.units_returned);
    assert_eq!(kept.iter().map(|row| row.text("order_id")).collect::<BTreeSet<_>>().len() as u64, totals.orders);
    let rows_expected = totals.sale_lines + totals.return_lines + totals.cancelled_lines + totals.repeated_rows;
    assert_eq!(rows.len() as u64, rows_expected);
    let complaints = company.rows(&COMPLAINTS);
    let product = complaints.iter().filter(|row| !row.text("product_id").is_empty()).count() as u64;
    assert_eq!((product, complaints.len() as u64 - product), (totals.product_complaints, totals.service_complaints));
    assert_eq!(totals.rows.len(), 11);
    for table in [
        &CUSTOMERS,
        &ORDERS,
        &INTERACTIONS,
        &COMPLAINTS,
        &SURVEYS,
        &FOLLOW_UPS,
        &PRODUCTION,
        &GENEALOGY,
        &MOVEMENTS,
        &STOCK,
        &CAMPAIGNS,
    ] {
        assert_eq!(company.rows(table).len() as u64, totals.rows[table.file], "{}", table.file);
        assert!(totals.rows[table.file] > 0);
    }
}

#[test]
fn every_customer_exists_once_and_nobody_is_without_an_order() {
    let company = Company::usual();
    let customers = company.rows(&CUSTOMERS);
    let ids: BTreeSet<&str> = customers.iter().map(|row| row.text("customer_id")).collect();
    assert_eq!(ids.len(), customers.len());
    assert_eq!(ids.len() as u64, company.truth.totals.persons + company.truth.planted.duplicate_customers.count);
    for table in [&ORDERS, &INTERACTIONS, &COMPLAINTS, &SURVEYS, &FOLLOW_UPS, &CAMPAIGNS] {
        assert!(company.rows(table).iter().all(|row| ids.contains(row.text("customer_id"))), "{}", table.file);
    }
    let buyers: BTreeSet<String> = company.rows(&ORDERS).iter().map(|row| row.text("customer_id").into()).collect();
    assert!((1..=8_000).all(|number| buyers.contains(&format!("{number:08}"))));
}

#[test]
fn duplicate_records_share_what_the_truth_says() {
    let company = Company::usual();
    let customers = company.rows(&CUSTOMERS);
    let record = |id: &str| customers.iter().find(|row| row.text("customer_id") == id).unwrap();
    let duplicates = &company.truth.planted.duplicate_customers;
    assert!((20..=60).contains(&duplicates.count), "{}", duplicates.count);
    for pair in &duplicates.items {
        let (left, right) = (record(&pair.customer_id), record(&pair.duplicate_id));
        let shared = |row: &Row| row.text(&pair.shared).replace(' ', "");
        assert!(!shared(left).is_empty());
        assert_eq!(shared(left), shared(right));
        assert_ne!(left.text("name"), right.text("name"));
    }
}

#[test]
fn returns_follow_a_sale_of_the_same_product_and_lot() {
    let kept = Company::usual().kept_orders();
    let key = |row: &Row| (row.text("order_id").to_string(), row.text("product_id").to_string());
    let sales: BTreeMap<_, _> =
        kept.iter().filter(|row| row.units("quantity") > 0).map(|row| (key(row), row)).collect();
    for back in kept.iter().filter(|row| row.units("quantity") < 0) {
        let sale = sales[&key(back)];
        assert_eq!(sale.text("lot_id"), back.text("lot_id"));
        assert_eq!(sale.text("customer_id"), back.text("customer_id"));
        assert!(sale.date("order_date") <= back.date("order_date"));
        assert!(-back.units("quantity") <= sale.units("quantity") && -back.cents("amount") <= sale.cents("amount"));
    }
}

#[test]
fn every_lot_balances_to_the_gram_and_every_sale_is_shipped() {
    let company = Company::usual();
    let production = company.rows(&PRODUCTION);
    let made = by_lot(&production, "lot_id", |_| 1);
    assert_eq!(made.len(), production.len());
    let movements = company.rows(&MOVEMENTS);
    let moved = |kind: &'static str| by_lot(&movements, "lot_id", move |row| i64::from(row.text("kind") == kind));
    let (received, shipped, returned, scrapped) = (moved("receive"), moved("ship"), moved("return"), moved("scrap"));
    let stock = by_lot(&company.rows(&STOCK), "lot_id", |_| 1);
    let used = by_lot(&company.rows(&GENEALOGY), "input_lot", |_| 1);
    for (lot, made) in &made {
        let of = |sums: &BTreeMap<String, i64>| sums.get(lot).copied().unwrap_or_default();
        assert_eq!(of(&received), *made);
        assert_eq!(*made, of(&stock) + of(&shipped) - of(&returned) + of(&scrapped) + of(&used), "{lot}");
    }
    let kept = company.kept_orders();
    let without_empty = |mut sums: BTreeMap<String, i64>| {
        sums.retain(|_, sum| *sum != 0);
        sums
    };
    let sold = by_lot(&kept, "lot_id", |row| i64::from(row.units("quantity") > 0));
    assert_eq!(without_empty(shipped), without_empty(sold));
    let made_on: BTreeMap<_, _> = production.iter().map(|row| (row.text("lot_id"), row.date("made_on"))).collect();
    assert!(kept.iter().all(|row| made_on[row.text("lot_id")] < row.date("order_date")));
    for link in company.rows(&GENEALOGY) {
        assert!(made_on[link.text("input_lot")] < link.date("used_on"));
        assert_eq!(made_on[link.text("output_lot")], link.date("used_on"));
    }
}

#[test]
fn hidden_lots_blank_the_asked_share_and_change_no_other_column() {
    let shown = Company::new(&small());
    let hidden = Company::new(&Settings { hidden_lots: 0.3, ..small() });
    assert_eq!(shown.truth.totals.lines_without_lot, 0);
    let totals = &hidden.truth.totals;
    let share = totals.lines_without_lot as f64 / totals.sale_lines as f64;
    assert!((share - 0.3).abs() < 0.03, "{share}");
    for (left, right) in shown.rows(&ORDERS).iter().zip(hidden.rows(&ORDERS)) {
        let differing = left.cells().into_iter().zip(right.cells()).filter(|(left, right)| left != right).count();
        assert_eq!(differing, usize::from(left.text("lot_id") != right.text("lot_id")));
        assert!(right.text("lot_id").is_empty() || left.text("lot_id") == right.text("lot_id"));
    }
    let same = ["customers.csv", "movements.csv", "surveys.csv", "stock.csv", "follow_ups.csv"];
    assert!(same.iter().all(|file| shown.files[*file] == hidden.files[*file]));
}

#[test]
fn the_chinese_dialect_tells_the_same_story_in_gb18030() {
    let english = Company::new(&small());
    let chinese = Company::new(&Settings { dialect: Dialect::Zh, ..small() });
    assert_eq!(chinese.truth.totals, english.truth.totals);
    assert!(String::from_utf8(chinese.files["orders.csv"].clone()).is_err());
    let text = chinese.text("orders.csv");
    assert!(text.starts_with("订单号,客户编号,下单日期,商品编号,商品名称,品类,数量,单价,实付金额,成本,门店,渠道,"));
    assert!(text.lines().count() > 100 && !text.replace("\r\n", "").contains('\n'));
    assert!(text.contains("\"¥1,") && text.contains("已取消") && text.contains("/6/30,"));
    for (left, right) in english.rows(&ORDERS).iter().zip(chinese.rows(&ORDERS)) {
        assert_eq!(left.cents("amount"), right.cents("amount"));
        assert_eq!(left.text("lot_id"), right.text("lot_id"));
        let date = left.date("order_date").format("%Y/%-m/%-d").to_string();
        assert_eq!(right.text("order_date"), date);
    }
    for table in [&CUSTOMERS, &INTERACTIONS, &COMPLAINTS, &SURVEYS, &FOLLOW_UPS, &MOVEMENTS, &STOCK, &CAMPAIGNS] {
        assert_eq!(chinese.rows(table).len(), english.rows(table).len());
    }
}

#[test]
fn the_smallest_companies_are_written() {
    for customers in [1, 2, 3, 10] {
        let company = Company::new(&Settings { customers, ..Settings::default() });
        assert!(company.truth.totals.sale_lines >= u64::from(customers));
    }
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for broken in ["orders.csv", "stock.csv", "truth.json"] {
        let refused = generate(&small(), &mut |name| match name == broken {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => Ok(Box::new(io::sink())),
        });
        assert!(matches!(refused, Err(DemoError::Write { file, .. }) if file == broken));
        let full = generate(&small(), &mut |name| match name == broken {
            true => Ok(Box::new(Full)),
            false => Ok(Box::new(io::sink())),
        });
        assert!(matches!(full, Err(DemoError::Write { file, .. }) if file == broken));
    }
}
