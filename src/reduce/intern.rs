//! Turns repeated texts into dense numbers, once, so that everything after works on integers.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// What tells one text from another at a glance: its first fifteen bytes and its length, in an order that is that of
/// the texts, and a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    order: u128,
    hash: u64,
}

/// Texts up to this length lie whole in their key.
const WHOLE: usize = 15;
/// The length in the key of a longer text, which differs from that of every text that lies whole in it.
const LONGER: u8 = 0xff;

impl Key {
    /// The key of a text.
    pub fn of(text: &str) -> Key {
        let bytes = text.as_bytes();
        if let Some((first, _)) = bytes.split_first_chunk::<{ WHOLE + 1 }>() {
            let order = u128::from_be_bytes(*first) & !0xff | u128::from(LONGER);
            return Key { order, hash: xxh3_64(bytes) };
        }
        let order = first_bytes(bytes) | bytes.len() as u128;
        Key { order, hash: xxh3_64(&order.to_be_bytes()) }
    }

    /// A number that is alike for equal texts and spread evenly over all others.
    pub fn hash(self) -> u64 {
        self.hash
    }
}

/// Up to fifteen bytes as the first ones of a big-endian number, without a copy of a length that only the run knows,
/// which costs more than all the rest: two loads of fixed length cover any length from four or eight on.
fn first_bytes(bytes: &[u8]) -> u128 {
    if let (Some((head, _)), Some((_, tail))) = (bytes.split_first_chunk::<8>(), bytes.split_last_chunk::<8>()) {
        let (head, tail) = (u64::from_be_bytes(*head), u64::from_be_bytes(*tail));
        return u128::from(head) << 64 | ((u128::from(tail) << (8 * (16 - bytes.len()))) & u128::from(u64::MAX));
    }
    if let (Some((head, _)), Some((_, tail))) = (bytes.split_first_chunk::<4>(), bytes.split_last_chunk::<4>()) {
        let (head, tail) = (u32::from_be_bytes(*head), u32::from_be_bytes(*tail));
        let tail = (u64::from(tail) << (8 * (8 - bytes.len()))) & u64::from(u32::MAX);
        return u128::from(u64::from(head) << 32 | tail) << 64;
    }
    bytes.iter().rev().fold(0, |number, byte| number >> 8 | u128::from(*byte) << 120)
}

/// Texts in order of first sight, each once.
///
/// The table is made for looking up many texts at a time ([`Interner::codes`]): a processor waits for one line of
/// memory as long as for ten that are asked for together, and with half a million customers nearly every look is a
/// wait.
#[derive(Debug, Default)]
pub struct Interner {
    /// Open addressing, a power of two of places, at most half of them taken: the upper half of the hash and, counted
    /// from 1, the number of the text; zero where there is none.
    places: Vec<u64>,
    /// First bytes and length of each text, by number.
    orders: Vec<u128>,
    /// The texts that do not lie whole in `orders`, by number.
    longer: Vec<(u32, Box<str>)>,
}

impl Interner {
    /// The number of `text`, counted from 0 in order of first sight; nothing when 2^32 - 1 texts are in use.
    pub fn code(&mut self, text: &str) -> Option<u32> {
        let key = Key::of(text);
        self.make_room(1);
        match self.candidate(key).checked_sub(1) {
            Some(found) if self.is(found, key, || text) => Some(found),
            _ => self.find_or_insert(key, text),
        }
    }

