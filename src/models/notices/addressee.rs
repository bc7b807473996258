//! One customer who is told of a recall. It chooses no channel and finds no customer.

use crate::labels::Lang;

/// Who a customer is to the recall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Uses the product.
    Consumer,
    /// May have supplied the product to others, who must be told too.
    Business,
}

/// How sure it is that a customer holds an affected unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A recalled lot or serial number is recorded on the sale.
    Confirmed,
    /// No lot is recorded on the sale, or the records contradict each other: only the label can tell.
    Possible,
}

/// What a customer bought of one recalled lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// Lot id, serial number or range of serial numbers.
    pub lot: String,
    /// Units bought and not returned; not shown where it is not above zero.
    pub units: f64,
}

/// One customer who is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Addressee {
    /// Customer id.
    pub customer_id: String,
    /// Name to be addressed by; may be empty.
    pub name: String,
    /// Consumer or business.
    pub audience: Audience,
    /// Recalled lots bought.
    pub holdings: Vec<Holding>,
    /// How sure it is that they hold an affected unit.
    pub certainty: Certainty,
    /// Whether they may hold affected units whose lot no record tells, beside those of `holdings`.
    pub has_unrecorded: bool,
    /// Language of their messages.
    pub lang: Lang,
}

impl Addressee {
    /// Lots with their units, as a sentence lists them; for `Possible` holders too, who are never shown it.
    pub fn holdings_text(&self, lang: Lang) -> String {
        let holdings: Vec<String> = self.holdings.iter().map(|holding| holding.text(lang)).collect();
        holdings.join(separator(lang))
    }

    /// Units of all recalled lots.
    pub fn units(&self) -> f64 {
        self.holdings.iter().map(|holding| holding.units).filter(|units| units.is_finite() && *units > 0.0).sum()
    }
}

impl Holding {
    fn text(&self, lang: Lang) -> String {
        let units = units_text(self.units);
        match lang {
            _ if units.is_empty() => self.lot.clone(),
            Lang::En if units == "1" => format!("{} (1 unit)", self.lot),
            Lang::En => format!("{} ({units} units)", self.lot),
            Lang::Zh => format!("{}（{units} 件）", self.lot),
        }
    }
}

/// Units as digits; empty where there is nothing to show.
pub(super) fn units_text(units: f64) -> String {
    if units.is_finite() && units > 0.0 { units.to_string() } else { String::new() }
}

/// What stands between the parts of a list.
pub(super) fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holdings_show_units_only_where_they_are_known() {
        let holdings = [("L1", 1.0), ("L2", 2.5), ("L3", 0.0), ("L4", f64::NAN)];
        let addressee = Addressee {
            customer_id: "C1".to_string(),
            name: String::new(),
            audience: Audience::Consumer,
            holdings: holdings.map(|(lot, units)| Holding { lot: lot.to_string(), units }).to_vec(),
            certainty: Certainty::Confirmed,
            has_unrecorded: false,
            lang: Lang::En,
        };
        assert_eq!(addressee.holdings_text(Lang::En), "L1 (1 unit), L2 (2.5 units), L3, L4");
        assert_eq!(addressee.holdings_text(Lang::Zh), "L1（1 件）、L2（2.5 件）、L3、L4");
        assert_eq!(addressee.units(), 3.5);
    }
}
