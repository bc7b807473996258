//! What comes out: pages without personal data in both languages, formats, and one command that feeds the next.

use std::fmt::Write;

use crate::program::{Room, rows};

/// Texts and numbers that have to stay in their files.
fn canaries(room: &Room) {
    let mut surveys = String::from("customer_id,answered_at,metric,score,delivery,price,comment\n");
    let mut complaints = String::from("complaint_id,customer_id,opened_at,resolved_at,category,text\n");
    let mut follow_ups = String::from("customer_id,due_date,done_at,kind,outcome\n");
    let mut orders = String::from("order_id,customer_id,order_date,amount\n");
    for own in 0..400 {
        let month = super::month(own % 20);
        writeln!(
            surveys,
            "KUNDE-{own},{month}-10,csat,{},{},{},KANARIE-1",
            own / 20 % 5 + 1,
            own % 4 + 1,
            own / 7 % 5 + 1
        )
        .unwrap();
        writeln!(complaints, "FALL-{own},KUNDE-{own},{month}-11 10:00,{month}-12 10:00,parcel,KANARIE-2 parcel late")
            .unwrap();
        writeln!(follow_ups, "KUNDE-{own},{month}-15,{month}-15,care,KANARIE-3").unwrap();
        writeln!(orders, "BESTELLUNG-{own},KUNDE-{own},{month}-01,20").unwrap();
    }
    for (name, text) in
        [("surveys", surveys), ("complaints", complaints), ("follow_ups", follow_ups), ("orders", orders)]
    {
        room.write(&format!("{name}.csv"), text);
    }
    room.write(
        "goals.toml",
        "[[goal]]\nid = '1'\nmetric = 'csat'\ntarget = 90\nby = 2026-12-31\ndirection = 'higher'\n",
    );
}

/// The text of all headings, captions and heads of columns of a page.
fn headings(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["h1", "h2", "h3", "caption", "title"] {
        for part in page.split(&format!("<{name}>")).skip(1) {
            let inner = part.split(&format!("</{name}>")).next().unwrap();
            let mut text = String::new();
            let mut depth = 0;
            for sign in inner.chars() {
                depth += i32::from(sign == '<');
                if depth == 0 {
                    text.push(sign);
                }
                depth -= i32::from(sign == '>');
            }
            found.push(text);
        }
    }
    found
}

#[test]
fn reports_hold_no_personal_data_and_speak_one_language() {
    let room = Room::new();
    canaries(&room);
    let call = "satisfaction-report --quiet --surveys surveys.csv --complaints complaints.csv --follow-ups follow_ups.csv \
                --orders orders.csv --goals goals.toml --drivers delivery,price --items delivery,price \
                --event 2025-07-01=1 --sla resolution=24h --as-of 2025-08-31";
    for lang in ["en", "zh"] {
        room.huike(&format!("{call} --lang {lang} --out-dir {lang}")).ok();
        let page = room.text(&format!("{lang}/report.html"));
        for name in ["report.html", "digest.md"] {
            let text = room.text(&format!("{lang}/{name}"));
            for canary in ["KUNDE", "KANARIE", "FALL-", "BESTELLUNG", "http:", "https:", "<script", "src="] {
                assert!(!text.contains(canary), "{canary} is in {lang}/{name}");
            }
            // A name of a label that nobody filled in.
            assert!(!text.contains("{n}") && !text.contains("{value}") && !text.contains("{metric}"), "{lang}/{name}");
        }
        assert!(room.text(&format!("{lang}/digest.md")).starts_with("# "));
        assert!(page.contains(if lang == "zh" { "<html lang=\"zh" } else { "<html lang=\"en" }));
        let found = headings(&page);
        assert!(page.matches("<section").count() >= 8 && found.len() >= 25, "{}: {found:?}", found.len());
        let chinese = |text: &String| text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
        // Figures alone may stand in any language.
        let words = |text: &&String| text.chars().any(char::is_alphabetic);
        let wrong: Vec<&String> = found.iter().filter(words).filter(|text| chinese(text) != (lang == "zh")).collect();
        assert!(wrong.is_empty(), "{lang}: {wrong:?}");
    }
    // The ids are where they belong, so that this test can fail.
    assert!(room.text("en/complaint_cases.csv").contains("KUNDE-0"));
    assert!(!room.text("en/complaint_cases.csv").contains("KANARIE"));
    for name in ["satisfaction.csv", "complaints.csv", "follow_ups.csv", "follow_up_effects.csv", "alarms.csv"] {
        assert!(!room.text(&format!("en/{name}")).contains("KUNDE"), "{name}");
    }
}

