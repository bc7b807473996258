//! Nothing from the data acts: no escape code in the terminal, no script in the report, no forged line in a log.

use super::shape::{HEADER, orders, segment, with};
use crate::program::{Outcome, Room};

/// Escape codes, a bell, a title, direction overrides, a character without width, a C1 control.
const ACTING: &str = "\u{1b}[31mX\u{1b}]0;t\u{7}\u{202e}\u{2066}\u{200b}\u{9b}1m\r";
const SCRIPT: &str =
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><svg/onload=alert(3)>&lt javascript:alert(4)";

fn inert(outcome: &Outcome, what: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found: Vec<char> = outcome.stderr.chars().filter(|c| acts(*c)).collect();
    assert!(found.is_empty(), "{what}: {found:?} in {:?}", outcome.stderr);
}

#[test]
fn escape_codes_in_headers_cells_and_file_names_do_not_reach_the_terminal() {
    let header = with(format!("customer_id,order_date,\"{ACTING}\"\nA,2026-01-01,5\n"));
    inert(&segment(&header, ""), "header");
    let cells = orders(&format!("\"{ACTING}\",\"{ACTING}\",\"{ACTING}\"\nB,2026-01-01,5\n"));
    inert(&segment(&cells, "--show-values"), "cells");
    inert(&segment(&cells, "--show-values --max-rejects 1 -v"), "cells set aside");
    let name = "a\u{1b}[31m\u{202e}b.csv";
    let file = Room::new();
    file.write(name, format!("{HEADER}A,2026-01-01,x\n"));
    inert(&file.huike("segment -v --orders").arg(name).run(), "bad file");
    inert(&file.huike("segment --orders").arg(format!("{name}x")).run(), "missing file");
    file.write(name, format!("{HEADER}A,2026-01-01,5\n"));
    inert(&file.huike("segment -v --orders").arg(name).run(), "good file");
    inert(&file.huike("segment --out-dir").arg("out\u{1b}[31m").arg("--orders").arg(name).run(), "folder");
    let category =
        with(format!("customer_id,order_date,amount,currency\nA,2026-01-01,5,\"{ACTING}\"\nB,2026-01-01,5,CNY\n"));
    inert(&segment(&category, ""), "currency");
}

#[test]
fn escape_codes_in_flags_do_not_reach_the_terminal() {
    let room = orders("A,2026-01-01,5\n");
    room.write("c.csv", "customer_id,region\nA,North\n");
    for flag in [
        "--by",
        "--exclude",
        "--rules",
        "--map",
        "--as-of",
        "--format",
        "--encoding",
        "--delimiter",
        "--config",
        "--previous",
        "--cluster-on",
    ] {
        let call = room.huike("segment --orders o.csv --customers c.csv").arg(flag);
        inert(&call.arg("\u{1b}[31mx\u{7}=1").run(), flag);
    }
}

#[test]
fn escape_codes_in_rules_do_not_reach_the_terminal() {
    let room = orders("A,2026-01-01,5\n");
    let words = "{ en = \"\\u001b[31mX\\u202e\", zh = \"\\u001b[31mX\" }";
    room.write("rules.toml", format!("[[segment]]\nid = \"a\"\nlabel = {words}\naction = {words}\n"));
    inert(&segment(&room, "--rules rules.toml"), "rules");
    room.write("rules.toml", format!("[[segment]]\nid = \"\\u001b[31m\"\nlabel = {words}\naction = {words}\n"));
    inert(&segment(&room, "--rules rules.toml"), "bad rules");
}

#[test]
fn line_breaks_in_cells_headers_and_names_do_not_forge_lines() {
    let room = orders("A,\"x\nerror: FORGED\",5\n");
    let forged = |outcome: &Outcome| outcome.stderr.lines().any(|line| line.starts_with("error: FORGED"));
    let outcome = segment(&room, "");
    assert!(!forged(&outcome), "cell:\n{}", outcome.stderr);
    let outcome = segment(&with("\"a\nerror: FORGED\",b\n1,2\n"), "");
    assert!(!forged(&outcome), "header:\n{}", outcome.stderr);
    let outcome = room.huike("segment --orders").arg("x\nerror: FORGED").run();
    assert!(!forged(&outcome), "file name:\n{}", outcome.stderr);
}

/// The tags of a page outside its own style, as a parser sees them.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>') else { break };
        tags.push(rest[..close].to_lowercase());
        rest = &rest[close + 1..];
    }
    tags
}

/// The names of a tag's attributes; what stands in quotes is value.
fn attributes(tag: &str) -> Vec<String> {
    let bare: String = tag.split('"').step_by(2).collect();
    bare.split_whitespace().skip(1).map(|part| part.split('=').next().unwrap_or_default().to_string()).collect()
}

#[test]
fn script_in_the_data_does_not_reach_the_report_as_markup() {
    let quoted = SCRIPT.replace('"', "\"\"");
    let name = "<script>alert(5)<img src=x onerror=alert(6)>.csv";
    let room = Room::new();
    let row = |at: u32| {
        format!("\"{quoted}{at}\",2026-0{}-0{},{},\"{quoted}\",\"{quoted}\"\n", at % 6 + 1, at % 9 + 1, at + 1)
    };
    let lines: String = (0..60).map(row).collect();
    room.write(name, format!("customer_id,order_date,amount,category,channel\n{lines}bad,x,\"{quoted}\",,\n"));
    let customers: String = (0..60).map(|at| format!("\"{quoted}{at}\",\"{quoted}\",\"{quoted}\"\n")).collect();
    room.write("c.csv", format!("customer_id,region,\"{quoted}\"\n{customers}"));
    let words = format!("{{ en = '''{SCRIPT}''', zh = '''{SCRIPT}''' }}");
    room.write("rules.toml", format!("[[segment]]\nid = \"a\"\nlabel = {words}\naction = {words}\nr = [2, 5]\n[others]\nlabel = {words}\naction = {words}\n"));
    for lang in ["en", "zh"] {
        let call = room.huike("segment -q --max-rejects 1 --clusters 3 --cluster-on category,recency --compare-to 2026-04-01 --rules rules.toml --out-dir out");
        let call = call.arg("--lang").arg(lang).arg("--orders").arg(name).arg("--customers").arg("c.csv");
        call.arg("--by").arg(format!("region,{SCRIPT}")).ok();
        let page = room.text("out/report.html");
        let plain = "alert(1)";
        assert!(page.contains(plain), "the payload is not in the report at all");
        for tag in tags(&page) {
            let own = ["script", "img", "svg/", "iframe", "object"].iter().all(|bad| !tag.starts_with(bad));
            let acts = attributes(&tag).iter().any(|name| name.starts_with("on") || name == "href" || name == "src");
            assert!(own && (!acts || tag.starts_with("a ") && tag.contains("href=\"#")), "<{tag}>");
        }
        assert!(page.contains("Content-Security-Policy"), "no policy");
        assert!(
            !page.contains("http://") || page.matches("http://").count() == page.matches("http://www.w3.org/").count()
        );
    }
}
