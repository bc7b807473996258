//! What complaints are about: the themes from the most frequent to the least, and how they moved.

use crate::models::complaint_cases::{Assignment, Theme, ThemeCounts, ThemeDictionary, pareto};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::numerics::q_value::q_values;

use super::super::figures::ChangeFigure;
use super::super::span::Span;
use super::breakdown::Judgements;
use super::series::share_change;

/// One theme.
#[derive(Clone, Debug)]
pub(super) struct ThemeRow {
    pub(super) theme: Theme,
    /// Complaints with it.
    pub(super) complaints: u64,
    /// Of all mentions: a complaint can have several themes.
    pub(super) share: f64,
    pub(super) cumulative_share: f64,
    /// Complaints with it in the last full period, and in the one before.
    pub(super) last: u64,
    pub(super) previous: u64,
    /// Of its share of complaints, in points.
    pub(super) change: Option<ChangeFigure>,
}

/// The themes of all complaints.
#[derive(Clone, Debug, Default)]
pub(super) struct Themes {
    /// The most frequent first.
    pub(super) rows: Vec<ThemeRow>,
    pub(super) whole: ThemeCounts,
    /// The last full period and the one before, with their counts.
    pub(super) last: Option<(usize, ThemeCounts)>,
    pub(super) previous: Option<(usize, ThemeCounts)>,
}

impl Themes {
    /// Counts themes.
    pub(super) fn count(given: Judgements<'_>, dictionary: &ThemeDictionary, span: &Span, first: usize) -> Themes {
        let counts = |rows: std::ops::Range<usize>| {
            let own = given.set.rows.get(rows.clone()).unwrap_or_default().iter();
            let used = own.zip(given.judged.get(rows).unwrap_or_default()).filter(|(_, own)| own.set_aside.is_none());
            let assigned = used.filter_map(|(row, _)| given.set.assignments.get(row.themes as usize));
            dictionary.count(assigned.collect::<Vec<&Assignment>>())
        };
        let of = |period: usize| (period >= first).then(|| (period, counts(given.rows_of(span, period))));
        let last = span.last_full().and_then(of);
        let previous = span.last_full().and_then(|at| at.checked_sub(1)).and_then(of);
        let whole = counts(0..given.set.rows.len());
        let of = |counts: &Option<(usize, ThemeCounts)>, theme: usize| {
            counts.as_ref().and_then(|(_, own)| own.by_theme.get(theme)).copied().unwrap_or(0)
        };
        let all = |counts: &Option<(usize, ThemeCounts)>| counts.as_ref().map_or(0, |(_, own)| own.complaints);
        let enough = all(&previous).min(all(&last)) >= SUPPRESSED_BELOW;
        let rows = pareto(&whole.by_theme).into_iter().filter_map(|row| {
            let (now, then) = (of(&last, row.index), of(&previous, row.index));
            Some(ThemeRow {
                theme: dictionary.themes().get(row.index)?.clone(),
                complaints: row.count,
                share: row.share,
                cumulative_share: row.cumulative_share,
                last: now,
                previous: then,
                change: share_change((then, all(&previous)), (now, all(&last))).filter(|_| enough),
            })
        });
        let mut rows: Vec<ThemeRow> = rows.collect();
        let tests: Vec<Option<f64>> = rows.iter().map(|row| row.change.map(|change| change.p_value)).collect();
        for (row, found) in rows.iter_mut().zip(q_values(&tests).unwrap_or_default()) {
            if let Some(change) = &mut row.change {
                change.q_value = found;
            }
        }
        Themes { rows, whole, last, previous }
    }

    /// The most frequent theme of the last full period, and its complaints; nothing where there are few complaints.
    pub(super) fn most_frequent(&self) -> Option<(&Theme, u64)> {
        self.last.as_ref().filter(|(_, counts)| counts.complaints >= SUPPRESSED_BELOW)?;
        let most = self.rows.iter().map(|row| row.last).max().filter(|most| *most > 0)?;
        self.rows.iter().find(|row| row.last == most).map(|row| (&row.theme, most))
    }
}
