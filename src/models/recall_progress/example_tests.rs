//! Six customers and units without one, worked out by hand.

use super::reports::*;
use super::*;
use crate::labels::Lang;
use crate::models::effectiveness::completion::{CompletionError, Forecast};
use crate::models::effectiveness::{CheckOutcome, Level};

const UNIT: i64 = 10_000;
const ONE: i128 = 10_000;

fn sold<'a>(customer: Option<&'a str>, lot: Option<&'a str>, location: Location, units: i64) -> Affected<'a> {
    Affected { customer, lot, location, certain: units * UNIT, units: units * UNIT, max: units * UNIT }
}

fn notice(customer: &str, day: i32, medium: Medium, delivery: Delivery) -> Notification<'_> {
    Notification { customer, day, medium, delivery }
}

fn said(customer: &str, day: i32, medium: Medium, answer: Answer, units: i64) -> Response<'_> {
    Response { customer, day, answer, lot: None, serial: None, quantity: Some(units * UNIT), medium }
}

fn back<'a>(customer: Option<&'a str>, day: i32, lot: &'a str, units: i64) -> Recovery<'a> {
    let disposition = Disposition::Returned;
    Recovery { customer, day, disposition, lot: Some(lot), serial: None, quantity: units * UNIT }
}

fn check(customer: &str, due: i32, done: Option<i32>, outcome: Option<CheckOutcome>) -> FollowUp<'_> {
    FollowUp { customer, kind: FollowUpKind::EffectivenessCheck, due: Some(due), done, medium: Medium::Visit, outcome }
}

/// From day 100 to `as_of`. A is done, B has units out, C sent back more than was sold, D cannot be reached, E does not
/// answer, F has not been told.
fn example(as_of: i32) -> Progress<'static> {
    let lot1 = Some("L1");
    let affected = [
        sold(Some("A"), lot1, Location::Consumer, 2),
        sold(Some("B"), lot1, Location::Consumer, 3),
        sold(Some("C"), lot1, Location::Retailer, 10),
        sold(Some("C"), Some("L2"), Location::Retailer, 5),
        Affected { certain: 0, max: 2 * UNIT, ..sold(Some("D"), None, Location::Consumer, 1) },
        sold(Some("E"), Some("L2"), Location::Distributor, 20),
        sold(Some("F"), Some("L2"), Location::Consumer, 4),
        sold(None, lot1, Location::Consumer, 6),
    ];
    let notifications = [
        notice("A", 100, Medium::Email, Delivery::Delivered),
        notice("B", 100, Medium::Email, Delivery::Unknown),
        notice("B", 107, Medium::Sms, Delivery::Delivered),
        notice("C", 101, Medium::Letter, Delivery::Delivered),
        notice("D", 100, Medium::Email, Delivery::Failed),
        notice("D", 103, Medium::Phone, Delivery::Failed),
        notice("E", 101, Medium::Letter, Delivery::Delivered),
        notice("A", 100, Medium::Email, Delivery::Delivered),
        notice("Z", 100, Medium::Email, Delivery::Delivered),
        notice("A", 99, Medium::Letter, Delivery::Delivered),
        notice("F", 131, Medium::Letter, Delivery::Delivered),
    ];
    let responses = [
        said("A", 103, Medium::Email, Answer::HasUnits, 2),
        said("A", 106, Medium::Email, Answer::Discarded, 1),
        said("B", 110, Medium::Sms, Answer::PassedOn, 1),
        Response { lot: lot1, ..said("C", 105, Medium::Letter, Answer::HasUnits, 8) },
    ];
    let recoveries = [
        Recovery { serial: Some("S1"), ..back(Some("A"), 105, "L1", 1) },
        Recovery { serial: Some("S1"), disposition: Disposition::Disposed, ..back(Some("A"), 107, "L1", 1) },
        back(Some("B"), 112, "L1", 1),
        back(Some("B"), 112, "L9", 5),
        back(Some("C"), 108, "L1", 12),
        back(None, 115, "L1", 2),
        back(Some("A"), 111, "L1", 0),
    ];
    let follow_ups = [
        check("C", 120, Some(120), Some(CheckOutcome::ActionTaken)),
        check("C", 121, Some(121), None),
        check("E", 125, None, None),
        check("A", 120, Some(120), Some(CheckOutcome::NoAction)),
    ];
    recall_progress(&Recall {
        start: 100,
        as_of,
        scope: &["L1", "L2"],
        affected: &affected,
        unreachable: &[],
        told_as: &[],
        notifications: &notifications,
        responses: &responses,
        recoveries: &recoveries,
        follow_ups: &follow_ups,
        refunds: Refunds::Apart,
    })
    .unwrap()
}

