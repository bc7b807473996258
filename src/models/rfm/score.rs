//! Scores of one RFM dimension: where the cuts lie, and which score a value gets. It names no segment and knows no
//! customer.

use crate::labels::{Label, Text};
use crate::numerics::quantile::quantile_type7;

/// How the cuts between the scores are found.
#[derive(Clone, Debug, PartialEq)]
pub enum Scoring {
    /// The rule of the R package rfm: cut k is the type 7 quantile k/n **plus one unit of the variable itself**
    /// (a day, an order, a currency unit), k = 1..n−1. Amounts that all lie within one unit collapse into one score.
    Quantile,
    /// SQL's `NTILE(n)`, customers ordered from worst to best: tiles of equal size, the first `N mod n` tiles one
    /// larger. Equal values never part: a block of equal values takes the tile of its middle rank, and of the two
    /// middle ranks of an even block the one nearer the worst end.
    Ntile,
    /// Cuts as given, in units of the variable, nothing added: strictly ascending, one fewer than there are scores.
    Cuts(Vec<f64>),
}

/// Which end of the variable deserves the highest score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// Large is good: number of orders, amount.
    Highest,
    /// Small is good: days since the last purchase.
    Lowest,
}

/// The values of one score: `lower <= value < upper`. Values beyond the outermost bounds get the first or last score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// The score, 1 = worst.
    pub score: u8,
    /// Lower bound, inclusive.
    pub lower: f64,
    /// Upper bound, exclusive. Equal to `lower` when no fitted value can get this score.
    pub upper: f64,
}

/// A fitted scale: a pure function from a value to its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    best: Best,
    cuts: Vec<f64>,
    lowest: f64,
    highest: f64,
    counts: Vec<usize>,
}

/// Why no scale can be fitted.
#[derive(Clone, Debug, PartialEq)]
pub enum ScaleError {
    /// There is nothing to score.
    NoValues,
    /// The value at this position (from 0) is NaN or infinite.
    NotFinite {
        /// Position in the values.
        position: usize,
    },
    /// The number of scores is not in 2..=9.
    Bins {
        /// The number asked for.
        bins: u8,
    },
    /// A scale of n scores needs n − 1 cuts.
    CutCount {
        /// Cuts needed.
        needed: usize,
        /// Cuts given.
        given: usize,
    },
    /// A cut is NaN, infinite, or not above the cut before it.
    CutOrder {
        /// The offending cut.
        cut: f64,
    },
}

/// Fits the scale of one dimension to the values of all customers. `bins` is the number of scores, 2..=9.
pub fn fit(values: &[f64], bins: u8, scoring: &Scoring, best: Best) -> Result<Scale, ScaleError> {
    if !(2..=9).contains(&bins) {
        return Err(ScaleError::Bins { bins });
    }
    if let Some(position) = values.iter().position(|v| !v.is_finite()) {
        return Err(ScaleError::NotFinite { position });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return Err(ScaleError::NoValues) };
    let cuts = match scoring {
        Scoring::Quantile => {
            let part = |k| quantile_type7(&sorted, f64::from(k) / f64::from(bins)).map(|cut| cut + 1.0);
            (1..bins).filter_map(part).collect()
        }
        Scoring::Ntile => ntile_cuts(&sorted, usize::from(bins), best),
        Scoring::Cuts(cuts) => {
            check_cuts(cuts, usize::from(bins) - 1)?;
            cuts.clone()
        }
    };
    let lowest = cuts.first().map_or(min, |cut| cut.min(min));
    let highest = cuts.last().map_or(max, |cut| cut.max(max + 1.0));
    let mut scale = Scale { best, cuts, lowest, highest, counts: vec![0; usize::from(bins)] };
    for value in sorted {
        let bin = scale.bin(value);
        scale.counts[bin] += 1;
    }
    Ok(scale)
}

impl Scale {
    /// The score of a value, 1..=bins. Values outside the fitted range get the first or last score; NaN gets 1.
    pub fn score(&self, value: f64) -> u8 {
        if value.is_nan() { 1 } else { self.score_of_bin(self.bin(value)) }
    }

    /// The bounds of every score, scores ascending; as the R package rfm exports them, the outermost bounds are the
    /// smallest fitted value and the largest plus one, or the outermost cut where that lies further out.
    pub fn thresholds(&self) -> Vec<Threshold> {
        let lower = std::iter::once(self.lowest).chain(self.cuts.iter().copied());
        let upper = self.cuts.iter().copied().chain(std::iter::once(self.highest));
        let bounds = lower.zip(upper).enumerate();
        let mut all: Vec<_> =
            bounds.map(|(bin, (lower, upper))| Threshold { score: self.score_of_bin(bin), lower, upper }).collect();
        all.sort_by_key(|threshold| threshold.score);
        all
    }

