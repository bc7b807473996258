//! Poisson and binomial densities at real arguments that keep their digits when the arguments are huge. It sums no
//! tails. Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).

use statrs::function::gamma::ln_gamma;

/// ln √(2π).
const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// ln(xᵃ e⁻ˣ / Γ(a + 1)): the logarithm of the Poisson probability of `a` events where `x` > 0 are expected; `a` ≥ 0.
pub fn ln_poisson(a: f64, x: f64) -> f64 {
    // Below 1 the parts of the other form become infinite while their sum does not.
    if a < 1.0 {
        return a * x.ln() - x - ln_gamma(a + 1.0);
    }
    -stirling_error(a) - deviance(a, x) - LN_SQRT_TAU - 0.5 * a.ln()
}

/// ln(Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) xᵃ yᵇ) with y = 1 − x: the logarithm of the binomial probability of `a`
/// successes and `b` failures. Both shares are given, as 1 − x would lose the digits of a small y.
pub fn ln_binomial(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if a == 0.0 {
        return b * ln_of_rest(x, y);
    }
    if b == 0.0 {
        return a * ln_of_rest(y, x);
    }
    let n = a + b;
    let errors = stirling_error(n) - stirling_error(a) - stirling_error(b);
    errors - deviance(a, n * x) - deviance(b, n * y) - LN_SQRT_TAU - 0.5 * (a * (b / n)).ln()
}

/// ln `rest`, from the smaller of the two shares.
fn ln_of_rest(share: f64, rest: f64) -> f64 {
    if share < 0.5 { (-share).ln_1p() } else { rest.ln() }
}

/// x ln(x/m) + m − x ≥ 0, without the cancellation when x is near m; `x` ≥ 0, `m` > 0.
pub fn deviance(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    let v = (x - m) / (x + m);
    if v.abs() >= 0.1 {
        return x * (x / m).ln() + m - x;
    }
    let mut sum = (x - m) * v;
    let mut power = 2.0 * x * v;
    for odd in (3..).step_by(2) {
        power *= v * v;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// ln Γ(n + 1) − (n + ½) ln n + n − ln √(2π): what Stirling's formula misses; `n` > 0.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return ln_gamma(n + 1.0) - (n + 0.5) * n.ln() + n - LN_SQRT_TAU;
    }
    let y = 1.0 / (n * n);
    (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y / 1188.0)))) / n
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 2³ e⁻² / 3!, C(5, 2) 0.3² 0.7³; then mpmath at 50 digits.
    #[test]
    fn known_values() {
        for (got, want) in [
            (ln_poisson(3.0, 2.0), (8.0_f64 / 6.0).ln() - 2.0),
            (ln_poisson(0.0, 2.0), -2.0),
            (ln_poisson(0.5, 2.0), 0.5 * 2.0_f64.ln() - 2.0 - (std::f64::consts::PI.sqrt() / 2.0).ln()),
            (ln_binomial(2.0, 3.0, 0.3, 0.7), (10.0 * 0.09 * 0.343_f64).ln()),
            (ln_binomial(0.0, 1e6, 1e-9, 1.0 - 1e-9), -1e6 * 1.000_000_000_5e-9),
            (ln_binomial(3.0, 0.0, 0.2, 0.8), 3.0 * 0.2_f64.ln()),
            (ln_poisson(1e9, 1e9), -11.280_571_451_761_212),
            (ln_poisson(1e6, 1.001e6), -8.326_360_811_986_976),
            (ln_poisson(20.0, 3.0), -23.363_370_687_391_29),
            (ln_binomial(30.0, 1e9, 2e-8, 1.0 - 2e-8), -4.786_267_877_210_441),
        ] {
            assert!((got - want).abs() <= 2e-13 * want.abs().max(1.0), "{got} instead of {want}");
        }
    }

    /// The two forms of the deviance meet, and it is 0 at x = m only.
    #[test]
    fn the_deviance_has_no_seam() {
        for m in [1e-3, 1.0, 1e9] {
            let values: Vec<f64> = (0..400).map(|i| deviance(m * (1.0 + f64::from(i) / 1_000.0), m)).collect();
            assert!(values[0] == 0.0 && values.is_sorted_by(|a, b| a < b));
            let growth: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(growth.is_sorted(), "convex");
        }
    }
}
