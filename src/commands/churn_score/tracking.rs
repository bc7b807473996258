//! Actual against expected cumulative repeat purchases: the model as it was fitted a horizon ago, followed to the end.

use crate::reduce::purchasers::Purchasers;
use crate::settings::churn_score::TimeUnit;

use super::observed::Observed;
use super::score::Fitted;

/// Points of the curve, at most.
const MOST_POINTS: i32 = 105;
/// Days of a week.
const WEEK: i32 = 7;

/// One point of the curve.
pub(super) struct Tracked {
    pub(super) day: i32,
    /// Repeat purchases up to and with the day, by the customers that the model was fitted to.
    pub(super) actual: u64,
    pub(super) expected: f64,
    /// Whether the model had not seen the day.
    pub(super) forecast: bool,
}

/// The curve from the first purchase to the day `until`, in whole weeks, the last ones at the day of the fit and at
/// `until`.
pub(super) fn track(
    purchases: &Purchasers,
    observed: &Observed,
    fitted: &Fitted,
    unit: TimeUnit,
    until: i32,
) -> Vec<Tracked> {
    let of = |customer: &usize| purchases.days(*customer, until);
    let firsts = || observed.customers.iter().filter_map(|customer| of(customer).first().copied());
    let Some(first) = firsts().min() else { return Vec::new() };
    let place = |day: i32| (day - first) as usize;
    let (mut starts, mut repeats) = (vec![0u32; place(observed.as_of) + 1], vec![0u64; place(until) + 1]);
    firsts().for_each(|day| starts[place(day)] += 1);
    let days = observed.customers.iter().flat_map(|customer| of(customer).iter().skip(1));
    days.for_each(|day| repeats[place(*day)] += 1);
    let step = WEEK * ((until - first) / WEEK / MOST_POINTS + 1);
    let mut points: Vec<i32> = (first..until).step_by(step as usize).skip(1).chain([observed.as_of, until]).collect();
    points.sort_unstable();
    points.dedup();
    let places: Vec<usize> = points.iter().map(|day| place(*day)).collect();
    let expected = fitted.fit.model.cumulative_purchases(&starts, 1.0 / unit.days(), &places);
    let mut sum = 0;
    repeats.iter_mut().for_each(|repeats| {
        sum += *repeats;
        *repeats = sum;
    });
    let tracked = |(day, expected): (i32, f64)| Tracked {
        day,
        actual: repeats[place(day)],
        expected,
        forecast: day > observed.as_of,
    };
    points.into_iter().zip(expected).map(tracked).collect()
}
