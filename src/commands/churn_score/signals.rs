//! Warning signals of every customer: a recent window against all the time before it, by exact tests, with the alarms
//! among them and what such alarms were worth a horizon ago.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::commands::speaker::Speaker;
use crate::exports::cast::{UNIT, format_date};
use crate::labels::{Label, Text, churn_score as labels};
use crate::models::backtest::Outcome;
use crate::models::signals::{
    Backtest, Count, Evaluation, GapPrior, LevelSize, NoSeason, Season, Signal, SignalKind, evaluate, falling_count,
    falling_level, overdue, rising_count,
};
use crate::numerics::q_value::discoveries;
use crate::reduce::customer_events::{CustomerEvents, Event};
use crate::report::number;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::interactions::INTERACTIONS;
use crate::tables::surveys::SURVEYS;

use super::load::{Answer, Loaded};
use super::observed::Observed;

/// Share of the alarms that may be false on average.
pub(super) const FALSE_ALARMS: f64 = 0.05;
/// The rhythms of so many customers tell how rhythms differ.
const PRIOR_CUSTOMERS: usize = 50_000;
/// A table that ends more days than this before the as-of day ends early; nobody has to be in touch on every day.
const EARLY_DAYS: i32 = 7;
/// A table begins late where, at its own pace, so many rows would be missing since the first order. Chance alone leaves
/// none of ten once in e^10 = 22,000 tables.
const LATE_ROWS: f64 = 10.0;

/// The tests of all customers as they stood on a day.
pub(super) struct Tests<'a> {
    loaded: &'a Loaded,
    /// The signals that the data can give.
    pub(super) kinds: Vec<SignalKind>,
    /// How busy the seasons are, or why that cannot be told.
    pub(super) season: Result<Season, NoSeason>,
    /// First and last day of the tables beside the orders.
    pub(super) spans: Spans,
    /// The day from which complaints are known; nothing where there is none.
    complaints_from: Option<i32>,
    prior: Option<GapPrior>,
    as_of: i32,
    /// The day before the recent window.
    begin: i32,
}

/// First and last day of each table beside the orders; nothing where it was not given, or holds nothing.
#[derive(Clone, Copy)]
pub(super) struct Spans {
    pub(super) complaints: Option<(i32, i32)>,
    pub(super) interactions: Option<(i32, i32)>,
    pub(super) answers: Option<(i32, i32)>,
}

impl<'a> Tests<'a> {
    /// Prepares the tests of the customers as they stood on a day, with the last `window` days as the recent ones.
    pub(super) fn new(loaded: &'a Loaded, observed: &Observed, window: i32) -> Tests<'a> {
        let (as_of, begin) = (observed.as_of, observed.as_of - window);
        let all = 0..loaded.purchases.len();
        let season = Season::learn(all.map(|customer| loaded.purchases.days(customer, as_of)), begin, as_of);
        let spans = Spans {
            complaints: loaded.complaints.as_ref().and_then(CustomerEvents::span),
            interactions: loaded.interactions.as_ref().and_then(CustomerEvents::span),
            answers: loaded.answers.as_ref().and_then(CustomerEvents::span),
        };
        let (kinds, complaints_from) = (kinds(loaded), complaints_from(loaded, spans.complaints));
        let mut tests = Tests { loaded, kinds, season, spans, complaints_from, prior: None, as_of, begin };
        // Customers in even steps, so that the same ones are taken in every run.
        let step = observed.customers.len().div_ceil(PRIOR_CUSTOMERS).max(1);
        tests.prior = GapPrior::fit(observed.customers.iter().step_by(step).map(|customer| tests.gaps(*customer)));
        tests
    }

    /// Days of the recent window.
    pub(super) fn window(&self) -> i32 {
        self.as_of - self.begin
    }

    /// The p-values of all customers, those of one beside each other in the order of `kinds`.
    pub(super) fn p_values(&self, observed: &Observed) -> Vec<Option<f64>> {
        let mut p_values = vec![None; observed.customers.len() * self.kinds.len()];
        p_values.par_chunks_mut(self.kinds.len()).zip(&observed.customers).for_each(|(p_values, customer)| {
            for (p_value, kind) in p_values.iter_mut().zip(&self.kinds) {
                *p_value = self.of(*customer, *kind).map(|signal| signal.p_value);
            }
        });
        p_values
    }

    /// One signal of a customer.
    pub(super) fn of(&self, customer: usize, kind: SignalKind) -> Option<Signal> {
        match kind {
            SignalKind::PurchasesFalling => self.purchases_falling(customer),
            SignalKind::Overdue => self.overdue(customer),
            SignalKind::SpendFalling => self.spend_falling(customer),
            SignalKind::ComplaintsRising => self.complaints_rising(customer),
            SignalKind::InteractionsFalling => self.interactions_falling(customer),
            SignalKind::SatisfactionFalling => self.satisfaction_falling(customer),
        }
    }

    fn days(&self, customer: usize) -> &'a [i32] {
        self.loaded.purchases.days(customer, self.as_of)
    }

