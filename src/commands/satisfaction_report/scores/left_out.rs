//! Rows that stand behind no score, by the rule that leaves them out, for the ledger.

use std::collections::BTreeMap;

use crate::reduce::satisfaction::answers::{Cell, Said};

use super::questions::LeftOut;
use super::{Answered, Pooled};

/// The rule that leaves out answers that weigh nothing, where others have a weight.
const WITHOUT_WEIGHT: &str = "without_weight";

/// How many rows each rule leaves out of the scores; each row is left out by one.
pub(super) fn rows(answered: &Answered, pools: &[Pooled]) -> BTreeMap<&'static str, u64> {
    let mut found = BTreeMap::new();
    for cell in &answered.answers.cells {
        let (rule, rows) = match why(cell, pools) {
            Some(why) => (why.id(), cell.count.rows),
            None if answered.answers.weighted => (WITHOUT_WEIGHT, cell.count.rows - cell.count.weighted),
            None => continue,
        };
        if rows > 0 {
            *found.entry(rule).or_default() += rows;
        }
    }
    found
}

/// Why what rows say is in no score. Where a question has none, nobody gave it an answer that could be on a scale.
fn why(cell: &Cell, pools: &[Pooled]) -> Option<LeftOut> {
    match pools.iter().find(|pooled| pooled.pool.questions.contains(&cell.question)) {
        Some(pooled) => pooled.pool.left_out(cell.said),
        None => Some(match cell.said {
            Said::Nothing => LeftOut::Unanswered,
            Said::Between(_) => LeftOut::NotWhole,
            Said::Answer(_) | Said::OffScale => LeftOut::OffScale,
        }),
    }
}
