//! How many rows of a chunk are in which currency, and the rules that leave rows out by it.

use std::collections::BTreeMap;

/// In which currencies amounts may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CurrencyRule {
    /// In one, as they are added up: that of `--currency`, which leaves out the others, or whichever it is.
    One(Option<String>),
    /// In any: no row is left out or refused for it, and amounts in several are not added up.
    Any,
}

impl CurrencyRule {
    /// The currency that `--currency` names.
    pub fn asked(&self) -> Option<&String> {
        match self {
            CurrencyRule::One(code) => code.as_ref(),
            CurrencyRule::Any => None,
        }
    }
}

/// Rows by the currency of their amounts.
#[derive(Clone, Debug, Default)]
pub struct Currencies {
    /// Rows used that tell one.
    pub used: BTreeMap<String, u64>,
    /// Rows left out because they tell another one than that asked for.
    pub others: BTreeMap<String, u64>,
    /// Rows used that tell none, in a table with amounts.
    pub untold: u64,
    /// Rows that tell the one asked for and are not used for another reason.
    pub unused: u64,
}

impl Currencies {
    /// Counts the rows by currency. A table `has_amounts` where one of its columns is summed up.
    pub(super) fn count(
        codes: Option<Vec<Option<String>>>,
        used: &[bool],
        foreign: Option<&[Option<&'static str>]>,
        has_amounts: bool,
    ) -> Currencies {
        let mut currencies = Currencies::default();
        let Some(codes) = codes else {
            currencies.untold = if has_amounts { used.iter().filter(|used| **used).count() as u64 } else { 0 };
            return currencies;
        };
        for (row, code) in codes.into_iter().enumerate() {
            let other = || foreign.is_some_and(|foreign| foreign[row] == Some(OTHER_CURRENCY));
            let rows = match (code, used[row]) {
                (None, true) => {
                    currencies.untold += u64::from(has_amounts);
                    continue;
                }
                (Some(code), true) => (&mut currencies.used, code),
                (Some(code), false) if other() => (&mut currencies.others, code),
                (code, false) => {
                    currencies.unused += u64::from(code.is_some());
                    continue;
                }
            };
            match rows.0.get_mut(&rows.1) {
                Some(count) => *count += 1,
                None => drop(rows.0.insert(rows.1, 1)),
            }
        }
        currencies
    }

    /// Counts all rows of another part of the same table.
    pub fn merge(&mut self, part: &Currencies) {
        self.untold += part.untold;
        self.unused += part.unused;
        for (all, part) in [(&mut self.used, &part.used), (&mut self.others, &part.others)] {
            for (code, rows) in part {
                *all.entry(code.clone()).or_default() += rows;
            }
        }
    }
}

/// Rule by which rows of another currency than that asked for are left out.
pub const OTHER_CURRENCY: &str = "other_currency";
/// Rule by which rows without a currency are left out, where one is asked for and others tell theirs.
pub const WITHOUT_CURRENCY: &str = "without_currency";
