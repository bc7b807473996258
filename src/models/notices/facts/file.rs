//! From the text of `recall.toml` to [`RecallFacts`], with every problem told at once. Keys stand in `[recall]` or at
//! the top. Words may be given once, or in both languages as `key_en` and `key_zh`.

use toml::{Table, Value};

use super::recall_facts::RecallFacts;
use crate::labels::Lang;
use crate::models::checked_toml::{Fields, Place, Problem, parse};
use crate::models::hazard_class::HazardClass;
use crate::models::wording::Wording;

const REQUIRED: [&str; 6] = ["product", "company", "reason", "hazard", "what_to_do", "remedy"];
/// Words with a variant for each language.
const WORDS: [&str; 11] = [
    "product",
    "company",
    "reason",
    "hazard",
    "what_to_do",
    "remedy",
    "brand",
    "model",
    "stores",
    "stop_use",
    "notify_onward",
];
const OTHERS: [&str; 12] = [
    "recall_id",
    "class",
    "urgent",
    "picture",
    "lots",
    "serials",
    "sold_from",
    "sold_to",
    "phone",
    "email",
    "web",
    "reply_by",
];
const LANGUAGES: [&str; 2] = ["en", "zh"];

impl RecallFacts {
    /// Reads and checks the text of `recall.toml`. `product`, `company`, `reason`, `hazard`, `what_to_do`, `remedy` and
    /// one of `phone`, `email`, `web` must be there; lots may come from elsewhere. Without `urgent`, classes I and II
    /// are urgent (21 CFR 7.49). Of words in two languages those in `lang` must be there.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str, lang: Lang) -> Result<RecallFacts, Vec<Problem>> {
        let top = parse(text)?;
        let mut problems = Vec::new();
        let (table, place) = section(&top, &mut problems);
        let variants = WORDS.iter().flat_map(|key| LANGUAGES.map(|language| format!("{key}_{language}")));
        let variants: Vec<String> = variants.collect();
        let known: Vec<&str> = WORDS.into_iter().chain(OTHERS).chain(variants.iter().map(String::as_str)).collect();
        let facts = facts(&mut Fields::new(table, place, &known, &mut problems), lang);
        if problems.is_empty() { Ok(facts) } else { Err(problems) }
    }
}

/// The table with the keys: `[recall]`, beside which nothing else may stand, or the whole file.
fn section<'a>(top: &'a Table, problems: &mut Vec<Problem>) -> (&'a Table, Place) {
    match top.get("recall") {
        Some(Value::Table(table)) => {
            Fields::new(top, Place::Top, &["recall"], problems);
            (table, Place::Section("recall"))
        }
        // A `recall` that is no section is told as an unknown key.
        _ => (top, Place::Top),
    }
}

fn facts(fields: &mut Fields, lang: Lang) -> RecallFacts {
    let wording = |fields: &mut Fields, key| wording(fields, key, lang);
    for key in REQUIRED {
        fields.require_one_of(&[key, &format!("{key}_en"), &format!("{key}_zh")]);
    }
    fields.require_one_of(&["phone", "email", "web"]);
    let class = fields.words("class").and_then(|name| fields.choice("class", &name, &HazardClass::NAMES));
    let class = class.unwrap_or_default();
    let urgent = fields.flag("urgent").unwrap_or(matches!(class, HazardClass::I | HazardClass::II));
    let [sold_from, sold_to] = ["sold_from", "sold_to"].map(|key| fields.date(key));
    if sold_from.zip(sold_to).is_some_and(|(from, to)| from > to) {
        fields.tell(|place| Problem::Reversed { place, from: "sold_from", to: "sold_to" });
    }
    RecallFacts {
        recall_id: fields.words("recall_id").unwrap_or_default(),
        class,
        urgent,
        company: wording(fields, "company"),
        product: wording(fields, "product"),
        brand: wording(fields, "brand"),
        model: wording(fields, "model"),
        picture: fields.words("picture").unwrap_or_default(),
        lots: fields.list("lots").unwrap_or_default(),
        serials: fields.list("serials").unwrap_or_default(),
        sold_from,
        sold_to,
        stores: wording(fields, "stores"),
        reason: wording(fields, "reason"),
        hazard: wording(fields, "hazard"),
        stop_use: wording(fields, "stop_use"),
        what_to_do: wording(fields, "what_to_do"),
        remedy: wording(fields, "remedy"),
        notify_onward: wording(fields, "notify_onward"),
        phone: fields.words("phone").unwrap_or_default(),
        email: fields.words("email").unwrap_or_default(),
        web: fields.words("web").unwrap_or_default(),
        reply_by: fields.date("reply_by"),
    }
}

