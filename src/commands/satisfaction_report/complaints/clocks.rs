//! The clocks of each complaint, in business time. It counts nothing.

use rayon::prelude::*;

use crate::error::{Error, Kind, Problem};
use crate::models::business_calendar::{BusinessCalendar, Hold};
use crate::models::complaint_cases::{Case, CaseCounts, CaseTimes, Elapsed, SetAside, SlaOutcome, judge};
use crate::reduce::satisfaction::complaints::{ComplaintRow, ComplaintSet};
use crate::reduce::satisfaction::moment::Moment;
use crate::settings::satisfaction_report::{Allowed, CaseClock, SatisfactionSettings};

use super::super::span::Span;
use super::holds::holds_of;
use super::rules::Rules;
use super::wall_clock::{WallClock, mixes_offsets};

/// Rows that are judged at a time.
const BATCH: usize = 1 << 16;

/// The business time allowed for each clock, in seconds, in the order of [`CaseClock::ALL`].
pub(super) type AllowedTimes = [Option<u64>; 3];

/// The time allowed for each clock.
pub(super) fn allowed_times(allowed: &[Allowed]) -> AllowedTimes {
    CaseClock::ALL.map(|clock| allowed.iter().find(|own| own.clock == clock).map(|own| own.seconds))
}

/// One complaint, judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// What each clock shows, in business seconds.
    seconds: [u32; 3],
    states: [State; 3],
    /// Business seconds that holds took off the resolution clock.
    pub(super) held: u32,
    /// It is resolved.
    pub(super) closed: bool,
    /// It was reopened.
    pub(super) reopened: bool,
    /// Why it cannot be used; nothing else holds then.
    pub(super) set_aside: Option<SetAside>,
    /// Steps recorded before the opening, in the order of `Contradiction::ALL`.
    pub(super) contradictions: [bool; 4],
}

#[derive(Clone, Copy, Debug)]
enum State {
    Done,
    Open,
    NotApplicable,
    BeyondCalendar,
}

impl Judged {
    fn new(
        judged: &Result<Case, SetAside>,
        calendar: &BusinessCalendar,
        holds: &[Hold],
        recorded: [bool; 3],
    ) -> Judged {
        let mut own = Judged {
            seconds: [0; 3],
            states: [State::NotApplicable; 3],
            held: 0,
            closed: false,
            reopened: false,
            set_aside: judged.err(),
            contradictions: [false; 4],
        };
        let Ok(case) = judged else { return own };
        (own.closed, own.reopened) = (case.closed, case.reopened);
        own.contradictions = case.contradictions;
        let clocks = [case.response, case.resolution, case.feedback];
        let stopped = clocks.into_iter().zip(recorded);
        for ((seconds, state), (clock, _)) in
            own.seconds.iter_mut().zip(&mut own.states).zip(stopped).filter(|(_, (_, recorded))| *recorded)
        {
            let (shown, kind) = match clock.elapsed(calendar, holds) {
                Elapsed::Done(shown) => (shown, State::Done),
                Elapsed::Open(shown) => (shown, State::Open),
                Elapsed::NotApplicable => (0, State::NotApplicable),
                Elapsed::BeyondCalendar => (0, State::BeyondCalendar),
            };
            (*seconds, *state) = (u32::try_from(shown).unwrap_or(u32::MAX), kind);
        }
        if !holds.is_empty() {
            let shown = |holds| match case.resolution.elapsed(calendar, holds) {
                Elapsed::Done(shown) | Elapsed::Open(shown) => shown,
                Elapsed::NotApplicable | Elapsed::BeyondCalendar => 0,
            };
            own.held = u32::try_from(shown(&[]).saturating_sub(shown(holds))).unwrap_or(u32::MAX);
        }
        own
    }

    /// What the clocks show, in the order of [`CaseClock::ALL`].
    pub(super) fn elapsed(&self) -> [Elapsed; 3] {
        let [response, resolution, feedback] = self.seconds;
        let of = |state, seconds: u32| match state {
            State::Done => Elapsed::Done(seconds.into()),
            State::Open => Elapsed::Open(seconds.into()),
            State::NotApplicable => Elapsed::NotApplicable,
            State::BeyondCalendar => Elapsed::BeyondCalendar,
        };
        let [first, second, third] = self.states;
        [of(first, response), of(second, resolution), of(third, feedback)]
    }

    /// How the clocks stand against the time allowed; nothing for a clock without one.
    pub(super) fn outcomes(&self, allowed: AllowedTimes) -> [Option<SlaOutcome>; 3] {
        let [first, second, third] = self.elapsed();
        let [one, two, three] = allowed;
        let of = |elapsed, allowed: Option<u64>| allowed.map(|allowed| SlaOutcome::of(elapsed, allowed));
        [of(first, one), of(second, two), of(third, three)]
    }

