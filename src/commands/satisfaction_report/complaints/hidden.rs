//! Which figures are kept back, because they rest on too few, or because one that does could be had by subtraction.

use crate::models::disclosure::suppress_table;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;

use super::super::figures::{Segment, Shown};

/// What may be shown of figures by segment, and in each by period and then for all periods. `counts` are what each rests
/// on, laid out alike. Segments of one attribute and everyone are published together: what is hidden of one does not
/// follow from the others.
pub(super) fn shown_of(segments: &[Segment], counts: &[Vec<u64>], periods: usize) -> Vec<Vec<Shown>> {
    let mut all: Vec<Vec<Shown>> = counts.iter().map(|row| row.iter().map(|n| Shown::of(*n)).collect()).collect();
    let mut dimensions: Vec<&String> = segments.iter().filter_map(dimension_of).collect();
    dimensions.dedup();
    for dimension in dimensions {
        let own = segments.iter().enumerate().filter(|(_, segment)| dimension_of(segment) == Some(dimension));
        let own: Vec<usize> = own.map(|(place, _)| place).collect();
        hide(&mut all, counts, &own, periods);
    }
    all
}

fn dimension_of(segment: &Segment) -> Option<&String> {
    match segment {
        Segment::Everyone => None,
        Segment::With { dimension, .. } => Some(dimension),
    }
}

/// Hides what follows from the segments at `own` and everyone.
fn hide(all: &mut [Vec<Shown>], counts: &[Vec<u64>], own: &[usize], periods: usize) {
    let count =
        |segment: usize, period: usize| counts.get(segment).and_then(|row| row.get(period)).copied().unwrap_or(0);
    let rest = |period: usize| count(0, period).saturating_sub(own.iter().map(|place| count(*place, period)).sum());
    // Customers whose value is not known are a group of their own, which follows from the others.
    let mut table: Vec<u64> = own.iter().flat_map(|place| (0..periods).map(|period| count(*place, period))).collect();
    table.extend((0..periods).map(rest));
    let Ok(hidden) = suppress_table(&table, periods, SUPPRESSED_BELOW) else { return };
    let mut mark = |segment: usize, period: usize| {
        let cell = all.get_mut(segment).and_then(|row| row.get_mut(period));
        if let Some(cell) = cell.filter(|cell| matches!(cell, Shown::Few | Shown::Enough)) {
            *cell = Shown::Complementary;
        }
    };
    for (at, _) in hidden.cells.iter().enumerate().filter(|(_, cell)| cell.is_hidden()) {
        if let Some(segment) = own.get(at / periods.max(1)) {
            mark(*segment, at % periods.max(1));
        }
    }
    for (segment, _) in own.iter().zip(&hidden.row_totals).filter(|(_, total)| total.is_hidden()) {
        mark(*segment, periods);
    }
    for (period, _) in hidden.column_totals.iter().enumerate().filter(|(_, total)| total.is_hidden()) {
        mark(0, period);
    }
    if hidden.grand_total.is_hidden() {
        mark(0, periods);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_cell_does_not_follow_from_the_others() {
        let with = |value: &str| Segment::With { dimension: "region".into(), value: value.into() };
        let segments = [Segment::Everyone, with("East"), with("West")];
        // 5 in the West would be 105 − 100.
        let counts = [vec![105, 200, 305], vec![100, 100, 200], vec![5, 100, 105]];
        let found = shown_of(&segments, &counts, 2);
        assert_eq!(found[2][0], Shown::Suppressed);
        assert!(found[0][0].is_hidden() || found[1][0].is_hidden());
        let alone = shown_of(&segments[..1], &[vec![12, 0, 12]], 2);
        assert_eq!(alone, [vec![Shown::Few, Shown::Empty, Shown::Few]]);
    }
}
