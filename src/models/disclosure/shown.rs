//! The verdict on one count of a published table, and what the count alone decides.

/// Whether a count may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Published.
    Yes,
    /// Hidden because it is above 0 and below the smallest publishable count.
    Primary,
    /// Hidden because a primary count could otherwise be computed from it.
    Complementary,
}

impl Shown {
    /// Whether the count is hidden, for either reason.
    pub fn is_hidden(self) -> bool {
        self != Shown::Yes
    }

    /// Primary suppression: what the count alone decides.
    pub(super) fn first_look(count: u128, min_cell: u64) -> Shown {
        if 0 < count && count < u128::from(min_cell) { Shown::Primary } else { Shown::Yes }
    }
}
