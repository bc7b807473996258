//! Why rows are not in the analysis, in words. A code that is not known here stands for itself.

use crate::exports::cast::{BooleanError, DateError, Fault, MoneyError};
use crate::exports::chunk::{OTHER_CURRENCY, WITHOUT_CURRENCY};
use crate::labels::{
    Label, Text, lot_signals as lots, recall_scope as recall, satisfaction_report as satisfaction, segment as labels,
};
use crate::models::complaint_cases::SetAside;

/// The reason code of a row that was set aside.
pub(in crate::commands) fn rejected(code: &str) -> Text {
    let plain = match code {
        "missing" => Some(labels::REASON_MISSING),
        "ragged" => Some(labels::REASON_RAGGED),
        "blank_row" => Some(labels::REASON_BLANK_ROW),
        _ => None,
    };
    plain.map(Label::text).or_else(|| cell(code)).unwrap_or_else(|| Text::verbatim(code))
}

/// Whether the rows that a rule left out have amounts to add up: of other currencies and of sums they have none.
pub(in crate::commands) fn has_amounts(rule: &str) -> bool {
    !matches!(rule, OTHER_CURRENCY | WITHOUT_CURRENCY | "total_row")
}

/// The rule that left a row out.
pub(in crate::commands) fn excluded(rule: &str) -> Text {
    match rule {
        "after_as_of" => labels::REASON_AFTER_AS_OF.text(),
        OTHER_CURRENCY => labels::REASON_OTHER_CURRENCY.text(),
        WITHOUT_CURRENCY => labels::REASON_WITHOUT_CURRENCY.text(),
        "duplicate" => labels::REASON_DUPLICATE.text(),
        "blank_row" => labels::REASON_BLANK_ROW.text(),
        "footer" => lots::REASON_FOOTER.text(),
        "total_row" => labels::REASON_TOTAL_ROW.text(),
        "repeated_header" => lots::REASON_REPEATED_HEADER.text(),
        "customer_without_order" => lots::REASON_STRANGER.text(),
        "without_lot" => lots::REASON_WITHOUT_LOT.text(),
        "without_day" => lots::REASON_WITHOUT_DAY.text(),
        "before_purchase" => lots::REASON_BEFORE_PURCHASE.text(),
        "no_purchase" => lots::REASON_NO_PURCHASE.text(),
        "several_lots" => lots::REASON_SEVERAL_LOTS.text(),
        "other_product" => recall::REASON_OTHER_PRODUCT.text(),
        "nameless" => recall::REASON_NAMELESS.text(),
        "not_concerned" => recall::REASON_NOT_CONCERNED.text(),
        "unknown_kind" => recall::REASON_UNKNOWN_KIND.text(),
        "without_quantity" => recall::REASON_WITHOUT_QUANTITY.text(),
        "about_no_product" => lots::REASON_ABOUT_NO_PRODUCT.text(),
        "further_hold" => satisfaction::complaints::REASON_FURTHER_HOLD.text(),
        "unanswered" => satisfaction::REASON_UNANSWERED.text(),
        "off_scale" => satisfaction::scores::REASON_OFF_SCALE.text(),
        "not_whole" => satisfaction::scores::REASON_NOT_WHOLE.text(),
        "without_weight" => satisfaction::scores::REASON_WITHOUT_WEIGHT.text(),
        other => match other.strip_prefix("exclude:") {
            Some(condition) => {
                let (header, value, sign) = match (condition.split_once("!="), condition.split_once('=')) {
                    (Some((header, value)), _) => (header, value, "≠"),
                    (None, Some((header, value))) => (header, value, "="),
                    (None, None) => return Text::verbatim(condition),
                };
                labels::REASON_RULE.with(&[("rule", &format!("{header} {sign} {value}"))])
            }
            None => unplaced(other).map_or_else(|| Text::verbatim(other), Label::text),
        },
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
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_code_of_a_cell_has_words() {
        let codes = MoneyError::ALL.iter().map(Fault::code).chain(DateError::ALL.iter().map(Fault::code));
        for code in codes.chain(BooleanError::ALL.iter().map(Fault::code)).chain(["missing", "ragged"]) {
            for lang in [Lang::En, Lang::Zh] {
                let words = rejected(code).render(lang);
                assert!(words != code && !words.contains(['{', '_']), "{code}: {words}");
            }
        }
        assert_eq!(rejected("date_impossible").render(Lang::Zh), "日期（日历上没有这一天）");
        assert_eq!(rejected("a_new_code").render(Lang::En), "a_new_code");
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
