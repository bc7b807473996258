//! Minimising with upper bounds on some variables: those that hit their bound are held there and let go when the
//! function would fall inwards. The search between is that of `bfgs`.

use super::bfgs::{End, Minimum, minimise};
use super::cholesky::{Matrix, dot, times};

/// Rounds of holding and letting go.
const MOST_ROUNDS: usize = 12;

/// Where a bounded search ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedMinimum<const N: usize> {
    /// The last search; held variables have gradient 0 there.
    pub minimum: Minimum<N>,
    /// Which variables sit at their upper bound.
    pub held: [bool; N],
    /// Iterations of all searches.
    pub iterations: usize,
}

impl<const N: usize> BoundedMinimum<N> {
    /// What the quadratic model still promises to gain; small at a minimum.
    pub fn promise(&self) -> f64 {
        0.5 * dot(&self.minimum.gradient, &times(&self.minimum.inverse_hessian, &self.minimum.gradient))
    }
}

/// Minimises a function, given as value and gradient, under `upper` bounds (infinite for none). `metric`, `tolerance`
/// and `region` are those of [`minimise`]; the region must contain the bounds.
pub fn minimise_below<const N: usize>(
    objective: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
    start: [f64; N],
    upper: [f64; N],
    metric: Option<Matrix<N>>,
    tolerance: f64,
    region: impl Fn(&[f64; N]) -> bool,
) -> BoundedMinimum<N> {
    let mut held = [false; N];
    let mut at = start;
    let mut metric = metric;
    let mut iterations = 0;
    let mut rounds = 0;
    loop {
        for i in 0..N {
            held[i] |= at[i] >= upper[i];
            at[i] = at[i].min(upper[i]);
        }
        let masked = |at: &[f64; N]| {
            let (value, mut gradient) = objective(at);
            (0..N).filter(|i| held[*i]).for_each(|i| gradient[i] = 0.0);
            (value, gradient)
        };
        let inside = |at: &[f64; N]| region(at) && (0..N).all(|i| at[i] <= upper[i]);
        let free = metric.take().map(|metric| without(metric, &held));
        let found = minimise(&masked, at, free, tolerance, inside);
        iterations += found.iterations;
        rounds += 1;
        let left_by_bound = found.end == End::LeftRegion && region(&found.at);
        let gradient = objective(&found.at).1;
        // The value falls inwards when it rises with the variable.
        let inwards: [bool; N] = std::array::from_fn(|i| held[i] && gradient[i] > tolerance);
        let lets_go = found.end == End::Converged && inwards.contains(&true);
        if rounds == MOST_ROUNDS || !(left_by_bound || lets_go) {
            return BoundedMinimum { minimum: found, held, iterations };
        }
        at = found.at;
        for i in 0..N {
            if lets_go && inwards[i] {
                held[i] = false;
                // Just inside, or it would be held again at once.
                at[i] -= 1e-3;
            }
        }
    }
}

/// A metric that does not mix held variables into the others.
fn without<const N: usize>(metric: Matrix<N>, held: &[bool; N]) -> Matrix<N> {
    let element = |row: usize, column: usize| match held[row] || held[column] {
        true => f64::from(u8::from(row == column)),
        false => metric[row][column],
    };
    std::array::from_fn(|row| std::array::from_fn(|column| element(row, column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bowl(v: &[f64; 2]) -> (f64, [f64; 2]) {
        let (a, b) = (v[0] - 3.0, v[1] + 1.0 - 0.5 * v[0]);
        (a * a + b * b, [2.0 * a - b, 2.0 * b])
    }

    /// Free minimum (3, 1/2); with x ≤ 1 it is (1, −1/2).
    #[test]
    fn bounds_hold_where_they_must() {
        let free = minimise_below(&bowl, [0.0, 5.0], [f64::INFINITY; 2], None, 1e-14, |_| true);
        assert!((free.minimum.at[0] - 3.0).abs() < 1e-6 && free.held == [false; 2]);
        let bounded = minimise_below(&bowl, [0.0, 5.0], [1.0, 10.0], None, 1e-14, |_| true);
        assert_eq!((bounded.minimum.at[0], bounded.held), (1.0, [true, false]));
        assert!((bounded.minimum.at[1] + 0.5).abs() < 1e-6 && bounded.promise() < 1e-12);
    }

    /// From a start beyond the bound the variable is held first and let go later.
    #[test]
    fn lets_go_inwards() {
        let found = minimise_below(&bowl, [9.0, 0.0], [4.0, f64::INFINITY], None, 1e-14, |_| true);
        assert!(found.held == [false; 2] && (found.minimum.at[0] - 3.0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn leaving_the_region_is_reported() {
        let slide = |v: &[f64; 1]| (v[0], [1.0]);
        let found = minimise_below(&slide, [0.0], [1.0], None, 1e-9, |v| v[0] > -5.0);
        assert_eq!(found.minimum.end, End::LeftRegion);
    }
}
