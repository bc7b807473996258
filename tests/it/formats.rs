//! One export in many shapes gives one result, byte for byte; results in three formats hold the same values.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use polars::prelude::{
    Categories, Column, DataType, Int64Chunked, Int128Chunked, IntoColumn, IntoSeries, TimeUnit, TimeZone,
};

use crate::program::{Room, parquet};

/// An order line of the export: order, customer, day since 1970, cents, category.
struct Line {
    order: i64,
    customer: i64,
    day: i32,
    cents: i64,
    category: &'static str,
}

const CATEGORIES: [&str; 4] = ["家居", "零食,饮料", "“大促”\"礼盒\"", "美妆 & 个护"];

/// Some hundred lines, the same ones each time, with returns among them.
fn lines() -> Vec<Line> {
    let mut state = 20_260_630_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..400)
        .map(|order| {
            let sign = if draw(12) == 0 { -1 } else { 1 };
            let most = draw(90) + 1;
            Line {
                order: 900_000_000_000 + order,
                customer: 1_000 + draw(most) as i64,
                day: 20_000 + draw(600) as i32,
                cents: sign * draw(50_000) as i64,
                category: CATEGORIES[draw(4) as usize],
            }
        })
        .collect()
}

fn iso(day: i32) -> String {
    chrono::NaiveDate::from_epoch_days(day).unwrap().to_string()
}

