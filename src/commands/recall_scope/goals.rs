//! The figures by which a recall is judged, each against its goal.

use crate::labels::{Label, recall_scope as labels};
use crate::models::contacts::ContactList;
use crate::models::recall_progress::{Account, Audience, CheckResults, Progress};
use crate::settings::recall_goals::GoalFigure;
use crate::settings::recall_scope::RecallScopeSettings;

/// Rounding alone misses no goal.
const ROUNDING: f64 = 1e-12;

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) figure: GoalFigure,
    /// Nothing for all together.
    pub(super) audience: Option<Audience>,
    pub(super) part: f64,
    pub(super) whole: f64,
    pub(super) goal: Option<f64>,
}

impl Figure {
    /// Nothing where there is nothing to take a share of.
    pub(super) fn share(&self) -> Option<f64> {
        (self.whole > 0.0).then(|| self.part / self.whole)
    }

    /// Whether the goal is met; nothing without a goal or a share.
    pub(super) fn is_met(&self) -> Option<bool> {
        self.share().zip(self.goal).map(|(share, goal)| share >= goal * (1.0 - ROUNDING))
    }

    pub(super) fn label(&self) -> Label {
        match self.figure {
            GoalFigure::DirectReach => labels::FIGURE_DIRECT_REACH,
            GoalFigure::Notified => labels::FIGURE_NOTIFIED,
            GoalFigure::Responded => labels::FIGURE_RESPONDED,
            GoalFigure::Accounted => labels::FIGURE_ACCOUNTED,
            GoalFigure::Recovered => labels::FIGURE_RECOVERED,
            GoalFigure::ChecksEffective => labels::FIGURE_CHECKS,
        }
    }

    pub(super) fn whose(&self) -> Label {
        self.audience.map_or(labels::EVERYBODY, Audience::label)
    }
}

/// All figures: of everybody, then of consumers and consignees.
pub(super) fn figures(
    settings: &RecallScopeSettings,
    progress: &Progress<'_>,
    contacts: &ContactList<'_>,
    checks: &CheckResults,
) -> Vec<Figure> {
    let one = |figure: GoalFigure, audience, part: f64, whole: f64| Figure {
        figure,
        audience,
        part,
        whole,
        goal: settings.goal(figure),
    };
    let mut all = Vec::new();
    // Where no customers were given, nobody's channel is known.
    if !settings.inputs.customers.is_empty() {
        let reach = contacts.reach;
        all.push(one(GoalFigure::DirectReach, None, reach.reachable as f64, reach.affected as f64));
    }
    for audience in [None, Some(Audience::Consumer), Some(Audience::Consignee)] {
        let (mut customers, mut told, mut heard) = (0u64, 0u64, 0u64);
        let mut account = Account::default();
        for standing in progress.standings_of(audience) {
            customers += 1;
            told += u64::from(standing.notified.is_some());
            heard += u64::from(standing.responded.is_some());
            account += standing.account;
        }
        if audience.is_none() {
            account = progress.account();
        }
        let units = account.distributed as f64;
        all.push(one(GoalFigure::Notified, audience, told as f64, customers as f64));
        all.push(one(GoalFigure::Responded, audience, heard as f64, customers as f64));
        all.push(one(GoalFigure::Accounted, audience, account.accounted() as f64, units));
        all.push(one(GoalFigure::Recovered, audience, account.recovered_of_estimate as f64, units));
    }
    let effective = (checks.action_taken + checks.no_stock) as f64;
    all.push(one(GoalFigure::ChecksEffective, Some(Audience::Consignee), effective, checks.made as f64));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_met_exactly_and_nothing_of_nothing_is_neither() {
        let of =
            |part, whole, goal| Figure { figure: GoalFigure::Responded, audience: None, part, whole, goal }.is_met();
        assert_eq!([of(19.0, 20.0, Some(0.95)), of(18.0, 20.0, Some(0.95))], [Some(true), Some(false)]);
        assert_eq!([of(0.0, 0.0, Some(0.95)), of(1.0, 2.0, None)], [None, None]);
    }
}
