//! To be written.

use polars::prelude::DataFrame;

use crate::error::Error;

/// Ratings on their way in.
pub struct RatingRows {}

/// The ratings that are analysed.
#[derive(Clone, Debug, Default)]
pub struct Ratings {}

impl RatingRows {
    /// Ratings in the columns `drivers` and `items` of survey chunks.
    pub fn new(_drivers: &[String], _items: &[String]) -> RatingRows {
        RatingRows {}
    }

    /// Takes the rows of a chunk.
    ///
    /// # Errors
    /// None yet.
    pub fn add(&self, _chunk: &DataFrame) -> Result<(), Error> {
        Ok(())
    }

    /// The ratings.
    pub fn finish(self) -> Ratings {
        Ratings {}
    }
}