#[test]
fn the_command_in_the_report_makes_the_report_again() {
    let room = Room::new();
    canaries(&room);
    let call = "satisfaction-report --quiet --surveys surveys.csv --complaints complaints.csv --by survey --drivers \
                delivery,price --items delivery,price --sla response=8h --sla resolution=24h";
    room.huike(&format!("{call} --out-dir first")).ok();
    let page = room.text("first/report.html");
    let command = page.split("huike satisfaction-report ").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert!(command.contains("--drivers delivery --drivers price"), "{command}");
    room.huike(&format!("satisfaction-report {}", command.replace("--out-dir DIR", "--quiet --out-dir again"))).ok();
    assert_eq!(room.text("again/report.html"), page);
}

#[test]
fn all_formats_hold_the_same_rows() {
    use polars::prelude::{ParquetReader, SerReader};
    let room = Room::new();
    canaries(&room);
    let call = "satisfaction-report --quiet --surveys surveys.csv --complaints complaints.csv --no-report";
    for format in ["csv", "parquet", "ndjson"] {
        room.huike(&format!("{call} --format {format} --out-dir {format}")).ok();
    }
    for name in ["satisfaction", "alarms", "complaints", "complaint_cases", "themes"] {
        let csv = room.rows(&format!("csv/{name}.csv"));
        let parquet = ParquetReader::new(std::io::Cursor::new(room.bytes(&format!("parquet/{name}.parquet"))));
        let frame = parquet.finish().unwrap();
        let lines: Vec<serde_json::Map<String, serde_json::Value>> = room
            .text(&format!("ndjson/{name}.ndjson"))
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!((frame.height(), lines.len()), (csv.len(), csv.len()), "{name}");
        for (csv, line) in csv.iter().zip(&lines) {
            assert_eq!(csv.len(), line.len(), "{name}");
            for (column, value) in line {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
                assert_eq!(csv[column], if value.is_null() { String::new() } else { text }, "{column} of {name}");
            }
        }
    }
    assert!(room.rows("csv/satisfaction.csv").len() > 40);
}

#[test]
fn standard_output_is_the_primary_table_and_nothing_else() {
    let room = Room::new();
    canaries(&room);
    let call = "satisfaction-report --surveys surveys.csv --complaints complaints.csv";
    room.huike(&format!("{call} --out-dir out")).ok();
    let piped = room.huike(&format!("{call} -o -")).ok().stdout;
    assert!(piped == room.bytes("out/satisfaction.csv"));
    assert!(rows(&piped).len() > 40);
}

#[test]
fn segments_come_from_the_command_before() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 1500 --seed 7 --out-dir demo").ok();
    let segments = room.huike("segment --quiet --orders demo/orders.csv -o -").ok().stdout;
    let call = "satisfaction-report --quiet --surveys demo/surveys.csv --metric mean --period quarter -o";
    room.huike(&format!("{call} chained.csv --segments -")).input(segments.clone()).ok();
    room.write("segments.csv", &segments);
    room.huike(&format!("{call} filed.csv --segments segments.csv")).ok();
    assert!(room.bytes("chained.csv") == room.bytes("filed.csv"));
    let of: std::collections::BTreeMap<String, String> =
        rows(&segments).into_iter().map(|row| (row["customer_id"].clone(), row["segment"].clone())).collect();
    let mut counted: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    let answers = room.rows("demo/surveys.csv");
    for answer in answers.iter().filter(|answer| answer["metric"] == "nps" && !answer["score"].is_empty()) {
        if let Some(segment) = of.get(&answer["customer_id"]) {
            *counted.entry(format!("segment={segment}")).or_default() += 1;
        }
    }
    let figures = room.rows("chained.csv");
    let mut compared = 0;
    for (segment, n) in &counted {
        let own = super::figure(&figures, "nps", segment, "");
        if !own["status"].starts_with("suppressed") {
            assert_eq!(own["n"], n.to_string(), "{segment}");
            compared += 1;
        }
    }
    assert!(compared >= 3, "{counted:?}");
    // People read the names of segments in their own language.
    let call = call.replace(" -o", " --lang zh --segments segments.csv --out-dir zh");
    room.huike(&call).ok();
    let page = room.text("zh/report.html");
    assert!(page.contains("忠诚客户") && !page.contains("Loyal") && !page.contains(">loyal<"));
}