#[test]
fn statuses_and_units() {
    let progress = example(130);
    let statuses: Vec<_> = progress.standings.iter().map(|one| (one.customer, one.status)).collect();
    use Status::*;
    let expected =
        [("A", Reconciled), ("B", Responded), ("C", Discrepancy), ("D", Unreachable), ("E", Notified), ("F", Pending)];
    assert_eq!(statuses, expected);
    let units: Vec<_> = progress
        .standings
        .iter()
        .map(|one| one.account)
        .map(|one| [one.distributed, one.accounted(), one.outstanding, one.passed_on, one.above_sold].map(|n| n / ONE))
        .collect();
    let expected =
        [[2, 2, 0, 0, 0], [3, 1, 2, 1, 0], [15, 10, 5, 0, 2], [1, 0, 1, 0, 0], [20, 0, 20, 0, 0], [4, 0, 4, 0, 0]];
    assert_eq!(units, expected);
    assert_eq!((progress.unidentified.outstanding, progress.unidentified.returned), (4 * ONE, 2 * ONE));
    let all = progress.account();
    assert_eq!((all.at_least, all.distributed, all.at_most), (50 * ONE, 51 * ONE, 52 * ONE));
    assert_eq!((all.recovered, all.declared, all.accounted()), (14 * ONE, ONE, 15 * ONE));

    let rows = progress.by_status();
    let counts = rows.map(|row| (row.consumers, row.consignees, row.account.distributed / ONE));
    assert_eq!(counts, [(1, 0, 4), (0, 1, 20), (1, 0, 3), (1, 0, 2), (0, 1, 15), (1, 0, 1)]);
}

#[test]
fn events_that_do_not_count() {
    let found: Vec<_> =
        example(130).set_aside.iter().map(|one| (one.event, one.position, one.finding, one.quantity / UNIT)).collect();
    let expected = [
        (EventKind::Notification, 7, Finding::Duplicate, 0),
        (EventKind::Notification, 8, Finding::CustomerNotAffected, 0),
        (EventKind::Notification, 9, Finding::BeforeStart, 0),
        (EventKind::Notification, 10, Finding::AfterAsOf, 0),
        (EventKind::Recovery, 1, Finding::SerialAgain, 1),
        (EventKind::Recovery, 3, Finding::LotOutOfScope, 5),
        (EventKind::Recovery, 6, Finding::Quantity, 0),
    ];
    assert_eq!(found, expected);
}

#[test]
fn curves() {
    let progress = example(130);
    let point = |day, consumers: (u64, u64, i128), consignees: (u64, u64, i128)| {
        let count =
            |(notified, responded, units): (u64, u64, i128)| Count { notified, responded, accounted: units * ONE };
        CurvePoint { day, consumers: count(consumers), consignees: count(consignees) }
    };
    let weeks =
        [point(106, (2, 1, 2), (2, 1, 0)), point(113, (2, 2, 3), (2, 1, 10)), point(120, (2, 2, 5), (2, 1, 10))];
    assert_eq!(progress.curve(Period::Week), weeks);
    let days = progress.curve(Period::Day);
    let on: Vec<i32> = days.iter().map(|point| point.day).collect();
    assert_eq!(on, [100, 101, 103, 105, 106, 108, 110, 112, 115]);
    assert_eq!(days[3], point(105, (2, 1, 1), (2, 1, 0)));
}

