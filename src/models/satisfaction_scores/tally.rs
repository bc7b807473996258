//! The answers of one cell, counted by answer, with or without weights. Everything else is computed from this. It knows
//! no score.

use super::error::TallyError;
use super::scale::Scale;

/// Smallest and largest weight that can be used; 0 says that an answer has no weight. Squares of weights in this range
/// can be summed without overflow or underflow.
pub const WEIGHTS: std::ops::RangeInclusive<f64> = 1e-50..=1e50;

/// The answers of one cell to one question, such as one segment in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    scale: Scale,
    counts: Vec<u64>,
    /// What answers between two points have above the lower one, by that point; empty where all answers are whole.
    fractions: Vec<Fraction>,
    weighting: Option<Weighting>,
    missing: u64,
    off_scale: u64,
    without_weight: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct Weighting {
    by_answer: Vec<f64>,
    squares: f64,
    /// As those of the tally, each times its weight.
    fractions: Vec<Fraction>,
}

/// What the answers counted at a point of the scale have above it, from 0 to below 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fraction {
    /// Sum over the answers.
    pub sum: f64,
    /// Sum of the squares.
    pub squares: f64,
}

impl Tally {
    /// Counts answers. A `None` answer is missing. An answer that is not on the scale, whole numbers only, is counted
    /// apart. So is an answer on the scale with no weight, or with the weight 0. `weights`, where given, has one entry
    /// for each answer.
    ///
    /// # Errors
    /// [`TallyError::Lengths`], [`TallyError::Weight`].
    pub fn of(scale: Scale, answers: &[Option<f64>], weights: Option<&[Option<f64>]>) -> Result<Tally, TallyError> {
        let mut tally = Tally::empty(scale, weights.is_some());
        let Some(weights) = weights else {
            answers.iter().for_each(|answer| tally.add(*answer, None));
            return Ok(tally);
        };
        if weights.len() != answers.len() {
            return Err(TallyError::Lengths);
        }
        for (row, (answer, weight)) in answers.iter().zip(weights).enumerate() {
            let weight = weight.unwrap_or(0.0);
            if weight != 0.0 && !WEIGHTS.contains(&weight) {
                return Err(TallyError::Weight { row, weight });
            }
            tally.add(*answer, Some(weight));
        }
        Ok(tally)
    }

    /// Answers that are already counted: one count for each point of the scale, the lowest answer first.
    ///
    /// # Errors
    /// [`TallyError::Points`], and [`TallyError::TooMany`] for counts that sum to more than 2⁵³.
    pub fn of_counts(scale: Scale, counts: &[u64]) -> Result<Tally, TallyError> {
        if counts.len() != scale.points() {
            return Err(TallyError::Points { counts: counts.len(), points: scale.points() });
        }
        let total: u128 = counts.iter().copied().map(u128::from).sum();
        if total > 1 << f64::MANTISSA_DIGITS {
            return Err(TallyError::TooMany);
        }
        Ok(Tally { counts: counts.to_vec(), ..Tally::empty(scale, false) })
    }

    /// Weighted answers that are already summed: for each point of the scale, the lowest answer first, their number and
    /// the sum of their weights, and the sum of the squares of all weights.
    ///
    /// # Errors
    /// As [`Tally::of_counts`], for `weights` too; and [`TallyError::Weight`], with the point of the scale as its row,
    /// for a sum of weights that is not finite and above 0 where there are answers.
    pub fn of_weighted_counts(
        scale: Scale,
        counts: &[u64],
        weights: &[f64],
        squares: f64,
    ) -> Result<Tally, TallyError> {
        let tally = Tally::of_counts(scale, counts)?;
        if weights.len() != counts.len() {
            return Err(TallyError::Points { counts: weights.len(), points: counts.len() });
        }
        let usable = |count: u64, weight: f64| count == 0 || (weight.is_finite() && weight > 0.0);
        let wrong = counts.iter().zip(weights).position(|(count, weight)| !usable(*count, *weight));
        if let Some(row) = wrong {
            return Err(TallyError::Weight { row, weight: weights.get(row).copied().unwrap_or(0.0) });
        }
        let weighting = Weighting { by_answer: weights.to_vec(), squares, fractions: Vec::new() };
        Ok(Tally { weighting: Some(weighting), ..tally })
    }

