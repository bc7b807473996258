//! Warning signals of every customer: the last horizon against all the time before it, by exact tests, with the alarms
//! among them and what such alarms were worth a horizon ago.

use std::collections::BTreeMap;

use crate::commands::speaker::Speaker;
use crate::exports::cast::UNIT;
use crate::labels::churn_score as labels;
use crate::models::backtest::Outcome;
use crate::models::signals::{
    Backtest, Count, Evaluation, GapPrior, LevelSize, Signal, SignalKind, evaluate, falling_count, falling_level,
    overdue, q_values,
};
use crate::reduce::purchasers::Purchasers;
use crate::report::number;

use super::load::Loaded;
use super::observed::Observed;

/// Share of the alarms that may be false on average.
pub(super) const FALSE_ALARMS: f64 = 0.05;
/// The signals that order lines alone can give.
pub(super) const KINDS: [SignalKind; 3] = [SignalKind::PurchasesFalling, SignalKind::Overdue, SignalKind::SpendFalling];

/// A signal of one customer that is an alarm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alarm {
    pub(super) kind: SignalKind,
    pub(super) signal: Signal,
    pub(super) q_value: f64,
}

/// All alarms of a day.
#[derive(Default)]
pub(super) struct Signals {
    /// By place among the observed customers, the most surprising first.
    pub(super) alarms: BTreeMap<usize, Vec<Alarm>>,
    /// Tests that were made.
    pub(super) tests: u64,
}

impl Signals {
    /// The alarms of the customers as they stood on a day.
    pub(super) fn of(purchases: &Purchasers, observed: &Observed, horizon: i32) -> Signals {
        let gaps = |customer: usize| -> Vec<f64> {
            purchases.days(customer, observed.as_of).windows(2).map(|pair| f64::from(pair[1] - pair[0])).collect()
        };
        let own: Vec<Vec<f64>> = observed.customers.iter().map(|customer| gaps(*customer)).collect();
        let prior = GapPrior::fit(own.iter().map(Vec::as_slice));
        let mut found: Vec<Option<Signal>> = Vec::with_capacity(KINDS.len() * own.len());
        for (at, customer) in observed.customers.iter().enumerate() {
            let tests = Windows::new(purchases, *customer, observed.as_of, horizon);
            found.push(tests.purchases_falling());
            found.push(prior.and_then(|prior| overdue(prior, &own[at], observed.gaps[at])));
            found.push(tests.spend_falling());
        }
        let p_values: Vec<Option<f64>> = found.iter().map(|signal| signal.map(|signal| signal.p_value)).collect();
        let q_values = q_values(&p_values).unwrap_or_default();
        let mut signals = Signals { tests: p_values.iter().flatten().count() as u64, ..Signals::default() };
        for (place, (signal, q_value)) in found.into_iter().zip(q_values).enumerate() {
            let (Some(signal), Some(q_value)) = (signal, q_value.filter(|q_value| *q_value <= FALSE_ALARMS)) else {
                continue;
            };
            let kind = KINDS[place % KINDS.len()];
            signals.alarms.entry(place / KINDS.len()).or_default().push(Alarm { kind, signal, q_value });
        }
        for alarms in signals.alarms.values_mut() {
            alarms.sort_by(|a, b| a.signal.p_value.total_cmp(&b.signal.p_value).then(a.kind.cmp(&b.kind)));
        }
        signals
    }

    /// What the alarms of each kind were worth, by what customers did in the horizon after.
    pub(super) fn worth(
        &self,
        loaded: &Loaded,
        observed: &Observed,
        horizon: i32,
    ) -> Vec<(SignalKind, Option<Evaluation>)> {
        let outcomes = observed.outcomes(&loaded.purchases, horizon);
        let lost: Vec<bool> = outcomes.iter().map(|outcome| *outcome == Outcome::Churned).collect();
        let silence_days: Vec<u32> = observed.gaps.iter().map(|gap| *gap as u32).collect();
        let of = |kind: SignalKind| {
            let raised = |at: usize| self.alarms.get(&at).is_some_and(|all| all.iter().any(|alarm| alarm.kind == kind));
            let alarms: Vec<bool> = (0..lost.len()).map(raised).collect();
            let (lost, silence_days) = (&lost[..], &silence_days[..]);
            // The window of a signal is one horizon, so that its alarms are those of as many weeks.
            let (horizon_days, weeks) = (horizon.unsigned_abs(), f64::from(horizon) / 7.0);
            (kind, evaluate(Backtest { alarms: &alarms, lost, silence_days, horizon_days, weeks }).ok())
        };
        KINDS.map(of).into()
    }
}

/// The two windows of a customer: the last horizon, and all the time from the first purchase to its beginning.
struct Windows<'a> {
    recent_days: f64,
    earlier_days: f64,
    earlier: &'a [i64],
    recent: &'a [i64],
}

impl<'a> Windows<'a> {
    fn new(purchases: &'a Purchasers, customer: usize, as_of: i32, horizon: i32) -> Windows<'a> {
        let (days, nets) = (purchases.days(customer, as_of), purchases.nets(customer, as_of));
        let begin = as_of - horizon;
        let (earlier, recent) = nets.split_at(days.partition_point(|day| *day <= begin));
        let first = days.first().copied().unwrap_or(begin);
        Windows { recent_days: f64::from(horizon), earlier_days: f64::from(begin - first), earlier, recent }
    }

    fn purchases_falling(&self) -> Option<Signal> {
        let count = |purchases: usize| u32::try_from(purchases).unwrap_or(u32::MAX);
        let recent = Count { events: count(self.recent.len()), exposure: self.recent_days };
        // The first purchase opens the window and is no event of it.
        let events = count(self.earlier.len().checked_sub(1)?);
        falling_count(recent, Count { events, exposure: self.earlier_days })
    }

    fn spend_falling(&self) -> Option<Signal> {
        let money = |nets: &[i64]| nets.iter().map(|net| *net as f64 / UNIT as f64).collect::<Vec<f64>>();
        falling_level(&money(self.recent), &money(self.earlier), LevelSize::Share)
    }
}

/// An alarm in words, with its numbers.
pub(super) fn reason(speaker: &Speaker, alarm: &Alarm) -> String {
    let year = |rate: f64| number::decimal(rate * 365.25, 1);
    let (recent, baseline) = (alarm.signal.recent, alarm.signal.baseline);
    let text = match alarm.kind {
        SignalKind::PurchasesFalling => {
            labels::REASON_PURCHASES.with(&[("recent", &year(recent)), ("before", &year(baseline))])
        }
        SignalKind::Overdue => labels::REASON_OVERDUE
            .with(&[("recent", &number::decimal(recent, 0)), ("before", &number::decimal(baseline, 0))]),
        _ => labels::REASON_SPEND
            .with(&[("recent", &number::decimal(recent, 2)), ("before", &number::decimal(baseline, 2))]),
    };
    text.render(speaker.lang)
}
