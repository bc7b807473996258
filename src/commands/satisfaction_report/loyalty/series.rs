//! From counts to series: rates with intervals and changes, and what must be hidden.

use crate::commands::satisfaction_report::figures::{
    ChangeFigure, Figure, Metric, Segment, Series, Shown, Unit, set_q_values,
};
use crate::commands::satisfaction_report::groups::Groups;
use crate::commands::satisfaction_report::span::Span;
use crate::commands::satisfaction_report::suppression::{Visibility, Whole, visibility};
use crate::error::Error;
use crate::labels::satisfaction_report::loyalty as labels;
use crate::models::early_warning::{Measure, Side};
use crate::models::satisfaction_scores::{self, Scale, Tally};
use crate::models::share::Share;
use crate::numerics::quantile::median;
use crate::settings::satisfaction_report::CONFIDENCE;

use super::Tenure;
use super::counts::{Buyers, Counts, WINDOW};

/// The share of buyers who buy again.
pub(super) const REPURCHASE_RATE: &str = "repurchase_rate";
/// Customers who bought.
pub(super) const ACTIVE_CUSTOMERS: &str = "active_customers";
/// How long they have been customers.
pub(super) const TENURE: &str = "tenure";
/// How that is had, as data files name it.
const MEDIAN: &str = "median";

/// Repurchase rates of all segments, then their active customers.
pub(super) fn all(counts: &Counts, groups: &Groups, span: &Span) -> Result<Vec<Series>, Error> {
    let followed = counts.followed_until(span);
    // Both metrics of a period rest on the same customers, of which the same is hidden.
    let bought = |within: &dyn Fn(usize) -> bool| -> Vec<Vec<u64>> {
        let of = |(at, own): (usize, &Buyers)| if within(at) { own.bought } else { 0 };
        counts.periods.iter().map(|periods| periods.iter().enumerate().map(of).collect()).collect()
    };
    let wholes: Vec<u64> = counts.followed.iter().map(|own| own.bought).collect();
    let is_followed = |at: usize| followed.is_some_and(|last| at <= last);
    let of_rates = visibility(groups.segments(), &bought(&is_followed), Whole::Distinct(&wholes))?;
    let of_active = visibility(groups.segments(), &bought(&|_| true), Whole::Distinct(&counts.active))?;
    let whole = |shown: &[Visibility], segment: usize| shown.get(segment).map_or(Shown::Suppressed, |own| own.whole);
    let of_period = |found: &[Visibility], at: usize, segment: usize| {
        found.get(segment).map_or(Shown::Suppressed, |own| own.at(Some(at)))
    };
    let segments = || groups.segments().iter().zip(&counts.periods).enumerate();
    let mut rates: Vec<Series> = segments()
        .map(|(place, (segment, periods))| {
            let figure = |(at, own): (usize, &Buyers)| match is_followed(at) {
                true => rate(*own, of_period(&of_rates, at, place)),
                false => Figure::default(),
            };
            let followed = counts.followed.get(place).copied().unwrap_or_default();
            Series {
                metric: repurchase_rate(),
                segment: segment.clone(),
                whole: rate(followed, whole(&of_rates, place)),
                figures: periods.iter().enumerate().map(figure).collect(),
            }
        })
        .collect();
    add_changes(&mut rates)?;
    let active = segments().map(|(place, (segment, periods))| {
        let figure = |(at, own): (usize, &Buyers)| match counts.is_covered(at, span) {
            true => number(own.bought, of_period(&of_active, at, place)),
            false => Figure::default(),
        };
        let active = counts.active.get(place).copied().filter(|_| counts.until.is_some());
        Series {
            metric: active_customers(),
            segment: segment.clone(),
            whole: active.map_or_else(Figure::default, |n| number(n, whole(&of_active, place))),
            figures: periods.iter().enumerate().map(figure).collect(),
        }
    });
    Ok(rates.iter().cloned().chain(active).collect())
}

/// Median days since the first purchase, by segment.
pub(super) fn tenures(counts: &Counts, groups: &Groups) -> Result<Vec<Tenure>, Error> {
    let customers: Vec<u64> = counts.tenures.iter().map(|own| own.len() as u64).collect();
    let own = groups.segments().iter().zip(&counts.tenures).zip(shown(groups, &customers)?);
    let tenure = |((segment, days), shown): ((&Segment, &Vec<f64>), Shown)| Tenure {
        segment: segment.clone(),
        median: median(days),
        customers: days.len() as u64,
        shown,
    };
    Ok(own.map(tenure).collect())
}

