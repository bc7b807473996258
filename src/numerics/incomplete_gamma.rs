//! The gamma distribution with rate 1: tails and quantiles, also of huge shapes. It knows no rate.

use statrs::function::gamma::ln_gamma;

use super::concave_root::concave_root;
use super::deviance::{deviance, ln_poisson};
use super::interval::normal_z;
use super::normal_tail::{ln_density, mills};
use super::tails::Tails;

/// From here on the asymptotic expansion is exact to about 1e-12.
const LEAST_ASYMPTOTIC_SHAPE: f64 = 1e4;

/// Both tails of Gamma(`shape`, 1) at `x`; also P(N ≥ shape) and P(N < shape) for N ~ Poisson(`x`) and a whole shape.
/// `shape` > 0, `x` ≥ 0; takes at most a few thousand steps. Source: Abramowitz and Stegun 1964, 6.5.29 and 6.5.31.
pub fn gamma_tails(shape: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails::of_lower(f64::NEG_INFINITY);
    }
    if x == f64::INFINITY {
        return Tails::of_upper(f64::NEG_INFINITY);
    }
    if shape >= LEAST_ASYMPTOTIC_SHAPE {
        return asymptotic(shape, x);
    }
    let ln_term = ln_poisson(shape, x);
    if x < shape + 1.0 {
        Tails::of_lower(ln_term + series(shape, x).ln())
    } else {
        Tails::of_upper(ln_term + (shape * continued_fraction(shape, x)).ln())
    }
}

/// Temme's uniform expansion with two terms: with λ = x/a, µ = λ − 1 and η²/2 = µ − ln λ the upper tail is Φ(−η√a) +
/// φ(η√a)/√a · (c0 + c1/a), c0 = 1/µ − 1/η and c1 = 1/η³ − 1/µ³ − 1/µ² − 1/(12µ). Source: Temme, SIAM J. Math. Anal. 10
/// (1979) 757-766.
fn asymptotic(shape: f64, x: f64) -> Tails {
    let root = shape.sqrt();
    let w = (2.0 * deviance(shape, x)).sqrt().copysign(x - shape);
    let eta = w / root;
    let mu = (x - shape) / shape;
    let first = if eta.abs() < 0.01 {
        -1.0 / 3.0 + eta * (1.0 / 12.0 - eta * (2.0 / 135.0 - eta * (1.0 / 864.0 + eta / 2835.0)))
    } else {
        1.0 / mu - 1.0 / eta
    };
    let second = if eta.abs() < 0.1 {
        -1.0 / 540.0 - eta * (1.0 / 288.0 - eta * (1.0 / 378.0 - eta * (77.0 / 77_760.0 - eta / 4_860.0)))
    } else {
        1.0 / eta.powi(3) - (1.0 / 12.0 + (1.0 + 1.0 / mu) / mu) / mu
    };
    let correction = (first + second / shape) / root;
    if w >= 0.0 {
        Tails::of_upper(ln_density(w) + (mills(w) + correction).ln())
    } else {
        Tails::of_lower(ln_density(w) + (mills(-w) - correction).ln())
    }
}

/// Σ xⁿ / ((a + 1) ... (a + n)) over n ≥ 0, for x < a + 1.
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0, 1.0, a);
    while term > sum * 1e-17 {
        n += 1.0;
        term *= x / n;
        sum += term;
    }
    sum
}

/// 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − ...)), by the modified method of Lentz, for x ≥ a + 1.
fn continued_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (f64::MAX, 1.0 / b);
    let mut fraction = d;
    let mut n = 0.0;
    loop {
        n += 1.0;
        let numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / away_from_zero(numerator * d + b);
        c = away_from_zero(b + numerator / c);
        fraction *= c * d;
        if (c * d - 1.0).abs() <= 2e-16 || n > 1e7 {
            return fraction;
        }
    }
}

pub(super) fn away_from_zero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}

/// The x with P(X ≤ x) = `p` for X ~ Gamma(`shape`, 1); 0 where it lies below the smallest float. `shape` > 0,
/// 0 < `p` < 1.
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    // P(X ≤ x) ≤ x^a / Γ(a + 1), with equality as x → 0.
    let below = (p.ln() + ln_gamma(shape + 1.0)) / shape;
    if below < -36.0 {
        return below.exp();
    }
    // Wilson and Hilferty, Proc. Natl. Acad. Sci. 17 (1931) 684-688.
    let spread = 1.0 / (9.0 * shape);
    let root = 1.0 - spread + normal_score(p) * spread.sqrt();
    let start = if root > 0.1 { (shape.ln() + 3.0 * root.ln()).max(below) } else { below };
    // The logarithm of a gamma variable has a log-concave density, so that both of its tails are log-concave.
    if p <= 0.5 {
        let shortfall = |u: f64| {
            let tails = gamma_tails(shape, u.exp());
            (tails.ln_lower - p.ln(), slope(shape, u, tails.ln_lower))
        };
        return concave_root(start, shortfall).exp();
    }
    let shortfall = |minus_u: f64| {
        let tails = gamma_tails(shape, (-minus_u).exp());
        (tails.ln_upper - (-p).ln_1p(), slope(shape, -minus_u, tails.ln_upper))
    };
    (-concave_root(-start, shortfall)).exp()
}

