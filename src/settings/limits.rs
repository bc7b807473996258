//! Small typed values of settings.

use std::fmt;
use std::str::FromStr;

use crate::error::Problem;
use crate::exports::cast::{DecimalMark, UNIT, format_date, parse_iso_date, parse_money};
use crate::exports::columns::suggest;
use crate::labels::Label;

const UNKNOWN_METRIC: Label =
    Label::new("`{name}` is nothing that --fail-on knows; it knows {known}", "--fail-on 不支持 `{name}`；支持 {known}");

const LIMIT_IS_SHARE: Label = Label::new(
    "the limit of {metric} is a share; write {metric}{sign}{number}%",
    "{metric} 的阈值是比例；请写成 {metric}{sign}{number}%",
);
const LIMIT_IS_NUMBER: Label = Label::new(
    "the limit of {metric} is a number; write {metric}{sign}{number}",
    "{metric} 的阈值是数量；请写成 {metric}{sign}{number}",
);

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

/// A share such as `35%`, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent(pub f64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Percent, String> {
        let percent = text.strip_suffix('%').and_then(|percent| percent.trim().parse().ok());
        let percent = percent.filter(|percent| (0.0..=100.0).contains(percent));
        percent.map(|percent: f64| Percent(percent / 100.0)).ok_or_else(|| "expected a share such as 35%".to_string())
    }
}

/// A length of time such as `4h`, `30min` or `2d`, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration(pub u64);

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Duration, String> {
        let text = text.trim();
        let at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let seconds = match text[at..].trim() {
            "s" | "sec" | "seconds" => Some(1),
            "m" | "min" | "minutes" => Some(60),
            "h" | "hour" | "hours" => Some(3_600),
            "d" | "day" | "days" => Some(86_400),
            _ => None,
        };
        let number: Option<u64> = text[..at].parse().ok().filter(|number| *number > 0);
        let all = number.zip(seconds).and_then(|(number, seconds)| number.checked_mul(seconds));
        all.map(Duration).ok_or_else(|| "expected a time such as 4h or 30min".to_string())
    }
}

/// An amount of money of zero or more, in units of the currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount(pub f64);

impl FromStr for Amount {
    type Err = String;

    fn from_str(text: &str) -> Result<Amount, String> {
        let parts = parse_money(text, DecimalMark::Point).ok().map(|money| money.amount).filter(|parts| *parts >= 0);
        parts
            .map(|parts| Amount(parts as f64 / UNIT as f64))
            .ok_or_else(|| "expected an amount such as 3.50".to_string())
    }
}

/// A limit such as `at_risk_revenue>5%`.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// What is looked at.
    pub metric: String,
    /// Whether it may not be above the limit; else not below it.
    pub above: bool,
    /// The limit, as a share from 0 to 1 where `share` says so.
    pub limit: f64,
    /// Whether the limit is a share of the whole.
    pub share: bool,
}

impl Threshold {
    /// Whether a value, and its share of the whole, cross the limit. A share that nobody knows crosses none: whoever asks
    /// has to tell that it is not known.
    pub fn crossed(&self, value: f64, share: Option<f64>) -> bool {
        let seen = if self.share { share } else { Some(value) };
        seen.is_some_and(|seen| if self.above { seen > self.limit } else { seen < self.limit })
    }
}

