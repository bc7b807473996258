//! Pollock's score of one file: success and nine measures of header, records and cells. Raw text stands in for the
//! normalised text of the original, which changes little where text is kept as text.

use std::collections::BTreeMap;

/// The score of an output against the clean table, from 0 to 10.
pub(super) fn score(output: &str, clean: &[Vec<String>]) -> f64 {
    if output.starts_with("Application Error") {
        return 0.0;
    }
    if clean.is_empty() {
        return 10.0;
    }
    let output = output.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(output.as_bytes());
    let loaded: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect();
    let header = |table: &[Vec<String>]| table.first().cloned().unwrap_or_default();
    let records = |table: &[Vec<String>]| table.iter().skip(1).map(|row| row.concat()).collect::<Vec<_>>();
    let cells = |table: &[Vec<String>]| table.concat();
    1.0 + measures(&header(clean), &header(&loaded))
        + measures(&records(clean), &records(&loaded))
        + measures(&cells(clean), &cells(&loaded))
}

/// Precision, recall and F1 of two multisets, added up.
fn measures(clean: &[String], loaded: &[String]) -> f64 {
    if clean.is_empty() {
        return 3.0;
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    clean.iter().for_each(|value| *counts.entry(value).or_default() += 1);
    let mut hits = 0;
    for value in loaded {
        if let Some(count) = counts.get_mut(value).filter(|count| **count > 0) {
            *count -= 1;
            hits += 1;
        }
    }
    if hits == 0 {
        return 0.0;
    }
    let (precision, recall) = (hits as f64 / clean.len() as f64, hits as f64 / loaded.len() as f64);
    precision + recall + 2.0 * precision * recall / (precision + recall)
}

#[test]
fn the_score_follows_the_published_rules() {
    let clean: Vec<Vec<String>> = [["a", "b"], ["1", "2"]].iter().map(|row| row.map(String::from).to_vec()).collect();
    assert_eq!(score("a,b\n1,2\n", &clean), 10.0);
    // Success, header and records in full; of the cells 2 of 4 and 2 of 3.
    let cells = 2.0 / 4.0 + 2.0 / 3.0 + 4.0 / 7.0;
    assert!((score("b,a\n12\n", &clean) - (7.0 + cells)).abs() < 1e-12);
    assert_eq!(score("Application Error\n", &clean), 0.0);
    assert_eq!(score("", &clean), 1.0);
    assert_eq!(score("anything", &[]), 10.0);
}
