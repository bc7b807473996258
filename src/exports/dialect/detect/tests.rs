//! Samples of files as people export them.

use proptest::prelude::*;

use super::*;
use crate::exports::dialect::blanks::CollapseBlanks;
use crate::exports::dialect::{Escape, Spacing};
use crate::exports::records::{Place, Ragged, clean, cut};

fn known(cell: &str) -> bool {
    ["customer_id", "order_date", "amount", "客户编号", "日期", "金额", "客户名称"].contains(&cell)
}

fn detected(sample: &str) -> (Delimiter, Header, usize) {
    let dialect = detect(sample, SampleEnd::WholeFile, &GivenDialect::default(), &known);
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
        quote: Some(Some(b'\'')),
        escape: Some(Escape::Backslash),
        header: Some(Header::None),
        preamble_records: Some(3),
    };
    let dialect = detect("a,b\n1,2\n", SampleEnd::WholeFile, &given, &known);
    assert_eq!((dialect.delimiter, dialect.quote, dialect.escape), (Delimiter::Pipe, Some(b'\''), Escape::Backslash));
    assert_eq!((dialect.header, dialect.preamble_records), (Header::None, 3));
}

#[test]
fn a_preamble_longer_than_any_file_leaves_no_table() {
    let given =
        GivenDialect { preamble_records: Some(usize::MAX), header: Some(Header::Row), ..GivenDialect::default() };
    let text = "id|name\n1|x\n2|y\n";
    let dialect = detect(text, SampleEnd::WholeFile, &given, &known);
    assert!(dialect.preamble_records > text.len() && dialect.table_records.is_none());
    assert!(clean(text, &dialect).rows.is_empty());
}

#[test]
fn a_cut_record_does_not_count() {
    let sample = "A17;2026-06-30;5\nA18;2026-06-29;7\nA19;20";
    assert_eq!(detect(sample, SampleEnd::Cut, &GivenDialect::default(), &known).delimiter, Delimiter::Semicolon);
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
fn commas_in_the_numbers_of_aligned_columns_part_no_cells() {
    let names = ["Ann Lee", "Bob", "Lee, Jo", "Li"];
    for amount in ["1,010.50", "1.010,50", "12,50", "1,234,567.00"] {
        let line = |row: usize| format!("C{row:05}  {:<12} 2026-01-{:02} {amount:>12}\n", names[row % 4], row + 1);
        let header = "id      name         order_date       amount\n";
        let table = format!("{header}{}", (0..20).map(line).collect::<String>());
        let dialect = detect(&table, SampleEnd::WholeFile, &GivenDialect::default(), &known);
        assert_eq!((dialect.delimiter, dialect.width), (Delimiter::Blanks, 4), "{table}");
    }
    // Without columns aligned by blanks the comma is the delimiter.
    for text in
        ["1,234\n5,678\n", "id,street\n12,345 Elm\n13,346 Oak\n", "12,345 Elm\n13,346 Oak\n", "a, b\n1, 2\n3, 4\n"]
    {
        assert_eq!(detected(text).0, Delimiter::Comma, "{text}");
    }
}

#[test]
fn the_cdnow_files_are_cut_as_their_source_describes() {
    let Some(folder) = std::env::var_os("HUIKE_REFERENCE_DATA") else { return };
    for (name, header, width, rows) in
        [("CDNOW_master.txt", Header::Row, 4, 69_659), ("CDNOW_sample.txt", Header::None, 5, 6_919)]
    {
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join("cdnow").join(name)).unwrap();
        let dialect = detect(&text[..65_536], SampleEnd::Cut, &GivenDialect::default(), &known);
        assert_eq!((dialect.delimiter, dialect.header, dialect.preamble_records), (Delimiter::Blanks, header, 0));
        let records = cut(&text, &dialect, Ragged::Reject, Place::Whole);
        let mut collapsed = String::new();
        std::io::Read::read_to_string(&mut CollapseBlanks::new(text.as_bytes()), &mut collapsed).unwrap();
        for (row, line) in collapsed.lines().enumerate() {
            assert!(records.record(row).eq(line.split('\t')));
        }
        assert!((0..records.height()).all(|row| records.width(row) == width));
        assert_eq!(records.height(), rows + usize::from(header == Header::Row));
    }
}

