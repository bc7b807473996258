//! No room to write: a file-size limit, a full disk, a place that cannot be made. Exit code 5, the previous result
//! whole, nothing left behind.

use super::shell::{contents, shell, whole};
use crate::program::{Outcome, Room, testdata};

fn with_result() -> Room {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    room.huike("segment -q --orders orders.csv --out-dir out --as-of 2026-03-31").ok();
    room
}

/// Runs a script that mounts something and ends with 99 where it cannot; nothing where this machine lets nobody mount.
fn mounting(room: &Room, script: &str) -> Option<Outcome> {
    room.write("script", script);
    let outcome = shell(room, "unshare -rm sh script || exit $?");
    if outcome.stderr.contains("unshare") || outcome.code == Some(99) {
        eprintln!("skipped: nothing can be mounted here: {}", outcome.stderr);
        return None;
    }
    Some(outcome)
}

#[test]
fn a_file_size_limit_leaves_the_old_result_whole() {
    let room = with_result();
    let old = contents(&room.path("out"));
    for format in ["csv", "parquet", "ndjson"] {
        for blocks in [0, 1, 8, 64] {
            let line = format!(
                "ulimit -f {blocks}; exec $HUIKE segment -q --orders orders.csv --out-dir out --format {format}"
            );
            let outcome = shell(&room, &line);
            assert_eq!(outcome.code, Some(5), "{format}, {blocks} blocks: {}", outcome.stderr);
            assert!(outcome.stderr.contains("cannot be written"), "{}", outcome.stderr);
            assert_eq!(contents(&room.path("out")), old, "{format}, {blocks} blocks");
        }
    }
    whole(&room, "out");
    assert!(room.names("tmp").is_empty(), "{:?}", room.names("tmp"));
}

#[test]
fn a_file_size_limit_leaves_a_single_file_whole() {
    let room = with_result();
    for format in ["csv", "parquet", "ndjson"] {
        room.write(&format!("one.{format}"), "old");
        let line = format!("ulimit -f 4; exec $HUIKE segment -q --orders orders.csv -o one.{format}");
        let outcome = shell(&room, &line);
        assert_eq!(outcome.code, Some(5), "{format}: {}", outcome.stderr);
        assert_eq!(room.text(&format!("one.{format}")), "old");
    }
    assert!(room.names("").iter().all(|name| !name.starts_with('.')), "{:?}", room.names(""));
}

#[test]
fn demo_data_without_room_leaves_nothing() {
    let room = Room::new();
    let outcome = shell(&room, "ulimit -f 8; exec $HUIKE demo-data --customers 300 --out-dir demo");
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    assert!(room.names("demo").is_empty(), "{:?}", room.names("demo"));
}

#[test]
fn rows_set_aside_without_room_to_spool_them_are_a_write_error() {
    let room = with_result();
    let old = contents(&room.path("out"));
    let bad: String = (0..20_000).map(|row| format!("B{row},x,y\n")).collect();
    room.write("bad.csv", format!("customer_id,order_date,amount\nA,2026-01-01,5\n{bad}"));
    let line = "ulimit -f 64; exec $HUIKE segment -q --orders bad.csv --max-rejects 100% --out-dir out";
    let outcome = shell(&room, line);
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    assert_eq!(contents(&room.path("out")), old);
}

#[test]
fn standard_input_without_room_to_spool_it_is_a_write_error() {
    let room = with_result();
    let line = "ulimit -f 64; exec $HUIKE segment -q --orders - -o - <orders.csv";
    let outcome = shell(&room, line);
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    assert!(room.names("tmp").is_empty(), "{:?}", room.names("tmp"));
}

#[test]
fn a_full_disk_leaves_the_old_result_whole() {
    let room = with_result();
    let script = "mkdir small && mount -t tmpfs -o size=1m tmpfs small || exit 99
        $HUIKE segment -q --orders orders.csv --out-dir small/out || exit 98
        (cd small/out && cksum *) >before
        head -c 2000000 /dev/zero >small/fill 2>/dev/null
        $HUIKE segment -q --orders orders.csv --out-dir small/out --as-of 2026-03-31 2>said
        code=$?
        (cd small/out && cksum *) >after
        ls -A small/out | grep -c '^\\.huike' >left
        exit $code";
    let Some(outcome) = mounting(&room, script) else { return };
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    assert!(room.text("said").contains("No space left"), "{}", room.text("said"));
    assert_eq!(room.text("before"), room.text("after"));
    assert_eq!(room.text("left").trim(), "0");
}

