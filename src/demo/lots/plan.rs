//! Finished lots: cut from the demand of each product, and found again from a sale. Decides nothing about what goes
//! into them.

use rand::RngExt;

use super::bad::{self, Bad};
use super::demand::Demand;
use super::supply::{self, InputLot};
use crate::demo::catalogue::PRODUCTS;
use crate::demo::person::Person;
use crate::demo::purchases::{History, Line, LotRecord, OrderKind};
use crate::demo::stream::{Purpose, chance, stream};
use crate::demo::world::World;

/// Units a finished lot should have, and the most lots of one product.
const LOT_SIZE: u64 = 650;
const MOST_LOTS: u64 = 24;

/// A lot of products for sale.
#[derive(Clone, Debug)]
pub(in crate::demo) struct FinishedLot {
    pub(in crate::demo) id: String,
    pub(in crate::demo) product: usize,
    pub(in crate::demo) made_on: i32,
    /// First and last day of sale.
    pub(in crate::demo) sold_on: (i32, i32),
    pub(in crate::demo) shipped: u64,
    pub(in crate::demo) scrapped: u64,
    pub(in crate::demo) rest: u64,
    /// Places in `LotPlan::modules` and `LotPlan::packages`.
    pub(in crate::demo) module: usize,
    pub(in crate::demo) package: usize,
}

impl FinishedLot {
    /// Units made.
    pub(in crate::demo) fn made(&self) -> u64 {
        self.shipped + self.scrapped + self.rest
    }
}

/// All lots.
pub(in crate::demo) struct LotPlan {
    pub(in crate::demo) finished: Vec<FinishedLot>,
    pub(in crate::demo) modules: Vec<InputLot>,
    pub(in crate::demo) packages: Vec<InputLot>,
    pub(in crate::demo) granulates: Vec<InputLot>,
    pub(in crate::demo) bad: Vec<Bad>,
    days: usize,
    /// Finished lot by product and day.
    of_day: Vec<Option<usize>>,
}

impl LotPlan {
    /// The lots that meet `demand`.
    pub(in crate::demo) fn new(world: &World, demand: &Demand) -> LotPlan {
        let days = demand.days;
        let (finished, modules, packages, granulates) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let of_day = vec![None; PRODUCTS * days];
        let mut plan = LotPlan { finished, modules, packages, granulates, bad: Vec::new(), days, of_day };
        for product in 0..PRODUCTS {
            plan.finish(world, demand, product);
        }
        supply::supply(world, &mut plan);
        plan.bad = bad::plant(world, &plan);
        plan
    }

    /// The finished lot from which `product` is sold on `day`.
    pub(in crate::demo) fn lot(&self, product: usize, day: i32) -> Option<usize> {
        self.of_day.get(product * self.days + day.max(0) as usize).copied().flatten()
    }

    /// Writes into every sold line the lot it was taken from, and whether the shop recorded it.
    pub(in crate::demo) fn assign(&self, world: &World, person: &Person, history: &mut History) {
        let rng = &mut stream(world.settings.seed, Purpose::HiddenLots, person.index);
        for order in history.orders.iter_mut().filter(|order| order.kind != OrderKind::Cancelled) {
            for line in &mut order.lines {
                line.lot = self.lot(line.product, order.day);
                let hidden = chance(rng, world.settings.hidden_lots);
                line.lot_record = if hidden { LotRecord::Hidden } else { LotRecord::Shown };
            }
        }
    }

    /// The id of the lot of `line` as the shop wrote it down.
    pub(in crate::demo) fn recorded_lot(&self, line: &Line) -> Option<&str> {
        let lot = line.lot.filter(|_| line.lot_record == LotRecord::Shown)?;
        self.finished.get(lot).map(|lot| lot.id.as_str())
    }

    /// The planted bad lot that makes finished lot `lot` bad.
    pub(in crate::demo) fn bad_lot(&self, lot: usize) -> Option<usize> {
        self.bad.iter().position(|bad| bad.finished.contains(&lot))
    }

    /// Cuts the days of one product into lots of about equal sales.
    fn finish(&mut self, world: &World, demand: &Demand, product: usize) {
        let rng = &mut stream(world.settings.seed, Purpose::Lots, product as u32);
        let total: u64 = (0..self.days as i32).map(|day| demand.on(product, day)).sum();
        let wanted = (total / LOT_SIZE).clamp(1, MOST_LOTS);
        let lead = 8 + (product % 7) as i32;
        let (mut sold, mut part) = (0, None);
        for day in 0..self.days as i32 {
            let units = demand.on(product, day);
            if units == 0 {
                continue;
            }
            let here = sold * wanted / total;
            if part != Some(here) {
                part = Some(here);
                let made_on = day - lead;
                let date = world.calendar.date(made_on).format("%y%m%d");
                let id = format!("{date}-{:03}-{:02}", product + 1, here + 1);
                let (shipped, scrapped, rest, sold_on) = (0, 0, 0, (day, day));
                let lot = FinishedLot { id, product, made_on, sold_on, shipped, scrapped, rest, module: 0, package: 0 };
                self.finished.push(lot);
            }
            sold += units;
            let place = self.finished.len() - 1;
            if let Some(lot) = self.finished.last_mut() {
                lot.shipped += units;
                lot.sold_on.1 = day;
            }
            if let Some(cell) = self.of_day.get_mut(product * self.days + day as usize) {
                *cell = Some(place);
            }
        }
        for lot in self.finished.iter_mut().filter(|lot| lot.product == product) {
            lot.scrapped = lot.shipped * rng.random_range(2..=8) / 1_000;
            lot.rest = lot.shipped * rng.random_range(10..=40) / 1_000 + rng.random_range(0..5);
        }
    }
}
