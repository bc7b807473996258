//! How far a recall is and by when what is due: goals, numbers of checks, holidays, incidents, recipients of shipments.

use std::collections::BTreeSet;

use crate::program::{Room, Row, row};
use crate::recall::{SMALL, small};

/// One notice that arrived, one answer, one effectiveness check of the only business.
fn under_way() -> Room {
    let room = small();
    room.write("responses.csv", "customer_id,date,answer,channel,quantity\nC1,2025-04-07,has units,sms,1\n");
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,channel,outcome\n\
         C1,2025-04-06,2025-04-06,notification,sms,delivered\n\
         C3,2025-04-06,2025-04-06,notification,letter,delivered\n\
         C2,2025-04-08,2025-04-08,effectiveness check,phone,action taken\n",
    );
    room
}

const STANDING: &str = "--responses responses.csv --follow-ups follow-ups.csv --started 2025-04-05 --as-of 2025-04-30";

#[test]
fn working_days_of_the_plan_know_holidays_and_make_up_days() {
    let room = small();
    room.write("holidays.csv", "日期,类型,名称\n2025-03-31,休,假日\n2025/4/1,holiday,\n2025-03-29,补班,\n");
    let call = format!("recall-scope {SMALL} --lots F1 --hazard-class II --started 2025-03-28");
    let due = |more: &str, folder: &str| {
        let told = room.huike(&format!("{call} {more} --out-dir {folder}")).ok().stderr;
        let plan = room.rows(&format!("{folder}/plan.csv"));
        (row(&plan, "task_id", "notify_authority")["due_date"].clone(), told)
    };
    // A Friday and two working days.
    assert_eq!(due("", "plain").0, "2025-04-01");
    let (day, told) = due("--holidays holidays.csv", "special");
    assert_eq!(day, "2025-04-02");
    assert!(told.contains("--holidays ends on 2025-04-01"), "{told}");
    assert!(room.text("special/report.html").contains("without 2 holidays and with 1 make-up day"));
    room.write("holidays.csv", "2025-02-30,party\n");
    let refused = room.huike(&format!("{call} --holidays holidays.csv --out-dir refused")).fails(2);
    assert!(refused.stderr.contains("holidays.csv"), "{}", refused.stderr);
}

#[test]
fn figures_stand_against_their_goals() {
    let room = under_way();
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 {STANDING}");
    room.huike(&format!("{call} --goal responded=30% --goal notified=90% --out-dir out")).ok();
    let figures = room.rows("out/recall_figures.csv");
    let of = |figure: &str, audience: &str| {
        let own = figures.iter().find(|row| row["figure"] == figure && row["audience"] == audience).unwrap();
        ["part", "whole", "goal_percent", "met"].map(|column| own[column].as_str())
    };
    assert_eq!(of("responded", "all"), ["1", "3", "30", "true"]);
    assert_eq!(of("notified", "all"), ["2", "3", "90", "false"]);
    assert_eq!(of("checks_effective", "consignees"), ["1", "1", "", ""]);
    assert_eq!(of("accounted", "all")[2..], ["95", "false"]);
    for (lang, words) in [("en", "Against the goals"), ("zh", "目标达成情况")] {
        room.huike(&format!("{call} --lang {lang} --out-dir {lang}")).ok();
        assert!(room.text(&format!("{lang}/report.html")).contains(words), "{lang}");
    }
    let crossed = room.huike(&format!("{call} --fail-on responded<50% --out-dir out")).fails(10);
    assert!(crossed.stderr.contains("responded<50% is crossed: it is 33.3%"), "{}", crossed.stderr);
    let refused = [
        ("--goal answers=90%", "expected a goal such as responded=90%"),
        ("--goal responded=90% --goal responded=80%", "responded has two goals"),
    ];
    for (more, why) in refused {
        let outcome = room.huike(&format!("{call} {more} --out-dir out")).fails(2);
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
    }
    let alone = room.huike(&format!("recall-scope {SMALL} --lots F1 --goal responded=90%")).fails(2);
    assert!(alone.stderr.contains("needs --responses, --returns or --follow-ups"), "{}", alone.stderr);
}

