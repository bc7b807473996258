//! Expectations of smooth functions of a probability that has a beta distribution. It does not know what the
//! probability stands for.

use super::logistic::softplus;

/// Largest step on the logit scale. The trapezoid rule for e^{ay − e^y}, the narrowest analytic shape that occurs, has
/// a relative error of |Γ(a + 2πi/h)| / Γ(a), which is below 1e-13 for every a with this and the next constant.
const LARGEST_STEP: f64 = 0.22;

/// Largest step in standard deviations of the logit.
const LARGEST_STEP_IN_DEVIATIONS: f64 = 0.5;

/// Weights below e^−32 of the largest are left out, and changes of the function below that do not count.
const NEGLIGIBLE: f64 = 32.0;

/// Nodes and weights for expectations over Beta(a, b): the trapezoid rule in y = logit p, whose error falls
/// exponentially with the number of nodes, as the density p^a (1 − p)^b in y is analytic in |Im y| < π. The two
/// geometric tails, where neither the function nor the other factor of the density changes any more, are summed in
/// closed form into the outermost nodes, so that tiny a and b need no more nodes than others.
pub struct BetaNodes {
    nodes: Vec<Node>,
}

/// A probability with its weight. An outermost node stands for its whole tail: there the logarithms are the means.
#[derive(Clone, Copy, Debug)]
struct Node {
    p: f64,
    weight: f64,
    ln_p: f64,
    /// ln(1 − p).
    ln_rest: f64,
}

/// The expectation of a function over Beta(a, b), and how it moves with the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// E f(p).
    pub mean: f64,
    /// Derivative by a.
    pub by_a: f64,
    /// Derivative by b.
    pub by_b: f64,
}

impl BetaNodes {
    /// Nodes for Beta(`a`, `b`), both positive, and for positive functions that never rise with p and fall no faster
    /// than 1/p, and that are constant, to within e^−32, for p below e^−32 / `sharpness` and for 1 − p below it.
    pub fn new(a: f64, b: f64, sharpness: f64) -> BetaNodes {
        let step = LARGEST_STEP.min(LARGEST_STEP_IN_DEVIATIONS * (1.0 / a + 1.0 / b).sqrt());
        let (left, right) = (-NEGLIGIBLE - (1.0 + b + sharpness).ln(), NEGLIGIBLE + (1.0 + a + sharpness).ln());
        let mode = (a.ln() - b.ln()).clamp(left, right);
        // ln(1 + e^−y) = −ln p and ln(1 + e^y) = −ln(1 − p); the two differ by y.
        let ln_density = |y: f64| -a * softplus(-y).0 - b * softplus(y).0;
        let peak = ln_density(mode);

        let node =
            |y: f64, weight: f64| Node { p: probability(y), weight, ln_p: -softplus(-y).0, ln_rest: -softplus(y).0 };
        let mut nodes = vec![node(mode, 1.0)];
        for (direction, end, rate) in [(-1.0, -left, a), (1.0, right, b)] {
            for k in 1_u32.. {
                let y = mode + direction * step * f64::from(k);
                let ln_weight = ln_density(y) - peak;
                let mut outer = node(y, ln_weight.exp());
                let is_last = direction * y >= end;
                if is_last {
                    // Each further node has e^(−rate step) of the weight of the one before.
                    let share = -(-rate * step).exp_m1();
                    let beyond = step * (1.0 - share) / share;
                    outer.weight /= share;
                    outer.ln_p -= if direction < 0.0 { beyond } else { 0.0 };
                    outer.ln_rest -= if direction > 0.0 { beyond } else { 0.0 };
                }
                nodes.push(outer);
                // Towards p = 0 the function may grow as 1/p.
                if is_last || ln_weight + (mode - y).max(0.0) < -NEGLIGIBLE {
                    break;
                }
            }
        }
        let total: f64 = nodes.iter().map(|node| node.weight).sum();
        nodes.iter_mut().for_each(|node| node.weight /= total);
        BetaNodes { nodes }
    }

