//! The ranges of serial numbers recalled, and which of their numbers no order names.

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::serial_ranges::{Coverage, SerialRange};

use super::super::result::Findings;

/// Holes that a row names.
const NAMED: usize = 20;

/// One row a range, merged where they overlap.
pub(super) fn serial_ranges<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.serials.iter();
    let holes = |own: &Coverage| {
        let mut names: Vec<String> = own.holes.iter().take(NAMED).map(SerialRange::to_string).collect();
        let more = own.holes.len().saturating_sub(NAMED);
        names.extend((more > 0).then(|| format!("… {more}")));
        (!names.is_empty()).then(|| names.join("; "))
    };
    let units = |n: u128| i64::try_from(n).unwrap_or(i64::MAX);
    ResultTable::build("serial_ranges")
        .text("range", rows().map(|(range, _)| Some(range.to_string())))
        .integer("serials", rows().map(|(_, own)| units(own.expected)))
        .integer("sold", rows().map(|(_, own)| own.found as i64))
        .integer("sold_again", rows().map(|(_, own)| own.repeated as i64))
        .integer("not_sold", rows().map(|(_, own)| units(own.expected.saturating_sub(u128::from(own.found)))))
        .text("not_sold_ranges", rows().map(|(_, own)| holes(own)))
        .finish()
}
