//! The gamma distribution with rate 1 at many places, each near the one before: a short series in the distance takes the
//! place of the long one from zero.

use super::deviance::ln_poisson;
use super::incomplete_gamma::gamma_tails;

/// Farther than this part of the place itself, or of the standard deviation, is not near.
const NEAR: f64 = 0.2;
/// Terms after which it is faster to begin anew.
const MOST_TERMS: u32 = 64;

/// P(X ≤ x) and density for X ~ Gamma(shape, 1), around one place.
#[derive(Clone, Copy, Debug)]
pub struct GammaWalk {
    shape: f64,
    place: f64,
    lower: f64,
    density: f64,
}

impl GammaWalk {
    /// A walk that has not begun.
    pub fn new(shape: f64) -> GammaWalk {
        GammaWalk { shape, place: f64::NAN, lower: f64::NAN, density: f64::NAN }
    }

    /// The shape.
    pub fn shape(&self) -> f64 {
        self.shape
    }

    /// P(X ≤ x) and the density at `x` > 0, to within rounding of 1 and of the density.
    pub fn at(&mut self, x: f64) -> (f64, f64) {
        if let Some(found) = self.near(x) {
            return found;
        }
        let (lower, density) = (gamma_tails(self.shape, x).lower(), ln_poisson(self.shape, x).exp() * self.shape / x);
        *self = GammaWalk { place: x, lower, density, ..*self };
        (lower, density)
    }

    /// Taylor's series around the place. From x f′ = (a − 1 − x) f follows for f(x + d) = f(x) Σ cₖ dᵏ that
    /// (k + 1) x cₖ₊₁ = (a − 1 − x − k) cₖ − cₖ₋₁.
    fn near(&self, x: f64) -> Option<(f64, f64)> {
        let distance = x - self.place;
        let is_near = distance.abs() <= NEAR * self.place.min(self.shape.sqrt());
        if !is_near {
            return None;
        }
        let (slope, part) = (self.shape - 1.0 - self.place, distance / self.place);
        // Terms with their powers, of the density and of its integral over the distance.
        let (mut before, mut term, mut density, mut integral) = (0.0, 1.0, 1.0, 1.0);
        for k in 0..MOST_TERMS {
            let k = f64::from(k);
            let next = part / (k + 1.0) * ((slope - k) * term - distance * before);
            (before, term) = (term, next);
            density += next;
            integral += next / (k + 2.0);
            if next.abs() + before.abs() <= 1e-17 * density.abs() {
                return Some((self.lower + self.density * distance * integral, self.density * density));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_places_are_as_good_as_any() {
        for shape in [0.3, 1.0, 17.5, 900.0, 7_800.0, 25_000.0] {
            let mut walk = GammaWalk::new(shape);
            let (middle, deviation): (f64, f64) = (shape, f64::sqrt(shape));
            for step in -160..160 {
                let x = middle + deviation * f64::from(step) / 40.0;
                if x <= 0.0 {
                    continue;
                }
                let (lower, density) = walk.at(x);
                assert!((lower - gamma_tails(shape, x).lower()).abs() < 1e-12, "{shape} {x}");
                let want = ln_poisson(shape, x).exp() * shape / x;
                assert!((density / want - 1.0).abs() < 1e-10, "{shape} {x}: {density} {want}");
            }
        }
    }

    #[test]
    fn a_series_is_found_where_it_is_near() {
        let mut walk = GammaWalk::new(7_800.0);
        walk.at(7_790.0);
        assert!(walk.near(7_805.0).is_some() && walk.near(7_700.0).is_none());
        assert_eq!(walk.near(7_790.0).map(|found| found.0), Some(gamma_tails(7_800.0, 7_790.0).lower()));
    }
}
