//! Text that is no table, or one of a shape that nobody expects.

use std::io::Write;

use super::{found, limited, orderly, says};
use crate::faults::{patient, shell, spawn};
use crate::program::Room;

const HEADER: &str = "customer_id,order_date,amount\n";

fn with(bytes: impl AsRef<[u8]>) -> Room {
    let room = Room::new();
    room.write("o.csv", bytes);
    room
}

#[test]
fn a_field_of_200_mb_is_refused_with_its_place() {
    let room = with(HEADER);
    for quote in ["", "\""] {
        let make = format!("{{ cat o.csv; printf '{quote}'; head -c 200000000 /dev/zero | tr '\\0' x; }} >big.csv");
        assert_eq!(shell(&room, &make).code, Some(0));
        says(&limited(&room, "exec $HUIKE inspect big.csv"), 3, &["big.csv", "behind byte 30", "128 MB"]);
    }
}

#[test]
fn a_hundred_thousand_columns_are_columns() {
    let names: Vec<String> = (0..100_000).map(|at| format!("c{at}")).collect();
    let room = with(format!("{}\n{}1\n{}2\n", names.join(","), "1,".repeat(99_999), "2,".repeat(99_999)));
    let outcome = limited(&room, "exec $HUIKE inspect o.csv -o clean.csv");
    says(&outcome, 0, &["100,000 columns"]);
    assert_eq!(room.bytes("clean.csv"), room.bytes("o.csv"));
}

#[test]
fn lines_of_nothing_but_signs_end_in_a_result_or_in_words() {
    let cases =
        [",".repeat(300_000), "\"".repeat(300_001), "\t".repeat(5_000), "\n".repeat(50_000), "\\\"\n".repeat(9_000)];
    for (at, text) in cases.iter().enumerate() {
        let room = with(text);
        limited(&room, &format!("$HUIKE inspect o.csv >told; code=$?; echo case {at} >&2; exit $code"));
        limited(&room, "exec $HUIKE segment --threads 2 --orders o.csv");
    }
}

#[test]
fn records_with_quotes_that_never_close_are_all_kept() {
    for line in ["a,\"b\n", "a,b,\"c x\n", "\"a,b,c\n"] {
        let room = with(format!("{HEADER}{}", line.repeat(20_000)));
        let found = found(&room, "o.csv");
        assert!(found["records"].as_u64().unwrap() >= 20_000, "{line:?}: {}", found["records"]);
    }
    let room = with(format!("{HEADER}A,2026-01-01,5\n\"B,2026-01-02,6\nC,2026-01-03,7\n"));
    assert_eq!(found(&room, "o.csv")["rows"], 3);
}

#[test]
fn lone_carriage_returns_end_records() {
    let room = with("customer_id,order_date,amount\rA,2026-01-01,5\rB,2026-01-02,6\r");
    assert_eq!(found(&room, "o.csv")["rows"], 2);
    says(&room.huike("segment --orders o.csv").run(), 0, &["11.00 net"]);
}

#[test]
fn ragged_everywhere_loses_no_record() {
    let line = |at: usize| format!("A{}\n", ",x".repeat(at % 9));
    let room = with(format!("{HEADER}{}", (0..9_000).map(line).collect::<String>()));
    assert_eq!(found(&room, "o.csv")["records"], 9_001);
    let rows = |policy: &str| {
        let outcome = room.huike(&format!("inspect o.csv -o - --ragged {policy}")).ok();
        outcome.stdout.iter().filter(|byte| **byte == b'\n').count()
    };
    assert_eq!((rows("pad"), rows("reject"), rows("error")), (9_001, 9_001, 9_001));
}

#[test]
fn nul_bytes_stay_in_their_cells() {
    let room = with(format!("{HEADER}A\0B,2026-01-01,5\nC,2026-01-02,6\n"));
    room.huike("inspect o.csv -o clean.csv").ok();
    assert_eq!(room.bytes("clean.csv"), room.bytes("o.csv"));
}

#[test]
fn no_row_and_one_row_and_empty_columns_are_told_as_they_are() {
    for (text, rows) in [("", 0), (HEADER, 0), (&HEADER[..29], 0), ("a,b\n1,2", 1), ("a,b,c\n1,,2\n3,,4\n", 2)] {
        assert_eq!(found(&with(text), "o.csv")["rows"], rows, "{text:?}");
    }
    assert_eq!(found(&with("a,b,c\n1,,2\n3,,4\n"), "o.csv")["columns"][1]["kind"], "empty");
}

#[test]
fn numbers_of_records_beyond_any_file_are_no_fault() {
    let room = with(format!("{HEADER}A,2026-01-01,5\n"));
    for flags in ["--skip-rows 18446744073709551615", "--skip-rows 18446744073709551613 --header-rows 3"] {
        orderly(&room.huike(&format!("inspect o.csv {flags}")).run(), flags);
        orderly(&room.huike(&format!("segment --orders o.csv {flags}")).run(), flags);
    }
    orderly(&room.huike("inspect o.csv --header-rows 3").run(), "--header-rows 3");
}

/// A file of 12 MB on a FIFO-like clock: the reader is stopped half-way by a full pipe, meanwhile `change` happens.
fn meanwhile(change: impl FnOnce(&mut std::fs::File)) -> (Option<i32>, String) {
    let room = with(format!("{HEADER}{}", "A,2026-01-01,5\n".repeat(800_000)));
    let script = "mkfifo pipe; $HUIKE inspect o.csv -o pipe 2>said; echo $? >code";
    let mut child = std::process::Command::new("sh")
        .args(["-c", script])
        .current_dir(room.path(""))
        .env("HUIKE", env!("CARGO_BIN_EXE_huike"))
        .spawn()
        .unwrap();
    while !room.path("pipe").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    // Opening waits for the writer; it writes only once the file has been surveyed.
    let mut reader = std::fs::File::open(room.path("pipe")).unwrap();
    let mut first = [0; 1];
    std::io::Read::read_exact(&mut reader, &mut first).unwrap();
    change(&mut std::fs::OpenOptions::new().append(true).open(room.path("o.csv")).unwrap());
    std::io::copy(&mut reader, &mut std::io::sink()).unwrap();
    patient(&mut child, 40).expect("it hangs");
    (room.text("code").trim().parse().ok(), room.text("said"))
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_refused() {
    let (code, said) = meanwhile(|file| file.set_len(10_500_000).unwrap());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("o.csv: changed while it was read"), "{said}");
}

#[test]
fn a_file_that_grows_while_it_is_read_is_refused() {
    let (code, said) = meanwhile(|file| file.write_all(b"B,2026-01-02,6\n").unwrap());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("o.csv: changed while it was read"), "{said}");
}

#[test]
fn a_pipe_that_nobody_writes_to_can_be_interrupted() {
    let room = Room::new();
    assert_eq!(shell(&room, "mkfifo pipe; exec true").code, Some(0));
    let mut child = spawn(&room, "inspect -");
    assert!(shell(&room, &format!("sleep 0.5; kill -INT {}", child.id())).code == Some(0));
    assert_eq!(patient(&mut child, 10), Some(130));
}
