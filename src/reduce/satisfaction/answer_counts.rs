//! What rows of answers say, and how many say the same.

use crate::exports::cast::UNIT;

/// Answers beyond are on no scale: scales have at most 101 points, somewhere around 0.
const LARGEST_ANSWER: i64 = 1_000;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// A whole number.
    Answer(i32),
    /// A number between this whole number and the next one; [`Count::fractions`] tell where.
    Between(i32),
    /// A number that is on no scale: out of all proportion.
    OffScale,
    /// Nothing: the question was put and not answered.
    Nothing,
}

/// Rows of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub rows: u64,
    /// Rows with a weight above 0; those without one say nothing where others have one.
    pub weighted: u64,
    /// Sum of the weights, in 1/10000.
    pub weights: i128,
    /// Sum of the squares of the weights, in 1/10000².
    pub squares: i128,
    /// What answers between two whole numbers have above the lower one; 0 for all others.
    pub fractions: Fractions,
}

/// What answers between two whole numbers have above the lower one. Sums instead of single answers: decimals may be as
/// many as rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fractions {
    /// Of all rows, in 1/10000.
    pub rows: Moments,
    /// Of the rows with a weight above 0, in 1/10000.
    pub weighted: Moments,
    /// The same, each times its weight, in 1/10000 of 1/10000.
    pub weights: Moments,
}

/// A sum of fractions and the sum of their squares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Sum.
    pub sum: i128,
    /// Sum of the squares; its unit is that of the sum times 1/10000.
    pub squares: i128,
}

impl Count {
    pub(super) fn add(&mut self, weight: Option<i64>, fraction: i32) {
        let weight = i128::from(weight.unwrap_or(0).max(0));
        self.rows += 1;
        self.weighted += u64::from(weight > 0);
        self.weights += weight;
        self.squares += weight * weight;
        if fraction != 0 {
            self.fractions.rows.add(fraction, 1);
            self.fractions.weighted.add(fraction, i128::from(weight > 0));
            self.fractions.weights.add(fraction, weight);
        }
    }

    pub(super) fn merge(&mut self, other: Count) {
        self.rows += other.rows;
        self.weighted += other.weighted;
        self.weights += other.weights;
        self.squares += other.squares;
        self.fractions.rows.merge(other.fractions.rows);
        self.fractions.weighted.merge(other.fractions.weighted);
        self.fractions.weights.merge(other.fractions.weights);
    }
}

impl Moments {
    fn add(&mut self, fraction: i32, times: i128) {
        let fraction = i128::from(fraction);
        self.sum += times * fraction;
        self.squares += times * fraction * fraction;
    }

    fn merge(&mut self, other: Moments) {
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

/// What a score, in 1/10000, says, and what it has above the whole number below it, in 1/10000.
pub(super) fn said(score: Option<i64>) -> (Said, i32) {
    let Some(score) = score else { return (Said::Nothing, 0) };
    let whole = Some(score.div_euclid(UNIT)).filter(|whole| whole.abs() <= LARGEST_ANSWER);
    let whole = whole.and_then(|whole| i32::try_from(whole).ok());
    match (whole, i32::try_from(score.rem_euclid(UNIT))) {
        (Some(whole), Ok(0)) => (Said::Answer(whole), 0),
        (Some(below), Ok(fraction)) => (Said::Between(below), fraction),
        _ => (Said::OffScale, 0),
    }
}
