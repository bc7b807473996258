//! A score of one cell with its interval. It compares nothing and hides nothing.

use super::error::ScoreError;
use super::mean::MeanSample;
use super::method::Method;
use super::metric::{Form, Metric};
use super::net_share::AdjustedNet;
use super::scale::Scale;
use super::share::{centre_variance, wilson};
use super::tally::{Fraction, Tally};
use crate::numerics::interval::{Interval, normal_z};

/// A score of one cell. Shares and net shares are kept as such: [`Score::printed`] has points and percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// What is measured.
    pub metric: Metric,
    /// The scale of the question.
    pub scale: Scale,
    /// The score, weighted where there are weights.
    pub value: f64,
    /// The score when every answer counts alike.
    pub unweighted: f64,
    /// Number of answers it is computed from, at least 1.
    pub n: u64,
    /// Kish's effective number of answers; `n` without weights.
    pub n_eff: f64,
    /// Where the score of all who could have answered lies; it holds the score. That of a net promoter score may leave
    /// −1..=1.
    pub interval: Interval,
    /// Variance of one answer, never 0: what [`Detection`](super::Detection) takes. It is that of the adjusted sample,
    /// that at the centre of the Wilson interval, or that of the answers with the divisor n − 1.
    pub answer_variance: f64,
    /// How the interval is had.
    pub method: Method,
}

/// Numbers as a reader expects them: NPS in points, shares in percent, means as they are. Net promoter scores are cut to
/// −100..=100, and their changes to −200..=200.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// The score or the change.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// A net share, a share or a mean of one cell, and what its interval is computed from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sample {
    Net { value: f64, adjusted: AdjustedNet },
    Share { value: f64, answers: f64 },
    Mean(MeanSample),
}

impl Sample {
    /// `None` without answers.
    pub(super) fn of(tally: &Tally, form: Form) -> Option<Sample> {
        tally.shares().map(|shares| Sample::new(tally, &shares, &tally.fractions(), form, tally.effective_answers()))
    }

    fn new(tally: &Tally, shares: &[f64], fractions: &[Fraction], form: Form, answers: f64) -> Sample {
        match form {
            Form::Net { passives, promoters } => {
                let from = share_from(tally, shares, promoters);
                let below = 1.0 - share_from(tally, shares, passives);
                Sample::Net { value: from - below, adjusted: AdjustedNet::new(from, below, answers) }
            }
            Form::Share { first } => Sample::Share { value: share_from(tally, shares, first), answers },
            Form::Mean => Sample::Mean(MeanSample::new(tally.scale(), shares, fractions, answers)),
        }
    }

    pub(super) fn value(&self) -> f64 {
        match self {
            Sample::Net { value, .. } | Sample::Share { value, .. } => *value,
            Sample::Mean(sample) => sample.mean,
        }
    }
}

/// The share of the answers from a place on; exactly 0 where none lies there, and exactly 1 where all do.
fn share_from(tally: &Tally, shares: &[f64], first: usize) -> f64 {
    let counted: u64 = tally.counts().iter().skip(first).sum();
    match counted {
        0 => 0.0,
        all if all == tally.answers() => 1.0,
        _ => shares.iter().skip(first).sum::<f64>().clamp(0.0, 1.0),
    }
}

/// The score of a cell with its interval of `confidence`; `None` without answers, as a score of nobody is no 0.
///
/// - Net promoter score: the adjusted Wald interval of Rocks (see the source at the adjustment). With
///   hardly more than one answer it can leave the score itself out; it is then widened to hold it.
/// - Shares: the Wilson interval.
/// - Means: the t interval inside the scale; where all answers are alike, a bound from the scale.
///
/// Under weights, the effective number of answers takes the place of n. This allows for unequal weights, and not for
/// answers that hang together, such as several by one customer.
///
/// # Errors
/// See [`ScoreError`].
pub fn score(tally: &Tally, metric: Metric, confidence: f64) -> Result<Option<Score>, ScoreError> {
    let form = metric.form(tally.scale())?;
    let z = normal_z(confidence).ok_or(ScoreError::Confidence)?;
    let tail = (1.0 - confidence) / 2.0;
    let (Some(sample), Some(unweighted)) = (Sample::of(tally, form), tally.unweighted_shares()) else {
        return Ok(None);
    };
    let n_eff = tally.effective_answers();
    let unweighted = Sample::new(tally, &unweighted, &tally.unweighted_fractions(), form, n_eff).value();
    let (interval, answer_variance, method) = match &sample {
        Sample::Net { value, adjusted } => {
            let at = adjusted.interval(z);
            let held = Interval { lower: at.lower.min(*value), upper: at.upper.max(*value) };
            (held, adjusted.variance, Method::AdjustedWald)
        }
        Sample::Share { value, answers } => {
            (wilson(*value, *answers, z), centre_variance(*value, *answers, z), Method::Wilson)
        }
        Sample::Mean(mean) => (mean.interval(tail), mean.answer_variance(tail), mean.method()),
    };
    let n = tally.answers();
    let (value, scale) = (sample.value(), tally.scale());
    Ok(Some(Score { metric, scale, value, unweighted, n, n_eff, interval, answer_variance, method }))
}

impl Score {
    /// The score and its interval as a reader expects them.
    pub fn printed(&self) -> Printed {
        let (least, most) = self.metric.bounds(self.scale);
        Printed::new(self.value, self.interval, (least, most), self.metric.unit().factor())
    }
}

