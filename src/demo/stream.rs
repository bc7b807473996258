//! Seeded streams of random numbers, one for each purpose and person. Knows nothing of what is drawn from them.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream is for. Streams of one person never share numbers, so changing one kind of row leaves the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Rates, preferences and attributes of a person.
    Person = 1,
    /// Contact details other than the name.
    Contact = 2,
    /// When a person buys.
    Occasions = 3,
    /// What a person buys, returns and cancels.
    Baskets = 4,
    /// Complaints.
    Complaints = 5,
    /// Surveys and follow-ups.
    Satisfaction = 6,
    /// Lines exported twice.
    Flaws = 7,
    /// Lots, which belong to no person.
    Lots = 8,
    /// Win-back campaign.
    Campaign = 9,
    /// Lots that the shop did not record.
    HiddenLots = 10,
    /// Interactions.
    Contacts = 11,
    /// How the campaign reaches people.
    CampaignContact = 12,
    /// Names, which take more draws in one language than in another.
    Name = 13,
}

/// The stream for `purpose` and the person at `index` under `seed`.
pub(super) fn stream(seed: u64, purpose: Purpose, index: u32) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
    key[16..20].copy_from_slice(&index.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// True with probability `p`; always false at 0 and always true at 1.
pub(super) fn chance(rng: &mut impl Rng, p: f64) -> bool {
    rng.random::<f64>() < p
}

/// The position drawn with probability proportional to `weights`; the last one if they are all zero.
pub(super) fn weighted(rng: &mut impl Rng, weights: &[f64]) -> usize {
    let mut left = rng.random::<f64>() * weights.iter().sum::<f64>();
    for (position, weight) in weights.iter().enumerate() {
        if left < *weight {
            return position;
        }
        left -= weight;
    }
    weights.len().saturating_sub(1)
}

/// One of `choices`, all equally likely.
pub(super) fn pick<T: Copy, const N: usize>(rng: &mut impl Rng, choices: &[T; N]) -> T {
    choices[rng.random_range(0..N)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_purpose_and_index_each_change_the_stream() {
        let first = |seed, purpose, index| stream(seed, purpose, index).random::<u64>();
        let base = first(1, Purpose::Person, 0);
        assert_eq!(base, first(1, Purpose::Person, 0));
        assert_ne!(base, first(2, Purpose::Person, 0));
        assert_ne!(base, first(1, Purpose::Contact, 0));
        assert_ne!(base, first(1, Purpose::Person, 1));
    }

    #[test]
    fn weights_are_followed_and_zero_weights_never_drawn() {
        let mut rng = stream(1, Purpose::Lots, 0);
        let mut counts = [0_u32; 3];
        for _ in 0..40_000 {
            counts[weighted(&mut rng, &[1.0, 0.0, 3.0])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((f64::from(counts[0]) / 40_000.0 - 0.25).abs() < 0.01, "{counts:?}");
    }

    #[test]
    fn chance_is_certain_at_its_ends() {
        let mut rng = stream(1, Purpose::Lots, 0);
        assert!((0..1_000).all(|_| chance(&mut rng, 1.0) && !chance(&mut rng, 0.0)));
    }
}
