//! Which levels become features, and the features of any day's customers. It fits nothing.

use std::collections::BTreeMap;

use super::attributes::{Attribute, Encoded, Feature, Level};
use super::error::AttributeError;

/// A level needs so many customers for a feature of its own, unless told otherwise.
pub const LEAST_CUSTOMERS: usize = 20;

/// At most so many features, unless told otherwise: what the churn score takes.
pub const MOST_FEATURES: usize = 15;

/// Turns the attributes of customers into features, always in the same way. Learnt by [`Encoding::learn`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The features: levels, those with the most customers first, then the tenure.
    pub features: Vec<Feature>,
    /// One entry an attribute, in the order given.
    pub attributes: Vec<EncodedAttribute>,
}

/// What became of one attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedAttribute {
    /// Its name.
    pub name: String,
    /// The level without a feature, with which the others are compared: the most frequent of the values with a level of
    /// their own, or, without such, the rarer ones together. `None` when the attribute has only one level.
    pub reference: Option<Level>,
    /// Number of values counted together as [`Level::Other`].
    pub pooled: usize,
    /// Levels that would have been features had there been room; they count as the reference.
    pub left_out: Vec<Level>,
    /// The place of each value that was seen.
    named: BTreeMap<String, Place>,
    other: Place,
    missing: Place,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Feature(usize),
    Reference,
    /// Was not there.
    Unseen,
}

/// How often each value of an attribute occurs.
struct Counts<'a> {
    named: BTreeMap<&'a str, usize>,
    missing: usize,
}

