//! The one door from the text of an identifier to its meaning.

use super::fault::EpcFault;
use super::identifier::{Identifier, Kind};
use super::{digital_link, urn};

/// Bytes of the longest identifier; a GS1 Digital Link of all its parts is far shorter.
const LONGEST: usize = 4096;

/// Whether a place in an event is meant for single objects or for classes of them. Only this tells what an identifier
/// of another system stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `epcList`, `childEPCs`, `parentID` and the like.
    Instance,
    /// `epcClass` of a quantity.
    Class,
}

/// What the check digit of a Digital Link says. EPC URIs carry none; theirs is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigit {
    /// As it should be, or there is none.
    Right,
    /// Another digit than the formula gives. The identifier is kept as it is written.
    Wrong {
        /// The digit of the formula.
        expected: char,
    },
}

/// An identifier and what its check digit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The identifier.
    pub identifier: Identifier,
    /// What its check digit says.
    pub check: CheckDigit,
}

/// Reads an EPC URI, a GS1 Digital Link or the URI of another system.
///
/// # Errors
/// See [`EpcFault`]. A wrong check digit is none, it is reported in the result.
pub fn decode(text: &str, level: Level) -> Result<Decoded, EpcFault> {
    if text.len() > LONGEST {
        return Err(EpcFault::TooLong);
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(EpcFault::Character);
    }
    if let Some(epc) = text.get(..8).filter(|start| start.eq_ignore_ascii_case("urn:epc:")).and_then(|_| text.get(8..))
    {
        let identifier = urn::decode(text, epc, level)?;
        return Ok(Decoded { identifier, check: CheckDigit::Right });
    }
    if let Some(found) = digital_link::decode(text) {
        return found;
    }
    if !is_uri(text) {
        return Err(EpcFault::NotUri);
    }
    Ok(Decoded { identifier: opaque(text, level), check: CheckDigit::Right })
}

/// An identifier of another system, kept as it stands.
pub(super) fn opaque(text: &str, level: Level) -> Identifier {
    let kind = match level {
        Level::Instance => Kind::Instance,
        Level::Class => Kind::Class,
    };
    Identifier::other(text.to_string(), kind)
}

/// A scheme, a colon and something behind it (RFC 3986, 3).
fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        decode(text, Level::Instance).unwrap().identifier.key.to_string()
    }

    #[test]
    fn both_spellings_are_one_identifier() {
        for (urn, link) in [
            ("urn:epc:id:sgtin:0614141.812345.6789", "https://id.gs1.org/01/80614141123458/21/6789"),
            ("urn:epc:id:sgtin:0614141.812345.A%2F1", "https://shop.example/x/01/80614141123458/21/A%2F1?17=301231"),
            ("urn:epc:class:lgtin:0614141.812345.L.1", "https://id.gs1.org/01/80614141123458/10/L.1"),
            ("urn:epc:idpat:sgtin:0614141.812345.*", "https://id.gs1.org/01/80614141123458"),
            ("urn:epc:id:sscc:0614141.1234567890", "https://id.gs1.org/00/106141412345678908"),
            ("urn:epc:id:sgln:0614141.00777.0", "https://id.gs1.org/414/0614141007776"),
            ("urn:epc:id:sgln:0614141.00777.D%2F4", "https://id.gs1.org/414/0614141007776/254/D%2F4"),
            ("urn:epc:id:pgln:0614141.00777", "https://id.gs1.org/417/0614141007776"),
            ("urn:epc:id:grai:4012345.55555.987", "https://id.gs1.org/8003/04012345555554987"),
            ("urn:epc:id:giai:4000001.12345", "https://id.gs1.org/8004/400000112345"),
            ("urn:epc:id:gsrn:95252084.000000001", "https://id.gs1.org/8018/952520840000000010"),
        ] {
            assert_eq!(decode(urn, Level::Class), decode(link, Level::Class), "{urn}");
            assert!(key(urn).starts_with('('), "{urn}");
        }
    }

    #[test]
    fn identifiers_of_other_systems_stay_as_they_are() {
        for text in ["urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "https://example.com/boxes/9", "tag:x,2020:1"] {
            let found = decode(text, Level::Class).unwrap().identifier;
            assert_eq!((&*found.key, found.product.as_deref(), found.kind), (text, Some(text), Kind::Class));
            assert_eq!(decode(text, Level::Instance).unwrap().identifier.product, None);
        }
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        let refused = |text: &str| decode(text, Level::Instance).unwrap_err();
        for text in ["", "4711", "批次", ":x", "1a:x", "urn:"] {
            assert_eq!(refused(text), EpcFault::NotUri, "{text}");
        }
        assert_eq!(refused("https://id.gs1.org/01/ 9"), EpcFault::Character);
        assert_eq!(refused(&format!("x:{}", "y".repeat(LONGEST))), EpcFault::TooLong);
    }
}
