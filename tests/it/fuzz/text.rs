//! Dialects, records and cells of any text, in any dialect.

use std::collections::BTreeSet;

use huike::exports::dialect::{Delimiter, Dialect, Escape, GivenDialect, Header, SampleEnd, Spacing, detect};
use huike::exports::records::{Place, Ragged, Records, Role, clean, cut, whole_records};

use super::campaign::{Campaign, Cost, bytes, outcome};
use super::dice::Dice;
use super::seeds;
use crate::records::{cells, in_blocks};

const POLICIES: [Ragged; 3] = [Ragged::Reject, Ragged::Pad, Ragged::Error];
/// The longest text that is also cut in blocks: the small ones of the test are read again and again.
const IN_BLOCKS: usize = 1024;

#[test]
fn any_text_is_cut_into_cells() {
    let seeds = bytes(seeds::TABLES);
    let tokens = &seeds::TABLE_TOKENS;
    Campaign { name: "text", usual: 1_500, cost: Cost::Usual, seeds, tokens }.run(|input, dice| {
        let text = String::from_utf8_lossy(input);
        let end = if dice.one_in(2) { SampleEnd::WholeFile } else { SampleEnd::Cut };
        let detected = detect(&text, end, &given(dice), &|cell| matches!(cell, "id" | "客户编号" | "amount"));
        let dialect = if dice.one_in(4) { other_dialect(detected, dice) } else { detected };
        let found = check(&text, &dialect);
        if text.len() <= IN_BLOCKS && dice.one_in(8) {
            check_blocks(&text, &dialect, dice);
        }
        outcome((found, dialect.delimiter, dialect.quote, dialect.escape, dialect.spacing, dialect.header))
    });
}

/// What the user may say.
fn given(dice: &mut Dice) -> GivenDialect {
    if dice.one_in(2) {
        return GivenDialect::default();
    }
    let headers = [Header::None, Header::Row, Header::TwoRows, Header::ThreeRows];
    GivenDialect {
        delimiter: dice.one_in(2).then(|| delimiter(dice)),
        quote: dice.one_in(4).then(|| dice.pick(&[None, Some(b'"'), Some(b'\'')])),
        escape: dice.one_in(4).then(|| dice.pick(&[Escape::Doubled, Escape::Backslash])),
        header: dice.one_in(4).then(|| dice.pick(&headers)),
        preamble_records: dice.one_in(4).then(|| dice.pick(&[0, 1, 2, 5, 1000, usize::MAX])),
    }
}

fn delimiter(dice: &mut Dice) -> Delimiter {
    let names = [",", ";", "\t", "|", " ", "blanks", "^", "#", "\u{1f}", "-", "."];
    Delimiter::parse(dice.pick(&names)).unwrap()
}

/// A dialect that does not suit the text.
fn other_dialect(dialect: Dialect, dice: &mut Dice) -> Dialect {
    Dialect {
        delimiter: delimiter(dice),
        quote: dice.pick(&[None, Some(b'"'), Some(b'\'')]),
        spacing: dice.pick(&[Spacing::None, Spacing::Blank]),
        width: dice.below(7),
        preamble_records: dice.pick(&[0, 1, 3, usize::MAX]),
        table_records: dice.one_in(4).then(|| dice.roll() % 5),
        ..dialect
    }
}

/// Cuts a text under every policy; what was found, in brief.
fn check(text: &str, dialect: &Dialect) -> u64 {
    let whole = whole_records(text, dialect);
    assert!(text.is_char_boundary(whole));
    let all = POLICIES.map(|policy| cut(text, dialect, policy, Place::Whole));
    for records in &all {
        check_records(text, dialect, records);
        assert_eq!(records.height(), all[0].height());
    }
    for row in 0..all[0].height() {
        assert!(all.iter().all(|records| records.offset(row) == all[0].offset(row)));
        assert!(all.iter().all(|records| records.raw(row) == all[0].raw(row)));
    }
    let [_, padded, _] = &all;
    let widths = clean(text, dialect).rows.into_iter().map(|row| row.len());
    assert!(widths.eq(padded.table().map(|row| padded.width(row))));
    let kinds: BTreeSet<&str> = padded.repairs().iter().map(|repair| repair.kind.name()).collect();
    let below = padded.table().end < padded.height();
    outcome((kinds, all[0].ragged_rows().is_empty(), below, whole == text.len(), dialect.table_records.is_some()))
}

fn check_records(text: &str, dialect: &Dialect, records: &Records<'_>) {
    let mut end = 0;
    for row in 0..records.height() {
        let raw = records.raw(row);
        assert!(records.offset(row) >= end);
        end = records.offset(row) + raw.len();
        assert!(text[records.offset(row)..].starts_with(raw));
        assert_eq!(records.record(row).len(), records.width(row));
        for (column, cell) in records.record(row).enumerate() {
            assert!(cell.len() <= raw.len());
            assert_eq!(records.cell(row, column), Some(cell));
        }
        let width = records.width(row);
        let right = dialect.width == 0 || width == dialect.width || records.role(row) != Role::Data;
        assert!(right || records.ragged(row) == Some(width));
    }
    assert!(text[end..].trim_matches(['\r', '\n', ' ', '\t']).is_empty());
    assert!(records.repairs().is_sorted_by_key(|repair| repair.row));
}

/// However a text comes in blocks, its records are the same.
fn check_blocks(text: &str, dialect: &Dialect, dice: &mut Dice) {
    let dialect = Dialect { table_records: None, ..dialect.clone() };
    let size = 1 + dice.below(300);
    for policy in [Ragged::Reject, Ragged::Pad] {
        assert_eq!(in_blocks(text, size, &dialect, policy), cells(text, &dialect, policy, Place::Middle));
    }
}
