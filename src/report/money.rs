//! Money as people read it: exact to the last unit, or short. Never used to compute.

use super::number::{compact, grouped, signed};
use crate::labels::Lang;

/// Parts of one currency unit in the exact amounts this room is given.
const PARTS: u128 = 10_000;

/// An amount in 1/10000 of the currency unit, shown exactly: two decimals, more only when they are not zero.
/// `money_exact(124_182_205_000, "¥")` is `¥12,418,220.50`.
pub fn money_exact(parts: i128, symbol: &str) -> String {
    let (whole, rest) = (parts.unsigned_abs() / PARTS, parts.unsigned_abs() % PARTS);
    let mut decimals = format!("{rest:04}");
    while decimals.len() > 2 && decimals.ends_with('0') {
        decimals.pop();
    }
    signed(parts < 0, &format!("{symbol}{}.{decimals}", grouped(whole)))
}

/// An amount in 1/10000 of the currency unit, shortened to three figures: `¥3.91 M`, `¥391 万`.
pub fn money_compact(parts: i128, symbol: &str, lang: Lang) -> String {
    let size = parts.unsigned_abs() as f64 / PARTS as f64;
    signed(parts < 0, &format!("{symbol}{}", compact(size, lang)))
}

/// Like [`money_compact`], but a change: `+¥201 k`, `−¥40.0 k`.
pub fn money_change(parts: i128, symbol: &str, lang: Lang) -> String {
    let plus = if parts > 0 { "+" } else { "" };
    format!("{plus}{}", money_compact(parts, symbol, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_money_loses_nothing() {
        let cases = [
            (124_182_205_000, "¥12,418,220.50"),
            (-18_300_000, "−¥1,830.00"),
            (1, "¥0.0001"),
            (-1_250, "−¥0.125"),
            (0, "¥0.00"),
        ];
        for (parts, shown) in cases {
            assert_eq!(money_exact(parts, "¥"), shown);
        }
        assert!(money_exact(i128::MIN, "").starts_with('−'));
    }

    #[test]
    fn short_money_follows_the_language() {
        assert_eq!(money_compact(39_100_000_000, "¥", Lang::En), "¥3.91\u{a0}M");
        assert_eq!(money_compact(39_100_000_000, "¥", Lang::Zh), "¥391\u{a0}万");
        assert_eq!(money_compact(-4_550_000, "¥", Lang::En), "−¥455");
        assert_eq!(money_change(2_010_000_000, "¥", Lang::En), "+¥201\u{a0}k");
        assert_eq!(money_change(0, "¥", Lang::En), "¥0");
    }
}
