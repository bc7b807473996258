//! A goal held against the figure that decides it.

use crate::commands::satisfaction_report::figures::{Figure, Metric, Segment, Series, Shown, Unit};
use crate::commands::satisfaction_report::span::Span;
use crate::models::goals::{CannotTell, Goal, Measured, Test, Verdict, judge};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::numerics::interval::Interval;
use crate::settings::satisfaction_report::CONFIDENCE;

use super::file::series_of;

/// Days after which a figure says nothing about now. The repurchase rate of a quarter is known up to half a year after it.
const OLDEST: i32 = 183;

/// A goal and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judged {
    pub(super) goal: Goal,
    pub(super) metric: Metric,
    pub(super) segment: Segment,
    /// The period that decides; `None` where there is none yet.
    pub(super) period: Option<String>,
    /// Its figure, where one may be shown.
    pub(super) figure: Option<Figure>,
    /// Whether it may be shown.
    pub(super) shown: Shown,
    /// What the figure should be at the end of the period, where anything says it.
    pub(super) milestone: Option<f64>,
    pub(super) verdict: Verdict,
}

/// Judges a goal; `None` where there is no series for it.
pub(super) fn judged(goal: Goal, span: &Span, series: &[&Series]) -> Option<Judged> {
    let own = series_of(&goal, series)?;
    let span = &own.metric.judged_span(span);
    let at = deciding(&goal, span, own);
    let figure = at.and_then(|at| own.figures.get(at));
    let shown = figure.map(|figure| figure.shown).unwrap_or_default();
    let visible = figure.and_then(Figure::shown);
    let last_day = at.map(|at| span.days(at).1);
    let measured = visible.zip(last_day).and_then(|(figure, last_day)| {
        let Figure { value, interval, n, n_eff, .. } = *figure;
        let value = value?;
        Some(Measured {
            value,
            // A number of customers or complaints is counted, not estimated.
            interval: interval
                .or_else(|| is_counted(own, figure).then_some(Interval { lower: value, upper: value }))?,
            confidence: CONFIDENCE,
            n: n_eff.map_or(n, |n_eff| n_eff.floor() as u64),
            answers: n,
            design_effect: n_eff.filter(|n_eff| *n_eff > 0.0).map_or(1.0, |n_eff| n as f64 / n_eff),
            variance: variance(own.metric.unit, value, figure),
            last_day,
            as_of: span.as_of,
            response_lag: span.lag,
        })
    });
    let least = if visible.is_some_and(|figure| is_counted(own, figure)) { 0 } else { SUPPRESSED_BELOW };
    let verdict = match shown {
        Shown::Suppressed => Verdict::CannotTell(CannotTell::TooFew { least: SUPPRESSED_BELOW }),
        _ => judge(&goal, measured.as_ref(), least, Test::USUAL.power),
    };
    Some(Judged {
        metric: own.metric.clone(),
        segment: own.segment.clone(),
        period: at.map(|at| span.name(at)),
        figure: visible.cloned(),
        shown,
        milestone: last_day.and_then(|day| goal.milestone(day)),
        verdict,
        goal,
    })
}

/// The place of the period that decides: where the day of the goal is past, the period that holds it, and before that day
/// the newest full one. Where that one has no figure yet, as the figure takes time to come in, the newest full one that has.
fn deciding(goal: &Goal, span: &Span, series: &Series) -> Option<usize> {
    if goal.by <= span.as_of {
        return span.place(goal.by);
    }
    let newest = span.last_full()?;
    let is_empty = |at: usize| series.figures.get(at).is_none_or(|figure| figure.shown == Shown::Empty);
    let is_recent = |at: &usize| i64::from(span.as_of) - i64::from(span.days(*at).1) <= i64::from(OLDEST);
    (0..=newest).rev().take_while(is_recent).find(|at| !is_empty(*at)).or(Some(newest))
}

/// The variance of one answer, order or the like in the squared unit of the figure. That of the score would be, for
/// planning, what the data leave room for; here it is what they say.
fn variance(unit: Unit, value: f64, figure: &Figure) -> Option<f64> {
    let factor = unit.factor();
    match unit {
        Unit::Percent => Some(value * (factor - value)),
        Unit::Points | Unit::Answer => figure.answer_variance.map(|own| own * factor * factor),
        // Events are counted as a Poisson process has them: their variance is their mean.
        Unit::PerThousand => Some(value * factor),
        Unit::Count | Unit::Days => None,
    }
}

