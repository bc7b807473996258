//! How finely units are counted, and the names that they are counted under.

use std::borrow::Cow;

use super::parts::Part;
use super::unit_rows::SEPARATOR;

/// How finely units are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// By lot; what has no lot is left out.
    Lot,
    /// By lot and store; what has no lot counts by its product.
    LotAndStore,
    /// By lot; what has no lot counts by its product.
    LotOrProduct,
}

impl Grain {
    /// The name under which a row is counted; nothing where it cannot be.
    pub(super) fn name<'t>(
        self,
        lot: Option<&'t str>,
        product: Option<&'t str>,
        store: Option<&str>,
    ) -> Option<Cow<'t, str>> {
        let joined = |store: &str| {
            let (lot, product) =
                (lot.unwrap_or_default(), if lot.is_some() { "" } else { product.unwrap_or_default() });
            Cow::Owned(format!("{lot}{SEPARATOR}{product}{SEPARATOR}{store}"))
        };
        match (self, lot, product) {
            (_, None, None) | (Grain::Lot, None, _) => None,
            (Grain::LotAndStore, ..) => Some(joined(store.unwrap_or_default())),
            (_, Some(lot), _) => Some(Cow::Borrowed(lot)),
            (Grain::LotOrProduct, None, _) => Some(joined("")),
        }
    }
}

/// What a name of units stands for, with the product that its rows name.
pub(super) fn part<'t>(name: &'t str, product: Option<&'t str>) -> Part<'t> {
    let some = |text: &'t str| Some(text).filter(|text| !text.is_empty());
    let product = product.and_then(some);
    let mut parts = name.split(SEPARATOR);
    match [parts.next(), parts.next(), parts.next(), parts.next()] {
        [Some(lot), Some(by_product), Some(store), None] => {
            Part { lot: some(lot), product: product.or_else(|| some(by_product)), store: some(store) }
        }
        _ => Part { lot: some(name), product, store: None },
    }
}
