//! Whether a driver is rated clearly below or above the others. Where all means are nearly the same, a line between them
//! sorts by chance.

use crate::models::drivers::KeyDrivers;
use crate::numerics::student_t::two_sided_tail;
use crate::settings::satisfaction_report::CONFIDENCE;

/// A difference of means below this part of a standard deviation is none that customers would notice, however many
/// answered. Half of what Cohen, Statistical Power Analysis (1988), section 2.2, calls small.
const LEAST_DIFFERENCE: f64 = 0.1;

/// For each driver in `places` of [`KeyDrivers::drivers`], whether its mean rating differs from the mean of them all:
/// more than chance, by the paired t test of each respondent's rating against the mean of the respondent's ratings, and
/// by more than a trifle.
pub(super) fn stand_out(
    key: &KeyDrivers,
    outcome: &[Option<f64>],
    answers: &[&[Option<f64>]],
    places: &[usize],
) -> Vec<bool> {
    let rating = |driver: usize, row: usize| answers.get(driver).and_then(|own| own.get(row).copied().flatten());
    let complete = |row: &usize| {
        outcome.get(*row).is_some_and(Option::is_some)
            && key.drivers.iter().all(|own| rating(own.driver, *row).is_some())
    };
    let respondents: Vec<usize> = (0..outcome.len()).filter(complete).collect();
    let inside: Vec<usize> = places.iter().filter_map(|at| key.drivers.get(*at)).map(|own| own.driver).collect();
    let level = |row: usize| inside.iter().filter_map(|driver| rating(*driver, row)).sum::<f64>() / inside.len() as f64;
    let levels: Vec<f64> = respondents.iter().map(|row| level(*row)).collect();
    let differs = |driver: &usize| {
        let own: Vec<f64> = respondents.iter().filter_map(|row| rating(*driver, *row)).collect();
        let differences: Vec<f64> = own.iter().zip(&levels).map(|(own, level)| own - level).collect();
        let ((difference, spread), (_, deviation)) = (moments(&differences), moments(&own));
        let n = respondents.len() as f64;
        let t = difference / (spread / n.sqrt());
        let by_chance = if spread > 0.0 { two_sided_tail(t.abs(), n - 1.0).unwrap_or(1.0) } else { 0.0 };
        n > 1.0 && difference.abs() >= LEAST_DIFFERENCE * deviation && by_chance <= 1.0 - CONFIDENCE
    };
    inside.iter().map(differs).collect()
}

/// Mean and standard deviation (n − 1).
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::drivers::{Options, key_drivers};

    fn stands_out(lowered: f64) -> Vec<bool> {
        let column = |of: &dyn Fn(i32) -> f64| (0..400).map(|row| Some(of(row))).collect::<Vec<Option<f64>>>();
        let first = column(&|row| f64::from(row * 7 % 5) + 1.0);
        let second = column(&|row| f64::from(row * 11 / 5 % 5) + 1.0 - lowered);
        let outcome = column(&|row| f64::from(row * 7 % 5 + row * 13 % 3));
        let answers: [&[Option<f64>]; 2] = [&first, &second];
        let key = key_drivers(&outcome, &answers, &Options { resamples: 0, ..Options::default() }).unwrap();
        stand_out(&key, &outcome, &answers, &[0, 1])
    }

    #[test]
    fn only_what_is_clear_and_worth_notice_stands_out() {
        assert_eq!(stands_out(0.0), [false, false]);
        // Half of 0.2 from the middle, with a standard deviation of 1.4.
        assert_eq!(stands_out(0.2), [false, false]);
        assert_eq!(stands_out(1.0), [true, true]);
    }
}
