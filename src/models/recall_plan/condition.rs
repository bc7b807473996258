//! What a recall is like, where some tasks are due only then. It decides nothing.

use crate::labels::Label;

/// Something that holds for a recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Consumers hold affected units.
    Consumers,
    /// Businesses hold affected units.
    Consignees,
    /// Affected units are on hand or in transit.
    Stock,
    /// Open orders would ship affected units.
    OpenOrders,
    /// The product falls under 21 CFR part 7.
    Fda,
    /// A medical device under 21 CFR 806.
    Device,
    /// Infant formula under 21 CFR 107.
    InfantFormula,
    /// Sold to consumers in the European Union.
    Eu,
    /// Sold to consumers in China.
    China,
}

impl Condition {
    /// Names and conditions as files write them.
    pub const NAMES: [(&'static str, Condition); 9] = [
        ("consumers", Condition::Consumers),
        ("consignees", Condition::Consignees),
        ("stock", Condition::Stock),
        ("open_orders", Condition::OpenOrders),
        ("fda", Condition::Fda),
        ("device", Condition::Device),
        ("infant_formula", Condition::InfantFormula),
        ("eu", Condition::Eu),
        ("china", Condition::China),
    ];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        Condition::NAMES.into_iter().find(|(_, condition)| *condition == self).map_or("", |(name, _)| name)
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Condition::Consumers => Label::new("consumers affected", "涉及消费者"),
            Condition::Consignees => Label::new("businesses affected", "涉及经销商"),
            Condition::Stock => Label::new("affected stock", "有受影响库存"),
            Condition::OpenOrders => Label::new("open orders", "有未发货订单"),
            Condition::Fda => Label::new("under 21 CFR part 7", "适用 21 CFR 第 7 部分"),
            Condition::Device => Label::new("medical device (21 CFR 806)", "医疗器械（21 CFR 806）"),
            Condition::InfantFormula => Label::new("infant formula (21 CFR 107)", "婴儿配方食品（21 CFR 107）"),
            Condition::Eu => Label::new("sold in the EU", "在欧盟销售"),
            Condition::China => Label::new("sold in China", "在中国销售"),
        }
    }
}
