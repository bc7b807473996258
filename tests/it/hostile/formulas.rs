//! Cells that a spreadsheet would run: data files keep them, `--excel-safe` takes their effect and nothing else.

use crate::program::{Room, rows};

const STARTS: [&str; 10] = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];
const REST: [&str; 4] = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\",\"a\")", "SUM(A1)'"];
const PLAIN: [&str; 6] = ["-5", "+86 138 0000 0000", "-1,234.50", "a=b", "'a", "it's"];

/// Forty payloads, each also behind a quote.
fn payloads() -> Vec<String> {
    let payload = |start: &str, rest: &str| format!("{start}{rest}");
    let all = STARTS.iter().flat_map(|start| REST.iter().map(move |rest| payload(start, rest)));
    all.flat_map(|payload| [format!("'{payload}"), payload]).collect()
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn starts_formula(cell: &str) -> bool {
    STARTS.iter().any(|start| cell.starts_with(start))
}

#[test]
fn a_clean_table_keeps_every_cell_and_the_safe_one_gives_it_back() {
    let cells: Vec<String> = payloads().into_iter().chain(PLAIN.map(str::to_string)).collect();
    let room = Room::new();
    let lines: String = cells.iter().map(|cell| format!("{},x\n", quoted(cell))).collect();
    room.write("o.csv", format!("text,other\n{lines}"));
    let outcome = room.huike("inspect o.csv -o asis.csv").ok();
    assert!(outcome.stderr.contains("--excel-safe"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("80"), "{}", outcome.stderr);
    let read = |name: &str| -> Vec<String> { room.rows(name).into_iter().map(|row| row["text"].clone()).collect() };
    assert_eq!(read("asis.csv"), cells);
    let outcome = room.huike("inspect o.csv -o safe.csv --excel-safe").ok();
    assert!(!outcome.stderr.contains("--excel-safe"), "{}", outcome.stderr);
    for (safe, cell) in read("safe.csv").iter().zip(&cells) {
        let plain = PLAIN.contains(&cell.as_str());
        assert!(plain || !starts_formula(safe), "{safe}");
        assert_eq!(if plain { Some(safe.as_str()) } else { safe.strip_prefix('\'') }, Some(cell.as_str()));
    }
}

#[test]
fn segments_keep_ids_and_attributes_and_the_safe_file_gives_them_back() {
    let ids: Vec<String> = payloads().into_iter().filter(|id| id.trim() == id).collect();
    let room = Room::new();
    let orders: String = ids.iter().map(|id| format!("{},2026-01-01,5\n", quoted(id))).collect();
    let customers: String = ids.iter().map(|id| format!("{},{}\n", quoted(id), quoted(id))).collect();
    room.write("o.csv", format!("customer_id,order_date,amount\n{orders}"));
    room.write("c.csv", format!("customer_id,shade\n{customers}"));
    let call = "segment --orders o.csv --customers c.csv -o -";
    let outcome = room.huike(call).ok();
    assert!(outcome.stderr.contains("--excel-safe"), "{}", outcome.stderr);
    let ids_of = |bytes: &[u8]| -> Vec<String> {
        let mut ids: Vec<String> = rows(bytes).into_iter().map(|row| row["customer_id"].clone()).collect();
        ids.sort();
        ids
    };
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(ids_of(&outcome.stdout), sorted);
    let safe = room.huike(&format!("{call} --excel-safe")).ok();
    for row in rows(&safe.stdout) {
        assert!(!row.iter().any(|(name, cell)| !name.is_empty() && starts_formula(cell)), "{row:?}");
    }
    let mut bare: Vec<String> =
        ids_of(&safe.stdout).iter().map(|id| id.strip_prefix('\'').unwrap().to_string()).collect();
    bare.sort();
    assert_eq!(bare, sorted);
    let json = room.huike(&format!("{call} --format ndjson")).ok();
    let kept = |id: &String| String::from_utf8_lossy(&json.stdout).contains(&serde_json::to_string(id).unwrap());
    assert!(ids.iter().all(kept));
}
