//! What an identifier says once it is decoded. It reads no text.

use std::sync::Arc;

/// What an identifier stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One object: a serialised trade item, an asset, anything with a number of its own.
    Instance,
    /// Objects that cannot be told apart: a lot of a product, or a product.
    Class,
    /// A logistic unit (SSCC): a pallet or parcel, which is its contents and nothing else.
    Logistic,
    /// A place or a party (GLN).
    Location,
}

/// One decoded identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The GS1 element string with application identifiers in brackets, the same for every spelling of the identifier;
    /// an identifier of another system as it stands. Of an object with serial and lot it names the serial only.
    pub key: Arc<str>,
    /// What it stands for.
    pub kind: Kind,
    /// GTIN-14; for a class of another system the whole identifier.
    pub product: Option<Arc<str>>,
    /// Batch or lot number, AI (10), as the maker writes it.
    pub lot: Option<Arc<str>>,
    /// Serial number, AI (21), or the unique number of a tobacco packet, AI (235).
    pub serial: Option<Arc<str>>,
}

impl Identifier {
    /// A trade item: one object if it has a serial (with its application identifier), otherwise a class.
    pub(super) fn trade_item(gtin: &str, lot: Option<&str>, serial: Option<(&str, &str)>) -> Identifier {
        let key = match (serial, lot) {
            (Some((code, serial)), _) => format!("(01){gtin}({code}){serial}").into(),
            (None, Some(lot)) => lot_key(gtin, lot),
            (None, None) => format!("(01){gtin}").into(),
        };
        let kind = if serial.is_some() { Kind::Instance } else { Kind::Class };
        let (lot, serial) = (lot.map(Arc::from), serial.map(|(_, serial)| Arc::from(serial)));
        Identifier { key, kind, product: Some(gtin.into()), lot, serial }
    }

    /// Anything that is no trade item.
    pub(super) fn other(key: String, kind: Kind) -> Identifier {
        let key: Arc<str> = key.into();
        let product = (kind == Kind::Class).then(|| key.clone());
        Identifier { key, kind, product, lot: None, serial: None }
    }
}

/// The key of one lot of one product: `(01)GTIN(10)LOT`. Equal lot numbers of different products stay apart.
pub fn lot_key(gtin: &str, lot: &str) -> Arc<str> {
    format!("(01){gtin}(10){lot}").into()
}
