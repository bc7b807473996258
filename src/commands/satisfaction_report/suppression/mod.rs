//! Which figures are too small to be shown, and which others would tell them. All parts of the report ask here.
//!
//! The segments of one attribute, with those whose value is not known as one more, form a table with everyone as its
//! totals: no hidden figure follows from the others of the table (`models::disclosure`). Attributes are protected one by
//! one; what several of them together tell is not.

use crate::error::Error;
use crate::labels::Lang;
use crate::models::disclosure::{ListSuppression, Shown as Published, suppress_list, suppress_table_keeping};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;

use super::figures::{Segment, Shown};

/// Families with more members are protected in a simpler way that hides more.
const MOST_MEMBERS: usize = 300;

/// What may be shown of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Visibility {
    /// One a period.
    pub(super) periods: Vec<Shown>,
    /// All periods together.
    pub(super) whole: Shown,
}

impl Visibility {
    /// What may be shown in a period, or of all periods together.
    pub(super) fn at(&self, period: Option<usize>) -> Shown {
        match period {
            // Of a period that nobody looked at nothing is shown.
            Some(at) => self.periods.get(at).copied().unwrap_or(Shown::Suppressed),
            None => self.whole,
        }
    }

    /// Hides what is hidden of another figure that this one would tell, also where this one is nothing: so much it would
    /// tell, too.
    pub(super) fn hide_with(&mut self, other: &Visibility) {
        let pairs = self.periods.iter_mut().zip(&other.periods).chain([(&mut self.whole, &other.whole)]);
        for (own, other) in pairs.filter(|(own, other)| other.is_hidden() && !own.is_hidden()) {
            *own = *other;
        }
    }
}

/// What the figure of all periods rests on, by segment.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whole<'a> {
    /// On what the periods rest on, and maybe on more that is in none of them.
    Sum(&'a [u64]),
    /// On customers, who may stand in several periods: no period follows from the others, unless everyone stands in one
    /// alone.
    Distinct(&'a [u64]),
}

/// Decides for all segments of a metric, everyone first; `counts` has what the figures of each rest on by period.
///
/// # Errors
/// An internal one where counts and segments do not fit together: figures are never shown because nobody looked.
pub(super) fn visibility(
    segments: &[Segment],
    counts: &[Vec<u64>],
    whole: Whole<'_>,
) -> Result<Vec<Visibility>, Error> {
    let (Whole::Sum(wholes) | Whole::Distinct(wholes)) = whole;
    let periods = counts.first().map_or(0, Vec::len);
    let fits = [counts.len(), wholes.len()].iter().all(|n| *n == segments.len());
    let is_first = |at: usize| (at == 0) == (segments.get(at) == Some(&Segment::Everyone));
    if !fits || counts.iter().any(|own| own.len() != periods) || !(0..segments.len()).all(is_first) {
        return Err(misfit("segments and counts of figures to be protected do not fit together"));
    }
    visibility_of(families(segments), counts, whole)
}

/// The same for groups of other kinds than segments, everyone first: `families` has the places of those that are told
/// apart by the same thing, and may have none.
///
/// # Errors
/// An internal one, as [`visibility`].
pub(super) fn visibility_of(
    mut families: Vec<Vec<usize>>,
    counts: &[Vec<u64>],
    whole: Whole<'_>,
) -> Result<Vec<Visibility>, Error> {
    let (Whole::Sum(wholes) | Whole::Distinct(wholes)) = whole;
    let mut found: Vec<Visibility> = counts.iter().zip(wholes).map(|(own, whole)| by_size(own, *whole)).collect();
    if families.is_empty() && !found.is_empty() {
        // Everyone, whose periods sum up to the whole.
        families.push(Vec::new());
    }
    for members in families {
        let family = Family { counts, wholes, members };
        match whole {
            Whole::Sum(_) if family.members.len() > MOST_MEMBERS => family.hide_rows(&mut found)?,
            Whole::Sum(_) => family.hide_in_table(&mut found)?,
            // Every table hides the same of a number of customers, whatever its whole is about.
            Whole::Distinct(_) if family.adds_up() => family.hide_rows(&mut found)?,
            Whole::Distinct(_) => family.hide_in_columns(&mut found)?,
        }
    }
    Ok(found)
}

/// The places of the segments of each attribute, in one list an attribute.
pub(super) fn families(segments: &[Segment]) -> Vec<Vec<usize>> {
    let mut found: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let Segment::With { dimension, .. } = segment else { continue };
        match found.iter_mut().find(|(name, _)| name == dimension) {
            Some((_, places)) => places.push(at),
            None => found.push((dimension, vec![at])),
        }
    }
    found.into_iter().map(|(_, places)| places).collect()
}

/// The segments of one attribute, within all of them.
struct Family<'a> {
    counts: &'a [Vec<u64>],
    wholes: &'a [u64],
    members: Vec<usize>,
}

