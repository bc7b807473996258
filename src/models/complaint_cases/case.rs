//! The clocks of a case from its recorded instants. It measures no time.

use super::clock::Clock;
use super::set_aside::SetAside;

/// What the status column says. Recorded instants go before it, but for a case that was closed after its last reopening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseStatus {
    /// Nothing, or nothing that is understood.
    #[default]
    Unknown,
    /// Being worked on.
    Open,
    /// Resolved or closed.
    Resolved,
    /// Open once more after a resolution.
    Reopened,
}

/// What is recorded of a case: instants, each `None` where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseTimes {
    /// The complaint was received.
    pub opened: Option<i64>,
    /// First answer to the customer.
    pub first_response: Option<i64>,
    /// Last resolution.
    pub resolved: Option<i64>,
    /// The customer was asked whether the resolution helped.
    pub fed_back: Option<i64>,
    /// Last reopening.
    pub reopened: Option<i64>,
    /// The status column.
    pub status: CaseStatus,
}

/// A case as it stands at an as-of instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Opened to first response.
    pub response: Clock,
    /// Opened to the last resolution.
    pub resolution: Clock,
    /// Last resolution to feedback call.
    pub feedback: Clock,
    /// It is resolved, with or without a time.
    pub closed: bool,
    /// It was reopened at least once.
    pub reopened: bool,
    /// The status says resolved, and there is no time, or none since the last reopening: the resolution clock, and the
    /// response clock where no response is recorded, say nothing.
    pub resolved_without_time: bool,
    /// The status says open, and there is a resolution after which no reopening is recorded. The resolution counts.
    pub open_though_resolved: bool,
    /// No response is recorded before the resolution, which then counts as the first response.
    pub answered_by_resolution: bool,
    /// The feedback call came before any resolution: the feedback clock says nothing.
    pub fed_back_early: bool,
    /// Recorded instants at or after the as-of instant, which count as not known yet.
    pub later_events: u8,
    /// Steps recorded before the opening, in the order of [`Contradiction::ALL`](super::Contradiction::ALL).
    pub contradictions: [bool; 4],
}

