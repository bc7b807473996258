//! The sentences of problems. It knows no event.

use super::finding::{Finding, Problem, excerpt};
use crate::labels::{Label, Text};

const IN_EVENT: Label = Label::new("event {n}: {what}", "第 {n} 个事件：{what}");
const IN_NAMED_EVENT: Label = Label::new("event {n} ({id}): {what}", "第 {n} 个事件（{id}）：{what}");
const NO_OBJECT: Label = Label::new("it is no JSON object", "它不是 JSON 对象");
const UNKNOWN_TYPE: Label =
    Label::new("'{found}' is no type of event of EPCIS 2.0", "“{found}”不是 EPCIS 2.0 的事件类型");
const MISSING: Label = Label::new("{field} is missing", "缺少 {field}");
const WRONG_SHAPE: Label = Label::new("{field} holds the wrong kind of JSON value", "{field} 的 JSON 值类型不对");
const EVENT_TIME: Label = Label::new(
    "eventTime '{found}' is no date and time with a zone, such as 2026-07-22T06:45:00+02:00",
    "eventTime “{found}”不是带时区的日期时间，例如 2026-07-22T06:45:00+02:00",
);
const ACTION: Label =
    Label::new("action '{found}' is none of ADD, OBSERVE, DELETE", "action “{found}”不是 ADD、OBSERVE、DELETE 之一");
const EPC: Label = Label::new("{field}: '{found}' cannot be read: {why}", "{field}：“{found}”无法识别：{why}");
const QUANTITY: Label = Label::new("{field}: quantity '{found}' {why}", "{field}：数量“{found}”{why}");
const ZONE_OFFSET: Label = Label::new(
    "eventTimeZoneOffset '{found}' cannot be read; the day is taken in the zone of eventTime",
    "eventTimeZoneOffset “{found}”无法识别；按 eventTime 自带的时区取日期",
);
const NO_ZONE_OFFSET: Label = Label::new(
    "eventTimeZoneOffset is missing; the day is taken in the zone of eventTime",
    "缺少 eventTimeZoneOffset；按 eventTime 自带的时区取日期",
);
const CHECK_DIGIT: Label = Label::new(
    "{field}: the check digit of '{found}' should be {expected}; it is used as it is written",
    "{field}：“{found}”的校验位应为 {expected}；按原样使用",
);
const PLACE: Label = Label::new(
    "{field}: the place '{found}' is used as it is written: {why}",
    "{field}：地点“{found}”按原样使用：{why}",
);
const CLASS_AMONG_OBJECTS: Label = Label::new(
    "{field}: '{found}' is a product or a lot, not one object; its quantity is unknown",
    "{field}：“{found}”是产品或批次，不是单个物品；数量未知",
);
const LOT_DATE: Label = Label::new(
    "{field} '{found}' is no date (2026-07-22) and is left out",
    "{field} “{found}”不是日期（如 2026-07-22），已略去",
);
const UNKNOWN_STEP: Label = Label::new(
    "bizStep '{found}' is not in the Core Business Vocabulary; it counts as an observation",
    "bizStep “{found}”不在核心业务词汇（CBV）中；按观察处理",
);
const LOTS_DIFFER: Label = Label::new(
    "{object} is said to be of lot {kept} and of lot {other}; {kept} was said first",
    "{object} 被同时记为批次 {kept} 和批次 {other}；{kept} 在先",
);
const ONE_SIDED: Label = Label::new(
    "a transformation without inputs or without outputs links no lots",
    "转换事件缺少投入或产出，无法建立批次关系",
);
const REPEAT_DIFFERS: Label = Label::new(
    "its eventID is that of event {first} of document {document}, which says something else and counts",
    "其 eventID 与第 {document} 份文档的第 {first} 个事件相同而内容不同；以先出现的为准",
);
const CORRECTION_MISSING: Label = Label::new(
    "it withdraws an event; the correcting event {corrective} is in none of the documents",
    "它撤回了一个事件；更正事件 {corrective} 不在任何文档中",
);

impl Problem {
    /// The problem as a sentence that names the event by its number; the document is for the caller to name.
    pub fn text(&self) -> Text {
        match &self.event_id {
            Some(id) => IN_NAMED_EVENT.with(&[("n", &self.event.event), ("id", &excerpt(id))]),
            None => IN_EVENT.with(&[("n", &self.event.event)]),
        }
        .and("what", self.what.text())
    }
}

impl Finding {
    /// The finding as a sentence without its event.
    pub fn text(&self) -> Text {
        match self {
            Finding::NoObject => NO_OBJECT.text(),
            Finding::UnknownType { found } => UNKNOWN_TYPE.with(&[("found", found)]),
            Finding::Missing { field } => MISSING.with(&[("field", field)]),
            Finding::WrongShape { field } => WRONG_SHAPE.with(&[("field", field)]),
            Finding::EventTime { found } => EVENT_TIME.with(&[("found", found)]),
            Finding::Action { found } => ACTION.with(&[("found", found)]),
            Finding::Epc { field, found, why } => {
                EPC.with(&[("field", field), ("found", found)]).and("why", why.text())
            }
            Finding::Quantity { field, found, why } => {
                QUANTITY.with(&[("field", field), ("found", found)]).and("why", why.text())
            }
            Finding::ZoneOffset { found: Some(found) } => ZONE_OFFSET.with(&[("found", found)]),
            Finding::ZoneOffset { found: None } => NO_ZONE_OFFSET.text(),
            Finding::CheckDigit { field, found, expected } => {
                CHECK_DIGIT.with(&[("field", field), ("found", found), ("expected", expected)])
            }
            Finding::Place { field, found, why } => {
                PLACE.with(&[("field", field), ("found", found)]).and("why", why.text())
            }
            Finding::ClassAmongObjects { field, found } => {
                CLASS_AMONG_OBJECTS.with(&[("field", field), ("found", found)])
            }
            Finding::LotDate { field, found } => LOT_DATE.with(&[("field", field), ("found", found)]),
            Finding::UnknownStep { found } => UNKNOWN_STEP.with(&[("found", found)]),
            Finding::LotsDiffer { object, kept, other } => {
                LOTS_DIFFER.with(&[("object", object), ("kept", kept), ("other", other)])
            }
            Finding::OneSided => ONE_SIDED.text(),
            Finding::RepeatDiffers { first } => {
                REPEAT_DIFFERS.with(&[("first", &first.event), ("document", &(first.document + 1))])
            }
            Finding::CorrectionMissing { corrective } => CORRECTION_MISSING.with(&[("corrective", corrective)]),
        }
    }
}
