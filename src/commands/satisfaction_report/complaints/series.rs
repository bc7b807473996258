//! The series of figures that complaints give: how many, how often, how fast, how well.

use crate::error::Error;
use crate::labels::{Label, satisfaction_report::complaints as labels};
use crate::models::early_warning::{Measure, Side};
use crate::models::event_rate::{EventRate, RateChange};
use crate::models::satisfaction_scores::{Metric as ScoreMetric, Scale, Tally, change};
use crate::models::share::Share;
use crate::numerics::interval::Interval;
use crate::settings::satisfaction_report::{CONFIDENCE, CaseClock, Per};

use super::super::figures::{Between, ChangeFigure, Figure, Metric, Segment, Series, Shown, Unit, set_q_values};
use super::super::span::Span;
use super::super::suppression::Visibility;
use super::cells::{Cell, Cells};
use super::clocks::AllowedTimes;
use super::visible::Visible;

/// What the series are made from.
pub(super) struct Counted<'a> {
    pub(super) cells: &'a Cells,
    pub(super) segments: &'a [Segment],
    pub(super) visible: &'a Visible,
    pub(super) span: &'a Span,
    pub(super) per: Per,
    pub(super) allowed: AllowedTimes,
    /// Whether the files tell of reopenings.
    pub(super) reopenings: bool,
}

/// Part and whole of a share.
type Part = fn(&Cell, usize) -> (u64, u64);

/// All series, by metric and in each by segment.
pub(super) fn all(counted: &Counted<'_>) -> Result<Vec<Series>, Error> {
    let mut metrics = vec![counted.numbers()];
    if counted.per != Per::Nothing {
        metrics.push(counted.rates(counted.per)?);
        let others = Per::ALL.into_iter().filter(|per| *per != counted.per && counted.is_held_against(*per));
        for per in others {
            metrics.push(counted.rates(per)?);
        }
    }
    for (place, clock) in CaseClock::ALL.into_iter().enumerate() {
        let given = counted.allowed.get(place).copied().flatten();
        if given.is_some() {
            let shown = counted.visible.due.get(place).map(Vec::as_slice).unwrap_or_default();
            metrics.push(counted.shares(in_time(clock), part_of, place, shown));
        }
    }
    if counted.reopenings {
        let reopened = metric("reopened", labels::METRIC_REOPENED, Unit::Percent, Side::High, Measure::Proportion);
        let part: Part = |cell, _| (cell.reopened, cell.resolved_once);
        metrics.push(counted.shares(reopened, part, 0, &counted.visible.resolved));
    }
    for series in &mut metrics {
        set_q_values(series);
    }
    Ok(metrics.into_iter().flatten().collect())
}

fn part_of(cell: &Cell, place: usize) -> (u64, u64) {
    (cell.met.get(place).copied().unwrap_or(0), cell.due.get(place).copied().unwrap_or(0))
}

/// Orders of a cell that do not tell how many units they sold, and all orders; nothing where none tells.
pub(super) fn orders_without_units(cell: &Cell) -> Option<(u64, u64)> {
    let orders = cell.exposure(Per::Order) as u64;
    (cell.orders_without_units < orders).then_some((cell.orders_without_units, orders))
}

fn in_time(clock: CaseClock) -> Metric {
    let (id, name) = match clock {
        CaseClock::Response => ("first_response_in_time", labels::METRIC_RESPONSE_IN_TIME),
        CaseClock::Resolution => ("resolution_in_time", labels::METRIC_RESOLUTION_IN_TIME),
        CaseClock::Feedback => ("feedback_in_time", labels::METRIC_FEEDBACK_IN_TIME),
    };
    metric(id, name, Unit::Percent, Side::Low, Measure::Proportion)
}

fn metric(id: &str, name: Label, unit: Unit, bad: Side, measure: Measure) -> Metric {
    let (id, name) = (id.to_string(), name.text());
    Metric { id, name, unit, bad: Some(bad), measure: Some(measure), beside: false, between: None }
}

