//! How well each channel works: who answers, and how soon. It knows no units.

use std::collections::BTreeMap;

use super::history::History;
use super::medium::Medium;
use super::progress::Progress;
use crate::models::survival::{Durations, Quantile, kaplan_meier};
use crate::numerics::interval::{Interval, normal_z, wilson};

/// One channel.
#[derive(Clone, Debug, PartialEq)]
pub struct MediumRow {
    /// The channel.
    pub medium: Medium,
    /// Customers told by it.
    pub notified: u64,
    /// Those of them whose answer is credited to it: it was the last one before the answer.
    pub responded: u64,
    /// Responded / notified.
    pub rate: f64,
    /// Its Wilson interval.
    pub interval: Interval,
    /// Days from the first notice by it until the answer, for half of the customers; Kaplan-Meier estimate. Whoever has
    /// not answered counts as open until the as-of day, or until told by another channel.
    pub median_days: Quantile,
}

impl Progress<'_> {
    /// One row for each channel used, and the number of customers heard of without any notice before. The first
    /// response or recovery of a customer is the answer. It is credited to the last notice on or before that day (of
    /// one day's notices, to the medium that comes last in [`Medium`]). A customer told by several channels is in
    /// several rows.
    ///
    /// `None` unless 0 < `confidence` < 1.
    pub fn by_medium(&self, confidence: f64) -> Option<(Vec<MediumRow>, u64)> {
        normal_z(confidence)?;
        let mut durations: BTreeMap<Medium, Durations> = BTreeMap::new();
        let mut unprompted = 0;
        for history in self.histories.iter().filter(|history| history.customer.is_some()) {
            unprompted += u64::from(observe(history, self.as_of, &mut durations) == Prompt::Nothing);
        }
        let mut rows = Vec::new();
        for (medium, durations) in durations {
            let (notified, responded) = durations.totals();
            rows.push(MediumRow {
                medium,
                notified,
                responded,
                rate: responded as f64 / notified as f64,
                interval: wilson(responded, notified, confidence)?,
                median_days: kaplan_meier(&durations, confidence)?.median()?,
            });
        }
        Some((rows, unprompted))
    }
}

/// What came before an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prompt {
    /// A notice, or there is no answer.
    Notice,
    /// The customer was heard of without a notice.
    Nothing,
}

fn observe(history: &History<'_>, as_of: i32, durations: &mut BTreeMap<Medium, Durations>) -> Prompt {
    let heard = history.first_heard();
    // A notice after the answer prompts nothing.
    let notices: Vec<(i32, Medium)> = history
        .notices()
        .map(|one| (one.day, one.medium))
        .filter(|(day, _)| heard.is_none_or(|heard| *day <= heard))
        .collect();
    let credited = heard.and(notices.iter().max().map(|(_, medium)| *medium));
    let mut first: BTreeMap<Medium, i32> = BTreeMap::new();
    for (day, medium) in &notices {
        first.entry(*medium).or_insert(*day);
    }
    for (medium, told) in &first {
        let of_medium = durations.entry(*medium).or_default();
        if let Some(heard) = heard.filter(|_| credited == Some(*medium)) {
            of_medium.end(heard.abs_diff(*told));
        } else {
            let by_another =
                notices.iter().filter(|(day, other)| other != medium && day >= told).map(|(day, _)| *day).min();
            of_medium.leave_open(by_another.unwrap_or(as_of).abs_diff(*told));
        }
    }
    if heard.is_some() && credited.is_none() { Prompt::Nothing } else { Prompt::Notice }
}
