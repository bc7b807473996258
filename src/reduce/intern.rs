//! Turns repeated texts into dense numbers, once, so that everything after works on integers.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Texts in order of first sight, each once.
#[derive(Debug, Default)]
pub struct Interner {
    codes: HashTable<Entry>,
    bytes: String,
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: u128,
    code: u32,
}

/// Texts up to this length lie whole in the table: telling them apart needs no look at the texts themselves, which for
/// half a million customers would be a cache miss or two for every order line.
const WHOLE: usize = 15;
/// Marks the key of a longer text, of which the table holds only a hash.
const HASHED: u128 = 0xff << 120;

fn key(text: &str) -> u128 {
    if text.len() > WHOLE {
        return HASHED | u128::from(xxh3_64(text.as_bytes()));
    }
    let mut bytes = [0u8; 16];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    bytes[WHOLE] = text.len() as u8;
    u128::from_le_bytes(bytes)
}

fn spread(key: u128) -> u64 {
    xxh3_64(&key.to_le_bytes())
}

impl Interner {
    /// The number of `text`, counted from 0 in order of first sight; nothing when 2^32 texts are in use.
    pub fn code(&mut self, text: &str) -> Option<u32> {
        let key = key(text);
        let hash = spread(key);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let same = |entry: &Entry| entry.key == key && (text.len() <= WHOLE || slice(bytes, ends, entry.code) == text);
        if let Some(entry) = self.codes.find(hash, same) {
            return Some(entry.code);
        }
        let code = u32::try_from(self.ends.len()).ok()?;
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
        self.codes.insert_unique(hash, Entry { key, code }, |entry| spread(entry.key));
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
    fn texts_around_the_length_that_lies_whole_in_the_table_stay_apart() {
        let mut interner = Interner::default();
        let texts: Vec<String> = (13..19).flat_map(|n| [("a".repeat(n)), format!("{}b", "a".repeat(n - 1))]).collect();
        let codes: Vec<u32> = texts.iter().chain(&texts).filter_map(|text| interner.code(text)).collect();
        assert_eq!(codes, (0..12).chain(0..12).collect::<Vec<u32>>());
        assert_ne!(interner.code("a\0"), interner.code("a"));
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
