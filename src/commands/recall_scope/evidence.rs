//! What effectiveness checks prove, and how many without a failure would prove more.

use crate::labels::{Label, recall_scope as labels};
use crate::models::effectiveness::zero_failure_size;

use super::progress::{CONFIDENCE, Standing};

/// Confidence, and the part of the consignees that works at least: the samples of every handbook.
const SAMPLES: [(f64, f64); 3] = [(0.95, 0.95), (0.95, 0.99), (0.9, 0.9)];

/// One statement. Shares are from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Evidence {
    pub(super) item: &'static str,
    pub(super) label: Label,
    pub(super) confidence: f64,
    /// Nothing where no consignee drawn was checked.
    pub(super) share: Option<f64>,
    pub(super) limits: Option<(f64, f64)>,
    /// Checks made, or needed.
    pub(super) checks: u64,
}

/// The statements: what the checks of those drawn show, then the sizes of samples without a failure.
pub(super) fn find(standing: &Standing<'_>) -> Vec<Evidence> {
    let results = &standing.results;
    let drawn = results.drawn;
    let mut all = vec![
        Evidence {
            item: "effective",
            label: labels::EVIDENCE_EFFECTIVE,
            confidence: CONFIDENCE,
            share: (drawn.made > 0).then(|| drawn.effective as f64 / drawn.made as f64),
            limits: results.effective_share.map(|own| (own.lower, own.upper)),
            checks: drawn.made,
        },
        Evidence {
            item: "failing_at_most",
            label: labels::EVIDENCE_FAILING,
            confidence: CONFIDENCE,
            share: results.failing_at_most,
            limits: None,
            checks: drawn.made,
        },
    ];
    all.extend(SAMPLES.into_iter().filter_map(|(confidence, works)| {
        Some(Evidence {
            item: "sample_without_failure",
            label: labels::EVIDENCE_SAMPLE,
            confidence,
            share: Some(1.0 - works),
            limits: None,
            checks: zero_failure_size(confidence, works)?,
        })
    }));
    all
}
