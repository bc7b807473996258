//! The answers of each segment, period by period.

use crate::exports::cast::UNIT;
use crate::labels::{Text, satisfaction_report::scores as labels};
use crate::models::satisfaction_scores::{Fraction, Scale, Tally, TallyError};
use crate::reduce::satisfaction::answers::{Cell, Moments, Said};
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::super::figures::Segment;
use super::super::load::SURVEY;
use super::super::span::Span;
use super::Answered;
use super::questions::{LeftOut, Pool};
use super::weights::Weighting;

/// The answers of a segment in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heard {
    counts: Vec<u64>,
    weights: Option<Vec<f64>>,
    squares: f64,
    /// What answers between the points have above the lower one, by point: plain, and times their weights.
    fractions: Vec<Fraction>,
    weighted_fractions: Vec<Fraction>,
    /// Rows with an answer, whatever it says and weighs.
    pub(super) answered: u64,
    /// Rows without an answer.
    pub(super) unanswered: u64,
    /// Answers that are not on the scale.
    pub(super) off_scale: u64,
    /// Answers between two points of the scale, where the score is a share of whole ones.
    pub(super) not_whole: u64,
}

/// The answers of a segment.
#[derive(Clone, Debug)]
pub(super) struct SegmentCells {
    pub(super) segment: Segment,
    /// One a period.
    pub(super) periods: Vec<Heard>,
    /// All periods together.
    pub(super) whole: Heard,
}

impl Heard {
    fn none(scale: Scale, weighted: bool) -> Heard {
        let points = scale.points();
        Heard {
            counts: vec![0; points],
            weights: weighted.then(|| vec![0.0; points]),
            fractions: vec![Fraction::default(); points],
            weighted_fractions: vec![Fraction::default(); points],
            ..Heard::default()
        }
    }

    /// Rows without and with an answer as answers 0 and 1.
    pub(super) fn answered_or_not(without: u64, with: u64) -> Heard {
        Heard { counts: vec![without, with], answered: with, unanswered: without, ..Heard::default() }
    }