/// The text of an export. Customers have numbers, or Chinese names of which one is beyond GBK.
fn text(lines: &[Line], delimiter: u8, customer: impl Fn(i64) -> String) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["订单号", "客户编号", "下单日期", "实付金额", "品类"]).unwrap();
    for line in lines {
        let amount = format!("{:.2}", line.cents as f64 / 100.0);
        let record = [line.order.to_string(), customer(line.customer), iso(line.day), amount, line.category.into()];
        writer.write_record(record).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn named(customer: i64) -> String {
    if customer == 1_001 { "𠮷野家总店".into() } else { format!("客户{customer:08}") }
}

/// The segments on standard output.
fn segments(room: &Room, orders: &str, flags: &str) -> Vec<u8> {
    let outcome = room.huike(&format!("segment --orders {orders} -o - {flags}")).ok();
    assert!(outcome.stdout.starts_with(b"customer_id,"), "{orders}: {}", outcome.stderr);
    outcome.stdout
}

fn same(got: &[u8], wanted: &[u8], what: &str) {
    assert!(got == wanted, "{what} gives other segments:\n{}", String::from_utf8_lossy(&got[..got.len().min(600)]));
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings_packings_and_delimiters_change_nothing() {
    let (room, lines) = (Room::new(), lines());
    let plain = text(&lines, b',', named);
    room.write("plain.csv", &plain);
    let wanted = segments(&room, "plain.csv", "");
    assert!(String::from_utf8(wanted.clone()).unwrap().contains("\n𠮷野家总店,"));
    let (gb18030, _, lossy) = encoding_rs::GB18030.encode(&plain);
    assert!(!lossy);
    let variants: [(&str, Vec<u8>); 11] = [
        ("bom.csv", format!("\u{feff}{plain}").into_bytes()),
        ("crlf.csv", plain.replace('\n', "\r\n").into_bytes()),
        ("utf-16le.csv", utf16(&plain, u16::to_le_bytes)),
        ("utf-16be.csv", utf16(&plain, u16::to_be_bytes)),
        ("gb18030.csv", gb18030.to_vec()),
        ("packed.csv.gz", gz(plain.as_bytes())),
        ("packed-gb18030.csv.gz", gz(&gb18030)),
        ("packed.csv.zst", zstd::encode_all(plain.as_bytes(), 3).unwrap()),
        ("semicolon.csv", text(&lines, b';', named).into_bytes()),
        ("tab.tsv", text(&lines, b'\t', named).into_bytes()),
        ("pipe.txt", text(&lines, b'|', named).into_bytes()),
    ];
    for (name, bytes) in variants {
        room.write(name, bytes);
        same(&segments(&room, name, ""), &wanted, name);
    }
    room.write("no-mark.csv", &utf16(&plain, u16::to_le_bytes)[2..]);
    same(&segments(&room, "no-mark.csv", "--encoding utf-16le"), &wanted, "UTF-16 without a mark");
}

#[test]
fn files_that_were_joined_with_their_byte_order_marks_are_one() {
    let (room, lines) = (Room::new(), lines());
    let plain = text(&lines, b',', named);
    room.write("plain.csv", &plain);
    let wanted = segments(&room, "plain.csv", "");
    let (one, two) = (text(&lines[..150], b',', named), text(&lines[150..], b',', named));
    let joined: [(&str, Vec<u8>); 3] = [
        ("utf-8.csv", format!("\u{feff}{one}\u{feff}{two}").into_bytes()),
        ("utf-16le.csv", [utf16(&one, u16::to_le_bytes), utf16(&two, u16::to_le_bytes)].concat()),
        ("utf-16be.csv", [utf16(&one, u16::to_be_bytes), utf16(&two, u16::to_be_bytes)].concat()),
    ];
    for (name, bytes) in joined {
        room.write(name, bytes);
        same(&segments(&room, name, ""), &wanted, name);
    }
    let object =
        |id: &str| format!("\u{feff}{{\"customer_id\":\"{id}\",\"order_date\":\"2026-01-02\",\"amount\":5}}\n");
    room.write("months.ndjson", ["A", "B"].map(object).concat());
    assert_eq!(segments(&room, "months.ndjson", "").iter().filter(|byte| **byte == b'\n').count(), 3);
}

#[test]
fn parquet_columns_of_any_sensible_type_change_nothing() {
    const DAY: i64 = 86_400_000_000;
    const HOUR: i64 = DAY / 24;
    let (room, lines) = (Room::new(), lines());
    room.write("plain.csv", text(&lines, b',', |customer| customer.to_string()));
    let wanted = segments(&room, "plain.csv", "");
    let ids: Vec<i64> = lines.iter().map(|line| line.customer).collect();
    let days: Vec<i32> = lines.iter().map(|line| line.day).collect();
    let cents: Vec<i64> = lines.iter().map(|line| line.cents).collect();
    let categories: Vec<&str> = lines.iter().map(|line| line.category).collect();
    let column = |name: &str, column: Column| column.with_name(name.into());
    let integers = Column::new("客户编号".into(), ids.clone());
    let cast = |column: &Column, to: DataType| column.cast(&to).unwrap();
    let zone = |name: &str| TimeZone::opt_try_new(Some(name)).unwrap();
    let instant = |hours: i64, unit: TimeUnit, zone: Option<TimeZone>| {
        let micros = days.iter().map(|day| i64::from(*day) * DAY + hours * HOUR);
        let ticks = micros.map(|micros| match unit {
            TimeUnit::Nanoseconds => micros * 1_000,
            TimeUnit::Microseconds => micros,
            TimeUnit::Milliseconds => micros / 1_000,
        });
        let ticks: Int64Chunked = ticks.map(Some).collect();
        column("下单日期", ticks.into_datetime(unit, zone).into_series().into_column())
    };
    let date = cast(&Column::new("下单日期".into(), days.clone()), DataType::Date);
    let floats = Column::new("实付金额".into(), cents.iter().map(|cents| *cents as f64 / 100.0).collect::<Vec<f64>>());
    let digits: Int128Chunked = cents.iter().map(|cents| Some(i128::from(*cents))).collect();
    let decimals = column("实付金额", digits.into_decimal_unchecked(12, 2).into_series().into_column());
    let plain = Column::new("品类".into(), categories);
    let dictionary = cast(&plain, DataType::from_categories(Categories::global()));
    let orders = Column::new("订单号".into(), lines.iter().map(|line| line.order).collect::<Vec<i64>>());
    let text_ids = cast(&integers, DataType::String);
    // In Shanghai it is two in the morning, in Greenwich still the evening before.
    let nanos = instant(-6, TimeUnit::Nanoseconds, zone("UTC"));
    let (micros, by_flag) = (TimeUnit::Microseconds, "--timezone Asia/Shanghai");
    let evening = |zone| instant(-6, TimeUnit::Microseconds, zone);
    let late = instant(23, TimeUnit::Milliseconds, zone("UTC"));
    let dictionary_ids = cast(&text_ids, DataType::from_categories(Categories::global()));
    let (ids32, float_ids) = (cast(&integers, DataType::UInt32), cast(&integers, DataType::Float64));
    let variants: [(&str, &Column, Column, &Column, &Column, &str); 10] = [
        ("text ids, dates, decimals", &text_ids, date.clone(), &decimals, &plain, ""),
        ("integer ids, dates, floats", &integers, date.clone(), &floats, &plain, ""),
        ("32-bit ids", &ids32, date.clone(), &decimals, &plain, ""),
        ("ids as floats", &float_ids, date.clone(), &decimals, &plain, ""),
        ("dictionaries", &dictionary_ids, date, &decimals, &dictionary, ""),
        ("plain timestamps", &integers, instant(23, micros, None), &decimals, &plain, ""),
        ("milliseconds in UTC", &integers, late, &decimals, &plain, ""),
        ("nanoseconds, zone by flag", &integers, nanos, &decimals, &plain, by_flag),
        ("UTC, zone by flag", &integers, evening(zone("UTC")), &decimals, &plain, by_flag),
        ("a zone of its own", &integers, evening(zone("Asia/Shanghai")), &decimals, &plain, ""),
    ];
    for (what, ids, dates, amounts, categories, flags) in variants {
        let columns = vec![orders.clone(), column("客户编号", ids.clone()), dates, amounts.clone(), categories.clone()];
        room.write("orders.parquet", parquet(columns));
        same(&segments(&room, "orders.parquet", flags), &wanted, what);
    }
    let stamped = text(&lines, b',', |customer| customer.to_string());
    let stamped = lines.iter().fold(stamped, |all, line| {
        all.replace(&format!(",{},", iso(line.day)), &format!(",{}T18:00:00Z,", iso(line.day - 1)))
    });
    room.write("stamped.csv", stamped);
    same(&segments(&room, "stamped.csv", "--timezone Asia/Shanghai"), &wanted, "text timestamps in UTC");
}

#[test]
fn several_files_globs_folders_and_standard_input_are_one_export() {
    let (room, lines) = (Room::new(), lines());
    let whole = text(&lines, b',', named);
    room.write("whole.csv", &whole);
    let wanted = segments(&room, "whole.csv", "");
    room.write("parts/a.csv", text(&lines[..150], b',', named));
    room.write("parts/b.tsv", encoding_rs::GB18030.encode(&text(&lines[150..300], b'\t', named)).0);
    room.write("parts/c.csv.gz", gz(text(&lines[300..], b';', named).as_bytes()));
    room.write("parts/notes.md", "not an export");
    let all = "parts/a.csv parts/b.tsv parts/c.csv.gz";
    let shuffled = "parts/c.csv.gz parts/a.csv parts/b.tsv";
    for typed in [all, shuffled, "parts", "parts/[abc].*", "parts/a.csv --orders parts/[bc]*"] {
        same(&segments(&room, typed, ""), &wanted, typed);
    }
    for typed in ["whole.csv whole.csv", "whole.csv ./whole.csv", "parts parts/a.csv", "whole.csv parts/../whole.csv"] {
        same(&segments(&room, typed, ""), &wanted, typed);
    }
    for (what, bytes) in [("text", whole.clone().into_bytes()), ("gz", gz(whole.as_bytes()))] {
        let outcome = room.huike("segment --orders - -o -").input(bytes).ok();
        same(&outcome.stdout, &wanted, what);
    }
}

/// A folder gives what its files hold, JSON lines as well, and not what an office program keeps beside an open file.
#[test]
fn json_lines_of_a_folder_are_read_and_locks_are_not() {
    let room = Room::new();
    let line = |id: &str| format!("{{\"customer_id\":\"{id}\",\"order_date\":\"2026-02-01\",\"amount\":5}}\n");
    room.write("exports/a.csv", "customer_id,order_date,amount\na,2026-01-01,10\n");
    room.write("exports/b.jsonl", line("b"));
    room.write("exports/c.ndjson.gz", gz(line("c").as_bytes()));
    room.write("exports/d.JSONL.zst", zstd::encode_all(line("d").as_bytes(), 3).unwrap());
    room.write("exports/~$a.csv", "Anna Smith");
    let table = String::from_utf8(segments(&room, "exports", "")).unwrap();
    let customers: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(customers, ["a", "b", "c", "d"]);
}

/// A zone need not have a name: other tools write offsets, and their days are not those of Greenwich.
#[test]
fn an_offset_is_a_time_zone_too() {
    let room = Room::new();
    let two_in_the_morning: Int64Chunked = [Some((20_500 * 24 - 6) * 3_600_000_000_i64)].into_iter().collect();
    for (zone, day) in [("+08:00", iso(20_500)), ("-05:00", iso(20_499)), ("+00:00", iso(20_499))] {
        let zone = TimeZone::opt_try_new(Some(zone)).unwrap();
        let dates = two_in_the_morning.clone().into_datetime(TimeUnit::Microseconds, zone).into_series();
        let columns = vec![
            Column::new("customer_id".into(), ["A1"]),
            dates.with_name("order_date".into()).into_column(),
            Column::new("amount".into(), [9.5]),
        ];
        room.write("orders.parquet", parquet(columns));
        room.huike("segment --quiet --orders orders.parquet -o out.csv").ok();
        assert_eq!(room.rows("out.csv")[0]["last_purchase"], day);
    }
}

/// Exports of neighbouring months overlap; a line is the same whichever way its cells are written.
#[test]
fn a_line_repeated_in_another_format_is_a_duplicate() {
    let (room, lines) = (Room::new(), lines());
    let plain = text(&lines, b',', |customer| customer.to_string());
    room.write("plain.csv", &plain);
    let wanted = segments(&room, "plain.csv", "--drop-duplicates");
    room.write("tab.tsv", text(&lines, b'\t', |customer| customer.to_string()));
    same(&segments(&room, "plain.csv tab.tsv", "--drop-duplicates"), &wanted, "a second delimiter");
    let slashes = lines.iter().fold(plain, |all, line| all.replace(&iso(line.day), &iso(line.day).replace('-', "/")));
    room.write("slashes.csv", slashes);
    same(&segments(&room, "plain.csv slashes.csv", "--drop-duplicates"), &wanted, "another way to write dates");
    let column =
        |name: &str, of: fn(&Line) -> i64| Column::new(name.into(), lines.iter().map(of).collect::<Vec<i64>>());
    let columns = vec![
        column("订单号", |line| line.order),
        column("客户编号", |line| line.customer),
        column("下单日期", |line| i64::from(line.day)).cast(&DataType::Date).unwrap(),
        Column::new("实付金额".into(), lines.iter().map(|line| line.cents as f64 / 100.0).collect::<Vec<f64>>()),
        Column::new("品类".into(), lines.iter().map(|line| line.category).collect::<Vec<&str>>()),
    ];
    room.write("orders.parquet", parquet(columns));
    same(&segments(&room, "plain.csv orders.parquet", "--drop-duplicates"), &wanted, "Parquet");
}

/// Two sales of one day are two, one sale with an empty cell is the same without the column, and columns of different
/// files stand in any order.
#[test]
fn times_tell_lines_apart_and_empty_cells_do_not() {
    let room = Room::new();
    let orders_of = |files: &str| -> String {
        let rows = crate::program::rows(&segments(&room, files, "--drop-duplicates --timezone Asia/Shanghai"));
        crate::program::row(&rows, "customer_id", "a")["orders"].clone()
    };
    let head = "customer_id,order_date,amount";
    room.write("twice.csv", format!("{head}\na,2026-01-01 10:00:00,10\na,2026-01-01 18:30,10\n"));
    assert_eq!(orders_of("twice.csv"), "2");
    assert_eq!(orders_of("twice.csv twice.csv"), "2");
    room.write("moment.csv", format!("{head}\na,2026-01-01T02:00:00Z,10\na,2026-01-01 18:30:00,10\n"));
    assert_eq!(orders_of("twice.csv moment.csv"), "2", "the same moments");
    room.write("day.csv", format!("{head}\na,2026-01-01,10\n"));
    room.write("midnight.csv", format!("{head}\na,2026-01-01 00:00,10\n"));
    assert_eq!(orders_of("day.csv midnight.csv"), "1");
    room.write("wide.csv", format!("{head},store,channel\na,2026-01-01,10,,\n"));
    assert_eq!(orders_of("day.csv wide.csv"), "1");
    room.write("store.csv", format!("{head},store,channel\na,2026-01-01,10,web,\n"));
    room.write("channel.csv", format!("channel,store,{head}\nweb,,a,2026-01-01,10\n"));
    room.write("turned.csv", format!("store,{head}\nweb,a,2026-01-01,10\n"));
    assert_eq!(orders_of("wide.csv store.csv"), "2");
    assert_eq!(orders_of("store.csv channel.csv"), "2", "the same text in another column");
    assert_eq!(orders_of("store.csv turned.csv"), "1");
}

/// What is wrong in line four of the file is told as record four.
#[test]
fn records_of_json_lines_are_counted_from_the_first_object() {
    let room = Room::new();
    let line = |id: &str, day: &str| format!("{{\"customer_id\":{id},\"order_date\":\"{day}\",\"amount\":1.004}}\n");
    let text =
        [line("\"a\"", "2026-01-01"), line("null", "2026-01-02"), line("\"b\"", "2026-01-03"), line("\"c\"", "x")];
    room.write("orders.ndjson", text.concat());
    room.huike("segment --quiet --orders orders.ndjson --max-rejects 60% --no-report --out-dir out").ok();
    let records: Vec<String> = room.rows("out/rejects.csv").iter().map(|row| row["record"].clone()).collect();
    assert_eq!(records, ["2", "4"]);
    // Amounts of four decimals add up in the ledger too.
    let ledger = &room.manifest("out")["ledger"]["orders"];
    let amounts = [&ledger["read"], &ledger["used"]].map(|tally| tally["amount"].as_str().unwrap().to_string());
    assert_eq!(amounts, ["4.0160", "2.0080"]);
}

/// What is set aside of a typed file is there to be corrected and read again: all columns, times in their zone, numbers
/// that are none as what they are.
#[test]
fn rows_of_a_typed_file_are_set_aside_whole() {
    let room = Room::new();
    let zone = TimeZone::opt_try_new(Some("Asia/Shanghai")).unwrap();
    // 2026-03-06 06:00 in Shanghai.
    let days: Int64Chunked = vec![Some(1_772_748_000_000_000); 4].into_iter().collect();
    let days = days.into_datetime(TimeUnit::Microseconds, zone).into_series().into_column();
    let columns = vec![
        Column::new("customer_id".into(), ["a", "b", "c", "d"]),
        days.with_name("order_date".into()),
        Column::new("amount".into(), [10.0, f64::NAN, f64::INFINITY, 5.0]),
        Column::new("status".into(), ["paid", "paid", "cancelled", "paid"]),
        Column::new("po_number".into(), [4711, 4712, 4713, 4714]),
        Column::new("rate".into(), [0.5, f64::NAN, 0.25, 0.5]),
    ];
    room.write("orders.parquet", parquet(columns));
    room.huike("segment --quiet --orders orders.parquet --max-rejects 60% --no-report --out-dir out").ok();
    let text = room.text("out/rejected_orders.csv");
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            "customer_id,order_date,amount,status,po_number,rate",
            "b,2026-03-06T06:00:00+08:00,NaN,paid,4712,",
            "c,2026-03-06T06:00:00+08:00,inf,cancelled,4713,0.25",
        ]
    );
    let values: Vec<String> = room.rows("out/rejects.csv").iter().map(|row| row["value"].clone()).collect();
    assert_eq!(values, ["NaN", "inf"]);
    // The table that inspect writes tells the same instants.
    room.huike("inspect --quiet orders.parquet -o clean.csv").ok();
    assert!(room.text("clean.csv").contains("\na,2026-03-06T06:00:00+08:00,10,paid,4711,0.5\n"));
    let of =
        |file: &str| room.huike(&format!("segment --orders {file} --exclude status=cancelled --max-rejects 2 -o -"));
    assert_eq!(of("clean.csv --timezone UTC").ok().stdout, of("orders.parquet --timezone UTC").ok().stdout);
}

