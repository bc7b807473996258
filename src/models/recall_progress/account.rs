//! Units sold, accounted for, and outstanding. It is filled in by `books`.

use std::ops::AddAssign;

/// Whether a refund without a return accounts for a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refunds {
    /// The unit may still be used: refunds are shown apart, and it stays outstanding.
    #[default]
    Apart,
    /// A refund is the remedy, and the customer is told to dispose of the unit: it is accounted for.
    Remedy,
}

/// Units in 1/10000. `returned + corrected + disposed + declared` (and `refunded` where it is the remedy)
/// `= accounted() + above_estimate + above_sold`, and `accounted() + outstanding = distributed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Affected units out when the recall began, at least.
    pub at_least: i128,
    /// The same as estimated: the denominator.
    pub distributed: i128,
    /// The same at most.
    pub at_most: i128,
    /// Came back.
    pub returned: i128,
    /// Repaired or replaced in place.
    pub corrected: i128,
    /// Destroyed in place.
    pub disposed: i128,
    /// Paid back without coming back: of units without a serial number what was paid back of a lot beyond what came back.
    pub refunded: i128,
    /// Used up, thrown away, or not there any more, as the customer says.
    pub declared: i128,
    /// Out and not accounted for.
    pub outstanding: i128,
    /// Of these, passed on to somebody else, as the customer says.
    pub passed_on: i128,
    /// Returned, corrected, disposed of and refunded, up to what each customer can have been sold of each lot.
    pub recovered: i128,
    /// Of these, up to the estimate: the part of `distributed`.
    pub recovered_of_estimate: i128,
    /// Accounted for beyond the estimate, within what can have been sold.
    pub above_estimate: i128,
    /// Accounted for beyond what can have been sold.
    pub above_sold: i128,
}

impl Account {
    /// Units accounted for, up to those distributed.
    pub fn accounted(&self) -> i128 {
        self.distributed - self.outstanding
    }

    /// Accounted / distributed; `None` when nothing was distributed.
    pub fn accounted_share(&self) -> Option<f64> {
        (self.distributed > 0).then(|| self.accounted() as f64 / self.distributed as f64)
    }
}

impl AddAssign for Account {
    fn add_assign(&mut self, other: Account) {
        self.at_least += other.at_least;
        self.distributed += other.distributed;
        self.at_most += other.at_most;
        self.returned += other.returned;
        self.corrected += other.corrected;
        self.disposed += other.disposed;
        self.refunded += other.refunded;
        self.declared += other.declared;
        self.outstanding += other.outstanding;
        self.passed_on += other.passed_on;
        self.recovered += other.recovered;
        self.recovered_of_estimate += other.recovered_of_estimate;
        self.above_estimate += other.above_estimate;
        self.above_sold += other.above_sold;
    }
}
