//! Which events count, and which are set aside with the reason. It adds nothing up.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use super::event::{Answer, Disposition, FollowUp, Notification, Recovery, Response};
use super::progress::Recall;
use super::told_as::ToldAs;
use crate::labels::Label;

/// Which list of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Notifications.
    Notification,
    /// Responses.
    Response,
    /// Recoveries.
    Recovery,
    /// Follow-ups.
    FollowUp,
}

/// Why an event does not count. The first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// The quantity is negative, or 0 for a recovery.
    Quantity,
    /// Before the start of the recall.
    BeforeStart,
    /// After the as-of day.
    AfterAsOf,
    /// The same customer, day, kind, lot, serial number and quantity as another event.
    Duplicate,
    /// The customer is not affected.
    CustomerNotAffected,
    /// The lot is not in scope. A response still counts as one, but its units do not.
    LotOutOfScope,
    /// The customer's unit with this serial number was recovered before.
    SerialAgain,
    /// Neither a customer nor an affected lot is named: nothing tells that the unit is affected.
    NobodyAndNothing,
}

/// An event that was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// Which list.
    pub event: EventKind,
    /// Position in that list, from 0.
    pub position: usize,
    /// Why.
    pub finding: Finding,
    /// Quantity of the event in 1/10000 units; 0 where it has none.
    pub quantity: i64,
}

const FINDINGS: [Label; 8] = [
    Label::new("the quantity is not above 0", "数量不大于零"),
    Label::new("before the start of the recall", "早于召回开始日期"),
    Label::new("after the as-of day", "晚于截止日"),
    Label::new("the same event is recorded twice", "重复记录"),
    Label::new("the customer is not affected", "该客户未受影响"),
    Label::new("the lot is not in scope", "该批次不在召回范围内"),
    Label::new("this serial number was recovered before", "该序列号此前已收回"),
    Label::new(
        "no customer, affected lot or affected serial number is named",
        "未注明客户，也未注明受影响的批次或序列号",
    ),
];

impl Finding {
    /// The reason in words.
    pub fn label(self) -> Label {
        FINDINGS[self as usize]
    }
}

/// Events that count.
#[derive(Clone, Debug, Default)]
pub(super) struct Screened<'a> {
    pub(super) notifications: Vec<Notification<'a>>,
    pub(super) responses: Vec<Response<'a>>,
    pub(super) recoveries: Vec<Recovery<'a>>,
    pub(super) follow_ups: Vec<FollowUp<'a>>,
    /// Ascending.
    pub(super) set_aside: Vec<SetAside>,
}

/// What a rule needs of an event.
struct Facts<'a> {
    /// `None` for a follow-up that is still open.
    day: Option<i32>,
    customer: Option<&'a str>,
    lot: Option<&'a str>,
    quantity: i64,
    is_quantity_wrong: bool,
}

/// Screens all events of a recall.
pub(super) fn screen<'a>(recall: &Recall<'_, 'a>, told_as: &ToldAs<'a>) -> Screened<'a> {
    let affected: BTreeSet<&str> =
        recall.affected.iter().filter_map(|line| line.customer).map(|one| told_as.of(one)).collect();
    let customers = recall.affected.iter().map(|line| line.customer);
    let same = told_as.under(|one| affected.contains(one)).map(Some);
    let rules = Rules {
        start: recall.start,
        as_of: recall.as_of,
        scope: recall.scope.iter().copied().chain(recall.affected.iter().filter_map(|line| line.lot)).collect(),
        customers: customers.chain(same).collect(),
    };
    let mut aside = Vec::new();
    let plain =
        |customer, day| Facts { day, customer: Some(customer), lot: None, quantity: 0, is_quantity_wrong: false };
    let notifications = rules.sift(
        EventKind::Notification,
        recall.notifications,
        |one| plain(one.customer, Some(one.day)),
        |one| *one,
        |_| 0,
        &mut aside,
    );
    let mut responses = rules.sift(
        EventKind::Response,
        recall.responses,
        |one| Facts {
            lot: one.lot,
            quantity: one.quantity.unwrap_or(0),
            is_quantity_wrong: one.quantity.is_some_and(|quantity| quantity < 0),
            ..plain(one.customer, Some(one.day))
        },
        |one| (one.customer, one.day, one.answer, one.lot, one.serial, one.quantity),
        |one| one.medium as u8,
        &mut aside,
    );
    for response in &mut responses {
        if response.lot.is_some_and(|lot| !rules.scope.contains(lot)) {
            *response = Response { answer: Answer::Unknown, lot: None, serial: None, quantity: None, ..*response };
        }
        // To have 0 units is to have none, and who has none speaks of all the rest.
        if response.answer == Answer::HasNone || (response.answer, response.quantity) == (Answer::HasUnits, Some(0)) {
            *response = Response { answer: Answer::HasNone, quantity: None, ..*response };
        }
    }
    let recoveries = rules.sift(
        EventKind::Recovery,
        recall.recoveries,
        |one| Facts {
            day: Some(one.day),
            customer: one.customer,
            lot: one.lot,
            quantity: one.quantity,
            is_quantity_wrong: one.quantity <= 0,
        },
        |one| *one,
        |_| 0,
        &mut aside,
    );
    let follow_ups = rules.sift(
        EventKind::FollowUp,
        recall.follow_ups,
        |one| plain(one.customer, one.done),
        |one| (one.customer, one.kind, one.due, one.done, one.medium, one.outcome.map(|outcome| outcome as u8)),
        |_| 0,
        &mut aside,
    );
    let recoveries = without_known_serials(recoveries, recall.recoveries, told_as, &mut aside);
    aside.sort_unstable();
    Screened { notifications, responses, recoveries, follow_ups, set_aside: aside }
}

