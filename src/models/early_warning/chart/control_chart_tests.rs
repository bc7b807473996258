//! Charts by hand, phases, standings, and what has no limits.

use super::*;
use crate::models::early_warning::error::{ChartError, NoLimits};
use crate::models::early_warning::series::{Observation, Side, Standing};
use crate::numerics::interval::Interval;

fn values(values: &[f64]) -> Vec<Observation> {
    values.iter().map(|value| Observation::new(*value, 1.0)).collect()
}

fn parts(counts: &[f64], total: f64) -> Vec<Observation> {
    counts.iter().map(|count| Observation::new(*count, total)).collect()
}

fn settings(kind: ChartKind) -> ChartSettings {
    ChartSettings { fewest_points: 2, ..ChartSettings::new(kind) }
}

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "{got} instead of {want}");
}

/// P = 0.5, s = 0.05, z = ±2: nine ranges of 4, σ_z = 4 / 1.128. Two apart the values are equal and only chance is left,
/// or, on Laney's own chart, nothing.
#[test]
fn p_prime_by_hand() {
    let series = parts(&[40.0, 60.0, 40.0, 60.0, 40.0, 60.0, 40.0, 60.0, 40.0, 60.0], 100.0);
    let chart = control_chart(&series, &ChartSettings::new(ChartKind::PPrime)).unwrap();
    let figures = chart.phases[0].unwrap();
    assert_eq!((figures.centre, figures.ranges, figures.baseline_points), (0.5, 9, 10));
    close(figures.sigma_z.unwrap(), 4.0 / 1.128);
    assert_eq!(chart.points[0].unwrap().limits, Interval { lower: 0.0, upper: 1.0 });
    let apart = ChartSettings { spread: Spread::MovingRange { lag: 2 }, ..ChartSettings::new(ChartKind::PPrime) };
    let chart = control_chart(&series, &apart).unwrap();
    assert_eq!(chart.phases[0].unwrap().sigma_z, Some(0.0));
    close(chart.points[0].unwrap().limits.lower, 0.35);
    close(chart.points[9].unwrap().limits.upper, 0.65);
    let laney = control_chart(&series, &ChartSettings { at_least_poisson: false, ..apart }).unwrap();
    assert_eq!(laney.phases, [Err(NoLimits::NoVariation)]);
    // As a funnel: the standard deviation of five −2 and five 2.
    let funnel = ChartSettings { spread: Spread::StandardDeviation, ..ChartSettings::new(ChartKind::PPrime) };
    close(control_chart(&series, &funnel).unwrap().phases[0].unwrap().sigma_z.unwrap(), (40.0_f64 / 9.0).sqrt());
}

/// G: mean 4, sd √20, median 3. T: the fourth and first powers behind the exponent 1/3.6 are 2^3.6 and 1.
#[test]
fn g_t_and_i_prime_by_hand() {
    let chart = control_chart(&values(&[1.0, 2.0, 3.0, 6.0, 8.0]), &settings(ChartKind::G)).unwrap();
    let point = chart.points[4].unwrap();
    assert_eq!(point.centre, 3.0);
    close(point.score, 4.0 / 20.0_f64.sqrt());
    close(point.limits.upper, 4.0 + 3.0 * 20.0_f64.sqrt());
    assert_eq!((point.limits.lower, chart.points[2].unwrap().side()), (0.0, None));

    let power = 2.0_f64.powf(3.6);
    let chart = control_chart(&values(&[1.0, power, 1.0, power]), &settings(ChartKind::T)).unwrap();
    let point = chart.points[1].unwrap();
    close(point.centre, 1.5_f64.powf(3.6));
    close(point.limits.upper, (1.5 + 3.0 / 1.128_f64).powf(3.6));
    assert_eq!(point.limits.lower, 0.0);
    close(point.score, 0.5 * 1.128);

    // Scores 3 of 1 answer, 5 of 4, 4 of 4: centre (3 + 20 + 16)/9; s = √(π/2) · (2/√1.25, 1/√0.5).
    let series = [Observation::new(3.0, 1.0), Observation::new(20.0, 4.0), Observation::new(16.0, 4.0)];
    let chart = control_chart(&series, &settings(ChartKind::IPrime)).unwrap();
    let sd = std::f64::consts::FRAC_PI_2.sqrt() * (2.0 / 1.25_f64.sqrt() + 1.0 / 0.5_f64.sqrt()) / 2.0;
    close(chart.phases[0].unwrap().centre, 39.0 / 9.0);
    close(chart.points[0].unwrap().sd, sd);
    close(chart.points[1].unwrap().limits.lower, 39.0 / 9.0 - 1.5 * sd);
}

