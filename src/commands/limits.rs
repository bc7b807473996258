//! Whether a run may go on although rows were set aside.

use std::collections::BTreeMap;

use crate::error::{Error, Kind, Problem};
use crate::exports::cast::{DecimalMark, Fault as _, MoneyError, parse_money};
use crate::exports::ledger::Ledger;
use crate::exports::rejects::{Fault, Rejects};
use crate::exports::{Repairs, Summary};
use crate::labels::visible::short;
use crate::labels::{Label, Text};
use crate::settings::limits::MaxRejects;

const TOO_MANY: Label = Label::new(
    "{n} of {read} rows cannot be used, more than --max-rejects allows",
    "{read} 行中有 {n} 行不可用，超过 --max-rejects 允许的数量",
);
const EXAMPLE: Label =
    Label::new("record {record}, column {header}: {reason}{value}", "第 {record} 条记录，列 {header}：{reason}{value}");
const WHOLE_RECORD: Label = Label::new("(whole record)", "（整条记录）");
const MORE: Label = Label::new(
    "and {n} more rows; with --out-dir DIR all of them are listed in DIR/failed/rejects.csv",
    "另有 {n} 行；指定 --out-dir 目录 时，目录/failed/rejects.csv 列出全部",
);
const HINT: Label = Label::new(
    "correct them, or --max-rejects {n} sets them aside and goes on",
    "请修正这些行，或用 --max-rejects {n} 搁置后继续",
);
const OTHER_MARK_HINT: Label = Label::new(
    "--decimal {mark} reads such amounts; where the file writes all of them so, --max-rejects would leave the others wrong by a factor of a thousand",
    "--decimal {mark} 可读取这样的金额；若文件中的金额都这样写，用 --max-rejects 会使其余金额相差一千倍",
);

const REPAIRED: Label = Label::new(
    "{n:record|records} had to be repaired, which --strict does not allow",
    "有 {n} 条记录需要修复，--strict 不允许",
);
const REPAIR: Label = Label::new("record {record}, byte {offset}: {what}", "第 {record} 条记录，字节 {offset}：{what}");
const REPAIR_HINT: Label =
    Label::new("huike inspect {file} shows what is done to them", "huike inspect {file} 可查看修复内容");

/// What `--strict` has to say where records of `place` were repaired.
pub(super) fn refused_repairs(place: &str, made: &BTreeMap<&str, u64>, repairs: Repairs) -> Option<Problem> {
    let count: u64 = made.values().sum();
    (repairs == Repairs::Refused && count > 0).then(|| Problem::at(place, REPAIRED.with(&[("n", &count)])))
}

/// An error of kind `Contract` with the first repairs where records of `table` were repaired and must not be.
pub(super) fn check_repairs(summary: &Summary, rejects: &Rejects, repairs: Repairs) -> Result<(), Error> {
    let names: Vec<&str> = summary.inputs.iter().map(|input| input.path.as_str()).collect();
    let Some(refused) = refused_repairs(&names.join(", "), &summary.repairs, repairs) else { return Ok(()) };
    let hint = REPAIR_HINT.with(&[("file", &names.first().copied().unwrap_or_default())]);
    let mut problems = vec![refused.hint(hint)];
    for (file, repair) in rejects.repair_examples().iter().filter(|(file, _)| names.contains(&file.as_str())) {
        let known = crate::labels::inspect::REPAIRS.iter().find(|(name, _)| *name == repair.kind.name());
        let what = known.map_or_else(|| Text::verbatim(repair.kind.name()), |(_, label)| label.text());
        let text = REPAIR.with(&[("record", &repair.record), ("offset", &repair.offset)]).and("what", what);
        problems.push(Problem::at(file, text));
    }
    Err(Error { kind: Kind::Contract, problems })
}

/// An error of kind `Contract` with the first bad cells where too many rows of `table`, from these files, were set aside.
pub(super) fn check_rejects(
    table: &str,
    names: &[&str],
    ledger: &Ledger,
    rejects: &Rejects,
    limit: MaxRejects,
) -> Result<(), Error> {
    let rejected = ledger.rejected_total().rows;
    let read = ledger.read.rows;
    if !limit.exceeded(rejected, read) {
        return Ok(());
    }
    let place = if names.is_empty() { table.to_string() } else { names.join(", ") };
    let examples = || rejects.examples().iter().filter(|example| names.contains(&example.file.as_str()));
    let mut first = Problem::at(place, TOO_MANY.with(&[("n", &rejected), ("read", &read)]));
    if let Some(mark) = examples().find_map(|example| other_mark(&example.fault)) {
        first = first.hint(OTHER_MARK_HINT.with(&[("mark", &mark)]));
    }
    let mut problems = vec![first.hint(HINT.with(&[("n", &rejected)]))];
    let mut shown = std::collections::BTreeSet::new();
    for example in examples() {
        shown.insert((example.file.clone(), example.record));
        let fault = &example.fault;
        let value = if fault.value.is_empty() { String::new() } else { format!(" `{}`", short(&fault.value)) };
        let text = EXAMPLE.with(&[("record", &example.record), ("value", &value)]).and("reason", fault.label.text());
        let header = if fault.header.is_empty() { WHOLE_RECORD.text() } else { Text::verbatim(short(&fault.header)) };
        problems.push(Problem::at(&example.file, text.and("header", header)));
    }
    let rest = rejected.saturating_sub(shown.len() as u64);
    if rest > 0 {
        problems.push(Problem::new(MORE.with(&[("n", &rest)])));
    }
    Err(Error { kind: Kind::Contract, problems })
}

/// The decimal mark with which an amount is a number that is none with the mark of the run.
fn other_mark(fault: &Fault) -> Option<char> {
    let other = fault.reason == MoneyError::OtherDecimalMark.code();
    other.then(|| if parse_money(&fault.value, DecimalMark::Comma).is_ok() { ',' } else { '.' })
}
