//! Customer ids as numbers, the same for all tables of a run.

use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::StringChunked;

use crate::error::Error;
use crate::reduce::intern::{Batch, Interner};

/// Customers in order of first sight, from any thread.
#[derive(Debug, Default)]
pub struct Customers {
    interner: Mutex<Interner>,
}

/// All customers of a run, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankedCustomers {
    /// The ids, sorted; tables that are written later hold them too.
    pub ids: Arc<Vec<String>>,
    /// The place in `ids` of each code that [`Customers::codes`] gave.
    pub ranks: Vec<u32>,
}

/// What a missing customer id is coded as.
pub const NOBODY: u32 = u32::MAX;

impl Customers {
    /// The code of each id, [`NOBODY`] where there is none. Codes say nothing about the order of ids: see
    /// [`Customers::ranked`].
    ///
    /// # Errors
    /// An internal one where there are 2³² − 1 customers.
    pub fn codes(&self, ids: &StringChunked) -> Result<Vec<u32>, Error> {
        self.codes_of(&Batch::of(ids.iter()))
    }

    /// The same for ids that were made ready.
    ///
    /// # Errors
    /// As [`Customers::codes`].
    pub fn codes_of(&self, ids: &Batch<'_>) -> Result<Vec<u32>, Error> {
        let mut interner = self.interner.lock().unwrap_or_else(PoisonError::into_inner);
        ids.codes(&mut interner, NOBODY).ok_or_else(|| Error::internal("too many customers"))
    }

    /// The code of each id of a table, by its number there.
    ///
    /// # Errors
    /// As [`Customers::codes`].
    pub fn codes_from(&self, ids: &Interner) -> Result<Vec<u32>, Error> {
        let mut interner = self.interner.lock().unwrap_or_else(PoisonError::into_inner);
        ids.codes_in(&mut interner).ok_or_else(|| Error::internal("too many customers"))
    }

    /// The code of one id.
    ///
    /// # Errors
    /// As [`Customers::codes`].
    pub fn code(&self, id: &str) -> Result<u32, Error> {
        let mut interner = self.interner.lock().unwrap_or_else(PoisonError::into_inner);
        interner.code(id).ok_or_else(|| Error::internal("too many customers"))
    }

    /// All customers in the order of their ids, so that nothing depends on which row came first.
    pub fn ranked(self) -> RankedCustomers {
        let (ids, ranks) = self.interner.into_inner().unwrap_or_else(PoisonError::into_inner).sorted();
        RankedCustomers { ids: Arc::new(ids), ranks }
    }
}

impl RankedCustomers {
    /// The place of a code among the ids; [`NOBODY`] stays.
    pub fn rank(&self, code: u32) -> u32 {
        self.ranks.get(code as usize).copied().unwrap_or(NOBODY)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::{NamedFrom, StringChunked};

    use super::*;

    #[test]
    fn ranks_are_those_of_sorted_ids() {
        let customers = Customers::default();
        let ids = StringChunked::new("customer_id".into(), [Some("b"), None, Some("a"), Some("b")]);
        let codes = customers.codes(&ids).unwrap();
        assert_eq!((codes[0], codes[1]), (codes[3], NOBODY));
        assert_eq!(customers.code("c").unwrap(), 2);
        let ranked = customers.ranked();
        assert_eq!(*ranked.ids, ["a", "b", "c"]);
        let ranks: Vec<u32> = codes.iter().map(|code| ranked.rank(*code)).collect();
        assert_eq!(ranks, [1, NOBODY, 0, 1]);
    }
}
