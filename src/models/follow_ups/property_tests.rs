//! What holds for any follow-ups.

use proptest::prelude::*;

use super::*;
use crate::models::wording::Wording;

fn follow_ups() -> impl Strategy<Value = Vec<FollowUp>> {
    let day = || prop::option::weighted(0.7, 0_i32..60);
    let mark = prop::sample::select(vec![Mark::None, Mark::None, Mark::Cancelled, Mark::Missed, Mark::Done]);
    let own = (day(), day(), mark, any::<Option<bool>>(), prop::option::of(0_u32..4));
    let own = own.prop_map(|(due, done, mark, reached, attempts)| FollowUp { due, done, mark, reached, attempts });
    prop::collection::vec(own, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn groups_add_up_to_the_whole(all in follow_ups(), first in 0_i32..60, length in 0_i32..60, as_of in 0_i32..70) {
        let period = Period { first, last: first + length, as_of, days_of_grace: 1 };
        let whole = measure(&all, period, 0.95).unwrap();
        let group_of: Vec<u32> = (0..all.len() as u32).map(|row| row % 3).collect();
        let groups = measure_by_group(&all, &group_of, 3, period, 0.95).unwrap();
        let sum = |part: fn(&Measures) -> u64| groups.iter().map(part).sum::<u64>();
        prop_assert_eq!(sum(|own| own.balance.planned()), whole.balance.planned());
        prop_assert_eq!(sum(|own| own.due), whole.due);
        let done = |own: &Measures| own.completed.map_or(0, |share| share.count);
        prop_assert_eq!(groups.iter().map(done).sum::<u64>(), done(&whole));
        prop_assert_eq!(sum(|own| own.open_without_due_day), whole.open_without_due_day);
        let balance = whole.balance;
        let parts = Balance::new(
            balance.planned(), balance.done(), balance.missed(), balance.cancelled(), balance.not_yet_due(),
        );
        prop_assert_eq!(parts, Ok(balance));
        // Those called off and those due later are not due; of the others some are done ahead.
        prop_assert!(whole.due <= balance.done() + balance.missed());
    }

    /// Two periods side by side measure what the period of both does.
    #[test]
    fn periods_add_up(all in follow_ups(), cut in 0_i32..59, as_of in 0_i32..70) {
        let due = |first, last| {
            let found = measure(&all, Period { first, last, as_of, days_of_grace: 0 }, 0.95).unwrap();
            let done = found.completed.map_or(0, |share| share.count);
            (found.due, found.balance.planned(), done, found.done_without_due_day)
        };
        let (whole, before, after) = (due(0, 59), due(0, cut), due(cut + 1, 59));
        let sum = (before.0 + after.0, before.1 + after.1, before.2 + after.2, before.3 + after.3);
        prop_assert_eq!(whole, sum);
    }

    #[test]
    fn the_due_list_is_what_counting_days_gives(
        start in -50_i32..50,
        after in 0_u32..40,
        every in prop::option::of(1_u32..20),
        times in prop::option::of(1_u32..6),
        first in -60_i32..100,
        length in 0_i32..100,
    ) {
        let times = times.filter(|_| every.is_some());
        let (kind, name) = ("a".to_string(), Wording::same("a"));
        let rule = PlanRule { kind, name, customer_types: vec![], after, every, times };
        let list = FollowUpPlan { rules: vec![rule] }.due_list(&[("x", start)], first..=first + length);
        let found: Vec<i32> = list.follow_ups.iter().map(|own| own.due).collect();
        let most = if every.is_none() { 1 } else { times.unwrap_or(1_000) };
        let all = (0..most).map(|number| start + after as i32 + (number * every.unwrap_or(0)) as i32);
        let expected: Vec<i32> = all.filter(|due| (first..=first + length).contains(due)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_file_is_read_or_refused(
        text in "(\\[\\[follow_up\\]\\]\n|(kind|en|zh|after_days|every_days|times) = ('x'|0|3|99999|-1)\n){0,9}",
    ) {
        match FollowUpPlan::parse(&text) {
            Ok(found) => prop_assert!(found.rules.iter().all(|rule| rule.after > 0 && rule.every != Some(0))),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
