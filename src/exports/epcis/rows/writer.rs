//! Takes the events in the order of time and has their rows written. It decides nothing of a single row.

use super::contents::Contents;
use super::lots::Lots;
use super::production::Counted;
use super::transformations::Transformations;
use super::{movements, production};
use crate::exports::epcis::error::EpcisError;
use crate::exports::epcis::event::{Action, Event, Happening, Step};
use crate::exports::epcis::problem::Problem;
use crate::exports::epcis::tables::{GenealogyLink, Movement, Production};

/// The rows of all tables.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) movements: Vec<Movement>,
    pub(crate) genealogy: Vec<GenealogyLink>,
    pub(crate) production: Vec<Production>,
}

/// Writes the rows of `events`, at most `most` of all tables together (a little more may be held for a moment).
pub(crate) fn write(mut events: Vec<Event>, problems: &mut Vec<Problem>, most: usize) -> Result<Rows, EpcisError> {
    events.sort_by_key(|event| (event.moment, rank(&event.happening), event.at));
    let lots = Lots::settle(&mut events, problems);
    let (mut rows, mut contents) = (Rows::default(), Contents::default());
    let mut transformations = Transformations::default();
    let room = |rows: &Rows| {
        let count = rows.movements.len() + rows.genealogy.len() + rows.production.len();
        if count > most { Err(EpcisError::TooManyRows { most }) } else { Ok(()) }
    };
    for event in &events {
        match &event.happening {
            Happening::Object { action, things, lot_data } => {
                if *action == Action::Add {
                    let comes_in = matches!(event.step, Step::Receive | Step::Return);
                    let counted = if comes_in { Counted::InMovement } else { Counted::Here };
                    production::write(event, things, lot_data, counted, &lots, &mut rows);
                }
                movements::objects(event, *action, things, &lots, &mut contents, &mut rows);
            }
            Happening::Transaction { things } => {
                movements::transaction(event, things, &lots, &contents, &mut rows);
            }
            Happening::Group { grouping, action, parent, children } => {
                let family = (parent.as_ref(), children.as_slice());
                movements::group(event, (*grouping, *action), family, &lots, &mut contents, &mut rows);
            }
            Happening::Transformation { joint, inputs, outputs, lot_data } => {
                production::write(event, outputs, lot_data, Counted::Here, &lots, &mut rows);
                transformations.add(event, joint.as_ref(), (inputs, outputs), &lots, &mut contents);
            }
        }
        room(&rows)?;
    }
    transformations.link(&mut rows, problems, room)?;
    Ok(rows)
}

/// What goes first at one moment: things are made, then packed, then moved, then unpacked.
fn rank(happening: &Happening) -> u8 {
    match happening {
        Happening::Object { action: Action::Add, .. } => 0,
        Happening::Group { action: Action::Add, .. } => 1,
        Happening::Group { action: Action::Delete, .. } => 3,
        _ => 2,
    }
}
