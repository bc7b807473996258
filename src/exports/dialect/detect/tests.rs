//! Samples of files as people export them.

use std::io::Read;

use proptest::prelude::*;

use super::super::Header;
use super::*;

fn known(cell: &str) -> bool {
    ["customer_id", "order_date", "amount", "客户编号", "日期", "金额", "客户名称"].contains(&cell)
}

fn detected(sample: &str) -> (Delimiter, Header, usize) {
    let dialect = detect(sample, SampleEnd::WholeFile, GivenDialect::default(), &known);
    (dialect.delimiter, dialect.header, dialect.preamble_records)
}

#[test]
fn the_usual_delimiters() {
    for (delimiter, sign) in
        [(Delimiter::Comma, ","), (Delimiter::Semicolon, ";"), (Delimiter::Tab, "\t"), (Delimiter::Pipe, "|")]
    {
        let sample = "customer_id,order_date,amount\r\n1,2026-06-30,5\r\n2,2026-06-29,7.5\r\n".replace(',', sign);
        assert_eq!(detected(&sample), (delimiter, Header::Row, 0), "{sign}");
    }
}

#[test]
fn decimal_commas_do_not_make_a_comma_file() {
    assert_eq!(detected("id;x;y\n1;2,5;3,5\n2;4,5;1,0\n"), (Delimiter::Semicolon, Header::Row, 0));
    assert_eq!(detected("1,5;2,5\n3,5;4,0\n"), (Delimiter::Semicolon, Header::None, 0));
    assert_eq!(detected("name;amount\nSmith, John;5\nDoe, Jane;6\n"), (Delimiter::Semicolon, Header::Row, 0));
}

#[test]
fn quoted_delimiters_and_line_ends_stay_inside_their_cells() {
    let sample = "customer_id,comment,amount\n1,\"a;b;c\nd,e\",5\n2,\"x;y;z\n\n,\",6\n3,plain，中文，逗号,7\n";
    assert_eq!(detected(sample), (Delimiter::Comma, Header::Row, 0));
}

#[test]
fn tables_of_one_column_one_record_or_nothing() {
    assert_eq!(detected(""), (Delimiter::Comma, Header::Row, 0));
    assert_eq!(detected("\n\n"), (Delimiter::Comma, Header::Row, 0));
    assert_eq!(detected("customer_id\n1\n2\n"), (Delimiter::Comma, Header::Row, 0));
    assert_eq!(detected("1\n2\n3\n"), (Delimiter::Comma, Header::None, 0));
    assert_eq!(detected("customer_id,amount"), (Delimiter::Comma, Header::Row, 0));
    assert_eq!(detected("anything;else\n"), (Delimiter::Semicolon, Header::Row, 0));
    assert_eq!(detected("17,2026-06-30,5.00\n"), (Delimiter::Comma, Header::None, 0));
    assert_eq!(detected("comment\nhello, world\nno more\nwell\n"), (Delimiter::Comma, Header::Row, 0));
    assert_eq!(detected("name\nZhang Wei\nLi Na\n"), (Delimiter::Comma, Header::Row, 0));
}

#[test]
fn a_header_is_known_by_its_names_or_by_contrast() {
    assert_eq!(detected("客户编号,客户名称\nA,B\nC,D\n").1, Header::Row);
    assert_eq!(detected("when,how much\n2026-06-30,5\n2026-06-29,7\n").1, Header::Row);
    assert_eq!(detected("A17,2026-06-30,5\nA18,2026-06-29,7\n").1, Header::None);
    assert_eq!(detected("A,x\nB,y\nA,x\n").1, Header::None);
    assert_eq!(detected("customer_id,amount,2024,2025\n1,2,3,4\n").1, Header::Row);
}

#[test]
fn titles_above_the_table_are_preamble() {
    let title = "2026 年 6 月订单报表\n\n导出时间：2026-07-01\n客户编号,日期,金额\n1,2026-06-30,5\n2,2026-06-29,7\n";
    assert_eq!(detected(title), (Delimiter::Comma, Header::Row, 2));
    assert_eq!(
        detected("Orders,,\n,,\nwho,when,how much\n1,2026-06-30,5\n2,2026-06-30,5\n"),
        (Delimiter::Comma, Header::Row, 2)
    );
    assert_eq!(
        detected("customer_id,order_date\n1,2026-06-30,5\n2,2026-06-30,5\n"),
        (Delimiter::Comma, Header::Row, 0)
    );
}

#[test]
fn what_is_given_wins() {
    let given = GivenDialect {
        delimiter: Some(Delimiter::Pipe),
        quote: Some(b'\''),
        header: Some(Header::None),
        preamble_records: Some(3),
    };
    let dialect = detect("a,b\n1,2\n", SampleEnd::WholeFile, given, &known);
    let expected = Dialect { delimiter: Delimiter::Pipe, quote: b'\'', header: Header::None, preamble_records: 3 };
    assert_eq!(dialect, expected);
}

#[test]
fn a_cut_record_does_not_count() {
    let sample = "A17;2026-06-30;5\nA18;2026-06-29;7\nA19;20";
    assert_eq!(detect(sample, SampleEnd::Cut, GivenDialect::default(), &known).delimiter, Delimiter::Semicolon);
}

#[test]
fn columns_aligned_by_blanks() {
    let sample = " customer_id  date  cds  value\r\n 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n";
    assert_eq!(detected(sample), (Delimiter::Blanks, Header::Row, 0));
    assert_eq!(
        detected(" 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n"),
        (Delimiter::Blanks, Header::None, 0)
    );
}

#[test]
fn the_cdnow_files_are_cut_as_their_source_describes() {
    let Some(folder) = std::env::var_os("HUIKE_REFERENCE_DATA") else { return };
    for (name, header, width, rows) in
        [("CDNOW_master.txt", Header::Row, 4, 69_659), ("CDNOW_sample.txt", Header::None, 5, 6_919)]
    {
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join("cdnow").join(name)).unwrap();
        let dialect = detect(&text[..65_536], SampleEnd::Cut, GivenDialect::default(), &known);
        assert_eq!((dialect.delimiter, dialect.header, dialect.preamble_records), (Delimiter::Blanks, header, 0));
        let mut reader = dialect.records().from_reader(CollapseBlanks::new(text.as_bytes()));
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert!(records.iter().all(|record| record.len() == width));
        assert_eq!(records.len(), rows + usize::from(header == Header::Row));
    }
}

proptest! {
    #[test]
    fn any_text_has_a_dialect_and_a_preamble_within_it(text in "[a1;,|\t \"'\r\n客.-]{0,80}", cut: bool) {
        let end = if cut { SampleEnd::Cut } else { SampleEnd::WholeFile };
        let dialect = detect(&text, end, GivenDialect::default(), &known);
        let mut collapsed = String::new();
        CollapseBlanks::new(text.as_bytes()).read_to_string(&mut collapsed).unwrap();
        let source = if dialect.delimiter == Delimiter::Blanks { &collapsed } else { &text };
        let records = dialect.records().from_reader(source.as_bytes()).into_records().count();
        prop_assert!(dialect.preamble_records <= records);
    }
}
