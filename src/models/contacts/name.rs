//! When two names do not contradict each other. It knows no titles and no nicknames.

use std::collections::BTreeSet;

use super::spelling::{bare, folded, is_placeholder};

/// A name brought to one spelling, without case, punctuation, and order of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// Written with words. `Li, Wei` and `Wei Li` are equal.
    Words(BTreeSet<String>),
    /// Written in Chinese characters, kana or hangul, where blanks mean nothing.
    Characters(String),
}

/// Whom a record names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    pub(super) name: Option<Name>,
    pub(super) company: Option<Name>,
}

impl Name {
    /// Reads a cell; `None` when it holds no name.
    pub(super) fn read(cell: Option<&str>) -> Option<Name> {
        let text = folded(cell).filter(|text| !is_placeholder(text))?;
        if text.chars().any(is_character) {
            return Some(Name::Characters(bare(&text)));
        }
        Some(Name::Words(
            text.split(|c: char| !c.is_alphanumeric()).map(bare).filter(|word| !word.is_empty()).collect(),
        ))
    }

    /// Whether every word, or the whole sequence of characters, of this name is in `other`.
    fn is_within(&self, other: &Name) -> bool {
        match (self, other) {
            (Name::Words(some), Name::Words(all)) => some.is_subset(all),
            (Name::Characters(part), Name::Characters(whole)) => whole.contains(part.as_str()),
            _ => false,
        }
    }

    fn length(&self) -> usize {
        match self {
            Name::Words(words) => words.len(),
            Name::Characters(text) => text.len(),
        }
    }
}

/// Whether of any two of these names one is contained in the other. Containment is an order, so it is enough to look at
/// neighbours by length.
pub(super) fn agree<'a>(names: impl Iterator<Item = &'a Name>) -> bool {
    let different: BTreeSet<&Name> = names.collect();
    let mut by_length: Vec<&Name> = different.into_iter().collect();
    by_length.sort_by_key(|name| name.length());
    by_length.windows(2).all(|pair| matches!(pair, [short, long] if short.is_within(long)))
}

fn is_character(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(names: &[&str]) -> bool {
        let names: Vec<Name> = names.iter().filter_map(|name| Name::read(Some(name))).collect();
        agree(names.iter())
    }

    #[test]
    fn equal_contained_or_missing() {
        for names in [
            &["Li Wei", "WEI, LI"][..],
            &["Anna Müller", "anna müller (home)"],
            &["王 芳", "王芳"],
            &["王芳", "王芳女士"],
            &["张*", "张三"],
            &["Anna", "N/A", ""],
            &["A", "A B", "C B A"],
            &[],
        ] {
            assert!(agreed(names), "{names:?}");
        }
    }

    #[test]
    fn contradictions() {
        for names in
            [&["Ann Smith", "Joanne Smith"][..], &["王芳", "王伟"], &["Wang Fang", "王芳"], &["A B", "A C", "A B C"]]
        {
            assert!(!agreed(names), "{names:?}");
        }
    }
}