    /// The scores that none of the fitted values got, ascending: their cuts are equal because many values tie, or no
    /// value lies between them. A report must name them, for a rule that asks for such a score matches nobody.
    pub fn empty_scores(&self) -> Vec<u8> {
        let empty = self.counts.iter().enumerate().filter(|(_, count)| **count == 0);
        let mut scores: Vec<u8> = empty.map(|(bin, _)| self.score_of_bin(bin)).collect();
        scores.sort_unstable();
        scores
    }

    /// Position of the value among the bins in ascending order of the variable, from 0.
    fn bin(&self, value: f64) -> usize {
        self.cuts.partition_point(|cut| *cut <= value)
    }

    fn score_of_bin(&self, bin: usize) -> u8 {
        let from_bottom = bin.min(self.cuts.len());
        let rank = match self.best {
            Best::Highest => from_bottom,
            Best::Lowest => self.cuts.len() - from_bottom,
        };
        rank as u8 + 1
    }
}

/// Turns tiles into cuts: cut k is the smallest value that lies in bin k or higher, or `max + 1` when none does.
fn ntile_cuts(sorted: &[f64], bins: usize, best: Best) -> Vec<f64> {
    let total = sorted.len();
    let mut blocks = Vec::new();
    let mut start = 0;
    for block in sorted.chunk_by(|a, b| a == b) {
        let last = start + block.len() - 1;
        let bin = match best {
            Best::Highest => tile(start + (last - start) / 2, total, bins),
            Best::Lowest => bins - 1 - tile(total - 1 - last + (last - start) / 2, total, bins),
        };
        blocks.extend(block.first().map(|value| (bin, *value)));
        start = last + 1;
    }
    let beyond = sorted.last().map_or(f64::INFINITY, |max| max + 1.0);
    (1..bins).map(|k| blocks.iter().find(|(bin, _)| *bin >= k).map_or(beyond, |(_, value)| *value)).collect()
}

/// The tile, from 0, of the customer at `rank` (from 0) of `total` under SQL's `NTILE(bins)`.
fn tile(rank: usize, total: usize, bins: usize) -> usize {
    let (size, larger) = (total / bins, total % bins);
    let in_larger = larger * (size + 1);
    if rank < in_larger { rank / (size + 1) } else { larger + (rank - in_larger) / size }
}

fn check_cuts(cuts: &[f64], needed: usize) -> Result<(), ScaleError> {
    if cuts.len() != needed {
        return Err(ScaleError::CutCount { needed, given: cuts.len() });
    }
    let mut floor = f64::NEG_INFINITY;
    for &cut in cuts {
        if !cut.is_finite() || cut <= floor {
            return Err(ScaleError::CutOrder { cut });
        }
        floor = cut;
    }
    Ok(())
}

const NO_VALUES: Label = Label::new("there are no customers to score", "没有可以评分的客户");
const NOT_FINITE: Label = Label::new("value number {n} is not a finite number", "第 {n} 个值不是有限的数");
const BINS: Label = Label::new("the number of scores must be 2 to 9, not {n}", "分数的档数须为 2 至 9，而不是 {n}");
const CUT_COUNT: Label = Label::new(
    "a scale of {scores} scores needs {needed:cut point|cut points}, but {given} were given",
    "{scores} 档分数需要 {needed} 个分界点，实际给出 {given} 个",
);
const CUT_ORDER: Label = Label::new(
    "cut points must be finite and strictly ascending; {cut} is not above the one before it",
    "分界点须为有限的数并严格递增；{cut} 不大于它前面的分界点",
);

