//! How far a recall is: who has been told, who answered, which units are accounted for, and when it will be done.
//!
//! | file | its job |
//! |---|---|
//! | `medium`, `location` | how notices and answers travel; where affected units are |
//! | `event` | [`Affected`], [`Notification`], [`Response`], [`Recovery`], [`FollowUp`]: the input |
//! | `told_as` | customers that are told as one, and stand as one |
//! | `screening` | events that count, and those [set aside](SetAside) with the reason |
//! | `history`, `books`, `account` | the events of one customer, and the [`Account`] kept of its units |
//! | `pool` | what customers still have, for what came back from somebody unknown |
//! | `status`, `standing` | [`Status`] of every customer |
//! | `progress` | [`Progress`]: all of it as of a day |
//! | `curve`, `by_medium`, `forecast`, `checks` | over time, by channel, to the target, on the spot |
//! | `reports` | the tables that rules ask for |
//!
//! # Units
//! Affected units of a line are `certain` at least, `units` as estimated, and `max` at most. `units` is what has to be
//! accounted for: accounted = returned + corrected + disposed of + declared gone, and accounted + outstanding = units,
//! to the last 1/10000. What comes back beyond the estimate of a sale without a lot is shown apart
//! ([`Account::above_estimate`]); beyond what can have been sold it is a discrepancy ([`Account::above_sold`]). Neither
//! is cut off there, and neither makes up for what others still hold: what was recovered is told up to what can have been
//! sold ([`Account::recovered`]). Units passed on stay outstanding. Whether a refund
//! without a return accounts for a unit is a [setting](Refunds).
//!
//! A recovery with a lot counts against the customer's line of that lot, then against the line without a lot; one
//! without a lot counts against any line. An answer without a quantity speaks for all the rest, unless the customer
//! says on the same day or later to have units.
//!
//! Customers that are told as one have one history: a notice, an answer or a recovery of any of them is of all of them.
//!
//! A recovery without a customer counts against the sales without a customer and what customers still have of its lot,
//! never above that. It takes nothing off any one customer: it is in the sums of all ([`Progress::unidentified`]).
//!
//! # Status
//! The first that fits: discrepancy (more accounted for than can have been sold), reconciled (heard of, and nothing
//! outstanding), responded (answered or sent something), unreachable (no usable channel, or every notice failed),
//! notified, pending. The words are those of the consignee lines of recall software; the definitions are these.

mod account;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod account_tests;
mod books;
mod by_medium;
mod checks;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod corner_tests;
mod curve;
mod event;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod example_tests;
mod forecast;
mod history;
mod location;
mod medium;
mod pool;
mod progress;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
pub mod reports;
mod screening;
mod standing;
mod status;
mod told_as;

pub use account::{Account, Refunds};
pub use by_medium::MediumRow;
pub use checks::{CheckPlan, CheckResults, CheckSize};
pub use curve::{Count, CurvePoint, Period};
pub use event::{Affected, Answer, Delivery, Disposition, FollowUp, FollowUpKind, Notification, Recovery, Response};
pub use location::{Audience, Location};
pub use medium::Medium;
pub use progress::{Progress, ProgressError, Recall, recall_progress};
pub use screening::{EventKind, Finding, SetAside};
pub use standing::Standing;
pub use status::{Status, StatusRow};
