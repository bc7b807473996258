//! One goal. It judges nothing.

use crate::labels::Label;

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The more, the better, such as satisfaction.
    Higher,
    /// The less, the better, such as complaints or days to resolution.
    Lower,
}

/// A goal: a metric of a segment shall reach a target by a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its name in data files.
    pub id: String,
    /// The metric.
    pub metric: String,
    /// The customers it is for; `None` is all.
    pub segment: Option<String>,
    /// The value from which it starts.
    pub baseline: Option<f64>,
    /// The day of the baseline.
    pub baseline_on: Option<i32>,
    /// The value to reach.
    pub target: f64,
    /// The last day by which to reach it.
    pub by: i32,
    /// Which way is good: told, or from the baseline to the target.
    pub direction: Direction,
}

impl Direction {
    /// The names in files, and what they stand for.
    pub const NAMES: [(&'static str, Direction); 2] = [("higher", Direction::Higher), ("lower", Direction::Lower)];

    /// The direction from a baseline to a target; `None` where they are equal or not numbers.
    pub fn between(baseline: f64, target: f64) -> Option<Direction> {
        match baseline.partial_cmp(&target)? {
            std::cmp::Ordering::Less => Some(Direction::Higher),
            std::cmp::Ordering::Greater => Some(Direction::Lower),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Direction::Higher => Label::new("at least", "不低于"),
            Direction::Lower => Label::new("at most", "不高于"),
        }
    }
}

impl Goal {
    /// What the value should be on a day: before `by` on the straight line from the baseline to the target, and the
    /// baseline up to its day; from `by` on the target. `None` before `by` where the baseline or its day is not known:
    /// then nothing says how far the value should be.
    pub fn milestone(&self, day: i32) -> Option<f64> {
        if day >= self.by {
            return Some(self.target);
        }
        let (baseline, start) = (self.baseline?, self.baseline_on?);
        if start >= self.by {
            return Some(self.target);
        }
        let part = f64::from(day.max(start).abs_diff(start)) / f64::from(self.by.abs_diff(start));
        // Weighted, as the difference of two huge numbers could be infinite.
        Some((1.0 - part) * baseline + part * self.target)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// From 35 on day 100 to 45 on day 200.
    pub(in super::super) fn nps() -> Goal {
        Goal {
            id: "nps".to_string(),
            metric: "nps".to_string(),
            segment: None,
            baseline: Some(35.0),
            baseline_on: Some(100),
            target: 45.0,
            by: 200,
            direction: Direction::Higher,
        }
    }

    #[test]
    fn milestones_lie_on_a_line() {
        let goal = nps();
        let expected = [35.0, 35.0, 40.0, 44.9, 45.0, 45.0].map(Some);
        assert_eq!([99, 100, 150, 199, 200, 300].map(|day| goal.milestone(day)), expected);
        for unknown in [Goal { baseline_on: None, ..goal.clone() }, Goal { baseline: None, ..goal.clone() }] {
            assert_eq!([199, 200, 201].map(|day| unknown.milestone(day)), [None, Some(45.0), Some(45.0)]);
        }
        let huge = Goal { baseline: Some(-1e308), target: 1e308, baseline_on: Some(i32::MIN), by: i32::MAX, ..goal };
        assert!(huge.milestone(0).is_some_and(|milestone| milestone.abs() < 1e300));
    }

    #[test]
    fn the_direction_follows_from_baseline_and_target() {
        assert_eq!(Direction::between(3.0, 5.0), Some(Direction::Higher));
        assert_eq!(Direction::between(5.0, 3.0), Some(Direction::Lower));
        assert_eq!((Direction::between(5.0, 5.0), Direction::between(f64::NAN, 5.0)), (None, None));
    }
}