#[test]
fn small_totals_have_wide_limits_and_a_limit_is_not_beyond() {
    let mut series = parts(&[50.0, 52.0, 48.0, 51.0, 50.0, 49.0, 50.0, 53.0, 47.0, 50.0], 500.0);
    series[4] = Observation::new(1.0, 10.0);
    let chart = control_chart(&series, &ChartSettings::new(ChartKind::PPrime)).unwrap();
    let width = |at: usize| chart.points[at].unwrap().limits.upper - chart.points[at].unwrap().limits.lower;
    assert!(width(4) > 2.0 * width(3));
    // c chart, centre 9, limits 0 and 18.
    let frozen = settings(ChartKind::C).with_baseline(Baseline::First(2));
    let chart = control_chart(&values(&[9.0, 9.0, 18.0, 18.5, 0.0]), &frozen).unwrap();
    let beyond: Vec<_> = chart.points.iter().map(|point| point.unwrap().beyond_limits()).collect();
    assert_eq!(beyond, [None, None, None, Some(Side::High), None]);
}

#[test]
fn each_phase_has_its_own_limits() {
    let series = values(&[1.0, 3.0, 1.0, 3.0, 9.0, 11.0, 13.0, 90.0, 20.0]);
    let phases = vec![
        Phase { first: 0, baseline: Baseline::Whole },
        Phase { first: 4, baseline: Baseline::First(3) },
        Phase { first: 8, baseline: Baseline::Whole },
    ];
    let chart = control_chart(&series, &ChartSettings { phases, ..settings(ChartKind::I) }).unwrap();
    let figures: Vec<_> = chart.phases.iter().map(|phase| phase.map(|own| (own.first, own.end, own.centre))).collect();
    let short = Err(NoLimits::TooFewPoints { points: 1, needed: 2 });
    assert_eq!(figures, [Ok((0, 4, 2.0)), Ok((4, 8, 11.0)), short]);
    assert!(chart.points[7].unwrap().beyond_limits().is_some() && chart.points[8].is_none());
    assert_eq!(chart.points[7].map(|point| (point.phase, point.in_baseline)), Some((1, false)));
    assert_eq!(chart.scores()[8], None);
    let late = settings(ChartKind::I).with_baseline(Baseline::Range(2..=3));
    assert_eq!(control_chart(&series, &late).unwrap().phases[0].unwrap().mean_moving_range, Some(2.0));
}

#[test]
fn only_complete_periods_are_learnt_from() {
    let mut series = values(&[1.0, 3.0, 50.0, 1.0, 3.0, 70.0, f64::NAN]);
    series[2].standing = Standing::Excluded;
    series[5].standing = Standing::Provisional;
    series[6].standing = Standing::Missing;
    let chart = control_chart(&series, &settings(ChartKind::I)).unwrap();
    let figures = chart.phases[0].unwrap();
    // The range between 3 and 1 passes over the excluded point.
    assert_eq!((figures.centre, figures.mean_moving_range, figures.ranges), (2.0, Some(2.0), 3));
    assert!(chart.points[2].unwrap().beyond_limits().is_some() && chart.points[6].is_none());
    assert_eq!(chart.scores().iter().filter(|score| score.is_some()).count(), 4);
    let ranges = control_chart(&series, &settings(ChartKind::MovingRange)).unwrap();
    let standings: Vec<_> = ranges.points.iter().map(|point| point.map(|own| own.standing)).collect();
    let (ok, out) = (Some(Standing::Complete), Some(Standing::Excluded));
    assert_eq!(standings, [None, ok, out, out, ok, Some(Standing::Provisional), None]);
}