#[test]
fn channels() {
    let (rows, unprompted) = example(130).by_medium(0.95).unwrap();
    let counts: Vec<_> =
        rows.iter().map(|row| (row.medium, row.notified, row.responded, row.median_days.days)).collect();
    // B was told by e-mail for 7 days without an answer, then by text message; E has not answered for 29 days.
    let expected = [(Medium::Email, 2, 1, Some(3)), (Medium::Sms, 1, 1, Some(3)), (Medium::Letter, 2, 1, Some(4))];
    assert_eq!(counts, expected);
    // Wilson limits of 1 of 2.
    assert!((rows[0].interval.lower - 0.0945).abs() < 5e-5 && (rows[0].interval.upper - 0.9055).abs() < 5e-5);
    assert_eq!((unprompted, example(130).by_medium(1.0)), (0, None));
}

#[test]
fn forecasts() {
    let progress = example(130);
    // 13 of 45 units of identified customers; 27 more are with those who have been told, and 95 % needs 30 more.
    assert_eq!(progress.forecast(None, 0.25, 0.9), Ok(Forecast::Reached));
    assert_eq!(progress.forecast(None, 0.95, 0.9), Ok(Forecast::TooFewNotified { missing: 3 }));
    let few = CompletionError::TooFew { completed: 3 };
    assert_eq!(progress.forecast(Some(Audience::Consumer), 0.9, 0.9), Err(few));
    assert!(matches!(progress.forecast(Some(Audience::Consignee), 0.5, 0.9), Ok(Forecast::After { .. })));
}

#[test]
fn checks_of_consignees() {
    let progress = example(130);
    let plan = progress.check_plan(CheckSize::Level(Level::A), 7).unwrap();
    assert_eq!((plan.consignees, &plan.drawn[..]), (2, &["C", "E"][..]));
    let found = progress.check_results(&plan, 0.95);
    assert_eq!((found.planned, found.made, found.action_taken, found.without_outcome, found.overdue), (2, 1, 1, 1, 1));
    assert_eq!((found.not_drawn, found.drawn.made, found.drawn.effective), (0, 1, 1));
    assert!(found.effective_share.unwrap().upper == 1.0 && found.failing_at_most.unwrap() > 0.9);
    let nobody = progress.check_plan(CheckSize::Level(Level::E), 7).unwrap();
    let found = progress.check_results(&nobody, 0.95);
    assert_eq!((found.made, found.not_drawn, found.effective_share), (1, 1, None));
    let zero_failures = CheckSize::ZeroFailures { confidence: 0.95, reliability: 0.95 };
    assert_eq!(progress.check_plan(zero_failures, 7).unwrap().drawn.len(), 2);
    assert_eq!(progress.check_plan(CheckSize::Number(1), 7).unwrap().drawn.len(), 1);
    assert_eq!(progress.check_plan(CheckSize::Level(Level::B { percent: 100 }), 7), None);
}

#[test]
fn status_report_to_the_fda() {
    let progress = example(130);
    let consignees = Some(Audience::Consignee);
    let plan = progress.check_plan(CheckSize::Level(Level::A), 7).unwrap();
    let forecast = progress.forecast(consignees, 0.25, 0.9);
    let report = status_report_7_53(&progress, consignees, progress.check_results(&plan, 0.95), forecast);
    assert_eq!(report.notified, [NoticeRow { day: 101, medium: Medium::Letter, notified: 2 }]);
    assert_eq!((report.responding, report.on_hand, report.on_hand_not_told), (1, 8 * ONE, 0));
    assert_eq!(report.silent, ["E"]);
    let handled = |customer, returned, accounted| Handled { customer, returned, corrected: 0, accounted };
    assert_eq!(report.handled, [handled("C", 12 * ONE, 10 * ONE), handled("E", 0, 0)]);
    assert_eq!((report.checks.made, report.completion), (1, Ok(Forecast::Reached)));
}

