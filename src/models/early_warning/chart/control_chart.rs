//! A series on its control chart.

use super::kind::ChartKind;
use super::model::{Model, PhaseFigures, Plotted, learn, scaled, unscaled};
use super::settings::{Baseline, ChartSettings, Phase, Spread};
use crate::models::early_warning::error::{ChartError, NoLimits};
use crate::models::early_warning::series::{Observation, Side, Standing};
use crate::numerics::interval::Interval;

/// A point may miss a limit or the centre line by so much, relative to it, through rounding alone.
const ROUNDING: f64 = 1e-12;

/// One point with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartPoint {
    /// The figure.
    pub value: f64,
    /// The phase it belongs to, counted from 0.
    pub phase: usize,
    /// How far it counts.
    pub standing: Standing,
    /// Whether centre and spread were learnt from it.
    pub in_baseline: bool,
    /// Centre line.
    pub centre: f64,
    /// Its standard deviation. On the T chart it is that of the transformed figure.
    pub sd: f64,
    /// Control limits, 3 standard deviations away, kept where figures can be.
    pub limits: Interval,
    /// Distance from the mean in standard deviations, in the scale of the chart.
    pub score: f64,
}

impl ChartPoint {
    /// The side on which it lies beyond the limits, if it does. A point on a limit is not beyond it.
    pub fn beyond_limits(&self) -> Option<Side> {
        let side = if self.score > 0.0 { Side::High } else { Side::Low };
        (self.score.abs() > 3.0 * (1.0 + ROUNDING)).then_some(side)
    }

    /// The line that lies so many standard deviations above the mean of the point, or below where `sds` is negative, in the
    /// scale of the figure. At 3 it is the control limit before that is kept where figures can be.
    pub fn line(&self, kind: ChartKind, sds: f64) -> f64 {
        let own = scaled(kind, self.value) + (sds - self.score) * self.sd;
        unscaled(kind, if kind == ChartKind::T { own.max(0.0) } else { own })
    }

    /// The side of the centre line on which it lies; `None` on the line.
    pub fn side(&self) -> Option<Side> {
        let above = self.value - self.centre;
        let side = if above > 0.0 { Side::High } else { Side::Low };
        (above.abs() > ROUNDING * self.centre.abs()).then_some(side)
    }
}

/// A series with its limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The kind of chart.
    pub kind: ChartKind,
    /// One entry a phase: its figures, or why it has no limits.
    pub phases: Vec<Result<PhaseFigures, NoLimits>>,
    /// One entry an observation; `None` where there is no figure or no limits.
    pub points: Vec<Option<ChartPoint>>,
}

impl Chart {
    /// The distance of each point from the mean in standard deviations, for detectors that run along a series
    /// ([`ewma`](super::super::ewma), [`cusum`](super::super::cusum)) with centre 0 and standard deviation 1.
    /// `None` for points that do not count.
    pub fn scores(&self) -> Vec<Option<f64>> {
        let counts = |point: &ChartPoint| (point.standing == Standing::Complete).then_some(point.score);
        self.points.iter().map(|point| point.as_ref().and_then(counts)).collect()
    }
}

/// Puts observations, in order of time, on a chart. The formulas stand at [`PhaseFigures`].
///
/// # Errors
/// See [`ChartError`]. A phase without limits is no error: its reason stands in [`Chart::phases`].
pub fn control_chart(observations: &[Observation], settings: &ChartSettings) -> Result<Chart, ChartError> {
    if settings.spread == (Spread::MovingRange { lag: 0 }) {
        return Err(ChartError::Lag);
    }
    check_phases(&settings.phases, observations.len())?;
    for (point, observation) in observations.iter().enumerate() {
        check(observation, point, settings.kind)?;
    }
    let plotted = plotted(observations, settings.kind);
    let mut chart = Chart { kind: settings.kind, phases: Vec::new(), points: vec![None; observations.len()] };
    let ends = settings.phases.iter().skip(1).map(|next| next.first).chain([observations.len()]);
    for (number, (phase, end)) in settings.phases.iter().zip(ends).enumerate() {
        let inside = |point: usize| match &phase.baseline {
            Baseline::Whole => (phase.first..end).contains(&point),
            Baseline::First(points) => (phase.first..end.min(phase.first.saturating_add(*points))).contains(&point),
            Baseline::Range(range) => range.contains(&point),
        };
        let in_baseline = |point: usize, standing: Standing| inside(point) && standing == Standing::Complete;
        let known = plotted.iter().enumerate().filter_map(|(point, plotted)| Some((point, (*plotted)?)));
        let baseline: Vec<Plotted> = known
            .clone()
            .filter(|(point, (_, standing))| in_baseline(*point, *standing))
            .map(|(_, (plotted, _))| plotted)
            .collect();
        let placed = learn(settings, &baseline, (phase.first, end)).and_then(|model| {
            let of_phase = known.filter(|(point, _)| (phase.first..end).contains(point));
            let place = |(point, (plotted, standing))| {
                let in_baseline = in_baseline(point, standing);
                place(&model, plotted, standing)
                    .map(|placed| (point, ChartPoint { phase: number, in_baseline, ..placed }))
            };
            Ok((model.figures, of_phase.map(place).collect::<Result<Vec<_>, _>>()?))
        });
        chart.phases.push(placed.map(|(figures, points)| {
            for (at, point) in points {
                if let Some(free) = chart.points.get_mut(at) {
                    *free = Some(point);
                }
            }
            figures
        }));
    }
    Ok(chart)
}

