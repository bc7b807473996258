//! The story of a demo company from its settings to its files. Draws and formats nothing itself.

use std::collections::BTreeMap;

use super::columns::{self, Columns, TRUTH_FILE};
use super::error::DemoError;
use super::lots::{Demand, LotPlan};
use super::parameters::PLANTED;
use super::person::Person;
use super::purchases::History;
use super::settings::Settings;
use super::table::{Open, Table};
use super::tally::Tally;
use super::truth::{Planted, Truth};
use super::world::World;
use super::{records, service, traceability};

/// Writes the files of the company that `settings` describes, each opened once by its name through `open`: customers,
/// orders, interactions, complaints, surveys, follow_ups, production, genealogy, movements, stock and campaigns as
/// `.csv`, and `truth.json` (always UTF-8) last. The same settings give the same bytes.
///
/// Memory grows with the number of lots and days, not with the number of customers.
///
/// # Errors
/// Settings outside their range, and any failure to open or write a file. Files opened before a failure are incomplete.
pub fn generate(settings: &Settings, open: &mut Open<'_>) -> Result<Truth, DemoError> {
    settings.check()?;
    let world = World::new(settings)?;
    let demand = Demand::count(&world);
    let plan = LotPlan::new(&world, &demand);
    let mut tally = Tally::new(&plan);
    let mut tables = Tables::open(&world, open)?;
    for index in 0..settings.customers {
        tables.person(&world, &plan, index, &mut tally)?;
    }
    tables.lots(&world, &plan, &demand, &tally)?;
    let rows = tables.close()?;
    let truth = truth(&world, &plan, tally, rows);
    let mut file = open(TRUTH_FILE).map_err(|source| DemoError::Write { file: TRUTH_FILE, source })?;
    serde_json::to_writer_pretty(&mut file, &truth)
        .map_err(std::io::Error::from)
        .and_then(|()| file.flush())
        .map_err(|source| DemoError::Write { file: TRUTH_FILE, source })?;
    Ok(truth)
}

/// All tables, open.
struct Tables {
    customers: Table,
    orders: Table,
    interactions: Table,
    complaints: Table,
    surveys: Table,
    follow_ups: Table,
    production: Table,
    genealogy: Table,
    movements: Table,
    stock: Table,
    campaigns: Table,
}

impl Tables {
    fn open(world: &World, open: &mut Open<'_>) -> Result<Tables, DemoError> {
        let mut table = |columns: &Columns| Table::open(columns, world.settings.dialect, &world.calendar, open);
        Ok(Tables {
            customers: table(&columns::CUSTOMERS)?,
            orders: table(&columns::ORDERS)?,
            interactions: table(&columns::INTERACTIONS)?,
            complaints: table(&columns::COMPLAINTS)?,
            surveys: table(&columns::SURVEYS)?,
            follow_ups: table(&columns::FOLLOW_UPS)?,
            production: table(&columns::PRODUCTION)?,
            genealogy: table(&columns::GENEALOGY)?,
            movements: table(&columns::MOVEMENTS)?,
            stock: table(&columns::STOCK)?,
            campaigns: table(&columns::CAMPAIGNS)?,
        })
    }

    fn person(&mut self, world: &World, plan: &LotPlan, index: u32, tally: &mut Tally) -> Result<(), DemoError> {
        let person = Person::draw(world, index);
        let mut history = History::draw(world, &person);
        plan.assign(world, &person, &mut history);
        records::customers(world, &person, &history, &mut self.customers, tally)?;
        records::orders(world, plan, &person, &history, &mut self.orders, tally)?;
        let complaints = service::complaints(world, plan, &person, &history, &mut self.complaints, tally)?;
        let (surveys, follow_ups) = (&mut self.surveys, &mut self.follow_ups);
        service::satisfaction(world, &person, &history, &complaints, surveys, follow_ups, tally)?;
        service::interactions(world, &person, &history, &mut self.interactions)?;
        service::campaign(world, &person, &history, &mut self.campaigns, tally)
    }

    fn lots(&mut self, world: &World, plan: &LotPlan, demand: &Demand, tally: &Tally) -> Result<(), DemoError> {
        let mut tables = traceability::Tables {
            production: &mut self.production,
            genealogy: &mut self.genealogy,
            movements: &mut self.movements,
            stock: &mut self.stock,
        };
        tables.write(world, plan, demand, tally)
    }

    /// Ends all files and tells the rows of each.
    fn close(self) -> Result<BTreeMap<String, u64>, DemoError> {
        let tables = [
            self.customers,
            self.orders,
            self.interactions,
            self.complaints,
            self.surveys,
            self.follow_ups,
            self.production,
            self.genealogy,
            self.movements,
            self.stock,
            self.campaigns,
        ];
        tables.into_iter().map(|table| table.close().map(|(file, rows)| (file.to_string(), rows))).collect()
    }
}

fn truth(world: &World, plan: &LotPlan, mut tally: Tally, rows: BTreeMap<String, u64>) -> Truth {
    let surge = world.calendar.last_full_month();
    let bad_lots = tally.bad_lots(plan);
    tally.totals.rows = rows;
    Truth {
        settings: world.settings.clone(),
        parameters: PLANTED,
        planted: Planted {
            slow_from: world.calendar.date(world.slow_days.start),
            complaints_from: world.calendar.date(world.slow_days.end),
            slowing: tally.slowing,
            left: tally.left,
            surge_from: world.calendar.date(*surge.start()),
            surge_to: world.calendar.date(*surge.end()),
            campaign_from: world.calendar.date(world.campaign_day),
            campaign_treated: tally.arms.0,
            campaign_control: tally.arms.1,
            bad_lots,
            duplicate_customers: tally.duplicate_customers,
            duplicate_rows: tally.duplicate_rows,
        },
        totals: tally.totals,
    }
}