impl Printed {
    pub(super) fn new(value: f64, interval: Interval, (least, most): (f64, f64), factor: f64) -> Printed {
        let cut = |limit: f64| factor * limit.clamp(least, most);
        Printed { value: cut(value), interval: Interval { lower: cut(interval.lower), upper: cut(interval.upper) } }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn scores(counts: &[u64], metrics: &[Metric]) -> Vec<Score> {
        let scale = if counts.len() == 11 { Scale::NET_PROMOTER } else { Scale::new(1, counts.len() as i32).unwrap() };
        let tally = Tally::of_counts(scale, counts).unwrap();
        metrics.iter().map(|metric| score(&tally, *metric, 0.95).unwrap().unwrap()).collect()
    }

    #[test]
    fn nobody_has_no_score() {
        let tally = Tally::of(Scale::NET_PROMOTER, &[None, Some(11.0)], None).unwrap();
        assert_eq!(score(&tally, Metric::NetPromoter, 0.95), Ok(None));
        assert_eq!(score(&tally, Metric::Mean, 0.95), Ok(None));
        let weightless = Tally::of(Scale::NET_PROMOTER, &[Some(9.0)], Some(&[Some(0.0)])).unwrap();
        assert_eq!(score(&weightless, Metric::NetPromoter, 0.95), Ok(None));
    }

    #[test]
    fn one_answer_has_a_wide_interval_that_holds_it() {
        for place in 0..11 {
            let mut counts = [0; 11];
            counts[place] = 1;
            for own in scores(&counts, &[Metric::NetPromoter, Metric::TopBoxes { boxes: 2 }, Metric::Mean]) {
                let Printed { value, interval } = own.printed();
                assert!(interval.lower <= value && value <= interval.upper);
                assert!(interval.upper - interval.lower > 0.5 * (own.metric.bounds(own.scale).1), "{own:?}");
            }
        }
    }

    /// 14 of 20 gave 4 or 5; 13 of 20 gave 5 to 7, and the mean of the latter answers is 96/20.
    #[test]
    fn satisfaction_and_effort() {
        let csat = scores(&[1, 2, 3, 4, 10], &[Metric::CustomerSatisfaction])[0];
        let known = crate::numerics::interval::wilson(14, 20, 0.95).unwrap();
        assert!((csat.printed().value - 70.0).abs() < 1e-12 && (csat.interval.lower - known.lower).abs() < 1e-14);
        let effort = scores(&[1, 2, 2, 2, 5, 4, 4], &[Metric::EffortAgreement, Metric::EffortMean]);
        assert!((effort[0].printed().value - 65.0).abs() < 1e-12);
        assert!((effort[1].printed().value - 96.0 / 20.0).abs() < 1e-12);
        assert_eq!([effort[0].method, effort[1].method], [Method::Wilson, Method::StudentT]);
    }

    #[test]
    fn errors_come_before_answers() {
        let five = Tally::of_counts(Scale::new(1, 5).unwrap(), &[0; 5]).unwrap();
        assert!(matches!(score(&five, Metric::NetPromoter, 0.95), Err(ScoreError::NotNetPromoterScale { .. })));
        for confidence in [0.0, 1.0, 95.0, f64::NAN] {
            assert_eq!(score(&five, Metric::Mean, confidence), Err(ScoreError::Confidence));
        }
    }

    /// Two 5s with weight 1 and a 1 with weight 2, of 5: CSAT 1/2 with n = 16/6.
    #[test]
    fn weights_move_the_score_and_widen_the_interval() {
        let answers = [Some(5.0), Some(5.0), Some(1.0)];
        let weights = [Some(1.0), Some(1.0), Some(2.0)];
        let tally = Tally::of(Scale::new(1, 5).unwrap(), &answers, Some(&weights)).unwrap();
        let own = score(&tally, Metric::CustomerSatisfaction, 0.95).unwrap().unwrap();
        assert!((own.value - 0.5).abs() < 1e-15 && (own.unweighted - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(own.n, 3);
        assert!((own.n_eff - 8.0 / 3.0).abs() < 1e-14);
        let mean = score(&tally, Metric::Mean, 0.95).unwrap().unwrap();
        assert!((mean.value - 3.0).abs() < 1e-14 && (mean.unweighted - 11.0 / 3.0).abs() < 1e-14);
    }

    /// Half promoters, half detractors, n = 8/3: P′ = D′ = (4/3 + 3/4)/(17/3), s′ = 0.
    #[test]
    fn the_adjusted_interval_takes_the_effective_number() {
        let weights = [Some(1.0), Some(1.0), Some(2.0)];
        let tally = Tally::of(Scale::NET_PROMOTER, &[Some(9.0), Some(10.0), Some(6.0)], Some(&weights)).unwrap();
        let own = score(&tally, Metric::NetPromoter, 0.95).unwrap().unwrap();
        let (adjusted, share) = (17.0_f64 / 3.0, (4.0 / 3.0 + 0.75) / (17.0 / 3.0));
        let reach = 1.959_963_984_540_054 * (2.0 * share / adjusted).sqrt();
        assert!(own.value.abs() < 1e-15 && (own.unweighted - 1.0 / 3.0).abs() < 1e-15);
        assert!((own.interval.upper - reach).abs() < 1e-12 && (own.interval.lower + reach).abs() < 1e-12);
    }

    #[test]
    fn the_largest_counts_stay_finite() {
        let counts = [1 << 52, 0, 0, 0, 1 << 52];
        for own in scores(&counts, &[Metric::CustomerSatisfaction, Metric::Mean]) {
            assert!(own.interval.lower < own.value && own.value < own.interval.upper);
            assert!(own.answer_variance.is_finite());
        }
    }
}
