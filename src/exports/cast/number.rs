//! Decimal numbers as people write them, exactly, in ten-thousandths. No binary floating point, no currency.

use std::cmp::Ordering;

use super::fault::Fault;
use super::width::fold;
use crate::labels::Label;

/// Ten-thousandths in one unit: every amount and quantity has four decimals.
pub(super) const SCALE: i32 = 4;

/// The character between whole units and decimals. The other one may group the thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,234.50`
    #[default]
    Point,
    /// `1.234,50`
    Comma,
}

impl DecimalMark {
    fn decimal(self) -> u8 {
        if self == DecimalMark::Point { b'.' } else { b',' }
    }

    fn grouping(self) -> u8 {
        if self == DecimalMark::Point { b',' } else { b'.' }
    }
}

/// Why a cell is no amount or quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoneyError {
    /// Nothing but blanks.
    Empty,
    /// No number.
    NotANumber,
    /// NaN or infinity.
    NotFinite,
    /// A share, such as `5%`.
    Percentage,
    /// More than one sign, such as `-5-` or `-(5)`.
    TwoSigns,
    /// Groups of digits that are not thousands, such as `1,23,4`.
    BadGrouping,
    /// A number only when read with the other decimal mark, such as `1,23` when the mark is a point. The next step
    /// is `--decimal`.
    OtherDecimalMark,
    /// Two currencies, such as `$5 EUR`.
    TwoCurrencies,
    /// Beyond ±922,337,203,685,477.5807.
    Overflow,
}

impl MoneyError {
    /// Every kind, for the documentation of the reason codes.
    pub const ALL: [MoneyError; 9] = [
        MoneyError::Empty,
        MoneyError::NotANumber,
        MoneyError::NotFinite,
        MoneyError::Percentage,
        MoneyError::TwoSigns,
        MoneyError::BadGrouping,
        MoneyError::OtherDecimalMark,
        MoneyError::TwoCurrencies,
        MoneyError::Overflow,
    ];
}

impl Fault for MoneyError {
    fn code(&self) -> &'static str {
        match self {
            MoneyError::Empty => "amount_empty",
            MoneyError::NotANumber => "amount_not_a_number",
            MoneyError::NotFinite => "amount_not_finite",
            MoneyError::Percentage => "amount_percentage",
            MoneyError::TwoSigns => "amount_two_signs",
            MoneyError::BadGrouping => "amount_bad_grouping",
            MoneyError::OtherDecimalMark => "amount_other_decimal_mark",
            MoneyError::TwoCurrencies => "amount_two_currencies",
            MoneyError::Overflow => "amount_overflow",
        }
    }

    fn label(&self) -> Label {
        match self {
            MoneyError::Empty => Label::new("the number is missing", "缺少数值"),
            MoneyError::NotANumber => Label::new("it is not a number", "不是数值"),
            MoneyError::NotFinite => Label::new("NaN and infinity are no amounts", "NaN 或无穷大不能作为数值"),
            MoneyError::Percentage => Label::new("it is a percentage", "是百分比"),
            MoneyError::TwoSigns => Label::new("it has more than one sign", "含有多个正负号"),
            MoneyError::BadGrouping => Label::new("its digits are not grouped by thousands", "千位分隔不正确"),
            MoneyError::OtherDecimalMark => Label::new(
                "it is a number only with the other decimal mark (see --decimal)",
                "只有换用另一种小数点才是数值（见 --decimal）",
            ),
            MoneyError::TwoCurrencies => Label::new("it names two currencies", "含有两种货币"),
            MoneyError::Overflow => Label::new("the number is too large", "数值过大"),
        }
    }
}

/// An exact number of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// In ten-thousandths.
    pub amount: i64,
    /// Whether decimals beyond the fourth were rounded away.
    pub rounded: bool,
}

/// Reads a quantity: a number written like an amount of money (see [`super::parse_money`]), without a currency.
///
/// # Errors
/// [`MoneyError`] when the cell is empty, no number, or too large.
pub fn parse_quantity(text: &str, mark: DecimalMark) -> Result<Quantity, MoneyError> {
    let money = super::money::parse_money(text, mark)?;
    match money.currency {
        None => Ok(Quantity { amount: money.amount, rounded: money.rounded }),
        Some(_) => Err(MoneyError::NotANumber),
    }
}

