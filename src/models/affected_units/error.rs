//! Why a pool cannot be judged.

use crate::labels::{Label, Text};

/// Why a pool, or returns, cannot be judged. Positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolError {
    /// The receipt at this position has a negative quantity, or affected units outside of it.
    Receipt {
        /// Position in the receipts.
        position: usize,
    },
    /// The issue, sale or return at this position has a negative quantity, or affected units outside of it.
    Issue {
        /// Position in the input.
        position: usize,
    },
    /// The lot with this number is not in the scope's list of lots.
    UnknownLot {
        /// The lot.
        lot: u32,
    },
    /// All quantities together are too large to add up.
    TooLarge,
}

const RECEIPT: Label = Label::new(
    "receipt number {n} has a negative quantity, or more affected units than it has units",
    "第 {n} 条入库记录的数量为负，或受影响数量超出该记录的数量",
);
const ISSUE: Label = Label::new(
    "issue number {n} has a negative quantity, or more affected units than it has units",
    "第 {n} 条出库记录的数量为负，或受影响数量超出该记录的数量",
);
const UNKNOWN_LOT: Label = Label::new("lot number {n} is not in the list of lots", "第 {n} 个批次不在批次清单中");
const TOO_LARGE: Label = Label::new("the quantities are too large to add up", "数量过大，无法求和");

impl PoolError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            PoolError::Receipt { position } => RECEIPT.with(&[("n", &(position + 1))]),
            PoolError::Issue { position } => ISSUE.with(&[("n", &(position + 1))]),
            PoolError::UnknownLot { lot } => UNKNOWN_LOT.with(&[("n", &(u64::from(*lot) + 1))]),
            PoolError::TooLarge => TOO_LARGE.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_have_no_unfilled_holes() {
        let errors = [
            PoolError::Receipt { position: 0 },
            PoolError::Issue { position: 4 },
            PoolError::UnknownLot { lot: u32::MAX },
            PoolError::TooLarge,
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
        assert!(errors[1].text().render(Lang::En).starts_with("issue number 5 "));
    }
}
