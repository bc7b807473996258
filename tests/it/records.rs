//! Properties of the cutter on any text.

use huike::exports::dialect::{Delimiter, Dialect, Escape, GivenDialect, Header, SampleEnd, Spacing, detect};
use huike::exports::records::{Place, Ragged, Role, clean, cut, whole_records};
use proptest::prelude::*;

/// Text in which quotes, delimiters and line ends meet in every way.
const MESSY: &str = "[a1\",;'\\\\ \t\r\n客-]{0,120}";

fn dialects() -> impl Strategy<Value = Dialect> {
    let delimiters = [
        Delimiter::Comma,
        Delimiter::Semicolon,
        Delimiter::Tab,
        Delimiter::Space,
        Delimiter::Blanks,
        Delimiter::Other(b'a'),
    ];
    let delimiter = prop::sample::select(delimiters.to_vec());
    let quote = prop::sample::select(vec![None, Some(b'"'), Some(b'\'')]);
    let blank = prop::bool::ANY;
    (delimiter, quote, blank, prop::bool::ANY, 0..6_usize, 0..3_usize, 0..4_u64).prop_map(
        |(delimiter, quote, blank, backslash, width, preamble_records, table)| Dialect {
            quote,
            spacing: if blank { Spacing::Blank } else { Spacing::None },
            escape: if backslash { Escape::Backslash } else { Escape::Doubled },
            header: if backslash { Header::TwoRows } else { Header::None },
            preamble_records,
            table_records: (table > 0).then_some(table),
            ..Dialect::plain(delimiter, width)
        },
    )
}

pub(crate) fn cells(
    text: &str,
    dialect: &Dialect,
    policy: Ragged,
    place: Place,
) -> Vec<(Vec<String>, Option<usize>, String)> {
    let records = cut(text, dialect, policy, place);
    let row = |row: usize| {
        (records.record(row).map(String::from).collect(), records.ragged(row), records.raw(row).to_string())
    };
    (0..records.height()).map(row).collect()
}

/// The records of a text that comes in blocks of some bytes.
pub(crate) fn in_blocks(
    text: &str,
    size: usize,
    dialect: &Dialect,
    policy: Ragged,
) -> Vec<(Vec<String>, Option<usize>, String)> {
    let (mut all, mut rest, mut size_now) = (Vec::new(), text, size);
    while !rest.is_empty() {
        let block = &rest[..(size_now..)
            .find(|end| *end >= rest.len() || rest.is_char_boundary(*end))
            .unwrap_or(rest.len())
            .min(rest.len())];
        let whole = if block.len() == rest.len() { rest.len() } else { whole_records(block, dialect) };
        if whole == 0 {
            size_now += size;
            continue;
        }
        all.extend(cells(&rest[..whole], dialect, policy, Place::Middle));
        rest = &rest[whole..];
        size_now = size;
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_is_cut_in_any_dialect(text in MESSY, dialect in dialects()) {
        for policy in [Ragged::Reject, Ragged::Pad, Ragged::Error] {
            let records = cut(&text, &dialect, policy, Place::Whole);
            let mut end = 0;
            for row in 0..records.height() {
                prop_assert!(records.offset(row) >= end);
                end = records.offset(row) + records.raw(row).len();
                prop_assert!(text[records.offset(row)..].starts_with(records.raw(row)));
                let width = records.record(row).len();
                let right = dialect.width == 0 || width == dialect.width || records.role(row) != Role::Data;
                prop_assert!(right || records.ragged(row) == Some(width));
            }
            prop_assert!(text[end..].trim_matches(['\r', '\n', ' ', '\t']).is_empty());
            prop_assert!(records.repairs().is_sorted_by_key(|repair| repair.row));
        }
    }

    #[test]
    fn where_a_record_ends_does_not_depend_on_the_policy(text in MESSY, dialect in dialects()) {
        let raw = |policy| cells(&text, &dialect, policy, Place::Middle).into_iter().map(|row| row.2).collect::<Vec<_>>();
        prop_assert_eq!(raw(Ragged::Reject), raw(Ragged::Error));
        prop_assert_eq!(raw(Ragged::Reject), raw(Ragged::Pad));
    }

    #[test]
    fn blocks_make_no_difference(text in MESSY, dialect in dialects(), size in 1..40_usize) {
        let dialect = Dialect { table_records: None, ..dialect };
        for policy in [Ragged::Reject, Ragged::Pad] {
            prop_assert_eq!(in_blocks(&text, size, &dialect, policy), cells(&text, &dialect, policy, Place::Middle));
        }
    }

    #[test]
    fn blocks_make_no_difference_to_a_detected_table(
        rows in prop::collection::vec("[a-z]{1,4},[\"]?[0-9]{1,3},[\"]?[a\", \n]{0,6}[\"]?", 3..30), size in 1..60_usize
    ) {
        let text = rows.join("\n");
        let dialect = detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &|_| false);
        let dialect = Dialect { table_records: None, ..dialect };
        prop_assert_eq!(in_blocks(&text, size, &dialect, Ragged::Pad), cells(&text, &dialect, Ragged::Pad, Place::Middle));
    }

    #[test]
    fn a_properly_written_table_is_read_back(
        table in (2..6_usize).prop_flat_map(|width| {
            prop::collection::vec(prop::collection::vec("[a1\",; \r\n'客\\\\]{0,8}", width), 1..8)
        }),
        crlf: bool,
    ) {
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(end).from_writer(Vec::new());
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        for policy in [Ragged::Reject, Ragged::Pad, Ragged::Error] {
            let read = cells(&text, &Dialect::plain(Delimiter::Comma, table[0].len()), policy, Place::Middle);
            prop_assert_eq!(&read.iter().map(|row| row.0.clone()).collect::<Vec<_>>(), &table);
            prop_assert!(read.iter().all(|row| row.1.is_none()));
        }
    }

    #[test]
    fn any_text_has_a_clean_table(text in MESSY) {
        let dialect = detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &|_| false);
        let table = clean(&text, &dialect);
        prop_assert!(table.rows.iter().all(|row| row.len() == dialect.width) || dialect.width == 0);
    }
}

#[test]
fn hostile_text_is_done_with_soon() {
    let start = std::time::Instant::now();
    let texts = [
        "\"".repeat(10_000_000),
        "\",\"".repeat(3_000_000),
        "\"a,b,c\n".repeat(1_000_000),
        "\"\"\"\n\"a\n".repeat(500_000),
        ",".repeat(10_000_000),
    ];
    for text in &texts {
        for dialect in [Dialect::plain(Delimiter::Comma, 3), Dialect::plain(Delimiter::Comma, 4)] {
            let whole = whole_records(text, &dialect);
            assert!(whole <= text.len());
            assert!(cut(text, &dialect, Ragged::Reject, Place::Whole).height() > 0);
        }
    }
    // A few seconds in all, even unoptimised; a quadratic cutter would need hours.
    assert!(start.elapsed().as_secs() < 120);
}

#[test]
fn quotes_that_open_in_every_line_are_done_with_soon() {
    let start = std::time::Instant::now();
    for text in ["\n any \",\"y", "d,e\n1,Ann\",\""].map(|lines| lines.repeat(50_000)) {
        for width in [0, 2, 4] {
            let dialect = Dialect::plain(Delimiter::Comma, width);
            assert!(whole_records(&text, &dialect) <= text.len());
            assert!(cut(&text, &dialect, Ragged::Reject, Place::Whole).height() > 50_000 / 64);
        }
    }
    // Some seconds in all; reading to the end of the text from every line would take many minutes.
    assert!(start.elapsed().as_secs() < 60);
}