/// A gave one of two back before the recall and the other because of it, B all three before; C gave one of five back without
/// its lot, and bought two of another lot besides; D's return is of the days of the recall.
#[test]
fn what_came_back_before_the_recall_is_not_out() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,unit\nF1,P,2026-01-10,40,pcs\nF2,P,2026-01-10,40,pcs\n");
    room.write(
        "o.csv",
        "order_id,customer_id,order_date,product_id,quantity,amount,lot_id\n\
         1,A,2026-01-20,P,2,20,F1\n2,A,2026-01-22,P,-1,-10,F1\n3,B,2026-01-20,P,3,30,F1\n4,B,2026-01-23,P,-3,-30,F1\n\
         5,C,2026-01-20,P,5,50,F1\n6,C,2026-01-20,P,2,20,F2\n7,C,2026-01-24,P,-1,-10,\n\
         8,D,2026-01-20,P,4,40,F1\n9,D,2026-02-11,P,-1,-10,F1\n",
    );
    room.write("r.csv", "date,customer_id,lot_id,quantity,disposition\n2026-02-20,A,F1,1,destroyed\n2026-02-20,C,F1,5,destroyed\n2026-02-20,D,F1,4,returned\n");
    room.write("f.csv", "customer_id,due_date,done_at,kind,channel,outcome\nA,2026-02-10,2026-02-10,recall notice,email,delivered\nB,2026-02-10,2026-02-10,recall notice,email,delivered\n");
    let call = "recall-scope -q --lots F1 --orders o.csv --production p.csv --follow-ups f.csv --returns r.csv --as-of 2026-03-01";
    room.huike(&format!("{call} --fail-on accounted<95% --out-dir out")).ok();
    let rows = room.rows("out/progress.csv");
    let of = |row: &Row| ["customer_id", "units", "outstanding", "above_sold"].map(|at| row[at].clone());
    let found: Vec<[String; 4]> = rows.iter().map(of).collect();
    // What C may have given back is expected to be of F1 by five sevenths.
    let expected = [["A", "1", "0", "0"], ["B", "0", "0", "0"], ["C", "4.2857", "0", "0"], ["D", "4", "0", "0"]];
    assert_eq!(found, expected);
    let figures = room.rows("out/recall_figures.csv");
    let accounted = row(&figures, "figure", "accounted");
    assert_eq!([&accounted["part"], &accounted["whole"]], ["9.2857", "9.2857"]);
    assert_eq!(room.rows("out/contacts.csv").len(), 4, "all are told");
}

#[test]
fn a_return_movement_of_a_serial_number_is_taken_off() {
    let room = Room::new();
    room.write("p.csv", "lot_id,product_id,made_on,quantity,unit,site\nF1,P,2026-01-01,10,pcs,W\n");
    room.write("o.csv", "order_id,customer_id,order_date,product_id,quantity,amount,store,lot_id,serial_no\n1,A,2026-01-04,P,1,10,W,F1,SN001\n2,B,2026-01-07,P,1,10,W,F1,SN002\n");
    for serial in ["", "SN001"] {
        room.write(
            "m.csv",
            format!("lot_id,date,kind,from,to,quantity,serial_no\nF1,2026-01-10,return,A,W,1,{serial}\n"),
        );
        room.huike("recall-scope -q --lots F1 --orders o.csv --production p.csv --movements m.csv --out-dir out").ok();
        let customers = room.rows("out/affected_customers.csv");
        let own = row(&customers, "customer_id", "A");
        let own = ["held_min", "held_max", "units_returned"].map(|name| own[name].as_str());
        assert_eq!(own, ["0", "0", "1"], "{serial}");
    }
}

