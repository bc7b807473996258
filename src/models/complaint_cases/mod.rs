//! Complaints as cases: how long each clock of a case ran, whether that was in time, who has how many, and what the
//! complaints are about.
//!
//! | file | its job |
//! |---|---|
//! | `case` | [`judge`]: the clocks of a case from its recorded instants, as they stand at an as-of instant |
//! | `contradiction` | [`Contradiction`]: a step recorded before the case was opened |
//! | `set_aside` | [`SetAside`]: why a case cannot be used |
//! | `clock` | [`Clock`]: done, open or not applicable, and what it shows in business time |
//! | `durations` | [`durations`]: clocks as censored [`Durations`](crate::models::survival::Durations) |
//! | `sla` | [`SlaCounts`]: the share of clocks that stopped in the time allowed |
//! | `counts` | [`CaseCounts`]: cases, customers and resolutions, which are three counts |
//! | `owners` | [`OwnerRow`]: the cases of an owner, with the denominator of each rate |
//! | `pareto` | [`pareto`]: themes from the most frequent to the least |
//! | `themes` | [`ThemeDictionary`]: the themes that a text mentions, by keywords in English and Chinese |
//! | `theme_file` | from a TOML text to a dictionary |
//! | `folded` | spelling that makes no difference |
//!
//! Instants are seconds since 1970-01-01T00:00:00Z, as in [`business_calendar`](crate::models::business_calendar). The
//! as-of instant is the one at which the as-of day is over; what happened at or after it is not known yet.

mod case;
mod clock;
mod contradiction;
mod counts;
mod durations;
mod folded;
mod owners;
mod pareto;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod set_aside;
mod sla;
mod theme_file;
mod themes;

pub use case::{Case, CaseStatus, CaseTimes, judge};
pub use clock::{Clock, Elapsed};
pub use contradiction::Contradiction;
pub use counts::CaseCounts;
pub use durations::{CaseDurations, durations};
pub use owners::{OwnedCase, OwnerRow};
pub use pareto::{ParetoRow, pareto};
pub use set_aside::SetAside;
pub use sla::{SlaCounts, SlaOutcome};
pub use theme_file::{LONGEST_KEYWORD, ThemesProblem};
pub use themes::{Assignment, Theme, ThemeCounts, ThemeDictionary};
