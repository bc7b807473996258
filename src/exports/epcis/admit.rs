//! Which events count: withdrawn, repeated and unusable ones are told apart and counted. It makes no rows.
//!
//! An event is known by its `eventID`. Without one it is known by all it says (except `recordTime` and
//! `errorDeclaration`): two events of the same things, moment, place and reason are one event, as in the Core
//! Business Vocabulary 2.0, where an `eventID` may be a hash of what the event says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::DateTime;
use serde_json::Value;

use super::event::{self, Event, Reading};
use super::problem::{Finding, Problem, RejectedEvent, excerpt};
use super::tables::{EventRef, Tally};

/// What an event is known by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Id(Arc<str>),
    Content(String),
}

/// An event of a document, read and not yet judged.
struct Candidate {
    at: EventRef,
    value: Value,
    reading: Reading,
    identity: Identity,
}

/// The events that count, in the order of the documents, those set aside, and where all went.
pub(crate) struct Admitted {
    pub(crate) events: Vec<Event>,
    pub(crate) tally: Tally,
    pub(crate) rejected: Vec<RejectedEvent>,
}

/// Tells the events that count from all others.
pub(crate) fn admit(documents: Vec<Vec<Value>>, problems: &mut Vec<Problem>) -> Admitted {
    let mut tally = Tally { documents: documents.len(), ..Tally::default() };
    let candidates = candidates(documents);
    tally.events = candidates.len();
    corrections(&candidates, problems);
    let withdrawn: BTreeSet<&Identity> = candidates
        .iter()
        .filter(|candidate| candidate.reading.declaration.is_some())
        .map(|candidate| &candidate.identity)
        .collect();
    let mut first: BTreeMap<&Identity, &Candidate> = BTreeMap::new();
    let (mut events, mut rejected) = (Vec::new(), Vec::new());
    for candidate in &candidates {
        let note = |what| Problem { event: candidate.at, event_id: candidate.reading.id.clone(), what };
        problems.extend(candidate.reading.findings.iter().cloned().map(note));
        if withdrawn.contains(&candidate.identity) {
            tally.withdrawn += 1;
        } else if candidate.reading.event.is_none() {
            tally.set_aside += 1;
            let (raw, findings) = (candidate.value.to_string(), candidate.reading.findings.clone());
            rejected.push(RejectedEvent { event: candidate.at, raw, findings });
        } else if let Some(first) = first.get(&candidate.identity) {
            tally.repeated += 1;
            let by_id = matches!(candidate.identity, Identity::Id(_));
            if by_id && content(&first.value) != content(&candidate.value) {
                problems.push(note(Finding::RepeatDiffers { first: first.at }));
            }
        } else {
            tally.used += 1;
            first.insert(&candidate.identity, candidate);
            events.extend(candidate.reading.event.clone());
        }
    }
    Admitted { events, tally, rejected }
}

fn candidates(documents: Vec<Vec<Value>>) -> Vec<Candidate> {
    let places = |document| move |(place, value)| (EventRef { document, event: place + 1 }, value);
    let values = documents
        .into_iter()
        .enumerate()
        .flat_map(|(document, values)| values.into_iter().enumerate().map(places(document)));
    values
        .map(|(at, value)| {
            let reading = event::read(at, &value);
            let identity = match &reading.id {
                Some(id) => Identity::Id(id.clone()),
                None => Identity::Content(content(&value)),
            };
            Candidate { at, value, reading, identity }
        })
        .collect()
}

/// Notes every error declaration whose correcting events are not there.
fn corrections(candidates: &[Candidate], problems: &mut Vec<Problem>) {
    let known: BTreeSet<&str> = candidates.iter().filter_map(|candidate| candidate.reading.id.as_deref()).collect();
    for candidate in candidates {
        let corrective = candidate.reading.declaration.iter().flat_map(|declaration| &declaration.corrective);
        for missing in corrective.filter(|id| !known.contains(id.as_str())) {
            let what = Finding::CorrectionMissing { corrective: excerpt(missing) };
            problems.push(Problem { event: candidate.at, event_id: candidate.reading.id.clone(), what });
        }
    }
}

/// All an event says, in one spelling.
fn content(event: &Value) -> String {
    let mut out = String::new();
    spell("", event, &mut out, &|key| !matches!(key, "errorDeclaration" | "recordTime"));
    out
}

/// Writes the value of a key with what is `said` in it: keys in order, moments and numbers so that those written
/// differently are equal. The parser has bounded how deep values lie inside each other.
fn spell(key: &str, value: &Value, out: &mut String, said: &dyn Fn(&str) -> bool) {
    match value {
        Value::Object(object) => {
            let sorted: BTreeMap<&String, &Value> = object.iter().filter(|(key, _)| said(key)).collect();
            out.push('{');
            for (key, value) in sorted {
                out.push_str(&format!("{key:?}:"));
                spell(key, value, out, &|_| true);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for value in list {
                spell(key, value, out, said);
                out.push(',');
            }
            out.push(']');
        }
        Value::String(text) => match DateTime::parse_from_rfc3339(text).ok().filter(|_| key == "eventTime") {
            Some(moment) => out.push_str(&moment.to_utc().to_rfc3339()),
            None => out.push_str(&value.to_string()),
        },
        Value::Number(number) => match number.as_f64().filter(|_| !number.is_i64() && !number.is_u64()) {
            // 100.0 is 100.
            Some(float) => out.push_str(&float.to_string()),
            None => out.push_str(&number.to_string()),
        },
        plain => out.push_str(&plain.to_string()),
    }
}
