//! The lives of the units behind each candidate, and what they come to in each stratum. It tests nothing.

use rayon::prelude::*;

use crate::models::lot_signals::{MonthlyLife, StratumOfLot, add_up, months_in_service};
use crate::reduce::lot_lives::{Failure, month_of};
use crate::settings::lot_signals::{LotSignalsSettings, Within};

use super::load::Loaded;

/// Months are fewer than this, see [`LAST_MONTH`](crate::models::lot_signals::LAST_MONTH).
const MONTHS: u32 = 2_048;

/// Lives that may wait before those of one month are added up.
const WAITING: usize = 1 << 14;

/// Lives of all parts.
pub(super) struct Lives<'a> {
    loaded: &'a Loaded,
    failures: &'a [Failure],
    /// By part, and one more, with which the last ends.
    starts: Vec<Start>,
    as_of: u16,
}

/// What is looked up of a part, side by side: the parts of a product lie far from each other.
#[derive(Clone, Copy, Default)]
struct Start {
    /// Where its units and its failures begin.
    units: usize,
    failures: u32,
    /// Number of its product; 0 where all are compared.
    product: u32,
}

/// Room for the lives and the cells of one candidate after the other.
#[derive(Default)]
pub(super) struct Room {
    lives: Summed,
    cells: Vec<StratumOfLot>,
}

/// Lives that are added up by product and month as they come.
#[derive(Default)]
struct Summed {
    lives: Vec<MonthlyLife>,
    /// Lives left when they were last added up.
    settled: usize,
}

impl Summed {
    fn settle(&mut self) {
        if self.lives.len() >= 2 * self.settled + WAITING {
            add_up(&mut self.lives);
            self.settled = self.lives.len();
        }
    }
}

impl<'a> Lives<'a> {
    pub(super) fn of(settings: &LotSignalsSettings, loaded: &'a Loaded, as_of: i32) -> Lives<'a> {
        let lives = &loaded.lives;
        let failures = loaded.failures(settings);
        let mut starts = vec![Start::default(); lives.parts.len() + 1];
        lives.units.iter().for_each(|(part, ..)| starts[*part as usize + 1].units += 1);
        failures.iter().for_each(|failure| starts[failure.part as usize + 1].failures += 1);
        // Products are numbered as the parts come, and so is having none.
        let (mut numbers, mut next) = (vec![None; lives.parts.products() + 1], 0);
        let mut product = |part: u32| match settings.within {
            Within::All => 0,
            Within::Product => {
                let product = lives.parts.product(part).map_or(0, |product| product as usize + 1);
                *numbers[product].get_or_insert_with(|| {
                    next += 1;
                    next - 1
                })
            }
        };
        for part in 0..lives.parts.len() {
            starts[part].product = product(part as u32);
            starts[part + 1].units += starts[part].units;
            starts[part + 1].failures += starts[part].failures;
        }
        Lives { loaded, failures, starts, as_of: month_of(as_of) }
    }

    /// How many parts there are.
    pub(super) fn parts(&self) -> usize {
        self.starts.len() - 1
    }

    fn units_of(&self, part: u32) -> &'a [(u32, u16, i64)] {
        &self.loaded.lives.units[self.starts[part as usize].units..self.starts[part as usize + 1].units]
    }

    fn failures_of(&self, part: u32) -> &'a [Failure] {
        let (start, end) = (self.starts[part as usize].failures, self.starts[part as usize + 1].failures);
        &self.failures[start as usize..end as usize]
    }

    /// Failures of a part, also where nothing can be compared.
    pub(super) fn failures(&self, part: u32) -> u64 {
        self.failures_of(part).iter().map(|failure| failure.units).sum()
    }

    /// Units of a part in 1/10000.
    pub(super) fn units(&self, part: u32) -> i64 {
        self.units_of(part).iter().fold(0, |sum, (.., units)| sum.saturating_add(*units))
    }

    /// Adds units of a part by the month in service in which they failed or are today, in calendar months, under the
    /// number of the product. A failure whose sale is not known counts from the mean month of sale.
    fn add(&self, part: u32, lives: &mut Vec<MonthlyLife>) {
        let (units, failures) = (self.units_of(part), self.failures_of(part));
        let whole = |units: i64| (units.max(0) as u64 + 5_000) / 10_000;
        let (sum, weighted) = units.iter().fold((0u64, 0u64), |(sum, weighted), (_, month, units)| {
            (sum + whole(*units), weighted.saturating_add(u64::from(*month) * whole(*units)))
        });
        // Of a lot that nobody is known to have bought nothing can be compared.
        let Some(mean) = weighted.checked_div(sum).map(|mean| mean as u16) else { return };
        let lot = self.starts[part as usize].product;
        let age = |sold: u16| u32::from(self.as_of.saturating_sub(sold));
        let start = lives.len();
        lives.extend(units.iter().map(|(_, month, units)| MonthlyLife {
            lot,
            month: age(*month),
            failed: 0,
            working: whole(*units),
        }));
        let end = lives.len();
        for failure in failures {
            let sold = failure.sold.unwrap_or(mean).min(failure.failed);
            // The unit no longer works; where one unit fails twice, nothing is left to take away.
            let own = lives[start..end].iter_mut().find(|life| life.month == age(sold) && life.working > 0);
            if let Some(own) = own {
                own.working = own.working.saturating_sub(failure.units);
            }
            let month = u32::from(failure.failed - sold);
            lives.push(MonthlyLife { lot, month, failed: failure.units, working: 0 });
        }
    }

    /// Lives of some parts, added up by product and month.
    pub(super) fn of_parts(&self, parts: impl IntoIterator<Item = u32>) -> Vec<MonthlyLife> {
        let mut sum = Summed::default();
        for part in parts {
            self.add(part, &mut sum.lives);
            sum.settle();
        }
        add_up(&mut sum.lives);
        sum.lives
    }

    /// Lives of all parts, added up by product and month: the same whatever the threads, as counts are.
    pub(super) fn of_all(&self) -> Vec<MonthlyLife> {
        let take = |mut sum: Summed, part: u32| {
            self.add(part, &mut sum.lives);
            sum.settle();
            sum
        };
        let together = |mut sum: Summed, mut other: Summed| {
            sum.lives.append(&mut other.lives);
            sum.settle();
            sum
        };
        let parts = (0..self.parts() as u32).into_par_iter().with_min_len(WAITING);
        let mut sum = parts.fold(Summed::default, take).reduce(Summed::default, together);
        add_up(&mut sum.lives);
        sum.lives
    }

    /// Unit-months and failures of some parts by stratum: product and month in service.
    pub(super) fn cells<'r>(&self, parts: &[u32], room: &'r mut Room) -> &'r [StratumOfLot] {
        let Room { lives: sum, cells } = room;
        sum.lives.clear();
        sum.settled = 0;
        for part in parts {
            self.add(*part, &mut sum.lives);
            sum.settle();
        }
        cells.clear();
        strata(&mut sum.lives, cells);
        cells
    }
}

/// Adds the cells of lives that stand under the numbers of their products.
pub(super) fn strata(lives: &mut [MonthlyLife], cells: &mut Vec<StratumOfLot>) {
    months_in_service(lives, cells);
    cells.iter_mut().for_each(|cell| cell.stratum = cell.stratum.saturating_add(cell.lot.saturating_mul(MONTHS)));
}
