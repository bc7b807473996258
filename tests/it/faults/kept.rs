//! What a run must not destroy: its inputs, the previous result when it fails, files of somebody else.

use super::shell::{contents, shell, whole};
use crate::program::{Room, testdata};

const HEADER: &str = "customer_id,order_date,amount\n";
const GOOD: &str = "customer_id,order_date,amount\nA,2026-01-01,5\nB,2026-02-01,6\n";
const BAD: &str = "customer_id,order_date,amount\nA,2026-01-01,5\nB,2026-02-30,6\n";

#[test]
fn a_failed_run_keeps_the_old_result_and_tells_of_itself_until_the_next_good_one() {
    let room = Room::new();
    room.write("good.csv", GOOD);
    room.write("bad.csv", BAD);
    room.huike("segment -q --orders good.csv --out-dir out").ok();
    let old = contents(&room.path("out"));
    room.huike("segment -q --orders bad.csv --out-dir out").fails(4);
    assert_eq!(room.names("out/failed"), ["rejected_orders.csv", "rejects.csv", "run.json"]);
    let manifest = room.manifest("out/failed");
    assert_eq!(manifest["exit_code"], 4);
    assert!(manifest["failure"]["message"].as_str().unwrap().contains("record 3"), "{manifest}");
    assert_eq!(manifest["ledger"]["orders"]["read"]["rows"], 2);
    let mut now = contents(&room.path("out"));
    assert!(now.remove("failed/").is_some());
    assert_eq!(now, old);
    room.huike("segment -q --orders missing.csv --out-dir out").fails(3);
    assert_eq!(room.manifest("out/failed")["exit_code"], 3);
    room.huike("segment -q --orders good.csv --out-dir out").ok();
    whole(&room, "out");
}

#[test]
fn an_output_file_that_is_an_input_is_refused() {
    let room = Room::new();
    room.write("in/a.csv", GOOD);
    room.write("customers.csv", "customer_id,region\nA,North\n");
    std::os::unix::fs::symlink(room.path("in/a.csv"), room.path("link.csv")).unwrap();
    let cases = [
        ("--orders in/a.csv", "in/a.csv"),
        ("--orders in/a.csv", "in/../in/a.csv"),
        ("--orders in/a.csv", "link.csv"),
        ("--orders link.csv", "in/a.csv"),
        ("--orders in/a.csv --customers customers.csv", "customers.csv"),
    ];
    for (inputs, output) in cases {
        let outcome = room.huike(&format!("segment -q {inputs} -o {output}")).run();
        assert!(matches!(outcome.code, Some(2 | 5)), "{inputs} -o {output}: {:?}", outcome.code);
    }
    assert_eq!(room.text("in/a.csv"), GOOD);
}

#[test]
fn an_output_file_inside_a_glob_or_a_folder_of_inputs_is_refused() {
    for inputs in ["in", "in/*.csv"] {
        let room = Room::new();
        room.write("in/a.csv", GOOD);
        let outcome = room.huike(&format!("segment -q --orders {inputs} -o in/a.csv")).run();
        assert_eq!(room.text("in/a.csv"), GOOD, "{inputs}: the orders were overwritten");
        assert!(matches!(outcome.code, Some(2 | 5)), "{inputs}: {:?}", outcome.code);
    }
}

#[test]
fn an_output_file_that_is_the_rules_or_the_settings_is_refused() {
    let rules = "[[segment]]\nid = \"a\"\nlabel = { en = \"x\", zh = \"y\" }\naction = { en = \"x\", zh = \"y\" }\n";
    for flag in ["--rules", "--config"] {
        let room = Room::new();
        room.write("orders.csv", GOOD);
        let text = if flag == "--rules" { rules } else { "bins = 4\n" };
        room.write("own.toml", text);
        room.huike(&format!("segment -q --orders orders.csv {flag} own.toml -o own.toml")).run();
        assert_eq!(room.text("own.toml"), text, "{flag} was overwritten");
    }
}

#[test]
fn inputs_inside_the_output_folder_survive_the_run() {
    // The last one is what a user corrects and feeds back.
    for name in ["segments.csv", "clusters.csv", "rejects.csv", "rejected_orders.csv", "failed/rejected_orders.csv"] {
        let room = Room::new();
        room.write("good.csv", GOOD);
        let corrected = format!("{HEADER}C,2026-02-03,7\n");
        room.write(&format!("out/{name}"), &corrected);
        room.huike(&format!("segment -q --orders good.csv out/{name} --out-dir out")).run();
        let kept = std::fs::read_to_string(room.path(&format!("out/{name}"))).ok();
        assert_eq!(kept, Some(corrected), "the orders in out/{name} were destroyed by the run that read them");
    }
}

