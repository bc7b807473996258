//! From a TOML text to a dictionary of themes, with every problem told at once.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use toml::{Table, Value};

use super::folded::folded;
use super::themes::{Keyword, Theme, ThemeDictionary};
use crate::labels::{Label, Text};
use crate::models::checked_toml::{Fields, Place, Problem, Shape, parse};
use crate::models::wording::Wording;

/// One problem of a file of themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemesProblem {
    /// A problem that any file can have.
    File(Problem),
    /// Words that stand for two themes. Themes are counted from 1.
    Shared {
        /// The keyword or category, folded.
        words: String,
        /// The first theme.
        first: usize,
        /// The second theme.
        second: usize,
    },
    /// A keyword of more than [`LONGEST_KEYWORD`] letters.
    TooLong {
        /// The theme, counted from 1.
        theme: usize,
        /// The keyword, folded and cut.
        words: String,
    },
    /// More keywords than can be looked for at once.
    TooManyKeywords,
}

const KEYS: [&str; 5] = ["id", "en", "zh", "keywords", "categories"];
/// Most letters of a keyword: the time of a search is at most this times the length of the text.
pub const LONGEST_KEYWORD: usize = 64;
const MOST_KEYWORDS: usize = 10_000;

const SHARED: Label = Label::new(
    "`{words}` stands for two themes, [[theme]] number {first} and number {second}",
    "`{words}` 同时属于第 {first} 个和第 {second} 个 [[theme]]",
);
const TOO_LONG: Label = Label::new(
    "[[theme]] number {theme}: the keyword `{words}…` is longer than {most} letters",
    "第 {theme} 个 [[theme]]：关键词 `{words}…` 超过 {most} 个字符",
);
const TOO_MANY_KEYWORDS: Label =
    Label::new("more than {most} keywords cannot be looked for", "关键词不能超过 {most} 个");

impl ThemesProblem {
    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        match self {
            ThemesProblem::File(problem) => problem.text(),
            ThemesProblem::Shared { words, first, second } => {
                SHARED.with(&[("words", words), ("first", first), ("second", second)])
            }
            ThemesProblem::TooLong { theme, words } => {
                TOO_LONG.with(&[("theme", theme), ("words", words), ("most", &LONGEST_KEYWORD)])
            }
            ThemesProblem::TooManyKeywords => TOO_MANY_KEYWORDS.with(&[("most", &MOST_KEYWORDS)]),
        }
    }
}

impl ThemeDictionary {
    /// The dictionary that comes with the program, as the text it is read from.
    pub const DEFAULT: &str = include_str!("default_themes.toml");

    /// The dictionary that comes with the program.
    ///
    /// # Errors
    /// None: a test reads it.
    pub fn standard() -> Result<ThemeDictionary, Vec<ThemesProblem>> {
        ThemeDictionary::parse(ThemeDictionary::DEFAULT)
    }

    /// Reads and checks themes, each written as
    ///
    /// ```toml
    /// [[theme]]
    /// id = "delivery"
    /// en = "Delivery"
    /// zh = "物流配送"
    /// keywords = ["late delivery", "courier*", "快递", "物流"]
    /// categories = ["logistics"]
    /// ```
    ///
    /// An asterisk at the end of a keyword lets it begin a longer word: `courier*` finds `couriers`. `categories` are
    /// what the category column of complaints says for this theme; its id and its two names are among them anyway.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<ThemeDictionary, Vec<ThemesProblem>> {
        let top = parse(text).map_err(|problems| problems.into_iter().map(ThemesProblem::File).collect::<Vec<_>>())?;
        let mut problems = Vec::new();
        let tables = tables(&top, &mut problems);
        let read: Vec<Entry> = (1..).zip(tables).map(|(number, table)| entry(number, table, &mut problems)).collect();
        problems.extend(repeated(&read));
        let mut problems: Vec<ThemesProblem> = problems.into_iter().map(ThemesProblem::File).collect();
        let keywords = keywords(&read, &mut problems);
        let categories = categories(&read, &mut problems);
        if keywords.len() > MOST_KEYWORDS {
            problems.push(ThemesProblem::TooManyKeywords);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let words = keywords.iter().map(|keyword| keyword.words.as_str());
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words);
        // So few and short keywords are always within the limits of the automaton.
        let automaton = automaton.map_err(|_| vec![ThemesProblem::TooManyKeywords])?;
        let themes = read.into_iter().map(|entry| entry.theme).collect();
        Ok(ThemeDictionary { themes, keywords, categories, automaton })
    }
}

/// One theme as it is written.
struct Entry {
    theme: Theme,
    keywords: Vec<String>,
    categories: Vec<String>,
}

fn tables<'a>(top: &'a Table, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    let mut fields = Fields::new(top, Place::Top, &["theme"], problems);
    fields.require_one_of(&["theme"]);
    let tables: Option<Vec<&Table>> = match fields.raw("theme") {
        Some(Value::Array(values)) if !values.is_empty() => values.iter().map(Value::as_table).collect(),
        Some(_) => None,
        None => Some(Vec::new()),
    };
    tables.or_else(|| fields.wrong("theme", Shape::Sections)).unwrap_or_default()
}

