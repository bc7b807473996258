//! The things of an event: objects by identifier, classes by quantity. It looks into no container.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::fields::Fields;
use super::quantity::{QuantityFault, ten_thousandths};
use super::types::Thing;
use crate::exports::epcis::epc::{CheckDigit, Identifier, Kind, Level, decode};
use crate::exports::epcis::problem::{Finding, excerpt};

/// The objects of the list `objects` and the classes of the list `classes`, in that order.
pub(super) fn read(fields: &mut Fields<'_>, objects: &'static str, classes: &'static str) -> Vec<Thing> {
    let mut things = Vec::new();
    let mut named = BTreeSet::new();
    for value in fields.list(objects) {
        let Some(written) = fields.text_of(value, objects) else { continue };
        let object = object(fields, written, objects);
        // The list is a set: an object named twice is there once.
        things.extend(object.filter(|object| named.insert(object.key.clone())).map(Thing::one));
    }
    for value in fields.list(classes) {
        let Some(element) = fields.object_of(value, classes) else { continue };
        let Some(class) = element.get("epcClass") else {
            fields.wrong_shape(classes);
            continue;
        };
        let written = fields.text_of(class, classes);
        let identifier = written.and_then(|written| identifier(fields, written, classes, Level::Class));
        let quantity = element.get("quantity").filter(|value| !value.is_null());
        let quantity = quantity.and_then(|value| quantity_of(fields, value, classes));
        let unit = element.get("uom").filter(|value| !value.is_null());
        let unit = unit.and_then(|value| fields.text_of(value, classes)).filter(|unit| !unit.is_empty());
        things.extend(identifier.map(|identifier| Thing { identifier, quantity, unit: unit.map(Arc::from) }));
    }
    things
}

/// The identifier in `field`, if it is there.
pub(super) fn parent(fields: &mut Fields<'_>) -> Option<Identifier> {
    let written = fields.text("parentID")?;
    object(fields, written, "parentID")
}

fn object(fields: &mut Fields<'_>, written: &str, field: &'static str) -> Option<Identifier> {
    let identifier = identifier(fields, written, field, Level::Instance)?;
    if identifier.kind == Kind::Class {
        fields.findings.push(Finding::ClassAmongObjects { field, found: excerpt(written) });
    }
    Some(identifier)
}

fn identifier(fields: &mut Fields<'_>, written: &str, field: &'static str, level: Level) -> Option<Identifier> {
    match decode(written, level) {
        Ok(found) => {
            if let CheckDigit::Wrong { expected } = found.check {
                fields.findings.push(Finding::CheckDigit { field, found: excerpt(written), expected });
            }
            Some(found.identifier)
        }
        Err(why) => {
            fields.findings.push(Finding::Epc { field, found: excerpt(written), why });
            None
        }
    }
}

fn quantity_of(fields: &mut Fields<'_>, value: &Value, field: &'static str) -> Option<i64> {
    let read = match value {
        Value::Number(number) => ten_thousandths(&number.to_string()),
        _ => Err(QuantityFault::NoNumber),
    };
    read.map_err(|why| {
        let found = excerpt(value.as_str().unwrap_or(&value.to_string()));
        fields.findings.push(Finding::Quantity { field, found, why });
    })
    .ok()
}
