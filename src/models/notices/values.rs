//! What each placeholder stands for, for one recall and one customer. It makes no value harmless and fills no template.

use chrono::{Datelike, NaiveDate};

use super::addressee::{Addressee, Audience, Certainty, separator, units_text};
use super::facts::RecallFacts;
use super::placeholder::Placeholder;
use crate::labels::{Label, Lang};
use crate::models::wording::Wording;

const URGENT: Label = Label::new("URGENT", "【紧急】");
const STOP_USE: Label = Label::new("Stop using this product immediately.", "请立即停止使用该产品。");
const STOP_SUPPLY: Label =
    Label::new("Stop using, selling and shipping this product immediately.", "请立即停止使用、销售和发运该产品。");
const NOTIFY_ONWARD: Label = Label::new(
    "If you supplied this product to others: set your remaining stock aside, and pass this notice on to every customer who received it.",
    "如已将该产品供应给他人：请隔离剩余库存，并将本通知转告所有收到该产品的客户。",
);

/// The value of `placeholder`, as the user or the data give it; empty where there is nothing to say.
pub(super) fn value(placeholder: Placeholder, facts: &RecallFacts, addressee: &Addressee, lang: Lang) -> String {
    let confirmed = addressee.certainty == Certainty::Confirmed && !addressee.holdings.is_empty();
    match placeholder {
        Placeholder::Name => addressee.name.clone(),
        Placeholder::CustomerId => addressee.customer_id.clone(),
        Placeholder::YourLots if confirmed => addressee.holdings_text(lang),
        Placeholder::LotsToCheck if !confirmed || addressee.has_unrecorded => lots_to_check(facts, addressee, lang),
        Placeholder::Units if confirmed => units_text(addressee.units()),
        Placeholder::YourLots | Placeholder::LotsToCheck | Placeholder::Units => String::new(),
        Placeholder::NotifyOnward => match addressee.audience {
            Audience::Business => said(&facts.notify_onward, NOTIFY_ONWARD, lang),
            Audience::Consumer => String::new(),
        },
        Placeholder::StopUse => {
            let default = if addressee.audience == Audience::Business { STOP_SUPPLY } else { STOP_USE };
            said(&facts.stop_use, default, lang)
        }
        Placeholder::RecallId => facts.recall_id.clone(),
        Placeholder::Class => facts.class.label().get(lang).to_string(),
        Placeholder::Urgent if facts.urgent => URGENT.get(lang).to_string(),
        Placeholder::Urgent => String::new(),
        Placeholder::Company => facts.company.get(lang).to_string(),
        Placeholder::Product => facts.product.get(lang).to_string(),
        Placeholder::Brand => facts.brand.get(lang).to_string(),
        Placeholder::Model => facts.model.get(lang).to_string(),
        Placeholder::Picture => facts.picture.clone(),
        Placeholder::Lots => lots(facts, lang),
        Placeholder::Sold => sold(facts.sold_from, facts.sold_to, lang),
        Placeholder::Stores => facts.stores.get(lang).to_string(),
        Placeholder::Reason => facts.reason.get(lang).to_string(),
        Placeholder::Hazard => facts.hazard.get(lang).to_string(),
        Placeholder::WhatToDo => facts.what_to_do.get(lang).to_string(),
        Placeholder::Remedy => facts.remedy.get(lang).to_string(),
        Placeholder::Contact => {
            let all = [&facts.phone, &facts.email, &facts.web].into_iter().filter(|way| !way.is_empty());
            all.map(String::as_str).collect::<Vec<&str>>().join(separator(lang))
        }
        Placeholder::Phone => facts.phone.clone(),
        Placeholder::Email => facts.email.clone(),
        Placeholder::Web => facts.web.clone(),
        Placeholder::ReplyBy => facts.reply_by.map_or(String::new(), |day| date(day, lang)),
    }
}

fn said(wording: &Wording, default: Label, lang: Lang) -> String {
    let words = wording.get(lang).trim();
    if words.is_empty() { default.get(lang) } else { words }.to_string()
}

fn lots(facts: &RecallFacts, lang: Lang) -> String {
    let all: Vec<&str> = facts.lots.iter().chain(&facts.serials).map(String::as_str).collect();
    all.join(separator(lang))
}

/// All recalled lots: the label may show any of them, whatever the records make likely.
fn lots_to_check(facts: &RecallFacts, addressee: &Addressee, lang: Lang) -> String {
    let all = lots(facts, lang);
    if !all.is_empty() {
        return all;
    }
    addressee.holdings.iter().map(|holding| holding.lot.as_str()).collect::<Vec<&str>>().join(separator(lang))
}

fn sold(from: Option<i32>, to: Option<i32>, lang: Lang) -> String {
    let [from, to] = [from, to].map(|day| day.map(|day| date(day, lang)));
    match (from, to, lang) {
        (None, None, _) => String::new(),
        (Some(from), Some(to), Lang::En) => format!("from {from} to {to}"),
        (Some(from), Some(to), Lang::Zh) => format!("{from}至{to}"),
        (Some(from), None, Lang::En) => format!("since {from}"),
        (Some(from), None, Lang::Zh) => format!("{from}起"),
        (None, Some(to), Lang::En) => format!("until {to}"),
        (None, Some(to), Lang::Zh) => format!("截至{to}"),
    }
}

/// A day in full, because 3/4/2025 means two days to two readers. Empty for a day outside the calendar.
fn date(day: i32, lang: Lang) -> String {
    let Some(date) = NaiveDate::from_epoch_days(day) else { return String::new() };
    match lang {
        Lang::En => date.format("%-d %B %Y").to_string(),
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_full() {
        assert_eq!((date(20_178, Lang::En), date(20_178, Lang::Zh)), ("31 March 2025".into(), "2025年3月31日".into()));
        assert_eq!((date(i32::MAX, Lang::En), date(i32::MIN, Lang::Zh)), (String::new(), String::new()));
        assert_eq!(sold(Some(0), Some(31), Lang::En), "from 1 January 1970 to 1 February 1970");
        assert_eq!(sold(Some(0), None, Lang::Zh), "1970年1月1日起");
        assert_eq!(
            (sold(None, Some(0), Lang::En), sold(None, None, Lang::En)),
            ("until 1 January 1970".into(), String::new())
        );
    }

    #[test]
    fn a_confirmed_holder_without_lots_looks_at_the_label() {
        let facts = RecallFacts { lots: vec!["L1".into()], serials: vec!["A1-A9".into()], ..RecallFacts::default() };
        let addressee = Addressee {
            customer_id: "C1".into(),
            name: "N".into(),
            audience: Audience::Consumer,
            holdings: Vec::new(),
            certainty: Certainty::Confirmed,
            has_unrecorded: false,
            lang: Lang::En,
        };
        let value = |placeholder| value(placeholder, &facts, &addressee, Lang::En);
        assert_eq!(
            (value(Placeholder::YourLots), value(Placeholder::LotsToCheck)),
            (String::new(), "L1, A1-A9".into())
        );
        assert_eq!((value(Placeholder::NotifyOnward), value(Placeholder::Urgent)), (String::new(), String::new()));
        assert_eq!(value(Placeholder::StopUse), "Stop using this product immediately.");
    }
}