    /// E f(p).
    pub fn mean(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.nodes.iter().map(|node| node.weight * f(node.p)).sum()
    }

    /// E f(p) with its derivatives by a and b, which are the covariances of f(p) with ln p and ln(1 − p).
    pub fn moved(&self, mut f: impl FnMut(f64, f64) -> f64) -> Moved {
        let values: Vec<f64> = self.nodes.iter().map(|node| f(node.p, node.weight)).collect();
        let nodes = || self.nodes.iter().zip(&values);
        let mean: f64 = nodes().map(|(node, value)| node.weight * value).sum();
        let with = |other: fn(&Node) -> f64| {
            // Less the mean first: with a tiny a the logarithms are huge, and their products would cancel.
            nodes().map(|(node, value)| node.weight * (value - mean) * other(node)).sum()
        };
        Moved { mean, by_a: with(|node| node.ln_p), by_b: with(|node| node.ln_rest) }
    }
}

/// p = 1 / (1 + e^−y).
fn probability(y: f64) -> f64 {
    super::logistic::logistic(y)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Moments of the beta distribution: E p = a/(a + b), E p² = a (a + 1) / ((a + b) (a + b + 1)).
    #[test]
    fn moments() {
        for a in [1e-6, 1e-3, 0.2, 0.79, 1.0, 5.0, 20.0, 300.0, 1e5] {
            for b in [1e-6, 1e-3, 0.5, 2.4, 30.0, 1e4, 1e6] {
                let nodes = BetaNodes::new(a, b, 2.0);
                let mean = a / (a + b);
                let second = mean * (a + 1.0) / (a + b + 1.0);
                assert!((nodes.mean(|p| p) - mean).abs() < 1e-11 * mean + 1e-13, "{a} {b}: {}", nodes.mean(|p| p));
                assert!((nodes.mean(|p| p * p) - second).abs() < 1e-11 * second + 1e-13, "{a} {b}");
                assert!((nodes.mean(|_| 1.0) - 1.0).abs() < 1e-13);
                assert!(nodes.nodes.len() < 600, "{a} {b}: {}", nodes.nodes.len());
            }
        }
    }

    /// Against differences of E 1/(1 + 3 p), also where nearly all of the weight lies in a tail.
    #[test]
    fn derivatives_by_both_parameters() {
        let f = |p: f64| 1.0 / (1.0 + 3.0 * p);
        for a in [1e-4, 0.2, 0.79, 5.0, 300.0] {
            for b in [1e-4, 0.5, 2.4, 1e4] {
                let at = |a: f64, b: f64| BetaNodes::new(a, b, 4.0).mean(f);
                let got = BetaNodes::new(a, b, 4.0).moved(|p, _| f(p));
                let slope = |step: f64, of: &dyn Fn(f64) -> f64| (of(step) - of(-step)) / (2.0 * step);
                let by_a = slope(1e-4 * a, &|step| at(a + step, b));
                let by_b = slope(1e-4 * b, &|step| at(a, b + step));
                assert!((got.mean - at(a, b)).abs() < 1e-14);
                assert!((got.by_a * a - by_a * a).abs() < 1e-7, "{a} {b}: {} {by_a}", got.by_a);
                assert!((got.by_b * b - by_b * b).abs() < 1e-7, "{a} {b}: {} {by_b}", got.by_b);
            }
        }
    }

    /// E 1/(1 + p η) over Beta(1, 1) is ln(1 + η)/η, for a function that changes near p = 1/η.
    #[test]
    fn a_sharp_function() {
        for eta in [1e-6, 1.0, 1e3, 1e9] {
            let got = BetaNodes::new(1.0, 1.0, 1.0 + eta).mean(|p| 1.0 / (1.0 + p * eta));
            assert!((got * eta / eta.ln_1p() - 1.0).abs() < 1e-11, "{eta}: {got}");
        }
    }
}
