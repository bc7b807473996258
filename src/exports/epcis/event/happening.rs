//! What happened, by the five types of event. It reads neither time nor place.

use super::fields::Fields;
use super::types::{Action, Grouping, Happening, Thing};
use super::{lot_data, things};
use crate::exports::epcis::document::{local, type_of};
use crate::exports::epcis::problem::{Finding, excerpt};

/// Reads what happened; `None` when the type or the action is missing or unknown.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Happening> {
    let Some(name) = type_of(fields.object) else {
        fields.findings.push(Finding::Missing { field: "type" });
        return None;
    };
    match local(name) {
        "ObjectEvent" => {
            let (things, lot_data) = (things::read(fields, "epcList", "quantityList"), lot_data::read(fields));
            Some(Happening::Object { action: action(fields)?, things, lot_data })
        }
        "AggregationEvent" => group(fields, Grouping::Aggregation),
        "AssociationEvent" => group(fields, Grouping::Association),
        "TransactionEvent" => {
            let mut things = things::read(fields, "epcList", "quantityList");
            things.extend(things::parent(fields).map(Thing::one));
            // What it does to the link with the business transaction moves nothing.
            action(fields)?;
            Some(Happening::Transaction { things })
        }
        "TransformationEvent" => Some(Happening::Transformation {
            joint: fields.text("transformationID").filter(|id| !id.is_empty()).map(Into::into),
            inputs: things::read(fields, "inputEPCList", "inputQuantityList"),
            outputs: things::read(fields, "outputEPCList", "outputQuantityList"),
            lot_data: lot_data::read(fields),
        }),
        _ => {
            fields.findings.push(Finding::UnknownType { found: excerpt(name) });
            None
        }
    }
}

fn group(fields: &mut Fields<'_>, grouping: Grouping) -> Option<Happening> {
    let children = things::read(fields, "childEPCs", "childQuantityList");
    let parent = things::parent(fields);
    let action = action(fields);
    // Only who looks at packed things may leave open what they are packed in.
    let open = grouping == Grouping::Aggregation && action == Some(Action::Observe);
    if fields.value("parentID").is_none() && !open {
        fields.findings.push(Finding::Missing { field: "parentID" });
    }
    Some(Happening::Group { grouping, action: action?, parent, children })
}

fn action(fields: &mut Fields<'_>) -> Option<Action> {
    if fields.value("action").is_none() {
        fields.findings.push(Finding::Missing { field: "action" });
    }
    match fields.text("action")? {
        "ADD" => Some(Action::Add),
        "OBSERVE" => Some(Action::Observe),
        "DELETE" => Some(Action::Delete),
        other => {
            fields.findings.push(Finding::Action { found: excerpt(other) });
            None
        }
    }
}
