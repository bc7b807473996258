//! Personal data stays put: canary values in every personal column and in bad cells are searched for in everything
//! that is said and written.

use super::shape::{all_files, orders, says, segment, with};
use crate::program::{Outcome, Room};

/// Values that may stand only in the tables made for them.
const CANARIES: [&str; 8] = [
    "CANARYID-4711",
    "CANARYNAME-BOB",
    "CANARY-COMPANY",
    "13977776666",
    "bob@canary.example",
    "CANARY STREET 5",
    "1977-07-17",
    "CANARYBIRTH-1",
];

fn leaks(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes);
    CANARIES.into_iter().filter(|canary| text.contains(canary)).collect()
}

/// Orders and customers with canaries; the last two customers have bad cells.
fn with_canaries() -> Room {
    let room = orders("CANARYID-4711,2026-01-01,5\nCANARYID-4711,2026-02-01,6\nB,2026-02-01,6\n");
    let header = "customer_id,name,company,phone,email,address,region,birth_date";
    let row = |birth: &str| {
        format!(
            "CANARYID-4711,CANARYNAME-BOB,CANARY-COMPANY,13977776666,bob@canary.example,CANARY STREET 5,North,{birth}\n"
        )
    };
    let rows = ["1977-07-17", "CANARYBIRTH-1", "1988-13-13"].map(row).concat();
    room.write("c.csv", format!("{header}\n{rows}"));
    room
}

/// Insists that no canary was said or written, but for the tables of raw records and of customers.
fn silent(room: &Room, outcome: &Outcome) {
    assert_eq!(leaks(outcome.stderr.as_bytes()), [""; 0], "{}", outcome.stderr);
    for (name, bytes) in all_files(room, "out") {
        let may =
            ["segments.csv", "rejected_customers.csv", "rejected_orders.csv"].iter().any(|own| name.ends_with(own));
        assert!(may || leaks(&bytes).is_empty(), "{:?} in {name}", leaks(&bytes));
    }
}

#[test]
fn a_good_run_tells_nothing_personal() {
    let room = with_canaries();
    let outcome = segment(&room, "--customers c.csv --max-rejects 2 -v --clusters 2 --compare-to 2026-01-15");
    says(&outcome, 0, &["2 of 3 rows set aside"]);
    silent(&room, &outcome);
    assert!(!leaks(&room.bytes("out/segments.csv")).is_empty());
}

#[test]
fn a_failed_run_tells_nothing_personal_unless_asked() {
    let room = with_canaries();
    let outcome = segment(&room, "--customers c.csv");
    says(&outcome, 4, &["record 3, column birth_date"]);
    silent(&room, &outcome);
    let shown = segment(&room, "--customers c.csv --show-values");
    says(&shown, 4, &["CANARYBIRTH-1"]);
    assert!(!leaks(&room.bytes("out/failed/rejects.csv")).is_empty());
}

#[test]
fn ids_that_stand_twice_are_not_told() {
    let room = Room::new();
    room.write("h.csv", "customer_id,orders,amount,recency_days\nCANARYID-4711,1,5,5\nCANARYID-4711,2,5,5\n");
    let outcome = room.huike("segment --histories h.csv --out-dir out").run();
    says(&outcome, 4, &["more than once"]);
    silent(&room, &outcome);
}

#[test]
fn bad_orders_tell_no_id() {
    let room = orders("CANARYID-4711,2026-02-30,5\nCANARYID-4711,2026-02-01,abc\nB,2026-02-01,5\n");
    let outcome = segment(&room, "");
    says(&outcome, 4, &["record 2"]);
    silent(&room, &outcome);
}

#[test]
fn columns_that_no_role_claims_may_be_personal_too() {
    let room = with(
        "customer_id,order_date,amount,receiver,receiver_phone,ship_to\nA,2026-01-01,x,CANARYNAME-BOB,13977776666,CANARY STREET 5\nB,2026-01-01,5,,,\n",
    );
    let outcome = segment(&room, "--max-rejects 1");
    says(&outcome, 0, &[]);
    silent(&room, &outcome);
}

