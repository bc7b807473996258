//! The reliability of a block of items answered by the same respondents. It chooses no items.

use crate::labels::{Label, Text};
use crate::numerics::incomplete_beta::beta_quantile;
use crate::numerics::interval::Interval;
use crate::numerics::symmetric_eigen::SymmetricEigen;

/// Reliability of a block of items. It rests on the respondents who answered all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Number of items k.
    pub items: usize,
    /// Respondents who answered all items.
    pub complete: usize,
    /// Respondents who left out an item; they take no part.
    pub incomplete: usize,
    /// Cronbach's alpha from covariances; below 0 when items contradict each other.
    pub raw_alpha: f64,
    /// Its interval. `None` with fewer than three respondents.
    pub interval: Option<Interval>,
    /// Cronbach's alpha from correlations, as if all items had the same variance. `None` when all answers to an item are
    /// alike.
    pub standardised_alpha: Option<f64>,
    /// Largest eigenvalue of the correlation matrix. `None` when all answers to an item are alike.
    pub first_eigenvalue: Option<f64>,
    /// Dillon-Goldstein's rho. `None` when all answers to an item are alike, or when the first principal component does
    /// not run with all items alike: an item may have to be turned round.
    pub dillon_goldstein_rho: Option<f64>,
}

/// Why there is no reliability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliabilityError {
    /// There are fewer than two items.
    TooFewItems {
        /// Number of items.
        items: usize,
    },
    /// Items do not list the same respondents.
    Lengths,
    /// Fewer than two respondents answered all items.
    TooFewComplete {
        /// Respondents who answered all items.
        complete: usize,
    },
    /// All respondents have the same sum of answers.
    NoVariation,
    /// An answer is not a finite number, or answers are too large to be squared.
    NotFinite,
    /// The confidence does not lie strictly between 0 and 1.
    Confidence,
}

const TOO_FEW_ITEMS: Label =
    Label::new("reliability needs at least two items, not {items}", "信度至少需要两个题项，而不是 {items} 个");
const LENGTHS: Label = Label::new("the items do not list the same respondents", "各题项的受访者数不一致");
const TOO_FEW_COMPLETE: Label = Label::new(
    "reliability needs at least two respondents who answered all items; there are {complete}",
    "信度至少需要两名答完全部题项的受访者，现有 {complete} 名",
);
const NO_VARIATION: Label = Label::new(
    "all respondents have the same sum of answers, so there is nothing to judge reliability by",
    "所有受访者的总分相同，无从判断信度",
);
const NOT_FINITE: Label = Label::new("answers are not finite numbers, or are too large", "答案不是有限数或数值过大");
const CONFIDENCE: Label =
    Label::new("the confidence must lie strictly between 0 and 1", "置信水平必须介于 0 与 1 之间（不含两端）");

impl ReliabilityError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ReliabilityError::TooFewItems { items } => TOO_FEW_ITEMS.with(&[("items", items)]),
            ReliabilityError::Lengths => LENGTHS.text(),
            ReliabilityError::TooFewComplete { complete } => TOO_FEW_COMPLETE.with(&[("complete", complete)]),
            ReliabilityError::NoVariation => NO_VARIATION.text(),
            ReliabilityError::NotFinite => NOT_FINITE.text(),
            ReliabilityError::Confidence => CONFIDENCE.text(),
        }
    }
}

