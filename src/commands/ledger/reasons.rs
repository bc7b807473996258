//! Why rows are not in the analysis, in words. A code that is not known here stands for itself.

use crate::exports::cast::{BooleanError, DateError, Fault, MoneyError};
use crate::exports::chunk::{LATER, LATER_CODE, OTHER_CURRENCY, WITHOUT_CURRENCY};
use crate::exports::epcis;
use crate::labels::{
    Label, Text, churn_score as churn, lot_signals as lots, recall_scope as recall,
    satisfaction_report as satisfaction, segment as labels,
};
use crate::models::complaint_cases::SetAside;

/// The reason code of a row that was set aside.
pub(in crate::commands) fn rejected(code: &str) -> Text {
    let plain = match code {
        "missing" => Some(labels::REASON_MISSING),
        "ragged" => Some(labels::REASON_RAGGED),
        "blank_row" => Some(labels::REASON_BLANK_ROW),
        "other_table" => Some(labels::REASON_OTHER_TABLE),
        LATER_CODE => Some(LATER),
        _ => None,
    };
    let plain = plain.or_else(|| epcis::reason(code));
    plain.map(Label::text).or_else(|| cell(code)).unwrap_or_else(|| Text::verbatim(code))
}

/// Whether the rows that a rule left out have amounts to add up: of other currencies and of sums they have none.
pub(in crate::commands) fn has_amounts(rule: &str) -> bool {
    !matches!(rule, OTHER_CURRENCY | WITHOUT_CURRENCY | "total_row")
}

/// The rules that leave rows out, but for those of `--exclude` and the steps of complaints.
const RULES: [(&str, Label); 30] = [
    ("after_as_of", labels::REASON_AFTER_AS_OF),
    (OTHER_CURRENCY, labels::REASON_OTHER_CURRENCY),
    (WITHOUT_CURRENCY, labels::REASON_WITHOUT_CURRENCY),
    ("duplicate", labels::REASON_DUPLICATE),
    ("blank_row", labels::REASON_BLANK_ROW),
    ("footer", lots::REASON_FOOTER),
    ("total_row", labels::REASON_TOTAL_ROW),
    ("repeated_header", lots::REASON_REPEATED_HEADER),
    ("customer_without_order", lots::REASON_STRANGER),
    ("without_lot", lots::REASON_WITHOUT_LOT),
    ("without_day", lots::REASON_WITHOUT_DAY),
    ("before_purchase", lots::REASON_BEFORE_PURCHASE),
    ("no_purchase", lots::REASON_NO_PURCHASE),
    ("several_lots", lots::REASON_SEVERAL_LOTS),
    ("lot_not_recorded", lots::REASON_LOT_NOT_RECORDED),
    ("other_product", recall::REASON_OTHER_PRODUCT),
    ("nameless", recall::REASON_NAMELESS),
    ("not_concerned", recall::REASON_NOT_CONCERNED),
    ("unknown_kind", recall::REASON_UNKNOWN_KIND),
    ("withdrawn", recall::REASON_WITHDRAWN),
    ("without_quantity", recall::REASON_WITHOUT_QUANTITY),
    ("about_no_product", lots::REASON_ABOUT_NO_PRODUCT),
    ("further_hold", satisfaction::complaints::REASON_FURTHER_HOLD),
    ("unanswered", satisfaction::REASON_UNANSWERED),
    ("off_scale", satisfaction::scores::REASON_OFF_SCALE),
    ("not_whole", satisfaction::scores::REASON_NOT_WHOLE),
    ("without_weight", satisfaction::scores::REASON_WITHOUT_WEIGHT),
    ("without_start", churn::REASON_WITHOUT_START),
    ("end_before_start", churn::REASON_END_BEFORE_START),
    ("repeated_contract", churn::REASON_REPEATED_CONTRACT),
];

