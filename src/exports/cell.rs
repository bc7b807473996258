//! One cell as it comes from a file, whatever the file's format, and its casting by role.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::cast::{self, DateError, DateOrder, DateParser, DateReading, DecimalMark, Money, MoneyError, TimeOfDay};

/// A cell before it is cast. Text files only know `Text` and `Missing`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Missing,
    /// Text as it stands.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A binary fraction.
    Float(f64),
    /// A decimal number: its digits and how many of them stand after the point.
    Decimal(i128, usize),
    /// Days since 1970-01-01.
    Day(i32),
    /// Microseconds since 1970-01-01; with a zone where the column has one.
    Instant(i64, Option<Zone>),
    /// Yes or no.
    Bool(bool),
}

/// A text without its outer blanks of any script; nothing where there is nothing else, or a mark for nothing.
fn some_text(text: &str) -> Option<&str> {
    // Most cells begin and end with a letter or a digit.
    let text = match (text.as_bytes(), text.as_bytes()) {
        ([0x21..=0x7e, ..], [.., 0x21..=0x7e]) => text,
        _ => text.trim(),
    };
    Some(text).filter(|text| !text.is_empty() && !stands_for_nothing(text))
}

/// Whether a text is what databases (`\N` of MySQL and PostgreSQL, `NULL` of SQL Server) and spreadsheets (`#N/A`) write
/// where there is no value.
pub(super) fn stands_for_nothing(text: &str) -> bool {
    matches!(text, "\\N" | "NULL" | "#N/A")
}

impl<'a> Cell<'a> {
    /// The cell as text, or nothing where it holds only blanks, or what stands for "none": `\N`, `NULL`, `#N/A`, and the NaN
    /// of binary fractions.
    pub fn text(self) -> Option<Cow<'a, str>> {
        Some(match self {
            Cell::Missing => return None,
            Cell::Text(text) => Cow::Borrowed(some_text(text)?),
            Cell::Int(number) => Cow::Owned(number.to_string()),
            Cell::Float(number) => Cow::Owned(float_text(number)?),
            Cell::Decimal(digits, scale) => Cow::Owned(decimal_text(digits, scale)),
            Cell::Day(day) => Cow::Owned(cast::format_date(day)),
            Cell::Instant(micros, zone) => Cow::Owned(instant_text(micros, zone)),
            Cell::Bool(yes) => Cow::Borrowed(if yes { "true" } else { "false" }),
        })
    }

    /// The cell as a person is shown it: like [`text`](Self::text), with the NaN that it takes for nothing and infinity.
    pub(super) fn shown(self) -> Cow<'a, str> {
        match self {
            Cell::Float(number) if !number.is_finite() => Cow::Owned(number.to_string()),
            other => other.text().unwrap_or_default(),
        }
    }

    /// The cell as an amount of money.
    pub fn money(self, decimal: DecimalMark) -> Result<Option<Money>, MoneyError> {
        let exact = |amount| Ok(Some(Money { amount, currency: None, rounded: false }));
        match self {
            Cell::Int(number) => exact(number.checked_mul(cast::UNIT).ok_or(MoneyError::Overflow)?),
            Cell::Float(number) => float_money(number).map(Some),
            Cell::Decimal(digits, scale) => decimal_money(digits, scale).map(Some),
            other => match other.text() {
                None => Ok(None),
                Some(text) => cast::parse_money(&text, decimal).map(Some),
            },
        }
    }

    /// The time of day that the cell tells, in the zone of its [`day`](Self::day). `order` is that of the column.
    pub fn time(self, parser: &DateParser, serials: Serials, order: Option<DateOrder>) -> Option<TimeOfDay> {
        match self {
            Cell::Day(_) => None,
            Cell::Instant(micros, zone) => {
                let local = local_in(micros, zone, parser);
                let second = i32::try_from(local.rem_euclid(86_400_000_000) / 1_000_000).ok()?;
                let offset = zone.and_then(|_| i32::try_from(local.saturating_sub(micros) / 1_000_000).ok());
                Some(TimeOfDay { second, offset })
            }
            other => {
                let text = other.text()?;
                let serial = serials == Serials::Accepted && cast::excel_serial(&text).is_ok();
                if serial {
                    cast::excel_second(&text).map(|second| TimeOfDay { second, offset: None })
                } else {
                    parser.time(&text, order)
                }
            }
        }
    }

    /// The cell as a day, or as an ambiguous day that the whole column settles.
    pub fn day(self, parser: &DateParser, serials: Serials) -> Result<Option<DateReading>, DateError> {
        let settled = |day: i32| parser.check(day).map(|day| Some(DateReading::Settled { day, order: None }));
        match self {
            Cell::Day(day) => settled(day),
            Cell::Instant(micros, zone) => {
                let local = local_in(micros, zone, parser);
                let day = i32::try_from(local.div_euclid(86_400_000_000)).map_err(|_| DateError::OutOfRange)?;
                settled(day)
            }
            other => match other.text() {
                None => Ok(None),
                Some(text) => {
                    let serial = (serials == Serials::Accepted).then(|| cast::excel_serial(&text));
                    match serial {
                        Some(Ok(day)) => settled(day),
                        _ => parser.read(&text).map(Some),
                    }
                }
            },
        }
    }
}

