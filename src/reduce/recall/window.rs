//! The days and stores to which a recall is limited, and where a sale stands to them.

/// Days and stores to which a recall is limited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day of sale.
    pub from: Option<i32>,
    /// Last day of sale.
    pub to: Option<i32>,
    /// Stores; all where none is named.
    pub stores: Vec<String>,
}

/// Where a sale stands to the days and stores of a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placement {
    /// On one of the days, in one of the stores.
    Inside,
    /// On one of the days; the recall is limited to stores, and in which it was sold is not told.
    StoreUnknown,
    /// On another day or in another store.
    Outside,
}

impl Window {
    pub(super) fn place(&self, day: i32, store: Option<&str>) -> Placement {
        let in_time = self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to);
        match store {
            _ if !in_time => Placement::Outside,
            _ if self.stores.is_empty() => Placement::Inside,
            None => Placement::StoreUnknown,
            Some(store) if self.stores.iter().any(|own| same_name(own, store)) => Placement::Inside,
            Some(_) => Placement::Outside,
        }
    }
}

/// Whether two names differ in nothing but upper and lower case, and blanks.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain =
        |name: &'_ str| name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    one == other || plain(one) == plain(other)
}