/// The reliability of `items`, each with one entry a respondent and `None` for a missing answer. Respondents with a
/// missing answer are left out and counted. With the covariances C of k items,
/// α = k/(k − 1) (1 − Σ Cᵢᵢ / Σ Cᵢⱼ); the standardised α is the same of correlations. Source: Cronbach, Psychometrika 16
/// (1951) 297–334. The interval of the raw α is that of Feldt, Psychometrika 30 (1965) 357–370: (1 − ρ)/(1 − α) has the
/// F distribution of n − 1 and (n − 1)(k − 1) degrees of freedom for normal answers and items alike but for chance.
/// With the correlations λᵢ of the items with their first principal component, ρ = (Σλ)² / ((Σλ)² + Σ(1 − λᵢ²)).
/// Source: Tenenhaus et al., Computational Statistics and Data Analysis 48 (2005) 159–205, section 2.1.
///
/// # Errors
/// See [`ReliabilityError`].
pub fn reliability(items: &[&[Option<f64>]], confidence: f64) -> Result<Reliability, ReliabilityError> {
    let Some((first, rest)) = items.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Err(ReliabilityError::TooFewItems { items: items.len() });
    };
    if rest.iter().any(|item| item.len() != first.len()) {
        return Err(ReliabilityError::Lengths);
    }
    if !(confidence > 0.0 && confidence < 1.0) {
        return Err(ReliabilityError::Confidence);
    }
    if items.iter().flat_map(|item| item.iter()).flatten().any(|answer| !answer.is_finite()) {
        return Err(ReliabilityError::NotFinite);
    }
    let rows = (0..first.len()).map(|row| items.iter().map(|item| item[row]).collect::<Option<Vec<f64>>>());
    let answers: Vec<Vec<f64>> = rows.flatten().collect();
    let (k, complete) = (items.len(), answers.len());
    if complete < 2 {
        return Err(ReliabilityError::TooFewComplete { complete });
    }
    let covariances = covariances(&answers, k);
    let all: f64 = covariances.iter().flatten().sum();
    let own: f64 = (0..k).map(|item| covariances[item][item]).sum();
    if !all.is_finite() || !own.is_finite() {
        return Err(ReliabilityError::NotFinite);
    }
    // The variance of the sum, which rounding may leave a little above or below 0.
    if all <= 1e-14 * own || own == 0.0 {
        return Err(ReliabilityError::NoVariation);
    }
    let raw_alpha = alpha(k, own, all);
    let correlations = correlations(&covariances);
    let component = correlations.as_deref().and_then(SymmetricEigen::of).and_then(|eigen| eigen.largest());
    Ok(Reliability {
        items: k,
        complete,
        incomplete: first.len() - complete,
        raw_alpha,
        interval: (complete >= 3).then(|| feldt(raw_alpha, complete, k, confidence)),
        standardised_alpha: correlations.map(|of| alpha(k, k as f64, of.iter().flatten().sum())),
        first_eigenvalue: component.as_ref().map(|(value, _)| *value),
        dillon_goldstein_rho: component.and_then(|(value, vector)| rho(value, &vector)),
    })
}

fn alpha(items: usize, own: f64, all: f64) -> f64 {
    items as f64 / (items as f64 - 1.0) * (1.0 - own / all)
}

/// Covariances with the divisor n − 1.
fn covariances(answers: &[Vec<f64>], items: usize) -> Vec<Vec<f64>> {
    let n = answers.len() as f64;
    // From the first answer on, so that answers all alike have exactly no variance.
    let mean = |item: usize| {
        let first = answers.first().map_or(0.0, |row| row[item]);
        first + answers.iter().map(|row| row[item] - first).sum::<f64>() / n
    };
    let means: Vec<f64> = (0..items).map(mean).collect();
    let product = |one: usize, other: usize| -> f64 {
        answers.iter().map(|row| (row[one] - means[one]) * (row[other] - means[other])).sum()
    };
    (0..items).map(|one| (0..items).map(|other| product(one, other) / (n - 1.0)).collect()).collect()
}

/// `None` when an item has no variance.
fn correlations(covariances: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let deviations: Vec<f64> = covariances.iter().enumerate().map(|(item, row)| row[item].sqrt()).collect();
    if deviations.contains(&0.0) {
        return None;
    }
    let divided =
        |(row, own): (&Vec<f64>, &f64)| row.iter().zip(&deviations).map(|(c, other)| c / own / other).collect();
    Some(covariances.iter().zip(&deviations).map(divided).collect())
}

/// With the vector v of length 1 to the eigenvalue e, the correlations with the component are v √e.
fn rho(eigenvalue: f64, vector: &[f64]) -> Option<f64> {
    let one_way = vector.iter().all(|own| *own > 0.0) || vector.iter().all(|own| *own < 0.0);
    let sum: f64 = vector.iter().sum();
    let shared = eigenvalue * sum * sum;
    // Σ(1 − λᵢ²) = k − e.
    one_way.then(|| shared / (shared + (vector.len() as f64 - eigenvalue)))
}

