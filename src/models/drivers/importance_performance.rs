//! The importance-performance map: four quadrants of drivers. Where importance and performance come from is the
//! caller's.

use super::correlation::mean;
use crate::labels::{Label, Text};
use crate::numerics::quantile::median;

/// Where the lines between the quadrants run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// At the mean importance and the mean performance of the drivers.
    #[default]
    Mean,
    /// At the medians. One driver that stands far out does not move these.
    Median,
}

/// A quadrant of the map. A driver on a line counts as above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quadrant {
    /// Important, and rated below the line.
    ConcentrateHere,
    /// Important, and rated above the line.
    KeepUp,
    /// Less important, and rated below the line.
    LowPriority,
    /// Less important, and rated above the line.
    PossibleOverkill,
}

const CONCENTRATE_HERE: Label = Label::new("concentrate here", "优先改进");
const KEEP_UP: Label = Label::new("keep up the good work", "继续保持");
const LOW_PRIORITY: Label = Label::new("low priority", "次要改进");
const POSSIBLE_OVERKILL: Label = Label::new("possible overkill", "投入可能过多");

impl Quadrant {
    /// The name of the quadrant.
    pub fn text(self) -> Text {
        match self {
            Quadrant::ConcentrateHere => CONCENTRATE_HERE.text(),
            Quadrant::KeepUp => KEEP_UP.text(),
            Quadrant::LowPriority => LOW_PRIORITY.text(),
            Quadrant::PossibleOverkill => POSSIBLE_OVERKILL.text(),
        }
    }
}

/// The map.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportancePerformance {
    /// The line between important and less important drivers.
    pub importance_line: f64,
    /// The line between drivers rated high and low.
    pub performance_line: f64,
    /// One quadrant a driver, in the order given.
    pub quadrants: Vec<Quadrant>,
}

/// Why there is no map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapError {
    /// Importances and performances do not list the same drivers.
    Lengths,
    /// There are fewer than two drivers: there is nothing to compare.
    TooFewDrivers,
    /// An importance or performance is infinite or not a number.
    NotANumber {
        /// The driver, counted from 0.
        driver: usize,
    },
}

const LENGTHS: Label =
    Label::new("importances and performances do not list the same drivers", "重要性与表现的因素数不一致");
const TOO_FEW_DRIVERS: Label =
    Label::new("an importance-performance map needs at least two drivers", "重要性—表现图至少需要两个因素");
const NOT_A_NUMBER: Label = Label::new(
    "the importance or performance of driver number {n} is not a number",
    "第 {n} 个因素的重要性或表现不是数字",
);

impl MapError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            MapError::Lengths => LENGTHS.text(),
            MapError::TooFewDrivers => TOO_FEW_DRIVERS.text(),
            MapError::NotANumber { driver } => NOT_A_NUMBER.with(&[("n", &(driver + 1))]),
        }
    }
}

/// Sorts drivers into the four quadrants of Martilla and James, Journal of Marketing 41 (1977) 1, 77-79.
///
/// `importances` are shares of R² or total effects of a path model; `performances` are mean ratings, all on one scale
/// and all with the high end good, or they cannot be compared. A driver whose answers run the other way must be turned
/// before it is given.
///
/// # Errors
/// See [`MapError`].
pub fn importance_performance(
    importances: &[f64],
    performances: &[f64],
    split: Split,
) -> Result<ImportancePerformance, MapError> {
    if importances.len() != performances.len() {
        return Err(MapError::Lengths);
    }
    if importances.len() < 2 {
        return Err(MapError::TooFewDrivers);
    }
    let finite = |driver: &usize| importances[*driver].is_finite() && performances[*driver].is_finite();
    if let Some(driver) = (0..importances.len()).find(|driver| !finite(driver)) {
        return Err(MapError::NotANumber { driver });
    }
    let importance_line = line(importances, split);
    let performance_line = line(performances, split);
    let quadrant = |(importance, performance): (&f64, &f64)| match (
        *importance >= importance_line,
        *performance >= performance_line,
    ) {
        (true, false) => Quadrant::ConcentrateHere,
        (true, true) => Quadrant::KeepUp,
        (false, false) => Quadrant::LowPriority,
        (false, true) => Quadrant::PossibleOverkill,
    };
    let quadrants = importances.iter().zip(performances).map(quadrant).collect();
    Ok(ImportancePerformance { importance_line, performance_line, quadrants })
}

fn line(values: &[f64], split: Split) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Equal values lie on the line, whatever the rounding of their mean.
    match (sorted.first(), sorted.last()) {
        (Some(low), Some(high)) if low == high => *low,
        _ if split == Split::Median => median(&sorted).unwrap_or(0.0),
        _ => mean(values),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn one_driver_in_each_quadrant() {
        use Quadrant::{ConcentrateHere, KeepUp, LowPriority, PossibleOverkill};
        let map = importance_performance(&[0.4, 0.3, 0.1, 0.2], &[3.0, 5.0, 2.0, 4.0], Split::Mean).unwrap();
        assert_eq!((map.importance_line, map.performance_line), (0.25, 3.5));
        assert_eq!(map.quadrants, [ConcentrateHere, KeepUp, LowPriority, PossibleOverkill]);
        for lang in [Lang::En, Lang::Zh] {
            let mut names: Vec<String> = map.quadrants.iter().map(|own| own.text().render(lang)).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), 4);
        }
    }

    /// One driver far out takes the mean with it, not the median.
    #[test]
    fn mean_and_median_differ() {
        let importances = [0.9, 0.2, 0.1, 0.05];
        let performances = [4.0, 4.0, 4.0, 4.0];
        let by = |split| importance_performance(&importances, &performances, split).unwrap().quadrants;
        let keep = |quadrants: Vec<Quadrant>| quadrants.iter().filter(|own| **own == Quadrant::KeepUp).count();
        assert_eq!((keep(by(Split::Mean)), keep(by(Split::Median))), (1, 2));
    }

    #[test]
    fn edges() {
        assert_eq!(importance_performance(&[], &[], Split::Mean), Err(MapError::TooFewDrivers));
        assert_eq!(importance_performance(&[1.0], &[], Split::Mean), Err(MapError::Lengths));
        let not = importance_performance(&[1.0, f64::NAN], &[1.0, 2.0], Split::Mean);
        assert_eq!(not, Err(MapError::NotANumber { driver: 1 }));
        let equal = importance_performance(&[0.1; 3], &[0.7; 3], Split::Mean).unwrap();
        assert_eq!(equal.quadrants, [Quadrant::KeepUp; 3]);
        let huge = importance_performance(&[f64::MAX, f64::MAX, 0.0], &[1.0, 2.0, 3.0], Split::Mean).unwrap();
        assert!(huge.importance_line.is_finite());
        assert_eq!(huge.quadrants[0], Quadrant::ConcentrateHere);
    }
}
