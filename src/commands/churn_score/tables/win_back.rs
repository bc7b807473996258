//! The list of customers to win back.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::win_back::{Advice, Measure, Reason};

use super::super::load::Loaded;
use super::super::reasons;
use super::super::result::Findings;
use super::super::win_back::id;

/// One row a customer to contact, the first one first.
pub(super) fn list<'a>(
    speaker: &'a Speaker,
    loaded: &'a Loaded,
    findings: &'a Findings<'a>,
) -> Result<ResultTable<'a>, Error> {
    let advice = &findings.win_back;
    ResultTable::in_batches("win_back_list", advice.order.len(), 2, move |rows| {
        let places = &advice.order[rows.clone()];
        let customer = |at: &usize| findings.observed.customers[*at];
        let cents = |amount: f64| (amount * 100.0).round() as i128 * 100;
        let assessed = |at: &usize| &advice.assessments[*at];
        let measure = |at: &usize| -> Option<&Measure> {
            match assessed(at).advice {
                Advice::Contact(grade) => advice.rules.measure(advice.reasons[*at], grade),
                Advice::DoNotContact(_) => None,
            }
        };
        let contact = |at: &usize| loaded.contacts.as_ref().map(|contacts| &contacts[customer(at)]);
        let consent = |at: &usize| match contact(at).and_then(|contact| contact.allowed) {
            Some(true) if advice.consent_known => "given",
            _ => "unknown",
        };
        let reasons: Vec<Vec<String>> = places.iter().map(|at| reasons::of(speaker, loaded, findings, *at)).collect();
        let reason = |place: usize| reasons.iter().map(move |all| all.get(place));
        ResultTable::build("win_back_list")
            .integer("rank", rows.clone().map(|place| place as i64 + 1))
            .text("customer_id", places.iter().map(|at| Some(&loaded.purchases.customer_id[customer(at)])))
            .text("grade", places.iter().map(|at| Some(id(assessed(at).advice))))
            .text("value_level", places.iter().map(|at| Some(assessed(at).value.id())))
            .text("winnability", places.iter().map(|at| Some(assessed(at).winnability.id())))
            .text("risk_level", places.iter().map(|at| Some(assessed(at).risk.id())))
            .number("score", places.iter().map(|at| findings.scores[*at].churn))
            .money("value_if_returns", places.iter().map(|at| Some(cents(advice.value[*at]))))
            .number("break_even_uplift", places.iter().map(|at| assessed(at).break_even_uplift))
            .money("expected_return", places.iter().map(|at| assessed(at).expected_return.map(cents)))
            .text("consent", places.iter().map(|at| Some(consent(at))))
            .text("recorded_reason", places.iter().map(|at| Some(advice.reasons[*at].id())))
            .text("channel", places.iter().map(|at| measure(at).map(|measure| measure.channel.id())))
            .text("preferred_channel", places.iter().map(|at| contact(at).and_then(|own| own.channel.as_deref())))
            .text("measure", places.iter().map(|at| measure(at).map(|measure| measure.words(speaker.lang))))
            .text("reason_1", reason(0))
            .text("reason_2", reason(1))
            .text("reason_3", reason(2))
    })
}

/// One row a category of the newest complaints: the reason that the rules give it.
pub(super) fn recorded_reasons(findings: &Findings<'_>) -> Result<ResultTable<'static>, Error> {
    let categories = || findings.win_back.categories.iter();
    ResultTable::build("recorded_reasons")
        .text("category", categories().map(|(category, _)| Some(category.clone())))
        .text("recorded_reason", categories().map(|(_, (reason, _))| Some(reason.unwrap_or(Reason::Other).id())))
        .boolean("named_in_rules", categories().map(|(_, (reason, _))| reason.is_some()))
        .integer("customers", categories().map(|(_, (_, customers))| *customers as i64))
        .finish()
}
