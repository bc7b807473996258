//! The beta distribution: tails and quantiles, also of huge parameters. It knows no hypothesis.

use super::concave_root::concave_root;
use super::deviance::ln_binomial;
use super::incomplete_gamma::{away_from_zero, normal_score};
use super::logistic::logistic;
use super::tails::Tails;

/// A share and what is left of it, x + y = 1, each with all of its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The share x.
    pub x: f64,
    /// Its rest y = 1 − x.
    pub y: f64,
}

impl Share {
    /// `part` of `part` + `rest`; both at least 0 and not both 0.
    pub fn of(part: f64, rest: f64) -> Share {
        // Scaled first, as the sum of two huge numbers may be infinite.
        let scale = part.max(rest);
        let (part, rest) = (part / scale, rest / scale);
        Share { x: part / (part + rest), y: rest / (part + rest) }
    }

    /// Share and rest exchanged.
    pub fn turned(self) -> Share {
        Share { x: self.y, y: self.x }
    }
}

/// Both tails of Beta(`a`, `b`) at `at`. For whole a and b the lower one is P(N ≥ a) for N ~ Binomial(a + b − 1, x).
/// `a`, `b` ≥ 1; takes a number of steps of at most the order of √max(a, b). Source: the continued fraction of
/// Abramowitz and Stegun 1964, 26.5.8.
pub fn beta_tails(a: f64, b: f64, at: Share) -> Tails {
    if at.x <= 0.0 {
        return Tails::of_lower(f64::NEG_INFINITY);
    }
    if at.y <= 0.0 {
        return Tails::of_upper(f64::NEG_INFINITY);
    }
    if at.x <= (a + 1.0) / (a + b + 2.0) {
        Tails::of_lower(ln_smaller(a, b, at))
    } else {
        Tails::of_upper(ln_smaller(b, a, at.turned()))
    }
}

/// ln Iₓ(a, b) = ln(xᵃ yᵇ / (a B(a, b))) + ln of the continued fraction, by the modified method of Lentz.
fn ln_smaller(a: f64, b: f64, at: Share) -> f64 {
    let ln_front = ln_binomial(a, b, at.x, at.y) + (b / (a + b)).ln();
    let Share { x, .. } = at;
    let (mut c, mut d) = (1.0, 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    let mut m = 0.0;
    loop {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for step in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + step * d);
            c = away_from_zero(1.0 + step / c);
            change *= c * d;
        }
        fraction *= change;
        if (change - 1.0).abs() <= 4e-16 || m > 1e7 {
            return ln_front + fraction.ln();
        }
    }
}

/// The share at which the lower tail of Beta(`a`, `b`) is `p`. `a`, `b` ≥ 1, 0 < `p` < 1.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> Share {
    // Abramowitz and Stegun 1964, 26.5.22.
    let (z, of_a, of_b) = (normal_score(p), 1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let (lambda, h) = ((z * z - 3.0) / 6.0, 2.0 / (of_a + of_b));
    let shift = (of_a - of_b) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    let start = (a / b).ln() + 2.0 * (z * (h + lambda).max(0.0).sqrt() / h - shift);
    let share = |u: f64| Share { x: logistic(u), y: logistic(-u) };
    // The logit of a beta variable has a log-concave density, so that both of its tails are log-concave.
    let slope = |at: Share, ln_tail: f64| {
        let ln_density = ln_binomial(a, b, at.x, at.y) + a.ln() + (b / (a + b)).ln();
        (ln_density - ln_tail).exp()
    };
    let (wanted, turn) = if p <= 0.5 { (p.ln(), 1.0) } else { ((-p).ln_1p(), -1.0) };
    let shortfall = |turned: f64| {
        let at = share(turn * turned);
        let tails = beta_tails(a, b, at);
        let ln_tail = if p <= 0.5 { tails.ln_lower } else { tails.ln_upper };
        (ln_tail - wanted, slope(at, ln_tail))
    };
    share(turn * concave_root(turn * start, shortfall))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BETA_TAILS: &[(f64, f64, f64, f64)] = &[
        (1.0, 1.0, 0.3, 0.3),
        (2.0, 9.0, 0.05, 0.086_138_355_899_316_41),
        (30.0, 1.5, 0.9, 0.094_787_681_149_611_56),
        (41.0, 760.0, 0.03125, 0.0017204135308573481),
        (41.0, 760.0, 0.0625, 0.920_739_789_780_616_4),
        (500.0, 600.0, 0.5, 0.998_729_194_155_381_7),
        (1000.0, 1000000.0, 9.765625e-4, 0.24025802002816842),
        (5.0, 100000000.0, 1.862645149230957e-9, 1.600328310994692e-6),
    ];

    /// mpmath at 50 digits, and P(N ≥ 3) of 5 at 1/2 by hand.
    #[test]
    fn known_tails() {
        for (a, b, x, lower) in BETA_TAILS {
            let got = beta_tails(*a, *b, Share { x: *x, y: 1.0 - x });
            assert!((got.lower() / lower - 1.0).abs() < 1e-11, "{a} {b} {x}: {got:?}");
        }
        assert!((beta_tails(3.0, 3.0, Share { x: 0.5, y: 0.5 }).lower() - 0.5).abs() < 1e-14);
    }

    /// Clopper and Pearson 1934: 0 of 59 has the upper 95 % limit 4.95 %; 1 of 10 has (0.0025, 0.4450).
    #[test]
    fn known_quantiles() {
        assert!((beta_quantile(1.0, 59.0, 0.95).x - (1.0 - 0.05_f64.powf(1.0 / 59.0))).abs() < 1e-15);
        assert!((beta_quantile(1.0, 10.0, 0.025).x - 0.002_528_6).abs() < 1e-7);
        assert!((beta_quantile(2.0, 9.0, 0.975).x - 0.445_016_1).abs() < 1e-7);
    }

    #[test]
    fn quantiles_invert_the_tails() {
        for a in [1.0, 2.0, 17.0, 3_000.0, 1e6, 1e9] {
            for b in [1.0, 5.0, 800.0, 1e7] {
                for p in [1e-9, 0.025, 0.05, 0.4, 0.5, 0.6, 0.975, 0.999] {
                    let at = beta_quantile(a, b, p);
                    let got = beta_tails(a, b, at).lower();
                    assert!((got / p - 1.0).abs() < 1e-8, "{a} {b} {p}: {at:?} {got}");
                    let mirror = beta_quantile(b, a, 1.0 - p);
                    assert!((mirror.y / at.x - 1.0).abs() < 1e-6, "{a} {b} {p}: {at:?} {mirror:?}");
                }
            }
        }
    }

    #[test]
    fn shares_of_extreme_numbers() {
        assert_eq!(Share::of(f64::MAX, f64::MAX), Share { x: 0.5, y: 0.5 });
        assert_eq!(Share::of(0.0, 3.0), Share { x: 0.0, y: 1.0 });
        let tiny = Share::of(1e-200, 1.0);
        assert_eq!((tiny.x, tiny.y), (1e-200, 1.0));
        assert!((beta_tails(1.0, 10.0, tiny).lower() / 1e-199 - 1.0).abs() < 1e-12);
    }
}