/// The rule that left a row out.
pub(in crate::commands) fn excluded(rule: &str) -> Text {
    if let Some((_, label)) = RULES.iter().find(|(known, _)| *known == rule) {
        return label.text();
    }
    match rule.strip_prefix("exclude:") {
        Some(condition) => {
            let (header, value, sign) = match (condition.split_once("!="), condition.split_once('=')) {
                (Some((header, value)), _) => (header, value, "≠"),
                (None, Some((header, value))) => (header, value, "="),
                (None, None) => return Text::verbatim(condition),
            };
            labels::REASON_RULE.with(&[("rule", &format!("{header} {sign} {value}"))])
        }
        None => unplaced(rule).map_or_else(|| Text::verbatim(rule), Label::text),
    }
}

/// A complaint that cannot be placed in time.
fn unplaced(rule: &str) -> Option<Label> {
    SetAside::ALL.into_iter().find(|why| why.id() == rule).map(SetAside::label)
}

/// A cell that could not be read.
fn cell(code: &str) -> Option<Text> {
    fn find<F: Fault>(faults: &[F], code: &str) -> Option<Label> {
        faults.iter().find(|fault| fault.code() == code).map(Fault::label)
    }
    let money = find(&MoneyError::ALL, code).map(|fault| (labels::CELL_AMOUNT, fault));
    let date = || find(&DateError::ALL, code).map(|fault| (labels::CELL_DATE, fault));
    let boolean = || find(&BooleanError::ALL, code).map(|fault| (labels::CELL_YES_NO, fault));
    let (cell, fault) = money.or_else(date).or_else(boolean)?;
    Some(labels::REASON_CELL.text().and("cell", cell.text()).and("fault", fault.text()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_code_of_a_cell_has_words() {
        let codes = MoneyError::ALL.iter().map(Fault::code).chain(DateError::ALL.iter().map(Fault::code));
        for code in codes.chain(BooleanError::ALL.iter().map(Fault::code)).chain([
            "missing",
            "ragged",
            "other_table",
            LATER_CODE,
        ]) {
            for lang in [Lang::En, Lang::Zh] {
                let words = rejected(code).render(lang);
                assert!(words != code && !words.contains(['{', '_']), "{code}: {words}");
            }
        }
        assert_eq!(rejected("date_impossible").render(Lang::Zh), "日期（日历上没有这一天）");
        assert_eq!(rejected("a_new_code").render(Lang::En), "a_new_code");
    }

    /// The rules that commands apply are texts in their sources: each of them has words.
    #[test]
    fn every_rule_has_words() {
        let mut files = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut rules: Vec<String> = RULES.iter().map(|(rule, _)| (*rule).to_string()).collect();
        let known = rules.len();
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            // This file names the calls, and makes none.
            if path.ends_with("ledger/reasons.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["leave_out(", "leave_out_amounts(", "exclude_used(", "excluded.push(("] {
                let calls = text.split(call).skip(1).filter_map(|rest| rest.split_once(')'));
                rules.extend(calls.filter_map(|(given, _)| Some(given.split('"').nth(1)?.to_string())));
            }
        }
        assert!(rules.len() > known + 20, "{rules:?}");
        for rule in rules {
            for lang in [Lang::En, Lang::Zh] {
                let words = excluded(&rule).render(lang);
                assert!(words != rule && !words.contains(['{', '_']), "{rule}: {words}");
            }
        }
    }

    #[test]
    fn rules_are_told_as_they_were_given() {
        assert_eq!(excluded("exclude:订单状态=已取消").render(Lang::Zh), "订单状态 = 已取消的行");
        assert_eq!(excluded("exclude:status!=paid").render(Lang::En), "rows with status ≠ paid");
        assert_eq!(excluded("after_as_of").render(Lang::En), "after the as-of date");
        assert_eq!(excluded("not_opened").render(Lang::Zh), "缺少受理时间");
        assert_eq!(excluded("something_else").render(Lang::En), "something_else");
    }
}
