//! A recall as of a day: everybody's standing, and what was set aside. It draws no curve.

use std::collections::BTreeSet;

use super::account::{Account, Refunds};
use super::event::{Affected, FollowUp, Notification, Recovery, Response};
use super::history::{History, histories};
use super::location::Audience;
use super::pool::Pool;
use super::screening::{SetAside, screen};
use super::standing::{Channels, Standing, standing};
use super::status::{STATUSES, StatusRow};
use super::told_as::ToldAs;
use crate::labels::{Label, Text};

/// What is known of a recall. The order of every slice changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Recall<'s, 'a> {
    /// First day of the recall.
    pub start: i32,
    /// Last day with data.
    pub as_of: i32,
    /// All lots in scope, beside those of the affected lines.
    pub scope: &'s [&'a str],
    /// Affected units.
    pub affected: &'s [Affected<'a>],
    /// Customers without a usable channel.
    pub unreachable: &'s [&'a str],
    /// Customers that are told as one: each with the one under whom it stands. One that is not here stands for itself.
    pub told_as: &'s [(&'a str, &'a str)],
    /// Notices.
    pub notifications: &'s [Notification<'a>],
    /// Answers.
    pub responses: &'s [Response<'a>],
    /// Units recovered.
    pub recoveries: &'s [Recovery<'a>],
    /// Follow-ups.
    pub follow_ups: &'s [FollowUp<'a>],
    /// Whether a refund accounts for a unit.
    pub refunds: Refunds,
}

/// A recall as of a day.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    /// First day of the recall.
    pub start: i32,
    /// Last day with data.
    pub as_of: i32,
    /// Everybody who is told, ascending by id: an affected customer, or several that are told as one.
    pub standings: Vec<Standing<'a>>,
    /// Units without a customer, and what came back from somebody unknown. Where that is of what customers hold, it is taken
    /// off their sum here: `outstanding` is then below 0.
    pub unidentified: Account,
    /// Events that do not count.
    pub set_aside: Vec<SetAside>,
    pub(super) histories: Vec<History<'a>>,
    pub(super) pool: Option<Pool<'a>>,
    pub(super) follow_ups: Vec<FollowUp<'a>>,
    pub(super) refunds: Refunds,
}

/// Why there is no progress to tell. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressError {
    /// Not 0 ≤ certain ≤ units ≤ max in the affected line at this position.
    Affected {
        /// Position in the affected lines.
        position: usize,
    },
}

const AFFECTED: Label = Label::new(
    "affected line number {n} does not hold 0 ≤ certain ≤ expected ≤ most units",
    "第 {n} 条受影响记录不满足 0 ≤ 确定数量 ≤ 预计数量 ≤ 最大数量",
);

impl ProgressError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        let ProgressError::Affected { position } = self;
        AFFECTED.with(&[("n", &(position + 1))])
    }
}

/// How far a recall is.
///
/// # Errors
/// Units of an affected line that contradict each other.
pub fn recall_progress<'a>(recall: &Recall<'_, 'a>) -> Result<Progress<'a>, ProgressError> {
    let is_wrong = |line: &Affected<'_>| !(0 <= line.certain && line.certain <= line.units && line.units <= line.max);
    if let Some(position) = recall.affected.iter().position(is_wrong) {
        return Err(ProgressError::Affected { position });
    }
    let told_as = ToldAs::new(recall.told_as);
    let screened = screen(recall, &told_as);
    let histories = histories(recall, &screened, &told_as);
    let pool = Pool::of(&histories, recall.refunds);
    let without_channel: BTreeSet<&str> = recall.unreachable.iter().map(|one| told_as.of(one)).collect();
    let mut unidentified = Account::default();
    let mut standings = Vec::new();
    for history in &histories {
        let Some(customer) = history.customer else {
            unidentified += history.account(recall.as_of, recall.refunds, pool.as_ref());
            continue;
        };
        let channels = if without_channel.contains(customer) { Channels::None } else { Channels::Usable };
        standings.push(standing(history, customer, recall.as_of, recall.refunds, channels));
    }
    Ok(Progress {
        start: recall.start,
        as_of: recall.as_of,
        standings,
        unidentified,
        set_aside: screened.set_aside,
        histories,
        pool,
        follow_ups: screened
            .follow_ups
            .into_iter()
            .map(|one| FollowUp { customer: told_as.of(one.customer), ..one })
            .collect(),
        refunds: recall.refunds,
    })
}

impl<'a> Progress<'a> {
    /// Those of an audience who are told, or all of them.
    pub fn standings_of(&self, audience: Option<Audience>) -> impl Iterator<Item = &Standing<'a>> {
        self.standings.iter().filter(move |one| audience.is_none_or(|wanted| one.location.audience() == wanted))
    }

    /// The units of all customers, and those without a customer.
    pub fn account(&self) -> Account {
        let mut sum = self.unidentified;
        self.standings.iter().for_each(|one| sum += one.account);
        sum
    }

    /// One row for each status. Units without a customer are in none.
    pub fn by_status(&self) -> [StatusRow; 6] {
        STATUSES.map(|status| {
            let mut row = StatusRow { status, consumers: 0, consignees: 0, account: Account::default() };
            for one in self.standings.iter().filter(|one| one.status == status) {
                match one.location.audience() {
                    Audience::Consumer => row.consumers += 1,
                    Audience::Consignee => row.consignees += 1,
                }
                row.account += one.account;
            }
            row
        })
    }
}
