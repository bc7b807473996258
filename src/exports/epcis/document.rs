//! From bytes to the events of a document, still as JSON. It understands no event.

use serde_json::error::Category;
use serde_json::{Map, Value};

use super::error::DocumentFault;

/// The events of one document, in its order.
pub(crate) fn events(bytes: &[u8]) -> Result<Vec<Value>, DocumentFault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') {
        return Err(DocumentFault::Xml);
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| fault(&error))?;
    match value {
        Value::Array(list) if list.iter().any(looks_like_event) => Ok(list),
        Value::Object(mut object) => match local(type_of(&object).unwrap_or_default()) {
            "EPCISDocument" | "EPCISQueryDocument" => event_list(&mut object).ok_or(DocumentFault::NoEventList),
            _ => {
                let value = Value::Object(object);
                if looks_like_event(&value) { Ok(vec![value]) } else { Err(DocumentFault::NotEpcis) }
            }
        },
        _ => Err(DocumentFault::NotEpcis),
    }
}

/// The type of an object, in JSON or in plain JSON-LD.
pub(crate) fn type_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("type").or_else(|| object.get("@type"))?.as_str()
}

/// The last part of a term that may carry a prefix or a whole web address: `epcis:ObjectEvent`, `…/BizStep-shipping`.
pub(crate) fn local(term: &str) -> &str {
    term.rsplit([':', '/', '#']).next().unwrap_or(term)
}

/// `epcisBody.eventList`, or `epcisBody.queryResults.resultsBody.eventList` of the answer to a query.
fn event_list(document: &mut Map<String, Value>) -> Option<Vec<Value>> {
    let body = document.get_mut("epcisBody")?;
    let holder = match body.pointer("/queryResults/resultsBody") {
        Some(_) => body.pointer_mut("/queryResults/resultsBody")?,
        None => body,
    };
    match holder.get_mut("eventList")?.take() {
        Value::Array(list) => Some(list),
        _ => None,
    }
}

fn looks_like_event(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        object.contains_key("eventTime") || type_of(object).is_some_and(|name| local(name).ends_with("Event"))
    })
}

fn fault(error: &serde_json::Error) -> DocumentFault {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => DocumentFault::Truncated { line: line.max(1) },
        // The parser has no other sign for it than its words.
        _ if error.to_string().starts_with("recursion limit") => DocumentFault::TooDeep { line, column },
        _ => DocumentFault::NoJson { line, column },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Result<usize, DocumentFault> {
        events(text.as_bytes()).map(|events| events.len())
    }

    #[test]
    fn four_shapes_are_read() {
        let event = r#"{"type":"ObjectEvent"}"#;
        assert_eq!(count(event), Ok(1));
        assert_eq!(count(r#"{"eventTime":"x"}"#), Ok(1));
        assert_eq!(count(&format!("\u{feff} [{event},7,{event}]")), Ok(3));
        assert_eq!(count(&format!(r#"{{"type":"EPCISDocument","epcisBody":{{"eventList":[{event}]}}}}"#)), Ok(1));
        assert_eq!(count(r#"{"@type":"epcis:EPCISDocument","epcisBody":{"eventList":[]}}"#), Ok(0));
        let query = format!(
            r#"{{"type":"EPCISQueryDocument","epcisBody":{{"queryResults":{{"queryName":"q","resultsBody":{{"eventList":[{event},{event}]}}}}}}}}"#
        );
        assert_eq!(count(&query), Ok(2));
    }

    #[test]
    fn what_is_no_epcis_says_why() {
        assert_eq!(count("{\n \"a\": tru!}"), Err(DocumentFault::NoJson { line: 2, column: 10 }));
        assert_eq!(count("[1, 2"), Err(DocumentFault::Truncated { line: 1 }));
        assert_eq!(count(""), Err(DocumentFault::Truncated { line: 1 }));
        assert!(matches!(count(&"[".repeat(100_000)), Err(DocumentFault::TooDeep { line: 1, .. })));
        assert_eq!(count(" <?xml version='1.0'?>"), Err(DocumentFault::Xml));
        for text in ["[]", "{}", "7", "[1,2]", r#""ObjectEvent""#, r#"{"type":"Invoice"}"#, r#"[{"type":"Invoice"}]"#] {
            assert_eq!(count(text), Err(DocumentFault::NotEpcis), "{text}");
        }
        for body in ["", r#","epcisBody":7"#, r#","epcisBody":{"eventList":{}}"#] {
            let text = format!(r#"{{"type":"EPCISDocument"{body}}}"#);
            assert_eq!(count(&text), Err(DocumentFault::NoEventList), "{text}");
        }
    }
}
