//! What was found of follow-ups, in sentences.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::follow_ups as labels;
use crate::labels::{Label, Text};
use crate::models::follow_up_effect::Verdict;
use crate::report::number;

use super::super::figures::{Shown, Unit};
use super::FollowUps;
use super::effects::{Effect, Found, Missing, Outcome};

impl FollowUps {
    /// What was found, in a sentence or two.
    pub(in super::super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        let rates = self.of_last_period(speaker);
        let identity = self.identity(speaker);
        // What can be told comes first, what cannot last.
        let effects = |told: bool| {
            let own = self.effects.iter().filter(move |effect| effect.kind.is_none() && effect.is_told() == told);
            own.map(|effect| self.sentence(speaker, effect))
        };
        rates.into_iter().chain(effects(true)).chain(identity).chain(effects(false)).collect()
    }

    /// The rates of the last full period.
    fn of_last_period(&self, speaker: &Speaker) -> Option<String> {
        let at = self.span.last_full()?;
        let own = self.by_segment.periods.get(at)?.first()?;
        let period = self.span.name(at);
        let Some(completed) = own.completed else {
            return Some(labels::NONE_DUE.with(&[("period", &period)]).render(speaker.lang));
        };
        if Shown::of(completed.total).is_hidden() {
            return Some(labels::TOO_FEW_DUE.with(&[("period", &period)]).render(speaker.lang));
        }
        let percent = |share: f64| Unit::Percent.text(share * 100.0);
        let on_time = own
            .on_time
            .filter(|share| !Shown::of(share.total).is_hidden())
            .map_or_else(|| Text::verbatim(""), |share| labels::OF_DONE.with(&[("share", &percent(share.value))]));
        let told = labels::OF_DUE.with(&[
            ("due", &speaker.count(own.due)),
            ("period", &period),
            ("done", &percent(completed.value)),
        ]);
        Some(told.and("on_time", on_time).render(speaker.lang))
    }

    /// planned = done + missed + cancelled + not yet due.
    fn identity(&self, speaker: &Speaker) -> Option<String> {
        // Done and missed would tell of a period that is too small to be told.
        let own = self.by_segment.whole.first().filter(|_| !self.shown(0, None).is_hidden())?.balance;
        let count = |n| speaker.count(n);
        let told = labels::IDENTITY.with(&[
            ("planned", &count(own.planned())),
            ("done", &count(own.done())),
            ("missed", &count(own.missed())),
            ("cancelled", &count(own.cancelled())),
            ("left", &count(own.not_yet_due())),
        ]);
        Some(told.render(speaker.lang))
    }

    fn sentence(&self, speaker: &Speaker, effect: &Effect) -> String {
        let told = match &effect.judged.found {
            Ok(found) if effect.is_told() => self.told(effect, found),
            _ => labels::OTHERWISE.text().and("outcome", self.outcome(effect)).and("verdict", verdict(speaker, effect)),
        };
        match &effect.judged.found {
            Ok(found) if found.is_unchecked() => labels::UNCHECKED.text().and("told", told).render(speaker.lang),
            _ => told.render(speaker.lang),
        }
    }

    /// A difference that is more than chance.
    fn told(&self, effect: &Effect, found: &Found) -> Text {
        let (value, interval) = (found.estimate.effect, found.estimate.interval);
        let more = value > 0.0;
        let label = match (&effect.outcome, more) {
            (Outcome::Answer(_), true) => labels::ANSWER_MORE,
            (Outcome::Answer(_), false) => labels::ANSWER_LESS,
            (Outcome::Bought, true) => labels::BOUGHT_MORE,
            (Outcome::Bought, false) => labels::BOUGHT_LESS,
            (Outcome::Complained, true) => labels::COMPLAINED_MORE,
            (Outcome::Complained, false) => labels::COMPLAINED_LESS,
        };
        // So much less, from the smaller to the greater size of it.
        let (lower, upper) = if more { (interval.lower, interval.upper) } else { (-interval.upper, -interval.lower) };
        let bare = |value: f64| bare(effect, value);
        let told = label.with(&[
            ("effect", &bare(value.abs())),
            ("lower", &bare(lower)),
            ("upper", &bare(upper)),
            ("days", &self.effect_days),
        ]);
        match &effect.outcome {
            Outcome::Answer(question) => told.and("question", question.clone()),
            Outcome::Bought | Outcome::Complained => told,
        }
    }

    /// The outcome in words.
    pub(super) fn outcome(&self, effect: &Effect) -> Text {
        let days = |label: Label| label.with(&[("days", &self.effect_days)]);
        match &effect.outcome {
            Outcome::Answer(question) => labels::OUTCOME_ANSWER.text().and("question", question.clone()),
            Outcome::Bought => days(labels::OUTCOME_BOUGHT),
            Outcome::Complained => days(labels::OUTCOME_COMPLAINED),
        }
    }
}

impl Effect {
    /// Whether the difference is more than chance.
    fn is_told(&self) -> bool {
        matches!(&self.judged.found, Ok(found) if matches!(found.verdict, Verdict::Better | Verdict::Worse))
    }
}

/// A difference with the digits that people read.
pub(super) fn bare(effect: &Effect, value: f64) -> String {
    let places = if effect.outcome.unit() == Unit::Percent { 1 } else { 2 };
    number::decimal(value, places)
}

fn verdict(speaker: &Speaker, effect: &Effect) -> Text {
    let with_unit = |value: f64| match effect.outcome.unit() {
        Unit::Percent => labels::PERCENTAGE_POINTS.with(&[("n", &bare(effect, value))]).render(speaker.lang),
        _ => bare(effect, value),
    };
    match &effect.judged.found {
        Ok(found) => found.verdict.text(&found.estimate, &found.question, with_unit),
        Err(Missing::Refused(why)) => why.clone(),
        Err(Missing::TooFew) => {
            labels::TOO_FEW_CASES.with(&[("treated", &effect.judged.treated), ("untreated", &effect.judged.untreated)])
        }
    }
}
