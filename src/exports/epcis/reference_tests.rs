//! The documents of the reference data, against the rows a reader of the standard derives from them. The folder is
//! named by the environment variable `HUIKE_REFERENCE_DATA`; without it nothing is tested, and that is said.

use std::fs;
use std::path::PathBuf;

use super::epc::EpcFault;
use super::spelled::{genealogy, movements, production};
use super::{Epcis, Finding, LinkKind, PersistentDisposition, QuantityFault, Tally, read};

/// Reads one document, if the reference data are there.
fn reference(name: &str) -> Option<Epcis> {
    let text = fs::read(folder()?.join(name)).unwrap();
    Some(read(&[(name, &text)]).unwrap())
}

#[allow(clippy::print_stderr)]
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("HUIKE_REFERENCE_DATA").map(|root| PathBuf::from(root).join("epcis"));
    if folder.is_none() {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
    }
    folder
}

/// All documents in the order of their names, none without the reference data.
pub(super) fn documents() -> Vec<Vec<u8>> {
    let Some(folder) = folder() else { return Vec::new() };
    let entries = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<PathBuf> = entries(folder.clone())
        .chain(entries(folder.join("invalid")))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    names.sort();
    names.iter().map(|name| fs::read(name).unwrap()).collect()
}

fn findings(epcis: &Epcis) -> Vec<Finding> {
    epcis.problems.iter().map(|problem| problem.what.clone()).collect()
}

fn tally(events: usize) -> Tally {
    Tally { documents: 1, events, used: events, ..Tally::default() }
}

/// Ten serials of one product, in their case.
fn ten(start: &str, end: &str) -> Vec<String> {
    (1..=10).map(|number| format!("{start} (01)09520001123467(21)1000000{:04} 1{end}", 1000 + number)).collect()
}

#[test]
fn object_event() {
    let Some(epcis) = reference("ObjectEvent.json") else { return };
    let expected = [
        "2005-04-03 Ship 0614141073467/1234 > -: (01)10614141073464(21)2017 1, in_transit",
        "2005-04-03 Ship 0614141073467/1234 > -: (01)10614141073464(21)2018 1, in_transit",
        "2005-04-04 Receive - > 0012345111112: (01)10614141073464(21)2018 1, in_progress",
    ];
    assert_eq!(movements(&epcis), expected);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(2), vec![]));
    assert!(epcis.genealogy.is_empty() && epcis.production.is_empty());
    let id = "ni:///sha-256;00e1e6eba3a7cc6125be4793a631f0af50f8322e0ab5f2c0bab994a11cec1d79?ver=CBV2.0";
    assert_eq!(epcis.movements[2].event_id.as_deref(), Some(id));
}

#[test]
fn object_event_with_digital_link() {
    let Some(epcis) = reference("ObjectEvent_with_digitalLink.json") else { return };
    let row = "2013-06-08 Receive 4012345002256 > 0614141008889: (01)70614141123451(10)998877 200 KGM, in_progress";
    assert_eq!(movements(&epcis), [row]);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(1), vec![]));
}

#[test]
fn object_event_with_error_declaration() {
    let Some(epcis) = reference("ObjectEvent_with_error_declaration.json") else { return };
    let row = "2005-04-04 Receive - > 0012345111112: (01)10614141073464(21)2018 1, in_progress";
    assert_eq!(movements(&epcis), [row]);
    assert_eq!(epcis.tally, Tally { used: 1, withdrawn: 1, ..tally(2) });
    let missing = |start: &str, what: &Finding| match what {
        Finding::CorrectionMissing { corrective } => corrective.starts_with(start),
        _ => false,
    };
    assert_eq!(epcis.problems.len(), 2);
    assert!(missing("ni:///sha-256;c6407ffcac52", &epcis.problems[0].what));
    assert!(missing("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", &epcis.problems[1].what));
}

#[test]
fn object_event_with_persistent_disposition() {
    let Some(epcis) = reference("ObjectEvent_with_persistentDisposition.json") else { return };
    let received = ten("2020-06-07 Receive 9520001111112 > 9529999999993:", ", in_progress");
    let inspected = ten("2020-06-08 Observe - > 9529999999993:", ", in_progress");
    assert_eq!(movements(&epcis), [received, inspected].concat());
    let inferred = || "completeness_inferred".into();
    let verified = || "completeness_verified".into();
    assert_eq!(*epcis.movements[0].persistent, [PersistentDisposition::Set(inferred())]);
    let changed = [PersistentDisposition::Set(verified()), PersistentDisposition::Unset(inferred())];
    assert_eq!(*epcis.movements[19].persistent, changed);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(2), vec![]));
}