/// Columns without single values are named with their types and are as good as empty; the others are read. The file was
/// written by pyarrow, with structs, maps (lists of structs to the decoder), lists, times, durations, half floats, bytes that are no text and bytes that are.
#[test]
fn columns_without_single_values_are_named_and_the_others_read() {
    let room = Room::new();
    room.write("o.parquet", include_bytes!("without_values.parquet"));
    let found: serde_json::Value = serde_json::from_slice(&room.huike("inspect o.parquet --json").ok().stdout).unwrap();
    let columns = found[0]["columns"].as_array().unwrap().iter();
    let types: Vec<Option<&str>> = columns.map(|column| column["unreadable"].as_str()).collect();
    let wanted = ["struct", "list", "list", "time", "duration", "half float", "binary"].map(Some);
    assert_eq!(types, [&[None; 3][..], &wanted, &[None]].concat());
    let said = room.huike("inspect o.parquet -o clean.csv").ok().stderr;
    assert!(said.contains("struct has the type struct") && said.contains("bytes has the type binary"), "{said}");
    let clean = room.text("clean.csv");
    assert_eq!(clean.lines().nth(2), Some("b,2026-01-01,2,,,,,,,,well"));
    same(&segments(&room, "clean.csv", ""), &segments(&room, "o.parquet", ""), "clean.csv");
    // An analysis refuses the file only where it needs such a column.
    let refused = room.huike("segment --orders o.parquet --map orders.amount=struct").run();
    assert!(refused.code == Some(3) && refused.stderr.contains("`struct` has the type struct"), "{}", refused.stderr);
}

/// A row is blank where nothing is in any of its columns, those included that no analysis reads.
#[test]
fn a_row_of_a_typed_file_is_blank_only_where_all_of_it_is() {
    let room = Room::new();
    let ids = Column::new("customer_id".into(), [Some("a"), None, None, Some("b")]);
    let days = Column::new("order_date".into(), [Some("2026-01-01"), None, None, Some("2026-01-03")]);
    let amounts = Column::new("amount".into(), [Some(1.5), None, None, Some(2.0)]);
    let gross = Column::new("gross".into(), [Some(1.5), Some(9_000.0), None, Some(2.0)]);
    room.write("orders.parquet", parquet(vec![ids, days, amounts, gross]));
    room.huike("segment --quiet --orders orders.parquet --max-rejects 60% --no-report --out-dir out").ok();
    let ledger = &room.manifest("out")["ledger"]["orders"];
    assert_eq!(
        (&ledger["rejected"]["missing"]["rows"], &ledger["excluded"]["blank_row"]["rows"]),
        (&1.into(), &1.into())
    );
    assert_eq!(room.rows("out/rejects.csv")[0]["record"], "2");
}
