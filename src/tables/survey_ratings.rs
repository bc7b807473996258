//! `--surveys` as `--drivers` and `--items` read them: the columns of the surveys, and the ratings that no role claims.

use super::surveys::SURVEYS;
use super::{Remainder, Table};

/// The surveys table with its ratings.
pub static SURVEY_RATINGS: Table = Table {
    name: SURVEYS.name,
    columns: SURVEYS.columns,
    required: SURVEYS.required,
    remainder: Remainder::Attributes,
};
