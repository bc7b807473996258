//! Number, mean and variance of a group. It compares nothing.

use super::error::EffectError;

/// A group of independent values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Number of values.
    pub members: usize,
    /// Their mean; 0 for none.
    pub mean: f64,
    /// Their sample variance, with members − 1 in the denominator; 0 for fewer than two.
    pub variance: f64,
}

impl Cell {
    /// The group of these values. Source of the updating formula: Welford, Technometrics 4 (1962) 419-420.
    ///
    /// # Errors
    /// [`EffectError::NotANumber`] for a value that is not finite, [`EffectError::TooLarge`] when the variance exceeds
    /// the range of numbers.
    pub fn of(values: &[f64]) -> Result<Cell, EffectError> {
        if let Some(position) = values.iter().position(|value| !value.is_finite()) {
            return Err(EffectError::NotANumber { position });
        }
        let (mut mean, mut squares) = (0.0, 0.0);
        for (before, value) in values.iter().enumerate() {
            let deviation = value - mean;
            mean += deviation / (before + 1) as f64;
            squares += deviation * (value - mean);
        }
        let variance = if values.len() < 2 { 0.0 } else { squares / (values.len() - 1) as f64 };
        if !mean.is_finite() || !variance.is_finite() {
            return Err(EffectError::TooLarge);
        }
        Ok(Cell { members: values.len(), mean, variance: variance.max(0.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_and_at_the_edges() {
        let cell = |members, mean, variance| Ok(Cell { members, mean, variance });
        assert_eq!(Cell::of(&[1.0, 2.0, 6.0]), cell(3, 3.0, 7.0));
        assert_eq!(Cell::of(&[]), cell(0, 0.0, 0.0));
        assert_eq!(Cell::of(&[-4.0]), cell(1, -4.0, 0.0));
        assert_eq!(Cell::of(&[0.1; 7]), cell(7, 0.1, 0.0));
        assert_eq!(Cell::of(&[1e15, 1e15 + 2.0, 1e15 + 4.0]), cell(3, 1e15 + 2.0, 4.0));
        assert_eq!(Cell::of(&[1.0, f64::NAN]), Err(EffectError::NotANumber { position: 1 }));
        assert_eq!(Cell::of(&[1e308, -1e308]), Err(EffectError::TooLarge));
    }
}
