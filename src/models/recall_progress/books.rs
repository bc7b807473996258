//! Keeps the account of one customer: which evidence counts against which line. What came back from somebody unknown
//! counts against sales without a customer and what customers still have. It knows neither notices nor status.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Refunds};
use super::event::{Answer, Disposition, Response};
use super::history::{History, Line};
use super::pool::{Left, Pool};

/// Units by lot; `None` is for units whose lot is not known.
type ByLot<'a> = BTreeMap<Option<&'a str>, i128>;

/// The account of one customer, brought forward day by day.
pub(super) struct Books<'h, 'a> {
    history: &'h History<'a>,
    refunds: Refunds,
    /// What customers have, where there is no customer.
    pool: Option<&'h Pool<'a>>,
    /// Recoveries booked so far.
    booked: usize,
    sums: Account,
    recovered: ByLot<'a>,
    /// Came back: the first that is paid back, where no serial number tells which unit was.
    returned: ByLot<'a>,
    /// Paid back with a serial number, where that accounts for nothing; and without one.
    refunded: ByLot<'a>,
    refunded_of_any: ByLot<'a>,
    /// Lot and quantity of what was paid back with a serial number, as long as it has not come back.
    paid_serials: BTreeMap<&'a str, (Option<&'a str>, i128)>,
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

/// Takes from what came back, and from what was paid for it, as much as both have.
fn take(back: Option<&mut i128>, paid: &mut i128) -> i128 {
    let Some(back) = back else { return 0 };
    let taken = (*paid).min(*back);
    (*paid, *back) = (*paid - taken, *back - taken);
    taken
}

impl<'h, 'a> Books<'h, 'a> {
    pub(super) fn new(history: &'h History<'a>, refunds: Refunds, pool: Option<&'h Pool<'a>>) -> Books<'h, 'a> {
        Books {
            history,
            refunds,
            pool: pool.filter(|_| history.customer.is_none()),
            booked: 0,
            sums: Account::default(),
            recovered: ByLot::new(),
            returned: ByLot::new(),
            refunded: ByLot::new(),
            refunded_of_any: ByLot::new(),
            paid_serials: BTreeMap::new(),
            serials: BTreeSet::new(),
        }
    }

    /// The account as of a day, which must not lie before that of an earlier call.
    pub(super) fn until(&mut self, day: i32) -> Account {
        self.book(day);
        match self.pool {
            Some(pool) => self.close_over(&pool.at(day)),
            None => self.close(day).0,
        }
    }

    /// What the customer still has as of a day, by line of the history. For days as of [`until`](Books::until).
    pub(super) fn left(&mut self, day: i32) -> Vec<Left> {
        self.book(day);
        self.close(day).1
    }

    fn book(&mut self, day: i32) {
        let left = self.history.recoveries.get(self.booked..).unwrap_or_default();
        for one in left.iter().take_while(|one| one.day <= day) {
            self.booked += 1;
            let quantity = i128::from(one.quantity);
            let is_refund = one.disposition == Disposition::Refunded;
            match one.serial {
                Some(serial) if is_refund => drop(self.paid_serials.insert(serial, (one.lot, quantity))),
                Some(serial) => self.take_back_refund(serial),
                None => {}
            }
            let sum = match one.disposition {
                Disposition::Returned => &mut self.sums.returned,
                Disposition::Corrected => &mut self.sums.corrected,
                Disposition::Disposed => &mut self.sums.disposed,
                Disposition::Refunded => &mut self.sums.refunded,
            };
            *sum += quantity;
            if one.disposition == Disposition::Returned {
                *self.returned.entry(one.lot).or_default() += quantity;
            }
            if is_refund && one.serial.is_none() {
                *self.refunded_of_any.entry(one.lot).or_default() += quantity;
            } else if !is_refund || self.refunds == Refunds::Remedy {
                *self.recovered.entry(one.lot).or_default() += quantity;
                self.serials.extend(one.serial);
            } else {
                *self.refunded.entry(one.lot).or_default() += quantity;
            }
        }
    }

    /// A unit that was paid back has come back: from now on the refund is none of its own.
    fn take_back_refund(&mut self, serial: &str) {
        let Some((lot, quantity)) = self.paid_serials.remove(serial) else { return };
        self.sums.refunded -= quantity;
        let booked = if self.refunds == Refunds::Remedy { &mut self.recovered } else { &mut self.refunded };
        *booked.entry(lot).or_default() -= quantity;
    }

