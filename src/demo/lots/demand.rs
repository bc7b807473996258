//! How much of what is sold when and where: the demand that production must meet. Plans no lot.

use crate::demo::catalogue::PRODUCTS;
use crate::demo::person::Person;
use crate::demo::purchases::{History, OrderKind};
use crate::demo::world::World;

/// Number of stores.
pub(in crate::demo) const STORES: usize = 6;

/// The store of an order: the people of a place go to one store; what is ordered from afar leaves from store 0.
pub(in crate::demo) fn store_of(person: &Person, channel: usize) -> usize {
    if channel == 1 { 1 + person.place % (STORES - 1) } else { 0 }
}

/// Units shipped by product, day and store.
pub(in crate::demo) struct Demand {
    pub(super) days: usize,
    units: Vec<u32>,
}

impl Demand {
    /// Counts what all persons buy.
    pub(in crate::demo) fn count(world: &World) -> Demand {
        let days = world.calendar.days() as usize;
        let mut demand = Demand { days, units: vec![0; PRODUCTS * days * STORES] };
        for index in 0..world.settings.customers {
            let person = Person::draw(world, index);
            let history = History::draw(world, &person);
            for order in history.orders.iter().filter(|order| order.kind != OrderKind::Cancelled) {
                for line in &order.lines {
                    let place = demand.place(line.product, order.day) + store_of(&person, order.channel);
                    if let Some(units) = demand.units.get_mut(place) {
                        *units += line.quantity;
                    }
                }
            }
        }
        demand
    }

    fn place(&self, product: usize, day: i32) -> usize {
        (product * self.days + day.max(0) as usize) * STORES
    }

    /// Units of `product` shipped on `day` by store.
    pub(in crate::demo) fn stores(&self, product: usize, day: i32) -> &[u32] {
        let start = self.place(product, day);
        self.units.get(start..start + STORES).unwrap_or_default()
    }

    /// Units of `product` shipped on `day`.
    pub(super) fn on(&self, product: usize, day: i32) -> u64 {
        self.stores(product, day).iter().map(|units| u64::from(*units)).sum()
    }
}
