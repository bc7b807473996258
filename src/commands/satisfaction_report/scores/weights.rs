//! The weight of each stratum, period by period, that makes answers meet the known totals.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::{Text, satisfaction_report::scores as labels};
use crate::models::satisfaction_scores::weights::{Margin, Raked as Solved, RakingRule, WeightsError, rake};
use crate::reduce::satisfaction::answers::Cell;

use super::super::span::Span;
use super::Answered;
use super::margins::Margins;
use super::questions::{NAMED, Pool};

/// How the answers of a pool are weighted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weighting {
    /// Whether rows have weights of their own.
    pub(super) given: bool,
    /// What meets the known totals, where there are any.
    pub(super) raked: Option<Raked>,
}

/// What the weights of each stratum are multiplied by, so that the answers of every period meet the known totals. The
/// answers of a period keep the sum of their weights: one in which many answer counts for more in all periods together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Raked {
    /// All periods together.
    whole: Vec<f64>,
    /// By number of the period, of those that meet the totals on their own.
    periods: BTreeMap<i32, Vec<f64>>,
    /// Numbers of the periods that do not, and take the weights of all periods together.
    pub(super) together: Vec<i32>,
    /// Most sweeps that raking took.
    pub(super) sweeps: usize,
}

impl Weighting {
    /// Whether answers count for more or less than one.
    pub(super) fn is_weighted(&self) -> bool {
        self.given || self.raked.is_some()
    }

    /// What the weight of answers is multiplied by.
    pub(super) fn factor(&self, period: i32, stratum: u32) -> f64 {
        let Some(raked) = &self.raked else { return 1.0 };
        let factors = raked.periods.get(&period).unwrap_or(&raked.whole);
        factors.get(stratum as usize).copied().unwrap_or(0.0)
    }
}

/// The weighting of the answers of a pool. Every period is raked on its own: where the share of a group among those who
/// answer drifts, weights of all periods together would leave the drift in the score. A period that does not meet the
/// totals, because nobody of a group answered or raking does not settle, takes the weights of all periods together.
///
/// # Errors
/// Kind `Contract` for totals that cannot be held against the answers, kind `Model` where no weights meet them even in all
/// periods together.
pub(super) fn of(
    pool: &Pool,
    answered: &Answered,
    margins: Option<&Margins>,
    path: Option<&Path>,
) -> Result<Weighting, Error> {
    let given = answered.answers.weighted;
    let Some(margins) = margins else { return Ok(Weighting { given, raked: None }) };
    check(pool, answered, margins, path)?;
    let place = path.map_or_else(String::new, |path| path.display().to_string());
    let wrong = |kind, what| {
        let hint = labels::MARGINS_HINT.text().and("pool", pool.name.clone());
        Error::new(kind, Problem::at(&place, what).hint(hint))
    };
    let by_period = bases(pool, answered, given);
    if by_period.is_empty() {
        // Nobody answered: there is nothing to weigh.
        return Ok(Weighting { given, raked: None });
    }
    let all = by_period.values().fold(vec![0.0; answered.strata.len()], |mut sum, own| {
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        sum
    });
    let whole = raked(&all, answered, margins).map_err(|error| wrong(Kind::Contract, error.text()))?;
    if !whole.converged {
        let error = format!("{:.2}%", 100.0 * whole.largest_margin_error);
        return Err(wrong(Kind::Model, labels::NOT_CONVERGED.with(&[("sweeps", &whole.sweeps), ("error", &error)])));
    }
    let mut found = Raked { whole: factors(&all, &whole.weights), sweeps: whole.sweeps, ..Raked::default() };
    for (period, base) in by_period {
        crate::interrupt::check()?;
        match raked(&base, answered, margins) {
            Ok(own) if own.converged => {
                found.sweeps = found.sweeps.max(own.sweeps);
                found.periods.insert(period, factors(&base, &own.weights));
            }
            _ => found.together.push(period),
        }
    }
    Ok(Weighting { given, raked: Some(found) })
}

/// The strata that anybody answered of.
fn used(base: &[f64]) -> impl Iterator<Item = usize> + '_ {
    base.iter().enumerate().filter(|(_, base)| **base > 0.0).map(|(stratum, _)| stratum)
}

/// Rakes the strata that anybody answered of.
fn raked(base: &[f64], answered: &Answered, margins: &Margins) -> Result<Solved, WeightsError> {
    let weights: Vec<f64> = used(base).filter_map(|stratum| base.get(stratum).copied()).collect();
    let of_attribute = |(name, totals): &(String, Vec<(String, f64)>)| {
        let column = answered.dimensions.iter().position(|own| own == name);
        let levels: Vec<Option<&str>> =
            used(base).map(|stratum| answered.strata.get(stratum)?.get(column?)?.as_deref()).collect();
        let totals: Vec<(&str, f64)> = totals.iter().map(|(level, total)| (level.as_str(), *total)).collect();
        Margin::new(name, &totals, &levels)
    };
    let margins = margins.margins.iter().map(of_attribute).collect::<Result<Vec<Margin>, WeightsError>>()?;
    rake(&weights, &margins, RakingRule::default())
}

/// What the base weights are multiplied by to give the raked ones, brought to the same sum.
fn factors(base: &[f64], raked: &[f64]) -> Vec<f64> {
    let scale = base.iter().sum::<f64>() / raked.iter().sum::<f64>();
    let mut factors = vec![0.0; base.len()];
    for (stratum, new) in used(base).zip(raked) {
        if let (Some(own), Some(old)) = (factors.get_mut(stratum), base.get(stratum)) {
            *own = new / old * scale;
        }
    }
    factors
}

