//! Upper tail of a sum of independent binomial counts with different shares. It knows no strata and no hypothesis.

use super::deviance::ln_binomial;
use super::incomplete_beta::{Share, beta_tails};
use super::normal_tail::{ln_density, mills};

/// Up to so many trials the distribution is built term by term.
const MOST_EXACT_TRIALS: u64 = 512;

/// Up to so many successes the terms of both tails are added up, however many trials there are.
const FEW: u64 = 16;
/// Terms beyond these that are added up where the upper tail is short: there each is less than half of the one before.
const BEYOND: usize = 24;

/// One binomial count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binomial {
    /// Number of trials.
    pub trials: u64,
    /// Share of successes.
    pub share: Share,
}

/// ln P(N ≥ `least`) for N the sum of `parts`.
///
/// Exact for one part, by the incomplete beta function, and by convolution for up to 512 trials and for up to 16
/// successes; beyond both the saddlepoint formula of Lugannani and Rice for whole numbers, whose relative error falls with
/// the number of successes and is below three in a thousand there (Daniels, Int. Stat. Rev. 55 (1987) 37-48, formula 6.4).
pub fn ln_upper_tail(parts: &[Binomial], least: u64) -> f64 {
    let certain: u64 = parts.iter().filter(|part| part.share.y <= 0.0).map(|part| part.trials).sum();
    let open = |part: &&Binomial| part.trials > 0 && part.share.x > 0.0 && part.share.y > 0.0;
    let parts: Vec<Binomial> = parts.iter().filter(open).copied().collect();
    let trials: u64 = parts.iter().map(|part| part.trials).sum();
    let least = least.saturating_sub(certain);
    if least == 0 {
        return 0.0;
    }
    if least > trials {
        return f64::NEG_INFINITY;
    }
    match parts.as_slice() {
        [one] => beta_tails(least as f64, (trials - least + 1) as f64, one.share).ln_lower,
        _ if least == trials => parts.iter().map(|part| part.trials as f64 * part.share.x.ln()).sum(),
        _ if trials <= MOST_EXACT_TRIALS => {
            let ln = convolved_tail(&parts, least as usize).ln();
            if ln.is_finite() { ln.min(0.0) } else { saddlepoint(&parts, least as f64, trials as f64) }
        }
        _ => {
            let few = if least <= FEW { tail_of_few(&parts, least as usize) } else { None };
            few.map_or_else(|| saddlepoint(&parts, least as f64, trials as f64), f64::ln)
        }
    }
}

/// P(N ≥ `least`) by the terms up to `least` and a few more; `None` where they are too small to be told apart from zero,
/// as the mean lies far above.
fn tail_of_few(parts: &[Binomial], least: usize) -> Option<f64> {
    let mut density = vec![0.0; least + BEYOND];
    density[0] = 1.0;
    let mut terms = vec![0.0; least + BEYOND];
    for Binomial { trials, share } in parts {
        // The probabilities of 0, 1, 2 … successes, each from the one before.
        let mut term = (*trials as f64 * (-share.x).ln_1p()).exp();
        for (at, own) in terms.iter_mut().enumerate() {
            *own = term;
            term *= (*trials as f64 - at as f64).max(0.0) / (at as f64 + 1.0) * share.x / share.y;
        }
        for at in (0..density.len()).rev() {
            density[at] = density[..=at].iter().rev().zip(&terms).map(|(before, term)| before * term).sum();
        }
    }
    let (below, from) = density.split_at(least);
    let (below, from): (f64, f64) = (below.iter().sum(), from.iter().rev().sum());
    // The difference to 1 has lost its digits where the tail is short; the sum of its terms has not.
    let tail = if below > 0.999 { from } else { 1.0 - below };
    (below > f64::MIN_POSITIVE && tail > f64::MIN_POSITIVE).then_some(tail.min(1.0))
}

fn convolved_tail(parts: &[Binomial], least: usize) -> f64 {
    // The smallest terms first.
    convolved(parts)[least..].iter().rev().sum()
}

/// The probabilities of all counts.
fn convolved(parts: &[Binomial]) -> Vec<f64> {
    let mut density = vec![1.0];
    for Binomial { trials, share } in parts {
        let term = |k: u64| ln_binomial(k as f64, (trials - k) as f64, share.x, share.y).exp();
        let terms: Vec<f64> = (0..=*trials).map(term).collect();
        let mut sum = vec![0.0; density.len() + terms.len() - 1];
        for (i, before) in density.iter().enumerate() {
            sum[i..].iter_mut().zip(&terms).for_each(|(sum, term)| *sum += before * term);
        }
        density = sum;
    }
    density
}

