//! What holds for any customer and any parameters.

use super::*;
use proptest::prelude::*;

const FAMILIES: [Family; 3] = [Family::BgNbd, Family::MbgNbd, Family::ParetoNbd];

fn forecast(model: &Model, x: u32, last: f64, age: f64, horizon: f64) -> Forecast {
    let history = History { repeat_purchases: x, last_purchase: last, age };
    model.forecast(&Cells::fold(&[history]).unwrap(), horizon)[0]
}

fn histories() -> impl Strategy<Value = History> {
    let times = (0.0..1.0_f64, prop_oneof![1.0..3650.0_f64, Just(3650.0)]);
    (prop_oneof![0..5_u32, 0..10_001_u32], times).prop_map(|(x, (share, age))| History {
        repeat_purchases: x,
        last_purchase: if x == 0 { 0.0 } else { age * (1e-4 + (1.0 - 1e-4) * share) },
        age,
    })
}

fn parameters(span: f64) -> impl Strategy<Value = [f64; 4]> {
    prop::array::uniform4(-span..span).prop_map(|logarithms| logarithms.map(f64::exp))
}

/// 2F1 by its series, for small |z| only.
fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 0..5_000 {
        let n = f64::from(n);
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
    }
    sum
}

/// The closed forms of the papers for expected purchases, where they do not overflow.
#[test]
fn expected_purchases_are_those_of_the_papers() {
    for (r, alpha, a, b) in [(0.24, 4.4, 0.79, 2.4), (2.0, 30.0, 3.5, 0.7), (0.6, 1.5, 1.3, 9.0)] {
        for (x, last, age, horizon) in [(0_u32, 0.0, 20.0, 10.0), (3, 11.0, 20.0, 30.0), (25, 19.0, 20.0, 5.0)] {
            for (family, shift) in [(Family::BgNbd, 0.0), (Family::MbgNbd, 1.0)] {
                let model = Model::new(family, [r, alpha, a, b]).unwrap();
                let got = forecast(&model, x, last, age, horizon);
                let (x, c) = (f64::from(x), a + b + f64::from(x) + shift - 1.0);
                let ratio: f64 = (alpha + age) / (alpha + age + horizon);
                let series = hypergeometric(r + x, b + x + shift, c, 1.0 - ratio);
                let want = got.alive * c / (a - 1.0) * (1.0 - ratio.powf(r + x) * series);
                assert!((got.expected_purchases / want - 1.0).abs() < 1e-10, "{family:?} {x}: {got:?} {want}");
            }
        }
    }
}

/// The slopes by the chain rule are those by differences, and the forecasts beside them the same.
#[test]
fn slopes_are_those_of_differences() {
    let histories: Vec<History> = [(0, 0.0, 20.0), (1, 0.5, 20.0), (1, 19.0, 20.0), (7, 11.0, 20.0), (150, 19.9, 20.0)]
        .map(|(repeat_purchases, last_purchase, age)| History { repeat_purchases, last_purchase, age })
        .to_vec();
    let cells = Cells::fold(&histories).unwrap();
    for parameters in [[0.24, 4.4, 0.79, 2.4], [2.0, 30.0, 3.5, 0.7], [0.6, 1.5, 0.02, 9.0], [0.9, 9.0, 40.0, 300.0]] {
        for family in [Family::BgNbd, Family::MbgNbd] {
            let model = Model::new(family, parameters).unwrap();
            let both = |forecast: &Forecast, slopes: &[[f64; 4]; 3]| (*forecast, *slopes);
            let got = model.forecast_with_slopes(&cells, 13.0, both);
            let histories: Vec<History> = cells.cells.iter().map(|cell| cells.history(cell)).collect();
            let want = model.by_differences(&histories, 13.0);
            assert_eq!(got.len(), want.len());
            for (place, ((forecast, slopes), (centre, differences))) in got.iter().zip(&want).enumerate() {
                assert_eq!(model.forecast(&cells, 13.0)[place].alive, forecast.alive);
                let ratio = forecast.expected_purchases / centre.expected_purchases;
                assert!((ratio - 1.0).abs() < 1e-13 && (forecast.no_purchase - centre.no_purchase).abs() < 1e-15);
                for (own, other) in slopes.iter().flatten().zip(differences.iter().flatten()) {
                    let both_fixed = !other.is_finite() && *own == 0.0;
                    let near = (own - other).abs() < 1e-5 * (1.0 + other.abs());
                    assert!(both_fixed || near, "{family:?} {parameters:?} {:?}: {own} {other}", histories[place]);
                }
            }
        }
    }
}

/// Of a heavy buyer who left long ago the chance to be alive is too small for a number; what he would buy if he were is not.
#[test]
fn purchases_of_the_living_do_not_vanish_with_the_chance_to_live() {
    for (family, [r, alpha, third, fourth]) in FAMILIES.into_iter().zip([[0.24, 4.4, 0.79, 2.4]; 3]) {
        let model = Model::new(family, [r, alpha, third, fourth]).unwrap();
        let [lost, there] = [300.0, 150.0].map(|age| forecast(&model, 1_500, 150.0, age, 13.0));
        assert!(lost.alive < 1e-200 && there.alive > 0.5, "{family:?} {lost:?} {there:?}");
        // A rate of about 1,500 in 300 units of time.
        let near = lost.expected_purchases_if_alive / (13.0 * 1_500.0 / 304.4);
        assert!((0.4..1.0).contains(&near), "{family:?} {lost:?}");
    }
}

