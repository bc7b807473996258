//! What is known of one product at one site. It judges nothing.

/// One unit, in the 1/10000 in which all quantities are counted.
pub const ONE_UNIT: i64 = 10_000;

/// What came into the stock: made, received, returned to stock, adjusted upward.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Receipt {
    /// Day; `None` when unknown, which counts as there from the start.
    pub day: Option<i32>,
    /// Quantity, at least 0.
    pub quantity: i64,
    /// What it was.
    pub content: Content,
    /// The customer who brought it back, a number of any kind; `None` for all else.
    pub customer: Option<u32>,
}

/// What a receipt was.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Content {
    /// Of one lot.
    Lot(u32),
    /// Of unknown lots: between `min` and `max` affected, as the issue at another site was judged, or 0 and the quantity
    /// when nothing is known. Without an expected number it is estimated as what its customer had before, else as the
    /// stock.
    Unknown(Units),
}

/// What left the stock: an order line, a transfer, a consumption, a disposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Day; `None` when unknown.
    pub day: Option<i32>,
    /// Quantity, at least 0.
    pub quantity: i64,
    /// Lot recorded on the order line; `None` makes it a hidden issue, unless the stock move knows the lot.
    pub lot: Option<u32>,
    /// Lot of the stock move that belongs to it; `None` when there is no such move or it has none.
    pub moved_lot: Option<u32>,
    /// The customer who got it, a number as in [`Receipt::customer`].
    pub customer: Option<u32>,
}

/// One product at one site. Stock counted at the end may be given as an issue of its lot after the last day: what is on
/// hand was not sold.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'a> {
    /// All receipts, in any order.
    pub receipts: &'a [Receipt],
    /// All issues, in any order.
    pub issues: &'a [Issue],
    /// Whether the receipts are known at all.
    pub stock: StockRecord,
    /// How the product is measured.
    pub measure: Measure,
}

/// Whether there is a record of what came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockRecord {
    /// Receipts are recorded.
    Kept,
    /// Nothing is known of receipts: a hidden issue may hold anything, and no recorded lot can be contradicted.
    Absent,
}

/// How a product is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// In pieces. Only here there are probabilities.
    Counted,
    /// In kilograms, litres, metres.
    Measured,
}

/// Which lots are in scope. Lots are dense numbers from 0.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Whether each lot is affected.
    pub affected: &'a [bool],
    /// Expiry day of each lot, for [`Allocation::Fefo`]; lots beyond the end have none.
    pub expires_on: &'a [Option<i32>],
}

/// How hidden issues are taken to have been picked, for the estimate. The bounds do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allocation {
    /// At random from all that is there: the estimate that goes with the bounds.
    Bounds,
    /// The lot first that was first received (then the lowest lot).
    Fifo,
    /// The lot first that expires first; lots without an expiry day last, by receipt.
    Fefo,
}

/// Affected units of some issues.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Units {
    /// At least.
    pub min: i64,
    /// At most.
    pub max: i64,
    /// Estimate between the two; `None` when the stock record does not allow one.
    pub expected: Option<f64>,
}

impl Units {
    /// A number known exactly.
    pub fn exactly(units: i64) -> Units {
        Units { min: units, max: units, expected: Some(units as f64) }
    }

    /// Anything up to `units`.
    pub fn up_to(units: i64) -> Units {
        Units { min: 0, max: units, expected: None }
    }
}
