//! Whether a score differs between two periods. It judges one pair; many pairs together need q-values.

use statrs::function::erf::erfc;

use super::change_of_means::change_of_means;
use super::error::ScoreError;
use super::method::Method;
use super::metric::Metric;
use super::scale::Scale;
use super::score::{Printed, Sample};
use super::share::{difference_interval, pooled_z, wilson};
use super::tally::Tally;
use crate::numerics::interval::{Interval, normal_z};

/// The later score less the earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What is measured.
    pub metric: Metric,
    /// The scale of the question.
    pub scale: Scale,
    /// Later less earlier score.
    pub value: f64,
    /// Where the change among all who could have answered lies; it holds `value`.
    pub interval: Interval,
    /// Two-sided p-value of no change. Interval and test of shares rest on different formulas, so that near the border
    /// one may say what the other does not.
    pub p_value: f64,
    /// How interval and test are had.
    pub method: Method,
}

/// The change from the period `before` to the period `after`, with its interval of `confidence`; `None` where either
/// has no answers. The answers of the periods are taken as independent: customers who answered in both make the
/// interval too wide or too narrow. Test many segments together with [`q_values`](crate::numerics::q_value::q_values).
///
/// - Net promoter score: z = (s₁′ − s₂′)/√(v₁′/n₁′ + v₂′/n₂′) on samples adjusted alike, and the interval of the same.
///   Source: Rocks, arXiv 1601.07235 (2016); measuringu.com/nps-significance-test. The interval is about the adjusted
///   difference, and widened to hold the change itself where it would leave it out.
/// - Shares: Newcombe's hybrid score interval, and the z-test with the pooled share.
/// - Means: Welch's t-test; where a period has no spread, the two intervals combined.
///
/// # Errors
/// See [`ScoreError`].
pub fn change(before: &Tally, after: &Tally, metric: Metric, confidence: f64) -> Result<Option<Change>, ScoreError> {
    let scale = before.scale();
    if after.scale() != scale {
        return Err(ScoreError::Scales);
    }
    let form = metric.form(scale)?;
    let z = normal_z(confidence).ok_or(ScoreError::Confidence)?;
    let (Some(before), Some(after)) = (Sample::of(before, form), Sample::of(after, form)) else { return Ok(None) };
    let value = after.value() - before.value();
    let (interval, p_value, method) = match (&after, &before) {
        (Sample::Net { adjusted: later, .. }, Sample::Net { adjusted: earlier, .. }) => {
            let error = (later.squared_error() + earlier.squared_error()).sqrt();
            let difference = later.net - earlier.net;
            let (lower, upper) = (difference - z * error, difference + z * error);
            let held = Interval { lower: lower.min(value), upper: upper.max(value) };
            (held, two_sided(difference / error), Method::AdjustedZ)
        }
        (Sample::Share { value: later, answers: n1 }, Sample::Share { value: earlier, answers: n2 }) => {
            let interval = difference_interval((*later, wilson(*later, *n1, z)), (*earlier, wilson(*earlier, *n2, z)));
            (interval, two_sided(pooled_z((*later, *n1), (*earlier, *n2))), Method::NewcombePooledZ)
        }
        (Sample::Mean(later), Sample::Mean(earlier)) => {
            let (at, p_value, method) = change_of_means(earlier, later, (1.0 - confidence) / 2.0);
            // No mean on the scale can change by more than its range.
            let inside = Interval { lower: at.lower.max(-scale.range()), upper: at.upper.min(scale.range()) };
            (inside, p_value, method)
        }
        // One form gives samples of one kind.
        _ => return Ok(None),
    };
    Ok(Some(Change { metric, scale, value, interval, p_value, method }))
}

/// P(|Z| ≥ |z|).
fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

impl Change {
    /// The change and its interval as a reader expects them.
    pub fn printed(&self) -> Printed {
        let (least, most) = self.metric.bounds(self.scale);
        let range = most - least;
        Printed::new(self.value, self.interval, (-range, range), self.metric.unit().factor())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all(place: usize, answers: u64) -> Tally {
        let mut counts = [0; 11];
        counts[place] = answers;
        Tally::of_counts(Scale::NET_PROMOTER, &counts).unwrap()
    }

    /// Ten promoters after ten detractors: the adjusted interval ends at 196 points, below the change of 200.
    #[test]
    fn the_interval_holds_the_change() {
        for (before, after, value) in [(0, 10, 200.0), (10, 0, -200.0)] {
            let own = change(&all(before, 10), &all(after, 10), Metric::NetPromoter, 0.95).unwrap().unwrap();
            let Printed { value: printed, interval } = own.printed();
            assert_eq!(printed, value);
            assert!(interval.lower <= value && value <= interval.upper);
            assert!(interval.upper - interval.lower > 80.0 && own.p_value < 1e-10);
        }
    }

    #[test]
    fn nobody_and_other_scales() {
        let (nobody, some) = (all(0, 0), all(10, 5));
        for metric in [Metric::NetPromoter, Metric::TopBoxes { boxes: 1 }, Metric::Mean] {
            assert_eq!(change(&nobody, &some, metric, 0.95), Ok(None));
            assert_eq!(change(&some, &nobody, metric, 0.95), Ok(None));
            assert_eq!(change(&some, &some, metric, 1.0), Err(ScoreError::Confidence));
        }
        let other = Tally::of_counts(Scale::new(1, 11).unwrap(), &[1; 11]).unwrap();
        assert_eq!(change(&some, &other, Metric::Mean, 0.95), Err(ScoreError::Scales));
    }
}
