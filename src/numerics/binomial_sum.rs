//! Upper tail of a sum of independent binomial counts with different shares. It knows no strata and no hypothesis.

use super::deviance::ln_binomial;
use super::incomplete_beta::{Share, beta_tails};
use super::normal_tail::{ln_density, mills};

/// Up to so many trials the distribution is built term by term.
const MOST_EXACT_TRIALS: u64 = 512;

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
/// Exact for one part, by the incomplete beta function, and for up to 512 trials, by convolution; beyond that the
/// saddlepoint formula of Lugannani and Rice for whole numbers, whose relative error is of the order of one over the
/// number of trials (Daniels, Int. Stat. Rev. 55 (1987) 37-48, formula 6.4).
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
        _ => saddlepoint(&parts, least as f64, trials as f64),
    }
}

fn convolved_tail(parts: &[Binomial], least: usize) -> f64 {
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
    // The smallest terms first.
    density[least..].iter().rev().sum()
}

/// For 0 < `least` < `trials`.
fn saddlepoint(parts: &[Binomial], least: f64, trials: f64) -> f64 {
    let t = tilt(parts, least, trials);
    let tilted = |part: &Binomial| {
        let n = part.trials as f64;
        let grown = part.share.x * t.exp_m1();
        let share = Share::of(part.share.x * t.exp(), part.share.y);
        let variance = n * share.x * share.y;
        [n * grown.ln_1p(), variance, variance * (share.y - share.x)]
    };
    let [cumulant, variance, skewness] =
        parts.iter().map(tilted).fold([0.0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    let exponent = (t * least - cumulant).max(0.0);
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

    #[test]
    fn far_tails_stay_finite() {
        let parts = [part(1_000_000, 1e-6), part(1_000_000, 1e-3)];
        let far = ln_upper_tail(&parts, 1_500_000);
        assert!(far.is_finite() && far < -1e6, "{far}");
        assert!(ln_upper_tail(&parts, 1) <= 0.0);
    }
}
