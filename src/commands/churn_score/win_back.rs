//! Whom to win back: recorded reasons, grades and the order in which to contact.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::error::{Error, Kind, Problem};
use crate::exports::small_file;
use crate::labels::churn_score as labels;
use crate::models::win_back::{
    Advice, Assessment, Candidate, Consent, Cuts, Policy, Reason, Rules, contact_order, value_levels,
};
use crate::settings::churn_score::ChurnScoreSettings;

use super::load::{Contact, Loaded, RECENT_DAYS};
use super::model;
use super::observed::Observed;
use super::result::Band;
use super::score::{self, Scores};

/// The rules of the program.
const DEFAULT: &str = "default";

/// What is advised for all customers, in the order of the scores.
pub(super) struct WinBack {
    pub(super) rules: Rules,
    /// What the customer is worth over the horizon after coming back.
    pub(super) value: Vec<f64>,
    /// Why the customer complained last, as recorded.
    pub(super) reasons: Vec<Reason>,
    pub(super) assessments: Vec<Assessment>,
    /// Customers to contact, the first one first.
    pub(super) order: Vec<usize>,
    /// Whether it is on record who may be contacted.
    pub(super) consent_known: bool,
    /// Categories of the newest complaints, with the reason that the rules give them, if any, and their customers.
    pub(super) categories: BTreeMap<String, (Option<Reason>, u64)>,
}

/// What the advice rests on, one entry a customer.
pub(super) struct Customers<'a> {
    pub(super) observed: &'a Observed,
    pub(super) scores: &'a Scores,
    /// Expected value of a purchase.
    pub(super) spend: &'a [f64],
}

/// Loads and checks the rules, before any data is read.
///
/// # Errors
/// Kind `Usage`, with every problem of the file.
pub(super) fn load_rules(settings: &ChurnScoreSettings) -> Result<Rules, Error> {
    let name = settings.win_back.as_str();
    let text = match name {
        DEFAULT => Rules::DEFAULT.to_string(),
        file => small_file::read(Path::new(file)).map_err(|problem| {
            let what = labels::NO_RULES.with(&[("name", &file)]).and("why", problem.what);
            Error::new(Kind::Usage, Problem::at("--win-back", what).hint(labels::NO_RULES_HINT.text()))
        })?,
    };
    Rules::parse(&text).map_err(|problems| Error {
        kind: Kind::Usage,
        problems: problems.iter().map(|problem| Problem::at(name, problem.text())).collect(),
    })
}

impl WinBack {
    /// Grades all customers.
    pub(super) fn of(
        settings: &ChurnScoreSettings,
        rules: &Rules,
        loaded: &Loaded,
        customers: &Customers<'_>,
        horizon: i32,
    ) -> Result<WinBack, Error> {
        let value = values(settings, customers, horizon);
        let levels = value_levels(&value, Cuts::BEST_FIFTH_AND_HALF).map_err(|error| model(error.text()))?.levels;
        let mut categories = BTreeMap::new();
        let observed = customers.observed;
        let reasons: Vec<Reason> = observed
            .customers
            .iter()
            .map(|customer| recorded(rules, loaded, *customer, observed.as_of, &mut categories))
            .collect();
        let on_record = |contact: &Contact| contact.allowed.is_some();
        let contacts = loaded.contacts.as_deref().filter(|contacts| contacts.iter().any(on_record));
        let consent = |customer: usize| match contacts.map(|contacts| contacts[customer].allowed) {
            None | Some(Some(true)) => Consent::Given,
            Some(_) => Consent::NotGiven,
        };
        let candidate = |at: usize| Candidate {
            value: value[at],
            value_level: levels[at],
            risk: customers.scores.churn[at].clamp(0.0, 1.0),
            reason: reasons[at],
            consent: consent(observed.customers[at]),
            cost: settings.contact_cost,
            uplift: settings.uplift,
        };
        let policy = Policy { winnability: rules.winnability, ..Policy::default() };
        let each = (0..value.len()).into_par_iter();
        let assessments: Result<Vec<Assessment>, _> = each.map(|at| candidate(at).assess(at, &policy)).collect();
        let assessments = assessments.map_err(|error| model(error.text()))?;
        let order = contact_order(&assessments);
        let (rules, consent_known) = (rules.clone(), contacts.is_some());
        Ok(WinBack { rules, value, reasons, assessments, order, consent_known, categories })
    }

    /// Customers at risk with a recorded reason, and all customers at risk: those of the band high.
    pub(super) fn coverage(&self, bands: &[Band]) -> (u64, u64) {
        let at_risk = || self.reasons.iter().zip(bands).filter(|(_, band)| **band == Band::High);
        let known = at_risk().filter(|(reason, _)| **reason != Reason::Unknown).count();
        (known as u64, at_risk().count() as u64)
    }
}

/// Stable name of an advice: the grade, or that there is none.
pub(super) fn id(advice: Advice) -> &'static str {
    match advice {
        Advice::Contact(grade) => grade.id(),
        Advice::DoNotContact(_) => "do_not_contact",
    }
}

/// What each customer is worth over the horizon after coming back (second-lifetime value: Stauss and Friege, Journal of
/// Service Research 1 (1999) 347-361): the purchases expected of somebody who has not left; where no model tells them,
/// those of the own past rate, and at least one.
fn values(settings: &ChurnScoreSettings, customers: &Customers<'_>, horizon: i32) -> Vec<f64> {
    let days = f64::from(horizon) / settings.time_unit.days();
    let value = |at: usize| {
        let history = &customers.observed.histories[at];
        let own_rate = || (f64::from(history.repeat_purchases) * days / history.age).max(1.0);
        let purchases = customers.scores.of(at).expected_purchases_if_alive.unwrap_or_else(own_rate);
        score::value(settings, purchases, customers.spend[at], horizon)
    };
    (0..customers.scores.len()).into_par_iter().map(value).collect()
}

/// The reason of the newest complaint of the last year that names a category.
fn recorded(
    rules: &Rules,
    loaded: &Loaded,
    customer: usize,
    as_of: i32,
    categories: &mut BTreeMap<String, (Option<Reason>, u64)>,
) -> Reason {
    let Some(complaints) = &loaded.complaints else { return Reason::Unknown };
    let recent = complaints.until(customer, as_of).iter().rev().take_while(|event| event.day > as_of - RECENT_DAYS);
    let named = recent.filter_map(|event| Some(((event.day, event.what.second), event.what.category.as_deref()?)));
    // Of those at the same time the last one in the alphabet.
    let Some((_, category)) = named.max() else { return Reason::Unknown };
    let (reason, customers) = categories.entry(category.to_string()).or_insert((rules.reason(category), 0));
    *customers += 1;
    reason.unwrap_or(Reason::Other)
}
