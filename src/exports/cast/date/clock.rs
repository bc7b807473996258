//! The time part of a cell: `23:59:59.5`, `11:59 PM`, `下午3时05分`, `Z`, `+08:00`. It knows no dates.

use super::DateError;

/// A time of day, with the zone offset when the cell gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Seconds since midnight.
    pub(super) seconds: i64,
    /// Seconds east of UTC.
    pub(super) offset: Option<i64>,
}

/// Half-day words, and whether they stand for the second half.
const HALVES: [(&str, Half); 12] = [
    ("上午", Half::First),
    ("早上", Half::First),
    ("凌晨", Half::First),
    ("中午", Half::Noon),
    ("下午", Half::Second),
    ("午后", Half::Second),
    ("傍晚", Half::Evening),
    ("晚上", Half::Evening),
    ("am", Half::First),
    ("pm", Half::Second),
    ("a.m.", Half::First),
    ("p.m.", Half::Second),
];

#[derive(Clone, Copy, PartialEq)]
enum Half {
    First,
    Noon,
    Second,
    /// 晚上12点 is midnight and 晚上1点 an hour later, of this day or the next: both are refused.
    Evening,
}

/// Reads what follows the date, folded to ASCII width. `None` when it is blank.
pub(super) fn parse_clock(text: &str) -> Result<Option<Clock>, DateError> {
    let text = text.strip_prefix(['T', 't', ',', ' ']).unwrap_or(text).trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let [a, b, b':', c, d, b':', e, f] = text.as_bytes()
        && [a, b, c, d, e, f].iter().all(|byte| byte.is_ascii_digit())
    {
        // The usual time needs none of the care below.
        let number = |ten: &u8, one: &u8| i64::from(ten - b'0') * 10 + i64::from(one - b'0');
        let seconds = checked_seconds(number(a, b), number(c, d), number(e, f))?;
        return Ok(Some(Clock { seconds, offset: None }));
    }
    let text = text.to_lowercase();
    let (half, text) = split_half(&text);
    let end = text.find(|c: char| !is_clock_character(c)).unwrap_or(text.len());
    let (time, zone) = text.split_at(end);
    let (late_half, zone) = split_half(zone.trim());
    if half.is_some() && late_half.is_some() {
        return Err(DateError::BadTime);
    }
    let seconds = time_of_day(time.trim(), half.or(late_half))?;
    let offset = if zone.is_empty() { None } else { Some(zone_offset(zone)?) };
    Ok(Some(Clock { seconds, offset }))
}

fn is_clock_character(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '时' | '時' | '点' | '點' | '分' | '秒')
}

fn split_half(text: &str) -> (Option<Half>, &str) {
    HALVES
        .iter()
        .find_map(|(word, half)| Some((Some(*half), text.strip_prefix(word)?.trim_start())))
        .unwrap_or((None, text))
}

