//! When a person buys: MBG/NBD, with the planted slowdown. Knows no order.

use crate::demo::parameters::PLANTED;
use crate::demo::person::Person;
use crate::demo::stream::{Purpose, chance, stream};
use crate::demo::world::World;

/// Days of ordinary purchases, and whether the person slows down.
pub(super) fn occasions(world: &World, person: &Person) -> (Vec<i32>, bool) {
    let rng = &mut stream(world.settings.seed, Purpose::Occasions, person.index);
    let slowdown = world.calendar.clock_at(world.slow_day);
    let (mut days, mut slowing, mut now) = (Vec::new(), false, person.first);
    while let Some(day) = world.calendar.day_at(now) {
        days.push(day);
        if !slowing && chance(rng, person.dropout) {
            break;
        }
        let wait = person.wait(rng);
        let crosses = now < slowdown && now + wait >= slowdown;
        if person.may_slow && crosses && days.len() >= PLANTED.slowing_after_purchases {
            slowing = true;
            now = slowdown + (now + wait - slowdown) / PLANTED.slowing_rate_factor;
        } else {
            now += if slowing { wait / PLANTED.slowing_rate_factor } else { wait };
        }
    }
    (days, slowing)
}
