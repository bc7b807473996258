//! Everything a person bought, from first to last. Decides neither when nor what.

use rand::{Rng, RngExt};

use super::baskets::{basket, net_zero};
use super::occasions::occasions;
use super::order::{Line, Order, OrderKind};
use crate::demo::parameters::PLANTED;
use crate::demo::person::{Person, Record};
use crate::demo::stream::{Purpose, chance, stream};
use crate::demo::world::World;

/// A sale won by the campaign comes at most this many days after its start.
const CAMPAIGN_WINDOW: i32 = 30;

/// Everything a person bought.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::demo) struct History {
    /// In order of day.
    pub(in crate::demo) orders: Vec<Order>,
    pub(in crate::demo) slowing: bool,
    /// Place in the campaign, if enrolled.
    pub(in crate::demo) arm: Option<Arm>,
}

/// Arm of the win-back campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum Arm {
    /// Contacted.
    Treatment,
    /// Left alone.
    Control,
}

impl History {
    /// The history of `person`.
    pub(in crate::demo) fn draw(world: &World, person: &Person) -> History {
        let (days, slowing) = occasions(world, person);
        let rng = &mut stream(world.settings.seed, Purpose::Baskets, person.index);
        let mut orders = Vec::with_capacity(days.len() + 2);
        for day in &days {
            let order = basket(world, person, *day, rng);
            if chance(rng, PLANTED.cancelled_rate) {
                let lines = order.lines.iter().map(|line| Line { returned: None, ..*line }).collect();
                orders.push(Order { kind: OrderKind::Cancelled, lines, ..order.clone() });
            }
            orders.push(order);
            let zero = *day + 2 + rng.random_range(0..20);
            if chance(rng, PLANTED.net_zero_rate) && zero <= world.calendar.last() && !days.contains(&zero) {
                orders.push(net_zero(basket(world, person, zero, rng)));
            }
        }
        let campaign = &mut stream(world.settings.seed, Purpose::Campaign, person.index);
        let arm = if slowing { None } else { enrol(world, &days, campaign) };
        if arm == Some(Arm::Treatment) && chance(campaign, PLANTED.campaign_effect) {
            let day = world.campaign_day + campaign.random_range(3..=CAMPAIGN_WINDOW);
            orders.push(Order { kind: OrderKind::Campaign, ..basket(world, person, day, campaign) });
        }
        orders.sort_by_key(|order| order.day);
        let half = orders.len().div_ceil(2);
        for (place, order) in orders.iter_mut().enumerate() {
            order.number = u64::from(person.index) * 1_000 + place as u64 + 1;
            order.record = if person.duplicate && place >= half { Record::Second } else { Record::Main };
        }
        History { orders, slowing, arm }
    }

    /// Days of ordinary purchases.
    #[cfg(test)]
    pub(in crate::demo) fn purchase_days(&self) -> impl Iterator<Item = i32> {
        self.orders.iter().filter(|order| order.kind == OrderKind::Purchase).map(|order| order.day)
    }
}

/// The arm of a person who has been quiet when the campaign starts, decided by chance alone.
fn enrol(world: &World, days: &[i32], rng: &mut impl Rng) -> Option<Arm> {
    let (enrolled, treated) = (chance(rng, PLANTED.campaign_share), chance(rng, 0.5));
    let last = days.iter().filter(|day| **day < world.campaign_day).max()?;
    let quiet = *last <= world.campaign_day - PLANTED.campaign_quiet_days;
    (enrolled && quiet).then_some(if treated { Arm::Treatment } else { Arm::Control })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::demo::Settings;

    fn histories(count: u32) -> (World, Vec<History>) {
        let world = World::new(&Settings::default()).unwrap();
        let histories = (0..count).map(|index| History::draw(&world, &Person::draw(&world, index))).collect();
        (world, histories)
    }

    #[test]
    fn orders_are_in_the_history_in_order_and_their_lines_distinct() {
        let (world, histories) = histories(3_000);
        for history in &histories {
            assert!(history.orders.windows(2).all(|pair| pair[0].day <= pair[1].day));
            assert!(history.orders.len() < 1_000);
            for order in &history.orders {
                assert!((0..=world.calendar.last()).contains(&order.day));
                let products: std::collections::BTreeSet<_> = order.lines.iter().map(|line| line.product).collect();
                assert_eq!(products.len(), order.lines.len());
                for line in &order.lines {
                    let list = world.catalogue.products[line.product].price * i64::from(line.quantity);
                    assert!((0..=list).contains(&line.amount) && line.quantity > 0);
                }
            }
        }
    }

    #[test]
    fn returns_follow_their_sale_and_never_exceed_it() {
        let (world, histories) = histories(3_000);
        let orders = || histories.iter().flat_map(|history| &history.orders);
        let mut returns = 0;
        for order in orders() {
            for line in &order.lines {
                if let Some(back) = line.returned {
                    returns += 1;
                    assert!(back.day >= order.day && back.day <= world.calendar.last());
                    assert!(back.quantity <= line.quantity && back.refund <= line.amount);
                    assert_eq!(back.quantity == line.quantity, back.refund == line.amount, "{line:?}");
                }
            }
        }
        assert!(returns > 300);
        let zero: Vec<&Order> = orders().filter(|order| order.kind == OrderKind::NetZero).collect();
        assert!(zero.len() > 30);
        assert!(zero.iter().flat_map(|order| &order.lines).all(|line| line.returned.unwrap().refund == line.amount));
    }

    #[test]
    fn slowing_people_bought_often_before_and_seldom_after() {
        let (world, histories) = histories(20_000);
        let slowing: Vec<&History> = histories.iter().filter(|history| history.slowing).collect();
        assert!(slowing.len() > 100, "{}", slowing.len());
        let window = PLANTED.slowing_days;
        let (mut before, mut after) = (0, 0);
        for history in slowing {
            assert!(history.purchase_days().filter(|day| *day < world.slow_day).count() >= 6);
            before +=
                history.purchase_days().filter(|day| (world.slow_day - window..world.slow_day).contains(day)).count();
            after += history.purchase_days().filter(|day| *day >= world.slow_day).count();
        }
        let ratio = after as f64 / before as f64;
        assert!((0.15..0.35).contains(&ratio), "{ratio}");
    }

    #[test]
    fn treatment_wins_more_people_back_than_control() {
        let (world, histories) = histories(20_000);
        let back = |arm: Arm| {
            let of_arm: Vec<&History> = histories.iter().filter(|history| history.arm == Some(arm)).collect();
            let window = world.campaign_day..=world.campaign_day + CAMPAIGN_WINDOW;
            let bought = of_arm.iter().filter(|history| history.orders.iter().any(|order| window.contains(&order.day)));
            bought.count() as f64 / of_arm.len() as f64
        };
        // Two arms of about 3,000: the standard error of the difference is about 0.006.
        let lift = back(Arm::Treatment) - back(Arm::Control);
        assert!((lift - PLANTED.campaign_effect).abs() < 0.02, "{lift}");
    }
}
