//! Which thresholds of `--fail-on` a result crosses.

use crate::error::Problem;
use crate::labels::Label;
use crate::report::number;
use crate::settings::limits::Threshold;

const CROSSED: Label = Label::new("{threshold} is crossed: it is {seen}", "已超过阈值 {threshold}：当前为 {seen}");

/// One problem a crossed threshold. `measure` gives the value of a metric and its share of the whole; a metric that it
/// does not know crosses nothing.
pub(super) fn crossed(fail_on: &[Threshold], measure: impl Fn(&str) -> Option<(f64, Option<f64>)>) -> Vec<Problem> {
    let problem = |threshold: &Threshold| {
        let (value, share) = measure(&threshold.metric)?;
        let seen = match (threshold.share, share) {
            (true, Some(share)) => number::percent(share),
            _ => number::decimal(value, 2),
        };
        threshold
            .crossed(value, share)
            .then(|| Problem::at("--fail-on", CROSSED.with(&[("threshold", threshold), ("seen", &seen)])))
    };
    fail_on.iter().filter_map(problem).collect()
}
