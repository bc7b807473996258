//! The table of what effectiveness checks prove.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;

use super::super::evidence;
use super::super::progress::Standing;

/// One row a statement; shares in per cent.
pub(super) fn table<'a>(speaker: &Speaker, standing: &Standing<'_>) -> Result<ResultTable<'a>, Error> {
    let all = evidence::find(standing);
    let rows = || all.iter();
    // 1 − 0.95 is not 0.05 in binary.
    let percent = |share: f64| (share * 1e8).round() / 1e6;
    ResultTable::build("effectiveness_evidence")
        .text("item", rows().map(|row| Some(row.item)))
        .text("item_name", rows().map(|row| Some(row.label.get(speaker.lang))))
        .number("confidence_percent", rows().map(|row| percent(row.confidence)))
        .number("percent", rows().map(|row| row.share.map(percent)))
        .number("percent_lower", rows().map(|row| row.limits.map(|(lower, _)| percent(lower))))
        .number("percent_upper", rows().map(|row| row.limits.map(|(_, upper)| percent(upper))))
        .integer("checks", rows().map(|row| row.checks as i64))
        .integer("consignees", rows().map(|_| standing.checks.consignees as i64))
        .finish()
}
