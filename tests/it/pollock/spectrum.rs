//! csv-spectrum: twelve small files that every reader has to get right.

use serde_json::Value;

use super::read;

#[test]
fn all_twelve_files_of_csv_spectrum_are_read() {
    let Some(folder) = std::env::var_os("HUIKE_REFERENCE_DATA") else {
        println!("skipped: HUIKE_REFERENCE_DATA is not set");
        return;
    };
    let folder = std::path::Path::new(&folder).join("csv-spectrum");
    let mut files = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        let output = read(&std::fs::read(&path).unwrap());
        let mut reader = csv::Reader::from_reader(output.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let truth = std::fs::read_to_string(folder.join("json").join(format!("{name}.json"))).unwrap();
        let mut truth: Vec<Value> = match serde_json::from_str(&truth).unwrap() {
            Value::Array(rows) => rows,
            row => vec![row],
        };
        if name == "location_coordinates" {
            // The truth of this file has another telephone number than the file itself.
            truth[0]["Contact Phone Number"] = Value::from("2095257564");
        }
        assert_eq!(rows.len(), truth.len(), "{name}");
        for (row, truth) in rows.iter().zip(&truth) {
            assert_eq!(header.len(), truth.as_object().unwrap().len(), "{name}");
            for (column, cell) in header.iter().zip(row) {
                assert_eq!(cell, truth[column].as_str().unwrap(), "{name}, {column}");
            }
        }
        files += 1;
    }
    assert_eq!(files, 12);
}
