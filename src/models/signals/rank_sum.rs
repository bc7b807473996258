//! The Wilcoxon-Mann-Whitney rank sum test, one-sided: is the first sample lower? Every p-value is exact, whatever the
//! number of values and of ties. It knows no customers.

use statrs::function::factorial::{binomial, ln_binomial};

use super::untied;

/// Additions that one test may take, about 0.1 ms of a core: enough for 15 among 60 different values or 5 among 200, and
/// for many more where values repeat.
const MOST_ADDITIONS: usize = 1 << 18;

/// Classes into which ranks are joined where not all of them can be told apart within that, from fine to coarse.
const CLASSES: [usize; 8] = [64, 32, 16, 8, 6, 5, 4, 3];

/// Up to so many values the choices of some of them can be counted in floats: they are at most 2^1000.
const COUNTABLE: usize = 1_000;

/// Values that count as equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level {
    /// Grows with the rank; 0 for the lowest.
    score: usize,
    /// How many values there are, and how many of them are in the sample that is judged.
    size: usize,
    own: usize,
}

/// P(rank sum <= the one observed) when both samples come from one distribution: among all choices of the first sample
/// from the values at hand, the share with so low a sum of mid-ranks. Source: Lehmann, Nonparametrics (1975), sections
/// 1.2 to 1.4; the sums are counted by the shift algorithm of Streitberg and Röhmel, Statistical Software Newsletter 12
/// (1986) 10-17.
///
/// Where that takes more than [`MOST_ADDITIONS`], neighbouring ranks are joined into as many classes of equal width as
/// it can take, at the worst into two. The p-value is then exact for the sum of the classes: coarse ranks cost power,
/// never the level of the test, as which values are joined does not depend on the sample that they are in.
///
/// `None` when a sample is empty or holds a NaN.
pub(super) fn lower_p_value(first: &[f64], second: &[f64]) -> Option<f64> {
    if first.is_empty() || second.is_empty() || first.iter().chain(second).any(|value| value.is_nan()) {
        return None;
    }
    let values = in_order(first, second);
    if values.len() <= untied::MOST && values.is_sorted_by(|a, b| a.0 != b.0) {
        let ranks: usize = values.iter().enumerate().map(|(rank, (_, own))| rank * own).sum();
        return untied::share_up_to(first.len(), second.len(), ranks - first.len() * (first.len() - 1) / 2);
    }
    let mut levels = levels(&values);
    if first.len() > second.len() {
        // The first sample is low where the second one is high, and the smaller one takes fewer steps.
        levels = mirrored(&levels);
        levels.iter_mut().for_each(|level| level.own = level.size - level.own);
    }
    let chosen = first.len().min(second.len());
    let by_classes = || CLASSES.iter().find_map(|classes| exact(&joined(&levels, *classes), chosen));
    let p_value = exact(&levels, chosen).or_else(by_classes).unwrap_or_else(|| by_two_classes(&levels, chosen));
    Some(p_value.clamp(0.0, 1.0))
}

/// The values of both samples, ascending, those of the first with 1 and those of the second with 0.
fn in_order(first: &[f64], second: &[f64]) -> Vec<(f64, usize)> {
    let mut values: Vec<(f64, usize)> = first.iter().map(|v| (*v, 1)).chain(second.iter().map(|v| (*v, 0))).collect();
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    values
}

/// The values of both samples by level, ascending; `own` counts those of the first. Scores are mid-ranks in the
/// smallest whole numbers with the same distances.
fn levels(values: &[(f64, usize)]) -> Vec<Level> {
    let (mut levels, mut before): (Vec<Level>, usize) = (Vec::with_capacity(values.len()), 0);
    for equal in values.chunk_by(|a, b| a.0 == b.0) {
        let own = equal.iter().map(|(_, own)| own).sum();
        // Twice the mid-rank.
        levels.push(Level { score: 2 * before + equal.len() + 1, size: equal.len(), own });
        before += equal.len();
    }
    let lowest = levels[0].score;
    let unit = levels.iter().fold(0, |unit, level| common_divisor(unit, level.score - lowest)).max(1);
    levels.iter_mut().for_each(|level| level.score = (level.score - lowest) / unit);
    levels
}

