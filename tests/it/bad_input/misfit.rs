//! Headers with another number of cells than the records below them, and last records that are cut: no amount may be
//! taken from the column beside it, no row may be taken for a note.

use super::shape::{says, segment, spend, with};
use crate::program::Room;

/// What a run that goes well prints.
fn printed(room: &Room, line: &str) -> String {
    String::from_utf8(room.huike(line).ok().stdout).unwrap()
}

/// A file with this header and forty rows.
fn table(header: &str, row: impl Fn(usize) -> String) -> String {
    let rows: Vec<String> = (10..50).map(|n| row(n) + "\n").collect();
    format!("{header}\n{}", rows.concat())
}

#[test]
fn a_header_that_does_not_fit_its_records_is_refused() {
    let day = |n: usize| format!("2026-01-{}", 10 + n % 9);
    let lost_comma = table("Order ID,Customer ID,Order Date,ProductQuantity,Unit price,Amount,Store", |n| {
        format!("A{n},C{},{},Mug,2,10.00,20.00,Berlin", n % 5, day(n))
    });
    let thousands = table("customer_id,order_date,amount", |n| format!("C{},{},1,2{n}.00", n % 5, day(n)));
    let decimals = table("customer_id,order_date,amount", |n| format!("C{},{},{n},50", n % 5, day(n)));
    let lacking = table("customer_id,order_date,quantity,amount,discount,store", |n| {
        format!("C{},{},{n}.00,1,NY", n % 5, day(n))
    });
    let quoted = table("\"customer_id\",\"order_date\",\"net, amount\"", |n| format!("C{},{},{n},50", n % 5, day(n)));
    for (text, names, cells) in
        [(lost_comma, 7, 8), (thousands, 3, 4), (decimals, 3, 4), (lacking, 6, 5), (quoted, 3, 4)]
    {
        let room = with(text);
        let told = format!("o.csv: the header names {names} columns, the records below hold {cells} cells");
        for flags in ["", "--strict --ragged error", "--ragged pad", "--max-rejects 100%"] {
            says(&segment(&room, flags), 4, &[&told, "hint: huike inspect o.csv", "--header-rows", "--delimiter"]);
        }
        let found = printed(&room, "inspect o.csv");
        assert!(found.contains(&format!("the header names {names} columns")), "{found}");
        assert!(!found.contains("huike segment"), "{found}");
        let clean = room.huike("inspect o.csv -o clean.csv").run();
        says(&clean, 0, &["the header of clean.csv was fitted"]);
        let json = printed(&room, "inspect o.csv --json");
        assert!(json.contains(&format!("\"header_cells\": {names}")), "{json}");
    }
}

#[test]
fn cells_that_are_empty_throughout_need_no_name() {
    for (header, end) in [
        ("customer_id,order_date,amount", ","),
        ("customer_id,order_date,amount", ",,"),
        ("customer_id,order_date,amount,", ""),
        ("customer_id,order_date,amount,,", ""),
        ("customer_id,order_date,amount,", ","),
    ] {
        let room = with(table(header, |n| format!("C{},2026-01-{},{n}.00{end}", n % 5, 10 + n % 9)));
        says(&segment(&room, ""), 0, &["1,180.00 net"]);
        // Taking names away is a repair.
        let strict = if header.split(',').count() > 3 && end.is_empty() { 4 } else { 0 };
        says(&segment(&room, "--strict"), strict, &[]);
    }
    // The index of a pandas frame has an empty name.
    let room = with(table(",customer_id,order_date,amount", |n| format!("{},C{},2026-01-11,{n}.00", n - 10, n % 5)));
    says(&segment(&room, "--strict --ragged error"), 0, &["1,180.00 net"]);
}

#[test]
fn something_in_a_cell_without_a_name_is_set_aside() {
    let room = with(table("customer_id,order_date,amount", |n| match n {
        30 => "C1,2026-01-11,1,200.00".to_string(),
        n => format!("C{},2026-01-11,{n}.00,", n % 5),
    }));
    says(&segment(&room, ""), 4, &["the header names 3 columns", "hold 4 cells"]);
    // Where it stands beyond the start of the file from which the dialect is told, the record is set aside.
    let room = with((0..30_000).fold("customer_id,order_date,amount\n".to_string(), |text, n| match n {
        29_000 => text + "C1,2026-01-11,1,200.00\n",
        n => text + &format!("C{},2026-01-11,1.00,\n", n % 5),
    }));
    says(&segment(&room, ""), 4, &["record 29002"]);
    says(&segment(&room, "--max-rejects 1"), 0, &["29,999.00 net"]);
}

#[test]
fn the_last_records_of_a_file_are_rows() {
    let orders = table("order_id,customer_id,order_date,amount", |n| format!("{n},C{},2026-01-11,{n}.50", n % 5));
    let room = with(format!("{orders}50,"));
    says(&segment(&room, "--strict --ragged error"), 4, &["record 42"]);
    says(&segment(&room, "--max-rejects 1"), 0, &["1,200.00 net"]);
    let customers = table("name,customer_id,phone,email,city", |n| format!("Bob {n},00{n},138000000{n},a@b.c,NY"));
    room.write("c.csv", format!("{customers}Ann Lee,,,,\n"));
    let clean = printed(&room, "inspect c.csv --quiet -o - --strict --ragged error");
    assert!(clean.ends_with("\nAnn Lee,,,,\n"), "{clean}");
}

#[test]
fn a_short_record_with_quoted_cells_is_set_aside() {
    let rows = table("customer_id,order_date,discount,amount,tax,note", |n| {
        format!("C{},2026-01-{},1,50.00,7,ok", n % 5, 10 + n % 9)
    });
    let room = with(format!(
        "{rows}C9,2026-01-12,1,900.00,\"red, large\"\nC8,2026-01-12,900.00,7,\"red, large\"\nC7,2026-01-12,1,1.00,7,ok\n"
    ));
    says(&segment(&room, ""), 4, &["record 42", "record 43"]);
    says(&segment(&room, "--max-rejects 2 --strict"), 0, &["2,001.00 net"]);
    assert!(spend(&room).iter().all(|(id, _)| id != "C8" && id != "C9"));
}

#[test]
fn columns_aligned_by_blanks_may_hold_blanks() {
    let dates = (0..40).map(|n| {
        format!(
            "A{n:03}      2026-02-{:02} 10:0{}   {:05}        {}.50   Berlin\n",
            n % 28 + 1,
            n % 10,
            n % 9 + 100,
            900 + n
        )
    });
    let products = (0..40).map(|n| {
        let product = ["iPhone 15", "Galaxy 24", "Pixel 9  "][n % 3];
        format!(
            "A{n:03}      2026-02-{:02}   {:05}        {product}   {}.50   Berlin\n",
            n % 28 + 1,
            n % 9 + 100,
            900 + n
        )
    });
    for text in [
        "OrderNo   OrderDate          CustomerID   Amount   Store\n".to_string() + &dates.collect::<String>(),
        "OrderNo   OrderDate    CustomerID   Product     Amount   Store\n".to_string() + &products.collect::<String>(),
    ] {
        let room = with(text);
        says(&segment(&room, "--strict --ragged error"), 0, &["36,800.00 net", "9 customers"]);
        assert!(spend(&room).iter().all(|(id, _)| id.starts_with("001")));
    }
}