    /// Texts numbered in their order; nothing when there are 2^32 - 1 of them or more.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Interner> {
        let mut interner = Interner::default();
        texts.into_iter().try_for_each(|text| interner.code(text).map(drop))?;
        Some(interner)
    }

    /// The number of `text`, where it is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        self.look(Key::of(text), text).ok()
    }

    /// Puts the numbers of the texts at `rows` in the place of what was in `codes`; nothing when 2^32 - 1 texts are in
    /// use. `keys` and `text` give the key and the text of a row.
    pub fn codes<'t>(
        &mut self,
        keys: &[Key],
        rows: &[u32],
        text: impl Fn(u32) -> &'t str,
        codes: &mut Vec<u32>,
    ) -> Option<()> {
        self.make_room(rows.len());
        codes.clear();
        // Both loops touch memory whose addresses do not depend on the answers of the loop itself.
        codes.extend(rows.iter().map(|row| self.candidate(keys[*row as usize])));
        for (code, row) in codes.iter_mut().zip(rows) {
            let key = keys[*row as usize];
            *code = match code.checked_sub(1) {
                Some(found) if self.is(found, key, || text(*row)) => found,
                _ => self.find_or_insert(key, text(*row))?,
            };
        }
        Some(())
    }

    /// The first text whose hash begins alike, counted from 1, else zero.
    fn candidate(&self, key: Key) -> u32 {
        let mask = self.places.len() - 1;
        let mut at = key.hash as usize & mask;
        loop {
            let place = self.places[at];
            if place == 0 || place >> 32 == key.hash >> 32 {
                return place as u32;
            }
            at = (at + 1) & mask;
        }
    }

    fn is<'t>(&self, code: u32, key: Key, text: impl FnOnce() -> &'t str) -> bool {
        self.orders[code as usize] == key.order && (key.order as u8 != LONGER || self.longer(code) == text())
    }

    /// The number of a text, or the place where it belongs. There must be places.
    fn look(&self, key: Key, text: &str) -> Result<u32, usize> {
        let mask = self.places.len() - 1;
        let mut at = key.hash as usize & mask;
        while self.places[at] != 0 {
            let place = self.places[at];
            let code = place as u32 - 1;
            if place >> 32 == key.hash >> 32 && self.is(code, key, || text) {
                return Ok(code);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    fn find_or_insert(&mut self, key: Key, text: &str) -> Option<u32> {
        let at = match self.look(key, text) {
            Ok(code) => return Some(code),
            Err(at) => at,
        };
        let code = u32::try_from(self.orders.len()).ok().filter(|code| *code < u32::MAX)?;
        self.places[at] = key.hash & (u64::MAX << 32) | u64::from(code + 1);
        self.orders.push(key.order);
        if text.len() > WHOLE {
            self.longer.push((code, text.into()));
        }
        Some(code)
    }

    /// Makes sure that half of the places stay free when `more` texts come.
    fn make_room(&mut self, more: usize) {
        let needed = (2 * (self.orders.len() + more)).next_power_of_two().max(16);
        if needed <= self.places.len() {
            return;
        }
        self.places = vec![0; needed];
        let mask = needed - 1;
        for code in 0..self.orders.len() as u32 {
            let hash = match self.orders[code as usize] as u8 {
                LONGER => xxh3_64(self.longer(code).as_bytes()),
                _ => xxh3_64(&self.orders[code as usize].to_be_bytes()),
            };
            let mut at = hash as usize & mask;
            while self.places[at] != 0 {
                at = (at + 1) & mask;
            }
            self.places[at] = hash & (u64::MAX << 32) | u64::from(code + 1);
        }
    }

    /// The number of each text in another table that takes it in, by its number here; nothing when 2^32 - 1 texts are in
    /// use.
    pub fn codes_in(&self, other: &mut Interner) -> Option<Vec<u32>> {
        other.make_room(self.len());
        let code = |(own, order): (u32, &u128)| match *order as u8 {
            LONGER => other.find_or_insert(Key::of(self.longer(own)), self.longer(own)),
            // A text that lies whole in its key is not looked at.
            _ => other.find_or_insert(Key { order: *order, hash: xxh3_64(&order.to_be_bytes()) }, ""),
        };
        (0..).zip(&self.orders).map(code).collect()
    }

    fn longer(&self, code: u32) -> &str {
        self.longer.binary_search_by_key(&code, |(code, _)| *code).map_or("", |at| &self.longer[at].1)
    }

    /// The numbers in the order of their texts.
    pub fn order(&self) -> Vec<u32> {
        let head = heads(self.starts());
        let mut keyed: Vec<(u64, u32)> = self.starts().map(head).zip(0..).collect();
        keyed.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.compare(a.1, self, b.1)));
        keyed.into_iter().map(|(_, code)| code).collect()
    }

    /// All texts in order, and the place of each number in it.
    pub fn sorted(&self) -> (Vec<String>, Vec<u32>) {
        let order = self.order();
        let names = order.par_iter().map(|code| self.text(*code)).collect();
        (names, places(&order))
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// The text of a number given by [`Interner::code`].
    pub fn text(&self, code: u32) -> String {
        let bytes = self.orders[code as usize].to_be_bytes();
        match bytes[WHOLE] {
            LONGER => self.longer(code).to_string(),
            length => match std::str::from_utf8(&bytes[..usize::from(length)]) {
                Ok(text) => text.to_string(),
                Err(_) => String::from_utf8_lossy(&bytes[..usize::from(length)]).into_owned(),
            },
        }
    }

    /// All texts, by number.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        (0..self.orders.len() as u32).map(|code| self.text(code))
    }

    /// A number for each text, by number of the text, in whose order the texts sort; texts of more than fifteen bytes
    /// that begin alike have the same, and [`Interner::compare`] settles them.
    pub fn starts(&self) -> impl Iterator<Item = u128> {
        self.orders.iter().copied()
    }

    /// How two texts, perhaps of two tables, sort.
    pub fn compare(&self, code: u32, other: &Interner, other_code: u32) -> std::cmp::Ordering {
        let (order, other_order) = (self.orders[code as usize], other.orders[other_code as usize]);
        order.cmp(&other_order).then_with(|| match order as u8 {
            LONGER => self.longer(code).cmp(other.longer(other_code)),
            _ => std::cmp::Ordering::Equal,
        })
    }
}

