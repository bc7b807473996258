//! What a purchase of a customer is worth: the Gamma-Gamma model (Fader and Hardie, "The Gamma-Gamma model of monetary
//! value", 2013). It says nothing about when the next purchase comes.

use rayon::prelude::*;
use statrs::function::gamma::{digamma, ln_gamma};

use super::cells::CHUNK;
use super::error::{FitError, HistoryError};
use super::estimate::{Problem, estimate};
use crate::numerics::cholesky::{dot, times};

/// The model takes the mean spend to be independent of the number of purchases. Beyond this correlation, in absolute
/// value, a reader should be warned; openretailscience warns at the same value.
pub const TOLERATED_CORRELATION: f64 = 0.15;

const SYMBOLS: [&str; 3] = ["p", "q", "v"];

/// Step of the differences in the logarithms of the parameters.
const STEP: f64 = 1e-4;

/// Starts are followed on this many cells at most.
const THINNED: usize = 16_384;

/// Multiples of the typical sizes.
const STARTS: [[f64; 3]; 3] = [[1.0, 1.0, 1.0], [0.2, 0.6, 3.0], [5.0, 3.0, 0.5]];

/// The spend of one customer, the first purchase excluded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spend {
    /// Number of repeat purchases, x.
    pub repeat_purchases: u32,
    /// Mean value of the repeat purchases, m, in any unit of money; 0 without repeat purchases.
    pub mean: f64,
}

/// The customers on whom a spend model rests: those with x > 0 and m > 0, in ascending order of x, then m.
#[derive(Clone, Debug, PartialEq)]
pub struct SpendCells {
    /// Distinct x, with the number of customers and the sum of their ln m.
    groups: Vec<(u32, f64, f64)>,
    /// Position of x in `groups`, m, number of customers.
    cells: Vec<(usize, f64, f64)>,
}

impl SpendCells {
    /// Folds the spend of customers; those without repeat purchases or with a mean of 0 are left out.
    pub fn fold(spend: &[Spend]) -> Result<SpendCells, HistoryError> {
        let is_bad = |spend: &Spend| !(spend.mean >= 0.0 && spend.mean.is_finite());
        if let Some(position) = spend.iter().position(is_bad) {
            return Err(HistoryError::Spend { position });
        }
        let used = spend.par_iter().filter(|spend| spend.repeat_purchases > 0 && spend.mean > 0.0);
        let mut used: Vec<(u32, f64)> = used.map(|spend| (spend.repeat_purchases, spend.mean)).collect();
        used.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));

        let mut groups: Vec<(u32, f64, f64)> = Vec::new();
        let mut cells: Vec<(usize, f64, f64)> = Vec::new();
        for (x, mean) in used {
            if groups.last().is_none_or(|group| group.0 != x) {
                groups.push((x, 0.0, 0.0));
            }
            let at = groups.len() - 1;
            groups[at].1 += 1.0;
            groups[at].2 += mean.ln();
            match cells.last_mut() {
                Some(cell) if cell.0 == at && cell.1 == mean => cell.2 += 1.0,
                _ => cells.push((at, mean, 1.0)),
            }
        }
        Ok(SpendCells { groups, cells })
    }

    /// At most `points` cells that stand for all: every (W / points)-th customer in the order of the cells, where W is
    /// the number of customers, which stays the same.
    fn thinned(&self, points: usize) -> SpendCells {
        let share = self.customers() / points as f64;
        let (mut passed, mut taken) = (0.0, 0.0);
        let mut cells = Vec::new();
        let mut groups: Vec<(u32, f64, f64)> = self.groups.iter().map(|(x, ..)| (*x, 0.0, 0.0)).collect();
        for (group, mean, weight) in &self.cells {
            passed += weight;
            let reached = f64::floor(passed / share + 0.5);
            if reached > taken {
                let weight = (reached - taken) * share;
                cells.push((*group, *mean, weight));
                groups[*group].1 += weight;
                groups[*group].2 += weight * mean.ln();
                taken = reached;
            }
        }
        SpendCells { groups, cells }
    }

    /// Number of customers used.
    pub fn customers(&self) -> f64 {
        self.groups.iter().map(|group| group.1).sum()
    }

    /// Pearson's correlation of x and m over the customers used; `None` when either does not vary. To be judged against
    /// [`TOLERATED_CORRELATION`].
    pub fn correlation(&self) -> Option<f64> {
        let total = self.customers();
        let mean = |value: &dyn Fn(&(usize, f64, f64)) -> f64| {
            self.cells.iter().map(|cell| cell.2 * value(cell)).sum::<f64>() / total
        };
        let x = |cell: &(usize, f64, f64)| f64::from(self.groups[cell.0].0);
        let (mean_x, mean_m) = (mean(&x), mean(&|cell| cell.1));
        let product = mean(&|cell| (x(cell) - mean_x) * (cell.1 - mean_m));
        let squares = mean(&|cell| (x(cell) - mean_x).powi(2)) * mean(&|cell| (cell.1 - mean_m).powi(2));
        let correlation = product / squares.sqrt();
        correlation.is_finite().then_some(correlation)
    }

    /// Log-likelihood and its gradient in the logarithms of p, q, v. One customer contributes, with z = x m,
    /// ln Γ(p x + q) − ln Γ(p x) − ln Γ(q) + q ln v + p x ln z − ln m − (p x + q) ln(z + v).
    fn log_likelihood(&self, logarithms: &[f64; 3]) -> (f64, [f64; 3]) {
        let [p, q, v] = logarithms.map(f64::exp);
        let total = self.customers();
        let mut value = total * (q * v.ln() - ln_gamma(q));
        let mut by = [0.0, total * (v.ln() - digamma(q)), total * q / v];
        for (x, weight, ln_means) in &self.groups {
            let x = f64::from(*x);
            let (shape, both) = (p * x, p * x + q);
            value += weight * (ln_gamma(both) - ln_gamma(shape) + shape * x.ln()) + (shape - 1.0) * ln_means;
            by[0] += x * (weight * (digamma(both) - digamma(shape) + x.ln()) + ln_means);
            by[1] += weight * digamma(both);
        }
        let chunk = |chunk: &[(usize, f64, f64)]| {
            let mut sums = [0.0; 4];
            for (group, mean, weight) in chunk {
                let x = f64::from(self.groups[*group].0);
                let (both, sum) = (p * x + q, x * mean + v);
                let ln = weight * sum.ln();
                sums[0] -= both * ln;
                sums[1] -= x * ln;
                sums[2] -= ln;
                sums[3] -= weight * both / sum;
            }
            sums
        };
        let parts: Vec<[f64; 4]> = self.cells.par_chunks(CHUNK).map(chunk).collect();
        for part in parts {
            value += part[0];
            by.iter_mut().zip(&part[1..]).for_each(|(by, part)| *by += part);
        }
        (value, [p * by[0], q * by[1], v * by[2]])
    }
}

