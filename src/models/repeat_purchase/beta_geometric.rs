//! BG/NBD and MBG/NBD: log-likelihood and what follows for one customer. The two differ in one place only: whether the
//! first purchase, too, may be the last. It does not search for the maximum.

use rayon::prelude::*;

use super::cells::{CHUNK, Cells, History};
use super::forecast::{Forecast, Slopes};
use crate::numerics::beta_nodes::{BetaNodes, Moved};
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
    let make = |history: &History, purchases: f64| Alive::of(first, parameters, history, horizon).forecast(purchases);
    each(first, parameters, histories, horizon, purchases_of_living, make)
}

/// The same forecasts, each with its [`Slopes`]. They follow from the formulas of [`forecast`] by the chain rule.
pub(super) fn forecast_with_slopes(
    first: FirstPurchase,
    parameters: &[f64; 4],
    histories: &[History],
    horizon: f64,
) -> Vec<(Forecast, Slopes)> {
    let [r, alpha, a, b] = *parameters;
    let make = |history: &History, purchases: PurchasesMoved| {
        let own = Alive::of(first, parameters, history, horizon);
        let Shared { exponent, inverse, .. } = own.shared;
        let (age, last) = (alpha + history.age, alpha + history.last_purchase);
        // Of the log-odds of having left; without a chance to leave they do not move.
        let odds = match own.shared.ln_left {
            f64::NEG_INFINITY => [0.0; 4],
            _ => [r * (age / last).ln(), exponent * alpha * (1.0 / age - 1.0 / last), 1.0, -b * inverse],
        };
        // Of the logarithm of the probability that somebody alive buys nothing.
        let silence = [-r * own.growth, -exponent * alpha * (1.0 / (age + horizon) - 1.0 / age), 0.0, 0.0];
        let expected = [
            r * purchases.by_exponent,
            -purchases.by_reach * horizon / age * alpha / age,
            a * purchases.over_p.by_a,
            b * purchases.over_p.by_b,
        ];
        let forecast = own.forecast(purchases.over_p.mean);
        let buys = -(-exponent * own.growth).exp_m1();
        let mut slopes = [[0.0; 4]; 3];
        for at in 0..4 {
            let moved = own.alive * (own.left * odds[at] * buys + own.silent * silence[at]);
            slopes[0][at] = -odds[at];
            slopes[1][at] = moved / forecast.no_purchase + own.left * odds[at] + own.silent * silence[at] / buys;
            slopes[2][at] = expected[at] / purchases.over_p.mean - own.left * odds[at];
        }
        (forecast, slopes)
    };
    each(first, parameters, histories, horizon, PurchasesMoved::of, make)
}

/// What holds of a customer's life, whatever is bought in it.
struct Alive {
    shared: Shared,
    alive: f64,
    left: f64,
    /// ln((α + T + H)/(α + T)).
    growth: f64,
    /// Probability that somebody alive buys nothing over the horizon.
    silent: f64,
}

impl Alive {
    fn of(first: FirstPurchase, parameters: &[f64; 4], history: &History, horizon: f64) -> Alive {
        let (alpha, x) = (parameters[1], history.repeat_purchases);
        let shared = share(parameters, x, u64::from(x) + first.chances());
        let since = (history.age - history.last_purchase) / (alpha + history.last_purchase);
        let odds = shared.ln_left + shared.exponent * since.ln_1p();
        let growth = (horizon / (alpha + history.age)).ln_1p();
        let silent = (-shared.exponent * growth).exp();
        Alive { alive: logistic(-odds), left: logistic(odds), growth, silent, shared }
    }

    fn forecast(&self, purchases: f64) -> Forecast {
        Forecast {
            alive: self.alive,
            no_purchase: (self.left + self.alive * self.silent).min(1.0),
            expected_purchases: self.alive * purchases,
            expected_purchases_if_alive: purchases,
        }
    }
}

/// Makes something of each history and of what `expect` says of its x and age, which is asked once for neighbours that
/// share both.
fn each<T: Copy, R>(
    first: FirstPurchase,
    parameters: &[f64; 4],
    histories: &[History],
    horizon: f64,
    expect: impl Fn(&BetaNodes, f64, f64) -> T,
    make: impl Fn(&History, T) -> R,
) -> Vec<R> {
    let [r, alpha, a, b] = *parameters;
    let mut previous: Option<(u32, BetaNodes)> = None;
    let mut expected: Option<(u32, f64, T)> = None;
    let one = |history: &History| {
        let History { repeat_purchases: x, age, .. } = *history;
        let known = match expected {
            Some((of, at, known)) if of == x && at == age => known,
            _ => {
                let exponent = r + f64::from(x);
                let nodes = match previous.take() {
                    Some((of, nodes)) if of == x => nodes,
                    _ => {
                        let chances = (u64::from(x) + first.chances()) as f64;
                        BetaNodes::new(a, b + chances, sharpness(exponent, horizon / alpha))
                    }
                };
                let known = expect(&nodes, exponent, horizon / (alpha + age));
                previous = Some((x, nodes));
                expected = Some((x, age, known));
                known
            }
        };
        make(history, known)
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

/// The same, and how it moves.
#[derive(Clone, Copy)]
struct PurchasesMoved {
    /// The expectation itself, and its derivatives by the parameters of the beta distribution.
    over_p: Moved,
    by_exponent: f64,
    by_reach: f64,
}

impl PurchasesMoved {
    fn of(nodes: &BetaNodes, exponent: f64, reach: f64) -> PurchasesMoved {
        let (mut by_exponent, mut by_reach) = (0.0, 0.0);
        let over_p = nodes.moved(|p, weight| {
            let growth = (p * reach).ln_1p();
            let buys = -(-exponent * growth).exp_m1();
            by_exponent += weight * growth * (1.0 - buys) / p;
            by_reach += weight * exponent * (1.0 - buys) / (1.0 + p * reach);
            buys / p
        });
        PurchasesMoved { over_p, by_exponent, by_reach }
    }
}
