//! Both tails of a distribution at one place, in logarithms. It computes none.

/// ln P(X ≤ x) and ln P(X > x). The smaller tail keeps its digits however small it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// ln P(X ≤ x).
    pub ln_lower: f64,
    /// ln P(X > x).
    pub ln_upper: f64,
}

impl Tails {
    /// Both tails from the logarithm of the lower one.
    pub fn of_lower(ln_lower: f64) -> Tails {
        let ln_lower = ln_lower.min(0.0);
        Tails { ln_lower, ln_upper: ln_of_rest(ln_lower) }
    }

    /// Both tails from the logarithm of the upper one.
    pub fn of_upper(ln_upper: f64) -> Tails {
        Tails::of_lower(ln_upper).turned()
    }

    /// The tails of −X.
    pub fn turned(self) -> Tails {
        Tails { ln_lower: self.ln_upper, ln_upper: self.ln_lower }
    }

    /// P(X ≤ x).
    pub fn lower(self) -> f64 {
        self.ln_lower.exp()
    }

    /// P(X > x).
    pub fn upper(self) -> f64 {
        self.ln_upper.exp()
    }
}

/// ln(1 − e^`ln`).
fn ln_of_rest(ln: f64) -> f64 {
    if ln > -std::f64::consts::LN_2 { (-ln.exp_m1()).ln() } else { (-ln.exp()).ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tails_complete_each_other() {
        for ln in [0.0, -1e-12, -0.3, -0.7, -5.0, -800.0, f64::NEG_INFINITY] {
            let tails = Tails::of_lower(ln);
            assert!((tails.lower() + tails.upper() - 1.0).abs() < 1e-15, "{ln}");
            assert_eq!(Tails::of_upper(ln), tails.turned());
        }
        assert!((Tails::of_lower(-1e-12).upper() / 1e-12 - 1.0).abs() < 1e-9);
        assert_eq!(Tails::of_lower(1e-17).ln_upper, f64::NEG_INFINITY);
    }
}
