//! Ordinary points put together where they would be drawn on the same spot. It counts them and draws nothing.

use std::collections::BTreeMap;

use super::super::canvas::Area;

/// Side of a spot in units; points are drawn wider than this.
const SPOT: f64 = 2.0;

/// Points by spot.
#[derive(Default)]
pub(super) struct Cloud {
    spots: BTreeMap<(i32, i32), u32>,
}

impl Cloud {
    /// Adds one point.
    pub(super) fn add(&mut self, (x, y): (f64, f64)) {
        let count = self.spots.entry(((x / SPOT) as i32, (y / SPOT) as i32)).or_default();
        *count = count.saturating_add(1);
    }

    /// Spots with at least `from` and fewer than `until` points, as places.
    pub(super) fn between(&self, from: u32, until: u32) -> Vec<[f64; 2]> {
        let wanted = self.spots.iter().filter(|(_, count)| (from..until).contains(*count));
        wanted.map(|((x, y), _)| [f64::from(*x) * SPOT + 1.0, f64::from(*y) * SPOT + 1.0]).collect()
    }

    /// How many spots lie in an area.
    pub(super) fn inside(&self, area: &Area) -> usize {
        let spot = |place: f64| (place / SPOT) as i32;
        let columns = (spot(area.x), i32::MIN)..=(spot(area.x + area.width), i32::MAX);
        let rows = spot(area.y)..=spot(area.y + area.height);
        self.spots.range(columns).filter(|((_, y), _)| rows.contains(y)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_the_same_spot_are_one() {
        let mut cloud = Cloud::default();
        [(10.2, 20.1), (10.9, 21.9), (30.0, 20.0)].into_iter().for_each(|point| cloud.add(point));
        assert_eq!(cloud.between(1, 2), [[31.0, 21.0]]);
        assert_eq!(cloud.between(2, u32::MAX), [[11.0, 21.0]]);
        let area = |x| Area { x, y: 0.0, width: 10.0, height: 100.0 };
        assert_eq!([5.0, 25.0, 50.0].map(|x| cloud.inside(&area(x))), [1, 1, 0]);
    }
}
