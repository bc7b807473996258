//! Business time: how many seconds of business hours lie between two instants, and when a time allowed runs out.
//!
//! | file | its job |
//! |---|---|
//! | `window` | [`Window`]: one stretch of opening hours within a day, and how it is written |
//! | `weekly_hours` | [`WeeklyHours`]: the windows of each weekday and of a make-up working day |
//! | `special_days` | [`SpecialDays`]: holidays and make-up working days (调休), from rows of a file |
//! | `file` | [`WorkingTime`]: time zone and weekly hours from a TOML text |
//! | `local_time` | from local time to instants, through changes of the clock |
//! | `calendar` | [`BusinessCalendar`]: business time between instants, due instants |
//! | `hold` | [`Hold`]: pauses, which take off only their overlap with business hours |
//! | `error` | why there is no calendar |
//!
//! An instant is a number of seconds since 1970-01-01T00:00:00Z, whatever the zone of the calendar. A day is a number
//! of days since 1970-01-01, and its hours are those of the clock on the wall in the zone of the calendar.

mod calendar;
mod error;
mod file;
mod hold;
mod local_time;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod published_tests;
mod special_days;
mod weekly_hours;
mod window;

pub use calendar::{BusinessCalendar, MOST_DAYS};
pub use error::{CalendarError, SpecialDayProblem};
pub use file::WorkingTime;
pub use hold::{Due, Hold};
pub use local_time::{instant_of, local_time_of};
pub use special_days::{SpecialDay, SpecialDayKind, SpecialDays};
pub use weekly_hours::{WeeklyHours, is_weekend};
pub use window::Window;