    /// Whether it is not resolved, and a time allowed is up; `outcomes` are those of [`Judged::outcomes`].
    pub(super) fn is_overdue(&self, outcomes: [Option<SlaOutcome>; 3]) -> bool {
        let up = |outcome: &Option<SlaOutcome>| matches!(outcome, Some(SlaOutcome::MissedOpen { .. }));
        !self.closed && outcomes.iter().any(up)
    }
}

/// The recorded times of a complaint, as its clock shows them.
///
/// A cell without a time of day stands for the start of its day; where an earlier step of the case has a time on that
/// day, for that time, so that a case answered on the day it came in was not answered before it came in.
pub(super) fn times_of(row: &ComplaintRow, clock: WallClock) -> CaseTimes {
    let steps = [row.opened, row.first_response, row.resolved, row.fed_back];
    let at = |moment: Moment, before: &[Moment]| {
        let own = clock.read(moment)?;
        let same_day = |step: &&Moment| step.day() == moment.day() && step.second().is_some();
        let least = before.iter().filter(same_day).filter_map(|step| clock.read(*step)).max();
        Some(if moment.second().is_none() { least.map_or(own, |least| own.max(least)) } else { own })
    };
    let step = |place: usize| {
        let moment = steps.get(place).copied().unwrap_or(Moment::NEVER);
        at(moment, steps.get(..place).unwrap_or_default())
    };
    CaseTimes {
        opened: step(0),
        first_response: step(1),
        resolved: step(2),
        fed_back: step(3),
        reopened: at(row.reopened, &[row.opened]),
        status: row.status(),
    }
}

/// All complaints as they stand at the end of the as-of day, with the calendar that their clocks run by.
pub(super) struct Cases {
    /// One entry a row.
    pub(super) judged: Vec<Judged>,
    pub(super) counts: CaseCounts,
    /// Holds that cannot be used.
    pub(super) unusable_holds: u64,
    /// Complaints with the offset of some times and not of others, where no zone is named.
    pub(super) mixed_offsets: u64,
    /// `None` without complaints.
    pub(super) calendar: Option<BusinessCalendar>,
}

impl Cases {
    /// Judges every complaint. A clock whose end is not `recorded` in the files runs nowhere.
    pub(super) fn new(
        settings: &SatisfactionSettings,
        rules: &Rules,
        set: &ComplaintSet,
        span: &Span,
        recorded: [bool; 3],
    ) -> Result<Cases, Error> {
        let zone = rules.named_zone(settings);
        let (mut judged, mut counts) = (Vec::with_capacity(set.rows.len()), CaseCounts::default());
        let (mut unusable_holds, mut mixed_offsets) = (0, 0);
        let Some((first, last)) = set.days() else {
            return Ok(Cases { judged, counts, unusable_holds, mixed_offsets, calendar: None });
        };
        // A day more on either side, as the day of a zone can lie in two of another one.
        let days = first.saturating_sub(1)..=last.max(span.as_of).saturating_add(2);
        let calendar = BusinessCalendar::new(rules.hours.clone(), &rules.special_days, rules.zone(settings), days)
            .map_err(|why| Error::new(Kind::Contract, Problem::at("opened_at", why.text())))?;
        // Without a zone the day is over when the clock of the complaint says so, whatever its offset.
        let end = zone.map_or(WallClock::Ahead(0), WallClock::Zone);
        let end = end.read(Moment::new(Some(span.as_of.saturating_add(1)), None));
        let end = end.ok_or_else(|| Error::internal("the as-of day lies beyond the calendar"))?;
        let times = |row: &ComplaintRow| times_of(row, WallClock::of(row, set.holds.of(row), zone));
        let of_batch = |rows: &[ComplaintRow]| {
            let cases: Vec<(u32, Result<Case, SetAside>)> =
                rows.iter().map(|row| (row.customer, judge(&times(row), end))).collect();
            let counts = CaseCounts::count(cases.iter().map(|(customer, case)| (*customer, case)));
            let mut unusable = 0;
            let judged = rows.iter().zip(&cases).map(|(row, (_, case))| {
                let (holds, odd) = match set.holds.of(row) {
                    [] => (Vec::new(), 0),
                    written => holds_of(written, &times(row), WallClock::of(row, written, zone)),
                };
                unusable += odd;
                Judged::new(case, &calendar, &holds, recorded)
            });
            let judged: Vec<Judged> = judged.collect();
            let mixed = rows.iter().filter(|row| zone.is_none() && mixes_offsets(row, set.holds.of(row))).count();
            (counts, judged, [unusable, mixed as u64])
        };
        let batches: Vec<(CaseCounts, Vec<Judged>, [u64; 2])> = set.rows.par_chunks(BATCH).map(of_batch).collect();
        for (own, cases, [unusable, mixed]) in batches {
            add(&mut counts, &own);
            unusable_holds += unusable;
            mixed_offsets += mixed;
            judged.extend(cases);
        }
        let used = set.rows.iter().zip(&judged).filter(|(_, own)| own.set_aside.is_none());
        let mut customers: Vec<u32> = used.map(|(row, _)| row.customer).collect();
        customers.par_sort_unstable();
        customers.dedup();
        counts.customers = customers.len() as u64;
        Ok(Cases { judged, counts, unusable_holds, mixed_offsets, calendar: Some(calendar) })
    }
}

