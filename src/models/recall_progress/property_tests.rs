//! What holds for every recall.

use proptest::prelude::*;

use super::reports::{Corrections, Month, china_stage_report, cpsc_monthly, not_recalled};
use super::*;

/// Half a unit, so that whole ones have to be rounded.
const HALF: i64 = 5_000;
const CUSTOMERS: [&str; 5] = ["A", "B", "C", "D", "E"];
const MEDIA: [Medium; 4] = [Medium::Email, Medium::Sms, Medium::Letter, Medium::Other];
const ANSWERS: [Answer; 7] = [
    Answer::HasUnits,
    Answer::HasNone,
    Answer::Refused,
    Answer::AlreadyUsed,
    Answer::Discarded,
    Answer::PassedOn,
    Answer::Unknown,
];
const DISPOSITIONS: [Disposition; 4] =
    [Disposition::Returned, Disposition::Corrected, Disposition::Disposed, Disposition::Refunded];

#[derive(Clone, Debug)]
struct Case {
    affected: Vec<Affected<'static>>,
    unreachable: Vec<&'static str>,
    notifications: Vec<Notification<'static>>,
    responses: Vec<Response<'static>>,
    recoveries: Vec<Recovery<'static>>,
    follow_ups: Vec<FollowUp<'static>>,
    refunds: Refunds,
}

impl Case {
    fn progress(&self, as_of: i32) -> Progress<'_> {
        self.told_as(as_of, &[])
    }

    fn told_as<'a>(&'a self, as_of: i32, told_as: &[(&'static str, &'static str)]) -> Progress<'a> {
        recall_progress(&Recall {
            start: 10,
            as_of,
            scope: &["L1", "L2"],
            affected: &self.affected,
            unreachable: &self.unreachable,
            told_as,
            notifications: &self.notifications,
            responses: &self.responses,
            recoveries: &self.recoveries,
            follow_ups: &self.follow_ups,
            refunds: self.refunds,
        })
        .unwrap()
    }
}

fn pick<T: Copy + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(values)
}

fn lot(lots: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.7, pick(lots))
}

fn serial() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.3, pick(&["S1", "S2", "S3"]))
}

fn customer() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.85, pick(&CUSTOMERS))
}

fn cases() -> impl Strategy<Value = Case> {
    let location = pick(&[Location::Consumer, Location::Retailer, Location::Distributor]);
    let affected = (customer(), lot(&["L1", "L2"]), location, 0..5_i64, 0..5_i64, 0..5_i64).prop_map(
        |(customer, lot, location, certain, more, most)| {
            let (certain, units, most) = (certain * HALF, (certain + more) * HALF, most * HALF);
            Affected { customer, lot, location, certain, units, max: units + most }
        },
    );
    let delivery = pick(&[Delivery::Delivered, Delivery::Unknown, Delivery::Failed]);
    let notification = (pick(&CUSTOMERS), 8..22_i32, pick(&MEDIA), delivery)
        .prop_map(|(customer, day, medium, delivery)| Notification { customer, day, medium, delivery });
    let lots = &["L1", "L2", "L3"];
    let quantity = prop::option::of((-1..5_i64).prop_map(|halves| halves * HALF));
    let response = (pick(&CUSTOMERS), 8..22_i32, pick(&ANSWERS), lot(lots), serial(), quantity, pick(&MEDIA)).prop_map(
        |(customer, day, answer, lot, serial, quantity, medium)| Response {
            customer,
            day,
            answer,
            lot,
            serial,
            quantity,
            medium,
        },
    );
    let recovery =
        (customer(), 8..22_i32, pick(&DISPOSITIONS), lot(lots), serial(), (-1..5_i64).prop_map(|halves| halves * HALF))
            .prop_map(|(customer, day, disposition, lot, serial, quantity)| Recovery {
                customer,
                day,
                disposition,
                lot,
                serial,
                quantity,
            });
    let follow_up = (pick(&CUSTOMERS), prop::option::of(8..22_i32), prop::option::of(8..22_i32)).prop_map(
        |(customer, due, done)| {
            let kind = FollowUpKind::EffectivenessCheck;
            FollowUp { customer, kind, due, done, medium: Medium::Visit, outcome: None }
        },
    );
    let refunds = pick(&[Refunds::Apart, Refunds::Remedy]);
    (
        prop::collection::vec(affected, 0..9),
        prop::collection::vec(pick(&CUSTOMERS), 0..2),
        prop::collection::vec(notification, 0..12),
        prop::collection::vec(response, 0..12),
        prop::collection::vec(recovery, 0..14),
        prop::collection::vec(follow_up, 0..4),
        refunds,
    )
        .prop_map(|(affected, unreachable, notifications, responses, recoveries, follow_ups, refunds)| Case {
            affected,
            unreachable,
            notifications,
            responses,
            recoveries,
            follow_ups,
            refunds,
        })
}

