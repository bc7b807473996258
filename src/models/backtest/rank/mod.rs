//! Whether a score orders customers rightly: the area under the ROC curve with its standard error, the comparison of
//! two scores on the same customers, and how much of the whole the top of the list holds. Only the order of scores
//! counts.

mod auc;
mod placement;
mod top_share;

pub use auc::{Auc, auc, auc_difference};
pub use top_share::{TopShare, top_share};
