//! Recorded reasons for leaving, and how winnable each is. A reason comes from a complaint or ticket, by the user's own
//! table; nothing here infers one.

use super::level::{Cuts, Level};
use crate::labels::Label;

/// Why a customer left or complained, as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Service failed: delivery, support, handling.
    ServiceQuality,
    /// The product failed.
    ProductQuality,
    /// Too expensive.
    Price,
    /// Went to a competitor.
    Competitor,
    /// A recorded reason that is none of these.
    Other,
    /// No reason recorded.
    Unknown,
}

impl Reason {
    /// All reasons, in the order in which they are shown.
    pub const ALL: [Reason; 6] = [
        Reason::ServiceQuality,
        Reason::ProductQuality,
        Reason::Price,
        Reason::Competitor,
        Reason::Other,
        Reason::Unknown,
    ];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Reason::ServiceQuality => "service_quality",
            Reason::ProductQuality => "product_quality",
            Reason::Price => "price",
            Reason::Competitor => "competitor",
            Reason::Other => "other",
            Reason::Unknown => "unknown",
        }
    }

    /// The reason with this name; `None` for any other name.
    pub fn from_id(id: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Reason::ServiceQuality => Label::new("service quality", "服务质量"),
            Reason::ProductQuality => Label::new("product quality", "产品质量"),
            Reason::Price => Label::new("price", "价格"),
            Reason::Competitor => Label::new("competitor", "竞争对手"),
            Reason::Other => Label::new("other", "其他"),
            Reason::Unknown => Label::new("unknown", "未知"),
        }
    }
}

/// How winnable each reason is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Winnability {
    weights: [f64; Reason::ALL.len()],
    /// The weights at which the middle and the high level begin.
    pub cuts: Cuts,
}

impl Winnability {
    /// The weight of `reason`, 0 to 1.
    pub fn weight(&self, reason: Reason) -> f64 {
        self.weights[reason as usize]
    }

    /// The same with another weight for one reason; `None` unless it is in 0..=1.
    pub fn with(mut self, reason: Reason, weight: f64) -> Option<Winnability> {
        (0.0..=1.0).contains(&weight).then(|| {
            self.weights[reason as usize] = weight;
            self
        })
    }

    /// The level of `reason`.
    pub fn level(&self, reason: Reason) -> Level {
        self.cuts.level(self.weight(reason))
    }
}

impl Default for Winnability {
    /// A service failure that was fixed is more winnable than a product issue that was fixed, that than price, and
    /// price than a competitor: even steps, which say the order only and are no measured probabilities. Other and
    /// unknown reasons stand in the middle.
    fn default() -> Winnability {
        Winnability { weights: [1.0, 0.75, 0.5, 0.25, 0.5, 0.5], cuts: Cuts::HALF_AND_THREE_QUARTERS }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_default_keeps_the_declared_order() {
        let default = Winnability::default();
        let named = [Reason::ServiceQuality, Reason::ProductQuality, Reason::Price, Reason::Competitor];
        assert!(named.map(|reason| default.weight(reason)).is_sorted_by(|a, b| a > b));
        let levels = Reason::ALL.map(|reason| default.level(reason));
        use Level::{High, Low, Middle};
        assert_eq!(levels, [High, High, Middle, Low, Middle, Middle]);
    }

    #[test]
    fn one_weight_can_be_replaced() {
        let changed = Winnability::default().with(Reason::Price, 0.9).unwrap();
        assert_eq!((changed.level(Reason::Price), changed.weight(Reason::Competitor)), (Level::High, 0.25));
        for bad in [-0.1, 1.1, f64::NAN] {
            assert_eq!(Winnability::default().with(Reason::Price, bad), None);
        }
    }

    #[test]
    fn names_lead_back_to_their_reason() {
        assert!(Reason::ALL.into_iter().all(|reason| Reason::from_id(reason.id()) == Some(reason)));
        assert!(Reason::ALL.into_iter().enumerate().all(|(position, reason)| reason as usize == position));
        assert_eq!(Reason::from_id("Price"), None);
    }
}