/// Notes the thresholds on something that is not in `metrics`.
pub(super) fn check_metrics(fail_on: &[Threshold], metrics: &[&'static str], problems: &mut Vec<Problem>) {
    for threshold in fail_on.iter().filter(|threshold| !metrics.contains(&threshold.metric.as_str())) {
        let what = UNKNOWN_METRIC.with(&[("name", &threshold.metric), ("known", &metrics.join(", "))]);
        let problem = Problem::at("--fail-on", what);
        problems.push(suggest(problem, &threshold.metric, metrics.iter().copied()));
    }
}

/// Notes the thresholds whose limit is of the wrong kind: a share of the whole for `shares`, where `responded<90` may mean 90 %
/// or 90 customers; a number for `counts`, which have no whole.
pub(super) fn check_kinds(fail_on: &[Threshold], shares: &[&str], counts: &[&str], problems: &mut Vec<Problem>) {
    for own in fail_on {
        let sign = if own.above { '>' } else { '<' };
        let wanted = match own.share {
            false if shares.contains(&own.metric.as_str()) => LIMIT_IS_SHARE,
            true if counts.contains(&own.metric.as_str()) => LIMIT_IS_NUMBER,
            _ => continue,
        };
        // 0.07 × 100 is not 7 in binary.
        let number = if own.share { (own.limit * 1e8).round() / 1e6 } else { own.limit };
        let values: [(&'static str, &dyn fmt::Display); 3] =
            [("metric", &own.metric), ("sign", &sign), ("number", &number)];
        problems.push(Problem::at(format!("--fail-on {own}"), wanted.with(&values)));
    }
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Threshold, String> {
        let parse = || {
            let at = text.find(['>', '<'])?;
            let (metric, limit) = (text[..at].trim(), text[at + 1..].trim());
            let share = limit.ends_with('%');
            let limit: f64 = limit.trim_end_matches('%').trim().parse().ok()?;
            let limit = if share { limit / 100.0 } else { limit };
            let above = text[at..].starts_with('>');
            limit.is_finite().then(|| Threshold { metric: metric.to_string(), above, limit, share })
        };
        parse().ok_or_else(|| "expected a threshold such as 'at_risk_revenue>5%'".to_string())
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.above { '>' } else { '<' };
        // 0.07 × 100 is not 7 in binary.
        let percent = (self.limit * 1e8).round() / 1e6;
        match self.share {
            true => write!(f, "{}{sign}{percent}%", self.metric),
            false => write!(f, "{}{sign}{}", self.metric, self.limit),
        }
    }
}

/// How much memory a run may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Memory {
    /// Bytes.
    Bytes(u64),
    /// A share of what the machine, or its control group, has; from 0 to 1.
    Share(f64),
}

impl Memory {
    /// The bytes, of a machine with `available` of them; where that is not known, 4 GB are taken to be there.
    pub fn bytes(self, available: Option<u64>) -> usize {
        let bytes = match self {
            Memory::Bytes(bytes) => bytes,
            Memory::Share(share) => (available.unwrap_or(4 << 30) as f64 * share) as u64,
        };
        usize::try_from(bytes).unwrap_or(usize::MAX)
    }
}

impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Memory, String> {
        let expected = || "expected a size such as 2GB or 512MB, or a share such as 75%".to_string();
        let text = text.trim().to_ascii_lowercase();
        let number = |digits: &str| digits.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
        if let Some(percent) = text.strip_suffix('%') {
            let share = number(percent).filter(|percent| *percent <= 100.0);
            return share.map(|percent| Memory::Share(percent / 100.0)).ok_or_else(expected);
        }
        let text = text.strip_suffix('b').unwrap_or(&text);
        let text = text.strip_suffix('i').unwrap_or(text);
        let (digits, unit) = match text.strip_suffix(['k', 'm', 'g', 't']) {
            Some(digits) => (digits, 1u64 << (10 * (1 + "kmgt".find(&text[digits.len()..]).unwrap_or_default()))),
            None => (text, 1),
        };
        let bytes = number(digits).map(|n| n * unit as f64).filter(|bytes| (1.0..1e18).contains(bytes));
        bytes.map(|bytes| Memory::Bytes(bytes as u64)).ok_or_else(expected)
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
    fn sizes_of_memory() {
        let bytes = |text: &str| text.parse::<Memory>();
        assert_eq!(bytes("512MB"), Ok(Memory::Bytes(512 << 20)));
        assert_eq!(bytes("1.5 GiB"), Ok(Memory::Bytes(3 << 29)));
        assert_eq!(bytes("64k"), Ok(Memory::Bytes(65_536)));
        assert_eq!(bytes("1000"), Ok(Memory::Bytes(1000)));
        assert_eq!(bytes("75%"), Ok(Memory::Share(0.75)));
        for text in ["", "0", "-1GB", "GB", "101%", "nan", "1e300", "1 XB", "内存"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(
            ["4h", "30 min", "2d", "90s"].map(|text| text.parse()),
            [14_400, 1_800, 172_800, 90].map(|s| Ok(Duration(s)))
        );
        for text in ["", "4", "h", "0h", "-4h", "4x", "99999999999999999999h"] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }

    #[test]
    fn amounts() {
        assert_eq!("3.50".parse(), Ok(Amount(3.5)));
        assert_eq!("0".parse(), Ok(Amount(0.0)));
        for text in ["-1", "", "much", "NaN"] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn clusters() {
        assert_eq!("auto".parse(), Ok(Clusters::Auto));
        assert_eq!("4".parse(), Ok(Clusters::Exactly(4)));
        assert!("1".parse::<Clusters>().is_err());
    }
}
