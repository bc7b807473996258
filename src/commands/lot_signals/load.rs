//! Loads everything the command stands on: units and failures of all lots, what they are made of, and when.

use std::path::PathBuf;

use crate::commands::all_problems::all_problems;
use crate::commands::gathered::{Gathered, Reader, RowsWanted, find_all};
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::visible::first_few;
use crate::labels::{Label, lot_signals as labels};
use crate::reduce::lot_lives::{ComplaintRows, Complaints, Failure, Grain, LotLives, Returns, UnitRows};
use crate::reduce::lots::{LotRows, Lots};
use crate::settings::lot_signals::{By, Failures, LotSignalsSettings};
use crate::tables::Table;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::genealogy::GENEALOGY;
use crate::tables::production::PRODUCTION;
use crate::tables::sales::SALES;

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) lives: LotLives,
    pub(super) complaints: Complaints,
    pub(super) lots: Lots,
    /// Days since 1970-01-01.
    pub(super) as_of: Option<i32>,
    pub(super) gathered: Gathered,
}

impl Loaded {
    /// What counts as a failure.
    pub(super) fn failures(&self, settings: &LotSignalsSettings) -> &[Failure] {
        match settings.failures {
            Failures::Complaints => &self.lives.failures,
            Failures::Returns => &self.lives.returns,
        }
    }
}

/// All files of the run, found before any is read.
pub(super) struct Sources {
    orders: Vec<Source>,
    complaints: Vec<Source>,
    production: Vec<Source>,
    genealogy: Vec<Source>,
}

impl Sources {
    /// Finds all of them.
    ///
    /// # Errors
    /// Kind `Input`, with all that are missing and what is wrong with the others.
    pub(super) fn find(settings: &LotSignalsSettings) -> Result<Sources, Error> {
        let LotSignalsSettings { orders, complaints, production, genealogy, .. } = settings;
        let typed: [&[String]; 4] = [orders, complaints, production, genealogy];
        let (found, missing) = find_all(typed, settings.reading.files.max_expand);
        let [orders, complaints, production, genealogy] = found;
        let sources = Sources { orders, complaints, production, genealogy };
        missing.map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        Ok(sources)
    }

    /// All of them by table.
    pub(super) fn tables(&self) -> [(&'static Table, &[Source]); 4] {
        [
            (&SALES, &self.orders),
            (&COMPLAINTS, &self.complaints),
            (&PRODUCTION, &self.production),
            (&GENEALOGY, &self.genealogy),
        ]
    }

    /// The files that the run reads and must not destroy.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let all = [&self.orders, &self.complaints, &self.production, &self.genealogy].into_iter().flatten();
        all.filter_map(Source::path).map(PathBuf::from).collect()
    }
}

/// Reads all inputs. What was read is in `loaded` even where this ends in an error.
pub(super) fn load(
    settings: &LotSignalsSettings,
    sources: &Sources,
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let reader = Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    let gathered = &mut loaded.gathered;
    let rows = ComplaintRows::default();
    if !sources.complaints.is_empty() {
        let wanted = RowsWanted::of(&COMPLAINTS, &sources.complaints, &ComplaintRows::WANTED);
        let request = RowsWanted { as_of: settings.as_of, ..wanted };
        reader.rows(&request, rejects, gathered, &|_, chunk| rows.add(&chunk))?;
    }
    loaded.complaints = rows.finish();
    gathered.leave_out(COMPLAINTS.name, "about_no_product", loaded.complaints.about_nothing);
    gathered.leave_out(COMPLAINTS.name, "duplicate", loaded.complaints.duplicates);
    loaded.lots = lots(&reader, sources, rejects, gathered)?;
    let returns = if settings.failures == Failures::Returns { Returns::Fail } else { Returns::Ignored };
    let units = UnitRows::new(grain(settings), returns, &loaded.complaints);
    let by_sales = !sources.orders.is_empty();
    if by_sales {
        let request = RowsWanted {
            exclude: &settings.exclude,
            as_of: settings.as_of,
            ..RowsWanted::of(&SALES, &sources.orders, &UnitRows::WANTED)
        };
        reader.rows(&request, rejects, gathered, &|_, chunk| units.add_orders(&chunk))?;
    } else {
        let untestable = units.add_made(&loaded.lots)?;
        gathered.leave_out(PRODUCTION.name, "without_day", untestable.undated);
        gathered.leave_out(PRODUCTION.name, "without_quantity", untestable.of_unknown_size);
        let names = &untestable.lots_of_unknown_size;
        if !names.is_empty() {
            let first = first_few(names);
            gathered.warnings.push(labels::UNKNOWN_SIZE.with(&[("n", &names.len()), ("names", &first)]));
        }
    }
    let table = if by_sales { &SALES } else { &PRODUCTION };
    let newest = units.newest().ok_or_else(|| gathered.nothing_left(table))?;
    let as_of = settings.as_of.unwrap_or_else(|| newest.max(loaded.complaints.newest.unwrap_or(newest)));
    loaded.as_of = Some(as_of);
    loaded.lives = units.finish();
    warn(loaded, by_sales);
    if loaded.lives.units.is_empty() {
        let place = settings.orders.first().or(settings.production.first()).map_or("", String::as_str);
        let problem = Problem::at(place, labels::NO_LOTS.text()).hint(labels::NO_LOTS_HINT.text());
        return Err(Error::new(Kind::Contract, problem));
    }
    Ok(())
}

