//! EPC URIs. Source: GS1 EPC Tag Data Standard, chapters 6 to 8: a GS1 key loses its check digit, its company prefix is
//! set off by a dot, and an indicator or extension digit moves from the front to the start of the second part.

use super::check_digit::check_digit;
use super::decode::{Level, opaque};
use super::fault::EpcFault;
use super::identifier::{Identifier, Kind};
use super::percent;

/// Schemes without a GTIN, GLN, SSCC or asset number, kept as they are written.
const OPAQUE: [&str; 13] =
    ["gid", "usdod", "adi", "bic", "imovn", "cpi", "itip", "sgcn", "ginc", "gsin", "grai", "giai", "gdti"];

/// Whether the second part of a key starts with a digit that stands first in the key.
enum Leading {
    Indicator,
    None,
}

/// Reads `epc`, which is `text` behind `urn:epc:`.
pub(super) fn decode(text: &str, epc: &str, level: Level) -> Result<Identifier, EpcFault> {
    let mut colons = epc.splitn(3, ':');
    let (Some(class), Some(scheme), Some(body)) = (colons.next(), colons.next(), colons.next()) else {
        return Err(EpcFault::UnknownScheme);
    };
    match (class, scheme) {
        ("id", "sgtin") => item(body, "21"),
        ("id", "upui") => item(body, "235"),
        ("idpat", "sgtin") => match three(body)? {
            [_, "*", _] => Err(EpcFault::NoProduct),
            [prefix, reference, "*"] => Ok(Identifier::trade_item(&gtin(prefix, reference)?, None, None)),
            [_, _, range] if range.starts_with('[') => Err(EpcFault::NoProduct),
            _ => item(body, "21"),
        },
        ("class", "lgtin") => {
            let [prefix, reference, lot] = three(body)?;
            Ok(Identifier::trade_item(&gtin(prefix, reference)?, Some(&percent::decode(lot)?), None))
        }
        ("id", "sscc") => numbered("00", two(body)?, 17, Leading::Indicator, "", Kind::Logistic),
        ("id", "sgln") => {
            let [prefix, reference, extension] = three(body)?;
            let behind = match extension {
                "0" => String::new(),
                other => format!("(254){}", percent::decode(other)?),
            };
            numbered("414", [prefix, reference], 12, Leading::None, &behind, Kind::Location)
        }
        ("id", "pgln") => numbered("417", two(body)?, 12, Leading::None, "", Kind::Location),
        ("id", "gsrn") => numbered("8018", two(body)?, 17, Leading::None, "", Kind::Instance),
        ("id", "gsrnp") => numbered("8017", two(body)?, 17, Leading::None, "", Kind::Instance),
        ("id", "grai") => asset("8003)0", body),
        ("id", "gdti") => asset("253)", body),
        ("id", "giai") => {
            let [prefix, reference] = two(body)?;
            digits(prefix, "", prefix.len().clamp(6, 12))?;
            Ok(Identifier::other(format!("(8004){prefix}{}", percent::decode(reference)?), Kind::Instance))
        }
        ("id" | "idpat" | "class", scheme) if OPAQUE.contains(&scheme) => Ok(opaque(text, level)),
        _ => Err(EpcFault::UnknownScheme),
    }
}

fn item(body: &str, code: &str) -> Result<Identifier, EpcFault> {
    let [prefix, reference, serial] = three(body)?;
    Ok(Identifier::trade_item(&gtin(prefix, reference)?, None, Some((code, &percent::decode(serial)?))))
}

/// GTIN-14: indicator digit, company prefix, item reference, check digit.
fn gtin(prefix: &str, reference: &str) -> Result<String, EpcFault> {
    key(prefix, reference, 13, Leading::Indicator)
}

/// A type of asset or document with the serial behind its check digit; `code` opens the key up to its digits.
fn asset(code: &str, body: &str) -> Result<Identifier, EpcFault> {
    let [prefix, reference, serial] = three(body)?;
    let number = key(prefix, reference, 12, Leading::None)?;
    Ok(Identifier::other(format!("({code}{number}{}", percent::decode(serial)?), Kind::Instance))
}

fn numbered(
    code: &str,
    [prefix, reference]: [&str; 2],
    length: usize,
    leading: Leading,
    behind: &str,
    kind: Kind,
) -> Result<Identifier, EpcFault> {
    Ok(Identifier::other(format!("({code}){}{behind}", key(prefix, reference, length, leading)?), kind))
}

