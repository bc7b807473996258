//! The findings: every candidate against all others at equal age, how sure and how large, and what explains what.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::error::{Error, Kind as ErrorKind, Problem};
use crate::labels::{Text, lot_signals as labels};
use crate::models::lot_signals::components::{Builds, Finding, Standing, rank_components};
use crate::models::lot_signals::exact::{ln_p_within_strata, within_strata};
use crate::models::lot_signals::shrinkage::{Fit, Score, ShrinkageError, ZeroCounts, fit};
use crate::models::lot_signals::weibull::{Life, WeibullError, WeibullFit, fit_weibull};
use crate::models::lot_signals::{Cells, Group, GroupError, MonthlyLife, Strata, StratumOfLot, months_in_service};
use crate::numerics::interval::Interval;
use crate::numerics::q_value::q_values;
use crate::reduce::lot_lives::{Failure, month_of};
use crate::settings::lot_signals::{LotSignalsSettings, Within};

use super::candidates::{Candidates, Kind};
use super::load::Loaded;

/// Confidence of all intervals.
pub(super) const CONFIDENCE: f64 = 0.95;
/// Candidates that get an exact interval, the most suspicious first; there may be millions of others.
const WORTH_AN_INTERVAL: usize = 2_000;

/// Parts that are added up together.
const PIECE: u32 = 8_192;

/// One candidate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Place in [`Candidates::names`].
    pub(super) candidate: u32,
    /// Units in 1/10000.
    pub(super) units: i128,
    /// All failures, also where nothing can be compared.
    pub(super) failures: u64,
    /// Failures at the rates of all others at equal age; nothing where no other is as old.
    pub(super) expected: Option<f64>,
    pub(super) ratio: Option<f64>,
    pub(super) interval: Option<Interval>,
    pub(super) p_value: Option<f64>,
    pub(super) q_value: Option<f64>,
    /// Failures at the rates of all, itself among them.
    pub(super) pooled: f64,
    pub(super) score: Option<Score>,
    pub(super) signal: bool,
    /// Place in [`Findings::ranking`], where it is suspicious.
    pub(super) finding: Option<u32>,
}

/// Rates of one kind of candidates, shrunk or not.
pub(super) struct Shrunk {
    pub(super) kind: Kind,
    pub(super) fit: Result<Fit, ShrinkageError>,
}

/// Everything that was found.
pub(super) struct Findings {
    pub(super) candidates: Candidates,
    /// All candidates, the most suspicious first.
    pub(super) rows: Vec<Row>,
    /// What explains what, among those that are suspicious.
    pub(super) ranking: Vec<Finding>,
    pub(super) tested: usize,
    pub(super) shrunk: Vec<Shrunk>,
    /// How long units last: of all, and of each signal.
    pub(super) lifetimes: Vec<(Option<u32>, Result<WeibullFit, WeibullError>)>,
    /// Units in 1/10000 and failures of everything.
    pub(super) units: i128,
    pub(super) failures: u64,
    pub(super) as_of: i32,
}

impl Findings {
    /// The signals, the strongest first.
    pub(super) fn signals(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.signal)
    }

    pub(super) fn kind(&self, row: &Row) -> Kind {
        self.candidates.names[row.candidate as usize].0
    }

    pub(super) fn name(&self, candidate: u32) -> &str {
        &self.candidates.names[candidate as usize].1
    }

    pub(super) fn finding(&self, row: &Row) -> Option<&Finding> {
        self.ranking.get(row.finding? as usize)
    }
}

/// Lives and strata of all parts.
struct Parts<'a> {
    loaded: &'a Loaded,
    failures: &'a [Failure],
    /// Where the units and the failures of each part begin.
    units_at: Vec<usize>,
    failures_at: Vec<usize>,
    /// Number of the product of each part; 0 where all are compared.
    product: Vec<u32>,
    as_of: u16,
}

