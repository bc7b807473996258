//! The weight of each stratum that makes answers meet the known totals.

use std::path::Path;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::satisfaction_report::scores as labels;
use crate::models::satisfaction_scores::weights::{Margin, RakingRule, rake};
use crate::reduce::satisfaction::answers::Said;

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

/// The sum of the weights of the answers on the scale, by stratum.
fn bases(pool: &Pool, answered: &Answered, given: bool) -> Vec<f64> {
    let mut base = vec![0.0; answered.strata.len()];
    for cell in answered.answers.cells.iter().filter(|cell| pool.questions.contains(&cell.question)) {
        let Said::Answer(answer) = cell.said else { continue };
        if pool.scale.position(f64::from(answer)).is_none() {
            continue;
        }
        let own = if given { cell.count.weights as f64 / UNIT as f64 } else { cell.count.rows as f64 };
        if let Some(base) = base.get_mut(cell.stratum as usize) {
            *base += own;
        }
    }
    base
}
