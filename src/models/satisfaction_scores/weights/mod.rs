//! Weights that make respondents stand for a population of which some totals are known.
//!
//! | file | its job |
//! |---|---|
//! | `margin` | [`Margin`]: the known totals of one attribute, and the level of each respondent |
//! | `raking` | [`rake`] to several margins, [`post_stratify`] to one |
//! | `kish` | [`design_effect`]: what unequal weights cost |
//! | `trimming` | [`trim`]: weights cut at a stated cap |
//! | `error` | why there are no weights |

mod error;
mod kish;
mod margin;
mod raking;
mod trimming;

pub use error::WeightsError;
pub use kish::{DesignEffect, design_effect};
pub use margin::Margin;
pub use raking::{Raked, RakingRule, post_stratify, rake};
pub use trimming::{Trimmed, trim};
