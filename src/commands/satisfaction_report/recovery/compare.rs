//! One series before and after an event: how bad it got, and when it was back.

use std::ops::Range;

use crate::models::early_warning::{
    Baseline, Chart, ChartError, ChartKind, ChartPoint, ChartSettings, FEWEST_POINTS, Measure, NoLimits, Observation,
    Side, Standing, control_chart,
};
use crate::numerics::interval::{Interval, normal_z};
use crate::settings::satisfaction_report::CONFIDENCE;

/// Periods before an event that its baseline rests on at most: two years of months.
pub(super) const MOST_BEFORE: usize = 24;

/// A series before and after an event. Figures are numerators by denominators, not yet multiplied for print.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Comparison {
    /// Centre of the baseline: all periods before the event together.
    pub(super) before: f64,
    /// All full periods from that of the event on together.
    pub(super) after: f64,
    /// After less before.
    pub(super) difference: f64,
    /// Where ordinary variation leaves the difference, with 95 % certainty.
    pub(super) interval: Interval,
    /// The full period from the event on whose figure is worst.
    pub(super) worst: At,
    /// The newest full period with a figure, and where it stands.
    pub(super) now: At,
    pub(super) stands: Stands,
    pub(super) course: Course,
}

/// A figure and the place of its period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At {
    pub(super) place: usize,
    pub(super) value: f64,
}

/// Where a figure stands as seen from the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// Beyond the limits on the bad side.
    Beyond,
    /// Inside the limits, but on the bad side of the centre.
    Worse,
    /// Inside the limits and at the centre or on its good side.
    Back,
}

/// What the event did to the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// No full period since the event lies beyond the limits on the bad side.
    Unharmed,
    /// Beyond the limits, and not back since.
    NotBack,
    /// Beyond the limits, and back from the period at this place on.
    Back {
        place: usize,
        /// Periods from that of the event.
        periods: usize,
    },
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CannotTell {
    /// Too few full periods with a figure before the event.
    TooFewBefore { points: usize },
    /// No full period with a figure since.
    NothingAfter,
    /// There are no limits.
    NoLimits(NoLimits),
    /// The figures fit no chart.
    NoChart(ChartError),
}

/// Compares the periods of `before` with those from its end on, by the limits of the control chart whose baseline is
/// `before`.
///
/// A series is back in the first of two full periods in a row, after the first one beyond its limits on the bad side, that
/// lie inside the limits and not on the bad side of the centre; periods without a figure are passed over. The interval of
/// the difference is ± z s √(1/Σn before + 1/Σn after), where s is the standard deviation of the chart for a denominator
/// of 1: it holds what varies from period to period, not chance in the answers alone.
pub(super) fn compare(
    observations: &[Observation],
    before: Range<usize>,
    bad: Side,
    measure: Measure,
) -> Result<Comparison, CannotTell> {
    let is_full = |own: &&Observation| own.standing == Standing::Complete;
    let earlier = || observations.get(before.clone()).unwrap_or_default().iter().filter(is_full);
    let points = earlier().count();
    if points < FEWEST_POINTS {
        return Err(CannotTell::TooFewBefore { points });
    }
    let later = || observations.iter().skip(before.end).filter(is_full);
    let baseline = Baseline::Range(before.start..=before.end.saturating_sub(1));
    let settings = ChartSettings::new(ChartKind::default_for(measure)).with_baseline(baseline);
    let Chart { phases, points, .. } = control_chart(observations, &settings).map_err(CannotTell::NoChart)?;
    let figures = match phases.first() {
        Some(Ok(figures)) => *figures,
        Some(Err(why)) => return Err(CannotTell::NoLimits(*why)),
        None => return Err(CannotTell::NothingAfter),
    };
    let since: Vec<(usize, ChartPoint)> = points
        .into_iter()
        .enumerate()
        .skip(before.end)
        .filter_map(|(place, point)| Some((place, point?)))
        .filter(|(_, point)| point.standing == Standing::Complete)
        .collect();
    let badness = |point: &ChartPoint| if bad == Side::High { point.value } else { -point.value };
    // The first of equals: `max_by` would take the last.
    let worst = since.iter().rev().max_by(|(_, a), (_, b)| badness(a).total_cmp(&badness(b)));
    let (Some(worst), Some((newest, now))) = (worst, since.last()) else { return Err(CannotTell::NothingAfter) };
    let whole = |own: Option<f64>| own.ok_or(CannotTell::NothingAfter);
    let after = whole(pooled(later()))?;
    let difference = after - figures.centre;
    let z = normal_z(CONFIDENCE).unwrap_or(f64::NAN);
    let reach = z * figures.unit_sd * (1.0 / denominators(earlier()) + 1.0 / denominators(later())).sqrt();
    Ok(Comparison {
        before: figures.centre,
        after,
        difference,
        interval: Interval { lower: difference - reach, upper: difference + reach },
        worst: At { place: worst.0, value: worst.1.value },
        now: At { place: *newest, value: now.value },
        stands: stands(now, bad),
        course: course(&since, before.end, bad),
    })
}