fn lots(reader: &Reader<'_>, sources: &Sources, rejects: &mut Rejects, gathered: &mut Gathered) -> Result<Lots, Error> {
    let rows = LotRows::default();
    if !sources.production.is_empty() {
        let request = RowsWanted::of(&PRODUCTION, &sources.production, &LotRows::WANTED_PRODUCTION);
        reader.rows(&request, rejects, gathered, &|_, chunk| rows.add_production(&chunk))?;
    }
    if !sources.genealogy.is_empty() {
        let request = RowsWanted::of(&GENEALOGY, &sources.genealogy, &LotRows::WANTED_GENEALOGY);
        reader.rows(&request, rejects, gathered, &|_, chunk| rows.add_genealogy(&chunk))?;
    }
    let lots = rows.finish();
    gathered.leave_out(PRODUCTION.name, "duplicate", lots.repeated_made);
    gathered.leave_out(GENEALOGY.name, "duplicate", lots.repeated_links);
    Ok(lots)
}

/// Stores need their own units; a product counts also what has no lot.
fn grain(settings: &LotSignalsSettings) -> Grain {
    let has = |what| settings.by.contains(&what);
    match (has(By::Store), has(By::Product)) {
        (true, _) => Grain::LotAndStore,
        (_, true) => Grain::LotOrProduct,
        _ => Grain::Lot,
    }
}

fn warn(loaded: &mut Loaded, by_sales: bool) {
    let (lives, gathered) = (&loaded.lives, &mut loaded.gathered);
    let table = if by_sales { SALES.name } else { PRODUCTION.name };
    gathered.leave_out_amounts(table, "without_lot", lives.without_lot);
    let complaints = lives.unattributed;
    gathered.leave_out(COMPLAINTS.name, "no_purchase", complaints.no_purchase);
    gathered.leave_out(COMPLAINTS.name, "before_purchase", complaints.before_purchase);
    gathered.leave_out(COMPLAINTS.name, "several_lots", complaints.several_lots);
    gathered.leave_out(COMPLAINTS.name, "lot_not_recorded", complaints.lot_not_recorded);
    let notes: [(Label, u64); 11] = [
        (labels::WITHOUT_LOT, lives.without_lot.rows),
        (labels::UNTOLD, lives.untold),
        (labels::CLASHES, lives.clashes),
        (labels::INFERRED, lives.inferred),
        (labels::NO_PURCHASE, complaints.no_purchase),
        (labels::BEFORE_PURCHASE, complaints.before_purchase),
        (labels::BEFORE_PURCHASE_COUNTED, lives.before_purchase),
        (labels::SEVERAL_LOTS, complaints.several_lots),
        (labels::LOT_NOT_RECORDED, complaints.lot_not_recorded),
        (labels::UNKNOWN_LOTS, lives.unknown_lots),
        (labels::ABOUT_NOTHING, loaded.complaints.about_nothing),
    ];
    for (label, n) in notes.into_iter().filter(|(_, n)| *n > 0) {
        gathered.warnings.push(label.with(&[("n", &n)]));
    }
}
