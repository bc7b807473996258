//! What all faults of cells have in common. It knows no particular fault.

use crate::labels::Label;

/// Why a cell has no value.
pub trait Fault {
    /// The reason code of the rejects table: snake case, never changed once released.
    fn code(&self) -> &'static str;

    /// The reason as a sentence about the cell.
    fn label(&self) -> Label;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::exports::cast::{BooleanError, DateError, MoneyError};
    use crate::labels::Lang;

    #[test]
    fn codes_are_snake_case_and_mean_one_thing_each() {
        let faults: Vec<&dyn Fault> = MoneyError::ALL
            .iter()
            .map(|fault| fault as &dyn Fault)
            .chain(DateError::ALL.iter().map(|fault| fault as &dyn Fault))
            .chain(BooleanError::ALL.iter().map(|fault| fault as &dyn Fault))
            .collect();
        let codes: BTreeSet<_> = faults.iter().map(|fault| fault.code()).collect();
        assert_eq!(codes.len(), faults.len());
        for fault in faults {
            assert!(fault.code().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", fault.code());
            assert!(fault.label().get(Lang::Zh).chars().any(|c| c > '\u{4e00}'));
        }
    }
}
