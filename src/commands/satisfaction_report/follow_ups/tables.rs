//! The data files: follow-ups by group and period, and what goes together with them.

use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::Lang;
use crate::models::follow_up_effect::Estimate;
use crate::models::follow_ups::Measures;
use crate::models::share::Share;

use super::super::figures::{Segment, Shown};
use super::super::load::Loaded;
use super::super::span::Span;
use super::effects::{Effect, Found, Outcome};
use super::measured::Grouping;
use super::{FollowUps, Named, Seen};

/// The group of all follow-ups.
const EVERYONE: &str = "all";

/// One row of the long table.
struct Row<'a> {
    group: &'static str,
    value: Option<String>,
    /// Place of the period; `None` for all of them.
    at: Option<usize>,
    measures: &'a Measures,
    /// What the number of follow-ups that are due allows.
    shown: Shown,
    /// What the shares done, on time and reached allow.
    rates: [Shown; 3],
}

impl Row<'_> {
    /// A number that is not shown for a group with few: there it would tell of single customers. Of everyone it tells
    /// how much work there was.
    fn count(&self, of: fn(&Measures) -> u64) -> Option<i64> {
        (self.group == EVERYONE || !self.shown.is_hidden()).then(|| of(self.measures) as i64)
    }

    /// What became of those that were due: not shown for everyone either where they are few, as a rate would not be.
    fn outcome(&self, of: fn(&Measures) -> u64) -> Option<i64> {
        self.count(of).filter(|_| !self.shown.is_hidden())
    }

    /// A share: of those done, on time and reached the one at this place.
    fn share(&self, place: usize) -> Option<Share> {
        let may_be_seen = !self.shown.is_hidden() && self.rates.get(place).is_some_and(|shown| !shown.is_hidden());
        shares(self.measures).get(place).copied().flatten().filter(|_| may_be_seen)
    }
}

