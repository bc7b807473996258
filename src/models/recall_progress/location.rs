//! Where affected units are in the chain of distribution. It counts nothing.

use crate::labels::Label;

/// Where affected units are. What the manufacturer holds has not been distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// With a distributor or wholesaler.
    Distributor,
    /// With a retailer, or another business that is no distributor.
    Retailer,
    /// With a consumer or user.
    Consumer,
}

/// Who is told. Each has its own denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Whoever uses the product.
    Consumer,
    /// Whoever received it in the course of business.
    Consignee,
}

const LOCATIONS: [Label; 3] =
    [Label::new("distributors", "经销商"), Label::new("retailers", "零售商"), Label::new("consumers", "消费者")];

const AUDIENCES: [Label; 2] = [Label::new("consumers", "消费者"), Label::new("consignees", "收货单位")];

impl Location {
    /// Who is told there.
    pub fn audience(self) -> Audience {
        match self {
            Location::Consumer => Audience::Consumer,
            Location::Distributor | Location::Retailer => Audience::Consignee,
        }
    }

    /// The location in words.
    pub fn label(self) -> Label {
        LOCATIONS[self as usize]
    }
}

impl Audience {
    /// The audience in words.
    pub fn label(self) -> Label {
        AUDIENCES[self as usize]
    }
}
