//! Ties, changes of channel, and customers of whom no unit is expected.

use super::reports::*;
use super::*;
use crate::models::effectiveness::{CheckOutcome, Level};

fn sold(customer: &str, location: Location, units: i64) -> Affected<'_> {
    Affected { customer: Some(customer), lot: None, location, certain: 0, units, max: units + 1 }
}

fn told(customer: &str, day: i32, medium: Medium) -> Notification<'_> {
    Notification { customer, day, medium, delivery: Delivery::Delivered }
}

fn answered(customer: &str, day: i32, medium: Medium) -> Response<'_> {
    Response { customer, day, answer: Answer::Unknown, lot: None, serial: None, quantity: None, medium }
}

fn progress<'a>(
    affected: &[Affected<'a>],
    notifications: &[Notification<'a>],
    responses: &[Response<'a>],
    follow_ups: &[FollowUp<'a>],
) -> Progress<'a> {
    recall_progress(&Recall {
        start: 0,
        as_of: 100,
        scope: &[],
        affected,
        unreachable: &[],
        told_as: &[],
        notifications,
        responses,
        recoveries: &[],
        follow_ups,
        refunds: Refunds::Apart,
    })
    .unwrap()
}

/// Two of three were told by another channel after two days: from then on they say nothing of e-mail.
#[test]
fn another_channel_ends_the_watch_of_the_first() {
    let affected = ["A", "B", "C"].map(|customer| sold(customer, Location::Consumer, 1));
    let notifications = [
        told("A", 0, Medium::Email),
        told("B", 0, Medium::Email),
        told("C", 0, Medium::Email),
        told("A", 2, Medium::Sms),
        told("B", 2, Medium::Sms),
    ];
    let progress = progress(&affected, &notifications, &[answered("C", 5, Medium::Phone)], &[]);
    let (rows, _) = progress.by_medium(0.95).unwrap();
    let counts: Vec<_> = rows.iter().map(|row| (row.notified, row.responded, row.median_days.days)).collect();
    assert_eq!(counts, [(3, 1, Some(5)), (2, 0, None)]);
}

#[test]
fn a_word_before_any_notice_is_credited_to_none() {
    let notifications = [told("A", 5, Medium::Email)];
    let progress =
        progress(&[sold("A", Location::Consumer, 1)], &notifications, &[answered("A", 3, Medium::Phone)], &[]);
    let (rows, unprompted) = progress.by_medium(0.95).unwrap();
    assert_eq!((rows.len(), unprompted), (0, 1));
}

#[test]
fn of_one_answer_in_two_media_the_same_is_kept_in_any_order() {
    let mut responses = [answered("A", 3, Medium::Phone), answered("A", 3, Medium::Email)];
    for _ in 0..2 {
        let progress = progress(&[sold("A", Location::Consumer, 1)], &[], &responses, &[]);
        let report = cpsc_monthly(&progress, Month { from: 0, to: 9 }, Corrections::default(), &[]);
        assert_eq!(report.contacts.made_contact.into_iter().collect::<Vec<_>>(), [(Medium::Email, 1)]);
        assert_eq!(progress.set_aside[0].finding, Finding::Duplicate);
        responses.reverse();
    }
}

#[test]
fn the_last_check_counts_and_of_one_day_the_worst() {
    let check = |day, outcome| FollowUp {
        customer: "A",
        kind: FollowUpKind::EffectivenessCheck,
        due: None,
        done: Some(day),
        medium: Medium::Visit,
        outcome: Some(outcome),
    };
    let affected = [sold("A", Location::Retailer, 1)];
    let found = |follow_ups: &[FollowUp<'static>]| {
        let progress = progress(&affected, &[], &[], follow_ups);
        let plan = progress.check_plan(CheckSize::Level(Level::A), 1).unwrap();
        let results = progress.check_results(&plan, 0.95);
        (results.made, results.action_taken, results.no_action)
    };
    let (good, bad) = (CheckOutcome::ActionTaken, CheckOutcome::NoAction);
    assert_eq!(found(&[check(3, bad), check(9, good)]), (1, 1, 0));
    assert_eq!(found(&[check(9, good), check(9, bad)]), (1, 0, 1));
    assert_eq!(found(&[check(9, bad), check(9, good)]), (1, 0, 1));
}

#[test]
fn whoever_may_hold_a_unit_is_told_even_when_none_is_expected() {
    let progress = progress(&[sold("A", Location::Consumer, 0)], &[], &[], &[]);
    assert_eq!(progress.standings[0].status, Status::Pending);
    let row = NotRecalledRow { reason: NotRecalled::NotNotified, customers: 1, units: 0 };
    assert_eq!(not_recalled(&progress), [row]);
    assert_eq!(next_steps(&progress), [Task { step: NextStep::Notify, customers: 1, units: 0 }]);
}

const ONE: i64 = 10_000;

fn of_lot<'a>(customer: &'a str, location: Location, units: i64) -> Affected<'a> {
    let units = units * ONE;
    Affected { customer: Some(customer), lot: Some("L1"), location, certain: units, units, max: units }
}

fn back<'a>(customer: Option<&'a str>, day: i32, serial: Option<&'a str>, units: i64) -> Recovery<'a> {
    Recovery { customer, day, disposition: Disposition::Returned, lot: Some("L1"), serial, quantity: units * ONE }
}

