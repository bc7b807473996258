//! Follow-ups: due, done, on time, reached, by period, segment, owner and kind; and whether they go together with better
//! answers, more repurchases and fewer complaints.
//!
//! | file | its job |
//! |---|---|
//! | `rows` | what is read |
//! | `measured` | counts by period and group |
//! | `series` | shares as series of figures |
//! | `effects` | what goes together with follow-ups |
//! | `tables` | data files |
//! | `words` | sentences |
//! | `section`, `effect_blocks` | the section of the report |

mod effect_blocks;
mod effects;
mod measured;
mod rows;
mod section;
mod series;
mod tables;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod words;

use crate::error::Error;
use crate::labels::Text;
use crate::labels::satisfaction_report::follow_ups as labels;
use crate::reduce::satisfaction::follow_ups::{FollowUpList, FollowUpRow};
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::{Segment, Series};
use super::load::Loaded;
use super::span::Span;
use effects::Effect;
use measured::{Grouping, Measured, Measuring};
pub(super) use rows::{Rows, load};
use series::{Groupings, Seen};

/// What was found.
pub(super) struct FollowUps {
    pub(super) series: Vec<Series>,
    segments: Vec<Segment>,
    /// What may be shown of each group, by the follow-ups that are due, by those that were planned, and of each rate.
    due: Seen,
    planned: Seen,
    rates: [Seen; 3],
    /// Segments of customers, everyone first.
    by_segment: Measured,
    by_kind: Named,
    by_channel: Named,
    by_owner: Named,
    effects: Vec<Effect>,
    span: Span,
    /// Days of grace after the due day.
    grace: u32,
    /// Days before and after a follow-up that are compared.
    effect_days: i32,
    warnings: Vec<Text>,
}

/// Measures of groups with names.
struct Named {
    names: Vec<String>,
    /// One group more than names: that of follow-ups without one.
    measured: Measured,
}

impl Named {
    fn groups(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        self.names.iter().map(|name| Some(name.as_str())).chain([None]).enumerate()
    }
}

/// Makes figures of what was read.
pub(super) fn find(
    settings: &SatisfactionSettings,
    loaded: &Loaded,
    rows: &Rows,
    span: &Span,
) -> Result<FollowUps, Error> {
    let list = rows.list();
    let measuring = Measuring { list, groups: &loaded.groups, span, days_of_grace: settings.grace };
    let by_segment = measuring.by(Grouping::Segment)?;
    let named = |names: &Vec<String>, grouping| -> Result<Named, Error> {
        Ok(Named { names: names.clone(), measured: measuring.by(grouping)? })
    };
    let by_kind = named(&list.kinds, Grouping::Kind)?;
    let by_channel = named(&list.channels, Grouping::Channel)?;
    let by_owner = named(&list.owners, Grouping::Owner)?;
    let groupings = Groupings {
        segments: loaded.groups.segments(),
        by_segment: &by_segment,
        named: [&by_kind, &by_channel, &by_owner].map(|own| &own.measured),
    };
    let rates = series::visible_rates(&groupings)?;
    Ok(FollowUps {
        due: series::visible(&groupings, |own| own.due)?,
        planned: series::visible(&groupings, |own| own.balance.planned())?,
        series: series::series(&loaded.groups, &by_segment, &rates)?,
        rates,
        segments: loaded.groups.segments().to_vec(),
        warnings: warnings(list, &loaded.known, &by_segment, span),
        by_segment,
        by_kind,
        by_channel,
        by_owner,
        effects: effects::find(settings, loaded, list, span.as_of)?,
        span: *span,
        grace: settings.grace,
        effect_days: settings.effect_days,
    })
}

/// What a reader has to know of the rows. `known` tells by rank who stands in the customers file; empty without one.
fn warnings(list: &FollowUpList, known: &[bool], by_segment: &Measured, span: &Span) -> Vec<Text> {
    let count = |is: &dyn Fn(&FollowUpRow) -> bool| list.rows.iter().filter(|row| is(row)).count() as u64;
    let stranger = |customer: u32| known.get(customer as usize) == Some(&false);
    let without = by_segment.whole.first().map_or(0, |own| own.done_without_due_day + own.open_without_due_day);
    let counted = [
        (labels::DUPLICATES, list.duplicates),
        (labels::UNDATED, list.undated),
        (labels::WITHOUT_DUE_DATE, without),
        (labels::STRANGERS, count(&|row| stranger(row.customer))),
        (labels::DONE_AHEAD, count(&|row| is_done_ahead(row, span.as_of))),
        (labels::DONE_UNDATED, count(&|row| list.is_done_undated(row))),
        (labels::DONE_LATER, count(&|row| row.done.is_some_and(|done| done > span.as_of))),
    ];
    let mut all: Vec<Text> =
        counted.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", &n)])).collect();
    if !list.rows.is_empty() && list.rows.iter().all(|row| row.done.is_none() && !list.is_done_undated(row)) {
        all.push(labels::NOTHING_DONE.text());
    }
    all
}

/// Done by the as-of day although it is due only after it: done, and in no rate of any period yet.
fn is_done_ahead(row: &FollowUpRow, as_of: i32) -> bool {
    row.done.is_some_and(|done| done <= as_of) && row.due.is_some_and(|due| due > as_of)
}

impl FollowUps {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        self.warnings.clone()
    }
}