fn place(model: &Model, plotted: Plotted, standing: Standing) -> Result<ChartPoint, NoLimits> {
    let Plotted { value, denominator, .. } = plotted;
    let (sd, limits, score) = (model.sd(denominator), model.limits(denominator), model.score(plotted));
    if !(sd > 0.0 && score.is_finite() && limits.lower.is_finite() && limits.upper.is_finite()) {
        return Err(NoLimits::TooLarge);
    }
    let centre = model.figures.centre;
    Ok(ChartPoint { value, phase: 0, standing, in_baseline: false, centre, sd, limits, score })
}

fn check_phases(phases: &[Phase], points: usize) -> Result<(), ChartError> {
    let begins = phases.first().is_some_and(|phase| phase.first == 0);
    let ascends = phases.is_sorted_by(|before, after| before.first < after.first);
    let inside = |phase: &Phase| {
        let baseline = match &phase.baseline {
            Baseline::Range(range) => range.is_empty() || *range.end() < points,
            _ => true,
        };
        baseline && (phase.first == 0 || phase.first < points)
    };
    if begins && ascends && phases.iter().all(inside) { Ok(()) } else { Err(ChartError::Phases) }
}

fn check(observation: &Observation, point: usize, kind: ChartKind) -> Result<(), ChartError> {
    let Observation { numerator, denominator, standing } = *observation;
    if standing == Standing::Missing {
        return Ok(());
    }
    if !(numerator.is_finite() && denominator.is_finite()) {
        return Err(ChartError::NotFinite { point });
    }
    if denominator <= 0.0 {
        return Err(ChartError::Denominator { point });
    }
    // A huge numerator by a tiny denominator.
    if !observation.value().is_finite() {
        return Err(ChartError::NotFinite { point });
    }
    if numerator < 0.0 && !matches!(kind, ChartKind::I | ChartKind::IPrime | ChartKind::MovingRange) {
        return Err(ChartError::Negative { point });
    }
    if numerator > denominator && matches!(kind, ChartKind::P | ChartKind::PPrime) {
        return Err(ChartError::AboveWhole { point });
    }
    Ok(())
}

/// The figure that each observation is plotted by: its own, or on the moving range chart its distance from the one
/// before. A range counts only if both of its ends do. Counts and times between events are never divided.
fn plotted(observations: &[Observation], kind: ChartKind) -> Vec<Option<(Plotted, Standing)>> {
    let mut before: Option<&Observation> = None;
    let plot = observations.iter().map(|own| {
        let Observation { numerator, denominator, standing } = *own;
        if standing == Standing::Missing {
            return None;
        }
        match kind {
            ChartKind::C | ChartKind::G | ChartKind::T => {
                Some((Plotted { value: numerator, numerator, denominator: 1.0 }, standing))
            }
            ChartKind::MovingRange => {
                let before = before.replace(own)?;
                let value = (own.value() - before.value()).abs();
                let standing = if before.standing == Standing::Complete { standing } else { Standing::Excluded };
                Some((Plotted { value, numerator: value, denominator: 1.0 }, standing))
            }
            _ => Some((Plotted { value: own.value(), numerator, denominator }, standing)),
        }
    });
    plot.collect()
}
