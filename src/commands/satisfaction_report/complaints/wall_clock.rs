//! When something happened to a complaint, as a number of seconds that can be compared within the complaint.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::models::business_calendar::instant_of;
use crate::reduce::satisfaction::complaints::ComplaintRow;
use crate::reduce::satisfaction::holds::Pause;
use crate::reduce::satisfaction::moment::Moment;

/// The clock on which the times of one complaint are read.
///
/// Where a zone is named, times are instants, and those that tell no offset are local times of the zone. Where none is,
/// times are what one clock on the wall shows, as if it were in UTC: the clock whose offset the first time of the
/// complaint tells. What passes between two times that tell their offsets is then what passes between the instants;
/// business hours are those of this clock; and a time without an offset is taken to be read off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WallClock {
    /// Of a named zone.
    Zone(Tz),
    /// Ahead of UTC by so many seconds.
    Ahead(i32),
}

impl WallClock {
    /// The clock of a complaint.
    pub(super) fn of(row: &ComplaintRow, holds: &[Pause], zone: Option<Tz>) -> WallClock {
        match zone {
            Some(zone) => WallClock::Zone(zone),
            None => WallClock::Ahead(moments(row, holds).find_map(Moment::offset).unwrap_or(0)),
        }
    }

    /// A moment in seconds since 1970-01-01; a day alone is its start.
    pub(super) fn read(self, moment: Moment) -> Option<i64> {
        let day = NaiveDate::from_epoch_days(moment.day()?)?;
        let second = u32::try_from(moment.second().unwrap_or(0)).ok()?;
        let shown = day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?);
        let instant = |offset: i32| shown.and_utc().timestamp() - i64::from(offset);
        match (self, moment.offset()) {
            (WallClock::Zone(_), Some(offset)) => Some(instant(offset)),
            (WallClock::Zone(zone), None) => instant_of(zone, shown),
            (WallClock::Ahead(own), offset) => Some(instant(offset.unwrap_or(own)) + i64::from(own)),
        }
    }
}

/// Whether some times of a complaint tell their offset and others do not.
pub(super) fn mixes_offsets(row: &ComplaintRow, holds: &[Pause]) -> bool {
    let timed = || moments(row, holds).filter(|moment| moment.second().is_some());
    timed().any(|moment| moment.offset().is_some()) && timed().any(|moment| moment.offset().is_none())
}

/// What is recorded of a complaint, the opening first.
fn moments<'a>(row: &ComplaintRow, holds: &'a [Pause]) -> impl Iterator<Item = Moment> + use<'a> {
    let steps = [row.opened, row.first_response, row.resolved, row.fed_back, row.reopened];
    steps.into_iter().chain(holds.iter().flat_map(|pause| [pause.from, pause.to]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i32 = 3600;

    fn at(day: i32, hour: i32, offset: Option<i32>) -> Moment {
        Moment::new(Some(day), Some(hour * HOUR)).with_offset(offset.map(|hours| hours * HOUR))
    }

    fn row(opened: Moment, resolved: Moment) -> ComplaintRow {
        ComplaintRow { opened, resolved, ..ComplaintRow::default() }
    }

    /// Hours from the opening to the resolution.
    fn hours(row: &ComplaintRow, zone: Option<Tz>) -> Option<i64> {
        let clock = WallClock::of(row, &[], zone);
        Some((clock.read(row.resolved)? - clock.read(row.opened)?) / i64::from(HOUR))
    }

    #[test]
    fn what_passes_is_what_passes_between_the_instants() {
        // Noon in Shanghai is 04:00 UTC; noon to noon over the change of clocks in New York are 23 hours.
        let shanghai = row(at(10, 12, Some(8)), at(10, 5, Some(0)));
        let new_york = row(at(10, 12, Some(-5)), at(11, 12, Some(-4)));
        for zone in [None, Some(Tz::UTC), Some(chrono_tz::Asia::Shanghai)] {
            assert_eq!([hours(&shanghai, zone), hours(&new_york, zone)], [Some(1), Some(23)], "{zone:?}");
        }
        // The opening is where it is written, whatever its offset.
        let clock = WallClock::of(&shanghai, &[], None);
        assert_eq!(clock.read(shanghai.opened), Some(10 * 86_400 + 12 * i64::from(HOUR)));
        // A day alone is its start on the same clock.
        assert_eq!(clock.read(Moment::new(Some(11), None)), Some(11 * 86_400));
        assert_eq!(clock.read(Moment::NEVER), None);
    }

    #[test]
    fn a_time_without_an_offset_is_read_off_the_clock_of_the_others() {
        let first = row(at(10, 12, Some(8)), at(10, 14, None));
        let second = row(at(10, 12, None), at(10, 5, Some(0)));
        let neither = row(at(10, 12, None), at(10, 14, None));
        assert_eq!([&first, &second, &neither].map(|row| hours(row, None)), [Some(2), Some(-7), Some(2)]);
        assert_eq!([&first, &second, &neither].map(|row| mixes_offsets(row, &[])), [true, true, false]);
        // With a zone it is a local time there.
        assert_eq!(hours(&second, Some(chrono_tz::Asia::Shanghai)), Some(1));
        let held = [Pause { from: at(10, 13, Some(8)), to: Moment::new(Some(10), None) }];
        assert!(mixes_offsets(&neither, &held) && !mixes_offsets(&row(at(10, 12, Some(8)), Moment::NEVER), &held));
        assert_eq!(WallClock::of(&neither, &held, None), WallClock::Ahead(8 * HOUR));
    }
}