impl Encoding {
    /// Decides on the features, at most `most`, one of which is the tenure.
    ///
    /// Each attribute is split into levels: values with at least `least` customers, all rarer ones together, and
    /// missing ones, however few. One level is the reference and each other one a feature. When there are too many, the
    /// rarest values of any attribute (among equals those of the later attribute, then those later in the alphabet)
    /// join the rarer ones until the features fit; should even that not do, the features with the fewest customers are
    /// left out.
    ///
    /// # Errors
    /// See [`AttributeError`].
    pub fn learn(attributes: &[Attribute<'_>], least: usize, most: usize) -> Result<Encoding, AttributeError> {
        let room = most.checked_sub(1).ok_or(AttributeError::NoFeatures)?;
        same_lengths(attributes, attributes.first().map_or(0, |first| first.values.len()))?;
        let counts: Vec<Counts<'_>> = attributes.iter().map(|attribute| Counts::of(attribute.values)).collect();

        let mut ranked: Vec<(usize, &str, usize)> = Vec::new();
        for (attribute, counts) in counts.iter().enumerate() {
            let frequent = counts.named.iter().filter(|(_, customers)| **customers >= least);
            ranked.extend(frequent.map(|(value, customers)| (attribute, *value, *customers)));
        }
        // Stable: among equals the order of attributes and values remains.
        ranked.sort_by_key(|(_, _, customers)| std::cmp::Reverse(*customers));
        // Each attribute has one level that is no feature.
        ranked.truncate(room + attributes.len());
        let mut levels = levels(&counts, &ranked);
        while features(&levels) > room && ranked.pop().is_some() {
            levels = self::levels(&counts, &ranked);
        }
        Ok(Encoding::of(attributes, &counts, &levels, room))
    }

    /// The reference, a place for each level, and the features in their order.
    fn of(
        attributes: &[Attribute<'_>],
        counts: &[Counts<'_>],
        levels: &[Vec<(Level, usize)>],
        room: usize,
    ) -> Encoding {
        let mut columns: Vec<(usize, &Level, usize)> = Vec::new();
        for (attribute, levels) in levels.iter().enumerate() {
            columns.extend(levels.iter().skip(1).map(|(level, customers)| (attribute, level, *customers)));
        }
        columns.sort_by_key(|(_, _, customers)| std::cmp::Reverse(*customers));
        let mut encoded: Vec<EncodedAttribute> = attributes.iter().zip(counts).zip(levels).map(empty).collect();
        let mut features = Vec::new();
        for (attribute, level, customers) in columns {
            let Some(own) = encoded.get_mut(attribute) else { continue };
            if features.len() == room {
                own.left_out.push(level.clone());
                continue;
            }
            own.put(level, Place::Feature(features.len()));
            features.push(Feature::Level { attribute: own.name.clone(), level: level.clone(), customers });
        }
        for own in &mut encoded {
            own.pool();
        }
        features.push(Feature::LogTenure);
        Encoding { features, attributes: encoded }
    }

    /// The features of any day's customers, who need not be those the encoding was learnt from: the same attributes in
    /// the same order, and the tenure of each customer in days.
    ///
    /// # Errors
    /// [`AttributeError::OtherAttributes`] and [`AttributeError::Lengths`].
    pub fn apply(&self, attributes: &[Attribute<'_>], tenure_days: &[u32]) -> Result<Encoded, AttributeError> {
        if !self.attributes.iter().map(|own| own.name.as_str()).eq(attributes.iter().map(|given| given.name)) {
            return Err(AttributeError::OtherAttributes);
        }
        same_lengths(attributes, tenure_days.len())?;
        let mut columns = vec![vec![0.0; tenure_days.len()]; self.features.len().saturating_sub(1)];
        let mut unseen = Vec::with_capacity(attributes.len());
        for (own, given) in self.attributes.iter().zip(attributes) {
            let mut strangers = 0;
            for (row, value) in given.values.iter().enumerate() {
                let (place, is_stranger) = own.place(*value);
                strangers += usize::from(is_stranger);
                if let Place::Feature(feature) = place {
                    columns[feature][row] = 1.0;
                }
            }
            unseen.push(strangers);
        }
        columns.push(tenure_days.iter().map(|days| f64::from(*days).ln_1p()).collect());
        Ok(Encoded { columns, unseen })
    }

    /// The level as which a value of the attribute at this place counts, be it a feature or the reference. `None` for a
    /// value of which nothing was learnt, which counts as the reference for want of better.
    pub fn level(&self, attribute: usize, value: Option<&str>) -> Option<&Level> {
        let own = self.attributes.get(attribute)?;
        match own.place(value).0 {
            Place::Feature(feature) => match self.features.get(feature)? {
                Feature::Level { level, .. } => Some(level),
                Feature::LogTenure => None,
            },
            // A missing value is the reference only where there was no room for it.
            Place::Reference => own.reference.as_ref().filter(|_| value.is_some()),
            Place::Unseen => None,
        }
    }
}

impl<'a> Counts<'a> {
    fn of(values: &[Option<&'a str>]) -> Counts<'a> {
        let mut counts = Counts { named: BTreeMap::new(), missing: 0 };
        for value in values {
            match value {
                Some(value) => *counts.named.entry(value).or_default() += 1,
                None => counts.missing += 1,
            }
        }
        counts
    }
}

/// The levels of each attribute with their customers, the reference first, when the values of `kept` have their own.
fn levels(counts: &[Counts<'_>], kept: &[(usize, &str, usize)]) -> Vec<Vec<(Level, usize)>> {
    let mut levels: Vec<Vec<(Level, usize)>> = vec![Vec::new(); counts.len()];
    for (attribute, value, customers) in kept {
        levels[*attribute].push((Level::Named((*value).to_owned()), *customers));
    }
    for (levels, counts) in levels.iter_mut().zip(counts) {
        let own: usize = levels.iter().map(|(_, customers)| customers).sum();
        let other = counts.named.values().sum::<usize>() - own;
        let rest = [(Level::Other, other), (Level::Missing, counts.missing)];
        levels.extend(rest.into_iter().filter(|(_, customers)| *customers > 0));
    }
    levels
}

fn features(levels: &[Vec<(Level, usize)>]) -> usize {
    levels.iter().map(|levels| levels.len().saturating_sub(1)).sum()
}

fn same_lengths(attributes: &[Attribute<'_>], customers: usize) -> Result<(), AttributeError> {
    let wrong = attributes.iter().position(|attribute| attribute.values.len() != customers);
    wrong.map_or(Ok(()), |attribute| Err(AttributeError::Lengths { attribute }))
}

/// An attribute all of whose levels count as the reference so far, and whose pooled values have no place yet.
fn empty(((attribute, counts), levels): ((&Attribute<'_>, &Counts<'_>), &Vec<(Level, usize)>)) -> EncodedAttribute {
    let reference = levels.first().map(|(level, _)| level.clone()).filter(|_| levels.len() > 1);
    let mut own = EncodedAttribute {
        name: attribute.name.to_owned(),
        reference,
        pooled: 0,
        left_out: Vec::new(),
        named: counts.named.keys().map(|value| ((*value).to_owned(), Place::Unseen)).collect(),
        other: Place::Unseen,
        missing: Place::Unseen,
    };
    levels.iter().for_each(|(level, _)| own.put(level, Place::Reference));
    own
}

impl EncodedAttribute {
    fn put(&mut self, level: &Level, place: Place) {
        match level {
            Level::Named(name) => {
                self.named.insert(name.clone(), place);
            }
            Level::Other => self.other = place,
            Level::Missing => self.missing = place,
        }
    }

    /// Sends values without a level of their own where the others go.
    fn pool(&mut self) {
        for place in self.named.values_mut().filter(|place| **place == Place::Unseen) {
            *place = self.other;
            self.pooled += 1;
        }
    }

    /// The place of a value, and whether it was not there when the encoding was learnt.
    fn place(&self, value: Option<&str>) -> (Place, bool) {
        match value.map(|value| self.named.get(value)) {
            Some(Some(place)) => (*place, false),
            Some(None) => (self.other, true),
            None => (self.missing, self.missing == Place::Unseen),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// `values` with how many customers have each; "" is missing.
    fn column(values: &[(&'static str, usize)]) -> Vec<Option<&'static str>> {
        let repeat = |(value, customers): &(&'static str, usize)| {
            std::iter::repeat_n(Some(*value).filter(|value| !value.is_empty()), *customers)
        };
        values.iter().flat_map(repeat).collect()
    }

    fn ids(encoding: &Encoding) -> Vec<String> {
        encoding.features.iter().map(Feature::id).collect()
    }

    #[test]
    fn a_small_business_by_hand() {
        let plan = column(&[("basic", 50), ("gold", 25), ("silver", 20), ("trial", 19), ("vip", 3), ("", 3)]);
        let region = column(&[("north", 40), ("", 80)]);
        let attributes = [Attribute { name: "plan", values: &plan }, Attribute { name: "region", values: &region }];
        let encoding = Encoding::learn(&attributes, LEAST_CUSTOMERS, MOST_FEATURES).unwrap();
        let want = ["region:missing", "plan=gold", "plan:other", "plan=silver", "plan:missing", "log_tenure"];
        assert_eq!(ids(&encoding), want);
        let [plan_of, region_of] = encoding.attributes.as_slice() else { panic!() };
        assert_eq!((&plan_of.reference, plan_of.pooled), (&Some(Level::Named("basic".to_owned())), 2));
        assert_eq!(region_of.reference, Some(Level::Named("north".to_owned())));
        let encoded = encoding.apply(&attributes, &(0..120).collect::<Vec<_>>()).unwrap();
        let sums: Vec<f64> = encoded.columns[..5].iter().map(|column| column.iter().sum()).collect();
        assert_eq!(sums, [80.0, 25.0, 22.0, 20.0, 3.0]);
        assert_eq!((encoded.columns[5][0], encoded.columns[5][99]), (0.0, 100.0_f64.ln()));
        assert_eq!(encoded.unseen, [0, 0]);
    }

    #[test]
    fn another_day_is_encoded_alike() {
        let pooled = column(&[("a", 30), ("b", 20), ("c", 2)]);
        let plain = column(&[("x", 30), ("y", 22)]);
        let learnt = [Attribute { name: "pooled", values: &pooled }, Attribute { name: "plain", values: &plain }];
        let encoding = Encoding::learn(&learnt, 20, 15).unwrap();
        assert_eq!(ids(&encoding), ["plain=y", "pooled=b", "pooled:other", "log_tenure"]);
        let (first, second) = ([Some("c"), Some("new"), None, Some("b")], [Some("new"), None, Some("y"), Some("x")]);
        let today = [Attribute { name: "pooled", values: &first }, Attribute { name: "plain", values: &second }];
        let encoded = encoding.apply(&today, &[0; 4]).unwrap();
        let rows = |column: usize| encoded.columns[column].clone();
        assert_eq!([rows(0), rows(1), rows(2)], [[0., 0., 1., 0.], [0., 0., 0., 1.], [1., 1., 0., 0.]].map(Vec::from));
        // New values, and missing ones where none were missing before.
        assert_eq!(encoded.unseen, [2, 2]);
        let level = |attribute, value| encoding.level(attribute, value).cloned();
        let named = |name: &str| Some(Level::Named(name.to_owned()));
        assert_eq!([Some("a"), Some("b")].map(|value| level(0, value)), ["a", "b"].map(named));
        assert_eq!([Some("c"), Some("new")].map(|value| level(0, value)), [Some(Level::Other), Some(Level::Other)]);
        // The reference has its name, and what nothing is known of has none.
        assert_eq!([Some("x"), Some("y")].map(|value| level(1, value)), ["x", "y"].map(named));
        assert_eq!([level(0, None), level(1, None), level(1, Some("new")), level(2, Some("x"))], [const { None }; 4]);
    }

    #[test]
    fn the_most_frequent_values_get_the_room() {
        let many: Vec<String> = (0..40).map(|at| format!("city {at:02}")).collect();
        let values: Vec<Option<&str>> =
            many.iter().enumerate().flat_map(|(at, name)| std::iter::repeat_n(Some(name.as_str()), 60 - at)).collect();
        let tied: Vec<Option<&str>> = (0..values.len()).map(|row| Some(["a", "b", "c"][row % 3])).collect();
        let attributes = [Attribute { name: "city", values: &values }, Attribute { name: "tied", values: &tied }];
        let encoding = Encoding::learn(&attributes, 20, 6).unwrap();
        // Three cities, with the reference, two of the tied values, and all other cities.
        assert_eq!(ids(&encoding)[..3], ["city:other", "tied=b", "tied=c"]);
        assert_eq!(ids(&encoding)[3..], ["city=city 01", "city=city 02", "log_tenure"]);
        assert_eq!((encoding.attributes[0].pooled, encoding.attributes[0].left_out.len()), (37, 0));
        for most in 1..60 {
            let found = Encoding::learn(&attributes, 20, most).unwrap();
            assert!(found.features.len() <= most);
            assert_eq!(found.features.len() == most, most <= 42, "{most}");
        }
    }

    #[test]
    fn too_many_attributes_with_missing_values_are_left_out_by_size() {
        let columns: Vec<Vec<Option<&str>>> = (1..=20).map(|gaps| column(&[("v", 100 - gaps), ("", gaps)])).collect();
        let names: Vec<String> = (1..=20).map(|at| format!("a{at}")).collect();
        let attributes: Vec<_> =
            names.iter().zip(&columns).map(|(name, values)| Attribute { name, values: values.as_slice() }).collect();
        let encoding = Encoding::learn(&attributes, 20, 15).unwrap();
        assert_eq!((encoding.features.len(), encoding.features[0].id().as_str()), (15, "a20:missing"));
        assert_eq!(encoding.features[13].id(), "a7:missing");
        assert_eq!(encoding.attributes[5].left_out, [Level::Missing]);
        assert_eq!(encoding.apply(&attributes, &[1; 100]).unwrap().unseen, [0; 20]);
    }

    #[test]
    fn little_gives_little() {
        let only_tenure = Encoding::learn(&[], 20, 15).unwrap();
        assert_eq!(only_tenure.apply(&[], &[0, u32::MAX]).unwrap().columns, [[0.0, 2.0_f64.powi(32).ln()]]);
        let empty = [Attribute { name: "none", values: &[] }];
        assert_eq!(Encoding::learn(&empty, 20, 15).unwrap().features, [Feature::LogTenure]);
        let distinct: Vec<Option<&str>> = vec![Some("a"), Some("b"), Some("c")];
        let rare = [Attribute { name: "rare", values: &distinct }];
        let encoding = Encoding::learn(&rare, 20, 15).unwrap();
        assert_eq!((encoding.features.len(), &encoding.attributes[0].reference), (1, &None));
        assert_eq!(Encoding::learn(&rare, 20, 0), Err(AttributeError::NoFeatures));
        let uneven = [rare[0], empty[0]];
        assert_eq!(Encoding::learn(&uneven, 20, 15), Err(AttributeError::Lengths { attribute: 1 }));
        assert_eq!(encoding.apply(&rare, &[1, 2]), Err(AttributeError::Lengths { attribute: 0 }));
        assert_eq!(encoding.apply(&empty, &[]), Err(AttributeError::OtherAttributes));
        assert_eq!(encoding.apply(&[], &[]), Err(AttributeError::OtherAttributes));
    }
}
