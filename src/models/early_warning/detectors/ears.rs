//! EARS C1, C2 and C3: a count against the few periods before it.

use super::{check_counts, require};
use crate::models::early_warning::error::DetectorError;
use crate::numerics::interval::normal_z;

/// How many periods C2 and C3 leave between the baseline and the period that is judged.
const GAP: usize = 2;

/// Which of the three methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarsMethod {
    /// The baseline ends with the period before.
    C1,
    /// Two periods lie between, so that a slow rise does not spoil its own baseline.
    C2,
    /// The excess of C2 over three periods together.
    C3,
}

/// The choices about EARS.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EarsSettings {
    /// The method.
    pub method: EarsMethod,
    /// Periods in the baseline, at least 3.
    pub baseline: usize,
    /// Share of false alarms if counts were normal, above 0 and below 0.5.
    pub alpha: f64,
    /// The standard deviation is never taken to be smaller; for series with many zeros.
    pub least_sd: f64,
}

impl EarsSettings {
    /// Seven periods and α = 0.001, for C3 0.025, as in R's surveillance.
    pub fn new(method: EarsMethod) -> EarsSettings {
        let alpha = if method == EarsMethod::C3 { 0.025 } else { 0.001 };
        EarsSettings { method, baseline: 7, alpha, least_sd: 0.0 }
    }
}

impl EarsSettings {
    /// z_(1−α): what C3 alarms above.
    ///
    /// # Errors
    /// An α that is not in its range.
    pub fn quantile(&self) -> Result<f64, DetectorError> {
        require(self.alpha > 0.0 && self.alpha < 0.5, "alpha")?;
        normal_z(1.0 - 2.0 * self.alpha).ok_or(DetectorError::Setting { name: "alpha" })
    }
}

/// One judged count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EarsPoint {
    /// Mean of its baseline.
    pub expected: f64,
    /// Standard deviation of its baseline (n − 1), or the floor if that is larger.
    pub sd: f64,
    /// The count above which C1 and C2 alarm; `None` for C3, which sums.
    pub bound: Option<f64>,
    /// (count − expected) / sd; for C3 the sum of the excesses. `None` when a standard deviation is 0.
    pub statistic: Option<f64>,
    /// Whether it alarms. It only does so when counts are high.
    pub alarm: bool,
}

/// Judges each count: C1 and C2 alarm above mean + z_(1−α) sd of the baseline, C3 when the sum of max(0, C2 − 1) over the
/// period and the two before lies above z_(1−α). Where the standard deviation is 0, any count above the mean is in excess
/// without bound. Source: Hutwagner, Thompson, Seeman and Treadwell, J. Urban Health 80 (2003) i89–i96, with the
/// thresholds as z-values. One entry a count; `None` where too few counts lie before it.
///
/// # Errors
/// A count or setting that is not in its range, or counts that are too large.
pub fn ears(counts: &[f64], settings: &EarsSettings) -> Result<Vec<Option<EarsPoint>>, DetectorError> {
    let EarsSettings { method, baseline, least_sd, .. } = *settings;
    require(baseline >= 3, "baseline")?;
    let z = settings.quantile()?;
    require(least_sd >= 0.0 && least_sd.is_finite(), "least_sd")?;
    check_counts(counts)?;
    let gap = if method == EarsMethod::C1 { 0 } else { GAP };
    let against = |at: usize| -> Result<Option<Comparison>, DetectorError> {
        let window = at.checked_sub(gap).and_then(|end| counts.get(end.checked_sub(baseline)?..end));
        window.zip(counts.get(at)).map(|(window, count)| Comparison::new(*count, window, least_sd)).transpose()
    };
    let compared = (0..counts.len()).map(against).collect::<Result<Vec<_>, _>>()?;
    let judge = |(at, own): (usize, &Option<Comparison>)| {
        let own = (*own)?;
        let Comparison { count, expected, sd } = own;
        if method == EarsMethod::C3 {
            let three = compared.get(at.checked_sub(2)?..=at)?;
            let excess = three.iter().map(|one| one.map(Comparison::excess)).sum::<Option<f64>>()?;
            let statistic = excess.is_finite().then_some(excess);
            return Some(EarsPoint { expected, sd, bound: None, statistic, alarm: excess > z });
        }
        let bound = expected + z * sd;
        Some(EarsPoint { expected, sd, bound: Some(bound), statistic: own.distance(), alarm: count > bound })
    };
    let points: Vec<Option<EarsPoint>> = compared.iter().enumerate().map(judge).collect();
    let finite =
        |point: &EarsPoint| point.bound.is_none_or(f64::is_finite) && point.statistic.is_none_or(f64::is_finite);
    if points.iter().flatten().all(finite) { Ok(points) } else { Err(DetectorError::TooLarge) }
}

