//! What to do about each customer: a grade, or an obstacle to any contact.

use super::error::CandidateError;
use super::grade::{Grade, GradeTable};
use super::level::{Cuts, Level};
use super::reason::{Reason, Winnability};
use crate::labels::Label;

/// Whether the customer may be contacted for marketing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Consent is on record.
    Given,
    /// Consent was refused, withdrawn, or is not on record.
    NotGiven,
}

/// One customer who might be won back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Margin V expected over the horizon if the customer returns, in currency.
    pub value: f64,
    /// Level of that value among all customers, see [`value_levels`](super::value_levels).
    pub value_level: Level,
    /// Probability of buying nothing over the horizon.
    pub risk: f64,
    /// The recorded reason.
    pub reason: Reason,
    /// Consent to contact.
    pub consent: Consent,
    /// Cost c of the contact with its offer, in currency.
    pub cost: f64,
    /// Uplift τ: P(return | contacted) − P(return | left alone), from a measured campaign; `None` when unknown.
    pub uplift: Option<f64>,
}

/// How candidates are graded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// The grade of each combination.
    pub table: GradeTable,
    /// How winnable each reason is.
    pub winnability: Winnability,
    /// The risks at which the middle and the high level begin.
    pub risk_cuts: Cuts,
}

impl Default for Policy {
    /// The default table and weights, and risk cut into thirds. All are declared, not estimated.
    fn default() -> Policy {
        Policy { table: GradeTable::default(), winnability: Winnability::default(), risk_cuts: Cuts::THIRDS }
    }
}

/// Why a customer is not to be contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// There is no consent.
    NoConsent,
    /// The contact costs more than it can be expected to bring: c > τ V, or c > V where τ is unknown.
    CostAboveValue,
}

impl Obstacle {
    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Obstacle::NoConsent => "no_consent",
            Obstacle::CostAboveValue => "cost_above_value",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Obstacle::NoConsent => Label::new("do not contact: no consent", "不得联系：未获同意"),
            Obstacle::CostAboveValue => {
                Label::new("do not contact: costs more than it brings", "不建议联系：成本高于预期收益")
            }
        }
    }
}

impl Advice {
    /// Why the customer is not to be contacted, for people; `None` where contact is advised.
    pub fn obstacle_label(self) -> Option<Label> {
        match self {
            Advice::Contact(_) => None,
            Advice::DoNotContact(obstacle) => Some(obstacle.label()),
        }
    }
}

/// What to do about a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// Contact, with this grade.
    Contact(Grade),
    /// Do not contact.
    DoNotContact(Obstacle),
}

/// The advice and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    /// What to do.
    pub advice: Advice,
    /// The margin V expected if the customer returns, in currency.
    pub amount: f64,
    /// Level of the value.
    pub value: Level,
    /// Level of the winnability.
    pub winnability: Level,
    /// Level of the risk.
    pub risk: Level,
    /// The uplift c/V at which the contact pays for itself; above 1 it never does. `None` when the value is zero or
    /// less, or so small that the ratio is not finite.
    pub break_even_uplift: Option<f64>,
    /// τ V − c, in currency; `None` when the uplift is unknown.
    pub expected_return: Option<f64>,
}

impl Candidate {
    /// Assesses the candidate; an error names `position`.
    pub fn assess(&self, position: usize, policy: &Policy) -> Result<Assessment, CandidateError> {
        self.check(position)?;
        let winnability = policy.winnability.level(self.reason);
        let risk = policy.risk_cuts.level(self.risk);
        let expected_return = self.uplift.map(|uplift| uplift * self.value - self.cost);
        let loses = expected_return.map_or(self.cost > self.value, |expected| expected < 0.0);
        let advice = if self.consent == Consent::NotGiven {
            Advice::DoNotContact(Obstacle::NoConsent)
        } else if loses {
            Advice::DoNotContact(Obstacle::CostAboveValue)
        } else {
            Advice::Contact(policy.table.grade(self.value_level, winnability, risk))
        };
        let break_even_uplift = Some(self.cost / self.value).filter(|uplift| self.value > 0.0 && uplift.is_finite());
        let (amount, value) = (self.value, self.value_level);
        Ok(Assessment { advice, amount, value, winnability, risk, break_even_uplift, expected_return })
    }