/// Results and the alarms that the next run has to know are both new or both old.
#[test]
fn a_state_that_cannot_be_written_leaves_the_old_result_whole() {
    let room = Room::new();
    room.write("surveys.csv", std::fs::read(testdata("surveys.csv")).unwrap());
    let call = "satisfaction-report -q --surveys surveys.csv --out-dir out --no-report";
    room.huike(&format!("{call} --as-of 2026-03-31")).ok();
    let old = contents(&room.path("out"));
    let said = room.huike(&format!("{call} --state /proc/huike-alarms.json")).fails(5).stderr;
    assert!(said.contains("/proc/huike-alarms.json") && said.contains("so is the file of alarms"), "{said}");
    assert!(said.contains("the previous result is unchanged"), "{said}");
    std::fs::remove_dir_all(room.path("out/failed")).unwrap();
    assert!(contents(&room.path("out")) == old, "new results lie beside old alarms");
    let script = "mkdir small && mount -t tmpfs -o size=64k tmpfs small || exit 99
        $HUIKE satisfaction-report -q --surveys surveys.csv --state small/state.json --as-of 2026-03-31 --out-dir full || exit 98
        (cksum full/*.csv full/run.json small/state.json) >before
        head -c 200000 /dev/zero >small/fill 2>/dev/null
        $HUIKE satisfaction-report -q --surveys surveys.csv --state small/state.json --out-dir full 2>said
        code=$?
        (cksum full/*.csv full/run.json small/state.json) >after
        ls -A small full | grep -c '^\\.huike' >left
        exit $code";
    let Some(outcome) = mounting(&room, script) else { return };
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    assert!(room.text("said").contains("No space left"), "{}", room.text("said"));
    assert_eq!(room.text("before"), room.text("after"));
    assert_eq!(room.text("left").trim(), "0");
}

/// A file that something holds in its place cannot be replaced; the others, which could, are put back.
#[test]
fn a_file_that_cannot_be_replaced_leaves_all_of_them_as_they_were() {
    let room = with_result();
    let script = "cp -r out before
        mount --bind out/thresholds.csv out/thresholds.csv || exit 99
        $HUIKE segment -q --orders orders.csv --as-of 2026-03-31 --out-dir out 2>said
        code=$?
        umount out/thresholds.csv
        diff -r before out && ls -A out | grep -c '^\\.huike' >left
        exit $code";
    let Some(outcome) = mounting(&room, script) else { return };
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    let said = room.text("said");
    assert!(said.contains("out/thresholds.csv") && said.contains("the previous result is unchanged"), "{said}");
    assert_eq!((room.text("left").trim(), outcome.stdout.as_slice()), ("0", &b""[..]));
}

/// A model that the next run scores by is not left behind by a run that failed.
#[test]
fn a_saved_model_is_replaced_with_the_results_or_not_at_all() {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    let call = "churn-score -q --orders orders.csv --no-report --out-dir";
    room.huike(&format!("{call} out --horizon 90 --save-model model.json")).ok();
    let old = (room.text("model.json"), contents(&room.path("out")));
    let said = room.huike(&format!("{call} out --horizon 60 --save-model /proc/model.json")).fails(5).stderr;
    assert!(said.contains("so is the saved model"), "{said}");
    std::fs::remove_dir_all(room.path("out/failed")).unwrap();
    // Something that is no result of huike's stands in the way.
    room.write("other/churn_scores.csv", "mine");
    room.huike(&format!("{call} other --horizon 60 --save-model model.json")).fails(5);
    assert!((room.text("model.json"), contents(&room.path("out"))) == old);
    assert_eq!(room.huike(&format!("{call} new --save-model -")).ok().stdout.first(), Some(&b'{'));
}

#[test]
fn places_that_cannot_be_written_are_told() {
    let room = with_result();
    for place in ["orders.csv/out", "orders.csv", "/proc/huike-out", "/dev/null/out"] {
        let outcome = room.huike("segment -q --orders orders.csv --out-dir").arg(place).fails(5);
        assert!(outcome.stderr.contains(place), "{}", outcome.stderr);
    }
    for place in ["orders.csv/one.csv", "missing/one.csv", "out", "/dev/full"] {
        let outcome = room.huike("segment -q --orders orders.csv -o").arg(place).fails(5);
        assert!(outcome.stderr.contains(place), "{}", outcome.stderr);
    }
    whole(&room, "out");
}

#[test]
fn a_folder_that_is_mounted_read_only_is_told() {
    let room = with_result();
    let script = "mount --bind out out && mount -o remount,ro,bind out || exit 99
        exec $HUIKE segment -q --orders orders.csv --out-dir out";
    let Some(outcome) = mounting(&room, script) else { return };
    assert_eq!(outcome.code, Some(5), "{}", outcome.stderr);
    whole(&room, "out");
}

#[test]
fn a_folder_in_the_place_of_a_file_leaves_the_old_result_whole() {
    let room = with_result();
    let old = room.bytes("out/segments.csv");
    std::fs::remove_file(room.path("out/report.html")).unwrap();
    room.write("out/report.html/mine.txt", "mine");
    room.huike("segment -q --orders orders.csv --out-dir out").fails(5);
    assert!(room.bytes("out/segments.csv") == old, "half of a new result lies among the old one");
    assert_eq!(room.text("out/report.html/mine.txt"), "mine");
}