#[test]
fn attributes_may_be_personal_too() {
    let room = orders("A,2026-01-01,5\n");
    room.write(
        "c.csv",
        "customer_id,birth_date,wechat,remark\nA,nonsense,CANARYNAME-BOB,13977776666\nB,1980-01-01,x,y\n",
    );
    let outcome = segment(&room, "--customers c.csv --max-rejects 1");
    says(&outcome, 0, &[]);
    silent(&room, &outcome);
}

#[test]
fn a_ragged_record_has_its_personal_cells_anywhere() {
    let room = orders("A,2026-01-01,5\n");
    // The comma in the name moves the phone into an open column.
    room.write(
        "c.csv",
        "customer_id,name,phone,region\nA,Smith, Bob,13977776666,North\nB,x,y,z\nC,x,y,z,bob@canary.example\n",
    );
    let outcome = segment(&room, "--customers c.csv --max-rejects 2");
    says(&outcome, 0, &[]);
    silent(&room, &outcome);
}

#[test]
fn a_file_that_is_no_table_is_refused_without_its_contents() {
    let json = "[{\"customer_id\": \"CANARYID-4711\", \"name\": \"CANARYNAME-BOB\", \"phone\": \"13977776666\"}]\n";
    let sql = "INSERT INTO customers VALUES ('CANARYID-4711', 'CANARYNAME-BOB', '13977776666');\n";
    for text in [json, sql] {
        let room = with(text);
        let outcome = segment(&room, "");
        assert!(matches!(outcome.code, Some(3 | 4)), "{:?}", outcome.code);
        silent(&room, &outcome);
    }
}

#[test]
fn personal_columns_are_no_profiles() {
    for column in ["phone", "name", "email", "address", "company"] {
        let room = with_canaries();
        let outcome = segment(&room, &format!("--customers c.csv --max-rejects 2 --by {column}"));
        silent(&room, &outcome);
    }
}

#[test]
fn a_mask_hides_more_than_it_shows() {
    for value in ["CANARYBOB", "JohnSmith", "1234567890", "bob@x.com"] {
        let room = orders("A,2026-01-01,5\n");
        room.write("c.csv", format!("customer_id,name,birth_date\nA,{value},nonsense\nB,x,1980-01-01\n"));
        says(&segment(&room, "--customers c.csv --max-rejects 1"), 0, &[]);
        let rejects = room.rows("out/rejects.csv");
        let shown = rejects[0]["raw_record"].split(',').nth(1).unwrap().chars().filter(|c| *c != '*').count();
        assert!(shown * 2 <= value.len(), "{value} is masked as {}", rejects[0]["raw_record"]);
    }
}

#[test]
fn cells_that_came_under_other_headers_tell_nothing_personal() {
    let room = Room::new();
    let rows = [
        "1,bob@canary.example,5,A,2026-01-01",
        "2,2026-01-01,CANARYNAME-BOB,A,2026-01-01",
        "3,13977776666,5,A,2026-01-01",
        "4,2026-02-01,7,A,CANARY STREET 5",
        "5,2026-02-01,7,B,x",
    ];
    room.write("o.csv", format!("customer_id,order_date,amount,category,note\n{}\n", rows.join("\n")));
    let outcome = segment(&room, "--max-rejects 3 -v");
    says(&outcome, 0, &["3 of 5 rows set aside"]);
    assert_eq!(leaks(outcome.stderr.as_bytes()), [""; 0], "{}", outcome.stderr);
    let list = room.text("out/rejects.csv");
    assert!(leaks(list.as_bytes()).is_empty() && list.contains("bob****ple"), "{list}");
    assert_eq!(leaks(&room.bytes("out/run.json")), [""; 0]);
    let looked = room.huike("inspect o.csv").run();
    assert_eq!(leaks(&looked.stdout), [""; 0]);
}
