//! When a person buys: MBG/NBD, with the planted slowdown. Knows no order.

use crate::demo::parameters::PLANTED;
use crate::demo::person::Person;
use crate::demo::stream::{Purpose, chance, stream};
use crate::demo::world::World;

/// When a person buys, and what became of the person.
pub(super) struct Occasions {
    /// Days of ordinary purchases, ascending, each once.
    pub(super) days: Vec<i32>,
    /// The last purchase at the usual rate, if the person slowed down after it.
    pub(super) slowed: Option<i32>,
    /// Left after the last purchase, for good.
    pub(super) left: bool,
}

/// The ordinary purchases of `person`.
///
/// Those who slow down are some of those who would have left. Up to then nothing tells them from others: were they
/// chosen among those who stay, frequent persons would seem to leave more often than by the planted parameters.
pub(super) fn occasions(world: &World, person: &Person) -> Occasions {
    let rng = &mut stream(world.settings.seed, Purpose::Occasions, person.index);
    let mut all = Occasions { days: Vec::new(), slowed: None, left: false };
    let mut now = person.first;
    while let Some(day) = world.calendar.day_at(now) {
        // Two purchases of one day would be one on record, and the recorded rates lower than the planted ones.
        let day = all.days.last().map_or(day, |last| day.max(last + 1));
        if day > world.calendar.last() {
            break;
        }
        all.days.push(day);
        if all.slowed.is_none() && chance(rng, person.dropout) {
            let frequent = all.days.len() >= PLANTED.slowing_after_purchases;
            if !(person.may_slow && frequent && world.slow_days.contains(&day)) {
                all.left = true;
                break;
            }
            all.slowed = Some(day);
        }
        let wait = person.wait(rng);
        now += if all.slowed.is_some() { wait / PLANTED.slowing_rate_factor } else { wait };
    }
    all
}
