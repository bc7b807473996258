//! Did a level fall, such as the spend per purchase day or the satisfaction score? By ranks, so that one huge order
//! cannot raise or hide an alarm.

use super::rank_sum::lower_p_value;
use super::signal::Signal;

/// How the size of a fall is expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelSize {
    /// 1 − recent/baseline, for amounts; says nothing unless the baseline mean is positive.
    Share,
    /// baseline − recent, in the unit of the values, for scores.
    Difference,
}

/// The values of the recent window tend to be lower than those of the baseline window: spend per purchase day,
/// satisfaction.
///
/// p is the one-sided p-value of the rank sum test, exact for any number of values and ties: the share of all ways to
/// choose the recent values among all that are as low. Of some hundred values, neighbouring ranks count as one, which
/// costs power but no false alarms. `recent` and `baseline` are means and the size, positive for a fall, is as `size`
/// says.
///
/// `None` when a window has no value or a value is not finite.
pub fn falling_level(recent: &[f64], baseline: &[f64], size: LevelSize) -> Option<Signal> {
    if !recent.iter().chain(baseline).all(|value| value.is_finite()) {
        return None;
    }
    let p_value = lower_p_value(recent, baseline)?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (recent, baseline) = (mean(recent), mean(baseline));
    let size = match size {
        LevelSize::Share if baseline > 0.0 => 1.0 - recent / baseline,
        LevelSize::Share => return None,
        LevelSize::Difference => baseline - recent,
    };
    Signal { p_value, size, recent, baseline }.finite()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// By hand: the three recent values are the lowest of seven, one choice of C(7, 3) = 35.
    #[test]
    fn spend_by_hand() {
        let signal = falling_level(&[20.0, 10.0, 30.0], &[100.0, 60.0, 40.0, 200.0], LevelSize::Share).unwrap();
        assert_eq!(signal.p_value, 1.0 / 35.0);
        assert_eq!((signal.recent, signal.baseline, signal.size), (20.0, 100.0, 0.8));
    }

    #[test]
    fn satisfaction_is_a_difference() {
        let signal = falling_level(&[2.0, 3.0], &[5.0, 4.0, 4.0], LevelSize::Difference).unwrap();
        assert_eq!(signal.p_value, 0.1);
        assert!((signal.size - (13.0 / 3.0 - 2.5)).abs() < 1e-15);
    }

    #[test]
    fn one_huge_order_is_no_fall() {
        let steady = [40.0, 50.0, 60.0, 50.0, 45.0];
        let signal = falling_level(&steady, &[50.0, 40.0, 45.0, 60.0, 1e6], LevelSize::Share).unwrap();
        assert!(signal.size > 0.99 && signal.p_value > 0.3);
    }

    #[test]
    fn order_within_a_window_does_not_matter() {
        let (mut recent, mut baseline) = ([3.0, 1.0, 2.0, 2.0], [2.0, 9.0, 4.0]);
        let before = falling_level(&recent, &baseline, LevelSize::Share);
        recent.reverse();
        baseline.reverse();
        assert_eq!(falling_level(&recent, &baseline, LevelSize::Share), before);
    }

    #[test]
    fn says_nothing_where_nothing_can_be_said() {
        assert_eq!(falling_level(&[], &[1.0], LevelSize::Difference), None);
        assert_eq!(falling_level(&[1.0], &[], LevelSize::Difference), None);
        assert_eq!(falling_level(&[1.0], &[0.0, -5.0], LevelSize::Share), None);
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(falling_level(&[bad], &[1.0], LevelSize::Share), None);
        }
        assert_eq!(falling_level(&[1.0], &[f64::MAX, f64::MAX], LevelSize::Share), None);
    }
}