/// For 0 < `least` < `trials`.
fn saddlepoint(parts: &[Binomial], least: f64, trials: f64) -> f64 {
    let t = tilt(parts, least, trials);
    Tilted::of(parts, t).ln_at_least(t, (t * least - cumulant(parts, t)).max(0.0))
}

/// ln E(eᵗᴺ).
fn cumulant(parts: &[Binomial], t: f64) -> f64 {
    let grown = t.exp_m1();
    parts.iter().map(|part| part.trials as f64 * (part.share.x * grown).ln_1p()).sum()
}

/// Second and third central moment of the exponentially tilted sum.
struct Tilted {
    variance: f64,
    skewness: f64,
}

impl Tilted {
    fn of(parts: &[Binomial], t: f64) -> Tilted {
        let tilted = |part: &Binomial| {
            let share = Share::of(part.share.x * t.exp(), part.share.y);
            let variance = part.trials as f64 * share.x * share.y;
            [variance, variance * (share.y - share.x)]
        };
        let [variance, skewness] = parts.iter().map(tilted).fold([0.0; 2], |a, b| [a[0] + b[0], a[1] + b[1]]);
        Tilted { variance, skewness }
    }

    /// The same of the failures.
    fn turned(&self) -> Tilted {
        Tilted { variance: self.variance, skewness: -self.skewness }
    }

    /// The formula of Lugannani and Rice at the tilt `t`, with t n − ln E(eᵗᴺ) as the `exponent`.
    fn ln_at_least(&self, t: f64, exponent: f64) -> f64 {
        let Tilted { variance, skewness } = *self;
        let w = (2.0 * exponent).sqrt() * t.signum();
        let tail_over_density = if w.abs() < 1e-4 {
            // The limit at the mean.
            mills(w) + 0.5 / variance.sqrt() - skewness / (6.0 * variance.powf(1.5))
        } else {
            mills(w) + 1.0 / (-(-t).exp_m1() * variance.sqrt()) - 1.0 / w
        };
        if w < -5.0 {
            // Mills' ratio is huge here, and the tail all but 1.
            return (-(mills(-w) + 1.0 / w - 1.0 / (-(-t).exp_m1() * variance.sqrt())) * ln_density(w).exp())
                .ln_1p()
                .min(0.0);
        }
        (ln_density(w) + tail_over_density.max(f64::MIN_POSITIVE).ln()).min(0.0)
    }
}

/// The t at which the exponentially tilted mean is `wanted`, by bisection and Newton's steps within the bracket.
fn tilt(parts: &[Binomial], wanted: f64, trials: f64) -> f64 {
    let moments = |t: f64| {
        let tilted = |part: &Binomial| {
            let share = Share::of(part.share.x * t.exp(), part.share.y);
            let n = part.trials as f64;
            (n * share.x, n * share.x * share.y)
        };
        parts.iter().map(tilted).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    // Each part alone would need a tilt between these.
    let logit = (wanted / (trials - wanted)).ln();
    let own = |part: &Binomial| logit - (part.share.x / part.share.y).ln();
    let (mut low, mut high) =
        parts.iter().map(own).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), t| (low.min(t), high.max(t)));
    let mut t = 0.5 * (low + high);
    for _ in 0..100 {
        let (mean, variance) = moments(t);
        if mean < wanted {
            low = t
        } else {
            high = t
        }
        let newton = t + (wanted - mean) / variance;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - t).abs() <= 1e-15 * next.abs().max(1e-3) {
            return next;
        }
        t = next;
    }
    t
}

/// The tails of a sum at one count while the odds of all its parts are multiplied by one factor: what is found once for
/// any factor serves for all, as the sum stays in one exponential family.
pub struct ShiftedSum {
    parts: Vec<Binomial>,
    seen: f64,
    /// Logarithm of the factor at which the mean is the count seen.
    centre: f64,
    at_centre: Tilted,
    /// Logarithms of the probabilities of all counts at the centre, where there are few enough trials.
    ln_exact: Option<Vec<f64>>,
}

