//! Movements and production by type of event, action and step.

use serde_json::{Value, json};

use super::spelled::{document, event, movements, production, read_events, serial};
use super::{Finding, PersistentDisposition, read};

const SITE: &str = "urn:epc:id:sgln:0614141.00777.0";
const DOOR: &str = "urn:epc:id:sgln:0614141.00888.D4";
const CUSTOMER: &str = "https://id.gs1.org/414/4012345000016";

fn one(step: &str, action: &str, more: Value) -> Value {
    let mut event = event(
        "ObjectEvent",
        9,
        json!({
            "action": action, "bizStep": step, "epcList": [serial("1")],
            "bizLocation": {"id": SITE}, "readPoint": {"id": DOOR},
            "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:9520001.11111"}],
            "destinationList": [
                {"type": "urn:epcglobal:cbv:sdt:possessing_party", "destination": "urn:epc:id:pgln:9520999.99999"},
                {"type": "https://ref.gs1.org/cbv/SDT-location", "destination": CUSTOMER},
            ],
        }),
    );
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

#[test]
fn every_step_has_its_kind_and_its_ends() {
    let object = "(01)80614141123458(21)1";
    for (step, action, disposition, expected) in [
        ("receiving", "OBSERVE", "in_progress", "Receive 9520001111112 > 0614141007776: U 1, in_progress"),
        ("accepting", "OBSERVE", "returned", "Return 9520001111112 > 0614141007776: U 1, returned"),
        ("shipping", "OBSERVE", "in_transit", "Ship 0614141008889/D4 > 4012345000016: U 1, in_transit"),
        ("departing", "DELETE", "in_transit", "Ship 0614141008889/D4 > 4012345000016: U 1, in_transit"),
        ("void_shipping", "OBSERVE", "in_progress", "Ship 0614141008889/D4 > 4012345000016: U -1, in_progress"),
        ("destroying", "DELETE", "destroyed", "Scrap 0614141007776 > -: U 1, destroyed"),
        ("decommissioning", "DELETE", "inactive", "Adjust 0614141007776 > -: U 1, inactive"),
        ("storing", "OBSERVE", "recalled", "Observe - > 0614141007776: U 1, recalled"),
    ] {
        let epcis = read_events(&[one(step, action, json!({ "disposition": disposition }))]);
        let expected = format!("2026-03-02 {}", expected.replace('U', object));
        assert_eq!(movements(&epcis), [expected], "{step}");
        assert!(epcis.production.is_empty() && epcis.problems.is_empty(), "{step}");
    }
}

#[test]
fn a_source_location_goes_before_the_door() {
    let source = json!({"sourceList": [{"type": "location", "source": CUSTOMER}], "destinationList": []});
    let epcis = read_events(&[one("shipping", "OBSERVE", source)]);
    assert_eq!(movements(&epcis), ["2026-03-02 Ship 4012345000016 > -: (01)80614141123458(21)1 1"]);
}

#[test]
fn what_is_made_gets_lot_and_expiry_and_a_quantity_that_stands_once() {
    let ilmd = json!({
        "ilmd": {"cbvmda:lotNumber": "L 1", "cbvmda:itemExpirationDate": "2027-01-31"},
        "quantityList": [{"epcClass": "https://id.gs1.org/01/09521141012345", "quantity": 12.5, "uom": "KGM"}],
    });
    let made = read_events(&[one("commissioning", "ADD", ilmd.clone())]);
    assert!(made.movements.is_empty());
    let expected = [
        "2026-03-02 at 0614141007776: (01)80614141123458(10)L 1#1 1 until 2027-01-31",
        "2026-03-02 at 0614141007776: (01)09521141012345(10)L 1 12.5 KGM until 2027-01-31",
    ];
    assert_eq!(production(&made), expected);
    let lot = &made.production[1].item;
    assert_eq!((lot.lot.as_deref(), lot.product_id.as_deref()), (Some("L 1"), Some("09521141012345")));
    let received = read_events(&[one("receiving", "ADD", ilmd)]);
    assert_eq!(received.movements.len(), 2);
    assert!(received.production.iter().all(|row| row.quantity.is_none() && row.expiry.is_some()));
}

#[test]
fn a_serial_is_of_its_lot_before_and_after_it_is_made() {
    let seen =
        |hour| event("ObjectEvent", hour, json!({"bizStep": "inspecting", "epcList": [serial("1"), serial("2")]}));
    let made = event("ObjectEvent", 9, json!({"action": "ADD", "epcList": [serial("1")], "ilmd": {"lotNumber": "A"}}));
    let link = json!({"epcList": ["https://id.gs1.org/01/80614141123458/10/B/21/1"]});
    let epcis = read_events(&[seen(8), made, seen(10), event("ObjectEvent", 11, link)]);
    let (lot, own) = ("(01)80614141123458(10)A#1", "(01)80614141123458(21)2");
    let expected = [lot, own, lot, own, "(01)80614141123458(10)B#1"];
    let expected: Vec<String> = expected.iter().map(|item| format!("2026-03-02 Observe - > -: {item} 1")).collect();
    assert_eq!(movements(&epcis), expected);
    let differ = Finding::LotsDiffer { object: "(01)80614141123458(21)1".into(), kept: "A".into(), other: "B".into() };
    assert_eq!(epcis.problems.iter().map(|problem| &problem.what).collect::<Vec<_>>(), [&differ]);
}

#[test]
fn equal_lot_numbers_of_two_products_stay_apart() {
    let class = |gtin| json!({"epcClass": format!("https://id.gs1.org/01/{gtin}/10/7"), "quantity": 1});
    let classes = json!({"quantityList": [class("09521141012345"), class("80614141123458")]});
    let epcis = read_events(&[event("ObjectEvent", 9, classes)]);
    let lots: Vec<_> = epcis.movements.iter().map(|row| row.item.lot_id.as_deref().unwrap()).collect();
    assert_eq!(lots, ["(01)09521141012345(10)7", "(01)80614141123458(10)7"]);
    assert!(epcis.movements.iter().all(|row| row.item.lot.as_deref() == Some("7")));
}

#[test]
fn a_transaction_moves_what_it_names_and_lasting_states_are_kept() {
    let sold = json!({
        "action": "ADD", "bizStep": "retail_selling", "parentID": "urn:epc:id:grai:0614141.12345.9",
        "epcList": [serial("1")], "bizTransactionList": [{"type": "po", "bizTransaction": "urn:x:1"}],
        "persistentDisposition": {"set": ["cbv:Disp-recalled"], "unset": ["expired"]},
    });
    let epcis = read_events(&[event("TransactionEvent", 9, sold)]);
    let things = ["(01)80614141123458(21)1", "(8003)006141411234529"];
    assert_eq!(movements(&epcis), things.map(|thing| format!("2026-03-02 Ship - > -: {thing} 1")));
    let lasting = [PersistentDisposition::Set("recalled".into()), PersistentDisposition::Unset("expired".into())];
    assert!(epcis.movements.iter().all(|row| *row.persistent == lasting));
    assert!(epcis.production.is_empty());
}

#[test]
fn rows_do_not_depend_on_the_order_of_the_events() {
    let mut events: Vec<Value> = (0..20)
        .map(|hour| event("ObjectEvent", hour, json!({"bizStep": "shipping", "epcList": [serial(&hour.to_string())]})))
        .collect();
    let forward = movements(&read_events(&events));
    events.reverse();
    assert_eq!(movements(&read_events(&events)), forward);
    let text = document(&events);
    assert_eq!(read(&[("own", text.as_bytes())]), read(&[("own", text.as_bytes())]));
}
