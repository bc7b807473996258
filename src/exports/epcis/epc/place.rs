//! Places and parties: a GLN, or the identifier of another system. It decides nothing about an event.

use std::sync::Arc;

use super::decode::{CheckDigit, Level, decode};
use super::fault::EpcFault;
use super::identifier::Kind;

/// A place or a party.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// GLN-13 of the site or party; a place of another system as it is written (`geo:…`, a web address).
    pub id: Arc<str>,
    /// Extension of the GLN, AI (254): a dock door, a shelf. Rows of one site share `id`, whatever their part.
    pub part: Option<Arc<str>>,
}

impl Place {
    /// A place as it is written.
    pub fn verbatim(text: &str) -> Place {
        Place { id: text.into(), part: None }
    }
}

/// Reads a place from an EPC URI (`sgln`, `pgln`), a GS1 Digital Link (AI 410 to 417) or any other URI.
///
/// # Errors
/// See [`EpcFault`].
pub fn locate(text: &str) -> Result<(Place, CheckDigit), EpcFault> {
    let found = decode(text, Level::Instance)?;
    // The application identifiers of places all have three digits.
    let gln = found.identifier.key.get(5..).filter(|_| found.identifier.kind == Kind::Location);
    let place = match gln.map(|gln| gln.split_once("(254)").map_or((gln, None), |(gln, part)| (gln, Some(part)))) {
        Some((gln, part)) => Place { id: gln.into(), part: part.map(Arc::from) },
        None => Place::verbatim(text),
    };
    Ok((place, found.check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_belongs_to_its_site() {
        let (door, _) = locate("urn:epc:id:sgln:0614141.07346.1234").unwrap();
        let (site, _) = locate("https://id.gs1.org/414/0614141073467").unwrap();
        let (party, _) = locate("urn:epc:id:pgln:0614141.07346").unwrap();
        assert_eq!((&*door.id, door.part.as_deref()), ("0614141073467", Some("1234")));
        assert_eq!((site.part.clone(), &site), (None, &party));
        assert_eq!(site.id, door.id);
    }

    #[test]
    fn places_of_other_systems_stay_as_they_are() {
        assert_eq!(&*locate("geo:52.5,13.4").unwrap().0.id, "geo:52.5,13.4");
        assert_eq!(locate("dock 4"), Err(EpcFault::Character));
    }
}
