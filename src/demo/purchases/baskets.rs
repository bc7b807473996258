//! What a person buys on one occasion: Gamma-Gamma spend, split over lines and fitted to products; and what comes back.
//! Knows no other occasion.

use rand::{Rng, RngExt};
use rand_distr::Distribution;

use super::order::{Gift, Line, Order, OrderKind, Return};
use crate::demo::catalogue::{CATEGORIES, PRODUCTS_EACH};
use crate::demo::parameters::PLANTED;
use crate::demo::person::{Person, Record};
use crate::demo::stream::{chance, weighted};
use crate::demo::world::World;

/// Chance of one, two, three and four lines in a basket.
const BASKET_SIZES: [f64; 4] = [0.6, 0.25, 0.1, 0.05];
/// Least worth of a line in cents.
const LEAST_WORTH: i64 = 100;
/// Longest time to a return in days.
const LONGEST_RETURN: i32 = 21;

/// An ordinary purchase on `day`, still without its number.
pub(super) fn basket(world: &World, person: &Person, day: i32, rng: &mut impl Rng) -> Order {
    let spend: f64 = world.spend.sample(rng) / person.spend_rate;
    let size = 1 + weighted(rng, &BASKET_SIZES);
    let parts: Vec<f64> = (0..size).map(|_| 0.4 + rng.random::<f64>()).collect();
    let whole: f64 = parts.iter().sum();
    let cents = (spend * 100.0).round() as i64;
    let mut left = cents.max(LEAST_WORTH * size as i64);
    let mut lines: Vec<Line> = Vec::with_capacity(size + 1);
    for (place, part) in parts.iter().enumerate() {
        let share = ((cents as f64 * part / whole) as i64).max(LEAST_WORTH);
        let others = LEAST_WORTH * (size - place - 1) as i64;
        let worth = if others == 0 { left } else { share.min(left - others) };
        left -= worth;
        let fit = world.catalogue.fit(weighted(rng, &person.pulls), worth);
        let returned = returns(world, day, fit.quantity, worth, rng);
        let line = Line { returned, ..Line::new(fit.product, fit.quantity, worth, Gift::No) };
        match lines.iter_mut().find(|other| other.product == line.product) {
            Some(other) => {
                other.quantity += line.quantity;
                other.amount += line.amount;
                other.returned = other.returned.or(line.returned);
            }
            None => lines.push(line),
        }
    }
    if chance(rng, PLANTED.gift_rate) {
        let product = rng.random_range(0..CATEGORIES) * PRODUCTS_EACH;
        if lines.iter().all(|line| line.product != product) {
            lines.push(Line::new(product, 1, 0, Gift::Yes));
        }
    }
    let channel = weighted(rng, &person.channels);
    Order { number: 0, day, kind: OrderKind::Purchase, channel, record: Record::Main, lines }
}

/// What comes back of a line, if the day still lies in the history.
fn returns(world: &World, sold: i32, quantity: u32, amount: i64, rng: &mut impl Rng) -> Option<Return> {
    let (happens, day) = (chance(rng, PLANTED.return_rate), sold + rng.random_range(1..=LONGEST_RETURN));
    let back = if chance(rng, 0.7) { quantity } else { 1 };
    let refund = amount * i64::from(back) / i64::from(quantity.max(1));
    (happens && day <= world.calendar.last()).then_some(Return { day, quantity: back, refund })
}

/// The order, all of it taken back on its own day.
pub(super) fn net_zero(order: Order) -> Order {
    let whole = |line: &Line| Return { day: order.day, quantity: line.quantity, refund: line.amount };
    let lines = order.lines.iter().map(|line| Line { returned: Some(whole(line)), ..*line }).collect();
    Order { kind: OrderKind::NetZero, lines, ..order }
}
