//! A pollution benchmark after Pollock (Vitagliano et al., VLDB 2023), on tables of our own: each table is damaged in
//! every kind and number that Pollock lists, read without hints, and scored by Pollock's rules.

mod pollute;
mod score;
mod spectrum;
mod table;

use huike::exports::dialect::{GivenDialect, SampleEnd, detect};
use huike::exports::records::clean;

/// Reads a file and writes it in the form that is scored: comma, doubled quotes, first line the header as found.
pub(crate) fn read(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let dialect = detect(&text, SampleEnd::WholeFile, &GivenDialect::default(), &|_| false);
    let table = clean(&text, &dialect);
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in table.header.iter().chain(&table.rows) {
        out.write_record(record).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

/// Scores of a table by kind, and the two means.
fn benchmark(table: &[Vec<String>]) -> (Vec<(&'static str, f64)>, f64, f64) {
    let files = pollute::files(table);
    // Pollock has 2,290; CR LF is ours.
    assert_eq!(files.len(), 2291);
    let scored: Vec<(&'static str, f64, f64)> = files
        .iter()
        .map(|file| (file.kind, file.weight, score::score(&read(file.text.as_bytes()), &file.clean)))
        .collect();
    let simple = scored.iter().map(|(_, _, score)| score).sum::<f64>() / scored.len() as f64;
    let (mut kinds, mut weighted, mut weights) = (Vec::new(), 0.0, 0.0);
    for group in scored.chunk_by(|a, b| a.0 == b.0) {
        let mean = group.iter().map(|(_, _, score)| score).sum::<f64>() / group.len() as f64;
        weighted += group[0].1 * mean;
        weights += group[0].1;
        kinds.push((group[0].0, mean));
    }
    (kinds, simple, weighted / weights)
}

fn floors(name: &str, table: &[Vec<String>], exceptions: &[(&str, f64)]) {
    let (kinds, simple, weighted) = benchmark(table);
    if std::env::var_os("HUIKE_SHOW_SCORES").is_some() {
        println!("{name}: simple {simple:.4}, weighted {weighted:.4}");
        kinds.iter().filter(|(_, score)| *score < 9.9999).for_each(|(kind, score)| println!("    {kind}: {score:.4}"));
    }
    for (kind, score) in &kinds {
        let floor = exceptions.iter().find(|(known, _)| known == kind).map_or(9.9, |(_, floor)| *floor);
        assert!(*score >= floor, "{name}, {kind}: {score} below {floor}");
    }
    assert!(simple >= 9.9 && weighted >= 9.5, "{name}: simple {simple:.3}, weighted {weighted:.3}");
}

#[test]
fn a_sales_table_survives_every_kind_of_pollution() {
    floors("sales", &table::sales(), &[("delimiter space", 9.5)]);
}

#[test]
fn a_chinese_customer_table_survives_every_kind_of_pollution() {
    // Day and time of one column are two between spaces, in every row.
    floors("customers", &table::customers(), &[("delimiter space", 6.0)]);
}

#[test]
fn a_table_of_texts_survives_every_kind_of_pollution() {
    // Texts between spaces look like any text.
    floors("texts", &table::texts(), &[("delimiter space", 1.0)]);
}
