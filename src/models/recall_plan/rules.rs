//! The rules that a plan is made from. It reads no file and makes no plan.

use std::collections::BTreeMap;

use super::condition::Condition;
use super::phase::Phase;
use super::span::Span;
use crate::models::hazard_class::HazardClass;
use crate::models::wording::Wording;

/// Checked rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Rules in the order of the file.
    pub(super) rules: Vec<Rule>,
}

impl Rules {
    /// All rules, in the order of the file.
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }
}

/// One task of a recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Its phase.
    pub phase: Phase,
    /// What is to be done.
    pub task: Wording,
    /// The role that does it.
    pub owner: Wording,
    /// Time after the start of the recall, by class; a class that is not there does not have the task.
    pub due: BTreeMap<HazardClass, Span>,
    /// Time from one repetition to the next, by class.
    pub every: BTreeMap<HazardClass, Span>,
    /// How often it is done where it is repeated; 1 otherwise.
    pub times: u32,
    /// The rule that it follows; empty where none is named.
    pub basis: String,
    /// What must hold for it to be due, all of it.
    pub needs: Vec<Condition>,
}