#[test]
fn names_in_two_or_three_rows() {
    let repeated = "who,when\nwho,when\nA,2026-06-30\nB,2026-06-29\n";
    assert_eq!(detected(repeated), (Delimiter::Comma, Header::TwoRows, 0));
    let levels = "客户,订单,订单\n编号,日期,金额\n,,元\n1,2026-06-30,5\n2,2026-06-29,7\n3,2026-06-29,7\n";
    assert_eq!(detected(levels).1, Header::TwoRows);
    assert_eq!(detected("a,b,c\n1,2,3\n4,5,6\n7,8,9\n").1, Header::Row);
    assert_eq!(detected("a,b,c\nn/a,n/a,x\n4,5,y\n7,n/a,z\n7,8,z\n").1, Header::Row);
}

#[test]
fn a_second_table_begins_at_names_of_its_own() {
    let start = |below: &str| {
        let sample = format!("who,when,how much\nA,2026-06-30,5\nB,2026-06-29,7\nC,2026-06-29,7\n{below}");
        detect(&sample, SampleEnd::WholeFile, &GivenDialect::default(), &known).table_records
    };
    assert_eq!(start(""), None);
    assert_eq!(start("product,price\nX,5\nY,6\n"), Some(4));
    assert_eq!(start("product,price,stock,shelf\nX,5,1,a\nY,6,1,b\n"), Some(4));
    assert_eq!(start("who,when,how much\nA,2026-06-30,5\n"), None);
    assert_eq!(start("when,who,how much\n2026-06-30,A,5\n"), Some(4));
    assert_eq!(start("D,unknown,unknown\nE,2026-06-29,7\n"), None);
    // Names over words may as well be bad rows, each of which is to be told with its reason.
    assert_eq!(start("city,street,house\nUlm,Weg,a\nBonn,Allee,b\n"), None);
    assert_eq!(start("D,2026-06-29,7,extra\nE,2026-06-29,7\n"), None);
    assert_eq!(start("Total,,19\n"), None);
}

#[test]
fn one_bad_record_is_no_second_table() {
    let rows = |from: usize, to: usize| -> String {
        (from..to).map(|n| format!("\"C{n:02}\",\"ok\",\"2026-01-{n:02}\",\"5\",\"{n}.50\"\n")).collect()
    };
    let text = |bad: &str| {
        let quoted = format!("\"id\",\"note\",\"day\",\"pieces\",\"amount\"\n{}{bad}\n{}", rows(1, 9), rows(10, 29));
        if bad.contains('"') { quoted } else { quoted.replace('"', "") }
    };
    for bad in [
        "C09,ok,n/a,n/a,n/a",
        "C09,-,-,-,-",
        "C09,cancelled,void,void,void",
        "C09,ok,#REF!,#REF!,#REF!",
        "unknown,none,missing,void,lost",
        "\"C09\",\"ok\",\"2026-01-09\",\"5\",\"9.50",
        "\"C09\", \"ok\", \"2026-01-09\", \"5\", \"9.50\"",
    ] {
        let text = text(bad);
        let dialect = detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &known);
        assert_eq!((dialect.table_records, dialect.width), (None, 5), "{bad}");
        assert_eq!(clean(&text, &dialect).rows.len(), 28, "{bad}");
    }
    // Names of columns that are looked for are another table, though the columns below hold the same kinds.
    let stock = format!("customer_id,place,order_date,pieces,price\n{}", rows(1, 9).replace('"', "").replace('C', "X"));
    let text = format!("id,note,day,pieces,amount\n{}\n{stock}", rows(1, 20).replace('"', ""));
    assert_eq!(detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &known).table_records, Some(20));
    // Names of their own over columns that hold something else are another table.
    let other = "product,shelf,maker,colour,origin\nX,1,Ann,red,Ulm\nY,2,Bob,blue,Bonn\nZ,3,Cy,red,Ulm\n";
    let text = format!("id,note,day,pieces,amount\n{}{other}", rows(1, 9).replace('"', ""));
    assert_eq!(detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &known).table_records, Some(9));
}

