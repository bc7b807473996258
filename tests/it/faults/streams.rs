//! Standard output as a target: data only, quiet when its reader has gone, an error when it is full.

use super::shell::shell;
use crate::program::{Room, testdata};

fn with_orders() -> Room {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    room
}

#[test]
fn a_closed_pipe_is_quiet_and_no_failure() {
    let room = with_orders();
    // `true` has gone before the first byte comes, `head` goes in the middle.
    for (format, reader) in [("csv", "head -1"), ("csv", "true"), ("parquet", "true"), ("ndjson", "true")] {
        let line = format!(
            "{{ $HUIKE segment -q --orders orders.csv -o - --format {format} 2>said; echo $? >code; }} | {reader}"
        );
        shell(&room, &line);
        assert_eq!(room.text("code"), "0\n", "{format}: {}", room.text("said"));
        assert_eq!(room.text("said"), "", "{format}");
    }
    for command in ["man", "completions bash", "--help", "--version"] {
        shell(&room, &format!("{{ $HUIKE {command} 2>said; echo $? >code; }} | true"));
        assert_eq!((room.text("code").as_str(), room.text("said").as_str()), ("0\n", ""), "{command}");
    }
}

#[test]
fn a_full_standard_output_is_a_write_error() {
    let room = with_orders();
    for format in ["csv", "parquet", "ndjson"] {
        let outcome =
            shell(&room, &format!("exec $HUIKE segment -q --orders orders.csv -o - --format {format} >/dev/full"));
        assert_eq!(outcome.code, Some(5), "{format}: {}", outcome.stderr);
    }
    for command in ["man", "completions bash"] {
        let outcome = shell(&room, &format!("exec $HUIKE {command} >/dev/full"));
        assert_eq!(outcome.code, Some(5), "{command}: {}", outcome.stderr);
    }
}

#[test]
fn help_that_cannot_be_written_is_no_success() {
    let room = Room::new();
    for command in ["--help", "--version", "segment --help"] {
        let outcome = shell(&room, &format!("exec $HUIKE {command} >/dev/full"));
        assert_eq!(outcome.code, Some(5), "{command}");
    }
}

#[test]
fn a_closed_standard_error_changes_nothing() {
    let room = with_orders();
    let outcome = shell(&room, "exec $HUIKE segment --orders orders.csv --out-dir out 2>&-");
    assert_eq!(outcome.code, Some(0));
    assert!(room.names("out").contains(&"run.json".to_string()));
}
