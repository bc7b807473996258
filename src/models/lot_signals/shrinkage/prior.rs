//! How rates differ between groups. It estimates nothing.

/// A gamma distribution of the rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    /// Shape a: the number of failures the prior is worth.
    pub shape: f64,
    /// Rate b, in the unit of the exposures: the exposure the prior is worth.
    pub rate: f64,
}

impl Gamma {
    /// The mean rate a/b.
    pub fn mean(&self) -> f64 {
        self.shape / self.rate
    }
}

/// Two gamma distributions. In a fit the first is the one with the higher mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// First component (a1, b1).
    pub first: Gamma,
    /// Second component (a2, b2).
    pub second: Gamma,
    /// Part P of the groups that belong to the first, strictly between 0 and 1.
    pub share: f64,
}

/// The prior of the rates: all that shrinkage needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prior {
    /// One gamma distribution.
    OneGamma(Gamma),
    /// A mixture of two (DuMouchel 1999).
    TwoGammas(Mixture),
}
