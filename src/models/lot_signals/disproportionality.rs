//! Proportional reporting: how a complaint code is overrepresented among the complaints of one product. For complaints
//! without known sales; with exposure, rates are the better measure.

/// Reports by product (this, others) and code (this, others).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reports {
    /// This product, this code.
    pub a: u64,
    /// This product, other codes.
    pub b: u64,
    /// Other products, this code.
    pub c: u64,
    /// Other products, other codes.
    pub d: u64,
}

/// Measures of disproportionality.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disproportionality {
    /// Proportional reporting ratio, [a/(a + b)] / [c/(c + d)]; infinite when no other product has the code.
    pub prr: f64,
    /// Variance of ln PRR, 1/a − 1/(a + b) + 1/c − 1/(c + d); infinite without a or c.
    pub ln_prr_variance: f64,
    /// Chi-square of the table, without Yates' correction.
    pub chi_square: f64,
    /// Reporting odds ratio, ad/(bc); infinite without b or c.
    pub ror: f64,
}

impl Disproportionality {
    /// The measures of one table; `None` when this product, or all others, have no report, or this code has none.
    pub fn of(reports: Reports) -> Option<Disproportionality> {
        let [a, b, c, d] = [reports.a, reports.b, reports.c, reports.d].map(|n| n as f64);
        let (this, others, code, rest) = (a + b, c + d, a + c, b + d);
        if this == 0.0 || others == 0.0 || code == 0.0 {
            return None;
        }
        let skew = a * d - b * c;
        // Without other codes nothing can be out of proportion.
        let chi_square =
            if rest == 0.0 { 0.0 } else { skew / this * (skew / others) * ((this + others) / code / rest) };
        let ror = if a * d == 0.0 { if b * c == 0.0 { f64::NAN } else { 0.0 } } else { a * d / (b * c) };
        if ror.is_nan() {
            return None;
        }
        Some(Disproportionality {
            prr: a / this / (c / others),
            ln_prr_variance: 1.0 / a - 1.0 / this + 1.0 / c - 1.0 / others,
            chi_square,
            ror,
        })
    }

    /// The signal of Evans, Waller and Davis, Pharmacoepidemiology and Drug Safety 10 (2001) 483-486: PRR ≥ 2,
    /// chi-square ≥ 4 and at least 3 reports.
    pub fn is_signal(&self, reports: Reports) -> bool {
        self.prr >= 2.0 && self.chi_square >= 4.0 && reports.a >= 3
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Evans, Waller and Davis 2001, rifabutin and uveitis: PRR 586, chi-square 22,740; the digits behind, the odds
    /// ratio and the variance were computed again by an independent program.
    #[test]
    fn rifabutin_and_uveitis() {
        let reports = Reports { a: 41, b: 14, c: 754, d: 591_958 };
        let got = Disproportionality::of(reports).unwrap();
        assert!((got.prr - 585.9945).abs() < 5e-5, "{got:?}");
        assert!((got.chi_square - 22_739.50).abs() < 5e-3, "{got:?}");
        assert!((got.ror - 2_299.19).abs() < 5e-3, "{got:?}");
        assert!((got.ln_prr_variance - 0.007532999).abs() < 5e-10, "{got:?}");
        assert!(got.is_signal(reports) && !got.is_signal(Reports { a: 2, ..reports }));
    }

    #[test]
    fn empty_sides() {
        let of = |a, b, c, d| Disproportionality::of(Reports { a, b, c, d });
        assert!(of(0, 0, 3, 3).is_none() && of(3, 3, 0, 0).is_none() && of(0, 3, 0, 3).is_none());
        let only = of(5, 5, 0, 90).unwrap();
        assert!(only.prr.is_infinite() && only.ror.is_infinite() && only.chi_square > 4.0);
        let never = of(0, 9, 4, 90).unwrap();
        assert!(never.prr == 0.0 && never.ror == 0.0 && never.ln_prr_variance.is_infinite());
        let even = of(10, 20, 100, 200).unwrap();
        assert!(even.chi_square == 0.0 && (even.prr - 1.0).abs() < 1e-15 && (even.ror - 1.0).abs() < 1e-15);
        assert!(of(u64::MAX, u64::MAX, u64::MAX, u64::MAX).unwrap().chi_square.is_finite());
        assert!(of(3, 0, 3, 0).is_none());
    }
}