/// The same as series, with a figure in the last full period alone: only its customers are asked how long they have been
/// some.
pub(super) fn of_tenures(tenures: &[Tenure], span: &Span) -> Vec<Series> {
    let of_segment = |own: &Tenure| {
        let mut figures = vec![Figure::default(); span.count];
        let newest = span.last_full().and_then(|at| figures.get_mut(at));
        if let (Some(figure), Some(days)) = (newest, own.median) {
            *figure = Figure {
                value: Some(days),
                n: own.customers,
                method: Some(MEDIAN),
                shown: own.shown,
                ..Figure::default()
            };
        }
        Series { metric: tenure(), segment: own.segment.clone(), whole: Figure::default(), figures }
    };
    tenures.iter().map(of_segment).collect()
}

/// What may be shown, by segment, of figures of no period that rest on so many customers.
pub(super) fn shown(groups: &Groups, customers: &[u64]) -> Result<Vec<Shown>, Error> {
    let none = vec![Vec::new(); customers.len()];
    let found = visibility(groups.segments(), &none, Whole::Distinct(customers))?;
    Ok(found.into_iter().map(|own| own.whole).collect())
}

fn repurchase_rate() -> Metric {
    Metric {
        id: REPURCHASE_RATE.to_string(),
        name: labels::REPURCHASE_RATE.with(&[("days", &WINDOW)]),
        unit: Unit::Percent,
        bad: Some(Side::Low),
        measure: Some(Measure::Proportion),
        beside: false,
        between: None,
    }
}

/// It is not watched: what the number of customers does is season and growth, and that is for the sales report.
fn active_customers() -> Metric {
    Metric {
        id: ACTIVE_CUSTOMERS.to_string(),
        name: labels::ACTIVE_CUSTOMERS.text(),
        unit: Unit::Count,
        bad: None,
        measure: None,
        beside: false,
        between: None,
    }
}

/// It is not watched either: it grows with the record.
fn tenure() -> Metric {
    Metric {
        id: TENURE.to_string(),
        name: labels::COLUMN_TENURE.text(),
        unit: Unit::Days,
        bad: None,
        measure: None,
        beside: false,
        between: None,
    }
}

fn rate(own: Buyers, shown: Shown) -> Figure {
    let share = Share::of(own.again, own.bought, CONFIDENCE);
    share.map_or_else(Figure::default, |share| Figure::of_share(share, shown))
}

/// A number of customers. Nobody is an answer too.
fn number(customers: u64, shown: Shown) -> Figure {
    let shown = if customers == 0 { Shown::Enough } else { shown };
    Figure { value: Some(customers as f64), n: customers, shown, ..Figure::default() }
}

/// Adds to each shown figure after a shown one how it differs from it, with q-values over all of them.
fn add_changes(rates: &mut [Series]) -> Result<(), Error> {
    for series in rates.iter_mut() {
        let before = series.figures.clone();
        for (figure, before) in series.figures.iter_mut().skip(1).zip(&before) {
            figure.change = change(before, figure)?;
        }
    }
    set_q_values(rates);
    Ok(())
}

/// The change between two periods. The same customers may stand in both, whose habits then count twice: the test is that of
/// two independent samples.
fn change(before: &Figure, after: &Figure) -> Result<Option<ChangeFigure>, Error> {
    let both = before.shown().and_then(tally).zip(after.shown().and_then(tally));
    let Some((before, after)) = both else { return Ok(None) };
    let metric = satisfaction_scores::Metric::TopBoxes { boxes: 1 };
    let found = satisfaction_scores::change(&before, &after, metric, CONFIDENCE)
        .map_err(|error| Error::internal(format!("{error:?}")))?;
    Ok(found.map(|found| ChangeFigure::of(&found)))
}

