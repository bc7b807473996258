//! From values to places, and round numbers for an axis.

/// A straight map from values to places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    values: [f64; 2],
    places: [f64; 2],
    step: f64,
}

impl Scale {
    /// A scale over round numbers that covers all finite `values`, with about `ticks` steps; `None` when there is no
    /// finite value.
    pub(super) fn covering(values: impl Iterator<Item = f64>, places: [f64; 2], ticks: usize) -> Option<Scale> {
        // Beyond 1e15 differences between numbers no longer fit a drawing.
        let finite = values.filter(|v| v.is_finite()).map(|v| v.clamp(-1e15, 1e15));
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            return None;
        }
        let (low, high) =
            if low == high { (low.min(0.0), if high > 0.0 { high } else { low.min(0.0) + 1.0 }) } else { (low, high) };
        let step = round_step((high - low) / ticks.max(1) as f64);
        let values = [(low / step).floor() * step, (high / step).ceil() * step];
        Some(Scale { values, places, step })
    }

    /// Where `value` lies; values outside are moved to the nearer end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let [low, high] = self.values;
        let part = if high > low { (value.clamp(low, high) - low) / (high - low) } else { 0.0 };
        self.places[0] + part * (self.places[1] - self.places[0])
    }

    /// The round numbers along the axis.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let count = ((self.values[1] - self.values[0]) / self.step).round().clamp(0.0, 50.0) as usize;
        (0..=count).map(|at| self.values[0] + at as f64 * self.step).collect()
    }
}

/// The next of 1, 2, 2.5, 5 times a power of ten.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.max(1e-12).log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|m| m * power)
        .into_iter()
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn axes_use_round_numbers() {
        let scale = Scale::covering([0.0, 31.5].into_iter(), [0.0, 100.0], 4).unwrap();
        assert_eq!(scale.ticks(), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!((scale.place(20.0), scale.place(99.0)), (50.0, 100.0));
    }

    #[test]
    fn odd_values_still_give_a_scale() {
        assert!(Scale::covering([f64::NAN].into_iter(), [0.0, 1.0], 4).is_none());
        for value in [0.0, 5.0, -5.0, 1e300, -1e300] {
            let scale = Scale::covering([value, f64::NAN].into_iter(), [0.0, 100.0], 4).unwrap();
            let place = scale.place(value);
            assert!((0.0..=100.0).contains(&place) && !scale.ticks().is_empty(), "{value}");
        }
    }
}
