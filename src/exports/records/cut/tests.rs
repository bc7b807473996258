//! Damaged records and what becomes of them.

use crate::exports::dialect::{Delimiter, Dialect, Escape, GivenDialect, SampleEnd, Spacing, detect};
use crate::exports::records::RepairKind::{Joined, Padded, Redelimited, Split, Truncated, Unquoted};
use crate::exports::records::{Place, Ragged, Records, RepairKind, Role, cut, whole_records};

const TABLE: &str =
    "id,day,note,amount\nA1,2026-06-01,good,5.00\nA2,2026-06-02,\"so, so\",7.50\nA3,2026-06-03,,12.00\n";

fn detected(text: &str) -> Dialect {
    detect(text, SampleEnd::WholeFile, &GivenDialect::default(), &|_| false)
}

/// The cells of one row put below the table, and what was done to it.
fn below(row: &str, policy: Ragged) -> (String, Option<RepairKind>, Option<usize>) {
    let text = format!("{TABLE}{row}\nA5,2026-06-05,end,1.00\n");
    let records = cut(&text, &detected(&text), policy, Place::Whole);
    assert_eq!(records.height(), 6, "{row}");
    (joined(&records, 4), records.repairs().first().map(|repair| repair.kind), records.ragged(4))
}

fn joined(records: &Records<'_>, row: usize) -> String {
    records.record(row).collect::<Vec<_>>().join("|")
}

#[test]
fn certain_repairs_are_made_for_analyses_too() {
    for policy in [Ragged::Reject, Ragged::Pad] {
        for (row, cells, kind) in [
            ("A4,2026-06-04,fine,3.00", "A4|2026-06-04|fine|3.00", None),
            ("A4,2026-06-04,5\" pipe,3.00", "A4|2026-06-04|5\" pipe|3.00", None),
            ("A4,2026-06-04,\"two\nlines\",3.00", "A4|2026-06-04|two\nlines|3.00", None),
            ("A4,2026-06-04,fine,3.00,,", "A4|2026-06-04|fine|3.00", Some(Truncated)),
            ("A4,,2026-06-04,fine,3.00", "A4|2026-06-04|fine|3.00", Some(Truncated)),
            ("\"A4,2026-06-04,fine,3.00", "\"A4|2026-06-04|fine|3.00", Some(Unquoted)),
            ("A4,2026-06-04,\",3.00", "A4|2026-06-04|\"|3.00", Some(Unquoted)),
            ("A4,2026-06-04,\"\"so, so\",3.00", "A4|2026-06-04|\"so, so|3.00", Some(Unquoted)),
            ("A4,2026-06-04,\"a \"b\", c\",3.00", "A4|2026-06-04|a \"b\", c|3.00", Some(Unquoted)),
            ("A4;2026-06-04;fine;3.00", "A4|2026-06-04|fine|3.00", Some(Redelimited)),
            ("A4 2026-06-04 fine 3.00", "A4|2026-06-04|fine|3.00", Some(Redelimited)),
        ] {
            assert_eq!(below(row, policy), (cells.to_string(), kind, None), "{row}");
        }
    }
}

#[test]
fn the_rest_is_marked_or_made_to_fit() {
    for (row, cells, kind) in [
        ("A4,2026-06-04", "A4|2026-06-04||", Padded),
        ("A4,2026-06-04,fine, very,3.00", "A4|2026-06-04|fine, very|3.00", Joined),
        ("A4,2026-06-04,\"so, so\"3.00", "A4|2026-06-04|so, so|3.00", Split),
    ] {
        assert_eq!(below(row, Ragged::Pad), (cells.to_string(), Some(kind), None), "{row}");
        if kind != Split {
            let count = row.split(',').count();
            assert_eq!(below(row, Ragged::Reject), (row.replace(',', "|"), None, Some(count)), "{row}");
        }
    }
    assert_eq!(below("A4,2026-06-04,fine,3.00,", Ragged::Error).2, Some(5));
}

