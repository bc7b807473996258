//! From the TOML text of a rule file to segments, collecting every problem on the way. It does not judge coverage.

use toml::{Table, Value};

use super::problem::{Place, RuleProblem, Shape};
use super::set::{Cells, Segment, Span};
use crate::models::wording::Wording;

/// What could be read. A segment whose bounds are wrong has no cells.
pub(super) struct Draft {
    pub(super) first_match: bool,
    pub(super) segments: Vec<Segment>,
    pub(super) others: Option<Segment>,
    pub(super) problems: Vec<RuleProblem>,
}

const TOP_KEYS: &[&str] = &["first_match", "segment", "others"];
const SEGMENT_KEYS: &[&str] = &["id", "label", "action", "r", "f", "m"];
const OTHERS_KEYS: &[&str] = &["label", "action"];
/// Combinations of nine scores in three dimensions: one more segment could never match. Without a limit, what overlaps
/// in a file of many thousand segments takes gigabytes to list.
const MOST_SEGMENTS: usize = 9 * 9 * 9;
const LANGUAGES: &[&str] = &["en", "zh"];

/// The id of the segment that `[others]` declares.
const OTHERS_ID: &str = "others";

/// Reads a rule file for scores 1..=`bins`. Fails only when the text is not TOML; all else is in the draft's problems.
pub(super) fn read(text: &str, bins: u8) -> Result<Draft, Vec<RuleProblem>> {
    let top: Table = text.parse().map_err(|error| vec![syntax(text, &error)])?;
    let mut reader = Reader { bins, problems: Vec::new() };
    reader.known_keys(&top, TOP_KEYS, &Place::Top);
    let first_match = reader.first_match(&top);
    let segments = reader.segments(&top);
    let others = reader.others(&top);
    let mut problems = reader.problems;
    let mut ids: Vec<&String> = segments.iter().chain(&others).map(|segment| &segment.id).collect();
    ids.sort();
    let repeated = ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).filter_map(|same| same.first());
    problems.extend(repeated.map(|id| RuleProblem::DuplicateId { id: (*id).clone() }));
    Ok(Draft { first_match, segments, others, problems })
}

fn syntax(text: &str, error: &toml::de::Error) -> RuleProblem {
    let until = error.span().map_or(0, |span| span.start).min(text.len());
    let line = text.bytes().take(until).filter(|byte| *byte == b'\n').count() + 1;
    RuleProblem::Syntax { line, message: error.message().trim().replace('\n', ", ") }
}

struct Reader {
    bins: u8,
    problems: Vec<RuleProblem>,
}

impl Reader {
    fn first_match(&mut self, top: &Table) -> bool {
        match top.get("first_match") {
            None => false,
            Some(Value::Boolean(value)) => *value,
            Some(_) => {
                self.wrong(&Place::Top, "first_match", Shape::TrueOrFalse);
                // With overlap allowed the mistake in the switch itself is not drowned in its consequences.
                true
            }
        }
    }

    fn segments(&mut self, top: &Table) -> Vec<Segment> {
        let tables: Option<Vec<&Table>> = match top.get("segment") {
            None => Some(Vec::new()),
            Some(Value::Array(values)) => values.iter().map(Value::as_table).collect(),
            Some(_) => None,
        };
        let Some(tables) = tables else {
            self.wrong(&Place::Top, "segment", Shape::Tables);
            return Vec::new();
        };
        if tables.is_empty() {
            self.problems.push(RuleProblem::NoSegments);
        }
        if tables.len() > MOST_SEGMENTS {
            self.problems.push(RuleProblem::TooManySegments { count: tables.len(), most: MOST_SEGMENTS });
            return Vec::new();
        }
        tables.into_iter().enumerate().map(|(at, table)| self.segment(at, table)).collect()
    }

