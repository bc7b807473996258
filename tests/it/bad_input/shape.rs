//! Small builders and checks that the tests of bad input share.

use crate::program::{Outcome, Room};

pub(super) const HEADER: &str = "customer_id,order_date,amount\n";

/// A room with one file `o.csv`.
pub(super) fn with(bytes: impl AsRef<[u8]>) -> Room {
    let room = Room::new();
    room.write("o.csv", bytes);
    room
}

/// A room with `o.csv`: the usual header and these lines.
pub(super) fn orders(lines: &str) -> Room {
    with(format!("{HEADER}{lines}"))
}

/// `huike segment --orders o.csv --out-dir out` with more flags.
pub(super) fn segment(room: &Room, flags: &str) -> Outcome {
    room.huike(&format!("segment --orders o.csv --out-dir out {flags}")).run()
}

/// Net spend by customer.
pub(super) fn spend(room: &Room) -> Vec<(String, String)> {
    let rows = room.rows("out/segments.csv");
    rows.into_iter().map(|mut row| (row.remove("customer_id").unwrap(), row.remove("monetary").unwrap())).collect()
}

/// Insists on an exit code, and on words in what was said.
pub(super) fn says(outcome: &Outcome, code: i32, words: &[&str]) {
    assert_eq!(outcome.code, Some(code), "{}", outcome.stderr);
    for word in words {
        assert!(outcome.stderr.contains(word), "`{word}` is not in:\n{}", outcome.stderr);
    }
    orderly(outcome);
}

/// Insists that the program ended on its own terms and told no stack trace.
pub(super) fn orderly(outcome: &Outcome) {
    let code = outcome.code.unwrap_or_else(|| panic!("ended by a signal: {}", outcome.stderr));
    assert!([0, 2, 3, 4, 5, 6, 75].contains(&code), "exit {code}: {}", outcome.stderr);
    for word in ["panicked", "RUST_BACKTRACE", "stack backtrace"] {
        assert!(!outcome.stderr.contains(word), "{}", outcome.stderr);
    }
}

/// Every file of a folder and of the folders in it, with its bytes.
pub(super) fn all_files(room: &Room, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for name in room.names(folder) {
        let path = format!("{folder}/{name}");
        if room.path(&path).is_dir() {
            files.extend(all_files(room, &path));
        } else {
            files.push((path.clone(), room.bytes(&path)));
        }
    }
    files
}