    /// The purchase days before the recent window, and those in it.
    fn windows(&self, customer: usize) -> (&'a [i32], &'a [i32]) {
        let days = self.days(customer);
        days.split_at(days.partition_point(|day| *day <= self.begin))
    }

    /// Days from one day to another, weighed by their season where it is known.
    fn time(&self, from: i32, to: i32) -> f64 {
        self.season.as_ref().map_or_else(|_| f64::from(to - from), |season| season.exposure(from, to))
    }

    fn gaps(&self, customer: usize) -> Vec<f64> {
        self.days(customer).windows(2).map(|pair| self.time(pair[0], pair[1])).collect()
    }

    fn purchases_falling(&self, customer: usize) -> Option<Signal> {
        let (earlier, recent) = self.windows(customer);
        // The first purchase opens the window and is no event of it.
        let (first, repeats) = earlier.split_first()?;
        let recent = Count { events: count(recent.len()), exposure: self.time(self.begin, self.as_of) };
        falling_count(recent, Count { events: count(repeats.len()), exposure: self.time(*first, self.begin) })
    }

    fn overdue(&self, customer: usize) -> Option<Signal> {
        let last = *self.days(customer).last()?;
        let signal = overdue(self.prior?, &self.gaps(customer), self.time(last, self.as_of))?;
        // Judged by seasons, but told in days of the calendar.
        Some(Signal { recent: f64::from(self.as_of - last), ..signal })
    }

    fn spend_falling(&self, customer: usize) -> Option<Signal> {
        let (earlier, _) = self.windows(customer);
        let (earlier, recent) = self.loaded.purchases.nets(customer, self.as_of).split_at(earlier.len());
        let money = |nets: &[i64]| nets.iter().map(|net| *net as f64 / UNIT as f64).collect::<Vec<f64>>();
        falling_level(&money(recent), &money(earlier), LevelSize::Share)
    }

    /// Complaints per purchase. Somebody who buys less than usual complains about what was bought before: the recent
    /// window counts at least the purchases that would be usual in it. Earlier ones count from the day on from which
    /// complaints are known: where the table begins late, nobody knows that those before went without.
    fn complaints_rising(&self, customer: usize) -> Option<Signal> {
        let (earlier, recent) = self.windows(customer);
        let (_, end) = self.spans.complaints?;
        let from = self.complaints_from.filter(|_| end > self.begin)?.max(*earlier.first()?);
        let before = earlier.len() - earlier.partition_point(|day| *day < from);
        let complaints = self.loaded.complaints.as_ref()?.until(customer, self.as_of);
        let (then, now) = split(complaints, from, self.begin);
        let usual = before as f64 * self.time(self.begin, self.as_of) / self.time(from, self.begin);
        let orders = (recent.len() as f64).max(usual);
        let now = Count { events: count(now.len()), exposure: orders };
        rising_count(now, Count { events: count(then.len()), exposure: before as f64 })
    }

    /// Contacts a day, on the days that the table covers: after its last one nobody is in touch less, nobody is on
    /// record.
    fn interactions_falling(&self, customer: usize) -> Option<Signal> {
        let (begin, end) = self.spans.interactions?;
        let end = end.min(self.as_of);
        let first = *self.windows(customer).0.first()?;
        let contacts = self.loaded.interactions.as_ref()?.until(customer, self.as_of);
        // The contact that opens the table is there by construction.
        let (before, now) = split(contacts, if begin > first { begin + 1 } else { first }, self.begin);
        let days = |from: i32, to: i32| f64::from(to.saturating_sub(from));
        let recent = Count { events: count(now.len()), exposure: days(self.begin, end) };
        falling_count(recent, Count { events: count(before.len()), exposure: days(first.max(begin), self.begin) })
    }

    /// Of the metric with the most answers, since scales differ.
    fn satisfaction_falling(&self, customer: usize) -> Option<Signal> {
        let answers = self.loaded.answers.as_ref()?.until(customer, self.as_of);
        let mut metrics: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        answers.iter().for_each(|answer| *metrics.entry(answer.what.metric.as_deref()).or_default() += 1);
        let (metric, _) = metrics.into_iter().max_by_key(|(metric, answers)| (*answers, std::cmp::Reverse(*metric)))?;
        let scores = |window: &[Event<Answer>]| -> Vec<f64> {
            let own = window.iter().filter(|answer| answer.what.metric.as_deref() == metric);
            own.map(|answer| answer.what.score as f64 / UNIT as f64).collect()
        };
        let (before, now) = answers.split_at(answers.partition_point(|answer| answer.day <= self.begin));
        falling_level(&scores(now), &scores(before), LevelSize::Difference)
    }
}

