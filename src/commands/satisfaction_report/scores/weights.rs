//! The weight of each stratum that makes answers meet the known totals.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::satisfaction_report::scores as labels;
use crate::models::satisfaction_scores::weights::{Margin, RakingRule, rake};
use crate::reduce::satisfaction::answers::{Count, Said};

use super::Answered;
use super::margins::Margins;
use super::questions::Pool;

/// How the answers of a pool are weighted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weighting {
    /// Whether rows have weights of their own.
    pub(super) given: bool,
    /// What the weight of each stratum is multiplied by, where there are known totals.
    pub(super) factors: Option<Vec<f64>>,
    /// Sweeps that raking took.
    pub(super) sweeps: usize,
}

/// The weighting of the answers of a pool, all periods together: answers are raked once, so that a score of one period
/// is comparable with that of another.
///
/// # Errors
/// Kind `Contract` for totals that cannot be held against the answers, kind `Model` where no weights meet them.
pub(super) fn of(
    pool: &Pool,
    answered: &Answered,
    margins: Option<&Margins>,
    path: Option<&Path>,
) -> Result<Weighting, Error> {
    let given = answered.answers.weighted;
    let Some(margins) = margins else { return Ok(Weighting { given, ..Weighting::default() }) };
    check(pool, answered, margins, path)?;
    let base = bases(pool, answered, given);
    let used: Vec<usize> = (0..base.len()).filter(|stratum| base[*stratum] > 0.0).collect();
    let weights: Vec<f64> = used.iter().map(|stratum| base[*stratum]).collect();
    let place = path.map_or_else(String::new, |path| path.display().to_string());
    let wrong = |kind, what| {
        let hint = labels::MARGINS_HINT.text().and("pool", pool.name.clone());
        Error::new(kind, Problem::at(&place, what).hint(hint))
    };
    let of_attribute = |(name, totals): &(String, Vec<(String, f64)>)| {
        let column = answered.dimensions.iter().position(|own| own == name);
        let levels: Vec<Option<&str>> =
            used.iter().map(|stratum| answered.strata.get(*stratum)?.get(column?)?.as_deref()).collect();
        let totals: Vec<(&str, f64)> = totals.iter().map(|(level, total)| (level.as_str(), *total)).collect();
        Margin::new(name, &totals, &levels).map_err(|error| wrong(Kind::Contract, error.text()))
    };
    let margins = margins.margins.iter().map(of_attribute).collect::<Result<Vec<Margin>, Error>>()?;
    let raked = rake(&weights, &margins, RakingRule::default()).map_err(|error| wrong(Kind::Contract, error.text()))?;
    if !raked.converged {
        let error = format!("{:.2}%", 100.0 * raked.largest_margin_error);
        return Err(wrong(Kind::Model, labels::NOT_CONVERGED.with(&[("sweeps", &raked.sweeps), ("error", &error)])));
    }
    let mut factors = vec![0.0; base.len()];
    for ((stratum, new), old) in used.into_iter().zip(raked.weights).zip(weights) {
        factors[stratum] = new / old;
    }
    Ok(Weighting { given, factors: Some(factors), sweeps: raked.sweeps })
}

/// Tells of answers that no total speaks of: with an attribute unknown, or with a level that has no total.
fn check(pool: &Pool, answered: &Answered, margins: &Margins, path: Option<&Path>) -> Result<(), Error> {
    let place = path.map_or_else(String::new, |path| path.display().to_string());
    let mut problems = Vec::new();
    for (name, totals) in &margins.margins {
        let column = answered.dimensions.iter().position(|own| own == name);
        let mut without: BTreeMap<Option<&str>, u64> = BTreeMap::new();
        for (stratum, rows) in counted(pool, answered, |count| count.rows as i128) {
            let level = column.and_then(|column| answered.strata.get(stratum)?.get(column)?.as_deref());
            if !totals.iter().any(|(known, _)| Some(known.as_str()) == level) {
                *without.entry(level).or_default() += rows as u64;
            }
        }
        problems.extend(without.into_iter().map(|(level, n)| {
            let what = match level {
                Some(level) => labels::LEVEL_WITHOUT_TOTAL.with(&[("n", &n), ("attribute", name), ("level", &level)]),
                None => labels::WITHOUT_LEVEL.with(&[("n", &n), ("attribute", name)]),
            };
            Problem::at(&place, what).hint(labels::MARGINS_HINT.text().and("pool", pool.name.clone()))
        }));
    }
    Error::check(Kind::Contract, problems)
}

/// The sum of the weights of the answers on the scale, by stratum.
fn bases(pool: &Pool, answered: &Answered, given: bool) -> Vec<f64> {
    let mut base = vec![0.0; answered.strata.len()];
    let unit = if given { UNIT as f64 } else { 1.0 };
    let sums = counted(pool, answered, |count| if given { count.weights } else { i128::from(count.rows) });
    for (stratum, sum) in sums {
        if let Some(base) = base.get_mut(stratum) {
            *base = sum as f64 / unit;
        }
    }
    base
}

/// Sums over the answers on the scale, by stratum.
fn counted(pool: &Pool, answered: &Answered, of: impl Fn(&Count) -> i128) -> BTreeMap<usize, i128> {
    let mut sums = BTreeMap::new();
    for cell in answered.answers.cells.iter().filter(|cell| pool.questions.contains(&cell.question)) {
        if matches!(cell.said, Said::Answer(answer) if pool.scale.position(f64::from(answer)).is_some()) {
            *sums.entry(cell.stratum as usize).or_default() += of(&cell.count);
        }
    }
    sums
}
