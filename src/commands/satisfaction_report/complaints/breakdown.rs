//! Complaints broken down: by segment and period, by category, severity, theme and owner.

use std::ops::Range;

use rayon::prelude::*;

use crate::error::Error;
use crate::models::complaint_cases::Theme;
use crate::reduce::satisfaction::complaints::{ComplaintRow, ComplaintSet, NONE};

use super::super::figures::{Segment, Shown};
use super::super::groups::Groups;
use super::super::span::Span;
use super::super::suppression::Visibility;
use super::clocks::{AllowedTimes, Judged};
use super::differences::{self, Between, Difference};
use super::tallies::{Group, Tally, tally};
use super::visible::Visible;

/// Complaints whose segments are looked up at a time.
const BATCH: usize = 1 << 12;

/// What complaints are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but segment and period.
    All,
    /// The category column.
    Category,
    /// The severity column.
    Severity,
    /// What they are about.
    Theme,
    /// Who is in charge.
    Owner,
}

impl Kind {
    /// The name in data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Kind::All => "all",
            Kind::Category => "category",
            Kind::Severity => "severity",
            Kind::Theme => "theme",
            Kind::Owner => "owner",
        }
    }
}

/// One group.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// The category, severity, theme id or owner; `None` where complaints have none, and for all.
    pub(super) name: Option<String>,
    pub(super) segment: Segment,
    /// The period in which the cases were received; `None` for all.
    pub(super) period: Option<usize>,
    pub(super) group: Group,
    pub(super) seen: Seen,
}

/// What may be seen of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// What its cases as a whole allow.
    pub(super) shown: Shown,
    /// Whether their number may be seen.
    pub(super) number: bool,
    /// Whether it may be seen how many are open, closed or overdue.
    pub(super) outcomes: bool,
    /// Whether it may be seen how many were reopened.
    pub(super) reopened: bool,
    /// Whether durations may be seen. Medians do not follow from each other, so that those of everyone are hidden only
    /// where they rest on few.
    pub(super) durations: bool,
    /// Whether the cases whose time is up may be seen, by clock.
    pub(super) due: [bool; 3],
}

impl Seen {
    /// Of an owner, a category or the like, numbers tell how much work there is.
    fn of_work(group: &Group) -> Seen {
        let shown = Shown::of(group.counts.assigned);
        Seen { shown, number: true, outcomes: true, reopened: true, durations: true, due: [true; 3] }
    }
}

/// All groups.
#[derive(Debug, Default)]
pub(super) struct Breakdown {
    pub(super) parts: Vec<Part>,
    /// Whether each clock runs alike in the groups of a kind.
    pub(super) differences: Vec<Difference>,
}

/// Complaints with what was found of each.
#[derive(Clone, Copy)]
pub(super) struct Judgements<'a> {
    pub(super) set: &'a ComplaintSet,
    pub(super) judged: &'a [Judged],
    pub(super) allowed: AllowedTimes,
}

impl<'a> Judgements<'a> {
    /// Complaints of a stretch of rows, whose segments are about to be asked for.
    fn within(self, rows: Range<usize>, groups: &'a Groups) -> impl Iterator<Item = (&'a ComplaintRow, &'a Judged)> {
        let own = self.set.rows.get(rows.clone()).unwrap_or_default().chunks(BATCH);
        let batches = own.zip(self.judged.get(rows).unwrap_or_default().chunks(BATCH));
        batches.flat_map(|(rows, judged)| {
            groups.fetch(rows.iter().map(|row| row.customer));
            rows.iter().zip(judged)
        })
    }

    fn all(self) -> impl Iterator<Item = (&'a ComplaintRow, &'a Judged)> {
        self.set.rows.iter().zip(self.judged)
    }

    /// The rows of each period: they are in order of time.
    pub(super) fn rows_of(self, span: &Span, period: usize) -> Range<usize> {
        let (first, last) = span.days(period);
        let before = |day: i32| self.set.rows.partition_point(|row| row.opened.day().is_none_or(|own| own < day));
        before(first)..before(last.saturating_add(1))
    }
}