#[test]
fn an_empty_cell_is_not_too_many_where_a_number_may_be_cut_at_its_comma() {
    let rows: String = (10..20).map(|n| format!("C{n},2026-01-{n},{n}.50,ok,{n}\n")).collect();
    let table = format!("id,day,amount,note,pieces\n{}", rows.replace(",ok,15", ",,").replace(",ok,16", ",,16"));
    let below = |row: &str, policy| {
        let text = format!("{table}{row}\nC31,2026-01-31,5.00,ok,1\n");
        let records = cut(&text, &detected(&text), policy, Place::Whole);
        (joined(&records, 11), records.repairs().first().map(|repair| repair.kind), records.ragged(11))
    };
    // Where a column is always filled, an empty cell at its end is one too many, in a small table as well.
    let small = "a,b\n1,2\n3,4,\n5,6\n";
    let small = cut(small, &detected(small), Ragged::Reject, Place::Whole);
    assert_eq!((joined(&small, 2), small.repairs().len()), ("3|4".to_string(), 1));
    for policy in [Ragged::Reject, Ragged::Pad] {
        for row in [
            "C30,2026-01-30,1,234.50,,",
            "C30,2026-01-30,1, 234.50,,",
            "C30,2026-01-30,12,5,ok,",
            "C30,2026-01-30,1,234.50,,,",
        ] {
            let cells = row.split(',').count();
            assert_eq!(below(row, policy), (row.replace(',', "|"), None, Some(cells)), "{row}");
        }
        for (row, cells) in [
            ("C30,2026-01-30,234.50,ok,7,", "C30|2026-01-30|234.50|ok|7"),
            ("C30,2026-01-30,12.00,,7,", "C30|2026-01-30|12.00||7"),
            ("C30,2026-01-30,12,ok,7,,", "C30|2026-01-30|12|ok|7"),
        ] {
            assert_eq!(below(row, policy), (cells.to_string(), Some(Truncated), None), "{row}");
        }
    }
}

#[test]
fn cells_quoted_as_they_should_be_are_never_torn() {
    for (row, padded) in [
        ("A4,2026-06-04,\"so, so\"", "A4|2026-06-04|so, so|"),
        ("A4,\"so, so\",3.00", "A4||so, so|3.00"),
        ("\"A, 4\",2026-06-04,3.00", "A, 4|2026-06-04||3.00"),
    ] {
        let (cells, repair, ragged) = below(row, Ragged::Reject);
        assert_eq!((cells.matches('|').count(), repair, ragged), (2, None, Some(3)), "{row}");
        assert_eq!(below(row, Ragged::Pad), (padded.to_string(), Some(Padded), None), "{row}");
    }
    let (_, repair, ragged) = below("A4,2026-06-04,\"so, so\",\"3,00\",\"x\"", Ragged::Reject);
    assert_eq!((repair, ragged), (None, Some(5)));
}

#[test]
fn a_name_with_blanks_is_not_cut_to_make_up_for_a_lost_delimiter() {
    let text = "First Name,Last Name,Phone NumberCity\nAnna,Lee,1,NY\nBob,Roe,2,LA\nCy,Poe,3,SF\n";
    let records = cut(text, &detected(text), Ragged::Reject, Place::Whole);
    assert_eq!((records.role(0), records.ragged(0)), (Role::Header, Some(3)));
}

#[test]
fn something_in_a_cell_without_a_name_sets_its_record_aside() {
    let rows = "A1,2026-06-01,5.00,\nA2,2026-06-02,7.50,\nA3,2026-06-03,1,200.00\n";
    let dialect = detected(&format!("id,day,amount\n{}", rows.replace("1,200.00", "9.00,")));
    assert_eq!((dialect.width, dialect.unnamed), (4, 1));
    let text = format!("id,day,amount\n{rows}A4,2026-06-04,8.00,\n");
    for policy in [Ragged::Reject, Ragged::Error] {
        let records = cut(&text, &dialect, policy, Place::Whole);
        assert_eq!(records.ragged_rows().iter().filter(|row| **row > 0).collect::<Vec<_>>(), [&3]);
    }
}

#[test]
fn a_repair_tells_its_row_and_its_place() {
    let text = format!("{TABLE}A4,2026-06-04,\"x,3.00\n");
    let records = cut(&text, &detected(&text), Ragged::Reject, Place::Whole);
    let repair = records.repairs()[0];
    assert_eq!((repair.row, repair.kind, repair.offset), (4, Unquoted, TABLE.len()));
    assert_eq!(records.raw(4), "A4,2026-06-04,\"x,3.00");
    assert_eq!(records.offset(4), TABLE.len());
    assert_eq!((records.role(0), records.role(4)), (Role::Header, Role::Data));
}