#[test]
fn aggregation_event() {
    let Some(epcis) = reference("AggregationEvent.json") else { return };
    let row =
        |item: &str| format!("2013-06-08 Receive - > 0614141008889: {item} in (00)106141412345678908, in_progress");
    let expected = [
        row("(01)04012345123456(10)998877 200.5 KGM"),
        row("04012345987652 ? 10"),
        row("(01)10614141073464(21)2017 1"),
        row("(01)10614141073464(21)2018 1"),
    ];
    assert_eq!(movements(&epcis), expected);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(1), vec![]));
}

#[test]
fn aggregation_event_with_persistent_disposition() {
    let Some(epcis) = reference("AggregationEvent_with_persistentDisposition.json") else { return };
    let (received, unpacked) =
        ("2020-06-07 Receive 9520001111112 > 9529999999993:", "2020-06-08 Observe - > 9529999999993:");
    let case = "(01)19520010123455(21)22222223333";
    let inside = format!(" in {case}, in_progress");
    let expected = [
        vec![format!("{received} {case} 1, in_progress")],
        ten(received, &inside),
        vec![format!("{unpacked} {case} 1, in_progress")],
        ten(unpacked, &inside),
    ];
    assert_eq!(movements(&epcis), expected.concat());
    assert_eq!((epcis.tally, findings(&epcis)), (tally(2), vec![]));
}

#[test]
fn transformation_event() {
    let Some(epcis) = reference("TransformationEvent.json") else { return };
    let inputs = [
        ("(01)04012345111224(21)25", "1", "?"),
        ("(01)04000001654321(21)99886655", "1", "?"),
        ("(01)04012345111118(10)4444", "10 KGM", "? KGM"),
        ("(01)00614141777778(10)987", "30", "?"),
        ("04012345666663 ?", "220", "?"),
    ];
    let mut expected = Vec::new();
    for (input, first, later) in inputs {
        for number in 25..=28 {
            let quantity = if number == 25 { first } else { later };
            expected.push(format!(
                "2013-10-31 Transformed at 4012345000016: {input} {quantity} of 4 > (01)04012345778892(10)XYZ#{number}"
            ));
        }
    }
    assert_eq!(genealogy(&epcis), expected);
    let made = (25..=28)
        .map(|number| format!("2013-10-31 at 4012345000016: (01)04012345778892(10)XYZ#{number} 1 until 2014-12-10"));
    assert_eq!(production(&epcis), made.collect::<Vec<_>>());
    assert_eq!(epcis.production[0].item.lot.as_deref(), Some("XYZ"));
    assert!(epcis.movements.is_empty());
    assert_eq!((epcis.tally, findings(&epcis)), (tally(1), vec![]));
}

#[test]
fn transaction_event() {
    let Some(epcis) = reference("TransactionEvent_with_userExtensions.json") else { return };
    let row = |number: u8| {
        format!("2020-07-03 Observe - > 4012345000009/5: (01)10614141073402(21){number} 1, needs_replacement")
    };
    assert_eq!(movements(&epcis), [row(1), row(2)]);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(1), vec![]));
    assert!(epcis.production.is_empty());
}

#[test]
fn association_event() {
    let Some(epcis) = reference("AssociationEvent.json") else { return };
    let (first, second) = ("(8003)04012345555554987", "(8003)0401234555555498765");
    let (one, two, lot) = ("(8004)400000112345", "(8004)400000112346", "(01)04023333020008(10)998877");
    let expected = [
        format!("2019-11-01 Observe - > 4012345000016: {first} 1"),
        format!("2019-11-01 Observe - > 4012345000016: {one} 1 in {first}"),
        format!("2019-11-06 Observe - > 4012345000023: {second} 1, in_progress"),
        format!("2019-11-06 Observe - > 4012345000023: {one} 1 in {second}, in_progress"),
        format!("2019-11-06 Observe - > 4012345000023: {two} 1 in {second}, in_progress"),
        format!("2019-11-06 Observe - > 4012345000023: {lot} 4 in {second}, in_progress"),
    ];
    assert_eq!(movements(&epcis), expected);
    let links = [
        format!("2019-11-01 Installed at 4012345000016: {one} 1 of 1 > {first}"),
        format!("2019-11-06 Installed at 4012345000023: {one} 1 of 1 > {second}"),
        format!("2019-11-06 Installed at 4012345000023: {two} 1 of 1 > {second}"),
        format!("2019-11-06 Installed at 4012345000023: {lot} 4 of 1 > {second}"),
    ];
    assert_eq!(genealogy(&epcis), links);
    assert_eq!((epcis.tally, findings(&epcis)), (tally(2), vec![]));
}

