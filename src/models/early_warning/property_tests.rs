//! What holds for any series.

use proptest::prelude::*;

use super::*;

/// Counts out of a total, the total at least as large.
fn parts() -> impl Strategy<Value = Vec<Observation>> {
    let one = (0_u32..400, 0_u32..4_000)
        .prop_map(|(count, rest)| Observation::new(f64::from(count), f64::from(count) + f64::from(rest) + 1.0));
    prop::collection::vec(one, 10..40)
}

/// Any finite numbers, the largest included.
fn anything() -> impl Strategy<Value = Vec<Observation>> {
    let number = prop_oneof![Just(0.0), Just(1e308), Just(-1e308), Just(1e-308), -1e3..1e3, 0.0..1e12];
    let one = (number.clone(), number).prop_map(|(numerator, denominator)| Observation::new(numerator, denominator));
    prop::collection::vec(one, 0..30)
}

fn kind() -> impl Strategy<Value = ChartKind> {
    prop::sample::select(ChartKind::ALL.to_vec())
}

fn last_judged(series: &[Observation], settings: &ChartSettings) -> Judgement {
    let chart = control_chart(series, settings).unwrap();
    judge(&SeriesRun {
        metric: "m",
        segment: "s",
        first_period: 0,
        standings: &series.iter().map(|own| own.standing).collect::<Vec<_>>(),
        bad_side: Side::High,
        scores: &chart.scores(),
        judged: chart.judged(&ChartRule::ALL).collect(),
        signals: &chart_signals(&chart, &ChartRule::ALL),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn figures_are_finite_and_in_order(series in parts(), kind in kind()) {
        let chart = control_chart(&series, &ChartSettings::new(kind)).unwrap();
        for point in chart.points.iter().flatten() {
            let limits = point.limits;
            prop_assert!(limits.lower < limits.upper && point.sd > 0.0 && point.score.is_finite());
            prop_assert!(limits.lower <= point.centre && point.centre <= limits.upper);
            prop_assert!(matches!(kind, ChartKind::I | ChartKind::IPrime) || limits.lower >= 0.0);
            prop_assert!(!matches!(kind, ChartKind::P | ChartKind::PPrime) || limits.upper <= 1.0);
            // Beyond the limits by the score is beyond them by the figure.
            let beyond = point.value > limits.upper * (1.0 + 1e-9) || point.value < limits.lower * (1.0 - 1e-9);
            prop_assert!(!beyond || point.beyond_limits().is_some() || kind == ChartKind::I);
        }
    }

    #[test]
    fn nothing_is_ever_not_a_number(series in anything(), kind in kind()) {
        if let Ok(chart) = control_chart(&series, &ChartSettings { fewest_points: 1, ..ChartSettings::new(kind) }) {
            for point in chart.points.iter().flatten() {
                let figures = [point.value, point.centre, point.sd, point.limits.lower, point.limits.upper, point.score];
                prop_assert!(figures.iter().all(|figure| figure.is_finite()), "{point:?}");
            }
            chart_signals(&chart, &ChartRule::ALL);
        }
        let values: Vec<Option<f64>> = series.iter().map(|own| Some(own.numerator)).collect();
        for point in ewma(&values, &Ewma::new(0.0, 1.0, Sides::Both)).into_iter().flatten().flatten() {
            prop_assert!(point.average.is_finite());
        }
        let counts: Vec<f64> = series.iter().map(|own| own.numerator.abs()).collect();
        for method in [EarsMethod::C1, EarsMethod::C2, EarsMethod::C3] {
            for point in ears(&counts, &EarsSettings::new(method)).into_iter().flatten().flatten() {
                prop_assert!(point.expected.is_finite() && point.bound.is_none_or(f64::is_finite));
            }
        }
        let short = Farrington { periods_per_year: 7, years: 3, half_window: 1, ..Farrington::default() };
        if let Ok(point) = farrington(&counts, counts.len().saturating_sub(1), &short) {
            prop_assert!(point.expected > 0.0 && point.bound.is_finite() && point.dispersion.is_finite(), "{point:?}");
        }
    }

    /// A frozen baseline stays as it is, whatever comes later.
    #[test]
    fn later_points_do_not_move_frozen_limits(series in parts(), kind in kind(), later in parts()) {
        let frozen = ChartSettings::new(kind).with_baseline(Baseline::First(series.len()));
        let mut before = control_chart(&series, &frozen).unwrap();
        let all: Vec<Observation> = series.iter().chain(&later).copied().collect();
        let after = control_chart(&all, &frozen).unwrap();
        let end = |phase: &mut Result<PhaseFigures, NoLimits>| *phase = phase.map(|own| PhaseFigures { end: all.len(), ..own });
        before.phases.iter_mut().for_each(end);
        prop_assert_eq!(&before.phases, &after.phases);
        prop_assert_eq!(&before.points[..], &after.points[..series.len()]);
    }

    /// A provisional period changes neither limits, alarms, improvements nor news, whatever its figure.
    #[test]
    fn a_provisional_period_says_nothing(series in parts(), share in 0.0..1.0_f64) {
        let settings = ChartSettings::new(ChartKind::PPrime);
        let mut with = series.clone();
        let total = 1e6;
        with.push(Observation { standing: Standing::Provisional, ..Observation::new(share * total, total) });
        let (one, other) = (last_judged(&series, &settings), last_judged(&with, &settings));
        prop_assert_eq!(&one, &other);
        let state = transitions(&[], &[one]);
        let again = transitions(&state.state, &[other]);
        prop_assert!(again.changes.iter().all(|own| own.change == Change::Ongoing && !own.rejudged));
        prop_assert_eq!(again.state, state.state);
    }

    /// Limits that allow for more than chance are never narrower than those of chance.
    #[test]
    fn prime_limits_hold_the_plain_ones(series in parts()) {
        for (plain, prime) in [(ChartKind::P, ChartKind::PPrime), (ChartKind::U, ChartKind::UPrime)] {
            let plain = control_chart(&series, &ChartSettings::new(plain)).unwrap();
            let prime = control_chart(&series, &ChartSettings::new(prime)).unwrap();
            for (plain, prime) in plain.points.iter().flatten().zip(prime.points.iter().flatten()) {
                prop_assert!(prime.limits.lower <= plain.limits.lower && plain.limits.upper <= prime.limits.upper);
            }
        }
    }

    /// Turning a series upside down turns its signals around; another unit changes none of them.
    #[test]
    fn signals_mirror_and_keep_their_scale(whole in prop::collection::vec(-50_i32..50, 10..40)) {
        let chart = |factor: f64| {
            let series: Vec<Observation> = whole.iter().map(|own| Observation::new(f64::from(*own) * factor, 1.0)).collect();
            control_chart(&series, &ChartSettings::new(ChartKind::I)).unwrap()
        };
        let signals = chart_signals(&chart(1.0), &ChartRule::ALL);
        prop_assert_eq!(&signals, &chart_signals(&chart(1024.0), &ChartRule::ALL));
        let mirrored = chart_signals(&chart(-1.0), &ChartRule::ALL);
        let turned: Vec<Signal> =
            mirrored.into_iter().map(|own| Signal { side: own.side.map(Side::opposite), ..own }).collect();
        prop_assert_eq!(signals, turned);
    }

    /// With λ = 1 an EWMA is a Shewhart chart, and the low sum of a CUSUM is the high one upside down.
    #[test]
    fn detectors_agree(values in prop::collection::vec(-6.0..6.0_f64, 0..40)) {
        let some: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let found = ewma(&some, &Ewma { lambda: 1.0, ..Ewma::new(0.0, 1.0, Sides::Both) }).unwrap();
        for (point, value) in found.into_iter().flatten().zip(&values) {
            prop_assert_eq!(point.signal.is_some(), value.abs() > 3.0);
        }
        let turned: Vec<Option<f64>> = values.iter().map(|value| Some(-value)).collect();
        let settings = Cusum::new(0.0, 1.0, Sides::Both);
        let pairs = cusum(&some, &settings).unwrap().into_iter().zip(cusum(&turned, &settings).unwrap());
        for (one, other) in pairs.filter_map(|(one, other)| one.zip(other)) {
            prop_assert_eq!((one.high, one.low), (other.low, other.high));
        }
    }

    /// A run says of every standing alarm once that it stands, and the state it leaves holds just the standing ones as
    /// open. The same run again has no news.
    #[test]
    fn states_follow_the_alarms(runs in prop::collection::vec(prop::collection::vec(any::<bool>(), 1..9), 1..6)) {
        let rule = Rule::Cusum;
        let key = AlarmKey { metric: "m".to_string(), segment: "s".to_string(), rule };
        let mut state = Vec::new();
        for flags in &runs {
            let alarm = |(at, _): (usize, &bool)| Alarm {
                key: key.clone(),
                period: at as i64,
                direction: Direction::High,
                level: Level::Notice,
            };
            let now = Judgement {
                metric: key.metric.clone(),
                segment: key.segment.clone(),
                judged: [(rule, (0..flags.len() as i64).collect())].into(),
                alarms: flags.iter().enumerate().filter(|(_, flag)| **flag).map(alarm).collect(),
                improvements: Vec::new(),
            };
            let found = transitions(&state, std::slice::from_ref(&now));
            let stands = |own: &&Transition| matches!(own.change, Change::New | Change::Ongoing);
            prop_assert_eq!(found.changes.iter().filter(stands).count(), usize::from(flags[flags.len() - 1]));
            let held = found.changes.iter().filter(|own| own.change == Change::Held).count();
            let open = found.state[0].episodes.iter().filter(|own| own.open).count();
            prop_assert_eq!(open, usize::from(flags[flags.len() - 1]) + held);
            let again = transitions(&found.state, std::slice::from_ref(&now));
            prop_assert!(again.changes.iter().all(|own| matches!(own.change, Change::Ongoing | Change::Held)));
            prop_assert_eq!(&again.state, &found.state);
            state = found.state;
        }
    }
}
