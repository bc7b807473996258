//! What is inside what, as time goes by. It makes no rows and follows no lot.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::exports::epcis::epc::Kind;
use crate::exports::epcis::event::Thing;

/// A child inside its parent: key and unit of measure, so that kilograms and pieces of one lot stay apart.
type Slot = (Arc<str>, Option<Arc<str>>);

/// What containers hold at one moment, by key.
#[derive(Default)]
pub(crate) struct Contents {
    inside: BTreeMap<Arc<str>, BTreeMap<Slot, Thing>>,
    /// The one container of each object. Quantities of a class may lie in many.
    holder: BTreeMap<Arc<str>, Arc<str>>,
}

/// A thing and the container it is in.
pub(crate) struct Carried {
    pub(crate) thing: Thing,
    pub(crate) container: Option<Arc<str>>,
}

fn slot(thing: &Thing) -> Slot {
    (thing.identifier.key.clone(), thing.unit.clone())
}

fn is_class(thing: &Thing) -> bool {
    thing.identifier.kind == Kind::Class
}

impl Contents {
    /// Puts `children` into `parent`. An object leaves the container it was in; quantities of a class add up.
    pub(crate) fn put(&mut self, parent: &Arc<str>, children: &[Thing]) {
        for child in children {
            if !is_class(child) {
                self.take_out(&child.identifier.key);
                self.holder.insert(child.identifier.key.clone(), parent.clone());
            }
            let held = self.inside.entry(parent.clone()).or_default();
            match held.get_mut(&slot(child)) {
                Some(known) => {
                    known.quantity = known.quantity.zip(child.quantity).map(|(held, more)| held.saturating_add(more));
                }
                None => {
                    held.insert(slot(child), child.clone());
                }
            }
        }
    }

    /// Sees `children` in `parent`: an object is there from now on, a class unless it was known to be there.
    pub(crate) fn see(&mut self, parent: &Arc<str>, children: &[Thing]) {
        let known = |child: &&Thing| self.inside.get(parent).is_some_and(|held| held.contains_key(&slot(child)));
        let unknown: Vec<Thing> = children.iter().filter(|child| !known(child)).cloned().collect();
        self.put(parent, &unknown);
    }

    /// Like [`see`](Contents::see), for children about to be taken out, which shows that they were inside; not those
    /// that are known to be elsewhere by now.
    pub(crate) fn see_leaving(&mut self, parent: &Arc<str>, children: &[Thing]) {
        let here = |child: &&Thing| is_class(child) || !self.holder.contains_key(&child.identifier.key);
        let leaving: Vec<Thing> = children.iter().filter(here).cloned().collect();
        self.see(parent, &leaving);
    }

    /// Takes `children` out of `parent`, all there are if none is named.
    pub(crate) fn remove(&mut self, parent: &Arc<str>, children: &[Thing]) {
        if children.is_empty() {
            for (key, _) in self.inside.remove(parent).unwrap_or_default().into_keys() {
                self.holder.remove(&key);
            }
            return;
        }
        let Some(held) = self.inside.get_mut(parent) else { return };
        for child in children {
            let rest = held.get(&slot(child)).and_then(|known| Some(known.quantity? - child.quantity?));
            match held.get_mut(&slot(child)).filter(|_| is_class(child)) {
                Some(known) if rest.is_some_and(|rest| rest > 0) => known.quantity = rest,
                _ => {
                    held.remove(&slot(child));
                }
            }
            if self.holder.get(&child.identifier.key) == Some(parent) {
                self.holder.remove(&child.identifier.key);
            }
        }
        if held.is_empty() {
            self.inside.remove(parent);
        }
    }

    /// Takes one object out of whatever it is in.
    pub(crate) fn take_out(&mut self, key: &Arc<str>) {
        let Some(parent) = self.holder.remove(key) else { return };
        if let Some(held) = self.inside.get_mut(&parent) {
            held.remove(&(key.clone(), None));
            if held.is_empty() {
                self.inside.remove(&parent);
            }
        }
    }

    /// What `carried` names no longer exists, and holds nothing any more.
    pub(crate) fn forget(&mut self, carried: &[Carried]) {
        for Carried { thing, container } in carried {
            for key in container.iter().chain([&thing.identifier.key]) {
                self.take_out(key);
                self.remove(key, &[]);
            }
        }
    }