/// The greatest common divisor.
fn common_divisor(mut a: usize, mut b: usize) -> usize {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The levels from the other end, so that the highest comes first.
fn mirrored(levels: &[Level]) -> Vec<Level> {
    let highest = highest(levels);
    levels.iter().rev().map(|level| Level { score: highest - level.score, ..*level }).collect()
}

/// The levels in so many classes of equal width.
fn joined(levels: &[Level], classes: usize) -> Vec<Level> {
    let width = highest(levels) + 1;
    let class = |level: &Level| level.score * classes / width;
    let join = |equal: &[Level]| Level {
        score: class(&equal[0]),
        size: equal.iter().map(|level| level.size).sum(),
        own: equal.iter().map(|level| level.own).sum(),
    };
    levels.chunk_by(|a, b| class(a) == class(b)).map(join).collect()
}

fn highest(levels: &[Level]) -> usize {
    levels.last().map_or(0, |level| level.score)
}

/// The share of all choices of `chosen` values whose scores sum to at most that of the own ones. `None` where it takes
/// too long to count.
fn exact(levels: &[Level], chosen: usize) -> Option<f64> {
    let sum: usize = levels.iter().map(|level| level.score * level.own).sum();
    let all: usize = levels.iter().map(|level| level.size).sum();
    let of_all: usize = levels.iter().map(|level| level.score * level.size).sum();
    if sum * all <= chosen * of_all {
        return share_up_to(levels, chosen, sum);
    }
    // Above the mean the other tail is the shorter one.
    match (chosen * highest(levels) - sum).checked_sub(1) {
        Some(sum) => share_up_to(&mirrored(levels), chosen, sum).map(|share| 1.0 - share),
        None => Some(1.0),
    }
}

/// Of the choices of `chosen` values, the share whose scores sum to at most `sum`.
fn share_up_to(levels: &[Level], chosen: usize, sum: usize) -> Option<f64> {
    if !is_affordable(levels, chosen, sum) {
        return None;
    }
    let all = levels.iter().map(|level| level.size).sum();
    // One row a number of chosen values, one entry a sum.
    let row = sum + 1;
    let mut ways = vec![0.0; (chosen + 1) * row];
    ways[0] = 1.0;
    let (mut weights, mut of) = (Vec::new(), None);
    steps(levels, chosen, sum).for_each(|step| {
        let Level { score, size, .. } = levels[step.level];
        if of.replace(step.level) != Some(step.level) {
            weights.clear();
            weights.extend((0..=size.min(chosen)).map(|taken| weight(all, chosen, size, taken)));
        }
        let (weight, begin) = (weights[step.taken], step.chosen * row);
        if step.taken > 0 {
            let (fewer, own) = ways.split_at_mut(begin);
            let from = &fewer[begin - step.taken * row..][..step.length];
            let to = &mut own[step.taken * score..][..step.length];
            to.iter_mut().zip(from).for_each(|(to, from)| *to += weight * from);
        } else if weight != 1.0 {
            ways[begin..begin + step.length].iter_mut().for_each(|ways| *ways *= weight);
        }
    });
    Some(ways[chosen * row..].iter().sum::<f64>() / weight(all, chosen, all, chosen))
}

/// One addition of a row to another: `taken` of the values of a level join those chosen below it, `chosen` in all then.
#[derive(Clone, Copy, Debug)]
struct Step {
    level: usize,
    chosen: usize,
    taken: usize,
    /// Entries of the row that is added, from the first.
    length: usize,
}

/// The steps from level to level, ascending. Left out are sums that cannot end at `sum` or below, and numbers of chosen
/// values that cannot end at `chosen`. Rows with many values come first, as each is made of rows with fewer.
fn steps(levels: &[Level], chosen: usize, sum: usize) -> impl Iterator<Item = Step> + '_ {
    let all: usize = levels.iter().map(|level| level.size).sum();
    let mut reached = 0;
    levels.iter().enumerate().flat_map(move |(at, level)| {
        let before = reached;
        reached += level.size;
        let below = at.checked_sub(1).map_or(0, |at| levels[at].score);
        let next = levels.get(at + 1).map_or(level.score, |next| next.score);
        let numbers = chosen.saturating_sub(all - reached)..=chosen.min(reached);
        // Whatever is still to be chosen has at least the next score.
        let with_limit = move |number: usize| Some((number, sum.checked_sub((chosen - number) * next)?));
        numbers.rev().filter_map(with_limit).flat_map(move |(number, limit)| {
            (number.saturating_sub(before)..=level.size.min(number)).map_while(move |taken| {
                let room = limit.checked_sub(taken * level.score)?;
                Some(Step { level: at, chosen: number, taken, length: room.min((number - taken) * below) + 1 })
            })
        })
    })
}