/// Buyers as answers on a scale of no and yes.
fn tally(figure: &Figure) -> Option<Tally> {
    let (again, bought) = figure.counted?;
    Tally::of_counts(Scale::new(0, 1).ok()?, &[(bought - again) as u64, again as u64]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::periods::Length;
    use crate::reduce::attributes::Attribute;
    use crate::reduce::satisfaction::bought::{Bought, BoughtOn};

    /// Of `n` customers who buy on `day`, `again` do so 30 days later too.
    fn buyers(day: i32, n: u32, again: u32) -> impl Iterator<Item = Vec<BoughtOn>> {
        let on = |day| BoughtOn::new(day, 1, None);
        (0..n).map(move |own| if own < again { vec![on(day), on(day + 30)] } else { vec![on(day)] })
    }

    /// The first half of the customers of January live in the East, eight in the West, the others nowhere known.
    fn found() -> Vec<Series> {
        let days: Vec<Vec<BoughtOn>> = buyers(0, 100, 40).chain(buyers(60, 40, 4)).collect();
        let region: Vec<Option<&str>> = (0..140)
            .map(|own| match own {
                ..50 => Some("East"),
                50..58 => Some("West"),
                _ => None,
            })
            .collect();
        let groups = Groups::new(&[Attribute::of_values("region", &region)], 140);
        let bought = Bought::new(140, (0_u32..).zip(days).collect());
        let span = Span::new(Length::Month, 0, 180, 0);
        let extended = Bought::new(
            140,
            bought
                .all()
                .map(|(rank, days)| {
                    let last = BoughtOn::new(180, 1, None);
                    (rank, if rank == 139 { days.iter().copied().chain([last]).collect() } else { days.to_vec() })
                })
                .collect(),
        );
        all(&Counts::new(&extended, &groups, &span), &groups, &span).unwrap()
    }

    fn of<'a>(found: &'a [Series], metric: &str, segment: &str) -> &'a Series {
        found.iter().find(|series| series.metric.id == metric && series.segment.id() == segment).unwrap()
    }

    /// 40 of 100 is 40 %, Wilson 30.9 to 49.8 (R: binom::binom.wilson(40, 100)).
    #[test]
    fn a_rate_stands_only_once_the_window_is_over() {
        let found = found();
        let rates = of(&found, REPURCHASE_RATE, "all");
        let [january, _, march, april, ..] = &rates.figures[..] else { panic!("{rates:?}") };
        assert_eq!((january.value, january.n, january.counted), (Some(40.0), 100, Some((40.0, 100.0))));
        let interval = january.interval.unwrap();
        assert!((interval.lower - 30.940).abs() < 0.01 && (interval.upper - 49.798).abs() < 0.01, "{interval:?}");
        assert_eq!((march.value, march.n), (Some(10.0), 40));
        assert_eq!((april.value, april.shown), (None, Shown::Empty));
        assert_eq!((rates.whole.n, rates.whole.value), (140, Some(44.0 / 140.0 * 100.0)));
        let active: Vec<Option<f64>> =
            of(&found, ACTIVE_CUSTOMERS, "all").figures.iter().map(|own| own.value).collect();
        assert_eq!(active, [100.0, 0.0, 40.0, 4.0, 0.0, 1.0].map(Some));
    }

    #[test]
    fn tenure_is_a_figure_of_the_last_full_period() {
        let tenure = |median, customers, shown| Tenure { segment: Segment::Everyone, median, customers, shown };
        let span = Span::new(Length::Month, 0, 170, 0);
        let found = of_tenures(&[tenure(Some(42.0), 30, Shown::Enough), tenure(None, 0, Shown::Empty)], &span);
        // June is not over.
        let figures: Vec<Option<f64>> = found[0].figures.iter().map(|own| own.value).collect();
        assert_eq!(figures, [None, None, None, None, Some(42.0), None]);
        assert_eq!((found[0].figures[4].n, found[0].metric.unit.id()), (30, "days"));
        assert!(found[1].figures.iter().chain([&found[0].whole]).all(|own| *own == Figure::default()));
    }

    #[test]
    fn changes_have_q_values_and_stand_between_neighbours_only() {
        let found = found();
        // Nobody bought in February, so that there is no change against it.
        assert!(of(&found, REPURCHASE_RATE, "all").figures.iter().all(|own| own.change.is_none()));
        let two = |again| Figure { shown: Shown::Enough, ..rate(Buyers { bought: 100, again }, Shown::Enough) };
        let mut rates = found[..1].to_vec();
        rates[0].figures = vec![two(40), two(20), Figure { shown: Shown::Suppressed, ..two(9) }, two(9)];
        add_changes(&mut rates).unwrap();
        let change = rates[0].figures[1].change.unwrap();
        // Newcombe (1998), method 10, of 20/100 less 40/100; pooled z = 3.0861, p = 0.00203.
        assert!((change.value + 20.0).abs() < 1e-9 && (change.p_value - 0.002028).abs() < 1e-5, "{change:?}");
        assert!(change.interval.unwrap().lower > -33.0 && change.interval.unwrap().upper < -7.0, "{change:?}");
        assert_eq!(change.q_value, Some(change.p_value));
        assert!(rates[0].figures[2..].iter().all(|own| own.change.is_none()));
    }

    #[test]
    fn small_segments_are_hidden_and_cannot_be_subtracted() {
        let found = found();
        let shown = |segment| of(&found, REPURCHASE_RATE, segment).figures[0].shown;
        // West has 8; the 42 of unknown region are published nowhere, so that East need not be hidden too.
        assert_eq!(
            (shown("all"), shown("region=East"), shown("region=West")),
            (Shown::Enough, Shown::Enough, Shown::Suppressed)
        );
    }
}
