//! Files made to break a reader: every one ends in a result or in words with the file's name and exit code 3 or 4,
//! within seconds and a bounded memory; never a crash, a hang, or a damaged input.

mod formulas;
mod inspect;
mod packed;
mod parquet;
mod paths;
mod text;

use std::time::{Duration, Instant};

use crate::faults::shell;
use crate::program::{Outcome, Room};

/// Runs a shell script in which `$HUIKE` has 1.5 GB of memory and a minute, and insists on an orderly end.
fn limited(room: &Room, script: &str) -> Outcome {
    let start = Instant::now();
    let script = format!("export RAYON_NUM_THREADS=2; ulimit -v 1500000; {script}");
    let outcome = shell(room, &script);
    orderly(&outcome, &script);
    assert!(start.elapsed() < Duration::from_secs(60), "{script}: {:?}", start.elapsed());
    outcome
}

/// Insists that the program ended on its own terms: not by a signal, nor on a fault of its own.
fn orderly(outcome: &Outcome, what: &str) {
    assert!(matches!(outcome.code, Some(0 | 2 | 3 | 4 | 5)), "{what}: {:?} {}", outcome.code, outcome.stderr);
    for word in ["panicked", "fault of its own", "allocation"] {
        assert!(!outcome.stderr.contains(word), "{what}: {}", outcome.stderr);
    }
}

/// Insists on an exit code and on words in what was said.
fn says(outcome: &Outcome, code: i32, words: &[&str]) {
    assert_eq!(outcome.code, Some(code), "{}", outcome.stderr);
    for word in words {
        assert!(outcome.stderr.contains(word), "`{word}` is not in:\n{}", outcome.stderr);
    }
}

/// What `inspect --json` found in one file.
fn found(room: &Room, flags: &str) -> serde_json::Value {
    let outcome = room.huike(&format!("inspect --json {flags}")).ok();
    let mut files: Vec<serde_json::Value> = serde_json::from_slice(&outcome.stdout).expect("valid JSON");
    files.remove(0)
}