/// Derivative of the logarithm of a tail by ln x: the density of ln X over the tail.
fn slope(shape: f64, u: f64, ln_tail: f64) -> f64 {
    shape * (ln_poisson(shape, u.exp()) - ln_tail).exp()
}

/// The standard normal quantile of `p`; infinite beyond the floats near 1.
pub(super) fn normal_score(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let score = normal_z(1.0 - 2.0 * tail).unwrap_or(0.0);
    if p < 0.5 { -score } else { score }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAMMA_TAILS: &[(f64, f64, f64, f64)] = &[
        (0.3, 0.001, 0.14024245892486737, 0.859_757_541_075_132_6),
        (0.3, 2.5, 0.988_154_678_154_688_7, 0.011845321845311337),
        (1.0, 7.0, 0.999_088_118_034_445_5, 9.118_819_655_545_162e-4),
        (3.5, 3.0, 0.46025064960444259, 0.539_749_350_395_557_4),
        (12.0, 4.0, 9.152_291_472_700_63e-4, 0.999_084_770_852_73),
        (40.0, 90.0, 0.999_999_998_851_919_6, 1.148080380148278e-9),
        (1000.0, 900.0, 5.499_022_657_117_829e-4, 0.999_450_097_734_288_2),
        (1000.0, 1100.0, 0.998_940_676_746_07, 0.0010593232539299773),
        (1000000.0, 1000000.0, 0.500_132_980_760_872_5, 0.499_867_019_239_127_4),
        (1000000.0, 1004000.0, 0.999_967_654_552_686_5, 3.234544731347768e-5),
        (2.5, 80.0, 1.0, 9.898_229_019_203_791e-33),
    ];

    /// mpmath at 50 digits: P, Q.
    #[test]
    fn known_tails() {
        for (shape, x, lower, upper) in GAMMA_TAILS {
            let got = gamma_tails(*shape, *x);
            assert!((got.lower() / lower - 1.0).abs() < 1e-12, "{shape} {x}: {got:?}");
            assert!((got.upper() / upper - 1.0).abs() < 1e-12, "{shape} {x}: {got:?}");
        }
    }

    /// The expansion meets the series, far into either tail.
    #[test]
    fn the_expansion_has_no_seam() {
        for z in [-30.0, -8.0, -2.0, -1e-3, 0.0, 1e-3, 2.0, 8.0, 30.0] {
            let (shape, x) = (LEAST_ASYMPTOTIC_SHAPE - 1.0, LEAST_ASYMPTOTIC_SHAPE - 1.0 + 1e2 * z);
            let (got, want) = (asymptotic(shape, x), gamma_tails(shape, x));
            let error = (got.ln_lower - want.ln_lower).abs().max((got.ln_upper - want.ln_upper).abs());
            assert!(error < 1e-9, "{z}: {got:?} {want:?}");
        }
    }

    /// Chi-square quantiles halved: 5 % and 95 % with 2 degrees of freedom by hand, then tables to six digits.
    #[test]
    fn known_quantiles() {
        assert!((gamma_quantile(1.0, 0.05) + 0.95_f64.ln()).abs() < 1e-15);
        assert!((gamma_quantile(1.0, 0.95) + 0.05_f64.ln()).abs() < 1e-14);
        assert!((2.0 * gamma_quantile(5.0, 0.025) - 3.246_973).abs() < 1e-6);
        assert!((2.0 * gamma_quantile(5.0, 0.975) - 20.483_177).abs() < 1e-6);
    }

    #[test]
    fn quantiles_invert_the_tails() {
        for shape in [1e-3, 0.05, 0.4, 1.0, 1.7, 12.0, 400.0, 1e5, 1e9] {
            for p in [1e-12, 0.001, 0.025, 0.05, 0.3, 0.5, 0.7, 0.95, 0.975, 0.999] {
                let x = gamma_quantile(shape, p);
                assert!(x >= 0.0);
                if x > 1e-300 {
                    let got = gamma_tails(shape, x).lower();
                    assert!((got / p - 1.0).abs() < 1e-9, "{shape} {p}: {x} {got}");
                }
            }
        }
    }

    #[test]
    fn the_ends() {
        assert_eq!(gamma_tails(3.0, 0.0).lower(), 0.0);
        assert_eq!(gamma_tails(3.0, f64::INFINITY).upper(), 0.0);
        assert_eq!(gamma_quantile(1e-4, 0.01), 0.0);
        assert!(gamma_tails(2.0, 5_000.0).ln_upper < -4_900.0, "beyond the smallest float");
    }
}
