//! The alarms of one series.

use std::collections::BTreeMap;

use super::level::{Direction, Level};
use crate::models::early_warning::chart::Chart;
use crate::models::early_warning::rules::{ChartRule, Rule, Signal};
use crate::models::early_warning::series::{Side, Standing};

/// A point so many standard deviations out lies twice as far as its limit.
const TWICE_THE_LIMIT: f64 = 6.0;

/// What an alarm is known by from run to run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlarmKey {
    /// The metric.
    pub metric: String,
    /// The segment.
    pub segment: String,
    /// The rule.
    pub rule: Rule,
}

/// A rule that fired on the bad side, in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Metric, segment and rule.
    pub key: AlarmKey,
    /// The period at which it fired.
    pub period: i64,
    /// Where it points.
    pub direction: Direction,
    /// How grave it is.
    pub level: Level,
}

/// One series of one run. Slices have one entry a period, in order of time.
#[derive(Clone, Debug)]
pub struct SeriesRun<'a> {
    /// The metric.
    pub metric: &'a str,
    /// The segment.
    pub segment: &'a str,
    /// Number of the first period on a calendar that all runs share, such as months since year 0; the next period is
    /// one more.
    pub first_period: i64,
    /// How far each period counts. Only complete ones are judged.
    pub standings: &'a [Standing],
    /// The side that is bad for this metric.
    pub bad_side: Side,
    /// [`Chart::scores`]; may be empty where there is no chart.
    pub scores: &'a [Option<f64>],
    /// The rules that were asked for, each with the periods it could judge. A rule without an entry was not asked for.
    pub judged: BTreeMap<Rule, Vec<bool>>,
    /// What fired.
    pub signals: &'a [Signal],
}

/// What one run says of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The metric.
    pub metric: String,
    /// The segment.
    pub segment: String,
    /// The rules that were asked for, each with the periods it judged, in order of time.
    pub judged: BTreeMap<Rule, Vec<i64>>,
    /// By period, then by rule.
    pub alarms: Vec<Alarm>,
    /// Signals on the good side, by period, then by rule.
    pub improvements: Vec<Signal>,
}

impl Chart {
    /// The entry of `rules` in [`SeriesRun::judged`]: they judge every complete period that has limits.
    pub fn judged<'a>(&'a self, rules: &'a [ChartRule]) -> impl Iterator<Item = (Rule, Vec<bool>)> + 'a {
        let judged: Vec<bool> = self.scores().iter().map(Option::is_some).collect();
        rules.iter().map(move |rule| (Rule::Chart(*rule), judged.clone()))
    }
}

/// Makes alarms of signals. Signals at periods that are not complete, or that their rule could not judge, count for
/// nothing, neither as alarms nor as improvements.
///
/// Signals on the good side are improvements; all others are alarms. A threshold of the user has the level that he gave
/// it. The level of every other alarm with a side follows from all of these that fire in its period:
///
/// - **notice**: one rule about the course of several periods (a run, EWMA, CUSUM, EARS C3);
/// - **warning**: a rule by which the period itself lies beyond its bound (control limits, EARS C1 or C2, Farrington), or
///   two rules of any sort;
/// - **crisis**: the period itself lies beyond its bound and, besides, another rule fires, or the same rule fired in the
///   period judged before, or the point lies twice as far out as its control limit, 6 standard deviations.
///
/// A pattern without a side is a notice and adds nothing to the level of others.
pub fn judge(series: &SeriesRun<'_>) -> Judgement {
    let complete = |at: usize| series.standings.get(at) == Some(&Standing::Complete);
    let judged = |rule: Rule, at: usize| {
        complete(at) && series.judged.get(&rule).and_then(|judged| judged.get(at)).is_some_and(|judged| *judged)
    };
    let mut signals: Vec<&Signal> = series.signals.iter().filter(|signal| judged(signal.rule, signal.at)).collect();
    signals.sort_by_key(|signal| (signal.at, signal.rule));
    let (improvements, bad): (Vec<&Signal>, Vec<&Signal>) =
        signals.into_iter().partition(|signal| signal.side == Some(series.bad_side.opposite()));

    let statistical = |signal: &&&Signal| signal.level.is_none() && signal.side.is_some();
    let fired_before = |rule: Rule, at: usize| {
        let before = (0..at).rev().find(|earlier| judged(rule, *earlier));
        bad.iter().filter(statistical).any(|signal| signal.rule == rule && Some(signal.at) == before)
    };
    let ladder = |at: usize| {
        let firing: Vec<Rule> = bad.iter().filter(statistical).filter(|own| own.at == at).map(|own| own.rule).collect();
        let score = series.scores.get(at).copied().flatten().unwrap_or(0.0);
        let far = series.bad_side.signed(score) >= TWICE_THE_LIMIT;
        let mut beyond = firing.iter().filter(|rule| rule.judges_one_period()).peekable();
        match (beyond.peek().is_some(), firing.len()) {
            (true, 2..) => Level::Crisis,
            (true, _) if far || beyond.any(|rule| fired_before(*rule, at)) => Level::Crisis,
            (true, _) | (false, 2..) => Level::Warning,
            _ => Level::Notice,
        }
    };
    let alarm = |signal: &&Signal| {
        let level = match (signal.level, signal.side) {
            (Some(level), _) => level,
            (None, Some(_)) => ladder(signal.at),
            (None, None) => Level::Notice,
        };
        let (metric, segment) = (series.metric.to_string(), series.segment.to_string());
        let key = AlarmKey { metric, segment, rule: signal.rule };
        Alarm { key, period: period(series, signal.at), direction: Direction::of(signal.side), level }
    };
    let periods = |(rule, flags): (&Rule, &Vec<bool>)| {
        let places = (0..flags.len()).filter(|at| judged(*rule, *at));
        (*rule, places.map(|at| period(series, at)).collect())
    };
    Judgement {
        metric: series.metric.to_string(),
        segment: series.segment.to_string(),
        judged: series.judged.iter().map(periods).collect(),
        alarms: bad.iter().map(alarm).collect(),
        improvements: improvements.into_iter().copied().collect(),
    }
}

fn period(series: &SeriesRun<'_>, at: usize) -> i64 {
    series.first_period.saturating_add(i64::try_from(at).unwrap_or(i64::MAX))
}
