//! The baseline forecast of a contract business: the probability of ending soon, from the length of tenure alone. It
//! knows nothing else of a customer, and on a past day nothing of what came later.

use std::collections::BTreeMap;

use super::contracts::{Contracts, Standing};
use super::curve::{Beyond, Curve, kaplan_meier};
use super::durations::Durations;
use super::error::ContractsError;
use crate::numerics::interval::Interval;

/// The curve is followed only as far as at least so many contracts were watched: beyond, a handful of the oldest
/// decides.
pub const LEAST_AT_RISK: u64 = 10;

/// Whose tenure a customer is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Grouping<'a> {
    /// One curve, under number 0.
    Everybody,
    /// One curve for each group; the number of the group of each contract, in the order of the contracts.
    By(&'a [usize]),
}

/// A tenure curve, and how far it is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct TenureCurve {
    /// The curve of tenures in days.
    pub curve: Curve,
    /// The longest tenure, in days, that at least [`LEAST_AT_RISK`] contracts reached; `None` when there are fewer.
    pub reach: Option<u32>,
}

/// The forecast for one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// 1 − S(t + H)/S(t) for a tenure of t days.
    Estimated {
        /// Probability of ending within the horizon, 0 to 1.
        probability: f64,
        /// Its interval; `None` where the probability is exactly 0 or 1: nothing, or everything, ended in that stretch.
        interval: Option<Interval>,
    },
    /// The curve cannot tell: t + H lies beyond its reach.
    Unknown,
    /// Nothing to forecast: the end is known. Only on the as-of day.
    Announced {
        /// Days to the end, at least 1.
        days: u32,
    },
}

/// The forecast for all customers on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct TenureForecast {
    /// The curve of each group, by its number.
    pub curves: BTreeMap<usize, TenureCurve>,
    /// The customers on the day, by position in the contracts.
    pub customers: Vec<usize>,
    /// One entry a customer, in the same order.
    pub baselines: Vec<Baseline>,
}

impl TenureForecast {
    /// The number of customers of whom the curve cannot tell.
    pub fn unknown(&self) -> usize {
        self.baselines.iter().filter(|baseline| **baseline == Baseline::Unknown).count()
    }
}

/// The tenures of each group as known on `day`: from the start to the end, or, not ended by then, censored on `day`.
/// Contracts that contradict themselves or had not started are left out. For [`log_rank`](super::log_rank()), too.
///
/// # Errors
/// [`ContractsError::AfterAsOf`], and [`ContractsError::Lengths`] for another number of groups than of contracts.
pub fn tenure_durations(
    contracts: Contracts<'_>,
    day: i32,
    grouping: Grouping<'_>,
) -> Result<BTreeMap<usize, Durations>, ContractsError> {
    if matches!(grouping, Grouping::By(groups) if groups.len() != contracts.number()) {
        return Err(ContractsError::Lengths);
    }
    let mut durations: BTreeMap<usize, Durations> = BTreeMap::new();
    for (position, tenure) in contracts.tenures_known(day)?.enumerate() {
        let own = || grouping.of(position);
        match tenure {
            Some((days, true)) => durations.entry(own()).or_default().end(days),
            Some((days, false)) => durations.entry(own()).or_default().leave_open(days),
            None => {}
        }
    }
    Ok(durations)
}