/// Finds everything.
pub(super) fn find(settings: &LotSignalsSettings, loaded: &Loaded) -> Result<Findings, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let parts = Parts::of(settings, loaded, as_of);
    let model = |text: Text| Error::new(ErrorKind::Model, Problem::new(text));
    let total: u64 = parts.failures.iter().map(|failure| failure.units).sum();
    if total == 0 {
        let problem = Problem::new(labels::NO_FAILURES_FOUND.text()).hint(labels::NO_FAILURES_FOUND_HINT.text());
        return Err(Error::new(ErrorKind::Model, problem));
    }
    let count = loaded.lives.parts.len();
    // Pieces of fixed size, so that sums are the same for any number of threads.
    let pieces: Vec<u32> = (0..count as u32).step_by(PIECE as usize).collect();
    let piece = |start: u32| {
        let end = start.saturating_add(PIECE).min(count as u32);
        Strata::of((start..end).flat_map(|part| parts.cells(part)))
    };
    let strata: Result<Vec<Strata>, GroupError> = pieces.into_par_iter().map(piece).collect();
    let strata = strata.and_then(Strata::together).map_err(|error| model(error.text()))?;
    crate::interrupt::check()?;
    let candidates = Candidates::of(&settings.by, settings.within, loaded)?;
    if !(0..candidates.names.len() as u32).any(|candidate| candidates.is_shown(candidate)) {
        let what: Vec<&str> = settings.by.iter().map(|by| by.name()).collect();
        let problem = Problem::new(labels::NOTHING_TO_COMPARE.with(&[("what", &what.join(", "))]));
        return Err(Error::new(ErrorKind::Contract, problem));
    }
    let mut rows: Vec<Row> = (0..candidates.names.len() as u32)
        .into_par_iter()
        .map(|candidate| row(candidate, candidates.parts(candidate), &parts, &strata))
        .collect();
    crate::interrupt::check()?;
    let groups = groups(&candidates, &rows, &parts, &strata);
    let shown = |row: &&Row| candidates.is_shown(row.candidate);
    let p_values: Vec<Option<f64>> = rows.iter().map(|row| row.p_value.filter(|_| shown(&row))).collect();
    let q = q_values(&p_values).unwrap_or_default();
    rows.iter_mut().zip(q).for_each(|(row, q)| row.q_value = q);
    let shrunk = shrink(&candidates, &mut rows).map_err(|error| model(error.text()))?;
    let builds =
        Builds::new(&groups, &candidates.of_parts, &candidates.offsets).map_err(|error| model(error.text()))?;
    let ranking = rank_components(&builds, settings.rule.most_q, CONFIDENCE);
    for (at, finding) in (0u32..).zip(&ranking.findings) {
        finding.candidates.iter().for_each(|candidate| rows[*candidate as usize].finding = Some(at));
    }
    let mut findings = Findings {
        candidates,
        rows,
        ranking: ranking.findings,
        tested: ranking.tested,
        shrunk,
        lifetimes: Vec::new(),
        units: loaded.lives.units.iter().map(|(.., units)| i128::from(*units)).sum(),
        failures: total,
        as_of,
    };
    crate::interrupt::check()?;
    order(&mut findings);
    let Findings { candidates, rows, .. } = &mut findings;
    rows.par_iter_mut()
        .take(WORTH_AN_INTERVAL)
        .for_each(|row| row.interval = interval(candidates.parts(row.candidate), &parts, &strata));
    judge(settings, &mut findings);
    findings.lifetimes = lifetimes(&findings, &parts);
    Ok(findings)
}

impl<'a> Parts<'a> {
    fn of(settings: &LotSignalsSettings, loaded: &'a Loaded, as_of: i32) -> Parts<'a> {
        let lives = &loaded.lives;
        let failures = loaded.failures(settings);
        let starts = |of: &mut dyn Iterator<Item = u32>| {
            let mut starts = vec![0; lives.parts.len() + 1];
            of.for_each(|part| starts[part as usize + 1] += 1);
            for at in 1..starts.len() {
                starts[at] += starts[at - 1];
            }
            starts
        };
        let units_at = starts(&mut lives.units.iter().map(|(part, ..)| *part));
        let failures_at = starts(&mut failures.iter().map(|failure| failure.part));
        let mut numbers = std::collections::BTreeMap::new();
        let product = |part: &'a crate::reduce::lot_lives::Part| match settings.within {
            Within::All => 0,
            Within::Product => {
                let next = numbers.len() as u32;
                *numbers.entry(part.product.as_deref()).or_insert(next)
            }
        };
        let product = lives.parts.iter().map(product).collect();
        Parts { loaded, failures, units_at, failures_at, product, as_of: month_of(as_of) }
    }