impl ShiftedSum {
    /// For a count of `seen`. Nothing where a closed form is as good: where it is none or all of the trials, or there is
    /// no more than one part; nor where a part is as good as certain.
    pub fn of(parts: &[Binomial], seen: u64) -> Option<ShiftedSum> {
        let trials: u64 = parts.iter().map(|part| part.trials).sum();
        let is_open = |part: &Binomial| part.trials > 0 && part.share.x > 1e-150 && part.share.y > 1e-150;
        if parts.len() < 2 || seen == 0 || seen >= trials || !parts.iter().all(is_open) {
            return None;
        }
        let centre = tilt(parts, seen as f64, trials as f64);
        let centred = shifted(parts, centre);
        let ln_exact = || convolved(&centred).into_iter().map(f64::ln).collect();
        Some(ShiftedSum {
            parts: parts.to_vec(),
            seen: seen as f64,
            centre,
            at_centre: Tilted::of(&centred, 0.0),
            ln_exact: (trials <= MOST_EXACT_TRIALS).then(ln_exact),
        })
    }

    /// Logarithm of the factor at which the mean is the count seen.
    pub fn centre(&self) -> f64 {
        self.centre
    }

    /// The standard deviation of that logarithm.
    pub fn deviation(&self) -> f64 {
        1.0 / self.at_centre.variance.sqrt()
    }

    /// ln P(N ≥ seen) when the odds are multiplied by e to `ln_factor`.
    pub fn ln_at_least(&self, ln_factor: f64) -> f64 {
        match &self.ln_exact {
            Some(ln_exact) => ln_share(ln_exact, ln_factor - self.centre, self.seen as usize..ln_exact.len()),
            None => self.at_centre.ln_at_least(self.centre - ln_factor, self.exponent(ln_factor)),
        }
    }

    /// ln P(N ≤ seen).
    pub fn ln_at_most(&self, ln_factor: f64) -> f64 {
        match &self.ln_exact {
            Some(ln_exact) => ln_share(ln_exact, ln_factor - self.centre, 0..self.seen as usize + 1),
            None => self.at_centre.turned().ln_at_least(ln_factor - self.centre, self.exponent(ln_factor)),
        }
    }

    fn exponent(&self, ln_factor: f64) -> f64 {
        let t = self.centre - ln_factor;
        (t * self.seen - cumulant(&shifted(&self.parts, ln_factor), t)).max(0.0)
    }
}

/// Parts whose odds are multiplied by e to `ln_factor`.
fn shifted(parts: &[Binomial], ln_factor: f64) -> Vec<Binomial> {
    let factor = ln_factor.exp();
    parts.iter().map(|part| Binomial { share: Share::of(factor * part.share.x, part.share.y), ..*part }).collect()
}

