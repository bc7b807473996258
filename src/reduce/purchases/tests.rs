//! Small companies by hand, then properties.

use polars::prelude::DataFrame;
use xxhash_rust::xxh3::xxh3_64;

use super::*;
use crate::exports::ledger::Tally;
use polars::prelude::Column;
use proptest::prelude::*;

type Line = (u8, i32, i64, u8);

fn purchases(lines: &[Line], duplicates: Duplicates) -> Purchases<Vec<CustomerDay>> {
    purchases_within(lines, duplicates, usize::MAX)
}

fn purchases_within(lines: &[Line], duplicates: Duplicates, most_held: usize) -> Purchases<Vec<CustomerDay>> {
    purchases_with(lines, |_| None, duplicates, most_held)
}

fn purchases_with(
    lines: &[Line],
    units: fn(&Line) -> Option<i64>,
    duplicates: Duplicates,
    most_held: usize,
) -> Purchases<Vec<CustomerDay>> {
    let reduction = OrderLines::new(most_held);
    for chunk in lines.chunks(if lines.len() > 100 { 1000 } else { 3 }) {
        let column = |name: &str, texts: Vec<Option<String>>| Column::new(name.into(), texts);
        let print = |line: &Line| xxh3_64(format!("{line:?}").as_bytes());
        let frame = DataFrame::new_infer_height(vec![
            column("customer_id", chunk.iter().map(|line| Some(format!("{:03}", line.0))).collect()),
            Column::new("order_date".into(), chunk.iter().map(|line| line.1).collect::<Vec<i32>>()),
            Column::new("amount".into(), chunk.iter().map(|line| line.2).collect::<Vec<i64>>()),
            column("order_id", chunk.iter().map(|line| (line.3 > 0).then(|| line.3.to_string())).collect()),
            Column::new("quantity".into(), chunk.iter().map(units).collect::<Vec<Option<i64>>>()),
            column("category", chunk.iter().map(|line| Some((line.3 % 2).to_string())).collect()),
            column("channel", chunk.iter().map(|_| None).collect()),
            column("store", chunk.iter().map(|_| None).collect()),
            Column::new("rest".into(), chunk.iter().map(print).collect::<Vec<u64>>()),
        ]);
        reduction.add(&frame.unwrap()).unwrap();
    }
    reduction.finish(duplicates, |days| Ok(days.to_vec())).unwrap()
}

#[test]
fn days_are_merged_and_a_cancelled_day_is_no_purchase() {
    let all = purchases(
        &[(1, 10, 500, 1), (1, 10, -500, 1), (1, -3, 700, 2), (1, -3, 200, 2), (0, 5, 0, 0)],
        Duplicates::Kept,
    );
    assert_eq!(all.customers, ["000", "001"]);
    let days: Vec<_> = all.made[1].iter().map(|d| (d.day, d.net, d.returned, d.orders, d.is_purchase())).collect();
    assert_eq!(days, [(-3, 900, 0, 1, true), (10, 0, -500, 1, false)]);
    assert!(all.made[0][0].is_purchase(), "a free order is a purchase");
}

#[test]
fn units_are_those_of_sales_and_known_only_where_every_sale_tells_them() {
    let lines = [(1, 10, 500, 1), (1, 10, 0, 1), (1, 10, -500, 1), (1, 11, 5, 2), (1, 11, 6, 3), (1, 12, -5, 3)];
    // Two units a line, but none told by the third order; a return takes nothing from what was sold.
    let units = |line: &Line| (line.3 != 3).then_some(if line.2 < 0 { -20_000 } else { 20_000 });
    let days = |most_held| purchases_with(&lines, units, Duplicates::Kept, most_held).made[0].clone();
    assert_eq!(days(usize::MAX).iter().map(|day| day.units).collect::<Vec<_>>(), [Some(40_000), None, Some(0)]);
    assert_eq!(days(0), days(usize::MAX));
    assert!(purchases(&lines, Duplicates::Kept).made[0].iter().all(|day| day.units.is_none()), "nothing is read");
}