/// The zone of a timestamp column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// A place, with its history of offsets.
    Place(Tz),
    /// Seconds east of Greenwich.
    Offset(FixedOffset),
}

impl Zone {
    /// Reads the name a column carries: `Asia/Shanghai`, `UTC`, `+08:00`.
    pub fn parse(name: &str) -> Option<Zone> {
        name.parse().map(Zone::Place).ok().or_else(|| name.parse().map(Zone::Offset).ok())
    }

    fn offset_seconds(self, at: &NaiveDateTime) -> i64 {
        let offset = match self {
            Zone::Place(place) => place.offset_from_utc_datetime(at).fix(),
            Zone::Offset(offset) => offset,
        };
        i64::from(offset.local_minus_utc())
    }
}

/// Whether bare numbers of a date column are days counted by a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serials {
    /// The column holds spreadsheet day numbers.
    Accepted,
    /// The column holds written dates.
    Refused,
}

/// The local time of a timestamp, in the zone of the parser where both have one.
fn local_in(micros: i64, zone: Option<Zone>, parser: &DateParser) -> i64 {
    zone.map_or(micros, |zone| local_micros(micros, parser.timezone().map_or(zone, Zone::Place)))
}

/// A timestamp as it is written: where it has a zone, by the clock there and with its offset from UTC.
fn instant_text(micros: i64, zone: Option<Zone>) -> String {
    let Some(at) = DateTime::from_timestamp_micros(micros) else { return String::new() };
    match zone {
        None => at.format("%FT%T%.f").to_string(),
        Some(Zone::Place(place)) => at.with_timezone(&place).format("%FT%T%.f%:z").to_string(),
        Some(Zone::Offset(offset)) => at.with_timezone(&offset).format("%FT%T%.f%:z").to_string(),
    }
}

fn local_micros(micros: i64, zone: Zone) -> i64 {
    let offset = DateTime::from_timestamp_micros(micros).map_or(0, |at| zone.offset_seconds(&at.naive_utc()));
    micros.saturating_add(offset * 1_000_000)
}

fn float_money(number: f64) -> Result<Money, MoneyError> {
    if !number.is_finite() {
        return Err(MoneyError::NotFinite);
    }
    let scaled = number * cast::UNIT as f64;
    // Above 2^53 neighbouring binary fractions are more than 1/10000 apart, so the amount is no longer known exactly.
    if scaled.abs() > 9_007_199_254_740_992.0 {
        return Err(MoneyError::Overflow);
    }
    let nearest = scaled.round_ties_even();
    Ok(Money { amount: nearest as i64, currency: None, rounded: cast::is_rounded(scaled, nearest) })
}

