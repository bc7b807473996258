//! What customers answer: scores with their intervals, whether they changed, weights, and reliability of items.
//!
//! | file | its job |
//! |---|---|
//! | `scale` | [`Scale`]: the possible answers to a question, told from data or stated |
//! | `tally` | [`Tally`]: the answers of one cell, counted by answer, with or without weights |
//! | `metric` | [`Metric`]: NPS, CSAT, CES and mean: which answers count, and in what unit |
//! | `score` | [`score`]: the score of a cell with its interval |
//! | `change`, `change_of_means` | [`change`]: whether a score differs between two periods |
//! | `net_share`, `share`, `mean` | the statistics behind both |
//! | `method` | [`Method`]: names of the methods |
//! | `detection` | [`Detection`]: how many answers show a difference |
//! | `cell_size` | [`CellSize`]: which cells are too small to be shown |
//! | `weights` | raking, post-stratification, design effect, trimming |
//! | `reliability` | Cronbach's alpha and Dillon-Goldstein's rho |
//! | `error` | why there is no answer |
//!
//! Nothing here is random, and nothing reads a clock: the same input gives the same bytes.

mod cell_size;
mod change;
mod change_of_means;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod coverage_tests;
mod detection;
mod error;
mod mean;
mod method;
mod metric;
mod net_share;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
pub mod reliability;
mod scale;
mod score;
mod share;
mod tally;
pub mod weights;
#[cfg(test)]
mod wording_tests;

pub use cell_size::{CellSize, FEW_BELOW, SUPPRESSED_BELOW};
pub use change::{Change, change};
pub use detection::Detection;
pub use error::{DetectionError, ScoreError, TallyError};
pub use method::Method;
pub use metric::{Metric, Unit, top_boxes};
pub use scale::{FoundScale, MOST_POINTS, Scale, ScaleError};
pub use score::{Printed, Score, score};
pub use tally::{Fraction, Tally, WEIGHTS};
