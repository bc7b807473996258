//! Documents damaged at random: none may stop the reader, and every event is counted once. Seeds are fixed.

use std::collections::BTreeSet;

use serde_json::json;

use super::reference_tests::documents;
use super::spelled::{document, event, serial};
use super::{Consequence, Epcis, EpcisError, read};
use crate::labels::Lang;

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one<'list, T>(&mut self, list: &'list [T]) -> &'list T {
        &list[self.below(list.len())]
    }
}

/// Pieces that take the place of a value or a word.
const PIECES: [&str; 30] = [
    "null",
    "7",
    "-1",
    "1e999999999999",
    "123456789012345678901234567890",
    "true",
    "[]",
    "{}",
    "[[[[[]]]]]",
    "\"\"",
    "\"\\u0000\"",
    "\"ADD\"",
    "\"DELETE\"",
    "\"shipping\"",
    "\"AggregationEvent\"",
    "\"TransformationEvent\"",
    "\"9999-12-31T23:59:60-14:00\"",
    "\"0000-01-01T00:00:00+14:00\"",
    "\"+14:00\"",
    "\"urn:epc:id:sscc:0614141.1234567890\"",
    "\"urn:epc:id:sgtin:0614141.812345.1\"",
    "\"urn:epc:id:sgtin:..\"",
    "\"urn:epc:id:giai:批批.1\"",
    "\"urn:epc:idpat:sgtin:0614141.812345.*\"",
    "\"https://id.gs1.org/01/80614141123458/10/L/21/%E6\"",
    "\"https://id.gs1.org/8003/0\"",
    "\"https://\"",
    "{\"$serde_json::private::Number\": \"x\"}",
    "[\"urn:epc:id:sgtin:0614141.812345.1\", {\"epcClass\": \"x:y\", \"quantity\": 9999999999999}]",
    "\"urn:epc:id:sgln:0614141.00777.%\"",
];

/// Every type of event and field once.
fn fixture() -> String {
    let (pallet, lot) = ("urn:epc:id:sscc:0614141.1234567890", "urn:epc:class:lgtin:4012345.011111.A");
    let amount = json!([{"epcClass": lot, "quantity": 10.5, "uom": "KGM"}]);
    let part = |side: &str| json!({"transformationID": "urn:x:t", format!("{side}QuantityList"): amount});
    let mut error = event("ObjectEvent", 8, json!({"eventID": "urn:x:1", "epcList": [serial("1")]}));
    error["errorDeclaration"] = json!({"reason": "incorrect_data", "correctiveEventIDs": ["urn:x:9"]});
    document(&[
        event(
            "ObjectEvent",
            7,
            json!({
                "action": "ADD", "bizStep": "commissioning", "epcList": [serial("1"), serial("2")],
                "quantityList": amount, "bizLocation": {"id": "urn:epc:id:sgln:0614141.00777.0"},
                "ilmd": {"cbvmda:lotNumber": "A", "cbvmda:itemExpirationDate": "2027-01-31"},
            }),
        ),
        event("ObjectEvent", 8, json!({"eventID": "urn:x:1", "epcList": [serial("1")]})),
        error,
        event(
            "AggregationEvent",
            9,
            json!({"action": "ADD", "parentID": pallet, "childEPCs": [serial("1")], "childQuantityList": amount}),
        ),
        event(
            "ObjectEvent",
            10,
            json!({
                "bizStep": "shipping", "epcList": [pallet], "readPoint": {"id": "https://id.gs1.org/414/4012345000016"},
                "sourceList": [{"type": "location", "source": "urn:epc:id:sgln:0614141.00777.D"}],
                "destinationList": [{"type": "owning_party", "destination": "urn:epc:id:pgln:9520001.11111"}],
                "disposition": "in_transit", "persistentDisposition": {"set": ["recalled"], "unset": ["expired"]},
            }),
        ),
        event("AggregationEvent", 11, json!({"action": "DELETE", "parentID": pallet, "childEPCs": []})),
        event("AssociationEvent", 12, json!({"action": "ADD", "parentID": serial("2"), "childEPCs": [serial("1")]})),
        event("TransactionEvent", 13, json!({"bizStep": "destroying", "epcList": [serial("2")], "parentID": pallet})),
        event("TransformationEvent", 14, part("input")),
        event("TransformationEvent", 15, part("output")),
    ])
}

/// `text` with a few things broken.
fn damage(text: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 | 2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            3 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let copy = bytes[at..(at + random.below(200)).min(bytes.len())].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => {
                // A whole value, from a quote to the next one, so that the document stays JSON more often than not.
                let quotes: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'"').collect();
                let pair = random.below(quotes.len() / 2) * 2;
                if let [start, end] = *quotes.get(pair..pair + 2).unwrap_or_default() {
                    bytes.splice(start..=end, random.one(&PIECES).bytes());
                }
            }
        }
    }
    bytes
}

/// Every event in one place, every row from an event, every problem a sentence.
fn check(epcis: &Epcis) {
    let tally = epcis.tally;
    assert_eq!(tally.events, tally.used + tally.withdrawn + tally.repeated + tally.set_aside);
    let reasons = epcis.problems.iter().filter(|problem| problem.what.consequence() == Consequence::SetAside);
    let set_aside: BTreeSet<_> = reasons.map(|problem| problem.event).collect();
    assert!(set_aside.len() >= tally.set_aside, "every event set aside has a reason");
    let events = epcis.movements.iter().map(|row| row.event).chain(epcis.production.iter().map(|row| row.event));
    assert!(
        events
            .chain(epcis.genealogy.iter().map(|row| row.event))
            .all(|at| at.event >= 1 && at.document < tally.documents)
    );
    for problem in &epcis.problems {
        assert!(!problem.text().render(Lang::En).is_empty() && !problem.text().render(Lang::Zh).is_empty());
    }
}

#[test]
fn damaged_documents_never_stop_the_reader_and_every_event_is_counted() {
    const RUNS: u64 = 25_000;
    let text = fixture();
    let whole = read(&[("whole", text.as_bytes())]).unwrap();
    assert_eq!((whole.tally.events, whole.tally.used, whole.tally.withdrawn), (10, 8, 2));
    check(&whole);
    // With the reference data, every other document damaged is one of them.
    let reference = documents();
    let mut read_at_all = 0;
    for seed in 0..RUNS {
        let mut random = Random(seed);
        let chosen = if seed % 2 == 0 || reference.is_empty() { text.as_bytes() } else { random.one(&reference) };
        let bytes = damage(chosen, &mut random);
        match read(&[("damaged", &bytes), ("whole", text.as_bytes())]) {
            Ok(epcis) => {
                check(&epcis);
                read_at_all += 1;
            }
            Err(error) => assert!(matches!(&error, EpcisError::Documents(all) if all.len() == 1), "{error:?}"),
        }
    }
    // Most of the point is lost if hardly any damaged document is still JSON.
    assert!(read_at_all > RUNS / 4, "{read_at_all} of {RUNS} were read");
}

#[test]
fn deep_and_empty_documents_are_errors() {
    for text in ["[".repeat(1_000_000), "{\"type\":".repeat(200_000), String::new(), " ".repeat(99), "\u{feff}".into()]
    {
        assert!(read(&[("deep", text.as_bytes())]).is_err());
    }
    let nested = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let event = format!(r#"[{{"type":"ObjectEvent","eventTime":{nested},"epcList":{nested},"x:y":{nested}}}]"#);
    assert_eq!(read(&[("nested", event.as_bytes())]).unwrap().tally.set_aside, 1);
}