    /// The sums, what was recovered and what was refunded beside it: a refund is for what came back of the lot, or where one
    /// of the two does not tell its lot, and only what was refunded beyond that is of other units.
    fn settled(&self) -> (Account, ByLot<'a>, ByLot<'a>) {
        let (mut sums, mut recovered, mut refunded) = (self.sums, self.recovered.clone(), self.refunded.clone());
        let of_other_units = if self.refunds == Refunds::Remedy { &mut recovered } else { &mut refunded };
        let (mut back, mut paid) = (self.returned.clone(), self.refunded_of_any.clone());
        sums.refunded -= paid.iter_mut().map(|(lot, paid)| take(back.get_mut(lot), paid)).sum::<i128>();
        for (lot, paid) in &mut paid {
            let others = back.iter_mut().filter(|(own, _)| lot.is_none() || own.is_none());
            sums.refunded -= others.map(|(_, back)| take(Some(back), paid)).sum::<i128>();
        }
        paid.into_iter().for_each(|(lot, paid)| *of_other_units.entry(lot).or_default() += paid);
        (sums, recovered, refunded)
    }

    /// What came back from somebody unknown: of sales without a customer, or of what customers have, up to that.
    fn close_over(&self, left: &BTreeMap<Option<&'a str>, Left>) -> Account {
        let (mut account, back, paid) = self.settled();
        let own = &self.history.lines;
        let none = || own.iter().map(|line| (line.lot, Left::default()));
        let mut all: BTreeMap<Option<&str>, Left> = none().collect();
        left.iter().for_each(|(lot, left)| *all.entry(*lot).or_default() += *left);
        let mut lines: Vec<Line<'_>> = all.keys().map(|lot| Line { lot: *lot, certain: 0, units: 0, max: 0 }).collect();
        lines.sort_by_key(|line| (line.lot.is_none(), line.lot));
        let slots = |wanted: fn(&Left) -> (i128, i128)| -> Vec<Slot> {
            let slot = |line: &Line<'_>| {
                let (units, max) = all.get(&line.lot).map_or((0, 0), wanted);
                let sold = own.iter().find(|own| own.lot == line.lot).map_or((0, 0), |own| (own.units, own.max));
                Slot { units: units + sold.0, max: max + sold.1, filled: 0, passed_on: 0 }
            };
            lines.iter().map(slot).collect()
        };
        let mut accounted = slots(|left| (left.units, left.max));
        account.above_sold += fill_all(&lines, &mut accounted, &back);
        let mut recovered = slots(|left| (left.unrecovered, left.unrecovered_max));
        fill_all(&lines, &mut recovered, &back);
        fill_all(&lines, &mut recovered, &paid);
        account.recovered = recovered.iter().map(|slot| slot.filled).sum();
        account.recovered_of_estimate = recovered.iter().map(|slot| slot.filled.min(slot.units)).sum();
        for line in own {
            account.at_least += line.certain;
            account.distributed += line.units;
            account.at_most += line.max;
        }
        account.outstanding = account.distributed;
        for slot in accounted {
            account.outstanding -= slot.filled.min(slot.units);
            account.above_estimate += (slot.filled - slot.units).max(0);
        }
        account
    }

    /// What was recovered comes first, then what is declared by number, then what was passed on, then all the rest.
    fn close(&self, day: i32) -> (Account, Vec<Left>) {
        let end = self.history.responses.partition_point(|one| one.day <= day);
        let said = self.history.responses.get(..end).unwrap_or_default();
        let (mut account, back, paid) = self.settled();
        let lines = &self.history.lines;
        let mut slots: Vec<Slot> =
            lines.iter().map(|line| Slot { units: line.units, max: line.max, filled: 0, passed_on: 0 }).collect();
        account.above_sold += fill_all(lines, &mut slots, &back);
        // What came back beyond what was sold recovers nothing that others still hold.
        let mut recovered = slots.clone();
        fill_all(lines, &mut recovered, &paid);
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
        let mut left = Vec::with_capacity(lines.len());
        for ((line, slot), recovered) in lines.iter().zip(slots).zip(recovered) {
            left.push(Left {
                units: (slot.units - slot.filled).max(0),
                max: slot.max - slot.filled,
                unrecovered: (recovered.units - recovered.filled).max(0),
                unrecovered_max: recovered.max - recovered.filled,
            });
            account.at_least += line.certain;
            account.distributed += line.units;
            account.at_most += line.max;
            account.outstanding += (slot.units - slot.filled).max(0);
            account.above_estimate += (slot.filled - slot.units).max(0);
            account.passed_on += slot.passed_on;
        }
        (account, left)
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
