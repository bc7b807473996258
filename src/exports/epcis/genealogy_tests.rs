//! Links of transformations and installed parts.

use serde_json::{Value, json};

use super::Finding;
use super::spelled::{event, genealogy, movements, production, read_events, serial};

fn lot(lot: &str, quantity: i64) -> Value {
    json!({"epcClass": format!("urn:epc:class:lgtin:4012345.011111.{lot}"), "quantity": quantity, "uom": "KGM"})
}

fn transformation(hour: u32, more: Value) -> Value {
    let mut event = event("TransformationEvent", hour, more);
    event.as_object_mut().unwrap().remove("action");
    event
}

#[test]
fn all_inputs_go_into_all_outputs_and_their_quantity_stands_once() {
    let more = json!({
        "inputQuantityList": [lot("A", 10), lot("B", 3)], "inputEPCList": [serial("1")],
        "outputQuantityList": [lot("C", 6), lot("D", 6)], "ilmd": {"cbvmda:bestBeforeDate": "2026-09-02"},
        "readPoint": {"id": "geo:1,2"},
    });
    let epcis = read_events(&[transformation(9, more)]);
    let [one, a, b, c, d] = [
        "(01)80614141123458(21)1",
        "(01)04012345111118(10)A",
        "(01)04012345111118(10)B",
        "(01)04012345111118(10)C",
        "(01)04012345111118(10)D",
    ];
    let link = |input: &str, quantity: &str, output: &str| {
        format!("2026-03-02 Transformed at geo:1,2: {input} {quantity} of 2 > {output}")
    };
    let expected = [
        link(one, "1", c),
        link(one, "?", d),
        link(a, "10 KGM", c),
        link(a, "? KGM", d),
        link(b, "3 KGM", c),
        link(b, "? KGM", d),
    ];
    assert_eq!(genealogy(&epcis), expected);
    let made = [c, d].map(|lot| format!("2026-03-02 at geo:1,2: {lot} 6 KGM until 2026-09-02"));
    assert_eq!(production(&epcis), made);
    assert!(epcis.movements.is_empty());
}

#[test]
fn one_transformation_may_take_several_events() {
    let part = |hour, more: Value| {
        let mut event = transformation(hour, more);
        event["transformationID"] = json!("urn:x:batch-7");
        event
    };
    let events = [
        part(20, json!({"outputQuantityList": [lot("C", 9)]})),
        part(8, json!({"inputQuantityList": [lot("A", 5)]})),
        part(9, json!({"inputQuantityList": [lot("B", 4)], "eventTimeZoneOffset": "-12:00"})),
    ];
    let epcis = read_events(&events);
    let c = "(01)04012345111118(10)C";
    let expected = [
        format!("2026-03-02 Transformed at -: (01)04012345111118(10)A 5 KGM of 1 > {c}"),
        format!("2026-03-01 Transformed at -: (01)04012345111118(10)B 4 KGM of 1 > {c}"),
    ];
    assert_eq!(genealogy(&epcis), expected);
    assert_eq!(epcis.problems, []);
}

#[test]
fn an_object_named_twice_is_there_once() {
    let input = json!({"transformationID": "urn:x:t", "inputEPCList": [serial("1"), serial("1")]});
    let both = json!({"transformationID": "urn:x:t", "inputEPCList": [serial("1")], "outputEPCList": [serial("2")]});
    let epcis = read_events(&[transformation(8, input), transformation(9, both)]);
    assert_eq!((epcis.genealogy.len(), epcis.production.len()), (1, 1));
    assert_eq!(epcis.genealogy[0].quantity, Some(10_000));
}

#[test]
fn without_a_second_side_there_is_no_link_but_production() {
    let epcis = read_events(&[transformation(9, json!({"outputQuantityList": [lot("C", 9)]}))]);
    assert_eq!((epcis.genealogy.len(), epcis.production.len(), epcis.tally.used), (0, 1, 1));
    assert_eq!(epcis.problems[0].what, Finding::OneSided);
}

#[test]
fn a_very_wide_transformation_goes_through_itself_and_loses_nothing() {
    let serials = |from: usize| (from..from + 150).map(|number| serial(&number.to_string())).collect::<Vec<_>>();
    let more = json!({"eventID": "urn:x:1", "inputEPCList": serials(1000), "outputEPCList": serials(2000)});
    let epcis = read_events(&[transformation(9, more)]);
    assert_eq!(epcis.genealogy.len(), 300);
    let between = Some("transformation urn:x:1");
    let into = epcis.genealogy.iter().filter(|row| row.output.lot_id.as_deref() == between);
    assert_eq!(into.map(|row| row.quantity.unwrap()).sum::<i64>(), 150 * 10_000);
    let out_of = epcis.genealogy.iter().filter(|row| row.input.lot_id.as_deref() == between);
    assert_eq!(out_of.filter(|row| row.quantity.is_none() && row.outputs == 150).count(), 150);
}

#[test]
fn an_installed_part_is_linked_and_moves_with_its_asset_until_it_is_taken_out() {
    let asset = "urn:epc:id:giai:4000001.77";
    let group = |hour, action: &str| {
        let more = json!({"action": action, "parentID": asset, "childQuantityList": [lot("A", 4)]});
        event("AssociationEvent", hour, more)
    };
    let ship = |hour| event("ObjectEvent", hour, json!({"bizStep": "shipping", "epcList": [asset]}));
    let epcis = read_events(&[group(8, "ADD"), ship(9), group(10, "DELETE"), ship(11)]);
    let part = "(01)04012345111118(10)A";
    assert_eq!(genealogy(&epcis), [format!("2026-03-02 Installed at -: {part} 4 KGM of 1 > (8004)400000177")]);
    let shipped: Vec<String> = movements(&epcis).into_iter().filter(|row| row.contains("Ship")).collect();
    let start = "2026-03-02 Ship - > -:";
    let whole = [format!("{start} (8004)400000177 1"), format!("{start} {part} 4 KGM in (8004)400000177")];
    assert_eq!(shipped, [whole.as_slice(), &[whole[0].clone()]].concat());
}