impl FollowUps {
    /// The tables.
    pub(in super::super) fn tables(&self, _loaded: &Loaded, span: &Span) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(vec![self.by_group(span)?, self.of_effects()?])
    }

    fn by_group(&self, span: &Span) -> Result<ResultTable<'static>, Error> {
        let all: Vec<Row<'_>> = self.rows();
        let rows = || all.iter();
        let count = |of: fn(&Measures) -> u64| rows().map(move |row| row.count(of));
        let outcome = |of: fn(&Measures) -> u64| rows().map(move |row| row.outcome(of));
        let percent = |place: usize| rows().map(move |row| row.share(place).map(|own| own.value * 100.0));
        let limit = |of: fn(Share) -> f64| rows().map(move |row| row.share(0).map(|own| of(own) * 100.0));
        ResultTable::build("follow_ups")
            .text("group", rows().map(|row| Some(row.group)))
            .text("value", rows().map(|row| row.value.as_deref()))
            .text("period", rows().map(|row| row.at.map(|at| span.name(at))))
            .day("period_start", rows().map(|row| row.at.map(|at| span.days(at).0)))
            .integer("planned", count(|own| own.balance.planned()))
            .integer("done", outcome(|own| own.balance.done()))
            .integer("missed", outcome(|own| own.balance.missed()))
            .integer("cancelled", count(|own| own.balance.cancelled()))
            .integer("not_yet_due", count(|own| own.balance.not_yet_due()))
            .integer("due", count(|own| own.due))
            .number("completion", percent(0))
            .number("completion_lower", limit(|own| own.interval.lower))
            .number("completion_upper", limit(|own| own.interval.upper))
            .number("on_time", percent(1))
            .number("reached", percent(2))
            .number("mean_attempts", rows().map(|row| row.measures.mean_attempts().filter(|_| !row.shown.is_hidden())))
            .integer(
                "without_due_date",
                rows().map(|row| {
                    let without = row.count(|own| own.done_without_due_day + own.open_without_due_day);
                    without.filter(|_| row.at.is_none())
                }),
            )
            .text("status", rows().map(|row| Some(row.shown.id())))
            .finish()
    }

    /// Rows by group and period; of groups other than everyone only those with a follow-up.
    fn rows(&self) -> Vec<Row<'_>> {
        let mut all = Vec::new();
        for (place, segment) in self.segments.iter().enumerate() {
            let group = if *segment == Segment::Everyone { EVERYONE } else { "segment" };
            let value = (*segment != Segment::Everyone).then(|| segment.id());
            let periods = self.by_segment.periods.iter().map(|period| period.get(place)).enumerate();
            let periods = periods.map(|(at, measures)| (Some(at), measures));
            for (at, measures) in periods.chain([(None, self.by_segment.whole.get(place))]) {
                let Some(measures) = measures.filter(|own| group == EVERYONE || own.balance.planned() > 0) else {
                    continue;
                };
                let (shown, rates) = (self.shown(place, at), self.shown_rates(place, at));
                all.push(Row { group, value: value.clone(), at, measures, shown, rates });
            }
        }
        for (named, place) in [(&self.by_owner, 2), (&self.by_kind, 0), (&self.by_channel, 1)] {
            all.extend(self.of_named(named, place));
        }
        all
    }

    /// Whether the numbers of a segment may be seen: those due and those planned.
    pub(super) fn shown(&self, segment: usize, at: Option<usize>) -> Shown {
        let [due, planned] = [&self.due, &self.planned].map(|own| own.segments.get(segment).map(|own| own.at(at)));
        // Of everyone, how many were planned is no secret.
        let planned = if segment == 0 { due } else { planned };
        graver(due, planned)
    }

    /// The same of a kind (0), channel (1) or owner (2), and of its rates.
    pub(super) fn shown_named(&self, grouping: usize, place: usize, at: Option<usize>) -> (Shown, [Shown; 3]) {
        let look = |seen: &Seen| {
            let own = seen.named.get(grouping).and_then(|own| own.get(place));
            own.map(|own| own.at(at))
        };
        let rates = self.rates.each_ref().map(|rate| look(rate).unwrap_or(Shown::Suppressed));
        (graver(look(&self.due), look(&self.planned)), rates)
    }

    /// Whether each share of a segment may be seen: as in its series.
    pub(super) fn shown_rates(&self, segment: usize, at: Option<usize>) -> [Shown; 3] {
        let segment = self.segments.get(segment);
        super::series::RATES.map(|rate| {
            let own = self.series.iter().find(|own| own.metric.id == rate.id && Some(&own.segment) == segment);
            // Without a series there is nothing to be seen.
            own.map_or(Shown::Suppressed, |series| match at {
                Some(at) => series.figures.get(at).map_or(Shown::Suppressed, |figure| figure.shown),
                None => series.whole.shown,
            })
        })
    }

    fn of_effects(&self) -> Result<ResultTable<'static>, Error> {
        let all = || self.effects.iter();
        let found = |of: fn(&Found) -> Option<f64>| {
            all().map(move |own| own.judged.found.as_ref().ok().and_then(|own| of(own)))
        };
        let estimate = |of: fn(&Estimate) -> f64| {
            all().map(move |own| own.judged.found.as_ref().ok().map(|own| of(&own.estimate)))
        };
        let earlier = |of: fn(&Estimate) -> f64| {
            all().map(move |own| own.judged.found.as_ref().ok().and_then(|own| own.earlier.as_ref().map(of)))
        };
        let count = |of: fn(&Found) -> Option<u64>| {
            all().map(move |own| own.judged.found.as_ref().ok().and_then(|own| of(own)).map(|n| n as i64))
        };
        ResultTable::build("follow_up_effects")
            .text("outcome", all().map(|own| Some(own.outcome.id())))
            .text("question", all().map(question))
            .text("kind", all().map(|own| own.kind.as_deref()))
            .integer("treated", all().map(|own| own.judged.treated as i64))
            .integer("untreated", all().map(|own| own.judged.untreated as i64))
            .integer("pairs", count(|own| Some(own.pairs())))
            .number("effect", estimate(|own| own.effect))
            .number("lower", estimate(|own| own.interval.lower))
            .number("upper", estimate(|own| own.interval.upper))
            .probability("p", estimate(|own| own.p_value))
            .probability("q", found(|own| own.q_value))
            .text("unit", all().map(|own| Some(own.outcome.unit().id())))
            .text("verdict", all().map(|own| Some(own.judged.id())))
            .integer("needed_per_group", count(Found::needed))
            .number("pre_trend", earlier(|own| own.effect))
            .number("pre_trend_lower", earlier(|own| own.interval.lower))
            .number("pre_trend_upper", earlier(|own| own.interval.upper))
            .number("plain_difference", found(|own| Some(own.plain)))
            .number("before_treated", found(|own| Some(own.before.treated)))
            .number("before_untreated", found(|own| Some(own.before.untreated)))
            .number("imbalance", found(|own| Some(own.before.standardised_difference)))
            .number("imbalance_matched", found(|own| Some(own.matched.standardised_difference)))
            .text("status", all().map(|own| Some(own.judged.status())))
            .text("trends", all().map(|own| own.judged.found.as_ref().ok().map(|own| own.trends.id())))
            .finish()
    }
}

/// The shares done, on time and reached.
fn shares(measures: &Measures) -> [Option<Share>; 3] {
    super::series::RATES.map(|rate| (rate.of)(measures))
}

/// The question of an effect on answers; data files are the same in every language.
fn question(effect: &Effect) -> Option<String> {
    match &effect.outcome {
        Outcome::Answer(question) => Some(question.render(Lang::En)),
        Outcome::Bought | Outcome::Complained => None,
    }
}

/// What both allow. Without either there is nothing to be seen.
fn graver(due: Option<Shown>, planned: Option<Shown>) -> Shown {
    match (due, planned) {
        (Some(due), Some(planned)) if due.is_hidden() || !planned.is_hidden() => due,
        (_, Some(planned)) => planned,
        _ => Shown::Suppressed,
    }
}

impl FollowUps {
    fn of_named<'a>(&'a self, named: &'a Named, grouping: usize) -> impl Iterator<Item = Row<'a>> {
        let measured = &named.measured;
        let group = match measured.grouping {
            Grouping::Owner => "owner",
            Grouping::Kind => "kind",
            Grouping::Channel => "channel",
            Grouping::Segment => "segment",
        };
        named.groups().flat_map(move |(place, name)| {
            let periods = measured.periods.iter().map(move |period| period.get(place)).enumerate();
            let periods = periods.map(|(at, measures)| (Some(at), measures));
            periods.chain([(None, measured.whole.get(place))]).filter_map(move |(at, measures)| {
                let without = |own: &Measures| own.done_without_due_day + own.open_without_due_day;
                let measures = measures.filter(|own| own.balance.planned() > 0 || at.is_none() && without(own) > 0)?;
                let (shown, rates) = self.shown_named(grouping, place, at);
                Some(Row { group, value: name.map(str::to_string), at, measures, shown, rates })
            })
        })
    }
}
