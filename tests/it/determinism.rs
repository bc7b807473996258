//! The same input and the same settings give the same bytes, whatever the threads, the machine's time zone and
//! language, and the order of rows.

use std::fs;

use crate::program::{Room, rows, testdata};

/// Everything the command can write.
const EVERYTHING: &str = "segment --quiet --orders orders.csv --customers customers.csv --exclude status=cancelled \
                          --drop-duplicates --compare-to 2026-03-31 --clusters 3 --cluster-on recency,monetary,category";

/// A room that holds an export.
fn room_with(folder: &std::path::Path) -> Room {
    let room = Room::new();
    for name in ["orders.csv", "customers.csv"] {
        room.write(name, fs::read(folder.join(name)).unwrap());
    }
    room
}

/// The manifest without what two runs may differ in.
fn settled(room: &Room, out: &str) -> serde_json::Value {
    let mut manifest = room.manifest(out);
    let object = manifest.as_object_mut().unwrap();
    assert!(object.remove("run").is_some() && object["settings"].as_object_mut().unwrap().remove("out-dir").is_some());
    manifest
}

/// Insists that two output folders hold the same files with the same bytes; `run.json` but for the run itself.
fn same_folders(room: &Room, one: &str, other: &str) {
    let names = room.names(one);
    assert!(names.contains(&"report.html".to_string()) && names.len() >= 8, "{names:?}");
    assert_eq!(names, room.names(other), "{other}");
    for name in names.iter().filter(|name| *name != "run.json") {
        let (left, right) = (room.bytes(&format!("{one}/{name}")), room.bytes(&format!("{other}/{name}")));
        assert!(left == right, "{name} of {other} differs");
    }
    assert_eq!(settled(room, one), settled(room, other), "{other}");
}

/// Enough rows for several batches, and more customers than clusters are fitted on.
#[test]
fn threads_change_nothing() {
    let room = Room::new();
    room.huike("demo-data --quiet --customers 8000 --seed 3 --out-dir demo").ok();
    let room = room_with(&room.path("demo"));
    for threads in ["1", "2", "8"] {
        let call = room.huike(EVERYTHING).arg("--max-rejects").arg("1%").arg("--out-dir").arg(threads);
        call.arg("--threads").arg(threads).ok();
    }
    assert!(room.rows("1/segments.csv").len() > 5_000);
    same_folders(&room, "1", "2");
    same_folders(&room, "1", "8");
}

#[test]
fn time_zone_and_language_of_the_machine_change_nothing() {
    let room = room_with(&testdata(""));
    let run = |out: &str, variables: &[(&str, &str)]| {
        let call = room.huike(EVERYTHING).arg("--out-dir").arg(out);
        variables.iter().fold(call, |call, (name, value)| call.env(name, value)).ok();
    };
    run("plain", &[]);
    let variants: [(&str, &[(&str, &str)]); 5] = [
        ("again", &[]),
        ("shanghai", &[("TZ", "Asia/Shanghai")]),
        ("new-york", &[("TZ", "America/New_York")]),
        ("c", &[("LANG", "C"), ("LC_ALL", "C")]),
        ("zh", &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Pacific/Kiritimati")]),
    ];
    for (out, variables) in variants {
        run(out, variables);
        same_folders(&room, "plain", out);
    }
}

/// A file with its rows in another order, the header kept.
fn shuffled(bytes: &[u8], step: usize) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let (header, rest) = records.split_first().unwrap();
    // A step that shares no factor with their number meets every row once.
    assert!((2..=step.min(rest.len())).all(|n| !step.is_multiple_of(n) || !rest.len().is_multiple_of(n)));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).unwrap();
    (0..rest.len()).for_each(|at| writer.write_record(&rest[at * step % rest.len()]).unwrap());
    writer.into_inner().unwrap()
}

#[test]
fn the_order_of_rows_changes_no_table() {
    let plain = room_with(&testdata(""));
    plain.huike(EVERYTHING).arg("--out-dir").arg("out").ok();
    for step in [1_999, 4_321] {
        let mixed = Room::new();
        for name in ["orders.csv", "customers.csv"] {
            let bytes = shuffled(&plain.bytes(name), step);
            assert_ne!(bytes, plain.bytes(name));
            mixed.write(name, bytes);
        }
        mixed.huike(EVERYTHING).arg("--out-dir").arg("out").ok();
        let names = plain.names("out");
        assert_eq!(names, mixed.names("out"));
        let tables: Vec<&String> = names.iter().filter(|name| name.ends_with(".csv")).collect();
        assert_eq!(tables.len(), 6, "{names:?}");
        for name in tables {
            let file = format!("out/{name}");
            assert!(plain.bytes(&file) == mixed.bytes(&file), "{name} differs with step {step}");
        }
        let model = |room: &Room| settled(room, "out")["model"].clone();
        assert_eq!(model(&plain), model(&mixed));
        assert_eq!(settled(&plain, "out")["ledger"], settled(&mixed, "out")["ledger"]);
    }
}

/// Data files keep their numbers, their ids and their headers in both languages; only segment names are translated.
#[test]
fn the_language_of_the_report_changes_no_number() {
    let room = room_with(&testdata(""));
    room.huike(EVERYTHING).arg("--out-dir").arg("en").ok();
    room.huike(EVERYTHING).arg("--lang").arg("zh").arg("--out-dir").arg("zh").ok();
    assert_eq!(room.names("en"), room.names("zh"));
    for name in room.names("en").iter().filter(|name| name.ends_with(".csv") && *name != "segments.csv") {
        assert!(room.bytes(&format!("en/{name}")) == room.bytes(&format!("zh/{name}")), "{name}");
    }
    let without_names = |out: &str| {
        let mut table = rows(&room.bytes(&format!("{out}/segments.csv")));
        let names: Vec<String> = table.iter_mut().map(|row| row.remove("segment_name").unwrap()).collect();
        (table, names)
    };
    let ((en, english), (zh, chinese)) = (without_names("en"), without_names("zh"));
    assert_eq!(en, zh);
    assert!(english.iter().all(|name| name.is_ascii()) && !chinese.iter().any(|name| name.is_ascii()));
    assert_eq!(settled(&room, "en")["model"], settled(&room, "zh")["model"]);
    let page = room.text("zh/report.html");
    assert!(page.contains("lang=\"zh") && page.contains("重要价值客户"), "the report is not in Chinese");
}
