//! The logarithmic axis of exposures. It draws nothing.

/// From exposures to places, by their logarithm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exposure {
    logs: [f64; 2],
    places: [f64; 2],
}

impl Exposure {
    /// An axis over all positive finite `values` with a little air at both ends; `None` when there is none.
    pub(super) fn covering(values: impl Iterator<Item = f64>, places: [f64; 2]) -> Option<Exposure> {
        let logs = values.filter(|v| *v > 0.0 && v.is_finite()).map(f64::log10);
        let (low, high) = logs.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            return None;
        }
        // One exposure alone still gets an axis around it.
        let air = ((high - low) * 0.04).max(if high - low < 0.2 { 0.2 } else { 0.0 });
        Some(Exposure { logs: [low - air, high + air], places })
    }

    /// Where an exposure lies; those outside are moved to the nearer end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let [low, high] = self.logs;
        let log = if value > 0.0 { value.log10().clamp(low, high) } else { low };
        self.places[0] + (log - low) / (high - low) * (self.places[1] - self.places[0])
    }

    /// Whether the axis reaches this exposure.
    pub(super) fn holds(&self, value: f64) -> bool {
        value > 0.0 && (self.logs[0]..=self.logs[1]).contains(&value.log10())
    }

    /// Round numbers along the axis: 1, 2 and 5 times powers of ten when few powers are reached, else powers alone.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let [low, high] = self.logs;
        let factors: &[f64] = if high - low > 3.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
        let powers = (low.floor() as i32)..=(high.ceil() as i32);
        let ticks = powers.flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)));
        ticks.filter(|tick| self.holds(*tick)).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn equal_factors_are_equally_far_apart() {
        let axis = Exposure::covering([1.0, 10_000.0, f64::NAN, -3.0, 0.0].into_iter(), [0.0, 108.0]).unwrap();
        assert!((axis.place(100.0) - 54.0).abs() < 1e-9);
        assert!((axis.place(10.0) - axis.place(1.0) - 25.0).abs() < 1e-9);
        assert_eq!(axis.ticks(), [1.0, 10.0, 100.0, 1_000.0, 10_000.0]);
    }

    #[test]
    fn a_short_axis_has_ticks_between_the_powers() {
        let axis = Exposure::covering([30.0, 600.0].into_iter(), [0.0, 100.0]).unwrap();
        assert_eq!(axis.ticks(), [50.0, 100.0, 200.0, 500.0]);
    }

    #[test]
    fn one_exposure_none_and_extreme_ones() {
        let one = Exposure::covering([7.0].into_iter(), [0.0, 100.0]).unwrap();
        assert!((one.place(7.0) - 50.0).abs() < 1e-9);
        assert!(Exposure::covering([0.0, f64::INFINITY].into_iter(), [0.0, 1.0]).is_none());
        let extreme = Exposure::covering([f64::MIN_POSITIVE, f64::MAX].into_iter(), [0.0, 100.0]).unwrap();
        assert!((0.0..=100.0).contains(&extreme.place(1.0)) && extreme.ticks().len() > 100);
    }
}
