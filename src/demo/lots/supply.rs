//! What goes into finished lots: modules made of granulate, and packages. Knows no sale.

use super::plan::LotPlan;
use crate::demo::catalogue::CATEGORIES;
use crate::demo::world::World;

/// Finished lots that share one module lot, finished lots that share one package lot, modules of one granulate lot.
const MODULE_SPAN: usize = 4;
const PACKAGE_SPAN: usize = 7;
const GRANULATE_SPAN: usize = 3;
/// Grams of granulate in a module.
pub(in crate::demo) const GRAMS_PER_MODULE: u64 = 40;

/// A lot that only goes into other lots: a module, a package or granulate.
#[derive(Clone, Debug)]
pub(in crate::demo) struct InputLot {
    pub(in crate::demo) id: String,
    pub(in crate::demo) product_id: String,
    pub(in crate::demo) made_on: i32,
    /// Units, or grams of granulate, used and left.
    pub(in crate::demo) used: u64,
    pub(in crate::demo) rest: u64,
    /// Place in `LotPlan::granulates`, for a module.
    pub(in crate::demo) granulate: Option<usize>,
}

/// Gives every finished lot of `plan` its module and package, and every module its granulate, in order of production.
pub(super) fn supply(world: &World, plan: &mut LotPlan) {
    let mut by_date: Vec<usize> = (0..plan.finished.len()).collect();
    by_date.sort_by_key(|lot| (plan.finished[*lot].made_on, *lot));
    for category in 0..CATEGORIES {
        let in_category = |lot: &usize| world.catalogue.products[plan.finished[*lot].product].category == category;
        let lots: Vec<usize> = by_date.iter().copied().filter(in_category).collect();
        for users in lots.chunks(MODULE_SPAN) {
            let (used, first_use) = needs(plan, users);
            let (prefix, number) = (format!("M{}", category + 1), plan.modules.len());
            let product_id = format!("M{:05}", category + 1);
            let module = InputLot::new(world, prefix, product_id, number, first_use - 12, used, used / 50 + 3);
            users.iter().for_each(|lot| plan.finished[*lot].module = number);
            plan.modules.push(module);
        }
    }
    for users in by_date.chunks(PACKAGE_SPAN) {
        let (used, first_use) = needs(plan, users);
        let (prefix, number) = ("P".to_string(), plan.packages.len());
        let package = InputLot::new(world, prefix, "P00001".into(), number, first_use - 20, used, used / 40 + 10);
        users.iter().for_each(|lot| plan.finished[*lot].package = number);
        plan.packages.push(package);
    }
    let mut modules: Vec<usize> = (0..plan.modules.len()).collect();
    modules.sort_by_key(|module| (plan.modules[*module].made_on, *module));
    for users in modules.chunks(GRANULATE_SPAN) {
        let used = users.iter().map(|module| plan.modules[*module].made()).sum::<u64>() * GRAMS_PER_MODULE;
        let first_use = users.first().map_or(0, |module| plan.modules[*module].made_on);
        let (prefix, number) = ("R".to_string(), plan.granulates.len());
        let rest = 5_000 + used / 100;
        users.iter().for_each(|module| plan.modules[*module].granulate = Some(number));
        plan.granulates.push(InputLot::new(world, prefix, "R00001".into(), number, first_use - 15, used, rest));
    }
}

/// Units that finished lots need, one for each unit made, and the first day they are needed.
fn needs(plan: &LotPlan, users: &[usize]) -> (u64, i32) {
    let used = users.iter().map(|lot| plan.finished[*lot].made()).sum();
    (used, users.first().map_or(0, |lot| plan.finished[*lot].made_on))
}

impl InputLot {
    fn new(
        world: &World,
        prefix: String,
        product_id: String,
        number: usize,
        made_on: i32,
        used: u64,
        rest: u64,
    ) -> InputLot {
        let id = format!("{prefix}-{}-{:04}", world.calendar.date(made_on).format("%y%m%d"), number + 1);
        InputLot { id, product_id, made_on, used, rest, granulate: None }
    }

    /// Units, or grams of granulate, made.
    pub(in crate::demo) fn made(&self) -> u64 {
        self.used + self.rest
    }
}
