//! Damaged and forged Parquet files: a result or words with the file's name, in bounded memory.

use polars::prelude::{Categories, Column, DataType, NamedFrom, Series};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{orderly, says};
use crate::faults::shell;
use crate::program::{Outcome, Room, parquet};

const ROWS: i64 = 300;

fn column(name: &str, values: Series) -> Column {
    Column::from(values.with_name(name.into()))
}

fn table() -> Vec<u8> {
    let rows = 0..ROWS as i32;
    let text = |make: fn(i32) -> String| Series::new("".into(), rows.clone().map(make).collect::<Vec<_>>());
    parquet(vec![
        column("customer_id", text(|at| format!("C{}", at % 40))),
        column("order_date", text(|at| format!("2026-01-{:02}", at % 28 + 1))),
        column("amount", Series::new("".into(), rows.clone().map(|at| f64::from(at) / 4.0).collect::<Vec<_>>())),
        column("n", Series::new("".into(), rows.clone().map(|at| (at % 3 > 0).then_some(at)).collect::<Vec<_>>())),
    ])
}

fn footer(file: &[u8]) -> usize {
    let length = file[file.len() - 8..file.len() - 4].try_into().unwrap();
    file.len() - 8 - u32::from_le_bytes(length) as usize
}

/// Runs `huike` with 4 GB of memory.
fn huike(room: &Room, arguments: &str) -> Outcome {
    let outcome = shell(room, &format!("export RAYON_NUM_THREADS=2; ulimit -v 4000000; exec $HUIKE {arguments}"));
    orderly(&outcome, arguments);
    outcome
}

/// Looks all `files` over, many at a time, and each `often`th alone as orders.
fn all_end_in_words(files: &[Vec<u8>], often: usize) {
    for (batch, files) in files.chunks(50).enumerate() {
        let room = Room::new();
        let names: Vec<String> = (0..files.len()).map(|at| format!("{at}.parquet")).collect();
        for (name, bytes) in names.iter().zip(files) {
            room.write(name, bytes);
        }
        let outcome = huike(&room, &format!("inspect -q {}", names.join(" ")));
        assert!(matches!(outcome.code, Some(0 | 3 | 4)), "batch {batch}: {:?} {}", outcome.code, outcome.stderr);
        let lines = outcome.stderr.lines().filter(|line| !line.contains("hint:") && !line.contains("problems must be"));
        lines.for_each(|line| assert!(line.contains(".parquet: "), "no file is named in: {line}"));
        for name in names.iter().step_by(often) {
            let outcome = huike(&room, &format!("segment -q --threads 2 --max-rejects 100% --orders {name}"));
            assert!(matches!(outcome.code, Some(0 | 3 | 4)), "{batch} {name}: {:?} {}", outcome.code, outcome.stderr);
        }
    }
}

#[test]
fn a_file_cut_at_any_tenth_is_unreadable() {
    let whole = table();
    let room = Room::new();
    for tenth in 1..10 {
        room.write("o.parquet", &whole[..whole.len() * tenth / 10]);
        says(&huike(&room, "inspect o.parquet"), 3, &["o.parquet: ", "Parquet"]);
    }
}

#[test]
fn four_hundred_flipped_bits_end_in_a_result_or_in_words() {
    let whole = table();
    let mut random = ChaCha8Rng::seed_from_u64(20_261_122);
    let flipped = |from: usize, random: &mut ChaCha8Rng| {
        let mut bytes = whole.clone();
        bytes[random.random_range(from..whole.len())] ^= 1 << random.random_range(0..8);
        bytes
    };
    let anywhere: Vec<Vec<u8>> = (0..200).map(|_| flipped(0, &mut random)).collect();
    let in_footer: Vec<Vec<u8>> = (0..200).map(|_| flipped(footer(&whole), &mut random)).collect();
    all_end_in_words(&anywhere, 25);
    all_end_in_words(&in_footer, 25);
}

