//! The recall status report of 21 CFR 7.53(b). It makes no forecast and no checks.

use std::collections::BTreeMap;

use super::super::{Audience, CheckResults, Medium, Progress};
use crate::models::effectiveness::completion::{CompletionError, Forecast};

/// Item 1, one row: those first notified on a day by a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Day.
    pub day: i32,
    /// Method.
    pub medium: Medium,
    /// How many.
    pub notified: u64,
}

/// Item 4, one row. Units in 1/10000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handled<'a> {
    /// Who was contacted.
    pub customer: &'a str,
    /// Returned.
    pub returned: i128,
    /// Corrected, disposed of or refunded.
    pub corrected: i128,
    /// Accounted for.
    pub accounted: i128,
}

/// The six items of 21 CFR 7.53(b). Normally due every two to four weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusReport<'a> {
    /// Item 1: notified, by date and method, ascending.
    pub notified: Vec<NoticeRow>,
    /// Item 2: how many responded, also without a notice.
    pub responding: u64,
    /// Item 2: units on hand when the notice was received, of those who told.
    pub on_hand: i128,
    /// Item 2: how many responded without telling it.
    pub on_hand_not_told: u64,
    /// Item 3: notified and not heard of.
    pub silent: Vec<&'a str>,
    /// Item 4: everybody contacted.
    pub handled: Vec<Handled<'a>>,
    /// Item 5: effectiveness checks.
    pub checks: CheckResults,
    /// Item 6: time to completion, from the as-of day.
    pub completion: Result<Forecast, CompletionError>,
}

/// The report on an audience, or on all customers. `checks` and `completion` are results of [`Progress::check_results`]
/// and [`Progress::forecast`].
pub fn status_report_7_53<'a>(
    progress: &Progress<'a>,
    audience: Option<Audience>,
    checks: CheckResults,
    completion: Result<Forecast, CompletionError>,
) -> StatusReport<'a> {
    let mut notified: BTreeMap<(i32, Medium), u64> = BTreeMap::new();
    let mut report = StatusReport {
        notified: Vec::new(),
        responding: 0,
        on_hand: 0,
        on_hand_not_told: 0,
        silent: Vec::new(),
        handled: Vec::new(),
        checks,
        completion,
    };
    for one in progress.standings_of(audience) {
        if let Some(notice) = one.notified {
            *notified.entry((notice.day, notice.medium)).or_default() += 1;
        }
        match (one.responded, one.notified) {
            (Some(_), _) => {
                report.responding += 1;
                report.on_hand += one.on_hand.unwrap_or(0);
                report.on_hand_not_told += u64::from(one.on_hand.is_none());
            }
            (None, Some(_)) => report.silent.push(one.customer),
            (None, None) => continue,
        }
        let account = one.account;
        report.handled.push(Handled {
            customer: one.customer,
            returned: account.returned,
            corrected: account.corrected + account.disposed + account.refunded,
            accounted: account.accounted(),
        });
    }
    let row = |((day, medium), notified)| NoticeRow { day, medium, notified };
    report.notified = notified.into_iter().map(row).collect();
    report
}
