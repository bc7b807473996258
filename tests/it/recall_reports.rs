//! What a recall reports of those who are told: customers told as one, units that came back from nobody known, what checks
//! prove, notices by short message, the language of the forms, and events that cannot be read.

use crate::program::{Room, row};
use crate::recall::{SMALL, small};

const PRODUCTION: &str = "lot_id,product_id,made_on,quantity,unit\nF1,FIN,2026-01-10,10,pcs\n";

/// A1 and A2 are one person with one notice, one answer and one parcel, all under A1.
#[test]
fn customers_told_as_one_stand_as_one() {
    let room = Room::new();
    room.write("production.csv", PRODUCTION);
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,quantity,amount,lot_id\n\
         1,A1,2026-02-01,FIN,2,20,F1\n2,A2,2026-02-02,FIN,3,30,F1\n3,B,2026-02-03,FIN,1,10,F1\n",
    );
    room.write(
        "customers.csv",
        "customer_id,name,phone,email\nA1,Ann Lee,13800138000,ann@gmail.com\nA2,Ann Lee,+86 138 0013 8000,\n\
         B,Bob Ray,,bob@gmail.com\n",
    );
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,channel,outcome\n\
         A1,2026-02-10,2026-02-10,recall notice,email,sent\nB,2026-02-10,2026-02-10,recall notice,email,sent\n",
    );
    room.write("responses.csv", "customer_id,date,answer,channel\nA1,2026-02-12,has units,email\n");
    room.write(
        "returns.csv",
        "date,customer_id,lot_id,quantity,disposition\n2026-02-14,A1,F1,5,received\n2026-02-14,B,F1,1,received\n",
    );
    let told = room
        .huike(
            "recall-scope --lots F1 --orders orders.csv --production production.csv --customers customers.csv \
             --follow-ups follow-ups.csv --responses responses.csv --returns returns.csv --out-dir out \
             --fail-on accounted<100% --fail-on responded<100%",
        )
        .ok()
        .stderr;
    assert!(!told.contains("more than can have been sold"), "{told}");
    let progress = room.rows("out/progress.csv");
    let found = |row: &crate::program::Row| {
        ["customer_id", "contact_id", "customer_ids", "status", "units", "above_sold"].map(|column| row[column].clone())
    };
    assert_eq!(
        progress.iter().map(found).collect::<Vec<_>>(),
        [["A1", "A1", "A1; A2", "reconciled", "5", "0"], ["B", "B", "B", "reconciled", "1", "0"]]
    );
    for figure in room.rows("out/recall_figures.csv").iter().filter(|row| row["audience"] == "all") {
        assert_eq!(figure["percent"], "100", "{figure:?}");
        let whole = if ["accounted", "recovered"].contains(&&*figure["figure"]) { "6" } else { "2" };
        assert_eq!(figure["whole"], whole, "{figure:?}");
    }
}

/// A lot and a serial number tell as well what came back; what names neither tells nothing.
#[test]
fn returns_without_a_customer_count() {
    let room = Room::new();
    room.write("production.csv", PRODUCTION);
    room.write(
        "orders.csv",
        "order_id,customer_id,order_date,product_id,quantity,amount,lot_id,serial_no\n\
         1,A,2026-02-01,FIN,1,10,F1,SN1\n2,B,2026-02-01,FIN,1,10,F1,SN2\n",
    );
    let run = |returns: &str, folder: &str| {
        room.write("returns.csv", format!("date,lot_id,serial_no,quantity,disposition\n{returns}"));
        let call = "recall-scope --lots F1 --orders orders.csv --production production.csv --returns returns.csv";
        let told = room.huike(&format!("{call} --out-dir {folder}")).ok().stderr;
        let figures = room.rows(&format!("{folder}/recall_figures.csv"));
        let part = |figure: &str| {
            let own = figures.iter().find(|row| row["figure"] == figure && row["audience"] == "all").unwrap();
            own["part"].clone()
        };
        let status: Vec<String> =
            room.rows(&format!("{folder}/progress.csv")).iter().map(|row| row["status"].clone()).collect();
        ([part("recovered"), part("accounted")], status.join(" "), told)
    };
    let (parts, status, _) = run("2026-02-14,F1,,1,destroyed\n", "lot");
    assert_eq!((parts, status.as_str()), (["1", "1"].map(String::from), "unreachable unreachable"));
    let monthly = room.rows("lot/cpsc_monthly.csv");
    let total = monthly.iter().find(|row| row["item"] == "units" && row["detail"] == "total").unwrap();
    assert_eq!([total["affected"].as_str(), total["cumulative"].as_str()], ["2", "1"]);
    let stage = room.rows("lot/china_stage_report.csv");
    let less = row(&stage, "detail", "减：已收回但未记录客户");
    assert_eq!([less["item"].as_str(), less["quantity"].as_str()], ["未召回原因", "-1"]);
    let (parts, status, _) = run("2026-02-14,,SN1,1,destroyed\n", "serial");
    assert_eq!((parts, status.as_str()), (["1", "1"].map(String::from), "reconciled unreachable"));
    let (parts, _, told) = run("2026-02-14,F1,,9,destroyed\n2026-02-15,,SN7,1,destroyed\n", "much");
    assert_eq!(parts, ["2", "2"]);
    for text in [
        "7 units came back without a customer beyond what can be left of their lots",
        "1 row of --returns not counted: no customer, affected lot or affected serial number is named",
    ] {
        assert!(told.contains(text), "{text}\n{told}");
    }
}

