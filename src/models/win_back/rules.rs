//! The rules of winning back that a user can edit: which complaint category stands for which reason, how winnable each
//! reason is, and what is advised. It reads a TOML text and grades nobody.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::grade::Grade;
use super::reason::{Reason, Winnability};
use crate::labels::{Label, Lang, Text};

/// Checked rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Reason by complaint category, as [`key`] gives it.
    categories: BTreeMap<String, Reason>,
    /// How winnable each reason is.
    pub winnability: Winnability,
    measures: Vec<Measure>,
}

/// What is advised for some customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    reasons: Vec<Reason>,
    grades: Vec<Grade>,
    /// How to reach them.
    pub channel: Channel,
    en: String,
    zh: String,
}

/// A way to reach a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Channel {
    Phone,
    Visit,
    Email,
    Sms,
    Wechat,
    Letter,
    App,
}

/// One problem of a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RulesProblem {
    /// Not TOML, or not of this form; `line` counts from 1 and `message` is the parser's own, in English.
    Syntax { line: usize, message: String },
    /// No reason goes by this name.
    UnknownReason { place: &'static str, name: String },
    /// A category that stands for two reasons.
    TwiceMapped { category: String },
    /// A weight outside 0 to 1.
    Weight { reason: &'static str },
    /// No grade goes by this name. Measures are counted from 1.
    UnknownGrade { measure: usize, name: String },
    /// No channel goes by this name.
    UnknownChannel { measure: usize, name: String },
    /// A measure without words in one language.
    NoWords { measure: usize, language: &'static str },
    /// Customers for whom nothing is advised: the first of `combinations` of a reason and a grade.
    Uncovered { reason: &'static str, grade: &'static str, combinations: usize },
}

const SYNTAX: Label = Label::new("line {line}: {message}", "第 {line} 行：{message}");
const UNKNOWN_REASON: Label = Label::new(
    "{place}: `{name}` is no reason; there are service_quality, product_quality, price, competitor, other and unknown",
    "{place}：没有原因 `{name}`；可用 service_quality、product_quality、price、competitor、other、unknown",
);
const TWICE_MAPPED: Label =
    Label::new("[reasons]: `{category}` stands for two reasons", "[reasons]：`{category}` 对应了两个原因");
const WEIGHT: Label =
    Label::new("[winnability]: {reason} must be a number from 0 to 1", "[winnability]：{reason} 须为 0 至 1 之间的数");
const UNKNOWN_GRADE: Label = Label::new(
    "[[measure]] number {measure}: `{name}` is no grade; there are A, B, C and D",
    "第 {measure} 个 [[measure]]：没有等级 `{name}`；可用 A、B、C、D",
);
const UNKNOWN_CHANNEL: Label = Label::new(
    "[[measure]] number {measure}: `{name}` is no channel; there are phone, visit, email, sms, wechat, letter and app",
    "第 {measure} 个 [[measure]]：没有渠道 `{name}`；可用 phone、visit、email、sms、wechat、letter、app",
);
const NO_WORDS: Label = Label::new(
    "[[measure]] number {measure} has no wording in \"{language}\"",
    "第 {measure} 个 [[measure]] 缺少“{language}”语言的文字",
);
const UNCOVERED: Label = Label::new(
    "no [[measure]] fits {n:combination|combinations} of a reason and a grade, such as {reason} with {grade}; end with one that leaves out `reason` and `grade`",
    "有 {n} 种原因与等级的组合没有适用的 [[measure]]，如 {reason} 与 {grade}；请在最后加一条不写 `reason` 和 `grade` 的措施",
);

impl RulesProblem {
    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        match self {
            RulesProblem::Syntax { line, message } => {
                SYNTAX.with(&[("line", line)]).and("message", Text::verbatim(message))
            }
            RulesProblem::UnknownReason { place, name } => UNKNOWN_REASON.with(&[("place", place), ("name", name)]),
            RulesProblem::TwiceMapped { category } => TWICE_MAPPED.with(&[("category", category)]),
            RulesProblem::Weight { reason } => WEIGHT.with(&[("reason", reason)]),
            RulesProblem::UnknownGrade { measure, name } => UNKNOWN_GRADE.with(&[("measure", measure), ("name", name)]),
            RulesProblem::UnknownChannel { measure, name } => {
                UNKNOWN_CHANNEL.with(&[("measure", measure), ("name", name)])
            }
            RulesProblem::NoWords { measure, language } => {
                NO_WORDS.with(&[("measure", measure), ("language", language)])
            }
            RulesProblem::Uncovered { reason, grade, combinations } => {
                UNCOVERED.with(&[("reason", reason), ("grade", grade), ("n", combinations)])
            }
        }
    }
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 7] =
        [Channel::Phone, Channel::Visit, Channel::Email, Channel::Sms, Channel::Wechat, Channel::Letter, Channel::App];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Channel::Phone => "phone",
            Channel::Visit => "visit",
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Wechat => "wechat",
            Channel::Letter => "letter",
            Channel::App => "app",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Channel::Phone => Label::new("phone", "电话"),
            Channel::Visit => Label::new("visit", "上门"),
            Channel::Email => Label::new("e-mail", "邮件"),
            Channel::Sms => Label::new("SMS", "短信"),
            Channel::Wechat => Label::new("WeChat", "微信"),
            Channel::Letter => Label::new("letter", "信函"),
            Channel::App => Label::new("app", "应用推送"),
        }
    }
}

