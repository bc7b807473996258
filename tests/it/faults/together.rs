//! Two runs on one folder: one holds it, the other says so and changes nothing.

use super::shell::{contents, holds, patient, spawn, whole};
use crate::program::{Room, testdata};

fn with_orders() -> Room {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    room
}

#[test]
fn a_folder_that_is_held_is_left_alone() {
    let room = with_orders();
    room.huike("segment -q --orders orders.csv --out-dir out").ok();
    let old = contents(&room.path("out"));
    let mut holder = spawn(&room, "segment -q --orders - --out-dir out");
    holds(&room, "out");
    let outcome = room.huike("segment -q --orders orders.csv --out-dir out --as-of 2026-03-31").fails(75);
    assert!(outcome.stderr.contains("another run") && outcome.stderr.contains("hint:"), "{}", outcome.stderr);
    holder.kill().unwrap();
    holder.wait().unwrap();
    let mut now = contents(&room.path("out"));
    now.retain(|name, _| !name.starts_with(".huike-"));
    assert!(now == old, "the old result was touched");
}

#[test]
fn two_runs_at_once_leave_one_whole_result() {
    let room = with_orders();
    for _ in 0..4 {
        let lines = ["2026-06-30", "2026-03-31"]
            .map(|day| format!("segment -q --orders orders.csv --out-dir out --as-of {day}"));
        let mut children = lines.map(|line| spawn(&room, &line));
        let codes = children.each_mut().map(|child| patient(child, 30).expect("an end"));
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 75].contains(code)), "{codes:?}");
        whole(&room, "out");
    }
}
