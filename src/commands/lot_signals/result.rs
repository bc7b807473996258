//! The findings: every candidate against all others at equal age, how sure and how large, and what explains what.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::error::{Error, Kind as ErrorKind, Problem};
use crate::labels::{Text, lot_signals as labels};
use crate::models::lot_signals::components::{Builds, Ranking, Standing, rank_components};
use crate::models::lot_signals::exact::{ln_p_within_strata, within_strata};
use crate::models::lot_signals::shrinkage::{Score, ShrinkageError, ZeroCounts, fit};
use crate::models::lot_signals::weibull::{Life, WeibullError, WeibullFit, fit_weibull};
use crate::models::lot_signals::{Cells, Group, GroupError, MonthlyLife, Strata};
use crate::numerics::interval::Interval;
use crate::numerics::q_value::q_values;
use crate::settings::lot_signals::{Failures, LotSignalsSettings};

use super::candidates::{Candidates, Kind};
use super::findings::{Findings, NOWHERE, Row, Shrunk};
use super::lives::{Lives, Room, strata};
use super::load::Loaded;

/// Confidence of all intervals.
pub(super) const CONFIDENCE: f64 = 0.95;
/// Candidates that get an exact interval, the most suspicious first; there may be millions of others.
const WORTH_AN_INTERVAL: usize = 2_000;

/// Candidates that one thread takes at a time: few, as a product may stand for thousands of lots.
const TAKEN: usize = 128;

/// Finds everything.
pub(super) fn find(settings: &LotSignalsSettings, loaded: &Loaded) -> Result<Findings, Error> {
    let as_of = loaded.as_of.unwrap_or_default();
    let model = |text: Text| Error::new(ErrorKind::Model, Problem::new(text));
    let failures: u64 = loaded.failures(settings).iter().map(|failure| failure.units).sum();
    if failures == 0 {
        let hint = match (settings.failures, loaded.lives.returned_without_lot) {
            (Failures::Complaints, _) => labels::NO_FAILURES_FOUND_HINT.text(),
            (Failures::Returns, 0) => labels::NO_RETURNS_FOUND_HINT.text(),
            (Failures::Returns, n) => labels::RETURNS_WITHOUT_LOT_HINT.with(&[("n", &n)]),
        };
        let problem = Problem::new(labels::NO_FAILURES_FOUND.text()).hint(hint);
        return Err(Error::new(ErrorKind::Model, problem));
    }
    let lives = Lives::of(settings, loaded, as_of);
    let of_all = lives.of_all();
    let mut cells = Vec::new();
    strata(&mut of_all.clone(), &mut cells);
    let strata = Strata::of(cells).map_err(|error| model(error.text()))?;
    crate::interrupt::check()?;
    let candidates = Candidates::of(&settings.by, settings.within, loaded)?;
    if !(0..candidates.len() as u32).any(|candidate| candidates.is_shown(candidate)) {
        let what: Vec<&str> = settings.by.iter().map(|by| by.name()).collect();
        let problem = Problem::new(labels::NOTHING_TO_COMPARE.with(&[("what", &what.join(", "))]));
        return Err(Error::new(ErrorKind::Contract, problem));
    }
    let mut all: Vec<Row> = (0..candidates.len() as u32)
        .into_par_iter()
        .with_max_len(TAKEN)
        .map_init(Room::default, |room, candidate| row(candidate, candidates.parts(candidate), &lives, &strata, room))
        .collect();
    crate::interrupt::check()?;
    let ranking = rank(&candidates, &all, &lives, &strata, settings.rule.most_q).map_err(model)?;
    for (at, finding) in (0u32..).zip(&ranking.findings) {
        finding.candidates.iter().for_each(|candidate| all[*candidate as usize].finding = at);
    }
    let p_value = |row: &Row| row.p_value().filter(|_| candidates.is_shown(row.candidate));
    let q = q_values(&all.iter().map(p_value).collect::<Vec<_>>()).unwrap_or_default();
    all.iter_mut().zip(q).for_each(|(row, q)| row.q = q.unwrap_or(f64::NAN));
    let (shrunk, scores) = shrink(&candidates, &mut all).map_err(|error| model(error.text()))?;
    crate::interrupt::check()?;
    let order = by_evidence(&candidates, &all);
    let interval = |candidate: &u32| interval(candidates.parts(*candidate), &lives, &strata);
    let worth = &order[..order.len().min(WORTH_AN_INTERVAL)];
    let intervals: Vec<Option<Interval>> = worth.par_iter().with_max_len(1).map(interval).collect();
    (0u32..).zip(worth).for_each(|(at, candidate)| all[*candidate as usize].interval = at);
    let mut findings = Findings {
        candidates,
        within: settings.within,
        all,
        order,
        scores,
        intervals,
        ranking: ranking.findings,
        tested: ranking.tested,
        shrunk,
        lifetimes: Vec::new(),
        units: loaded.lives.units.iter().map(|(.., units)| i128::from(*units)).sum(),
        signal_units: 0,
        failures,
        as_of,
    };
    judge(settings, &mut findings);
    findings.signal_units = signal_units(&findings, &lives);
    findings.lifetimes = lifetimes(&findings, &lives, of_all);
    Ok(findings)
}

