//! Files that were damaged on their way: a result or exit code 3 or 4, in words, never a crash.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use polars::prelude::{Column, NamedFrom, Series};

use super::shape::{HEADER, orderly, says, segment};
use crate::program::{Room, parquet};

fn text() -> String {
    let row = |at: u32| format!("C{:03},2026-01-{:02},{}.25\n", at % 70, at % 28 + 1, at * 7 % 900);
    format!("{HEADER}{}", (0..500).map(row).collect::<String>())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn table() -> Vec<u8> {
    let ids: Vec<String> = (0..300).map(|at| format!("C{}", at % 40)).collect();
    let days: Vec<String> = (0..300).map(|at| format!("2026-01-{:02}", at % 28 + 1)).collect();
    let amounts: Vec<f64> = (0..300).map(|at| f64::from(at) / 4.0).collect();
    let column = |name: &str, values: Series| Column::from(values.with_name(name.into()));
    parquet(vec![
        column("customer_id", Series::new("".into(), ids)),
        column("order_date", Series::new("".into(), days)),
        column("amount", Series::new("".into(), amounts)),
    ])
}

#[test]
fn packed_files_that_are_whole_are_read() {
    for bytes in [
        gz(text().as_bytes()),
        zst(text().as_bytes()),
        gz(&table()),
        [gz(HEADER.as_bytes()), gz(b"A,2026-01-01,5\n")].concat(),
    ] {
        let room = Room::new();
        room.write("o.csv", bytes);
        says(&segment(&room, ""), 0, &[]);
    }
}

#[test]
fn packed_files_that_are_damaged_are_unreadable() {
    for (name, packed) in [("gz", gz(text().as_bytes())), ("zst", zst(text().as_bytes()))] {
        let flipped = |at: usize| {
            let mut bytes = packed.clone();
            bytes[at] ^= 0x55;
            bytes
        };
        let cases = [
            packed[..packed.len() - 1].to_vec(),
            packed[..packed.len() / 2].to_vec(),
            packed[..12].to_vec(),
            flipped(packed.len() / 2),
            flipped(packed.len() - 2),
            [&packed[..], b"trailing words"].concat(),
        ];
        for (at, bytes) in cases.into_iter().enumerate() {
            let room = Room::new();
            room.write("o.csv", bytes);
            let outcome = segment(&room, "");
            says(&outcome, 3, &["o.csv"]);
            assert!(outcome.stderr.contains("cannot be read"), "{name}, case {at}: {}", outcome.stderr);
        }
        let room = Room::new();
        room.write("o.csv", if name == "gz" { gz(b"") } else { zst(b"") });
        says(&segment(&room, ""), 3, &["empty"]);
    }
}

#[test]
fn damaged_json_lines_are_unreadable_and_no_line_is_lost() {
    let line = |id: &str| format!("{{\"customer_id\":\"{id}\",\"order_date\":\"2026-01-01\",\"amount\":5}}\n");
    let whole = line("A") + &line("B") + &line("C");
    let room = Room::new();
    room.write("o.csv", &whole);
    says(&segment(&room, ""), 0, &["15.00 net"]);
    let cases = [
        whole[..whole.len() - 3].to_string(),
        whole.replacen("\"B\"", "\"B\" \"x\"", 1),
        whole.replacen("}\n", "\n", 2),
    ];
    for text in cases {
        room.write("o.csv", text);
        let outcome = segment(&room, "");
        assert!(matches!(outcome.code, Some(3 | 4)), "{:?}: {}", outcome.code, outcome.stderr);
        assert!(!outcome.stderr.contains("\"B\""), "{}", outcome.stderr);
    }
}

#[test]
fn damaged_parquet_ends_in_a_result_or_in_words() {
    let whole = table();
    let room = Room::new();
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % below
    };
    let footer =
        whole.len() - 8 - u32::from_le_bytes(whole[whole.len() - 8..whole.len() - 4].try_into().unwrap()) as usize;
    for case in 0..60 {
        let mut bytes = whole.clone();
        match case % 5 {
            0 => bytes.truncate(4 + draw(whole.len() - 4)),
            1 => bytes[4 + draw(footer - 4)] ^= 1 << draw(8),
            2 => bytes[footer + draw(whole.len() - footer)] = draw(256) as u8,
            3 => {
                let at = 4 + draw(whole.len() - 40);
                bytes.drain(at..at + 1 + draw(20));
            }
            _ => {
                let at = 4 + draw(whole.len() - 40);
                bytes[at..at + 30].fill(0);
            }
        }
        room.write("o.csv", &bytes);
        let outcome = segment(&room, "-q --max-rejects 100%");
        orderly(&outcome);
        assert!(matches!(outcome.code, Some(0 | 3 | 4)), "case {case}: {:?} {}", outcome.code, outcome.stderr);
    }
}

#[test]
fn a_parquet_file_cut_short_is_unreadable() {
    let whole = table();
    for length in [4, 8, 12, whole.len() / 2, whole.len() - 1] {
        let room = Room::new();
        room.write("o.csv", &whole[..length]);
        says(&segment(&room, ""), 3, &["o.csv", "Parquet"]);
    }
}