#[test]
fn quotes_escapes_and_spacing() {
    let dialect = |sample: &str| detect(sample, SampleEnd::WholeFile, &GivenDialect::default(), &known);
    let apostrophes = dialect("id,note,day\n1,'a, b',2026-01-01\n2,'it's, well',2026-01-02\n3,don't,2026-01-03\n");
    assert_eq!((apostrophes.quote, apostrophes.width), (Some(b'\''), 3));
    let usual = dialect("id,note,day\n1,\"a, 'b'\",2026-01-01\n2,'tis,2026-01-02\n3,don't,2026-01-03\n");
    assert_eq!((usual.quote, usual.escape, usual.width), (Some(b'"'), Escape::Doubled, 3));
    let rows: String = (10..28).map(|n| format!("'C{n}','ok','2026-01-{n}'\n")).collect();
    let inches = "'C8','5\" pipe','2026-01-08'\n'C9','say \"hi\"','2026-01-09'\n";
    for (below, height) in [("", 20), ("'C7','red, large','2026-01-07'\n", 21)] {
        let text = format!("'id','note','day'\n{rows}{inches}{below}");
        let surrounded = dialect(&text);
        assert_eq!((surrounded.quote, surrounded.width), (Some(b'\''), 3));
        let rows = clean(&text, &surrounded).rows;
        assert_eq!((rows.len(), rows[18][1].as_str(), rows[19][1].as_str()), (height, "5\" pipe", "say \"hi\""));
    }
    let words = dialect("id,note,day\n1,\"a\",say 'x' now\n2,\"b\",a 'y' b\n3,\"c\",'z' too\n");
    assert_eq!((words.quote, words.width), (Some(b'"'), 3));
    let odd = dialect("id,\"a\"\"'b>\"\n1,\"a\"\"'b>\"\n2,\"a\"\"'b>\"\n");
    assert_eq!((odd.quote, odd.width), (Some(b'"'), 2));
    let backslash = dialect("id,note\n1,\"a \\\"b\\\", c\"\n2,\"C:\\dir\"\n");
    assert_eq!((backslash.escape, backslash.width), (Escape::Backslash, 2));
    let inches = dialect("id,day,size\n1,2026-01-01,\"20\\\"\"\n2,2026-01-02,\"21\\\"\"\n3,2026-01-03,\"a \\\"b\"\n");
    assert_eq!((inches.escape, inches.width), (Escape::Backslash, 3));
    let ends = dialect("id,size,day\n\"1\",\"20\\\"\",\"2026-01-01\"\n\"2\",\"21\\\"\",\"2026-01-02\"\n");
    assert_eq!((ends.escape, ends.width), (Escape::Backslash, 3));
    let folders = dialect("id,folder,day\n\"1\",\"C:\\a\\\",\"2026-01-01\"\n\"2\",\"C:\\b\\\",\"2026-01-02\"\n");
    assert_eq!((folders.escape, folders.width), (Escape::Doubled, 3));
    // A backslash that is itself escaped escapes no quote, and paths say nothing of quotes.
    let paths = dialect("id,note\n\"C:\\\\dir\\\\\"x,\"C:\\dir\\\"\n\"C:\\\\\",\"b\"\n");
    assert_eq!(paths.escape, Escape::Doubled);
    let spaced = dialect("id, note, day\n1, \"a, b\", 2026-01-01\n2, , 2026-01-02\n");
    assert_eq!((spaced.spacing, spaced.width), (Spacing::Blank, 3));
    let plain = dialect("id,note,day\n1,\"a, b, c\",2026-01-01\n2,\"d, e, f\",2026-01-02\n");
    assert_eq!((plain.spacing, plain.width), (Spacing::None, 3));
    let space = dialect(
        "day hour n note\n2026-01-01 8:00 1 \"a b\"\n2026-01-02 9:00 2 c\n2026-01-03 9:30 3 d e\n2026-01-04 9:45 4 f\n",
    );
    assert_eq!((space.delimiter, space.width), (Delimiter::Space, 4));
}

