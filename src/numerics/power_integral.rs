//! The integral of a product of two falling powers, with the averages its derivatives need. It knows no model.

use std::sync::LazyLock;

use super::gauss_legendre::gauss_legendre;

static FEW: LazyLock<[(f64, f64); 12]> = LazyLock::new(gauss_legendre::<12>);
static MANY: LazyLock<[(f64, f64); 32]> = LazyLock::new(gauss_legendre::<32>);

/// A part of the integral that is e^−36 of the whole or less is left out.
const NEGLIGIBLE: f64 = 36.0;

/// Twelve nodes are exact to 1e-14 on a panel no wider, with an integrand that falls by no more than the next constant.
const FEW_WIDTH: f64 = 2.0;
const FEW_FALL: f64 = 10.0;

/// Thirty-two nodes are exact to 1e-14 on a panel no wider, with a fall up to the next constant.
const PANEL_WIDTH: f64 = 8.0;
const PANEL_FALL: f64 = 50.0;

/// The factor (shift + u)^−exponent; both positive.
#[derive(Clone, Copy, Debug)]
pub struct Power {
    /// What is added to u.
    pub shift: f64,
    /// The power, with its sign turned.
    pub exponent: f64,
}

/// An integral and averages under its integrand taken as a density.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerIntegral {
    /// Logarithm of the integral; minus infinity over an empty range.
    pub ln: f64,
    /// Averages of ln(shift + u), for the first and the second factor.
    pub mean_ln: [f64; 2],
    /// Averages of 1/(shift + u), for the first and the second factor.
    pub mean_inverse: [f64; 2],
}

/// The integral of `first` times `second` over u from `from` to `to`, 0 ≤ from ≤ to < ∞.
///
/// With m the smaller shift and δ = ln((m + u)/(m + from)), the logarithm of the integrand in δ is concave and varies on
/// a scale of 1 or more, whatever the exponents: Gauss–Legendre nodes are placed evenly in δ on the range that matters.
pub fn power_integral(first: Power, second: Power, from: f64, to: f64) -> PowerIntegral {
    let factors = [first, second];
    let integrand = Integrand { factors, start: first.shift.min(second.shift) + from, from };
    let base = factors.map(|factor| (factor.shift + from).ln());
    let ends = integrand.support(((to - from) / integrand.start).ln_1p());

    let mut sums = [0.0; 5];
    let mut add = |start: f64, width: f64, nodes: &[(f64, f64)]| {
        for (place, weight) in nodes {
            let point = integrand.at(start + width * place);
            let mass = weight * width * (point.ln - ends.highest).exp();
            sums[0] += mass;
            for i in 0..2 {
                sums[1 + i] += mass * point.ln_growth[i];
                sums[3 + i] += mass / point.values[i];
            }
        }
    };
    if ends.width <= FEW_WIDTH && ends.fall <= FEW_FALL {
        add(0.0, ends.width, FEW.as_slice());
    } else {
        let panels = (ends.width / PANEL_WIDTH).ceil().clamp(1.0, 1e3);
        for panel in 0..panels as u32 {
            add(ends.width * f64::from(panel) / panels, ends.width / panels, MANY.as_slice());
        }
    }

    let [total, ln_first, ln_second, inverse_first, inverse_second] = sums;
    let constant = integrand.start.ln() - first.exponent * base[0] - second.exponent * base[1];
    // Over an empty range the averages are the values at its only point.
    let (mean_ln, mean_inverse) = if total > 0.0 {
        ([base[0] + ln_first / total, base[1] + ln_second / total], [inverse_first / total, inverse_second / total])
    } else {
        (base, factors.map(|factor| 1.0 / (factor.shift + from)))
    };
    PowerIntegral { ln: constant + ends.highest + total.ln(), mean_ln, mean_inverse }
}

struct Integrand {
    factors: [Power; 2],
    /// Smaller shift plus the lower end of the range.
    start: f64,
    from: f64,
}

struct Point {
    /// Logarithm of the integrand in δ against its value at δ = 0.
    ln: f64,
    /// ln((shift + u)/(shift + from)) of the factors.
    ln_growth: [f64; 2],
    /// shift + u of the factors.
    values: [f64; 2],
}

struct Support {
    width: f64,
    highest: f64,
    fall: f64,
}

impl Integrand {
    fn at(&self, delta: f64) -> Point {
        let step = self.start * delta.exp_m1();
        let at_start = self.factors.map(|factor| factor.shift + self.from);
        let ln_growth = at_start.map(|value| if value == self.start { delta } else { (step / value).ln_1p() });
        let [a, b] = self.factors;
        let ln = delta - a.exponent * ln_growth[0] - b.exponent * ln_growth[1];
        Point { ln, ln_growth, values: at_start.map(|value| value + step) }
    }

