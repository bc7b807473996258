//! Which events count, what is set aside and why, and how it is said.

use serde_json::{Value, json};

use super::epc::EpcFault;
use super::read::read_at_most;
use super::spelled::{document, event, read_events, serial};
use super::{
    Consequence, DocumentError, DocumentFault, EpcisError, EventRef, Finding, Problem, QuantityFault, Tally, read,
};
use crate::labels::Lang;

fn ship(id: Option<&str>, number: &str) -> Value {
    let mut event = event("ObjectEvent", 9, json!({"bizStep": "shipping", "epcList": [serial(number)]}));
    if let Some(id) = id {
        event["eventID"] = json!(id);
    }
    event
}

fn withdraw(mut event: Value) -> Value {
    event["errorDeclaration"] = json!({"declarationTime": "2026-03-03T00:00:00Z", "reason": "did_not_occur"});
    event["recordTime"] = json!("2026-03-03T00:00:01Z");
    event
}

fn findings(problems: &[Problem]) -> Vec<Finding> {
    problems.iter().map(|problem| problem.what.clone()).collect()
}

#[test]
fn a_declared_error_withdraws_its_event_in_either_order_and_in_any_document() {
    for id in [Some("urn:x:1"), None] {
        let (event, error) = (ship(id, "1"), withdraw(ship(id, "1")));
        for events in [[event.clone(), error.clone(), ship(Some("urn:x:2"), "2")], [error, event, ship(None, "2")]] {
            let parts: Vec<String> = events.iter().map(|event| document(std::slice::from_ref(event))).collect();
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|part| ("part", part.as_bytes())).collect();
            let epcis = read(&parts).unwrap();
            let tally = Tally { documents: 3, events: 3, used: 1, withdrawn: 2, ..Tally::default() };
            assert_eq!((epcis.tally, epcis.movements.len()), (tally, 1));
        }
    }
}

#[test]
fn an_event_read_twice_counts_once() {
    let mut later = ship(None, "2");
    later["recordTime"] = json!("2026-03-03T00:00:00Z");
    let events = [ship(Some("urn:x:1"), "1"), ship(Some("urn:x:1"), "1"), ship(None, "2"), later];
    let epcis = read_events(&events);
    assert_eq!((epcis.tally.used, epcis.tally.repeated, epcis.movements.len()), (2, 2, 2));
    assert_eq!(epcis.problems, []);
}

#[test]
fn an_event_written_differently_counts_once() {
    let made = |time: &str, quantity: Value| {
        let list = json!([{"epcClass": "urn:epc:class:lgtin:4012345.012345.L1", "quantity": quantity}]);
        let mut event =
            event("ObjectEvent", 9, json!({"bizStep": "commissioning", "action": "ADD", "quantityList": list}));
        event["eventTime"] = json!(time);
        event
    };
    let first = || made("2026-03-02T09:00:00Z", json!(100));
    for (time, quantity) in [
        ("2026-03-02T09:00:00.000Z", json!(100)),
        ("2026-03-02T11:00:00+02:00", json!(100)),
        ("2026-03-02T09:00:00Z", json!(100.0)),
    ] {
        let tally = read_events(&[first(), made(time, quantity)]).tally;
        assert_eq!((tally.used, tally.repeated), (1, 1), "{time}");
    }
    for (time, quantity) in [("2026-03-02T09:00:00.001Z", json!(100)), ("2026-03-02T09:00:00Z", json!(100.5))] {
        assert_eq!(read_events(&[first(), made(time, quantity)]).tally.used, 2, "{time}");
    }
}

#[test]
fn one_event_id_for_two_different_events_is_noted_and_the_first_one_counts() {
    let epcis = read_events(&[ship(Some("urn:x:1"), "1"), ship(Some("urn:x:1"), "2")]);
    assert_eq!(epcis.movements[0].item.serial_no.as_deref(), Some("1"));
    let first = EventRef { document: 0, event: 1 };
    assert_eq!(findings(&epcis.problems), [Finding::RepeatDiffers { first }]);
    assert_eq!((epcis.problems[0].event.event, epcis.problems[0].event_id.as_deref()), (2, Some("urn:x:1")));
}

#[test]
fn an_unusable_event_does_not_stand_in_the_way_of_its_good_copy() {
    let mut broken = ship(Some("urn:x:1"), "1");
    broken["eventTime"] = json!("yesterday");
    let epcis = read_events(&[broken, ship(Some("urn:x:1"), "1")]);
    assert_eq!((epcis.tally.used, epcis.tally.set_aside, epcis.tally.repeated), (1, 1, 0));
}

