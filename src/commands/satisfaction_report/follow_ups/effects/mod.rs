//! Whether follow-ups go together with better answers, more repurchases and fewer complaints. Nobody draws lots on who is
//! followed up: what is found are associations.
//!
//! | file | its job |
//! |---|---|
//! | `answers` | pairs of answers of a customer, with or without a follow-up between them |
//! | `windows` | what customers did before and after a follow-up that was due |
//! | `judged` | the estimate of such units, and what may be said of it |

mod answers;
mod judged;
mod windows;

use std::collections::BTreeSet;

use crate::error::Error;
use crate::labels::Text;
use crate::models::follow_up_effect::{BeforeAfter, Wanted};
use crate::models::satisfaction_scores::{FEW_BELOW, Scale};
use crate::numerics::q_value::q_values;
use crate::reduce::satisfaction::follow_ups::FollowUpList;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::super::figures::Unit;
use super::super::load::Loaded;
use judged::{Asking, judge};
pub(super) use judged::{Found, Judged, Missing};
use windows::Windows;

/// The smallest effect of interest on answers, as a share of the range of the scale: 0.5 points of 0 to 10.
const SMALLEST_OF_RANGE: f64 = 0.05;
/// The smallest effect of interest on shares, in percentage points.
const SMALLEST_SHARE: f64 = 5.0;
/// A follow-up so many days after the days of grace still counts as done in the window that is compared.
const LATEST: u32 = 14;

/// What may go together with a follow-up.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// The answer to a question.
    Answer(Text),
    /// Whether a customer bought.
    Bought,
    /// Whether a customer complained.
    Complained,
}

/// One estimate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Effect {
    pub(super) outcome: Outcome,
    /// Of follow-ups of this kind; `None` for all of them.
    pub(super) kind: Option<String>,
    /// What came of it, in the unit of the outcome.
    pub(super) judged: Judged,
}

/// Somebody with or without a follow-up.
#[derive(Clone, Debug, PartialEq)]
struct Case {
    /// Kind of the follow-up; `None` where there is none, so that it compares with every kind.
    kind: Option<u32>,
    treated: bool,
    own: BeforeAfter,
    /// The same before the start, where there is something to see.
    earlier: Option<BeforeAfter>,
}

impl Outcome {
    /// The name in data files.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Outcome::Answer(_) => "answer",
            Outcome::Bought => "repurchase",
            Outcome::Complained => "complaint",
        }
    }

    /// How its effects are read.
    pub(super) fn unit(&self) -> Unit {
        match self {
            Outcome::Answer(_) => Unit::Answer,
            Outcome::Bought | Outcome::Complained => Unit::Percent,
        }
    }

    /// The best that can be.
    fn best(&self) -> Option<f64> {
        match self {
            Outcome::Answer(_) => None,
            Outcome::Bought => Some(windows::YES),
            Outcome::Complained => Some(windows::NO),
        }
    }

    fn wanted(&self) -> Wanted {
        match self {
            Outcome::Answer(_) | Outcome::Bought => Wanted::Higher,
            Outcome::Complained => Wanted::Lower,
        }
    }
}