proptest! {
    #[test]
    fn units_add_up(case in cases(), together in any::<bool>()) {
        let told_as = [("B", "A"), ("D", "C")];
        let progress = case.told_as(20, if together { &told_as } else { &[] });
        // What came back from somebody unknown is of what others hold: only the sums of all have its limits.
        let standing = progress.standings.iter().map(|one| one.account).chain([progress.account()]);
        for one in standing.clone() {
            prop_assert!(0 <= one.passed_on && one.passed_on <= one.distributed);
            prop_assert!(0 <= one.outstanding && one.outstanding <= one.distributed);
            prop_assert!(one.above_estimate <= one.at_most - one.distributed);
        }
        for one in standing.chain([progress.unidentified]) {
            let paid = if case.refunds == Refunds::Remedy { one.refunded } else { 0 };
            let evidence = one.returned + one.corrected + one.disposed + paid + one.declared;
            prop_assert_eq!(evidence, one.accounted() + one.above_estimate + one.above_sold);
            prop_assert!(one.above_sold >= 0);
        }
        let all = progress.account();
        prop_assert_eq!(all.distributed, case.affected.iter().map(|line| i128::from(line.units)).sum::<i128>());
        let aside = progress.set_aside.iter().filter(|one| one.event == EventKind::Recovery);
        let given: i64 = case.recoveries.iter().map(|one| one.quantity).sum();
        let given = i128::from(given - aside.map(|one| one.quantity).sum::<i64>());
        // A refund of what came back is no unit of its own.
        let units = all.returned + all.corrected + all.disposed + all.refunded;
        prop_assert!(units <= given && given - units <= all.returned);
        prop_assert!(all.recovered_of_estimate <= all.recovered.min(all.distributed));
        prop_assert!(all.recovered <= given.min(all.at_most));
        let month = Month { from: 13, to: 20 };
        let monthly = cpsc_monthly(&progress, month, Corrections::default(), &[]).total;
        prop_assert_eq!(monthly.cumulative, all.recovered_of_estimate);
        // What comes back may show that a refund before it was for a unit of no affected lot.
        let refunds = case.recoveries.iter().any(|one| one.disposition == Disposition::Refunded);
        prop_assert!(refunds || monthly.this_period >= 0);
        prop_assert!(monthly.rate().is_none_or(|rate| rate <= 1.0));
        prop_assert_eq!(not_recalled(&progress).iter().map(|row| row.units).sum::<i128>(), all.outstanding);
        let stage = china_stage_report(&progress);
        prop_assert_eq!(stage.to_recall, stage.completed + all.outstanding);
        prop_assert_eq!(stage.recalled, all.recovered_of_estimate);
    }

    #[test]
    fn statuses_partition_the_customers(case in cases()) {
        let progress = case.progress(20);
        let mut customers: Vec<&str> = case.affected.iter().filter_map(|line| line.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        let standing: Vec<&str> = progress.standings.iter().map(|one| one.customer).collect();
        prop_assert_eq!(&standing, &customers);
        let rows = progress.by_status();
        prop_assert_eq!(rows.iter().map(|row| row.consumers + row.consignees).sum::<u64>(), customers.len() as u64);
        let mut sum = progress.unidentified;
        rows.iter().for_each(|row| sum += row.account);
        prop_assert_eq!(sum, progress.account());
        for one in &progress.standings {
            prop_assert_eq!(one.status == Status::Discrepancy, one.account.above_sold > 0);
            prop_assert!(one.status != Status::Reconciled || one.account.outstanding == 0);
            prop_assert!(one.status != Status::Pending || one.notified.is_none() && one.responded.is_none());
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(case in cases(), turn in 0..9_usize) {
        let mut turned = case.clone();
        turned.affected.reverse();
        turned.notifications.reverse();
        turned.responses.reverse();
        turned.recoveries.reverse();
        turned.follow_ups.reverse();
        let turn = turn.min(turned.recoveries.len());
        turned.recoveries.rotate_left(turn);
        let (one, other) = (case.progress(20), turned.progress(20));
        prop_assert_eq!(&one.standings, &other.standings);
        prop_assert_eq!(one.unidentified, other.unidentified);
        prop_assert_eq!(one.curve(Period::Week), other.curve(Period::Week));
        prop_assert_eq!(one.by_medium(0.9), other.by_medium(0.9));
        prop_assert_eq!(one.forecast(None, 0.9, 0.9), other.forecast(None, 0.9, 0.9));
        let findings = |progress: &Progress<'_>| {
            let facts = |one: &SetAside| (one.event, one.finding, one.quantity);
            let mut found: Vec<_> = progress.set_aside.iter().map(facts).collect();
            found.sort_unstable();
            found
        };
        prop_assert_eq!(findings(&one), findings(&other));
    }

    #[test]
    fn a_duplicate_is_reported_and_changes_nothing(case in cases()) {
        let mut doubled = case.clone();
        doubled.notifications.extend(case.notifications.iter().copied());
        doubled.responses.extend(case.responses.iter().copied());
        doubled.recoveries.extend(case.recoveries.iter().copied());
        let (one, other) = (case.progress(20), doubled.progress(20));
        prop_assert_eq!(&one.standings, &other.standings);
        let more = case.notifications.len() + case.responses.len() + case.recoveries.len();
        prop_assert_eq!(other.set_aside.len(), one.set_aside.len() + more);
    }

    /// The curve at a day is what a report as of that day would have said.
    #[test]
    fn the_curve_is_the_history_of_reports(case in cases(), day in 8..21_i32) {
        let last = case.progress(20);
        let then = case.progress(day);
        let curve = last.curve(Period::Day);
        let point = curve.iter().rev().find(|point| point.day <= day);
        let nothing = (Count::default(), Count::default());
        let (consumers, consignees) = point.map_or(nothing, |at| (at.consumers, at.consignees));
        prop_assert_eq!(consumers.accounted + consignees.accounted, then.account().accounted());
        let told = then.standings.iter().filter(|one| one.notified.is_some()).count() as u64;
        let heard = then.standings.iter().filter(|one| one.responded.is_some()).count() as u64;
        prop_assert_eq!(consumers.notified + consignees.notified, told);
        prop_assert_eq!(consumers.responded + consignees.responded, heard);
        prop_assert!(curve.windows(2).all(|pair| pair[0].day < pair[1].day));
        prop_assert_eq!(last.curve(Period::Week).last().map(|at| at.consumers), curve.last().map(|at| at.consumers));
    }

    /// Whatever the events, the model of completion is given figures that agree with each other.
    #[test]
    fn a_forecast_lacks_nothing_but_data(case in cases(), as_of in 10..21_i32) {
        use crate::models::effectiveness::completion::CompletionError;
        for audience in [None, Some(Audience::Consumer), Some(Audience::Consignee)] {
            let forecast = case.progress(as_of).forecast(audience, 0.9, 0.9);
            prop_assert!(matches!(forecast, Ok(_) | Err(CompletionError::TooFew { .. })), "{:?}", forecast);
        }
    }

    /// Every customer heard of is credited to one channel, or was never told before.
    #[test]
    fn answers_are_credited_once(case in cases()) {
        let progress = case.progress(20);
        let (rows, unprompted) = progress.by_medium(0.9).unwrap();
        let heard = progress.standings.iter().filter(|one| one.responded.is_some()).count() as u64;
        prop_assert_eq!(rows.iter().map(|row| row.responded).sum::<u64>() + unprompted, heard);
        for row in rows {
            prop_assert!(row.responded <= row.notified);
            prop_assert!(row.interval.lower <= row.rate && row.rate <= row.interval.upper);
        }
    }
}

#[test]
fn nothing_in_nothing_out() {
    let nothing = Case {
        affected: Vec::new(),
        unreachable: vec!["A"],
        notifications: Vec::new(),
        responses: Vec::new(),
        recoveries: Vec::new(),
        follow_ups: Vec::new(),
        refunds: Refunds::Apart,
    };
    let progress = nothing.progress(20);
    assert!(progress.standings.is_empty() && progress.curve(Period::Day).is_empty());
    assert_eq!((progress.account(), progress.account().accounted_share()), (Account::default(), None));
    let report = china_stage_report(&progress);
    assert_eq!((report.completion_rate, report.next.len()), (None, 0));
    let plan = progress.check_plan(CheckSize::Number(5), 1).unwrap();
    assert!(plan.drawn.is_empty() && progress.check_results(&plan, 0.95).effective_share.is_none());
}