impl Counted<'_> {
    fn numbers(&self) -> Vec<Series> {
        let metric = Metric {
            // A company that grows has more complaints each month. Where there is something to hold their number against,
            // it is the rate that is watched.
            beside: self.per != Per::Nothing,
            between: Some(Between::Days),
            ..metric("complaints", labels::METRIC_COMPLAINTS, Unit::Count, Side::High, Measure::Value)
        };
        self.by_segment(&metric, |segment| {
            let shown = self.visible.numbers.get(segment).map_or(Shown::Suppressed, |own| own.whole);
            let figure = |cell: &Cell| {
                let rate = EventRate::of(cell.cases, 1.0, CONFIDENCE);
                (Figure { counted: Some((cell.cases as f64, 1.0)), shown, ..rated(rate, 1.0, cell.cases) }, cell.cases)
            };
            let mut figures: Vec<(Figure, u64)> =
                self.cells_of(segment).map(|cell| cell.map(figure).unwrap_or_default()).collect();
            // A month of 31 days has more complaints than one of 28: the test weighs the days, and an interval of the plain
            // difference would say something else.
            let days = |at: usize| {
                let (first, last) = self.span.days(at);
                (last <= self.span.as_of).then(|| f64::from(last - first + 1))
            };
            for at in (self.cells.first + 1)..self.span.count {
                let (Some(before), Some(after)) = (days(at - 1), days(at)) else { continue };
                let events = |at: usize| figures.get(at).map(|(_, events)| *events);
                let (Some(k0), Some(k1)) = (events(at - 1), events(at)) else { continue };
                let rate = |events, exposure| EventRate::of(events, exposure, CONFIDENCE);
                let tested = rate(k1, after).zip(rate(k0, before)).map(|(now, then)| now.change(&then).p_value);
                let told = rate(k1, 1.0).zip(rate(k0, 1.0)).map(|(now, then)| now.change(&then));
                if let (Some(p_value), Some(told), Some((figure, _))) = (tested, told, figures.get_mut(at)) {
                    let change = rate_change(&RateChange { p_value, ..told }, 1.0);
                    figure.change =
                        Some(ChangeFigure { interval: change.interval.filter(|_| before == after), ..change });
                }
            }
            let whole = self.cells.whole(segment).map(|cell| figure(cell).0).unwrap_or_default();
            (whole, figures.into_iter().map(|(figure, _)| figure).collect())
        })
    }

    /// Whether there is anything of this kind to hold complaints against.
    fn is_held_against(&self, per: Per) -> bool {
        let cells = self.cells_of(0).flatten();
        cells.chain(self.cells.whole(0)).any(|cell| cell.exposure(per) > 0.0)
    }

    /// How often customers complain. Only the rate that the user asks for is watched, unless a rule names another one: the
    /// others move with it, and would raise every alarm again.
    fn rates(&self, per: Per) -> Result<Vec<Series>, Error> {
        let watched = per == self.per;
        let id = if watched { "complaint_rate" } else { id_of(per) };
        let metric = Metric {
            beside: !watched,
            between: (per == Per::Order).then_some(Between::Orders),
            ..metric(id, name_of(per), Unit::PerThousand, Side::High, Measure::Rate)
        };
        let factor = metric.unit.factor();
        let shown = self.visible.of_rate(self.cells, self.segments, self.span.count, per)?;
        Ok(self.by_segment(&metric, |segment| {
            let shown = shown.get(segment).cloned().unwrap_or_default();
            let rate = |cell: &Cell| EventRate::of(cell.cases, cell.exposure(per), CONFIDENCE);
            let figure = |cell: Option<&Cell>, shown: Shown| match (cell, cell.and_then(rate)) {
                (None, _) => Figure::default(),
                (_, None) => Figure { shown, ..Figure::default() },
                (Some(cell), Some(own)) => Figure {
                    counted: Some((cell.cases as f64, cell.exposure(per))),
                    shown,
                    ..rated(Some(own), factor, cell.exposure(per) as u64)
                },
            };
            let cells: Vec<Option<&Cell>> = self.cells_of(segment).collect();
            let mut figures: Vec<Figure> =
                cells.iter().zip(&shown.periods).map(|(cell, shown)| figure(*cell, *shown)).collect();
            for (at, pair) in cells.windows(2).enumerate() {
                let [before, after] = pair else { continue };
                let rates = before.and_then(rate).zip(after.and_then(rate));
                let hidden = |at: usize| figures.get(at).is_none_or(|figure| figure.shown.is_hidden());
                let change = rates.filter(|_| !hidden(at) && !hidden(at + 1)).map(|(then, now)| now.change(&then));
                if let Some(figure) = figures.get_mut(at + 1) {
                    figure.change = change.map(|change| rate_change(&change, factor));
                }
            }
            (figure(self.cells.whole(segment), shown.whole), figures)
        }))
    }

    fn shares(&self, metric: Metric, part: Part, place: usize, shown: &[Visibility]) -> Vec<Series> {
        let periods = self.span.count;
        self.by_segment(&metric, |segment| {
            let shown = shown.get(segment).cloned().unwrap_or_default();
            let cells = self.cells_of(segment).chain([self.cells.whole(segment)]);
            let parts: Vec<(u64, u64)> = cells.map(|cell| cell.map_or((0, 0), |cell| part(cell, place))).collect();
            let shown = shown.periods.into_iter().chain([shown.whole]);
            let mut figures: Vec<Figure> =
                parts.iter().zip(shown).map(|((met, whole), shown)| share(*met, *whole, shown)).collect();
            let pairs: Vec<Option<ChangeFigure>> = parts
                .windows(2)
                .take(periods.saturating_sub(1))
                .map(|pair| if let [before, after] = pair { share_change(*before, *after) } else { None })
                .collect();
            for (at, change) in pairs.into_iter().enumerate() {
                let hidden = figures.get(at).is_none_or(|figure| figure.shown.is_hidden());
                if let Some(figure) = figures.get_mut(at + 1).filter(|figure| !hidden && !figure.shown.is_hidden()) {
                    figure.change = change;
                }
            }
            let whole = figures.pop().unwrap_or_default();
            (whole, figures)
        })
    }

    fn cells_of(&self, segment: usize) -> impl Iterator<Item = Option<&Cell>> {
        (0..self.span.count).map(move |period| self.cells.of(segment, period))
    }

    fn by_segment(&self, metric: &Metric, mut make: impl FnMut(usize) -> (Figure, Vec<Figure>)) -> Vec<Series> {
        let series = self.segments.iter().enumerate().map(|(place, segment)| {
            let (whole, figures) = make(place);
            Series { metric: metric.clone(), segment: segment.clone(), whole, figures }
        });
        series.collect()
    }
}

