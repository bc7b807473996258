//! Published figures. Those on data sets read them from the folder that `HUIKE_REFERENCE_DATA` names; without it these
//! tests say that they were skipped.

use std::path::Path;

use super::reliability::reliability;
use super::share::{difference_interval, wilson};
use super::weights::{Margin, RakingRule, design_effect, post_stratify, rake};
use super::*;
use crate::numerics::interval::{Interval, normal_z};

fn near(got: f64, printed: f64, half_a_unit: f64) {
    assert!((got - printed).abs() <= half_a_unit * (1.0 + 1e-9), "{got} instead of {printed}");
}

fn at(interval: Interval, printed: (f64, f64), half_a_unit: f64) {
    near(interval.lower, printed.0, half_a_unit);
    near(interval.upper, printed.1, half_a_unit);
}

fn net(promoters: u64, passives: u64, detractors: u64) -> Tally {
    Tally::of_counts(Scale::NET_PROMOTER, &[detractors, 0, 0, 0, 0, 0, 0, passives, 0, 0, promoters]).unwrap()
}

/// Promoters, passives, detractors; NPS; adjusted Wald limits in points, the last cut to 100. Computed from the formulas
/// of Rocks (arXiv 1601.07235) and measuringu.com/nps-confidence-intervals.
#[test]
fn net_promoter_scores() {
    for (counts, score_in_points, limits) in [
        ((65, 106, 79), -5.6, (-14.8533, 3.7861)),
        ((15, 11, 10), 13.8889, (-12.7353, 38.3763)),
        ((70, 20, 10), 60.0, (45.2698, 71.2351)),
        ((10, 0, 0), 100.0, (47.5036, 100.0)),
    ] {
        let own = score(&net(counts.0, counts.1, counts.2), Metric::NetPromoter, 0.95).unwrap().unwrap();
        near(own.printed().value, score_in_points, 5e-5);
        at(own.printed().interval, limits, 5e-5);
        assert_eq!(
            (own.n, own.n_eff, own.method),
            (counts.0 + counts.1 + counts.2, own.n as f64, Method::AdjustedWald)
        );
    }
    let all = score(&net(10, 0, 0), Metric::NetPromoter, 0.95).unwrap().unwrap();
    near(100.0 * all.interval.upper, 106.34, 5e-3);
    let first = score(&net(65, 106, 79), Metric::NetPromoter, 0.95).unwrap().unwrap();
    near((first.answer_variance / 253.0).sqrt(), 0.047_550_1, 5e-8);
}

/// z of two adjusted samples by hand from the figures of the table above: s′ and SE′ are the middle and half the width
/// of the limits.
#[test]
fn change_of_the_net_promoter_score() {
    let own = change(&net(65, 106, 79), &net(15, 11, 10), Metric::NetPromoter, 0.95).unwrap().unwrap();
    let z = 1.959_964_f64;
    let (middle, error) = ((38.3763 - 12.7353) / 2.0, (38.3763 + 12.7353) / 2.0 / z);
    let (middle0, error0) = ((3.7861 - 14.8533) / 2.0, (3.7861 + 14.8533) / 2.0 / z);
    let error = error.hypot(error0);
    at(own.printed().interval, (middle - middle0 - z * error, middle - middle0 + z * error), 2e-4);
    near(own.printed().value, 13.8889 + 5.6, 1e-4);
    let tail = statrs::function::erf::erfc((middle - middle0) / error / std::f64::consts::SQRT_2);
    near(own.p_value, tail, 1e-5);
}

/// Rows of Newcombe, Statistics in Medicine 17 (1998) 857–872; and, with z = 1.96, codegolf.stackexchange.com/questions/105389.
#[test]
fn wilson_limits() {
    let z = normal_z(0.95).unwrap();
    for (part, total, limits) in [
        (81.0, 263.0, (0.2553, 0.3662)),
        (15.0, 148.0, (0.0624, 0.1605)),
        (0.0, 20.0, (0.0, 0.1611)),
        (1.0, 29.0, (0.0061, 0.1718)),
    ] {
        at(wilson(part / total, total, z), limits, 5e-5);
    }
    at(wilson(0.0, 1.0, 1.96), (0.0, 0.793_456_708_5), 5e-11);
    // The last digit of the lower limit, 0.05522854161, is cut there and not rounded.
    at(wilson(0.1, 100.0, 1.96), (0.055_228_541_5, 0.174_367_304_3), 1.2e-10);
}

