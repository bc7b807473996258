//! Numbers, shares and dates as people read them. Rounds for the eye only: nothing computed further may come from
//! here. A number that is not finite is shown as an en dash.

use serde::Serialize;

use crate::labels::Lang;

/// Shown in place of a number that does not exist.
pub const MISSING: &str = "–";
const MINUS: char = '\u{2212}';
/// Keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';

/// What the numbers along an axis are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things counted, such as customers or days.
    #[default]
    Count,
    /// Shares from 0 to 1, shown as percentages.
    Share,
    /// Whole currency units, with their symbol before them.
    Money(String),
    /// Bare decimals, such as ratios or scores.
    Plain,
}

impl Unit {
    /// `value` as an axis shows it: short, without trailing zeros.
    pub fn tick(&self, value: f64, lang: Lang) -> String {
        if !value.is_finite() {
            return MISSING.to_string();
        }
        let sign = if value < 0.0 { "\u{2212}" } else { "" };
        let size = value.abs();
        match self {
            Unit::Count => format!("{sign}{}", trimmed(compact_size(size, lang))),
            Unit::Money(symbol) => format!("{sign}{symbol}{}", trimmed(compact_size(size, lang))),
            Unit::Share => format!("{sign}{}%", trimmed(format!("{:.1}", size * 100.0))),
            Unit::Plain => format!("{sign}{}", trimmed(format!("{size:.2}"))),
        }
    }
}

/// A whole number with thousands separators: `48,210`, `−40`.
pub fn count(value: i128) -> String {
    signed(value < 0, &grouped(value.unsigned_abs()))
}

/// A whole number that is a change: `+112`, `−40`, `0`.
pub fn count_change(value: i128) -> String {
    if value > 0 { format!("+{}", count(value)) } else { count(value) }
}

/// A decimal with thousands separators and a fixed number of places: `1,980.5`.
pub fn decimal(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return MISSING.to_string();
    }
    let digits = match rounded(value.abs(), places) {
        Some(digits) => pointed(digits, places),
        None => format!("{:.places$}", value.abs()),
    };
    let point = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + MINUS.len_utf8());
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        text.push(MINUS);
    }
    separate(&digits[..point], &mut text);
    text.push_str(&digits[point..]);
    text
}

/// `size` times 10^`places` to the nearest whole number, where it is small enough, and far enough from a half, that the
/// product tells it for sure.
fn rounded(size: f64, places: usize) -> Option<u64> {
    const POWERS: [f64; 5] = [1.0, 10.0, 100.0, 1_000.0, 10_000.0];
    let scaled = size * POWERS.get(places)?;
    (scaled < 1e9 && (scaled.fract() - 0.5).abs() > 1e-6).then(|| scaled.round() as u64)
}

/// Whole `digits`, of which the last `places` stand behind the point.
fn pointed(digits: u64, places: usize) -> String {
    let mut text = format!("{digits:0width$}", width = places + 1);
    if places > 0 {
        text.insert(text.len() - places, '.');
    }
    text
}

/// A share from 0 to 1 as a percentage with one decimal: `31.5%`.
pub fn percent(share: f64) -> String {
    if share.is_finite() { format!("{}%", decimal(share * 100.0, 1)) } else { MISSING.to_string() }
}

/// A change between two shares, in percentage points: `+1.2 pp`, `−0.4 个百分点`.
pub fn points_change(change: f64, lang: Lang) -> String {
    if !change.is_finite() {
        return MISSING.to_string();
    }
    let number = decimal(change * 100.0, 1);
    let plus = if number.starts_with(MINUS) || number == "0.0" { "" } else { "+" };
    match lang {
        Lang::En => format!("{plus}{number}{NO_BREAK}pp"),
        Lang::Zh => format!("{plus}{number}{NO_BREAK}个百分点"),
    }
}

/// An interval of shares: `3.1–4.2%`.
pub fn percent_interval(low: f64, high: f64) -> String {
    if !low.is_finite() || !high.is_finite() {
        return MISSING.to_string();
    }
    format!("{}–{}", decimal(low * 100.0, 1), percent(high))
}

/// How many times as large: `1.84×`.
pub fn ratio(value: f64) -> String {
    if value.is_finite() { format!("{}×", decimal(value, 2)) } else { MISSING.to_string() }
}

/// A ratio as an index with 100 for the average, as marketing reports show it: 1.84 is `184`.
pub fn index(value: f64) -> String {
    decimal(value * 100.0, 0)
}

/// A large number shortened to three figures: `12.4 k`, `3.91 M`; in Chinese by ten thousands: `391 万`, `1.24 亿`.
pub fn compact(value: f64, lang: Lang) -> String {
    if value.is_finite() { signed(value < 0.0, &compact_size(value.abs(), lang)) } else { MISSING.to_string() }
}

/// A calendar day: `2026-06-30`, `2026年6月30日`.
pub fn date(year: i32, month: u32, day: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{year:04}-{month:02}-{day:02}"),
        Lang::Zh => format!("{year}年{month}月{day}日"),
    }
}

pub(super) fn signed(negative: bool, size: &str) -> String {
    if negative { format!("{MINUS}{size}") } else { size.to_string() }
}

pub(super) fn grouped(value: u128) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    separate(&digits, &mut out);
    out
}