/// What a reader has to know of the weights of a pool.
pub(super) fn warnings(pool: &Pool, weighting: &Weighting, span: &Span) -> Option<Text> {
    let together = weighting.raked.as_ref().map(|raked| raked.together.as_slice()).unwrap_or_default();
    let names: Vec<String> = together.iter().take(NAMED).map(|period| span.length.name(i64::from(*period))).collect();
    let more = if together.len() > NAMED { labels::AND_MORE.text() } else { Text::verbatim("") };
    let told = labels::RAKED_TOGETHER
        .with(&[("n", &together.len()), ("periods", &names.join(", "))])
        .and("name", pool.name.clone())
        .and("more", more);
    (!together.is_empty()).then_some(told)
}

/// Tells of answers that no total speaks of: with an attribute unknown, or with a level that has no total.
fn check(pool: &Pool, answered: &Answered, margins: &Margins, path: Option<&Path>) -> Result<(), Error> {
    let place = path.map_or_else(String::new, |path| path.display().to_string());
    let mut problems = Vec::new();
    for (name, totals) in &margins.margins {
        let column = answered.dimensions.iter().position(|own| own == name);
        let mut without: BTreeMap<Option<&str>, u64> = BTreeMap::new();
        for cell in on_scale(pool, answered) {
            let level = column.and_then(|column| answered.strata.get(cell.stratum as usize)?.get(column)?.as_deref());
            if !totals.iter().any(|(known, _)| Some(known.as_str()) == level) {
                *without.entry(level).or_default() += cell.count.rows;
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

/// The sum of the weights of the answers on the scale, by period and in it by stratum.
fn bases(pool: &Pool, answered: &Answered, given: bool) -> BTreeMap<i32, Vec<f64>> {
    let unit = if given { UNIT as f64 } else { 1.0 };
    let mut found: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    for cell in on_scale(pool, answered) {
        let sum = if given { cell.count.weights } else { i128::from(cell.count.rows) };
        let period = found.entry(cell.period).or_insert_with(|| vec![0.0; answered.strata.len()]);
        period.get_mut(cell.stratum as usize).into_iter().for_each(|own| *own += sum as f64 / unit);
    }
    found.retain(|_, base| used(base).next().is_some());
    found
}

/// The answers to a pool that are on its scale.
fn on_scale<'a>(pool: &'a Pool, answered: &'a Answered) -> impl Iterator<Item = &'a Cell> {
    let own = answered.answers.cells.iter().filter(|cell| pool.questions.contains(&cell.question));
    own.filter(move |cell| pool.position(cell.said).is_some())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::satisfaction_scores::{Metric as Score, Scale};
    use crate::reduce::satisfaction::answers::{Count, Said};

    /// Strata of nobody, the East and the West.
    fn answered(cells: &[(i32, u32, i32, u64)]) -> Answered {
        let cell = |(period, stratum, answer, rows): &(i32, u32, i32, u64)| Cell {
            question: 0,
            period: *period,
            stratum: *stratum,
            said: Said::Answer(*answer),
            count: Count { rows: *rows, ..Count::default() },
        };
        let mut answered = Answered::default();
        answered.answers.cells.extend(cells.iter().map(cell));
        answered.dimensions.push("region".into());
        answered.strata.extend([None, Some("East"), Some("West")].map(|region| vec![region.map(str::to_string)]));
        answered
    }

    fn pool() -> Pool {
        let (id, name, score) = ("csat".into(), Text::verbatim("CSAT"), Score::CustomerSatisfaction);
        Pool { id, name, score, scale: Scale::new(1, 5).unwrap(), questions: vec![0], origins: Vec::new() }
    }

    fn halves() -> Margins {
        Margins { margins: vec![("region".into(), vec![("East".into(), 500.0), ("West".into(), 500.0)])] }
    }

    /// In period 1 80 of 100 answers are of the East, in period 2 20 of 100: raked together both weigh one, and the
    /// score would fall with the East. Half and half, every period has the share of the East that customers have.
    #[test]
    fn a_drift_of_those_who_answer_does_not_reach_the_score() {
        let answered = answered(&[(1, 1, 5, 80), (1, 2, 1, 20), (2, 1, 5, 20), (2, 2, 1, 80)]);
        let weighting = of(&pool(), &answered, Some(&halves()), None).unwrap();
        let [east, west] = [1, 2].map(|period| [1, 2].map(|stratum| weighting.factor(period, stratum)));
        for (found, expected) in [(east, [0.625, 2.5]), (west, [2.5, 0.625])] {
            assert!(found.iter().zip(expected).all(|(own, other)| (own - other).abs() < 1e-6), "{found:?}");
        }
        assert!(weighting.raked.unwrap().together.is_empty());
    }

    #[test]
    fn a_period_without_a_group_takes_the_weights_of_all_and_says_so() {
        let answered = answered(&[(1, 1, 5, 80), (1, 2, 1, 20), (2, 1, 5, 20)]);
        let weighting = of(&pool(), &answered, Some(&halves()), None).unwrap();
        // All 120 answers: 100 of the East weigh 60, 20 of the West weigh 60.
        assert!((weighting.factor(2, 1) - 0.6).abs() < 1e-6 && (weighting.factor(2, 2) - 3.0).abs() < 1e-6);
        let span = Span::new(crate::models::periods::Length::Month, 0, 90, 0);
        let told = warnings(&pool(), &weighting, &span).unwrap().render(crate::labels::Lang::En);
        assert!(told.contains("1 period ") && told.contains("1970-03"), "{told}");
        let none = of(&pool(), &answered, None, None).unwrap();
        assert_eq!((none.factor(1, 1), warnings(&pool(), &none, &span)), (1.0, None));
    }
}