/// 56/70 against 48/80: Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10; z and p computed.
#[test]
fn difference_of_shares() {
    let two = Scale::new(0, 1).unwrap();
    let (earlier, later) = (Tally::of_counts(two, &[32, 48]).unwrap(), Tally::of_counts(two, &[14, 56]).unwrap());
    let own = change(&earlier, &later, Metric::TopBoxes { boxes: 1 }, 0.95).unwrap().unwrap();
    near(own.value, 0.2, 1e-15);
    at(own.interval, (0.0524, 0.3339), 5e-5);
    near(own.p_value, 0.008_045, 5e-7);
    near(normal_z(1.0 - own.p_value).unwrap(), 2.6502, 5e-5);
    let z = normal_z(0.95).unwrap();
    let by_hand = difference_interval((0.8, wilson(0.8, 70.0, z)), (0.6, wilson(0.6, 80.0, z)));
    at(own.interval, (by_hand.lower, by_hand.upper), 1e-14);
}

/// Extra hours of sleep in tenths of an hour (Student, Biometrika 6 (1908) 1–25), as R's `t.test(extra ~ group)` prints
/// them: difference −1.58, interval −3.3654832 to 0.2054832, p 0.07939.
#[test]
fn welch_on_students_sleep_data() {
    let scale = Scale::new(-20, 60).unwrap();
    let tally = |tenths: [i32; 10]| {
        let answers: Vec<Option<f64>> = tenths.iter().map(|own| Some(f64::from(*own))).collect();
        Tally::of(scale, &answers, None).unwrap()
    };
    let first = tally([7, -16, -2, -12, -1, 34, 37, 8, 0, 20]);
    let second = tally([19, 8, 11, 1, -1, 44, 55, 16, 46, 34]);
    let own = change(&second, &first, Metric::Mean, 0.95).unwrap().unwrap();
    assert_eq!(own.method, Method::Welch);
    near(own.value, -15.8, 1e-12);
    at(own.interval, (-33.654_832, 2.054_832), 5e-7);
    near(own.p_value, 0.07939, 5e-6);
}

fn text(folder: &str, name: &str) -> Option<csv::Reader<std::fs::File>> {
    let Ok(data) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return None;
    };
    Some(csv::Reader::from_path(Path::new(&data).join(folder).join(name)).unwrap())
}

struct Schools {
    stype: Vec<String>,
    sch_wide: Vec<String>,
    api00: Vec<f64>,
    enroll: Vec<f64>,
    base: Vec<f64>,
}

/// 183 Californian schools of R's survey package (`apiclus1`).
fn schools() -> Option<Schools> {
    let mut file = text("survey_api", "apiclus1.csv")?;
    let header = file.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|own| own == name).unwrap();
    let records: Vec<csv::StringRecord> = file.records().map(Result::unwrap).collect();
    let words = |name: &str| records.iter().map(|own| own[place(name)].to_owned()).collect::<Vec<_>>();
    let numbers = |name: &str| words(name).iter().map(|own| own.parse().unwrap()).collect::<Vec<f64>>();
    Some(Schools {
        stype: words("stype"),
        sch_wide: words("sch.wide"),
        api00: numbers("api00"),
        enroll: numbers("enroll"),
        base: numbers("pw"),
    })
}

fn total(weights: &[f64], values: &[f64]) -> f64 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

fn mean(weights: &[f64], values: &[f64]) -> f64 {
    total(weights, values) / weights.iter().sum::<f64>()
}

fn margin(name: &str, totals: &[(&str, f64)], levels: &[String]) -> Margin {
    let levels: Vec<Option<&str>> = levels.iter().map(|level| Some(level.as_str())).collect();
    Margin::new(name, totals, &levels).unwrap()
}

const STYPE: [(&str, f64); 3] = [("E", 4421.0), ("H", 755.0), ("M", 1018.0)];
const SCH_WIDE: [(&str, f64); 2] = [("No", 1072.0), ("Yes", 5122.0)];

