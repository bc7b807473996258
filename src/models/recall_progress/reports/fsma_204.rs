//! The electronic sortable spreadsheet of 21 CFR 1 subpart S (FSMA 204), due within 24 hours of a request. It traces
//! nothing.

use std::collections::BTreeSet;

use crate::labels::Label;

/// A critical tracking event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrackingKind {
    /// Harvesting.
    Harvesting,
    /// Cooling before initial packing.
    Cooling,
    /// Initial packing.
    InitialPacking,
    /// First land-based receiving.
    FirstLandBasedReceiving,
    /// Shipping.
    Shipping,
    /// Receiving.
    Receiving,
    /// Transformation.
    Transformation,
}

/// One row. Ordered by day, kind, lot and the rest; rows without a day come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrackingEvent<'a> {
    /// Day.
    pub day: Option<i32>,
    /// What happened.
    pub kind: TrackingKind,
    /// Traceability lot code.
    pub lot: Option<&'a str>,
    /// Product description.
    pub product: Option<&'a str>,
    /// Quantity in 1/10000.
    pub quantity: Option<i64>,
    /// Unit of measure.
    pub unit: Option<&'a str>,
    /// Where from.
    pub from: Option<&'a str>,
    /// Where to.
    pub to: Option<&'a str>,
    /// Type and number of the reference document.
    pub reference: Option<&'a str>,
}

/// The sheet, with what is missing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingSheet<'a> {
    /// Rows of the lots asked for, and rows without a lot, which may be theirs; sorted, each once.
    pub rows: Vec<TrackingEvent<'a>>,
    /// Rows without a traceability lot code.
    pub without_lot: u64,
    /// Rows without a day.
    pub without_day: u64,
    /// Rows without a product.
    pub without_product: u64,
    /// Rows without a quantity or its unit.
    pub without_quantity: u64,
    /// Rows of shipping and receiving without both places.
    pub without_place: u64,
    /// Rows without a reference document.
    pub without_reference: u64,
}

const LABELS: [Label; 7] = [
    Label::new("harvesting", "采收"),
    Label::new("cooling", "预冷"),
    Label::new("initial packing", "初次包装"),
    Label::new("first land-based receiving", "首次岸上接收"),
    Label::new("shipping", "发运"),
    Label::new("receiving", "接收"),
    Label::new("transformation", "加工转换"),
];

impl TrackingKind {
    /// The event in words.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

/// The sheet on some lots.
pub fn fsma_204<'a>(events: &[TrackingEvent<'a>], lots: &[&str]) -> TrackingSheet<'a> {
    let lots: BTreeSet<&str> = lots.iter().copied().collect();
    let is_asked_for = |one: &&TrackingEvent<'a>| one.lot.is_none_or(|lot| lots.contains(lot));
    let mut rows: Vec<TrackingEvent<'a>> = events.iter().filter(is_asked_for).copied().collect();
    rows.sort_unstable();
    rows.dedup();
    let count = |lacks: fn(&TrackingEvent<'_>) -> bool| rows.iter().filter(|one| lacks(one)).count() as u64;
    let moves = |kind| matches!(kind, TrackingKind::Shipping | TrackingKind::Receiving);
    TrackingSheet {
        without_lot: count(|one| one.lot.is_none()),
        without_day: count(|one| one.day.is_none()),
        without_product: count(|one| one.product.is_none()),
        without_quantity: count(|one| one.quantity.is_none() || one.unit.is_none()),
        without_place: rows.iter().filter(|one| moves(one.kind) && (one.from.is_none() || one.to.is_none())).count()
            as u64,
        without_reference: count(|one| one.reference.is_none()),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_lots_and_rows_that_may_be_theirs() {
        let shipped = TrackingEvent {
            day: Some(20),
            kind: TrackingKind::Shipping,
            lot: Some("L1"),
            product: Some("Sprouts"),
            quantity: Some(50_000),
            unit: Some("kg"),
            from: Some("Plant"),
            to: Some("Shop"),
            reference: Some("BOL 7"),
        };
        let packed = TrackingEvent { day: Some(10), kind: TrackingKind::InitialPacking, to: None, ..shipped };
        let other = TrackingEvent { lot: Some("L2"), ..shipped };
        let unknown = TrackingEvent { day: None, lot: None, unit: None, from: None, ..shipped };
        let sheet = fsma_204(&[shipped, other, unknown, packed, shipped], &["L1"]);
        assert_eq!(sheet.rows, [unknown, packed, shipped]);
        assert_eq!((sheet.without_lot, sheet.without_day, sheet.without_quantity, sheet.without_place), (1, 1, 1, 1));
        assert_eq!((sheet.without_product, sheet.without_reference), (0, 0));
        assert_eq!(TrackingKind::Transformation.label().zh, "加工转换");
    }
}
