//! Where the names of single points go: near their point, not on another name or point that matters, off the cloud
//! where they can be. It draws nothing.

use super::super::canvas::Area;
use super::cloud::Cloud;

/// Height of a line of words.
pub(super) const LINE: f64 = 14.0;
/// Distances from the point that are tried.
const RINGS: [f64; 5] = [8.0, 20.0, 34.0, 52.0, 76.0];
/// Directions that are tried, best first: right, left, above, below, and between.
const DIRECTIONS: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0.0, -1.0), (0.0, 1.0)];
/// What a step outwards costs, in spots of the cloud covered.
const STEP: f64 = 7.0;

/// Names that were placed so far, and what they must not cover.
pub(super) struct Names<'a> {
    /// The plot; no name leaves it.
    pub(super) plot: Area,
    /// Points that must stay in sight.
    pub(super) points: Vec<Area>,
    /// All other points.
    pub(super) cloud: &'a Cloud,
    /// Names placed.
    pub(super) placed: Vec<Area>,
}

impl Names<'_> {
    /// The place for a name of this width at `point`, or `None` when there is none.
    pub(super) fn place(&mut self, point: (f64, f64), width: f64) -> Option<Area> {
        let tries = RINGS.iter().enumerate().flat_map(|(ring, &far)| {
            DIRECTIONS.iter().enumerate().map(move |(at, &way)| (ring as f64 * STEP + at as f64 * 0.5, far, way))
        });
        let best = tries
            .map(|(cost, far, way)| (cost, beside(point, far, way, width)))
            .filter(|(_, area)| self.is_free(area))
            .map(|(cost, area)| (cost + self.cloud.inside(&area) as f64, area))
            .min_by(|a, b| a.0.total_cmp(&b.0))?;
        self.placed.push(best.1);
        Some(best.1)
    }

    fn is_free(&self, area: &Area) -> bool {
        let plot = &self.plot;
        let inside = area.x >= plot.x
            && area.y >= plot.y
            && area.x + area.width <= plot.x + plot.width
            && area.y + area.height <= plot.y + plot.height;
        inside && !self.placed.iter().chain(&self.points).any(|other| other.touches(area))
    }
}

/// The area of a name that lies in this direction of its point.
fn beside((x, y): (f64, f64), far: f64, (right, down): (f64, f64), width: f64) -> Area {
    let (x, y) = (x + right * far, y + down * far);
    let left = if right > 0.0 {
        x
    } else if right < 0.0 {
        x - width
    } else {
        x - width / 2.0
    };
    let top = if down == 0.0 {
        y - LINE / 2.0
    } else if down < 0.0 {
        y - LINE
    } else {
        y
    };
    Area { x: left, y: top, width, height: LINE }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(cloud: &Cloud) -> Names<'_> {
        let plot = Area { x: 0.0, y: 0.0, width: 300.0, height: 200.0 };
        Names { plot, points: Vec::new(), cloud, placed: Vec::new() }
    }

    #[test]
    fn names_of_points_on_one_spot_do_not_touch() {
        let cloud = Cloud::default();
        let mut names = names(&cloud);
        let placed: Vec<Area> = (0..8).map(|_| names.place((150.0, 100.0), 60.0).unwrap()).collect();
        for (at, area) in placed.iter().enumerate() {
            assert!(!placed[at + 1..].iter().any(|other| other.touches(area)));
            assert!(area.x >= 0.0 && area.x + area.width <= 300.0);
        }
        assert_eq!((placed[0].x, placed[0].y), (158.0, 93.0), "right beside its point");
    }

    #[test]
    fn the_right_edge_sends_a_name_to_the_left_and_no_room_to_nowhere() {
        let cloud = Cloud::default();
        assert!(names(&cloud).place((295.0, 100.0), 60.0).unwrap().x < 240.0);
        assert_eq!(names(&cloud).place((150.0, 100.0), 400.0), None);
    }

    #[test]
    fn names_keep_off_the_cloud() {
        let mut cloud = Cloud::default();
        (155..220).for_each(|x| cloud.add((f64::from(x), 100.0)));
        assert!(names(&cloud).place((150.0, 100.0), 60.0).unwrap().x < 150.0);
    }
}
