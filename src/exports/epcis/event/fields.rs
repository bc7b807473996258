//! Fields of an event by name, with a note of every one of the wrong shape. It gives no field a meaning.

use serde_json::{Map, Value};

use crate::exports::epcis::problem::Finding;

/// An event and what was found wrong with it so far.
pub(super) struct Fields<'value> {
    pub(super) object: &'value Map<String, Value>,
    pub(super) findings: Vec<Finding>,
}

impl<'value> Fields<'value> {
    pub(super) fn new(object: &'value Map<String, Value>) -> Fields<'value> {
        Fields { object, findings: Vec::new() }
    }

    /// A field that is there and not null.
    pub(super) fn value(&self, field: &'static str) -> Option<&'value Value> {
        self.object.get(field).filter(|value| !value.is_null())
    }

    pub(super) fn text(&mut self, field: &'static str) -> Option<&'value str> {
        let value = self.value(field)?;
        self.text_of(value, field)
    }

    /// The words of a value that stands in `field`.
    pub(super) fn text_of(&mut self, value: &'value Value, field: &'static str) -> Option<&'value str> {
        let text = value.as_str();
        if text.is_none() {
            self.wrong_shape(field);
        }
        text
    }

    /// The values of a list. JSON-LD may write a list of one without its brackets.
    pub(super) fn list(&self, field: &'static str) -> &'value [Value] {
        match self.value(field) {
            Some(Value::Array(list)) => list,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }

    /// A value of `field` that should be an object.
    pub(super) fn object_of(
        &mut self,
        value: &'value Value,
        field: &'static str,
    ) -> Option<&'value Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong_shape(field);
        }
        object
    }

    pub(super) fn wrong_shape(&mut self, field: &'static str) {
        let finding = Finding::WrongShape { field };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}