impl Measure {
    /// The advice, one sentence.
    pub fn words(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    fn fits(&self, reason: Reason, grade: Grade) -> bool {
        (self.reasons.is_empty() || self.reasons.contains(&reason))
            && (self.grades.is_empty() || self.grades.contains(&grade))
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    reasons: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    winnability: BTreeMap<String, f64>,
    #[serde(default)]
    measure: Vec<MeasureInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureInFile {
    #[serde(default)]
    reason: Vec<String>,
    #[serde(default)]
    grade: Vec<String>,
    channel: String,
    en: String,
    zh: String,
}

impl Rules {
    /// The rules that come with the program, as the text they are read from.
    pub const DEFAULT: &str = include_str!("default_rules.toml");

    /// Reads and checks rules.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<Rules, Vec<RulesProblem>> {
        let file: File = toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let until = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.bytes().take(until).filter(|byte| *byte == b'\n').count() + 1;
            vec![RulesProblem::Syntax { line, message: error.message().trim().replace('\n', ", ") }]
        })?;
        let mut problems = Vec::new();
        let categories = categories(file.reasons, &mut problems);
        let winnability = winnability(file.winnability, &mut problems);
        let measures: Vec<Measure> = (1..)
            .zip(file.measure)
            .filter_map(|(number, measure)| self::measure(number, measure, &mut problems))
            .collect();
        if problems.is_empty() {
            let pairs = Reason::ALL.into_iter().flat_map(|reason| Grade::ALL.map(|grade| (reason, grade)));
            let uncovered = pairs.filter(|(reason, grade)| !measures.iter().any(|one| one.fits(*reason, *grade)));
            let uncovered: Vec<(Reason, Grade)> = uncovered.collect();
            problems.extend(uncovered.first().map(|(reason, grade)| RulesProblem::Uncovered {
                reason: reason.id(),
                grade: grade.id(),
                combinations: uncovered.len(),
            }));
        }
        if problems.is_empty() { Ok(Rules { categories, winnability, measures }) } else { Err(problems) }
    }

    /// The reason that a complaint category stands for; `None` where it stands in no list, and counts as
    /// [`Reason::Other`].
    pub fn reason(&self, category: &str) -> Option<Reason> {
        self.categories.get(&key(category)).copied()
    }

    /// The first measure that fits.
    pub fn measure(&self, reason: Reason, grade: Grade) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.fits(reason, grade))
    }
}

