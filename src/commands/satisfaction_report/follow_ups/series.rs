//! The shares of follow-ups done, on time and reached, as series of figures.

use crate::error::Error;
use crate::labels::satisfaction_report::follow_ups as labels;
use crate::labels::{Label, Lang, Text};
use crate::models::early_warning::{Measure, Side};
use crate::models::follow_ups::Measures;
use crate::models::satisfaction_scores::{Metric as Score, Scale, Tally, change};
use crate::models::share::Share;
use crate::settings::satisfaction_report::CONFIDENCE;

use super::super::figures::{ChangeFigure, Figure, Metric, Segment, Series, Shown, Unit, set_q_values};
use super::super::groups::Groups;
use super::super::suppression::{Visibility, Whole, families, visibility_of};
use super::measured::Measured;

/// A share that is a metric.
#[derive(Clone, Copy)]
pub(super) struct Rate {
    pub(super) id: &'static str,
    name: Label,
    pub(super) of: fn(&Measures) -> Option<Share>,
}

/// All of them.
pub(super) const RATES: [Rate; 3] = [
    Rate { id: "follow_up_completion", name: labels::COMPLETION, of: |own| own.completed },
    Rate { id: "follow_up_on_time", name: labels::ON_TIME, of: |own| own.on_time },
    Rate { id: "follow_up_reached", name: labels::REACHED, of: |own| own.reached },
];

/// The series of all rates and segments. A rate of which nothing is known has none.
pub(super) fn series(groups: &Groups, measured: &Measured, seen: &[Seen; 3]) -> Result<Vec<Series>, Error> {
    let mut all = Vec::new();
    for (rate, seen) in RATES.iter().zip(seen) {
        if measured.whole.first().is_some_and(|whole| (rate.of)(whole).is_some()) {
            all.extend(of_rate(rate, groups, measured, &seen.segments)?);
        }
    }
    Ok(all)
}

fn of_rate(rate: &Rate, groups: &Groups, measured: &Measured, shown: &[Visibility]) -> Result<Vec<Series>, Error> {
    let share = |period: &[Measures], segment: usize| period.get(segment).and_then(rate.of);
    let mut all: Vec<Series> = groups
        .segments()
        .iter()
        .zip(shown)
        .enumerate()
        .map(|(at, (segment, shown))| Series {
            metric: Metric {
                id: rate.id.to_string(),
                name: rate.name.text(),
                unit: Unit::Percent,
                bad: Some(Side::Low),
                measure: Some(Measure::Proportion),
                beside: false,
                between: None,
            },
            segment: segment.clone(),
            whole: figure(share(&measured.whole, at), shown.whole),
            figures: measured
                .periods
                .iter()
                .zip(&shown.periods)
                .map(|(period, shown)| figure(share(period, at), *shown))
                .collect(),
        })
        .collect();
    for (at, series) in all.iter_mut().enumerate() {
        let shares: Vec<Option<Share>> = measured.periods.iter().map(|period| share(period, at)).collect();
        changes(series, &shares)?;
    }
    set_q_values(&mut all);
    Ok(all)
}

/// Everything that follow-ups are told apart by.
#[derive(Clone, Copy)]
pub(super) struct Groupings<'a> {
    pub(super) segments: &'a [Segment],
    pub(super) by_segment: &'a Measured,
    /// Kinds, channels and owners.
    pub(super) named: [&'a Measured; 3],
}

/// What may be shown of each group.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Segments of customers, everyone first.
    pub(super) segments: Vec<Visibility>,
    /// Kinds, channels and owners.
    pub(super) named: [Vec<Visibility>; 3],
}

/// What may be shown of figures that rest on so many follow-ups. Segments, kinds, channels and owners sum up to the same
/// follow-ups, so that what is hidden of one is hidden of all.
pub(super) fn visible(groupings: &Groupings<'_>, of: impl Fn(&Measures) -> u64) -> Result<Seen, Error> {
    let (mut counts, mut wholes): (Vec<Vec<u64>>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut add = |measured: &Measured| {
        let first = counts.len();
        let count = |groups: &[Measures], at: usize| groups.get(at).map_or(0, &of);
        for at in 0..measured.whole.len() {
            let own: Vec<u64> = measured.periods.iter().map(|period| count(period, at)).collect();
            // Those planned ahead are in no period, and nothing has become of them that could be told.
            wholes.push(own.iter().sum());
            counts.push(own);
        }
        (first..counts.len()).collect::<Vec<usize>>()
    };
    let of_segments = add(groupings.by_segment);
    let of_named = groupings.named.map(&mut add);
    let families = families(groupings.segments).into_iter().chain(of_named.iter().cloned()).collect();
    let found = visibility_of(families, &counts, Whole::Sum(&wholes))?;
    let own = |places: &[usize]| places.iter().filter_map(|at| found.get(*at).cloned()).collect();
    Ok(Seen { segments: own(&of_segments), named: of_named.map(|places| own(&places)) })
}

/// What may be shown of each rate.
pub(super) fn visible_rates(groupings: &Groupings<'_>) -> Result<[Seen; 3], Error> {
    let [completed, on_time, reached] = RATES;
    let of = |rate: Rate| visible(groupings, move |own| (rate.of)(own).map_or(0, |share| share.total));
    Ok([of(completed)?, of(on_time)?, of(reached)?])
}

fn figure(share: Option<Share>, shown: Shown) -> Figure {
    share.map_or_else(Figure::default, |share| Figure::of_share(share, shown))
}

/// The change from each period to the next, where both figures may be seen.
fn changes(series: &mut Series, shares: &[Option<Share>]) -> Result<(), Error> {
    let seen: Vec<bool> = series.figures.iter().map(|figure| !figure.shown.is_hidden()).collect();
    let pairs = shares.windows(2).zip(seen.windows(2)).zip(series.figures.iter_mut().skip(1));
    for ((shares, seen), figure) in pairs {
        if let ([Some(before), Some(after)], [true, true]) = (shares, seen) {
            figure.change = change_of(before, after)?;
        }
    }
    Ok(())
}

/// A share as answers on a scale of two points, of which the upper one is a yes.
fn tally(share: &Share) -> Result<Tally, Error> {
    let scale = Scale::new(0, 1).map_err(|why| cannot(&why.text()))?;
    Tally::of_counts(scale, &[share.total - share.count, share.count]).map_err(|why| cannot(&why.text()))
}

fn change_of(before: &Share, after: &Share) -> Result<Option<ChangeFigure>, Error> {
    let found = change(&tally(before)?, &tally(after)?, Score::TopBoxes { boxes: 1 }, CONFIDENCE);
    let found = found.map_err(|why| cannot(&why.text()))?;
    Ok(found.filter(|found| found.p_value.is_finite()).map(|found| ChangeFigure::of(&found)))
}

/// The error of a model that was given what it cannot take, which no data can bring about.
pub(super) fn cannot(why: &Text) -> Error {
    Error::internal(why.render(Lang::En))
}
