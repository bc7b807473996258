//! Many texts in one piece of memory: one allocation instead of millions.

/// Texts by number, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    bytes: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    /// An empty list with room for so many texts of about `length` bytes.
    pub fn with_capacity(texts: usize, length: usize) -> Texts {
        Texts { bytes: String::with_capacity(texts.saturating_mul(length)), ends: Vec::with_capacity(texts) }
    }

    /// Adds a text at the end.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    /// The text of a number, where it is there.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.bytes.get(start..end)
    }

    /// The text that was added last.
    pub fn last(&self) -> Option<&str> {
        self.get(self.len().checked_sub(1)?)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl<S: AsRef<str>> FromIterator<S> for Texts {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Texts {
        let mut all = Texts::default();
        texts.into_iter().for_each(|text| all.push(text.as_ref()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_numbers_also_where_they_are_empty() {
        let texts: Texts = ["", "批次", "", "L1"].into_iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "批次", "", "L1"]);
        assert_eq!(
            (texts.get(1), texts.get(2), texts.get(4), texts.last()),
            (Some("批次"), Some(""), None, Some("L1"))
        );
        assert!(!texts.is_empty() && Texts::default().last().is_none() && Texts::default().is_empty());
    }
}