fn entry(number: usize, table: &Table, problems: &mut Vec<Problem>) -> Entry {
    let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_string();
    let mut fields = Fields::new(table, Place::Entry { section: "theme", number, id }, &KEYS, problems);
    for key in ["id", "en", "zh"] {
        fields.require_one_of(&[key]);
    }
    fields.require_one_of(&["keywords", "categories"]);
    let mut words = |key| fields.words(key).unwrap_or_default();
    let theme = Theme { id: words("id"), name: Wording { en: words("en"), zh: words("zh") } };
    let mut list = |key| fields.list(key).unwrap_or_default();
    Entry { theme, keywords: list("keywords"), categories: list("categories") }
}

fn repeated(entries: &[Entry]) -> Vec<Problem> {
    let mut ids: Vec<&String> = entries.iter().map(|entry| &entry.theme.id).filter(|id| !id.is_empty()).collect();
    ids.sort();
    let same = ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).filter_map(|same| same.first());
    same.map(|id| Problem::DuplicateId { id: (*id).clone() }).collect()
}

/// The keywords of all themes, folded, each once.
fn keywords(entries: &[Entry], problems: &mut Vec<ThemesProblem>) -> Vec<Keyword> {
    let mut keywords = BTreeMap::new();
    for (theme, entry) in entries.iter().enumerate() {
        for written in &entry.keywords {
            let folded = folded(written);
            let (words, is_prefix) =
                folded.trim().strip_suffix('*').map_or((folded.trim(), false), |words| (words, true));
            if words.trim().is_empty() {
                let (number, id) = (theme + 1, entry.theme.id.clone());
                let place = Place::Entry { section: "theme", number, id };
                problems.push(ThemesProblem::File(Problem::Empty { place, key: "keywords".to_string() }));
            } else if words.chars().count() > LONGEST_KEYWORD {
                let words = words.chars().take(LONGEST_KEYWORD).collect();
                problems.push(ThemesProblem::TooLong { theme: theme + 1, words });
            } else {
                let place = keywords.entry(words.to_string()).or_insert((theme, is_prefix));
                // A word that is a keyword with and without an asterisk is one with.
                place.1 |= is_prefix;
                shared(words, place.0, theme, problems);
            }
        }
    }
    keywords.into_iter().map(|(words, (theme, is_prefix))| Keyword { words, theme, is_prefix }).collect()
}

/// Theme by folded category.
fn categories(entries: &[Entry], problems: &mut Vec<ThemesProblem>) -> BTreeMap<String, usize> {
    let mut categories = BTreeMap::new();
    for (theme, entry) in entries.iter().enumerate() {
        let names = [&entry.theme.id, &entry.theme.name.en, &entry.theme.name.zh];
        for words in names.into_iter().chain(&entry.categories).map(|words| folded(words.trim())) {
            if !words.is_empty() {
                let first = *categories.entry(words.clone()).or_insert(theme);
                shared(&words, first, theme, problems);
            }
        }
    }
    categories
}

fn shared(words: &str, first: usize, second: usize, problems: &mut Vec<ThemesProblem>) {
    if first != second {
        problems.push(ThemesProblem::Shared { words: words.to_string(), first: first + 1, second: second + 1 });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn the_default_dictionary_is_sound() {
        let found = ThemeDictionary::standard().unwrap();
        assert!(found.themes().len() >= 10);
        for theme in found.themes() {
            let chinese = theme.name.zh.chars().all(|letter| !letter.is_ascii_lowercase());
            assert!(chinese && theme.name.en.is_ascii(), "{theme:?}");
        }
    }

    #[test]
    fn every_problem_is_told() {
        let text = format!(
            "[[theme]]\nid = 'a'\nen = 'A'\nzh = '甲'\nkeywords = ['Late', 'late*', '*', '{}']\n\
             [[theme]]\nid = 'b'\nen = 'B'\nkeyword = ['x']\nzh = ''\nkeywords = ['LATE', 5]\n\
             [[theme]]\nid = 'a'\nen = 'C'\nzh = '丙'\nkeywords = 'late'\ncategories = ['b']\n[themes]\n",
            "x".repeat(65)
        );
        let problems = ThemeDictionary::parse(&text).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "top of the file: `themes` is no key; did you mean `theme`?",
            "[[theme]] number 2 (`b`): `keyword` is no key; did you mean `keywords`?",
            "[[theme]] number 2 (`b`): `zh` is empty",
            "[[theme]] number 2 (`b`): `keywords` must be words",
            "several entries have the id `a`",
            "[[theme]] number 1 (`a`): `keywords` is empty",
            "[[theme]] number 1: the keyword `xxx",
            "`late` stands for two themes, [[theme]] number 1 and number 3",
            "`a` stands for two themes, [[theme]] number 1 and number 3",
            "`b` stands for two themes, [[theme]] number 2 and number 3",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 10, "{told:#?}");
        let chinese: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::Zh)).collect();
        assert!(chinese.iter().all(|one| !one.contains('{')), "{chinese:#?}");
        for text in ["", "theme = 5", "theme = []", "[[theme]\n", "[[theme]]\nid = 'a'\nen = 'a'\nzh = 'a'"] {
            assert_eq!(ThemeDictionary::parse(text).unwrap_err().len(), 1, "{text}");
        }
    }

    #[test]
    fn too_many_keywords_are_told() {
        let keywords: Vec<String> = (0..=MOST_KEYWORDS).map(|own| format!("'k{own}'")).collect();
        let text = format!("[[theme]]\nid = 'a'\nen = 'a'\nzh = 'a'\nkeywords = [{}]", keywords.join(","));
        assert_eq!(ThemeDictionary::parse(&text).unwrap_err(), [ThemesProblem::TooManyKeywords]);
    }
}
