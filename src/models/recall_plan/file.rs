//! From the text of a rule file to [`Rules`], with every problem told at once.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::condition::Condition;
use super::phase::Phase;
use super::rules::{Rule, Rules};
use super::span::Span;
use crate::models::checked_toml::{Fields, Place, Problem, Shape, parse};
use crate::models::hazard_class::HazardClass;
use crate::models::wording::Wording;

const REQUIRED: [&str; 7] = ["id", "phase", "en", "zh", "owner_en", "owner_zh", "due"];
const KEYS: [&str; 11] = ["id", "phase", "en", "zh", "owner_en", "owner_zh", "due", "every", "times", "basis", "needs"];
const MOST_TIMES: u32 = 120;

impl Rules {
    /// The rules that come with the program, as the text they are read from.
    pub const DEFAULT: &str = include_str!("default_plan.toml");

    /// Reads and checks rules.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<Rules, Vec<Problem>> {
        let top = parse(text)?;
        let mut problems = Vec::new();
        let tables = tables(&top, &mut problems);
        let rules: Vec<Option<Rule>> =
            (1..).zip(tables).map(|(number, table)| rule(number, table, &mut problems)).collect();
        let rules: Vec<Rule> = rules.into_iter().flatten().collect();
        problems.extend(repeated(&rules));
        // Classes are only missed where nothing else is wrong: a task that cannot be read would be for some of them.
        if problems.is_empty() {
            let open =
                HazardClass::ALL.into_iter().filter(|class| !rules.iter().any(|rule| rule.due.contains_key(class)));
            problems.extend(open.map(|class| Problem::Uncovered { class: class.id() }));
        }
        if problems.is_empty() { Ok(Rules { rules }) } else { Err(problems) }
    }
}

fn tables<'a>(top: &'a Table, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    let mut fields = Fields::new(top, Place::Top, &["task"], problems);
    fields.require_one_of(&["task"]);
    let tables = match fields.raw("task") {
        Some(Value::Array(values)) => values.iter().map(Value::as_table).collect(),
        Some(_) => None,
        None => Some(Vec::new()),
    };
    tables.or_else(|| fields.wrong("task", Shape::Sections)).unwrap_or_default()
}

/// One rule; `None` where something of it is wrong.
fn rule(number: usize, table: &Table, problems: &mut Vec<Problem>) -> Option<Rule> {
    let before = problems.len();
    let id = table.get("id").and_then(Value::as_str).unwrap_or_default().to_string();
    let place = Place::Entry { section: "task", number, id };
    let mut fields = Fields::new(table, place, &KEYS, problems);
    for key in REQUIRED {
        fields.require_one_of(&[key]);
    }
    for (key, needs) in [("every", "times"), ("times", "every")] {
        if fields.has(key) && !fields.has(needs) {
            fields.tell(|place| Problem::Alone { place, key, needs });
        }
    }
    let mut words = |key| fields.words(key).unwrap_or_default();
    let id = words("id");
    let task = Wording { en: words("en"), zh: words("zh") };
    let owner = Wording { en: words("owner_en"), zh: words("owner_zh") };
    let basis = words("basis");
    let phase = fields.words("phase").and_then(|name| fields.choice("phase", &name, &Phase::NAMES));
    let due = by_class(&mut fields, "due");
    let every = by_class(&mut fields, "every");
    let times = fields.count("times", MOST_TIMES).unwrap_or(1);
    let needs = fields.list("needs").unwrap_or_default();
    let needs = needs.iter().filter_map(|name| fields.choice("needs", name, &Condition::NAMES)).collect();
    let phase = phase.filter(|_| problems.len() == before)?;
    Some(Rule { id, phase, task, owner, due, every, times, basis, needs })
}