fn row(candidate: u32, parts: &[u32], lives: &Lives<'_>, strata: &Strata, room: &mut Room) -> Row {
    let cells = lives.cells(parts, room);
    let compared = strata.compare(cells);
    // No failure at all is no evidence of too many.
    let p_value = match compared.failures {
        0 => (compared.expected > 0.0).then_some(1.0),
        _ => ln_p_within_strata(&strata.of_part(cells)).map(f64::exp),
    };
    Row {
        candidate,
        score: NOWHERE,
        interval: NOWHERE,
        finding: NOWHERE,
        signal: false,
        units: parts.iter().fold(0, |sum, part| lives.units(*part).saturating_add(sum)),
        failures: parts.iter().map(|part| lives.failures(*part)).sum(),
        compared: compared.failures,
        others: compared.expected,
        pooled: compared.pooled,
        p: p_value.unwrap_or(f64::NAN),
        q: f64::NAN,
    }
}

/// What explains what, from the failures of each part and those expected at the rates of all. A candidate that is a
/// single part tells both.
fn rank(
    candidates: &Candidates,
    rows: &[Row],
    lives: &Lives<'_>,
    strata: &Strata,
    most_q: f64,
) -> Result<Ranking, Text> {
    let group = |room: &mut Room, part: u32| {
        let at = part as usize;
        let own = &candidates.of_parts[candidates.offsets[at]..candidates.offsets[at + 1]];
        let alone = own.iter().find(|candidate| candidates.parts(**candidate).len() == 1);
        let exposure = match alone.and_then(|candidate| rows.get(*candidate as usize)) {
            Some(row) => row.pooled,
            None => strata.compare(lives.cells(&[part], room)).pooled,
        };
        Group { failures: lives.failures(part), exposure }
    };
    let groups: Vec<Group> = (0..lives.parts() as u32).into_par_iter().map_init(Room::default, group).collect();
    let builds = Builds::new(&groups, &candidates.of_parts, &candidates.offsets).map_err(|error| error.text())?;
    Ok(rank_components(&builds, most_q, CONFIDENCE))
}

fn interval(parts: &[u32], lives: &Lives<'_>, strata: &Strata) -> Option<Interval> {
    let (test, _) = within_strata(&strata.of_part(lives.cells(parts, &mut Room::default())), CONFIDENCE)?;
    Some(test.interval)
}

/// Draws the rates of each kind of candidates together, as far as chance accounts for their differences.
fn shrink(candidates: &Candidates, rows: &mut [Row]) -> Result<(Vec<Shrunk>, Vec<Score>), GroupError> {
    let (mut all, mut scores) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let of_kind = candidates.of_kind(kind);
        let own = &mut rows[of_kind.start as usize..of_kind.end as usize];
        if own.is_empty() {
            continue;
        }
        let cells = Cells::fold(&own.par_iter().map(held_against).collect::<Vec<_>>())?;
        let fit = fit(&cells, ZeroCounts::Kept).inspect(|fit| {
            let first = scores.len() as u32;
            scores.extend(fit.prior.score(&cells));
            let place = |at: usize| cells.cell_of(at).map_or(NOWHERE, |cell| first + cell);
            own.iter_mut().enumerate().for_each(|(at, row)| row.score = place(at));
        });
        all.push(Shrunk { kind, fit });
    }
    Ok((all, scores))
}

