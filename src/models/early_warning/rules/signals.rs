//! The rules on a chart.

use super::anhoej::runs_analysis;
use super::chart_rule::ChartRule;
use super::rule::Rule;
use super::windows::{At, fires};
use crate::models::early_warning::alarms::Level;
use crate::models::early_warning::chart::Chart;
use crate::models::early_warning::series::{Side, Standing};

/// The most points a rule of [`fires`] looks back over.
const LONGEST_WINDOW: usize = 15;

/// A rule that fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// The first point that made it fire.
    pub first: usize,
    /// The point at which it fired: the last one it looked at.
    pub at: usize,
    /// On which side; `None` for patterns that have none.
    pub side: Option<Side>,
    /// The level, where the user has set it; `None` where it follows from the signals together.
    pub level: Option<Level>,
}

/// The signals of `rules` on a chart, by point and then in the order of the rules.
///
/// A rule never looks across the boundary of two phases, and never at a point that is provisional. Excluded points are
/// looked at by the rule of the limits alone; all others pass over them. Where a run is longer than Anhøj's longest, each
/// of its points beyond that length is a signal; too few crossings are a signal at the last point of the phase.
pub fn chart_signals(chart: &Chart, rules: &[ChartRule]) -> Vec<Signal> {
    let mut found: Vec<(usize, usize, Signal)> = Vec::new();
    let with_place = || chart.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.as_ref()?)));
    for (order, rule) in rules.iter().enumerate() {
        let signal = |first, at, side| (at, order, Signal { rule: Rule::Chart(*rule), first, at, side, level: None });
        for phase in 0..chart.phases.len() {
            let of_phase = with_place().filter(|(_, point)| point.phase == phase);
            match rule {
                ChartRule::LongestRun | ChartRule::FewCrossings => {
                    let Some(analysis) = runs_analysis(&chart.points, phase) else { continue };
                    if *rule == ChartRule::LongestRun {
                        for run in &analysis.runs {
                            let Some(first) = run.points.first() else { continue };
                            let late = run.points.iter().skip(analysis.longest_run_max);
                            found.extend(late.map(|at| signal(*first, *at, Some(run.side))));
                        }
                    } else if analysis.few_crossings() {
                        let ends = analysis.runs.first().zip(analysis.runs.last());
                        let ends = ends.and_then(|(first, last)| first.points.first().zip(last.points.last()));
                        found.extend(ends.map(|(first, last)| signal(*first, *last, None)));
                    }
                }
                _ => {
                    let counts = |standing| match standing {
                        Standing::Complete => true,
                        Standing::Excluded => *rule == ChartRule::BeyondLimits,
                        Standing::Provisional | Standing::Missing => false,
                    };
                    let points: Vec<At<'_>> = of_phase.filter(|(_, point)| counts(point.standing)).collect();
                    for (last, (at, _)) in points.iter().enumerate() {
                        let window = points.get((last + 1).saturating_sub(LONGEST_WINDOW)..=last).unwrap_or_default();
                        found.extend(fires(*rule, window).map(|(first, side)| signal(first, *at, side)));
                    }
                }
            }
        }
    }
    found.sort_by_key(|(at, order, _)| (*at, *order));
    found.into_iter().map(|(_, _, signal)| signal).collect()
}
