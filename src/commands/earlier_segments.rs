//! A table of `huike segment` that another run reads back: the day on which it stands, and whose rows are whose.

use polars::prelude::DataFrame;

use crate::deliver::format::without_guard;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::source::Source;
use crate::labels::segment as labels;

/// The column of the as-of day.
pub(super) const AS_OF: &str = "as_of";

/// The as-of day of the table, as days since 1970-01-01; nothing where it has none.
///
/// # Errors
/// Internal, where a chunk lacks the column; `Contract`, where the day is after `as_of`, that of the run: what was found
/// out later tells nothing of that day.
pub(super) fn day_of(chunks: &[DataFrame], sources: &[Source], as_of: Option<i32>) -> Result<Option<i32>, Error> {
    let mut day = None;
    for chunk in chunks {
        let days = chunk.column(AS_OF).and_then(|column| column.i32()).map_err(Error::internal)?;
        day = day.max(days.iter().flatten().max());
    }
    if let (Some(day), Some(as_of)) = (day, as_of)
        && day > as_of
    {
        let what = labels::PREVIOUS_IS_LATER.with(&[("day", &format_date(day)), ("as_of", &format_date(as_of))]);
        let names = sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Error::new(Kind::Contract, Problem::at(names, what)));
    }
    Ok(day)
}

/// The customer that an id of the table is of: the id as it stands, and where that is not known, the one without the quote
/// that `--excel-safe` writes before a formula.
pub(super) fn customer(id: &str, is_known: impl Fn(&str) -> bool) -> &str {
    match without_guard(id) {
        Some(own) if !is_known(id) && is_known(own) => own,
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quote_of_a_spreadsheet_is_no_part_of_an_id() {
        let of = |id: &'static str, known: &[&str]| customer(id, |id| known.contains(&id));
        assert_eq!(of("'@ann", &["@ann"]), "@ann");
        assert_eq!(of("'@ann", &["@ann", "'@ann"]), "'@ann");
        assert_eq!(of("'@ann", &["bob"]), "'@ann");
        assert_eq!(of("'bob", &["bob"]), "'bob", "no formula");
        assert_eq!(of("''=x", &["'=x"]), "'=x");
        assert_eq!(of("@ann", &["ann"]), "@ann");
    }
}
