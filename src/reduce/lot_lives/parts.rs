//! What units are counted by: lot, product and store of each part, millions of them in little memory.

use crate::reduce::intern::Interner;
use crate::reduce::texts::Texts;

/// Stands for nothing.
const NONE: u32 = u32::MAX;

/// What a name of units stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The lot.
    pub lot: Option<&'a str>,
    /// The product.
    pub product: Option<&'a str>,
    /// The store, where units are counted by store.
    pub store: Option<&'a str>,
}

/// All parts, numbered from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    lots: Texts,
    products: Vec<String>,
    stores: Vec<String>,
    /// Numbers of lot, product and store of each part.
    parts: Vec<[u32; 3]>,
}

impl Parts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// One part, where it is there.
    pub fn get(&self, part: u32) -> Option<Part<'_>> {
        let [lot, product, store] = *self.parts.get(part as usize)?;
        Some(Part {
            lot: self.lots.get(lot as usize),
            product: self.products.get(product as usize).map(String::as_str),
            store: self.stores.get(store as usize).map(String::as_str),
        })
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = Part<'_>> {
        (0..self.len() as u32).filter_map(|part| self.get(part))
    }

    /// The number of the product of a part, alike for parts of the same product; products are counted from 0.
    pub fn product(&self, part: u32) -> Option<u32> {
        self.parts.get(part as usize).map(|[_, product, _]| *product).filter(|product| *product != NONE)
    }

    /// How many products there are.
    pub fn products(&self) -> usize {
        self.products.len()
    }
}

/// Takes parts one after the other.
#[derive(Default)]
pub(super) struct PartRows {
    lots: Texts,
    products: Interner,
    stores: Interner,
    parts: Vec<[u32; 3]>,
    /// Numbers of the products by those that they were given elsewhere, as far as they are known.
    known: Vec<u32>,
}

impl PartRows {
    /// With room for so many parts, whose lots have names of about `length` bytes.
    pub(super) fn with_capacity(parts: usize, length: usize) -> PartRows {
        let (lots, parts) = (Texts::with_capacity(parts, length), Vec::with_capacity(parts));
        PartRows { lots, parts, ..PartRows::default() }
    }

    /// Adds a part, whose product has a number of its own elsewhere, or none.
    pub(super) fn push(&mut self, part: Part<'_>, elsewhere: Option<u32>) {
        let lot = part.lot.map_or(NONE, |lot| {
            // The stores of a lot follow each other.
            if self.lots.last() != Some(lot) {
                self.lots.push(lot);
            }
            (self.lots.len() - 1) as u32
        });
        let code = |names: &mut Interner, name: Option<&str>| name.and_then(|name| names.code(name)).unwrap_or(NONE);
        let at = elsewhere.map(|own| own as usize);
        let product =
            at.and_then(|at| self.known.get(at)).copied().filter(|known| *known != NONE).unwrap_or_else(|| {
                let product = code(&mut self.products, part.product);
                if let Some(at) = at {
                    self.known.resize(self.known.len().max(at + 1), NONE);
                    self.known[at] = product;
                }
                product
            });
        self.parts.push([lot, product, code(&mut self.stores, part.store)]);
    }

    /// All parts.
    pub(super) fn finish(self) -> Parts {
        let PartRows { lots, products, stores, parts, .. } = self;
        Parts { lots, products: products.texts().collect(), stores: stores.texts().collect(), parts }
    }
}

impl<'a> FromIterator<Part<'a>> for Parts {
    fn from_iter<I: IntoIterator<Item = Part<'a>>>(parts: I) -> Parts {
        let mut rows = PartRows::default();
        parts.into_iter().for_each(|part| rows.push(part, None));
        rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_went_in() {
        let part = |lot, product, store| Part { lot, product, store };
        let given = [
            part(None, Some("P"), Some("south")),
            part(Some("L1"), Some("P"), Some("north")),
            part(Some("L1"), Some("P"), Some("south")),
            part(Some("L2"), None, None),
        ];
        let parts: Parts = given.into_iter().collect();
        assert_eq!(parts.iter().collect::<Vec<_>>(), given);
        assert_eq!((parts.product(2), parts.product(3), parts.products(), parts.get(4)), (Some(0), None, 1, None));
    }
}