struct Rules<'a> {
    start: i32,
    as_of: i32,
    scope: BTreeSet<&'a str>,
    customers: BTreeSet<Option<&'a str>>,
}

impl<'a> Rules<'a> {
    /// The events that count, ascending by `key`; of equal ones that with the lowest `rank`, then the first of the
    /// list.
    fn sift<'s, E: Copy, K: Ord>(
        &self,
        event: EventKind,
        events: &'s [E],
        facts: impl Fn(&E) -> Facts<'a>,
        key: impl Fn(&'s E) -> K,
        rank: impl Fn(&E) -> u8,
        aside: &mut Vec<SetAside>,
    ) -> Vec<E> {
        let mut order: Vec<(K, (u8, usize), &'s E)> =
            events.iter().enumerate().map(|(at, one)| (key(one), (rank(one), at), one)).collect();
        order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut kept = Vec::new();
        for equal in order.chunk_by(|a, b| a.0 == b.0) {
            for (place, (_, (_, position), one)) in equal.iter().enumerate() {
                let facts = facts(one);
                let finding = self.finding(&facts, place > 0);
                // What a customer says of another lot is still an answer.
                if finding.is_none() || (finding, event) == (Some(Finding::LotOutOfScope), EventKind::Response) {
                    kept.push(**one);
                }
                let quantity = facts.quantity;
                aside.extend(finding.map(|finding| SetAside { event, position: *position, finding, quantity }));
            }
        }
        kept
    }

    fn finding(&self, facts: &Facts<'a>, is_repeated: bool) -> Option<Finding> {
        // What came back without a customer is of an affected lot all the same.
        let is_known = self.customers.contains(&facts.customer);
        let rules = [
            (facts.is_quantity_wrong, Finding::Quantity),
            (facts.day.is_some_and(|day| day < self.start), Finding::BeforeStart),
            (facts.day.is_some_and(|day| day > self.as_of), Finding::AfterAsOf),
            (is_repeated, Finding::Duplicate),
            (facts.customer.is_some() && !is_known, Finding::CustomerNotAffected),
            (facts.lot.is_none() && !is_known, Finding::NobodyAndNothing),
            (facts.lot.is_some_and(|lot| !self.scope.contains(lot)), Finding::LotOutOfScope),
        ];
        rules.into_iter().find(|(applies, _)| *applies).map(|(_, finding)| finding)
    }
}

/// One unit can be recovered once: the first one counts. A unit that was paid back before it came back has come back: its
/// refund is set aside, and kept for the days on which it was all that was known.
fn without_known_serials<'a>(
    recoveries: Vec<Recovery<'a>>,
    all: &[Recovery<'a>],
    told_as: &ToldAs<'a>,
    aside: &mut Vec<SetAside>,
) -> Vec<Recovery<'a>> {
    // Each with its refund, as long as there is nothing else.
    let mut known: BTreeMap<(Option<&str>, &str), Option<Recovery<'a>>> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    let mut kept = recoveries;
    kept.sort_by_key(|one| (one.day, one.disposition == Disposition::Refunded));
    kept.retain(|one| {
        let Some(serial) = one.serial else { return true };
        let is_refund = one.disposition == Disposition::Refunded;
        let holder = one.customer.map(|customer| told_as.of(customer));
        match known.entry((holder, serial)) {
            Entry::Vacant(place) => {
                place.insert(is_refund.then_some(*one));
                true
            }
            Entry::Occupied(mut refund) => {
                let superseded = if is_refund { None } else { refund.get_mut().take() };
                repeated.insert(superseded.unwrap_or(*one));
                superseded.is_some()
            }
        }
    });
    let mut found: BTreeSet<&Recovery<'_>> = BTreeSet::new();
    for (position, one) in all.iter().enumerate() {
        if repeated.contains(one) && found.insert(one) {
            let (event, quantity) = (EventKind::Recovery, one.quantity);
            aside.push(SetAside { event, position, finding: Finding::SerialAgain, quantity });
        }
    }
    kept
}