#[test]
fn everything_wrong_with_an_event_is_listed() {
    let broken = json!({
        "type": "ObjectEvent", "action": "UPDATE", "eventTimeZoneOffset": "CET", "bizStep": 7,
        "epcList": ["4711", serial("1"), 8, "https://id.gs1.org/01/09521141012346/21/1"],
        "quantityList": [
            {"epcClass": "urn:epc:class:lgtin:4012345.011111.A", "quantity": -1},
            {"epcClass": "urn:epc:class:lgtin:4012345.011111.A", "quantity": 1e30},
            {"epcClass": "urn:epc:class:lgtin:4012345.01111.A", "quantity": "twenty"},
            {"quantity": 1},
        ],
    });
    let epcis = read_events(&[broken, json!(7), json!({"type": "PartyEvent", "eventTime": "2026-03-02T00:00:00Z"})]);
    assert_eq!((epcis.tally.events, epcis.tally.set_aside, epcis.movements.len()), (3, 3, 0));
    let (objects, classes) = ("epcList", "quantityList");
    let quantity = |found: &str, why| Finding::Quantity { field: classes, found: found.into(), why };
    let expected = [
        Finding::Missing { field: "eventTime" },
        Finding::Epc { field: objects, found: "4711".into(), why: EpcFault::NotUri },
        Finding::WrongShape { field: objects },
        Finding::CheckDigit {
            field: objects,
            found: "https://id.gs1.org/01/09521141012346/21/1".into(),
            expected: '5',
        },
        quantity("-1", QuantityFault::Negative),
        quantity("1e+30", QuantityFault::TooLarge),
        Finding::Epc {
            field: classes,
            found: "urn:epc:class:lgtin:4012345.01111.A".into(),
            why: EpcFault::Digits { expected: 13 },
        },
        quantity("twenty", QuantityFault::NoNumber),
        Finding::WrongShape { field: classes },
        Finding::Action { found: "UPDATE".into() },
        Finding::WrongShape { field: "bizStep" },
        Finding::NoObject,
        Finding::ZoneOffset { found: None },
        Finding::UnknownType { found: "PartyEvent".into() },
    ];
    assert_eq!(findings(&epcis.problems), expected);
}

#[test]
fn what_is_only_noted_leaves_the_event_in_use() {
    let odd = json!({
        "type": "ObjectEvent", "action": "OBSERVE", "eventTime": "2026-03-02T00:30:00+01:00", "bizStep": "x:dancing",
        "epcList": ["https://id.gs1.org/01/80614141123458/10/L"], "readPoint": {"id": "dock 4"},
    });
    let epcis = read_events(&[odd]);
    assert_eq!((epcis.tally.used, epcis.movements[0].quantity), (1, None));
    assert_eq!(&*epcis.movements[0].to.as_ref().unwrap().id, "dock 4");
    assert_eq!(epcis.problems.len(), 4);
    assert!(epcis.problems.iter().all(|problem| problem.what.consequence() == Consequence::Noted));
}

#[test]
fn all_documents_that_are_no_epcis_are_named() {
    let good = document(&[ship(None, "1")]);
    let documents: [(&str, &[u8]); 3] = [("a.json", b"{"), ("b.json", good.as_bytes()), ("c.json", b"<xml/>")];
    let error = read(&documents).unwrap_err();
    let expected = [("a.json", DocumentFault::Truncated { line: 1 }), ("c.json", DocumentFault::Xml)];
    let expected = expected.map(|(name, fault)| DocumentError { name: name.into(), fault }).to_vec();
    assert_eq!(error, EpcisError::Documents(expected));
    assert_eq!(error.texts()[0].render(Lang::En), "a.json: it ends in the middle, on line 1");
    assert_eq!(read(&[]).map(|epcis| epcis.tally), Ok(Tally::default()));
}

#[test]
fn rows_beyond_the_limit_are_an_error() {
    let more = json!({"inputEPCList": [serial("1"), serial("2")], "outputEPCList": [serial("3"), serial("4")]});
    let text = document(&[event("TransformationEvent", 9, more)]);
    let documents = [("own", text.as_bytes())];
    assert_eq!(read_at_most(&documents, 5), Err(EpcisError::TooManyRows { most: 5 }));
    assert!(read_at_most(&documents, 6).is_ok());
}

#[test]
fn every_finding_is_a_whole_sentence_in_both_languages() {
    let (field, found) = ("epcList", || "x".to_string());
    let at = EventRef { document: 1, event: 7 };
    let findings = [
        Finding::NoObject,
        Finding::UnknownType { found: found() },
        Finding::Missing { field },
        Finding::WrongShape { field },
        Finding::EventTime { found: found() },
        Finding::Action { found: found() },
        Finding::Epc { field, found: found(), why: EpcFault::Digits { expected: 13 } },
        Finding::Quantity { field, found: found(), why: QuantityFault::Negative },
        Finding::ZoneOffset { found: Some(found()) },
        Finding::ZoneOffset { found: None },
        Finding::CheckDigit { field, found: found(), expected: '1' },
        Finding::Place { field, found: found(), why: EpcFault::NotUri },
        Finding::ClassAmongObjects { field, found: found() },
        Finding::LotDate { field: found(), found: found() },
        Finding::UnknownStep { found: found() },
        Finding::LotsDiffer { object: found(), kept: found(), other: found() },
        Finding::OneSided,
        Finding::RepeatDiffers { first: at },
        Finding::CorrectionMissing { corrective: found() },
    ];
    for what in findings {
        let problem = Problem { event: at, event_id: Some("urn:x:1".into()), what };
        let (en, zh) = (problem.text().render(Lang::En), problem.text().render(Lang::Zh));
        assert!(en.starts_with("event 7 (urn:x:1): ") && !en.contains(['{', '}']), "{en}");
        assert!(zh.starts_with("第 7 个事件（urn:x:1）：") && !zh.contains(['{', '}']), "{zh}");
    }
}
