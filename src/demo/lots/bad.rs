//! Which lots are bad: one module lot, and one finished lot without that module. Draws no complaint.

use rand::{Rng, RngExt};

use super::plan::LotPlan;
use crate::demo::catalogue::PRODUCTS;
use crate::demo::stream::{Purpose, stream};
use crate::demo::truth::BadLotKind;
use crate::demo::world::World;

/// Units sold that a bad lot must have.
const BAD_LOT_SIZE: u64 = 400;
/// Days that must be left for complaints after the last sale of a bad lot.
const TIME_TO_COMPLAIN: i32 = 45;

/// A planted bad lot.
#[derive(Clone, Debug)]
pub(in crate::demo) struct Bad {
    pub(in crate::demo) kind: BadLotKind,
    /// Places of the finished lots it makes bad.
    pub(in crate::demo) finished: Vec<usize>,
    pub(in crate::demo) id: String,
}

/// The bad finished lot and the bad module lot of `plan`, each large enough and sold early enough if there is one such;
/// otherwise the largest.
pub(super) fn plant(world: &World, plan: &LotPlan) -> Vec<Bad> {
    let rng = &mut stream(world.settings.seed, Purpose::Lots, PRODUCTS as u32);
    let lots = || 0..plan.finished.len();
    let users = |module: usize| -> Vec<usize> { lots().filter(|lot| plan.finished[*lot].module == module).collect() };
    let shared = (0..plan.modules.len()).map(users).filter(|users| users.len() > 1).collect();
    let through_module = draw(world, plan, shared, rng).unwrap_or_default();
    let others = lots().filter(|lot| !through_module.contains(lot)).map(|lot| vec![lot]).collect();
    let alone = draw(world, plan, others, rng).unwrap_or_default();
    let finished = alone.first().map(|lot| plan.finished[*lot].id.clone());
    let module = through_module.first().map(|lot| plan.modules[plan.finished[*lot].module].id.clone());
    let finished = finished.map(|id| Bad { kind: BadLotKind::Finished, finished: alone, id });
    let module = module.map(|id| Bad { kind: BadLotKind::Component, finished: through_module, id });
    finished.into_iter().chain(module).collect()
}

/// One of `choices`, each a group of finished lots.
fn draw(world: &World, plan: &LotPlan, choices: Vec<Vec<usize>>, rng: &mut impl Rng) -> Option<Vec<usize>> {
    let deadline = world.calendar.days() - TIME_TO_COMPLAIN;
    let shipped = |lots: &[usize]| lots.iter().map(|lot| plan.finished[*lot].shipped).sum::<u64>();
    let early = |lots: &[usize]| lots.iter().all(|lot| plan.finished[*lot].sold_on.1 < deadline);
    let fit: Vec<&Vec<usize>> = choices.iter().filter(|lots| shipped(lots) >= BAD_LOT_SIZE && early(lots)).collect();
    match fit.len() {
        0 => choices.iter().max_by_key(|lots| shipped(lots)).cloned(),
        several => Some(fit[rng.random_range(0..several)].clone()),
    }
}
