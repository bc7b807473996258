//! Durations in whole days, counted by day. It does not know what lasted, or why it ended, and it estimates nothing.

use std::collections::BTreeMap;

use super::error::DurationsError;

/// What happened on one day of duration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Came under observation after this day.
    entered: u64,
    ended: u64,
    /// Censored: observed for so long without an end.
    open: u64,
}

/// Right-censored durations, some of them watched only after a delay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// Watched from day 0 on.
    from_start: u64,
    tallies: BTreeMap<u32, Tally>,
}

/// One observation, watched from day 0: how long, and whether it ended then. Half as large as a pair of the two, and sorted
/// in half the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observed(u32);

impl Observed {
    /// Durations beyond count as this one.
    pub const LONGEST: u32 = u32::MAX >> 1;

    /// Observed for `days`, when it ended or, where it has not, is still open.
    pub fn new(days: u32, ended: bool) -> Observed {
        Observed(days.min(Observed::LONGEST) << 1 | u32::from(ended))
    }

    fn days(self) -> u32 {
        self.0 >> 1
    }

    fn has_ended(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Those at risk on a day on which something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RiskSet {
    pub(super) time: u32,
    /// Watched before `time` and lasting at least `time`; those censored on that very day are among them.
    pub(super) at_risk: u64,
    pub(super) ended: u64,
    /// At risk from the next day on, with those who entered after `time`.
    pub(super) after: u64,
}

impl Durations {
    /// Counts observations, one entry each in every slice: `days` the duration; `ended`, whether it ended then (else it
    /// is censored); `entries`, if given, the duration already reached when watching began: such an observation counts
    /// as at risk only on days after its entry (left truncation). 0 is no delay.
    ///
    /// # Errors
    /// Slices of different lengths, and a delayed entry that does not lie before the end of the duration.
    pub fn new(days: &[u32], ended: &[bool], entries: Option<&[u32]>) -> Result<Durations, DurationsError> {
        if ended.len() != days.len() || entries.is_some_and(|entries| entries.len() != days.len()) {
            return Err(DurationsError::Lengths);
        }
        let mut durations = Durations::default();
        let delays = entries.unwrap_or_default().iter().copied().chain(std::iter::repeat(0));
        for (row, ((days, ended), entry)) in days.iter().zip(ended).zip(delays).enumerate() {
            match entry {
                0 => durations.from_start += 1,
                entry if entry < *days => durations.at(entry).entered += 1,
                _ => return Err(DurationsError::EntryAfterEnd { row }),
            }
            let tally = durations.at(*days);
            if *ended { tally.ended += 1 } else { tally.open += 1 }
        }
        Ok(durations)
    }

    /// Counts observations. For many of them this is far faster than one at a time.
    pub fn counted(observations: Vec<Observed>) -> Durations {
        let longest = observations.iter().max().map_or(0, |own| own.days() as usize);
        let from_start = observations.len() as u64;
        // Many that last about as long are counted in a list of all days; of others the days are brought together.
        let tallies = match longest < observations.len().saturating_mul(2) {
            true => by_day(&observations, longest),
            false => by_sorting(observations),
        };
        Durations { from_start, tallies }
    }

    /// Counts one more observation, watched from day 0, that ended after `days`.
    pub fn end(&mut self, days: u32) {
        self.from_start += 1;
        self.at(days).ended += 1;
    }

    /// Counts one more observation, watched from day 0, that was still open after `days`.
    pub fn leave_open(&mut self, days: u32) {
        self.from_start += 1;
        self.at(days).open += 1;
    }

    /// The number of observations, and of those that ended.
    pub fn totals(&self) -> (u64, u64) {
        let total = |sum: (u64, u64), tally: &Tally| (sum.0 + tally.ended + tally.open, sum.1 + tally.ended);
        self.tallies.values().fold((0, 0), total)
    }

    /// The longest duration, ended or open; `None` without observations.
    pub fn longest(&self) -> Option<u32> {
        self.tallies.last_key_value().map(|(days, _)| *days)
    }

    /// The longest duration that at least `least` observations reached, ended or open, however late they entered.
    /// `None` when there are fewer.
    pub fn reached_by(&self, least: u64) -> Option<u32> {
        let mut reached = 0;
        let enough = |(_, tally): &(&u32, &Tally)| {
            reached += tally.ended + tally.open;
            reached >= least
        };
        self.tallies.iter().rev().find(enough).map(|(days, _)| *days)
    }

    /// The first day of duration after which somebody is watched: 0, or the earliest entry when all were delayed.
    pub(super) fn first_watched(&self) -> Option<u32> {
        if self.from_start > 0 { Some(0) } else { self.tallies.first_key_value().map(|(days, _)| *days) }
    }

    /// Every day on which something happened, in ascending order.
    pub(super) fn risk_sets(&self) -> impl Iterator<Item = RiskSet> {
        let mut at_risk = self.from_start;
        self.tallies.iter().map(move |(time, tally)| {
            let before = at_risk;
            // Whoever leaves entered on an earlier day, so that this never falls below 0.
            at_risk = before - (tally.ended + tally.open) + tally.entered;
            RiskSet { time: *time, at_risk: before, ended: tally.ended, after: at_risk }
        })
    }

    fn at(&mut self, days: u32) -> &mut Tally {
        self.tallies.entry(days).or_default()
    }
}

fn by_day(observations: &[Observed], longest: usize) -> BTreeMap<u32, Tally> {
    let mut days = vec![Tally::default(); longest + 1];
    for own in observations {
        if let Some(day) = days.get_mut(own.days() as usize) {
            day.ended += u64::from(own.has_ended());
            day.open += u64::from(!own.has_ended());
        }
    }
    (0u32..).zip(days).filter(|(_, own)| own.ended + own.open > 0).collect()
}

fn by_sorting(mut observations: Vec<Observed>) -> BTreeMap<u32, Tally> {
    observations.sort_unstable();
    let same_day =
        observations.chunk_by(|a, b| a.days() == b.days()).filter_map(|own| Some((own.first()?.days(), own)));
    let tallies = same_day.map(|(days, own)| {
        let ended = own.iter().filter(|own| own.has_ended()).count() as u64;
        (days, Tally { entered: 0, ended, open: own.len() as u64 - ended })
    });
    tallies.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn counted_together_or_one_by_one_they_are_the_same() {
        let mut single = Durations::default();
        [7, 3, 7].into_iter().for_each(|days| single.end(days));
        [3, 3, 0].into_iter().for_each(|days| single.leave_open(days));
        let all = [(7, true), (3, false), (0, false), (3, true), (3, false), (7, true)];
        let mut all: Vec<Observed> = all.into_iter().map(|(days, ended)| Observed::new(days, ended)).collect();
        assert_eq!(Durations::counted(all.clone()), single);
        // One that lasts far longer than there are others, and than can be told.
        all.insert(2, Observed::new(u32::MAX, true));
        single.end(Observed::LONGEST);
        assert_eq!(Durations::counted(all), single);
        assert_eq!(Durations::counted(Vec::new()), Durations::default());
    }

    #[test]
    fn risk_sets_by_hand() {
        // Watched (0, 5], (3, 5], (5, 9] and a day-0 end.
        let durations = Durations::new(&[5, 5, 9, 0], &[true, false, true, true], Some(&[0, 3, 5, 0])).unwrap();
        let sets: Vec<_> = durations.risk_sets().map(|at| (at.time, at.at_risk, at.ended, at.after)).collect();
        assert_eq!(sets, [(0, 2, 1, 1), (3, 1, 0, 2), (5, 2, 1, 1), (9, 1, 1, 0)]);
        assert_eq!((durations.totals(), durations.longest(), durations.first_watched()), ((4, 3), Some(9), Some(0)));
        assert_eq!(
            [1, 2, 3, 4, 5].map(|least| durations.reached_by(least)),
            [Some(9), Some(5), Some(5), Some(0), None]
        );
    }

    #[test]
    fn one_by_one_or_all_at_once() {
        let mut one_by_one = Durations::default();
        one_by_one.end(7);
        one_by_one.leave_open(7);
        one_by_one.leave_open(u32::MAX);
        let days = [u32::MAX, 7, 7];
        assert_eq!(Durations::new(&days, &[false, false, true], None), Ok(one_by_one.clone()));
        assert_eq!(Durations::new(&days, &[false, false, true], Some(&[0, 0, 0])), Ok(one_by_one));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let late = |row| Err(DurationsError::EntryAfterEnd { row });
        assert_eq!(Durations::new(&[1, 4], &[true, true], Some(&[0, 4])), late(1));
        assert_eq!(Durations::new(&[1, 4], &[true, true], Some(&[2, 1])), late(0));
        assert_eq!(Durations::new(&[1], &[], None), Err(DurationsError::Lengths));
        assert_eq!(Durations::new(&[1], &[true], Some(&[])), Err(DurationsError::Lengths));
        let nothing = Durations::new(&[], &[], Some(&[])).unwrap();
        assert_eq!((nothing.totals(), nothing.longest(), nothing.first_watched()), ((0, 0), None, None));
    }
}
