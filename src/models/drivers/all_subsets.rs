//! R² of every subset of drivers, and from these the share of each driver in the R² of all. It reads no answers.

/// At most so many drivers: the subsets are 2 to the power of their number, 32,768 here. More are refused; there is no
/// approximation by sampled orders.
pub const MOST_DRIVERS: usize = 15;

/// A pivot this small is nothing but rounding: such a driver follows from those before it.
pub(super) const ROUNDING: f64 = 1e-9;

/// R² of the outcome on each subset of the drivers. Bit j of the position says whether driver j belongs to the subset.
///
/// `correlation` is that of the drivers followed by the outcome. Each subset continues the Cholesky factor of the one
/// without its last driver, so that all of them take little more than a few operations each.
///
/// `None` when there are more than [`MOST_DRIVERS`] drivers or one of them follows from others.
pub(super) fn explained(correlation: &[Vec<f64>]) -> Option<Vec<f64>> {
    let drivers = correlation.len().checked_sub(1)?;
    if drivers > MOST_DRIVERS {
        return None;
    }
    let mut levels = vec![correlation.to_vec(); drivers + 1];
    let mut explained = vec![0.0; 1 << drivers];
    visit(&mut levels, drivers, 0, 0, &mut explained)?;
    Some(explained)
}

/// Enters R² of `subset` and of every subset that adds drivers from `next` on. The first level holds what the subset
/// leaves unexplained of the covariances; the others are working space.
fn visit(
    levels: &mut [Vec<Vec<f64>>],
    outcome: usize,
    next: usize,
    subset: usize,
    explained: &mut [f64],
) -> Option<()> {
    let (current, deeper) = levels.split_first_mut()?;
    explained[subset] = (1.0 - current[outcome][outcome]).clamp(0.0, 1.0);
    for driver in next..outcome {
        let pivot = current[driver][driver];
        if pivot.is_nan() || pivot <= ROUNDING {
            return None;
        }
        let rest = deeper.first_mut()?;
        for row in driver + 1..=outcome {
            let ratio = current[driver][row] / pivot;
            for column in row..=outcome {
                rest[row][column] = current[row][column] - ratio * current[driver][column];
            }
        }
        visit(deeper, outcome, driver + 1, subset | 1 << driver, explained)?;
    }
    Some(())
}

/// The share of each driver: its gain in R², averaged over all orders in which the drivers can enter. The shares add up
/// to R². Source: Lindeman, Merenda and Gold, Introduction to Bivariate and Multivariate Analysis (1980), "LMG"; the
/// same as the Shapley value of the game with the worth R²; Grömping, Journal of Statistical Software 17 (2006) 1,
/// equation 5: a subset of s of the k drivers has the weight s! (k − s − 1)! / k!.
pub(super) fn shares(explained: &[f64]) -> Vec<f64> {
    let drivers = explained.len().ilog2() as usize;
    let mut weights = vec![1.0 / drivers.max(1) as f64; drivers];
    for size in 1..drivers {
        weights[size] = weights[size - 1] * size as f64 / (drivers - size) as f64;
    }
    let share = |driver: usize| {
        let without = (0..explained.len()).filter(|subset| subset >> driver & 1 == 0);
        without
            .map(|subset: usize| {
                let gain = explained[subset | 1 << driver] - explained[subset];
                weights[subset.count_ones() as usize] * gain
            })
            .sum::<f64>()
    };
    // A gain is never negative but for rounding.
    (0..drivers).map(|driver| share(driver).max(0.0)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Two drivers with correlation r to each other and a, b to the outcome: R² = (a² + b² − 2abr)/(1 − r²), and a
    /// driver's share is the mean of its gain alone and its gain after the other.
    #[test]
    fn two_drivers_by_hand() {
        let (r, a, b) = (0.5, 0.6, 0.4);
        let correlation = vec![vec![1.0, r, a], vec![r, 1.0, b], vec![a, b, 1.0]];
        let explained = explained(&correlation).unwrap();
        let both = (a * a + b * b - 2.0 * a * b * r) / (1.0 - r * r);
        for (got, want) in explained.iter().zip([0.0, a * a, b * b, both]) {
            assert!((got - want).abs() < 1e-15);
        }
        let shares = shares(&explained);
        assert!((shares[0] - (a * a + both - b * b) / 2.0).abs() < 1e-15);
        assert!((shares[1] - (b * b + both - a * a) / 2.0).abs() < 1e-15);
    }

    /// Uncorrelated drivers: each share is its squared correlation with the outcome.
    #[test]
    fn fifteen_uncorrelated_drivers() {
        let to_outcome: Vec<f64> = (0..15).map(|j| 0.02 * f64::from(j)).collect();
        let mut correlation: Vec<Vec<f64>> =
            (0..16).map(|row| (0..16).map(|column| f64::from(u8::from(row == column))).collect()).collect();
        for (driver, r) in to_outcome.iter().enumerate() {
            correlation[driver][15] = *r;
            correlation[15][driver] = *r;
        }
        let shares = shares(&explained(&correlation).unwrap());
        for (share, r) in shares.iter().zip(&to_outcome) {
            assert!((share - r * r).abs() < 1e-14);
        }
        correlation[3][9] = 1.0;
        correlation[9][3] = 1.0;
        assert_eq!(explained(&correlation), None);
        assert_eq!(explained(&vec![vec![0.0; 17]; 17]), None);
        assert_eq!(explained(&[]), None);
    }
}