impl Breakdown {
    /// Makes all groups.
    pub(super) fn new(
        given: Judgements<'_>,
        groups: &Groups,
        visible: &Visible,
        span: &Span,
        themes: &[Theme],
    ) -> Result<Breakdown, Error> {
        let whole = 0..given.set.rows.len();
        let periods = (0..span.count).map(|period| (period, given.rows_of(span, period)));
        let periods: Vec<(usize, Range<usize>)> = periods.filter(|(_, rows)| !rows.is_empty()).collect();
        let by_segment = |rows: Range<usize>| {
            let of_row = |(row, judged): (&ComplaintRow, _)| groups.of(row.customer).map(move |at| (at, judged));
            tally(given.within(rows, groups).flat_map(of_row), groups.segments().len(), given.allowed)
        };
        let stretch = |period: Option<usize>, tallies: &[Tally]| Stretch {
            period,
            groups: tallies.iter().map(|tally| tally.figures(given.allowed)).collect(),
        };
        let of_period = |(period, rows): (usize, Range<usize>)| -> Result<Stretch, Error> {
            crate::interrupt::check()?;
            Ok(stretch(Some(period), &by_segment(rows)))
        };
        let (segments, of_periods) = rayon::join(
            || if whole.is_empty() { Vec::new() } else { by_segment(whole) },
            || periods.into_par_iter().map(of_period).collect::<Result<Vec<Stretch>, Error>>(),
        );
        let mut stretches = vec![stretch(None, &segments)];
        stretches.extend(of_periods?);
        let mut parts = of_segments(&stretches, groups.segments(), visible);
        let ComplaintSet { categories, severities, owners, .. } = given.set;
        let ids: Vec<String> = themes.iter().map(|theme| theme.id.clone()).collect();
        let ((by_severity, by_category), (of_theme, by_owner)) = rayon::join(
            || {
                let by_severity = || column(given, severities.len(), |row| row.severity);
                rayon::join(by_severity, || column(given, categories.len(), |row| row.category))
            },
            || rayon::join(|| by_theme(given, ids.len()), || column(given, owners.len(), |row| row.owner)),
        );
        parts.extend(named(Kind::Severity, severities, &by_severity, given.allowed));
        parts.extend(named(Kind::Category, categories, &by_category, given.allowed));
        parts.extend(named(Kind::Theme, &ids, &of_theme, given.allowed));
        parts.extend(named(Kind::Owner, owners, &by_owner, given.allowed));
        keep_whole_back(&mut parts);
        // Cases without a value are no group.
        let mut compared = vec![
            of_column(Between::Severities, &by_severity, severities.len()),
            of_column(Between::Categories, &by_category, categories.len()),
            of_column(Between::Owners, &by_owner, owners.len()),
        ];
        compared.extend(groups.dimensions().iter().map(|name| {
            let all = groups.segments().iter().zip(&segments).zip(&visible.numbers);
            let own: Vec<(&Tally, Shown)> = all
                .filter(|((own, _), _)| matches!(own, Segment::With { dimension, .. } if dimension == name))
                .map(|((_, tally), number)| (tally, number.whole))
                .collect();
            // Segments of few customers take no part, and of the others nobody may tell them by subtraction.
            let counted = !own.iter().any(|(_, number)| number.is_hidden());
            let large = own.into_iter().filter(|(_, number)| *number != Shown::Suppressed);
            let tallies = large.map(|(tally, _)| tally).collect();
            differences::Kind { between: Between::Segments(name.clone()), tallies, counted }
        }));
        Ok(Breakdown { parts, differences: differences::differences(compared) })
    }

    /// The groups of a kind, over all periods.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.kind == kind && part.period.is_none())
    }

    /// All complaints of everyone, in a period or in all.
    pub(super) fn everyone(&self, period: Option<usize>) -> Option<&Part> {
        let own = |part: &&Part| part.kind == Kind::All && part.segment == Segment::Everyone && part.period == period;
        self.parts.iter().find(own)
    }
}

