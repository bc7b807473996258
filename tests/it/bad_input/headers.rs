//! Headers: missing, doubled, misspelt, absent; all problems of all files at once.

use super::shape::{orders, says, segment, with};

#[test]
fn missing_columns_of_two_files_are_told_together() {
    let room = with("cust,when,amout\n1,2026-01-01,5\n");
    room.write("p.csv", "Kunde;Datum;Summe\n1;2026-01-01;5\n");
    let outcome = room.huike("segment --orders o.csv p.csv --out-dir out").run();
    says(&outcome, 4, &["o.csv: no column for `customer_id`", "p.csv: no column for `customer_id`", "hint: --map"]);
    says(&outcome, 4, &["o.csv: no column for `order_date`", "p.csv: no column for `amount`", "orders.amount=amout"]);
    assert!(room.manifest("out/failed")["failure"]["message"].as_str().unwrap().contains("p.csv"));
}

/// Whatever tables the columns are missing in, and whichever of the files is read first.
#[test]
fn wrong_files_of_all_tables_are_told_together() {
    let room = with("cust,when,amout\n1,2026-01-01,5\n");
    room.write("c.csv", "kunde\n1\n");
    room.write("k.csv", "cust,text\n1,late\n");
    room.write("s.csv", "who,score\n1,5\n");
    room.write("broken.parquet", "PAR1 and nothing more");
    let expected = ["o.csv: no column for `customer_id`", "c.csv: no column for `customer_id`"];
    says(&room.huike("segment --orders o.csv --customers c.csv").run(), 4, &expected);
    let more = [expected[0], expected[1], "k.csv: no column for `opened_at`", "s.csv: no column for `answered_at`"];
    let flags = "--orders o.csv --customers c.csv --complaints k.csv --surveys s.csv";
    says(&room.huike(&format!("churn-score {flags}")).run(), 4, &more);
    let outcome = room.huike(&format!("satisfaction-report {flags}")).run();
    says(&outcome, 4, &more);
    assert_eq!(outcome.stderr.matches("s.csv: no column for `answered_at`").count(), 1, "{}", outcome.stderr);
    let flags = "--orders o.csv --production c.csv --genealogy s.csv --complaints k.csv";
    let wrong = ["o.csv: no column", "c.csv: no column for `lot_id`", "s.csv: no column for `input_lot`", "k.csv: no"];
    says(&room.huike(&format!("lot-signals {flags}")).run(), 4, &wrong);
    says(&room.huike(&format!("recall-scope --lots L1 {flags}")).run(), 4, &wrong);
    // A file that cannot be read at all outweighs wrong columns.
    let outcome = room.huike("recall-scope --lots L1 --orders o.csv --stock broken.parquet").run();
    says(&outcome, 3, &["o.csv: no column", "broken.parquet: is not a readable Parquet file"]);
    // So does one that is not there, and what is wrong with the others is told all the same.
    let told = ["gone.csv: there is no such file", "o.csv: no column for `order_date`"];
    for (command, flag) in [
        ("segment", "--customers"),
        ("churn-score", "--complaints"),
        ("satisfaction-report", "--surveys"),
        ("lot-signals", "--complaints"),
        ("recall-scope --lots L1", "--production"),
    ] {
        says(&room.huike(&format!("{command} --orders o.csv {flag} gone.csv")).run(), 3, &told);
    }
    says(&room.huike("segment --orders gone.csv o.csv").run(), 3, &told);
}

#[test]
fn missing_files_of_all_flags_are_told_together_with_the_nearest_name() {
    let room = orders("A,2026-01-01,5\n");
    room.write("exports/orders-2026.csv", "x");
    let line = "segment --orders exports/orders_2026.csv --customers nosuch.csv --previous gone.csv";
    let outcome = room.huike(line).run();
    says(&outcome, 3, &["did you mean `exports/orders-2026.csv`?", "nosuch.csv: there is no such file", "gone.csv"]);
    says(&room.huike("segment --orders nothing*.csv").run(), 3, &["no file matches"]);
    says(&room.huike("segment --orders [a").run(), 3, &["no file matches"]);
}

