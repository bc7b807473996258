//! Lot number, production date and expiry of new things, from `ilmd`. It applies them to nothing.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::moment::days;
use super::types::LotData;
use crate::exports::epcis::document::local;
use crate::exports::epcis::problem::{Finding, excerpt};

/// Names of the lot number: Core Business Vocabulary, GS1 Web Vocabulary, and what is in use beside them. Names are
/// compared without prefix, in small letters.
const LOT: [&str; 8] =
    ["lotnumber", "hasbatchlotnumber", "batchlotnumber", "batchnumber", "batch", "batchlot", "lot", "lotno"];
/// Last day of use, the strictest first.
const EXPIRY: [&str; 7] =
    ["itemexpirationdate", "expirationdate", "expirydate", "bestbeforedate", "bestbefore", "sellbydate", "usebydate"];
const MADE_ON: [&str; 3] = ["productiondate", "manufacturingdate", "dateofmanufacture"];

/// Reads `ilmd`, empty when there is none.
pub(super) fn read(fields: &mut Fields<'_>) -> LotData {
    let Some(value) = fields.value("ilmd") else { return LotData::default() };
    let Some(data) = fields.object_of(value, "ilmd") else { return LotData::default() };
    let lot = find(data, &LOT).map(|(_, lot)| lot.trim().into());
    LotData { lot, made_on: date(fields, data, &MADE_ON), expiry: date(fields, data, &EXPIRY) }
}

/// The first of `names` that says something, and its words.
fn find<'data>(data: &'data Map<String, Value>, names: &[&str]) -> Option<(&'data str, String)> {
    names.iter().find_map(|name| {
        let (key, value) = data.iter().find(|(key, _)| local(key).eq_ignore_ascii_case(name))?;
        let words = words(value).filter(|words| !words.trim().is_empty())?;
        Some((key.as_str(), words))
    })
}

/// A value as words; JSON-LD may wrap it: `{"@value": "…", "@type": "xsd:date"}`.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("@value").filter(|inner| !inner.is_object()).and_then(words),
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

fn date(fields: &mut Fields<'_>, data: &Map<String, Value>, names: &[&str]) -> Option<i32> {
    let (key, written) = find(data, names)?;
    let date = written.split_once('T').map_or(written.as_str(), |(date, _)| date);
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().filter(|_| date.len() == 10);
    if date.is_none() {
        fields.findings.push(Finding::LotDate { field: excerpt(key), found: excerpt(&written) });
    }
    date.map(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lot_data(ilmd: Value) -> (LotData, Vec<Finding>) {
        let event = json!({ "ilmd": ilmd });
        let mut fields = Fields::new(event.as_object().unwrap());
        (read(&mut fields), fields.findings)
    }

    #[test]
    fn names_are_known_by_their_last_part_and_expiry_goes_before_best_before() {
        let (data, findings) = lot_data(json!({
            "cbvmda:bestBeforeDate": "1970-01-05",
            "cbvmda:itemExpirationDate": {"@value": "1970-01-11T00:00:00Z"},
            "https://example.com/ns#Batch": " B/7 ",
            "example:productionDate": "1969-12-31",
        }));
        assert_eq!((data.lot.as_deref(), data.expiry, data.made_on), (Some("B/7"), Some(10), Some(-1)));
        assert_eq!(findings, []);
        assert_eq!(lot_data(json!({"gs1:hasBatchLotNumber": 4711})).0.lot.as_deref(), Some("4711"));
    }

    #[test]
    fn unreadable_dates_are_noted_and_empty_lots_are_none() {
        let (data, findings) = lot_data(json!({"lotNumber": " ", "sellByDate": "11.12.2026", "batch": null}));
        assert_eq!((data.lot, data.expiry), (None, None));
        let expected = Finding::LotDate { field: "sellByDate".into(), found: "11.12.2026".into() };
        assert_eq!(findings, [expected]);
        assert_eq!(lot_data(json!(7)).1, [Finding::WrongShape { field: "ilmd" }]);
    }
}
