//! Numbers of checks from a table that the user gives, such as those of FSIS Directive 8080.1. It knows no such table.

use crate::labels::{Label, Text};

/// One row: checks for a hazard class and a range of consignee counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamplingRow {
    /// Hazard class: 1, 2, 3.
    pub class: u8,
    /// Least number of consignees.
    pub from: u64,
    /// Greatest number; `None` without end.
    pub to: Option<u64>,
    /// Checks to make.
    pub checks: u64,
    /// Checks among these to make on site.
    pub on_site: u64,
}

/// A table without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplingTable {
    rows: Vec<SamplingRow>,
}

/// Why rows are no table. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplingTableError {
    /// A row ends before it begins, or has more checks on site than checks.
    Row {
        /// Position in the input.
        position: usize,
    },
    /// A row begins before another of its class has ended.
    Overlap {
        /// Position in the input.
        position: usize,
    },
}

const ROW: Label = Label::new(
    "row {n} of the sampling table ends before it begins, or has more checks on site than checks",
    "抽样表第 {n} 行的上限小于下限，或现场核查数多于核查总数",
);
const OVERLAP: Label = Label::new(
    "row {n} of the sampling table overlaps another row of its class",
    "抽样表第 {n} 行与同级别的另一行重叠",
);

impl SamplingTableError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            SamplingTableError::Row { position } => ROW.with(&[("n", &(position + 1))]),
            SamplingTableError::Overlap { position } => OVERLAP.with(&[("n", &(position + 1))]),
        }
    }
}

impl SamplingTable {
    /// A table of these rows, in any order.
    pub fn new(rows: &[SamplingRow]) -> Result<SamplingTable, SamplingTableError> {
        let bad = |row: &SamplingRow| row.to.is_some_and(|to| to < row.from) || row.on_site > row.checks;
        if let Some(position) = rows.iter().position(bad) {
            return Err(SamplingTableError::Row { position });
        }
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|at| (rows[*at].class, rows[*at].from));
        for pair in order.windows(2) {
            let (before, row) = (&rows[pair[0]], &rows[pair[1]]);
            if before.class == row.class && before.to.is_none_or(|to| to >= row.from) {
                return Err(SamplingTableError::Overlap { position: pair[1] });
            }
        }
        Ok(SamplingTable { rows: order.into_iter().map(|at| rows[at]).collect() })
    }

    /// The row for a class and a number of consignees; `None` where the table has a gap.
    pub fn row(&self, class: u8, consignees: u64) -> Option<SamplingRow> {
        let fits = |row: &&SamplingRow| {
            row.class == class && row.from <= consignees && row.to.is_none_or(|to| consignees <= to)
        };
        self.rows.iter().find(fits).copied()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn row(class: u8, from: u64, to: Option<u64>, checks: u64) -> SamplingRow {
        SamplingRow { class, from, to, checks, on_site: 0 }
    }

    #[test]
    fn looks_up_class_and_count() {
        let table =
            SamplingTable::new(&[row(1, 11, None, 20), row(2, 0, Some(5), 1), row(1, 0, Some(10), 10)]).unwrap();
        let checks = |class, n| table.row(class, n).map(|row| row.checks);
        assert_eq!(
            [checks(1, 10), checks(1, 11), checks(1, u64::MAX), checks(2, 5)],
            [Some(10), Some(20), Some(20), Some(1)]
        );
        assert_eq!((checks(2, 6), checks(3, 1)), (None, None));
    }

    #[test]
    fn refuses_what_contradicts_itself() {
        let error = |rows: &[SamplingRow]| SamplingTable::new(rows).unwrap_err();
        let errors = [
            (error(&[row(1, 5, Some(4), 1)]), SamplingTableError::Row { position: 0 }),
            (error(&[SamplingRow { on_site: 2, ..row(1, 0, None, 1) }]), SamplingTableError::Row { position: 0 }),
            (error(&[row(1, 10, None, 1), row(1, 0, Some(10), 1)]), SamplingTableError::Overlap { position: 0 }),
            (error(&[row(1, 0, None, 1), row(1, 10, Some(20), 1)]), SamplingTableError::Overlap { position: 1 }),
        ];
        for (got, want) in errors {
            assert_eq!(got, want);
            assert!(!got.text().render(Lang::Zh).contains('{') && !got.text().render(Lang::En).contains('{'));
        }
    }
}
