//! Very long, very wide, very many: memory and messages stay within bounds.

use std::io::Write;

use super::shape::{HEADER, all_files, orderly, orders, says, segment, with};
use crate::faults::{patient, shell, spawn};

#[test]
fn a_long_field_is_a_value_like_any_other() {
    let room = with(format!(
        "customer_id,order_date,amount,note\nA,2026-01-01,5,{}\nB,2026-01-02,6,x\n",
        "é".repeat(25_000_000)
    ));
    says(&segment(&room, ""), 0, &["11.00 net"]);
}

#[test]
fn a_long_bad_cell_is_told_in_short() {
    let room = orders(&format!("A,2026-01-01,5\nB,2026-01-01,{}\n", "x".repeat(1_000_000)));
    let outcome = segment(&room, "");
    says(&outcome, 4, &["record 3, column amount"]);
    assert!(outcome.stderr.len() < 5_000, "the message has {} bytes", outcome.stderr.len());
    let manifest = room.bytes("out/failed/run.json");
    assert!(manifest.len() < 20_000, "run.json has {} bytes", manifest.len());
}

#[test]
fn long_headers_are_told_in_short() {
    let room = with(format!("{},b\n1,2\n", "x".repeat(1_000_000)));
    let outcome = segment(&room, "");
    says(&outcome, 4, &["no column for `customer_id`"]);
    assert!(outcome.stderr.len() < 10_000, "the message has {} bytes", outcome.stderr.len());
}

#[test]
fn five_thousand_columns() {
    let names: String = (0..5_000).map(|at| format!(",c{at}")).collect();
    let row = |id: &str| format!("{id}{}\n", ",1".repeat(5_000));
    let room = orders("A,2026-01-01,5\nB,2026-01-02,6\n");
    room.write("c.csv", format!("customer_id{names}\n{}{}", row("A"), row("B")));
    says(&segment(&room, "--customers c.csv --by c4999"), 0, &["11.00 net"]);
    let wide = with(format!("customer_id,order_date,amount{names}\nA,2026-01-01,5{}\n", ",1".repeat(5_000)));
    says(&segment(&wide, ""), 0, &["5.00 net"]);
    let unknown = with(format!("a{names}\n{}", row("A")));
    let outcome = segment(&unknown, "");
    says(&outcome, 4, &["…"]);
    assert!(outcome.stderr.len() < 5_000, "the message has {} bytes", outcome.stderr.len());
}

#[test]
fn a_packed_file_that_grows_without_end_is_refused() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(format!("{HEADER}A,2026-01-01,5\n").as_bytes()).unwrap();
    let block = vec![b'A'; 1 << 20];
    (0..400).for_each(|_| encoder.write_all(&block).unwrap());
    let room = with(encoder.finish().unwrap());
    let outcome = shell(&room, "ulimit -v 1200000; exec $HUIKE segment -q --orders o.csv --threads 1");
    orderly(&outcome);
    assert!(matches!(outcome.code, Some(3 | 4)), "{:?} {}", outcome.code, outcome.stderr);
}

#[test]
fn a_number_of_threads_that_no_machine_has_is_refused_at_once() {
    let room = orders("A,2026-01-01,5\n");
    let mut child = spawn(&room, "segment -q --orders o.csv --threads 20000");
    let code = patient(&mut child, 5);
    assert!(matches!(code, Some(0 | 2)), "--threads 20000: {code:?} after five seconds");
}

#[test]
fn many_bad_rows_are_set_aside_without_a_flood_of_words() {
    let bad: String = (0..20_000).map(|row| format!("B{row},x,y\n")).collect();
    let room = orders(&format!("A,2026-01-01,5\n{bad}"));
    let outcome = segment(&room, "");
    says(&outcome, 4, &["20000 of 20001 rows", "more rows"]);
    assert!(outcome.stderr.lines().count() < 40, "{} lines", outcome.stderr.lines().count());
    assert_eq!(room.rows("out/failed/rejects.csv").len(), 40_000);
    let told = outcome.stderr.contains("failed");
    assert!(told, "the list lies in out/failed, but the message does not say so:\n{}", outcome.stderr);
    assert!(all_files(&room, "out").iter().all(|(name, _)| name.starts_with("out/failed/")));
}