#[test]
fn a_quote_that_never_closes_swallows_nothing() {
    let text = format!("{TABLE}A4,2026-06-04,\"open,3.00\n{}", "A5,2026-06-05,x,1.00\n".repeat(50));
    let records = cut(&text, &detected(&text), Ragged::Reject, Place::Whole);
    assert_eq!((records.height(), records.repairs().len()), (55, 1));
}

#[test]
fn a_stray_quote_does_not_swallow_rows_up_to_the_next_quoted_cell() {
    let text =
        "id,note,day\n1,\"a, b\",2026-01-01\n2,c,\"2026-01-02\n3,d,2026-01-03\n4,\"\",2026-01-04\n5,x,2026-01-05\n";
    let records = cut(text, &detected(text), Ragged::Reject, Place::Whole);
    assert_eq!(records.height(), 6);
    assert_eq!(joined(&records, 2), "2|c|\"2026-01-02");
}

#[test]
fn every_line_end_ends_a_record_and_blank_lines_are_none() {
    for text in ["a,b\n1,2\n", "a,b\r1,2\r", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "\n\na,b\n\r\n \n1,2\n\n"] {
        let records = cut(text, &Dialect::plain(Delimiter::Comma, 2), Ragged::Reject, Place::Whole);
        let rows: Vec<String> = (0..records.height()).map(|row| joined(&records, row)).collect();
        assert_eq!(rows, ["a|b", "1|2"], "{text:?}");
    }
}