impl Tests<'_> {
    /// What the signals cannot tell, or cannot tell of the whole recent window, since something they need is not there.
    pub(super) fn untold(&self) -> Vec<Text> {
        let season = self.season.as_ref().err().map(|why| labels::NO_SEASON.text().and("why", why.text()));
        let tables = [
            (COMPLAINTS.name, self.spans.complaints, SignalKind::ComplaintsRising),
            (INTERACTIONS.name, self.spans.interactions, SignalKind::InteractionsFalling),
            (SURVEYS.name, self.spans.answers, SignalKind::SatisfactionFalling),
        ];
        let uncovered = tables.into_iter().filter_map(|(table, span, kind)| self.uncovered(table, span?, kind));
        season.into_iter().chain(uncovered).collect()
    }

    /// What a table lacks for its signal.
    fn uncovered(&self, table: &'static str, (first, last): (i32, i32), kind: SignalKind) -> Option<Text> {
        let (window, days) = (self.window(), self.as_of - last);
        let with = |label: Label, day: i32| {
            let day = format_date(day);
            let values: [(&'static str, &dyn std::fmt::Display); 4] =
                [("table", &table), ("day", &day), ("window", &window), ("days", &days)];
            label.with(&values).and("signal", kind.label().text())
        };
        match kind {
            _ if last <= self.begin => Some(with(labels::TABLE_ENDS, last)),
            // Without a complaint before, those of a few days may be the first ones there are.
            SignalKind::ComplaintsRising if self.complaints_from <= Some(self.begin) => None,
            _ if first > self.begin => Some(with(labels::TABLE_BEGINS, first)),
            // Few complaints and few answers may well have none on the last days: theirs are missed, and raise no alarm.
            SignalKind::InteractionsFalling if days > EARLY_DAYS => Some(with(labels::TABLE_CUT, last)),
            _ => None,
        }
    }
}

/// The first day of the orders, or of the complaints where their table begins late.
fn complaints_from(loaded: &Loaded, span: Option<(i32, i32)>) -> Option<i32> {
    let ((first, last), first_order) = (span?, loaded.purchases.first_day()?);
    let a_day = loaded.complaints.as_ref()?.len() as f64 / f64::from(last - first + 1);
    let missing = a_day * f64::from(first - first_order);
    Some(if missing >= LATE_ROWS { first } else { first_order })
}

/// The signals that the data can give.
fn kinds(loaded: &Loaded) -> Vec<SignalKind> {
    let given = |kind: &SignalKind| match kind {
        SignalKind::PurchasesFalling | SignalKind::Overdue | SignalKind::SpendFalling => true,
        SignalKind::ComplaintsRising => loaded.complaints.is_some(),
        SignalKind::InteractionsFalling => loaded.interactions.is_some(),
        SignalKind::SatisfactionFalling => loaded.answers.is_some(),
    };
    SignalKind::ALL.into_iter().filter(given).collect()
}

fn count(events: usize) -> u32 {
    u32::try_from(events).unwrap_or(u32::MAX)
}

/// The events from the day `first` up to and with `begin`, and those after it.
fn split<T>(events: &[Event<T>], first: i32, begin: i32) -> (&[Event<T>], &[Event<T>]) {
    let (before, now) = events.split_at(events.partition_point(|event| event.day <= begin));
    (&before[before.partition_point(|event| event.day < first)..], now)
}

/// A signal of one customer that is an alarm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alarm {
    pub(super) kind: SignalKind,
    pub(super) signal: Signal,
    pub(super) q_value: f64,
}

/// The alarms of all customers.
pub(super) struct Alarms {
    /// In the order of the customers; those of one beside each other, the most surprising first.
    all: Vec<Alarm>,
    /// Where those of each customer begin, and the end of all.
    starts: Vec<u32>,
}

impl Alarms {
    /// From the alarms with the places of their customers, in the order of the customers.
    fn new(customers: usize, found: Vec<(usize, Alarm)>) -> Alarms {
        let mut starts = vec![0u32; customers + 1];
        found.iter().for_each(|(at, _)| starts[at + 1] += 1);
        for at in 0..customers {
            starts[at + 1] += starts[at];
        }
        let mut all: Vec<Alarm> = found.into_iter().map(|(_, alarm)| alarm).collect();
        for bounds in starts.windows(2) {
            let own = &mut all[bounds[0] as usize..bounds[1] as usize];
            own.sort_by(|a, b| a.signal.p_value.total_cmp(&b.signal.p_value).then(a.kind.cmp(&b.kind)));
        }
        Alarms { all, starts }
    }