/// `length` digits of `prefix` and `reference` in the order of the key, with the check digit behind them.
fn key(prefix: &str, reference: &str, length: usize, leading: Leading) -> Result<String, EpcFault> {
    digits(prefix, reference, length)?;
    let mut key = match leading {
        Leading::Indicator => {
            let (first, rest) = reference.split_at_checked(1).ok_or(EpcFault::EmptyPart)?;
            format!("{first}{prefix}{rest}")
        }
        Leading::None => format!("{prefix}{reference}"),
    };
    key.extend(check_digit(&key));
    Ok(key)
}

/// Company prefixes have 6 to 12 digits; with the reference they fill the key.
fn digits(prefix: &str, reference: &str, expected: usize) -> Result<(), EpcFault> {
    let all_digits = prefix.bytes().chain(reference.bytes()).all(|byte| byte.is_ascii_digit());
    let fits = (6..=12).contains(&prefix.len()) && prefix.len() + reference.len() == expected;
    if all_digits && fits { Ok(()) } else { Err(EpcFault::Digits { expected }) }
}

fn two(body: &str) -> Result<[&str; 2], EpcFault> {
    body.split_once('.').map(|(prefix, reference)| [prefix, reference]).ok_or(EpcFault::PartMissing)
}

/// A serial or lot may hold dots of its own, so only the first two part.
fn three(body: &str) -> Result<[&str; 3], EpcFault> {
    let [prefix, rest] = two(body)?;
    let [reference, last] = two(rest)?;
    Ok([prefix, reference, last])
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::*;

    fn read(text: &str) -> Result<String, EpcFault> {
        decode(text, Level::Instance).map(|found| found.identifier.key.to_string())
    }

    /// Pairs of EPC URI and element string printed in the EPC Tag Data Standard, chapter 7.
    #[test]
    fn published_pairs() {
        for (urn, element_string) in [
            ("urn:epc:id:sgtin:0614141.812345.6789", "(01)80614141123458(21)6789"),
            ("urn:epc:id:sscc:0614141.1234567890", "(00)106141412345678908"),
            ("urn:epc:id:sgln:0614141.12345.400", "(414)0614141123452(254)400"),
            ("urn:epc:id:grai:0614141.12345.400", "(8003)00614141123452400"),
            ("urn:epc:id:giai:0614141.12345400", "(8004)061414112345400"),
            ("urn:epc:id:gsrn:0614141.1234567890", "(8018)061414112345678902"),
            ("urn:epc:id:gdti:0614141.12345.400", "(253)0614141123452400"),
        ] {
            assert_eq!(read(urn).as_deref(), Ok(element_string), "{urn}");
        }
    }

    #[test]
    fn a_short_prefix_and_a_serial_with_dots() {
        assert_eq!(read("urn:epc:id:sgtin:952001.1012345.2.2%2B2").as_deref(), Ok("(01)19520010123455(21)2.2+2"));
        assert_eq!(read("URN:EPC:id:sgtin:0614141.812345.1").as_deref(), Ok("(01)80614141123458(21)1"));
    }

    #[test]
    fn every_broken_form_has_its_reason() {
        for (urn, fault) in [
            ("urn:epc:id:sgtn:0614141.812345.1", EpcFault::UnknownScheme),
            ("urn:epc:id", EpcFault::UnknownScheme),
            ("urn:epc:tag:sgtin-96:3.0614141.812345.1", EpcFault::UnknownScheme),
            ("urn:epc:id:sgtin:0614141.812345", EpcFault::PartMissing),
            ("urn:epc:id:sgtin:0614141.812345.", EpcFault::EmptyPart),
            ("urn:epc:id:sgtin:0614141.81234.1", EpcFault::Digits { expected: 13 }),
            ("urn:epc:id:sgtin:06141a1.812345.1", EpcFault::Digits { expected: 13 }),
            ("urn:epc:id:sgtin:0614141812345..1", EpcFault::Digits { expected: 13 }),
            ("urn:epc:id:sgtin:批批.812345.1", EpcFault::Digits { expected: 13 }),
            ("urn:epc:id:sscc:0614141.123456789", EpcFault::Digits { expected: 17 }),
            ("urn:epc:id:sgln:0614141.0077.0", EpcFault::Digits { expected: 12 }),
            ("urn:epc:id:giai:40.1", EpcFault::Digits { expected: 6 }),
            ("urn:epc:class:lgtin:0614141.812345.%ZZ", EpcFault::PercentCode),
            ("urn:epc:idpat:sgtin:0614141.*.*", EpcFault::NoProduct),
            ("urn:epc:idpat:sgtin:0614141.812345.[1-9]", EpcFault::NoProduct),
        ] {
            assert_eq!(read(urn), Err(fault), "{urn}");
        }
    }
}
