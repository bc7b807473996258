//! Whether a cell has enough answers to be shown. It hides nothing itself.
//!
//! Where cells are published together with their totals, one hidden cell follows from the others. The numbers of
//! answers decide then: give them, one row a segment and one column a period, to
//! [`suppress_table`](crate::models::disclosure::suppress_table) with [`SUPPRESSED_BELOW`] (for one list with its
//! total, to [`suppress_list`](crate::models::disclosure::suppress_list)), and blank score, interval, change and n of
//! every cell it hides. Sums of answers obey the same equations as their numbers, so that the pattern protects both.

use crate::labels::{Label, Text};

/// Cells with fewer answers are not shown.
pub const SUPPRESSED_BELOW: u64 = 10;

/// Cells with fewer answers are flagged as few.
pub const FEW_BELOW: u64 = 30;

const EMPTY: Label = Label::new("no answers", "无答案");
const SUPPRESSED: Label = Label::new("not shown: fewer than {least} answers", "不显示：答案少于 {least} 份");
const FEW: Label = Label::new("few answers: fewer than {least}", "答案较少：少于 {least} 份");
const ENOUGH: Label = Label::new("enough answers", "答案充足");

/// What the number of answers of a cell allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellSize {
    /// No answers: there is nothing to show and nobody to protect.
    Empty,
    /// 1 to 9 answers: not shown.
    Suppressed,
    /// 10 to 29 answers: shown with a flag.
    Few,
    /// 30 answers or more.
    Enough,
}

impl CellSize {
    /// Of a cell with `answers`: the number of them, not the effective one.
    pub fn of(answers: u64) -> CellSize {
        match answers {
            0 => CellSize::Empty,
            _ if answers < SUPPRESSED_BELOW => CellSize::Suppressed,
            _ if answers < FEW_BELOW => CellSize::Few,
            _ => CellSize::Enough,
        }
    }

    /// The same in words.
    pub fn text(self) -> Text {
        match self {
            CellSize::Empty => EMPTY.text(),
            CellSize::Suppressed => SUPPRESSED.with(&[("least", &SUPPRESSED_BELOW)]),
            CellSize::Few => FEW.with(&[("least", &FEW_BELOW)]),
            CellSize::Enough => ENOUGH.text(),
        }
    }

    /// A stable name for data files.
    pub fn id(self) -> &'static str {
        match self {
            CellSize::Empty => "empty",
            CellSize::Suppressed => "suppressed",
            CellSize::Few => "few",
            CellSize::Enough => "enough",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::disclosure::{Shown, suppress_table};

    #[test]
    fn the_borders() {
        use CellSize::{Empty, Enough, Few, Suppressed};
        let sizes = [0, 1, 9, 10, 29, 30, u64::MAX].map(CellSize::of);
        assert_eq!(sizes, [Empty, Suppressed, Suppressed, Few, Few, Enough, Enough]);
    }

    /// Two segments in two periods: the cell of 9 would follow from the totals, so the other three go with it.
    #[test]
    fn a_small_cell_does_not_follow_from_its_totals() {
        let hidden = suppress_table(&[9, 40, 25, 31], 2, SUPPRESSED_BELOW).unwrap();
        assert_eq!(hidden.cells[0], Shown::Primary);
        assert!(hidden.cells.iter().skip(1).all(|shown| *shown == Shown::Complementary));
        assert_eq!(hidden.grand_total, Shown::Yes);
    }
}
