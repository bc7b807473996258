//! Failures and exposure of the things compared, and why a row is refused. It compares nothing.

use crate::labels::{Label, Text};

/// Counts beyond this are refused: exact tails would take seconds each.
pub const MOST_FAILURES: u64 = 1_000_000_000;

/// Failures of one lot (or product, component lot, supplier, production week, store) and what they are compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Number of complaints or returns. It may exceed the units: one unit can fail twice.
    pub failures: u64,
    /// Units sold, unit-months in service, or expected failures; 0 for a lot that nobody holds.
    pub exposure: f64,
}

impl Group {
    /// Whether anything was exposed.
    pub(super) fn is_exposed(&self) -> bool {
        self.exposure > 0.0
    }
}

/// A group that cannot be counted. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupError {
    /// An exposure is negative or not finite, or all together are not.
    Exposure {
        /// Position in the input.
        position: usize,
    },
    /// The failures up to this one exceed [`MOST_FAILURES`].
    TooManyFailures {
        /// Position in the input.
        position: usize,
    },
    /// More groups than one fit can hold (2³² − 1).
    TooManyGroups,
}

const EXPOSURE: Label = Label::new(
    "the exposure of row {n} is negative, not a number, or too large to add up",
    "第 {n} 行的暴露量为负数、不是有效数字，或大到无法求和",
);
const TOO_MANY_FAILURES: Label =
    Label::new("more than {most} failures have been counted by row {n}", "截至第 {n} 行，失效次数合计已超过 {most}");
const TOO_MANY_GROUPS: Label = Label::new("there are more lots than one fit can hold", "批次数超出单次拟合的上限");

impl GroupError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            GroupError::Exposure { position } => EXPOSURE.with(&[("n", &(position + 1))]),
            GroupError::TooManyFailures { position } => {
                TOO_MANY_FAILURES.with(&[("n", &(position + 1)), ("most", &MOST_FAILURES)])
            }
            GroupError::TooManyGroups => TOO_MANY_GROUPS.text(),
        }
    }
}

/// Failures and exposure of all groups together, added in their order.
pub fn total(groups: &[Group]) -> Result<Group, GroupError> {
    let mut sum = Group { failures: 0, exposure: 0.0 };
    for (position, group) in groups.iter().enumerate() {
        sum.exposure += group.exposure;
        if !(group.exposure >= 0.0 && sum.exposure.is_finite()) {
            return Err(GroupError::Exposure { position });
        }
        sum.failures = sum.failures.saturating_add(group.failures);
        if sum.failures > MOST_FAILURES {
            return Err(GroupError::TooManyFailures { position });
        }
    }
    Ok(sum)
}

/// The groups with the failures that each would have at the rate of all together as exposure: E = n Σf / Σn. This is
/// the exposure that shrinkage and funnel limits want; a rate of 1 then is the ordinary one.
pub fn pooled_expectation(groups: &[Group]) -> Result<Vec<Group>, GroupError> {
    let all = total(groups)?;
    let rate = if all.is_exposed() { all.failures as f64 / all.exposure } else { 0.0 };
    Ok(groups.iter().map(|group| Group { exposure: group.exposure * rate, ..*group }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn group(failures: u64, exposure: f64) -> Group {
        Group { failures, exposure }
    }

    #[test]
    fn expectations_add_up_to_the_failures() {
        let groups = [group(3, 10.0), group(0, 0.0), group(1, 30.0)];
        let got: Vec<f64> = pooled_expectation(&groups).unwrap().iter().map(|group| group.exposure).collect();
        assert_eq!(got, [1.0, 0.0, 3.0]);
        assert_eq!(pooled_expectation(&[group(2, 0.0)]).unwrap()[0].exposure, 0.0);
    }

    #[test]
    fn refuses_what_cannot_be_counted() {
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(total(&[group(0, 1.0), group(0, bad)]), Err(GroupError::Exposure { position: 1 }));
        }
        assert_eq!(total(&[group(0, f64::MAX); 2]), Err(GroupError::Exposure { position: 1 }));
        let many = [group(MOST_FAILURES, 1.0), group(1, 1.0)];
        assert_eq!(total(&many), Err(GroupError::TooManyFailures { position: 1 }));
        assert_eq!(total(&[group(u64::MAX, 1.0)]), Err(GroupError::TooManyFailures { position: 0 }));
        for error in [
            GroupError::Exposure { position: 0 },
            GroupError::TooManyFailures { position: 3 },
            GroupError::TooManyGroups,
        ] {
            assert!(!error.text().render(Lang::En).contains('{') && !error.text().render(Lang::Zh).contains('{'));
        }
    }
}
