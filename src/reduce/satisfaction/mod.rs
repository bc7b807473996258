//! Answers, complaints, follow-ups and purchases → what the satisfaction report counts.
//!
//! Chunks come from several threads in any order; what comes out does not depend on it.
//!
//! | file | its job |
//! |---|---|
//! | `customers` | [`Customers`]: customer ids as numbers, the same for all tables |
//! | `answers` | [`AnswerRows`]: survey answers, counted by question, period and group |
//! | `bought` | [`Bought`]: the purchase days of each customer |
//! | `ratings`, `sample` | [`RatingRows`](ratings::RatingRows): ratings beside the score, by question; at most a sample |

pub mod answers;
pub mod bought;
pub mod customers;
pub mod ratings;
mod sample;
