//! Movements of the lots of a recall.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use polars::prelude::DataFrame;

use crate::error::Error;
use crate::reduce::lots::Lots;

/// What a movement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoveKind {
    /// Came in, from outside or from another site.
    Receive,
    /// Left, for another site or outside.
    Ship,
    /// Came back.
    Return,
    /// Was destroyed.
    Scrap,
    /// The stock was corrected: by a positive quantity upward, or downward where the row names only where goods came from;
    /// see [`Move::gain`].
    Adjust,
}

/// Words for the kinds of movements, in lower case.
const WORDS: [(MoveKind, &[&str]); 5] = [
    (
        MoveKind::Receive,
        &["receive", "received", "receipt", "receiving", "in", "inbound", "入库", "收货", "采购入库", "调入", "进货"],
    ),
    (
        MoveKind::Ship,
        &[
            "ship",
            "shipped",
            "shipment",
            "shipping",
            "issue",
            "out",
            "outbound",
            "transfer",
            "出库",
            "发货",
            "销售出库",
            "调拨",
            "调出",
        ],
    ),
    (MoveKind::Return, &["return", "returned", "returning", "退货", "退回", "退库"]),
    (MoveKind::Scrap, &["scrap", "scrapped", "destroy", "destroyed", "disposal", "waste", "报废", "销毁", "报损"]),
    (MoveKind::Adjust, &["adjust", "adjusted", "adjustment", "correction", "count", "调整", "盘点", "盘盈", "盘亏"]),
];

impl MoveKind {
    /// The kind behind a word of an export.
    pub fn parse(word: &str) -> Option<MoveKind> {
        let word = word.trim().to_lowercase();
        WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind)
    }
}

/// One movement of one lot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The lot.
    pub lot: u32,
    /// Day; nothing where it is not known.
    pub day: Option<i32>,
    /// What it is.
    pub kind: MoveKind,
    /// Where it came from; nothing for outside.
    pub from: Option<Box<str>>,
    /// Where it went; nothing for outside.
    pub to: Option<Box<str>>,
    /// Quantity in 1/10000 of the unit of the lot, or of `unit`.
    pub quantity: i64,
    /// Unit of measure, where it cannot be turned into that of the lot.
    pub unit: Option<Box<str>>,
    /// Serial number.
    pub serial: Option<Box<str>>,
}

impl Move {
    /// By how much an adjustment corrects the stock, upward: one that names where it comes from and not where it goes is a loss.
    pub fn gain(&self) -> i64 {
        if self.to.is_none() && self.from.is_some() { self.quantity.saturating_neg() } else { self.quantity }
    }

    /// The corrections that a movement stands for: an adjustment between two places is a loss at the one and a gain at the
    /// other, and is no shipment whose arrival could be missing.
    fn by_place(self) -> impl Iterator<Item = Move> {
        let between = self.from.is_some() && self.to.is_some() && self.from != self.to;
        let gain = (self.kind == MoveKind::Adjust && between).then(|| Move { from: None, ..self.clone() });
        let own = if gain.is_some() { Move { to: None, ..self } } else { self };
        [own].into_iter().chain(gain)
    }
}

/// All movements of the lots of a recall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Sorted; rows that say the same are kept, as they may be two movements.
    pub rows: Vec<Move>,
    /// Rows that equal another one.
    pub repeated: u64,
    /// Places where goods of any lot are sent off, come back to, come in from outside, are destroyed or counted.
    pub handling: BTreeSet<Box<str>>,
    /// Places from which others write down that they received goods of any lot: a site of our own, or a supplier.
    pub senders: BTreeSet<Box<str>>,
    /// Places that are our own as they are named so.
    pub named: BTreeSet<Box<str>>,
    /// Places that are none of our own although they write down what they receive, or send what we do; see
    /// [`recipients`](super::recipients()).
    pub recipients: BTreeSet<Box<str>>,
    /// Customer ids of recipients that stand under their name.
    pub ids: BTreeMap<Box<str>, Box<str>>,
    /// Of places that receive goods of other lots without a sender: shipments of those lots to it, less such receipts.
    pub(super) arrivals: HashMap<Box<str>, i64>,
    /// Rows of lots that the recall does not concern.
    pub elsewhere: u64,
    /// Rows whose kind is not known; they are left out.
    pub unknown_kinds: u64,
    /// Rows without a quantity or a serial number; they are left out.
    pub without_quantity: u64,
    /// Rows without a day.
    pub undated: u64,
}

impl Moves {
    /// The customer id of a recipient: its name, where no other is known.
    pub fn id<'t>(&'t self, recipient: &'t str) -> &'t str {
        self.ids.get(recipient).map_or(recipient, |id| &**id)
    }

