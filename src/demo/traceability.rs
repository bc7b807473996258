//! Rows of production, genealogy, movements and stock, from the planned lots and what came back of them.
//!
//! For every finished lot: made = shipped - returned + scrapped + on hand. For every lot that goes into others:
//! made = used + on hand. Plans no lot.

use super::error::DemoError;
use super::lots::{Demand, FinishedLot, GRAMS_PER_MODULE, InputLot, LotPlan};
use super::records::STORES;
use super::table::Table;
use super::tally::Tally;
use super::world::World;
use crate::labels::Label;

const PIECES: Label = Label::new("pcs", "件");
const KILOGRAMS: Label = Label::new("kg", "千克");
const RECEIVE: Label = Label::new("receive", "入库");
const SHIP: Label = Label::new("ship", "出库");
const RETURN: Label = Label::new("return", "退货");
const SCRAP: Label = Label::new("scrap", "报废");
const PLANT: Label = Label::new("Plant", "工厂");
const WAREHOUSE: Label = Label::new("Central warehouse", "中心仓");
const AVAILABLE: Label = Label::new("available", "可用");
const QUARANTINE: Label = Label::new("quarantine", "待检");

/// Where the four tables go.
pub(super) struct Tables<'tables> {
    pub(super) production: &'tables mut Table,
    pub(super) genealogy: &'tables mut Table,
    pub(super) movements: &'tables mut Table,
    pub(super) stock: &'tables mut Table,
}

impl Tables<'_> {
    /// Writes all four tables.
    pub(super) fn write(
        &mut self,
        world: &World,
        plan: &LotPlan,
        demand: &Demand,
        tally: &Tally,
    ) -> Result<(), DemoError> {
        for granulate in &plan.granulates {
            self.input_lot(granulate, Measure::Grams)?;
        }
        for module in &plan.modules {
            self.input_lot(module, Measure::Pieces)?;
            if let Some(granulate) = module.granulate.and_then(|place| plan.granulates.get(place)) {
                self.genealogy.text(&granulate.id).text(&module.id).thousandths(module.made() * GRAMS_PER_MODULE);
                self.genealogy.day(Some(module.made_on)).end()?;
            }
        }
        for package in &plan.packages {
            self.input_lot(package, Measure::Pieces)?;
        }
        for (place, lot) in plan.finished.iter().enumerate() {
            self.finished_lot(world, plan, lot)?;
            self.finished_movements(world, demand, tally, place, lot)?;
        }
        Ok(())
    }

    fn input_lot(&mut self, lot: &InputLot, measure: Measure) -> Result<(), DemoError> {
        self.production.text(&lot.id).text(&lot.product_id).day(Some(lot.made_on));
        measure.amount(self.production, lot.made()).word(measure.unit()).end()?;
        self.movements.text(&lot.id).day(Some(lot.made_on)).word(RECEIVE).empty().word(PLANT);
        measure.amount(self.movements, lot.made()).empty().end()?;
        self.stock.text(&lot.id).word(PLANT);
        measure.amount(self.stock, lot.rest).word(AVAILABLE).end()
    }

    fn finished_lot(&mut self, world: &World, plan: &LotPlan, lot: &FinishedLot) -> Result<(), DemoError> {
        let product = &world.catalogue.products[lot.product].id;
        let made = lot.made() as i64;
        self.production.text(&lot.id).text(product).day(Some(lot.made_on)).number(made).word(PIECES).end()?;
        for input in [plan.modules.get(lot.module), plan.packages.get(lot.package)].into_iter().flatten() {
            self.genealogy.text(&input.id).text(&lot.id).number(made).day(Some(lot.made_on)).end()?;
        }
        Ok(())
    }

    fn finished_movements(
        &mut self,
        world: &World,
        demand: &Demand,
        tally: &Tally,
        place: usize,
        lot: &FinishedLot,
    ) -> Result<(), DemoError> {
        let moves = &mut *self.movements;
        moves.text(&lot.id).day(Some(lot.made_on)).word(RECEIVE).word(PLANT).word(WAREHOUSE);
        moves.number(lot.made() as i64).empty().end()?;
        for day in lot.sold_on.0..=lot.sold_on.1 {
            for (store, units) in demand.stores(lot.product, day).iter().enumerate().filter(|(_, units)| **units > 0) {
                moves.text(&lot.id).day(Some(day)).word(SHIP).word(WAREHOUSE).word(STORES[store]);
                moves.number(i64::from(*units)).empty().end()?;
            }
        }
        if lot.scrapped > 0 {
            moves.text(&lot.id).day(Some(lot.sold_on.1)).word(SCRAP).word(WAREHOUSE).empty();
            moves.number(lot.scrapped as i64).empty().end()?;
        }
        let mut back = 0;
        for ((_, day, store), units) in tally.returns.range((place, i32::MIN, 0)..(place + 1, i32::MIN, 0)) {
            back += *units;
            moves.text(&lot.id).day(Some(*day)).word(RETURN).word(STORES[*store]).word(WAREHOUSE);
            moves.number(*units as i64).empty().end()?;
        }
        // Of every lot's returned units the greater half is destroyed on the last day.
        let destroyed = back.div_ceil(2);
        if destroyed > 0 {
            moves.text(&lot.id).day(Some(world.calendar.last())).word(SCRAP).word(WAREHOUSE).empty();
            moves.number(destroyed as i64).empty().end()?;
        }
        for (units, status) in [(lot.rest, AVAILABLE), (back - destroyed, QUARANTINE)] {
            if units > 0 {
                self.stock.text(&lot.id).word(WAREHOUSE).number(units as i64).word(status).end()?;
            }
        }
        Ok(())
    }
}

/// How an input lot is measured.
#[derive(Clone, Copy)]
enum Measure {
    Pieces,
    Grams,
}

impl Measure {
    fn amount(self, table: &mut Table, amount: u64) -> &mut Table {
        match self {
            Measure::Pieces => table.number(amount as i64),
            Measure::Grams => table.thousandths(amount),
        }
    }

    fn unit(self) -> Label {
        match self {
            Measure::Pieces => PIECES,
            Measure::Grams => KILOGRAMS,
        }
    }
}
