//! `huike satisfaction-report`: published figures, odd answers, weights, what is hidden, alarms from night to night.

mod scores;

use crate::program::{Row, number};

/// The row of a metric, segment and period of the long table.
fn figure<'a>(rows: &'a [Row], metric: &str, segment: &str, period: &str) -> &'a Row {
    let is = |row: &&Row| row["metric"] == metric && row["segment"] == segment && row["period"] == period;
    rows.iter().find(is).unwrap_or_else(|| panic!("no {metric} of {segment} in {period:?}"))
}

/// Whether the numbers of a row in these columns are those expected, to the last digit of the source.
fn assert_figures(row: &Row, columns: [&str; 3], expected: [f64; 3], slack: f64) {
    for (column, expected) in columns.iter().zip(expected) {
        let found = number(&row[*column]);
        assert!((found - expected).abs() <= slack, "{column} is {found}, not {expected}: {row:?}");
    }
}
