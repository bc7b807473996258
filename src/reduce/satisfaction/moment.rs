//! When something happened to a complaint, as exports tell it: a day, often with the time of day.

/// A day, with the time of day where one is told. Moments without a day sort first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    day: i32,
    second: i32,
    offset: i32,
}

/// What stands for an offset that is not told.
const NO_OFFSET: i32 = i32::MIN;

impl Default for Moment {
    fn default() -> Moment {
        Moment::NEVER
    }
}

impl Moment {
    /// Nothing is recorded.
    pub const NEVER: Moment = Moment { day: i32::MIN, second: -1, offset: NO_OFFSET };

    /// A day since 1970-01-01, and seconds after its midnight.
    pub fn new(day: Option<i32>, second: Option<i32>) -> Moment {
        day.map_or(Moment::NEVER, |day| Moment { day, second: second.unwrap_or(-1), offset: NO_OFFSET })
    }

    /// The same on a clock that is so many seconds ahead of UTC. A day alone is on no clock.
    #[must_use]
    pub fn with_offset(self, offset: Option<i32>) -> Moment {
        Moment { offset: offset.filter(|_| self.second >= 0).unwrap_or(NO_OFFSET), ..self }
    }

    /// The day, in days since 1970-01-01.
    pub fn day(self) -> Option<i32> {
        (self != Moment::NEVER).then_some(self.day)
    }

    /// The time of day, in seconds after midnight, where the cell tells one.
    pub fn second(self) -> Option<i32> {
        (self.second >= 0).then_some(self.second)
    }

    /// Seconds by which the clock that shows day and time is ahead of UTC, where the cell tells.
    pub fn offset(self) -> Option<i32> {
        (self.offset != NO_OFFSET).then_some(self.offset)
    }
}