/// The probability that each customer on `day` ends within the next `horizon` days: 1 − S(t + H)/S(t), where t is the
/// tenure so far and S the Kaplan-Meier curve of the customer's group from what was known on `day`.
///
/// Beyond the [reach](TenureCurve::reach) of the curve the forecast is [`Baseline::Unknown`], unless S is 0 at its
/// reach, that is, unless all of at least [`LEAST_AT_RISK`] contracts had ended by then. A group that is too small has
/// no forecast; the curve of everybody does not stand in for it. Unknown are thus most of all the oldest customers.
///
/// # Errors
/// As for [`tenure_durations`]; [`ContractsError::NoHorizon`] and [`ContractsError::Confidence`].
pub fn tenure_forecast(
    contracts: Contracts<'_>,
    day: i32,
    horizon: u32,
    grouping: Grouping<'_>,
    confidence: f64,
) -> Result<TenureForecast, ContractsError> {
    if horizon == 0 {
        return Err(ContractsError::NoHorizon);
    }
    let mut curves = BTreeMap::new();
    for (group, durations) in tenure_durations(contracts, day, grouping)? {
        let curve = kaplan_meier(&durations, confidence).ok_or(ContractsError::Confidence)?;
        curves.insert(group, TenureCurve { curve, reach: durations.reached_by(LEAST_AT_RISK) });
    }
    let announced: Vec<Option<u32>> = contracts.standings().map(|at| announced(at, day == contracts.as_of())).collect();
    let (mut customers, mut baselines) = (Vec::new(), Vec::new());
    for (customer, tenure) in contracts.tenures_on(day)? {
        customers.push(customer);
        baselines.push(match announced.get(customer).copied().flatten() {
            Some(days) => Baseline::Announced { days },
            None => {
                let curve = curves.get(&grouping.of(customer));
                curve.map_or(Baseline::Unknown, |curve: &TenureCurve| curve.baseline(tenure, horizon))
            }
        });
    }
    Ok(TenureForecast { curves, customers, baselines })
}

fn announced(standing: Standing, is_as_of: bool) -> Option<u32> {
    match standing {
        Standing::Announced { days } if is_as_of => Some(days),
        _ => None,
    }
}

impl Grouping<'_> {
    fn of(&self, position: usize) -> usize {
        match self {
            Grouping::Everybody => 0,
            Grouping::By(groups) => groups.get(position).copied().unwrap_or_default(),
        }
    }
}

