//! Rows of EPCIS documents → lots and movements, as the other tables give them.

use std::sync::Arc;

use crate::exports::epcis::{Epcis, Item, LinkKind, MovementKind};
use crate::models::trace::Link;
use crate::reduce::lots::{LotRows, Made};
use crate::reduce::recall::{Move, MoveKind};

/// The name of a lot as other exports write it: the bare lot number, else the identifier of the object.
fn name(item: &Item) -> Option<&str> {
    item.lot.as_deref().or(item.lot_id.as_deref())
}

/// Adds what was made and what went into what.
///
/// # Errors
/// Internal, where there are more lots than can be numbered.
pub fn add_lots(epcis: &Epcis, rows: &LotRows) -> Result<(), crate::error::Error> {
    let text = |text: &Option<Arc<str>>| text.as_deref().map(Box::<str>::from);
    for made in &epcis.production {
        let Some(lot) = name(&made.item) else { continue };
        rows.add_made(
            lot,
            Made {
                product: text(&made.item.product_id),
                made_on: Some(made.made_on),
                quantity: made.quantity,
                unit: text(&made.unit),
                expires_on: made.expiry,
                supplier: None,
                site: made.made_at.as_ref().map(|place| Box::from(&*place.id)),
            },
        )?;
    }
    for link in &epcis.genealogy {
        let (Some(input), Some(output)) = (name(&link.input), name(&link.output)) else { continue };
        // What is built in stays a thing of its own: it is traced, and not used up.
        let quantity = link.quantity.filter(|_| link.kind == LinkKind::Transformed);
        let used_on = Some(link.used_on);
        rows.add_link(input, output, Link { quantity, ..Link::used_on(0, 0, used_on) })?;
    }
    Ok(())
}

/// The movements, by the name of their lot.
pub fn moves(epcis: &Epcis) -> impl Iterator<Item = (Box<str>, Move)> + '_ {
    epcis.movements.iter().filter_map(|row| {
        let kind = match row.kind {
            MovementKind::Receive => MoveKind::Receive,
            MovementKind::Ship => MoveKind::Ship,
            MovementKind::Return => MoveKind::Return,
            MovementKind::Scrap => MoveKind::Scrap,
            MovementKind::Adjust => MoveKind::Adjust,
            MovementKind::Observe => return None,
        };
        let quantity = row.quantity?;
        let place = |place: &Option<crate::exports::epcis::Place>| place.as_ref().map(|place| Box::from(&*place.id));
        let (from, to) = (place(&row.from), place(&row.to));
        let (serial, unit) = (row.item.serial_no.as_deref().map(Box::from), row.unit.as_deref().map(Box::from));
        let own = Move { lot: 0, day: Some(row.date), kind, from, to, quantity, unit, serial };
        Some((Box::from(name(&row.item)?), own))
    })
}
