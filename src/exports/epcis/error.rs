//! Why documents cannot be read at all.

use crate::labels::{Label, Text};

/// Why no rows come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EpcisError {
    /// These documents are not EPCIS. All of them are named, in the order they were given.
    Documents(Vec<DocumentError>),
    /// The events give more rows than one run can hold.
    TooManyRows {
        /// The most there can be.
        most: usize,
    },
}

/// One document that is no EPCIS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// Its name, as the caller gave it.
    pub name: String,
    /// Why.
    pub fault: DocumentFault,
}

/// Why a document is no EPCIS 2.0 in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    /// It is no JSON.
    NoJson {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1; 0 at the very start of a line.
        column: usize,
    },
    /// It ends in the middle.
    Truncated {
        /// Line on which it ends, from 1.
        line: usize,
    },
    /// Values lie inside each other more than 127 deep.
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// It is XML.
    Xml,
    /// It is JSON, but neither an EPCIS document nor an event nor a list of events.
    NotEpcis,
    /// It is an EPCIS document without a list of events.
    NoEventList,
}

const NO_JSON: Label = Label::new("no JSON: line {line}, column {column}", "不是 JSON：第 {line} 行第 {column} 列有误");
const TRUNCATED: Label = Label::new("it ends in the middle, on line {line}", "内容在第 {line} 行中断，文件不完整");
const TOO_DEEP: Label = Label::new(
    "values lie inside each other too deeply: line {line}, column {column}",
    "嵌套层数过深：第 {line} 行第 {column} 列",
);
const XML: Label =
    Label::new("this is XML; huike reads EPCIS 2.0 as JSON", "这是 XML；huike 只读取 JSON 格式的 EPCIS 2.0");
const NOT_EPCIS: Label = Label::new(
    "neither an EPCIS document nor an event nor a list of events",
    "既不是 EPCIS 文档，也不是事件或事件列表",
);
const NO_EVENT_LIST: Label =
    Label::new("an EPCIS document without a list of events (eventList)", "EPCIS 文档中没有事件列表（eventList）");
const TOO_MANY_ROWS: Label =
    Label::new("the events give more than {most} rows; read them in parts", "事件产生的行数超过 {most}；请分批读取");
const IN_DOCUMENT: Label = Label::new("{name}: {why}", "{name}：{why}");

impl DocumentFault {
    /// The fault as a sentence without its document.
    pub fn text(&self) -> Text {
        match self {
            DocumentFault::NoJson { line, column } => NO_JSON.with(&[("line", line), ("column", column)]),
            DocumentFault::Truncated { line } => TRUNCATED.with(&[("line", line)]),
            DocumentFault::TooDeep { line, column } => TOO_DEEP.with(&[("line", line), ("column", column)]),
            DocumentFault::Xml => XML.text(),
            DocumentFault::NotEpcis => NOT_EPCIS.text(),
            DocumentFault::NoEventList => NO_EVENT_LIST.text(),
        }
    }
}

impl EpcisError {
    /// The error as sentences, one for each document.
    pub fn texts(&self) -> Vec<Text> {
        match self {
            EpcisError::Documents(documents) => documents
                .iter()
                .map(|document| IN_DOCUMENT.with(&[("name", &document.name)]).and("why", document.fault.text()))
                .collect(),
            EpcisError::TooManyRows { most } => vec![TOO_MANY_ROWS.with(&[("most", most)])],
        }
    }
}
