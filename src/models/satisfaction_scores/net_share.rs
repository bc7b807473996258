//! The difference of two shares of one sample, adjusted for small samples: promoters less detractors. It knows no scale.

use crate::numerics::interval::Interval;

/// Answers that the adjustment adds; a quarter of them promoters, a quarter detractors, the rest passives.
const ADDED: f64 = 3.0;

/// A net share of an adjusted sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AdjustedNet {
    /// Net share s′ of the adjusted sample.
    pub(super) net: f64,
    /// Variance v′ of one answer, above 0.
    pub(super) variance: f64,
    /// Number of answers n′.
    pub(super) answers: f64,
}

impl AdjustedNet {
    /// With P promoters and D detractors as shares of n answers: n′ = n + 3, P′ = (nP + 3/4)/n′, D′ = (nD + 3/4)/n′,
    /// s′ = P′ − D′, v′ = P′ + D′ − s′². Source: Rocks, Interval estimation for the net promoter score, arXiv
    /// 1601.07235 (2016); the variance is that of the multinomial distribution.
    pub(super) fn new(promoters: f64, detractors: f64, answers: f64) -> AdjustedNet {
        let adjusted = answers + ADDED;
        let share = |of: f64| (answers * of + ADDED / 4.0) / adjusted;
        let (promoters, detractors) = (share(promoters), share(detractors));
        let net = promoters - detractors;
        AdjustedNet { net, variance: promoters + detractors - net * net, answers: adjusted }
    }

    /// v′/n′.
    pub(super) fn squared_error(&self) -> f64 {
        self.variance / self.answers
    }

    /// s′ ± z √(v′/n′); may leave −1..=1.
    pub(super) fn interval(&self, z: f64) -> Interval {
        let reach = z * self.squared_error().sqrt();
        Interval { lower: self.net - reach, upper: self.net + reach }
    }
}
