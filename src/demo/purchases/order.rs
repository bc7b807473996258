//! Orders and their lines. Draws nothing.

use crate::demo::catalogue::ELECTRONICS;
use crate::demo::person::Record;
use crate::demo::world::World;

/// Why an order exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum OrderKind {
    /// An ordinary purchase.
    Purchase,
    /// Placed and cancelled; the purchase follows on the same day.
    Cancelled,
    /// Bought and taken back on the same day.
    NetZero,
    /// Won by the campaign.
    Campaign,
}

/// One sale line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Line {
    pub(in crate::demo) product: usize,
    pub(in crate::demo) quantity: u32,
    /// Net of discount, in cents; 0 for a gift.
    pub(in crate::demo) amount: i64,
    pub(in crate::demo) gift: Gift,
    pub(in crate::demo) returned: Option<Return>,
    /// The finished lot it was taken from, once lots are planned; none for a cancelled line.
    pub(in crate::demo) lot: Option<usize>,
    pub(in crate::demo) lot_record: LotRecord,
}

/// Whether the shop wrote down the lot of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum LotRecord {
    /// Written down.
    Shown,
    /// Known to the truth only.
    Hidden,
}

impl Line {
    /// A line that stays sold, before lots are planned.
    pub(in crate::demo) fn new(product: usize, quantity: u32, amount: i64, gift: Gift) -> Line {
        Line { product, quantity, amount, gift, returned: None, lot: None, lot_record: LotRecord::Shown }
    }
}

/// Whether a line was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum Gift {
    /// Paid for.
    No,
    /// Given away.
    Yes,
}

/// What came back of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Return {
    pub(in crate::demo) day: i32,
    pub(in crate::demo) quantity: u32,
    /// Refunded cents, positive.
    pub(in crate::demo) refund: i64,
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Order {
    /// Unique over the company: 1,000 times the person's index plus its place in the person's history.
    pub(in crate::demo) number: u64,
    pub(in crate::demo) day: i32,
    pub(in crate::demo) kind: OrderKind,
    /// 0 on line, 1 in the shop, 2 by telephone.
    pub(in crate::demo) channel: usize,
    pub(in crate::demo) record: Record,
    pub(in crate::demo) lines: Vec<Line>,
}

impl Order {
    /// The id of the order.
    pub(in crate::demo) fn id(&self) -> String {
        format!("{:012}", self.number)
    }

    /// The serial number of the line at `place`; only single electronic units that were sold have one.
    pub(in crate::demo) fn serial(&self, world: &World, place: usize) -> Option<String> {
        let line = self.lines.get(place)?;
        let electronic = world.catalogue.products.get(line.product)?.category == ELECTRONICS;
        let sold = self.kind != OrderKind::Cancelled;
        (electronic && sold && line.quantity == 1).then(|| format!("SN{:012}{place}", self.number))
    }
}