fn time_of_day(text: &str, half: Option<Half>) -> Result<i64, DateError> {
    let text = text.replace(['时', '時', '点', '點', '分'], ":");
    let text = text.trim_end_matches('秒').trim_end_matches(':');
    let (text, fraction) = text.split_once(['.', ',']).map_or((text, None), |(text, part)| (text, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Option<Vec<i64>> = if matches!(text.len(), 4 | 6) && digits(text) {
        // 2359 and 235959, the basic form of ISO 8601.
        (0..text.len()).step_by(2).map(|at| two_digits(text.get(at..at + 2)?)).collect()
    } else {
        text.split(':').map(two_digits).collect()
    };
    let (hours, minutes, seconds) = match (numbers.as_deref(), fraction) {
        (Some([hours]), None) if half.is_some() => (*hours, 0, 0),
        (Some([hours, minutes]), None) => (*hours, *minutes, 0),
        (Some([hours, minutes, seconds]), fraction) if fraction.is_none_or(digits) => (*hours, *minutes, *seconds),
        _ => return Err(DateError::NotADate),
    };
    let hours = match (half, hours) {
        (None, 0..=23) | (Some(Half::Second), 13..=23) | (Some(Half::Evening), 17..=23) => hours,
        (Some(Half::First), 0..=11) | (Some(Half::Noon | Half::Second), 12) => hours,
        (Some(Half::Noon), 11) => hours,
        (Some(Half::First), 12) => 0,
        (Some(Half::Noon), 1) | (Some(Half::Second), 1..=11) | (Some(Half::Evening), 5..=11) => hours + 12,
        _ => return Err(DateError::BadTime),
    };
    checked_seconds(hours, minutes, seconds)
}

/// Seconds since midnight. A minute has 61 seconds when it holds a leap second.
fn checked_seconds(hours: i64, minutes: i64, seconds: i64) -> Result<i64, DateError> {
    if hours > 23 || minutes > 59 || seconds > 60 {
        Err(DateError::BadTime)
    } else {
        Ok(hours * 3600 + minutes * 60 + seconds)
    }
}

fn two_digits(text: &str) -> Option<i64> {
    let known = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if known { text.parse().ok() } else { None }
}

/// `z`, `utc`, `gmt`, `+08:00`, `+0800`, `+08`, `utc+8`, in seconds east of UTC.
fn zone_offset(text: &str) -> Result<i64, DateError> {
    let named = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt")).unwrap_or(text);
    if text == "z" || named.is_empty() {
        return Ok(0);
    }
    let (sign, digits) = match (named.strip_prefix('+'), named.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return Err(DateError::NotADate),
    };
    let parts = match digits.split_once(':') {
        Some(parts) => Some(parts),
        None if digits.len() == 4 => digits.split_at_checked(2),
        None => Some((digits, "0")),
    };
    let (hours, minutes) = parts
        .and_then(|(hours, minutes)| Some((two_digits(hours)?, two_digits(minutes)?)))
        .ok_or(DateError::NotADate)?;
    let seconds = hours * 3600 + minutes * 60;
    if minutes > 59 || seconds > 14 * 3600 { Err(DateError::BadTime) } else { Ok(sign * seconds) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clock(text: &str) -> Result<(i64, Option<i64>), DateError> {
        parse_clock(text).map(|clock| clock.map(|clock| (clock.seconds, clock.offset)).unwrap_or((-1, None)))
    }

    #[test]
    fn times_as_exports_write_them() {
        let cases = [
            ("", -1, None),
            (" 23:59:59", 86_399, None),
            ("T23:59:59.999", 86_399, None),
            ("T00:00:00Z", 0, Some(0)),
            (" 9:05", 32_700, None),
            (" 11:59 PM", 86_340, None),
            (" 12:00 AM", 0, None),
            (" 12:30pm", 45_000, None),
            (" 下午 3:05:00", 54_300, None),
            ("上午9时30分", 34_200, None),
            (" 15时30分20秒", 55_820, None),
            ("T08:00:00+08:00", 28_800, Some(28_800)),
            (" 08:00:00 -0530", 28_800, Some(-19_800)),
            ("T08:00+08", 28_800, Some(28_800)),
            (" 08:00 UTC+8", 28_800, Some(28_800)),
            (" 08:00:00 GMT", 28_800, Some(0)),
            (" 11:59 p.m.", 86_340, None),
            (" 晚上8:30", 73_800, None),
            (" 傍晚 6点", 64_800, None),
            (" 凌晨12:30", 1_800, None),
            (" 中午12:30", 45_000, None),
            ("T235959Z", 86_399, Some(0)),
            ("T2359+0800", 86_340, Some(28_800)),
            (" 23:59:59,123", 86_399, None),
        ];
        for (text, seconds, offset) in cases {
            assert_eq!(clock(text), Ok((seconds, offset)), "{text}");
        }
    }

    #[test]
    fn times_that_no_clock_shows_are_refused() {
        for text in [
            " 24:00:00",
            " 12:60",
            " 13:00 AM",
            " 0:00 PM",
            " 00:00:61",
            "T08:00+15:00",
            " 晚上12:30",
            " 晚上1:30",
            "T246060",
        ] {
            assert_eq!(clock(text), Err(DateError::BadTime), "{text}");
        }
        for text in [
            " noon",
            " 5",
            " 12:00:00:00",
            " 12:00 EST",
            " 上午",
            " 1:2:3.",
            " :",
            " 12:00 +abc",
            " 下午3.30",
            " 12:30.5",
        ] {
            assert_eq!(clock(text), Err(DateError::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_time_or_a_fault(text in "[T 0-9:.,apmAPM上午下晚时分秒Z+-]{0,16}") {
            if let Ok(Some(clock)) = parse_clock(&text) {
                prop_assert!((0..=86_400).contains(&clock.seconds));
            }
        }
    }
}
