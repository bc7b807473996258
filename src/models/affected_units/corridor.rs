//! Exact bounds of the affected units in the hidden issues of each window. It knows no lot.
//!
//! Let S(t) be the affected units in all hidden issues up to window t, Q(t) these issues, A(t) and B(t) the limits of
//! affected and other units. Then S(t) ≤ A(t), Q(t) − S(t) ≤ B(t), and 0 ≤ S(t) − S(t − 1) ≤ q(t). These are differences
//! of two unknowns each, so that passing them on forward once and backward once makes them tight: every value between
//! the two limits is taken by some S that obeys them all.

use super::limits::Limits;
use super::record::Window;

/// Bounds of the affected units in hidden issues.
#[derive(Clone, Debug)]
pub(super) struct Corridor {
    /// S(t) at least.
    low: Vec<i64>,
    /// S(t) at most.
    high: Vec<i64>,
}

impl Corridor {
    /// The corridor; `None` when nothing obeys all limits.
    pub(super) fn new(windows: &[Window], limits: &Limits) -> Option<Corridor> {
        let mut corridor = Corridor { low: Vec::new(), high: Vec::new() };
        let (mut issued, mut low, mut high) = (0, 0, 0);
        for (at, window) in windows.iter().enumerate() {
            issued += window.hidden;
            low = (issued - limits.others[at]).max(low);
            high = limits.affected[at].min(high + window.hidden);
            corridor.low.push(low);
            corridor.high.push(high);
        }
        for at in (1..windows.len()).rev() {
            corridor.high[at - 1] = corridor.high[at - 1].min(corridor.high[at]);
            corridor.low[at - 1] = corridor.low[at - 1].max(corridor.low[at] - windows[at].hidden);
        }
        let possible = corridor.low.iter().zip(&corridor.high).all(|(low, high)| low <= high);
        (possible && corridor.low.first().is_none_or(|low| *low <= windows[0].hidden)).then_some(corridor)
    }

    /// S(t) at least and at most.
    pub(super) fn up_to(&self, window: usize) -> (i64, i64) {
        (self.low[window], self.high[window])
    }

    /// S(t) − S(t − 1) at least and at most, for a window with hidden issues of `hidden`.
    pub(super) fn within(&self, window: usize, hidden: i64) -> (i64, i64) {
        let before = window.checked_sub(1).map_or((0, 0), |before| self.up_to(before));
        let (low, high) = self.up_to(window);
        ((low - before.1).max(0), (high - before.0).min(hidden))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn corridor(rows: &[(i64, i64, i64)]) -> (Vec<Window>, Option<Corridor>) {
        let windows: Vec<Window> = rows.iter().map(|row| Window { hidden: row.0, ..Window::default() }).collect();
        let limits =
            Limits { affected: rows.iter().map(|r| r.1).collect(), others: rows.iter().map(|r| r.2).collect() };
        let corridor = Corridor::new(&windows, &limits);
        (windows, corridor)
    }

    #[test]
    fn a_later_limit_speaks_for_earlier_days() {
        // Of 2 and 2 units, the second after only 1 affected one had been there.
        let (_, found) = corridor(&[(2, 1, 2), (2, 2, 2)]);
        let found = found.unwrap();
        assert_eq!((found.within(0, 2), found.within(1, 2), found.up_to(1)), ((0, 1), (1, 2), (2, 2)));
        assert!(corridor(&[(3, 1, 1)]).1.is_none());
    }

    proptest! {
        /// Against all ways to fill three windows.
        #[test]
        fn bounds_are_reached_and_never_passed(rows in prop::collection::vec((0..4_i64, 0..5_i64, 0..5_i64), 3)) {
            let (windows, found) = corridor(&rows);
            let mut ways = Vec::new();
            for a in 0..=rows[0].0 {
                for b in 0..=rows[1].0 {
                    for c in 0..=rows[2].0 {
                        let way = [a, b, c];
                        let (mut taken, mut issued) = (0, 0);
                        let fits = way.iter().zip(&rows).all(|(part, (hidden, most, others))| {
                            taken += part;
                            issued += hidden;
                            taken <= *most && issued - taken <= *others
                        });
                        ways.extend(fits.then_some(way));
                    }
                }
            }
            prop_assert_eq!(found.is_some(), !ways.is_empty());
            if let Some(found) = found {
                let ends = |values: Vec<i64>| (*values.iter().min().unwrap(), *values.iter().max().unwrap());
                for at in 0..3 {
                    prop_assert_eq!(found.within(at, windows[at].hidden), ends(ways.iter().map(|way| way[at]).collect()));
                    prop_assert_eq!(found.up_to(at), ends(ways.iter().map(|way| way[..=at].iter().sum()).collect()));
                }
            }
        }
    }
}