    /// The same where answers lie between the points: each is counted at the point below it, and `fractions` has what
    /// the answers of each point have above it, `weighted` the same with each times its weight. Only means take such
    /// answers in: to shares they are the point below.
    ///
    /// # Errors
    /// [`TallyError::Points`] where there is not one for each point of the scale.
    pub fn with_fractions(
        mut self,
        fractions: &[Fraction],
        weighted: Option<&[Fraction]>,
    ) -> Result<Tally, TallyError> {
        let points = self.scale.points();
        let short = [fractions].into_iter().chain(weighted).find(|own| own.len() != points);
        if let Some(own) = short {
            return Err(TallyError::Points { counts: own.len(), points });
        }
        self.fractions = fractions.to_vec();
        if let Some(own) = &mut self.weighting {
            own.fractions = weighted.unwrap_or(fractions).to_vec();
        }
        Ok(self)
    }

    /// Several cells as one, so that the score of a total is that of all its answers and not a mean of scores. `None`
    /// for no cells.
    ///
    /// # Errors
    /// [`TallyError::Scales`] for cells of different scales, [`TallyError::SomeWeighted`] where some cells have
    /// weights and others do not, [`TallyError::TooMany`] as in [`Tally::of_counts`].
    pub fn pooled(cells: &[Tally]) -> Result<Option<Tally>, TallyError> {
        let Some((first, rest)) = cells.split_first() else { return Ok(None) };
        let mut all = first.clone();
        for cell in rest {
            if cell.scale != all.scale {
                return Err(TallyError::Scales);
            }
            match (&mut all.weighting, &cell.weighting) {
                (None, None) => {}
                (Some(sums), Some(own)) => {
                    sums.by_answer.iter_mut().zip(&own.by_answer).for_each(|(sum, own)| *sum += own);
                    sums.squares += own.squares;
                    add_fractions(&mut sums.fractions, &own.fractions);
                }
                _ => return Err(TallyError::SomeWeighted),
            }
            for (sum, own) in all.counts.iter_mut().zip(&cell.counts) {
                *sum = sum.saturating_add(*own);
            }
            add_fractions(&mut all.fractions, &cell.fractions);
            all.missing = all.missing.saturating_add(cell.missing);
            all.off_scale = all.off_scale.saturating_add(cell.off_scale);
            all.without_weight = all.without_weight.saturating_add(cell.without_weight);
        }
        let total: u128 = all.counts.iter().copied().map(u128::from).sum();
        if total > 1 << f64::MANTISSA_DIGITS { Err(TallyError::TooMany) } else { Ok(Some(all)) }
    }

    fn empty(scale: Scale, weighted: bool) -> Tally {
        let weighting =
            weighted.then(|| Weighting { by_answer: vec![0.0; scale.points()], squares: 0.0, fractions: Vec::new() });
        let counts = vec![0; scale.points()];
        Tally { scale, counts, fractions: Vec::new(), weighting, missing: 0, off_scale: 0, without_weight: 0 }
    }

    fn add(&mut self, answer: Option<f64>, weight: Option<f64>) {
        let Some(answer) = answer else {
            self.missing += 1;
            return;
        };
        let Some(position) = self.scale.position(answer) else {
            self.off_scale += 1;
            return;
        };
        if weight == Some(0.0) {
            self.without_weight += 1;
            return;
        }
        if let Some(count) = self.counts.get_mut(position) {
            *count += 1;
        }
        if let (Some(sums), Some(weight)) = (&mut self.weighting, weight) {
            sums.squares += weight * weight;
            if let Some(sum) = sums.by_answer.get_mut(position) {
                *sum += weight;
            }
        }
    }