/// Estimates every effect that the data can speak of.
pub(super) fn find(
    settings: &SatisfactionSettings,
    loaded: &Loaded,
    list: &FollowUpList,
    as_of: i32,
) -> Result<Vec<Effect>, Error> {
    let mut all = Vec::new();
    if let Some(answered) = &loaded.answers {
        let given = answered.of_customers();
        for (question, cases) in answers::cases(given, list, as_of, settings.seed) {
            let own = given.iter().filter(|answer| answer.question == question).map(|answer| answer.answer);
            let smallest = SMALLEST_OF_RANGE * range(own);
            let outcome = Outcome::Answer(answered.question_name(question));
            all.extend(of_outcome(&outcome, &cases, list, smallest, settings.seed)?);
        }
    }
    let latest = i32::try_from(settings.grace.saturating_add(LATEST)).unwrap_or(i32::MAX);
    let windows = |known_from| Windows { list, as_of, days: settings.effect_days, latest, known_from };
    if let Some(bought) = &loaded.bought {
        let cases = windows(bought.first_day()).cases(|customer, first, last| {
            let days = bought.of(customer);
            days.get(days.partition_point(|own| own.day < first)).is_some_and(|own| own.day <= last)
        });
        all.extend(of_outcome(&Outcome::Bought, &cases, list, SMALLEST_SHARE, settings.seed)?);
    }
    if let Some(complaints) = &loaded.complaints {
        let cases = windows(complaints.days().map(|(first, _)| first))
            .cases(|customer, first, last| complaints.days_of(customer).iter().any(|day| (first..=last).contains(day)));
        all.extend(of_outcome(&Outcome::Complained, &cases, list, SMALLEST_SHARE, settings.seed)?);
    }
    judge_together(&mut all)?;
    Ok(all)
}

/// The q-values of all estimates together.
fn judge_together(all: &mut [Effect]) -> Result<(), Error> {
    let p_value = |effect: &Effect| effect.judged.found.as_ref().ok().map(|found| found.estimate.p_value);
    let p_values: Vec<Option<f64>> = all.iter().map(p_value).collect();
    let found = q_values(&p_values).ok_or_else(|| Error::internal("a p-value lies outside 0 to 1"))?;
    for (effect, q) in all.iter_mut().zip(found) {
        if let Ok(found) = &mut effect.judged.found {
            found.consider(q);
        }
    }
    Ok(())
}

/// Highest less lowest answer of the scale, as far as the answers tell.
fn range(answers: impl Iterator<Item = f64>) -> f64 {
    let answers: Vec<Option<f64>> = answers.map(Some).collect();
    if let Ok(found) = Scale::found(&answers) {
        return found.scale.range();
    }
    let ends = answers.iter().flatten().fold((f64::MAX, f64::MIN), |(low, high), own| (low.min(*own), high.max(*own)));
    if ends.1 > ends.0 { ends.1 - ends.0 } else { 1.0 }
}

/// The effect on one outcome, and that of each kind of follow-ups with enough customers on both sides.
fn of_outcome(
    outcome: &Outcome,
    cases: &[Case],
    list: &FollowUpList,
    smallest: f64,
    seed: u64,
) -> Result<Vec<Effect>, Error> {
    let asking = Asking { wanted: outcome.wanted(), smallest, best: outcome.best(), seed };
    let mut all = Vec::new();
    let everyone: Vec<&Case> = cases.iter().collect();
    if everyone.iter().any(|case| case.treated) {
        all.push(Effect { outcome: outcome.clone(), kind: None, judged: judge(&everyone, &asking)? });
    }
    let kinds: BTreeSet<u32> = cases.iter().filter(|case| case.treated).filter_map(|case| case.kind).collect();
    // With a single kind its effect is that of all.
    for kind in kinds.iter().copied().filter(|_| kinds.len() > 1) {
        let Some(name) = list.kinds.get(kind as usize) else { continue };
        let own: Vec<&Case> = cases.iter().filter(|case| case.kind.is_none_or(|own| own == kind)).collect();
        let treated = own.iter().filter(|case| case.treated).count() as u64;
        if treated >= FEW_BELOW && own.len() as u64 - treated >= FEW_BELOW {
            let kind = Some(name.clone());
            all.push(Effect { outcome: outcome.clone(), kind, judged: judge(&own, &asking)? });
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_effect_follows_the_scale() {
        assert_eq!(range([0.0, 7.0, 10.0].into_iter()), 10.0);
        assert_eq!(range([1.0, 5.0].into_iter()), 4.0);
        assert_eq!(range([0.5, 3.0].into_iter()), 2.5);
        assert_eq!(range([2.5, 2.5].into_iter()), 1.0);
        assert_eq!(range(std::iter::empty()), 1.0);
    }
}
