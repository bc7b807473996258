//! The plan: which tasks are due, and when. It reads no file and no clock.

use super::calendar::{Calendar, Moment};
use super::condition::Condition;
use super::rules::{Rule, Rules};
use crate::models::hazard_class::HazardClass;

/// One task of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task<'a> {
    /// The rule that asks for it.
    pub rule: &'a Rule,
    /// Which repetition it is, from 1; `None` for a task that is done once.
    pub round: Option<u32>,
    /// Until when it is to be done; without a minute, until the end of the day.
    pub due: Moment,
}

/// The tasks of a recall of `class` that started at `start`, by due time, then id. A task is there when everything that
/// it needs is in `situation`. The first of several repetitions is due like a task that is done once, each other one
/// that much after the one before.
pub fn plan<'a>(
    rules: &'a Rules,
    class: HazardClass,
    start: Moment,
    situation: &[Condition],
    calendar: &Calendar,
) -> Vec<Task<'a>> {
    let mut tasks = Vec::new();
    let due = |rule: &&Rule| rule.needs.iter().all(|need| situation.contains(need));
    for rule in rules.rules.iter().filter(due) {
        let Some(first) = rule.due.get(&class) else { continue };
        let mut due = calendar.after(start, *first);
        match rule.every.get(&class) {
            None => tasks.push(Task { rule, round: None, due }),
            Some(every) => {
                for round in 1..=rule.times {
                    tasks.push(Task { rule, round: Some(round), due });
                    due = calendar.after(due, *every);
                }
            }
        }
    }
    tasks.sort_by_key(|task| (task.due.order(), &task.rule.id, task.round));
    tasks
}
