//! GS1 Digital Link URIs, uncompressed. Source: GS1 Digital Link Standard, URI Syntax: the path of any web address may
//! end with a primary key, its value, and pairs of qualifiers and values.

use super::check_digit::check_digit;
use super::decode::{CheckDigit, Decoded};
use super::fault::EpcFault;
use super::identifier::{Identifier, Kind};
use super::percent;

/// Primary keys other than the GTIN: application identifier, number of leading digits of which the last is a check
/// digit (0: no digits are asked for), and whether more may follow them.
const KEYS: [(&str, usize, Behind); 19] = [
    ("00", 18, Behind::Nothing),
    ("253", 13, Behind::Serial),
    ("255", 13, Behind::Serial),
    ("401", 0, Behind::Serial),
    ("402", 17, Behind::Nothing),
    ("410", 13, Behind::Nothing),
    ("411", 13, Behind::Nothing),
    ("412", 13, Behind::Nothing),
    ("413", 13, Behind::Nothing),
    ("414", 13, Behind::Nothing),
    ("415", 13, Behind::Nothing),
    ("416", 13, Behind::Nothing),
    ("417", 13, Behind::Nothing),
    ("8003", 14, Behind::Serial),
    ("8004", 0, Behind::Serial),
    ("8006", 14, Behind::Serial),
    ("8010", 0, Behind::Serial),
    ("8017", 18, Behind::Nothing),
    ("8018", 18, Behind::Nothing),
];

/// Qualifiers of keys: variant, lot, serial, packet, extension of a GLN, service and component numbers.
const QUALIFIERS: [&str; 9] = ["22", "10", "21", "235", "254", "7040", "8011", "8019", "8020"];

#[derive(Clone, Copy, PartialEq)]
enum Behind {
    Nothing,
    Serial,
}

/// Reads a web address; `None` when its path holds no GS1 key.
pub(super) fn decode(text: &str) -> Option<Result<Decoded, EpcFault>> {
    let (scheme, rest) = text.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
        return None;
    }
    let path = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    // From the end, because the address before the key is free and a value may look like a key.
    let mut qualifiers: Vec<(&str, &str)> = Vec::new();
    for pair in segments.rchunks(2) {
        let [code, value] = *pair else { return None };
        if code == "01" {
            return Some(trade_item(value, &qualifiers));
        }
        if let Some((code, digits, behind)) = KEYS.iter().find(|(known, ..)| *known == code) {
            return Some(other(code, value, *digits, *behind, &qualifiers));
        }
        if !QUALIFIERS.contains(&code) {
            return None;
        }
        qualifiers.push((code, value));
    }
    None
}

fn trade_item(value: &str, qualifiers: &[(&str, &str)]) -> Result<Decoded, EpcFault> {
    if !matches!(value.len(), 8 | 12 | 13 | 14) {
        return Err(EpcFault::Digits { expected: 14 });
    }
    let check = verify(value, value.len())?;
    let value_of = |code: &str| {
        let found = qualifiers.iter().find(|(known, _)| *known == code);
        found.map(|(_, value)| percent::decode(value)).transpose()
    };
    let lot = value_of("10")?;
    let (serial, packet) = (value_of("21")?, value_of("235")?);
    let serial = serial.as_deref().map(|serial| ("21", serial)).or(packet.as_deref().map(|packet| ("235", packet)));
    let identifier = Identifier::trade_item(&format!("{value:0>14}"), lot.as_deref(), serial);
    Ok(Decoded { identifier, check })
}

fn other(
    code: &str,
    value: &str,
    digits: usize,
    behind: Behind,
    qualifiers: &[(&str, &str)],
) -> Result<Decoded, EpcFault> {
    let value = percent::decode(value)?;
    let check = if digits == 0 { CheckDigit::Right } else { verify(&value, digits)? };
    if behind == Behind::Nothing && value.len() != digits {
        return Err(EpcFault::Digits { expected: digits });
    }
    let mut key = format!("({code}){value}");
    for (code, value) in qualifiers.iter().rev() {
        key.push_str(&format!("({code}){}", percent::decode(value)?));
    }
    let kind = match code {
        "00" => Kind::Logistic,
        _ if code.starts_with("41") => Kind::Location,
        _ => Kind::Instance,
    };
    Ok(Decoded { identifier: Identifier::other(key, kind), check })
}

/// Compares the last of the first `length` digits with the formula.
fn verify(value: &str, length: usize) -> Result<CheckDigit, EpcFault> {
    let fault = EpcFault::Digits { expected: length };
    let (payload, given) = value.get(..length).and_then(|key| key.split_at_checked(length - 1)).ok_or(fault.clone())?;
    let expected = check_digit(payload).ok_or(fault.clone())?;
    match given.chars().next() {
        Some(digit) if digit == expected => Ok(CheckDigit::Right),
        Some('0'..='9') => Ok(CheckDigit::Wrong { expected }),
        _ => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::{Level, decode};
    use super::*;

    fn read(text: &str) -> Result<Identifier, EpcFault> {
        decode(text, Level::Instance).map(|found| found.identifier)
    }

    #[test]
    fn lot_and_serial_are_both_kept_and_the_serial_names_the_object() {
        let found = read("https://id.example.org/a/01/01/09521141012345/22/2A/10/B%2F7/21/s.1?linkType=all#x").unwrap();
        assert_eq!(&*found.key, "(01)09521141012345(21)s.1");
        assert_eq!(found.lot.as_deref(), Some("B/7"));
        assert_eq!((found.kind, found.serial.as_deref()), (Kind::Instance, Some("s.1")));
    }

    #[test]
    fn short_gtins_are_filled_up_and_values_may_look_like_keys() {
        assert_eq!(&*read("https://x.example/01/73513537").unwrap().key, "(01)00000073513537");
        let found = read("http://x.example/01/6291041500213/10/414/21/00/").unwrap();
        assert_eq!((found.lot.as_deref(), &*found.key), (Some("414"), "(01)06291041500213(21)00"));
    }

    #[test]
    fn a_wrong_check_digit_is_said_and_the_key_kept() {
        let found = decode("https://x.example/01/09521141012346", Level::Class).unwrap();
        assert_eq!(found.check, CheckDigit::Wrong { expected: '5' });
        assert_eq!(&*found.identifier.key, "(01)09521141012346");
    }

    #[test]
    fn broken_keys_are_refused_and_other_addresses_left_alone() {
        for (path, expected) in
            [("01/12", 14), ("01/0952114101234x", 14), ("00/12", 18), ("414/06141410077760", 13), ("8003/0", 14)]
        {
            assert_eq!(read(&format!("https://x.example/{path}")), Err(EpcFault::Digits { expected }), "{path}");
        }
        assert_eq!(read("https://x.example/01/09521141012345/10/%"), Err(EpcFault::PercentCode));
        for address in ["https://x.example", "https://x.example/boxes/9", "https://x.example/10/A", "ftp://x/01/1"] {
            assert_eq!(&*read(address).unwrap().key, address);
        }
    }
}
