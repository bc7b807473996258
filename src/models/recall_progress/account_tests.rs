//! Rules of the account, one by one.

use super::*;

const UNIT: i64 = 10_000;

fn line(lot: Option<&'static str>, certain: i64, units: i64, max: i64) -> Affected<'static> {
    let (certain, units, max) = (certain * UNIT, units * UNIT, max * UNIT);
    Affected { customer: Some("A"), lot, location: Location::Consumer, certain, units, max }
}

fn back(day: i32, disposition: Disposition, lot: Option<&'static str>, units: i64) -> Recovery<'static> {
    Recovery { customer: Some("A"), day, disposition, lot, serial: None, quantity: units * UNIT }
}

fn said(day: i32, answer: Answer, lot: Option<&'static str>, units: Option<i64>) -> Response<'static> {
    let quantity = units.map(|units| units * UNIT);
    Response { customer: "A", day, answer, lot, serial: None, quantity, medium: Medium::Phone }
}

fn standing(
    lines: &[Affected<'static>],
    responses: &[Response<'static>],
    recoveries: &[Recovery<'static>],
    refunds: Refunds,
) -> Standing<'static> {
    let recall = Recall {
        start: 0,
        as_of: 100,
        scope: &["L1", "L2", "L3"],
        affected: lines,
        unreachable: &["A"],
        told_as: &[],
        notifications: &[],
        responses,
        recoveries,
        follow_ups: &[],
        refunds,
    };
    recall_progress(&recall).unwrap().standings[0]
}

/// Accounted, outstanding, declared, passed on, above the estimate, above what was sold.
fn units(account: Account) -> [i128; 6] {
    let Account { outstanding, declared, passed_on, above_estimate, above_sold, .. } = account;
    [account.accounted(), outstanding, declared, passed_on, above_estimate, above_sold].map(|n| n / i128::from(UNIT))
}

#[test]
fn a_lot_goes_to_its_line_then_to_the_line_without_a_lot() {
    let lines = [line(Some("L1"), 3, 3, 3), line(None, 0, 1, 4)];
    let of = |lot, n| {
        let back = [back(5, Disposition::Returned, lot, n)];
        units(standing(&lines, &[], &back, Refunds::Apart).account)
    };
    assert_eq!(of(Some("L1"), 2), [2, 2, 0, 0, 0, 0]);
    assert_eq!(of(Some("L1"), 5), [4, 0, 0, 0, 1, 0]);
    assert_eq!(of(Some("L2"), 2), [1, 3, 0, 0, 1, 0]);
    assert_eq!(of(Some("L3"), 9), [1, 3, 0, 0, 3, 5]);
    assert_eq!(of(None, 8), [4, 0, 0, 0, 3, 1]);
}

#[test]
fn too_much_of_one_lot_does_not_make_up_for_another() {
    let lines = [line(Some("L1"), 5, 5, 5), line(Some("L2"), 5, 5, 5)];
    let back = [back(5, Disposition::Returned, Some("L1"), 7), back(5, Disposition::Corrected, Some("L2"), 3)];
    let found = standing(&lines, &[], &back, Refunds::Apart);
    assert_eq!((units(found.account), found.status), ([8, 2, 0, 0, 0, 2], Status::Discrepancy));
}

#[test]
fn recovered_is_what_was_sold_of_each_lot_and_the_rest_is_above() {
    let lines = [line(Some("L1"), 5, 5, 5), line(None, 0, 1, 4)];
    let of = |back: &[Recovery<'static>]| {
        let account = standing(&lines, &[], back, Refunds::Apart).account;
        [account.recovered, account.recovered_of_estimate, account.above_sold].map(|n| n / i128::from(UNIT))
    };
    assert_eq!(of(&[back(5, Disposition::Returned, Some("L1"), 60)]), [9, 6, 51]);
    let refunded = back(6, Disposition::Refunded, Some("L1"), 3);
    assert_eq!(of(&[back(5, Disposition::Corrected, Some("L1"), 4), refunded]), [7, 6, 0]);
    assert_eq!(of(&[refunded]), [3, 3, 0]);
    // The money is for what came back, before or after; only one of the three units of another day is not.
    for day in [5, 7] {
        assert_eq!(of(&[back(day, Disposition::Returned, Some("L1"), 2), refunded]), [3, 3, 0]);
    }
}

#[test]
fn who_has_none_speaks_of_the_rest_unless_units_turn_up() {
    let lines = [line(Some("L1"), 5, 5, 5)];
    let none = said(3, Answer::HasNone, None, Some(0));
    let back = [back(2, Disposition::Returned, None, 2)];
    let of = |responses: &[Response<'static>]| {
        let found = standing(&lines, responses, &back, Refunds::Apart);
        (units(found.account), found.status)
    };
    assert_eq!(of(&[none]), ([5, 0, 3, 0, 0, 0], Status::Reconciled));
    assert_eq!(of(&[none, said(9, Answer::HasUnits, None, Some(1))]), ([2, 3, 0, 0, 0, 0], Status::Responded));
    assert_eq!(of(&[none, said(3, Answer::HasUnits, None, Some(1))]).1, Status::Responded);
    assert_eq!(of(&[none, said(1, Answer::HasUnits, None, Some(4))]).0, [5, 0, 3, 0, 0, 0]);
    assert_eq!(of(&[none, said(9, Answer::HasUnits, Some("L2"), Some(1))]).1, Status::Responded);
    assert_eq!(of(&[said(3, Answer::HasUnits, None, Some(0))]).0, [5, 0, 3, 0, 0, 0]);
    assert_eq!(of(&[none, said(3, Answer::PassedOn, None, Some(2))]).0, [3, 2, 1, 2, 0, 0]);
    assert_eq!(of(&[none, said(3, Answer::PassedOn, None, None)]).0, [2, 3, 0, 3, 0, 0]);
    assert_eq!(of(&[said(3, Answer::AlreadyUsed, None, Some(4))]), ([5, 0, 4, 0, 0, 1], Status::Discrepancy));
    assert_eq!(of(&[said(3, Answer::Refused, None, Some(3))]).0, [2, 3, 0, 0, 0, 0]);
}

#[test]
fn a_serial_number_counts_once_however_it_is_told() {
    let lines = [line(Some("L1"), 2, 2, 2)];
    let serial = Some("S");
    let used = Response { serial, ..said(1, Answer::AlreadyUsed, None, Some(1)) };
    let back = [Recovery { serial, ..back(9, Disposition::Returned, None, 1) }];
    assert_eq!(units(standing(&lines, &[used], &[], Refunds::Apart).account), [1, 1, 1, 0, 0, 0]);
    assert_eq!(units(standing(&lines, &[used], &back, Refunds::Apart).account), [1, 1, 0, 0, 0, 0]);
}

#[test]
fn on_hand_is_what_was_told_first() {
    let lines = [line(Some("L1"), 5, 5, 5), line(Some("L2"), 5, 5, 5)];
    let on_hand = |responses: &[Response<'static>]| {
        standing(&lines, responses, &[], Refunds::Apart).on_hand.map(|units| units / i128::from(UNIT))
    };
    let has = |day, lot, units| said(day, Answer::HasUnits, Some(lot), Some(units));
    assert_eq!(on_hand(&[has(3, "L1", 4), has(3, "L2", 2), has(9, "L1", 1)]), Some(6));
    assert_eq!(on_hand(&[said(2, Answer::AlreadyUsed, None, Some(1)), has(3, "L1", 4)]), Some(4));
    assert_eq!(on_hand(&[said(2, Answer::HasNone, None, None), has(3, "L1", 4)]), Some(0));
    assert_eq!(on_hand(&[said(2, Answer::Refused, None, None)]), None);
}

#[test]
fn whether_a_refund_is_enough_is_a_setting() {
    let lines = [line(Some("L1"), 2, 2, 2)];
    let back = [back(9, Disposition::Refunded, Some("L1"), 2)];
    let apart = standing(&lines, &[], &back, Refunds::Apart);
    assert_eq!((units(apart.account), apart.status), ([0, 2, 0, 0, 0, 0], Status::Responded));
    assert_eq!(apart.account.refunded, 2 * i128::from(UNIT));
    assert_eq!(standing(&lines, &[], &back, Refunds::Remedy).status, Status::Reconciled);
}

#[test]
fn an_answer_about_another_lot_is_an_answer() {
    let lines = [line(Some("L1"), 2, 2, 2)];
    let found = standing(&lines, &[said(3, Answer::HasNone, Some("L9"), None)], &[], Refunds::Apart);
    assert_eq!((units(found.account), found.status), ([0, 2, 0, 0, 0, 0], Status::Responded));
}

#[test]
fn nobody_is_reconciled_without_a_word() {
    let nothing_expected = [line(None, 0, 0, 3)];
    assert_eq!(standing(&nothing_expected, &[], &[], Refunds::Apart).status, Status::Unreachable);
    let answered = standing(&nothing_expected, &[said(3, Answer::HasNone, None, None)], &[], Refunds::Apart);
    assert_eq!(answered.status, Status::Reconciled);
}

#[test]
fn lines_that_contradict_themselves_are_refused() {
    for wrong in [line(None, 2, 1, 3), line(None, 0, 4, 3), line(None, -1, 0, 0)] {
        let lines = [line(None, 0, 0, 0), wrong];
        let recall = Recall {
            start: 0,
            as_of: 0,
            scope: &[],
            affected: &lines,
            unreachable: &[],
            told_as: &[],
            notifications: &[],
            responses: &[],
            recoveries: &[],
            follow_ups: &[],
            refunds: Refunds::Apart,
        };
        let error = recall_progress(&recall).unwrap_err();
        assert_eq!(error, ProgressError::Affected { position: 1 });
        assert!(error.text().render(crate::labels::Lang::Zh).starts_with("第 2 条"));
    }
}
