//! Amounts of money: signs, brackets, currencies and Chinese units around a decimal number. Exact; never a float.

use super::Currency;
use super::number::{DecimalMark, MoneyError, Tail, fold_cell, parse_unsigned, round_half_even};

/// An exact amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// In ten-thousandths of the currency unit: `12.34` is 123400.
    pub amount: i64,
    /// The currency that the cell names, if it names one.
    pub currency: Option<Currency>,
    /// Whether decimals beyond the fourth were rounded away (half to even).
    pub rounded: bool,
}

/// Chinese units behind a number and their power of ten, longer ones before those they contain.
const UNITS: [(&str, i32); 6] = [("万亿", 12), ("萬億", 12), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8)];

/// Reads an amount: `1,234.50`, `-59`, `(500)`, `500-`, `¥1,299`, `12 USD`, `1.2万元`, `1.2e3`, full-width digits.
///
/// The rules, where a cell could be read in two ways or in none:
///
/// | cell | answer |
/// |---|---|
/// | `1,234` `1.234` | by the decimal mark of the column: a grouping mark groups, a decimal mark parts |
/// | `12,34` `1.234,56` | refused: a number only with the other mark |
/// | `1,23,456.00` `1 234` `1'234` | Indian groups, blanks and apostrophes group too, one kind a number |
/// | `(500)` `500-` `-500` `+5` | one sign; `--5`, `-(5)` are refused |
/// | `5%` `5‰` | refused: a share is no amount |
/// | `NaN` `Inf` `∞` | refused; `-0` is 0 |
/// | `1.2万` | times 10⁴; `5k`, `5千` are refused |
/// | `1.2E+3` | at face value; digits that a spreadsheet did not write are not known here |
/// | `¥` `$` | a sign that several currencies share, never guessed; two currencies are refused |
/// | `１２３，４５６` NBSP U+3000 | as their ASCII forms; zero-width marks are left out |
///
/// # Errors
/// [`MoneyError`] when the cell is empty, no number, ambiguous, or too large.
pub fn parse_money(text: &str, mark: DecimalMark) -> Result<Money, MoneyError> {
    match parse_plain(text.as_bytes(), mark) {
        Some(amount) => Ok(Money { amount, currency: None, rounded: false }),
        None => parse_written(&fold_cell(text)?, mark),
    }
}

/// The usual cell of an export, `-?\d{1,13}(\.\d{1,4})?`, without a detour. `None` means: look closer.
fn parse_plain(text: &[u8], mark: DecimalMark) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let fraction = match rest {
        [] => rest,
        [b'.', fraction @ ..] if mark == DecimalMark::Point && !fraction.is_empty() => fraction,
        _ => return None,
    };
    if !(1..=13).contains(&whole.len()) || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let unit = [10_000, 1_000, 100, 10, 1].get(fraction.len())?;
    let value = whole.iter().chain(fraction).fold(0, |value, digit| value * 10 + i64::from(digit - b'0')) * unit;
    Some(if negative { -value } else { value })
}

/// What stands around the digits of a cell.
#[derive(Default)]
struct Surroundings {
    signs: u32,
    negative: bool,
    brackets: [u32; 2],
    currency: Option<Currency>,
    power: Option<i32>,
}

impl Surroundings {
    fn sign(&mut self, sign: u8) {
        self.signs += 1;
        self.negative |= sign == b'-';
    }

    fn name(&mut self, currency: Currency) -> Result<(), MoneyError> {
        let merged = self.currency.map_or(Some(currency), |known| known.merge(currency));
        self.currency = Some(merged.ok_or(MoneyError::TwoCurrencies)?);
        Ok(())
    }
}

fn parse_written(text: &str, mark: DecimalMark) -> Result<Money, MoneyError> {
    let mut around = Surroundings::default();
    let text = strip_front(text, &mut around)?;
    let number = strip_back(text, &mut around)?;
    if around.brackets[0] != around.brackets[1] || around.brackets[0] > 1 {
        return Err(MoneyError::NotANumber);
    }
    if around.brackets[0] == 1 {
        // Brackets are the minus sign of bookkeepers.
        around.sign(b'-');
    }
    let (units, rounded) = parse_unsigned(number, mark, around.power.unwrap_or(0))?;
    if around.signs > 1 {
        return Err(MoneyError::TwoSigns);
    }
    let amount = i64::try_from(units).map_err(|_| MoneyError::Overflow)?;
    Ok(Money { amount: if around.negative { -amount } else { amount }, currency: around.currency, rounded })
}

fn strip_front<'a>(mut text: &'a str, around: &mut Surroundings) -> Result<&'a str, MoneyError> {
    loop {
        text = match text.as_bytes().first() {
            Some(b' ') => &text[1..],
            Some(sign @ (b'+' | b'-')) => {
                around.sign(*sign);
                &text[1..]
            }
            Some(b'(') => {
                around.brackets[0] += 1;
                &text[1..]
            }
            _ => match Currency::at_start(text) {
                Some((currency, rest)) => {
                    around.name(currency)?;
                    rest
                }
                None => return Ok(text),
            },
        };
    }
}

fn strip_back<'a>(mut text: &'a str, around: &mut Surroundings) -> Result<&'a str, MoneyError> {
    loop {
        if let Some(rest) = text.strip_suffix(' ') {
            text = rest;
        } else if let Some(rest) = text.strip_suffix(['+', '-']) {
            around.sign(if text.ends_with('-') { b'-' } else { b'+' });
            text = rest;
        } else if let Some(rest) = text.strip_suffix(')') {
            around.brackets[1] += 1;
            text = rest;
        } else if let Some((currency, rest)) = Currency::at_end(text) {
            around.name(currency)?;
            text = rest;
        } else if let Some((rest, power)) =
            UNITS.iter().find_map(|(unit, power)| Some((text.strip_suffix(unit)?, *power)))
        {
            if around.power.replace(power).is_some() {
                return Err(MoneyError::NotANumber);
            }
            text = rest;
        } else {
            return Ok(text);
        }
    }
}

/// Parts of one currency unit in which amounts are held.
pub const UNIT: i64 = 10_000;

/// Whether `nearest` is not the amount of a binary fraction but one it was rounded to, both times [`UNIT`]. 11.77 has no exact
/// binary form: an error of its last bits is not a rounding of the amount.
pub fn is_rounded(scaled: f64, nearest: f64) -> bool {
    (scaled - nearest).abs() > (4.0 * f64::EPSILON * scaled.abs()).max(1e-6)
}

/// `amount / divisor`, rounded half to even; `divisor` is positive.
pub fn divide_half_even(amount: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (amount.div_euclid(divisor), amount.rem_euclid(divisor));
    // Twice the rest may not fit.
    let up = rest > divisor - rest || (rest == divisor - rest && quotient % 2 != 0);
    quotient + i128::from(up)
}

/// Writes an amount (in ten-thousandths) with `decimals` decimals (at most 4), rounded half to even, with a point
/// and without grouping. With 4 decimals [`parse_money`] reads the same amount back.
pub fn format_money(amount: impl Into<i128>, decimals: u8) -> String {
    let amount: i128 = amount.into();
    let decimals = u32::from(decimals.min(4));
    let (units, _) = round_half_even(amount.unsigned_abs(), 10_u128.pow(4 - decimals), Tail::Zero);
    let one = 10_u128.pow(decimals);
    let sign = if amount < 0 && units > 0 { "-" } else { "" };
    match decimals {
        0 => format!("{sign}{units}"),
        _ => format!("{sign}{}.{:0width$}", units / one, units % one, width = decimals as usize),
    }
}

#[cfg(test)]
mod tests;
