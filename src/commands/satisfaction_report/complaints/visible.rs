//! What may be seen of the complaints of segments. Their figures tell each other: a rate with its denominator tells their
//! number, those open and closed add up to it, and where all are answered in time the cases due are those closed. So what
//! is hidden of one is hidden of all that would tell it, in every table.

use crate::error::Error;
use crate::settings::satisfaction_report::Per;

use super::super::figures::{Segment, Shown};
use super::super::suppression::{Visibility, Whole, visibility};
use super::cells::{Cell, Cells};

/// What may be seen of each segment, everyone first.
pub(super) struct Visible {
    /// The number of complaints. It says nothing of anybody in particular, unless the segment itself is small.
    pub(super) numbers: Vec<Visibility>,
    /// How many are open, closed or overdue: where there are few complaints that tells of single customers.
    pub(super) outcomes: Vec<Visibility>,
    /// The cases whose time is up, and those in time, by clock.
    pub(super) due: [Vec<Visibility>; 3],
    /// The cases that were resolved, and those reopened.
    pub(super) resolved: Vec<Visibility>,
}

impl Visible {
    /// Decides for all segments; `customers` has how many each has.
    ///
    /// # Errors
    /// An internal one, as [`visibility`].
    pub(super) fn new(
        cells: &Cells,
        segments: &[Segment],
        customers: &[u64],
        periods: usize,
    ) -> Result<Visible, Error> {
        let pattern = |of: &dyn Fn(&Cell) -> u64, hidden: &[Visibility]| {
            let (counts, wholes) = counts(cells, segments.len(), periods, of);
            let found = visibility(segments, &counts, Whole::Sum(&wholes))?;
            Ok::<_, Error>(with_hidden(found, hidden))
        };
        let numbers = numbers(segments, customers, periods)?;
        let outcomes = pattern(&|cell| cell.cases, &numbers)?;
        let due = |clock: usize| pattern(&move |cell| cell.due.get(clock).copied().unwrap_or(0), &outcomes);
        let due = [due(0)?, due(1)?, due(2)?];
        let resolved = pattern(&|cell| cell.resolved_once, &outcomes)?;
        Ok(Visible { numbers, outcomes, due, resolved })
    }

    /// What may be shown of how often customers complain: nothing of few orders, customers or units, and nothing where the
    /// number of complaints is hidden.
    ///
    /// # Errors
    /// An internal one, as [`visibility`].
    pub(super) fn of_rate(
        &self,
        cells: &Cells,
        segments: &[Segment],
        periods: usize,
        per: Per,
    ) -> Result<Vec<Visibility>, Error> {
        let (counts, wholes) = counts(cells, segments.len(), periods, &|cell| cell.exposure(per) as u64);
        // Whoever buys in two periods is one customer, and the whole is less than the sum of the periods.
        let distinct = counts.iter().zip(&wholes).any(|(own, whole)| own.iter().sum::<u64>() > *whole);
        let whole = if distinct || per == Per::Customer { Whole::Distinct(&wholes) } else { Whole::Sum(&wholes) };
        Ok(with_hidden(visibility(segments, &counts, whole)?, &self.numbers))
    }
}

/// So much of each segment, by period and in all.
fn counts(cells: &Cells, segments: usize, periods: usize, of: &dyn Fn(&Cell) -> u64) -> (Vec<Vec<u64>>, Vec<u64>) {
    let count = |cell: Option<&Cell>| cell.map_or(0, of);
    let of_segment = |segment| (0..periods).map(|period| count(cells.of(segment, period))).collect();
    let wholes = (0..segments).map(|segment| count(cells.whole(segment)));
    ((0..segments).map(of_segment).collect(), wholes.collect())
}

fn with_hidden(mut found: Vec<Visibility>, hidden: &[Visibility]) -> Vec<Visibility> {
    found.iter_mut().zip(hidden).for_each(|(own, hidden)| own.hide_with(hidden));
    found
}

/// What may be shown of the number of complaints: that of everyone always, that of a segment unless few customers are in
/// it, or another one would tell that of such a segment.
fn numbers(segments: &[Segment], customers: &[u64], periods: usize) -> Result<Vec<Visibility>, Error> {
    let none = vec![Vec::new(); customers.len()];
    let found = visibility(segments, &none, Whole::Distinct(customers))?;
    let always = |shown: Shown| Visibility { periods: vec![shown; periods], whole: shown };
    let of = |(at, own): (usize, Visibility)| always(if at == 0 { Shown::Enough } else { own.whole });
    Ok(found.into_iter().enumerate().map(of).collect())
}