    /// Units of a part by the month in service in which they failed or are today, in calendar months. A failure whose
    /// sale is not known counts from the mean month of sale.
    fn lives(&self, part: u32) -> Vec<MonthlyLife> {
        let at = part as usize;
        let units = &self.loaded.lives.units[self.units_at[at]..self.units_at[at + 1]];
        let failures = &self.failures[self.failures_at[at]..self.failures_at[at + 1]];
        let whole = |units: i64| (units.max(0) as u64 + 5_000) / 10_000;
        let (sum, weighted) = units.iter().fold((0u64, 0u64), |(sum, weighted), (_, month, units)| {
            (sum + whole(*units), weighted.saturating_add(u64::from(*month) * whole(*units)))
        });
        // Of a lot that nobody is known to have bought nothing can be compared.
        let Some(mean) = weighted.checked_div(sum).map(|mean| mean as u16) else { return Vec::new() };
        let age = |sold: u16| u32::from(self.as_of.saturating_sub(sold));
        let mut lives: Vec<MonthlyLife> = units
            .iter()
            .map(|(lot, month, units)| MonthlyLife { lot: *lot, month: age(*month), failed: 0, working: whole(*units) })
            .collect();
        let sales = lives.len();
        for failure in failures {
            let sold = failure.sold.unwrap_or(mean).min(failure.failed);
            // The unit no longer works; where one unit fails twice, nothing is left to take away.
            let own = lives[..sales].iter_mut().find(|life| life.month == age(sold) && life.working > 0);
            if let Some(own) = own {
                own.working = own.working.saturating_sub(failure.units);
            }
            let month = u32::from(failure.failed - sold);
            lives.push(MonthlyLife { lot: part, month, failed: failure.units, working: 0 });
        }
        lives
    }

    /// Unit-months and failures of a part by stratum: product and month in service.
    fn cells(&self, part: u32) -> Vec<StratumOfLot> {
        let mut cells = months_in_service(&self.lives(part));
        // Months are fewer than this, see `LAST_MONTH`.
        let product = self.product[part as usize].saturating_mul(2_048);
        cells.iter_mut().for_each(|cell| cell.stratum += product);
        cells
    }

    fn failures(&self, part: u32) -> u64 {
        let at = part as usize;
        self.failures[self.failures_at[at]..self.failures_at[at + 1]].iter().map(|failure| failure.units).sum()
    }

    fn units(&self, part: u32) -> i128 {
        let at = part as usize;
        let units = &self.loaded.lives.units[self.units_at[at]..self.units_at[at + 1]];
        units.iter().map(|(.., units)| i128::from(*units)).sum()
    }
}

fn row(candidate: u32, parts: &[u32], all: &Parts<'_>, strata: &Strata) -> Row {
    let cells: Vec<StratumOfLot> = parts.iter().flat_map(|part| all.cells(*part)).collect();
    let compared = strata.compare(&cells);
    // No failure at all is no evidence of too many.
    let p_value = match compared.failures {
        0 => (compared.expected > 0.0).then_some(1.0),
        _ => ln_p_within_strata(&strata.of_part(&cells)).map(f64::exp),
    };
    let expected = (compared.expected > 0.0).then_some(compared.expected);
    Row {
        candidate,
        units: parts.iter().map(|part| all.units(*part)).sum(),
        failures: parts.iter().map(|part| all.failures(*part)).sum(),
        expected,
        ratio: expected.map(|expected| compared.failures as f64 / expected),
        interval: None,
        p_value,
        q_value: None,
        pooled: compared.pooled,
        score: None,
        signal: false,
        finding: None,
    }
}

/// Failures of each part, and those expected at the rates of all. A candidate that is a single part tells both.
fn groups(candidates: &Candidates, rows: &[Row], all: &Parts<'_>, strata: &Strata) -> Vec<Group> {
    let group = |part: usize| {
        let own = &candidates.of_parts[candidates.offsets[part]..candidates.offsets[part + 1]];
        let alone = own.iter().find(|candidate| candidates.parts(**candidate).len() == 1);
        let exposure = match alone.and_then(|candidate| rows.get(*candidate as usize)) {
            Some(row) => row.pooled,
            None => strata.compare(&all.cells(part as u32)).pooled,
        };
        Group { failures: all.failures(part as u32), exposure }
    };
    (0..all.loaded.lives.parts.len()).into_par_iter().map(group).collect()
}

fn interval(parts: &[u32], all: &Parts<'_>, strata: &Strata) -> Option<Interval> {
    let cells: Vec<StratumOfLot> = parts.iter().flat_map(|part| all.cells(*part)).collect();
    let (test, _) = within_strata(&strata.of_part(&cells), CONFIDENCE)?;
    Some(test.interval)
}

/// Draws the rates of each kind of candidates together, as far as chance accounts for their differences.
fn shrink(candidates: &Candidates, rows: &mut [Row]) -> Result<Vec<Shrunk>, GroupError> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let own: Vec<usize> = (0..rows.len()).filter(|at| candidates.names[*at].0 == kind).collect();
        if own.is_empty() {
            continue;
        }
        let groups: Vec<Group> =
            own.iter().map(|at| Group { failures: rows[*at].failures, exposure: exposure(&rows[*at]) }).collect();
        let cells = Cells::fold(&groups)?;
        let fit = fit(&cells, ZeroCounts::Kept).inspect(|fit| {
            let scores = cells.spread(&fit.prior.score(&cells)).unwrap_or_default();
            own.iter().zip(scores).for_each(|(at, score)| rows[*at].score = score);
        });
        all.push(Shrunk { kind, fit });
    }
    Ok(all)
}

