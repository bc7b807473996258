//! Numbers as data files write them: point decimals, as short as they can be. It knows no table.

use crate::exports::cast::format_money;

/// Smaller numbers are written with an exponent.
const LEAST_DECIMAL: f64 = 1e-6;

/// The powers of ten that a binary fraction holds exactly: whole digits divided by one are the nearest binary fraction
/// of that decimal number.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// A number to six significant digits, as its decimal form is rounded; `None` where it is not finite.
pub(super) fn six_digits(value: f64) -> Option<f64> {
    match leading_digits(value.abs()) {
        _ if value == 0.0 || value == 1.0 => Some(value),
        Some((digits, places)) => Some((f64::from(digits) / POWERS[places]).copysign(value)),
        None => format!("{value:.5e}").parse::<f64>().ok().filter(|value| value.is_finite()),
    }
}

/// The first six digits of a positive number, 100000 to 1000000, and how many places of them stand behind the point.
/// `None` where arithmetic of binary fractions does not tell them for sure, or the number is too large or too small.
fn leading_digits(value: f64) -> Option<(u32, usize)> {
    let places = 5.0 - value.log10().floor();
    let power = *POWERS.get(places as usize).filter(|_| places >= 0.0)?;
    let scaled = value * power;
    // The product is off by far less than this.
    let is_sure = (scaled.fract() - 0.5).abs() > 1e-6 && (100_000.0..1_000_000.0).contains(&scaled);
    is_sure.then(|| (scaled.round() as u32, places as usize))
}

/// Writes a number of at most six decimals, or of six significant digits, in its shortest form.
pub(super) fn write_number(number: f64, out: &mut Vec<u8>) {
    // A number of six decimals lies so close to a whole number of millionths that halves need no care.
    let millionths = (number * 1e6 + 0.5_f64.copysign(number)) as i64;
    // Up to fifteen digits a decimal number and its nearest binary fraction are the same to a reader.
    if millionths.unsigned_abs() < 1_000_000_000_000_000 && millionths as f64 / 1e6 == number {
        write_millionths(millionths, out);
    } else if let Some((digits, places)) = small(number) {
        write_small(number < 0.0, digits, places, out);
    } else if number.abs() < LEAST_DECIMAL {
        out.extend_from_slice(format!("{number:e}").as_bytes());
    } else {
        out.extend_from_slice(number.to_string().as_bytes());
    }
}

/// Six digits and their places, where they are the whole of a number below 0.1.
fn small(number: f64) -> Option<(u32, usize)> {
    let (digits, places) = leading_digits(number.abs())?;
    let is_whole = digits < 1_000_000 && places > 6 && f64::from(digits) / POWERS[places] == number.abs();
    is_whole.then_some((digits, places))
}

/// Six digits of which the last stands `places` behind the point, more than six, without the zeros at their end.
fn write_small(is_negative: bool, digits: u32, places: usize, out: &mut Vec<u8>) {
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(digits).trim_end_matches('0').as_bytes();
    if is_negative {
        out.push(b'-');
    }
    // The first digit stands at 10^(5 - places).
    if places - 5 <= 6 {
        out.extend_from_slice(b"0.");
        out.resize(out.len() + places - 6, b'0');
        out.extend_from_slice(digits);
        return;
    }
    let (first, rest) = digits.split_at(1);
    out.extend_from_slice(first);
    if !rest.is_empty() {
        out.push(b'.');
        out.extend_from_slice(rest);
    }
    out.extend_from_slice(b"e-");
    out.extend_from_slice(itoa::Buffer::new().format(places - 5).as_bytes());
}

/// A number of millionths without the zeros at its end.
fn write_millionths(millionths: i64, out: &mut Vec<u8>) {
    let (whole, mut fraction) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
    if millionths < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    if fraction == 0 {
        return;
    }
    let mut digits = *b".000000";
    for digit in digits[1..].iter_mut().rev() {
        *digit = b'0' + (fraction % 10) as u8;
        fraction /= 10;
    }
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    out.extend_from_slice(&digits[..digits.len() - zeros]);
}

/// Writes money of 1/10000 with 2 or 4 decimals.
pub(super) fn write_money(amount: i128, decimals: u8, out: &mut Vec<u8>) {
    match (decimals, amount % 100) {
        (2, 0) => write_decimal(amount / 100, 2, out),
        (4, _) => write_decimal(amount, 4, out),
        _ => out.extend_from_slice(format_money(amount, decimals).as_bytes()),
    }
}

/// Whole `digits`, of which the last `places` stand behind the point.
fn write_decimal(digits: i128, places: u32, out: &mut Vec<u8>) {
    if digits < 0 {
        out.push(b'-');
    }
    let (all, unit) = (digits.unsigned_abs(), 10u64.pow(places));
    // Nearly all numbers fit into 64 bits, which divide many times faster.
    let mut left = match u64::try_from(all) {
        Ok(all) => {
            out.extend_from_slice(itoa::Buffer::new().format(all / unit).as_bytes());
            all % unit
        }
        Err(_) => {
            out.extend_from_slice(itoa::Buffer::new().format(all / u128::from(unit)).as_bytes());
            (all % u128::from(unit)) as u64
        }
    };
    out.push(b'.');
    let start = out.len();
    out.resize(start + places as usize, b'0');
    for byte in out[start..].iter_mut().rev() {
        *byte = b'0' + (left % 10) as u8;
        left /= 10;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(number: f64) -> String {
        let mut out = Vec::new();
        write_number(number, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn money(amount: i128, decimals: u8) -> String {
        let mut out = Vec::new();
        write_money(amount, decimals, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// As the standard library writes it.
    fn shortest(number: f64) -> String {
        if number != 0.0 && number.abs() < LEAST_DECIMAL { format!("{number:e}") } else { number.to_string() }
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, text) in [
            (0.0, "0"),
            (-0.5, "-0.5"),
            (12.0, "12"),
            (0.000001, "0.000001"),
            (0.0000123456, "0.0000123456"),
            (-0.00000120001, "-0.00000120001"),
            (0.00000099, "9.9e-7"),
            (1e-7, "1e-7"),
            (1e300, &1e300.to_string()),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn a_tie_goes_to_the_even_digit() {
        // Half to the tenth power is 0.0009765625, and three times that 0.0029296875: neither ends within six digits.
        assert_eq!([0.000_976_562_5, 0.002_929_687_5].map(six_digits), [Some(0.000_976_562), Some(0.002_929_69)]);
        assert_eq!([f64::NAN, f64::INFINITY, 0.0, -1.5].map(six_digits), [None, None, Some(0.0), Some(-1.5)]);
    }

    proptest! {
        #[test]
        fn numbers_and_money_are_written_as_the_standard_library_would(digits in any::<i64>(), micros in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let value = micros as f64 / 1e6;
            prop_assert_eq!(number(value), value.to_string());
            for decimals in [2, 4] {
                prop_assert_eq!(money(digits.into(), decimals), format_money(digits, decimals));
            }
        }

        #[test]
        fn six_digits_are_those_of_the_decimal_form(mantissa in -10.0..10.0f64, digits in 1u32..1_000_000, exponent in -30i32..10) {
            for value in [mantissa * 10f64.powi(exponent), format!("{digits}e{exponent}").parse().unwrap()] {
                let rounded: f64 = format!("{value:.5e}").parse().unwrap();
                prop_assert_eq!(six_digits(value).unwrap().to_bits(), rounded.to_bits());
                prop_assert_eq!(number(rounded), shortest(rounded));
                prop_assert_eq!(number(value), shortest(value));
            }
        }
    }
}