    /// Whether goods of a lot came in from outside, not back from where they had been sent.
    pub(super) fn is_bought_in(&self, row: &Move) -> bool {
        let start = self.rows.partition_point(|other| other.lot < row.lot);
        let of_lot = || self.rows[start..].iter().take_while(|other| other.lot == row.lot);
        let was_sent = |from: &str| of_lot().any(|other| other.to.as_deref() == Some(from));
        let outside = |from: &str| self.recipients.contains(from) && !was_sent(from);
        row.kind == MoveKind::Receive && row.from.as_deref().is_none_or(outside)
    }

    /// Counts shipments of other lots to a place, and receipts that name no sender: as many may be their arrival.
    fn arrive(&mut self, kind: MoveKind, from: Option<&str>, to: Option<&str>) {
        let by = match kind {
            MoveKind::Ship => 1,
            MoveKind::Receive if from.is_none() => -1,
            _ => return,
        };
        let Some(to) = to else { return };
        match self.arrivals.get_mut(to) {
            Some(sum) => *sum += by,
            None => drop(self.arrivals.insert(to.into(), by)),
        }
    }

    /// Gives receipts that name no sender that of the shipment whose arrival they are: one of the same lot to the same place,
    /// of the same quantity and serial number, as far as both tell one, on the same day or earlier. A shipment arrives
    /// once, and first where a receipt names its sender; of several the last one that can have arrived, so that earlier ones
    /// are left for earlier receipts. Places that receive without a sender otherwise handle goods.
    fn find_senders(&mut self) {
        let mut shipped: HashMap<(u32, Box<str>, i64), Vec<usize>> = HashMap::new();
        let is_open = |row: &Move| row.kind == MoveKind::Receive && row.from.is_none() && row.to.is_some();
        let mut open: Vec<usize> = (0..self.rows.len()).filter(|at| is_open(&self.rows[*at])).collect();
        let key = |row: &Move| Some((row.lot, row.to.clone()?, row.quantity));
        let sent = |row: &Move| row.kind == MoveKind::Ship && row.from.is_some();
        for at in (0..self.rows.len()).filter(|at| !open.is_empty() && sent(&self.rows[*at])) {
            key(&self.rows[at]).into_iter().for_each(|key| shipped.entry(key).or_default().push(at));
        }
        // The newest first, as each takes the newest shipment that is left: both lie at the end. Without a day it may have
        // been any.
        open.sort_by_key(|at| (self.rows[*at].serial.is_none(), Reverse(self.rows[*at].day)));
        let told =
            (0..self.rows.len()).filter(|at| self.rows[*at].kind == MoveKind::Receive && !is_open(&self.rows[*at]));
        let told: Vec<usize> = if open.is_empty() { Vec::new() } else { told.collect() };
        for at in told.into_iter().rev().chain(open) {
            let row = &self.rows[at];
            let fits = |other: &Move| {
                let same_serial =
                    row.serial.as_ref().zip(other.serial.as_ref()).is_none_or(|(one, other)| one == other);
                let in_time = row.day.zip(other.day).is_none_or(|(came, left)| left <= came);
                same_serial && in_time && row.from.as_ref().is_none_or(|from| Some(from) == other.from.as_ref())
            };
            let found = key(row).and_then(|key| shipped.get_mut(&key)).and_then(|all| {
                let place = all.iter().rposition(|other| fits(&self.rows[*other]))?;
                Some(all.remove(place))
            });
            match found {
                Some(other) => self.rows[at].from = self.rows[other].from.clone(),
                None if row.from.is_none() => self.handling.extend(row.to.clone()),
                None => {}
            }
        }
        let unsent = self.arrivals.drain().filter(|(_, sum)| *sum < 0).map(|(place, _)| place);
        self.handling.extend(unsent);
        self.rows.sort_unstable();
    }

    /// Takes note of the places at which a movement shows that goods are handled there, not only received.
    fn handle(&mut self, kind: MoveKind, from: Option<&str>, to: Option<&str>) {
        let places = match kind {
            MoveKind::Receive if from.is_none() => [None, None],
            MoveKind::Receive | MoveKind::Ship => [from, None],
            MoveKind::Return => [to, None],
            MoveKind::Scrap | MoveKind::Adjust => [from, to],
        };
        let set = match (kind, from) {
            (MoveKind::Receive, Some(_)) => &mut self.senders,
            _ => &mut self.handling,
        };
        for place in places.into_iter().flatten() {
            if !set.contains(place) {
                set.insert(place.into());
            }
        }
    }
}

/// Takes in chunks from any thread.
pub struct MoveRows<'a> {
    lots: &'a Lots,
    wanted: &'a [bool],
    gathered: Mutex<Moves>,
}

impl<'a> MoveRows<'a> {
    /// The columns it takes.
    pub const WANTED: [&'static str; 8] = ["lot_id", "date", "kind", "from", "to", "quantity", "unit", "serial_no"];

    /// Movements of the lots that are `wanted`, by number.
    pub fn new(lots: &'a Lots, wanted: &'a [bool]) -> MoveRows<'a> {
        MoveRows { lots, wanted, gathered: Mutex::default() }
    }