#[test]
fn checks_tell_what_they_prove_and_how_many_would_prove_more() {
    let room = small();
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,channel,outcome\n\
         C2,2025-04-06,2025-04-06,notification,letter,delivered\n\
         C2,2025-04-08,2025-04-08,effectiveness check,phone,action taken\n",
    );
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 --follow-ups follow-ups.csv");
    let columns = ["item", "confidence_percent", "percent", "percent_lower", "percent_upper", "checks", "consignees"];
    let evidence = |more: &str, folder: &str| {
        room.huike(&format!("{call} {more} --out-dir {folder}")).ok();
        let rows = room.rows(&format!("{folder}/effectiveness_evidence.csv"));
        rows.iter().map(|row| columns.map(|column| row[column].as_str()).join(" ")).collect::<Vec<String>>()
    };
    let rows = evidence("", "out");
    let expected = [
        "effective 95 100 100 100 1 1",
        "failing_at_most 95 0   1 1",
        "sample_without_failure 95 5   59 1",
        "sample_without_failure 95 1   299 1",
        "sample_without_failure 90 10   22 1",
    ];
    assert_eq!(rows, expected);
    let status = room.rows("out/status_report.csv");
    assert_eq!(row(&status, "item", "5 effective, per cent, lower 95 % limit")["value"], "100");
    for (lang, words) in [("en", "What the effectiveness checks prove"), ("zh", "有效性核查能证明什么")] {
        room.huike(&format!("{call} --lang {lang} --out-dir {lang}")).ok();
        let page = room.text(&format!("{lang}/report.html"));
        assert!(page.contains(words) && page.contains(">299<"), "{lang}");
    }
}

/// Each form is in the language of who asks for it, whatever that of the run.
#[test]
fn forms_are_in_one_language() {
    let room = small();
    room.write(
        "follow-ups.csv",
        "customer_id,due_date,done_at,kind,channel,outcome\n\
         C1,2025-04-06,2025-04-06,notification,sms,delivered\nC2,2025-04-06,2025-04-06,notification,letter,delivered\n",
    );
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 --follow-ups follow-ups.csv --recall recall.toml");
    for lang in ["en", "zh"] {
        room.huike(&format!("{call} --drill --lang {lang} --out-dir {lang}")).run();
    }
    let is_chinese = |text: &str| text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    for form in ["status_report", "cpsc_monthly", "china_stage_report"] {
        let [en, zh] = ["en", "zh"].map(|lang| room.text(&format!("{lang}/{form}.csv")));
        assert_eq!(en, zh, "{form}");
        for line in en.lines().skip(1) {
            assert_eq!(is_chinese(line), form == "china_stage_report", "{form}: {line}");
        }
    }
    assert!(!is_chinese(&room.text("zh/mock_recall.csv")));
    assert_eq!(room.rows("zh/notices_letter.csv")[0]["lots"], "F2（3 件）");
    assert_eq!(room.rows("en/notices_letter.csv")[0]["lots"], "F2 (3 units)");
}

