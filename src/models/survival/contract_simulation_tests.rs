//! A simulated contract business with known odds: contracts, attributes, the churn score and its calibration on a later
//! window, all together.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::models::backtest::Outcome as Holdout;
use crate::models::backtest::probability::calibration_line;
use crate::models::churn_score::{Sample, fit};
use crate::numerics::logistic::logistic;

const HORIZON: u32 = 90;
const CUSTOMERS: usize = 24_000;

struct Business {
    starts: Vec<i32>,
    ends: Vec<Option<i32>>,
    plans: Vec<Option<&'static str>>,
    regions: Vec<Option<&'static str>>,
}

/// Log-odds of ending within a horizon; the tenure's slope is −0.4 per log-day.
fn log_odds(plan: Option<&str>, region: Option<&str>, tenure: i32) -> f64 {
    let plan = match plan {
        Some("gold") => -1.0,
        Some("silver") => -0.5,
        Some("trial") => 0.8,
        _ => 0.0,
    };
    let region = match region {
        None => 0.6,
        Some("west") => 0.4,
        _ => 0.0,
    };
    1.0 + plan + region - 0.4 * f64::from(tenure).ln_1p()
}

/// Horizon after horizon from day 0, each customer there at its beginning ends within it with the odds above, on any of
/// its days. Customers keep joining.
fn simulated(horizons: i32) -> Business {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut business = Business { starts: Vec::new(), ends: Vec::new(), plans: Vec::new(), regions: Vec::new() };
    let last = horizons * HORIZON as i32;
    for _ in 0..CUSTOMERS {
        let plan = ["basic", "basic", "basic", "gold", "silver", "trial"][random.random_range(0..6)];
        let region = [Some("east"), Some("east"), Some("west"), None][random.random_range(0..4)];
        let start = random.random_range(-700..last);
        let mut end = None;
        for begin in (0..horizons).map(|at| at * HORIZON as i32).filter(|begin| start <= *begin) {
            if random.random::<f64>() < logistic(log_odds(Some(plan), region, begin - start)) {
                end = Some(begin + random.random_range(1..=HORIZON as i32));
                break;
            }
        }
        business.starts.push(start);
        business.ends.push(end);
        business.plans.push(Some(plan));
        business.regions.push(region);
    }
    business
}

impl Business {
    fn attributes_of(&self, customers: &[usize]) -> [Vec<Option<&'static str>>; 2] {
        [&self.plans, &self.regions].map(|values| customers.iter().map(|customer| values[*customer]).collect())
    }
}

fn named<'a>([plan, region]: &'a [Vec<Option<&'static str>>; 2]) -> [Attribute<'a>; 2] {
    [Attribute { name: "plan", values: plan }, Attribute { name: "region", values: region }]
}

#[test]
fn odds_ratios_are_recovered_and_a_later_window_is_calibrated() {
    let business = simulated(4);
    let contracts = Contracts::new(&business.starts, &business.ends, 4 * HORIZON as i32).unwrap();
    let window = |day: i32| {
        let (customers, tenures): (Vec<usize>, Vec<u32>) = contracts.tenures_on(day).unwrap().into_iter().unzip();
        (business.attributes_of(&customers), tenures, contracts.outcomes(day, HORIZON).unwrap())
    };

    let (attributes, tenures, outcomes) = window(2 * HORIZON as i32);
    let encoding = Encoding::learn(&named(&attributes), LEAST_CUSTOMERS, MOST_FEATURES).unwrap();
    let encoded = encoding.apply(&named(&attributes), &tenures).unwrap();
    let columns: Vec<&[f64]> = encoded.columns.iter().map(Vec::as_slice).collect();
    let lost: Vec<bool> = outcomes.iter().map(|outcome| *outcome == Outcome::Ended).collect();
    let score = fit(Sample { features: &columns, lost: &lost }, 5).unwrap();
    let references: Vec<_> = encoding.attributes.iter().map(|own| own.reference.clone()).collect();
    assert_eq!(references, ["basic", "east"].map(|name| Some(Level::Named(name.to_owned()))));
    for (feature, found) in encoding.features.iter().zip(&score.coefficients) {
        let truth = match feature.id().as_str() {
            "plan=gold" => -1.0,
            "plan=silver" => -0.5,
            "plan=trial" => 0.8,
            "region:missing" => 0.6,
            "region=west" => 0.4,
            "log_tenure" => -0.4,
            other => panic!("{other}"),
        };
        let error = found.standard_error.unwrap();
        assert!((found.value - truth).abs() < 3.0 * error && error < 0.1, "{feature:?}: {found:?}");
    }
    assert_eq!(score.coefficients.len(), 6);

    let (attributes, tenures, outcomes) = window(3 * HORIZON as i32);
    let encoded = encoding.apply(&named(&attributes), &tenures).unwrap();
    let columns: Vec<&[f64]> = encoded.columns.iter().map(Vec::as_slice).collect();
    let probabilities = score.probabilities(&columns).unwrap();
    let holdout: Vec<Holdout> = outcomes
        .iter()
        .map(|outcome| if *outcome == Outcome::Ended { Holdout::Churned } else { Holdout::Stayed })
        .collect();
    let line = calibration_line(&probabilities, &holdout).unwrap();
    let slope = line.slope;
    assert!(slope.interval.lower < 1.0 && 1.0 < slope.interval.upper && slope.standard_error < 0.06, "{line:?}");
    assert!(line.intercept.interval.lower < 0.0 && 0.0 < line.intercept.interval.upper, "{line:?}");
}

/// Tenure alone: contracts that end at a falling rate, by no other rule. The forecast of each customer, made on a past
/// day, adds up to what then happened, within 4 standard errors; a line through it has slope 1.
#[test]
fn the_baseline_is_calibrated_when_only_tenure_matters() {
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let (day, as_of) = (1_000, 1_100);
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for _ in 0..CUSTOMERS {
        let start = random.random_range(0..day);
        // Weibull with shape 0.6 and scale 700 days.
        let lasted = (700.0 * (-random.random::<f64>().ln()).powf(1.0 / 0.6)).min(1e6) as i32;
        starts.push(start);
        ends.push(Some(start + lasted).filter(|end| *end <= as_of));
    }
    let contracts = Contracts::new(&starts, &ends, as_of).unwrap();
    let forecast = tenure_forecast(contracts, day, 100, Grouping::Everybody, 0.95).unwrap();
    let outcomes = contracts.outcomes(day, 100).unwrap();
    let (mut probabilities, mut known) = (Vec::new(), Vec::new());
    for (baseline, outcome) in forecast.baselines.iter().zip(outcomes) {
        if let Baseline::Estimated { probability, .. } = baseline {
            probabilities.push(*probability);
            known.push(if outcome == Outcome::Ended { Holdout::Churned } else { Holdout::Stayed });
        }
    }
    let expected: f64 = probabilities.iter().sum();
    let variance: f64 = probabilities.iter().map(|p| p * (1.0 - p)).sum();
    let happened = known.iter().filter(|outcome| **outcome == Holdout::Churned).count() as f64;
    assert!((happened - expected).abs() < 4.0 * variance.sqrt(), "{happened} {expected} {variance}");
    let slope = calibration_line(&probabilities, &known).unwrap().slope;
    assert!(slope.interval.lower < 1.0 && 1.0 < slope.interval.upper && slope.standard_error < 0.2, "{slope:?}");
    // Unknown are those who started within 100 days of the first: about a tenth.
    assert!((1..forecast.customers.len() / 8).contains(&forecast.unknown()), "{}", forecast.unknown());
}