    /// Takes in a canonical chunk.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (lots, kinds, from, to, units, serials) =
            (text("lot_id")?, text("kind")?, text("from")?, text("to")?, text("unit")?, text("serial_no")?);
        let days = chunk.column("date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        let mut found = Moves::default();
        // There are few words, and a row of any lot has one.
        let mut parsed: HashMap<&str, Option<MoveKind>> = HashMap::new();
        for row in 0..chunk.height() {
            let kind = kinds.get(row).and_then(|word| *parsed.entry(word).or_insert_with(|| MoveKind::parse(word)));
            if let Some(kind) = kind {
                found.handle(kind, from.get(row), to.get(row));
            }
            let lot = lots.get(row).and_then(|lot| self.lots.find(lot));
            let Some(lot) = lot.filter(|lot| self.wanted.get(*lot as usize) == Some(&true)) else {
                kind.into_iter().for_each(|kind| found.arrive(kind, from.get(row), to.get(row)));
                found.elsewhere += 1;
                continue;
            };
            let Some(kind) = kind else {
                found.unknown_kinds += 1;
                continue;
            };
            let serial = serials.get(row).map(Box::<str>::from);
            let Some(quantity) = quantities.get(row).or(serial.as_ref().map(|_| 10_000)) else {
                found.without_quantity += 1;
                continue;
            };
            let cell = |text: Option<&str>| text.map(Box::<str>::from);
            let (from, to, day) = (cell(from.get(row)), cell(to.get(row)), days.get(row));
            found.undated += u64::from(day.is_none());
            let (quantity, unit) = self.lots.measured(lot, quantity, units.get(row));
            found.rows.extend(Move { lot, day, kind, from, to, quantity, unit, serial }.by_place());
        }
        self.take(found);
        Ok(())
    }

    /// Takes in movements that were read elsewhere, by the name of their lot.
    pub fn take_in(&self, moves: impl IntoIterator<Item = (Box<str>, Move)>) {
        let mut found = Moves::default();
        for (name, row) in moves {
            found.handle(row.kind, row.from.as_deref(), row.to.as_deref());
            match self.lots.find(&name).filter(|lot| self.wanted.get(*lot as usize) == Some(&true)) {
                Some(lot) => {
                    found.undated += u64::from(row.day.is_none());
                    let (quantity, unit) = self.lots.measured(lot, row.quantity, row.unit.as_deref());
                    found.rows.push(Move { lot, quantity, unit, ..row });
                }
                None => {
                    found.arrive(row.kind, row.from.as_deref(), row.to.as_deref());
                    found.elsewhere += 1;
                }
            }
        }
        self.take(found);
    }

    fn take(&self, mut found: Moves) {
        let mut all = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        all.rows.append(&mut found.rows);
        all.handling.append(&mut found.handling);
        all.senders.append(&mut found.senders);
        for (place, by) in found.arrivals {
            *all.arrivals.entry(place).or_default() += by;
        }
        all.elsewhere += found.elsewhere;
        all.unknown_kinds += found.unknown_kinds;
        all.without_quantity += found.without_quantity;
        all.undated += found.undated;
    }

    /// All movements, the same whatever the order in which chunks came.
    pub fn finish(self) -> Moves {
        let mut all = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.rows.sort_unstable();
        all.repeated = all.rows.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
        all.find_senders();
        all
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    #[test]
    fn kinds_in_both_languages() {
        let kinds = ["Ship", " 入库 ", "退货", "报废", "盘点", "teleport"].map(MoveKind::parse);
        let expected =
            [MoveKind::Ship, MoveKind::Receive, MoveKind::Return, MoveKind::Scrap, MoveKind::Adjust].map(Some);
        assert_eq!((&kinds[..5], kinds[5]), (&expected[..], None));
    }

    #[test]
    fn what_does_not_concern_the_recall_or_cannot_be_read_is_counted() {
        let lots = Lots { ids: vec!["A".into(), "B".into()], ..Lots::default() };
        let chunk = df!(
            "lot_id" => ["A", "A", "B", "A", "A", "X"],
            "date" => [Some(1), Some(1), Some(1), None, Some(2), Some(1)],
            "kind" => ["ship", "ship", "ship", "ship", "teleport", "ship"],
            "from" => ["W"; 6],
            "to" => [None::<&str>; 6],
            "quantity" => [Some(10_000i64), Some(10_000), Some(1), None, Some(1), Some(1)],
            "unit" => [None::<&str>; 6],
            "serial_no" => [None::<&str>; 6],
        );
        let rows = MoveRows::new(&lots, &[true, false]);
        rows.add(&chunk.unwrap()).unwrap();
        let got = rows.finish();
        assert_eq!(got.handling, BTreeSet::from(["W".into()]), "of lots of all kinds");
        assert_eq!(
            (got.rows.len(), got.repeated, got.elsewhere, got.unknown_kinds, got.without_quantity),
            (2, 1, 2, 1, 1)
        );
    }
}
