//! What every signal says. It holds no test.

/// The answer of one test for one customer. All four numbers are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// One-sided p-value, 0 to 1: how likely so strong a change, or a stronger one, is when nothing has changed.
    pub p_value: f64,
    /// How large the change is; what it measures is stated at each test.
    pub size: f64,
    /// The recent figure: a rate, a gap or a mean.
    pub recent: f64,
    /// The figure it is compared with, in the same unit.
    pub baseline: f64,
}

impl Signal {
    /// The signal, unless one of its numbers overflowed.
    pub(super) fn finite(self) -> Option<Signal> {
        [self.p_value, self.size, self.recent, self.baseline].iter().all(|number| number.is_finite()).then_some(self)
    }
}
