//! Turns repeated texts into dense numbers, once, so that everything after works on integers.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Texts in order of first sight, each once.
#[derive(Debug, Default)]
pub struct Interner {
    codes: HashTable<u32>,
    bytes: String,
    ends: Vec<usize>,
}

impl Interner {
    /// The number of `text`, counted from 0 in order of first sight; nothing when 2^32 texts are in use.
    pub fn code(&mut self, text: &str) -> Option<u32> {
        let hash = xxh3_64(text.as_bytes());
        let (bytes, ends) = (&self.bytes, &self.ends);
        if let Some(code) = self.codes.find(hash, |code| slice(bytes, ends, *code) == text) {
            return Some(*code);
        }
        let code = u32::try_from(self.ends.len()).ok()?;
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        let (bytes, ends) = (&self.bytes, &self.ends);
        self.codes.insert_unique(hash, code, |code| xxh3_64(slice(bytes, ends, *code).as_bytes()));
        Some(code)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a number given by [`Interner::code`].
    pub fn text(&self, code: u32) -> &str {
        slice(&self.bytes, &self.ends, code)
    }

    /// All texts, by number.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|code| self.text(code))
    }
}

fn slice<'a>(bytes: &'a str, ends: &[usize], code: u32) -> &'a str {
    let at = code as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[start..ends[at]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let mut interner = Interner::default();
        let codes: Vec<u32> =
            ["00123", "", "张三", "123", "00123", "张三"].iter().filter_map(|id| interner.code(id)).collect();
        assert_eq!(codes, [0, 1, 2, 3, 0, 2]);
        assert_eq!(interner.texts().collect::<Vec<_>>(), ["00123", "", "张三", "123"]);
    }

    #[test]
    fn many_texts_stay_apart() {
        let mut interner = Interner::default();
        for number in 0..50_000u32 {
            assert_eq!(interner.code(&number.to_string()), Some(number));
        }
        assert_eq!(interner.text(49_999), "49999");
        assert_eq!(interner.len(), 50_000);
    }
}
