//! Segment rules of the user's own: what is wrong with them is told by name before any data is read.

use super::shape::{orders, says, segment};

fn rule(id: &str, bounds: &str) -> String {
    format!(
        "[[segment]]\nid = \"{id}\"\nlabel = {{ en = \"x\", zh = \"y\" }}\naction = {{ en = \"x\", zh = \"y\" }}\n{bounds}\n"
    )
}

#[test]
fn overlaps_gaps_and_unreachable_rules_are_named() {
    let room = orders("A,2026-01-01,5\n");
    room.write("rules.toml", rule("alpha", "r = [1, 3]") + &rule("beta", "r = [3, 4]"));
    let outcome = segment(&room, "--rules rules.toml");
    says(&outcome, 2, &["rules.toml", "\"alpha\" and \"beta\"", "311", "no rule covers", "511"]);
    assert!(!room.path("out").exists(), "a folder was made for a run that could not begin");
    room.write("rules.toml", rule("all", "") + &rule("never", "r = [1, 2]"));
    says(&segment(&room, "--rules rules.toml"), 2, &["never"]);
}

#[test]
fn rules_that_cannot_be_read_are_told() {
    let room = orders("A,2026-01-01,5\n");
    says(&segment(&room, "--rules defualt"), 2, &["`defualt`", "did you mean `default`?"]);
    for (text, words) in [("id = ", "line 1"), ("", "segment"), ("[[segment]]\nid = 1\n", "id"), ("\0\u{1}", "line 1")]
    {
        room.write("rules.toml", text);
        says(&segment(&room, "--rules rules.toml"), 2, &["rules.toml", words]);
    }
    room.write("rules.toml", [0xff, 0xfe, 0x00]);
    says(&segment(&room, "--rules rules.toml"), 2, &["--rules"]);
    says(&segment(&room, "--rules ."), 2, &["--rules"]);
}

#[test]
fn settings_that_cannot_be_read_are_told() {
    let room = orders("A,2026-01-01,5\n");
    for (text, words) in [
        ("bins = ", "line 1"),
        ("bnis = 4", "did you mean `bins`?"),
        ("bins = { a = 1 }", ""),
        ("[segmnet]\nbins = 3", "did you mean `segment`?"),
    ] {
        room.write("huike.toml", text);
        let outcome = segment(&room, "");
        says(&outcome, 2, &["huike.toml", words]);
    }
    room.write("huike.toml", "bins = 44");
    says(&segment(&room, ""), 2, &["44"]);
}