/// There is no jump where the closed forms have a pole.
#[test]
fn no_jump_at_one() {
    for family in FAMILIES {
        let at = |third: f64| {
            let model = Model::new(family, [0.6, 9.0, third, 2.0]).unwrap();
            (forecast(&model, 4, 20.0, 30.0, 25.0).expected_purchases, model.expected_purchases(&[40.0])[0])
        };
        let (exact, near) = (at(1.0), at(1.0 + 1e-7));
        assert!((exact.0 / near.0 - 1.0).abs() < 1e-6 && (exact.1 / near.1 - 1.0).abs() < 1e-6, "{family:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Probabilities are probabilities; expected purchases are finite and, by Markov's inequality, at least the
    /// probability of a purchase; silence over a longer horizon is less likely and never below having left.
    #[test]
    fn forecasts_are_sane(history in histories(), parameters in parameters(11.0), horizon in 0.5..1500.0_f64) {
        for family in FAMILIES {
            let model = Model::new(family, parameters).unwrap();
            let cells = Cells::fold(&[history]).unwrap();
            let at = model.forecast(&cells, horizon)[0];
            prop_assert!((0.0..=1.0).contains(&at.alive) && (0.0..=1.0).contains(&at.no_purchase), "{family:?} {at:?}");
            prop_assert!(at.expected_purchases.is_finite(), "{family:?} {at:?}");
            let living = at.expected_purchases_if_alive;
            prop_assert!(living.is_finite() && living > 0.0, "{family:?} {at:?}");
            prop_assert!((living * at.alive - at.expected_purchases).abs() <= 1e-12 * living, "{family:?} {at:?}");
            let purchase = 1.0 - at.no_purchase;
            prop_assert!(at.expected_purchases >= purchase * (1.0 - 1e-9) - 1e-13, "{family:?} {at:?}");
            prop_assert!(at.no_purchase >= (1.0 - at.alive) * (1.0 - 1e-9) - 1e-13, "{family:?} {at:?}");
            let later = model.forecast(&cells, 1.5 * horizon)[0];
            prop_assert!(later.no_purchase <= at.no_purchase + 1e-12, "{family:?} {at:?} {later:?}");
            prop_assert!(later.expected_purchases >= at.expected_purchases * (1.0 - 1e-9), "{family:?} {at:?} {later:?}");
        }
    }

    /// A longer silence makes having left likelier.
    #[test]
    fn silence_speaks_against_the_customer(history in histories(), parameters in parameters(6.0)) {
        for family in FAMILIES {
            let model = Model::new(family, parameters).unwrap();
            let History { repeat_purchases: x, last_purchase: last, age } = history;
            let (now, later) = (forecast(&model, x, last, age, 30.0), forecast(&model, x, last, age + 10.0, 30.0));
            prop_assert!(later.alive <= now.alive + 1e-10, "{family:?} {now:?} {later:?}");
        }
    }

    /// The gradient is the derivative of the log-likelihood.
    #[test]
    fn gradients(rows in prop::collection::vec(histories(), 1..6), parameters in parameters(3.0)) {
        let cells = Cells::fold(&rows).unwrap();
        let at = parameters.map(f64::ln);
        for family in FAMILIES {
            let (value, gradient) = family.log_likelihood(&cells, &at);
            for i in 0..4 {
                let shifted = |by: f64| {
                    let mut at = at;
                    at[i] += by;
                    family.log_likelihood(&cells, &at).0
                };
                let difference = (shifted(1e-4) - shifted(-1e-4)) / 2e-4;
                let tolerance = 1e-5 * (1.0 + gradient[i].abs()) + 1e-9 * value.abs();
                prop_assert!((gradient[i] - difference).abs() < tolerance, "{family:?} {i} {} {difference}", gradient[i]);
            }
        }
    }

    /// Measuring time in other units changes nothing but the units of α and β.
    #[test]
    fn the_unit_of_time_does_not_matter(history in histories(), parameters in parameters(4.0), unit in 0.01..100.0_f64) {
        for family in FAMILIES {
            let mut scaled = parameters;
            scaled[1] *= unit;
            if family == Family::ParetoNbd {
                scaled[3] *= unit;
            }
            let at = |parameters, unit: f64| {
                let model = Model::new(family, parameters).unwrap();
                forecast(&model, history.repeat_purchases, history.last_purchase * unit, history.age * unit, 60.0 * unit)
            };
            let (one, other) = (at(parameters, 1.0), at(scaled, unit));
            prop_assert!((one.alive - other.alive).abs() < 1e-8, "{family:?} {one:?} {other:?}");
            prop_assert!((one.no_purchase - other.no_purchase).abs() < 1e-8, "{family:?} {one:?} {other:?}");
        }
    }
}