/// What stands for the beginning of a text ([`Interner::starts`]) while texts are sorted: that which follows the bytes that
/// all of them begin with, so that hardly a comparison has to look the texts up.
pub fn heads(mut starts: impl Iterator<Item = u128>) -> impl Fn(u128) -> u64 {
    let first = starts.next().unwrap_or_default();
    let shared = starts.fold(0, |differ, start| differ | (start ^ first)).leading_zeros();
    move |start| (start.checked_shl(shared).unwrap_or_default() >> 64) as u64
}

/// Texts that are looked up together; some may be missing.
pub struct Batch<'t> {
    texts: Vec<Option<&'t str>>,
    keys: Vec<Key>,
    /// Places of the texts that are there.
    there: Vec<u32>,
}

impl<'t> Batch<'t> {
    /// Makes them ready, which needs no table.
    pub fn of(texts: impl IntoIterator<Item = Option<&'t str>>) -> Batch<'t> {
        let texts: Vec<Option<&str>> = texts.into_iter().collect();
        let keys = texts.iter().map(|text| Key::of(text.unwrap_or_default())).collect();
        let there = (0u32..).zip(&texts).filter(|(_, text)| text.is_some()).map(|(at, _)| at).collect();
        Batch { texts, keys, there }
    }

    /// The key of each text.
    pub fn keys(&self) -> impl Iterator<Item = Option<Key>> {
        self.texts.iter().zip(&self.keys).map(|(text, key)| text.map(|_| *key))
    }

    /// The number of each text in a table that takes it in, and `none` where there is no text; nothing when 2^32 - 1
    /// texts are in use.
    pub fn codes(&self, interner: &mut Interner, none: u32) -> Option<Vec<u32>> {
        let mut found = Vec::new();
        interner.codes(&self.keys, &self.there, |at| self.texts[at as usize].unwrap_or_default(), &mut found)?;
        let mut codes = vec![none; self.texts.len()];
        self.there.iter().zip(found).for_each(|(at, code)| codes[*at as usize] = code);
        Some(codes)
    }
}

/// Texts of which most repeat, numbered among themselves first, so that a table is asked once for each.
pub struct Repeated {
    own: Interner,
    codes: Vec<u32>,
}

impl Repeated {
    /// Stands for a missing text.
    pub const NONE: u32 = u32::MAX;

    /// Numbers them in order of first sight; nothing when there are 2^32 - 1 of them.
    pub fn of<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Option<Repeated> {
        let mut own = Interner::default();
        let code = |text: Option<&str>| text.map_or(Some(Repeated::NONE), |text| own.code(text));
        let codes = texts.into_iter().map(code).collect::<Option<Vec<u32>>>()?;
        Some(Repeated { own, codes })
    }

    /// What `make` makes of each text, made once.
    pub fn each<T>(&self, make: impl FnMut(String) -> T) -> Vec<T> {
        self.own.texts().map(make).collect()
    }

    /// The number of the text at a place among those of [`Repeated::each`].
    pub fn at(&self, place: usize) -> Option<usize> {
        self.codes.get(place).filter(|code| **code != Repeated::NONE).map(|code| *code as usize)
    }

