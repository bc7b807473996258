//! Numbers of effectiveness checks from a file of the user: `class,from,to,checks[,on_site]` a row.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::error::Problem;
use crate::exports::small_file;
use crate::labels::{Text, recall_scope as labels};
use crate::models::effectiveness::{SamplingRow, SamplingTable};
use crate::models::hazard_class::HazardClass;

/// Classes in a sampling table.
const CLASSES: [(&str, u8); 6] = [("I", 1), ("II", 2), ("III", 3), ("1", 1), ("2", 2), ("3", 3)];

/// The table, or nothing and its problems.
pub(super) fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<SamplingTable> {
    let told = |why| Problem::at(path.display(), why);
    let read = small_file::read(path).and_then(|text| table(&text).map_err(told));
    read.map_err(|problem| problems.push(problem)).ok()
}

/// The number of a class in such a table; without a class there is none.
pub(super) fn number(class: HazardClass) -> Option<u8> {
    CLASSES.into_iter().find(|(name, _)| *name == class.id()).map(|(_, number)| number)
}

fn table(text: &str) -> Result<SamplingTable, Text> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().collect::<Result<Vec<StringRecord>, csv::Error>>().map_err(Text::verbatim)?;
    let is_header = |record: &StringRecord| record.iter().all(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
    let rows = records.iter().enumerate().filter(|(at, record)| *at > 0 || !is_header(record));
    let rows = rows.map(|(at, record)| row(record).ok_or_else(|| labels::CHECK_TABLE_CELLS.with(&[("n", &(at + 1))])));
    let rows: Vec<SamplingRow> = rows.collect::<Result<_, Text>>()?;
    if rows.is_empty() {
        return Err(labels::CHECK_TABLE_EMPTY.text());
    }
    SamplingTable::new(&rows).map_err(|error| error.text())
}

fn row(record: &StringRecord) -> Option<SamplingRow> {
    let cell = |at: usize| record.get(at).unwrap_or_default().trim();
    let number = |at: usize| cell(at).parse::<u64>().ok();
    let or_none = |at: usize| if cell(at).is_empty() { Some(None) } else { number(at).map(Some) };
    let (_, class) = CLASSES.into_iter().find(|(name, _)| *name == cell(0))?;
    let (to, on_site) = (or_none(2)?, or_none(4)?.unwrap_or_default());
    Some(SamplingRow { class, from: number(1)?, to, checks: number(3)?, on_site })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn rows_with_and_without_header_and_end() {
        let own = table("class,from,to,checks,on_site\nI,1,10,10,2\nI,11,,20,\n2,1,,5\n").unwrap();
        let of = |class, n| own.row(class, n).map(|row| (row.checks, row.on_site));
        assert_eq!([of(1, 10), of(1, 11), of(2, 7), of(3, 7)], [Some((10, 2)), Some((20, 0)), Some((5, 0)), None]);
        assert_eq!((number(HazardClass::II), number(HazardClass::None)), (Some(2), None));
    }

    #[test]
    fn what_is_no_table_is_told() {
        let told = |text| table(text).unwrap_err().render(Lang::En);
        assert!(told("class,from,to,checks\nIV,1,2,3\n").starts_with("row 2 is no class"));
        assert!(told("I,1,x,3\n").starts_with("row 1 is no class"));
        assert_eq!(told("class,from,to,checks\n"), "holds no row");
        assert!(told("I,1,9,3\nI,5,,3\n").contains("overlaps"));
    }
}
