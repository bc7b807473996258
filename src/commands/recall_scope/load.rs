//! Reads the tables of a recall: first the lots, then, once it is known which are affected, what was done with them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use polars::prelude::DataFrame;

use crate::commands::all_problems::all_problems;
use crate::commands::gathered::{Gathered, Reader, RowsWanted, find_all};
use crate::error::Error;
use crate::exports::chunk::Clocks;
use crate::exports::encoding::ByteOrderMark;
use crate::exports::epcis::{self, Epcis};
use crate::exports::masking::Values;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::visible::first_few;
use crate::labels::{Label, Lang, recall_scope as labels};
use crate::models::serial_ranges::SerialSet;
use crate::reduce::epcis_rows;
use crate::reduce::lots::{LotRows, Lots};
use crate::reduce::purchases::Duplicates;
use crate::reduce::recall::{
    FirstLook, Interest, MoveRows, Moves, SaleRows, Sales, Sightings, SiteSaleRows, Stock, StockRows, ToldBy, Trade,
};
use crate::settings::limits::MaxRejects;
use crate::settings::recall_scope::{Inputs, RecallScopeSettings};
use crate::tables::Table;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::customers::CUSTOMERS;
use crate::tables::follow_ups::FOLLOW_UPS;
use crate::tables::genealogy::GENEALOGY;
use crate::tables::lot_list::LOT_LIST;
use crate::tables::movements::MOVEMENTS;
use crate::tables::production::PRODUCTION;
use crate::tables::responses::RESPONSES;
use crate::tables::returns::RETURNS;
use crate::tables::sales::SALES;
use crate::tables::stock::STOCK;

use super::scope::Traced;

/// All files of the run, found before any is read.
pub(super) type Sources = Inputs<Source>;

/// Finds all files.
///
/// # Errors
/// Kind `Input`, with all that are missing and what is wrong with the others.
pub(super) fn find(settings: &RecallScopeSettings) -> Result<Sources, Error> {
    let lots = settings.scope.lots.iter().filter(|lot| is_list(lot)).cloned().collect();
    let typed = Inputs { lots, ..settings.inputs.clone() };
    let (found, missing) = find_all(typed.all(), settings.reading.files.max_expand);
    let sources = Inputs::of(found);
    missing.map_err(|error| all_problems(error, &settings.reading, &by_table(&sources)))?;
    Ok(sources)
}

/// The files that the run reads and must not destroy.
pub(super) fn paths(sources: &Sources, settings: &RecallScopeSettings) -> Vec<PathBuf> {
    let tables = sources.all().into_iter().flatten().filter_map(Source::path).map(PathBuf::from);
    let small = settings.epcis.iter().chain(&settings.recall).chain(settings.templates.values());
    let small = small.chain(&settings.holidays).chain(&settings.check_table).cloned();
    tables.chain(small).chain([PathBuf::from(&settings.plan)]).collect()
}

/// All files by table.
pub(super) fn by_table(sources: &Sources) -> [(&'static Table, &[Source]); 12] {
    [
        (&SALES, &sources.orders),
        (&SALES, &sources.open_orders),
        (&CUSTOMERS, &sources.customers),
        (&PRODUCTION, &sources.production),
        (&GENEALOGY, &sources.genealogy),
        (&MOVEMENTS, &sources.movements),
        (&STOCK, &sources.stock),
        (&COMPLAINTS, &sources.complaints),
        (&RESPONSES, &sources.responses),
        (&RETURNS, &sources.returns),
        (&FOLLOW_UPS, &sources.follow_ups),
        (&LOT_LIST, &sources.lots),
    ]
}

/// Whether a value of `--lots` is a file of lots, not a lot or a pattern.
pub(super) fn is_list(lot: &str) -> bool {
    lot == "-" || std::path::Path::new(lot).is_file()
}

/// Reads with the settings of the run.
pub(super) struct Tables<'a> {
    pub(super) settings: &'a RecallScopeSettings,
    pub(super) sources: &'a Sources,
    pub(super) reader: Reader<'a>,
    pub(super) rejects: &'a mut Rejects,
    pub(super) gathered: &'a mut Gathered,
}