    /// The scale of the question.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Number of answers by answer, the lowest first.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Number of answers that scores are computed from.
    pub fn answers(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Rows without an answer.
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// Answers that are not on the scale; no score is computed from them.
    pub fn off_scale(&self) -> u64 {
        self.off_scale
    }

    /// Answers on the scale that have no weight, or the weight 0; no score is computed from them.
    pub fn without_weight(&self) -> u64 {
        self.without_weight
    }

    /// Whether answers have weights.
    pub fn is_weighted(&self) -> bool {
        self.weighting.is_some()
    }

    /// Kish's effective number of answers, (Σw)²/Σw²; without weights the number of answers. Source: Kish, Survey
    /// Sampling (1965), section 11.7.
    pub fn effective_answers(&self) -> f64 {
        let answers = self.answers() as f64;
        match &self.weighting {
            Some(sums) if answers > 0.0 => {
                let total: f64 = sums.by_answer.iter().sum();
                // Never above the number of answers, nor below 1, but for rounding.
                (total * (total / sums.squares)).clamp(1.0, answers)
            }
            _ => answers,
        }
    }

    /// The weighted share of each answer, the lowest first; they sum to 1. `None` without answers.
    pub(super) fn shares(&self) -> Option<Vec<f64>> {
        match &self.weighting {
            None => self.unweighted_shares(),
            Some(_) if self.answers() == 0 => None,
            Some(sums) => {
                let total: f64 = sums.by_answer.iter().sum();
                Some(sums.by_answer.iter().map(|sum| sum / total).collect())
            }
        }
    }

    /// What answers have above their points, as shares of all answers: by point, empty where all are whole.
    pub(super) fn fractions(&self) -> Vec<Fraction> {
        match &self.weighting {
            None => self.unweighted_fractions(),
            Some(sums) => shares_of(&sums.fractions, sums.by_answer.iter().sum()),
        }
    }

    /// The same when every answer counts alike.
    pub(super) fn unweighted_fractions(&self) -> Vec<Fraction> {
        shares_of(&self.fractions, self.answers() as f64)
    }

    /// The share of each answer when every answer counts alike. `None` without answers.
    pub(super) fn unweighted_shares(&self) -> Option<Vec<f64>> {
        let answers = self.answers();
        (answers > 0).then(|| self.counts.iter().map(|count| *count as f64 / answers as f64).collect())
    }
}

fn shares_of(fractions: &[Fraction], total: f64) -> Vec<Fraction> {
    fractions.iter().map(|own| Fraction { sum: own.sum / total, squares: own.squares / total }).collect()
}

fn add_fractions(sums: &mut Vec<Fraction>, own: &[Fraction]) {
    if sums.is_empty() {
        sums.extend_from_slice(own);
        return;
    }
    for (sum, own) in sums.iter_mut().zip(own) {
        sum.sum += own.sum;
        sum.squares += own.squares;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn summed_weights_are_those_of_single_answers() {
        let scale = Scale::new(1, 3).unwrap();
        let answers = [Some(1.0), Some(3.0), Some(3.0)];
        let single = Tally::of(scale, &answers, Some(&[Some(0.5), Some(2.0), Some(1.0)])).unwrap();
        let summed = Tally::of_weighted_counts(scale, &[1, 0, 2], &[0.5, 0.0, 3.0], 0.25 + 4.0 + 1.0).unwrap();
        assert_eq!(single, summed);
        let bad = Tally::of_weighted_counts(scale, &[1, 0, 2], &[0.0, 0.0, 3.0], 5.0);
        assert_eq!(bad, Err(TallyError::Weight { row: 0, weight: 0.0 }));
        assert!(Tally::of_weighted_counts(scale, &[1, 0, 2], &[1.0], 5.0).is_err());
    }

    const NAN: Option<f64> = Some(f64::NAN);

    fn five() -> Scale {
        Scale::new(1, 5).unwrap()
    }

    #[test]
    fn every_row_is_counted_once() {
        let answers = [Some(1.0), Some(5.0), Some(5.0), None, Some(6.0), Some(4.5), NAN, Some(1e308), Some(0.0)];
        let tally = Tally::of(five(), &answers, None).unwrap();
        assert_eq!((tally.counts(), tally.answers()), ([1, 0, 0, 0, 2].as_slice(), 3));
        assert_eq!((tally.missing(), tally.off_scale(), tally.without_weight()), (1, 5, 0));
        assert_eq!(tally.effective_answers(), 3.0);
    }

    #[test]
    fn weights_count_by_answer() {
        let answers = [Some(1.0), Some(5.0), Some(5.0), Some(3.0), Some(3.0), None];
        let weights = [Some(1.0), Some(2.0), Some(1.0), Some(0.0), None, Some(1.0)];
        let tally = Tally::of(five(), &answers, Some(&weights)).unwrap();
        assert_eq!((tally.answers(), tally.without_weight(), tally.missing()), (3, 2, 1));
        assert!((tally.effective_answers() - 16.0 / 6.0).abs() < 1e-15);
        assert_eq!(tally.shares().unwrap(), [0.25, 0.0, 0.0, 0.0, 0.75]);
        assert!((tally.unweighted_shares().unwrap()[4] - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn bad_weights_and_counts_are_refused() {
        let bad = |weight: f64| Tally::of(five(), &[Some(1.0)], Some(&[Some(weight)]));
        for weight in [-1.0, f64::NAN, f64::INFINITY, 1e308, 1e-200] {
            assert!(matches!(bad(weight), Err(TallyError::Weight { row: 0, .. })));
        }
        assert_eq!(Tally::of(five(), &[Some(1.0)], Some(&[])), Err(TallyError::Lengths));
        assert_eq!(Tally::of_counts(five(), &[1; 4]), Err(TallyError::Points { counts: 4, points: 5 }));
        assert_eq!(Tally::of_counts(five(), &[u64::MAX; 5]), Err(TallyError::TooMany));
    }

    #[test]
    fn extreme_weights_stay_finite() {
        let answers = [Some(1.0), Some(5.0)];
        let tally = Tally::of(five(), &answers, Some(&[Some(1e50), Some(1e-50)])).unwrap();
        assert_eq!(tally.effective_answers(), 1.0);
        assert!(tally.shares().unwrap().iter().all(|share| share.is_finite()));
    }

    #[test]
    fn pooling_is_counting_all_answers_at_once() {
        let (one, two) = ([Some(1.0), None], [Some(2.0), Some(9.0)]);
        let weights = [Some(2.0), Some(3.0)];
        for weights in [None, Some(weights.as_slice())] {
            let cells = [one, two].map(|answers| Tally::of(five(), &answers, weights).unwrap());
            let both = weights.map(|weights| [weights, weights].concat());
            let at_once = Tally::of(five(), &[one, two].concat(), both.as_deref()).unwrap();
            assert_eq!(Tally::pooled(&cells), Ok(Some(at_once)));
        }
        assert_eq!(Tally::pooled(&[]), Ok(None));
        let plain = Tally::of(five(), &one, None).unwrap();
        let weighted = Tally::of(five(), &one, Some(&weights)).unwrap();
        assert_eq!(Tally::pooled(&[plain.clone(), weighted]), Err(TallyError::SomeWeighted));
        let other = Tally::of(Scale::NET_PROMOTER, &one, None).unwrap();
        assert_eq!(Tally::pooled(&[plain, other]), Err(TallyError::Scales));
        let full = Tally::of_counts(five(), &[1 << 53, 0, 0, 0, 0]).unwrap();
        assert_eq!(Tally::pooled(&[full.clone(), full]), Err(TallyError::TooMany));
    }
}
