//! Answers, complaints, follow-ups and purchases → what the satisfaction report counts.
//!
//! Chunks come from several threads in any order; what comes out does not depend on it.
//!
//! | file | its job |
//! |---|---|
//! | `customers` | [`Customers`]: customer ids as numbers, the same for all tables |
//! | `answers` | [`AnswerRows`]: survey answers, counted by question, period and group |
//! | `bought` | [`Bought`]: the purchase days of each customer |
//! | `follow_ups`, `follow_up_outcomes` | [`FollowUpRows`]: planned contacts, and what their outcomes say |

pub mod answers;
pub mod bought;
pub mod customers;
pub mod follow_up_outcomes;
pub mod follow_ups;
pub mod ratings;