    /// The alarms of a customer.
    pub(super) fn of(&self, at: usize) -> &[Alarm] {
        &self.all[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Whether a customer has an alarm of a kind.
    pub(super) fn has(&self, at: usize, kind: SignalKind) -> bool {
        self.of(at).iter().any(|alarm| alarm.kind == kind)
    }

    /// The customers with an alarm, by place, and their alarms.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &[Alarm])> {
        (0..self.starts.len() - 1).map(|at| (at, self.of(at))).filter(|(_, own)| !own.is_empty())
    }

    /// The customers with an alarm of a kind, by place.
    pub(super) fn of_kind(&self, kind: SignalKind) -> impl Iterator<Item = usize> {
        self.each().filter(move |(_, own)| own.iter().any(|alarm| alarm.kind == kind)).map(|(at, _)| at)
    }

    /// Number of alarms.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The alarm at a place among all, and the place of its customer.
    pub(super) fn at(&self, place: usize) -> (usize, &Alarm) {
        (self.starts.partition_point(|start| *start as usize <= place) - 1, &self.all[place])
    }

    /// Number of customers with an alarm.
    pub(super) fn customers(&self) -> usize {
        self.each().count()
    }
}

/// All signals of a day.
pub(super) struct Signals {
    /// By place among the observed customers.
    pub(super) alarms: Alarms,
    /// Tests that were made.
    pub(super) tests: u64,
}

impl Signals {
    /// The alarms among all tests of a day.
    pub(super) fn of(tests: &Tests<'_>, observed: &Observed, p_values: &[Option<f64>]) -> Signals {
        let alarm = |(place, q_value): (usize, f64)| {
            let (at, kind) = (place / tests.kinds.len(), tests.kinds[place % tests.kinds.len()]);
            let signal = tests.of(observed.customers[at], kind)?;
            Some((at, Alarm { kind, signal, q_value }))
        };
        let found = discoveries(p_values, FALSE_ALARMS).unwrap_or_default();
        let found = found.into_par_iter().filter_map(alarm).collect();
        let made = p_values.par_iter().flatten().count() as u64;
        Signals { alarms: Alarms::new(observed.customers.len(), found), tests: made }
    }

    /// What the alarms of each kind were worth, by what customers did in the horizon after.
    pub(super) fn worth(
        &self,
        tests: &Tests<'_>,
        observed: &Observed,
        outcomes: &[Outcome],
        horizon: i32,
    ) -> Vec<(SignalKind, Option<Evaluation>)> {
        let lost: Vec<bool> = outcomes.iter().map(|outcome| *outcome == Outcome::Churned).collect();
        let silence_days: Vec<u32> = observed.gaps.iter().map(|gap| *gap as u32).collect();
        let of = |kind: &SignalKind| {
            let mut alarms = vec![false; lost.len()];
            self.alarms.of_kind(*kind).for_each(|at| alarms[at] = true);
            let (lost, silence_days) = (&lost[..], &silence_days[..]);
            // An alarm stays until its window has passed, so that those of a day are those of as many weeks.
            let (horizon_days, weeks) = (horizon.unsigned_abs(), f64::from(tests.window()) / 7.0);
            (*kind, evaluate(Backtest { alarms: &alarms, lost, silence_days, horizon_days, weeks }).ok())
        };
        tests.kinds.iter().map(of).collect()
    }
}

/// A signal in words, with its numbers; `window` is the number of days that count as recent.
pub(super) fn words(speaker: &Speaker, kind: SignalKind, signal: &Signal, window: i32) -> String {
    let (recent, baseline) = (signal.recent, signal.baseline);
    let year = |rate: f64| number::decimal(rate * 365.25, 1);
    let say = |label: Label, recent: String, before: String| -> Text {
        label.with(&[("recent", &recent), ("before", &before)])
    };
    let decimals = |places: u8| {
        let decimal = |value: f64| number::decimal(value, usize::from(places));
        (decimal(recent), decimal(baseline))
    };
    let text = match kind {
        SignalKind::PurchasesFalling => say(labels::REASON_PURCHASES, year(recent), year(baseline)),
        SignalKind::InteractionsFalling => say(labels::REASON_INTERACTIONS, year(recent), year(baseline)),
        SignalKind::Overdue => {
            let (recent, before) = decimals(0);
            say(labels::REASON_OVERDUE, recent, before)
        }
        SignalKind::SpendFalling => {
            let (recent, before) = decimals(2);
            say(labels::REASON_SPEND, recent, before)
        }
        SignalKind::ComplaintsRising => {
            let (recent, before) = (number::decimal(recent, 0), number::decimal(baseline, 1));
            let values: [(&'static str, &dyn std::fmt::Display); 3] =
                [("recent", &recent), ("before", &before), ("window", &window)];
            labels::REASON_COMPLAINTS.with(&values)
        }
        SignalKind::SatisfactionFalling => {
            let (recent, before) = decimals(1);
            say(labels::REASON_SATISFACTION, recent, before)
        }
    };
    text.render(speaker.lang)
}