/// R package survey, tests/rakecheck.Rout.save: 641.23 and 3647280; the other figures computed by an independent
/// program.
#[test]
fn raked_schools() {
    let Some(schools) = schools() else { return };
    let margins = [margin("stype", &STYPE, &schools.stype), margin("sch.wide", &SCH_WIDE, &schools.sch_wide)];
    let rule = RakingRule { tolerance: 1e-12, most_sweeps: 100 };
    let found = rake(&schools.base, &margins, rule).unwrap();
    assert!(found.converged && found.largest_margin_error < 1e-12);
    assert_eq!(found.sweeps, 12);
    near(mean(&found.weights, &schools.api00), 641.23, 5e-3);
    near(mean(&found.weights, &schools.api00), 641.230_321, 5e-7);
    near(total(&found.weights, &schools.enroll), 3_647_280.0, 0.5);
    near(total(&found.weights, &schools.enroll), 3_647_280.148, 5e-4);
    near(found.design_effect.deff, 1.051_657, 5e-7);
    near(found.design_effect.n_eff, 174.0112, 5e-5);
    assert_eq!(found.design_effect.respondents, 183);
    for (stype, sch_wide, printed) in [
        ("E", "No", 39.839_236),
        ("E", "Yes", 29.870_675),
        ("H", "No", 67.125_529),
        ("H", "Yes", 50.329_401),
        ("M", "No", 49.069_072),
        ("M", "Yes", 36.791_025),
    ] {
        let cells = schools.stype.iter().zip(&schools.sch_wide).zip(&found.weights);
        let own: Vec<f64> =
            cells.filter(|((a, b), _)| *a == stype && *b == sch_wide).map(|(_, weight)| *weight).collect();
        assert!(!own.is_empty());
        own.iter().for_each(|weight| near(*weight, printed, 5e-7));
    }
    // The tally of the same weights has the same effective number.
    let answers = vec![Some(1.0); schools.base.len()];
    let weights: Vec<Option<f64>> = found.weights.iter().copied().map(Some).collect();
    let tally = Tally::of(Scale::new(1, 5).unwrap(), &answers, Some(&weights)).unwrap();
    near(tally.effective_answers(), 174.0112, 5e-5);
}

/// R package survey, tests/testoutput/api.Rout.saved: post-stratified 642.31 and 3680893; base weights 644.17 and 3404940.
#[test]
fn post_stratified_schools() {
    let Some(schools) = schools() else { return };
    let found = post_stratify(&schools.base, &margin("stype", &STYPE, &schools.stype)).unwrap();
    assert!(found.converged);
    near(mean(&found.weights, &schools.api00), 642.31, 5e-3);
    near(mean(&found.weights, &schools.api00), 642.310_788, 5e-7);
    near(total(&found.weights, &schools.enroll), 3_680_893.0, 0.5);
    near(total(&found.weights, &schools.enroll), 3_680_892.945, 5e-4);
    near(mean(&schools.base, &schools.api00), 644.17, 5e-3);
    near(total(&schools.base, &schools.enroll), 3_404_940.0, 0.5);
    near(design_effect(&schools.base).unwrap().deff, 1.0, 1e-12);
}

/// Blocks of the 250 bank customers of R's plspm. Standardised alpha, rho and eigenvalue: plspm-python,
/// tests/data/satisfaction_unidim.csv; raw alpha computed by an independent program.
#[test]
fn reliability_of_bank_customers() {
    let Some(mut file) = text("plspm", "satisfaction.csv") else { return };
    let header = file.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = file.records().map(Result::unwrap).collect();
    for (block, items, standardised, raw, rho, eigenvalue) in [
        ("imag", 5, 0.830_226_690, 0.821_854_638, 0.882_203_311, 3.017_809_901),
        ("expe", 5, 0.846_584_079, 0.843_144_858, 0.890_855_433, 3.102_313_748),
        ("qual", 5, 0.871_324_955, 0.868_517_948, 0.906_899_738, 3.305_987_357),
        ("val", 4, 0.835_722_841, 0.831_966_607, 0.890_444_224, 2.681_530_945),
        ("sat", 4, 0.894_010_913, 0.894_295_188, 0.926_700_637, 3.039_998_787),
        ("loy", 4, 0.819_421_641, 0.820_638_564, 0.881_371_093, 2.604_720_759),
    ] {
        let columns: Vec<Vec<Option<f64>>> = (1..=items)
            .map(|item| {
                let place = header.iter().position(|own| own == format!("{block}{item}")).unwrap();
                records.iter().map(|record| record[place].parse().ok()).collect()
            })
            .collect();
        let columns: Vec<&[Option<f64>]> = columns.iter().map(Vec::as_slice).collect();
        let found = reliability(&columns, 0.95).unwrap();
        assert_eq!((found.items, found.complete, found.incomplete), (items, 250, 0));
        near(found.standardised_alpha.unwrap(), standardised, 5e-10);
        near(found.raw_alpha, raw, 5e-10);
        near(found.dillon_goldstein_rho.unwrap(), rho, 5e-10);
        near(found.first_eigenvalue.unwrap(), eigenvalue, 5e-10);
        let interval = found.interval.unwrap();
        assert!(interval.lower < raw && raw < interval.upper && interval.upper - interval.lower < 0.1);
    }
}