fn is_affordable(levels: &[Level], chosen: usize, sum: usize) -> bool {
    let entries = (chosen + 1).saturating_mul(sum + 1);
    let rows: usize = levels.iter().map(|level| level.size + 1).sum();
    // Most tests are so small that their steps need not be counted.
    entries.saturating_mul(rows) <= MOST_ADDITIONS
        || steps(levels, chosen, sum)
            .try_fold(entries, |additions, step| (additions <= MOST_ADDITIONS).then_some(additions + step.length + 4))
            .is_some_and(|additions| additions <= MOST_ADDITIONS)
}

/// In how many ways `taken` of `size` values can be chosen. Where `all` values together have more ways than a float can
/// hold, the probability that as many are, each with the chance that fits the choice of `chosen` among all: divided by
/// that of the choice as a whole the two come to the same.
fn weight(all: usize, chosen: usize, size: usize, taken: usize) -> f64 {
    match taken {
        0 if all <= COUNTABLE => 1.0,
        1 if all <= COUNTABLE => size as f64,
        _ if all <= COUNTABLE => binomial(size as u64, taken as u64),
        _ => {
            let chance = chosen as f64 / all as f64;
            let left_out = (size - taken) as f64 * (-chance).ln_1p();
            (ln_binomial(size as u64, taken as u64) + taken as f64 * chance.ln() + left_out).exp()
        }
    }
}

