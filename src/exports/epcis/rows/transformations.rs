//! Inputs and outputs of transformations, joined over events by `transformationID`, and the links between them. It
//! moves nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::contents::{Carried, Contents};
use super::lots::Lots;
use super::writer::Rows;
use crate::exports::epcis::epc::{Identifier, Kind, Place};
use crate::exports::epcis::event::{Event, Thing};
use crate::exports::epcis::problem::{Finding, Problem};
use crate::exports::epcis::tables::{EventRef, GenealogyLink, Item, LinkKind};

/// The most links of one transformation that are written one by one. Beyond it they go through one lot in between that
/// stands for the transformation: what is made of what stays the same, and rows grow with the sum of both sides.
const MOST_DIRECT: usize = 10_000;

/// One input or output.
struct End {
    item: Item,
    quantity: Option<i64>,
    unit: Option<Arc<str>>,
    day: i32,
    place: Option<Place>,
    event_id: Option<Arc<str>>,
    event: EventRef,
}

/// All inputs or all outputs.
#[derive(Default)]
struct Side {
    ends: Vec<End>,
    objects: BTreeSet<Arc<str>>,
}

impl Side {
    /// Adds one end; an object that several events of one transformation name is there once.
    fn add(&mut self, thing: &Thing, end: End) {
        let Identifier { kind, key, .. } = &thing.identifier;
        if *kind == Kind::Class || self.objects.insert(key.clone()) {
            self.ends.push(end);
        }
    }
}

/// One transformation, over all its events.
struct Transformation {
    /// Its name: `transformationID`, otherwise `eventID` or the place of its event.
    name: Arc<str>,
    event_id: Option<Arc<str>>,
    event: EventRef,
    inputs: Side,
    outputs: Side,
}

/// All transformations, in the order of their first events.
#[derive(Default)]
pub(super) struct Transformations {
    all: Vec<Transformation>,
    by_joint: BTreeMap<Arc<str>, usize>,
}

impl Transformations {
    /// Adds one event. What goes in is taken out of its container; containers go in with their contents.
    pub(super) fn add(
        &mut self,
        event: &Event,
        joint: Option<&Arc<str>>,
        (inputs, outputs): (&[Thing], &[Thing]),
        lots: &Lots,
        contents: &mut Contents,
    ) {
        let place = event.places.here();
        let end = |thing: &Thing| End {
            item: lots.item(&thing.identifier),
            quantity: thing.quantity,
            unit: thing.unit.clone(),
            day: event.day,
            place: place.clone(),
            event_id: event.id.clone(),
            event: event.at,
        };
        let carried = contents.expand(inputs, None);
        let transformation = self.of(event, joint);
        for Carried { thing, .. } in &carried {
            transformation.inputs.add(thing, end(thing));
        }
        for thing in outputs {
            transformation.outputs.add(thing, end(thing));
        }
        contents.forget(&carried);
    }

    fn of(&mut self, event: &Event, joint: Option<&Arc<str>>) -> &mut Transformation {
        let known = joint.and_then(|joint| self.by_joint.get(joint)).copied();
        let place = known.unwrap_or_else(|| {
            let EventRef { document, event: number } = event.at;
            let numbered = || format!("{}/{number}", document + 1).into();
            let name = joint.cloned().or_else(|| event.id.clone()).unwrap_or_else(numbered);
            let (inputs, outputs) = (Side::default(), Side::default());
            self.all.push(Transformation { name, event_id: event.id.clone(), event: event.at, inputs, outputs });
            let place = self.all.len() - 1;
            self.by_joint.extend(joint.cloned().map(|joint| (joint, place)));
            place
        });
        &mut self.all[place]
    }

    /// Writes the links of one transformation after the other. `go_on` says whether there is room for more.
    pub(super) fn link<E>(
        self,
        rows: &mut Rows,
        problems: &mut Vec<Problem>,
        go_on: impl Fn(&Rows) -> Result<(), E>,
    ) -> Result<(), E> {
        for transformation in &self.all {
            let (inputs, outputs) = (transformation.inputs.ends.len(), transformation.outputs.ends.len());
            if inputs == 0 || outputs == 0 {
                let (event, event_id) = (transformation.event, transformation.event_id.clone());
                problems.push(Problem { event, event_id, what: Finding::OneSided });
            } else if inputs == 1 || outputs == 1 || inputs.saturating_mul(outputs) <= MOST_DIRECT {
                transformation.link_directly(rows);
            } else {
                transformation.link_through_itself(rows);
            }
            go_on(rows)?;
        }
        Ok(())
    }
}

impl Transformation {
    fn link_directly(&self, rows: &mut Rows) {
        for input in &self.inputs.ends {
            rows.genealogy.extend(self.outputs.ends.iter().enumerate().map(|(place, output)| {
                let quantity = input.quantity.filter(|_| place == 0);
                link(input, input.item.clone(), output.item.clone(), quantity, self.outputs.ends.len())
            }));
        }
    }

    fn link_through_itself(&self, rows: &mut Rows) {
        let lot_id = Some(format!("transformation {}", self.name).into());
        let between = Item { lot_id, lot: None, product_id: None, serial_no: None };
        let outputs = self.outputs.ends.len();
        let into = self
            .inputs
            .ends
            .iter()
            .map(|input| link(input, input.item.clone(), between.clone(), input.quantity, outputs));
        rows.genealogy.extend(into);
        let out_of = self.outputs.ends.iter().map(|output| {
            let row = link(output, between.clone(), output.item.clone(), None, outputs);
            GenealogyLink { unit: None, ..row }
        });
        rows.genealogy.extend(out_of);
    }
}

/// A link that happens where and when `end` does.
fn link(end: &End, input: Item, output: Item, quantity: Option<i64>, outputs: usize) -> GenealogyLink {
    GenealogyLink {
        input,
        output,
        kind: LinkKind::Transformed,
        quantity,
        unit: end.unit.clone(),
        outputs,
        used_on: end.day,
        used_at: end.place.clone(),
        event_id: end.event_id.clone(),
        event: end.event,
    }
}
