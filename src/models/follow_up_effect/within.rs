//! The slope of a variable once unit and period means are taken out, and its clustered standard error. It knows no
//! treatment.

use super::error::EffectError;
use super::layout::Layout;

/// The small-sample correction of a clustered variance, with G clusters, n observations and k parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClusterCorrection {
    /// None: the variance as it stands. Too small with few units.
    None,
    /// G/(G − 1) × (n − 1)/(n − k) with k counting periods and treatment but not the unit means, as these lie within the
    /// clusters; Cameron and Miller, Journal of Human Resources 50 (2015) 317-372, section II. The default.
    #[default]
    WithoutUnitMeans,
    /// The same with k counting the unit means too: wider.
    WithUnitMeans,
}

/// A slope with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slope {
    pub(super) slope: f64,
    pub(super) standard_error: f64,
}

impl Layout {
    /// The least squares slope of `outcome` on `regressor` with a mean for each unit and each period, by the theorem of
    /// Frisch, Waugh and Lovell: both are first freed of those means. The variance is Σ over units of (Σ x̃ e)² by
    /// (Σ x̃²)², times the correction: Liang and Zeger, Biometrika 73 (1986) 13-22.
    ///
    /// `outcome` and `regressor` are of the order of 1.
    pub(super) fn slope(
        &self,
        outcome: &[f64],
        regressor: &[f64],
        correction: ClusterCorrection,
    ) -> Result<Slope, EffectError> {
        let factor = self.factor(correction)?;
        let x = self.free_of_means(regressor);
        let y = self.free_of_means(outcome);
        let squares: f64 = x.iter().map(|x| x * x).sum();
        if squares <= 1e-9 {
            return Err(EffectError::NotIdentified);
        }
        let slope = x.iter().zip(&y).map(|(x, y)| x * y).sum::<f64>() / squares;
        let mut scores = vec![0.0; self.units()];
        for ((x, y), unit) in x.iter().zip(&y).zip(self.unit_of()) {
            scores[*unit] += x * (y - slope * x);
        }
        let standard_error = (factor * scores.iter().map(|score| score * score).sum::<f64>()).sqrt() / squares;
        // Of values of the order of 1, so small an error is rounding: the fit is exact.
        let exact = standard_error <= 1e-14;
        Ok(Slope { slope, standard_error: if exact { 0.0 } else { standard_error } })
    }

    fn factor(&self, correction: ClusterCorrection) -> Result<f64, EffectError> {
        let (n, units) = (self.observations() as f64, self.units() as f64);
        let parameters = match correction {
            ClusterCorrection::None => return Ok(1.0),
            // An intercept, the other periods and the slope.
            ClusterCorrection::WithoutUnitMeans => self.periods() as f64 + 1.0,
            ClusterCorrection::WithUnitMeans => self.means() as f64 + 1.0,
        };
        if n <= parameters || units < 2.0 {
            return Err(EffectError::TooFewObservations);
        }
        Ok(units / (units - 1.0) * (n - 1.0) / (n - parameters))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn layout(units: &[usize], periods: &[usize]) -> Layout {
        Layout::of(units.to_vec(), periods.to_vec()).unwrap()
    }

    /// Three units, two periods: the slope is that of the differences, 0.7 with changes 0.7, 0.1 and −0.1.
    #[test]
    fn two_periods_by_hand() {
        let layout = layout(&[0, 0, 1, 1, 2, 2], &[0, 1, 0, 1, 0, 1]);
        let treated = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let found = layout.slope(&[0.1, 0.8, 0.3, 0.4, 0.9, 0.8], &treated, ClusterCorrection::None).unwrap();
        assert!((found.slope - 0.7).abs() < 1e-14);
        // Residual changes 0, 0.1 and −0.1; scores of −(0.1)/6 ... by Σ x̃² = 1/3: 2 × (0.1 / 6)² by 1/9.
        assert!((found.standard_error - (2.0_f64.sqrt() * 0.1 / 6.0) * 3.0).abs() < 1e-14);
    }

    /// An unbalanced panel made from known means and slope gives them back, without any error left.
    #[test]
    fn an_exact_unbalanced_panel() {
        let units = [0, 0, 0, 1, 1, 2, 2, 2, 3, 3];
        let periods = [0, 1, 2, 0, 2, 0, 1, 2, 1, 2];
        let regressor = [0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let outcome: Vec<f64> = (0..10)
            .map(|at| [0.1, 0.5, 0.9, 0.2][units[at]] + [0.0, 0.3, -0.2][periods[at]] - 0.4 * regressor[at])
            .collect();
        let layout = layout(&units, &periods);
        let found = layout.slope(&outcome, &regressor, ClusterCorrection::default()).unwrap();
        assert!((found.slope + 0.4).abs() < 1e-11);
        assert!(found.standard_error < 1e-10);
    }

    #[test]
    fn what_cannot_be_told_apart() {
        let layout = layout(&[0, 0, 1, 1], &[0, 1, 0, 1]);
        let everyone = [0.0, 1.0, 0.0, 1.0];
        let values = [0.1, 0.2, 0.3, 0.5];
        assert_eq!(layout.slope(&values, &everyone, ClusterCorrection::None), Err(EffectError::NotIdentified));
        let one = [0.0, 1.0, 0.0, 0.0];
        let counted = layout.slope(&values, &one, ClusterCorrection::WithUnitMeans);
        assert_eq!(counted, Err(EffectError::TooFewObservations));
        assert!(layout.slope(&values, &one, ClusterCorrection::WithoutUnitMeans).is_ok());
    }
}
