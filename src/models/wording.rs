//! Words of the user in both languages. It translates nothing.

use crate::labels::Lang;

/// Words in both languages, the same words where the user gave one wording for both. Empty where nothing was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Wording {
    /// One wording for both languages.
    pub fn same(words: impl Into<String>) -> Wording {
        let en = words.into();
        Wording { zh: en.clone(), en }
    }

    /// The words in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
