//! Which segments a customer belongs to.

use std::collections::BTreeMap;

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
    /// Segments from the attributes of customers: `values` gives, for each dimension, the value of each of `customers`
    /// by rank.
    pub(super) fn new(dimensions: Vec<String>, customers: usize, values: &[Vec<Option<&str>>]) -> Groups {
        let mut groups =
            Groups { segments: vec![Segment::Everyone], places: vec![0; customers * dimensions.len()], dimensions };
        let width = groups.dimensions.len();
        for (at, (dimension, values)) in groups.dimensions.iter().zip(values).enumerate() {
            let mut known: BTreeMap<&str, u32> = values.iter().flatten().map(|value| (*value, 0)).collect();
            for (value, place) in &mut known {
                *place = u32::try_from(groups.segments.len()).unwrap_or(0);
                let (dimension, value) = (dimension.clone(), (*value).to_string());
                groups.segments.push(Segment::With { dimension, value });
            }
            for (customer, value) in values.iter().enumerate() {
                let place = value.and_then(|value| known.get(value)).copied().unwrap_or(0);
                if let Some(own) = groups.places.get_mut(customer * width + at) {
                    *own = place;
                }
            }
        }
        groups
    }

    /// All segments, everyone first, then by dimension and value.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Names of the attributes.
    pub(super) fn dimensions(&self) -> &[String] {
        &self.dimensions
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
    use super::*;

    #[test]
    fn customers_belong_to_everyone_and_to_their_values() {
        let region = vec![Some("West"), None, Some("East")];
        let tier = vec![Some("gold"), Some("gold"), None];
        let groups = Groups::new(vec!["region".into(), "tier".into()], 3, &[region, tier]);
        let ids: Vec<String> = groups.segments().iter().map(Segment::id).collect();
        assert_eq!(ids, ["all", "region=East", "region=West", "tier=gold"]);
        let of = |customer| groups.of(customer).collect::<Vec<usize>>();
        assert_eq!((of(0), of(1), of(2), of(7)), (vec![0, 2, 3], vec![0, 3], vec![0, 1], vec![0]));
        assert_eq!(Groups::new(Vec::new(), 2, &[]).of(1).collect::<Vec<usize>>(), [0]);
    }
}