#[test]
fn zeroed_pages_and_forged_lengths_end_in_words() {
    let whole = table();
    let end = whole.len();
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        bytes
    };
    let mut files: Vec<Vec<u8>> =
        (0..footer(&whole) - 24).step_by(97).map(|at| with(&|bytes| bytes[4 + at..at + 24].fill(0))).collect();
    for length in [0, 1, end as u32, u32::MAX, i32::MAX as u32] {
        files.push(with(&|bytes| bytes[end - 8..end - 4].copy_from_slice(&length.to_le_bytes())));
    }
    // The footer alone, and a footer without its table.
    files.push([b"PAR1", &whole[footer(&whole)..]].concat());
    files.push(b"PAR1\0\0\0\0PAR1".to_vec());
    files.push(with(&|bytes| bytes[4..footer(&whole)].fill(0xff)));
    all_end_in_words(&files, 10);
}

/// A whole number as Thrift's compact protocol writes it: zigzag, seven bits a byte.
fn number(value: i64) -> Vec<u8> {
    let mut rest = ((value << 1) ^ (value >> 63)) as u64;
    let mut bytes = Vec::new();
    while rest > 0x7f {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// The table with the counts of rows in its footer replaced: all of them, or the one at `only`.
fn with_rows(rows: i64, only: Option<usize>) -> Vec<u8> {
    let whole = table();
    let start = footer(&whole);
    let old = [vec![0x16], number(ROWS)].concat();
    let new = [vec![0x16], number(rows)].concat();
    let (mut forged, mut at, mut seen) = (Vec::new(), start, 0);
    while at < whole.len() - 8 {
        if whole[at..].starts_with(&old) {
            forged.extend(if only.is_none_or(|only| only == seen) { &new } else { &old });
            (at, seen) = (at + old.len(), seen + 1);
        } else {
            forged.push(whole[at]);
            at += 1;
        }
    }
    assert!(seen > 2, "the footer counts its rows otherwise");
    let length = u32::try_from(forged.len()).unwrap().to_le_bytes();
    [&whole[..start], &forged, &length, b"PAR1"].concat()
}

#[test]
fn forged_counts_of_rows_are_refused() {
    let room = Room::new();
    for rows in [(1 << 31) + 1, -1, i64::MIN, i64::MAX, 299, 301, 0] {
        for only in [None, Some(0), Some(1), Some(2)] {
            room.write("o.parquet", with_rows(rows, only));
            let outcome = huike(&room, "inspect -q o.parquet --max-expand 1000000000000");
            assert!(matches!(outcome.code, Some(0 | 3)), "{rows} {only:?}: {:?} {}", outcome.code, outcome.stderr);
            assert!(outcome.code == Some(0) || outcome.stderr.contains("o.parquet: "), "{}", outcome.stderr);
        }
    }
    room.write("o.parquet", with_rows((1 << 31) + 1, None));
    says(&huike(&room, "inspect o.parquet"), 3, &["o.parquet: unpacks", "--max-expand"]);
    room.write("o.parquet", with_rows(301, None));
    says(&huike(&room, "inspect o.parquet"), 3, &["o.parquet: "]);
}

#[test]
fn a_column_of_one_value_and_twenty_million_rows_is_refused() {
    let room = Room::new();
    room.write("o.parquet", parquet(vec![Column::new_scalar("v".into(), 1i32.into(), 20_000_000)]));
    assert!(room.bytes("o.parquet").len() < 100_000);
    says(&huike(&room, "inspect o.parquet"), 3, &["o.parquet: unpacks to more than 200", "--max-expand 2000"]);
    says(&huike(&room, "segment --threads 2 --orders o.parquet"), 3, &["--max-expand"]);
}

#[test]
fn a_long_text_that_a_dictionary_repeats_in_every_row_is_refused() {
    let text = |length: usize| Series::new("".into(), ["x".repeat(length)]);
    // The second is text by code in the eyes of polars, too.
    let codes = DataType::from_categories(Categories::global());
    for (ids, rows) in [(text(10_000), 10_000), (text(100_000).cast(&codes).unwrap(), 200_000)] {
        let room = Room::new();
        room.write(
            "o.parquet",
            parquet(vec![
                column("customer_id", ids.new_from_index(0, rows)),
                column("order_date", Series::new("".into(), vec!["2026-01-01"; rows])),
                column("amount", Series::new("".into(), vec![1.0; rows])),
            ]),
        );
        assert!(room.bytes("o.parquet").len() < 100_000);
        for call in ["inspect o.parquet", "inspect o.parquet -o c.csv", "segment --threads 2 --orders o.parquet"] {
            says(&huike(&room, call), 3, &["o.parquet: unpacks to more than 200", "--max-expand 2000"]);
        }
    }
}
