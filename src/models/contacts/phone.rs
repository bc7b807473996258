//! Whether a cell holds a phone number, and whether it takes text messages. It asks no network.

use super::refusal::Refusal;
use super::spelling::{is_placeholder, without_prefix};

/// What a number can be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PhoneKind {
    /// A mobile number of mainland China: 1[3-9] and nine digits.
    ChineseMobile,
    /// A fixed line or service number: written with a trunk 0, as a Chinese number that is no mobile one, or short.
    FixedLine,
    /// A number of another country. Mobile and fixed ones look alike there, so a text message is worth a try.
    Abroad,
}

/// A number brought to one spelling: Chinese ones as dialled within China, others with `+` when the country is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    /// The number to dial.
    pub(super) number: String,
    /// What it can be used for.
    pub(super) kind: PhoneKind,
}

/// What an extension begins with.
const EXTENSIONS: [&str; 6] = ["ext", "x", "#", "转", "轉", "分机"];

/// Reads one number from a folded value. `+`, `00`, blanks, dashes, dots and brackets are read over, an extension is
/// left out. 7 to 15 digits with the country code (ITU-T E.164).
///
/// A number without a country code is taken as Chinese if it can be one, and as a fixed line if it begins with 0: a
/// mobile number of another country written with its trunk 0 is only called.
///
/// # Errors
/// The first refusal that fits.
pub(super) fn read_phone(text: &str) -> Result<Phone, Refusal> {
    let text = text.trim();
    if is_placeholder(text) && !text.chars().any(|c| c.is_ascii_digit()) {
        return Err(Refusal::Placeholder);
    }
    let text = without_prefix(text, "tel:").to_lowercase().replace("(0)", "");
    // A spreadsheet that took the number for one.
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let end = EXTENSIONS.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    let text = text.get(..end).unwrap_or(text).trim();
    let (plus, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !rest.chars().all(|c| c.is_ascii_digit() || " -.()".contains(c)) {
        return Err(Refusal::NoPhoneNumber);
    }
    let abroad = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let chinese = match abroad {
        Some(digits) => digits.strip_prefix("86").map(|rest| rest.trim_start_matches('0')),
        None => digits.strip_prefix("86").filter(|rest| is_chinese_mobile(rest)),
    };
    let national = chinese.unwrap_or(abroad.unwrap_or(&digits));
    if is_invented(&digits) || is_invented(national) {
        return Err(Refusal::InventedNumber);
    }
    match national.len() {
        0..=6 => return Err(Refusal::TooFewDigits),
        7..=15 => {}
        _ => return Err(Refusal::TooManyDigits),
    }
    let is_service = national.len() == 10 && (national.starts_with("400") || national.starts_with("800"));
    let phone = |number: String, kind| Ok(Phone { number, kind });
    match (chinese, abroad) {
        (Some(_), _) | (None, None) if is_chinese_mobile(national) => {
            phone(national.to_string(), PhoneKind::ChineseMobile)
        }
        (Some(_), _) if !is_service => phone(format!("0{national}"), PhoneKind::FixedLine),
        (None, Some(digits)) => phone(format!("+{digits}"), PhoneKind::Abroad),
        _ if is_service || national.starts_with('0') || national.len() <= 8 => {
            phone(national.to_string(), PhoneKind::FixedLine)
        }
        _ => phone(national.to_string(), PhoneKind::Abroad),
    }
}

fn is_chinese_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes.first() == Some(&b'1')
        && bytes.get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
}

/// One digit again and again, or every digit one more than the one before it, as in 1234567890.
fn is_invented(digits: &str) -> bool {
    let pairs = || digits.as_bytes().windows(2);
    let one_more = |pair: &[u8]| matches!(pair, [one, next] if *next == b'0' + (*one - b'0' + 1) % 10);
    digits.len() >= 7 && (pairs().all(|pair| pair.first() == pair.last()) || pairs().all(one_more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        use PhoneKind::*;
        for (text, number, kind) in [
            ("138 0013 8001", "13800138001", ChineseMobile),
            ("+86-138-0013-8001", "13800138001", ChineseMobile),
            ("0086 13800138001", "13800138001", ChineseMobile),
            ("8613800138001", "13800138001", ChineseMobile),
            ("13800138001.0", "13800138001", ChineseMobile),
            ("19912345678", "19912345678", ChineseMobile),
            ("010-62345678", "01062345678", FixedLine),
            ("+86 (0)10 6234 5678", "01062345678", FixedLine),
            ("0571-88112233转802", "057188112233", FixedLine),
            ("62345679", "62345679", FixedLine),
            ("400-810-1234", "4008101234", FixedLine),
            ("+86 400 810 1234", "4008101234", FixedLine),
            ("+1 (415) 555-2671 ext. 9", "+14155552671", Abroad),
            ("0044 20 7946 0958", "+442079460958", Abroad),
            ("tel:+49.89.636-48018", "+498963648018", Abroad),
            ("415-555-2671", "4155552671", Abroad),
            ("020 7946 0958", "02079460958", FixedLine),
        ] {
            assert_eq!(read_phone(text), Ok(Phone { number: number.to_string(), kind }), "{text}");
        }
    }

    #[test]
    fn refusals() {
        use Refusal::*;
        for (text, refusal) in [
            ("无", Placeholder),
            ("-", Placeholder),
            ("00000000", InventedNumber),
            ("1111111", InventedNumber),
            ("+86 11111111111", InventedNumber),
            ("1234567", InventedNumber),
            ("12345678901", InventedNumber),
            ("110", TooFewDigits),
            ("+86 110", TooFewDigits),
            ("1234567890123456", InventedNumber),
            ("9234567890123456", TooManyDigits),
            ("1-800-FLOWERS", NoPhoneNumber),
            ("1.38E+10", NoPhoneNumber),
            ("anna@qq.com", NoPhoneNumber),
            ("+", Placeholder),
            ("ext 12", NoPhoneNumber),
            ("12+3456789", NoPhoneNumber),
        ] {
            assert_eq!(read_phone(text), Err(refusal), "{text}");
        }
    }
}