/// Reads unsigned ASCII digits with grouping, decimals and exponent, times ten to the `power`, into ten-thousandths.
pub(super) fn parse_unsigned(text: &str, mark: DecimalMark, power: i32) -> Result<(u64, bool), MoneyError> {
    if ["nan", "inf", "infinity", "∞", "#num!", "#div/0!"].contains(&text.to_ascii_lowercase().as_str()) {
        return Err(MoneyError::NotFinite);
    }
    let (text, fault) = match text.strip_suffix(['%', '‰']) {
        None => (text, None),
        Some(share) => (share.trim_end(), Some(MoneyError::Percentage)),
    };
    let (number, exponent) = match text.split_once(['e', 'E']) {
        None => (text, 0),
        Some((number, exponent)) => (number, parse_exponent(exponent).ok_or(MoneyError::NotANumber)?),
    };
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'\'' | b' ');
    if !number.bytes().all(allowed) || !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    let (whole, decimals) = split(number, mark).ok_or_else(|| {
        let other = if mark == DecimalMark::Point { DecimalMark::Comma } else { DecimalMark::Point };
        if split(number, other).is_some() { MoneyError::OtherDecimalMark } else { MoneyError::BadGrouping }
    })?;
    match fault {
        Some(fault) => Err(fault),
        None => scale(whole.bytes().filter(u8::is_ascii_digit), decimals.bytes(), exponent.saturating_add(power)),
    }
}

fn parse_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let known = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if known { text.parse().ok() } else { None }
}

/// Whole part and decimals of a well-formed number.
fn split(number: &str, mark: DecimalMark) -> Option<(&str, &str)> {
    let (whole, decimals) = number.split_once(char::from(mark.decimal())).unwrap_or((number, ""));
    (decimals.bytes().all(|byte| byte.is_ascii_digit()) && is_well_grouped(whole, mark)).then_some((whole, decimals))
}

/// Western thousands (`1,234,567`) or Indian lakhs (`12,34,567`), one separator throughout, no leading zero: `0,123`
/// is a decimal comma, not a group.
fn is_well_grouped(whole: &str, mark: DecimalMark) -> bool {
    let Some(separator) = whole.bytes().find(|byte| !byte.is_ascii_digit()) else { return true };
    if separator != mark.grouping() && separator != b'\'' && separator != b' ' {
        return false;
    }
    let groups: Vec<&str> = whole.split(char::from(separator)).collect();
    let [first, middle @ .., last] = &groups[..] else { return false };
    let digits = |group: &&str, count: usize| group.len() == count && group.bytes().all(|byte| byte.is_ascii_digit());
    let western = (1..=3).any(|count| digits(first, count)) && middle.iter().all(|group| digits(group, 3));
    let indian = (1..=2).any(|count| digits(first, count)) && middle.iter().all(|group| digits(group, 2));
    !first.starts_with('0') && digits(last, 3) && (western || (indian && !middle.is_empty()))
}

/// Digits times ten to the `power`, in ten-thousandths, rounded half to even.
fn scale(
    whole: impl Iterator<Item = u8>,
    decimals: impl Iterator<Item = u8>,
    power: i32,
) -> Result<(u64, bool), MoneyError> {
    const FULL: u128 = 10_u128.pow(36);
    let (mut digits, mut power, mut tail) = (0_u128, power.saturating_add(SCALE), Tail::Zero);
    for (step, digit) in whole.map(|digit| (0, digit)).chain(decimals.map(|digit| (1, digit))) {
        let digit = u128::from(digit - b'0');
        if digits < FULL {
            digits = digits * 10 + digit;
            power = power.saturating_sub(step);
        } else {
            tail = if digit == 0 { tail } else { Tail::NotZero };
            power = power.saturating_add(1 - step);
        }
    }
    if digits == 0 {
        return Ok((0, false));
    }
    let shift = 10_u128.checked_pow(power.unsigned_abs());
    let (units, rounded) = match shift {
        None if power > 0 => return Err(MoneyError::Overflow),
        None => (0, true),
        Some(shift) if power >= 0 => (digits.checked_mul(shift).ok_or(MoneyError::Overflow)?, tail == Tail::NotZero),
        Some(shift) => round_half_even(digits, shift, tail),
    };
    match u64::try_from(units) {
        Ok(units) if i64::try_from(units).is_ok() => Ok((units, rounded)),
        _ => Err(MoneyError::Overflow),
    }
}

/// The digits of a number that lie below those kept.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Tail {
    Zero,
    NotZero,
}

/// The quotient rounded half to even, and whether anything was rounded away.
pub(super) fn round_half_even(digits: u128, shift: u128, tail: Tail) -> (u128, bool) {
    let (quotient, rest) = (digits / shift, digits % shift);
    let up = match (rest * 2).cmp(&shift) {
        Ordering::Less => false,
        Ordering::Equal => tail == Tail::NotZero || quotient % 2 == 1,
        Ordering::Greater => true,
    };
    (quotient + u128::from(up), rest != 0 || tail == Tail::NotZero)
}

/// The folded text of a cell, or [`MoneyError::Empty`].
pub(super) fn fold_cell(text: &str) -> Result<std::borrow::Cow<'_, str>, MoneyError> {
    let folded = fold(text);
    if folded.is_empty() { Err(MoneyError::Empty) } else { Ok(folded) }
}