    /// Derivative of the logarithm of the integrand in δ; it only falls.
    fn slope(&self, delta: f64) -> f64 {
        let step = self.start * delta.exp_m1();
        let pull = self.factors.map(|factor| factor.exponent * (self.start + step) / (factor.shift + self.from + step));
        1.0 - pull[0] - pull[1]
    }

    /// The part of 0..`width` that matters.
    fn support(&self, width: f64) -> Support {
        let slope = self.slope(0.0);
        // A concave function lies below its tangent.
        let width = if slope < 0.0 { width.min(NEGLIGIBLE / -slope) } else { width };
        let mode = if slope <= 0.0 { 0.0 } else { bisect(0.0, width, |delta| self.slope(delta) > 0.0) };
        let highest = self.at(mode).ln;
        let fall = |delta: f64| highest - self.at(delta).ln;
        let width = if fall(width) > PANEL_FALL { bisect(mode, width, |d| fall(d) < NEGLIGIBLE) } else { width };
        Support { width, highest, fall: fall(width).max(highest) }
    }
}

/// The point of `low`..`high` at which `is_before` turns from true to false, or `high` when it does not.
fn bisect(mut low: f64, mut high: f64, is_before: impl Fn(f64) -> bool) -> f64 {
    if is_before(high) {
        return high;
    }
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if is_before(middle) { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Equal shifts: the integral of (c + u)^−(A + B) is elementary.
    #[test]
    fn elementary_integrals() {
        for (shift, a, b, from, to) in [
            (10.5, 3.0, 0.6, 1.0, 30.0),
            (1e-3, 1e4, 2.0, 0.0, 100.0),
            (1e-5, 0.3, 1.5, 0.0, 500.0),
            (1e5, 1e5, 3.0, 0.0, 1e5),
            (2.0, 0.1, 0.2, 7.0, 7.0 + 1e-9),
        ] {
            let got = power_integral(Power { shift, exponent: a }, Power { shift, exponent: b }, from, to).ln;
            let power = a + b - 1.0;
            let growth = ((to - from) / (shift + from)).ln_1p();
            let want = -power * (shift + from).ln() + (-(-power * growth).exp_m1() / power).ln();
            assert!((got - want).abs() < 1e-11 * (1.0 + want.abs()), "{shift} {a} {b}: {got} {want}");
        }
    }

    /// Different shifts with exponents 2 and 1 over 0..T, by partial fractions:
    /// ∫ du/((p + u)² (q + u)) = [ln((q + T) p / ((p + T) q)) / (q − p) + 1/p − 1/(p + T)] / (q − p), p ≠ q.
    #[test]
    fn a_rational_integrand() {
        for (p, q, to) in [(2.0_f64, 3.0_f64, 40.0_f64), (0.001, 5.0, 1e4), (7.0, 1e-4, 1e3)] {
            let want = (((q + to) * p / ((p + to) * q)).ln() / (q - p) + 1.0 / p - 1.0 / (p + to)) / (q - p);
            let got = power_integral(Power { shift: p, exponent: 2.0 }, Power { shift: q, exponent: 1.0 }, 0.0, to);
            assert!((got.ln.exp() / want - 1.0).abs() < 1e-9, "{p} {q}: {} {want}", got.ln.exp());
        }
    }

    #[test]
    fn an_empty_range_has_its_point() {
        let got = power_integral(Power { shift: 2.0, exponent: 1.0 }, Power { shift: 3.0, exponent: 1.0 }, 1.0, 1.0);
        assert_eq!(got.ln, f64::NEG_INFINITY);
        assert_eq!(got.mean_inverse, [1.0 / 3.0, 0.25]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Two adjoining ranges sum to the whole.
        #[test]
        fn ranges_add_up(
            shifts in prop::array::uniform2(-11.0..11.0_f64),
            exponents in prop::array::uniform2(-9.0..9.0_f64),
            ends in prop::array::uniform3(0.0..4000.0_f64),
        ) {
            let power = |i: usize| Power { shift: shifts[i].exp(), exponent: exponents[i].exp() };
            let mut ends = ends;
            ends.sort_by(f64::total_cmp);
            let part = |from: usize, to: usize| power_integral(power(0), power(1), ends[from], ends[to]).ln;
            let (left, right, whole) = (part(0, 1), part(1, 2), part(0, 2));
            let sum = left.max(right) + (-(left - right).abs()).exp().ln_1p();
            prop_assert!((sum - whole).abs() < 1e-9 * (1.0 + whole.abs() * 1e-3), "{sum} {whole}");
        }
    }
}
