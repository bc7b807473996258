//! What a recall is to reach, as it is typed: `responded=90%`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::limits::Percent;
use crate::error::Problem;
use crate::labels::recall_scope as labels;

/// What is to be reached where nothing else was asked for: a recall alert of the CPSC needs to reach 95% of the customers
/// directly, and as many units are to be accounted for.
const GOALS: [Goal; 2] =
    [Goal { figure: GoalFigure::DirectReach, share: 0.95 }, Goal { figure: GoalFigure::Accounted, share: 0.95 }];

/// A figure that can have a goal. Each has a denominator of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalFigure {
    /// Contacts with a usable channel, of all contacts.
    DirectReach,
    /// Contacts told, of all contacts.
    Notified,
    /// Contacts heard of, of all contacts.
    Responded,
    /// Units accounted for, of those distributed.
    Accounted,
    /// Units returned, corrected, disposed of or refunded, of those distributed.
    Recovered,
    /// Checks that found that the consignee had acted or had no stock, of checks made.
    ChecksEffective,
}

/// A share to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Of what.
    pub figure: GoalFigure,
    /// From 0 to 1.
    pub share: f64,
}

/// The goals asked for, and for any other figure that of the program.
pub(super) fn goals(typed: &[Goal], problems: &mut Vec<Problem>) -> Vec<Goal> {
    let mut goals: BTreeMap<GoalFigure, Goal> = BTreeMap::new();
    for goal in typed {
        if goals.insert(goal.figure, *goal).is_some() {
            problems.push(Problem::at("--goal", labels::GOAL_TWICE.with(&[("figure", &goal.figure.id())])));
        }
    }
    for own in GOALS {
        goals.entry(own.figure).or_insert(own);
    }
    goals.into_values().collect()
}

impl GoalFigure {
    /// Every figure.
    pub const ALL: [GoalFigure; 6] = [
        GoalFigure::DirectReach,
        GoalFigure::Notified,
        GoalFigure::Responded,
        GoalFigure::Accounted,
        GoalFigure::Recovered,
        GoalFigure::ChecksEffective,
    ];

    /// The name in data files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            GoalFigure::DirectReach => "direct_reach",
            GoalFigure::Notified => "notified",
            GoalFigure::Responded => "responded",
            GoalFigure::Accounted => "accounted",
            GoalFigure::Recovered => "recovered",
            GoalFigure::ChecksEffective => "checks_effective",
        }
    }
}

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Goal, String> {
        let parts = text.split_once('=');
        let figure = parts.and_then(|(name, _)| GoalFigure::ALL.into_iter().find(|own| own.id() == name.trim()));
        let share = parts.and_then(|(_, share)| share.trim().parse::<Percent>().ok()).filter(|share| share.0 > 0.0);
        let goal = figure.zip(share).map(|(figure, share)| Goal { figure, share: share.0 });
        goal.ok_or_else(|| {
            let names: Vec<&str> = GoalFigure::ALL.into_iter().map(GoalFigure::id).collect();
            format!("expected a goal such as responded=90%, for {}", names.join(", "))
        })
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}%", self.figure.id(), (self.share * 1e8).round() / 1e6)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read_as_they_are_written() {
        let goal: Goal = "responded = 92.5%".parse().unwrap();
        assert_eq!(
            (goal.figure, goal.share, goal.to_string().as_str()),
            (GoalFigure::Responded, 0.925, "responded=92.5%")
        );
        for wrong in ["responded", "responded=90", "responded=0%", "accounted=101%", "answers=90%", "=90%", ""] {
            assert!(wrong.parse::<Goal>().unwrap_err().contains("responded=90%"), "{wrong}");
        }
    }
}
