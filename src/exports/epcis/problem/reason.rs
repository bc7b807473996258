//! Events that cannot be used, as rows that are set aside: a code, its words, and the field it is about.

use super::finding::{Consequence, Finding};
use crate::exports::epcis::tables::EventRef;
use crate::exports::rejects::{Fault, RejectedRow};
use crate::labels::Label;
use crate::tables::Privacy;

/// An event that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedEvent {
    /// Which event.
    pub event: EventRef,
    /// The event as JSON.
    pub raw: String,
    /// All that is wrong with it.
    pub findings: Vec<Finding>,
}

/// Why an event is set aside: the code, and its words.
const REASONS: [(&str, Label); 8] = [
    ("epcis_no_object", Label::new("the event is no JSON object", "事件不是 JSON 对象")),
    ("epcis_type", Label::new("no type of event of EPCIS 2.0", "不是 EPCIS 2.0 的事件类型")),
    ("epcis_missing", Label::new("a field that the event needs is missing", "缺少事件必需的字段")),
    ("epcis_shape", Label::new("the wrong kind of JSON value", "JSON 值类型不对")),
    ("epcis_time", Label::new("no date and time with a zone", "不是带时区的日期时间")),
    ("epcis_action", Label::new("none of ADD, OBSERVE, DELETE", "不是 ADD、OBSERVE、DELETE 之一")),
    ("epcis_identifier", Label::new("the identifier cannot be read", "标识无法识别")),
    ("epcis_quantity", Label::new("the quantity cannot be read", "数量无法识别")),
];

/// The words of a reason code of an event.
pub fn reason(code: &str) -> Option<Label> {
    REASONS.into_iter().find(|(own, _)| *own == code).map(|(_, label)| label)
}

impl RejectedEvent {
    /// The event as a row that is set aside; its record is the number of the event in its document.
    pub fn row(self) -> RejectedRow {
        let faults = self.findings.iter().filter_map(fault).collect();
        RejectedRow { record: self.event.event as u64, raw: vec![self.raw], faults }
    }

    /// The code of the first fault.
    pub fn code(&self) -> &'static str {
        self.findings.iter().find_map(fault).map_or(REASONS[0].0, |fault| fault.reason)
    }
}

/// What is wrong, where it sets the event aside.
fn fault(finding: &Finding) -> Option<Fault> {
    let (at, field, value) = match finding {
        own if own.consequence() == Consequence::Noted => return None,
        Finding::UnknownType { found } => (1, "type", found.as_str()),
        Finding::Missing { field } => (2, *field, ""),
        Finding::WrongShape { field } => (3, *field, ""),
        Finding::EventTime { found } => (4, "eventTime", found.as_str()),
        Finding::Action { found } => (5, "action", found.as_str()),
        Finding::Epc { field, found, .. } => (6, *field, found.as_str()),
        Finding::Quantity { field, found, .. } => (7, *field, found.as_str()),
        _ => (0, "", ""),
    };
    let (reason, label) = REASONS[at];
    let (column, header) = (field.to_string(), field.to_string());
    Some(Fault {
        column,
        header,
        reason,
        label,
        index: None,
        value: value.to_string(),
        privacy: Privacy::Open,
        astray: false,
    })
}