    fn segment(&mut self, at: usize, table: &Table) -> Segment {
        let number = format!("#{}", at + 1);
        let given = table.get("id").and_then(Value::as_str);
        let id = given.map_or(number, str::to_string);
        let place = Place::Rule(id.clone());
        self.known_keys(table, SEGMENT_KEYS, &place);
        match (given, table.get("id")) {
            (Some(given), _) if !is_snake_case(given) => self.problems.push(RuleProblem::BadId { id: id.clone() }),
            (None, Some(_)) => self.wrong(&place, "id", Shape::Words),
            (None, None) => self.problems.push(RuleProblem::MissingKey { place: place.clone(), key: "id" }),
            _ => {}
        }
        let label = self.wording(table, "label", &place);
        let action = self.wording(table, "action", &place);
        let [r, f, m] = ["r", "f", "m"].map(|dimension| self.span(table, dimension, &id, &place));
        let cells = r.zip(f).zip(m).map(|((r, f), m)| Cells { r, f, m });
        Segment { id, label, action, cells }
    }

    fn others(&mut self, top: &Table) -> Option<Segment> {
        match top.get("others")? {
            Value::Table(table) => {
                self.known_keys(table, OTHERS_KEYS, &Place::Others);
                let label = self.wording(table, "label", &Place::Others);
                let action = self.wording(table, "action", &Place::Others);
                Some(Segment { id: OTHERS_ID.to_string(), label, action, cells: None })
            }
            _ => {
                self.wrong(&Place::Top, "others", Shape::Table);
                None
            }
        }
    }

    fn wording(&mut self, table: &Table, key: &'static str, place: &Place) -> Wording {
        match table.get(key) {
            Some(Value::Table(words)) => {
                self.known_keys(words, LANGUAGES, place);
                let mut word = |language| match words.get(language) {
                    Some(Value::String(word)) if !word.trim().is_empty() => word.trim().to_string(),
                    _ => {
                        self.problems.push(RuleProblem::MissingLanguage { place: place.clone(), key, language });
                        String::new()
                    }
                };
                Wording { en: word("en"), zh: word("zh") }
            }
            other => {
                match other {
                    Some(_) => self.wrong(place, key, Shape::Wordings),
                    None => self.problems.push(RuleProblem::MissingKey { place: place.clone(), key }),
                }
                Wording { en: String::new(), zh: String::new() }
            }
        }
    }

    /// The scores of one dimension; all of them when the key is left out, `None` when they are wrong.
    fn span(&mut self, table: &Table, dimension: &'static str, rule: &str, place: &Place) -> Option<Span> {
        let bins = self.bins;
        let Some(value) = table.get(dimension) else { return Some(Span { low: 1, high: bins }) };
        let Some([Value::Integer(low), Value::Integer(high)]) = value.as_array().map(Vec::as_slice) else {
            self.wrong(place, dimension, Shape::Pair);
            return None;
        };
        let score = |bound: i64| u8::try_from(bound).ok().filter(|score| (1..=bins).contains(score));
        let span = score(*low).zip(score(*high)).filter(|(low, high)| low <= high);
        if span.is_none() {
            let (low, high) = (*low, *high);
            self.problems.push(RuleProblem::BadBounds { rule: rule.to_string(), dimension, low, high, bins });
        }
        span.map(|(low, high)| Span { low, high })
    }

    fn known_keys(&mut self, table: &Table, known: &'static [&'static str], place: &Place) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let nearest = nearest(key, known);
            self.problems.push(RuleProblem::UnknownKey { place: place.clone(), key: key.clone(), nearest });
        }
    }

    fn wrong(&mut self, place: &Place, key: &str, expected: Shape) {
        self.problems.push(RuleProblem::WrongShape { place: place.clone(), key: key.to_string(), expected });
    }
}

/// The known key most similar to `key`, if any is similar enough to be what was meant.
fn nearest(key: &str, known: &'static [&'static str]) -> Option<&'static str> {
    let similar = known.iter().map(|name| (strsim::jaro_winkler(&key.to_lowercase(), name), *name));
    similar.filter(|(likeness, _)| *likeness >= 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

fn is_snake_case(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