#[test]
fn what_has_no_limits() {
    let reason = |kind, series: &[Observation]| control_chart(series, &ChartSettings::new(kind)).unwrap().phases[0];
    let few = Err(NoLimits::TooFewPoints { points: 8, needed: 9 });
    for kind in ChartKind::ALL.into_iter().filter(|kind| *kind != ChartKind::MovingRange) {
        assert_eq!(reason(kind, &values(&[1.0; 8])), few, "{kind:?}");
        assert_eq!(reason(kind, &[]), Err(NoLimits::TooFewPoints { points: 0, needed: 9 }));
        assert_eq!(reason(kind, &values(&[0.0; 9])), Err(NoLimits::NoVariation), "{kind:?}");
        assert_eq!(ChartKind::of_id(kind.id()), Some(kind));
    }
    assert_eq!(reason(ChartKind::I, &values(&[4.0; 9])), Err(NoLimits::NoVariation));
    assert_eq!(reason(ChartKind::PPrime, &values(&[1.0; 9])), Err(NoLimits::NoVariation));
    assert_eq!(reason(ChartKind::UPrime, &values(&[1e308; 9])), Err(NoLimits::TooLarge));
    assert_eq!(reason(ChartKind::C, &values(&[1e308; 9])), Err(NoLimits::TooLarge));
    let lag = ChartSettings { spread: Spread::MovingRange { lag: usize::MAX }, ..settings(ChartKind::I) };
    let needed = NoLimits::TooFewPoints { points: 3, needed: usize::MAX };
    assert_eq!(control_chart(&values(&[1.0; 3]), &lag).unwrap().phases, [Err(needed)]);
}

#[test]
fn what_is_refused() {
    let refused = |kind, one: Observation| control_chart(&[one], &ChartSettings::new(kind)).unwrap_err();
    assert_eq!(refused(ChartKind::I, Observation::new(f64::NAN, 1.0)), ChartError::NotFinite { point: 0 });
    assert_eq!(refused(ChartKind::U, Observation::new(1.0, f64::INFINITY)), ChartError::NotFinite { point: 0 });
    assert_eq!(refused(ChartKind::U, Observation::new(1e300, 1e-300)), ChartError::NotFinite { point: 0 });
    assert_eq!(refused(ChartKind::U, Observation::new(1.0, 0.0)), ChartError::Denominator { point: 0 });
    assert_eq!(refused(ChartKind::G, Observation::new(-1.0, 1.0)), ChartError::Negative { point: 0 });
    assert_eq!(refused(ChartKind::P, Observation::new(2.0, 1.0)), ChartError::AboveWhole { point: 0 });
    let series = values(&[1.0, 2.0, 3.0]);
    let phase = |first, baseline| Phase { first, baseline };
    for phases in [
        vec![],
        vec![phase(1, Baseline::Whole)],
        vec![phase(0, Baseline::Whole), phase(3, Baseline::Whole)],
        vec![phase(0, Baseline::Whole), phase(2, Baseline::Whole), phase(2, Baseline::Whole)],
        vec![phase(0, Baseline::Range(1..=3))],
    ] {
        let settings = ChartSettings { phases, ..settings(ChartKind::I) };
        assert_eq!(control_chart(&series, &settings), Err(ChartError::Phases));
    }
    let lag = ChartSettings { spread: Spread::MovingRange { lag: 0 }, ..settings(ChartKind::I) };
    assert_eq!(control_chart(&series, &lag), Err(ChartError::Lag));
}
