//! `huike satisfaction-report`: published figures, odd answers, weights, what is hidden and what all tables together tell,
//! business hours, follow-ups, goals, alarms from night to night and what they watch, loyalty, what stands in the reports,
//! and what is told of odd input.

mod alarms;
mod complaints;
mod follow_ups;
mod goals;
mod hidden;
mod loyalty;
mod reports;
mod scores;
mod told;
mod watched;

use std::fmt::Write;

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

/// The name of the n-th month from January 2024 on.
fn month(n: usize) -> String {
    format!("{}-{:02}", 2024 + n / 12, n % 12 + 1)
}

/// 60 answers a month from January 2024 on, so many of them content.
fn months(content: &[u32]) -> String {
    let mut text = String::from("customer_id,answered_at,metric,score\n");
    for (at, content) in content.iter().enumerate() {
        for own in 0..60 {
            let score = if own < *content { 5 } else { 1 };
            writeln!(text, "C{at}-{own},{}-{:02},csat,{score}", month(at), own % 14 + 1).unwrap();
        }
    }
    text
}

/// 23 months like each other.
const ORDINARY: [u32; 23] =
    [46, 44, 47, 45, 43, 46, 48, 44, 45, 47, 46, 44, 45, 46, 47, 43, 45, 46, 44, 47, 45, 46, 44];

/// The ordinary months, and these after them.
fn after_ordinary(more: &[u32]) -> String {
    months(&[&ORDINARY, more].concat())
}
