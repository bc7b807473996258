//! Columns of typed files that can be taken as a whole: nothing in them is missing, and no cell needs a closer look. Most are of
//! this kind, and take a fraction of the time of reading cell by cell.

use polars::prelude::StringChunked;

use super::caster::{Noticed, Skipped};
use super::column::{hides, is_damaged};
use super::rows::Field;
use crate::exports::cast;
use crate::exports::cell::stands_for_nothing;
use crate::exports::cells::Cells;
use crate::tables::Role;

/// Days of which all are there and none is a placeholder.
pub(super) fn days(cells: Option<&Cells>, skipped: &Skipped) -> Option<Vec<i32>> {
    let Some(Cells::Day(column)) = cells else { return None };
    let days = column.cont_slice().ok().filter(|_| skipped.is_empty())?;
    days.iter().all(|day| cast::UNDOUBTED_DAYS.contains(day)).then(|| days.to_vec())
}

/// Up to here every binary fraction can be rounded by adding the number below and taking it off again.
const ROUNDED_BY_SUM: f64 = 2_251_799_813_685_248.0;
/// Half as much again as 2^52, the number from which on neighbouring fractions are whole numbers.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// Amounts of which all are there and known exactly, in 1/10000, and how many were rounded. Counts are looked at one by one.
pub(super) fn amounts(cells: Option<&Cells>, role: Role, skipped: &Skipped) -> Option<(Vec<i64>, u64)> {
    let Some(Cells::Float(column)) = cells else { return None };
    let numbers = column.cont_slice().ok().filter(|_| skipped.is_empty() && role != Role::Count)?;
    let (mut amounts, mut rounded) = (Vec::with_capacity(numbers.len()), 0);
    for number in numbers {
        let scaled = number * cast::UNIT as f64;
        if scaled.is_nan() || scaled.abs() > ROUNDED_BY_SUM {
            return None;
        }
        let nearest = (scaled + WHOLE) - WHOLE;
        rounded += u64::from(cast::is_rounded(scaled, nearest));
        amounts.push(nearest as i64);
    }
    Some((amounts, rounded))
}

/// Whether a text is eight bytes or longer, of nothing but letters, digits and the signs of ASCII from `,` on: no blank,
/// and nothing that an id should not hold. It looks at eight bytes at a time, as most ids of most files are of that kind.
fn is_plain(text: &[u8]) -> bool {
    const EACH: u64 = u64::MAX / 0xff;
    // The highest bit of a byte in the first term is set for bytes below `,`, in the second for DEL and beyond.
    let plain = |bytes: &[u8; 8]| {
        let bytes = u64::from_ne_bytes(*bytes);
        (bytes.wrapping_sub(EACH * u64::from(b',')) | bytes.wrapping_add(EACH) | bytes) & (EACH * 0x80) == 0
    };
    let (whole, rest) = text.as_chunks::<8>();
    whole.iter().all(plain) && text.last_chunk::<8>().is_some_and(|last| rest.is_empty() || plain(last))
}

/// A column of texts that can be taken as it is: no cell is blank, padded or a mark for nothing, and none is missing that has to be there.
pub(super) fn texts(cells: Option<&Cells>, field: &Field, noticed: &mut Noticed) -> Option<StringChunked> {
    let Some(Cells::Text(column)) = cells else { return None };
    let (mut damaged, mut hidden) = (0, 0);
    if field.required && column.null_count() > 0 {
        return None;
    }
    for text in column.downcast_iter().flat_map(|array| array.iter()).flatten() {
        if is_plain(text.as_bytes()) {
            continue;
        }
        let ([0x21..=0x7e, ..], [.., 0x21..=0x7e]) = (text.as_bytes(), text.as_bytes()) else { return None };
        if stands_for_nothing(text) {
            return None;
        }
        if field.role == Role::Identifier {
            damaged += u64::from(is_damaged(text));
            hidden += u64::from(hides(text));
        }
    }
    noticed.damaged_ids += damaged;
    noticed.hidden_in_ids += hidden;
    Some(column.clone())
}

#[cfg(test)]
mod tests {
    use polars::prelude::Float64Chunked;
    use proptest::prelude::*;

    use super::*;
    use crate::exports::cast::DecimalMark;
    use crate::exports::cell::Cell;

    proptest! {
        #[test]
        fn a_plain_text_needs_no_closer_look(text in "[ -~\u{7f}-\u{ff}]{0,20}|[A-Z]{1,3}[0-9]{5,9}[+, \u{7f}é]?") {
            let closer = text.len() < 8 || !text.bytes().all(|byte| (b','..=b'~').contains(&byte));
            prop_assert_eq!(is_plain(text.as_bytes()), !closer);
        }
    }

    proptest! {
        #[test]
        fn amounts_are_those_of_their_cells(numbers in proptest::collection::vec(any_amount(), 1..20)) {
            let column = Float64Chunked::from_vec("amount".into(), numbers.clone());
            let one_by_one: Result<Vec<_>, _> =
                numbers.iter().map(|number| Cell::Float(*number).money(DecimalMark::Point)).collect();
            match amounts(Some(&Cells::Float(column)), Role::Money, &Skipped::default()) {
                Some((amounts, rounded)) => {
                    let money: Vec<_> = one_by_one.unwrap().into_iter().flatten().collect();
                    prop_assert_eq!(rounded, money.iter().filter(|money| money.rounded).count() as u64);
                    prop_assert_eq!(amounts, money.iter().map(|money| money.amount).collect::<Vec<_>>());
                }
                None => prop_assert!(numbers.iter().any(|number| number.is_nan() || number.abs() >= 2e11)),
            }
        }
    }

    fn any_amount() -> impl Strategy<Value = f64> {
        prop_oneof![
            (-1_000_000..1_000_000_i64).prop_map(|cents| cents as f64 / 100.0),
            (-1_000_000_000..1_000_000_000_i64).prop_map(|parts| parts as f64 / 1_000_000.0),
            (-4_000_000..4_000_000_i64).prop_map(|halves| (halves as f64 + 0.5) / 10_000.0),
            -3e11..3e11,
            prop_oneof![9 => Just(0.0), 1 => any::<f64>()],
        ]
    }

    #[test]
    fn days_in_doubt_are_looked_at_one_by_one() {
        let days_of = |own: &[Option<i32>]| days(Some(&Cells::Day(own.iter().copied().collect())), &Skipped::default());
        assert_eq!(days_of(&[Some(20_000), Some(1)]), Some(vec![20_000, 1]));
        // 1970-01-01 is a placeholder; what is missing may be required.
        assert_eq!((days_of(&[Some(20_000), Some(0)]), days_of(&[Some(20_000), None])), (None, None));
    }
}
