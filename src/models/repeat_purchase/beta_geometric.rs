//! BG/NBD and MBG/NBD: log-likelihood and what follows for one customer. The two differ in one place only: whether the
//! first purchase, too, may be the last. It does not search for the maximum.

use rayon::prelude::*;

use super::cells::{CHUNK, Cells, History};
use super::forecast::Forecast;
use crate::numerics::beta_nodes::BetaNodes;
use crate::numerics::logistic::{logistic, softplus};
use crate::numerics::rising::rising;

/// What may happen after the first purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstPurchase {
    /// Nobody leaves: BG/NBD.
    Stays,
    /// The customer may leave: MBG/NBD.
    MayLeave,
}

impl FirstPurchase {
    /// How many times a customer with x repeat purchases might have left, less x.
    fn chances(self) -> u64 {
        match self {
            FirstPurchase::Stays => 0,
            FirstPurchase::MayLeave => 1,
        }
    }
}

/// What all cells with one x share.
struct Shared {
    /// r + x.
    exponent: f64,
    /// ln(a / (b + k − 1)) with k chances to leave; minus infinity without any.
    ln_left: f64,
    /// 1 / (b + k − 1), or 0.
    inverse: f64,
}

/// Log-likelihood and its gradient in the logarithms of r, α, a, b. With k = x (BG/NBD; Fader, Hardie and Lee 2005,
/// equation 6) or k = x + 1 (MBG/NBD; Batislam et al. 2007), one customer contributes
///
/// ln (r)_x + ln (b)_k − ln (a + b)_k + r ln α − (r + x) ln(α + T) + ln(1 + e^d),
/// d = ln a − ln(b + k − 1) + (r + x) ln((α + T)/(α + t_x)) when k > 0,
///
/// where (·)_n are rising factorials. The last term is the odds of having left; its slope is the probability of it.
pub(super) fn log_likelihood(first: FirstPurchase, cells: &Cells, parameters: &[f64; 4]) -> (f64, [f64; 4]) {
    let [r, alpha, a, b] = *parameters;
    let chances = |x: &u32| u64::from(*x) + first.chances();
    let purchases = || cells.repeat_purchases.iter().map(|x| u64::from(*x));
    let rates = rising(r, purchases());
    let stays = rising(b, cells.repeat_purchases.iter().map(chances));
    let all = rising(a + b, cells.repeat_purchases.iter().map(chances));

    let (mut value, mut by_r, mut by_a, mut by_b) = (0.0, 0.0, 0.0, 0.0);
    for (i, weight) in cells.weights.iter().enumerate() {
        value += weight * (rates[i].ln + stays[i].ln - all[i].ln);
        by_r += weight * rates[i].slope;
        by_a -= weight * all[i].slope;
        by_b += weight * (stays[i].slope - all[i].slope);
    }
    let customers = cells.customers();
    value += customers * r * alpha.ln();
    by_r += customers * alpha.ln();
    let mut by_alpha = customers * r / alpha;

    let shared: Vec<Shared> = cells.repeat_purchases.iter().map(|x| share(parameters, *x, chances(x))).collect();
    let logarithms = |times: &[f64]| -> Vec<(f64, f64)> {
        times.par_iter().with_min_len(CHUNK).map(|t| ((alpha + t).ln(), 1.0 / (alpha + t))).collect()
    };
    let (ages, lasts) = (logarithms(&cells.ages), logarithms(&cells.last_purchases));
    let chunk = |chunk: &[super::cells::Cell]| {
        let mut sums = [0.0; 5];
        for cell in chunk {
            let Shared { exponent, ln_left, inverse } = shared[cell.x as usize];
            let (ln_age, inverse_age) = ages[cell.age as usize];
            let (ln_last, inverse_last) = lasts[cell.last as usize];
            let (odds, left) = softplus(ln_left + exponent * (ln_age - ln_last));
            let left = cell.weight * left;
            let stayed = cell.weight - left;
            sums[0] += cell.weight * (odds - exponent * ln_age);
            sums[1] -= stayed * ln_age + left * ln_last;
            sums[2] -= exponent * (stayed * inverse_age + left * inverse_last);
            sums[3] += left;
            sums[4] -= left * inverse;
        }
        sums
    };
    let parts: Vec<[f64; 5]> = cells.cells.par_chunks(CHUNK).map(chunk).collect();
    let mut left = 0.0;
    for part in parts {
        value += part[0];
        by_r += part[1];
        by_alpha += part[2];
        left += part[3];
        by_b += part[4];
    }
    // Without chances to leave the probability of having left is 0, so that this holds for every cell.
    by_a += left / a;
    (value, [r * by_r, alpha * by_alpha, a * by_a, b * by_b])
}