/// At least three respondents.
fn feldt(alpha: f64, complete: usize, items: usize, confidence: f64) -> Interval {
    let subjects = complete as f64 - 1.0;
    let residuals = subjects * (items as f64 - 1.0);
    // F = (residuals/subjects) x/(1 − x) for x ~ Beta(subjects/2, residuals/2).
    let f = |lower_tail: f64| {
        let at = beta_quantile(subjects / 2.0, residuals / 2.0, lower_tail);
        residuals / subjects * (at.x / at.y)
    };
    let tail = (1.0 - confidence) / 2.0;
    Interval { lower: 1.0 - (1.0 - alpha) * f(1.0 - tail), upper: 1.0 - (1.0 - alpha) * f(tail) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(items: &[&[f64]]) -> Result<Reliability, ReliabilityError> {
        let items: Vec<Vec<Option<f64>>> =
            items.iter().map(|item| item.iter().map(|own| (!own.is_nan()).then_some(*own)).collect()).collect();
        let items: Vec<&[Option<f64>]> = items.iter().map(Vec::as_slice).collect();
        reliability(&items, 0.95)
    }

    /// Variances 1 and 4, covariance 1: the sum has 7, α = 2 (1 − 5/7); the correlation is 1/2, so the standardised α
    /// is 2 (1 − 2/3), the eigenvalue 3/2, and ρ = 3/(3 + 1/2).
    #[test]
    fn two_items_by_hand() {
        let found = of(&[&[0.0, 1.0, 2.0, f64::NAN], &[0.0, 4.0, 2.0, 9.0]]).unwrap();
        assert_eq!((found.items, found.complete, found.incomplete), (2, 3, 1));
        assert!((found.raw_alpha - 4.0 / 7.0).abs() < 1e-14);
        assert!((found.standardised_alpha.unwrap() - 2.0 / 3.0).abs() < 1e-14);
        assert!((found.first_eigenvalue.unwrap() - 1.5).abs() < 1e-14);
        assert!((found.dillon_goldstein_rho.unwrap() - 6.0 / 7.0).abs() < 1e-14);
        let at = found.interval.unwrap();
        assert!(at.lower < found.raw_alpha && found.raw_alpha < at.upper && at.upper < 1.0);
    }

    #[test]
    fn items_that_repeat_contradict_or_stand_still() {
        let same = of(&[&[1.0, 5.0, 3.0], &[1.0, 5.0, 3.0]]).unwrap();
        assert!((same.raw_alpha - 1.0).abs() < 1e-14);
        assert!((same.dillon_goldstein_rho.unwrap() - 1.0).abs() < 1e-12);
        let turned = of(&[&[1.0, 5.0, 3.0, 2.0], &[5.0, 1.0, 3.0, 3.0]]).unwrap();
        assert!(turned.raw_alpha < 0.0 && turned.dillon_goldstein_rho.is_none());
        let still = of(&[&[1.0, 5.0, 3.0], &[4.0, 4.0, 4.0]]).unwrap();
        assert_eq!((still.raw_alpha, still.standardised_alpha, still.first_eigenvalue), (0.0, None, None));
        assert_eq!(of(&[&[1.0, 5.0, 3.0], &[5.0, 1.0, 3.0]]), Err(ReliabilityError::NoVariation));
        assert_eq!(of(&[&[4.0; 3], &[2.0; 3]]), Err(ReliabilityError::NoVariation));
        assert_eq!(of(&[&[0.1, 0.7], &[0.3, 0.4]]).unwrap().interval, None);
    }

    #[test]
    fn refuses_what_has_no_reliability() {
        use ReliabilityError as E;
        assert_eq!(of(&[]), Err(E::TooFewItems { items: 0 }));
        assert_eq!(of(&[&[1.0, 2.0]]), Err(E::TooFewItems { items: 1 }));
        assert_eq!(of(&[&[1.0, 2.0], &[1.0]]), Err(E::Lengths));
        assert_eq!(of(&[&[], &[]]), Err(E::TooFewComplete { complete: 0 }));
        assert_eq!(of(&[&[1.0, f64::NAN], &[1.0, 2.0]]), Err(E::TooFewComplete { complete: 1 }));
        assert_eq!(of(&[&[1e308, -1e308, 0.0], &[1.0, 2.0, 3.0]]), Err(E::NotFinite));
        assert_eq!(of(&[&[f64::INFINITY, 1.0], &[1.0, 2.0]]), Err(E::NotFinite));
        let items: [&[Option<f64>]; 2] = [&[Some(1.0), Some(2.0)]; 2];
        assert_eq!(reliability(&items, 1.0), Err(E::Confidence));
    }
}
