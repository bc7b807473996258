//! Everything a person bought, from first to last. Decides neither when nor what.

use rand::{Rng, RngExt};

use super::baskets::{basket, net_zero};
use super::occasions::{Occasions, occasions};
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
    /// The last purchase at the usual rate, if the person slowed down after it.
    pub(in crate::demo) slowed: Option<i32>,
    /// Left after the last ordinary purchase.
    pub(in crate::demo) left: bool,
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
        let Occasions { days, slowed, left } = occasions(world, person);
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
        let arm = if slowed.is_some() { None } else { enrol(world, &days, campaign) };
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
        History { orders, slowed, left, arm }
    }

    /// Whether the person has slowed down by `day`.
    pub(in crate::demo) fn slow_on(&self, day: i32) -> bool {
        self.slowed.is_some_and(|slowed| day > slowed)
    }

    /// Days of ordinary purchases.
    #[cfg(test)]
    pub(in crate::demo) fn purchase_days(&self) -> impl Iterator<Item = i32> {
        self.orders.iter().filter(|order| order.kind == OrderKind::Purchase).map(|order| order.day)
    }
}

/// The arm of a person who has been quiet for some time when the campaign starts, decided by chance alone.
fn enrol(world: &World, days: &[i32], rng: &mut impl Rng) -> Option<Arm> {
    let (enrolled, treated) = (chance(rng, PLANTED.campaign_share), chance(rng, 0.5));
    let last = days.iter().filter(|day| **day < world.campaign_day).max()?;
    let quiet = PLANTED.campaign_quiet_days..=PLANTED.campaign_longest_quiet_days;
    (enrolled && quiet.contains(&(world.campaign_day - last))).then_some(if treated {
        Arm::Treatment
    } else {
        Arm::Control
    })
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
    fn a_day_has_one_ordinary_purchase_at_most() {
        let (_, histories) = histories(3_000);
        for history in &histories {
            let days: Vec<i32> = history.purchase_days().collect();
            assert!(days.is_sorted_by(|before, after| before < after), "{days:?}");
        }
    }

    #[test]
    fn slowing_people_bought_often_before_and_seldom_after() {
        let (world, histories) = histories(20_000);
        let slowing: Vec<&History> = histories.iter().filter(|history| history.slowed.is_some()).collect();
        // Few, so that the fitted parameters stay what they are.
        assert!((80..240).contains(&slowing.len()), "{}", slowing.len());
        let (mut before, mut after) = ((0.0, 0.0), (0.0, 0.0));
        for history in slowing {
            let slowed = history.slowed.unwrap();
            assert!(!history.left && history.arm.is_none() && world.slow_days.contains(&slowed));
            let (usual, slow): (Vec<i32>, Vec<i32>) = history.purchase_days().partition(|day| *day <= slowed);
            assert!(usual.len() >= PLANTED.slowing_after_purchases);
            before = (before.0 + (usual.len() - 1) as f64, before.1 + f64::from(slowed - usual[0]));
            after = (after.0 + slow.len() as f64, after.1 + f64::from(world.calendar.last() - slowed));
        }
        let ratio = after.0 / after.1 / (before.0 / before.1);
        assert!((0.02..0.09).contains(&ratio), "{ratio}");
    }

    #[test]
    fn treatment_wins_more_people_back_than_control() {
        let (world, histories) = histories(60_000);
        let back = |arm: Arm| {
            let of_arm: Vec<&History> = histories.iter().filter(|history| history.arm == Some(arm)).collect();
            let window = world.campaign_day..=world.campaign_day + CAMPAIGN_WINDOW;
            let bought = of_arm.iter().filter(|history| history.orders.iter().any(|order| window.contains(&order.day)));
            bought.count() as f64 / of_arm.len() as f64
        };
        // Two arms of about 900: the standard error of the difference is about 0.02.
        let lift = back(Arm::Treatment) - back(Arm::Control);
        assert!((lift - PLANTED.campaign_effect).abs() < 0.06, "{lift}");
    }
}
