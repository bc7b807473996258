//! Holds of a case as instants: which of those that were written can be used, and how.

use crate::models::business_calendar::Hold;
use crate::models::complaint_cases::CaseTimes;
use crate::reduce::satisfaction::holds::Pause;

use super::wall_clock::WallClock;

/// The holds of a case, and how many cannot be used.
///
/// - A hold without an end lasts until the resolution; where there is none after it, it still goes on.
/// - A hold without a beginning, or one that ends before it begins, cannot be used: the clocks run on.
/// - A cell without a time of day stands for the start of its day; that of the end, where the beginning has a time on
///   that day, for that time.
/// - Of a hold that reaches beyond the case only the part within counts, which is the business of the calendar.
pub(super) fn holds_of(written: &[Pause], times: &CaseTimes, clock: WallClock) -> (Vec<Hold>, u64) {
    let holds: Vec<Hold> = written.iter().filter_map(|pause| hold(pause, times, clock)).collect();
    let unusable = written.len().saturating_sub(holds.len()) as u64;
    (holds, unusable)
}

fn hold(pause: &Pause, times: &CaseTimes, clock: WallClock) -> Option<Hold> {
    let from = clock.read(pause.from)?;
    let same_day = pause.to.day() == pause.from.day() && pause.to.second().is_none();
    let to = match pause.to.day() {
        None => times.resolved.filter(|resolved| *resolved >= from),
        Some(_) if same_day => Some(from),
        Some(_) => Some(clock.read(pause.to)?),
    };
    Hold::new(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reduce::satisfaction::moment::Moment;

    const DAY: i64 = 86_400;

    fn at(day: i32, hour: i32) -> Moment {
        Moment::new(Some(day), Some(hour * 3600))
    }

    #[test]
    fn what_is_no_pause_is_left_out_and_counted() {
        let times = CaseTimes { opened: Some(10 * DAY), resolved: Some(14 * DAY), ..CaseTimes::default() };
        let found = |from, to| holds_of(&[Pause { from, to }], &times, WallClock::Zone(chrono_tz::Tz::UTC));
        let hold = |from, to| (Hold::new(from, to).into_iter().collect::<Vec<Hold>>(), 0);
        assert_eq!(found(at(11, 6), at(12, 6)), hold(11 * DAY + 6 * 3600, Some(12 * DAY + 6 * 3600)));
        // Resolved while on hold; put on hold after it, and not taken off since.
        assert_eq!(found(at(11, 0), Moment::NEVER), hold(11 * DAY, Some(14 * DAY)));
        assert_eq!(found(at(15, 0), Moment::NEVER), hold(15 * DAY, None));
        // Days alone are from start to start; on one day they are no time.
        assert_eq!(found(Moment::new(Some(11), None), Moment::new(Some(13), None)), hold(11 * DAY, Some(13 * DAY)));
        assert_eq!(found(at(11, 6), Moment::new(Some(11), None)), hold(11 * DAY + 6 * 3600, Some(11 * DAY + 6 * 3600)));
        assert_eq!(found(at(12, 6), at(12, 5)), (vec![], 1));
        assert_eq!(found(Moment::NEVER, at(12, 5)), (vec![], 1));
    }
}
