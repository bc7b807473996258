//! Tables at the edge of what can be analysed: a result without NaN or infinity, or the reason why there is none.

use super::shape::{all_files, orderly, orders, says, segment};
use crate::program::{Outcome, Room};

/// Insists that no cell, number or word of a result is not a number.
fn finite(room: &Room, outcome: &Outcome, what: &str) {
    orderly(outcome);
    if outcome.code != Some(0) {
        assert!(outcome.stderr.lines().count() >= 1 && !room.path("out/segments.csv").exists(), "{what}");
        return;
    }
    for (name, bytes) in all_files(room, "out") {
        let text = String::from_utf8(bytes).unwrap();
        let words = text.split(|c: char| !c.is_alphanumeric());
        let bad = words.map(str::to_lowercase).find(|word| ["nan", "inf", "infinity"].contains(&word.as_str()));
        assert_eq!(bad, None, "{what}: {name}");
        assert!(!text.contains('∞'), "{what}: {name}");
    }
}

fn lines(count: u32, line: impl Fn(u32) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn edges_end_in_a_finite_result_or_in_a_reason() {
    let day = |at: u32| format!("2026-01-{:02}", at % 28 + 1);
    let cases = [
        ("a single customer", "A,2026-01-01,5\n".to_string()),
        ("a single customer of many days", lines(28, |at| format!("A,{},5\n", day(at)))),
        ("all on one day", lines(40, |at| format!("C{at},2026-01-01,{}\n", at + 1))),
        ("one-time buyers", lines(200, |at| format!("C{at},{},{}\n", day(at), at + 1))),
        ("all the same", lines(40, |at| format!("C{at},2026-01-05,7\n"))),
        ("nothing but zeros", lines(40, |at| format!("C{at},{},0\n", day(at)))),
        (
            "returns larger than sales",
            lines(80, |at| format!("C{},{},{}\n", at % 40, day(at), if at < 40 { 5 } else { -900 })),
        ),
        (
            "sales of nothing in sum",
            lines(80, |at| format!("C{},{},{}\n", at % 40, day(at / 40), if at < 40 { 100 } else { -100 })),
        ),
        ("some with returns only", lines(80, |at| format!("C{at},{},{}\n", day(at), if at % 2 == 0 { -5 } else { 5 }))),
        ("two customers", "A,2026-01-01,5\nB,2026-01-02,6\n".to_string()),
        ("the largest amounts", lines(40, |at| format!("C{at},{},922337203685477.58\n", day(at)))),
        ("the smallest amounts", lines(40, |at| format!("C{at},{},0.0001\n", day(at)))),
        ("centuries", "A,1990-01-01,5\nB,2026-01-02,6\nA,2026-01-02,6\n".to_string()),
    ];
    let all = "--cluster-on recency,frequency,monetary,order-value,gap,tenure,return-share --min-cell 1";
    for (what, text) in cases {
        for flags in [
            "",
            "--clusters auto",
            "--clusters 2",
            "--scoring ntile --bins 9",
            "--compare-to 2026-01-10",
            "--frequency orders",
        ] {
            let room = orders(&text);
            let outcome = segment(&room, &format!("-q {flags} {all}"));
            finite(&room, &outcome, &format!("{what} with {flags}"));
            let simple = flags.is_empty() || flags.starts_with("--scoring");
            let none = what == "sales of nothing in sum" && outcome.code == Some(6);
            assert!(!simple || none || outcome.code == Some(0), "{what}, {flags}: {}", outcome.stderr);
        }
    }
}

#[test]
fn only_returns_cannot_be_scored() {
    let room = orders("A,2026-01-01,-5\nB,2026-01-02,-6\n");
    says(&segment(&room, ""), 6, &["only returns"]);
    assert_eq!(room.manifest("out/failed")["exit_code"], 6);
}

#[test]
fn clusters_of_customers_who_are_all_alike_are_refused_with_the_right_count() {
    let room = orders(&lines(60, |at| format!("C{at},2026-01-05,7\n")));
    let outcome = segment(&room, "--clusters auto");
    says(&outcome, 6, &["at least 2 different customers"]);
    assert!(outcome.stderr.contains("only 1"), "sixty equal customers are one, not none: {}", outcome.stderr);
}

#[test]
fn histories_that_cannot_be_are_set_aside_not_changed() {
    for row in ["A,1.5,5,3", "A,-2,5,3", "A,5000000000,5,3", "A,1,5,-3", "A,1,5,0.5", "A,1,5,1e9"] {
        let room = Room::new();
        room.write("h.csv", format!("customer_id,orders,amount,recency_days\n{row}\nB,2,5,7\nC,3,9,8\n"));
        let outcome = room.huike("segment -q --histories h.csv --out-dir out").run();
        assert_eq!(outcome.code, Some(4), "`{row}` was taken as {:?}", room.text("out/segments.csv").lines().nth(1));
    }
}