impl Family<'_> {
    /// The counts of the members and of those whose value is not known in a column; the last one is that of all periods.
    fn column(&self, at: usize) -> Vec<u64> {
        let count = |segment: usize| {
            let own = self.counts.get(segment).and_then(|own| own.get(at).copied());
            own.or_else(|| self.wholes.get(segment).copied()).unwrap_or(0)
        };
        let known: Vec<u64> = self.members.iter().map(|member| count(*member)).collect();
        let unknown = count(0).saturating_sub(known.iter().sum());
        known.into_iter().chain([unknown]).collect()
    }

    fn periods(&self) -> usize {
        self.counts.first().map_or(0, Vec::len)
    }

    /// Whether the periods of everyone are seen to sum up to the whole.
    fn adds_up(&self) -> bool {
        let everyone = self.counts.first().zip(self.wholes.first());
        everyone.is_some_and(|(own, whole)| own.iter().sum::<u64>() == *whole)
    }

    /// Periods sum up to the whole: rows and columns of one table, with what is in no period as one more column. The
    /// figure of everyone in a period is what reports, alarms and goals are about: what it would tell of another period
    /// is kept back in the whole instead.
    fn hide_in_table(&self, found: &mut [Visibility]) -> Result<(), Error> {
        let periods = self.periods();
        let columns: Vec<Vec<u64>> = (0..periods).map(|at| self.column(at)).collect();
        let row = |place: usize| -> Vec<u64> { columns.iter().filter_map(|own| own.get(place).copied()).collect() };
        let table: Vec<u64> = (0..=self.members.len())
            .zip(self.column(periods))
            .flat_map(|(place, whole)| {
                let own = row(place);
                let elsewhere = elsewhere(&own, whole);
                own.into_iter().chain([elsewhere])
            })
            .collect();
        let hidden = suppress_table_keeping(&table, periods + 1, SUPPRESSED_BELOW, periods)
            .map_err(|why| misfit(&why.text().render(Lang::En)))?;
        // The row of those whose value is not known comes last and is published nowhere.
        let rows = hidden.cells.chunks(periods + 1).zip(&hidden.row_totals);
        for (place, (cells, total)) in self.members.iter().zip(rows) {
            hide_row(found, *place, cells, *total)?;
        }
        hide_row(found, 0, &hidden.column_totals, hidden.grand_total)
    }

    /// As a table, where looking for the least that has to be hidden takes long, as there are many members, or would find
    /// other periods to hide than a list does: every period is a list of its own, and of a member with a hidden period the
    /// whole is hidden too. So every hidden figure stands with another one of its period, and both with their wholes.
    fn hide_rows(&self, found: &mut [Visibility]) -> Result<(), Error> {
        let lists: Vec<ListSuppression> =
            (0..self.periods()).map(|at| suppress_list(&self.column(at), SUPPRESSED_BELOW)).collect();
        let whole = |hidden: bool| if hidden { Published::Complementary } else { Published::Yes };
        for (row, place) in self.members.iter().enumerate() {
            let cells: Vec<Published> = lists.iter().filter_map(|own| own.cells.get(row).copied()).collect();
            let hidden = cells.iter().any(|cell| cell.is_hidden());
            hide_row(found, *place, &cells, whole(hidden))?;
        }
        let totals: Vec<Published> = lists.iter().map(|own| own.total).collect();
        let hidden = totals.iter().any(|total| total.is_hidden());
        hide_row(found, 0, &totals, whole(hidden))
    }

    /// Every period, and the whole, is a list of its own.
    fn hide_in_columns(&self, found: &mut [Visibility]) -> Result<(), Error> {
        let lists: Vec<ListSuppression> =
            (0..=self.periods()).map(|at| suppress_list(&self.column(at), SUPPRESSED_BELOW)).collect();
        let (of_periods, of_whole) = lists.split_at(self.periods());
        let Some(of_whole) = of_whole.first() else { return Err(misfit("a list of wholes is missing")) };
        for (row, place) in self.members.iter().enumerate() {
            let cell = |own: &ListSuppression| own.cells.get(row).copied();
            let cells: Option<Vec<Published>> = of_periods.iter().map(cell).collect();
            let (Some(cells), Some(total)) = (cells, cell(of_whole)) else {
                return Err(misfit("a list of counts lost one of them"));
            };
            hide_row(found, *place, &cells, total)?;
        }
        let totals: Vec<Published> = of_periods.iter().map(|own| own.total).collect();
        hide_row(found, 0, &totals, of_whole.total)
    }
}

/// What the whole rests on beside the periods.
fn elsewhere(periods: &[u64], whole: u64) -> u64 {
    whole.saturating_sub(periods.iter().sum())
}

fn by_size(counts: &[u64], whole: u64) -> Visibility {
    Visibility { periods: counts.iter().map(|n| Shown::of(*n)).collect(), whole: Shown::of(whole) }
}

/// Hides what has to be hidden in the row of a segment.
fn hide_row(found: &mut [Visibility], place: usize, cells: &[Published], total: Published) -> Result<(), Error> {
    let own = found.get_mut(place).filter(|own| own.periods.len() <= cells.len());
    let own = own.ok_or_else(|| misfit("a segment to be protected has no figures"))?;
    own.periods.iter_mut().zip(cells).for_each(|(shown, cell)| hide(shown, *cell));
    hide(&mut own.whole, total);
    Ok(())
}

fn hide(shown: &mut Shown, published: Published) {
    if published.is_hidden() && !shown.is_hidden() && *shown != Shown::Empty {
        *shown = Shown::Complementary;
    }
}

fn misfit(words: &str) -> Error {
    Error::internal(words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