/// A count and what its baseline led to expect.
#[derive(Clone, Copy)]
struct Comparison {
    count: f64,
    expected: f64,
    sd: f64,
}

impl Comparison {
    fn new(count: f64, window: &[f64], least_sd: f64) -> Result<Comparison, DetectorError> {
        let n = window.len() as f64;
        let expected = window.iter().sum::<f64>() / n;
        let squares: f64 = window.iter().map(|own| (own - expected).powi(2)).sum();
        let sd = (squares / (n - 1.0)).sqrt().max(least_sd);
        if expected.is_finite() && sd.is_finite() {
            Ok(Comparison { count, expected, sd })
        } else {
            Err(DetectorError::TooLarge)
        }
    }

    fn distance(self) -> Option<f64> {
        (self.sd > 0.0).then(|| (self.count - self.expected) / self.sd)
    }

    /// max(0, C − 1); infinite above a baseline without variation.
    fn excess(self) -> f64 {
        match self.distance() {
            Some(distance) => (distance - 1.0).max(0.0),
            None if self.count > self.expected => f64::INFINITY,
            None => 0.0,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Baseline 2, 4, 6 (mean 4, sd 2); z of 0.025 is 1.96. C1 at index 3: bound 7.92. C2 of the counts at 5, 6, 7 with
    /// two between.
    #[test]
    fn by_hand() {
        let counts = [2.0, 4.0, 6.0, 8.0, 4.0, 9.0, 8.0, 8.0];
        let settings = |method| EarsSettings { baseline: 3, alpha: 0.025, ..EarsSettings::new(method) };
        let first = ears(&counts, &settings(EarsMethod::C1)).unwrap();
        assert_eq!(first[2], None);
        let point = first[3].unwrap();
        assert!((point.bound.unwrap() - (4.0 + 2.0 * 1.959_963_984_540_054)).abs() < 1e-12);
        assert_eq!((point.expected, point.sd, point.statistic, point.alarm), (4.0, 2.0, Some(2.0), true));
        let second = ears(&counts, &settings(EarsMethod::C2)).unwrap();
        assert_eq!((second[4], second[5].unwrap().statistic), (None, Some(2.5)));
        // Index 6: 8 against 4, 6, 8: mean 6, sd 2, C2 1, no excess. Index 7: 8 against 6, 8, 4: mean 6, sd 2, C2 1.
        let third = ears(&counts, &settings(EarsMethod::C3)).unwrap();
        assert_eq!(third[6], None);
        assert_eq!((third[7].unwrap().statistic, third[7].unwrap().alarm), (Some(1.5), false));
    }

    #[test]
    fn a_baseline_without_variation() {
        let counts = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        for method in [EarsMethod::C1, EarsMethod::C2, EarsMethod::C3] {
            let settings = EarsSettings { baseline: 3, ..EarsSettings::new(method) };
            let found = ears(&counts, &settings).unwrap();
            let last = found[8].unwrap();
            assert_eq!((last.alarm, last.statistic, found[7].unwrap().alarm), (true, None, false));
            let floored = ears(&counts, &EarsSettings { least_sd: 1.0, ..settings }).unwrap();
            assert!(!floored[8].unwrap().alarm);
        }
    }

    #[test]
    fn what_is_refused() {
        let fine = EarsSettings::new(EarsMethod::C1);
        for (settings, name) in [
            (EarsSettings { baseline: 2, ..fine }, "baseline"),
            (EarsSettings { alpha: 0.5, ..fine }, "alpha"),
            (EarsSettings { least_sd: -1.0, ..fine }, "least_sd"),
        ] {
            assert_eq!(ears(&[], &settings), Err(DetectorError::Setting { name }));
        }
        assert_eq!(ears(&[1.0, -1.0], &fine), Err(DetectorError::Negative { point: 1 }));
        assert_eq!(ears(&[f64::INFINITY], &fine), Err(DetectorError::NotFinite { point: 0 }));
        assert_eq!(ears(&[1e308; 9], &fine), Err(DetectorError::TooLarge));
        assert_eq!(ears(&[1.0; 3], &fine), Ok(vec![None; 3]));
    }
}
