//! Minimising a smooth function of a few variables from its analytic gradient. It knows no bounds, only a region that
//! it reports to have left, and it does not restart.

use super::cholesky::{Matrix, dot, times};

/// Longest step in any one variable; the variables are logarithms, so that this is a factor of about 7.
const LONGEST_STEP: f64 = 2.0;

const MOST_ITERATIONS: usize = 200;

/// Where a search ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum<const N: usize> {
    /// The best point found.
    pub at: [f64; N],
    /// Its value.
    pub value: f64,
    /// Its gradient.
    pub gradient: [f64; N],
    /// Approximate inverse of the Hessian.
    pub inverse_hessian: Matrix<N>,
    /// Iterations made.
    pub iterations: usize,
    /// Why the search ended.
    pub end: End,
}

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Hardly anything is left to gain.
    Converged,
    /// The best point lies outside of the region.
    LeftRegion,
    /// No step along the direction of descent lowers the value: rounding, or a function that is not smooth.
    Stalled,
    /// The limit of iterations was reached.
    Iterations,
}

/// Minimises a function, given as value and gradient, by BFGS with a weak Wolfe line search by bisection (Nocedal and Wright, Numerical Optimization, 2nd ed.,
/// algorithms 6.1 and 3.5; Lewis and Overton, Math. Program. 141 (2013) 135–163 for the bisection). It starts at `start`
/// with `inverse_hessian` as the metric, or with none, and stops when the quadratic model promises a gain below
/// `tolerance`, or outside of `region`.
pub fn minimise<const N: usize>(
    objective: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
    start: [f64; N],
    inverse_hessian: Option<Matrix<N>>,
    tolerance: f64,
    region: impl Fn(&[f64; N]) -> bool,
) -> Minimum<N> {
    let (value, gradient) = objective(&start);
    let steepest = 1.0 / dot(&gradient, &gradient).sqrt().max(1.0);
    let mut is_scaled = inverse_hessian.is_some();
    let metric = inverse_hessian.unwrap_or_else(|| diagonal(steepest));
    let mut now = Minimum { at: start, value, gradient, inverse_hessian: metric, iterations: 0, end: End::Iterations };
    while now.iterations < MOST_ITERATIONS {
        if !region(&now.at) {
            now.end = End::LeftRegion;
            break;
        }
        let direction = times(&now.inverse_hessian, &now.gradient).map(|d| -d);
        let slope = dot(&direction, &now.gradient);
        // Without a scale the quadratic model promises nothing yet.
        if is_scaled && -0.5 * slope < tolerance || now.gradient.iter().all(|g| *g == 0.0) {
            now.end = End::Converged;
            break;
        }
        let Some((at, value, gradient)) = line_search(objective, &now, &direction, slope) else {
            now.end = End::Stalled;
            break;
        };
        let mut moved = at;
        let mut turned = gradient;
        for i in 0..N {
            moved[i] -= now.at[i];
            turned[i] -= now.gradient[i];
        }
        let curvature = dot(&moved, &turned);
        if curvature > 0.0 {
            if !is_scaled {
                now.inverse_hessian = diagonal(curvature / dot(&turned, &turned));
                is_scaled = true;
            }
            update(&mut now.inverse_hessian, &moved, &turned, curvature);
        }
        (now.at, now.value, now.gradient) = (at, value, gradient);
        now.iterations += 1;
    }
    now
}

fn diagonal<const N: usize>(value: f64) -> Matrix<N> {
    let mut matrix = [[0.0; N]; N];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = value;
    }
    matrix
}

/// B ← (I − s yᵀ/sᵀy) B (I − y sᵀ/sᵀy) + s sᵀ/sᵀy, multiplied out.
fn update<const N: usize>(inverse: &mut Matrix<N>, s: &[f64; N], y: &[f64; N], curvature: f64) {
    let by = times(inverse, y);
    let weight = (1.0 + dot(y, &by) / curvature) / curvature;
    for i in 0..N {
        for j in 0..N {
            inverse[i][j] += weight * s[i] * s[j] - (by[i] * s[j] + s[i] * by[j]) / curvature;
        }
    }
}

type Place<const N: usize> = ([f64; N], f64, [f64; N]);

fn line_search<const N: usize>(
    objective: &impl Fn(&[f64; N]) -> (f64, [f64; N]),
    from: &Minimum<N>,
    direction: &[f64; N],
    slope: f64,
) -> Option<Place<N>> {
    let longest = direction.iter().fold(0.0_f64, |longest, d| longest.max(d.abs()));
    let limit = LONGEST_STEP / longest;
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut step = limit.min(1.0);
    let mut best: Option<Place<N>> = None;
    for _ in 0..40 {
        let mut at = from.at;
        at.iter_mut().zip(direction).for_each(|(value, d)| *value += step * d);
        let (value, gradient) = objective(&at);
        let falls_enough = value <= from.value + 1e-4 * step * slope && gradient.iter().all(|g| g.is_finite());
        if !falls_enough {
            high = step;
        } else {
            best = Some((at, value, gradient));
            if dot(&gradient, direction) >= 0.9 * slope || step >= limit {
                break;
            }
            low = step;
        }
        step = if high.is_finite() { 0.5 * (low + high) } else { limit.min(2.0 * step) };
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rosenbrock(v: &[f64; 2]) -> (f64, [f64; 2]) {
        let (a, b) = (1.0 - v[0], v[1] - v[0] * v[0]);
        (a * a + 100.0 * b * b, [-2.0 * a - 400.0 * v[0] * b, 200.0 * b])
    }

    /// The minimum of Rosenbrock's valley is (1, 1).
    #[test]
    fn follows_a_bent_valley() {
        let found = minimise(&rosenbrock, [-1.2, 1.0], None, 1e-18, |_| true);
        assert_eq!(found.end, End::Converged);
        assert!((found.at[0] - 1.0).abs() < 1e-8 && (found.at[1] - 1.0).abs() < 1e-8, "{found:?}");
        assert!(found.iterations < 60);
    }

    #[test]
    fn a_known_metric_needs_one_step() {
        let bowl = |v: &[f64; 2]| (v[0] * v[0] + 50.0 * v[1] * v[1], [2.0 * v[0], 100.0 * v[1]]);
        let found = minimise(&bowl, [1.0, 1.0], Some([[0.5, 0.0], [0.0, 0.01]]), 1e-12, |_| true);
        assert_eq!((found.iterations, found.end), (1, End::Converged));
    }

    #[test]
    fn reports_that_it_ran_away() {
        let found = minimise(&|v: &[f64; 1]| (-v[0], [-1.0]), [0.0], None, 1e-9, |v| v[0] < 10.0);
        assert_eq!(found.end, End::LeftRegion);
        assert!(found.at[0] >= 10.0);
    }

    #[test]
    fn stops_at_a_wall_of_nan() {
        let wall = |v: &[f64; 1]| if v[0] > 1.0 { (f64::NAN, [f64::NAN]) } else { (-v[0], [-1.0]) };
        let found = minimise(&wall, [0.0], None, 1e-9, |_| true);
        assert!(found.at[0] <= 1.0 && found.value.is_finite());
        assert_ne!(found.end, End::Converged);
    }
}