fn decimal_money(digits: i128, scale: usize) -> Result<Money, MoneyError> {
    let power = |n: usize| u32::try_from(n).ok().and_then(|n| 10i128.checked_pow(n)).ok_or(MoneyError::Overflow);
    let (amount, rounded) = if scale <= 4 {
        (digits.checked_mul(power(4 - scale)?).ok_or(MoneyError::Overflow)?, false)
    } else {
        let unit = power(scale - 4)?;
        (cast::divide_half_even(digits, unit), digits % unit != 0)
    };
    // As in text, the range is the same on both sides of zero.
    let amount = i64::try_from(amount).ok().filter(|amount| *amount != i64::MIN).ok_or(MoneyError::Overflow)?;
    Ok(Money { amount, currency: None, rounded })
}

/// A whole number that a tool stored as a binary fraction is whole: 22086.0 is the id 22086. From 9e15 on its last digits
/// are lost, and it is written as spreadsheets write such numbers, so that it is noticed as a damaged identifier.
fn float_text(number: f64) -> Option<String> {
    if !number.is_finite() {
        None
    } else if number.fract() != 0.0 {
        Some(number.to_string())
    } else if number.abs() < 9e15 {
        // Adding zero turns -0 into 0.
        Some(format!("{:.0}", number + 0.0))
    } else {
        Some(format!("{number:E}").replace('E', "E+"))
    }
}