/// The form in which categories are compared.
fn key(category: &str) -> String {
    category.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn categories(reasons: BTreeMap<String, Vec<String>>, problems: &mut Vec<RulesProblem>) -> BTreeMap<String, Reason> {
    let mut categories = BTreeMap::new();
    for (name, all) in reasons {
        let Some(reason) = Reason::from_id(&name) else {
            problems.push(RulesProblem::UnknownReason { place: "[reasons]", name });
            continue;
        };
        for category in all {
            if categories.insert(key(&category), reason).is_some_and(|other| other != reason) {
                problems.push(RulesProblem::TwiceMapped { category });
            }
        }
    }
    categories
}

fn winnability(weights: BTreeMap<String, f64>, problems: &mut Vec<RulesProblem>) -> Winnability {
    let mut winnability = Winnability::default();
    for (name, weight) in weights {
        let Some(reason) = Reason::from_id(&name) else {
            problems.push(RulesProblem::UnknownReason { place: "[winnability]", name });
            continue;
        };
        match winnability.with(reason, weight) {
            Some(changed) => winnability = changed,
            None => problems.push(RulesProblem::Weight { reason: reason.id() }),
        }
    }
    winnability
}

fn measure(number: usize, written: MeasureInFile, problems: &mut Vec<RulesProblem>) -> Option<Measure> {
    let before = problems.len();
    let unknown = |name: &String| RulesProblem::UnknownReason { place: "[[measure]]", name: name.clone() };
    let reasons: Vec<Reason> = written.reason.iter().filter_map(|name| Reason::from_id(name)).collect();
    problems.extend(written.reason.iter().filter(|name| Reason::from_id(name).is_none()).map(unknown));
    let grades: Vec<Grade> = written.grade.iter().filter_map(|name| Grade::from_id(name)).collect();
    let unknown = |name: &String| RulesProblem::UnknownGrade { measure: number, name: name.clone() };
    problems.extend(written.grade.iter().filter(|name| Grade::from_id(name).is_none()).map(unknown));
    let channel = Channel::ALL.into_iter().find(|channel| channel.id() == written.channel);
    if channel.is_none() {
        problems.push(RulesProblem::UnknownChannel { measure: number, name: written.channel });
    }
    for (language, words) in [("en", &written.en), ("zh", &written.zh)] {
        if words.trim().is_empty() {
            problems.push(RulesProblem::NoWords { measure: number, language });
        }
    }
    let channel = channel.filter(|_| problems.len() == before)?;
    Some(Measure { reasons, grades, channel, en: written.en, zh: written.zh })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rules_cover_everything_and_keep_the_declared_winnability() {
        let rules = Rules::parse(Rules::DEFAULT).unwrap();
        assert_eq!(rules.winnability, Winnability::default());
        assert_eq!(rules.reason(" Product  DEFECT "), Some(Reason::ProductQuality));
        assert_eq!(rules.reason("服务态度"), Some(Reason::ServiceQuality));
        assert_eq!(rules.reason("weather"), None);
        assert!(rules.measure(Reason::Price, Grade::A).unwrap().words(Lang::En).contains("package"));
        assert_eq!(rules.measure(Reason::Unknown, Grade::A).unwrap().channel, Channel::Phone);
        assert_eq!(rules.measure(Reason::Price, Grade::C).unwrap().channel, Channel::Sms);
    }

    const REST: &str = "[[measure]]\nchannel = \"sms\"\nen = \"Write.\"\nzh = \"发信。\"\n";

    #[test]
    fn a_short_file_changes_what_it_names() {
        let rules = format!("[reasons]\nprice = [\"Fee\"]\n[winnability]\nprice = 0.9\n{REST}");
        let rules = Rules::parse(&rules).unwrap();
        assert_eq!((rules.reason("fee"), rules.reason("price")), (Some(Reason::Price), None));
        assert_eq!((rules.winnability.weight(Reason::Price), rules.winnability.weight(Reason::Other)), (0.9, 0.5));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let text = "[reasons]\nprices = [\"a\"]\nprice = [\"b\"]\nother = [\"B \"]\n[winnability]\nother = 2.0\nx = 1.0\n\
                    [[measure]]\nreason = [\"y\"]\ngrade = [\"E\"]\nchannel = \"fax\"\nen = \"\"\nzh = \"好\"\n";
        let problems = Rules::parse(text).unwrap_err();
        assert_eq!(problems.len(), 8, "{problems:?}");
        for problem in &problems {
            let words = [Lang::En, Lang::Zh].map(|lang| problem.text().render(lang));
            assert!(!words[0].contains('{') && !words[1].contains('{') && words[0] != words[1], "{words:?}");
        }
        let open = "[[measure]]\ngrade = [\"A\", \"B\", \"C\"]\nchannel = \"sms\"\nen = \"Write.\"\nzh = \"发信。\"\n";
        let uncovered = Rules::parse(open).unwrap_err();
        let combinations = Reason::ALL.len();
        assert_eq!(uncovered, [RulesProblem::Uncovered { reason: "service_quality", grade: "D", combinations }]);
    }

    #[test]
    fn a_wrong_form_is_told_with_its_line() {
        for (text, at) in [("[reasons\n", 1), ("\n\nmeasures = 1\n", 3), ("[reasons]\nprice = 5\n", 2)] {
            let problems = Rules::parse(text).unwrap_err();
            assert!(matches!(problems[..], [RulesProblem::Syntax { line, .. }] if line == at), "{problems:?}");
        }
        assert!(!Rules::parse("").unwrap_err().is_empty());
    }
}
