//! Age bands from birth dates. Ages themselves are never shown: bands keep people from being singled out.

use chrono::{Datelike, NaiveDate};

use crate::labels::Label;

/// Completed years of age, in the bands of customer statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    /// Below 18.
    Under18,
    /// 18 to 24.
    From18To24,
    /// 25 to 34.
    From25To34,
    /// 35 to 44.
    From35To44,
    /// 45 to 54.
    From45To54,
    /// 55 to 64.
    From55To64,
    /// 65 and above.
    From65,
}

impl AgeBand {
    /// The value in data files.
    pub fn code(self) -> &'static str {
        match self {
            AgeBand::Under18 => "<18",
            AgeBand::From18To24 => "18-24",
            AgeBand::From25To34 => "25-34",
            AgeBand::From35To44 => "35-44",
            AgeBand::From45To54 => "45-54",
            AgeBand::From55To64 => "55-64",
            AgeBand::From65 => "65+",
        }
    }

    /// The band as people read it.
    pub fn label(self) -> Label {
        match self {
            AgeBand::Under18 => Label::new("under 18", "18 岁以下"),
            AgeBand::From18To24 => Label::new("18–24", "18–24 岁"),
            AgeBand::From25To34 => Label::new("25–34", "25–34 岁"),
            AgeBand::From35To44 => Label::new("35–44", "35–44 岁"),
            AgeBand::From45To54 => Label::new("45–54", "45–54 岁"),
            AgeBand::From55To64 => Label::new("55–64", "55–64 岁"),
            AgeBand::From65 => Label::new("65 and over", "65 岁及以上"),
        }
    }
}

/// The age band on the day `as_of` of someone born on `birth_day` (both days since 1970-01-01). `None` when the birth
/// lies after `as_of` or more than 120 years before it.
///
/// Who was born on 29 February comes of age on 1 March of common years, as under Chinese and English law.
pub fn age_band(birth_day: i32, as_of: i32) -> Option<AgeBand> {
    let birth = NaiveDate::from_epoch_days(birth_day)?;
    let today = NaiveDate::from_epoch_days(as_of)?;
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    let age = today.year() - birth.year() - i32::from(!had_birthday);
    match age {
        _ if birth > today => None,
        0..18 => Some(AgeBand::Under18),
        18..25 => Some(AgeBand::From18To24),
        25..35 => Some(AgeBand::From25To34),
        35..45 => Some(AgeBand::From35To44),
        45..55 => Some(AgeBand::From45To54),
        55..65 => Some(AgeBand::From55To64),
        65..=120 => Some(AgeBand::From65),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exports::cast::parse_iso_date;

    fn band(birth: &str, as_of: &str) -> Option<AgeBand> {
        age_band(parse_iso_date(birth).unwrap(), parse_iso_date(as_of).unwrap())
    }

    #[test]
    fn a_band_begins_on_the_birthday() {
        assert_eq!(band("2008-07-01", "2026-06-30"), Some(AgeBand::Under18));
        assert_eq!(band("2008-06-30", "2026-06-30"), Some(AgeBand::From18To24));
        assert_eq!(band("1961-06-30", "2026-06-30"), Some(AgeBand::From65));
        assert_eq!(band("1961-07-01", "2026-06-30"), Some(AgeBand::From55To64));
        assert_eq!(band("2026-06-30", "2026-06-30"), Some(AgeBand::Under18));
        assert_eq!(band("2026-07-01", "2026-06-30"), None);
        assert_eq!(band("1900-01-02", "2026-06-30"), None);
    }

    #[test]
    fn leap_day_birthdays_fall_on_the_first_of_march() {
        assert_eq!(band("2008-02-29", "2026-02-28"), Some(AgeBand::Under18));
        assert_eq!(band("2008-02-29", "2026-03-01"), Some(AgeBand::From18To24));
        assert_eq!(band("1996-02-29", "2020-02-29"), Some(AgeBand::From18To24));
    }

    proptest! {
        #[test]
        fn any_two_days_end_in_a_band_or_none(birth: i32, as_of: i32) {
            let _ = age_band(birth, as_of);
        }

        #[test]
        fn nobody_grows_younger(birth in 0_i32..10_000, age in 0_i32..40_000) {
            prop_assert!(age_band(birth, birth + age) <= age_band(birth, birth + age + 1));
        }
    }
}
