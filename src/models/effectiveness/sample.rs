//! Which consignees are checked: duplicates removed, then drawn at random with a seed. It decides no number.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Consignees drawn for a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The drawn ones, ascending.
    pub drawn: Vec<u64>,
    /// Number of different consignees.
    pub consignees: usize,
    /// Entries of the list beyond these.
    pub duplicates: usize,
}

/// Draws consignees from a list of stable numbers. The same list and seed give the same sample on any machine, whatever
/// the order of the list and however often it names one. The order of steps (duplicates removed, list randomised, sample
/// taken) follows FSIS Directive 8080.1.
///
/// `size` says how many to draw from how many different ones; more than there are means all of them.
pub fn sample_consignees(list: &[u64], size: impl FnOnce(u64) -> u64, seed: u64) -> Sample {
    let mut different = list.to_vec();
    different.sort_unstable();
    different.dedup();
    let consignees = different.len();
    let wanted = usize::try_from(size(consignees as u64)).unwrap_or(usize::MAX).min(consignees);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places = rand::seq::index::sample(&mut random, consignees, wanted).into_vec();
    places.sort_unstable();
    let drawn = places.into_iter().map(|place| different[place]).collect();
    Sample { drawn, consignees, duplicates: list.len() - consignees }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::level::Level;
    use super::*;

    #[test]
    fn every_consignee_is_as_likely_as_any_other() {
        let list: Vec<u64> = (0..50).collect();
        let mut times = [0_u32; 50];
        for seed in 0..4_000 {
            sample_consignees(&list, |n| Level::C.checks(n).unwrap(), seed)
                .drawn
                .iter()
                .for_each(|at| times[*at as usize] += 1);
        }
        // Binomial with mean 400 and standard deviation 19; five of these either way.
        assert!(times.iter().all(|times| (305..495).contains(times)), "{times:?}");
    }

    proptest! {
        #[test]
        fn order_and_duplicates_do_not_matter(list in prop::collection::vec(0..40_u64, 0..60), size in 0..50_u64, seed in any::<u64>()) {
            let sample = sample_consignees(&list, |_| size, seed);
            prop_assert!(sample.drawn.is_sorted() && sample.drawn.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(sample.drawn.iter().all(|one| list.contains(one)));
            prop_assert_eq!(sample.drawn.len() as u64, size.min(sample.consignees as u64));
            prop_assert_eq!(sample.consignees + sample.duplicates, list.len());
            let mut doubled = list.clone();
            doubled.extend(list.iter().rev());
            prop_assert_eq!(sample_consignees(&doubled, |_| size, seed).drawn, sample.drawn);
        }
    }

    #[test]
    fn the_ends() {
        assert!(sample_consignees(&[], |_| u64::MAX, 1).drawn.is_empty());
        assert_eq!(sample_consignees(&[9, 4, 9], |_| u64::MAX, 1).drawn, [4, 9]);
    }
}
