//! Levels of effectiveness checks. It draws no sample.

/// How many of the consignees are checked. Source: 21 CFR 7.42(b)(3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// All.
    A,
    /// More than 10 % and less than 100 %.
    B {
        /// The part in per cent, 11 to 99.
        percent: u8,
    },
    /// 10 %.
    C,
    /// 2 %.
    D,
    /// None.
    E,
}

impl Level {
    /// The letter.
    pub fn id(self) -> &'static str {
        match self {
            Level::A => "A",
            Level::B { .. } => "B",
            Level::C => "C",
            Level::D => "D",
            Level::E => "E",
        }
    }

    /// The part of the consignees that is checked, in per cent.
    pub fn percent(self) -> u8 {
        match self {
            Level::A => 100,
            Level::B { percent } => percent,
            Level::C => 10,
            Level::D => 2,
            Level::E => 0,
        }
    }

    /// Number of consignees to check, rounded up; `consignees` are counted without duplicates. `None` for a level B that
    /// does not lie between levels C and A.
    pub fn checks(self, consignees: u64) -> Option<u64> {
        let percent = match self {
            Level::B { percent } if !(11..=99).contains(&percent) => return None,
            level => level.percent(),
        };
        Some((u128::from(consignees) * u128::from(percent)).div_ceil(100) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 21 CFR 7.42(b)(3): 100 %, between 10 and 100 %, 10 %, 2 %, none; rounded up.
    #[test]
    fn sizes_of_the_regulation() {
        let sizes =
            |n: u64| [Level::A, Level::B { percent: 50 }, Level::C, Level::D, Level::E].map(|level| level.checks(n));
        assert_eq!(sizes(1_000), [Some(1_000), Some(500), Some(100), Some(20), Some(0)]);
        assert_eq!(sizes(51), [Some(51), Some(26), Some(6), Some(2), Some(0)]);
        assert_eq!(sizes(1), [Some(1), Some(1), Some(1), Some(1), Some(0)]);
        assert_eq!(sizes(0), [Some(0); 5]);
    }

    #[test]
    fn level_b_lies_between_c_and_a() {
        for percent in [0, 10, 100, 255] {
            assert_eq!(Level::B { percent }.checks(100), None);
        }
        for n in [1, 7, 99, 12_345, u64::MAX] {
            let b = |percent| Level::B { percent }.checks(n);
            assert!(Level::C.checks(n) <= b(11) && b(11) <= b(99) && b(99) <= Some(n));
        }
    }
}
