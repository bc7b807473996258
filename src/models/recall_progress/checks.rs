//! Effectiveness checks: whom to visit or call, and what was found. The statistics are those of
//! [`effectiveness`](crate::models::effectiveness).

use std::collections::{BTreeMap, BTreeSet};

use super::event::FollowUpKind;
use super::location::Audience;
use super::progress::Progress;
use crate::models::effectiveness::{CheckOutcome, Checks, Level, sample_consignees, zero_failure_size};
use crate::numerics::interval::Interval;

/// How many consignees to check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CheckSize {
    /// By level (21 CFR 7.42(b)(3)).
    Level(Level),
    /// A number, such as one from a sampling table.
    Number(u64),
    /// So many that checks without a failure show with this confidence that the recall works at the part `reliability`.
    ZeroFailures {
        /// Confidence, above 0 and below 1.
        confidence: f64,
        /// Part of the consignees, above 0 and below 1.
        reliability: f64,
    },
}

/// Whom to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckPlan<'a> {
    /// Number of consignees.
    pub consignees: u64,
    /// Those drawn, ascending.
    pub drawn: Vec<&'a str>,
}

/// What checks found. Of several checks of one consignee the last counts; of one day's, the worst.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckResults {
    /// Checks to make.
    pub planned: u64,
    /// Consignees checked with an outcome, drawn or not.
    pub made: u64,
    /// Those that had acted.
    pub action_taken: u64,
    /// Those that had no stock left.
    pub no_stock: u64,
    /// Those that had not acted.
    pub no_action: u64,
    /// Those that could not be reached.
    pub not_reachable: u64,
    /// Checks done without an outcome on record.
    pub without_outcome: u64,
    /// Checks not done that were due by the as-of day.
    pub overdue: u64,
    /// Consignees checked that were not drawn: they prove nothing.
    pub not_drawn: u64,
    /// Checks of drawn consignees.
    pub drawn: Checks,
    /// Interval of the share of consignees at which the recall works, from the drawn ones; `None` without any.
    pub effective_share: Option<Interval>,
    /// With this confidence no greater share is without effect; `None` without any.
    pub failing_at_most: Option<f64>,
}

impl<'a> Progress<'a> {
    /// Draws consignees at random with a seed; the same consignees and seed give the same plan. `None` for a size that
    /// its rule does not allow.
    pub fn check_plan(&self, size: CheckSize, seed: u64) -> Option<CheckPlan<'a>> {
        let list: Vec<&'a str> = self.standings_of(Some(Audience::Consignee)).map(|one| one.customer).collect();
        let consignees = list.len() as u64;
        let wanted = match size {
            CheckSize::Level(level) => level.checks(consignees)?,
            CheckSize::Number(number) => number,
            CheckSize::ZeroFailures { confidence, reliability } => zero_failure_size(confidence, reliability)?,
        };
        // Customers are in ascending order, so that places are stable numbers.
        let places: Vec<u64> = (0..consignees).collect();
        let sample = sample_consignees(&places, |_| wanted, seed);
        let drawn = sample.drawn.iter().filter_map(|place| list.get(usize::try_from(*place).ok()?).copied()).collect();
        Some(CheckPlan { consignees, drawn })
    }

    /// What the checks among the follow-ups found. Those of customers that are no consignees are left out.
    pub fn check_results(&self, plan: &CheckPlan<'_>, confidence: f64) -> CheckResults {
        let consignees: BTreeSet<&str> = self.standings_of(Some(Audience::Consignee)).map(|one| one.customer).collect();
        let mut last: BTreeMap<&str, (i32, u8, CheckOutcome)> = BTreeMap::new();
        let (mut without_outcome, mut overdue) = (0, 0);
        let is_check = |kind| kind == FollowUpKind::EffectivenessCheck;
        for one in self.follow_ups.iter().filter(|one| is_check(one.kind) && consignees.contains(one.customer)) {
            match (one.done, one.outcome) {
                (Some(day), Some(outcome)) => {
                    let found = (day, outcome as u8, outcome);
                    let known = last.entry(one.customer).or_insert(found);
                    if (found.0, found.1) > (known.0, known.1) {
                        *known = found;
                    }
                }
                (Some(_), None) => without_outcome += 1,
                (None, _) => overdue += u64::from(one.due.is_some_and(|due| due <= self.as_of)),
            }
        }
        let count = |wanted| last.values().filter(|(_, _, outcome)| *outcome == wanted).count() as u64;
        let is_drawn = |customer: &str| plan.drawn.binary_search(&customer).is_ok();
        let of_drawn: Vec<CheckOutcome> =
            last.iter().filter(|(customer, _)| is_drawn(customer)).map(|(_, found)| found.2).collect();
        let drawn = Checks::of(consignees.len() as u64, &of_drawn);
        CheckResults {
            planned: plan.drawn.len() as u64,
            made: last.len() as u64,
            action_taken: count(CheckOutcome::ActionTaken),
            no_stock: count(CheckOutcome::NoStock),
            no_action: count(CheckOutcome::NoAction),
            not_reachable: count(CheckOutcome::NotReachable),
            without_outcome,
            overdue,
            not_drawn: (last.len() - of_drawn.len()) as u64,
            drawn,
            effective_share: drawn.effective_share(confidence),
            failing_at_most: drawn.failing_at_most(confidence),
        }
    }
}
