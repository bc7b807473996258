//! Results in three formats, to a folder, a file or standard output, hold the same values and are read back.

use polars::prelude::{AnyValue, ParquetReader, SerReader};

use crate::program::{Room, money, rows, testdata};

const TABLES: [&str; 6] = ["segments", "segment_summary", "thresholds", "profiles", "transitions", "clusters"];

/// A cell as CSV writes it.
fn written(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => (*text).to_string(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Int64(number) => number.to_string(),
        AnyValue::Float64(number) => number.to_string(),
        AnyValue::Boolean(yes) => yes.to_string(),
        AnyValue::Date(day) => chrono::NaiveDate::from_epoch_days(*day).unwrap().to_string(),
        AnyValue::Decimal(digits, _, scale) => {
            let unit = 10_i128.pow(u32::try_from(*scale).unwrap());
            let sign = if *digits < 0 { "-" } else { "" };
            format!("{sign}{}.{:0>width$}", digits.abs() / unit, digits.abs() % unit, width = *scale)
        }
        other => panic!("{other} is of a type that results do not have"),
    }
}

fn full(room: &Room, out: &str, flags: &str) {
    let line = format!("segment --quiet --compare-to 2026-03-31 --clusters 3 --out-dir {out} {flags}");
    let call = room.huike(&line).arg("--orders").arg(testdata("orders.csv"));
    call.arg("--customers").arg(testdata("customers.csv")).ok();
}

#[test]
fn parquet_and_ndjson_hold_what_csv_holds() {
    let room = Room::new();
    full(&room, "csv", "");
    full(&room, "parquet", "--format parquet");
    full(&room, "ndjson", "--format ndjson");
    for table in TABLES {
        let text = room.bytes(&format!("csv/{table}.csv"));
        let headers: Vec<String> =
            csv::Reader::from_reader(&text[..]).headers().unwrap().iter().map(str::to_string).collect();
        let wanted = rows(&text);
        assert!(!wanted.is_empty(), "{table}");

        let file = std::io::Cursor::new(room.bytes(&format!("parquet/{table}.parquet")));
        let frame = ParquetReader::new(file).finish().unwrap();
        let names: Vec<String> = frame.get_column_names().iter().map(|name| name.to_string()).collect();
        assert_eq!(names, headers, "{table}");
        assert_eq!(frame.height(), wanted.len(), "{table}");
        for header in &headers {
            let column = frame.column(header).unwrap();
            for (at, row) in wanted.iter().enumerate() {
                assert_eq!(written(&column.get(at).unwrap()), row[header], "{table}, {header}, row {at}");
            }
        }

        let text = room.text(&format!("ndjson/{table}.ndjson"));
        assert_eq!(text.lines().count(), wanted.len(), "{table}");
        for (line, row) in text.lines().zip(&wanted) {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            assert_eq!(object.keys().collect::<Vec<_>>(), headers.iter().collect::<Vec<_>>());
            for (key, value) in object {
                let equal = match &value {
                    serde_json::Value::Null => row[&key].is_empty(),
                    serde_json::Value::String(text) => *text == row[&key],
                    // The digits themselves, so that money is exact.
                    _ => line.contains(&format!("\"{key}\":{}", row[&key])),
                };
                assert!(equal, "{table}, {key}: {value} and {}", row[&key]);
            }
        }
    }
}

#[test]
fn another_format_in_the_same_folder_replaces_the_tables() {
    let room = Room::new();
    full(&room, "out", "");
    let before = room.names("out");
    assert!(before.contains(&"segments.csv".to_string()) && before.contains(&"clusters.csv".to_string()));
    let call = room.huike("segment --quiet --format parquet --out-dir out --orders").arg(testdata("orders.csv"));
    call.ok();
    let names = room.names("out");
    assert!(names.contains(&"segments.parquet".to_string()), "{names:?}");
    assert!(!names.iter().any(|name| name.ends_with(".csv") || name.starts_with("clusters")), "{names:?}");
}

#[test]
fn standard_output_carries_the_table_and_nothing_else() {
    let room = Room::new();
    full(&room, "out", "");
    let same = "segment --compare-to 2026-03-31 --clusters 3 -o -";
    let call = |flags: &str| {
        let call = room.huike(&format!("{same} {flags} --orders")).arg(testdata("orders.csv"));
        call.arg("--customers").arg(testdata("customers.csv")).ok()
    };
    let outcome = call("");
    assert!(outcome.stdout == room.bytes("out/segments.csv"), "standard output is not segments.csv");
    assert!(outcome.stderr.contains("Champions"), "the summary belongs on standard error: {}", outcome.stderr);
    assert_eq!(call("--quiet").stderr, "");
    assert!(call("--format parquet").stdout.starts_with(b"PAR1"));
    assert!(call("--format ndjson").stdout.starts_with(b"{\"customer_id\":\"00000001\","));
}