/// A time for all classes, or one for each class that is named.
fn by_class(fields: &mut Fields, key: &str) -> BTreeMap<HazardClass, Span> {
    match fields.raw(key) {
        None => BTreeMap::new(),
        Some(Value::Table(table)) if table.is_empty() => {
            fields.wrong::<()>(key, Shape::Time);
            BTreeMap::new()
        }
        Some(Value::Table(table)) => {
            let names = HazardClass::NAMES.map(|(name, _)| name);
            let mut inner = fields.within(key, table, &names);
            let spans = HazardClass::NAMES.into_iter().filter(|(name, _)| table.contains_key(*name));
            spans.filter_map(|(name, class)| span(&mut inner, name).map(|span| (class, span))).collect()
        }
        Some(_) => {
            let span = span(fields, key);
            HazardClass::ALL.into_iter().filter_map(|class| span.map(|span| (class, span))).collect()
        }
    }
}

fn span(fields: &mut Fields, key: &str) -> Option<Span> {
    let words = fields.raw(key).and_then(Value::as_str);
    words.and_then(Span::parse).or_else(|| fields.wrong(key, Shape::Time))
}

fn repeated(rules: &[Rule]) -> Vec<Problem> {
    let mut ids: Vec<&String> = rules.iter().map(|rule| &rule.id).collect();
    ids.sort();
    let same = ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).filter_map(|same| same.first());
    same.map(|id| Problem::DuplicateId { id: (*id).clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    const ONE: &str = "[[task]]\nid = 'a'\nphase = 'stop'\nen = 'Stop.'\nzh = '停售。'\nowner_en = 'Sales'\n\
                       owner_zh = '销售'\n";

    #[test]
    fn a_short_file_is_enough() {
        let rules = Rules::parse(&format!("{ONE}due = '4 hours'")).unwrap().rules;
        assert_eq!((rules[0].due.len(), rules[0].times, rules[0].every.len()), (4, 1, 0));
        assert_eq!(rules[0].due[&HazardClass::III], Span::Hours(4));
        let open = Rules::parse(&format!("{ONE}due = {{ I = '1 day', II = '2 days', III = '3 days' }}")).unwrap_err();
        assert_eq!(open, [Problem::Uncovered { class: "none" }]);
        assert_eq!(Rules::parse(&format!("{ONE}due = {{}}")).unwrap_err().len(), 1);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let bad = "[[task]]\nid = 'b'\nphase = 'stopp'\nen = ''\nzh = '好'\nowner = 'x'\nowner_en = 'x'\n\
                   due = { I = 'soon', IV = '1 day' }\nevery = '1 day'\nneeds = ['consumer']\nbasis = 5\n";
        let text = format!("{ONE}due = '1 day'\n{ONE}due = 7\n{ONE}due = '2 days'\n{bad}[task_list]\nx = 1\n");
        let problems = Rules::parse(&text).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "top of the file: `task_list` is no key; valid are task",
            "[[task]] number 2 (`a`): `due` must be a time of at most ten years",
            "[[task]] number 4 (`b`): `owner` is no key",
            "[[task]] number 4 (`b`): `owner_zh` is missing",
            "[[task]] number 4 (`b`): `every` needs `times` too",
            "[[task]] number 4 (`b`): `en` is empty",
            "[[task]] number 4 (`b`): `phase` cannot be `stopp`",
            "did you mean `stop`?",
            "[[task]] number 4 (`b`): `basis` must be words",
            "[[task]] number 4 (`b`): `due.IV` is no key; valid are I, II, III, none",
            "[[task]] number 4 (`b`): `due.I` must be a time",
            "[[task]] number 4 (`b`): `needs` cannot be `consumer`",
            "did you mean `consumers`?",
            "several entries have the id `a`",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 12, "{told:#?}");
    }

    #[test]
    fn files_without_tasks_are_told() {
        for text in ["", "task = 5", "task = [1]", "[task]\nid = 'a'", "[[tasks]]\nid = 'a'", "[[task]\n"] {
            assert!(!Rules::parse(text).unwrap_err().is_empty(), "{text}");
        }
        assert_eq!(Rules::parse("task = []").unwrap_err().len(), HazardClass::ALL.len());
    }
}