#[test]
fn numbers_of_checks_come_from_a_table() {
    let room = under_way();
    room.write("checks.csv", "class,from,to,checks,on_site\nI,0,,9,9\nII,0,0,0,0\nII,1,5,1,1\n");
    let call = format!("recall-scope {SMALL} --lots F1 F2 {STANDING} --check-table checks.csv");
    let drawn = |class: &str| {
        let told = room.huike(&format!("{call} --hazard-class {class} --check-level E --out-dir out")).ok().stderr;
        let rows = room.rows("out/effectiveness_checks.csv");
        (rows.iter().map(|row| ["customer_id", "on_site"].map(|column| row[column].clone())).collect::<Vec<_>>(), told)
    };
    assert_eq!(drawn("II").0, [["C2", "true"]]);
    let (none, told) = drawn("III");
    assert!(none.is_empty());
    assert!(told.contains("has no row for 1 consignee and class III; level E is used"), "{told}");
    room.write("checks.csv", "class,from,to,checks\nIV,1,2,3\n");
    let refused = room.huike(&format!("{call} --out-dir out")).fails(2);
    assert!(refused.stderr.contains("checks.csv: row 2 is no class,from,to,checks"), "{}", refused.stderr);
}

#[test]
fn complaints_that_name_what_is_recalled_are_incidents() {
    let room = under_way();
    room.write(
        "complaints.csv",
        "customer_id,opened_at,lot_id,serial_no,product_id,category\n\
         C1,2025-04-02,F1,,P1,Injury\n\
         C2,2025-04-12,F1,,P1,defect\n\
         C2,2025-04-12,F2,,P1,defect\n\
         C1,2025-04-13,,SN0001,P1,defect\n\
         C1,2025-02-01,F1,,P1,no injury\n\
         C9,2025-05-02,F1,,P1,death\n",
    );
    let call = format!("recall-scope {SMALL} --lots F1 {STANDING} --complaints complaints.csv");
    let told = room.huike(&format!("{call} --explain-complaints --out-dir out")).ok().stderr;
    let monthly = room.rows("out/cpsc_monthly.csv");
    let of = |item: &str| -> Vec<&str> {
        monthly.iter().filter(|row| row["item"] == item).map(|row| row["this_month"].as_str()).collect()
    };
    // Before the recall, then since; the one of February is of another month, that of May lies after the as-of day.
    assert_eq!([of("incidents"), of("injuries"), of("deaths")], [["1", "1"], ["1", "0"], ["0", "0"]]);
    for text in [
        "1 complaint names an affected lot that the customer bought only after the complaint",
        "1 complaint names a lot that was made only after the complaint",
    ] {
        assert!(told.contains(text), "{text}\n{told}");
    }
    // The serial number leads to its lot.
    let causes = room.rows("out/common_causes.csv");
    let first = row(&causes, "lot_id", "F1");
    assert_eq!([first["complaints"].as_str(), first["of_complaints"].as_str()], ["4", "5"]);
}