#[test]
fn corrected_rows_are_not_replaced_by_the_rows_they_correct() {
    let room = Room::new();
    room.write("orders.csv", BAD);
    let line = "segment -q --orders orders.csv --max-rejects 1 --out-dir out";
    room.huike(line).ok();
    let corrected = room.text("out/rejected_orders.csv").replace("2026-02-30", "2026-02-28");
    room.write("out/rejected_orders.csv", &corrected);
    let line = "segment -q --orders orders.csv out/rejected_orders.csv --max-rejects 1 --out-dir out";
    room.huike(line).run();
    assert_eq!(room.text("out/rejected_orders.csv"), corrected, "the correction is lost");
}

#[test]
fn a_folder_named_failed_that_is_not_ours_is_left_alone() {
    let room = Room::new();
    room.write("good.csv", GOOD);
    room.write("out/failed/exams.txt", "mine");
    room.huike("segment -q --orders good.csv --out-dir out").run();
    assert!(room.path("out/failed/exams.txt").exists(), "a file of the user was deleted");
}

#[test]
fn files_of_others_in_the_output_folder_are_left_alone() {
    let room = Room::new();
    room.write("good.csv", GOOD);
    room.write("out/notes.txt", "mine");
    room.write("out/sub/segments.csv", "mine");
    room.huike("segment -q --orders good.csv --out-dir out").ok();
    assert_eq!((room.text("out/notes.txt"), room.text("out/sub/segments.csv")), ("mine".into(), "mine".into()));
}

#[test]
fn an_output_link_keeps_pointing_and_a_dangling_one_gets_its_target() {
    let room = Room::new();
    room.write("good.csv", GOOD);
    room.write("real.csv", "old");
    for target in ["real.csv", "later.csv"] {
        let link = format!("link-{target}");
        std::os::unix::fs::symlink(target, room.path(&link)).unwrap();
        room.huike(&format!("segment -q --orders good.csv -o {link}")).ok();
        assert!(room.path(&link).is_symlink(), "{link} is no link any more");
        assert!(room.text(target).starts_with("customer_id,"), "{target}");
    }
}

#[test]
fn results_are_no_more_public_than_the_user_wants() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    room.write("good.csv", GOOD);
    let line = "umask 077; $HUIKE segment -q --orders good.csv -o one.csv && $HUIKE segment -q --orders good.csv --out-dir out";
    assert_eq!(shell(&room, line).code, Some(0));
    for name in ["out/segments.csv", "one.csv"] {
        let mode = std::fs::metadata(room.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name} can be read by others: {mode:o}");
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let room = Room::new();
    room.write("orders.csv", std::fs::read(testdata("orders.csv")).unwrap());
    room.huike("segment -q --orders orders.csv --out-dir out --dry-run").ok();
    room.huike("segment -q --orders orders.csv -o one.csv --dry-run").ok();
    assert_eq!(room.names(""), ["orders.csv"]);
}

/// The folder of a Chinese system, with names in GBK; a link whose file is gone is no export that may be left out.
#[cfg(unix)]
#[test]
fn files_of_a_pattern_are_all_read_whatever_the_bytes_of_their_names() {
    use std::os::unix::ffi::OsStrExt;
    let room = Room::new();
    room.write("in/orders-1.csv", GOOD);
    let rows = |input: &str| {
        room.huike(&format!("segment -q --orders {input} --out-dir out")).ok();
        room.manifest("out")["ledger"]["orders"]["read"]["rows"].as_u64().unwrap()
    };
    let one = rows("in");
    let name = std::ffi::OsStr::from_bytes(b"orders-\xb6\xa9\xb5\xa5.csv");
    std::fs::write(room.path("in").join(name), GOOD).unwrap();
    assert_eq!([rows("in"), rows("in/*.csv"), rows("in/orders*"), rows("i?/*.csv")], [2 * one; 4]);
    assert_eq!(rows("in/orders-1*"), one);
    std::os::unix::fs::symlink("/nowhere/orders-3.csv", room.path("in/orders-3.csv")).unwrap();
    for input in ["in", "in/*.csv"] {
        let told = room.huike(&format!("segment -q --orders {input} --out-dir out")).fails(3).stderr;
        assert!(told.contains("in/orders-3.csv"), "{told}");
    }
}
