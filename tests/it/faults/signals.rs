//! SIGINT and SIGTERM: exit codes 130 and 143, nothing left behind, the previous result as it was.

use super::shell::{contents, holds, patient, signal, spawn};
use crate::program::{Room, testdata};

/// Some seconds of work.
fn with_much_work() -> Room {
    let room = Room::new();
    let orders = std::fs::read_to_string(testdata("orders.csv")).unwrap();
    room.write("orders.csv", &orders);
    let (header, lines) = orders.split_once('\n').unwrap();
    room.write("many.csv", format!("{header}\n{}", lines.repeat(12)));
    room.huike("segment -q --orders orders.csv --out-dir out").ok();
    room
}

#[test]
fn an_interrupted_run_leaves_the_old_result_and_no_leftovers() {
    let room = with_much_work();
    let old = contents(&room.path("out"));
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let mut child = spawn(&room, "segment -q --orders many.csv --out-dir out --as-of 2026-03-31");
        holds(&room, "out");
        signal(&child, name);
        assert_eq!(patient(&mut child, 20), Some(code), "{name}");
        assert!(contents(&room.path("out")) == old, "{name}: {:?}", room.names("out"));
        assert!(room.names("tmp").is_empty(), "{name}: {:?}", room.names("tmp"));
    }
}

#[test]
fn a_run_that_waits_for_its_input_can_be_interrupted() {
    let room = with_much_work();
    let old = contents(&room.path("out"));
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let mut child = spawn(&room, "segment -q --orders - --out-dir out");
        holds(&room, "out");
        std::thread::sleep(std::time::Duration::from_millis(200));
        signal(&child, name);
        let ended = patient(&mut child, 3);
        assert_eq!(ended, Some(code), "{name}: a run that waits for standard input does not stop");
        assert!(contents(&room.path("out")) == old, "{name}: {:?}", room.names("out"));
        assert!(room.names("tmp").is_empty(), "{name}: {:?}", room.names("tmp"));
    }
}
