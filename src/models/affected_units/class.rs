//! The class of a line, and the reason in words. It computes no units.

use super::pool::{Measure, ONE_UNIT, Units};
use crate::labels::{Label, Text};

/// What a line holds, the first that fits, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Records contradict each other.
    Conflict,
    /// A lot in scope was recorded.
    Confirmed,
    /// At least one affected unit, whatever was picked.
    Certain,
    /// An affected unit is at least as probable as the threshold.
    Probable,
    /// An affected unit is possible.
    Possible,
    /// No affected unit is possible.
    Excluded,
}

/// What the units of a line rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The recorded lot is in scope.
    LotInScope,
    /// The recorded lot is not in scope.
    LotOutOfScope,
    /// The order line and its stock move name different lots.
    LotContradictsMove,
    /// More of the recorded lot left on this day than was there.
    LotNotInStock,
    /// More left on this day than was there of all lots together.
    NegativeStock,
    /// No lot was recorded; the stock of the day decides.
    Stock,
    /// No lot and no day were recorded; all stock that ever was decides.
    StockOfAllDays,
    /// No lot was recorded, and the stock is not known.
    StockUnknown,
}

const CLASSES: [Label; 6] = [
    Label::new("conflict", "存在矛盾"),
    Label::new("confirmed", "已确认"),
    Label::new("certain", "必然涉及"),
    Label::new("probable", "很可能涉及"),
    Label::new("possible", "可能涉及"),
    Label::new("excluded", "已排除"),
];

const RULES: [Label; 6] = [
    Label::new(
        "records contradict each other: the shipment names another lot, or more left than was there",
        "记录相互矛盾：出库批次不同，或出库多于库存",
    ),
    Label::new(
        "the line names an affected lot or a recalled serial number, or its whole product is recalled",
        "行中记录了受影响批次或被召回序列号，或整个商品被召回",
    ),
    Label::new(
        "no lot named; whatever was picked, at least one unit is affected",
        "未记录批次；无论取自哪一批，至少一件受影响",
    ),
    Label::new(
        "no lot named; an affected unit is at least as probable as set",
        "未记录批次；涉及受影响商品的概率不低于设定值",
    ),
    Label::new("no lot named; an affected unit is possible", "未记录批次；可能涉及受影响商品"),
    Label::new(
        "another lot is named, none affected was in stock, or it lies outside the days or stores recalled",
        "记录了其他批次、当时库存中无受影响批次，或不在召回的日期与门店范围内",
    ),
];

const LOT_IN_SCOPE: Label = Label::new("the recorded lot is in scope", "记录的批次在召回范围内");
const LOT_OUT_OF_SCOPE: Label = Label::new("the recorded lot is not in scope", "记录的批次不在召回范围内");
const LOT_CONTRADICTS_MOVE: Label =
    Label::new("the order line and its stock move name different lots", "订单行与出库记录的批次不一致");
const LOT_NOT_IN_STOCK: Label = Label::new(
    "more of the recorded lot left the stock on this day than was there",
    "当日该批次的出库数量超过其库存数量",
);
const NEGATIVE_STOCK: Label =
    Label::new("more left the stock on this day than was there", "当日出库总量超过库存总量（负库存）");
const STOCK: Label = Label::new("no lot was recorded; judged by the stock of the day", "未记录批次，按当日库存判定");
const STOCK_OF_ALL_DAYS: Label =
    Label::new("neither lot nor day was recorded; judged by all stock", "批次和日期均未记录，按全部库存判定");
const STOCK_UNKNOWN: Label =
    Label::new("no lot was recorded, and the stock is not known", "未记录批次，且库存情况未知");

impl Class {
    /// The class of `units` that rest on `reason`. `probable` is the least probability of [`Class::Probable`].
    pub fn of(reason: Reason, units: Units, probability: Option<f64>, measure: Measure, probable: f64) -> Class {
        let one = match measure {
            Measure::Counted => ONE_UNIT,
            Measure::Measured => 1,
        };
        match reason {
            Reason::LotContradictsMove | Reason::LotNotInStock | Reason::NegativeStock => Class::Conflict,
            Reason::LotInScope => Class::Confirmed,
            Reason::LotOutOfScope => Class::Excluded,
            Reason::Stock | Reason::StockOfAllDays | Reason::StockUnknown if units.min >= one => Class::Certain,
            _ if units.max <= 0 => Class::Excluded,
            _ if probability.is_some_and(|p| p >= probable) => Class::Probable,
            _ => Class::Possible,
        }
    }

    /// The class as a word.
    pub fn label(self) -> Label {
        CLASSES[self as usize]
    }

    /// What puts a line into it, as a sentence.
    pub fn rule(self) -> Label {
        RULES[self as usize]
    }
}

impl Reason {
    /// The reason as a sentence.
    pub fn text(self) -> Text {
        let label = match self {
            Reason::LotInScope => LOT_IN_SCOPE,
            Reason::LotOutOfScope => LOT_OUT_OF_SCOPE,
            Reason::LotContradictsMove => LOT_CONTRADICTS_MOVE,
            Reason::LotNotInStock => LOT_NOT_IN_STOCK,
            Reason::NegativeStock => NEGATIVE_STOCK,
            Reason::Stock => STOCK,
            Reason::StockOfAllDays => STOCK_OF_ALL_DAYS,
            Reason::StockUnknown => STOCK_UNKNOWN,
        };
        label.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn the_first_class_that_fits() {
        let class =
            |reason, min, max, p| Class::of(reason, Units { min, max, expected: None }, p, Measure::Counted, 0.5);
        let one = ONE_UNIT;
        assert_eq!(class(Reason::LotNotInStock, 0, one, None), Class::Conflict);
        assert_eq!(class(Reason::LotInScope, one, one, Some(1.0)), Class::Confirmed);
        assert_eq!(class(Reason::LotOutOfScope, 0, 0, Some(0.0)), Class::Excluded);
        assert_eq!(class(Reason::Stock, one, one, Some(1.0)), Class::Certain);
        assert_eq!(class(Reason::Stock, 0, one, Some(0.5)), Class::Probable);
        assert_eq!(class(Reason::Stock, 0, one, Some(0.49)), Class::Possible);
        assert_eq!(class(Reason::StockUnknown, 0, one, None), Class::Possible);
        assert_eq!(class(Reason::Stock, 0, 0, Some(0.0)), Class::Excluded);
        assert_eq!(class(Reason::Stock, 1, one, None), Class::Possible, "no whole unit is certain");
        let measured = Class::of(Reason::Stock, Units { min: 1, max: 2, expected: None }, None, Measure::Measured, 0.5);
        assert_eq!(measured, Class::Certain);
    }

    #[test]
    fn words_in_both_languages() {
        assert_eq!(Class::Conflict.label().en, "conflict");
        assert_eq!(Class::Excluded.label().zh, "已排除");
        assert_eq!(Reason::NegativeStock.text().render(Lang::Zh), "当日出库总量超过库存总量（负库存）");
    }
}
