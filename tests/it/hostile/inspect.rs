//! What `inspect` says and writes: nothing that acts, nobody's data, and the right exit code.

use super::{found, limited, says};
use crate::faults::shell;
use crate::program::{Outcome, Room};

const ACTING: &str = "\u{1b}[31mX\u{7}\u{202e}\u{2066}\u{200b}\u{9b}1m\u{7f}";
const CANARIES: [&str; 4] = ["CANARYID-4711", "13977776666", "bob@canary.example", "CANARYNAME"];

fn with(bytes: impl AsRef<[u8]>) -> Room {
    let room = Room::new();
    room.write("o.csv", bytes);
    room
}

fn inert(outcome: &Outcome) {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let told = format!("{}{}", String::from_utf8_lossy(&outcome.stdout), outcome.stderr);
    assert_eq!(told.chars().filter(|c| acts(*c)).collect::<String>(), "", "{told:?}");
    assert!(!told.lines().any(|line| line.starts_with("error: FORGED")), "{told}");
}

#[test]
fn headers_and_cells_that_act_are_shown_and_do_not_act() {
    let text =
        format!("customer_id,order_date,\"{ACTING}\nerror: FORGED\"\n\"{ACTING}\",\"a\nerror: FORGED\",x\n1,2,3\n");
    let broken = format!("a,b\n{ACTING},\"x\n1,{ACTING}\"\n3,4,5{ACTING}\n");
    for text in [text, broken] {
        let room = with(text);
        for flags in ["", "--show-values", "--json", "--json --show-values", "--lang zh", "--table orders"] {
            inert(&room.huike(&format!("inspect o.csv {flags}")).ok());
        }
        inert(&room.huike("inspect o.csv -o clean.csv --show-values").ok());
    }
}

#[test]
fn json_that_cannot_act_says_the_same() {
    let room = with(format!("id,{ACTING}\n1,2\n"));
    assert_eq!(found(&room, "o.csv")["columns"][1]["header"], ACTING);
    for text in ["", "\n\n", "\"", "a", "\u{feff}", "a,\"b\n1,2,3\n", "{\"a\":1}\n{\"a\":\"\\u001b\"}\n"] {
        found(&with(text), "o.csv");
    }
}

#[test]
fn nobody_is_in_the_words_unless_asked() {
    let header = "customer_id,name,phone,email,region";
    let row = CANARIES;
    let regular = format!("{},{},{},{},North\n", row[0], row[3], row[1], row[2]);
    // A comma too many moves the phone into a column that may be shown.
    let moved = format!("{},{}, B,x,{},{},North\n", row[0], row[3], row[1], row[2]);
    let stray = format!("\"{},{} \"B\" x,{},{},North\n", row[0], row[3], row[1], row[2]);
    let short = format!("{},{},{}\n", row[0], row[1], row[2]);
    for text in [
        format!("{header}\n{moved}{regular}{stray}{short}"),
        format!("{header}\n{regular}{regular}{regular}{regular}{stray}{moved}"),
        regular.repeat(3),
        format!("{header}\n{regular}\nregion,phone\nNorth,{}\n", row[1]),
    ] {
        let room = with(&text);
        for flags in ["", "--json", "--table orders", "--ragged reject", "--ragged error", "--strict", "--lang zh"] {
            let outcome = room.huike(&format!("inspect o.csv {flags}")).run();
            let told = format!("{}{}", String::from_utf8_lossy(&outcome.stdout), outcome.stderr);
            let leaks: Vec<&str> = CANARIES.into_iter().filter(|canary| told.contains(canary)).collect();
            assert_eq!(leaks, [""; 0], "{flags} of {text}:\n{told}");
        }
        let shown = room.huike("inspect o.csv --json --show-values").ok();
        assert!(String::from_utf8_lossy(&shown.stdout).contains(CANARIES[1]));
    }
}

