//! Which figures are too small to be shown, and which others would tell them.

use crate::models::disclosure::{Shown as Published, suppress_list, suppress_table};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;

use super::figures::{Segment, Series, Shown, Unit};

/// What may be shown of a segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Visibility {
    /// One a period.
    pub(super) periods: Vec<Shown>,
    /// All periods together.
    pub(super) whole: Shown,
}

/// Decides for all segments of a metric; `counts` has the number of answers of each segment by period, everyone first.
///
/// The segments of one attribute, with those whose value is not known as one more, form a table with everyone as its
/// totals: no hidden figure follows from the others of the table (`models::disclosure`). Attributes are protected one by
/// one; what several of them together tell is not.
pub(super) fn visibility(segments: &[&Segment], counts: &[Vec<u64>]) -> Vec<Visibility> {
    let mut found: Vec<Visibility> = counts.iter().map(|own| by_size(own)).collect();
    let Some(everyone) = counts.first() else { return found };
    let periods = suppress_list(everyone, SUPPRESSED_BELOW);
    if let Some(first) = found.first_mut() {
        hide(first, &periods.cells, periods.total);
    }
    let mut dimensions: Vec<&str> = segments.iter().filter_map(|segment| dimension(segment)).collect();
    dimensions.dedup();
    for name in dimensions {
        let members: Vec<usize> = (0..segments.len()).filter(|at| dimension(segments[*at]) == Some(name)).collect();
        let unknown: Vec<u64> = (0..everyone.len())
            .map(|period| {
                let known: u64 = members.iter().map(|member| counts[*member].get(period).copied().unwrap_or(0)).sum();
                everyone.get(period).copied().unwrap_or(0).saturating_sub(known)
            })
            .collect();
        let rows = members.iter().map(|member| &counts[*member]).chain([&unknown]);
        let table: Vec<u64> = rows.flatten().copied().collect();
        let Ok(hidden) = suppress_table(&table, everyone.len(), SUPPRESSED_BELOW) else { continue };
        for (row, member) in members.iter().enumerate() {
            let cells = hidden.cells.chunks(everyone.len()).nth(row).unwrap_or_default();
            let total = hidden.row_totals.get(row).copied().unwrap_or(Published::Yes);
            if let Some(own) = found.get_mut(*member) {
                hide(own, cells, total);
            }
        }
        if let Some(first) = found.first_mut() {
            hide(first, &hidden.column_totals, hidden.grand_total);
        }
    }
    found
}

/// Hides what would tell a hidden figure of one of these series: shares by the cases they rest on, rates by what they are
/// held against. Numbers of things are shown as they are.
pub(super) fn protect(series: &mut [Series]) {
    let mut ids: Vec<String> = series.iter().map(|own| own.metric.id.clone()).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let mut own: Vec<&mut Series> = series.iter_mut().filter(|own| own.metric.id == id).collect();
        own.sort_by_key(|own| own.segment.clone());
        let rests_on = |own: &Series| -> Vec<u64> {
            let of = |figure: &super::figures::Figure| match own.metric.unit {
                Unit::PerThousand => figure.counted.map_or(0, |(_, exposure)| exposure as u64),
                _ => figure.n,
            };
            own.figures.iter().map(of).collect()
        };
        if own.iter().any(|own| own.metric.unit == Unit::Count)
            || own.first().is_none_or(|own| own.segment != Segment::Everyone)
        {
            continue;
        }
        let counts: Vec<Vec<u64>> = own.iter().map(|own| rests_on(own)).collect();
        let segments: Vec<Segment> = own.iter().map(|own| own.segment.clone()).collect();
        let found = visibility(&segments.iter().collect::<Vec<&Segment>>(), &counts);
        for (own, seen) in own.iter_mut().zip(found) {
            let whole = (&mut own.whole, &seen.whole);
            for (figure, shown) in own.figures.iter_mut().zip(&seen.periods).chain([whole]) {
                if shown.is_hidden() && !figure.shown.is_hidden() && figure.shown != Shown::Empty {
                    figure.shown = *shown;
                }
            }
        }
    }
}

fn dimension(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Everyone => None,
        Segment::With { dimension, .. } => Some(dimension),
    }
}

fn by_size(counts: &[u64]) -> Visibility {
    Visibility { periods: counts.iter().map(|n| Shown::of(*n)).collect(), whole: Shown::of(counts.iter().sum()) }
}

/// Hides what has to be hidden and is not yet.
fn hide(own: &mut Visibility, cells: &[Published], total: Published) {
    let both = own.periods.iter_mut().zip(cells).chain([(&mut own.whole, &total)]);
    for (shown, published) in both {
        if *published == Published::Complementary && !shown.is_hidden() && *shown != Shown::Empty {
            *shown = Shown::Complementary;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(value: &str) -> Segment {
        Segment::With { dimension: "region".into(), value: value.into() }
    }

    #[test]
    fn a_small_segment_takes_another_one_with_it() {
        let (east, west, south) = (with("East"), with("South"), with("West"));
        let segments = [&Segment::Everyone, &east, &west, &south];
        let counts = [vec![100, 90], vec![5, 30], vec![35, 30], vec![60, 30]];
        let found = visibility(&segments, &counts);
        assert_eq!(found[1].periods, [Shown::Suppressed, Shown::Complementary]);
        assert_eq!(found[2].periods, [Shown::Complementary, Shown::Complementary]);
        assert_eq!((found[0].whole, found[3].periods[0]), (Shown::Enough, Shown::Enough));
    }

    #[test]
    fn nothing_is_hidden_where_all_are_many_and_nobody_is_nobody() {
        let east = with("East");
        let found = visibility(&[&Segment::Everyone, &east], &[vec![40, 0, 12], vec![40, 0, 12]]);
        assert_eq!(found[0].periods, [Shown::Enough, Shown::Empty, Shown::Few]);
        assert_eq!(found[0], found[1]);
        assert!(visibility(&[], &[]).is_empty());
    }
}
