//! Does the recall work: how many consignees to check and which, what the checks prove, how far completion is and when
//! it will reach its target, and how many customers can be told directly.
//!
//! It supports a recall strategy; it certifies no compliance. Levels, shares and confidences are the caller's.

mod checks;
pub mod completion;
mod level;
mod reach;
mod sample;
mod sampling_table;

pub use crate::models::lot_signals::zero_failure_size;
pub use checks::{CheckOutcome, Checks};
pub use level::Level;
pub use reach::{DIRECT_REACH_PERCENT, DirectReach};
pub use sample::{Sample, sample_consignees};
pub use sampling_table::{SamplingRow, SamplingTable, SamplingTableError};