/// Whether a figure is a number of things and not an estimate.
fn is_counted(series: &Series, figure: &Figure) -> bool {
    series.metric.unit == Unit::Count && figure.interval.is_none()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::labels::Text;
    use crate::models::early_warning::Side;
    use crate::models::goals::{Direction, Provisional};
    use crate::models::periods::Length;

    /// January to June 1970, as of the end of June.
    pub(in super::super) fn span() -> Span {
        Span::new(Length::Month, 0, 180, 0)
    }

    /// 41 ± 2 from 400 answers.
    pub(in super::super) fn figure() -> Figure {
        Figure {
            value: Some(41.0),
            interval: Some(Interval { lower: 39.0, upper: 43.0 }),
            n: 400,
            shown: Shown::Enough,
            ..Figure::default()
        }
    }

    pub(in super::super) fn series(metric: &str, region: Option<&str>) -> Series {
        let segment = match region {
            Some(value) => Segment::With { dimension: "region".to_string(), value: value.to_string() },
            None => Segment::Everyone,
        };
        let unit = if metric == "nps" { Unit::Points } else { Unit::Percent };
        let metric =
            Metric { id: metric.to_string(), name: Text::verbatim(metric), unit, bad: Some(Side::Low), measure: None };
        Series { metric, segment, whole: Figure::default(), figures: vec![figure(); 6] }
    }

    pub(in super::super) fn goal(target: f64, by: i32) -> Goal {
        Goal {
            id: "nps".to_string(),
            metric: "nps".to_string(),
            segment: None,
            baseline: Some(30.0),
            baseline_on: Some(0),
            target,
            by,
            direction: Direction::Higher,
        }
    }

    fn judged_with(goal: Goal, change: impl Fn(&mut Series)) -> Judged {
        let mut own = series("nps", None);
        change(&mut own);
        judged(goal, &span(), &[&own]).unwrap()
    }

    #[test]
    fn the_period_of_its_day_decides_a_goal_that_is_past() {
        let may = judged_with(goal(38.0, 130), |_| ());
        assert_eq!((may.period.as_deref(), may.verdict), (Some("1970-05"), Verdict::Met));
        assert_eq!(judged_with(goal(44.0, 130), |_| ()).verdict, Verdict::NotMet);
        let before = judged_with(goal(44.0, -5), |_| ());
        assert_eq!((before.period, before.verdict), (None, Verdict::CannotTell(CannotTell::NoValue)));
    }

    /// On day 180 the line from 30 on day 0 to the target on day 360 is half way.
    #[test]
    fn the_newest_full_period_is_held_against_the_milestone() {
        let on_track = judged_with(goal(46.0, 360), |_| ());
        assert_eq!((on_track.period.as_deref(), on_track.milestone), (Some("1970-06"), Some(38.0)));
        assert_eq!(on_track.verdict, Verdict::OnTrack { milestone: Some(38.0), reached: false });
        assert_eq!(judged_with(goal(60.0, 360), |_| ()).verdict, Verdict::Behind { milestone: 45.0 });
        let few = judged_with(goal(46.0, 360), |own| own.figures[5].n_eff = Some(9.9));
        assert_eq!(few.verdict, Verdict::CannotTell(CannotTell::TooFew { least: 10 }));
    }

    #[test]
    fn hidden_and_missing_figures_cannot_tell() {
        let hidden = judged_with(goal(38.0, 360), |own| own.figures[5].shown = Shown::Suppressed);
        assert_eq!((hidden.figure, hidden.shown), (None, Shown::Suppressed));
        assert_eq!(hidden.verdict, Verdict::CannotTell(CannotTell::TooFew { least: 10 }));
        let other = judged_with(goal(38.0, 360), |own| own.figures[5].shown = Shown::Complementary);
        assert_eq!((other.figure, other.verdict), (None, Verdict::CannotTell(CannotTell::NoValue)));
        let late = judged_with(goal(46.0, 360), |own| own.figures[4..].fill(Figure::default()));
        assert_eq!(late.period.as_deref(), Some("1970-04"));
        let none = judged_with(goal(46.0, 360), |own| own.figures.fill(Figure::default()));
        assert_eq!((none.period.as_deref(), none.verdict), (Some("1970-06"), Verdict::CannotTell(CannotTell::NoValue)));
    }

    #[test]
    fn numbers_of_things_are_no_estimates() {
        let count = |own: &mut Series| {
            own.metric.unit = Unit::Count;
            own.figures[5] = Figure { value: Some(3.0), n: 3, shown: Shown::Few, ..Figure::default() };
        };
        let fewer = Goal { direction: Direction::Lower, ..goal(5.0, 180) };
        assert_eq!(judged_with(fewer, count).verdict, Verdict::Met);
        let estimate = judged_with(goal(5.0, 180), |own| own.figures[5].interval = None);
        assert_eq!(estimate.verdict, Verdict::CannotTell(CannotTell::NoValue));
    }

    #[test]
    fn a_period_that_is_not_over_is_provisional() {
        let own = series("nps", None);
        let span = Span { as_of: 170, ..span() };
        let found = judged(goal(38.0, 165), &span, &[&own]).unwrap();
        assert_eq!(found.verdict, Verdict::Provisional(Provisional::PeriodNotFull));
    }
}