/// Adds counts of other cases. Customers are left as they are: one may stand in both.
fn add(counts: &mut CaseCounts, more: &CaseCounts) {
    counts.read += more.read;
    for (why, n) in &more.set_aside {
        *counts.set_aside.entry(*why).or_default() += n;
    }
    counts.cases += more.cases;
    counts.resolutions += more.resolutions;
    counts.closed += more.closed;
    counts.open += more.open;
    counts.reopened += more.reopened;
    counts.resolved_without_time += more.resolved_without_time;
    counts.open_though_resolved += more.open_though_resolved;
    counts.answered_by_resolution += more.answered_by_resolution;
    counts.fed_back_early += more.fed_back_early;
    counts.with_later_events += more.with_later_events;
    counts.contradictory += more.contradictory;
    for (why, n) in &more.contradictions {
        *counts.contradictions.entry(*why).or_default() += n;
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    const UTC: WallClock = WallClock::Zone(Tz::UTC);

    fn row(opened: Moment, first_response: Moment, resolved: Moment) -> ComplaintRow {
        ComplaintRow { opened, first_response, resolved, ..ComplaintRow::default() }
    }

    #[test]
    fn a_day_without_a_time_is_no_contradiction_on_the_day_of_the_opening() {
        let at = |day, second| Moment::new(Some(day), second);
        let noon = at(10, Some(43_200));
        let times = times_of(&row(noon, at(10, None), at(11, None)), UTC);
        assert_eq!((times.opened, times.first_response), (Some(907_200), Some(907_200)));
        assert_eq!((times.resolved, times.fed_back), (Some(11 * 86_400), None));
        let contradictions = |times: &CaseTimes| judge(times, i64::MAX).map(|case| case.contradictions);
        assert_eq!(contradictions(&times), Ok([false; 4]));
        // The day before is one, whatever the time.
        let before = times_of(&row(noon, at(9, None), Moment::NEVER), UTC);
        assert_eq!(contradictions(&before), Ok([true, false, false, false]));
        // Times are those of the zone: noon in Shanghai is 04:00 in UTC.
        let shanghai = WallClock::Zone(chrono_tz::Asia::Shanghai);
        assert_eq!(times_of(&row(noon, noon, noon), shanghai).opened, Some(10 * 86_400 + 4 * 3600));
    }

    #[test]
    fn what_a_case_shows_is_kept() {
        use crate::models::business_calendar::{SpecialDays, WeeklyHours};
        let days = SpecialDays::default();
        let Ok(calendar) = BusinessCalendar::new(WeeklyHours::always(), &days, Tz::UTC, 9..=20) else { return };
        let at = |second| Moment::new(Some(10), Some(second));
        let case = judge(&times_of(&row(at(0), at(60), Moment::NEVER), UTC), 15 * 86_400);
        let own = Judged::new(&case, &calendar, &[], [true; 3]);
        let (five_days, four_days) = (5 * 86_400, 4 * 86_400);
        assert_eq!(own.elapsed(), [Elapsed::Done(60), Elapsed::Open(five_days), Elapsed::NotApplicable]);
        let over = SlaOutcome::MissedOpen { over: five_days - 100 };
        assert_eq!(own.outcomes([Some(60), Some(100), None]), [Some(SlaOutcome::Met), Some(over), None]);
        let is_overdue = |allowed| own.is_overdue(own.outcomes(allowed));
        assert!(is_overdue([None, Some(100), None]) && !is_overdue([Some(60), None, None]));
        // Without a column for the response nobody knows when it was.
        assert_eq!(Judged::new(&case, &calendar, &[], [false, true, true]).elapsed()[0], Elapsed::NotApplicable);
        // A day on hold takes nothing from what stopped before it.
        let hold: Vec<Hold> = Hold::new(11 * 86_400, Some(12 * 86_400)).into_iter().collect();
        let own = Judged::new(&case, &calendar, &hold, [true; 3]);
        assert_eq!(own.elapsed()[..2], [Elapsed::Done(60), Elapsed::Open(four_days)]);
        assert_eq!(own.held, 86_400);
    }
}
