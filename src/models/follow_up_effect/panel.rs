//! Difference in differences of the same units in several periods, by two-way fixed effects.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::error::EffectError;
use super::estimate::{Estimate, Parts, check};
use super::layout::Layout;
use super::pre_trend::{Gap, PreTrend, Trends};
use super::two_by_two::TwoByTwo;
use super::verdict::{Question, Verdict};
use super::within::ClusterCorrection;

/// With fewer units in a group the clustered standard error tends to be too small.
pub const FEW_UNITS: usize = 10;

/// A unit, such as a customer, in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The unit, a position in [`Panel::treated`].
    pub unit: usize,
    /// The period: whole numbers one apart, such as quarters counted from any origin.
    pub period: i32,
    /// The score.
    pub value: f64,
}

/// Observations, and who is treated from when on. All treated units start together: with different starts, two-way
/// fixed effects compare late starters with early ones and may be far off (Goodman-Bacon, Journal of Econometrics 225
/// (2021) 254-277), so give each start its own panel.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    /// In any order, with gaps, and with more than one a unit and period if so be.
    pub observations: &'a [Observation],
    /// Whether each unit is followed up at the start.
    pub treated: &'a [bool],
    /// The first period after.
    pub start: i32,
}

/// What a panel shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelEffect {
    /// The effect; its groups are units.
    pub estimate: Estimate,
    /// The correction of the standard error.
    pub correction: ClusterCorrection,
    /// Treated units used.
    pub treated_units: usize,
    /// Other units used.
    pub untreated_units: usize,
    /// Units set aside because they were seen in one period only, which says nothing of a change.
    pub seen_once: usize,
    /// Observations used, by group and time. The variances are those of all observations, between units too.
    pub cells: TwoByTwo,
    /// What went on before.
    pub pre_trend: PreTrend,
}

impl PanelEffect {
    /// Whether one group has so few units that the interval is likely too narrow.
    pub fn has_few_units(&self) -> bool {
        self.treated_units.min(self.untreated_units) < FEW_UNITS
    }

    /// What may be said. A single treated unit, or trends that differed before the start, let nothing be said; by the
    /// nature of a test, at 95 % confidence trends that were alike are taken to differ in one panel out of twenty.
    pub fn verdict(&self, question: &Question) -> Verdict {
        if self.treated_units < 2 {
            return Verdict::SingleTreatedUnit;
        }
        if self.pre_trend.trends() == Trends::Differed {
            return Verdict::TrendsDiffered;
        }
        self.estimate.verdict(question)
    }
}

/// The effect β in value = unit mean + period mean + β × (treated and started) + rest, by least squares, with the
/// standard error clustered by unit and Student's t of units − 1 degrees of freedom. For a balanced panel β is the
/// difference in differences of the four means.
///
/// # Errors
/// See [`EffectError`].
pub fn panel_effect(
    panel: &Panel<'_>,
    correction: ClusterCorrection,
    confidence: f64,
) -> Result<PanelEffect, EffectError> {
    check(confidence)?;
    for (position, observation) in panel.observations.iter().enumerate() {
        if !observation.value.is_finite() {
            return Err(EffectError::NotANumber { position });
        }
        if observation.unit >= panel.treated.len() {
            return Err(EffectError::UnknownUnit { position });
        }
    }
    let (used, seen_once) = seen_more_than_once(panel.observations);
    let treated = |observation: &Observation| panel.treated[observation.unit];
    let regressor = |own: &Observation| f64::from(u8::from(treated(own) && own.period >= panel.start));
    let estimate = estimate(panel, &used, regressor, correction, confidence)?;

    let values = |of_treated: bool, after: bool| -> Vec<f64> {
        let belongs = |own: &&Observation| treated(own) == of_treated && (own.period >= panel.start) == after;
        used.iter().filter(belongs).map(|own| own.value).collect()
    };
    let cells = TwoByTwo {
        treated_before: Cell::of(&values(true, false))?,
        treated_after: Cell::of(&values(true, true))?,
        untreated_before: Cell::of(&values(false, false))?,
        untreated_after: Cell::of(&values(false, true))?,
    };
    let (treated_units, untreated_units) = groups(panel, &used);
    let pre_trend = pre_trend(panel, &used, correction, confidence);
    Ok(PanelEffect { estimate, correction, treated_units, untreated_units, seen_once, cells, pre_trend })
}

/// The observations of units seen in more than one period, and the number of other units.
fn seen_more_than_once(observations: &[Observation]) -> (Vec<Observation>, usize) {
    let mut spans: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
    for own in observations {
        let span = spans.entry(own.unit).or_insert((own.period, own.period));
        *span = (span.0.min(own.period), span.1.max(own.period));
    }
    let once = |unit: &usize| spans.get(unit).is_none_or(|(first, last)| first == last);
    let used = observations.iter().filter(|own| !once(&own.unit)).copied().collect();
    (used, spans.values().filter(|(first, last)| first == last).count())
}

