//! Pareto/NBD: log-likelihood and what follows for one customer. It does not search for the maximum.

use rayon::prelude::*;

use super::cells::{CHUNK, Cell, Cells, History};
use super::forecast::Forecast;
use crate::numerics::logistic::{logistic, softplus};
use crate::numerics::power_integral::{Power, PowerIntegral, power_integral};
use crate::numerics::rising::rising;

/// ∫ (α + u)^−(r + x) (β + u)^−(s + 1) du from t_x to T: times s α^r β^s (r)_x, the likelihood of leaving at time u.
/// It replaces the difference of two hypergeometric functions (Fader and Hardie, "A note on deriving the Pareto/NBD
/// model", 2005), which overflows for many purchases and cancels for a recent one; all its derivatives are averages
/// under the integrand.
fn left([r, alpha, s, beta]: &[f64; 4], history: &History) -> PowerIntegral {
    let purchases = Power { shift: *alpha, exponent: r + f64::from(history.repeat_purchases) };
    let leaving = Power { shift: *beta, exponent: s + 1.0 };
    power_integral(purchases, leaving, history.last_purchase, history.age)
}

/// Logarithm of the odds of having left, given the logarithm of the integral above.
fn ln_odds([r, alpha, s, beta]: &[f64; 4], history: &History, ln_left: f64) -> f64 {
    let exponent = r + f64::from(history.repeat_purchases);
    s.ln() + ln_left + exponent * (alpha + history.age).ln() + s * (beta + history.age).ln()
}

/// Log-likelihood and its gradient in the logarithms of r, α, s, β (Schmittlein et al. 1987; Fader and Hardie 2005):
/// ln (r)_x + r ln α + s ln β + ln[(α + T)^−(r + x) (β + T)^−s + s ∫ …].
pub(super) fn log_likelihood(cells: &Cells, parameters: &[f64; 4]) -> (f64, [f64; 4]) {
    let [r, alpha, s, beta] = *parameters;
    let rates = rising(r, cells.repeat_purchases.iter().map(|x| u64::from(*x)));
    let customers = cells.customers();
    let mut value = customers * (r * alpha.ln() + s * beta.ln());
    let mut by = [customers * alpha.ln(), customers * r / alpha, customers * beta.ln(), customers * s / beta];
    for (weight, rate) in cells.weights.iter().zip(&rates) {
        value += weight * rate.ln;
        by[0] += weight * rate.slope;
    }
    let chunk = |chunk: &[Cell]| {
        let mut sums = [0.0; 5];
        for cell in chunk {
            let history = cells.history(cell);
            let exponent = r + f64::from(history.repeat_purchases);
            let integral = left(parameters, &history);
            let (to_age, to_beta) = (alpha + history.age, beta + history.age);
            let (ln_age, ln_beta) = (to_age.ln(), to_beta.ln());
            let (odds, gone) = softplus(s.ln() + integral.ln + exponent * ln_age + s * ln_beta);
            let gone = cell.weight * gone;
            let alive = cell.weight - gone;
            sums[0] += cell.weight * (odds - exponent * ln_age - s * ln_beta);
            sums[1] -= alive * ln_age + gone * integral.mean_ln[0];
            sums[2] -= exponent * (alive / to_age + gone * integral.mean_inverse[0]);
            sums[3] -= alive * ln_beta + gone * (integral.mean_ln[1] - 1.0 / s);
            sums[4] -= alive * s / to_beta + gone * (s + 1.0) * integral.mean_inverse[1];
        }
        sums
    };
    let parts: Vec<[f64; 5]> = cells.cells.par_chunks(CHUNK).map(chunk).collect();
    for part in parts {
        value += part[0];
        by.iter_mut().zip(&part[1..]).for_each(|(by, part)| *by += part);
    }
    (value, [r * by[0], alpha * by[1], s * by[2], beta * by[3]])
}

/// The forecast for one customer. Given alive, the customer has rates with Gamma(r + x, α + T) and Gamma(s, β + T), so
/// that a first purchase comes before leaving and within H with probability
/// ∫₀^H (r + x)/(α + T + u) ((α + T)/(α + T + u))^(r + x) ((β + T)/(β + T + u))^s du. Expected purchases: Schmittlein
/// et al. 1987, with the limit at s = 1.
pub(super) fn forecast(parameters: &[f64; 4], history: &History, horizon: f64) -> Forecast {
    let [r, alpha, s, beta] = *parameters;
    let exponent = r + f64::from(history.repeat_purchases);
    let odds = ln_odds(parameters, history, left(parameters, history).ln);
    let (alive, gone) = (logistic(-odds), logistic(odds));
    let (to_age, to_beta) = (alpha + history.age, beta + history.age);
    let buys = Power { shift: to_age, exponent: exponent + 1.0 };
    let ln_integral = power_integral(buys, Power { shift: to_beta, exponent: s }, 0.0, horizon).ln;
    let purchase = (ln_integral + exponent.ln() + exponent * to_age.ln() + s * to_beta.ln()).exp().min(1.0);
    let purchases = exponent / to_age * lifetime(s, to_beta, horizon);
    Forecast {
        alive,
        no_purchase: gone + alive * (1.0 - purchase),
        expected_purchases: alive * purchases,
        expected_purchases_if_alive: purchases,
    }
}

/// Expected repeat purchases of a new customer by time `t` (Schmittlein et al. 1987).
pub(super) fn expected_purchases([r, alpha, s, beta]: &[f64; 4], t: f64) -> f64 {
    r / alpha * lifetime(*s, *beta, t.max(0.0))
}

/// Expected time alive within the next `horizon`: β [1 − (β/(β + H))^(s − 1)] / (s − 1).
fn lifetime(s: f64, beta: f64, horizon: f64) -> f64 {
    let growth = (horizon / beta).ln_1p();
    let power = s - 1.0;
    // The first terms of the series in (s − 1) growth, where the quotient would lose its digits.
    if (power * growth).abs() < 1e-8 {
        return beta * growth * (1.0 - 0.5 * power * growth);
    }
    beta * -(-power * growth).exp_m1() / power
}
