//! The detectors beside the control chart, each on the series it can judge.

use crate::models::early_warning::{
    Chart, Cusum, CusumPoint, DetectorError, EarsMethod, EarsSettings, Ewma, EwmaPoint, Farrington, Observation, Rule,
    Side, Sides, Signal, cusum, ears, ewma, farrington,
};
use crate::models::periods::Length;

use super::baseline::places;
use super::reading::{Reading, Statistic};

/// Fewest years of history: with fewer, Farrington's method rests on next to nothing.
const FEWEST_YEARS: usize = 3;

/// What a rule found, and the periods that it could judge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fired {
    pub(super) signals: Vec<Signal>,
    pub(super) judged: Vec<bool>,
    /// What was held against which bound, by period.
    pub(super) readings: Vec<Option<Reading>>,
}

impl Fired {
    /// One entry a judged period: its place, the side on which the rule fired, and what it was held against.
    fn new(rule: Rule, periods: usize, found: impl IntoIterator<Item = (usize, Option<Side>, Reading)>) -> Fired {
        let mut fired = Fired { signals: Vec::new(), judged: vec![false; periods], readings: vec![None; periods] };
        for (at, side, reading) in found {
            if let Some((judged, own)) = fired.judged.get_mut(at).zip(fired.readings.get_mut(at)) {
                (*judged, *own) = (true, Some(reading));
            }
            fired.signals.extend(side.map(|side| Signal { rule, first: at, at, side: Some(side), level: None }));
        }
        fired
    }
}

/// EWMA and CUSUM, which run along the distances from the centre line, each phase anew. They are read in standard
/// deviations; of the two sums it is that of the `bad` side.
pub(super) fn along_chart(rule: Rule, chart: &Chart, bad: Side) -> Result<Fired, DetectorError> {
    let scores = chart.scores();
    let mut found = Vec::new();
    for phase in chart.phases.iter().flatten() {
        let own = scores.get(phase.first..phase.end).unwrap_or_default();
        let points: Vec<Option<(Option<Side>, Reading)>> = if rule == Rule::Ewma {
            let points = ewma(own, &Ewma::new(0.0, 1.0, Sides::Both))?;
            points.into_iter().map(|point| point.map(|point| (point.signal, of_average(&point, bad)))).collect()
        } else {
            let settings = Cusum::new(0.0, 1.0, Sides::Both);
            let points = cusum(own, &settings)?;
            let read = |point: CusumPoint| (point.signal, of_sum(&point, settings.decision, bad));
            points.into_iter().map(|point| point.map(read)).collect()
        };
        let points = (phase.first..).zip(points);
        found.extend(points.filter_map(|(at, point)| point.map(|(side, reading)| (at, side, reading))));
    }
    Ok(Fired::new(rule, scores.len(), found))
}

fn of_average(point: &EwmaPoint, bad: Side) -> Reading {
    let (lower, upper) = (point.limits.lower, point.limits.upper);
    Reading {
        centre: Some(0.0),
        lower: Some(lower),
        upper: Some(upper),
        bound: Some(if bad == Side::High { upper } else { lower }),
        ..Reading::of(Statistic::Ewma, Some(point.average))
    }
}

fn of_sum(point: &CusumPoint, decision: f64, bad: Side) -> Reading {
    let sum = if bad == Side::High { point.high } else { point.low };
    Reading { upper: Some(decision), bound: Some(decision), ..Reading::of(Statistic::Cusum, sum) }
}

/// A count with what was expected of it and the bound above, by the mean number of units as figures of the metric.
fn of_count(count: f64, expected: f64, bound: Option<f64>, units: f64) -> Reading {
    let bound = bound.map(|bound| bound / units);
    Reading {
        centre: Some(expected / units),
        upper: bound,
        bound,
        ..Reading::of(Statistic::Figure, Some(count / units))
    }
}

/// EARS and Farrington, which compare a count with earlier ones. Where units at risk differ from period to period, the
/// counts are those that the mean number of units would have had.
pub(super) fn of_counts(rule: Rule, observations: &[Observation], length: Length) -> Result<Fired, DetectorError> {
    let complete = places(observations);
    let whole: f64 = complete.iter().filter_map(|at| observations.get(*at)).map(|own| own.denominator).sum();
    let units = whole / complete.len().max(1) as f64;
    let count = |at: &usize| observations.get(*at).map_or(0.0, |own| own.value() * units);
    let method = match rule {
        Rule::EarsC1 => EarsMethod::C1,
        Rule::EarsC2 => EarsMethod::C2,
        Rule::EarsC3 => EarsMethod::C3,
        _ => return seasonal(observations.len(), &unbroken(&complete), count, units, length),
    };
    let counts: Vec<f64> = complete.iter().map(count).collect();
    let settings = EarsSettings::new(method);
    let (points, quantile) = (ears(&counts, &settings)?, settings.quantile()?);
    let found = complete.iter().zip(&counts).zip(points).filter_map(|((at, count), point)| {
        let point = point?;
        let reading = match method {
            EarsMethod::C3 => Reading {
                upper: Some(quantile),
                bound: Some(quantile),
                ..Reading::of(Statistic::Excess, point.statistic)
            },
            EarsMethod::C1 | EarsMethod::C2 => of_count(*count, point.expected, point.bound, units),
        };
        Some((*at, point.alarm.then_some(Side::High), reading))
    });
    Ok(Fired::new(rule, observations.len(), found))
}