fn course(since: &[(usize, ChartPoint)], event: usize, bad: Side) -> Course {
    let Some(hit) = since.iter().position(|(_, point)| stands(point, bad) == Stands::Beyond) else {
        return Course::Unharmed;
    };
    let mut pairs = since.iter().zip(since.iter().skip(1)).skip(hit);
    let back = pairs.find(|(first, second)| [first, second].iter().all(|own| stands(&own.1, bad) == Stands::Back));
    back.map_or(Course::NotBack, |((place, _), _)| Course::Back { place: *place, periods: place.saturating_sub(event) })
}

fn stands(point: &ChartPoint, bad: Side) -> Stands {
    match (point.beyond_limits() == Some(bad), point.side() == Some(bad)) {
        (true, _) => Stands::Beyond,
        (false, true) => Stands::Worse,
        (false, false) => Stands::Back,
    }
}

fn denominators<'a>(observations: impl Iterator<Item = &'a Observation>) -> f64 {
    observations.map(|own| own.denominator).sum()
}

/// All numerators by all denominators.
fn pooled<'a>(observations: impl Iterator<Item = &'a Observation>) -> Option<f64> {
    let (numerator, denominator) =
        observations.fold((0.0, 0.0), |sum, own| (sum.0 + own.numerator, sum.1 + own.denominator));
    (denominator > 0.0).then_some(numerator / denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Means around 80 of 100 answers each: 79, 81, 79, … for ten periods, then what is given.
    fn series(later: &[f64]) -> Vec<Observation> {
        let before = (0..10).map(|at| if at % 2 == 0 { 79.0 } else { 81.0 });
        before.chain(later.iter().copied()).map(|value| Observation::new(value * 100.0, 100.0)).collect()
    }

    fn found(later: &[f64]) -> Result<Comparison, CannotTell> {
        compare(&series(later), 0..10, Side::Low, Measure::Mean)
    }

    /// The sd of a period: √(π/2) × 2 / √(1/100 + 1/100) = 17.725 for one answer, 1.7725 for 100; limits 80 ± 5.317.
    #[test]
    fn back_are_two_periods_in_a_row() {
        let own = found(&[70.0, 60.0, 80.0, 79.0, 80.0, 81.0, 70.0]).unwrap();
        assert!((own.before - 80.0).abs() < 1e-9 && (own.after - 520.0 / 7.0).abs() < 1e-9, "{own:?}");
        assert_eq!((own.worst, own.now), (At { place: 11, value: 60.0 }, At { place: 16, value: 70.0 }));
        assert_eq!((own.course, own.stands), (Course::Back { place: 14, periods: 4 }, Stands::Beyond));
        // 1.959964 × 17.7245 × √(1/1000 + 1/700).
        let reach = (own.interval.upper - own.interval.lower) / 2.0;
        assert!((reach - 1.7120).abs() < 1e-3, "{reach}");
    }

    #[test]
    fn courses() {
        let course = |later: &[f64]| found(later).map(|own| (own.course, own.stands));
        assert_eq!(course(&[79.0, 78.0]), Ok((Course::Unharmed, Stands::Worse)));
        assert_eq!(course(&[85.0]), Ok((Course::Unharmed, Stands::Back)));
        // Far above is no harm where low is bad.
        assert_eq!(course(&[99.0]), Ok((Course::Unharmed, Stands::Back)));
        assert_eq!(course(&[60.0, 80.0]), Ok((Course::NotBack, Stands::Back)));
        assert_eq!(course(&[60.0, 80.0, 78.0, 80.0]), Ok((Course::NotBack, Stands::Back)));
        assert_eq!(course(&[80.0, 80.0, 60.0, 81.0, 81.0]), Ok((Course::Back { place: 13, periods: 3 }, Stands::Back)));
        let high = compare(&series(&[99.0, 79.0, 79.0]), 0..10, Side::High, Measure::Mean).unwrap();
        assert_eq!((high.course, high.worst.place), (Course::Back { place: 11, periods: 1 }, 10));
    }

    #[test]
    fn provisional_and_missing_periods_do_not_count() {
        let mut all = series(&[60.0, 80.0, 0.0, 80.0, 10.0]);
        all[12].standing = Standing::Missing;
        all[14].standing = Standing::Provisional;
        let own = compare(&all, 0..10, Side::Low, Measure::Mean).unwrap();
        assert_eq!(own.course, Course::Back { place: 11, periods: 1 });
        assert_eq!((own.worst.place, own.now.place), (10, 13));
    }

    #[test]
    fn cannot_tell() {
        assert_eq!(found(&[]), Err(CannotTell::NothingAfter));
        let few = compare(&series(&[60.0]), 2..10, Side::Low, Measure::Mean);
        assert_eq!(few, Err(CannotTell::TooFewBefore { points: 8 }));
        assert_eq!(compare(&[], 0..0, Side::Low, Measure::Mean), Err(CannotTell::TooFewBefore { points: 0 }));
        let alike = vec![Observation::new(5.0, 1.0); 12];
        let found = compare(&alike, 0..10, Side::Low, Measure::Value);
        assert_eq!(found, Err(CannotTell::NoLimits(NoLimits::NoVariation)));
        let odd = vec![Observation::new(5.0, 1.0); 12];
        let found = compare(&odd, 0..10, Side::Low, Measure::Proportion);
        assert!(matches!(found, Err(CannotTell::NoChart(ChartError::AboveWhole { .. }))), "{found:?}");
    }
}