fn share([r, _, a, b]: &[f64; 4], x: u32, chances: u64) -> Shared {
    let exponent = r + f64::from(x);
    if chances == 0 {
        return Shared { exponent, ln_left: f64::NEG_INFINITY, inverse: 0.0 };
    }
    let stays = b + (chances - 1) as f64;
    Shared { exponent, ln_left: (a / stays).ln(), inverse: 1.0 / stays }
}

/// Forecasts for cells in their order. A customer who is still alive has a purchase rate with Gamma(r + x, α + T) and
/// a dropout probability p with Beta(a, b + k), so that
///
/// - the probability of no purchase in (T, T + H] given alive is ((α + T)/(α + T + H))^(r + x), and nobody leaves but at
///   a purchase;
/// - the expected purchases given alive are E [1 − (1 + p H/(α + T))^−(r + x)] / p over that beta distribution. It
///   equals the closed form with 2F1 of the papers where that one is finite, and has no pole at a = 1.
pub(super) fn forecast(
    first: FirstPurchase,
    parameters: &[f64; 4],
    histories: &[History],
    horizon: f64,
) -> Vec<Forecast> {
    let [_, alpha, a, b] = *parameters;
    let mut previous: Option<(u32, BetaNodes)> = None;
    let mut expected: Option<(u32, f64, f64)> = None;
    let one = |history: &History| {
        let History { repeat_purchases: x, last_purchase, age } = *history;
        let chances = u64::from(x) + first.chances();
        let Shared { exponent, ln_left, .. } = share(parameters, x, chances);
        let odds = ln_left + exponent * ((age - last_purchase) / (alpha + last_purchase)).ln_1p();
        let (alive, left) = (logistic(-odds), logistic(odds));
        let silent = (-exponent * (horizon / (alpha + age)).ln_1p()).exp();
        let purchases = match expected {
            Some((of, at, purchases)) if of == x && at == age => purchases,
            _ => {
                let nodes = match previous.take() {
                    Some((of, nodes)) if of == x => nodes,
                    _ => BetaNodes::new(a, b + chances as f64, sharpness(exponent, horizon / alpha)),
                };
                let purchases = purchases_of_living(&nodes, exponent, horizon / (alpha + age));
                previous = Some((x, nodes));
                expected = Some((x, age, purchases));
                purchases
            }
        };
        Forecast {
            alive,
            no_purchase: (left + alive * silent).min(1.0),
            expected_purchases: alive * purchases,
            expected_purchases_if_alive: purchases,
        }
    };
    histories.iter().map(one).collect()
}

/// Expected repeat purchases of a new customer by time `t` after the first purchase (Fader, Hardie and Lee 2005,
/// equation 9), for many `times`.
pub(super) fn expected_purchases(first: FirstPurchase, parameters: &[f64; 4], times: &[f64]) -> Vec<f64> {
    let [r, alpha, a, b] = *parameters;
    let longest = times.iter().fold(0.0_f64, |longest, t| longest.max(*t));
    let chances = first.chances() as f64;
    let alive = if chances > 0.0 { b / (a + b) } else { 1.0 };
    let nodes = BetaNodes::new(a, b + chances, sharpness(r, longest / alpha));
    times.par_iter().with_min_len(16).map(|t| alive * purchases_of_living(&nodes, r, t.max(0.0) / alpha)).collect()
}

/// How sharply the integrand below changes near p = 0 and p = 1.
fn sharpness(exponent: f64, reach: f64) -> f64 {
    (1.0 + exponent) * (1.0 + reach)
}

/// E [1 − (1 + p `reach`)^−`exponent`] / p.
fn purchases_of_living(nodes: &BetaNodes, exponent: f64, reach: f64) -> f64 {
    nodes.mean(|p| -(-exponent * (p * reach).ln_1p()).exp_m1() / p)
}