/// Words in both languages, as far as they are there; several are joined to one list.
fn wording(fields: &mut Fields, key: &'static str, lang: Lang) -> Wording {
    let both = fields.list(key);
    let [en, zh] = LANGUAGES.map(|language| fields.list(&format!("{key}_{language}")));
    let (language, other) = match lang {
        Lang::En => ("en", "zh"),
        Lang::Zh => ("zh", "en"),
    };
    if !fields.has(key) && fields.has(&format!("{key}_{other}")) && !fields.has(&format!("{key}_{language}")) {
        fields.tell(|place| Problem::MissingLanguage { place, key: key.to_string(), language });
    }
    let join =
        |words: Option<Vec<String>>, separator| words.or_else(|| both.clone()).unwrap_or_default().join(separator);
    Wording { en: join(en, ", "), zh: join(zh, "、") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::checked_toml::Shape;

    const SHORT: &str = "product = ['Kettle K2', 'Kettle K3']\ncompany_en = 'Acme'\ncompany_zh = '艾克美'\n\
                         reason = 'r'\nhazard = 'h'\nwhat_to_do = 'w'\nremedy = 'm'\nweb = 'example.org'\n";

    #[test]
    fn flat_keys_and_a_section_say_the_same() {
        let flat = RecallFacts::parse(SHORT, Lang::En).unwrap();
        assert_eq!(RecallFacts::parse(&format!("[recall]\n{SHORT}"), Lang::En).unwrap(), flat);
        assert_eq!(
            flat.product,
            Wording { en: "Kettle K2, Kettle K3".to_string(), zh: "Kettle K2、Kettle K3".to_string() }
        );
        assert_eq!((flat.company.get(Lang::En), flat.company.get(Lang::Zh)), ("Acme", "艾克美"));
        assert_eq!((flat.class, flat.urgent, flat.lots.len()), (HazardClass::None, false, 0));
    }

    #[test]
    fn grave_classes_are_urgent_unless_the_user_says_otherwise() {
        let urgent = |more: &str| RecallFacts::parse(&format!("{SHORT}{more}"), Lang::En).unwrap().urgent;
        assert_eq!(
            ["I", "II", "III", "none"].map(|class| urgent(&format!("class = '{class}'"))),
            [true, true, false, false]
        );
        assert!(!urgent("class = 'I'\nurgent = false") && urgent("urgent = true"));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let text = "[recall]\nproduct = 5\ncompany_en = 'Acme'\nhazrd = 'h'\nreason = ' '\nwhat_to_do = 'w'\n\
                    class = 'IV'\nurgent = 'yes'\nlots = [1]\nsold_from = 2025-05-01\nsold_to = 2025-04-30\n\
                    reply_by = 'soon'\n[recal]\nx = 1\n";
        let problems = RecallFacts::parse(text, Lang::Zh).unwrap_err();
        let place = Place::Section("recall");
        let missing = |keys: &str| Problem::Missing { place: place.clone(), keys: keys.to_string() };
        let wrong = |key: &str, expected| Problem::WrongShape { place: place.clone(), key: key.to_string(), expected };
        for expected in [
            missing("`hazard` / `hazard_en` / `hazard_zh`"),
            missing("`remedy` / `remedy_en` / `remedy_zh`"),
            missing("`phone` / `email` / `web`"),
            wrong("product", Shape::WordsOrList),
            Problem::MissingLanguage { place: place.clone(), key: "company".to_string(), language: "zh" },
            Problem::Empty { place: place.clone(), key: "reason".to_string() },
            wrong("urgent", Shape::TrueOrFalse),
            wrong("lots", Shape::WordsOrList),
            wrong("reply_by", Shape::Date),
            Problem::Reversed { place: place.clone(), from: "sold_from", to: "sold_to" },
        ] {
            assert!(problems.contains(&expected), "{expected:?} is not among {problems:?}");
        }
        for (key, meant) in [("recal", "recall"), ("hazrd", "hazard")] {
            let told = problems.iter().map(|problem| problem.text().render(Lang::En));
            let expected = format!("`{key}` is no key; did you mean `{meant}`?");
            assert!(told.into_iter().any(|one| one.ends_with(&expected)), "{problems:?}");
        }
        assert!(problems.iter().any(|one| matches!(one, Problem::UnknownName { name, .. } if name == "IV")));
        assert_eq!(problems.len(), 13, "{problems:?}");
        for problem in &problems {
            let [en, zh] = [Lang::En, Lang::Zh].map(|lang| problem.text().render(lang));
            assert!(en != zh && !en.contains("{p") && !zh.contains("{p"), "{en} {zh}");
        }
    }

    #[test]
    fn the_language_of_the_run_is_enough() {
        let text = SHORT.replace("company_en = 'Acme'\n", "");
        assert_eq!(RecallFacts::parse(&text, Lang::Zh).unwrap().company.get(Lang::Zh), "艾克美");
        let place = Place::Top;
        let missing = Problem::MissingLanguage { place, key: "company".to_string(), language: "en" };
        assert_eq!(RecallFacts::parse(&text, Lang::En), Err(vec![missing]));
    }

    #[test]
    fn an_empty_text_and_a_section_of_another_form_are_told() {
        assert_eq!(RecallFacts::parse("", Lang::En).unwrap_err().len(), 7);
        assert!(RecallFacts::parse("recall = 5", Lang::En).unwrap_err().len() == 8);
        assert!(matches!(RecallFacts::parse("[recall", Lang::En).unwrap_err()[..], [Problem::Syntax { line: 1, .. }]));
    }
}