/// The same for ranks in two classes, the lower and the upper half, by the hypergeometric distribution of the number in
/// the upper one (the median test).
fn by_two_classes(levels: &[Level], chosen: usize) -> f64 {
    let [low, high] = joined(levels, 2)[..] else { return 1.0 };
    let ln_ways = |size: usize, taken: usize| ln_binomial(size as u64, taken as u64);
    let all = ln_ways(low.size + high.size, chosen);
    let numbers = chosen.saturating_sub(low.size)..=high.own;
    numbers.map(|taken| (ln_ways(high.size, taken) + ln_ways(low.size, chosen - taken) - all).exp()).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// The share of all choices with so low a sum of scores, one choice after the other.
    fn by_permutation(levels: &[Level], chosen: usize) -> f64 {
        let scores: Vec<usize> = levels.iter().flat_map(|level| std::iter::repeat_n(level.score, level.size)).collect();
        let observed: usize = levels.iter().map(|level| level.score * level.own).sum();
        let choices = (0..1_u32 << scores.len()).filter(|choice| choice.count_ones() as usize == chosen);
        let sum =
            |choice: u32| (0..scores.len()).filter(|at| choice >> at & 1 == 1).map(|at| scores[at]).sum::<usize>();
        let (low, all) = choices.fold((0, 0), |(low, all), choice| (low + u32::from(sum(choice) <= observed), all + 1));
        f64::from(low) / f64::from(all)
    }

    /// Hollander and Wolfe 1973, p. 69 f., permeability of membranes, as in R's `wilcox.test` examples: the first sample
    /// is larger with W = 35, exact p = 0.1272.
    #[test]
    fn hollander_and_wolfe() {
        let term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        let early = [1.15, 0.88, 0.90, 0.74, 1.21];
        assert_eq!((lower_p_value(&early, &term).unwrap() * 1e4).round(), 1272.0);
    }

    /// The usual tables of the Mann-Whitney test: the largest U with a one-sided p of at most 0.05, 0.025 or 0.005.
    #[test]
    fn critical_values_of_the_tables() {
        for (m, n, level, critical) in
            [(10, 10, 0.05, 27), (20, 20, 0.05, 138), (5, 20, 0.05, 25), (20, 20, 0.025, 127), (20, 20, 0.005, 105)]
        {
            let p = |u: usize| {
                // Without ties the score is the rank less one.
                let levels: Vec<Level> = (0..m + n).map(|score| Level { score, size: 1, own: 0 }).collect();
                share_up_to(&levels, m, u + m * (m - 1) / 2).unwrap()
            };
            assert!(p(critical) <= level && p(critical + 1) > level, "{m}, {n}: {}", p(critical));
        }
    }

    /// Where all values differ, the table of their number and the count by levels say the same.
    #[test]
    fn the_table_of_different_values_is_the_count_of_their_levels() {
        for (m, n) in [(3, 20), (8, 60), (20, 21), (12, 68)] {
            let levels: Vec<Level> = (0..m + n).map(|score| Level { score, size: 1, own: 0 }).collect();
            for u in (0..m * n / 2).step_by(7) {
                let Some(counted) = share_up_to(&levels, m, u + m * (m - 1) / 2) else { continue };
                let told = untied::share_up_to(m, n, u).unwrap();
                assert!((told / counted - 1.0).abs() < 1e-12, "{m}, {n}, {u}: {told} {counted}");
            }
        }
    }

    /// By hand: the lowest of the C(5, 2) = 10 choices; with 1, 2, 2, 3 and the sample {1, 2}, three of six choices.
    #[test]
    fn small_cases_by_hand() {
        assert_eq!(lower_p_value(&[1.0, 2.0], &[3.0, 4.0, 5.0]), Some(0.1));
        assert_eq!(lower_p_value(&[4.0, 5.0], &[1.0, 2.0, 3.0]), Some(1.0));
        assert_eq!(lower_p_value(&[1.0, 2.0], &[2.0, 3.0]), Some(2.0 / 6.0));
        assert_eq!(lower_p_value(&[7.0], &[7.0, 7.0]), Some(1.0));
    }

    /// One low value beside equal ones is one choice of as many as there are values, however far below it lies.
    #[test]
    fn one_low_value_among_equal_ones_is_no_miracle() {
        assert_eq!(lower_p_value(&[45.0], &[50.0; 23]), Some(1.0 / 24.0));
        assert_eq!(lower_p_value(&[8.0], &[9.0; 19]), Some(1.0 / 20.0));
        assert!((lower_p_value(&[45.0], &[50.0; 4_999]).unwrap() * 5_000.0 - 1.0).abs() < 1e-9);
        let (recent, earlier) = ([[45.0].as_slice(), &[50.0; 89]].concat(), [50.0; 910]);
        assert!((lower_p_value(&recent, &earlier).unwrap() - 0.09).abs() < 1e-12);
    }

    /// Where all values differ, the distribution by size and the count of the values at hand come to the same.
    #[test]
    fn values_that_differ_need_no_count_of_their_own() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        for (first, second) in [(1, 1), (3, 17), (12, 12), (16, 9), (1, 39), (20, 20)] {
            let pooled: Vec<f64> = (0..first + second).map(|_| random.random::<f64>()).collect();
            let levels = levels(&in_order(&pooled[..first], &pooled[first..]));
            let want = share_up_to(&levels, first, levels.iter().map(|level| level.score * level.own).sum()).unwrap();
            let got = lower_p_value(&pooled[..first], &pooled[first..]).unwrap();
            assert!((got - want).abs() < 1e-12, "{first}, {second}: {got} instead of {want}");
        }
    }

    proptest! {
        #[test]
        fn p_is_the_share_of_all_choices(first in prop::collection::vec(0_u8..6, 1..7), second in prop::collection::vec(0_u8..6, 1..7)) {
            let [first, second] = [first, second].map(|sample| sample.into_iter().map(f64::from).collect::<Vec<f64>>());
            let levels = levels(&in_order(&first, &second));
            let want = by_permutation(&levels, first.len());
            let got = lower_p_value(&first, &second).unwrap();
            prop_assert!((got - want).abs() < 1e-12, "{got} instead of {want}");
            // By classes as well, from whichever end.
            let smaller = first.len().min(second.len());
            if first.len() == smaller {
                for classes in 2..6 {
                    let joined = joined(&levels, classes);
                    let want = by_permutation(&joined, smaller);
                    prop_assert!((exact(&joined, smaller).unwrap() - want).abs() < 1e-12);
                    if classes == 2 {
                        prop_assert!((by_two_classes(&levels, smaller) - want).abs() < 1e-12);
                    }
                }
            }
        }
    }

    /// What is not counted but weighed by chances comes to the same.
    #[test]
    fn chances_and_counts_agree() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let value = |_| f64::from(random.random_range(0..4_u8));
        let pooled: Vec<f64> = (0..1_004).map(value).collect();
        let few = exact(&levels(&in_order(&pooled[..4], &pooled[4..1_000])), 4).unwrap();
        let more = exact(&levels(&in_order(&pooled[..4], &pooled[4..])), 4).unwrap();
        assert!((few - more).abs() < 0.01, "{few} and {more}");
        let two = levels(&in_order(&[0.0, 1.0, 1.0], &[0.0, 1.0].repeat(800)));
        assert!((exact(&two, 3).unwrap() - by_two_classes(&two, 3)).abs() < 1e-11);
    }

    /// Ranks of many values are joined, and the test still fires as often as it says, and where it should.
    #[test]
    fn many_values_keep_the_level_and_show_a_fall() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let (mut fired, tests) = (0, 200);
        for test in 0..tests {
            let values: Vec<f64> = (0..700).map(|_| random.random::<f64>()).collect();
            fired += u32::from(lower_p_value(&values[..90], &values[90..]).unwrap() <= 0.05);
            let lower: Vec<f64> = values[..90].iter().map(|value| value * 0.5).collect();
            assert!(test > 9 || lower_p_value(&lower, &values[90..]).unwrap() < 1e-3);
        }
        // 0.05 and four standard errors.
        assert!(f64::from(fired) / f64::from(tests) < 0.05 + 4.0 * (0.05 * 0.95 / 200.0_f64).sqrt(), "{fired}");
        assert!(exact(&levels(&in_order(&[0.5; 3], &(0..50_000).map(f64::from).collect::<Vec<f64>>())), 3).is_none());
    }

    #[test]
    fn nasty_samples() {
        assert_eq!(lower_p_value(&[], &[1.0]), None);
        assert_eq!(lower_p_value(&[1.0], &[]), None);
        assert_eq!(lower_p_value(&[f64::NAN], &[1.0]), None);
        assert_eq!(lower_p_value(&[-0.0], &[0.0]), Some(1.0));
        assert_eq!(lower_p_value(&[5.0; 30], &[5.0; 30]), Some(1.0));
        let low = lower_p_value(&[0.0; 500], &[1.0; 500]).unwrap();
        assert!(low > 0.0 && low < 1e-100);
        let all: Vec<f64> = (0..20_000).map(f64::from).collect();
        assert!(lower_p_value(&all[..10_000], &all[10_000..]).unwrap() < 1e-100);
        assert!(lower_p_value(&all[10_000..], &all[..10_000]).unwrap() > 0.999_999);
    }
}
