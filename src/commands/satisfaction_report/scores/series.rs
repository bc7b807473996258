//! Scores of a pool of questions: one series a segment, with intervals, changes and q-values, and the response rate beside.

use crate::error::{Error, Kind, Problem};
use crate::labels::satisfaction_report::scores as labels;
use crate::models::early_warning::{Measure, Side, Standing};
use crate::models::satisfaction_scores::{Metric as Score, Scale, Tally, change, score};
use crate::settings::satisfaction_report::CONFIDENCE;

use super::super::figures::{ChangeFigure, Figure, Metric, Segment, Series, Shown, Unit, set_q_values};
use super::super::span::Span;
use super::super::suppression::{Visibility, Whole, visibility};
use super::cells::{Heard, SegmentCells};
use super::questions::Pool;

/// Answers of 9 and 10 of 10.
const PROMOTER_BOXES: usize = 2;

/// All series of a pool: the score, the share of promoters beside a net promoter score, and the response rate where rows
/// without an answer tell who was asked.
///
/// # Errors
/// Kind `Contract` where the scale does not bear the score.
pub(super) fn of(pool: &Pool, segments: &[SegmentCells], span: &Span) -> Result<Vec<Series>, Error> {
    let shown = visible(segments)?;
    let metric = metric(pool);
    let mut series = scored(&metric, pool.score, pool.scale, segments, &shown, span)?;
    if pool.score == Score::NetPromoter {
        let promoters = Metric {
            id: format!("{}_promoters", pool.id),
            name: labels::PROMOTERS.text().and("name", pool.name.clone()),
            unit: Unit::Percent,
            bad: Some(Side::Low),
            // The chart of the score itself watches them, unless a rule names them.
            measure: Some(Measure::Proportion),
            beside: true,
            between: None,
        };
        let boxes = Score::TopBoxes { boxes: PROMOTER_BOXES };
        series.extend(scored(&promoters, boxes, pool.scale, segments, &shown, span)?);
    }
    if segments.iter().any(|own| own.whole.unanswered > 0) {
        series.extend(responses(pool, segments, span)?);
    }
    Ok(series)
}

/// What may be shown of each segment.
fn visible(segments: &[SegmentCells]) -> Result<Vec<Visibility>, Error> {
    let names: Vec<Segment> = segments.iter().map(|own| own.segment.clone()).collect();
    let answers: Vec<Vec<u64>> = segments.iter().map(|own| own.periods.iter().map(Heard::answers).collect()).collect();
    let wholes: Vec<u64> = segments.iter().map(|own| own.whole.answers()).collect();
    visibility(&names, &answers, Whole::Sum(&wholes))
}

fn metric(pool: &Pool) -> Metric {
    let (unit, measure) = match pool.score {
        Score::NetPromoter => (Unit::Points, Measure::Mean),
        Score::CustomerSatisfaction | Score::TopBoxes { .. } | Score::EffortAgreement => {
            (Unit::Percent, Measure::Proportion)
        }
        Score::EffortMean | Score::Mean => (Unit::Answer, Measure::Mean),
    };
    Metric {
        id: pool.id.clone(),
        name: pool.name.clone(),
        unit,
        bad: Some(Side::Low),
        measure: Some(measure),
        beside: false,
        between: None,
    }
}

fn scored(
    metric: &Metric,
    of: Score,
    scale: Scale,
    segments: &[SegmentCells],
    shown: &[Visibility],
    span: &Span,
) -> Result<Vec<Series>, Error> {
    let one = |(cells, shown): (&SegmentCells, &Visibility)| {
        let tally = |heard: &Heard| heard.tally(scale).map_err(|error| unusable(metric, error.text()));
        let tallies = cells.periods.iter().map(tally).collect::<Result<Vec<Tally>, Error>>()?;
        let whole = figure(metric, of, &tally(&cells.whole)?, shown.whole)?;
        let figures = tallies.iter().zip(&shown.periods).map(|(tally, shown)| figure(metric, of, tally, *shown));
        let mut figures = figures.collect::<Result<Vec<Figure>, Error>>()?;
        for at in 1..figures.len() {
            let both_shown = !figures[at].shown.is_hidden() && !figures[at - 1].shown.is_hidden();
            if both_shown && span.standing(at) == Standing::Complete {
                figures[at].change = changed(metric, of, &tallies[at - 1], &tallies[at])?;
            }
        }
        Ok(Series { metric: metric.clone(), segment: cells.segment.clone(), whole, figures })
    };
    let mut series = segments.iter().zip(shown).map(one).collect::<Result<Vec<Series>, Error>>()?;
    set_q_values(&mut series);
    Ok(series)
}

fn figure(metric: &Metric, of: Score, tally: &Tally, shown: Shown) -> Result<Figure, Error> {
    let found = score(tally, of, CONFIDENCE).map_err(|error| unusable(metric, error.text()))?;
    let Some(found) = found else { return Ok(Figure { shown: Shown::Empty, ..Figure::default() }) };
    let printed = found.printed();
    Ok(Figure {
        value: Some(printed.value),
        interval: Some(printed.interval),
        n: found.n,
        n_eff: tally.is_weighted().then_some(found.n_eff),
        unweighted: tally.is_weighted().then_some(found.unweighted * metric.unit.factor()),
        method: Some(found.method.id()),
        shown,
        answer_variance: Some(found.answer_variance),
        counted: Some((found.value * found.n_eff, found.n_eff)),
        change: None,
    })
}

fn changed(metric: &Metric, of: Score, before: &Tally, after: &Tally) -> Result<Option<ChangeFigure>, Error> {
    let found = change(before, after, of, CONFIDENCE).map_err(|error| unusable(metric, error.text()))?;
    Ok(found.map(|found| ChangeFigure::of(&found)))
}

/// The share of those asked who answered: rows with an answer of all rows.
fn responses(pool: &Pool, segments: &[SegmentCells], span: &Span) -> Result<Vec<Series>, Error> {
    let metric = Metric {
        id: format!("{}_response_rate", pool.id),
        name: labels::RESPONSE_RATE.text().and("name", pool.name.clone()),
        unit: Unit::Percent,
        bad: Some(Side::Low),
        measure: Some(Measure::Proportion),
        beside: false,
        between: None,
    };
    let two = Scale::new(0, 1).map_err(|error| unusable(&metric, error.text()))?;
    let asked = |heard: &Heard| Heard::answered_or_not(heard.unanswered, heard.answered);
    let asked: Vec<SegmentCells> = segments
        .iter()
        .map(|own| SegmentCells {
            segment: own.segment.clone(),
            periods: own.periods.iter().map(asked).collect(),
            whole: asked(&own.whole),
        })
        .collect();
    // Few answers of many who were asked are no small group: it is those asked who count.
    scored(&metric, Score::TopBoxes { boxes: 1 }, two, &asked, &visible(&asked)?, span)
}

fn unusable(metric: &Metric, what: crate::labels::Text) -> Error {
    Error::new(
        Kind::Contract,
        Problem::new(labels::PLACE_METRIC.text().and("metric", metric.name.clone()).and("what", what)),
    )
}