/// A spend model with its parameters: a purchase has Gamma(p, rate ν), and ν differs between customers with
/// Gamma(q, v).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendModel {
    parameters: [f64; 3],
}

impl SpendModel {
    /// A model from known p, q and v; `None` unless all are positive and finite and q > 1, without which the mean spend
    /// is infinite.
    pub fn new(parameters: [f64; 3]) -> Option<SpendModel> {
        let are_usable = parameters.iter().all(|p| *p > 0.0 && p.is_finite()) && parameters[1] > 1.0;
        are_usable.then_some(SpendModel { parameters })
    }

    /// p, q and v, the last in the unit of money of the data.
    pub fn parameters(&self) -> [f64; 3] {
        self.parameters
    }

    /// Expected value of a future purchase, (p x m + p v) / (p x + q − 1): a weighted mean of the customer's own mean and
    /// that of all. Without repeat purchases it is the latter.
    pub fn expected_spend(&self, spend: &Spend) -> f64 {
        let [p, q, v] = self.parameters;
        let weight = p * f64::from(spend.repeat_purchases);
        (weight * spend.mean + p * v) / (weight + q - 1.0)
    }
}

/// A spend model estimated from data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendFit {
    /// The model at its maximum likelihood.
    pub model: SpendModel,
    /// Log-likelihood at the maximum.
    pub log_likelihood: f64,
    /// Covariance of ln p, ln q and ln v, the inverse of the observed information.
    pub covariance: [[f64; 3]; 3],
    /// Largest derivative of the log-likelihood by the logarithm of a parameter, in absolute value: near 0.
    pub gradient: f64,
    /// Iterations of the search.
    pub iterations: usize,
}

impl SpendFit {
    /// Standard errors of p, q and v by the delta method.
    pub fn standard_errors(&self) -> [f64; 3] {
        let mut errors = self.model.parameters();
        errors.iter_mut().enumerate().for_each(|(i, error)| *error *= self.covariance[i][i].sqrt());
        errors
    }
}

impl SpendFit {
    /// Standard error of the logarithm of [`SpendModel::expected_spend`] that comes from the uncertainty of p, q and v
    /// (delta method). It does not cover the chance in a customer's own purchases.
    pub fn log_standard_error(&self, spend: &Spend) -> f64 {
        let shifted = |parameter: usize, by: f64| {
            let mut parameters = self.model.parameters();
            parameters[parameter] *= by.exp();
            SpendModel { parameters }.expected_spend(spend).ln()
        };
        let slope = |parameter| (shifted(parameter, STEP) - shifted(parameter, -STEP)) / (2.0 * STEP);
        let slopes = [0, 1, 2].map(|parameter| Some(slope(parameter)).filter(|slope| slope.is_finite()).unwrap_or(0.0));
        dot(&slopes, &times(&self.covariance, &slopes)).max(0.0).sqrt()
    }
}

