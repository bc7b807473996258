//! Keeps the account of one customer: which evidence counts against which line. It knows neither notices nor status.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Refunds};
use super::event::{Answer, Disposition, Response};
use super::history::{History, Line};

/// Units by lot; `None` is for units whose lot is not known.
type ByLot<'a> = BTreeMap<Option<&'a str>, i128>;

/// The account of one customer, brought forward day by day.
pub(super) struct Books<'h, 'a> {
    history: &'h History<'a>,
    refunds: Refunds,
    /// Recoveries booked so far.
    booked: usize,
    sums: Account,
    recovered: ByLot<'a>,
    /// Paid back, where that accounts for nothing.
    refunded: ByLot<'a>,
    serials: BTreeSet<&'a str>,
}

/// A line while it is filled.
#[derive(Clone, Copy)]
struct Slot {
    units: i128,
    max: i128,
    filled: i128,
    passed_on: i128,
}

impl Slot {
    fn rest(&self) -> i128 {
        (self.units - self.filled - self.passed_on).max(0)
    }
}

impl<'h, 'a> Books<'h, 'a> {
    pub(super) fn new(history: &'h History<'a>, refunds: Refunds) -> Books<'h, 'a> {
        let (recovered, refunded) = (ByLot::new(), ByLot::new());
        Books { history, refunds, booked: 0, sums: Account::default(), recovered, refunded, serials: BTreeSet::new() }
    }

    /// The account as of a day, which must not lie before that of an earlier call.
    pub(super) fn until(&mut self, day: i32) -> Account {
        let left = self.history.recoveries.get(self.booked..).unwrap_or_default();
        for one in left.iter().take_while(|one| one.day <= day) {
            self.booked += 1;
            let quantity = i128::from(one.quantity);
            let sum = match one.disposition {
                Disposition::Returned => &mut self.sums.returned,
                Disposition::Corrected => &mut self.sums.corrected,
                Disposition::Disposed => &mut self.sums.disposed,
                Disposition::Refunded => &mut self.sums.refunded,
            };
            *sum += quantity;
            if one.disposition != Disposition::Refunded || self.refunds == Refunds::Remedy {
                *self.recovered.entry(one.lot).or_default() += quantity;
                self.serials.extend(one.serial);
            } else {
                *self.refunded.entry(one.lot).or_default() += quantity;
            }
        }
        let end = self.history.responses.partition_point(|one| one.day <= day);
        self.close(self.history.responses.get(..end).unwrap_or_default())
    }

    /// What was recovered comes first, then what is declared by number, then what was passed on, then all the rest.
    fn close(&self, said: &[Response<'a>]) -> Account {
        let mut account = self.sums;
        let lines = &self.history.lines;
        let mut slots: Vec<Slot> =
            lines.iter().map(|line| Slot { units: line.units, max: line.max, filled: 0, passed_on: 0 }).collect();
        account.above_sold += fill_all(lines, &mut slots, &self.recovered);
        // What came back beyond what was sold recovers nothing that others still hold.
        let mut recovered = slots.clone();
        fill_all(lines, &mut recovered, &self.refunded);
        account.recovered = recovered.iter().map(|slot| slot.filled).sum();
        account.recovered_of_estimate = recovered.iter().map(|slot| slot.filled.min(slot.units)).sum();
        let said = Said::new(said, &self.serials);
        account.declared += said.declared.values().sum::<i128>();
        account.above_sold += fill_all(lines, &mut slots, &said.declared);
        let of_known_lots = said.passed_on.iter().filter(|(lot, _)| lot.is_some());
        for (lot, quantity) in of_known_lots.chain(said.passed_on.get_key_value(&None)) {
            let mut left = *quantity;
            for place in places(lines, *lot) {
                let Some(slot) = slots.get_mut(place) else { continue };
                let taken = left.min(slot.rest());
                slot.passed_on += taken;
                left -= taken;
            }
        }
        for place in said.all_gone.iter().flat_map(|lot| places(lines, *lot)) {
            if let Some(slot) = slots.get_mut(place) {
                account.declared += slot.rest();
                slot.filled += slot.rest();
            }
        }
        for (line, slot) in lines.iter().zip(slots) {
            account.at_least += line.certain;
            account.distributed += line.units;
            account.at_most += line.max;
            account.outstanding += (slot.units - slot.filled).max(0);
            account.above_estimate += (slot.filled - slot.units).max(0);
            account.passed_on += slot.passed_on;
        }
        account
    }
}

/// What a customer's answers say of units.
struct Said<'a> {
    /// Gone, by number.
    declared: ByLot<'a>,
    /// Passed on; all that is left when no number was given.
    passed_on: ByLot<'a>,
    /// Lots of which all the rest is gone.
    all_gone: BTreeSet<Option<&'a str>>,
}

