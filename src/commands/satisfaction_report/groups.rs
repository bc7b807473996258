//! Which segments a customer belongs to.

use std::collections::BTreeMap;

use crate::models::wording::Wording;
use crate::reduce::attributes::Attribute;

use super::figures::Segment;

/// The segments that customers are told apart by. The first one is everyone.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    segments: Vec<Segment>,
    /// Names of the attributes.
    dimensions: Vec<String>,
    /// By rank of the customer, one entry a dimension: place among `segments`, 0 where the value is not known.
    places: Vec<u32>,
}

impl Groups {
    /// Segments from the attributes of `customers`, by rank.
    pub(super) fn new(attributes: &[Attribute], customers: usize) -> Groups {
        let dimensions: Vec<String> = attributes.iter().map(|attribute| attribute.name.clone()).collect();
        let (width, mut segments) = (dimensions.len(), vec![Segment::Everyone]);
        let mut places = vec![0; customers * width];
        for (at, Attribute { name, values, of }) in attributes.iter().enumerate() {
            // Values that no customer of the run has are no segments.
            let mut had = vec![false; values.len()];
            for value in of {
                if let Some(had) = had.get_mut(*value as usize) {
                    *had = true;
                }
            }
            let mut own = vec![0; values.len()];
            for ((own, value), _) in own.iter_mut().zip(values).zip(had).filter(|(_, had)| *had) {
                *own = u32::try_from(segments.len()).unwrap_or(0);
                segments.push(Segment::With { dimension: name.clone(), value: value.clone(), name: None });
            }
            for (customer, value) in of.iter().enumerate() {
                if let (Some(place), Some(own)) = (places.get_mut(customer * width + at), own.get(*value as usize)) {
                    *place = *own;
                }
            }
        }
        Groups { segments, dimensions, places }
    }

    /// Gives the values of a dimension names for people.
    pub(super) fn named(mut self, of: &str, names: &BTreeMap<String, Wording>) -> Groups {
        for segment in &mut self.segments {
            if let Segment::With { dimension, value, name } = segment
                && dimension == of
            {
                *name = names.get(value).cloned();
            }
        }
        self
    }

    /// All segments, everyone first, then by dimension and value.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Names of the attributes.
    pub(super) fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// Brings the segments of some customers near, before they are asked for one by one: the waits for memory do not depend
    /// on each other, and so pass together.
    pub(super) fn fetch(&self, customers: impl Iterator<Item = u32>) {
        let width = self.dimensions.len();
        let first = |customer: u32| self.places.get((customer as usize).saturating_mul(width));
        std::hint::black_box(customers.filter_map(first).fold(0, |all, place| all ^ place));
    }

    /// The places of the segments that the customer with this rank belongs to, everyone first. A customer that is not
    /// known belongs to everyone alone.
    pub(super) fn of(&self, customer: u32) -> impl Iterator<Item = usize> + '_ {
        let width = self.dimensions.len();
        let start = (customer as usize).saturating_mul(width);
        let own = self.places.get(start..start.saturating_add(width)).unwrap_or_default();
        std::iter::once(0).chain(own.iter().filter(|place| **place > 0).map(|place| *place as usize))
    }
}

#[cfg(test)]
mod tests {
    use crate::reduce::attributes::NO_VALUE;

    use super::*;

    #[test]
    fn customers_belong_to_everyone_and_to_their_values() {
        let attribute = |name: &str, values: &[&str], of: [u32; 3]| Attribute {
            name: name.to_string(),
            values: values.iter().map(|value| (*value).to_string()).collect(),
            of: of.to_vec(),
        };
        let region = attribute("region", &["East", "North", "West"], [2, NO_VALUE, 0]);
        let tier = attribute("tier", &["gold"], [0, 0, NO_VALUE]);
        let groups = Groups::new(&[region, tier], 3);
        let ids: Vec<String> = groups.segments().iter().map(Segment::id).collect();
        assert_eq!(ids, ["all", "region=East", "region=West", "tier=gold"]);
        let of = |customer| groups.of(customer).collect::<Vec<usize>>();
        assert_eq!((of(0), of(1), of(2), of(7)), (vec![0, 2, 3], vec![0, 3], vec![0, 1], vec![0]));
        assert_eq!(Groups::new(&[], 2).of(1).collect::<Vec<usize>>(), [0]);
    }
}
