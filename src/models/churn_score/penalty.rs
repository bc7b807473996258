//! The choice of the penalty by cross-validation.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::likelihood::{Rows, loss};
use super::newton::minimise;
use super::sample::{Standardised, WIDTH};

/// The penalties λ that are tried, the strongest first. λ is the inverse variance of a normal prior around 0 for the
/// slopes per standard deviation: 1 expects odds ratios of e^±1, 1000 hardly any effect.
pub const PENALTIES: [f64; 6] = [1000.0, 100.0, 10.0, 1.0, 0.1, 0.01];

/// Parts in cross-validation.
pub const FOLDS: u8 = 5;

/// The result for one penalty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The penalty λ.
    pub penalty: f64,
    /// Mean log-loss, in nats a customer, on customers outside the fit; of the customers drawn when there are more than
    /// [`CROSS_VALIDATED`] of either outcome.
    pub log_loss: f64,
}

/// At most so many customers of either outcome, drawn at random, take part in cross-validation. With that many, all
/// penalties but the strongest agree to about six digits, and a million customers would take ten times as long.
/// Drawing by outcome changes the intercept of a logistic model but not its slopes (Prentice and Pyke, Biometrika 66
/// (1979) 403-411), so that no rare loss is given away.
pub const CROSS_VALIDATED: usize = 50_000;

/// Mean log-loss of each of [`PENALTIES`]. `None` when a fit does not settle.
pub(super) fn trials(data: &Standardised, seed: u64) -> Option<Vec<Trial>> {
    let drawn = folds(&data.lost, seed);
    let data = &data.subset(drawn.iter().map(|(row, _)| *row));
    let folds: Vec<u8> = drawn.into_iter().map(|(_, fold)| fold).collect();
    let mut losses = [0.0; PENALTIES.len()];
    for fold in 0..FOLDS {
        // Each fit starts where that of the stronger penalty ended.
        let mut parameters = [0.0; WIDTH];
        for (sum, penalty) in losses.iter_mut().zip(PENALTIES) {
            parameters = minimise(data, Rows::Outside { folds: &folds, fold }, penalty, &parameters)?.parameters;
            *sum += loss(data, &parameters, Rows::Inside { folds: &folds, fold });
        }
    }
    let customers = data.lost.len() as f64;
    let trial = |(penalty, sum): (f64, f64)| Trial { penalty, log_loss: sum / customers };
    Some(PENALTIES.into_iter().zip(losses).map(trial).collect())
}

/// The penalty with the smallest log-loss, the strongest among equals.
pub(super) fn best(trials: &[Trial]) -> Option<f64> {
    trials
        .iter()
        .reduce(|best, trial| if trial.log_loss < best.log_loss { trial } else { best })
        .map(|best| best.penalty)
}

/// Customers drawn for cross-validation, each with a fold. Lost and kept customers are dealt out apart, so that every
/// fold has its share of both.
fn folds(lost: &[bool], seed: u64) -> Vec<(usize, u8)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = Vec::new();
    for outcome in [true, false] {
        let mut rows: Vec<usize> = (0..lost.len()).filter(|row| lost[*row] == outcome).collect();
        rows.shuffle(&mut random);
        drawn.extend(rows.into_iter().take(CROSS_VALIDATED).zip((0..FOLDS).cycle()));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fold_has_its_share_of_both_outcomes() {
        let lost: Vec<bool> = (0..1_003).map(|i| i % 4 == 0).collect();
        let drawn = folds(&lost, 3);
        for fold in 0..FOLDS {
            let inside = |outcome| drawn.iter().filter(|(row, own)| lost[*row] == outcome && *own == fold).count();
            assert!((50..=51).contains(&inside(true)) && (150..=151).contains(&inside(false)));
        }
        let mut rows: Vec<usize> = drawn.iter().map(|(row, _)| *row).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..1_003).collect::<Vec<_>>());
        assert_eq!(drawn, folds(&lost, 3));
        assert_ne!(drawn, folds(&lost, 4));
    }

    #[test]
    fn no_rare_loss_is_given_away() {
        let lost: Vec<bool> = (0..200_000).map(|i| i % 1_000 == 0).collect();
        let drawn = folds(&lost, 3);
        assert_eq!(drawn.len(), CROSS_VALIDATED + 200);
        assert_eq!(drawn.iter().filter(|(row, _)| lost[*row]).count(), 200);
    }

    #[test]
    fn the_strongest_penalty_wins_among_equals() {
        let trial = |penalty, log_loss| Trial { penalty, log_loss };
        assert_eq!(best(&[trial(10.0, 0.5), trial(1.0, 0.5), trial(0.1, 0.6)]), Some(10.0));
        assert_eq!(best(&[trial(10.0, 0.5), trial(1.0, 0.4)]), Some(1.0));
        assert_eq!(best(&[]), None);
    }
}