/// Writes digits in groups of three.
fn separate(digits: &str, out: &mut String) {
    let first = digits.len() % 3;
    out.push_str(&digits[..first]);
    for at in (first..digits.len()).step_by(3) {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&digits[at..at + 3]);
    }
}

/// `size` (not negative) with three significant figures and the largest step of the language that it reaches.
fn compact_size(size: f64, lang: Lang) -> String {
    // The edges are where rounding already shows the next step: 999,600 is 1.00 M, not 1000 k.
    let steps: &[(f64, f64, &str)] = match lang {
        Lang::En => &[(1e12, 0.9995, "T"), (1e9, 0.9995, "B"), (1e6, 0.9995, "M"), (1e3, 0.9995, "k")],
        Lang::Zh => &[(1e12, 0.99995, "万亿"), (1e8, 0.99995, "亿"), (1e4, 0.99995, "万")],
    };
    match steps.iter().find(|(step, edge, _)| size >= step * edge) {
        Some((step, _, name)) => format!("{}{NO_BREAK}{name}", three_figures(size / step)),
        None if size >= 99.95 || size.fract() == 0.0 => decimal(size, 0),
        None => decimal(size, 2),
    }
}

fn three_figures(value: f64) -> String {
    let places = if value >= 99.95 { 0 } else { 1 + usize::from(value < 9.995) };
    decimal(value, places)
}

/// Without the zeros behind the decimal point, also before a unit: `5.00 k` is `5 k`.
fn trimmed(text: String) -> String {
    let end = text.find(NO_BREAK).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    format!("{number}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_and_signed() {
        let shown: Vec<String> = [0, 999, 1_000, 48_210, -1_204_311, i128::MIN].map(count).into();
        assert_eq!(shown[..5], ["0", "999", "1,000", "48,210", "−1,204,311"]);
        assert!(shown[5].starts_with("−170,141,183"));
        assert_eq!([112, -40, 0].map(count_change), ["+112", "−40", "0"]);
    }

    #[test]
    fn shares_ratios_and_changes() {
        assert_eq!([0.315, 0.0, -0.0, 1.0, f64::NAN].map(percent), ["31.5%", "0.0%", "0.0%", "100.0%", "–"]);
        assert_eq!(points_change(0.012, Lang::En), "+1.2\u{a0}pp");
        assert_eq!(points_change(-0.004, Lang::Zh), "−0.4\u{a0}个百分点");
        assert_eq!(points_change(-0.0001, Lang::En), "0.0\u{a0}pp");
        assert_eq!(percent_interval(0.031, 0.042), "3.1–4.2%");
        assert_eq!((ratio(1.84), index(1.84), ratio(f64::INFINITY)), ("1.84×".into(), "184".into(), "–".into()));
        assert_eq!([decimal(1980.55, 1), decimal(-0.001, 2)], ["1,980.5", "0.00"]);
    }

    #[test]
    fn decimals_are_rounded_as_exactly_as_the_long_way() {
        for step in 0..60_000 {
            // Among them halves, which the short way leaves alone, and numbers next to them.
            let value = f64::from(step) * 0.0625 + f64::from(step % 7) * 1e-9;
            for places in 0..6 {
                let shown = decimal(value, places).replace(',', "");
                assert_eq!(shown, format!("{value:.places$}"), "{value} {places}");
            }
        }
        assert_eq!([decimal(0.0, 0), decimal(0.04, 1), decimal(-123_456_789.5, 1)], ["0", "0.0", "−123,456,789.5"]);
        assert_eq!(decimal(1e15, 2), "1,000,000,000,000,000.00");
    }

    #[test]
    fn compact_numbers_keep_three_figures_and_change_step_where_rounding_does() {
        let en = |v| compact(v, Lang::En).replace(NO_BREAK, " ");
        let zh = |v| compact(v, Lang::Zh).replace(NO_BREAK, " ");
        let cases = [(0.0, "0"), (31.5, "31.50"), (980.0, "980"), (12_420.0, "12.4 k"), (999_600.0, "1.00 M")];
        for (value, shown) in cases {
            assert_eq!(en(value), shown);
        }
        assert_eq!([en(3_910_000.0), en(-999_400.0), en(4e12)], ["3.91 M", "−999 k", "4.00 T"]);
        assert_eq!([zh(9_870.0), zh(3_910_000.0), zh(124_000_000.0)], ["9,870", "391 万", "1.24 亿"]);
        assert_eq!([zh(99_990_000.0), zh(99_999_000.0), zh(4e12)], ["9,999 万", "1.00 亿", "4.00 万亿"]);
    }

    #[test]
    fn ticks_are_short_and_dates_follow_the_language() {
        let tick = |unit: Unit, v| unit.tick(v, Lang::En).replace(NO_BREAK, " ");
        assert_eq!([tick(Unit::Count, 5000.0), tick(Unit::Count, 0.0), tick(Unit::Share, 0.05)], ["5 k", "0", "5%"]);
        assert_eq!([tick(Unit::Money("¥".into()), -2e6), tick(Unit::Plain, 0.5)], ["−¥2 M", "0.5"]);
        assert_eq!(date(2026, 6, 30, Lang::En), "2026-06-30");
        assert_eq!(date(2026, 6, 30, Lang::Zh), "2026年6月30日");
    }
}