    /// `things`, which are in `container`, and all that is inside them, each object once. A logistic unit with known
    /// contents is its contents. What lies inside itself by mistake ends there.
    pub(crate) fn expand(&self, things: &[Thing], container: Option<&Arc<str>>) -> Vec<Carried> {
        let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
        let carry = |thing: &Thing, container: Option<&Arc<str>>| Carried {
            thing: thing.clone(),
            container: container.cloned(),
        };
        let mut level: Vec<Carried> = things.iter().map(|thing| carry(thing, container)).collect();
        let mut all = Vec::new();
        while !level.is_empty() {
            // Every object of a level goes before the contents of any, so that one named beside its container is named
            // by itself.
            level.retain(|carried| is_class(&carried.thing) || seen.insert(carried.thing.identifier.key.clone()));
            let mut next = Vec::new();
            for carried in level {
                let identifier = &carried.thing.identifier;
                let held = self.inside.get(&identifier.key).filter(|_| !is_class(&carried.thing));
                next.extend(held.into_iter().flat_map(|held| held.values()).map(|it| carry(it, Some(&identifier.key))));
                if held.is_none() || identifier.kind != Kind::Logistic {
                    all.push(carried);
                }
            }
            level = next;
        }
        // Logistic units that hold nothing but each other are still seen.
        if all.is_empty() { things.iter().map(|thing| carry(thing, container)).collect() } else { all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::epcis::epc::{Level, decode};

    fn thing(text: &str) -> Thing {
        Thing::one(decode(text, Level::Instance).unwrap().identifier)
    }

    fn kilograms(quantity: Option<i64>) -> Thing {
        let identifier = decode("x:lot", Level::Class).unwrap().identifier;
        Thing { identifier, quantity, unit: Some("KGM".into()) }
    }

    fn keys(carried: &[Carried]) -> Vec<(String, Option<String>)> {
        let key = |key: &Arc<str>| key.to_string();
        carried.iter().map(|it| (key(&it.thing.identifier.key), it.container.as_ref().map(key))).collect()
    }

    fn key(text: &str) -> Arc<str> {
        thing(text).identifier.key
    }

    #[test]
    fn a_pallet_is_its_contents_down_to_the_last_one() {
        let sscc = "urn:epc:id:sscc:0614141.1234567890";
        let mut contents = Contents::default();
        contents.put(&key("x:case"), &[thing("x:1"), thing("x:2")]);
        contents.put(&key(sscc), &[thing("x:case")]);
        let carried = contents.expand(&[thing(sscc)], None);
        let pallet = Some("(00)106141412345678908".to_string());
        let case = Some("x:case".to_string());
        assert_eq!(
            keys(&carried),
            [("x:case".to_string(), pallet), ("x:1".to_string(), case.clone()), ("x:2".to_string(), case)]
        );
        contents.remove(&key(sscc), &[]);
        assert_eq!(keys(&contents.expand(&[thing(sscc)], None)), [("(00)106141412345678908".to_string(), None)]);
    }

    #[test]
    fn an_object_is_in_one_container_and_leaves_only_that() {
        let mut contents = Contents::default();
        contents.put(&key("x:a"), &[thing("x:1")]);
        contents.put(&key("x:b"), &[thing("x:1")]);
        contents.see_leaving(&key("x:a"), &[thing("x:1")]);
        contents.remove(&key("x:a"), &[thing("x:1")]);
        assert_eq!(contents.expand(&[thing("x:a")], None).len(), 1);
        assert_eq!(contents.expand(&[thing("x:b")], None).len(), 2);
        contents.take_out(&key("x:1"));
        assert_eq!(contents.expand(&[thing("x:b")], None).len(), 1);
    }

    #[test]
    fn quantities_add_up_and_go_down_and_unknown_ones_stay_unknown() {
        let mut contents = Contents::default();
        let held = |contents: &Contents| contents.expand(&[thing("x:a")], None).get(1).map(|it| it.thing.quantity);
        contents.put(&key("x:a"), &[kilograms(Some(30)), kilograms(Some(20))]);
        contents.see(&key("x:a"), &[kilograms(Some(5))]);
        assert_eq!(held(&contents), Some(Some(50)));
        contents.remove(&key("x:a"), &[kilograms(Some(15))]);
        assert_eq!(held(&contents), Some(Some(35)));
        contents.put(&key("x:a"), &[kilograms(None)]);
        assert_eq!(held(&contents), Some(None));
        contents.remove(&key("x:a"), &[kilograms(Some(1))]);
        assert_eq!(held(&contents), None);
    }

    #[test]
    fn what_lies_inside_itself_ends() {
        let mut contents = Contents::default();
        contents.put(&key("x:a"), &[thing("x:b")]);
        contents.put(&key("x:b"), &[thing("x:a")]);
        contents.put(&key("x:c"), &[thing("x:c")]);
        assert_eq!(contents.expand(&[thing("x:a"), thing("x:b"), thing("x:a"), thing("x:c")], None).len(), 3);
        let sscc = "urn:epc:id:sscc:0614141.1234567890";
        contents.put(&key(sscc), &[thing(sscc)]);
        assert_eq!(contents.expand(&[thing(sscc)], None).len(), 1);
    }
}
