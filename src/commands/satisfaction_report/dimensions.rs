//! The attributes that figures are split by, by customer.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::models::wording::Wording;
use crate::reduce::attributes::{Attribute, NO_VALUE};
use crate::reduce::satisfaction::customers::RankedCustomers;

use super::groups::Groups;

/// The dimension of the segments of `huike segment`, and their column.
pub(super) const SEGMENT: &str = "segment";

/// Attributes of the customers that stand in a file of customers or segments.
#[derive(Default)]
pub(super) struct Dimensions {
    columns: Vec<Attribute>,
    /// Whether figures are split by each of them; the others are only weighted by.
    split: Vec<bool>,
    /// Codes of the customers, each once, in the order of the values.
    codes: Vec<u32>,
    /// How many of them, from the first on, stand in the customers file; `None` without one.
    listed: Option<usize>,
    /// Spend in the category by customer code, where the customers file tells it.
    pub(super) wallets: Option<Vec<(u32, i64)>>,
    /// The names for people of the segments of `huike segment`, by their ids.
    pub(super) segment_names: BTreeMap<String, Wording>,
}

/// Customers who have the same values of all attributes.
pub(super) struct Strata {
    /// The values of each stratum. The first one has none: it is that of customers of whom nothing is known.
    pub(super) values: Vec<Vec<Option<String>>>,
    /// Codes of customers with their strata.
    pub(super) of: Vec<(u32, u32)>,
}

impl Dimensions {
    /// The attributes of the customers file, whose customers have these codes.
    pub(super) fn of_customers(columns: Vec<Attribute>, split: Vec<bool>, codes: Vec<u32>) -> Dimensions {
        Dimensions { columns, split, listed: Some(codes.len()), codes, ..Dimensions::default() }
    }

    /// Adds an attribute of customers with these codes, who need not stand in the customers file. Of a customer that
    /// stands there more than once, the last value counts.
    pub(super) fn add(&mut self, column: Attribute, codes: &[u32]) {
        let mut rows: HashMap<u32, usize> = self.codes.iter().copied().zip(0..).collect();
        let Attribute { name, values, of } = column;
        let mut own = vec![NO_VALUE; self.codes.len()];
        for (code, value) in codes.iter().zip(of) {
            let row = *rows.entry(*code).or_insert(self.codes.len());
            if row == self.codes.len() {
                self.codes.push(*code);
                own.push(NO_VALUE);
            }
            if let Some(own) = own.get_mut(row) {
                *own = value;
            }
        }
        self.columns.iter_mut().for_each(|column| column.of.resize(self.codes.len(), NO_VALUE));
        self.columns.push(Attribute { name, values, of: own });
        self.split.push(true);
    }

    /// The segments of customers by rank.
    pub(super) fn groups(&self, ranked: &RankedCustomers) -> Groups {
        let split = self.columns.iter().zip(&self.split).filter(|(_, split)| **split);
        let columns = split.map(|(column, _)| {
            let mut of = vec![NO_VALUE; ranked.ids.len()];
            for (code, value) in self.codes.iter().zip(&column.of) {
                if let Some(own) = of.get_mut(ranked.rank(*code) as usize) {
                    *own = *value;
                }
            }
            Attribute { name: column.name.clone(), values: column.values.clone(), of }
        });
        let groups = Groups::new(&columns.collect::<Vec<Attribute>>(), ranked.ids.len());
        groups.named(SEGMENT, &self.segment_names)
    }

    /// Whether each customer, by rank, stands in the customers file; empty without one.
    pub(super) fn known(&self, ranked: &RankedCustomers) -> Vec<bool> {
        let Some(listed) = self.listed() else { return Vec::new() };
        let mut known = vec![false; ranked.ids.len()];
        for code in listed {
            if let Some(own) = known.get_mut(ranked.rank(*code) as usize) {
                *own = true;
            }
        }
        known
    }

    /// Names of the attributes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// Codes of the customers that stand in the customers file, where there is one.
    pub(super) fn listed(&self) -> Option<&[u32]> {
        self.codes.get(..self.listed?)
    }

    /// Customers by all their values.
    pub(super) fn strata(&self) -> Strata {
        let nothing = vec![None; self.columns.len()];
        if self.columns.is_empty() {
            return Strata { values: vec![nothing], of: Vec::new() };
        }
        let mut of = vec![0_u32; self.codes.len()];
        let mut values: Vec<Vec<Option<String>>> = vec![Vec::new()];
        for column in &self.columns {
            // Each stratum so far falls apart into those with the same value of one attribute more.
            let mut parts: HashMap<(u32, u32), u32> = HashMap::new();
            let mut apart: Vec<Vec<Option<String>>> = Vec::new();
            for (own, value) in of.iter_mut().zip(&column.of) {
                *own = *parts.entry((*own, *value)).or_insert_with(|| {
                    let text = column.values.get(*value as usize).cloned();
                    let before = values.get(*own as usize).into_iter().flatten().cloned();
                    apart.push(before.chain([text]).collect());
                    apart.len() as u32 - 1
                });
            }
            values = apart;
        }
        let mut order: Vec<(Vec<Option<String>>, usize)> = values.into_iter().zip(0..).collect();
        order.sort_unstable();
        let mut places = vec![0_u32; order.len()];
        for (place, (_, stratum)) in (1..).zip(&order) {
            places[*stratum] = place;
        }
        let place = |own: u32| places.get(own as usize).copied().unwrap_or(0);
        let of = self.codes.iter().copied().zip(of.into_iter().map(place)).collect();
        Strata { values: [nothing].into_iter().chain(order.into_iter().map(|(values, _)| values)).collect(), of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(name: &str, values: [&str; 2], of: &[u32]) -> Attribute {
        Attribute { name: name.to_string(), values: values.map(String::from).to_vec(), of: of.to_vec() }
    }

    #[test]
    fn customers_with_the_same_values_are_one_stratum() {
        let region = attribute("region", ["East", "West"], &[1, 0, 1, NO_VALUE]);
        let mut dimensions = Dimensions::of_customers(vec![region], vec![true], vec![5, 6, 7, 8]);
        dimensions.add(attribute("segment", ["Loyal", "New"], &[0, 1, 0, 1]), &[5, 7, 9, 9]);
        let Strata { values, of } = dimensions.strata();
        let text = |value: &str| Some(value.to_string());
        let expected = [
            [None, None],
            [None, None],
            [None, text("New")],
            [text("East"), None],
            [text("West"), text("Loyal")],
            [text("West"), text("New")],
        ];
        assert_eq!(values, expected);
        assert_eq!(of, [(5, 4), (6, 3), (7, 5), (8, 1), (9, 2)]);
        assert_eq!(dimensions.listed(), Some(&[5, 6, 7, 8][..]));
    }

    #[test]
    fn without_attributes_nobody_is_in_a_stratum() {
        let Strata { values, of } = Dimensions::of_customers(Vec::new(), Vec::new(), vec![0, 1]).strata();
        assert_eq!((values, of), (vec![Vec::new()], Vec::new()));
    }
}
