//! How many customers can be told directly. It knows no channel.

/// The part of affected consumers that must be reachable for a recall alert of the CPSC. Source: CPSC Recall
/// Effectiveness Workshop, 25 July 2017.
pub const DIRECT_REACH_PERCENT: u8 = 95;

/// Affected customers, and those of them with a usable channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectReach {
    /// All affected customers.
    pub affected: u64,
    /// Those with a usable channel.
    pub reachable: u64,
}

impl DirectReach {
    /// Reachable / affected; `None` when nobody is affected or more are reachable than affected.
    pub fn share(self) -> Option<f64> {
        self.is_sound().then(|| self.reachable as f64 / self.affected as f64)
    }

    /// Whether at least `percent` can be reached, exactly; `None` as for [`share`](DirectReach::share).
    pub fn reaches(self, percent: u8) -> Option<bool> {
        let wanted = u128::from(self.affected) * u128::from(percent);
        self.is_sound().then(|| u128::from(self.reachable) * 100 >= wanted)
    }

    fn is_sound(self) -> bool {
        self.affected > 0 && self.reachable <= self.affected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_95_percent_will_do() {
        let reach = |reachable, affected| DirectReach { affected, reachable }.reaches(DIRECT_REACH_PERCENT);
        assert_eq!(
            [reach(19, 20), reach(18, 20), reach(949, 1_000), reach(950, 1_000)],
            [true, false, false, true].map(Some)
        );
        assert_eq!(reach(u64::MAX, u64::MAX), Some(true));
        assert_eq!(DirectReach { affected: 4, reachable: 3 }.share(), Some(0.75));
    }

    #[test]
    fn nobody_has_no_share() {
        for bad in [DirectReach { affected: 0, reachable: 0 }, DirectReach { affected: 1, reachable: 2 }] {
            assert_eq!((bad.share(), bad.reaches(95)), (None, None));
        }
    }
}
