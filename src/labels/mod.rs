//! Every sentence a person reads, in English and in Chinese.
//!
//! A [`Label`] is one sentence in both languages, with `{name}` holes. A [`Text`] is a label with its holes filled,
//! still in no language; it is rendered when the language of the reader is known. Labels are grouped by topic in the
//! files of this folder. This room knows no command, no file and no format.

pub mod churn_score;
pub mod inspect;
pub mod lot_signals;
pub mod recall_scope;
pub mod report;
pub mod satisfaction_report;
pub mod segment;
pub mod special_days;
pub mod visible;

use std::fmt::Display;

/// The language of everything a person reads. Data files never depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The language of a `--lang` value.
    pub fn named(name: &str) -> Option<Lang> {
        match name {
            "en" => Some(Lang::En),
            "zh" => Some(Lang::Zh),
            _ => None,
        }
    }

    /// The BCP 47 tag, as `<html lang>` wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }
}

/// One sentence in both languages. `{name}` is a hole for a value; `{name:one|many}` is a hole whose English noun
/// agrees with the number: `{n:row|rows}` gives `1 row`, `1,204 rows`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// English wording.
    pub en: &'static str,
    /// Chinese wording.
    pub zh: &'static str,
}

impl Label {
    /// A label from its two wordings.
    pub const fn new(en: &'static str, zh: &'static str) -> Label {
        Label { en, zh }
    }

    /// The wording in `lang`, holes unfilled.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    /// The label with its holes filled, still in no language.
    pub fn with(self, values: &[(&'static str, &dyn Display)]) -> Text {
        let values = values.iter().map(|(name, value)| (*name, Value::Plain(value.to_string()))).collect();
        Text { label: self, values }
    }

    /// The label as a text without holes.
    pub fn text(self) -> Text {
        self.with(&[])
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Plain(String),
    Nested(Box<Text>),
}

/// A label with its holes filled, ready to be rendered in either language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    label: Label,
    values: Vec<(&'static str, Value)>,
}

impl Text {
    /// Words that are the same in every language, such as a message of the operating system or a name from the data.
    pub fn verbatim(words: impl Display) -> Text {
        Label::new("{words}", "{words}").with(&[("words", &words)])
    }

    /// Words of the user's own that he wrote in both languages, or a name that comes with the program.
    pub fn of_both(en: impl Display, zh: impl Display) -> Text {
        Label::new("{en}", "{zh}").with(&[("en", &en), ("zh", &zh)])
    }

    /// Fills one more hole with another text, which will be rendered in the same language.
    pub fn and(mut self, name: &'static str, text: Text) -> Text {
        self.values.push((name, Value::Nested(Box::new(text))));
        self
    }

    /// The sentence in `lang`. A hole without a value is left as it stands, so that a test can see it.
    pub fn render(&self, lang: Lang) -> String {
        let mut out = String::with_capacity(2 * self.label.get(lang).len());
        self.write(lang, &mut out);
        out
    }

    fn write(&self, lang: Lang, out: &mut String) {
        let mut rest = self.label.get(lang);
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            if self.fill(&rest[open + 1..close], lang, out).is_none() {
                out.push_str(&rest[open..=close]);
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
    }

    fn fill(&self, hole: &str, lang: Lang, out: &mut String) -> Option<()> {
        let (name, nouns) = hole.split_once(':').map_or((hole, None), |(name, nouns)| (name, nouns.split_once('|')));
        let start = out.len();
        match &self.values.iter().find(|(known, _)| *known == name)?.1 {
            Value::Plain(words) => out.push_str(words),
            Value::Nested(text) => text.write(lang, out),
        }
        if let Some((one, many)) = nouns {
            let noun = if &out[start..] == "1" { one } else { many };
            out.push(' ');
            out.push_str(noun);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: Label = Label::new("{n:row|rows} in {file}", "{file} 中有 {n} 行");

    #[test]
    fn nouns_agree_with_their_number_and_order_is_free() {
        assert_eq!(ROWS.with(&[("n", &1), ("file", &"a.csv")]).render(Lang::En), "1 row in a.csv");
        assert_eq!(ROWS.with(&[("n", &"1,204"), ("file", &"a.csv")]).render(Lang::En), "1,204 rows in a.csv");
        assert_eq!(ROWS.with(&[("n", &2), ("file", &"a.csv")]).render(Lang::Zh), "a.csv 中有 2 行");
    }

    #[test]
    fn a_text_inside_a_text_takes_its_language() {
        let inner = Label::new("orders", "订单").text();
        let outer = Label::new("no {what}", "没有{what}").text().and("what", inner);
        assert_eq!(outer.render(Lang::Zh), "没有订单");
        assert_eq!(outer.render(Lang::En), "no orders");
    }

    #[test]
    fn braces_in_values_are_left_alone() {
        assert_eq!(ROWS.with(&[("n", &3), ("file", &"{n}.csv")]).render(Lang::En), "3 rows in {n}.csv");
    }
}
