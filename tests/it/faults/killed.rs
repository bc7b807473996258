//! kill -9 at any moment leaves every file as the old run or the new run wrote it.

use std::time::{Duration, Instant};

use super::shell::{contents, spawn, whole};
use crate::program::{Room, testdata};

const RUNS: [&str; 2] = [
    "segment -q --orders orders.csv --out-dir out --as-of 2026-06-30",
    "segment -q --orders orders.csv --out-dir out --as-of 2026-03-31 --compare-to 2025-12-31 --bins 4",
];
const KILLS: u32 = 200;

fn with_orders() -> Room {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    room
}

#[test]
fn files_are_old_or_new_whole_whenever_a_run_is_killed() {
    let complete = RUNS.map(|line| {
        let room = with_orders();
        let start = Instant::now();
        room.huike(line).ok();
        (contents(&room.path("out")), start.elapsed())
    });
    let room = with_orders();
    room.huike(RUNS[0]).ok();
    let mut moments = 20_261_122_u64;
    let (mut killed, mut leftovers) = (0, 0);
    for kill in 0..KILLS {
        let place = usize::from(kill % 2 == 0);
        let (line, longest) = (RUNS[place], complete[place].1);
        let mut child = spawn(&room, line);
        moments = moments.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from((moments >> 40) as u32) / f64::from(1u32 << 24);
        // Half of the kills fall where files are written and renamed.
        let share = if kill % 4 < 2 { 0.8 + 0.3 * share } else { share };
        std::thread::sleep(Duration::from_secs_f64(longest.as_secs_f64() * share));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in contents(&room.path("out")) {
            if name.starts_with(".huike-") {
                leftovers += 1;
                continue;
            }
            let known = complete.iter().any(|(files, _)| files.get(&name) == Some(&bytes));
            assert!(known, "kill {kill}: {name} is neither the old nor the new file");
        }
        // Nobody takes halves of two results for one: a folder with a manifest holds what it lists.
        let mut files = contents(&room.path("out"));
        files.retain(|name, _| !name.starts_with(".huike-"));
        let is_whole = complete.iter().any(|(whole, _)| *whole == files);
        assert!(is_whole || !files.contains_key("run.json"), "kill {kill}: {:?}", files.keys());
        if kill % 8 == 0 {
            // The next run puts the earlier result back, whatever becomes of itself.
            room.huike("segment -q --orders missing.csv --out-dir out").fails(3);
            let mut files = contents(&room.path("out"));
            files.remove("failed/");
            std::fs::remove_dir_all(room.path("out/failed")).unwrap();
            assert!(complete.iter().any(|(whole, _)| *whole == files), "kill {kill}: {:?}", files.keys());
        }
    }
    assert!(killed >= KILLS / 4, "only {killed} of {KILLS} runs were still running when killed");
    room.huike(RUNS[0]).ok();
    whole(&room, "out");
    assert_eq!(contents(&room.path("out")), complete[0].0, "after {leftovers} leftovers");
}

#[test]
fn leftovers_of_a_killed_run_are_removed_by_the_next() {
    let room = with_orders();
    room.write("out/.huike-4711/segments.csv", "half a li");
    room.huike(RUNS[0]).ok();
    whole(&room, "out");
}

#[test]
fn what_a_killed_single_file_run_left_does_not_block_the_folder() {
    let room = with_orders();
    // `-o out/one.csv` writes its temporary file beside its target.
    room.write("out/.huike-a1b2c3", "half a li");
    room.huike(RUNS[0]).ok();
    assert!(room.names("out").contains(&"segments.csv".to_string()));
}

#[test]
fn a_single_file_is_old_or_new_whole() {
    let line = |as_of: &str| format!("segment -q --orders orders.csv -o one.csv --as-of {as_of}");
    let room = with_orders();
    let complete = ["2026-06-30", "2026-03-31"].map(|as_of| {
        let start = Instant::now();
        room.huike(&line(as_of)).ok();
        (room.bytes("one.csv"), start.elapsed())
    });
    for kill in 0..10 {
        let mut child = spawn(&room, &line(if kill % 2 == 0 { "2026-06-30" } else { "2026-03-31" }));
        std::thread::sleep(complete[0].1.mul_f64(0.7 + 0.04 * f64::from(kill)));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = room.bytes("one.csv");
        assert!(complete.iter().any(|(bytes, _)| *bytes == now), "kill {kill}");
    }
}
