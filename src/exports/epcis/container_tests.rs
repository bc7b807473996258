//! What moves with a container, from packing to unpacking.

use serde_json::{Value, json};

use super::spelled::{event, movements, read_events, serial};

const PALLET: &str = "urn:epc:id:sscc:0614141.1234567890";
const CASE: &str = "urn:epc:id:sgtin:0614141.112345.C1";
const PALLET_KEY: &str = "(00)106141412345678908";
const CASE_KEY: &str = "(01)10614141123459(21)C1";

fn group(hour: u32, action: &str, step: &str, parent: &str, children: &[&str]) -> Value {
    event(
        "AggregationEvent",
        hour,
        json!({"action": action, "bizStep": step, "parentID": parent, "childEPCs": children}),
    )
}

fn object(hour: u32, action: &str, step: &str, thing: &str) -> Value {
    event("ObjectEvent", hour, json!({"action": action, "bizStep": step, "epcList": [thing]}))
}

/// Rows of one kind as `item in container`.
fn moved(events: &[Value], kind: &str) -> Vec<String> {
    let epcis = read_events(events);
    assert_eq!(epcis.problems, []);
    let start = format!("2026-03-02 {kind} - > -: ");
    let short = |row: String| row.strip_prefix(&start).map(|rest| rest.replacen(" 1", "", 1));
    movements(&epcis).into_iter().filter_map(short).collect()
}

fn unit(number: &str) -> String {
    format!("(01)80614141123458(21){number}")
}

#[test]
fn a_pallet_takes_its_contents_along_until_they_are_unpacked() {
    let (a, b) = (serial("1"), serial("2"));
    let events = [
        group(8, "ADD", "packing", CASE, &[&a, &b]),
        group(9, "ADD", "packing", PALLET, &[CASE]),
        object(10, "OBSERVE", "shipping", PALLET),
        group(11, "DELETE", "unpacking", CASE, &[&b]),
        event("TransactionEvent", 12, json!({"bizStep": "receiving", "epcList": [PALLET]})),
        group(13, "DELETE", "unpacking", PALLET, &[]),
        object(14, "OBSERVE", "destroying", PALLET),
    ];
    let case = format!("{CASE_KEY} in {PALLET_KEY}");
    let in_case = |number| format!("{} in {CASE_KEY}", unit(number));
    assert_eq!(moved(&events, "Ship"), [case.clone(), in_case("1"), in_case("2")]);
    assert_eq!(moved(&events, "Receive"), [case.clone(), in_case("1")]);
    assert_eq!(moved(&events, "Scrap"), [PALLET_KEY]);
    // Packing and unpacking show what they name: the case and its units, the pallet by its case.
    let seen = moved(&events, "Observe");
    let packed = [CASE_KEY.to_string(), in_case("1"), in_case("2"), case.clone(), in_case("1"), in_case("2")];
    let unpacked = [CASE_KEY.to_string(), in_case("2"), case, in_case("1")];
    assert_eq!(seen, [packed.as_slice(), &unpacked].concat());
}

#[test]
fn packing_moving_and_unpacking_at_one_moment_are_in_that_order() {
    let a = serial("1");
    let events = [
        group(9, "DELETE", "unpacking", PALLET, &[&a]),
        object(9, "OBSERVE", "shipping", PALLET),
        group(9, "ADD", "packing", PALLET, &[&a]),
        object(10, "OBSERVE", "receiving", PALLET),
    ];
    assert_eq!(moved(&events, "Ship"), [format!("{} in {PALLET_KEY}", unit("1"))]);
    assert_eq!(moved(&events, "Receive"), [PALLET_KEY]);
}

#[test]
fn a_partner_who_only_looked_at_the_packed_pallet_is_believed() {
    let a = serial("1");
    let events = [group(8, "OBSERVE", "receiving", PALLET, &[&a]), object(9, "OBSERVE", "shipping", PALLET)];
    let carried = [format!("{} in {PALLET_KEY}", unit("1"))];
    assert_eq!(moved(&events, "Receive"), carried);
    assert_eq!(moved(&events, "Ship"), carried);
}

#[test]
fn what_is_packed_elsewhere_destroyed_or_used_up_is_left_behind() {
    let [a, b, c, d] = ["1", "2", "3", "4"].map(serial);
    let events = [
        group(8, "ADD", "packing", PALLET, &[&a, &b, &c, &d]),
        group(9, "ADD", "packing", CASE, &[&a]),
        object(10, "DELETE", "destroying", &b),
        event("TransformationEvent", 11, json!({"inputEPCList": [c], "outputEPCList": [serial("9")]})),
        object(12, "OBSERVE", "shipping", PALLET),
    ];
    assert_eq!(moved(&events, "Ship"), [format!("{} in {PALLET_KEY}", unit("4"))]);
}

#[test]
fn the_label_of_a_pallet_can_go_without_its_goods() {
    let a = serial("1");
    let events = [
        group(8, "ADD", "packing", PALLET, &[&a]),
        object(9, "DELETE", "decommissioning", PALLET),
        object(10, "OBSERVE", "shipping", PALLET),
    ];
    assert!(moved(&events, "Adjust").is_empty());
    assert_eq!(moved(&events, "Ship"), [PALLET_KEY]);
}

#[test]
fn quantities_of_a_lot_lie_in_many_containers_and_go_down_as_they_leave() {
    let lot =
        |quantity| json!([{"epcClass": "urn:epc:class:lgtin:0614141.812345.L", "quantity": quantity, "uom": "KGM"}]);
    let group = |hour, action: &str, quantity: i64| {
        let more = json!({"action": action, "parentID": PALLET, "childQuantityList": lot(quantity)});
        event("AggregationEvent", hour, more)
    };
    let events =
        [group(8, "ADD", 10), group(9, "ADD", 5), group(10, "DELETE", 12), object(11, "OBSERVE", "shipping", PALLET)];
    assert_eq!(moved(&events, "Ship"), [format!("(01)80614141123458(10)L 3 KGM in {PALLET_KEY}")]);
}

#[test]
fn a_destroyed_pallet_does_not_come_back_with_its_goods() {
    let lot = json!([{"epcClass": "urn:epc:class:lgtin:0614141.812345.L", "quantity": 30}]);
    let packed = json!({"action": "ADD", "parentID": PALLET, "childEPCs": [CASE], "childQuantityList": lot});
    let events = [
        event("AggregationEvent", 8, packed),
        object(9, "OBSERVE", "destroying", PALLET),
        object(10, "OBSERVE", "shipping", PALLET),
    ];
    let lot = format!("(01)80614141123458(10)L 30 in {PALLET_KEY}");
    assert_eq!(moved(&events, "Scrap"), [format!("{CASE_KEY} in {PALLET_KEY}"), lot]);
    assert_eq!(moved(&events, "Ship"), [PALLET_KEY]);
}