/// The metric of a rate that is told beside the one that is watched.
fn id_of(per: Per) -> &'static str {
    match per {
        Per::Order => "complaints_per_order",
        Per::Customer => "complaints_per_customer",
        Per::Unit => "complaints_per_unit",
        Per::Nothing => "complaints",
    }
}

fn name_of(per: Per) -> Label {
    match per {
        Per::Order => labels::METRIC_RATE_ORDERS,
        Per::Customer => labels::METRIC_RATE_CUSTOMERS,
        Per::Unit => labels::METRIC_RATE_UNITS,
        Per::Nothing => labels::METRIC_COMPLAINTS,
    }
}

fn rated(rate: Option<EventRate>, factor: f64, n: u64) -> Figure {
    Figure {
        value: rate.map(|rate| rate.value() * factor),
        interval: rate.map(|rate| scaled(rate.interval, factor)),
        n,
        method: rate.map(|_| EventRate::METHOD),
        ..Figure::default()
    }
}

fn rate_change(change: &RateChange, factor: f64) -> ChangeFigure {
    ChangeFigure {
        value: change.value * factor,
        interval: Some(scaled(change.interval, factor)),
        p_value: change.p_value,
        q_value: None,
        method: RateChange::METHOD,
    }
}

fn share(part: u64, whole: u64, shown: Shown) -> Figure {
    let none = || Figure { shown, ..Figure::default() };
    Share::of(part, whole, CONFIDENCE).map_or_else(none, |share| Figure::of_share(share, shown))
}

/// The change of a share, as that of a question with the two answers no and yes.
pub(super) fn share_change(before: (u64, u64), after: (u64, u64)) -> Option<ChangeFigure> {
    let scale = Scale::new(0, 1).ok()?;
    let tally = |(yes, all): (u64, u64)| Tally::of_counts(scale, &[all.saturating_sub(yes), yes]).ok();
    let metric = ScoreMetric::TopBoxes { boxes: 1 };
    let change = change(&tally(before)?, &tally(after)?, metric, CONFIDENCE).ok()??;
    Some(ChangeFigure::of(&change))
}

fn scaled(interval: Interval, factor: f64) -> Interval {
    Interval { lower: interval.lower * factor, upper: interval.upper * factor }
}