#[test]
fn padded_titles_do_not_settle_the_width() {
    let titles: String =
        ["微信支付账单明细", "", "共45笔记录"].map(|title| format!("{title},,,,\n")).concat().repeat(5);
    let rows: String =
        (10..45).map(|n| format!("2026-03-{:02},商户,\"外卖, 含\",支出,¥{n}.80,零钱,/\n", n % 28 + 1)).collect();
    let text = format!("{titles}交易时间,交易对方,商品,收/支,金额(元),支付方式,备注\n{rows}");
    let dialect = detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &known);
    assert_eq!((dialect.width, dialect.preamble_records, dialect.header), (7, 15, Header::Row));
    assert_eq!(clean(&text, &dialect).rows.len(), 35);
}

#[test]
fn a_sign_inside_quoted_cells_or_prose_is_not_the_delimiter() {
    let dialect = |sample: &str| {
        let dialect = detect(sample, SampleEnd::WholeFile, &GivenDialect::default(), &known);
        (dialect.delimiter, dialect.width)
    };
    let lines =
        |header: &str, row: &dyn Fn(usize) -> String| format!("{header}\n{}", (1..30).map(row).collect::<String>());
    let json = lines("customer_id;attributes", &|n| format!("{n};\"{{\"\"tier\"\": 1, \"\"tags\"\": [1,2]}}\"\n"));
    assert_eq!(dialect(&json), (Delimiter::Semicolon, 2));
    assert_eq!(dialect(&format!("Customers\n{json}")), (Delimiter::Semicolon, 2));
    for (sign, delimiter) in [("\t", Delimiter::Tab), ("|", Delimiter::Pipe), (";", Delimiter::Semicolon)] {
        let address =
            lines(&format!("customer_id{sign}address"), &|n| format!("{n}{sign}{n} Main St, Ulm, BW, Germany\n"));
        assert_eq!(dialect(&address), (delimiter, 2));
    }
    let tabs = lines("交易号\t,下单时间\t,客户编号\t,金额\t", &|n| {
        format!("20{n}\t,2026-03-01\t,K{n}\t,{n}.50\t\n")
    });
    assert_eq!(dialect(&tabs), (Delimiter::Comma, 4));
    assert_eq!(dialect(&tabs.replace("K7\t", "K7,8\t")), (Delimiter::Comma, 4));
}

#[test]
fn quoted_cells_between_single_blanks_need_no_values() {
    let rows: String = (10..40)
        .map(|n| {
            format!("C{n} {} \"+49 3738{n}\" {}\n", ["Bob", "\"Anna Smith\""][n % 2], ["NY", "\"New York\""][n % 2])
        })
        .collect();
    let dialect =
        detect(&format!("id name phone city\n{rows}"), SampleEnd::WholeFile, &GivenDialect::default(), &known);
    assert_eq!((dialect.delimiter, dialect.width, dialect.header), (Delimiter::Space, 4, Header::Row));
}

proptest! {
    #[test]
    fn any_text_has_a_dialect_and_a_preamble_within_it(text in "[a1;,|\t \"'\r\n客.-]{0,80}", whole: bool) {
        let end = if whole { SampleEnd::WholeFile } else { SampleEnd::Cut };
        let dialect = detect(&text, end, &GivenDialect::default(), &known);
        let records = cut(&text, &dialect, Ragged::Pad, Place::Whole).height();
        prop_assert!(dialect.preamble_records <= records);
    }
}
