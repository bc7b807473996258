//! The themes that a text mentions, by keywords. It reads no file and understands no sentence: `not late` mentions
//! lateness.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::folded::{folded, is_part_of_word};
use crate::models::wording::Wording;

/// What complaints are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The name in data files.
    pub id: String,
    /// The name for people.
    pub name: Wording,
}

/// Keywords and categories, each of which stands for one theme. See [`ThemeDictionary::parse`] for how it is written.
#[derive(Clone, Debug)]
pub struct ThemeDictionary {
    pub(super) themes: Vec<Theme>,
    pub(super) keywords: Vec<Keyword>,
    /// Theme by folded category.
    pub(super) categories: BTreeMap<String, usize>,
    /// Finds keywords by their place in `keywords`.
    pub(super) automaton: AhoCorasick,
}

/// A keyword, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keyword {
    pub(super) words: String,
    pub(super) theme: usize,
    /// It may be the beginning of a word.
    pub(super) is_prefix: bool,
}

/// Where the themes of a complaint come from. Themes are numbered as in the dictionary, in ascending order, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// The category names a theme, or mentions some.
    Category(Vec<usize>),
    /// There is no category, or it tells nothing; the text mentions these.
    Text {
        /// The themes, at least one.
        themes: Vec<usize>,
        /// There is a category, which is in no list and mentions no theme.
        unknown_category: bool,
    },
    /// Neither tells a theme.
    None {
        /// There is a category, which is in no list and mentions no theme.
        unknown_category: bool,
    },
}

/// Themes counted over complaints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeCounts {
    /// Complaints with each theme. A complaint with several themes counts once in each, so that the sum can exceed
    /// `complaints`.
    pub by_theme: Vec<u64>,
    /// Complaints.
    pub complaints: u64,
    /// Complaints without a theme.
    pub without_theme: u64,
    /// Complaints whose theme comes from the category.
    pub by_category: u64,
    /// Complaints with a category that tells nothing: a gap in the dictionary.
    pub unknown_categories: u64,
}

impl ThemeDictionary {
    /// The themes, in the order of the file.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The themes that `text` mentions, in ascending order, each once. Case, width and hyphens make no difference. An
    /// English keyword stands at word boundaries; a Chinese one stands anywhere. Of keywords that overlap the one that
    /// begins first counts, and of those the longest. Takes time in proportion to the length of the text.
    pub fn themes_in(&self, text: &str) -> Vec<usize> {
        let mut themes: Vec<usize> = self.mentions(&folded(text)).iter().map(|keyword| keyword.theme).collect();
        themes.sort_unstable();
        themes.dedup();
        themes
    }

    /// The themes of a complaint. A category goes before the text: one that is the id, a name or a listed category of a
    /// theme stands for that theme alone; another one stands for the themes that it mentions. Only where there is no
    /// category, or it tells nothing, is the text looked at.
    pub fn assign(&self, category: Option<&str>, text: &str) -> Assignment {
        let category = category.map(|words| folded(words.trim())).filter(|words| !words.is_empty());
        let by_category = category.as_deref().map_or_else(Vec::new, |words| match self.categories.get(words) {
            Some(theme) => vec![*theme],
            None => self.themes_in(words),
        });
        if !by_category.is_empty() {
            return Assignment::Category(by_category);
        }
        let unknown_category = category.is_some();
        match self.themes_in(text) {
            themes if themes.is_empty() => Assignment::None { unknown_category },
            themes => Assignment::Text { themes, unknown_category },
        }
    }