/// Whatever else is in the chunk, or in the part that a customer falls into, a line without a category has none.
#[test]
fn customers_without_a_category_are_there_however_chunks_are_cut() {
    let lines = |customers: std::ops::Range<u8>| {
        let column = |name: &str, of: fn(u8) -> Option<String>| {
            Column::new(name.into(), customers.clone().map(of).collect::<Vec<Option<String>>>())
        };
        DataFrame::new_infer_height(vec![
            column("customer_id", |own| Some(format!("{own:03}"))),
            Column::new("order_date".into(), vec![1_i32; customers.len()]),
            Column::new("amount".into(), vec![10_000_i64; customers.len()]),
            column("order_id", |_| None),
            column("category", |own| (own >= 40).then(|| "toys".to_string())),
            column("channel", |_| None),
            column("store", |_| None),
        ])
        .unwrap()
    };
    let cells = |chunks: &[DataFrame]| {
        let reduction = OrderLines::new(usize::MAX);
        chunks.iter().for_each(|chunk| reduction.add(chunk).unwrap());
        let all = reduction.finish(Duplicates::Kept, |days| Ok(days.to_vec())).unwrap();
        assert_eq!((all.mixes.len(), all.mixes[0].name), (1, "category"));
        all.mixes[0].cells.clone()
    };
    let whole = cells(&[lines(0..60)]);
    assert_eq!(whole.len(), 60);
    assert_eq!(cells(&[lines(0..40), lines(40..60)]), whole);
    assert_eq!(cells(&[lines(40..60), lines(0..40)]), whole);
}

#[test]
fn an_order_over_two_days_counts_once_on_its_first() {
    let all =
        purchases(&[(1, 11, 5, 7), (1, 10, 5, 7), (1, 10, 6, 7), (1, 12, -5, 7), (1, 12, -1, 8)], Duplicates::Kept);
    assert_eq!(all.made[0].iter().map(|day| day.orders).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn duplicates_are_counted_and_dropped_only_when_asked() {
    let lines = [(1, 10, 500, 1), (1, 10, 500, 1), (1, 10, 500, 1), (1, 10, 500, 3)];
    let kept = purchases(&lines, Duplicates::Kept);
    assert_eq!((kept.duplicates, kept.used.rows), (Tally { rows: 2, amount: 1000 }, 4));
    let dropped = purchases(&lines, Duplicates::Dropped);
    assert_eq!((dropped.duplicates, dropped.used), (kept.duplicates, Tally { rows: 2, amount: 1000 }));
}

#[test]
fn lines_that_go_through_the_temporary_file_add_up_as_those_in_memory() {
    let mut lines: Vec<Line> = Vec::new();
    for at in 0..30_000i32 {
        // One customer, so that its partition fills several blocks.
        lines.push((1, at % 700, i64::from(at % 91) - 20, (at % 5) as u8));
    }
    let (held, spilled) = (purchases(&lines, Duplicates::Dropped), purchases_within(&lines, Duplicates::Dropped, 0));
    assert_eq!((held.made, held.used, held.duplicates), (spilled.made, spilled.used, spilled.duplicates));
    assert_eq!(held.mixes[0].cells, spilled.mixes[0].cells);
}

#[test]
fn the_two_newest_days_are_known_while_lines_come_in() {
    let reduction = OrderLines::new(usize::MAX);
    assert_eq!(reduction.newest_days(), NewestDays::default());
    let all = purchases(&[(1, 5, 1, 0)], Duplicates::Kept);
    assert_eq!(all.made[0][0].day, 5);
}

#[test]
fn orders_of_a_value_are_those_that_hold_it() {
    // The category is the last figure of the order id, odd or even: orders 1 and 3 are of one category, 2 of the other.
    let all = purchases(
        &[(1, 10, 500, 1), (1, 10, 200, 1), (1, 11, 700, 3), (1, 11, -700, 3), (1, 12, 90, 2), (1, 13, -5, 4)],
        Duplicates::Kept,
    );
    let cells: Vec<_> = all.mixes[0].cells.iter().map(|cell| (cell.net, cell.lines, cell.orders)).collect();
    assert_eq!(cells, [(85, 2, 1), (700, 4, 2)]);
    // Without ids every line that is no return is an order of its own.
    let without = purchases(&[(1, 10, 5, 0), (1, 10, 6, 0), (1, 11, -6, 0)], Duplicates::Kept);
    assert_eq!(without.mixes[0].cells[0].orders, 2);
}

proptest! {
    #[test]
    fn order_of_lines_does_not_matter_and_nothing_is_lost(
        mut lines in prop::collection::vec((0u8..5, -3i32..3, -50i64..100, 0u8..4), 1..60),
        seed in any::<u64>(),
    ) {
        let first = purchases(&lines, Duplicates::Kept);
        let mut state = seed;
        for at in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            lines.swap(at, (state >> 33) as usize % (at + 1));
        }
        let second = purchases(&lines, Duplicates::Kept);
        prop_assert_eq!(&first.customers, &second.customers);
        for customer in 0..first.customers.len() {
            prop_assert_eq!(&first.made[customer], &second.made[customer]);
        }
        prop_assert_eq!(&first.mixes[0].cells, &second.mixes[0].cells);
        let amount: i64 = lines.iter().map(|line| line.2).sum();
        prop_assert_eq!(first.used, Tally { rows: lines.len() as u64, amount: i128::from(amount) });
        let mixed: i64 = first.mixes[0].cells.iter().map(|cell| cell.net).sum();
        prop_assert_eq!(mixed, amount);
    }
}