/// The segments of a stretch of time.
struct Stretch {
    /// `None` for all of it.
    period: Option<usize>,
    groups: Vec<Group>,
}

/// Segments by period, with what may be seen of each.
fn of_segments(stretches: &[Stretch], segments: &[Segment], visible: &Visible) -> Vec<Part> {
    let look = |found: &[Visibility], segment: usize, period: Option<usize>| {
        found.get(segment).map_or(Shown::Suppressed, |own| own.at(period))
    };
    let part = |(at, segment): (usize, &Segment), period: Option<usize>, group: Group| {
        let is_seen = |found: &[Visibility]| !look(found, at, period).is_hidden();
        let shown = look(&visible.outcomes, at, period);
        let seen = Seen {
            shown,
            number: is_seen(&visible.numbers),
            outcomes: !shown.is_hidden(),
            reopened: is_seen(&visible.resolved),
            durations: !shown.is_hidden() || (at == 0 && shown == Shown::Complementary),
            due: visible.due.each_ref().map(|found| is_seen(found)),
        };
        Part { kind: Kind::All, name: None, segment: segment.clone(), period, group, seen }
    };
    let of_stretch = |stretch: &Stretch| {
        let own = segments.iter().enumerate().zip(&stretch.groups);
        own.map(|(segment, group)| part(segment, stretch.period, *group)).collect::<Vec<Part>>()
    };
    stretches.iter().flat_map(of_stretch).collect()
}

/// Where it is hidden how all cases stand, the smallest group of each kind hides it too: all groups would tell it.
fn keep_whole_back(parts: &mut [Part]) {
    let is_whole = |part: &&Part| part.kind == Kind::All && part.segment == Segment::Everyone && part.period.is_none();
    let Some(whole) = parts.iter().find(is_whole).map(|part| part.seen) else { return };
    for kind in [Kind::Severity, Kind::Category, Kind::Owner] {
        let own = parts.iter_mut().filter(|part| part.kind == kind);
        if let Some(Part { seen, .. }) = own.min_by_key(|part| part.group.counts.assigned) {
            let Seen { outcomes, reopened, due, .. } = whole;
            *seen = Seen { outcomes, reopened, due, ..*seen };
        }
    }
}

/// The groups of a text column, to be compared.
fn of_column(between: Between, tallies: &[Tally], values: usize) -> differences::Kind<'_> {
    differences::Kind { between, tallies: tallies.iter().take(values).collect(), counted: true }
}

/// Groups by a text column, and one more for complaints without.
fn column(given: Judgements<'_>, values: usize, of: impl Fn(&ComplaintRow) -> u32) -> Vec<Tally> {
    let place = |row: &ComplaintRow| if of(row) == NONE { values } else { of(row) as usize };
    tally(given.all().map(|(row, judged)| (place(row), judged)), values + 1, given.allowed)
}

/// Groups by theme, and one more for complaints without. A complaint with several themes stands in several.
fn by_theme(given: Judgements<'_>, themes: usize) -> Vec<Tally> {
    let pairs = given.all().flat_map(|(row, judged)| {
        let own = given.set.themes_of(row);
        let none = own.is_empty().then_some(themes);
        own.iter().copied().chain(none).map(move |theme| (theme, judged))
    });
    tally(pairs, themes + 1, given.allowed)
}

/// Groups with their names, the one without a name last; empty ones are left out.
fn named<'a>(
    kind: Kind,
    names: &'a [String],
    tallies: &'a [Tally],
    allowed: AllowedTimes,
) -> impl Iterator<Item = Part> + 'a {
    // Where nobody has a value, there is nothing to tell apart.
    let tallies = if names.is_empty() { &[] } else { tallies };
    let names = names.iter().map(Some).chain([None]);
    let groups = names.zip(tallies).map(move |(name, tally)| (name.cloned(), tally.figures(allowed)));
    groups.filter(|(_, group)| group.counts.assigned > 0).map(move |(name, group)| Part {
        kind,
        name,
        segment: Segment::Everyone,
        period: None,
        seen: Seen::of_work(&group),
        group,
    })
}
