//! Rows of what an event moves: the things it names and what is inside them. It reads no lot data.

use super::contents::{Carried, Contents};
use super::lots::Lots;
use super::writer::Rows;
use crate::exports::epcis::epc::{Identifier, Kind, Place};
use crate::exports::epcis::event::{Action, Event, Grouping, Step, Thing};
use crate::exports::epcis::tables::{GenealogyLink, LinkKind, Movement, MovementKind};

/// What one kind of movement says besides the thing.
struct Course {
    kind: MovementKind,
    from: Option<Place>,
    to: Option<Place>,
    /// 1, or −1 for a movement that did not take place after all.
    sign: i64,
}

/// The course of `event`, when its step alone decides.
fn course(event: &Event) -> Course {
    let places = &event.places;
    let (kind, from, to, sign) = match event.step {
        Step::Receive => (MovementKind::Receive, places.sender(), places.arrival(), 1),
        Step::Return => (MovementKind::Return, places.sender(), places.arrival(), 1),
        Step::Ship => (MovementKind::Ship, places.departure(), places.receiver(), 1),
        Step::VoidShip => (MovementKind::Ship, places.departure(), places.receiver(), -1),
        Step::Scrap => (MovementKind::Scrap, places.here(), None, 1),
        Step::Other => (MovementKind::Observe, None, places.here(), 1),
    };
    Course { kind, from, to, sign }
}

/// Objects that are named by themselves.
pub(super) fn objects(
    event: &Event,
    action: Action,
    things: &[Thing],
    lots: &Lots,
    contents: &mut Contents,
    rows: &mut Rows,
) {
    match (action, event.step) {
        // Made, not moved.
        (Action::Add, Step::Other) => {}
        // A decommissioned identifier says nothing of what is inside, and the label of a pallet is no goods.
        (Action::Delete, Step::Other) => {
            let from = event.places.here();
            let course = Course { kind: MovementKind::Adjust, from, to: None, sign: 1 };
            let goods = things.iter().filter(|thing| thing.identifier.kind != Kind::Logistic).cloned();
            let carried: Vec<Carried> = goods.map(|thing| Carried { thing, container: None }).collect();
            write(event, &course, &carried, lots, rows);
            for thing in things {
                contents.remove(&thing.identifier.key, &[]);
                contents.take_out(&thing.identifier.key);
            }
        }
        _ => {
            let carried = contents.expand(things, None);
            write(event, &course(event), &carried, lots, rows);
            if action == Action::Delete || event.step == Step::Scrap {
                contents.forget(&carried);
            }
        }
    }
}

/// Things tied to a business transaction: seen, or moved if the step says so.
pub(super) fn transaction(event: &Event, things: &[Thing], lots: &Lots, contents: &Contents, rows: &mut Rows) {
    write(event, &course(event), &contents.expand(things, None), lots, rows);
}

/// Children and their parent. A step that moves the parent moves all that is known to be inside; otherwise only what
/// the event names is seen.
pub(super) fn group(
    event: &Event,
    (grouping, action): (Grouping, Action),
    (parent, children): (Option<&Identifier>, &[Thing]),
    lots: &Lots,
    contents: &mut Contents,
    rows: &mut Rows,
) {
    let Some(parent) = parent else {
        return write(event, &course(event), &contents.expand(children, None), lots, rows);
    };
    match action {
        Action::Add => contents.put(&parent.key, children),
        Action::Observe => contents.see(&parent.key, children),
        Action::Delete => contents.see_leaving(&parent.key, children),
    }
    let whole = [Thing::one(parent.clone())];
    let carried = if event.step != Step::Other || children.is_empty() {
        contents.expand(&whole, None)
    } else {
        let itself = whole.into_iter().filter(|whole| whole.identifier.kind != Kind::Logistic);
        let mut carried: Vec<Carried> = itself.map(|thing| Carried { thing, container: None }).collect();
        carried.extend(contents.expand(children, Some(&parent.key)));
        carried
    };
    write(event, &course(event), &carried, lots, rows);
    if grouping == Grouping::Association && action == Action::Add && parent.kind == Kind::Instance {
        install(event, parent, children, lots, rows);
    }
    if action == Action::Delete {
        contents.remove(&parent.key, children);
    }
}

fn install(event: &Event, parent: &Identifier, children: &[Thing], lots: &Lots, rows: &mut Rows) {
    rows.genealogy.extend(children.iter().map(|child| GenealogyLink {
        input: lots.item(&child.identifier),
        output: lots.item(parent),
        kind: LinkKind::Installed,
        quantity: child.quantity,
        unit: child.unit.clone(),
        outputs: 1,
        used_on: event.day,
        used_at: event.places.here(),
        event_id: event.id.clone(),
        event: event.at,
    }));
}

/// One row for each thing; places and parties are none.
fn write(event: &Event, course: &Course, carried: &[Carried], lots: &Lots, rows: &mut Rows) {
    let things = carried.iter().filter(|carried| carried.thing.identifier.kind != Kind::Location);
    rows.movements.extend(things.map(|carried| Movement {
        item: lots.item(&carried.thing.identifier),
        date: event.day,
        kind: course.kind,
        from: course.from.clone(),
        to: course.to.clone(),
        quantity: carried.thing.quantity.map(|quantity| course.sign * quantity),
        unit: carried.thing.unit.clone(),
        container: carried.container.clone(),
        disposition: event.disposition.clone(),
        persistent: event.persistent.clone(),
        event_id: event.id.clone(),
        event: event.at,
    }));
}
