//! Expected cumulative repeat purchases over calendar time, to be drawn beside the actual ones. It draws nothing.

use super::model::Model;

impl Model {
    /// Expected repeat purchases of all customers up to each of `until`, counted in steps of `step` units of time from
    /// the earliest first purchase. `starts[i]` customers made their first purchase i steps after the earliest one.
    ///
    /// For customers up to an as-of date, later steps are forecasts for the same customers.
    pub fn cumulative_purchases(&self, starts: &[u32], step: f64, until: &[usize]) -> Vec<f64> {
        let longest = until.iter().max().copied().unwrap_or(0);
        let ages: Vec<f64> = (0..=longest).map(|steps| steps as f64 * step).collect();
        let of_age = self.expected_purchases(&ages);
        let at = |until: &usize| {
            let started = starts.iter().take(*until).enumerate();
            started.map(|(start, customers)| f64::from(*customers) * of_age[until - start]).sum()
        };
        until.iter().map(at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Family;
    use super::*;

    #[test]
    fn sums_over_staggered_starts() {
        let model = Model::new(Family::MbgNbd, [0.5, 6.0, 0.9, 1.6]).unwrap();
        // Two customers at the beginning, one after 20 steps of half a week.
        let mut starts = vec![0; 21];
        (starts[0], starts[20]) = (2, 1);
        let each = model.expected_purchases(&[5.0, 15.0, 5.0]);
        let got = model.cumulative_purchases(&starts, 0.5, &[0, 10, 20, 30]);
        assert_eq!(got[0], 0.0);
        assert!((got[1] - 2.0 * each[0]).abs() < 1e-12);
        assert!((got[3] - (2.0 * each[1] + each[2])).abs() < 1e-12);
        assert!(got.is_sorted());
        assert!(model.cumulative_purchases(&[], 1.0, &[3])[0] == 0.0);
    }
}