    fn check(&self, position: usize) -> Result<(), CandidateError> {
        // Half the range of a float, so that no difference of two amounts overflows.
        let amount = |amount: f64| amount.abs() <= f64::MAX / 2.0;
        if !amount(self.value) {
            return Err(CandidateError::Value { position });
        }
        if !amount(self.cost) || self.cost < 0.0 {
            return Err(CandidateError::Cost { position });
        }
        if !(0.0..=1.0).contains(&self.risk) {
            return Err(CandidateError::Risk { position });
        }
        if self.uplift.is_some_and(|uplift| !(-1.0..=1.0).contains(&uplift)) {
            return Err(CandidateError::Uplift { position });
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn assess(candidates: &[Candidate], policy: &Policy) -> Result<Vec<Assessment>, CandidateError> {
        candidates.iter().enumerate().map(|(position, candidate)| candidate.assess(position, policy)).collect()
    }

    const GOOD: Candidate = Candidate {
        value: 200.0,
        value_level: Level::High,
        risk: 0.9,
        reason: Reason::ServiceQuality,
        consent: Consent::Given,
        cost: 5.0,
        uplift: Some(0.04),
    };

    fn one(candidate: Candidate) -> Assessment {
        assess(&[candidate], &Policy::default()).unwrap()[0]
    }

    /// By hand: 0.04 × 200 − 5 = 3; break-even 5/200.
    #[test]
    fn money_by_hand() {
        let assessment = one(GOOD);
        assert_eq!(assessment.expected_return, Some(3.0));
        assert_eq!(assessment.break_even_uplift, Some(0.025));
        assert_eq!(assessment.advice, Advice::Contact(Grade::A));
        assert_eq!((assessment.winnability, assessment.risk), (Level::High, Level::High));
    }

    #[test]
    fn obstacles_come_before_grades_and_consent_before_cost() {
        let costly = Candidate { cost: 8.5, ..GOOD };
        assert_eq!(one(costly).advice, Advice::DoNotContact(Obstacle::CostAboveValue));
        let refused = Candidate { consent: Consent::NotGiven, ..costly };
        assert_eq!(one(refused).advice, Advice::DoNotContact(Obstacle::NoConsent));
        // Breaking even is no loss.
        assert_eq!(one(Candidate { cost: 8.0, ..GOOD }).advice, Advice::Contact(Grade::A));
        assert_eq!(one(Candidate { uplift: Some(-0.01), ..GOOD }).expected_return, Some(-7.0));
    }

    #[test]
    fn without_an_uplift_only_the_whole_value_bounds_the_cost() {
        let unknown = Candidate { uplift: None, ..GOOD };
        let assessment = one(unknown);
        assert_eq!((assessment.expected_return, assessment.break_even_uplift), (None, Some(0.025)));
        assert_eq!(one(Candidate { cost: 200.0, ..unknown }).advice, Advice::Contact(Grade::A));
        assert_eq!(one(Candidate { cost: 200.5, ..unknown }).advice, Advice::DoNotContact(Obstacle::CostAboveValue));
        let worthless = Candidate { value: -10.0, cost: 0.0, ..unknown };
        assert_eq!(one(worthless).advice, Advice::DoNotContact(Obstacle::CostAboveValue));
        assert_eq!(one(worthless).break_even_uplift, None);
    }

    #[test]
    fn the_policy_can_be_replaced() {
        let table = GradeTable::default().with(Level::High, Level::High, Level::Middle, Grade::D);
        let policy = Policy { table, risk_cuts: Cuts::new(0.5, 0.95).unwrap(), ..Policy::default() };
        assert_eq!(assess(&[GOOD], &policy).unwrap()[0].advice, Advice::Contact(Grade::D));
    }

    #[test]
    fn refuses_impossible_numbers() {
        let refused = |candidate| assess(&[GOOD, candidate], &Policy::default()).unwrap_err();
        let position = 1;
        for bad in [f64::NAN, f64::INFINITY, f64::MAX] {
            assert_eq!(refused(Candidate { value: bad, ..GOOD }), CandidateError::Value { position });
            assert_eq!(refused(Candidate { cost: bad, ..GOOD }), CandidateError::Cost { position });
            assert_eq!(refused(Candidate { risk: bad, ..GOOD }), CandidateError::Risk { position });
            assert_eq!(refused(Candidate { uplift: Some(bad), ..GOOD }), CandidateError::Uplift { position });
        }
        assert_eq!(refused(Candidate { cost: -1.0, ..GOOD }), CandidateError::Cost { position });
        let tiny = Candidate { value: f64::MIN_POSITIVE, cost: 1e300, ..GOOD };
        assert_eq!(one(tiny).break_even_uplift, None);
        assert_eq!(assess(&[], &Policy::default()), Ok(Vec::new()));
    }
}
