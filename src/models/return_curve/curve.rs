//! How long customers stay away between purchases. It speaks of gaps, not of customers: whoever buys often gives many.

use super::kaplan_meier::{Durations, Step, kaplan_meier};
use crate::models::purchase_days::PurchaseDays;
use crate::numerics::interval::Interval;

/// The return curve of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnCurve {
    /// Gaps that a purchase ended.
    pub closed_gaps: u64,
    /// Gaps still open on the as-of day, one a customer.
    pub open_gaps: u64,
    /// The longest gap observed, open or closed, in days: the end of the observed range.
    pub longest: u32,
    /// One row for each length at which a gap ended, in ascending order; empty when nobody ever came back.
    pub steps: Vec<ReturnStep>,
}

/// One length of gap at which customers came back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReturnStep {
    /// Length of the gap g, in days, at least 1.
    pub gap: u32,
    /// Gaps that lasted at least g; those still open after g days are among them.
    pub at_risk: u64,
    /// Gaps that a purchase ended after g days.
    pub returned: u64,
    /// S(g), the estimated share of gaps longer than g.
    pub survival: f64,
    /// Greenwood's standard error of S(g); `None` where S(g) is 0.
    pub standard_error: Option<f64>,
    /// Log-log interval of S(g); `None` where S(g) is 0.
    pub interval: Option<Interval>,
    /// P(return within the observed range | gap > g) = 1 − S(end)/S(g); `None` where S(g) is 0: no gap is longer.
    pub return_probability: Option<f64>,
}

/// The Kaplan-Meier curve of the gaps between purchases, in days. The days from one purchase to the next are a closed
/// gap; the days from a customer's last purchase to the as-of day are an open one, censored. A purchase on the as-of
/// day opens a gap of 0 days, which tells nothing and is at risk nowhere.
///
/// Every gap is one observation: the gaps of one customer are treated as independent, and a frequent buyer counts
/// with every gap. Since the gaps of one customer resemble each other, the true errors are somewhat larger than the
/// ones given. A return later than the longest observed gap is never counted, so in a short history the return
/// probability is too low.
///
/// `None` when nobody bought, or unless 0 < `confidence` < 1.
pub fn return_curve(history: PurchaseDays<'_>, confidence: f64) -> Option<ReturnCurve> {
    let mut gaps = Durations::default();
    for bought in history.customers() {
        for (before, after) in bought.iter().zip(bought.iter().skip(1)) {
            gaps.end(after.abs_diff(*before));
        }
        if let Some(last) = bought.last() {
            gaps.leave_open(history.as_of().abs_diff(*last));
        }
    }
    let longest = u32::try_from(gaps.tallies.len().checked_sub(1)?).ok()?;
    let (all, closed_gaps) = gaps.totals();
    let steps = kaplan_meier(&gaps, confidence)?;
    let end = steps.last().map_or(1.0, |step| step.survival);
    let steps = steps.iter().map(|step| return_step(step, end)).collect();
    Some(ReturnCurve { closed_gaps, open_gaps: all - closed_gaps, longest, steps })
}

impl ReturnCurve {
    /// P(return within the observed range): the share of purchases after which another one was seen, or would have
    /// been had every customer been watched for the longest gap. 0 when nobody ever came back.
    pub fn ever_returned(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| 1.0 - step.survival)
    }
}

fn return_step(step: &Step, end: f64) -> ReturnStep {
    ReturnStep {
        gap: step.time,
        at_risk: step.at_risk,
        returned: step.ended,
        survival: step.survival,
        standard_error: step.standard_error,
        interval: step.interval,
        return_probability: (step.survival > 0.0).then(|| 1.0 - end / step.survival),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_small_history_by_hand() {
        // Gaps 10, 20, 10 closed; open 30 − 30 = 0, 30 − 10 = 20, 30 − 5 = 25.
        let history = PurchaseDays::new(&[0, 10, 30, 0, 10, 5], &[0, 3, 5, 6], 30).unwrap();
        let curve = return_curve(history, 0.95).unwrap();
        assert_eq!((curve.closed_gaps, curve.open_gaps, curve.longest), (3, 3, 25));
        let rows: Vec<_> = curve.steps.iter().map(|step| (step.gap, step.at_risk, step.returned)).collect();
        assert_eq!(rows, [(10, 5, 2), (20, 3, 1)]);
        let near = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-12, "{value} {expected}");
        near(curve.steps[0].survival, 0.6);
        near(curve.steps[1].survival, 0.4);
        near(curve.steps[0].standard_error.unwrap(), (0.6 * 0.4 / 5.0_f64).sqrt());
        near(curve.steps[0].return_probability.unwrap(), 1.0 / 3.0);
        assert_eq!(curve.steps[1].return_probability, Some(0.0));
        near(curve.ever_returned(), 0.6);
    }

    #[test]
    fn the_order_of_customers_does_not_matter_and_counts_reconcile() {
        let customers: Vec<Vec<i32>> =
            (0..300).map(|i| (0..=i % 9).map(|k| i % 31 + k * (3 + i * 7 % 40)).collect()).collect();
        let curve = |order: &[usize]| {
            let (mut days, mut offsets) = (Vec::new(), vec![0]);
            for at in order {
                days.extend_from_slice(&customers[*at]);
                offsets.push(days.len());
            }
            return_curve(PurchaseDays::new(&days, &offsets, 400).unwrap(), 0.95).unwrap()
        };
        let forth: Vec<usize> = (0..300).collect();
        let back: Vec<usize> = (0..300).map(|i| i * 7 % 300).collect();
        let found = curve(&forth);
        assert_eq!(found, curve(&back));
        let days: usize = customers.iter().map(Vec::len).sum();
        assert_eq!((found.closed_gaps, found.open_gaps), (days as u64 - 300, 300));
        assert_eq!(found.steps.iter().map(|step| step.returned).sum::<u64>(), found.closed_gaps);
        assert!(found.steps.is_sorted_by(|a, b| a.survival > b.survival && a.at_risk > b.at_risk));
        assert!(found.steps.is_sorted_by(|a, b| a.return_probability > b.return_probability));
    }

    #[test]
    fn little_history_gives_little() {
        let curve = |days: &[i32], offsets: &[usize]| return_curve(PurchaseDays::new(days, offsets, 9).unwrap(), 0.95);
        assert_eq!(curve(&[], &[0, 0]), None);
        let one = curve(&[9], &[0, 1]).unwrap();
        assert_eq!((one.open_gaps, one.longest, one.steps.len(), one.ever_returned()), (1, 0, 0, 0.0));
        let all_back = curve(&[8, 9], &[0, 2]).unwrap();
        assert_eq!((all_back.steps[0].survival, all_back.steps[0].return_probability), (0.0, None));
    }
}