    /// The number of each text in a table that takes it in, and [`Repeated::NONE`] where there is no text; nothing when
    /// 2^32 - 1 texts are in use.
    pub fn codes(&self, interner: &mut Interner) -> Option<Vec<u32>> {
        let known = self.own.texts().map(|text| interner.code(&text)).collect::<Option<Vec<u32>>>()?;
        Some(self.codes.iter().map(|code| known.get(*code as usize).copied().unwrap_or(Repeated::NONE)).collect())
    }
}

/// The place of each number in an order of all of them.
pub fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (at, code) in (0u32..).zip(order) {
        places[*code as usize] = at;
    }
    places
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
        assert_eq!(["张三", "123", "0123", ""].map(|id| interner.find(id)), [Some(2), Some(3), None, Some(1)]);
        assert_eq!(Interner::default().find("00123"), None);
        let sorted = (["", "00123", "123", "张三"].map(String::from).into(), vec![1, 0, 3, 2]);
        assert_eq!(interner.sorted(), sorted);
    }

    #[test]
    fn texts_around_the_length_that_lies_whole_in_the_key_stay_apart() {
        let mut interner = Interner::default();
        let texts: Vec<String> = (13..19).flat_map(|n| [("a".repeat(n)), format!("{}b", "a".repeat(n - 1))]).collect();
        let codes: Vec<u32> = texts.iter().chain(&texts).filter_map(|text| interner.code(text)).collect();
        assert_eq!(codes, (0..12).chain(0..12).collect::<Vec<u32>>());
        assert_eq!(interner.texts().collect::<Vec<_>>(), texts);
        assert_ne!(interner.code("a\0"), interner.code("a"));
    }

    #[test]
    fn a_key_holds_the_first_bytes_and_the_length() {
        for length in 0..40usize {
            let text: String = ('a'..='z').cycle().take(length).collect();
            let mut expected = [0u8; 16];
            expected[..length.min(WHOLE)].copy_from_slice(&text.as_bytes()[..length.min(WHOLE)]);
            expected[WHOLE] = if length > WHOLE { LONGER } else { length as u8 };
            assert_eq!(Key::of(&text).order.to_be_bytes(), expected, "{length}");
        }
    }

    #[test]
    fn texts_of_two_tables_sort_as_texts_do() {
        let mut texts =
            ["", "a", "a\0", "a\0b", "b", "张三", "张三丰", "C00000010", "C0000001", "abcdefghijklmno"].to_vec();
        texts.extend(["abcdefghijklmnop", "abcdefghijklmnoq", "abcdefghijklmnopq"]);
        texts.sort_unstable();
        let (mut even, mut odd) = (Interner::default(), Interner::default());
        for pair in texts.windows(2) {
            let (first, second) = (even.code(pair[0]).unwrap(), odd.code(pair[1]).unwrap());
            assert_eq!(even.compare(first, &odd, second), std::cmp::Ordering::Less, "{pair:?}");
        }
    }

    #[test]
    fn a_batch_has_no_number_where_there_is_no_text() {
        let mut interner = Interner::default();
        let batch = Batch::of([Some("b"), None, Some("a"), Some("b"), None]);
        assert_eq!(batch.codes(&mut interner, 9).unwrap(), [0, 9, 1, 0, 9]);
        assert_eq!(interner.len(), 2);
        assert_eq!(Batch::of([]).codes(&mut interner, 9).unwrap(), [0; 0]);
    }

    #[test]
    fn a_table_takes_in_another_one() {
        let (mut one, mut other) = (Interner::default(), Interner::default());
        for text in ["00123", "", "123", "a text of more than fifteen bytes"] {
            one.code(text);
        }
        for text in ["123", "a text of more than fifteen bytes"] {
            other.code(text);
        }
        assert_eq!(one.codes_in(&mut other).unwrap(), [2, 3, 0, 1]);
        assert_eq!((other.text(2), other.len()), ("00123".to_string(), 4));
        assert_eq!(Interner::default().codes_in(&mut other).unwrap(), [0; 0]);
    }

    #[test]
    fn texts_that_repeat_have_the_numbers_of_the_table() {
        let mut interner = Interner::default();
        interner.code("b");
        let texts = Repeated::of([Some("a"), None, Some("b"), Some("a")]).unwrap();
        assert_eq!(texts.codes(&mut interner).unwrap(), [1, Repeated::NONE, 0, 1]);
        assert_eq!(texts.each(|text| text), ["a", "b"]);
        assert_eq!([0, 1, 2, 3, 4].map(|place| texts.at(place)), [Some(0), None, Some(1), Some(0), None]);
    }

    #[test]
    fn many_texts_stay_apart_in_batches_as_one_by_one() {
        let texts: Vec<String> = (0..50_000u32).map(|number| (number % 30_000).to_string()).collect();
        let keys: Vec<Key> = texts.iter().map(|text| Key::of(text)).collect();
        let rows: Vec<u32> = (0..50_000).collect();
        let (mut interner, mut codes) = (Interner::default(), Vec::new());
        for batch in rows.chunks(700) {
            interner.codes(&keys, batch, |row| &texts[row as usize], &mut codes).unwrap();
            assert!(codes.iter().zip(batch).all(|(code, number)| *code == number % 30_000));
        }
        assert_eq!(interner.text(29_999), "29999");
        assert_eq!(interner.len(), 30_000);
    }
}