    /// Answers on the scale.
    pub(super) fn answers(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The answers as the scores take them.
    pub(super) fn tally(&self, scale: Scale) -> Result<Tally, TallyError> {
        let tally = match &self.weights {
            None => Tally::of_counts(scale, &self.counts),
            Some(weights) => Tally::of_weighted_counts(scale, &self.counts, weights, self.squares),
        }?;
        match self.fractions.iter().any(|own| own.sum > 0.0) {
            true => tally.with_fractions(&self.fractions, Some(&self.weighted_fractions)),
            false => Ok(tally),
        }
    }

    fn add(&mut self, cell: &Cell, pool: &Pool, weighting: &Weighting) {
        if let Some(why) = pool.left_out(cell.said) {
            *match why {
                LeftOut::Unanswered => &mut self.unanswered,
                LeftOut::NotWhole => &mut self.not_whole,
                LeftOut::OffScale => &mut self.off_scale,
            } += cell.count.rows;
        }
        if cell.said != Said::Nothing {
            self.answered += cell.count.rows;
        }
        let Some(position) = pool.position(cell.said) else { return };
        // Rows without a weight say nothing where others have one.
        let rows = if weighting.given { cell.count.weighted } else { cell.count.rows };
        if let Some(count) = self.counts.get_mut(position) {
            *count += rows;
        }
        let fractions = if weighting.given { cell.count.fractions.weighted } else { cell.count.fractions.rows };
        add(&mut self.fractions, position, fractions, 1.0);
        let Some(own) = self.weights.as_mut().and_then(|weights| weights.get_mut(position)) else { return };
        let factor = weighting.factor(cell.period, cell.stratum);
        let unit = UNIT as f64;
        let (sum, squares) = match weighting.given {
            true => (cell.count.weights as f64 / unit, cell.count.squares as f64 / (unit * unit)),
            false => (rows as f64, rows as f64),
        };
        *own += factor * sum;
        self.squares += factor * factor * squares;
        let (fractions, times) = match weighting.given {
            true => (cell.count.fractions.weights, factor / unit),
            false => (fractions, factor),
        };
        add(&mut self.weighted_fractions, position, fractions, times);
    }
}

/// Adds sums of 1/10000 to what stands at a point.
fn add(fractions: &mut [Fraction], position: usize, own: Moments, times: f64) {
    let unit = UNIT as f64;
    if let Some(fraction) = fractions.get_mut(position) {
        fraction.sum += times * own.sum as f64 / unit;
        fraction.squares += times * own.squares as f64 / (unit * unit);
    }
}

/// The answers to a pool of questions: everyone, each of `segments`, and the questionnaires where they are asked for.
pub(super) fn segments(
    pool: &Pool,
    answered: &Answered,
    weighting: &Weighting,
    segments: &[Segment],
    settings: &SatisfactionSettings,
    span: &Span,
) -> Vec<SegmentCells> {
    let weighted = weighting.is_weighted();
    let of_survey = |question: u32| {
        let survey = answered.answers.questions.get(question as usize)?.survey.clone()?;
        Some(Segment::With { dimension: SURVEY.to_string(), value: survey })
    };
    let mut all: Vec<Segment> = segments.to_vec();
    if settings.by.iter().any(|by| by == SURVEY) {
        let mut surveys: Vec<Segment> = pool.questions.iter().filter_map(|own| of_survey(*own)).collect();
        surveys.sort();
        surveys.dedup();
        all.extend(surveys);
    }
    let none = || Heard::none(pool.scale, weighted);
    let mut found: Vec<SegmentCells> = all
        .into_iter()
        .map(|segment| SegmentCells { segment, periods: vec![none(); span.count], whole: none() })
        .collect();
    let of_strata: Vec<Vec<usize>> = (0..answered.strata.len()).map(|own| places(&found, answered, own)).collect();
    for cell in answered.answers.cells.iter().filter(|cell| pool.questions.contains(&cell.question)) {
        let Some(at) = usize::try_from(i64::from(cell.period) - span.first).ok().filter(|at| *at < span.count) else {
            continue;
        };
        let own = of_strata.get(cell.stratum as usize).map(Vec::as_slice).unwrap_or_default();
        let survey = of_survey(cell.question).and_then(|own| found.iter().position(|found| found.segment == own));
        for place in own.iter().copied().chain(survey) {
            let Some(segment) = found.get_mut(place) else { continue };
            segment.whole.add(cell, pool, weighting);
            if let Some(period) = segment.periods.get_mut(at) {
                period.add(cell, pool, weighting);
            }
        }
    }
    found
}

/// The places of the segments that a stratum belongs to.
fn places(found: &[SegmentCells], answered: &Answered, stratum: usize) -> Vec<usize> {
    let values = answered.strata.get(stratum).map(Vec::as_slice).unwrap_or_default();
    let belongs = |segment: &Segment| match segment {
        Segment::Everyone => true,
        Segment::With { dimension, value } => {
            let named = answered.dimensions.iter().zip(values).find(|(name, _)| *name == dimension);
            named.is_some_and(|(_, own)| own.as_ref() == Some(value))
        }
    };
    found.iter().enumerate().filter(|(_, own)| belongs(&own.segment)).map(|(place, _)| place).collect()
}

/// What a reader has to know of the answers to a pool.
pub(super) fn warnings(pool: &Pool, segments: &[SegmentCells]) -> Vec<Text> {
    let Some(Heard { off_scale, not_whole, .. }) = segments.first().map(|everyone| &everyone.whole) else {
        return Vec::new();
    };
    let warning = labels::OFF_SCALE
        .with(&[("n", off_scale), ("lowest", &pool.scale.lowest()), ("highest", &pool.scale.highest())])
        .and("name", pool.name.clone());
    let between = labels::NOT_WHOLE.with(&[("n", not_whole)]).and("name", pool.name.clone());
    let told = [(off_scale, warning), (not_whole, between)];
    told.into_iter().filter(|(n, _)| **n > 0).map(|(_, warning)| warning).collect()
}