impl ScaleError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ScaleError::NoValues => NO_VALUES.text(),
            ScaleError::NotFinite { position } => NOT_FINITE.with(&[("n", &(position + 1))]),
            ScaleError::Bins { bins } => BINS.with(&[("n", bins)]),
            ScaleError::CutCount { needed, given } => {
                CUT_COUNT.with(&[("scores", &(needed + 1)), ("needed", needed), ("given", given)])
            }
            ScaleError::CutOrder { cut } => CUT_ORDER.with(&[("cut", cut)]),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn scores(values: &[f64], bins: u8, scoring: &Scoring, best: Best) -> Vec<u8> {
        let scale = fit(values, bins, scoring, best).unwrap();
        values.iter().map(|v| scale.score(*v)).collect()
    }

    #[test]
    fn ntile_is_sql_ntile_without_ties() {
        let up: Vec<f64> = (1..=12).map(f64::from).collect();
        let tiles = [1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5];
        assert_eq!(scores(&up, 5, &Scoring::Ntile, Best::Highest), tiles);
        let down: Vec<f64> = up.iter().rev().copied().collect();
        assert_eq!(scores(&down, 5, &Scoring::Ntile, Best::Lowest), tiles);
        assert_eq!(scores(&[10.0, 20.0, 30.0], 5, &Scoring::Ntile, Best::Highest), [1, 2, 3]);
    }

    #[test]
    fn ntile_gives_a_block_of_equals_the_tile_of_its_middle_rank() {
        // Ranks 0-9, tiles of two. The 2s have ranks 1-2, both middle, the worse one is 1: tile 1.
        // The 5s have ranks 4-6, middle 5: tile 3.
        let values = [1.0, 2.0, 2.0, 3.0, 5.0, 5.0, 5.0, 7.0, 8.0, 9.0];
        assert_eq!(scores(&values, 5, &Scoring::Ntile, Best::Highest), [1, 1, 1, 2, 3, 3, 3, 4, 5, 5]);
        // From the other end the 5s have ranks 3-5, middle 4: tile 3; the 2s ranks 7-8, the worse one 7: tile 4.
        assert_eq!(scores(&values, 5, &Scoring::Ntile, Best::Lowest), [5, 4, 4, 4, 3, 3, 3, 2, 1, 1]);
        assert_eq!(scores(&[7.0; 10], 5, &Scoring::Ntile, Best::Highest), [3; 10]);
    }

    #[test]
    fn scores_never_fall_as_values_get_better_and_thresholds_say_the_same() {
        let values: Vec<f64> = (0..500_u32).map(|i| f64::from(i * i % 97) / 4.0).collect();
        let cuts = Scoring::Cuts(vec![3.0, 4.5, 20.0]);
        for (bins, scoring) in [(4, &cuts), (5, &Scoring::Ntile), (5, &Scoring::Quantile), (9, &Scoring::Quantile)] {
            for best in [Best::Highest, Best::Lowest] {
                let scale = fit(&values, bins, scoring, best).unwrap();
                let thresholds = scale.thresholds();
                assert_eq!(thresholds.iter().map(|t| t.score).collect::<Vec<_>>(), (1..=bins).collect::<Vec<_>>());
                let mut sorted = values.clone();
                sorted.sort_by(f64::total_cmp);
                let got: Vec<u8> = sorted.iter().map(|v| scale.score(*v)).collect();
                assert!(if best == Best::Highest { got.is_sorted() } else { got.iter().rev().is_sorted() });
                for (value, score) in sorted.iter().zip(got) {
                    let holding: Vec<_> = thresholds.iter().filter(|t| t.lower <= *value && *value < t.upper).collect();
                    assert_eq!(holding.iter().map(|t| t.score).collect::<Vec<_>>(), [score]);
                }
            }
        }
    }

    #[test]
    fn cuts_are_taken_as_given_and_values_beyond_them_clamp() {
        let scale = fit(&[5.0, 15.0, 25.0], 3, &Scoring::Cuts(vec![10.0, 20.0]), Best::Lowest).unwrap();
        let got: Vec<u8> = [-1e9, 9.99, 10.0, 19.99, 20.0, 1e9].iter().map(|v| scale.score(*v)).collect();
        assert_eq!(got, [3, 3, 2, 2, 1, 1]);
        assert_eq!(scale.thresholds()[0], Threshold { score: 1, lower: 20.0, upper: 26.0 });
        assert_eq!(scale.score(f64::NAN), 1);
    }

    #[test]
    fn collapsed_bins_are_named() {
        let mut orders = vec![1.0; 80];
        orders.extend([2.0; 15]);
        orders.extend([9.0; 5]);
        // Quantiles 1, 1, 1, 1.2 plus one: one order is score 1, two orders 4, nine orders 5.
        let scale = fit(&orders, 5, &Scoring::Quantile, Best::Highest).unwrap();
        assert_eq!((scale.score(1.0), scale.score(2.0), scale.score(9.0)), (1, 4, 5));
        assert_eq!(scale.empty_scores(), [2, 3]);
        let same = fit(&[3.0, 3.0], 5, &Scoring::Quantile, Best::Lowest).unwrap();
        assert_eq!((same.score(3.0), same.empty_scores()), (5, vec![1, 2, 3, 4]));
    }

    #[test]
    fn refuses_what_it_cannot_score() {
        let cuts = |c: &[f64]| fit(&[1.0], 3, &Scoring::Cuts(c.to_vec()), Best::Highest);
        assert_eq!(fit(&[], 5, &Scoring::Ntile, Best::Lowest), Err(ScaleError::NoValues));
        assert_eq!(fit(&[1.0, f64::NAN], 5, &Scoring::Ntile, Best::Lowest), Err(ScaleError::NotFinite { position: 1 }));
        assert_eq!(fit(&[1.0], 1, &Scoring::Ntile, Best::Lowest), Err(ScaleError::Bins { bins: 1 }));
        assert_eq!(fit(&[1.0], 10, &Scoring::Ntile, Best::Lowest), Err(ScaleError::Bins { bins: 10 }));
        assert_eq!(cuts(&[1.0]), Err(ScaleError::CutCount { needed: 2, given: 1 }));
        assert_eq!(cuts(&[2.0, 2.0]), Err(ScaleError::CutOrder { cut: 2.0 }));
        assert_eq!(cuts(&[1.0, f64::INFINITY]), Err(ScaleError::CutOrder { cut: f64::INFINITY }));
        assert!(fit(&[-f64::MAX, f64::MAX], 9, &Scoring::Quantile, Best::Lowest).is_ok());
    }
}