#[test]
fn a_short_message_says_what_cannot_wait() {
    let room = small();
    let facts = room.text("recall.toml");
    room.write("recall.toml", format!("{facts}web = \"https://acme.cn/recall\"\n"));
    room.write("sms.txt", "{product} {stop_use} {contact}");
    room.write("email.txt", "Subject: {product}\nurgent voluntary");
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 --recall recall.toml --regime fda eu china");
    room.huike(&format!("{call} --template sms=sms.txt --template email=email.txt --out-dir out")).ok();
    let findings = room.rows("out/notice_findings.csv");
    let missing = |what: &str| {
        let own = findings.iter().filter(|row| row["channel"] == "sms" && row["what"].ends_with(what));
        own.filter(|row| row["severity"] == "missing").count()
    };
    assert_eq!([missing(": the lot or serial numbers"), missing(": the hazard")], [3, 3]);
    let mut all: Vec<_> = findings.iter().collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), findings.len(), "a finding stands there twice");
    assert_eq!(findings.iter().filter(|row| row["severity"] == "minimising").count(), 1);
    for lang in ["en", "zh"] {
        room.huike(&format!("{call} --lang {lang} --out-dir {lang}")).ok();
        assert!(room.rows(&format!("{lang}/notice_findings.csv")).iter().all(|row| row["channel"] != "sms"), "{lang}");
        let message = &room.rows(&format!("{lang}/notices_sms.csv"))[0]["body"];
        assert!(message.contains("https://acme.cn/recall") && message.contains("F1"), "{message}");
    }
}

#[test]
fn limits_are_of_the_kind_that_their_figure_is() {
    let room = small();
    let call = format!("recall-scope --quiet {SMALL} --lots F1 F2 --out-dir out --fail-on");
    for (limit, right) in
        [("direct_reach<95", "write direct_reach<95%"), ("affected_units>5%", "write affected_units>5")]
    {
        let refused = room.huike(&format!("{call} {limit}")).fails(2);
        assert!(refused.stderr.contains(right), "{}", refused.stderr);
    }
    // A number of contacts, or a share of them.
    room.huike(&format!("{call} unreachable>1")).ok();
    room.huike(&format!("{call} unreachable>30%")).fails(10);
}

/// The sale without a customer of the run before is nobody's fault in this one.
#[test]
fn the_run_before_has_no_rejects() {
    let room = small();
    let call = format!("recall-scope --quiet {SMALL} --lots F1");
    room.huike(&format!("{call} --out-dir before")).ok();
    room.huike(&format!("{call} --previous before --out-dir out")).ok();
    let names = room.names("out");
    assert!(names.iter().all(|name| !name.starts_with("reject")), "{names:?}");
    assert!(room.rows("out/changes.csv").is_empty());
}

#[test]
fn addresses_that_exist_nowhere_are_told() {
    let room = small();
    let customers = room.text("customers.csv").replace("C3,Cyd Fox,,,", "C3,Cyd Fox,,,cyd@example.com");
    room.write("customers.csv", customers);
    let told = room.huike(&format!("recall-scope {SMALL} --lots F1 F2 --out-dir out")).ok().stderr;
    let words = "1 customer has an e-mail address at a domain reserved for examples and tests, such as example.com";
    assert!(told.contains(words), "{told}");
}

/// An event that cannot be read is a row set aside like any other.
#[test]
fn events_that_cannot_be_read_are_rejects() {
    let room = Room::new();
    let event = |quantity: &str| {
        format!(
            r#"{{"type": "ObjectEvent", "eventTime": "2026-01-17T10:00:00Z", "eventTimeZoneOffset": "+00:00",
            "action": "OBSERVE", "bizStep": "shipping", "readPoint": {{"id": "urn:epc:id:sgln:0614141.00001.0"}},
            "quantityList": [{{"epcClass": "urn:epc:class:lgtin:4012345.022222.FIN1", "quantity": {quantity}}}],
            "destinationList": [{{"type": "possessing_party", "destination": "urn:epc:id:pgln:0777777.00000"}}]}}"#
        )
    };
    let document = format!(
        r#"{{"type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-01T00:00:00Z",
        "epcisBody": {{"eventList": [{}, {}]}}}}"#,
        event("5"),
        event("\"five\"")
    );
    room.write("events.json", document);
    let call = "recall-scope --lots FIN1 --epcis events.json --out-dir out";
    let refused = room.huike(call).fails(4).stderr;
    assert!(refused.contains("1 of 2 rows cannot be used, more than --max-rejects allows"), "{refused}");
    assert!(refused.contains("record 2, column quantityList"), "{refused}");
    room.huike(&format!("{call} --max-rejects 1")).ok();
    let rejects = room.rows("out/rejects.csv");
    let found = ["table", "file", "record", "column", "reason", "value"].map(|column| rejects[0][column].as_str());
    assert_eq!((rejects.len(), found), (1, ["epcis", "events.json", "2", "quantityList", "epcis_quantity", "five"]));
    let ledger = &room.manifest("out")["ledger"]["epcis"];
    let rows =
        [&ledger["read"], &ledger["used"], &ledger["rejected"]["epcis_quantity"]].map(|own| own["rows"].as_u64());
    assert_eq!(rows, [2, 1, 1].map(Some));
    assert!(room.text("out/rejected_epcis.csv").contains("urn:epc:class:lgtin:4012345.022222.FIN1"));
}