#[test]
fn combination_of_different_events() {
    let Some(epcis) = reference("Combination_of_different_event.json") else { return };
    let (asset, case) = ("(8003)04012345555554987", "(01)19520010123455(21)22222223333");
    let expected = [
        "2019-10-04 Observe - > 9524567987655: (8018)952520840000000010 1".to_string(),
        format!("2019-11-04 Observe - > 4012345000023: {asset} 1"),
        format!("2019-11-04 Observe - > 4012345000023: (8004)400000112345 1 in {asset}"),
        format!("2019-11-04 Observe - > 4012345000023: (8004)400000112346 1 in {asset}"),
        format!("2020-06-08 Observe - > 9529999999993: {case} 1, in_progress"),
        format!("2020-06-08 Observe - > 9529999999993: (01)09520001123467(21)10000001001 1 in {case}, in_progress"),
        "2021-05-27 Observe - > 4012345000054: (8003)030013450007718765 1".to_string(),
    ];
    assert_eq!(movements(&epcis), expected);
    let made = (25..=28).map(|number| format!("2013-10-31 at -: (01)04012345778892(21){number} 1"));
    assert_eq!(production(&epcis), made.collect::<Vec<_>>());
    // Five inputs, four outputs without a lot; nothing was installed, only taken out.
    assert_eq!(epcis.genealogy.len(), 20);
    assert!(epcis.genealogy.iter().all(|row| row.kind == LinkKind::Transformed && row.outputs == 4));
    assert_eq!(epcis.genealogy.iter().filter_map(|row| row.quantity).sum::<i64>(), 2_620_000);
    assert_eq!(epcis.tally, Tally { used: 5, withdrawn: 1, ..tally(6) });
    // The check digit of 300134500077 is 6, and the step of the third event is one of its author's own.
    let expected = [
        Finding::CheckDigit {
            field: "epcList",
            found: "https://id.example.com/8003/030013450007718765".into(),
            expected: '6',
        },
        Finding::UnknownStep { found: "ext1:summarising_discharge".into() },
    ];
    assert_eq!(findings(&epcis), expected);
}

#[test]
fn invalid_documents_have_their_event_set_aside() {
    let quantity = Finding::Quantity { field: "quantityList", found: "twenty".into(), why: QuantityFault::NoNumber };
    for (name, expected) in [
        ("invalid/ObjectEvent_with_invalid_eventTime_format.json", Finding::EventTime { found: "22-07-2026".into() }),
        ("invalid/ObjectEvent_with_quantity_as_text.json", quantity),
    ] {
        let Some(epcis) = reference(name) else { return };
        assert_eq!(findings(&epcis), [expected], "{name}");
        assert_eq!(epcis.tally, Tally { used: 0, set_aside: 1, ..tally(1) }, "{name}");
        assert!(epcis.movements.is_empty() && epcis.production.is_empty(), "{name}");
    }
}

#[test]
fn all_documents_together_are_one_history_in_any_order() {
    let texts = documents();
    if texts.is_empty() {
        return;
    }
    let mut documents: Vec<(&str, &[u8])> = texts.iter().map(|text| ("reference", text.as_slice())).collect();
    let epcis = read(&documents).unwrap();
    // The receiving event stands in ObjectEvent.json and beside the error declaration, and counts once. The shipping
    // events of the two have different eventIDs: only the one in its own document is withdrawn.
    let expected = Tally { documents: 12, events: 22, used: 17, withdrawn: 2, repeated: 1, set_aside: 2 };
    assert_eq!(epcis.tally, expected);
    documents.reverse();
    let reversed = read(&documents).unwrap();
    assert_eq!(reversed.tally, expected);
    let sorted = |mut rows: Vec<String>| {
        rows.sort();
        rows
    };
    assert_eq!(sorted(movements(&reversed)), sorted(movements(&epcis)));
    assert_eq!(sorted(genealogy(&reversed)), sorted(genealogy(&epcis)));
    assert_eq!(sorted(production(&reversed)), sorted(production(&epcis)));
    assert!(!epcis.problems.iter().any(|problem| matches!(&problem.what, Finding::Epc { why: EpcFault::NotUri, .. })));
}