/// Judges a case as it stands at `as_of`.
///
/// - An instant at or after `as_of` has not happened yet; a case opened then is set aside.
/// - The first response is the earlier of the recorded one and the resolution.
/// - A reopened case runs on: its resolution clock runs from the opening to a resolution at or after the last
///   reopening. Where the status says reopened and no time of the reopening is recorded, the recorded resolution was an
///   earlier one, and the case is open. Where the status says resolved and the last reopening comes after the recorded
///   resolution, the case is resolved at a time that nobody knows.
/// - The feedback clock starts with the resolution; before that it does not apply. A feedback call before the last
///   resolution of a reopened case belongs to an earlier resolution.
/// - A step before the opening is a slip: when it really happened nobody knows, and every clock that it starts, stops or
///   would stop says nothing. The case counts all the same, as resolved where a resolution is recorded and the status
///   does not say that it is open.
///
/// # Errors
/// The first reason of [`SetAside::ALL`] that holds.
pub fn judge(times: &CaseTimes, as_of: i64) -> Result<Case, SetAside> {
    let opened = times.opened.ok_or(SetAside::NotOpened)?;
    if opened >= as_of {
        return Err(SetAside::OpenedAfterAsOf);
    }
    let recorded = [times.first_response, times.resolved, times.fed_back, times.reopened];
    let contradictions = recorded.map(|at| at.is_some_and(|at| at < opened));
    let [response_slip, resolution_slip, feedback_slip, reopening_slip] = contradictions;
    let [first_response, resolved, fed_back, reopened_at] =
        recorded.map(|at| at.filter(|at| opened <= *at && *at < as_of));
    let later_events = recorded.iter().filter(|at| at.is_some_and(|at| at >= as_of)).count() as u8;

    // A reopening that is still to come is no reopening, whatever the status of the export says.
    let reopened_sometime = times.status == CaseStatus::Reopened && (times.reopened.is_none() || reopening_slip);
    let reopened = reopened_at.is_some() || reopened_sometime || reopening_slip;
    let last_resolution =
        resolved.filter(|resolved| !reopened_sometime && reopened_at.is_none_or(|reopened| reopened <= *resolved));
    let reopened_since = reopened_at.zip(resolved).is_some_and(|(reopened, resolved)| resolved < reopened);
    let resolved_without_time = times.status == CaseStatus::Resolved
        && (times.resolved.is_none() || (reopened_since && last_resolution.is_none()));

    let is_open = matches!(times.status, CaseStatus::Open | CaseStatus::Reopened);
    // Resolved at a time that nobody knows.
    let unknown_resolution =
        (resolution_slip && !is_open) || (reopening_slip && !reopened_sometime && resolved.is_some());
    let unknown_response = response_slip || (resolution_slip && first_response.is_none());

    let stopped = |at: Option<i64>, unknown: bool| match at {
        _ if unknown => Clock::NotApplicable,
        Some(to) => Clock::Done { from: opened, to },
        None if resolved_without_time => Clock::NotApplicable,
        None => Clock::Open { from: opened, until: as_of },
    };
    let (feedback, fed_back_early) = match (last_resolution, fed_back) {
        _ if unknown_resolution || feedback_slip => (Clock::NotApplicable, false),
        (Some(from), Some(to)) if from <= to => (Clock::Done { from, to }, false),
        (Some(_), Some(_)) if !reopened => (Clock::NotApplicable, true),
        (Some(from), _) => (Clock::Open { from, until: as_of }, false),
        (None, early) => (Clock::NotApplicable, early.is_some() && !reopened && !resolved_without_time),
    };
    Ok(Case {
        response: stopped(first_response.into_iter().chain(resolved).min(), unknown_response),
        resolution: stopped(last_resolution, unknown_resolution),
        feedback,
        closed: last_resolution.is_some() || resolved_without_time || unknown_resolution,
        reopened,
        resolved_without_time,
        open_though_resolved: times.status == CaseStatus::Open
            && last_resolution.is_some()
            && times.reopened.is_none_or(|at| at < as_of),
        answered_by_resolution: !unknown_response
            && resolved.is_some_and(|at| first_response.is_none_or(|first| at < first)),
        fed_back_early,
        later_events,
        contradictions,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const AS_OF: i64 = 1000;

    fn plain() -> CaseTimes {
        CaseTimes { opened: Some(100), first_response: Some(110), resolved: Some(200), ..CaseTimes::default() }
    }

    fn judged(times: CaseTimes) -> Case {
        judge(&times, AS_OF).unwrap()
    }

    #[test]
    fn the_three_clocks() {
        let case = judged(CaseTimes { fed_back: Some(230), ..plain() });
        assert_eq!(case.response, Clock::Done { from: 100, to: 110 });
        assert_eq!(case.resolution, Clock::Done { from: 100, to: 200 });
        assert_eq!(case.feedback, Clock::Done { from: 200, to: 230 });
        assert!(case.closed && !case.reopened && !case.answered_by_resolution && !case.fed_back_early);
        let open = judged(CaseTimes { resolved: None, ..plain() });
        assert_eq!(open.resolution, Clock::Open { from: 100, until: AS_OF });
        assert_eq!((open.feedback, open.closed), (Clock::NotApplicable, false));
        assert_eq!(judged(plain()).feedback, Clock::Open { from: 200, until: AS_OF });
    }

    #[test]
    fn a_reopened_case_runs_on() {
        let again = judged(CaseTimes { reopened: Some(150), fed_back: Some(140), ..plain() });
        assert_eq!((again.resolution, again.reopened), (Clock::Done { from: 100, to: 200 }, true));
        assert_eq!((again.feedback, again.fed_back_early), (Clock::Open { from: 200, until: AS_OF }, false));
        for open in [
            CaseTimes { reopened: Some(300), ..plain() },
            CaseTimes { status: CaseStatus::Reopened, fed_back: Some(220), ..plain() },
        ] {
            let case = judged(open);
            assert_eq!((case.resolution, case.reopened), (Clock::Open { from: 100, until: AS_OF }, true));
            assert_eq!((case.feedback, case.closed, case.fed_back_early), (Clock::NotApplicable, false, false));
            assert_eq!(case.response, Clock::Done { from: 100, to: 110 });
        }
        // Reopened only after the as-of instant.
        let later = judged(CaseTimes { reopened: Some(AS_OF), status: CaseStatus::Reopened, ..plain() });
        assert_eq!((later.closed, later.reopened, later.later_events), (true, false, 1));
    }

    #[test]
    fn a_status_that_the_times_do_not_bear_out() {
        // Closed again after its last reopening, nobody knows when.
        let closed = CaseTimes { reopened: Some(300), status: CaseStatus::Resolved, ..plain() };
        let case = judged(closed);
        assert_eq!((case.resolution, case.feedback), (Clock::NotApplicable, Clock::NotApplicable));
        assert_eq!(case.response, Clock::Done { from: 100, to: 110 });
        assert!(case.closed && case.reopened && case.resolved_without_time);
        // Reopened only after the as-of instant, and resolved again after it.
        let later = judged(CaseTimes { reopened: Some(AS_OF), ..closed });
        assert!(later.closed && !later.resolved_without_time);
        let again = judged(CaseTimes { resolved: Some(AS_OF), ..closed });
        assert_eq!((again.closed, again.resolution), (false, Clock::Open { from: 100, until: AS_OF }));
        let open = judged(CaseTimes { status: CaseStatus::Open, ..plain() });
        assert_eq!((open.closed, open.open_though_resolved), (true, true));
        let open = judged(CaseTimes { status: CaseStatus::Open, reopened: Some(300), ..plain() });
        assert_eq!((open.closed, open.open_though_resolved), (false, false));
        // What is still to come explains the status.
        let open = judged(CaseTimes { status: CaseStatus::Open, reopened: Some(AS_OF), ..plain() });
        assert_eq!((open.closed, open.open_though_resolved), (true, false));
    }

    #[test]
    fn what_is_not_recorded_is_not_invented() {
        let answered = judged(CaseTimes { first_response: None, ..plain() });
        assert_eq!((answered.response, answered.answered_by_resolution), (Clock::Done { from: 100, to: 200 }, true));
        let later = judged(CaseTimes { first_response: Some(250), ..plain() });
        assert_eq!((later.response, later.answered_by_resolution), (Clock::Done { from: 100, to: 200 }, true));
        let undated = CaseTimes { opened: Some(100), status: CaseStatus::Resolved, ..CaseTimes::default() };
        let case = judged(undated);
        assert_eq!([case.response, case.resolution, case.feedback], [Clock::NotApplicable; 3]);
        assert!(case.closed && case.resolved_without_time);
        let early = judged(CaseTimes { fed_back: Some(150), ..plain() });
        assert_eq!((early.feedback, early.fed_back_early), (Clock::NotApplicable, true));
        assert!(judged(CaseTimes { fed_back: Some(150), resolved: None, ..plain() }).fed_back_early);
    }

    #[test]
    fn the_future_has_not_happened() {
        let future =
            CaseTimes { first_response: Some(AS_OF), resolved: Some(i64::MAX), fed_back: Some(i64::MAX), ..plain() };
        let case = judged(CaseTimes { status: CaseStatus::Resolved, ..future });
        assert_eq!((case.response, case.later_events), (Clock::Open { from: 100, until: AS_OF }, 3));
        assert!(!case.closed && !case.resolved_without_time);
    }

    #[test]
    fn what_is_no_case_is_set_aside() {
        let why = |times: CaseTimes| judge(&times, AS_OF).unwrap_err();
        assert_eq!(why(CaseTimes { opened: None, ..plain() }), SetAside::NotOpened);
        assert_eq!(why(CaseTimes { opened: Some(AS_OF), ..plain() }), SetAside::OpenedAfterAsOf);
        // On the spot is allowed.
        assert_eq!(
            judged(CaseTimes { first_response: Some(100), ..plain() }).response,
            Clock::Done { from: 100, to: 100 }
        );
    }

    #[test]
    fn a_step_before_the_opening_voids_its_clocks_and_the_case_counts() {
        let full = CaseTimes { fed_back: Some(230), ..plain() };
        let clocks = |times: CaseTimes| {
            let case = judged(times);
            (case.contradictions, [case.response, case.resolution, case.feedback], case.closed)
        };
        let unknown = Clock::NotApplicable;
        let [response, resolution] = [Clock::Done { from: 100, to: 110 }, Clock::Done { from: 100, to: 200 }];
        let feedback = Clock::Done { from: 200, to: 230 };
        let slip = |place: usize| [0, 1, 2, 3].map(|own| own == place);
        let found = clocks(CaseTimes { first_response: Some(99), ..full });
        assert_eq!(found, (slip(0), [unknown, resolution, feedback], true));
        assert_eq!(clocks(CaseTimes { resolved: Some(99), ..full }), (slip(1), [response, unknown, unknown], true));
        let alone = CaseTimes { resolved: Some(99), first_response: None, ..full };
        assert_eq!(clocks(alone), (slip(1), [unknown; 3], true));
        let open = CaseTimes { status: CaseStatus::Open, fed_back: None, ..alone };
        let running = Clock::Open { from: 100, until: AS_OF };
        assert_eq!(clocks(open), (slip(1), [unknown, running, unknown], false));
        assert_eq!(clocks(CaseTimes { fed_back: Some(99), ..full }), (slip(2), [response, resolution, unknown], true));
        let found = clocks(CaseTimes { reopened: Some(i64::MIN), ..full });
        assert_eq!(found, (slip(3), [response, unknown, unknown], true));
        assert!(!judged(CaseTimes { first_response: Some(99), ..full }).answered_by_resolution);
    }
}
