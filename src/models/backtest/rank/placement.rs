//! Against how many customers of the other outcome each customer is placed rightly. Areas are in the neighbouring file.

use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};

/// For each customer, twice the number of customers of the other outcome that the score orders rightly against it, a
/// tie counting half: for a churner those below, for the others the churners above. These are the structural components
/// of DeLong, DeLong and Clarke-Pearson as whole numbers, found from one sort as by Sun and Xu, IEEE Signal Processing
/// Letters 21 (2014) 1389–1393.
pub(super) fn placements(scores: &[f64], outcomes: &[Outcome]) -> Result<Vec<i64>, BacktestError> {
    holdout::scores(scores, outcomes.len())?;
    holdout::both_occur(outcomes)?;
    let order = holdout::ascending(scores);
    let mut placed = vec![0; scores.len()];
    let mut stayed_below = 0;
    let mut churned_above = holdout::churners(outcomes) as i64;
    for tie in order.chunk_by(|a, b| scores[*a] == scores[*b]) {
        let churned = tie.iter().filter(|at| outcomes[**at] == Outcome::Churned).count() as i64;
        let stayed = tie.len() as i64 - churned;
        churned_above -= churned;
        for at in tie {
            placed[*at] = match outcomes[*at] {
                Outcome::Churned => 2 * stayed_below + stayed,
                Outcome::Stayed => 2 * churned_above + churned,
            };
        }
        stayed_below += stayed;
    }
    Ok(placed)
}