/// ln of the probability of the counts in `range` when probabilities with these logarithms are multiplied by e to `shift`
/// for each count, and then add up to 1 again.
fn ln_share(ln_density: &[f64], shift: f64, range: std::ops::Range<usize>) -> f64 {
    let terms: Vec<f64> = ln_density.iter().zip(0u32..).map(|(ln, count)| ln + shift * f64::from(count)).collect();
    let ln_sum = |terms: &[f64]| {
        let largest = terms.iter().fold(f64::NEG_INFINITY, |a, b| a.max(*b));
        terms.iter().map(|term| (term - largest).exp()).sum::<f64>().ln() + largest
    };
    (ln_sum(&terms[range]) - ln_sum(&terms)).min(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(trials: u64, x: f64) -> Binomial {
        Binomial { trials, share: Share { x, y: 1.0 - x } }
    }

    /// By hand: Binomial(1, 1/2) + Binomial(1, 1/4): P(≥ 1) = 1 − 3/8, P(2) = 1/8; certain and impossible parts shift.
    #[test]
    fn by_hand() {
        let parts = [part(1, 0.5), part(1, 0.25)];
        assert!((ln_upper_tail(&parts, 1).exp() - 0.625).abs() < 1e-15);
        assert!((ln_upper_tail(&parts, 2).exp() - 0.125).abs() < 1e-15);
        assert_eq!((ln_upper_tail(&parts, 0), ln_upper_tail(&parts, 3)), (0.0, f64::NEG_INFINITY));
        let shifted = [part(4, 1.0), part(1, 0.5), part(9, 0.0), part(1, 0.25)];
        assert!((ln_upper_tail(&shifted, 5).exp() - 0.625).abs() < 1e-15);
        assert_eq!(ln_upper_tail(&[], 0), 0.0);
        assert_eq!(ln_upper_tail(&[part(5, 1.0)], 5), 0.0);
    }

    /// Parts with one share are one binomial, by all three ways.
    #[test]
    fn equal_shares_are_one_binomial() {
        for trials in [3, 60, 250, 2_000, 300_000_u64] {
            for x in [0.003, 0.3, 0.8] {
                let split = [part(trials / 3, x), part(trials - trials / 3, x)];
                let mean = trials as f64 * x;
                for least in [0.2, 0.6, 0.97, 1.0, 1.02, 1.3, 3.0] {
                    let least = ((mean * least).round() as u64).min(trials);
                    let (got, want) = (ln_upper_tail(&split, least), ln_upper_tail(&[part(trials, x)], least));
                    let error = if trials <= MOST_EXACT_TRIALS { 1e-10 } else { 2e-3 };
                    assert!((got - want).abs() <= error * want.abs().max(1.0), "{trials} {x} {least}: {got} {want}");
                }
            }
        }
    }

    /// Few successes of many trials, against one binomial by the incomplete beta function; and 1 unit with 1 failure, whose
    /// p cannot exceed what is expected.
    #[test]
    fn few_successes_are_exact_however_many_trials_there_are() {
        for (trials, x) in [(2_000_u64, 0.003), (300_000, 1e-7), (300_000, 2e-5), (40_000, 1e-4), (900, 0.02)] {
            let split = [part(trials / 7, x), part(trials / 2, x), part(trials - trials / 7 - trials / 2, x)];
            for least in 1..=FEW {
                let (got, want) = (ln_upper_tail(&split, least), ln_upper_tail(&[part(trials, x)], least));
                assert!((got - want).abs() < 1e-9, "{trials} {x} {least}: {got} {want}");
            }
        }
        let one = [part(3_000, 4e-7), part(1_208, 2e-7)];
        let expected = 3_000.0 * 4e-7 + 1_208.0 * 2e-7;
        let p = ln_upper_tail(&one, 1).exp();
        assert!(p <= expected && p > expected * (1.0 - expected));
        // Where the mean lies far above, the terms are too small to be added up.
        assert!(ln_upper_tail(&[part(30_000, 0.3), part(30_000, 0.2)], 3) > -1e-9);
    }

    /// The saddlepoint against the convolution, with shares that differ.
    #[test]
    fn the_saddlepoint_is_close() {
        let parts = [part(300, 0.02), part(100, 0.3), part(80, 0.5)];
        let tails: Vec<f64> = (1..480).map(|least| ln_upper_tail(&parts, least)).collect();
        assert!(tails.is_sorted_by(|a, b| a >= b));
        for least in [40, 60, 76, 77, 90, 120, 200_usize] {
            let (got, want) = (saddlepoint(&parts, least as f64, 480.0), convolved_tail(&parts, least).ln());
            assert!((got - want).abs() < 4e-3, "{least}: {got} {want}");
        }
    }

    /// Against the sum with other shares, exact and by the saddlepoint.
    #[test]
    fn shifted_sums_are_sums_of_other_shares() {
        for size in [1, 40] {
            let parts = [part(30 * size, 0.02), part(10 * size, 0.3), part(8 * size, 0.5)];
            let turned = |parts: Vec<Binomial>| -> Vec<Binomial> {
                parts.into_iter().map(|part| Binomial { share: part.share.turned(), ..part }).collect()
            };
            for seen in [1, 5, 40] {
                let sum = ShiftedSum::of(&parts, seen * size).unwrap();
                for ln_factor in [-4.0, -0.3, 0.0, 0.2, 1.0, 5.0] {
                    let other = shifted(&parts, ln_factor);
                    let want = [ln_upper_tail(&other, seen * size), ln_upper_tail(&turned(other), (48 - seen) * size)];
                    for (got, want) in [sum.ln_at_least(ln_factor), sum.ln_at_most(ln_factor)].into_iter().zip(want) {
                        assert!(
                            (got - want).abs() <= 1e-9 * want.abs().max(1e-3),
                            "{size} {seen} {ln_factor}: {got} {want}"
                        );
                    }
                }
                let mean: f64 =
                    shifted(&parts, sum.centre()).iter().map(|part| part.trials as f64 * part.share.x).sum();
                assert!((mean / (seen * size) as f64 - 1.0).abs() < 1e-12);
            }
        }
        let parts = [part(3, 0.5), part(4, 0.1)];
        assert!(ShiftedSum::of(&parts, 0).is_none() && ShiftedSum::of(&parts, 7).is_none());
        assert!(ShiftedSum::of(&parts[..1], 1).is_none() && ShiftedSum::of(&[parts[0], part(1, 1.0)], 1).is_none());
    }

    #[test]
    fn far_tails_stay_finite() {
        let parts = [part(1_000_000, 1e-6), part(1_000_000, 1e-3)];
        let far = ln_upper_tail(&parts, 1_500_000);
        assert!(far.is_finite() && far < -1e6, "{far}");
        assert!(ln_upper_tail(&parts, 1) <= 0.0);
    }
}