#[test]
fn a_repair_under_strict_breaks_the_contract() {
    let room = with("a,b\n1,2\n3,4,\n5,6\n");
    says(&room.huike("inspect o.csv --strict -o clean.csv").run(), 4, &["o.csv", "--strict"]);
    assert!(!room.path("clean.csv").exists());
    says(&room.huike("inspect o.csv --strict").run(), 4, &["--strict"]);
    says(&with("a,b\n1,2\n").huike("inspect o.csv --strict").run(), 0, &[]);
}

#[test]
fn a_closed_pipe_is_quiet_however_much_is_left_to_write() {
    for rows in [1, 100_000] {
        let room = with(format!("id,v\n{}", "some,thing\n".repeat(rows)));
        shell(&room, "{ $HUIKE inspect -q o.csv -o - 2>said; echo $? >code; } | head -c 1 >/dev/null");
        assert_eq!((room.text("code").as_str(), room.text("said").as_str()), ("0\n", ""), "{rows} rows");
    }
}

#[test]
fn a_full_device_is_told_with_its_reason_however_much_is_written() {
    for rows in [1, 100_000] {
        let room = with(format!("id,v\n{}", "some,thing\n".repeat(rows)));
        for line in ["inspect o.csv -o /dev/full", "inspect o.csv -o - >/dev/full", "inspect o.csv --json >/dev/full"] {
            says(&limited(&room, &format!("exec $HUIKE {line}")), 5, &["No space left"]);
        }
    }
}

#[test]
fn calls_that_make_no_sense_are_refused() {
    let room = with("id,v\n1,2\n");
    room.write("p.csv", "id,v\n1,2\n");
    for flags in [
        "p.csv -o x.csv",
        "--table nonsense",
        "--delimiter é",
        "--delimiter a",
        "--quote x",
        "--escape x",
        "--header-rows 4",
        "--header-rows 1 --no-header",
        "--skip-rows -1",
        "--max-expand 0",
        "--max-memory 0",
        "--encoding klingon",
        "--json -o -",
    ] {
        assert_eq!(room.huike(&format!("inspect o.csv {flags}")).run().code, Some(2), "{flags}");
    }
    assert_eq!(room.names(""), ["o.csv", "p.csv"]);
}

#[test]
fn the_next_command_is_one_that_takes_the_table() {
    let next = |text: &str| {
        let outcome = with(text).huike("inspect o.csv").ok();
        let told = String::from_utf8(outcome.stdout).unwrap();
        (told.lines().find_map(|line| line.trim().strip_prefix("next").map(|next| next.trim().to_string())), told)
    };
    for (text, command) in [
        ("customer_id,due_date\n1,2026-01-01\n", "huike satisfaction-report --follow-ups o.csv"),
        ("input_lot,output_lot\nA,B\n", "huike recall-scope --orders ORDERS.csv --genealogy o.csv --lots LOT"),
        ("lot_id,location,quantity\nA,x,3\n", "huike recall-scope --orders ORDERS.csv --stock o.csv --lots LOT"),
        ("lot_id,product_id,made_on\nA,P,2026-01-01\n", "huike lot-signals --orders ORDERS.csv --production o.csv"),
    ] {
        assert_eq!(next(text).0.as_deref(), Some(command), "{text}");
    }
    assert_eq!(next("customer_id,order_date,amount\n").0, None);
    let mixed = "customer_id,order_date,amount\n1.23E+11,2026-06-01,$100\n2,2026-06-30,€20\n3,2026-06-15,$30\n";
    let (command, told) = next(mixed);
    assert_eq!(command.as_deref(), Some("huike segment --orders o.csv --currency '$'"));
    assert!(
        told.contains("several currencies: $ (2), EUR (1)") && told.contains("1 cell of customer_id look"),
        "{told}"
    );
    let rows: String = (10..40).map(|at| format!("{at},2026-06-01,5\n")).collect();
    let bad = format!("customer_id,order_date,amount\n{rows}41,2026-06-01,NaN\n,2026-06-01,5\n");
    assert_eq!(next(&bad).0.as_deref(), Some("huike segment --orders o.csv --max-rejects 2"));
    let zh = with("lot_id,location,quantity\nA,x,3\n").huike("inspect o.csv --lang zh").ok();
    assert!(String::from_utf8(zh.stdout).unwrap().contains("stock（批次库存）"));
}