#[test]
fn the_extension_of_the_output_names_its_format() {
    let room = Room::new();
    let call = |output: &str, flags: &str| {
        let line = format!("segment --quiet {flags} -o {output} --orders");
        room.huike(&line).arg(testdata("orders.csv"))
    };
    call("s.csv", "").ok();
    call("s.parquet", "").ok();
    call("s.ndjson", "").ok();
    call("plain", "--format parquet").ok();
    assert!(room.bytes("s.csv").starts_with(b"customer_id,") && room.bytes("s.ndjson").starts_with(b"{"));
    assert!(room.bytes("s.parquet").starts_with(b"PAR1") && room.bytes("s.parquet") == room.bytes("plain"));
    let frame = ParquetReader::new(std::io::Cursor::new(room.bytes("s.parquet"))).finish().unwrap();
    assert_eq!(frame.height(), room.rows("s.csv").len());
    let refused = call("t.parquet", "--format csv").fails(2);
    assert!(refused.stderr.contains("--format") && !room.path("t.parquet").exists(), "{}", refused.stderr);
    assert_eq!(room.names("."), ["plain", "s.csv", "s.ndjson", "s.parquet"]);
}

#[test]
fn own_segments_are_read_back_without_a_flag() {
    let room = Room::new();
    for file in ["before.csv", "before.parquet"] {
        let call = room.huike("segment --quiet --as-of 2026-03-31 -o").arg(file);
        call.arg("--orders").arg(testdata("orders.csv")).ok();
        let line = format!("segment --quiet --previous {file} --out-dir out --orders");
        room.huike(&line).arg(testdata("orders.csv")).ok();
        let stayed: i128 = room
            .rows("out/transitions.csv")
            .iter()
            .filter(|row| !row["from_segment"].is_empty())
            .map(|row| money(&row["customers"]) / 10_000)
            .sum();
        assert_eq!(stayed as usize, room.rows("before.csv").len(), "{file}");
        let inputs = room.manifest("out")["inputs"].clone();
        let columns =
            inputs.as_array().unwrap().iter().find(|input| input["table"] == "segments").unwrap()["columns"].clone();
        assert!(columns.as_array().unwrap().iter().all(|column| column["by"] == "exact"), "{columns}");
    }
}

/// Whether NDJSON can be read back or not: nobody's number may stand in a message.
#[test]
fn segments_in_ndjson_are_read_back_or_refused_without_a_leak() {
    let room = Room::new();
    room.huike("segment --quiet --as-of 2026-03-31 -o before.ndjson --orders").arg(testdata("orders.csv")).ok();
    let line = "segment --quiet --previous before.ndjson -o after.csv --orders";
    let outcome = room.huike(line).arg(testdata("orders.csv")).run();
    assert!(matches!(outcome.code, Some(0 | 3 | 4)), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("00000001"), "{}", outcome.stderr);
}

#[test]
fn files_that_no_run_wrote_stay_as_they_are() {
    let room = Room::new();
    room.write("out/clusters.csv", "my own\n");
    let call = || room.huike("segment --out-dir out --orders").arg(testdata("orders.csv"));
    call().ok();
    assert_eq!(room.text("out/clusters.csv"), "my own\n");
    room.write("alone/segments.csv", "my own\n");
    let run = room.huike("segment --out-dir alone --orders").arg(testdata("orders.csv")).fails(5);
    assert!(run.stderr.contains("segments.csv: is no file of huike's"), "{}", run.stderr);
    assert_eq!(room.text("alone/segments.csv"), "my own\n");
    assert!(!room.path("alone/run.json").exists());
}

#[test]
fn a_single_file_is_named_as_what_it_is() {
    let room = Room::new();
    let run = room.huike("segment -o list.csv --orders").arg(testdata("orders.csv")).ok();
    assert!(run.stderr.contains("written to list.csv (csv)"), "{}", run.stderr);
    let run = room.huike("segment -o list.xlsx --orders").arg(testdata("orders.csv")).fails(2);
    assert!(run.stderr.contains("list.xlsx") && run.stderr.contains(".parquet"), "{}", run.stderr);
    room.huike("segment -o list.xlsx --format csv --orders").arg(testdata("orders.csv")).ok();
}

#[test]
fn a_rule_that_meets_no_row_is_told() {
    let room = Room::new();
    room.write("o.csv", "customer_id,order_date,amount,status\n1,2026-06-01,100,done\n2,2026-06-30,900,cancelled\n");
    let run = room.huike("segment --exclude status=canceled --exclude status=done --out-dir out --orders o.csv").ok();
    assert!(run.stderr.contains("--exclude status=canceled left out no row"), "{}", run.stderr);
    assert!(!run.stderr.contains("--exclude status=done left out"), "{}", run.stderr);
    assert_eq!(room.manifest("out")["warnings"].as_array().map(Vec::len), Some(1));
}
