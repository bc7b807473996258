//! Counts follow-ups by period and group: planned, done, missed, on time, reached.

use crate::error::Error;
use crate::models::follow_ups::{FollowUp, Measures, Period, measure_by_group};
use crate::reduce::satisfaction::follow_ups::{FollowUpList, FollowUpRow, UNNAMED};
use crate::settings::satisfaction_report::CONFIDENCE;

use super::super::groups::Groups;
use super::super::span::Span;
use super::series::cannot;

/// What follow-ups are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Segments of customers, everyone first.
    Segment,
    Owner,
    Kind,
    Channel,
}

/// The measures of each group.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) grouping: Grouping,
    /// One entry a period of the span, with one entry a group.
    pub(super) periods: Vec<Vec<Measures>>,
    /// All follow-ups, those due after the span included; one entry a group.
    pub(super) whole: Vec<Measures>,
}

/// What is measured, and how.
pub(super) struct Measuring<'a> {
    pub(super) list: &'a FollowUpList,
    pub(super) groups: &'a Groups,
    pub(super) span: &'a Span,
    pub(super) days_of_grace: u32,
}

impl Measuring<'_> {
    /// The measures by one grouping. The last group of owners, kinds and channels is of follow-ups without one.
    pub(super) fn by(&self, grouping: Grouping) -> Result<Measured, Error> {
        let span = self.span;
        let mut rows: Vec<&FollowUpRow> = self.list.rows.iter().collect();
        // Those without a due day come first and are in no period.
        rows.sort_by_key(|row| row.due);
        let mut periods = Vec::with_capacity(span.count);
        for at in 0..span.count {
            crate::interrupt::check()?;
            let (first, last) = span.days(at);
            let start = rows.partition_point(|row| row.due.is_none_or(|due| due < first));
            let end = rows.partition_point(|row| row.due.is_none_or(|due| due <= last));
            periods.push(self.of(grouping, rows.get(start..end).unwrap_or_default(), (first, last))?);
        }
        Ok(Measured { grouping, periods, whole: self.of(grouping, &rows, (i32::MIN, i32::MAX))? })
    }

    fn of(&self, grouping: Grouping, rows: &[&FollowUpRow], days: (i32, i32)) -> Result<Vec<Measures>, Error> {
        let (first, last) = days;
        let period = Period { first, last, as_of: self.span.as_of, days_of_grace: self.days_of_grace };
        let (mut follow_ups, mut group_of): (Vec<FollowUp>, Vec<u32>) = (Vec::new(), Vec::new());
        for row in rows {
            let follow_up = self.list.follow_up(row);
            let mut put = |group: u32| {
                follow_ups.push(follow_up);
                group_of.push(group);
            };
            match grouping {
                Grouping::Segment => self.groups.of(row.customer).for_each(|segment| put(segment as u32)),
                Grouping::Owner => put(place(row.owner, &self.list.owners)),
                Grouping::Kind => put(place(row.kind, &self.list.kinds)),
                Grouping::Channel => put(place(row.channel, &self.list.channels)),
            }
        }
        let count = match grouping {
            Grouping::Segment => self.groups.segments().len().max(1),
            Grouping::Owner => self.list.owners.len() + 1,
            Grouping::Kind => self.list.kinds.len() + 1,
            Grouping::Channel => self.list.channels.len() + 1,
        };
        measure_by_group(&follow_ups, &group_of, count, period, CONFIDENCE).map_err(|why| cannot(&why.text()))
    }
}

/// The group of a name: names without one come last.
fn place(code: u32, names: &[String]) -> u32 {
    if code == UNNAMED { names.len() as u32 } else { code }
}
