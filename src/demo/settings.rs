//! What the user of the generator chooses. Holds no planted number: those are in `parameters`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::DemoError;
use crate::labels::Lang;

/// The shortest history that has room for the slowdown, the campaign and a past before them, in days.
const SHORTEST_HISTORY: i64 = 365;

/// How the files are written: which headers, words, dates, amounts and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Canonical English headers, ISO dates, plain amounts, UTF-8, LF.
    #[default]
    En,
    /// Chinese headers and values, dates as `2026/6/30`, amounts partly as `¥1,299.00`, GB18030, CRLF.
    Zh,
}

impl Dialect {
    /// The language of the values.
    pub(super) fn lang(self) -> Lang {
        match self {
            Dialect::En => Lang::En,
            Dialect::Zh => Lang::Zh,
        }
    }
}

/// Everything that decides the bytes of the files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The seed of all random streams.
    pub seed: u64,
    /// Number of persons; `customers.csv` has a few rows more, the duplicates.
    pub customers: u32,
    /// How the files are written.
    pub dialect: Dialect,
    /// First day of the history.
    #[serde(with = "super::iso_date")]
    pub from: NaiveDate,
    /// Last day of the history, the natural as-of date.
    #[serde(with = "super::iso_date")]
    pub to: NaiveDate,
    /// Share of sale lines, 0 to 1, whose lot is not recorded in `orders.csv`.
    pub hidden_lots: f64,
}

impl Default for Settings {
    /// 5,000 customers over the two years up to 2026-06-30, English, every lot recorded, seed 1.
    fn default() -> Settings {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let (from, to) = (day(2024, 7, 1), day(2026, 6, 30));
        Settings { seed: 1, customers: 5_000, dialect: Dialect::En, from, to, hidden_lots: 0.0 }
    }
}

impl Settings {
    /// Refuses what cannot be generated: nobody, more ids than eight digits hold, a history under a year, a share
    /// outside 0 to 1.
    pub(super) fn check(&self) -> Result<(), DemoError> {
        if self.customers == 0 || self.customers > Settings::MOST_CUSTOMERS {
            return Err(DemoError::Customers { asked: self.customers, most: Settings::MOST_CUSTOMERS });
        }
        let days = (self.to - self.from).num_days() + 1;
        if days < SHORTEST_HISTORY {
            return Err(DemoError::History { from: self.from, to: self.to, least: SHORTEST_HISTORY });
        }
        if !(0.0..=1.0).contains(&self.hidden_lots) {
            return Err(DemoError::HiddenLots { asked: self.hidden_lots });
        }
        Ok(())
    }

    /// Ids have eight digits, and a duplicate record takes an id above all persons.
    pub const MOST_CUSTOMERS: u32 = 49_999_999;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_two_years_and_is_accepted() {
        let settings = Settings::default();
        assert_eq!((settings.to - settings.from).num_days() + 1, 730);
        assert!(settings.check().is_ok());
    }

    #[test]
    fn what_cannot_be_generated_is_refused() {
        let nobody = Settings { customers: 0, ..Settings::default() };
        assert!(matches!(nobody.check(), Err(DemoError::Customers { asked: 0, .. })));
        let backwards = Settings { from: Settings::default().to, to: Settings::default().from, ..Settings::default() };
        assert!(matches!(backwards.check(), Err(DemoError::History { .. })));
        for share in [-0.1, 1.1, f64::NAN] {
            let settings = Settings { hidden_lots: share, ..Settings::default() };
            assert!(matches!(settings.check(), Err(DemoError::HiddenLots { .. })));
        }
    }
}
