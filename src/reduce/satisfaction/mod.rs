//! Answers, complaints, follow-ups and purchases → what the satisfaction report counts.
//!
//! Chunks come from several threads in any order; what comes out does not depend on it.
//!
//! | file | its job |
//! |---|---|
//! | `customers` | [`Customers`](customers::Customers): customer ids as numbers, the same for all tables |
//! | `answers`, `answer_counts` | [`AnswerRows`](answers::AnswerRows): survey answers, counted by question, period and group |
//! | `complaints`, `complaint_themes`, `moment`, `case_status`, `holds` | [`ComplaintRows`](complaints::ComplaintRows): complaints with their moments, holds and themes |
//! | `bought` | [`Bought`](bought::Bought): the purchase days of each customer |
//! | `wallets` | what customers spend in the category, and in a year here |
//! | `ratings`, `sample` | [`RatingRows`](ratings::RatingRows): ratings beside the score, by question; at most a sample |
//! | `follow_ups`, `follow_up_outcomes` | [`FollowUpRows`](follow_ups::FollowUpRows): planned contacts, and what their outcomes say |

mod answer_counts;
pub mod answers;
pub mod bought;
mod case_status;
mod complaint_themes;
pub mod complaints;
pub mod customers;
pub mod follow_up_outcomes;
pub mod follow_ups;
pub mod holds;
pub mod moment;
pub mod ratings;
mod sample;
pub mod wallets;
