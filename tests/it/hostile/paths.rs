//! Inputs and outputs that are no plain files, or the same one.

use super::says;
use crate::faults::shell;
use crate::program::Room;

const TEXT: &str = "customer_id,order_date,amount\nA,2026-01-01,5\n";

fn room() -> Room {
    let room = Room::new();
    room.write("o.csv", TEXT);
    room
}

#[test]
fn the_input_is_never_the_output() {
    let room = room();
    std::os::unix::fs::symlink("o.csv", room.path("link.csv")).unwrap();
    for target in ["o.csv", "./o.csv", "link.csv", "../nowhere/../o.csv"] {
        let outcome = room.huike(&format!("inspect o.csv -o {target}")).fails(5);
        assert!(outcome.stderr.contains(target), "{}", outcome.stderr);
    }
    room.huike("inspect link.csv -o o.csv").fails(5);
    assert_eq!(room.text("o.csv"), TEXT);
}

#[test]
fn a_hard_link_to_the_input_is_replaced_and_the_input_kept() {
    let room = room();
    std::fs::hard_link(room.path("o.csv"), room.path("hard.csv")).unwrap();
    room.huike("inspect -q o.csv --excel-safe -o hard.csv").ok();
    assert_eq!((room.text("o.csv").as_str(), room.text("hard.csv").as_str()), (TEXT, TEXT));
    room.write("x.csv", "id,v\n1,=1\n");
    std::fs::hard_link(room.path("x.csv"), room.path("y.csv")).unwrap();
    room.huike("inspect -q x.csv --excel-safe -o y.csv").ok();
    assert_eq!((room.text("x.csv").as_str(), room.text("y.csv").as_str()), ("id,v\n1,=1\n", "id,v\n1,'=1\n"));
}

#[test]
fn places_without_a_table_are_told() {
    let room = room();
    std::os::unix::fs::symlink("b", room.path("a")).unwrap();
    std::os::unix::fs::symlink("a", room.path("b")).unwrap();
    std::fs::create_dir(room.path("empty")).unwrap();
    says(&room.huike("inspect a").run(), 3, &["a: "]);
    says(&room.huike("inspect empty").run(), 3, &["empty: the folder holds no"]);
    says(&room.huike("inspect missing.csv").run(), 3, &["missing.csv: there is no such file"]);
    says(&room.huike("inspect *.parquet").run(), 3, &["no file matches"]);
    says(&room.huike("inspect /proc/self/mem").run(), 3, &["/proc/self/mem: cannot be read"]);
    says(&room.huike("inspect /dev/null").run(), 0, &[]);
}

#[test]
fn a_pipe_and_a_link_are_read_like_the_file() {
    let room = room();
    let line = "mkfifo pipe && (cat o.csv >pipe &) && exec $HUIKE inspect -q pipe -o clean.csv";
    says(&shell(&room, line), 0, &[]);
    assert_eq!(room.text("clean.csv"), TEXT);
    room.write("under/empty.txt", "");
    let outcome = room.huike("inspect under -o none.csv").ok();
    assert!(outcome.stderr.contains("empty"), "{}", outcome.stderr);
    assert_eq!(room.text("none.csv"), "");
}