/// Treated and other units among these observations.
fn groups(panel: &Panel<'_>, used: &[Observation]) -> (usize, usize) {
    let mut units: Vec<usize> = used.iter().map(|own| own.unit).collect();
    units.sort_unstable();
    units.dedup();
    let treated = units.iter().filter(|unit| panel.treated[**unit]).count();
    (treated, units.len() - treated)
}

fn estimate(
    panel: &Panel<'_>,
    used: &[Observation],
    regressor: impl Fn(&Observation) -> f64,
    correction: ClusterCorrection,
    confidence: f64,
) -> Result<Estimate, EffectError> {
    let (treated, untreated) = groups(panel, used);
    let scale = used.iter().fold(0.0_f64, |most, own| most.max(own.value.abs()));
    if treated == 0 || untreated == 0 {
        return Err(EffectError::NotIdentified);
    }
    if scale == 0.0 {
        return Err(EffectError::NoVariation { effect: 0.0, smallest_group: treated.min(untreated) });
    }
    let outcome: Vec<f64> = used.iter().map(|own| own.value / scale).collect();
    let regressor: Vec<f64> = used.iter().map(regressor).collect();
    let slope = layout(used)?.slope(&outcome, &regressor, correction)?;
    let standard_error = slope.standard_error * scale;
    // As if units of both groups varied alike: the variance is w (1/T + 1/C), and with n in each it is 2 w / n.
    let weight = 1.0 / treated as f64 + 1.0 / untreated as f64;
    let parts = Parts {
        effect: slope.slope * scale,
        standard_error,
        degrees_of_freedom: (treated + untreated - 1) as f64,
        variance_of_one: 2.0 * standard_error / weight * standard_error,
        smallest_group: treated.min(untreated),
    };
    Estimate::of(parts, confidence)
}

fn layout(used: &[Observation]) -> Result<Layout, EffectError> {
    let number = |of: fn(&Observation) -> i64| -> Vec<usize> {
        let mut known: BTreeMap<i64, usize> = BTreeMap::new();
        let mut number = |own: &Observation| {
            let next = known.len();
            *known.entry(of(own)).or_insert(next)
        };
        used.iter().map(&mut number).collect()
    };
    Layout::of(number(|own| own.unit as i64), number(|own| i64::from(own.period)))
}

fn pre_trend(panel: &Panel<'_>, used: &[Observation], correction: ClusterCorrection, confidence: f64) -> PreTrend {
    let before: Vec<Observation> = used.iter().filter(|own| own.period < panel.start).copied().collect();
    let mut periods: BTreeMap<i32, [Vec<f64>; 2]> = BTreeMap::new();
    for own in &before {
        periods.entry(own.period).or_default()[usize::from(panel.treated[own.unit])].push(own.value);
    }
    let mean = |values: &[f64]| Cell::of(values).ok().filter(|cell| cell.members > 0).map(|cell| cell.mean);
    let gap = |(period, [untreated, treated]): (&i32, &[Vec<f64>; 2])| Gap {
        period: *period,
        treated: treated.len(),
        untreated: untreated.len(),
        gap: mean(treated).zip(mean(untreated)).map(|(treated, untreated)| treated - untreated),
    };
    let gaps: Vec<Gap> = periods.iter().map(gap).collect();
    let slope = slope_before(panel, &before, gaps.len(), correction, confidence);
    PreTrend { gaps, slope }
}

fn slope_before(
    panel: &Panel<'_>,
    before: &[Observation],
    periods: usize,
    correction: ClusterCorrection,
    confidence: f64,
) -> Result<Estimate, EffectError> {
    if periods < 2 {
        return Err(EffectError::OnePeriodBefore);
    }
    let (before, _) = seen_more_than_once(before);
    let time = |own: &Observation| f64::from(own.period) - f64::from(panel.start);
    let longest = before.iter().fold(1.0_f64, |most, own| most.max(time(own).abs()));
    let regressor = |own: &Observation| if panel.treated[own.unit] { time(own) / longest } else { 0.0 };
    let scaled = estimate(panel, &before, regressor, correction, confidence)?;
    let parts = Parts {
        effect: scaled.effect / longest,
        standard_error: scaled.standard_error / longest,
        degrees_of_freedom: scaled.degrees_of_freedom,
        variance_of_one: scaled.variance_of_one / longest / longest,
        smallest_group: scaled.smallest_group,
    };
    Estimate::of(parts, confidence)
}
