//! Loyalty: how much of what customers spend they spend here.

use std::fmt::Write;

use super::figure;
use crate::program::{Room, number};

/// 24 customers of the North spend 300 of 1,200 here, 100 of that given back; 12 of the South nothing of 600; of one more
/// of the North the file says less than was bought. Purchases of the year before the last do not count.
#[test]
fn the_share_of_wallet_is_that_of_the_last_year() {
    let room = Room::new();
    let mut customers = String::from("customer_id,region,category_spend\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\n");
    for own in 0..24 {
        writeln!(customers, "N{own},North,\"1,200.00\"").unwrap();
        writeln!(orders, "A{own},N{own},2024-12-31,5000\nB{own},N{own},2025-01-01,400\nR{own},N{own},2025-06-01,-100")
            .unwrap();
    }
    (0..12).for_each(|own| writeln!(customers, "S{own},South,600").unwrap());
    // Nobody knows what the last two spend elsewhere.
    customers.push_str("X,North,50\nY,North,\nZ,North,0\n");
    orders.push_str("X,X,2025-12-31,200\nY,Y,2025-12-01,99\n");
    room.write("customers.csv", customers);
    room.write("orders.csv", &orders);
    room.write("surveys.csv", "customer_id,answered_at,metric,score\nN1,2025-11-03,csat,5\n");
    let call = "satisfaction-report --quiet --surveys surveys.csv --orders orders.csv --customers customers.csv --by region \
                --as-of 2025-12-31 --out-dir out";
    room.huike(call).ok();
    let found = room.rows("out/satisfaction.csv");
    let share = |segment: &str| figure(&found, "share_of_wallet", segment, "");
    assert_eq!(share("region=North")["n"], "25");
    assert!((number(&share("region=North")["value"]) - 7_400.0 / 290.0).abs() < 1e-6);
    assert_eq!([&share("region=South")["value"], &share("region=South")["n"]], ["0", "12"]);
    // 24 × 300 + 200 of 24 × 1,200 + 12 × 600 + 200.
    let all = share("all");
    assert!((number(&all["value"]) - 7_400.0 / 362.0).abs() < 1e-6, "{all:?}");
    assert!(number(&all["lower"]) < number(&all["value"]) && number(&all["value"]) < number(&all["upper"]));
    assert_eq!(
        (all["n"].as_str(), all["unit"].as_str(), all["method"].as_str()),
        ("37", "percent", "ratio_linearised")
    );
    let report = room.text("out/report.html");
    assert!(report.contains("Share of wallet") && report.contains("1 customer spent more here"));
    // With a single attribute its values need no name beside them.
    assert!(report.contains(">North</th>") && !report.contains("region=North"));
    assert_eq!(figure(&found, "tenure", "all", "2025-12")["status"], "suppressed");
    // Orders of less than a year tell nothing of it.
    let late: Vec<&str> =
        orders.lines().filter(|line| !line.contains("2024-12-31") && !line.contains("2025-01-01")).collect();
    room.write("orders.csv", late.join("\n"));
    room.huike(call).ok();
    assert!(room.rows("out/satisfaction.csv").iter().all(|row| row["metric"] != "share_of_wallet"));
    assert!(room.text("out/report.html").contains("no share of wallet can be told"));
}

/// As a Chinese company writes it: 12 customers spend 3,000 of 12,000 here.
#[test]
fn the_category_spend_is_found_by_its_chinese_name() {
    let room = Room::new();
    let mut customers = String::from("客户编号,品类年支出\n");
    let mut orders = String::from("客户编号,订单日期,金额\n0,2024-12-31,1\n");
    for own in 0..12 {
        writeln!(customers, "{own},1.2万").unwrap();
        writeln!(orders, "{own},2025-07-01,\"3,000\"").unwrap();
    }
    room.write("customers.csv", customers);
    room.write("orders.csv", orders);
    room.write("complaints.csv", "客户编号,投诉时间\n3,2025-11-03\n");
    room.huike(
        "satisfaction-report --quiet --complaints complaints.csv --orders orders.csv --customers customers.csv --as-of \
         2025-12-31 --no-report -o out.csv",
    )
    .ok();
    let found = room.rows("out.csv");
    assert_eq!(figure(&found, "share_of_wallet", "all", "")["value"], "25");
}
