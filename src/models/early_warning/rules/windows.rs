//! Rules that look at a few neighbouring points at a time.

use super::chart_rule::ChartRule;
use crate::models::early_warning::chart::ChartPoint;
use crate::models::early_warning::series::Side;

/// A point that counts, with its place in the series.
pub(super) type At<'a> = (usize, &'a ChartPoint);

/// Where the rule fires on the last of `points`, neighbours in one phase: the place of the first point that made it
/// fire, and the side, if the rule has one. `None` where it does not fire.
pub(super) fn fires(rule: ChartRule, points: &[At<'_>]) -> Option<(usize, Option<Side>)> {
    let sides = [Side::High, Side::Low];
    let one_side = |first: fn(Side, &[At<'_>]) -> Option<usize>| {
        sides.into_iter().find_map(|side| first(side, points).map(|at| (at, Some(side))))
    };
    match rule {
        ChartRule::BeyondLimits => points.last().and_then(|(at, point)| Some((*at, Some(point.beyond_limits()?)))),
        ChartRule::TwoInARowBeyondTwo => one_side(|side, points| some_of(points, side, (2, 2), 2.0)),
        ChartRule::TwoOfThreeBeyondTwo => one_side(|side, points| some_of(points, side, (2, 3), 2.0)),
        ChartRule::FourOfFiveBeyondOne => one_side(|side, points| some_of(points, side, (4, 5), 1.0)),
        ChartRule::EightOnOneSide => one_side(|side, points| all(points, 8, |point| point.side() == Some(side))),
        ChartRule::SixTrending => one_side(|side, points| {
            let rises = |pair: &[At<'_>]| matches!(pair, [(_, a), (_, b)] if side.signed(b.value - a.value) > 0.0);
            let (first, window) = last(points, 6)?;
            window.windows(2).all(rises).then_some(first)
        }),
        ChartRule::FourteenAlternating => {
            let turns = |three: &[At<'_>]| {
                matches!(three, [(_, a), (_, b), (_, c)]
                    if (b.value > a.value && b.value > c.value) || (b.value < a.value && b.value < c.value))
            };
            let (first, window) = last(points, 14)?;
            window.windows(3).all(turns).then_some((first, None))
        }
        ChartRule::FifteenWithinOne => all(points, 15, |point| point.score.abs() < 1.0).map(|at| (at, None)),
        ChartRule::EightOutsideOne => {
            let first = all(points, 8, |point| point.score.abs() > 1.0)?;
            let side = sides.into_iter().find(|side| all(points, 8, |point| point.side() == Some(*side)).is_some());
            Some((first, side))
        }
        ChartRule::LongestRun | ChartRule::FewCrossings => None,
    }
}

/// The last `length` points and the place of the first of them; `None` when there are fewer.
fn last<'a, 'b>(points: &'b [At<'a>], length: usize) -> Option<(usize, &'b [At<'a>])> {
    let window = points.get(points.len().checked_sub(length)?..)?;
    Some((window.first()?.0, window))
}

fn all(points: &[At<'_>], length: usize, holds: impl Fn(&ChartPoint) -> bool) -> Option<usize> {
    let (first, window) = last(points, length)?;
    window.iter().all(|(_, point)| holds(point)).then_some(first)
}

/// `wanted` of the last `length` points lie further than `distance` on `side`, the last one among them. A series that
/// has only begun may have fewer points than `length`.
fn some_of(points: &[At<'_>], side: Side, (wanted, length): (usize, usize), distance: f64) -> Option<usize> {
    let beyond = |(_, point): &&At<'_>| side.signed(point.score) > distance;
    points.last().filter(beyond)?;
    let found: Vec<usize> = points.iter().rev().take(length).filter(beyond).map(|(at, _)| *at).collect();
    found.get(wanted - 1..).and_then(|rest| rest.last()).copied()
}
