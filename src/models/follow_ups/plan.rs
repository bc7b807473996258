//! Which customers are followed up when. It reads no file and records nothing.

use std::ops::RangeInclusive;

use crate::models::wording::Wording;

/// Follow-ups by customer type. See [`FollowUpPlan::parse`] for how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpPlan {
    /// The rules, in the order of the file.
    pub rules: Vec<PlanRule>,
}

/// One rule: a follow-up, or a series of them, for some customer types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRule {
    /// The kind of follow-up, as data files name it.
    pub kind: String,
    /// The kind in words.
    pub name: Wording,
    /// The customer types it is for, in lower case; none is all.
    pub customer_types: Vec<String>,
    /// Days from the start of the customer to the first one.
    pub after: u32,
    /// Days from one to the next; `None` where there is only one.
    pub every: Option<u32>,
    /// How many there are at most; `None` without an end.
    pub times: Option<u32>,
}

/// A follow-up that falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedFollowUp {
    /// The day.
    pub due: i32,
    /// Place of the customer in the list given.
    pub customer: usize,
    /// Place of the rule in the plan.
    pub rule: usize,
}

/// What falls due, and for how many customers nothing is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueList {
    /// The follow-ups by day, then customer, then rule.
    pub follow_ups: Vec<PlannedFollowUp>,
    /// Customers whose type has no rule.
    pub without_rule: u64,
}

impl FollowUpPlan {
    /// Everything that falls due on `days`, both ends included. Each customer has a type, compared without regard to
    /// case, and a start: the day from which the rules count, such as that of the first order.
    pub fn due_list(&self, customers: &[(&str, i32)], days: RangeInclusive<i32>) -> DueList {
        let mut list = DueList::default();
        for (customer, (customer_type, start)) in customers.iter().enumerate() {
            let customer_type = customer_type.trim().to_lowercase();
            let rules = || self.rules.iter().enumerate().filter(|(_, rule)| rule.is_for(&customer_type));
            list.without_rule += u64::from(rules().next().is_none());
            for (rule, own) in rules() {
                let due = own.due_days(*start, &days);
                list.follow_ups.extend(due.map(|due| PlannedFollowUp { due, customer, rule }));
            }
        }
        list.follow_ups.sort_unstable();
        list
    }
}

impl PlanRule {
    fn is_for(&self, customer_type: &str) -> bool {
        self.customer_types.is_empty() || self.customer_types.iter().any(|own| own == customer_type)
    }

    /// The days of the series that lie in `days`.
    fn due_days(&self, start: i32, days: &RangeInclusive<i32>) -> impl Iterator<Item = i32> + use<> {
        let first = i64::from(start) + i64::from(self.after);
        let every = i64::from(self.every.unwrap_or(1).max(1));
        let times = if self.every.is_none() { 1 } else { self.times.map_or(i64::MAX, i64::from) };
        let (from, to) = (i64::from(*days.start()), i64::from(*days.end()));
        // The first one that is not before `from`.
        let skipped = if from > first { (from - first + every - 1) / every } else { 0 };
        let numbers = (skipped..times).map(move |number| first + number * every);
        numbers.take_while(move |due| *due <= to).filter_map(|due| i32::try_from(due).ok())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rule(types: &[&str], after: u32, every: Option<u32>, times: Option<u32>) -> PlanRule {
        let customer_types = types.iter().map(|own| own.to_string()).collect();
        PlanRule { kind: "call".to_string(), name: Wording::same("call"), customer_types, after, every, times }
    }

    fn days(rule: PlanRule, start: i32, days: RangeInclusive<i32>) -> Vec<i32> {
        let list = FollowUpPlan { rules: vec![rule] }.due_list(&[("New", start)], days);
        list.follow_ups.iter().map(|own| own.due).collect()
    }

    #[test]
    fn once_or_again_and_again() {
        assert_eq!(days(rule(&["new"], 3, None, None), 100, 0..=200), [103]);
        assert_eq!(days(rule(&[], 0, Some(90), None), 100, 191..=370), [280, 370]);
        assert_eq!(days(rule(&[], 10, Some(90), Some(2)), 100, 0..=1000), [110, 200]);
        assert_eq!(days(rule(&[], 10, Some(90), Some(2)), 100, 201..=1000), [0; 0]);
        assert_eq!(days(rule(&[], 3, None, None), 100, 104..=200), [0; 0]);
        assert_eq!(days(rule(&[], 3, None, None), 100, 103..=103), [103]);
        assert_eq!(days(rule(&[], u32::MAX, Some(u32::MAX), None), i32::MAX, i32::MIN..=i32::MAX), [0; 0]);
        assert_eq!(days(rule(&[], 0, Some(1), None), i32::MIN, i32::MAX - 1..=i32::MAX), [i32::MAX - 1, i32::MAX]);
    }

    #[test]
    fn the_list_is_in_order_and_tells_who_has_no_rule() {
        let plan = FollowUpPlan { rules: vec![rule(&["old"], 5, None, None), rule(&["new", "old"], 1, None, None)] };
        let list = plan.due_list(&[("old", 10), ("NEW ", 9), ("lost", 9)], 0..=99);
        let told: Vec<_> = list.follow_ups.iter().map(|own| (own.due, own.customer, own.rule)).collect();
        assert_eq!((told, list.without_rule), (vec![(10, 1, 1), (11, 0, 1), (15, 0, 0)], 1));
    }
}
