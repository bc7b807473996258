//! Fits a repeat-purchase model to weighted cells and scores every cell, as `huike churn-score` does; prints the seconds
//! that this took, without reading the file, with the log-likelihood and the parameters.
//!
//! usage: cargo run --release --manifest-path tests/bench/hot/Cargo.toml --bin fit_cells CELLS.csv MODEL
//!
//! MODEL is bg-nbd, mbg-nbd or pareto-nbd.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use huike::models::repeat_purchase::{Cells, Family, History, fit};
use serde_json::json;

/// Weeks to forecast.
const HORIZON: f64 = 26.0;

fn main() {
    let [path, model] = std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let family = Family::ALL.into_iter().find(|family| family.id() == model).unwrap();
    let (mut histories, mut weights) = (Vec::new(), Vec::new());
    for row in csv::Reader::from_path(path).unwrap().deserialize() {
        let (repeat_purchases, last_purchase, age, weight): (u32, f64, f64, f64) = row.unwrap();
        histories.push(History { repeat_purchases, last_purchase, age });
        weights.push(weight);
    }

    let start = Instant::now();
    let cells = Cells::fold_weighted(&histories, &weights).unwrap();
    let fitted = fit(family, &cells).unwrap();
    let forecasts = cells.spread(&fitted.model.forecast(&cells, HORIZON)).unwrap();
    let seconds = start.elapsed().as_secs_f64();

    let expected: f64 =
        forecasts.iter().zip(&weights).map(|(forecast, weight)| weight * forecast.expected_purchases).sum();
    let alive: f64 = forecasts.iter().zip(&weights).map(|(forecast, weight)| weight * forecast.alive).sum();
    println!(
        "{}",
        json!({
            "seconds": seconds,
            "log_likelihood": fitted.log_likelihood,
            "parameters": fitted.model.parameters(),
            "alive": alive,
            "expected_purchases": expected,
        })
    );
}
