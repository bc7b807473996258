//! The file of holidays and make-up working days, `--holidays`: date, kind and name by header, or in this order without one.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::error::Problem;
use crate::exports::small_file;
use crate::labels::special_days as labels;
use crate::models::business_calendar::SpecialDays;
use crate::tables::normalise;

/// The names of each column.
const COLUMNS: [&[&str]; 3] = [
    &["date", "day", "日期", "日子"],
    &["kind", "type", "类型", "类别", "性质"],
    &["name", "holiday", "description", "名称", "节日", "说明", "备注"],
];

/// Reads the file; what is wrong is added to `problems`.
pub(super) fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<SpecialDays> {
    let found = small_file::read(path).map_err(|problem| vec![problem]).and_then(|text| parse(&text, path));
    found.map_err(|found| problems.extend(found)).ok()
}

fn parse(text: &str, path: &Path) -> Result<SpecialDays, Vec<Problem>> {
    let refuse =
        |label: crate::labels::Label| vec![Problem::at(path.display(), label.text()).hint(labels::HINT.text())];
    let records = records(text);
    let Some(first) = records.first() else { return Err(refuse(labels::EMPTY)) };
    let (places, header) = if begins_with_date(first) {
        ([Some(0), Some(1), Some(2)], 0)
    } else {
        let places = COLUMNS.map(|names| first.iter().position(|cell| names.contains(&normalise(cell).as_str())));
        if places[0].is_none() || places[1].is_none() {
            return Err(refuse(labels::HEADER));
        }
        (places, 1)
    };
    let rows = records.iter().skip(header).map(|record| {
        let [date, kind, name] = places.map(|place| place.and_then(|at| record.get(at)).unwrap_or_default());
        (date, kind, name)
    });
    let told = |own: crate::models::business_calendar::SpecialDayProblem| {
        Problem::at(path.display(), own.below(header).text()).hint(labels::HINT.text())
    };
    SpecialDays::from_rows(rows).map_err(|found| found.into_iter().map(told).collect())
}

fn records(text: &str) -> Vec<StringRecord> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    // Records of any width in text that is UTF-8: nothing else can be wrong with them.
    reader.records().filter_map(Result::ok).collect()
}

/// A date has a digit, and a name of a column has none.
fn begins_with_date(record: &StringRecord) -> bool {
    record.iter().any(|cell| cell.contains(|c: char| c.is_numeric()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    /// Days with their kinds and names.
    fn found(text: &str) -> Vec<(i32, String)> {
        let days = parse(text, Path::new("holidays.csv")).unwrap();
        days.days().iter().map(|own| (own.day, own.name.clone())).collect()
    }

    fn told(text: &str) -> Vec<String> {
        let problems = parse(text, Path::new("holidays.csv")).unwrap_err();
        problems.iter().map(|own| own.what.render(Lang::En)).collect()
    }

    #[test]
    fn columns_are_found_by_header_in_any_order_or_by_place() {
        let expected = vec![(20_362, "National Day, first".to_string()), (20_372, String::new())];
        let with = "date,kind,name\n2025-10-01,holiday,\"National Day, first\"\n2025-10-11,workday\n";
        assert_eq!(found(with), expected);
        let turned = "名称,类型,日期\n\"National Day, first\",休,2025-10-01\n,班,2025-10-11\n";
        assert_eq!(found(turned), expected);
        assert_eq!(found("2025-10-01,休,\"National Day, first\"\n2025-10-11,班\n"), expected);
    }

    #[test]
    fn what_is_no_list_of_days_is_refused() {
        // Neither a header nor a date: a row that would be lost.
        for text in ["Christmas,holiday\n2025-12-26,holiday\n", "day off,kind of\n2025-12-26,holiday\n"] {
            assert!(told(text)[0].contains("no columns"), "{text}");
        }
        for text in ["", "\n\n"] {
            assert!(told(text)[0].contains("no day"), "{text}");
        }
        // A header alone says that there are none.
        assert!(found("date,kind\n").is_empty());
        // Lines are those of the file.
        assert!(told("date,kind\n2025-10-01,holiday\n2025-13-01,holiday\n")[0].starts_with("row 3:"));
        assert!(told("2025-10-01,holiday\n2025-10-02,party\n")[0].starts_with("row 2:"));
    }
}