fn as_told<'a>(
    affected: &[Affected<'a>],
    told_as: &[(&'a str, &'a str)],
    notifications: &[Notification<'a>],
    recoveries: &[Recovery<'a>],
) -> Progress<'a> {
    let nothing = Recall {
        start: 0,
        as_of: 100,
        scope: &[],
        affected,
        unreachable: &[],
        told_as,
        notifications,
        responses: &[],
        recoveries,
        follow_ups: &[],
        refunds: Refunds::Apart,
    };
    recall_progress(&nothing).unwrap()
}

/// One notice went to A1, who brought back also what A2 and A0 bought; A0 itself is not affected.
#[test]
fn customers_told_as_one_stand_as_one() {
    let affected = [("A1", 2), ("A2", 3), ("B", 1)].map(|(id, units)| of_lot(id, Location::Consumer, units));
    let told_as = [("A0", "A1"), ("A1", "A1"), ("A2", "A1"), ("Z", "Y")];
    let back = [
        back(Some("A1"), 9, None, 3),
        back(Some("A0"), 4, Some("S1"), 1),
        back(Some("A1"), 5, Some("S1"), 1),
        back(Some("A2"), 9, None, 1),
        back(Some("Z"), 9, None, 1),
    ];
    let progress = as_told(&affected, &told_as, &[told("A2", 3, Medium::Sms), told("B", 3, Medium::Sms)], &back);
    let rows: Vec<_> =
        progress.standings.iter().map(|one| (one.customer, one.status, one.notified.is_some())).collect();
    assert_eq!(rows, [("A1", Status::Reconciled, true), ("B", Status::Notified, true)]);
    assert_eq!(progress.standings[0].account.above_sold, 0);
    // The same unit was brought back twice, once under each id; Y is nobody's contact here.
    let aside: Vec<_> = progress.set_aside.iter().map(|one| (one.position, one.finding)).collect();
    assert_eq!(aside, [(2, Finding::SerialAgain), (4, Finding::CustomerNotAffected)]);
    assert_eq!(progress.curve(Period::Day).last().unwrap().consumers.notified, 2);
}

/// Two of three units came back, and nobody knows from whom; then more than is left.
#[test]
fn what_came_from_somebody_unknown_is_of_what_customers_have() {
    let affected = [("A", Location::Consumer, 1), ("B", Location::Retailer, 2)].map(|(id, at, n)| of_lot(id, at, n));
    let nowhere = Recovery { lot: None, ..back(None, 3, None, 1) };
    let find = |recoveries: &[Recovery<'static>]| as_told(&affected, &[], &[], recoveries);
    let progress = find(&[back(None, 2, None, 2), nowhere]);
    let all = progress.account();
    let whole = |units: i128| units / i128::from(ONE);
    assert_eq!([all.accounted(), all.recovered, all.outstanding, all.above_sold].map(whole), [2, 2, 1, 0]);
    assert!(progress.standings.iter().all(|one| one.status == Status::Pending && one.account.recovered == 0));
    assert_eq!(progress.set_aside.iter().map(|one| one.finding).collect::<Vec<_>>(), [Finding::NobodyAndNothing]);
    let left: Vec<_> = not_recalled(&progress).iter().map(|row| (row.reason, whole(row.units))).collect();
    assert_eq!(left, [(NotRecalled::NotNotified, 3), (NotRecalled::FromUnknown, -2)]);
    let monthly = cpsc_monthly(&progress, Month { from: 0, to: 30 }, Corrections::default(), &[]);
    assert_eq!([monthly.consumers, monthly.elsewhere, monthly.total].map(|own| whole(own.cumulative)), [0, 2, 2]);
    // Then B brings back both of them: of the two from somebody unknown only one can be A's.
    let all = find(&[back(None, 2, None, 2), back(Some("B"), 5, None, 2)]).account();
    assert_eq!([all.accounted(), all.recovered, all.outstanding, all.above_sold].map(whole), [3, 3, 0, 1]);
}

/// A unit is paid back on day 10 and comes back on day 14: until then the refund is all that is known.
#[test]
fn a_refund_counts_until_its_unit_comes_back() {
    let affected = [of_lot("A", Location::Consumer, 1)];
    let event = |day, disposition| Recovery {
        customer: Some("A"),
        day,
        disposition,
        lot: Some("L1"),
        serial: Some("S1"),
        quantity: ONE,
    };
    let recoveries = [event(14, Disposition::Returned), event(10, Disposition::Refunded)];
    for refunds in [Refunds::Apart, Refunds::Remedy] {
        let of = |as_of| {
            let recall = Recall {
                start: 0,
                as_of,
                scope: &[],
                affected: &affected,
                unreachable: &[],
                told_as: &[],
                notifications: &[],
                responses: &[],
                recoveries: &recoveries,
                follow_ups: &[],
                refunds,
            };
            recall_progress(&recall).unwrap()
        };
        let account = |as_of| {
            let account = of(as_of).account();
            [account.returned, account.refunded, account.recovered].map(|units| units / i128::from(ONE))
        };
        assert_eq!([account(9), account(12), account(20)], [[0, 0, 0], [0, 1, 1], [1, 0, 1]], "{refunds:?}");
        let curve = of(20).curve(Period::Day);
        let heard: Vec<_> = curve.iter().map(|point| (point.day, point.consumers.responded)).collect();
        assert_eq!(heard, [(10, 1), (14, 1)]);
        assert_eq!(curve.last().map(|point| point.consumers.accounted), Some(i128::from(ONE)));
        let aside: Vec<_> = of(20).set_aside.iter().map(|one| (one.position, one.finding)).collect();
        assert_eq!(aside, [(1, Finding::SerialAgain)]);
    }
}
