//! What control limits rest on: which periods, and where a new phase begins.

use crate::models::early_warning::{Baseline, Observation, Phase, Standing};

use super::Span;

/// Full periods of a baseline unless the user says otherwise: with fewer, limits are off by a good deal.
const USUAL: usize = 24;
/// The newest full periods are judged by limits that they have no part in, so that what begins now does not widen its
/// own limits.
pub(super) const NEWEST: usize = 3;

/// The places at which new phases begin, ascending: the periods that hold the days given. Days before the second period
/// begin no new phase, and days after the last one none yet.
pub(super) fn starts(span: &Span, days: &[i32]) -> Vec<usize> {
    let mut places: Vec<usize> = days.iter().filter_map(|day| span.place(*day)).filter(|at| *at > 0).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The phases of a series. The baseline of each is frozen: its first `asked` full periods with a figure, else the first
/// 24 of them, the newest three of the series left out.
pub(super) fn phases(asked: Option<usize>, starts: &[usize], observations: &[Observation]) -> Vec<Phase> {
    let complete: Vec<usize> = places(observations);
    let before_newest = complete.len().saturating_sub(NEWEST);
    let usable = if asked.is_some() { complete.as_slice() } else { complete.get(..before_newest).unwrap_or_default() };
    let wanted = asked.unwrap_or(USUAL);
    let firsts = || [0].into_iter().chain(starts.iter().copied());
    let ends = starts.iter().copied().chain([observations.len()]);
    let phase = |(first, end): (usize, usize)| {
        let last = usable.iter().filter(|at| (first..end).contains(*at)).take(wanted).last();
        let baseline = last.map_or(Baseline::First(0), |last| Baseline::Range(first..=*last));
        Phase { first, baseline }
    };
    firsts().zip(ends).map(phase).collect()
}

/// The places of full periods with a figure.
pub(super) fn places(observations: &[Observation]) -> Vec<usize> {
    let complete = |(at, own): (usize, &Observation)| (own.standing == Standing::Complete).then_some(at);
    observations.iter().enumerate().filter_map(complete).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::periods::Length;

    fn full(n: usize) -> Vec<Observation> {
        vec![Observation::new(1.0, 2.0); n]
    }

    fn ranges(asked: Option<usize>, starts: &[usize], observations: &[Observation]) -> Vec<(usize, Option<usize>)> {
        let end = |phase: Phase| match phase.baseline {
            Baseline::Range(range) => (phase.first, Some(*range.end())),
            _ => (phase.first, None),
        };
        phases(asked, starts, observations).into_iter().map(end).collect()
    }

    #[test]
    fn the_first_24_but_never_the_newest_three() {
        assert_eq!(ranges(None, &[], &full(40)), [(0, Some(23))]);
        assert_eq!(ranges(None, &[], &full(20)), [(0, Some(16))]);
        assert_eq!(ranges(None, &[], &full(3)), [(0, None)]);
        assert_eq!(ranges(None, &[], &[]), [(0, None)]);
        // What the user says holds.
        assert_eq!(ranges(Some(12), &[], &full(40)), [(0, Some(11))]);
        assert_eq!(ranges(Some(12), &[], &full(12)), [(0, Some(11))]);
    }

    #[test]
    fn only_full_periods_with_a_figure_are_counted() {
        let mut series = full(12);
        series[0].standing = Standing::Missing;
        series[1].standing = Standing::Missing;
        series[11].standing = Standing::Provisional;
        // 2 to 10 are full; 8, 9 and 10 are the newest.
        assert_eq!(ranges(None, &[], &series), [(0, Some(7))]);
        assert_eq!(ranges(Some(3), &[], &series), [(0, Some(4))]);
    }

    #[test]
    fn every_phase_has_its_own() {
        // The newest three are those of the series: a phase that is over may use all of its periods.
        assert_eq!(ranges(None, &[10, 30], &full(34)), [(0, Some(9)), (10, Some(29)), (30, Some(30))]);
        let span = Span::new(Length::Month, 0, 364, 0);
        assert_eq!(starts(&span, &[-5, 0, 40, 45, 200, 9_999]), [1, 6]);
    }
}