impl TenureCurve {
    /// The forecast for a customer of `tenure` days, as in [`tenure_forecast`].
    pub fn baseline(&self, tenure: u32, horizon: u32) -> Baseline {
        let later = tenure.saturating_add(horizon);
        let ends_within_reach = self.curve.beyond == Beyond::NobodyLeft && self.reach == self.curve.longest();
        if !self.reach.is_some_and(|reach| later <= reach || ends_within_reach) {
            return Baseline::Unknown;
        }
        self.curve.conditional(tenure, horizon).map_or(Baseline::Unknown, |stay| Baseline::Estimated {
            probability: 1.0 - stay.survival,
            interval: stay.interval.map(|stay| Interval { lower: 1.0 - stay.upper, upper: 1.0 - stay.lower }),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn estimate(baseline: Baseline) -> f64 {
        let Baseline::Estimated { probability, .. } = baseline else { panic!("{baseline:?}") };
        probability
    }

    /// Twenty contracts start on day 0; one ends on each of the days 10, 20, ..., 100. Ten more start on day 30.
    fn business(as_of: i32) -> (Vec<i32>, Vec<Option<i32>>, i32) {
        let starts = [vec![0; 20], vec![30; 10]].concat();
        let ends = (1..=10).map(|at| Some(at * 10)).chain(std::iter::repeat_n(None, 20)).collect();
        (starts, ends, as_of)
    }

    #[test]
    fn by_hand() {
        let (starts, ends, as_of) = business(105);
        let contracts = Contracts::new(&starts, &ends, as_of).unwrap();
        let found = tenure_forecast(contracts, 100, 30, Grouping::Everybody, 0.95).unwrap();
        assert_eq!(found.customers, (10..30).collect::<Vec<_>>());
        // Eleven reached 100 days, one of whom ended then. The young are at 70 days; at 80, 13 old ones are at risk, so
        // that S(100)/S(70) = (1 − 1/13)(1 − 1/12)(1 − 1/11) = 10/13.
        assert_eq!(found.curves[&0].reach, Some(100));
        let young = estimate(found.baselines[19]);
        assert!((young - (1.0 - 10.0 / 13.0)).abs() < 1e-12, "{young}");
        assert_eq!((found.baselines[0], found.unknown()), (Baseline::Unknown, 10));
        let Baseline::Estimated { interval: Some(interval), .. } = found.baselines[10] else { panic!() };
        assert!(0.0 < interval.lower && interval.lower < young && young < interval.upper && interval.upper < 1.0);
    }

    #[test]
    fn later_days_do_not_reach_back() {
        let (starts, ends, as_of) = business(105);
        let contracts = Contracts::new(&starts, &ends, as_of).unwrap();
        let forecast = |contracts| tenure_forecast(contracts, 55, 20, Grouping::Everybody, 0.9).unwrap();
        let known = forecast(contracts);
        let later: Vec<_> = ends.iter().map(|end| end.filter(|day| *day <= 55)).collect();
        assert_eq!(known, forecast(Contracts::new(&starts, &later, 55).unwrap()));
        let sooner: Vec<_> = ends.iter().map(|end| Some(end.filter(|day| *day <= 55).unwrap_or(56))).collect();
        assert_eq!(known, forecast(Contracts::new(&starts, &sooner, 105).unwrap()));
        assert!(known.unknown() < known.customers.len());
    }

    #[test]
    fn an_announced_end_is_told_and_not_forecast() {
        let (starts, mut ends, as_of) = business(105);
        ends[22] = Some(120);
        let contracts = Contracts::new(&starts, &ends, as_of).unwrap();
        let on = |day| tenure_forecast(contracts, day, 5, Grouping::Everybody, 0.95).unwrap().baselines;
        assert_eq!(on(105)[12], Baseline::Announced { days: 15 });
        assert!(matches!(on(60)[16], Baseline::Estimated { .. }));
    }

    #[test]
    fn groups_stand_alone() {
        let (starts, ends, as_of) = business(105);
        let contracts = Contracts::new(&starts, &ends, as_of).unwrap();
        let groups: Vec<usize> = (0..30).map(|at| if at < 20 { 7 } else { 900 }).collect();
        let found = tenure_forecast(contracts, 100, 10, Grouping::By(&groups), 0.95).unwrap();
        assert_eq!(found.curves.keys().copied().collect::<Vec<_>>(), [7, 900]);
        // The young group has seen nobody beyond 70 days.
        assert_eq!(found.baselines[19], Baseline::Unknown);
        let fewer = Contracts::new(&starts[15..24], &ends[15..24], as_of).unwrap();
        let small = tenure_forecast(fewer, 100, 10, Grouping::Everybody, 0.95).unwrap();
        assert_eq!((small.curves[&0].reach, small.unknown()), (None, 9));
        let wrong = tenure_forecast(contracts, 100, 10, Grouping::By(&groups[1..]), 0.95);
        assert_eq!(wrong, Err(ContractsError::Lengths));
    }

    /// Where many contracts all end after a year, the curve knows; where a single one did, it does not.
    #[test]
    fn a_fixed_term_is_known_and_a_single_oldest_customer_is_not() {
        let at_300 = |old: usize| {
            let starts = [vec![0; old], vec![100; 30]].concat();
            let ends = [vec![Some(365); old], vec![None; 30]].concat();
            let contracts = Contracts::new(&starts, &ends, 400).unwrap();
            tenure_forecast(contracts, 400, 90, Grouping::Everybody, 0.95).unwrap().baselines[0]
        };
        assert_eq!(at_300(10), Baseline::Estimated { probability: 1.0, interval: None });
        assert_eq!(at_300(9), Baseline::Unknown);
    }

    #[test]
    fn refuses_and_stays_calm() {
        let none = Contracts::new(&[], &[], 10).unwrap();
        let found = tenure_forecast(none, 10, 5, Grouping::Everybody, 0.95).unwrap();
        assert!(found.curves.is_empty() && found.baselines.is_empty());
        assert_eq!(tenure_forecast(none, 10, 0, Grouping::Everybody, 0.95), Err(ContractsError::NoHorizon));
        assert_eq!(tenure_forecast(none, 11, 5, Grouping::Everybody, 0.95), Err(ContractsError::AfterAsOf));
        let one = Contracts::new(&[3], &[None], 10).unwrap();
        assert_eq!(tenure_forecast(one, 10, 5, Grouping::Everybody, 1.0), Err(ContractsError::Confidence));
        let last = tenure_forecast(one, 10, u32::MAX, Grouping::Everybody, 0.95).unwrap();
        assert_eq!(last.baselines, [Baseline::Unknown]);
    }
}