#[test]
fn doubled_headers_are_refused_where_they_matter() {
    let room = with("customer_id,order_date,amount,amount\nA,2026-01-01,5,6\n");
    let outcome = segment(&room, "");
    says(&outcome, 4, &["2 columns could be `amount`", "orders.amount=#3", "orders.amount=#4"]);
    says(&segment(&room, "--map orders.amount=#4"), 0, &["6.00 net"]);
    let harmless = with("customer_id,order_date,amount,note,note,,\nA,2026-01-01,5,x,y,,\n");
    says(&segment(&harmless, ""), 0, &["5.00 net"]);
    let room = orders("A,2026-01-01,5\n");
    room.write("c.csv", "customer_id,hobby,hobby\nA,chess,go\n");
    says(&segment(&room, "--customers c.csv --by hobby"), 0, &[]);
}

#[test]
fn a_byte_order_mark_and_odd_spellings_change_nothing() {
    for header in
        ["\u{feff}customer_id,order_date,amount", " Customer ID ,ORDER-DATE,Amount", "客户编号,下单日期,实付金额（元）"]
    {
        let room = with(format!("{header}\nA,2026-01-01,5\n"));
        says(&segment(&room, ""), 0, &["5.00 net"]);
    }
    let quoted = with("\u{feff}\"customer_id\",\"order_date\",\"amount\"\n\"A\",\"2026-01-01\",\"5\"\n");
    says(&segment(&quoted, ""), 0, &["5.00 net"]);
}

#[test]
fn maps_that_name_nothing_are_told() {
    let room = with("kunde,datum,summe\nA,2026-01-01,5\n");
    let maps = "--map orders.customer_id=Kunde --map orders.order_date=dattum --map orders.amuont=summe";
    says(&segment(&room, maps), 4, &["`dattum`", "did you mean `datum`?", "`orders.amuont`", "did you mean `amount`?"]);
    says(&segment(&room, "--map nonsense"), 2, &[]);
}

#[test]
fn columns_of_flags_that_do_not_exist_are_told() {
    let room = orders("A,2026-01-01,5\n");
    room.write("c.csv", "customer_id,region\nA,North\n");
    says(&segment(&room, "--exclude statsu=x"), 4, &["`statsu`"]);
    says(&segment(&room, "--customers c.csv --by regoin"), 2, &["`regoin`", "did you mean `region`?"]);
}

#[test]
fn profiling_by_columns_of_no_customers_file_is_told() {
    let room = orders("A,2026-01-01,5\n");
    says(&segment(&room, "--by gender"), 2, &["--by", "--customers"]);
    room.write("bare.csv", "customer_id,tier,age\nA,gold,31\n");
    let absent = ["the column `gender`", "the headers are customer_id, tier, age"];
    says(&segment(&room, "--customers bare.csv --by gender,tier"), 2, &absent);
    says(&segment(&room, "--customers bare.csv --by tier,age"), 0, &[]);
}

#[test]
fn a_file_without_a_header_is_not_guessed_at() {
    let room = with("A,2026-01-01,5\nB,2026-01-02,6\n");
    says(&segment(&room, ""), 4, &["#1, #2, #3", "--map"]);
    let maps = "--map orders.customer_id=#1 --map orders.order_date=#2 --map orders.amount=#3";
    says(&segment(&room, maps), 0, &["11.00 net"]);
}

#[test]
fn what_leaves_nothing_is_named_with_the_way_out() {
    let room = orders("1,2025-01-01,10\n1,2025-02-01,10\n2,2025-03-01,20\n");
    let early = segment(&room, "--as-of 2024-12-31");
    says(&early, 4, &["no row can be used", "after the as-of date (3 rows)", "of 2025-01-01: give an --as-of"]);
    says(&segment(&room, "--exclude amount!=foo"), 4, &["rows with amount ≠ foo (3 rows)", "hint: compare --exclude"]);
    let skipped = segment(&room, "--skip-rows 50");
    says(&skipped, 3, &["--skip-rows 50 leaves nothing of the file", "huike inspect o.csv"]);
    says(&segment(&room, "--delimiter ;"), 4, &["a single cell", "cut at commas", "--delimiter ','"]);
    says(&segment(&room, "--exclude state=x"), 4, &["the headers are customer_id, order_date, amount"]);
    room.write("c.csv", "customer_id,signup_date,hobby\n1,2025-01-01,chess\n");
    says(&segment(&room, "--customers c.csv --by interest"), 2, &["the headers are customer_id, signup_date, hobby"]);
    let churned = room.huike("churn-score --customers c.csv --churned-on nix").run();
    says(&churned, 4, &["--churned-on asks for `nix`"]);
    let fail_on = room.huike("churn-score --orders o.csv --fail-on foo>3").run();
    says(&fail_on, 2, &["it knows at_risk_customers, at_risk_revenue, expected_churn"]);
}
