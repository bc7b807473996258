//! Parameters are found again in customers simulated with known ones; a large case, run on demand, says how long it
//! takes.

use super::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::Instant;

/// A standard gamma variate by Marsaglia and Tsang, ACM TOMS 26 (2000) 363–372.
fn gamma(shape: f64, random: &mut impl Rng) -> f64 {
    if shape < 1.0 {
        let boost = random.random::<f64>().powf(1.0 / shape);
        return gamma(shape + 1.0, random) * boost;
    }
    let d = shape - 1.0 / 3.0;
    loop {
        let (u, v): (f64, f64) = (random.random(), random.random());
        let normal = (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        let cube = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
        if cube > 0.0 && (1.0 - random.random::<f64>()).ln() < 0.5 * normal * normal + d * (1.0 - cube + cube.ln()) {
            return d * cube;
        }
    }
}

/// Customers first seen 20 to 104 weeks ago who buy on whole days, at most once a day.
fn simulate(family: Family, [r, alpha, third, fourth]: [f64; 4], customers: usize, seed: u64) -> Vec<History> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut one = || {
        let age = f64::from(random.random_range(140..=728_u32));
        let rate = gamma(r, &mut random) / alpha;
        let (first, second) = (gamma(third, &mut random), gamma(fourth, &mut random));
        let dropout = first / (first + second);
        let mut end = age;
        if family == Family::ParetoNbd {
            end = age.min(-(1.0 - random.random::<f64>()).ln() * fourth.max(1e-9) / first);
        }
        let (mut time, mut last, mut x) = (0.0, 0.0, 0);
        let mut may_leave = family == Family::MbgNbd;
        loop {
            if may_leave && family != Family::ParetoNbd && random.random::<f64>() < dropout {
                break;
            }
            may_leave = true;
            time += -(1.0 - random.random::<f64>()).ln() / rate;
            if time >= end {
                break;
            }
            if time.ceil() > last {
                (last, x) = (time.ceil(), x + 1);
            }
        }
        History { repeat_purchases: x, last_purchase: last, age }
    };
    (0..customers).map(|_| one()).collect()
}

/// Each parameter lies within four standard errors of the truth. Rates are low, so that merging by day hardly matters.
#[test]
fn finds_known_parameters_again() {
    for (family, truth) in [
        (Family::BgNbd, [0.8, 200.0, 0.9, 2.0]),
        (Family::MbgNbd, [0.8, 120.0, 0.7, 2.5]),
        (Family::ParetoNbd, [0.7, 150.0, 1.2, 300.0]),
    ] {
        let cells = Cells::fold(&simulate(family, truth, 20_000, 11)).unwrap();
        let got = fit(family, &cells).unwrap();
        for ((got, error), truth) in got.model.parameters().iter().zip(got.standard_errors()).zip(truth) {
            assert!((got - truth).abs() < 4.0 * error, "{family:?}: {got} ± {error}, {truth}");
        }
    }
}

/// The same bytes from one thread and from three, and in any order of the customers.
#[test]
fn threads_and_order_do_not_matter() {
    let mut histories = simulate(Family::MbgNbd, [0.8, 60.0, 0.7, 2.5], 30_000, 3);
    let run = |threads: usize, histories: &[History]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let cells = Cells::fold(histories).unwrap();
            let fitted = fit(Family::MbgNbd, &cells).unwrap();
            (fitted, fitted.forecasts_with_intervals(&cells, 90.0, 0.95).unwrap())
        })
    };
    let one = run(1, &histories);
    assert_eq!(one, run(3, &histories));
    histories.reverse();
    assert_eq!(one, run(2, &histories));
}

/// Intervals hold the truth about as often as they say, here for the expected purchases of one kind of customer.
#[test]
fn intervals_cover() {
    let truth = Model::new(Family::MbgNbd, [0.8, 120.0, 0.7, 2.5]).unwrap();
    let typical = Cells::fold(&[History { repeat_purchases: 2, last_purchase: 150.0, age: 400.0 }]).unwrap();
    let want = truth.forecast(&typical, 180.0)[0];
    let mut held = [0; 2];
    for seed in 0..60 {
        let cells = Cells::fold(&simulate(Family::MbgNbd, truth.parameters(), 3_000, 100 + seed)).unwrap();
        let got = fit(Family::MbgNbd, &cells).unwrap().forecasts_with_intervals(&typical, 180.0, 0.8).unwrap()[0].1;
        held[0] += u32::from((got.no_purchase.lower..=got.no_purchase.upper).contains(&want.no_purchase));
        let purchases = got.expected_purchases;
        held[1] += u32::from((purchases.lower..=purchases.upper).contains(&want.expected_purchases));
    }
    // 48 of 60 are expected, with a standard deviation of 3.1.
    assert!(held.iter().all(|held| (38..=58).contains(held)), "{held:?}");
}

#[test]
#[ignore = "a measurement, to be run in release"]
fn a_million_customers() {
    for (family, parameters) in [
        (Family::BgNbd, [0.6, 90.0, 0.8, 2.0]),
        (Family::MbgNbd, [0.9, 70.0, 0.8, 2.0]),
        (Family::ParetoNbd, [0.7, 150.0, 1.2, 300.0]),
    ] {
        let histories = simulate(family, parameters, 1_000_000, 1);
        let purchases: f64 = histories.iter().map(|history| f64::from(history.repeat_purchases)).sum();
        let mut seconds = Vec::new();
        let mut clock = Instant::now();
        let mut lap = || {
            seconds.push((clock.elapsed().as_secs_f64() * 1000.0).round());
            clock = Instant::now();
        };
        let cells = Cells::fold(&histories).unwrap();
        lap();
        let fitted = fit(family, &cells).unwrap();
        lap();
        let forecasts = fitted.model.forecast(&cells, 180.0);
        lap();
        let spread = cells.spread(&forecasts).unwrap();
        lap();
        let intervals = fitted.forecasts_with_intervals(&cells, 180.0, 0.95).unwrap();
        lap();
        eprintln!(
            "{}: mean x {:.2}, {} cells, {:?}, log-likelihood {:.3}, {} iterations, gradient {:.1e}, {} and {} rows\n  \
             ms: fold, fit, forecast, spread, intervals {seconds:?}",
            family.name(),
            purchases / 1e6,
            cells.len(),
            fitted.model.parameters(),
            fitted.log_likelihood,
            fitted.iterations,
            fitted.gradient,
            spread.len(),
            intervals.len(),
        );
    }
}