impl<'a> Said<'a> {
    /// A serial number that was recovered, or declared before, is not declared again.
    fn new(responses: &[Response<'a>], recovered: &BTreeSet<&'a str>) -> Said<'a> {
        let mut last_on_hand: BTreeMap<Option<&str>, i32> = BTreeMap::new();
        for one in responses.iter().filter(|one| one.answer == Answer::HasUnits) {
            // By day, so that the last one stays.
            last_on_hand.insert(one.lot, one.day);
        }
        let last_of_any = last_on_hand.values().max().copied();
        // An answer for all the rest yields to units on hand on the same day or later.
        let stands = |one: &Response<'_>| {
            let of_it = || last_on_hand.get(&one.lot).max(last_on_hand.get(&None)).copied();
            let last = if one.lot.is_none() { last_of_any } else { of_it() };
            last.is_none_or(|last| last < one.day)
        };
        let mut said = Said { declared: ByLot::new(), passed_on: ByLot::new(), all_gone: BTreeSet::new() };
        let mut declared_serials = BTreeSet::new();
        for one in responses {
            match (one.answer, one.quantity) {
                (Answer::HasUnits | Answer::Refused | Answer::Unknown, _) => {}
                (Answer::PassedOn, Some(quantity)) => {
                    let sum = said.passed_on.entry(one.lot).or_default();
                    *sum = sum.saturating_add(i128::from(quantity));
                }
                (Answer::PassedOn, None) if stands(one) => {
                    said.passed_on.insert(one.lot, i128::MAX);
                }
                (Answer::HasNone | Answer::AlreadyUsed | Answer::Discarded, Some(quantity)) => {
                    let is_new = |serial| !recovered.contains(serial) && declared_serials.insert(serial);
                    if one.serial.is_none_or(is_new) {
                        *said.declared.entry(one.lot).or_default() += i128::from(quantity);
                    }
                }
                (Answer::HasNone | Answer::AlreadyUsed | Answer::Discarded, None) if stands(one) => {
                    said.all_gone.insert(one.lot);
                }
                (_, None) => {}
            }
        }
        said
    }
}

/// Fills lines with quantities by lot, and returns what found no place: more than can have been sold.
fn fill_all(lines: &[Line<'_>], slots: &mut [Slot], quantities: &ByLot<'_>) -> i128 {
    let mut left = 0;
    for (lot, quantity) in quantities.iter().filter(|(lot, _)| lot.is_some()) {
        left += fill(slots, places(lines, *lot), *quantity, |slot| slot.max);
    }
    let unknown = quantities.get(&None).copied().unwrap_or(0);
    let unknown = fill(slots, places(lines, None), unknown, |slot| slot.units);
    left + fill(slots, places(lines, None), unknown, |slot| slot.max)
}

fn fill(slots: &mut [Slot], places: impl Iterator<Item = usize>, quantity: i128, limit: fn(&Slot) -> i128) -> i128 {
    let mut left = quantity;
    for place in places {
        let Some(slot) = slots.get_mut(place) else { continue };
        let taken = left.min((limit(slot) - slot.filled).max(0));
        slot.filled += taken;
        left -= taken;
    }
    left
}

/// Places of the line of a lot and of the line without a lot, which is last; without a lot, of all lines.
fn places(lines: &[Line<'_>], lot: Option<&str>) -> impl Iterator<Item = usize> + use<> {
    let own =
        lot.and_then(|lot| lines.binary_search_by(|line| line.lot.map_or(Ordering::Greater, |of| of.cmp(lot))).ok());
    let last = lines.len().checked_sub(1).filter(|last| lines.get(*last).is_some_and(|line| line.lot.is_none()));
    let all = if lot.is_none() { 0..lines.len() } else { 0..0 };
    all.chain(own).chain(last.filter(|_| lot.is_some()))
}
