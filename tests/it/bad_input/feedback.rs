//! Rejected rows are corrected and read again as a second file.

use super::shape::{says, with};
use crate::program::reconciled;

#[test]
fn corrected_rows_are_used_in_full() {
    let room = with(
        "客户编号,下单日期,实付金额,备注\nA,2026-01-01,5,\"x, \"\"y\"\"\"\nB,2026-02-30,6,\"一\n二\"\nC,2026-01-03,abc,z\n",
    );
    says(&room.huike("segment --orders o.csv --max-rejects 2 --out-dir out").run(), 0, &[]);
    let rejected = room.text("out/rejected_orders.csv");
    assert_eq!(rejected.lines().next(), Some("客户编号,下单日期,实付金额,备注"));
    room.write("fixed.csv", rejected.replace("2026-02-30", "2026-02-28").replace("abc", "7"));
    says(&room.huike("segment --orders o.csv fixed.csv --max-rejects 2 --out-dir all").run(), 0, &[]);
    assert_eq!(reconciled(&room.manifest("all"), "orders"), (3, 180_000));
    assert_eq!(room.rows("all/segments.csv").len(), 3);
}

#[test]
fn files_of_different_headers_give_one_file_of_rejects_each() {
    let room = with("customer_id,order_date,amount\nA,2026-01-01,5\nB,x,6\n");
    room.write("p.csv", "金额,客户编号,下单日期\n7,C,2026-01-03\n8,D,y\n");
    says(&room.huike("segment --orders o.csv p.csv --max-rejects 2 --out-dir out").run(), 0, &[]);
    for (from, to) in [("rejected_orders.csv", "r1.csv"), ("rejected_orders_2.csv", "r2.csv")] {
        room.write(to, room.text(&format!("out/{from}")).replace('x', "2026-01-02").replace('y', "2026-01-04"));
    }
    let line = "segment --orders o.csv p.csv r1.csv r2.csv --max-rejects 2 --out-dir all";
    says(&room.huike(line).run(), 0, &[]);
    assert_eq!(reconciled(&room.manifest("all"), "orders"), (4, 260_000));
    // A good run with fewer of them leaves none of the older ones behind.
    says(&room.huike("segment -q --orders o.csv --max-rejects 1 --out-dir out").run(), 0, &[]);
    let left: Vec<String> = room.names("out").into_iter().filter(|name| name.starts_with("rejected")).collect();
    assert_eq!(left, ["rejected_orders.csv"]);
}

#[test]
fn rejects_of_a_file_whose_encoding_was_named_can_be_read_beside_it() {
    let text = "客户编号,下单日期,实付金额\n张三,2026-01-01,5\n李四,x,6\n";
    let room = with(&encoding_rs::GB18030.encode(text).0);
    says(&room.huike("segment --orders o.csv --encoding gb18030 --max-rejects 1 --out-dir out").run(), 0, &[]);
    room.write(
        "fixed.csv",
        String::from_utf8(room.bytes("out/rejected_orders.csv")).unwrap().replace('x', "2026-01-02"),
    );
    let line = "segment --orders o.csv fixed.csv --encoding gb18030 --max-rejects 1 --out-dir all";
    says(&room.huike(line).run(), 0, &[]);
    assert_eq!(reconciled(&room.manifest("all"), "orders"), (2, 110_000));
}

#[test]
fn rejects_of_a_file_without_a_header_have_none() {
    let room = with("A,2026-01-01,5\nB,x,6\nC,2026-01-03,7\n");
    let maps = "--map orders.customer_id=#1 --map orders.order_date=#2 --map orders.amount=#3 --max-rejects 1";
    says(&room.huike(&format!("segment --orders o.csv {maps} --out-dir out")).run(), 0, &[]);
    assert_eq!(room.text("out/rejected_orders.csv"), "B,x,6\n");
    room.write("fixed.csv", "B,2026-01-02,6\n");
    says(&room.huike(&format!("segment --orders o.csv fixed.csv {maps} --out-dir all")).run(), 0, &[]);
    assert_eq!(reconciled(&room.manifest("all"), "orders").0, 3);
}