#[test]
fn escapes_and_spacing_are_those_of_the_dialect() {
    let dialect = Dialect { escape: Escape::Backslash, ..Dialect::plain(Delimiter::Comma, 2) };
    let records = cut(r#""a \"b\", C:\dir",2"#, &dialect, Ragged::Reject, Place::Whole);
    assert_eq!(joined(&records, 0), r#"a "b", C:\dir|2"#);
    // Of two backslashes the first escapes the second, so that the quote behind them closes the cell.
    let text = "\"ends \\\\\",1\n\"\\\\\\\"\",2\n\"\\\\srv\\\\x\",C:\\\\x\n";
    let records = cut(text, &dialect, Ragged::Reject, Place::Whole);
    let rows: Vec<String> = (0..records.height()).map(|row| joined(&records, row)).collect();
    assert_eq!(rows, [r"ends \|1", r#"\"|2"#, r"\srv\x|C:\\x"]);
    assert!((0..3).all(|row| records.ragged(row).is_none()) && records.repairs().is_empty());
    assert_eq!(whole_records(text, &dialect), text.len());
    let doubled = cut(text, &Dialect::plain(Delimiter::Comma, 2), Ragged::Reject, Place::Whole);
    assert_eq!(joined(&doubled, 0), r"ends \\|1");
    let dialect = Dialect { spacing: Spacing::Blank, ..Dialect::plain(Delimiter::Comma, 3) };
    let records = cut("1, \"a, b\", \n", &dialect, Ragged::Reject, Place::Whole);
    assert_eq!(joined(&records, 0), "1|a, b|");
    let dialect = Dialect { quote: Some(b'\''), ..Dialect::plain(Delimiter::Comma, 2) };
    let records = cut("'it''s, well',don't\n'it's, well',2\n", &dialect, Ragged::Reject, Place::Whole);
    assert_eq!((joined(&records, 0), joined(&records, 1)), ("it's, well|don't".into(), "it's, well|2".into()));
}

#[test]
fn totals_and_notes_below_the_table_are_its_footer() {
    for foot in ["合计,,,24.50\n", "Total,,,24.50\n备注：测试\n", "exported by the shop\n", "\nTotal,,,24.50\n"]
    {
        let text = format!("{TABLE}{foot}");
        let records = cut(&text, &detected(&text), Ragged::Reject, Place::Whole);
        assert!((0..4).all(|row| records.role(row) != Role::Footer), "{foot}");
        assert!((4..records.height()).all(|row| records.role(row) == Role::Footer), "{foot}");
        assert!((0..records.height()).all(|row| records.ragged(row).is_none()), "{foot}");
        let middle = cut(&text, &detected(&text), Ragged::Reject, Place::First);
        assert_eq!(middle.role(4), Role::Data);
    }
}

#[test]
fn the_last_record_is_no_note_for_being_nearly_empty_or_cut() {
    let names = "name,id,phone,city\nBob Ray,001,138000,NY\nLi Wei,002,138001,LA\nAnn Poe,003,138002,NY\n";
    for last in ["Ann Lee,,,", "Sumitomo,,,", "Notegen AG,,,", "Ann Lee,", "Ann Lee,004,1380"] {
        let text = format!("{names}{last}");
        for policy in [Ragged::Reject, Ragged::Error] {
            let records = cut(&text, &detected(&text), policy, Place::Whole);
            assert_eq!((records.height(), records.role(4)), (5, Role::Data), "{last}");
            assert_eq!(records.ragged(4).is_some(), last.matches(',').count() < 3, "{last}");
        }
    }
    for last in ["A4,", "A4,2026", "A4"] {
        let records = format!("{TABLE}{last}");
        let records = cut(&records, &detected(&records), Ragged::Reject, Place::Whole);
        assert_eq!((records.role(4), records.ragged(4).is_some()), (Role::Data, true), "{last}");
    }
}

/// The roles of the last records of a text, of so many as are asked for, whatever the policy.
fn last_roles(text: &str, records: usize) -> Vec<Role> {
    let dialect = detected(text);
    let roles = [Ragged::Reject, Ragged::Pad, Ragged::Error].map(|policy| {
        let cut = cut(text, &dialect, policy, Place::Whole);
        (cut.height() - records..cut.height()).map(|row| cut.role(row)).collect::<Vec<Role>>()
    });
    assert!(roles[0] == roles[1] && roles[0] == roles[2], "{roles:?} of {text}");
    roles.into_iter().next().unwrap()
}

#[test]
fn a_row_whose_name_begins_as_a_total_does_is_a_row() {
    let line = |day: usize| format!("Firm {day},2026-01-{day:02},{day}.50,,,\n");
    let orders = format!("customer,order_date,amount,coupon,note,tags\n{}", (10..30).map(line).collect::<String>());
    for last in ["Source One Ltd,2026-01-30,7000.00,,,", "合计科技有限公司,2026-01-31,90000,,,", "Sum Up,20260131,5.5"]
    {
        assert_eq!(last_roles(&format!("{orders}{last}\n"), 1), [Role::Data], "{last}");
    }
    for last in [
        "Total,,90000.00,,,",
        "合计：,2026-01-31,90000.00,,,",
        "Total revenue,20,90000.00,,,",
        "Exported on,2026-02-01,,,,",
        "Source: ERP,,,,,",
        "小计,,90000.00",
    ] {
        assert_eq!(last_roles(&format!("{orders}{last}\n"), 1), [Role::Footer], "{last}");
    }
    let line = |id: usize| format!("Bob {id},C{id},138000000{id},NY,\n");
    let customers = format!("name,customer_id,phone,city,tags\n{}", (10..30).map(line).collect::<String>());
    assert_eq!(last_roles(&format!("{customers}Sum Up Ltd,C99,,,\n"), 1), [Role::Data]);
    assert_eq!(last_roles(&format!("{customers}Source,ERP,,,\n"), 1), [Role::Footer]);
}

#[test]
fn a_note_is_told_by_the_column_in_which_its_line_begins() {
    for (header, columns) in
        [("order_date,customer_id,amount", [0, 1, 2]), ("amount,order_date,customer_id", [2, 0, 1])]
    {
        for rows in [8, 12, 20, 40] {
            let line = |row: usize| {
                let amount = (row * 99_731 + 300) as f64 / 100.0;
                let cells =
                    [format!("2026-01-{:02}", row % 28 + 1), format!("100{:03}", row % 9), format!("{amount:.2}")];
                columns.map(|at| cells[at].clone()).join(",") + "\n"
            };
            let table = format!("{header}\n{}", (0..rows).map(line).collect::<String>());
            for note in [format!("({rows} rows)"), "Copyright 2026".to_string(), "Page 1 of 1".to_string()] {
                assert_eq!(last_roles(&format!("{table}{note}\n"), 1), [Role::Footer], "{header}, {rows}: {note}");
            }
        }
    }
}

#[test]
fn notes_below_aligned_lines_are_their_footer() {
    let line =
        |row: usize| format!("C{:05}      A{row:05}   2026-01-{:02} {:>12}.00\n", row % 7, row % 28 + 1, row * 31 + 10);
    let head = "customer_id order_id order_date          amount\n----------- -------- ---------- ---------------\n";
    for rows in [6, 30] {
        let table = format!("{head}{}", (0..rows).map(line).collect::<String>());
        for notes in ["\n(30 rows affected)\n", "\n30 rows selected.\nElapsed: 00:00:00.01\n", "(已选择 30 行)"] {
            let text = format!("{table}{notes}");
            let (dialect, count) = (detected(&text), notes.lines().filter(|line| !line.is_empty()).count());
            assert_eq!((dialect.delimiter, dialect.width), (Delimiter::Blanks, 4), "{text}");
            let records = cut(&text, &dialect, Ragged::Reject, Place::Whole);
            assert_eq!(joined(&records, 2), "C00000|A00000|2026-01-01|10.00");
            assert_eq!(last_roles(&text, count + 1), [vec![Role::Data], vec![Role::Footer; count]].concat(), "{notes}");
        }
    }
    let long = format!("{head}{}C00001 A-very-long-order-id 2026-01-05 7.00\n", (0..30).map(line).collect::<String>());
    assert_eq!(last_roles(&long, 1), [Role::Data]);
    // The blanks of a note may stand in gaps, as may those of a row that ends early.
    let line = |row: usize| format!("C{row:07} {:<14} 2026-01-{:02}\n", ["Li Wei", "Ann Lee", "Bob"][row % 3], row + 1);
    let table = format!("customer name           order_date\n{}", (0..20).map(line).collect::<String>());
    assert_eq!(last_roles(&format!("{table}(20 rows affected)\n"), 2), [Role::Data, Role::Footer]);
    assert_eq!(last_roles(&format!("{table}C0000021 Jo 5\n"), 1), [Role::Data]);
}

#[test]
fn byte_order_marks_between_joined_files_are_no_text() {
    let month = "id,day,amount\nA1,2026-06-01,5.00\n\"A2\",2026-06-02,7.50\nA3,2026-06-03,12.00\n";
    let text = format!("{month}\u{feff}{month}\u{feff}\u{feff}\"A4\",2026-06-04,\"1,2\"\n\u{feff}");
    let dialect = detected(&text);
    assert_eq!((dialect.table_records, dialect.width), (None, 3));
    let records = cut(&text, &dialect, Ragged::Reject, Place::Whole);
    let rows: Vec<String> = (3..records.height()).map(|row| joined(&records, row)).collect();
    let month = ["A3|2026-06-03|12.00", "id|day|amount", "A1|2026-06-01|5.00", "A2|2026-06-02|7.50"];
    assert_eq!(rows, [&month[..], &["A3|2026-06-03|12.00", "A4|2026-06-04|1,2"]].concat());
    assert_eq!(whole_records(&text, &dialect), text.len() - '\u{feff}'.len_utf8());
}

#[test]
fn aligned_lines_are_cut_by_their_places() {
    let lines = [
        "No   Ordered            Customer      Sum",
        "A1   2026-02-01 10:00   Anna Smith   5.00",
        "A2   2026-02-02 10:01   Bob         12.00",
        "A3                      Li Wei       7.50",
        "A4   2026-02-04 10:02   李娜         7.50",
        "A5   2026-02-05 10:02",
    ];
    let dialect = detected(&lines.join("\n"));
    assert_eq!((dialect.delimiter, dialect.width, dialect.gaps.len()), (Delimiter::Blanks, 4, 3));
    let text = format!("{}\n\n  \nA6 2026-02-06 10:03 A very long name of a customer 8.00\n", lines.join("\r\n"));
    let records = cut(&text, &dialect, Ragged::Reject, Place::Whole);
    let rows: Vec<String> = (0..records.height()).map(|row| joined(&records, row)).collect();
    assert_eq!(rows[..2], ["No|Ordered|Customer|Sum", "A1|2026-02-01 10:00|Anna Smith|5.00"]);
    assert_eq!(rows[3..6], ["A3||Li Wei|7.50", "A4|2026-02-04 10:02|李娜|7.50", "A5|2026-02-05 10:02||"]);
    assert_eq!((records.height(), records.ragged_rows()), (7, &[6][..]));
}

#[test]
fn a_block_ends_where_a_record_surely_ends() {
    let dialect = Dialect::plain(Delimiter::Comma, 2);
    assert_eq!(whole_records("a,b\n1,2", &dialect), 4);
    assert_eq!(whole_records("a,\"b\n1,2\n", &dialect), 0);
    assert_eq!(whole_records("a,\"b\n1\"\n1,", &dialect), 8);
    assert_eq!(whole_records("", &dialect), 0);
    // A quote that has not closed within its limit is a stray one.
    let long = format!("a,\"b\n{}", "1,2\n".repeat(2000));
    assert!(whole_records(&long, &dialect) > 4);
}
