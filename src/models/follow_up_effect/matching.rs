//! Pairs of treated and other customers with like scores before. It looks at no score after.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// A customer before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeforeAfter {
    /// Score before.
    pub before: f64,
    /// Score after.
    pub after: f64,
    /// Only customers with the same number are matched; give all the same for no such rule.
    pub group: u32,
}

/// How far apart the scores before of a pair may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Caliper {
    /// In units of the score.
    Score(f64),
    /// In standard deviations of all scores before.
    StandardDeviations(f64),
}

impl Default for Caliper {
    /// 0.2 standard deviations: Austin, Pharmaceutical Statistics 10 (2011) 150-161.
    fn default() -> Caliper {
        Caliper::StandardDeviations(0.2)
    }
}

/// A matched pair, as positions in the slices given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Position of the treated customer.
    pub treated: usize,
    /// Position of the other one.
    pub untreated: usize,
}

/// A customer in line by score before, and by lot among equal ones.
#[derive(Clone, Copy)]
struct Place {
    before: f64,
    lot: usize,
    position: usize,
    treated: bool,
}

/// The closest pair of the same group, then the closest of those left, and so on, while they are within the caliper;
/// nobody is used twice. Among equals a lot drawn with `seed` decides, so that the order of the file, which is often that
/// of time, does not. Pairs come in order of the treated.
pub(super) fn nearest_pairs(treated: &[BeforeAfter], untreated: &[BeforeAfter], caliper: f64, seed: u64) -> Vec<Pair> {
    let mut lots: Vec<usize> = (0..treated.len() + untreated.len()).collect();
    lots.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let mut groups: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
    let everyone = treated.iter().enumerate().map(|own| (own, true));
    let everyone = everyone.chain(untreated.iter().enumerate().map(|own| (own, false)));
    for (((position, own), treated), lot) in everyone.zip(lots) {
        groups.entry(own.group).or_default().push(Place { before: own.before, lot, position, treated });
    }
    let mut pairs: Vec<Pair> = groups.into_values().flat_map(|group| pairs_of(group, caliper)).collect();
    pairs.sort_unstable();
    pairs
}

/// The closest pair stands side by side in the line of those left: anyone between the two would be as close to one of
/// them. So it is enough to watch neighbours, and n customers take n log n steps.
fn pairs_of(mut line: Vec<Place>, caliper: f64) -> Vec<Pair> {
    line.sort_by(|a, b| a.before.total_cmp(&b.before).then(a.lot.cmp(&b.lot)));
    let end = line.len();
    let mut next: Vec<usize> = (1..=end).collect();
    // `end` stands for nobody, before the first as well as after the last.
    let mut previous: Vec<usize> = (0..end).map(|at| at.checked_sub(1).unwrap_or(end)).collect();
    let mut taken = vec![false; end];
    let mut closest = BinaryHeap::new();
    let candidate = |left: usize, right: usize| {
        if left == end || right == end || line[left].treated == line[right].treated {
            return None;
        }
        let distance = line[right].before - line[left].before;
        // Scores that differ by rounding alone are equal.
        let slack = 1e-12 * line[left].before.abs().max(line[right].before.abs());
        // Bits of numbers that are not negative are in the order of the numbers.
        (distance <= caliper + slack).then(|| Reverse((distance.abs().to_bits(), line[left].lot, left, right)))
    };
    closest.extend((0..end).filter_map(|left| candidate(left, next[left])));
    let mut pairs = Vec::new();
    while let Some(Reverse((_, _, left, right))) = closest.pop() {
        if taken[left] || taken[right] {
            continue;
        }
        (taken[left], taken[right]) = (true, true);
        let (one, other) = (line[left], line[right]);
        let (treated, untreated) = if one.treated { (one, other) } else { (other, one) };
        pairs.push(Pair { treated: treated.position, untreated: untreated.position });
        let (before, after) = (previous[left], next[right]);
        if before != end {
            next[before] = after;
        }
        if after != end {
            previous[after] = before;
        }
        closest.extend(candidate(before, after));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customers(before: &[f64], group: u32) -> Vec<BeforeAfter> {
        before.iter().map(|before| BeforeAfter { before: *before, after: 0.0, group }).collect()
    }

    #[test]
    fn the_closest_pair_first_and_nobody_twice() {
        let treated = customers(&[5.0, 5.3, 9.0], 0);
        let untreated = customers(&[5.4, 8.0, 4.0, 5.5], 0);
        let pair = |treated, untreated| Pair { treated, untreated };
        assert_eq!(nearest_pairs(&treated, &untreated, 0.5, 1), [pair(0, 3), pair(1, 0)]);
        assert_eq!(nearest_pairs(&treated, &untreated, 0.4, 1), [pair(1, 0)]);
        assert_eq!(nearest_pairs(&treated, &untreated, 1.0, 1), [pair(0, 3), pair(1, 0), pair(2, 1)]);
        assert_eq!(nearest_pairs(&treated, &customers(&[5.0, 5.3, 9.0], 1), 9.0, 1), []);
        assert_eq!(nearest_pairs(&[], &untreated, 9.0, 1), []);
    }

    /// 0.1 + 0.2 and 0.3 are the same score.
    #[test]
    fn rounding_parts_no_pair() {
        assert_eq!(nearest_pairs(&customers(&[0.1 + 0.2], 0), &customers(&[0.3], 0), 0.0, 1).len(), 1);
        let far = nearest_pairs(&customers(&[f64::MAX], 0), &customers(&[f64::MIN], 0), 1e308, 1);
        assert_eq!(far, []);
    }

    /// Of 60 others with the same score, those drawn are spread over the file and change with the seed.
    #[test]
    fn ties_are_broken_by_lot() {
        let treated = customers(&[7.0; 20], 0);
        let untreated = customers(&[7.0; 60], 0);
        let drawn = |seed| -> Vec<usize> {
            nearest_pairs(&treated, &untreated, 0.0, seed).iter().map(|pair| pair.untreated).collect()
        };
        assert_eq!(drawn(1).len(), 20);
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        let late = (0..200).map(|seed| drawn(seed).iter().filter(|at| **at >= 30).count()).sum::<usize>();
        assert!((1_850..2_150).contains(&late), "{late} of 4000 should be about half");
    }
}