/// The failures that a candidate is held against: those at the rates of all others, so that a bad lot that makes up much of
/// everything does not hide itself; where no other has failed, those at the rates of all.
fn exposure(row: &Row) -> f64 {
    row.expected.unwrap_or(row.pooled)
}

/// Stands behind every p-value.
const NO_TEST: f64 = 2.0;

/// Leaves the candidates that are shown, those with the strongest evidence first.
fn order(findings: &mut Findings) {
    let candidates = &findings.candidates;
    findings.rows.retain(|row| candidates.is_shown(row.candidate));
    // Keys are sorted in the place of the rows, which are long, and each row is then put where its key is.
    let key = |(at, row): (usize, &Row)| (row.p_value.unwrap_or(NO_TEST), row.candidate, at);
    let mut keys: Vec<(f64, u32, usize)> = findings.rows.par_iter().enumerate().map(key).collect();
    keys.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut from: Vec<usize> = keys.into_iter().map(|(.., at)| at).collect();
    for to in 0..from.len() {
        // What lay here before has moved to where its successor came from.
        let mut at = from[to];
        while at < to {
            at = from[at];
        }
        from[to] = at;
        findings.rows.swap(to, at);
    }
}

fn by_evidence(a: &Row, b: &Row) -> Ordering {
    let p = |row: &Row| row.p_value.unwrap_or(NO_TEST);
    p(a).total_cmp(&p(b)).then(a.candidate.cmp(&b.candidate))
}

/// Decides what is a signal, and puts the signals first, then those that are suspicious.
fn judge(settings: &LotSignalsSettings, findings: &mut Findings) {
    let too_few = |kind: Kind| {
        findings.shrunk.iter().any(|shrunk| shrunk.kind == kind && shrunk.fit.as_ref().is_err_and(is_too_few))
    };
    let effects: Vec<Option<f64>> = findings
        .rows
        .iter()
        .map(|row| {
            // Where there are too few to learn how rates differ, the exact lower limit stands for EB05.
            let limit = || row.interval.map(|interval| interval.lower).filter(|_| too_few(findings.kind(row)));
            row.score.map(|score| score.eb05).or_else(limit)
        })
        .collect();
    let ranking = &findings.ranking;
    for (row, effect) in findings.rows.iter_mut().zip(effects) {
        let standing = row.finding.and_then(|at| ranking.get(at as usize)).map(|finding| finding.standing);
        let cause = matches!(standing, Some(Standing::Cause | Standing::Confounded { .. }));
        row.signal = cause && settings.rule.judge(row.q_value, effect).is_signal();
    }
    let order = |row: &Row| (!row.signal, row.finding.unwrap_or(u32::MAX));
    findings.rows.par_sort_by(|a, b| order(a).cmp(&order(b)).then(by_evidence(a, b)));
}

/// Whether rates could not be drawn together because there are too few candidates, and not because they are alike.
fn is_too_few(error: &ShrinkageError) -> bool {
    matches!(error, ShrinkageError::TooFewGroups { .. })
}

/// Weibull lifetimes in months, of all units and of those of each signal.
fn lifetimes(findings: &Findings, parts: &Parts<'_>) -> Vec<(Option<u32>, Result<WeibullFit, WeibullError>)> {
    let fit = |parts: &Parts<'_>, own: &mut dyn Iterator<Item = u32>| {
        // A life of so many completed months ends in the middle of the next.
        let mut by_age: std::collections::BTreeMap<u32, (u64, u64)> = std::collections::BTreeMap::new();
        for life in own.flat_map(|part| parts.lives(part)) {
            let sum = by_age.entry(life.month).or_default();
            (sum.0, sum.1) = (sum.0 + life.failed, sum.1 + life.working);
        }
        let lives: Vec<Life> = by_age
            .into_iter()
            .map(|(month, (failed, working))| Life { lot: 0, age: f64::from(month) + 0.5, failed, working })
            .collect();
        fit_weibull(&lives)
    };
    let mut all = vec![(None, fit(parts, &mut (0..parts.loaded.lives.parts.len() as u32)))];
    for row in findings.signals() {
        let own = findings.candidates.parts(row.candidate);
        all.push((Some(row.candidate), fit(parts, &mut own.iter().copied())));
    }
    all
}
