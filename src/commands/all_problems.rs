//! What else is wrong with the inputs, once reading one of them has failed: whoever mends one file wants to know of the
//! others at the same time.

use crate::error::{Error, Kind};
use crate::exports::chunk::{Clocks, Rest};
use crate::exports::source::Source;
use crate::exports::{ReadOptions, Request, look_at};
use crate::tables::Table;

/// The error with the problems of all `tables` whose files or columns cannot be used, each problem once. Only their heads
/// are looked at.
pub(super) fn all_problems(error: Error, options: &ReadOptions, tables: &[(&'static Table, &[Source])]) -> Error {
    if !matches!(error.kind, Kind::Input | Kind::Contract) {
        return error;
    }
    let mut all = error;
    for (table, sources) in tables.iter().filter(|(_, sources)| !sources.is_empty()) {
        let request = Request {
            table,
            sources,
            wanted: &[],
            tolerated: &[],
            attributes: None,
            exclude: &[],
            last_day: None,
            rest: Rest::Left,
            clocks: Clocks::None,
            options,
        };
        let Err(found) = look_at(&request) else { continue };
        for problem in found.problems {
            if !all.problems.contains(&problem) {
                // A file that cannot be read at all outweighs one with the wrong columns.
                all.kind = if found.kind == Kind::Contract { all.kind } else { found.kind };
                all.problems.push(problem);
            }
        }
    }
    all
}
