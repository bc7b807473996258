//! Whole files, through the doors by which commands read them: packed text, NDJSON, Parquet.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use huike::error::Error;
use huike::exports::cast::{DateOrder, DecimalMark};
use huike::exports::chunk::{Clocks, Rest};
use huike::exports::encoding::{ByteOrderMark, EncodingErrors};
use huike::exports::inspect::Look;
use huike::exports::masking::Values;
use huike::exports::records::Ragged;
use huike::exports::rejects::Rejects;
use huike::exports::text::TextOptions;
use huike::exports::{CurrencyRule, FileOptions, ReadOptions, Repairs, Request, read, source};
use huike::labels::Lang;
use huike::tables::{TABLES, orders::ORDERS};
use polars::prelude::{Column, DataType, TimeUnit};

use super::campaign::{Campaign, Cost, bytes, outcome};
use super::dice::Dice;
use super::seeds;
use crate::program::parquet;

#[test]
fn any_text_file_is_read_or_refused() {
    let mut seeds = [bytes(seeds::TABLES), bytes(seeds::JSON)].concat();
    for text in [seeds::TABLES[36], seeds::JSON[1]] {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        seeds.extend([gzip.finish().unwrap(), zstd::encode_all(text.as_bytes(), 3).unwrap()]);
    }
    let tokens = [&seeds::JSON_TOKENS[..], &seeds::TABLE_TOKENS[..]].concat();
    run("files", 300, seeds, &tokens);
}

#[test]
fn any_parquet_file_is_read_or_refused() {
    let ids = Column::new("customer_id".into(), ["A", "B", "B", "客"]);
    let days = Column::new("order_date".into(), [20_000i32, 20_001, 20_002, 20_003]);
    let amounts = Column::new("amount".into(), [Some(1.5f64), None, Some(-2.25), Some(1e9)]);
    let number = Column::new("order_id".into(), [1i64, 2, 3, 4]);
    let cast = |column: &Column, dtype: DataType| column.cast(&dtype).unwrap();
    let dates = cast(&days, DataType::Date);
    let instants = cast(&dates, DataType::Datetime(TimeUnit::Nanoseconds, None));
    let decimals = cast(&amounts, DataType::Decimal(18, 4));
    let seeds = vec![
        parquet(vec![ids.clone(), dates, amounts, number.clone()]),
        parquet(vec![ids, instants, decimals]),
        parquet(vec![number]),
        b"PAR1\0\0\0\0PAR1".to_vec(),
    ];
    run("parquet", 150, seeds, &["PAR1", "\0\0\0\0", "customer_id", "\u{15}\u{4}"]);
}

fn run(name: &str, usual: u64, seeds: Vec<Vec<u8>>, tokens: &[&str]) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap().to_string();
    Campaign { name, usual, cost: Cost::High, seeds, tokens }.run(|input, dice| {
        std::fs::write(&path, input).unwrap();
        let options = options(dice);
        outcome((looked_at(&path, &options.files), taken_in(&path, &options)))
    });
}

fn options(dice: &mut Dice) -> ReadOptions {
    let encoding_errors = if dice.one_in(2) { EncodingErrors::Replace } else { EncodingErrors::Strict };
    ReadOptions {
        maps: Vec::new(),
        files: FileOptions {
            text: TextOptions { encoding_errors, ..TextOptions::default() },
            ragged: dice.pick(&[Ragged::Reject, Ragged::Pad, Ragged::Error]),
            repairs: Repairs::Made,
            max_expand: 200,
            memory: 1 << 30,
        },
        decimal: dice.pick(&[DecimalMark::Point, DecimalMark::Comma]),
        date_order: dice.pick(&[None, Some(DateOrder::DayFirst)]),
        timezone: dice.pick(&[None, Some(chrono_tz::Asia::Shanghai)]),
        currency: match dice.one_in(4) {
            true => CurrencyRule::Any,
            false => CurrencyRule::One(dice.one_in(4).then(|| "CNY".to_string())),
        },
    }
}

/// What `inspect` sees in a file: kind of error, or its columns and repairs.
fn looked_at(path: &str, options: &FileOptions) -> u64 {
    let mut rows = 0u64;
    let found = source::find(&[path.to_string()], options.max_expand).and_then(|sources| {
        let mut clean = |_: &[String]| {
            rows += 1;
            Ok(())
        };
        let look = Look { tables: &TABLES, options, values: Values::Masked, lang: Lang::Zh };
        look.at(&sources[0], Some(&mut clean))
    });
    match found {
        Ok(found) => {
            assert!(rows >= found.rows && rows <= found.rows + 1);
            assert!(!serde_json::to_string(&found).unwrap().is_empty());
            let kinds: Vec<_> = found.repaired.keys().collect();
            outcome((found.columns.len().min(9), kinds, found.table, found.format))
        }
        Err(error) => told(&error),
    }
}

/// What an analysis takes from a file; its ledger has to add up.
fn taken_in(path: &str, options: &ReadOptions) -> u64 {
    let taken = AtomicU64::new(0);
    let mut rejects = Rejects::new(Values::Shown, Lang::En, ByteOrderMark::Absent);
    let summary = source::find(&[path.to_string()], options.files.max_expand).and_then(|sources| {
        let request = Request {
            table: &ORDERS,
            sources: &sources,
            wanted: &["customer_id", "order_date", "amount", "order_id"],
            tolerated: &[],
            exclude: &[],
            last_day: Some(20_500),
            attributes: None,
            rest: Rest::Hashed,
            clocks: Clocks::None,
            options,
        };
        read(&request, &mut rejects, &|_| {}, &|_, chunk| {
            taken.fetch_add(chunk.height() as u64, Ordering::Relaxed);
            Ok(())
        })
    });
    match summary {
        Ok(summary) => {
            let ledger = &summary.ledger;
            assert!(ledger.reconciles(), "{ledger:?}");
            assert_eq!(ledger.used.rows, taken.into_inner());
            assert_eq!(ledger.rejected_total().rows, rejects.rows());
            let reasons: Vec<_> = ledger.rejected.keys().collect();
            outcome((reasons, summary.repairs.keys().collect::<Vec<_>>(), summary.rounded.min(1)))
        }
        Err(error) => told(&error),
    }
}

fn told(error: &Error) -> u64 {
    assert!([Lang::En, Lang::Zh].iter().all(|lang| !error.lines(*lang).is_empty()));
    outcome((error.kind.exit_code(), error.problems.len().min(3)))
}
