//! Two answers of a customer to one question, one after the other, with or without a follow-up between them.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::models::follow_up_effect::BeforeAfter;
use crate::reduce::satisfaction::follow_ups::FollowUpList;

use super::Case;
use crate::reduce::satisfaction::answers::CustomerAnswer;

/// Most days between two answers, by band: answers far apart are compared with answers far apart.
const BANDS: [i32; 3] = [60, 120, 240];

/// The cases of each question, at most one a customer, so that they are independent:
///
/// - followed up: the first pair of answers with a follow-up done after the first and not after the second answer;
/// - others, of customers without such a pair: a pair with no follow-up done before its second answer. Of several a lot
///   drawn with `seed` decides, so that they are first, second and later answers like those of the followed-up.
///
/// A customer of whom a follow-up was done nobody knows when is neither. `answers` come by customer, question and day. Earlier answers of the same customer tell of the time before the start,
/// where no follow-up was done then either.
pub(super) fn cases(
    answers: &[CustomerAnswer],
    list: &FollowUpList,
    as_of: i32,
    seed: u64,
) -> BTreeMap<u32, Vec<Case>> {
    let mut all: BTreeMap<u32, Vec<Case>> = BTreeMap::new();
    for own in answers.chunk_by(|a, b| (a.customer, a.question) == (b.customer, b.question)) {
        let Some(first) = own.first() else { continue };
        let follow_ups = list.of(first.customer);
        if follow_ups.iter().any(|row| list.is_done_undated(row)) {
            continue;
        }
        let mut done: Vec<(i32, u32)> = follow_ups
            .iter()
            .filter_map(|row| row.done.filter(|done| *done <= as_of).map(|done| (done, row.kind)))
            .collect();
        done.sort_unstable();
        if let Some(case) = followed_up(own, &done).or_else(|| left_alone(own, &done, seed)) {
            all.entry(first.question).or_default().push(case);
        }
    }
    all
}

/// The first of the follow-ups done after `first` and not after `last`.
fn between(done: &[(i32, u32)], first: i32, last: i32) -> Option<(i32, u32)> {
    done.iter().copied().find(|(day, _)| first < *day && *day <= last)
}

fn followed_up(own: &[CustomerAnswer], done: &[(i32, u32)]) -> Option<Case> {
    own.windows(2).enumerate().find_map(|(at, pair)| {
        let [before, after] = pair else { return None };
        let (_, kind) = between(done, before.day, after.day)?;
        let earlier = earlier(own, at, done);
        Some(Case { kind: Some(kind), treated: true, own: before_after(before, after)?, earlier })
    })
}

fn left_alone(own: &[CustomerAnswer], done: &[(i32, u32)], seed: u64) -> Option<Case> {
    let nothing_done = |day: i32| done.iter().all(|(done, _)| *done > day);
    let found: Vec<(usize, BeforeAfter)> = own
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| {
            let [before, after] = pair else { return None };
            let own = before_after(before, after)?;
            nothing_done(after.day).then_some((at, own))
        })
        .collect();
    let customer = own.first()?.customer.to_le_bytes();
    let lot = xxh3_64_with_seed(&customer, seed).checked_rem(found.len() as u64)?;
    let (at, chosen) = found.get(usize::try_from(lot).ok()?).copied()?;
    Some(Case { kind: None, treated: false, own: chosen, earlier: earlier(own, at, done) })
}

/// The pair of answers before the pair at `at`.
fn earlier(own: &[CustomerAnswer], at: usize, done: &[(i32, u32)]) -> Option<BeforeAfter> {
    let (before, after) = (own.get(at.checked_sub(1)?)?, own.get(at)?);
    before_after(before, after).filter(|_| between(done, before.day, after.day).is_none())
}

/// A pair as before and after; none of one day, as nothing tells which answer came first.
fn before_after(before: &CustomerAnswer, after: &CustomerAnswer) -> Option<BeforeAfter> {
    let gap = after.day.checked_sub(before.day).filter(|gap| *gap > 0)?;
    let group = BANDS.iter().filter(|most| gap > **most).count() as u32;
    Some(BeforeAfter { before: before.answer, after: after.answer, group })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reduce::satisfaction::follow_ups::FollowUpRow;

    fn answer(customer: u32, day: i32, answer: f64) -> CustomerAnswer {
        CustomerAnswer { customer, question: 3, day, answer }
    }

    fn list(done: &[(u32, i32, u32)]) -> FollowUpList {
        let row = |(customer, done, kind): &(u32, i32, u32)| FollowUpRow {
            customer: *customer,
            done: Some(*done),
            kind: *kind,
            ..FollowUpRow::default()
        };
        FollowUpList { rows: done.iter().map(row).collect(), ..FollowUpList::default() }
    }

    fn found(answers: &[CustomerAnswer], done: &[(u32, i32, u32)]) -> Vec<Case> {
        cases(answers, &list(done), 1_000, 1).remove(&3).unwrap_or_default()
    }

    #[test]
    fn a_follow_up_between_two_answers() {
        let answers = [answer(0, 10, 5.0), answer(0, 100, 6.0), answer(0, 190, 8.0)];
        // Done on the day of the first answer: before it, for all that is known. On the day of the second one: before it.
        let case = |at: i32| found(&answers, &[(0, at, 2)]);
        let own = |before, after, group| BeforeAfter { before, after, group };
        let second = Case { kind: Some(2), treated: true, own: own(6.0, 8.0, 1), earlier: Some(own(5.0, 6.0, 1)) };
        assert_eq!(case(190), [second]);
        assert_eq!(case(100), [Case { kind: Some(2), treated: true, own: own(5.0, 6.0, 1), earlier: None }]);
        assert_eq!(case(10), []);
        // After the last answer it is as if there were none; after the as-of day too.
        for day in [191, 1_001] {
            assert!(case(day).iter().all(|case| !case.treated && case.kind.is_none()) && case(day).len() == 1);
        }
    }

    #[test]
    fn one_case_a_customer_and_none_of_one_day() {
        let answers: Vec<CustomerAnswer> =
            (0..200).flat_map(|customer| [0, 50, 170, 500].map(|day| answer(customer, day, f64::from(day)))).collect();
        let all = found(&answers, &[]);
        assert_eq!(all.len(), 200);
        // 50, 120 and 330 days apart: each of the three pairs is drawn about as often.
        for group in [0, 1, 3] {
            assert!((45..=90).contains(&all.iter().filter(|case| case.own.group == group).count()));
        }
        assert!(all.iter().all(|case| case.earlier.is_some() == (case.own.group > 0)));
        assert_eq!(found(&[answer(0, 10, 5.0), answer(0, 10, 6.0)], &[]), []);
        assert_eq!(found(&[answer(0, 10, 5.0), answer(1, 20, 6.0)], &[]), []);
        assert_eq!(found(&[], &[(0, 5, 1)]), []);
    }
}
