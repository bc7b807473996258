//! `--histories`: what a table of one row a customer tells of the last order, and of which day it stands.

use crate::program::{Room, row};

const HEAD: &str = "customer_id,last_order_date,recency_days,orders,amount\n";

/// The recency and the last purchase of a customer.
fn told(room: &Room, customer: &str) -> (String, String) {
    let rows = room.rows("out.csv");
    let own = row(&rows, "customer_id", customer);
    (own["recency_days"].clone(), own["last_purchase"].clone())
}

fn pair(days: &str, date: &str) -> (String, String) {
    (days.to_string(), date.to_string())
}

#[test]
fn a_history_cannot_be_rolled_back() {
    let room = Room::new();
    room.write("h.csv", "customer_id,last_order_date,orders,amount\na,2026-01-10,3,100.5\nb,2026-02-01,1,20\nn,,0,0\n");
    let call = "segment --histories h.csv --as-of 2026-01-20";
    let refused = room.huike(&format!("{call} --out-dir out")).fails(4).stderr;
    assert!(refused.contains("1 of 3 rows cannot be used") && refused.contains("record 3"), "{refused}");
    assert!(refused.contains("cannot be rolled back") && refused.contains("a later --as-of, or --orders"), "{refused}");
    room.huike(&format!("{call} --max-rejects 1 --out-dir out")).ok();
    let rejects = room.rows("out/rejects.csv");
    assert_eq!((rejects.len(), &*rejects[0]["reason"]), (1, "last_order_after_as_of"));
    assert_eq!((&*rejects[0]["column"], &*rejects[0]["value"]), ("last_order_date", "2026-02-01"));
    let ids: Vec<String> = room.rows("out/segments.csv").into_iter().map(|row| row["customer_id"].clone()).collect();
    assert_eq!(ids, ["a", "n"], "who never ordered has no last order");
    room.huike("segment --quiet --histories h.csv --as-of 2026-02-01 -o out.csv").ok();
    assert_eq!(told(&room, "b"), pair("0", "2026-02-01"));
}

#[test]
fn the_date_of_the_last_order_decides_where_it_is_there() {
    let room = Room::new();
    room.write("h.csv", format!("{HEAD}a,2026-01-10,22,3,100.5\nb,2026-02-01,0,1,20\nc,,40,2,5\nd,2026-01-31,,2,5\n"));
    let call = room.huike("segment --histories h.csv --as-of 2026-03-01 -o out.csv").ok();
    assert!(!call.stderr.contains("another as-of day"), "{}", call.stderr);
    assert_eq!(told(&room, "a"), pair("50", "2026-01-10"));
    assert_eq!(told(&room, "c"), pair("40", "2026-01-20"), "days count where there is no date");
    assert_eq!(told(&room, "d"), pair("29", "2026-01-31"));
    room.write("odd.csv", format!("{HEAD}a,2026-01-10,5,3,100.5\nb,2026-02-01,1,1,20\nc,2026-01-31,2,1,20\n"));
    let call = room.huike("segment --histories odd.csv -o out.csv").ok();
    assert!(
        call.stderr.contains("1 row of histories tells") && call.stderr.contains("the date counts"),
        "{}",
        call.stderr
    );
    assert_eq!((told(&room, "a"), told(&room, "b")), (pair("22", "2026-01-10"), pair("0", "2026-02-01")));
    room.write("neither.csv", format!("{HEAD}a,2026-01-10,5,3,100.5\nb,,,1,20\n"));
    let neither = room.huike("segment --histories neither.csv -o out.csv").fails(4).stderr;
    assert!(neither.contains("record 3, column last_order_date: the cell is empty"), "{neither}");
}

#[test]
fn segments_are_histories_of_a_later_day() {
    let room = Room::new();
    let orders = "a,2026-01-01,10\na,2026-02-01,20\nb,2026-01-05,20\nr,2026-01-09,-5\n";
    room.write("o.csv", format!("customer_id,order_date,amount\n{orders}"));
    room.huike("segment --quiet --orders o.csv -o segments.csv").ok();
    let call = room.huike("segment --histories segments.csv --as-of 2026-03-01 -o out.csv").ok();
    assert!(!call.stderr.contains("another as-of day"), "{}", call.stderr);
    assert_eq!((told(&room, "a"), told(&room, "b")), (pair("28", "2026-02-01"), pair("55", "2026-01-05")));
    assert_eq!(told(&room, "r"), pair("", ""));
}

/// Of a customer with three orders and one day nobody knows the gaps between them.
#[test]
fn clusters_are_not_made_of_what_histories_do_not_tell() {
    let room = Room::new();
    let rows: String =
        (0..60).map(|n| format!("c{n},2026-01-{:02},,{},{}\n", n % 20 + 1, n % 7 + 1, n * 3 + 5)).collect();
    room.write("h.csv", format!("{HEAD}{rows}"));
    let call = "segment --histories h.csv --clusters 2 -o out.csv --cluster-on";
    let told = room.huike(&format!("{call} recency,gap,tenure,store")).fails(2).stderr;
    for name in ["gap", "tenure", "store"] {
        assert!(told.contains(&format!("`{name}` is not told by histories")), "{told}");
    }
    assert!(told.contains("--cluster-on recency,frequency,monetary,order-value"), "{told}");
    room.huike(&format!("{call} recency,frequency,monetary,order-value")).ok();
}

#[test]
fn amounts_of_histories_are_in_one_currency() {
    let room = Room::new();
    room.write(
        "h.csv",
        "customer_id,recency_days,orders,amount,currency\nA,10,3,100,CNY\nB,20,2,50,USD\nC,30,1,10,CNY\nE,5,4,400.5,CNY\n",
    );
    let mixed = room.huike("segment --histories h.csv -o out.csv").fails(4).stderr;
    assert!(mixed.contains("2 currencies: CNY (3), USD (1)") && mixed.contains("--currency CNY"), "{mixed}");
    let own = room.huike("segment --histories h.csv --currency CNY -o out.csv").ok().stderr;
    assert!(own.contains("¥510.50") && room.rows("out.csv").len() == 3, "{own}");
    let none = room.huike("segment --histories h.csv --currency XYZ -o out.csv").fails(4).stderr;
    assert!(none.contains("no row is in XYZ"), "{none}");
}

#[test]
fn histories_refuse_what_is_about_order_lines() {
    let room = Room::new();
    room.write("h.csv", "customer_id,recency_days,orders,amount\nA,10,3,100\nB,20,2,50\n");
    let call = "segment --quiet --histories h.csv";
    for flag in ["--exclude status=cancelled", "--drop-duplicates", "--frequency purchase-days"] {
        let refused = room.huike(&format!("{call} {flag}")).fails(2).stderr;
        let name = flag.split(' ').next().unwrap();
        assert!(refused.contains(&format!("{name}: does not go with --histories")), "{refused}");
        let refused = room.huike(&format!("{call} {flag} --lang zh")).fails(2).stderr;
        assert!(refused.contains("不能与 --histories 同时使用"), "{refused}");
    }
    room.huike(call).env("HUIKE_EXCLUDE", "status=cancelled").fails(2);
    // What a file of settings says is meant for runs with order lines.
    room.write(
        "huike.toml",
        "exclude = [\"status=cancelled\"]\n[segment]\nhistories = \"h.csv\"\ndrop-duplicates = true\n",
    );
    room.huike("segment --quiet -o out.csv").ok();
    assert_eq!(room.rows("out.csv").len(), 2);
    room.huike("segment --quiet --exclude a=b -o out.csv").fails(2);
    room.huike(&format!("{call} --frequency orders -o out.csv")).ok();
}
