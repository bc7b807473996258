//! The names of the segments in a table of `huike segment`, for readers of either language.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use crate::error::Error;
use crate::models::rfm::rules::BuiltinNames;
use crate::models::wording::Wording;

/// The columns of the table that tell them.
pub(super) const COLUMNS: [&str; 2] = ["segment", "segment_name"];

/// The names by the id of the segment: where the table has several for one, the first in the alphabet.
///
/// # Errors
/// An internal one where a chunk lacks one of [`COLUMNS`].
pub(super) fn of(chunks: &[DataFrame]) -> Result<BTreeMap<String, Wording>, Error> {
    let mut recorded: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for chunk in chunks {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let [ids, names] = COLUMNS.map(text);
        for (id, name) in ids?.iter().zip(names?.iter()) {
            let Some(id) = id else { continue };
            let own = recorded.entry(id).or_insert(name);
            *own = match (*own, name) {
                (Some(own), Some(name)) => Some(own.min(name)),
                (own, name) => own.or(name),
            };
        }
    }
    let built_in = BuiltinNames::new();
    Ok(recorded.into_iter().map(|(id, name)| (id.to_string(), built_in.name(id, name))).collect())
}