/// Movements, stock, order lines and open orders of the affected products.
#[derive(Default)]
pub(super) struct Traded {
    pub(super) moves: Moves,
    pub(super) stock: Stock,
    pub(super) sales: Sales,
    pub(super) open: Sales,
    /// Whether the amounts of the order lines are in several currencies, so that no value is told.
    pub(super) mixed: bool,
}

impl Traded {
    /// All that is known of the lots of the recall.
    pub(super) fn with<'a>(&'a self, lots: &'a Lots, traced: &'a Traced) -> Trade<'a> {
        Trade { lots, affected: &traced.affected, moves: &self.moves, stock: &self.stock, sales: &self.sales }
    }

    /// Whoever got what a shipment tells, and no order line.
    pub(super) fn consignees(&self) -> BTreeSet<&str> {
        let lines = self.sales.lines.iter().filter(|line| line.told_by != ToldBy::Order);
        let at: BTreeSet<u32> = lines.filter_map(|line| line.customer).collect();
        at.into_iter().filter_map(|at| self.sales.customers.get(at as usize)).map(String::as_str).collect()
    }
}

impl Tables<'_> {
    /// The lots of `--lots` files; of signals only those that are signals.
    pub(super) fn listed(&mut self) -> Result<Option<Vec<String>>, Error> {
        if self.sources.lots.is_empty() {
            return Ok(None);
        }
        let (chunks, _) =
            self.reader.whole(&LOT_LIST, &self.sources.lots, &["lot_id", "signal"], self.rejects, self.gathered)?;
        let mut lots = Vec::new();
        for chunk in &chunks {
            let ids = chunk.column("lot_id").and_then(|column| column.str()).map_err(Error::internal)?;
            let signals = chunk.column("signal").and_then(|column| column.bool()).map_err(Error::internal)?;
            let chosen = ids.iter().zip(signals.iter()).filter(|(_, signal)| *signal != Some(false));
            lots.extend(chosen.filter_map(|(id, _)| id.map(str::to_string)));
        }
        lots.sort_unstable();
        lots.dedup();
        Ok(Some(lots))
    }

    /// A first look at the tables: the lots that are `asked` for and no production may know, those sold at mixing sites, and
    /// the products on which recalled serial numbers stand. What is wrong with a row is told when the table is read.
    pub(super) fn look(&mut self, epcis: &Epcis, asked: &(dyn Fn(&str) -> bool + Sync)) -> Result<Sightings, Error> {
        let serials = &self.settings.scope.serials;
        let set = (!serials.is_empty()).then(|| SerialSet::new(serials));
        let rows = FirstLook::new(asked, set.as_ref());
        epcis_rows::moves(epcis).for_each(|(lot, row)| rows.add_move(&lot, row.serial.as_deref()));
        let (sources, sites) = (self.sources, &self.settings.mixing_sites);
        let sold = (!sites.is_empty()).then(|| SiteSaleRows::new(sites, self.settings.duplicates));
        let wanted: &[&str] = if sold.is_some() { &SiteSaleRows::WANTED } else { &FirstLook::WANTED };
        let orders = RowsWanted {
            exclude: &self.settings.exclude,
            as_of: self.settings.as_of,
            ..RowsWanted::of(&SALES, &sources.orders, wanted)
        };
        let tables = [
            RowsWanted::of(&SALES, &sources.open_orders, &FirstLook::WANTED),
            RowsWanted::of(&MOVEMENTS, &sources.movements, &FirstLook::WANTED[..2]),
            RowsWanted::of(&STOCK, &sources.stock, &FirstLook::WANTED[..1]),
        ];
        let reader = Reader { max_rejects: MaxRejects::Share(1.0), ..self.reader };
        let mut rejects = Rejects::new(Values::Masked, Lang::En, ByteOrderMark::Absent);
        if !sources.orders.is_empty() {
            reader.rows(&orders, &mut rejects, &mut Gathered::default(), &|_, chunk| {
                sold.as_ref().map_or(Ok(()), |sold| sold.add(&chunk))?;
                rows.add(&chunk)
            })?;
        }
        for table in tables.iter().filter(|table| !table.sources.is_empty()) {
            reader.rows(table, &mut rejects, &mut Gathered::default(), &|_, chunk| rows.add(&chunk))?;
        }
        let mut seen = rows.finish();
        seen.at_sites = sold.map(SiteSaleRows::finish).unwrap_or_default();
        for (lot, products) in std::mem::take(&mut seen.at_sites.lots) {
            seen.lots.entry(lot).or_default().extend(products);
        }
        Ok(seen)
    }

    /// EPCIS documents.
    pub(super) fn epcis(&mut self) -> Result<Epcis, Error> {
        if self.settings.epcis.is_empty() {
            return Ok(Epcis::default());
        }
        let (epcis, records) = epcis::read_files(&self.settings.epcis)?;
        let tally = epcis.tally;
        let what = labels::EPCIS_READ.with(&[
            ("events", &tally.events),
            ("used", &tally.used),
            ("withdrawn", &tally.withdrawn),
            ("repeated", &tally.repeated),
            ("aside", &tally.set_aside),
        ]);
        self.gathered.warnings.push(what);
        self.gathered.warnings.extend(epcis.problems.iter().map(epcis::Problem::text));
        self.reader.epcis((&epcis, records), self.rejects, self.gathered)?;
        Ok(epcis)
    }

    /// All lots with what is known of their making, and what went into what. `names` are lots to recall, which nobody
    /// else may know.
    pub(super) fn lots<'n>(
        &mut self,
        epcis: &Epcis,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<Lots, Error> {
        let rows = LotRows::default();
        epcis_rows::add_lots(epcis, &rows)?;
        rows.know(names.into_iter().map(String::as_str))?;
        self.rows(&PRODUCTION, &self.sources.production, &LotRows::WANTED_PRODUCTION, &|_, chunk| {
            rows.add_production(&chunk)
        })?;
        self.rows(&GENEALOGY, &self.sources.genealogy, &LotRows::WANTED_GENEALOGY, &|_, chunk| {
            rows.add_genealogy(&chunk)
        })?;
        let lots = rows.finish();
        self.gathered.leave_out(PRODUCTION.name, "duplicate", lots.repeated_made);
        self.gathered.leave_out(GENEALOGY.name, "duplicate", lots.repeated_links);
        Ok(lots)
    }

    /// Movements of the wanted lots.
    pub(super) fn moves(&mut self, epcis: &Epcis, lots: &Lots, wanted: &[bool]) -> Result<Moves, Error> {
        let rows = MoveRows::new(lots, wanted);
        rows.take_in(epcis_rows::moves(epcis));
        self.rows(&MOVEMENTS, &self.sources.movements, &MoveRows::WANTED, &|_, chunk| rows.add(&chunk))?;
        let moves = rows.finish();
        let table = MOVEMENTS.name;
        self.gathered.leave_out(table, "not_concerned", moves.elsewhere.min(self.used(table)));
        self.gathered.leave_out(table, "unknown_kind", moves.unknown_kinds);
        self.gathered.leave_out(table, "without_quantity", moves.without_quantity);
        self.warn(&[
            (labels::UNKNOWN_KINDS, moves.unknown_kinds),
            (labels::WITHOUT_QUANTITY, moves.without_quantity),
            (labels::UNDATED_MOVES, moves.undated),
            (labels::REPEATED_MOVES, moves.repeated),
        ]);
        Ok(moves)
    }

    /// Stock of the wanted lots.
    pub(super) fn stock(&mut self, lots: &Lots, wanted: &[bool]) -> Result<Stock, Error> {
        let rows = StockRows::new(lots, wanted);
        self.rows(&STOCK, &self.sources.stock, &StockRows::WANTED, &|_, chunk| rows.add(&chunk))?;
        let stock = rows.finish();
        self.gathered.leave_out(STOCK.name, "not_concerned", stock.elsewhere);
        self.warn(&[(labels::NEGATIVE_STOCK, stock.negative)]);
        Ok(stock)
    }

    /// Order lines that concern the recall.
    pub(super) fn sales(&mut self, interest: Interest<'_>) -> Result<Sales, Error> {
        let rows = SaleRows::new(interest)?;
        if !self.sources.orders.is_empty() {
            let request = RowsWanted {
                exclude: &self.settings.exclude,
                as_of: self.settings.as_of,
                clocks: Clocks::Seconds,
                ..RowsWanted::of(&SALES, &self.sources.orders, &SaleRows::WANTED)
            };
            self.reader.rows(&request, self.rejects, self.gathered, &|_, chunk| rows.add(&chunk))?;
        }
        let duplicates = self.settings.duplicates;
        let sales = rows.finish(duplicates);
        if duplicates == Duplicates::Dropped {
            self.gathered.leave_out_amounts(SALES.name, "duplicate", sales.repeated);
        }
        self.gathered.leave_out_amounts(SALES.name, "other_product", sales.elsewhere.other_products);
        self.gathered.leave_out_amounts(SALES.name, "nameless", sales.elsewhere.nameless);
        let has_production = !self.sources.production.is_empty() || !self.settings.epcis.is_empty();
        self.warn(&[
            (labels::NAMELESS, sales.elsewhere.nameless.rows),
            (labels::UNTOLD, sales.untold),
            (
                match duplicates {
                    Duplicates::Kept => labels::REPEATED_LINES,
                    Duplicates::Dropped => labels::DROPPED_LINES,
                },
                sales.repeated.rows,
            ),
            (labels::UNKNOWN_LOTS, if has_production { sales.unknown_lots.len() as u64 } else { 0 }),
        ]);
        if !sales.other_units.is_empty() {
            let names = first_few(sales.other_units.keys().map(|unit| &**unit));
            let n = sales.other_units.values().sum::<u64>();
            self.gathered.warnings.push(labels::LINES_IN_OTHER_UNITS.with(&[("n", &n), ("units", &names)]));
        }
        Ok(sales)
    }

    /// Open orders that concern the recall.
    pub(super) fn open_orders(&mut self, interest: Interest<'_>) -> Result<Sales, Error> {
        if self.sources.open_orders.is_empty() {
            return Ok(Sales::default());
        }
        let rows = SaleRows::new(interest)?;
        // They have a ledger of their own under the same name; that of the orders is what counts.
        let orders = self.gathered.ledger.remove(SALES.name);
        let request = RowsWanted {
            clocks: Clocks::Seconds,
            ..RowsWanted::of(&SALES, &self.sources.open_orders, &SaleRows::WANTED)
        };
        let read = self.reader.rows(&request, self.rejects, self.gathered, &|_, chunk| rows.add(&chunk));
        if let Some(orders) = orders {
            self.gathered.ledger.insert(SALES.name, orders);
        }
        read?;
        Ok(rows.finish(Duplicates::Kept))
    }

    /// The customers, whole.
    pub(super) fn customers(&mut self) -> Result<Vec<DataFrame>, Error> {
        if self.sources.customers.is_empty() {
            self.gathered.warnings.push(labels::NO_CUSTOMERS.text());
            return Ok(Vec::new());
        }
        let wanted = [
            "customer_id",
            "name",
            "company",
            "phone",
            "email",
            "address",
            "city",
            "preferred_channel",
            "contact_allowed",
        ];
        let (chunks, _) =
            self.reader.whole(&CUSTOMERS, &self.sources.customers, &wanted, self.rejects, self.gathered)?;
        Ok(chunks)
    }

    /// Any other table, whole.
    pub(super) fn whole(
        &mut self,
        table: &'static Table,
        sources: &[Source],
        wanted: &[&'static str],
    ) -> Result<Vec<DataFrame>, Error> {
        if sources.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.reader.whole(table, sources, wanted, self.rejects, self.gathered)?.0)
    }

    fn rows(
        &mut self,
        table: &'static Table,
        sources: &[Source],
        wanted: &[&'static str],
        sink: crate::exports::Sink<'_>,
    ) -> Result<(), Error> {
        if sources.is_empty() {
            return Ok(());
        }
        self.reader.rows(&RowsWanted::of(table, sources, wanted), self.rejects, self.gathered, sink).map(drop)
    }

    fn used(&self, table: &str) -> u64 {
        self.gathered.ledger.get(table).map_or(0, |ledger| ledger.used.rows)
    }

    fn warn(&mut self, notes: &[(Label, u64)]) {
        let told = notes.iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", n)]));
        self.gathered.warnings.extend(told);
    }
}
