//! Holidays and make-up working days from a file of the user, `--holidays`.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::error::Problem;
use crate::exports::source::read_small;
use crate::labels::Text;
use crate::models::business_calendar::SpecialDays;

/// The days of a file, or nothing and its problems. A row is `date,kind[,name]`.
pub(super) fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<SpecialDays> {
    let place = path.display().to_string();
    let text = read_small(path).map_err(|why| why.to_string());
    let records = match text.and_then(|text| records(&text).map_err(|why| why.to_string())) {
        Ok(records) => records,
        Err(why) => {
            problems.push(Problem::at(place, Text::verbatim(why)));
            return None;
        }
    };
    let cell = |record: &'_ StringRecord, at: usize| record.get(at).unwrap_or_default().trim().to_string();
    let rows: Vec<[String; 3]> = records.iter().map(|record| [0, 1, 2].map(|at| cell(record, at))).collect();
    let rows = rows.iter().map(|[date, kind, name]| (date.as_str(), kind.as_str(), name.as_str()));
    match SpecialDays::from_rows(rows) {
        Ok(days) => Some(days),
        Err(found) => {
            problems.extend(found.iter().map(|own| Problem::at(&place, own.text())));
            None
        }
    }
}

/// The rows below the header, where there is one: a date has a digit, and a name of a column has none.
fn records(text: &str) -> Result<Vec<StringRecord>, csv::Error> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records().collect::<Result<Vec<StringRecord>, csv::Error>>()?;
    let is_header = |record: &StringRecord| !record.get(0).is_some_and(|cell| cell.contains(|c: char| c.is_numeric()));
    if records.first().is_some_and(is_header) {
        records.remove(0);
    }
    Ok(records)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn holidays_with_and_without_header_and_names() {
        let with = records("date,kind,name\n2025-10-01,holiday,\"National Day, first\"\n2025-10-11,workday\n").unwrap();
        let without = records("2025-10-01,休,国庆节\n").unwrap();
        assert_eq!((with.len(), without.len()), (2, 1));
        assert_eq!((with[0].get(2), with[1].get(2)), (Some("National Day, first"), None));
        assert_eq!(records("").unwrap().len(), 0);
    }
}
