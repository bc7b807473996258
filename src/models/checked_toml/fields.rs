//! The values of one TOML table, by key. Every value that is wrong is told and then counts as left out.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::nearest::nearest;
use super::problem::{Place, Problem, Shape};

/// A table whose values are asked for one by one.
pub struct Fields<'t, 'p> {
    table: &'t Table,
    place: Place,
    /// What stands before the name of a key: `due.` for the keys of the table `due`.
    prefix: String,
    problems: &'p mut Vec<Problem>,
}

impl<'t, 'p> Fields<'t, 'p> {
    /// The values of `table`, which stands at `place`. A key that is none of `known` is a problem.
    pub fn new(table: &'t Table, place: Place, known: &[&str], problems: &'p mut Vec<Problem>) -> Fields<'t, 'p> {
        Fields { table, place, prefix: String::new(), problems }.known(known)
    }

    /// The values of `table`, which stands at `key` of this one.
    pub fn within<'s>(&'s mut self, key: &str, table: &'t Table, known: &[&str]) -> Fields<'t, 's> {
        let prefix = format!("{}.", self.named(key));
        Fields { table, place: self.place.clone(), prefix, problems: self.problems }.known(known)
    }

    /// Whether the key is there, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The value as it is written.
    pub fn raw(&self, key: &str) -> Option<&'t Value> {
        self.table.get(key)
    }

    /// Tells that all of `keys` are missing, unless one is there.
    pub fn require_one_of(&mut self, keys: &[&str]) {
        if !keys.iter().any(|key| self.has(key)) {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            self.problems.push(Problem::Missing { place: self.place.clone(), keys: keys.join(" / ") });
        }
    }

    /// Words, trimmed.
    pub fn words(&mut self, key: &str) -> Option<String> {
        match self.table.get(key)? {
            Value::String(words) => self.not_empty(key, words),
            _ => self.wrong(key, Shape::Words),
        }
    }

    /// A list of words, each trimmed; words alone are a list of one.
    pub fn list(&mut self, key: &str) -> Option<Vec<String>> {
        match self.table.get(key)? {
            Value::String(words) => self.not_empty(key, words).map(|words| vec![words]),
            Value::Array(values) => match values.iter().map(Value::as_str).collect::<Option<Vec<&str>>>() {
                Some(all) => all.into_iter().map(|words| self.not_empty(key, words)).collect(),
                None => self.wrong(key, Shape::WordsOrList),
            },
            _ => self.wrong(key, Shape::WordsOrList),
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        match self.table.get(key)? {
            Value::Boolean(yes) => Some(*yes),
            _ => self.wrong(key, Shape::TrueOrFalse),
        }
    }

    /// A date, as TOML writes it or in quotation marks, in days since 1970-01-01.
    pub fn date(&mut self, key: &str) -> Option<i32> {
        let date = match self.table.get(key)? {
            Value::Datetime(at) if at.time.is_none() => at.date.map(|date| date.to_string()),
            Value::String(words) => Some(words.trim().to_string()),
            _ => None,
        };
        match date.and_then(|date| NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok()) {
            Some(date) => Some(date.to_epoch_days()),
            None => self.wrong(key, Shape::Date),
        }
    }

    /// A whole number from 1 to `most`.
    pub fn count(&mut self, key: &str, most: u32) -> Option<u32> {
        let number = self.table.get(key)?.as_integer().and_then(|number| u32::try_from(number).ok());
        match number.filter(|number| (1..=most).contains(number)) {
            Some(number) => Some(number),
            None => self.wrong(key, Shape::UpTo(most)),
        }
    }

    /// What `words`, written at `key`, stands for among `choices`.
    pub fn choice<T: Copy>(&mut self, key: &str, words: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == words).map(|(_, choice)| *choice);
        if found.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            self.problems.push(Problem::UnknownName {
                place: self.place.clone(),
                key: self.named(key),
                name: words.to_string(),
                known: names().collect::<Vec<&str>>().join(", "),
                nearest: nearest(words, names()).map(str::to_string),
            });
        }
        found
    }

    /// Tells that the value of `key` has another form than `expected`.
    pub fn wrong<T>(&mut self, key: &str, expected: Shape) -> Option<T> {
        self.problems.push(Problem::WrongShape { place: self.place.clone(), key: self.named(key), expected });
        None
    }

    /// Tells a problem that only the reader of the file can see.
    pub fn tell(&mut self, problem: impl FnOnce(Place) -> Problem) {
        self.problems.push(problem(self.place.clone()));
    }

    /// Tells every key that is none of `known`.
    fn known(self, known: &[&str]) -> Fields<'t, 'p> {
        for key in self.table.keys().filter(|key| !known.contains(&key.as_str())) {
            let nearest = nearest(key, known.iter().copied()).map(str::to_string);
            let (place, key) = (self.place.clone(), self.named(key));
            self.problems.push(Problem::UnknownKey { place, key, known: known.join(", "), nearest });
        }
        self
    }

    fn named(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn not_empty(&mut self, key: &str, words: &str) -> Option<String> {
        if words.trim().is_empty() {
            self.problems.push(Problem::Empty { place: self.place.clone(), key: self.named(key) });
            return None;
        }
        Some(words.trim().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_wrong_value_is_told_once_and_counts_as_left_out() {
        let text = "a = 5\nb = [1]\nc = 'yes'\nd = '2025-02-30'\ne = 0\nf = ' '\nhazrd = 1\ng = ['x', ' ']";
        let table: Table = text.parse().unwrap();
        let mut problems = Vec::new();
        let known = ["a", "b", "c", "d", "e", "f", "g", "hazard", "i", "j"];
        let place = Place::Entry { section: "task", number: 2, id: "x".to_string() };
        let mut fields = Fields::new(&table, place, &known, &mut problems);
        assert_eq!((fields.words("a"), fields.list("b"), fields.flag("c")), (None, None, None));
        assert_eq!((fields.date("d"), fields.count("e", 9), fields.words("f")), (None, None, None));
        assert_eq!((fields.list("g"), fields.words("i")), (None, None));
        assert_eq!(fields.choice("c", "yes", &[("yet", 1), ("no", 2)]), None);
        fields.require_one_of(&["i", "j"]);
        assert_eq!(problems.len(), 10, "{problems:?}");
        for problem in &problems {
            let [en, zh] = [Lang::En, Lang::Zh].map(|lang| problem.text().render(lang));
            assert!(en.contains("[[task]] number 2 (`x`)") && zh.contains("第 2 个 [[task]]（`x`）"), "{en} {zh}");
        }
        let english: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        assert!(english.iter().any(|one| one.ends_with("`hazrd` is no key; did you mean `hazard`?")), "{english:?}");
        assert!(english.iter().any(|one| one.ends_with("`c` cannot be `yes`; did you mean `yet`?")));
    }

    #[test]
    fn right_values_are_read() {
        let text = "a = ' words '\nb = ['L1', ' L2']\nc = true\nd = 2025-03-31\ne = '1970-01-02'\nf = 3\ng = 'one'";
        let table: Table = text.parse().unwrap();
        let mut problems = Vec::new();
        let mut fields = Fields::new(&table, Place::Top, &["a", "b", "c", "d", "e", "f", "g"], &mut problems);
        assert_eq!((fields.words("a"), fields.flag("c")), (Some("words".to_string()), Some(true)));
        assert_eq!(fields.list("b"), Some(vec!["L1".to_string(), "L2".to_string()]));
        assert_eq!((fields.list("g"), fields.count("f", 3)), (Some(vec!["one".to_string()]), Some(3)));
        // 2025-03-31 is 20,178 days after 1970-01-01.
        assert_eq!((fields.date("d"), fields.date("e")), (Some(20_178), Some(1)));
        fields.require_one_of(&["x", "a"]);
        assert_eq!(problems, []);
    }
}