fn decimal_text(digits: i128, scale: usize) -> String {
    if scale == 0 {
        return digits.to_string();
    }
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = text.split_at(text.len() - scale);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_typed_columns_become_exact_money() {
        let amount = |cell: Cell<'_>| cell.money(DecimalMark::Point).map(|money| money.map(|m| (m.amount, m.rounded)));
        assert_eq!(amount(Cell::Float(11.77)), Ok(Some((117_700, false))));
        assert_eq!(amount(Cell::Float(1.0 / 3.0)), Ok(Some((3_333, true))));
        assert_eq!(amount(Cell::Decimal(-12_345, 2)), Ok(Some((-1_234_500, false))));
        assert_eq!(amount(Cell::Decimal(1_000_005, 5)), Ok(Some((100_000, true))));
        assert_eq!(amount(Cell::Int(7)), Ok(Some((70_000, false))));
        assert_eq!(amount(Cell::Missing), Ok(None));
        assert!(amount(Cell::Float(f64::NAN)).is_err());
        assert!(amount(Cell::Float(1e308)).is_err());
        assert!(amount(Cell::Int(i64::MAX)).is_err());
        assert!(amount(Cell::Decimal(i128::from(i64::MAX), 4)).is_ok());
        assert!(amount(Cell::Decimal(i128::from(i64::MIN), 4)).is_err());
    }

    #[test]
    fn ids_of_typed_columns_become_text() {
        let text = |cell: Cell<'_>| cell.text().map(Cow::into_owned);
        assert_eq!(text(Cell::Int(42)), Some("42".into()));
        assert_eq!(text(Cell::Float(22086.0)), Some("22086".into()));
        assert_eq!(text(Cell::Float(-0.0)), Some("0".into()));
        assert_eq!(text(Cell::Float(8_999_999_999_999_999.0)), Some("8999999999999999".into()));
        assert_eq!(text(Cell::Float(f64::NAN)), None);
        assert_eq!(text(Cell::Float(f64::INFINITY)), None);
        let shown = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 2.0].map(|number| Cell::Float(number).shown());
        assert_eq!(shown, ["NaN", "inf", "-inf", "2"]);
        let damaged = text(Cell::Float(12_345_678_901_234_567_890.0)).unwrap();
        assert_eq!(damaged, "1.2345678901234567E+19");
        assert!(cast::identifier(&damaged).unwrap().looks_scientific);
        assert_eq!(text(Cell::Text("22086.0")), Some("22086.0".into()));
        assert_eq!(text(Cell::Decimal(12_345_678_901_234_567_890, 0)), Some("12345678901234567890".into()));
        assert_eq!(text(Cell::Decimal(5, 2)), Some("0.05".into()));
        assert_eq!(text(Cell::Text("\u{3000}00123 ")), Some("00123".into()));
        assert_eq!(text(Cell::Text(" ")), None);
        for (mark, other) in [("\\N", "\\n"), ("NULL", "null"), ("#N/A", "N/A"), (" NULL\u{3000}", "NULL 1")] {
            assert_eq!((text(Cell::Text(mark)), text(Cell::Text(other))), (None, Some(other.into())));
        }
    }

    #[test]
    fn an_instant_is_written_in_its_zone_with_the_offset() {
        let evening = 1_767_225_600_000_000 - 3_600_000_000; // 2025-12-31 23:00 UTC
        let text = |micros, zone| Cell::Instant(micros, zone).text().map(Cow::into_owned).unwrap();
        assert_eq!(text(evening, None), "2025-12-31T23:00:00");
        assert_eq!(text(evening, Zone::parse("UTC")), "2025-12-31T23:00:00+00:00");
        assert_eq!(text(evening + 500_000, Zone::parse("Asia/Shanghai")), "2026-01-01T07:00:00.500+08:00");
        assert_eq!(text(evening, Zone::parse("-05:30")), "2025-12-31T17:30:00-05:30");
        // What is written is the same instant and the same day when it is read again.
        for zone in ["UTC", "Asia/Shanghai", "America/New_York", "-05:30"].map(Zone::parse) {
            for place in [None, Some(chrono_tz::Asia::Tokyo)] {
                let (parser, written) = (DateParser::new(place), text(evening, zone));
                let day = |cell: Cell<'_>| cell.day(&parser, Serials::Refused);
                let time = |cell: Cell<'_>| cell.time(&parser, Serials::Refused, None);
                let (typed, again) = (Cell::Instant(evening, zone), Cell::Text(&written));
                assert_eq!((day(typed), time(typed)), (day(again), time(again)), "{written} {place:?}");
            }
        }
    }

    #[test]
    fn an_instant_falls_on_its_local_day() {
        let evening = 1_767_225_600_000_000 - 3_600_000_000; // 2025-12-31 23:00 UTC
        let parser = DateParser::new(None);
        let day = |zone| Cell::Instant(evening, zone).day(&parser, Serials::Refused);
        let settled = |day| Ok(Some(DateReading::Settled { day, order: None }));
        assert_eq!(day(None), settled(20_453));
        assert_eq!(day(Some(Zone::Place(chrono_tz::Asia::Shanghai))), settled(20_454));
        assert_eq!(day(Zone::parse("+08:00")), settled(20_454));
        assert_eq!(day(Zone::parse("-05:00")), settled(20_453));
        assert_eq!(Zone::parse("Middle/Earth"), None);
        // The start of Unix time is a placeholder on both sides of Greenwich.
        let new_york = DateParser::new(Some(chrono_tz::America::New_York));
        let start = Cell::Instant(0, Zone::parse("UTC"));
        assert_eq!(start.day(&new_york, Serials::Refused), Err(DateError::Placeholder));
        assert_eq!(start.day(&parser, Serials::Refused), Err(DateError::Placeholder));
    }

    #[test]
    fn a_cell_tells_its_time_of_day_in_the_zone_of_its_day() {
        let evening = 1_767_225_600_000_000 - 3_600_000_000; // 2025-12-31 23:00 UTC
        let shanghai = DateParser::new(Some(chrono_tz::Asia::Shanghai));
        let plain = DateParser::new(None);
        let time = |cell: Cell<'_>, parser: &DateParser| cell.time(parser, Serials::Accepted, None);
        let second = |cell: Cell<'_>, parser: &DateParser| time(cell, parser).map(|time| time.second);
        assert_eq!(second(Cell::Instant(evening, None), &shanghai), Some(23 * 3600));
        assert_eq!(second(Cell::Instant(evening, Zone::parse("UTC")), &shanghai), Some(7 * 3600));
        assert_eq!(second(Cell::Instant(evening, Zone::parse("UTC")), &plain), Some(23 * 3600));
        assert_eq!(second(Cell::Instant(-1, None), &plain), Some(86_399));
        assert_eq!(second(Cell::Day(20_453), &plain), None);
        assert_eq!(second(Cell::Missing, &plain), None);
        assert_eq!(second(Cell::Float(46_203.75), &plain), Some(64_800));
        assert_eq!(second(Cell::Float(46_203.0), &plain), None);
        assert_eq!(Cell::Text("46203.5").time(&plain, Serials::Refused, None), None);
        for (text, expected) in [
            ("2025-12-31T23:00:00Z", Some(7 * 3600)),
            ("2025-12-31 23:00:05+08:00", Some(23 * 3600 + 5)),
            ("2025-12-31 23:00:05", Some(23 * 3600 + 5)),
            ("2025/12/31 下午 3:05", Some(15 * 3600 + 300)),
            ("2025年12月31日 9时05分", Some(9 * 3600 + 300)),
            ("20251231235960", Some(86_399)),
            ("12/31/2025 5:00 PM", Some(17 * 3600)),
            ("01/02/2025 5:00 PM Z", Some(3600)),
            ("2025-12-31", None),
            ("2025年12月31日", None),
            ("31/12/2025", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(second(Cell::Text(text), &shanghai), expected, "{text}");
        }
        // 1 September has summer time in New York, 9 January has not.
        let new_york = DateParser::new(Some(chrono_tz::America::New_York));
        let noon = |order| {
            let time = Cell::Text("09/01/2025 12:00Z").time(&new_york, Serials::Refused, Some(order));
            time.map(|time| time.second)
        };
        assert_eq!([noon(DateOrder::MonthFirst), noon(DateOrder::DayFirst)], [Some(8 * 3600), Some(7 * 3600)]);
        // The clock of the time tells by how much it is ahead of UTC: as written, or that of the zone on that day.
        let offset = |cell: Cell<'_>, parser: &DateParser| time(cell, parser).and_then(|time| time.offset);
        let east = Cell::Text("2025-09-01 23:00:05+08:00");
        assert_eq!([offset(east, &plain), offset(east, &new_york)], [Some(28_800), Some(-14_400)]);
        assert_eq!(offset(Cell::Text("2025-01-09T12:00Z"), &new_york), Some(-18_000));
        for local in [Cell::Text("2025-09-01 23:00:05"), Cell::Float(46_203.75), Cell::Instant(evening, None)] {
            assert_eq!([offset(local, &plain), offset(local, &shanghai)], [None; 2]);
        }
        let typed = Cell::Instant(evening, Zone::parse("+05:30"));
        assert_eq!([offset(typed, &plain), offset(typed, &shanghai)], [Some(19_800), Some(28_800)]);
    }

    #[test]
    fn numbers_are_dates_only_in_columns_of_serials() {
        let parser = DateParser::new(None);
        let day = |text, serials| Cell::Text(text).day(&parser, serials);
        let settled = |day| Ok(Some(DateReading::Settled { day, order: None }));
        assert_eq!(day("46203.5", Serials::Accepted), settled(20_634));
        assert_eq!(day("46203.5", Serials::Refused), Err(DateError::BareNumber));
        for text in ["1782835200", "1782835200000", "60"] {
            assert_eq!(day(text, Serials::Accepted), Err(DateError::BareNumber), "{text}");
        }
        assert_eq!(Cell::Int(1_782_835_200).day(&parser, Serials::Refused), Err(DateError::BareNumber));
        assert_eq!(Cell::Float(46_203.0).day(&parser, Serials::Refused), Err(DateError::BareNumber));
    }
}
