//! Win-back grades: whom to ask back, and whom not to. A grade is read from a table by the value of the customer, how
//! winnable the recorded reason is, and the churn risk. Consent and cost come before every grade.
//!
//! Expected return is uplift times value less cost. The uplift, the change in the probability of returning that a
//! contact brings about, comes from a measured campaign; without one, only the uplift that would break even is known.
//! A reason is what was recorded, never inferred from behaviour.

mod candidate;
mod error;
mod grade;
mod level;
mod ranking;
mod reason;
mod rules;
mod value;

pub use candidate::{Advice, Assessment, Candidate, Consent, Obstacle, Policy};
pub use error::CandidateError;
pub use grade::{Grade, GradeTable};
pub use level::{Cuts, Level};
pub use ranking::contact_order;
pub use reason::{Reason, Winnability};
pub use rules::{Channel, Measure, Rules, RulesProblem};
pub use value::{ValueLevels, value_levels};