/// The clinic and the ward write down what they get; the depot sends on.
#[test]
fn who_writes_down_receipts_alone_is_a_recipient() {
    let room = small();
    room.write(
        "movements.csv",
        "lot_id,date,kind,from,to,quantity\n\
         F1,2025-03-02,ship,plant,depot,10\n\
         F1,2025-03-03,receive,plant,depot,10\n\
         F1,2025-03-05,ship,depot,clinic,5\n\
         F1,2025-03-06,receive,depot,clinic,5\n\
         F1,2025-03-06,receive,depot,ward,2\n",
    );
    let call = "recall-scope --quiet --production production.csv --movements movements.csv --lots F1";
    let holders = |more: &str, folder: &str| {
        room.huike(&format!("{call}{more} --out-dir {folder}")).ok();
        let rows = room.rows(&format!("{folder}/affected_customers.csv"));
        rows.iter()
            .map(|row| ["customer_id", "units_min"].map(|column| row[column].clone()).join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(holders("", "out"), ["clinic 5", "ward 2"]);
    let balances = room.rows("out/mass_balance.csv");
    let sites: BTreeSet<&str> = balances.iter().map(|row| row["site"].as_str()).collect();
    assert_eq!(sites, BTreeSet::from(["depot", "plant"]));
    let depot = row(&balances, "site", "depot");
    assert_eq!(["received", "shipped", "unaccounted"].map(|column| depot[column].as_str()), ["10", "7", "3"]);
    assert!(room.rows("out/stock_to_hold.csv").is_empty());
    assert_eq!(holders(" --own-sites plant depot clinic", "named"), ["ward 2"]);
    assert_eq!(holders(" --own-sites plant", "plant"), ["depot 10"]);
    let typo = room.huike(&format!("{call} --own-sites plnt --out-dir typo")).fails(4);
    assert!(typo.stderr.contains("no movement comes to or leaves plnt"), "{}", typo.stderr);
}

/// Nobody says when the recall began and where it stands: its own events do.
#[test]
fn the_days_of_the_events_are_those_of_the_recall() {
    let room = under_way();
    let responses = room.text("responses.csv");
    room.write("responses.csv", format!("{responses}C4,2025-04-07,has units,sms,1\n"));
    let call = format!("recall-scope {SMALL} --lots F1 --responses responses.csv --follow-ups follow-ups.csv");
    let told = room.huike(&format!("{call} --out-dir out")).ok().stderr;
    let manifest = room.manifest("out");
    assert_eq!((&manifest["as_of"], &manifest["model"]["started"]), (&"2025-04-08".into(), &"2025-04-06".into()));
    let figures = room.rows("out/recall_figures.csv");
    let heard = figures.iter().find(|row| row["figure"] == "responded" && row["audience"] == "all").unwrap();
    assert_eq!(heard["part"], "1");
    assert!(
        told.contains("1 response does not count, or only as a sign of life: the customer is not affected"),
        "{told}"
    );
}

/// The documents of a partner are there beside our own: who wrote down that the goods came is still who got them.
#[test]
fn a_partner_whose_receipts_are_in_the_documents_is_a_recipient() {
    let room = Room::new();
    let event = |day: u8, step: &str, more: &str| {
        format!(
            r#"{{"type": "ObjectEvent", "eventTime": "2026-03-0{day}T10:00:00Z", "eventTimeZoneOffset": "+00:00",
            "bizStep": "{step}", "quantityList": [{{"epcClass": "urn:epc:class:lgtin:9521141.012345.998877",
            "quantity": 60}}], {more}}}"#
        )
    };
    let (plant, partner) = ("urn:epc:id:sgln:9521141.11111.0", "urn:epc:id:sgln:9520999.22222.0");
    let events = [
        event(1, "commissioning", &format!(r#""action": "ADD", "readPoint": {{"id": "{plant}"}}"#)),
        event(
            2,
            "shipping",
            &format!(
                r#""action": "OBSERVE", "readPoint": {{"id": "{plant}"}},
                "destinationList": [{{"type": "location", "destination": "{partner}"}}]"#
            ),
        ),
        event(
            3,
            "receiving",
            &format!(
                r#""action": "OBSERVE", "readPoint": {{"id": "{partner}"}},
                "sourceList": [{{"type": "location", "source": "{plant}"}}]"#
            ),
        ),
    ];
    room.write(
        "events.json",
        format!(
            r#"{{"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
            "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-10T00:00:00Z",
            "epcisBody": {{"eventList": [{}]}}}}"#,
            events.join(", ")
        ),
    );
    room.huike("recall-scope --quiet --epcis events.json --lots 998877 --tolerance 0% --out-dir out").ok();
    let customers = room.rows("out/affected_customers.csv");
    let found = ["customer_id", "units_min", "held_min"].map(|column| customers[0][column].as_str());
    assert_eq!((customers.len(), found), (1, ["9520999222227", "60", "60"]));
    let balances = room.rows("out/mass_balance.csv");
    assert_eq!((balances.len(), balances[0]["unaccounted"].as_str()), (1, "0"));
}