#[test]
fn monthly_report_to_the_cpsc() {
    let progress = example(130);
    let own = Corrections { affected: 9 * ONE, this_period: ONE, cumulative: 3 * ONE };
    let incident = |reported, occurred, harm| Incident { reported, occurred, harm };
    let incidents = [
        incident(101, Some(90), Harm::Injury),
        incident(105, Some(104), Harm::None),
        incident(105, Some(104), Harm::Death),
        incident(106, None, Harm::None),
        incident(120, Some(104), Harm::None),
    ];
    let counts = |at: Corrections| (at.affected / ONE, at.this_period / ONE, at.cumulative / ONE);
    let first = cpsc_monthly(&progress, Month { from: 100, to: 109 }, own, &incidents);
    assert_eq!((counts(first.distributors), counts(first.retailers)), ((20, 0, 0), (15, 10, 10)));
    assert_eq!((counts(first.consumers), counts(first.total)), ((16, 1, 1), (60, 12, 14)));
    assert_eq!(first.contacts.notified.into_iter().collect::<Vec<_>>(), [(Medium::Email, 2), (Medium::Sms, 1)]);
    assert_eq!(first.contacts.made_contact.into_iter().collect::<Vec<_>>(), [(Medium::Email, 1)]);
    assert_eq!(first.before_recall, IncidentCount { incidents: 1, injuries: 1, deaths: 0 });
    assert_eq!(first.after_recall, IncidentCount { incidents: 2, injuries: 0, deaths: 1 });
    assert_eq!(first.undated.incidents, 1);
    let second = cpsc_monthly(&progress, Month { from: 110, to: 130 }, own, &[]);
    assert_eq!((counts(second.consumers), counts(second.retailers)), ((16, 3, 4), (15, 0, 10)));
    assert_eq!((second.consumers.rate(), Corrections::default().rate()), (Some(0.25), None));
}

#[test]
fn stage_report_in_china() {
    let report = china_stage_report(&example(130));
    assert_eq!((report.to_recall, report.recalled, report.completed), (51 * ONE, 14 * ONE, 15 * ONE));
    assert_eq!(report.completion_rate, Some(15.0 / 51.0));
    let methods: Vec<_> = report.methods.iter().map(|one| (one.medium, one.customers, one.notices)).collect();
    assert_eq!(methods, [(Medium::Email, 2, 2), (Medium::Sms, 1, 1), (Medium::Letter, 2, 2)]);
    let reasons: Vec<_> = report.not_recalled.iter().map(|row| (row.reason, row.customers, row.units / ONE)).collect();
    use NotRecalled::*;
    let expected = [
        (NotNotified, 1, 4),
        (Unreachable, 1, 1),
        (NoResponse, 1, 20),
        (PassedOn, 1, 1),
        (NotYetReturned, 2, 6),
        (NoCustomer, 0, 4),
    ];
    assert_eq!(reasons, expected);
    let steps: Vec<String> = report.next.iter().map(|task| task.text().render(Lang::En)).collect();
    let expected = [
        "Notify 1 customer not told yet",
        "Find another way to tell 1 customer who cannot be reached",
        "Publish a notice: the sales of 4 affected units name no customer",
        "Remind 1 customer without a response, by another channel",
        "Have 1 customer who passed units on notify the next holder",
        "Collect 6 units from 2 customers who responded",
        "Clear up 1 customer from whom more came back than was sold",
    ];
    assert_eq!(steps, expected);
    assert!(report.next.iter().all(|task| !task.text().render(Lang::Zh).contains('{')));
}

#[test]
fn as_of_before_the_start_nothing_has_happened() {
    let progress = example(99);
    assert!(progress.standings.iter().all(|one| one.status == Status::Pending));
    assert_eq!((progress.account().outstanding, progress.set_aside.len()), (51 * ONE, 11 + 4 + 7 + 3));
    assert!(progress.curve(Period::Week).is_empty());
    assert_eq!(progress.by_medium(0.9), Some((Vec::new(), 0)));
    assert_eq!(progress.forecast(None, 0.9, 0.9), Err(CompletionError::TooFew { completed: 0 }));
}