/// Fits the Gamma-Gamma model by maximum likelihood from several starts.
pub fn fit_spend(cells: &SpendCells) -> Result<SpendFit, FitError> {
    let customers = cells.customers();
    if customers <= 0.0 {
        return Err(FitError::NoRepeatPurchases);
    }
    let mean = cells.cells.iter().map(|(_, mean, weight)| mean * (weight / customers)).sum::<f64>();
    let thinned = (cells.cells.len() > THINNED).then(|| cells.thinned(THINNED));
    let found = estimate(&Problem {
        all: |at: &[f64; 3]| cells.log_likelihood(at),
        thinned: thinned.as_ref().map(|thinned| move |at: &[f64; 3]| thinned.log_likelihood(at)),
        symbols: SYMBOLS,
        typical: [5.0, 4.0, 0.6 * mean],
        starts: &STARTS,
    })?;
    Ok(SpendFit {
        model: SpendModel::new(found.parameters).ok_or(FitError::NoFiniteMean)?,
        log_likelihood: found.log_likelihood,
        covariance: found.covariance,
        gradient: found.gradient,
        iterations: found.iterations,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, with the parameters of CDNOW.
    #[test]
    fn shrinks_to_the_mean_of_all() {
        let model = SpendModel::new([6.25, 3.74, 15.44]).unwrap();
        assert!((model.expected_spend(&Spend { repeat_purchases: 0, mean: 0.0 }) - 96.5 / 2.74).abs() < 1e-12);
        let own = model.expected_spend(&Spend { repeat_purchases: 2, mean: 100.0 });
        assert!((own - (1250.0 + 96.5) / 15.24).abs() < 1e-12);
        assert!(model.expected_spend(&Spend { repeat_purchases: u32::MAX, mean: 1e12 }).is_finite());
        assert_eq!(SpendModel::new([6.25, 0.9, 15.44]), None);
    }

    #[test]
    fn the_gradient_is_the_derivative() {
        let rows = [(1, 20.0), (2, 35.5), (2, 35.5), (7, 11.0), (40, 90.0)];
        let cells = SpendCells::fold(&rows.map(|(x, mean)| Spend { repeat_purchases: x, mean })).unwrap();
        assert_eq!((cells.cells.len(), cells.customers()), (4, 5.0));
        let at = [1.2, 0.9, 2.5];
        let gradient = cells.log_likelihood(&at).1;
        for i in 0..3 {
            let shifted = |by: f64| {
                let mut at = at;
                at[i] += by;
                cells.log_likelihood(&at).0
            };
            let difference = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
            assert!((gradient[i] - difference).abs() < 1e-6 * (1.0 + difference.abs()), "{i}");
        }
    }

    /// Without repeat purchases E[spend] = p v/(q − 1), of which the logarithm moves by 1, −q/(q − 1) and 1 with those of
    /// p, q and v; by hand.
    #[test]
    fn the_error_of_the_mean_by_hand() {
        let model = SpendModel::new([6.25, 3.74, 15.44]).unwrap();
        let covariance = [[0.01, 0.0, 0.0], [0.0, 0.02, 0.0], [0.0, 0.0, 0.03]];
        let fit = SpendFit { model, log_likelihood: 0.0, covariance, gradient: 0.0, iterations: 1 };
        let by_q: f64 = 3.74 / 2.74;
        let expected = (0.01 + 0.02 * by_q.powi(2) + 0.03).sqrt();
        let none = Spend { repeat_purchases: 0, mean: 0.0 };
        assert!((fit.log_standard_error(&none) - expected).abs() < 1e-7);
        // The more purchases are known, the less the parameters matter.
        let known = |repeat_purchases| fit.log_standard_error(&Spend { repeat_purchases, mean: 30.0 });
        assert!(known(1) < expected && known(100) < known(1));
    }

    #[test]
    fn thinned_cells_stand_for_all() {
        let spend = |i: u32| Spend { repeat_purchases: 1 + i % 7, mean: f64::from(1 + i * 7919 % 10_007) };
        let rows: Vec<Spend> = (0..10_000).map(spend).collect();
        let cells = SpendCells::fold(&rows).unwrap();
        let thinned = cells.thinned(1_000);
        assert!(thinned.cells.len() <= 1_001 && (thinned.customers() - 10_000.0).abs() < 20.0);
        let at = [1.0, 0.8, 7.0];
        let (all, part) = (cells.log_likelihood(&at), thinned.log_likelihood(&at));
        assert!((part.0 / all.0 - 1.0).abs() < 0.005, "{part:?} {all:?}");
    }

    #[test]
    fn refuses_what_it_cannot_fit() {
        let fit = |rows: &[(u32, f64)]| {
            let rows: Vec<Spend> = rows.iter().map(|(x, mean)| Spend { repeat_purchases: *x, mean: *mean }).collect();
            fit_spend(&SpendCells::fold(&rows).unwrap())
        };
        assert_eq!(fit(&[]), Err(FitError::NoRepeatPurchases));
        assert_eq!(fit(&[(0, 0.0), (3, 0.0)]), Err(FitError::NoRepeatPurchases));
        assert!(fit(&[(1, 5.0)]).is_err());
        assert!(fit(&[(1, 5.0); 50]).is_err());
        assert_eq!(
            SpendCells::fold(&[Spend { repeat_purchases: 1, mean: -1.0 }]),
            Err(HistoryError::Spend { position: 0 })
        );
    }
}
