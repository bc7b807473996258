//! The likelihood of the model, and what it expects. It searches nothing.

/// Completions and what is still out, by days since notification. The day of notification is day 1.
#[derive(Clone, Debug)]
pub(super) struct Lags {
    /// Day of completion and units.
    pub(super) completed: Vec<(u32, u64)>,
    /// Days notified until now, units notified, and units still out.
    pub(super) cohorts: Vec<(u32, u64, u64)>,
    /// All completed units.
    pub(super) done: f64,
    /// Σ units (day − 1) over completions.
    pub(super) waited: f64,
}

/// The parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parameters {
    /// π: share of the units that will ever be completed.
    pub(super) share: f64,
    /// λ: rate a day.
    pub(super) rate: f64,
}

/// Mean and variance of a future count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Future {
    pub(super) mean: f64,
    pub(super) variance: f64,
}

impl Lags {
    /// Σ d ln[π (e^(−λ(k−1)) − e^(−λk))] + Σ r ln[1 − π (1 − e^(−λc))] over completions d on day k and units r still out
    /// after c days.
    pub(super) fn ln_likelihood(&self, Parameters { share, rate }: Parameters) -> f64 {
        let done = self.done * (share.ln() + (-(-rate).exp_m1()).ln()) - rate * self.waited;
        let out = |(days, _, out): &(u32, u64, u64)| {
            if *out == 0 { 0.0 } else { *out as f64 * not_yet(share, rate, f64::from(*days)).ln() }
        };
        done + self.cohorts.iter().map(out).sum::<f64>()
    }

    /// Completions among the units still out, within `days` from now; days may be infinite.
    pub(super) fn future(&self, Parameters { share, rate }: Parameters, days: f64) -> Future {
        let soon = -(-rate * days).exp_m1();
        let mut future = Future { mean: 0.0, variance: 0.0 };
        for (elapsed, _, out) in &self.cohorts {
            let elapsed = f64::from(*elapsed);
            let chance = (share * (-rate * elapsed).exp() * soon / not_yet(share, rate, elapsed)).min(1.0);
            future.mean += *out as f64 * chance;
            future.variance += *out as f64 * chance * (1.0 - chance);
        }
        future
    }

    /// Pearson's X² over its degrees of freedom, at least 1: completions of each day since notification against
    /// those expected of the units still out then. Neighbouring days are taken together until five are expected.
    pub(super) fn overdispersion(&self, Parameters { share, rate }: Parameters) -> f64 {
        let last = self.cohorts.iter().map(|(days, _, _)| *days).max().unwrap_or(0);
        // Units notified at least k days ago, less those completed before.
        let mut ended: Vec<(u32, u64)> = self.cohorts.iter().map(|(days, _, out)| (*days, *out)).collect();
        ended.sort_unstable();
        let (mut ended, mut completed) = (ended.into_iter().peekable(), self.completed.iter().peekable());
        let mut at_risk = self.cohorts.iter().map(|(_, units, _)| *units).sum::<u64>() as f64;
        let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
        let (mut statistic, mut bins) = (0.0, 0_u32);
        for day in 1..=last {
            let before = not_yet(share, rate, f64::from(day) - 1.0);
            let hazard = (1.0 - not_yet(share, rate, f64::from(day)) / before).clamp(0.0, 1.0);
            let done = completed.next_if(|(on, _)| *on == day).map_or(0.0, |(_, units)| *units as f64);
            observed += done;
            expected += at_risk * hazard;
            variance += at_risk * hazard * (1.0 - hazard);
            if expected >= 5.0 && variance > 0.0 {
                statistic += (observed - expected).powi(2) / variance;
                bins += 1;
                (observed, expected, variance) = (0.0, 0.0, 0.0);
            }
            at_risk -= done;
            while let Some((_, out)) = ended.next_if(|(days, _)| *days == day) {
                at_risk -= out as f64;
            }
        }
        if bins > 2 { f64::max(statistic / f64::from(bins - 2), 1.0) } else { 1.0 }
    }
}

/// P(not completed within `days`).
fn not_yet(share: f64, rate: f64, days: f64) -> f64 {
    (1.0 - share) + share * (-rate * days).exp()
}
