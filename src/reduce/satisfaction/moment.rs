//! When something happened to a complaint, as exports tell it: a day, often with the time of day.

use polars::prelude::{DataFrame, Int32Chunked, StaticArray};

use crate::error::Error;

/// A day, with the time of day where one is told. Moments without a day sort first, and a day alone before its times.
///
/// One number, as millions of complaints have five each: the day, from [`FIRST_DAY`] on and counted from 1; behind it the
/// second after midnight, counted from 1; behind that the offset, from [`FIRST_OFFSET`] on and counted from 1. Zero
/// stands for what is not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

/// Bits of an offset, of a second with an offset.
const OFFSET_BITS: u32 = 19;
const TIME_BITS: u32 = OFFSET_BITS + 17;
/// About 11,000 years before and after 1970, far beyond the days that are read.
const FIRST_DAY: i32 = -(1 << 22);
const LAST_DAY: i32 = 1 << 22;
/// Three days, more than any zone is away from UTC.
const FIRST_OFFSET: i32 = -(3 * DAY);
const LAST_OFFSET: i32 = 3 * DAY - 1;
/// Seconds of a day.
const DAY: i32 = 86_400;

impl Moment {
    /// Nothing is recorded.
    pub const NEVER: Moment = Moment(0);

    /// A day since 1970-01-01, and seconds after its midnight.
    pub fn new(day: Option<i32>, second: Option<i32>) -> Moment {
        let Some(day) = day else { return Moment::NEVER };
        let day = day.clamp(FIRST_DAY, LAST_DAY).abs_diff(FIRST_DAY) + 1;
        let second = second.map_or(0, |second| second.clamp(0, DAY).unsigned_abs() + 1);
        Moment(u64::from(day) << TIME_BITS | u64::from(second) << OFFSET_BITS)
    }

    /// The same on a clock that is so many seconds ahead of UTC. A day alone is on no clock.
    #[must_use]
    pub fn with_offset(self, offset: Option<i32>) -> Moment {
        let counted = |offset: i32| offset.clamp(FIRST_OFFSET, LAST_OFFSET).abs_diff(FIRST_OFFSET) + 1;
        let offset = offset.filter(|_| self.second().is_some()).map_or(0, counted);
        Moment(self.0 >> OFFSET_BITS << OFFSET_BITS | u64::from(offset))
    }

    /// The day, in days since 1970-01-01.
    pub fn day(self) -> Option<i32> {
        told(self.0 >> TIME_BITS, FIRST_DAY)
    }

    /// The time of day, in seconds after midnight, where the cell tells one.
    pub fn second(self) -> Option<i32> {
        told(self.0 >> OFFSET_BITS & ((1 << (TIME_BITS - OFFSET_BITS)) - 1), 0)
    }

    /// Seconds by which the clock that shows day and time is ahead of UTC, where the cell tells.
    pub fn offset(self) -> Option<i32> {
        told(self.0 & ((1 << OFFSET_BITS) - 1), FIRST_OFFSET)
    }
}

/// A number counted from 1, as one from `first` on; nothing for zero.
fn told(number: u64, first: i32) -> Option<i32> {
    number.checked_sub(1).map(|number| first + number as i32)
}

/// A column of moments of a canonical chunk: days, with the times of day and the offsets of their clocks beside them.
pub(super) struct MomentColumn {
    /// `None` where no row has one, as in most columns of most exports.
    columns: [Option<Int32Chunked>; 3],
}

impl MomentColumn {
    /// The columns of days, seconds and offsets with these names.
    ///
    /// # Errors
    /// Internal, where one is not there.
    pub(super) fn of(chunk: &DataFrame, names: [&str; 3]) -> Result<MomentColumn, Error> {
        let mut columns = [const { None }; 3];
        for (own, name) in columns.iter_mut().zip(names) {
            let column = chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal)?;
            *own = (column.null_count() < column.len()).then(|| column.rechunk().into_owned());
        }
        Ok(MomentColumn { columns })
    }

    /// All of them, in order; `rows` says how many.
    pub(super) fn all(&self, rows: usize) -> Vec<Moment> {
        let [days, seconds, offsets] =
            self.columns.each_ref().map(|own| own.as_ref().map(|own| own.downcast_as_array()));
        let Some(days) = days else { return vec![Moment::NEVER; rows] };
        let at = |row: usize| {
            let moment = Moment::new(days.get(row), seconds.and_then(|own| own.get(row)));
            moment.with_offset(offsets.and_then(|own| own.get(row)))
        };
        (0..rows).map(at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back_and_sorts() {
        let days = [None, Some(-719_162), Some(-1), Some(0), Some(20_000), Some(2_932_896)];
        let seconds = [None, Some(0), Some(1), Some(86_399)];
        let offsets = [None, Some(-64_800), Some(0), Some(64_800)];
        let mut all = Vec::new();
        for day in days {
            for second in seconds {
                for offset in offsets {
                    let moment = Moment::new(day, second).with_offset(offset);
                    let second = second.filter(|_| day.is_some());
                    let offset = offset.filter(|_| second.is_some());
                    assert_eq!((moment.day(), moment.second(), moment.offset()), (day, second, offset));
                    all.push((day, second, offset, moment));
                }
            }
        }
        assert!(all.is_sorted_by_key(|own| own.3) && all.is_sorted_by_key(|own| (own.0, own.1, own.2)));
        assert_eq!(Moment::default(), Moment::NEVER);
    }
}
