//! Packed files: bombs, damage, members, nesting.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::{limited, orderly, says};
use crate::program::Room;

const ROW: &str = "A,2026-01-01,5\n";

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn with(bytes: impl AsRef<[u8]>) -> Room {
    let room = Room::new();
    room.write("o.csv", bytes);
    room
}

#[test]
fn bombs_are_refused_with_the_flag_that_lets_them_in() {
    let zeros = vec![0; 300 << 20];
    for bytes in [gz(&zeros), zst(&zeros)] {
        let room = with(bytes);
        says(
            &limited(&room, "exec $HUIKE inspect o.csv"),
            3,
            &["o.csv: unpacks to more than 200", "--max-expand 2000"],
        );
        says(&limited(&room, "exec $HUIKE segment --threads 2 --orders o.csv"), 3, &["--max-expand 2000"]);
        limited(&room, "exec $HUIKE inspect o.csv --max-expand 1000000");
    }
}

#[test]
fn what_packs_very_well_is_read_where_it_is_let_in() {
    let rows = 6_000_000;
    let room = with(gz(format!("customer_id,order_date,amount\n{}", ROW.repeat(rows)).as_bytes()));
    let call = "exec $HUIKE segment -q --threads 2 --orders o.csv";
    says(&limited(&room, &format!("{call} --max-expand 1")), 3, &["--max-expand 10"]);
    limited(&room, &format!("{call} --max-expand 100000 --dry-run"));
}

#[test]
fn a_bomb_on_standard_input_is_refused_too() {
    let room = with(gz(&vec![b'x'; 100 << 20]));
    says(&limited(&room, "exec $HUIKE inspect - <o.csv"), 3, &["stdin: unpacks to more than 200", "--max-expand"]);
}

#[test]
fn damaged_streams_are_unreadable() {
    let text = (0..3_000).map(|at| format!("C{},2026-01-{:02},{at}\n", at * 7919 % 3001, at % 28 + 1));
    let text = format!("customer_id,order_date,amount\n{}", text.collect::<String>());
    for whole in [gz(text.as_bytes()), zst(text.as_bytes())] {
        for tenth in 1..10 {
            let cut = with(&whole[..whole.len() * tenth / 10]);
            says(&cut.huike("inspect -q o.csv").run(), 3, &["o.csv: cannot be read"]);
            let mut flipped = whole.clone();
            flipped[whole.len() * tenth / 10] ^= 0x10;
            let outcome = with(&flipped).huike("inspect -q o.csv").run();
            orderly(&outcome, "a flipped bit");
            assert_eq!(outcome.code, Some(3), "tenth {tenth}: {}", outcome.stderr);
        }
    }
}

#[test]
fn members_are_one_file_and_nesting_is_no_text() {
    let two = [gz(b"customer_id,order_date,amount\nA,2026-"), gz(b"01-01,5\n")].concat();
    assert_eq!(super::found(&with(two), "o.csv")["rows"], 1);
    let nested = gz(&gz(format!("a,b\n{}", "1,2\n".repeat(500)).as_bytes()));
    says(&with(nested).huike("inspect o.csv").run(), 3, &["o.csv", "not text"]);
}
