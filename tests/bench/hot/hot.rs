//! Criterion benchmarks of what takes the time of a run: decode, split, cast, group, score, write.
//!
//! usage: cargo bench --manifest-path tests/bench/hot/Cargo.toml [NAME]

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::io::{self, Read};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use huike::deliver::format::{CellStyle, Format};
use huike::deliver::table::ResultTable;
use huike::exports::cast::{DateParser, DecimalMark, parse_money};
use huike::exports::dialect::{GivenDialect, SampleEnd, detect};
use huike::exports::encoding::{DecodeReader, Encoding};
use huike::exports::records::{Place, Ragged, cut, whole_records};
use huike::models::rfm::score::{Best, Scoring, fit};
use huike::reduce::purchases::{Duplicates, OrderLines};
use polars::prelude::{Column, DataFrame};

const LINES: u32 = 200_000;

/// Order lines, 20 a customer in no order.
fn order(at: u32) -> (String, i32, i64) {
    let spread = at.wrapping_mul(2_654_435_761);
    (
        format!("客{:08}", spread % (LINES / 20)),
        20_000 + (spread >> 16) as i32 % 730,
        i64::from(spread % 9_999_900) + 100,
    )
}

fn text() -> String {
    let mut text = String::from("customer_id,order_date,amount\n");
    for (id, day, amount) in (0..LINES).map(order) {
        let day = huike::exports::cast::format_date(day);
        text.push_str(&format!("{id},{day},{}.{:02}\n", amount / 10_000, amount / 100 % 100));
    }
    text
}

fn chunk() -> DataFrame {
    let lines: Vec<(String, i32, i64)> = (0..LINES).map(order).collect();
    let none: Vec<Option<String>> = vec![None; lines.len()];
    DataFrame::new_infer_height(vec![
        Column::new("customer_id".into(), lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>()),
        Column::new("order_date".into(), lines.iter().map(|line| line.1).collect::<Vec<i32>>()),
        Column::new("amount".into(), lines.iter().map(|line| line.2).collect::<Vec<i64>>()),
        Column::new("order_id".into(), none.clone()),
        Column::new("category".into(), none.clone()),
        Column::new("channel".into(), none.clone()),
        Column::new("store".into(), none),
    ])
    .unwrap()
}

fn reading(criterion: &mut Criterion) {
    let text = text();
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    let mut group = criterion.benchmark_group("bytes");
    group.throughput(Throughput::Bytes(bytes.len() as u64)).sample_size(20);
    group.bench_function("decode", |bencher| {
        bencher.iter(|| io::copy(&mut DecodeReader::new(&bytes[..], Encoding::GB18030), &mut io::sink()).unwrap());
    });
    let dialect = detect(&text[..100_000], SampleEnd::Cut, &GivenDialect::default(), &|_| false);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("split", |bencher| {
        bencher.iter(|| {
            black_box(whole_records(&text, &dialect));
            cut(&text, &dialect, Ragged::Reject, Place::Whole).height()
        });
    });
    group.finish();
}

fn cells(criterion: &mut Criterion) {
    let dates: Vec<String> = (0..LINES).map(|at| huike::exports::cast::format_date(order(at).1)).collect();
    let amounts: Vec<String> = (0..LINES).map(|at| format!("{}.{:02}", order(at).2 / 100, at % 100)).collect();
    let mut group = criterion.benchmark_group("cells");
    group.throughput(Throughput::Elements(u64::from(LINES))).sample_size(20);
    let parser = DateParser::new(None);
    group.bench_function("cast dates", |bencher| {
        bencher.iter(|| dates.iter().filter(|cell| parser.read(cell).is_ok()).count());
    });
    group.bench_function("cast amounts", |bencher| {
        bencher.iter(|| amounts.iter().filter(|cell| parse_money(cell, DecimalMark::Point).is_ok()).count());
    });
    group.finish();
}

fn customers(criterion: &mut Criterion) {
    let chunk = chunk();
    let mut group = criterion.benchmark_group("lines");
    group.throughput(Throughput::Elements(u64::from(LINES))).sample_size(20);
    group.bench_function("group", |bencher| {
        bencher.iter(|| {
            let lines = OrderLines::new(usize::MAX);
            lines.add(&chunk).unwrap();
            lines.finish(Duplicates::Kept, |days| Ok(days.len())).unwrap().customers.len()
        });
    });
    let values: Vec<f64> = (0..LINES).map(|at| order(at).2 as f64).collect();
    group.bench_function("score", |bencher| {
        bencher.iter(|| {
            let scale = fit(&values, 5, &Scoring::Ntile, Best::Highest).unwrap();
            values.iter().map(|value| u64::from(scale.score(*value))).sum::<u64>()
        });
    });
    let ids: Vec<String> = (0..LINES).map(|at| order(at).0).collect();
    group.bench_function("write", |bencher| {
        let table = ResultTable::in_batches("customers", ids.len(), 2, |rows| {
            ResultTable::build("customers")
                .text("customer_id", ids[rows.clone()].iter().map(Some))
                .day("last_purchase", rows.clone().map(|at| Some(order(at as u32).1)))
                .money("monetary", rows.map(|at| Some(i128::from(order(at as u32).2) * 100)))
        })
        .unwrap();
        bencher.iter(|| Format::Csv.write(&table, &mut io::sink(), CellStyle::AsIs).unwrap());
    });
    group.finish();
    // Reading a whole stream once shows what the machine gives at most.
    criterion.bench_function("copy", |bencher| {
        let bytes = vec![b'x'; 8 << 20];
        bencher.iter(|| (&bytes[..]).read_to_end(&mut Vec::new()).unwrap());
    });
}

criterion_group!(benches, reading, cells, customers);
criterion_main!(benches);