fn seasonal(
    periods: usize,
    run: &[usize],
    count: impl Fn(&usize) -> f64,
    units: f64,
    length: Length,
) -> Result<Fired, DetectorError> {
    let (periods_per_year, half_window) = match length {
        Length::Week => (52, 3),
        Length::Month => (12, 1),
        Length::Quarter => (4, 1),
    };
    let counts: Vec<f64> = run.iter().map(count).collect();
    let judge = |(index, at): (usize, &usize)| {
        let years = (index.saturating_sub(half_window) / periods_per_year).min(Farrington::default().years);
        if years < FEWEST_YEARS {
            return None;
        }
        let settings = Farrington { periods_per_year, half_window, years, ..Farrington::default() };
        // A period without a bound, such as one whose references have no case, is not judged.
        let point = farrington(&counts, index, &settings).ok()?;
        let reading = of_count(*counts.get(index)?, point.expected, Some(point.bound), units);
        Some((*at, point.alarm.then_some(Side::High), reading))
    };
    Ok(Fired::new(Rule::Farrington, periods, run.iter().enumerate().filter_map(judge)))
}

/// The last places without a gap: the season is told by counting back.
fn unbroken(places: &[usize]) -> Vec<usize> {
    places.chunk_by(|before, after| after - before == 1).last().unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::early_warning::{Baseline, ChartKind, ChartSettings, Standing, control_chart};

    fn counts(values: &[f64]) -> Vec<Observation> {
        values.iter().map(|value| Observation::new(*value, 1_000.0)).collect()
    }

    #[test]
    fn a_surge_is_above_what_the_months_before_lead_to_expect() {
        let series = counts(&[10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 40.0]);
        let fired = of_counts(Rule::EarsC1, &series, Length::Month).unwrap();
        assert_eq!(fired.signals.iter().map(|own| own.at).collect::<Vec<_>>(), [8]);
        assert_eq!(fired.judged, [false, false, false, false, false, false, false, true, true]);
        // Mean and sd (n − 1) of the seven months before, of 1,000 orders each: 10.571429 + 3.090232 × 1.272418.
        let reading = fired.readings[8].unwrap();
        assert_eq!((reading.statistic, reading.plotted), (Statistic::Figure, Some(0.04)));
        assert!((reading.bound.unwrap() - 0.014_503_4).abs() < 1e-6, "{reading:?}");
        let third = of_counts(
            Rule::EarsC3,
            &counts(&[5.0, 4.0, 6.0, 5.0, 4.0, 6.0, 5.0, 4.0, 6.0, 5.0, 9.0, 30.0]),
            Length::Month,
        );
        let reading = third.unwrap().readings[11].unwrap();
        assert!(reading.plotted.unwrap() > reading.bound.unwrap(), "{reading:?}");
        assert!((reading.bound.unwrap() - 1.959_964).abs() < 1e-6);
        // The same share of twice as many orders is no surge.
        let mut grown = series.clone();
        grown[8] = Observation::new(20.0, 2_000.0);
        assert_eq!(of_counts(Rule::EarsC1, &grown, Length::Month).unwrap().signals, []);
    }

    #[test]
    fn a_seasonal_peak_is_no_alarm_and_a_peak_out_of_season_is() {
        let year = [10.0, 11.0, 9.0, 10.0, 12.0, 9.0, 10.0, 11.0, 10.0, 9.0, 30.0, 31.0];
        let mut months: Vec<f64> = year.iter().copied().cycle().take(48).collect();
        months.push(60.0);
        let fired = of_counts(Rule::Farrington, &counts(&months), Length::Month).unwrap();
        assert_eq!(fired.signals.iter().map(|own| own.at).collect::<Vec<_>>(), [48]);
        assert_eq!(fired.judged.iter().position(|own| *own), Some(37));
        // A gap begins the history anew.
        let mut broken = counts(&months);
        broken[20].standing = Standing::Missing;
        assert!(!of_counts(Rule::Farrington, &broken, Length::Month).unwrap().judged.contains(&true));
    }

    #[test]
    fn a_slow_drift_is_found_along_the_chart() {
        let mut values: Vec<f64> = (0..24).map(|at| if at % 2 == 0 { 49.0 } else { 51.0 }).collect();
        values.extend([52.0; 12]);
        let series: Vec<Observation> = values.iter().map(|value| Observation::new(*value, 1.0)).collect();
        let settings = ChartSettings::new(ChartKind::I).with_baseline(Baseline::First(24));
        let chart = control_chart(&series, &settings).unwrap();
        assert!(chart.points.iter().flatten().all(|point| point.beyond_limits().is_none()));
        for rule in [Rule::Ewma, Rule::Cusum] {
            let fired = along_chart(rule, &chart, Side::High).unwrap();
            let first = fired.signals.first().map(|own| (own.at, own.side));
            let reading = fired.signals.first().and_then(|own| fired.readings[own.at]).unwrap();
            assert!(reading.plotted.unwrap() > reading.bound.unwrap(), "{reading:?}");
            assert!(matches!(first, Some((25..36, Some(Side::High)))), "{rule:?} {first:?}");
        }
    }
}
