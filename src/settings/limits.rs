//! Small typed values of settings.

use std::fmt;
use std::str::FromStr;

use crate::exports::cast::{format_date, parse_iso_date};

/// A calendar day, in days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub i32);

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Date, String> {
        parse_iso_date(text).map(Date).map_err(|_| "expected a day such as 2026-06-30".to_string())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format_date(self.0))
    }
}

/// How many rows may be set aside before the run stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MaxRejects {
    /// A number of rows.
    Rows(u64),
    /// A share of all rows read, from 0 to 1.
    Share(f64),
}

impl MaxRejects {
    /// Whether `rejected` of `read` rows are too many.
    pub fn exceeded(self, rejected: u64, read: u64) -> bool {
        match self {
            MaxRejects::Rows(most) => rejected > most,
            MaxRejects::Share(most) => rejected as f64 > most * read as f64,
        }
    }
}

impl FromStr for MaxRejects {
    type Err = String;

    fn from_str(text: &str) -> Result<MaxRejects, String> {
        let limit = match text.strip_suffix('%') {
            Some(percent) => percent
                .trim()
                .parse()
                .ok()
                .filter(|p| (0.0..=100.0).contains(p))
                .map(|p: f64| MaxRejects::Share(p / 100.0)),
            None => text.parse().ok().map(MaxRejects::Rows),
        };
        limit.ok_or_else(|| "expected a number of rows such as 20 or a share such as 0.5%".to_string())
    }
}

/// How many clusters to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clusters {
    /// As many as the silhouette shows.
    Auto,
    /// That many.
    Exactly(usize),
}

impl FromStr for Clusters {
    type Err = String;

    fn from_str(text: &str) -> Result<Clusters, String> {
        match text {
            "auto" => Ok(Clusters::Auto),
            number => number
                .parse()
                .ok()
                .filter(|n| (2..=8).contains(n))
                .map(Clusters::Exactly)
                .ok_or_else(|| "expected auto or a number from 2 to 8".to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_on_rejects() {
        let limit: MaxRejects = "0.5%".parse().unwrap();
        assert!(!limit.exceeded(5, 1000) && limit.exceeded(6, 1000));
        let limit: MaxRejects = "0".parse().unwrap();
        assert!(!limit.exceeded(0, 10) && limit.exceeded(1, 10));
        assert!("-1".parse::<MaxRejects>().is_err() && "101%".parse::<MaxRejects>().is_err());
        assert!("NaN%".parse::<MaxRejects>().is_err());
    }

    #[test]
    fn clusters() {
        assert_eq!("auto".parse(), Ok(Clusters::Auto));
        assert_eq!("4".parse(), Ok(Clusters::Exactly(4)));
        assert!("1".parse::<Clusters>().is_err());
    }
}
