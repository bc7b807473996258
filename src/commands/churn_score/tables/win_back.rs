//! The list of customers to win back.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::win_back::{Advice, Assessment, Measure, Reason};

use super::super::load::{Contact, Loaded};
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
        // By rank the customers lie far apart: each is looked up once, not once a column.
        let listed: Vec<Listed<'_>> =
            advice.order[rows.clone()].iter().map(|at| Listed::of(loaded, findings, *at)).collect();
        let cents = |amount: f64| (amount * 100.0).round() as i128 * 100;
        let measure = |own: &Listed<'_>| -> Option<&Measure> {
            match own.assessed.advice {
                Advice::Contact(grade) => advice.rules.measure(own.reason, grade),
                Advice::DoNotContact(_) => None,
            }
        };
        let consent = |own: &Listed<'_>| match own.contact.and_then(|contact| contact.allowed) {
            Some(true) if advice.consent_known => "given",
            _ => "unknown",
        };
        let reasons: Vec<Vec<String>> =
            listed.iter().map(|own| reasons::of(speaker, loaded, findings, own.at)).collect();
        let reason = |place: usize| reasons.iter().map(move |all| all.get(place));
        let each = || listed.iter();
        ResultTable::build("win_back_list")
            .integer("rank", rows.clone().map(|place| place as i64 + 1))
            .text("customer_id", each().map(|own| Some(own.id)))
            .text("grade", each().map(|own| Some(id(own.assessed.advice))))
            .text("value_level", each().map(|own| Some(own.assessed.value.id())))
            .text("winnability", each().map(|own| Some(own.assessed.winnability.id())))
            .text("risk_level", each().map(|own| Some(own.assessed.risk.id())))
            .number("score", each().map(|own| own.score))
            .money("value_if_returns", each().map(|own| Some(cents(own.value))))
            .number("break_even_uplift", each().map(|own| own.assessed.break_even_uplift))
            .money("expected_return", each().map(|own| own.assessed.expected_return.map(cents)))
            .text("consent", each().map(|own| Some(consent(own))))
            .text("recorded_reason", each().map(|own| Some(own.reason.id())))
            .text("channel", each().map(|own| measure(own).map(|measure| measure.channel.id())))
            .text("preferred_channel", each().map(|own| own.contact.and_then(|contact| contact.channel.as_deref())))
            .text("measure", each().map(|own| measure(own).map(|measure| measure.words(speaker.lang))))
            .text("reason_1", reason(0))
            .text("reason_2", reason(1))
            .text("reason_3", reason(2))
    })
}

/// What the list tells of a customer.
struct Listed<'a> {
    /// Place among the customers observed.
    at: usize,
    id: &'a str,
    assessed: Assessment,
    reason: Reason,
    score: f64,
    value: f64,
    contact: Option<&'a Contact>,
}

impl<'a> Listed<'a> {
    fn of(loaded: &'a Loaded, findings: &Findings<'_>, at: usize) -> Listed<'a> {
        let (advice, customer) = (&findings.win_back, findings.observed.customers[at]);
        Listed {
            at,
            id: &loaded.purchases.customer_id[customer],
            assessed: advice.assessments[at],
            reason: advice.reasons[at],
            score: findings.scores.churn[at],
            value: advice.value[at],
            contact: loaded.contacts.as_ref().map(|contacts| &contacts[customer]),
        }
    }
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