/// The failures of a candidate and those that it is held against, both at the same ages: its failures where others can be
/// compared and those at the rates of all others, so that a bad lot that makes up much of everything does not hide itself;
/// where no other has failed, all of its failures and those at the rates of all.
fn held_against(row: &Row) -> Group {
    match row.expected() {
        Some(expected) => Group { failures: row.compared, exposure: expected },
        None => Group { failures: row.failures, exposure: row.pooled },
    }
}

/// The candidates that are shown, those with the strongest evidence first, then in their order.
fn by_evidence(candidates: &Candidates, rows: &[Row]) -> Vec<u32> {
    let (mut evident, mut plain, mut untested) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| candidates.is_shown(row.candidate)) {
        match row.p_value() {
            Some(p) if p < 1.0 => evident.push((p, row.candidate)),
            // Of millions most are such.
            Some(_) => plain.push(row.candidate),
            None => untested.push(row.candidate),
        }
    }
    evident.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    evident.into_iter().map(|(_, candidate)| candidate).chain(plain).chain(untested).collect()
}

/// The units of all parts that a signal stands for, each once: a lot may stand behind the signals of several parts in it.
fn signal_units(findings: &Findings, lives: &Lives<'_>) -> i128 {
    let parts = findings.signals().flat_map(|row| findings.candidates.parts(row.candidate));
    let parts: BTreeSet<u32> = parts.copied().collect();
    parts.into_iter().map(|part| i128::from(lives.units(part))).sum()
}

/// Decides what is a signal, and puts the signals first, then those that are suspicious.
fn judge(settings: &LotSignalsSettings, findings: &mut Findings) {
    let too_few = |kind: Kind| {
        findings.shrunk.iter().any(|shrunk| shrunk.kind == kind && shrunk.fit.as_ref().is_err_and(is_too_few))
    };
    let is_signal = |row: &Row| {
        let standing = findings.finding(row).map(|finding| finding.standing);
        // Where there are too few to learn how rates differ, the exact lower limit stands for EB05.
        let limit = || findings.interval(row).map(|interval| interval.lower).filter(|_| too_few(findings.kind(row)));
        let effect = findings.score(row).map(|score| score.eb05).or_else(limit);
        matches!(standing, Some(Standing::Cause | Standing::Confounded { .. }))
            && settings.rule.judge(row.q_value(), effect).is_signal()
    };
    let (suspicious, others): (Vec<&Row>, Vec<&Row>) = findings.rows().partition(|row| row.is_suspicious());
    let mut first: Vec<(bool, u32, u32)> =
        suspicious.into_iter().map(|row| (!is_signal(row), row.finding, row.candidate)).collect();
    // Those of one finding stay in the order of their evidence.
    first.sort_by_key(|(no_signal, finding, _)| (*no_signal, *finding));
    let others: Vec<u32> = others.into_iter().map(|row| row.candidate).collect();
    findings.order = first.iter().map(|(.., candidate)| *candidate).chain(others).collect();
    for (no_signal, _, candidate) in first {
        findings.all[candidate as usize].signal = !no_signal;
    }
}

/// Whether rates could not be drawn together because there are too few candidates, and not because they are alike.
fn is_too_few(error: &ShrinkageError) -> bool {
    matches!(error, ShrinkageError::TooFewGroups { .. })
}

/// Weibull lifetimes in months, of all units and of those of each signal.
fn lifetimes(
    findings: &Findings,
    lives: &Lives<'_>,
    of_all: Vec<MonthlyLife>,
) -> Vec<(Option<u32>, Result<WeibullFit, WeibullError>)> {
    let fit = |own: Vec<MonthlyLife>| {
        // A life of so many completed months ends in the middle of the next.
        let mut by_age: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for life in own {
            let sum = by_age.entry(life.month).or_default();
            (sum.0, sum.1) = (sum.0 + life.failed, sum.1 + life.working);
        }
        let lives: Vec<Life> = by_age
            .into_iter()
            .map(|(month, (failed, working))| Life { lot: 0, age: f64::from(month) + 0.5, failed, working })
            .collect();
        fit_weibull(&lives)
    };
    let of_signal = |row: &Row| {
        let own = findings.candidates.parts(row.candidate);
        (Some(row.candidate), fit(lives.of_parts(own.iter().copied())))
    };
    [(None, fit(of_all))].into_iter().chain(findings.signals().map(of_signal)).collect()
}