    /// Counts assigned themes.
    pub fn count<'a>(&self, assignments: impl IntoIterator<Item = &'a Assignment>) -> ThemeCounts {
        let mut counts = ThemeCounts { by_theme: vec![0; self.themes.len()], ..ThemeCounts::default() };
        for assignment in assignments {
            counts.complaints += 1;
            let (themes, unknown): (&[usize], bool) = match assignment {
                Assignment::Category(themes) => (themes, false),
                Assignment::Text { themes, unknown_category } => (themes, *unknown_category),
                Assignment::None { unknown_category } => (&[], *unknown_category),
            };
            counts.without_theme += u64::from(themes.is_empty());
            counts.by_category += u64::from(matches!(assignment, Assignment::Category(_)));
            counts.unknown_categories += u64::from(unknown);
            for theme in themes {
                if let Some(count) = counts.by_theme.get_mut(*theme) {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// The keywords that stand in `text`, which is folded, in order.
    fn mentions(&self, text: &str) -> Vec<&Keyword> {
        let mut mentions = Vec::new();
        // The longest keyword that begins at each byte, numbered from 1. Those that begin at one byte are found from
        // the shortest to the longest.
        let mut longest: Vec<u32> = Vec::new();
        // The automaton is built for overlapping searches, so that this cannot fail.
        let Ok(found) = self.automaton.try_find_overlapping_iter(text) else { return mentions };
        for at in found {
            let stands = self.keywords.get(at.pattern().as_usize()).is_some_and(|own| own.stands_at(text, at.start()));
            if stands {
                longest.resize(longest.len().max(text.len()), 0);
                if let Some(place) = longest.get_mut(at.start()) {
                    *place = at.pattern().as_u32() + 1;
                }
            }
        }
        let mut free = 0;
        for (start, number) in longest.into_iter().enumerate() {
            let keyword = number.checked_sub(1).and_then(|index| self.keywords.get(index as usize));
            if let Some(keyword) = keyword.filter(|_| start >= free) {
                free = start + keyword.words.len();
                mentions.push(keyword);
            }
        }
        mentions
    }
}

impl Keyword {
    /// Whether the keyword, found at `start`, is not part of a longer word.
    fn stands_at(&self, text: &str, start: usize) -> bool {
        let ends_word = |own: Option<char>, other: Option<char>| {
            !(own.is_some_and(is_part_of_word) && other.is_some_and(is_part_of_word))
        };
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + self.words.len()..).and_then(|text| text.chars().next());
        ends_word(self.words.chars().next(), before)
            && (self.is_prefix || ends_word(self.words.chars().next_back(), after))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn themes(dictionary: &ThemeDictionary, text: &str) -> Vec<String> {
        dictionary.themes_in(text).into_iter().map(|theme| dictionary.themes[theme].id.clone()).collect()
    }

    fn small() -> ThemeDictionary {
        let text = "[[theme]]\nid = 'service'\nen = 'Service'\nzh = '服务'\nkeywords = ['service', '服务', 'late']\n\
                    [[theme]]\nid = 'after'\nen = 'After-sales'\nzh = '售后'\n\
                    keywords = ['after-sales service', '售后服务', 'app']\n\
                    categories = ['Repairs', '维修']\n\
                    [[theme]]\nid = 'refund'\nen = 'Refund'\nzh = '退款'\n\
                    keywords = ['refund*', '退款', 'app store pay']\n";
        ThemeDictionary::parse(text).unwrap()
    }

    #[test]
    fn the_longest_keyword_counts_and_the_shorter_one_within_it_does_not() {
        let small = small();
        assert_eq!(themes(&small, "After sales  SERVICE was bad"), ["after"]);
        assert_eq!(themes(&small, "你们的售后服务太差"), ["after"]);
        assert_eq!(themes(&small, "售后服务和服务都差，要求退款"), ["service", "after", "refund"]);
        // The longer one is no whole word, so the shorter one counts.
        assert_eq!(themes(&small, "app store payment"), ["after"]);
        assert_eq!(themes(&small, "app store pay"), ["refund"]);
    }

    #[test]
    fn english_stands_at_word_boundaries_and_chinese_anywhere() {
        let small = small();
        assert_eq!(themes(&small, "plate, chocolate, lately, apple, services"), [""; 0]);
        assert_eq!(themes(&small, "It came (late)."), ["service"]);
        assert_eq!(themes(&small, "APP闪退"), ["after"]);
        assert_eq!(themes(&small, "ＡＰＰ"), ["after"]);
        assert_eq!(themes(&small, "Refunded? prerefund no"), ["refund"]);
        assert_eq!(themes(&small, "unrefunded"), [""; 0]);
        assert_eq!(themes(&small, ""), [""; 0]);
    }

    #[test]
    fn a_category_goes_before_the_text() {
        let small = small();
        let category = |words| small.assign(Some(words), "late");
        assert_eq!(category(" repairs "), Assignment::Category(vec![1]));
        assert_eq!(
            [category("AFTER"), category("售后")],
            [Assignment::Category(vec![1]), Assignment::Category(vec![1])]
        );
        assert_eq!(category("refund of service fee"), Assignment::Category(vec![0, 2]));
        assert_eq!(category("misc"), Assignment::Text { themes: vec![0], unknown_category: true });
        assert_eq!(category("  "), Assignment::Text { themes: vec![0], unknown_category: false });
        assert_eq!(small.assign(None, "hm"), Assignment::None { unknown_category: false });
        let all =
            [category("repairs"), category("misc"), small.assign(Some("x"), "hm"), small.assign(None, "late refund")];
        let counts = small.count(&all);
        let expected = ThemeCounts {
            by_theme: vec![2, 1, 1],
            complaints: 4,
            without_theme: 1,
            by_category: 1,
            unknown_categories: 2,
        };
        assert_eq!(counts, expected);
    }

    #[test]
    fn a_long_text_of_keywords_takes_no_longer_for_each() {
        let keywords: Vec<String> = (1..=64).map(|length| format!("'{}'", "啊".repeat(length))).collect();
        let text = format!("[[theme]]\nid = 'a'\nen = 'a'\nzh = 'a'\nkeywords = [{}]", keywords.join(", "));
        let dictionary = ThemeDictionary::parse(&text).unwrap();
        let long = "啊".repeat(20_000);
        // 20,000 = 312 × 64 + 32.
        assert_eq!(dictionary.mentions(&long).len(), 313);
        assert_eq!(dictionary.mentions(&long).last().unwrap().words.chars().count(), 32);
    }

    #[test]
    fn the_default_dictionary_knows_common_complaints() {
        let default = ThemeDictionary::standard().unwrap();
        for (text, expected) in [
            ("Stopped working after two days, I want my money back", vec!["quality", "refund"]),
            ("The parcel arrived late and the courier was rude", vec!["delivery", "service_attitude"]),
            ("I was sent the wrong item, and the box was crushed", vec!["wrong_item", "packaging"]),
            ("Overcharged! The website crashed twice.", vec!["price", "app_website"]),
            ("Nobody answers the hotline", vec!["waiting"]),
            ("快递太慢了，客服态度恶劣", vec!["delivery", "service_attitude"]),
            ("发错货了，申请退款一直不到账", vec!["wrong_item", "refund"]),
            ("售后服务推诿，保修期内不给维修", vec!["after_sales"]),
            ("APP闪退，发票也没开", vec!["app_website", "invoice"]),
            ("价格太贵，质量差", vec!["quality", "price"]),
            ("Everything is fine", vec![]),
        ] {
            let mut found = themes(&default, text);
            let mut expected = expected;
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{text}");
        }
    }
}
