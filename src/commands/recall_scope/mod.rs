//! `huike recall-scope`: which lots are affected, who holds them, what to stop, whom to tell, and does it all add up.
//!
//! Read top to bottom: settings, notice facts and plan are checked, the output folder is held, lots are read and traced,
//! then movements, stock and order lines of the affected products are read and judged, customers become contacts, and
//! tables and report are put in place at once.

mod asked;
mod balance;
mod changes;
mod check_table;
mod complaints;
mod drill;
mod evidence;
mod given;
mod goals;
mod holders;
mod holds;
mod load;
mod manifest;
mod mixing;
mod narrowing;
mod out;
mod progress;
mod recorded;
mod report;
mod result;
mod scope;
mod senders;
mod serials;
mod tables;
mod thresholds;
mod told;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::ManuallyDrop;

use polars::prelude::DataFrame;

use crate::cli::recall_scope::RecallScopeArgs;
use crate::deliver::console::Console;
use crate::deliver::manifest::SettingRecord;
use crate::error::{Error, Kind, Problem};
use crate::exports::epcis::Epcis;
use crate::exports::rejects::Rejects;
use crate::labels::visible::first_few;
use crate::labels::{Lang, Text, recall_scope as labels};
use crate::models::recall_progress::reports::DrillStep;
use crate::models::serial_ranges::{SerialRules, SerialSet};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{
    Interest, Moves, ShippedSerials, Sightings, Stock, add_consignees, pools, recipients, sales_of_moves,
};
use crate::report::text;
use crate::settings::recall_scope::RecallScopeSettings;
use crate::tables::sales::SALES;

use super::all_problems::all_problems;
use super::gathered::{Gathered, Reader};
use super::ledger;
use super::run::{Outcome, Run};
use super::speaker::Speaker;
use changes::Ids;
use complaints::Heard;
use drill::{Clock, Drill};
use given::Given;
use holders::Holders;
use load::{Sources, Tables, Traded};
use progress::{Events, Told};
use result::Findings;
use scope::Traced;
use told::{CustomerRow, Wording};

/// All tables the command may write.
const TABLES: [&str; 28] = [
    "affected_customers",
    "affected_lines",
    "affected_lots",
    "stock_to_hold",
    "mass_balance",
    "contacts",
    "unreachable",
    "trace",
    "plan",
    "notices_email",
    "notices_sms",
    "notices_letter",
    "notices_phone",
    "notice_findings",
    "changes",
    "common_causes",
    "tracking_events",
    "progress",
    "completion",
    "response_by_channel",
    "effectiveness_checks",
    "effectiveness_evidence",
    "recall_figures",
    "status_report",
    "cpsc_monthly",
    "china_stage_report",
    "mock_recall",
    "serial_ranges",
];

/// Everything that was read and judged.
struct Loaded {
    lots: Lots,
    traced: Traced,
    traded: Traded,
    holders: Holders,
    /// Lots of which units may bear a recalled serial number.
    bearing: BTreeSet<u32>,
    records: Vec<CustomerRow>,
    events: Events,
    heard: Heard,
    previous: Option<Ids>,
    started: i32,
    as_of: i32,
}

/// Runs the command.
pub(super) fn run(
    args: &RecallScopeArgs,
    records: BTreeMap<String, SettingRecord>,
    console: &Console,
) -> Result<(), Error> {
    let settings = RecallScopeSettings::new(args)?;
    let wording = told::wording(&settings, console.lang())?;
    let given = Given::read(&settings)?;
    let mut run = Run::start("recall-scope", &args.run, records, &TABLES)?;
    let mut rejects = run.rejects(&settings.reading, console.lang());
    let mut gathered = Gathered::default();
    let mut clock = Clock::start();
    let read = (|| {
        let sources = load::find(&settings)?;
        run.protect(&load::paths(&sources, &settings))?;
        let loaded = run
            .timed("read", || load(&settings, &sources, console, &mut rejects, &mut gathered, &mut clock))
            .map_err(|error| all_problems(error, &settings.reading, &load::by_table(&sources)))?;
        super::run::reconcile(&gathered.ledger)?;
        Ok(loaded)
    })();
    gathered.hide_mixed_amounts();
    let loaded: Loaded = match read {
        Ok(loaded) => loaded,
        Err(error) => return run.fail(error, outcome(&gathered, None, None), rejects),
    };
    // The process ends with the run: to give millions of lines back one by one would only take time.
    let loaded = ManuallyDrop::new(loaded);
    let contacts = told::contacts(&loaded.holders, &loaded.traded.sales, &loaded.records);
    clock.done(DrillStep::Contacts);
    let found = run.timed("analyse", || find(&settings, &wording, &given, &loaded, &contacts, console.lang()));
    let findings = match found {
        Ok(findings) => findings,
        Err(error) => return run.fail(error, outcome(&gathered, Some(loaded.as_of), None), rejects),
    };
    clock.done(DrillStep::Balance);
    let drill = settings.drill.then(|| Drill::of(&settings, &clock, &findings));
    let warnings: Vec<Text> = gathered.warnings.iter().cloned().chain(result::warnings(&findings)).collect();
    let mut outcome = outcome(&gathered, Some(loaded.as_of), Some(&findings));
    outcome.warnings = warnings.iter().map(|warning| warning.render(Lang::En)).collect();
    outcome.crossed = thresholds::crossed(&settings, &findings, drill.as_ref());
    console.inputs(&gathered.inputs);
    warnings.iter().for_each(|warning| console.warning(warning));
    let speaker = Speaker::new(console.lang(), None);
    console.say(&words::headline(&speaker, &findings));
    if let Some(drill) = &drill {
        console.say(&words::drill(&speaker, &findings, drill));
    }
    console.say("");
    console.say(&words::answer(&speaker, &findings));
    console.say("");
    let classes = words::classes(&speaker, &findings);
    console.table(&text::table(&classes, console.lang(), console.width(), console.paint()));
    for name in &settings.explain {
        console.say("");
        words::explanations(&speaker, &findings, name).iter().for_each(|line| console.say(line));
    }
    ledger::say(&speaker, &gathered, console);
    let (tables, page) = run.results(
        || tables::affected_customers(&findings),
        || tables::all(&speaker, &findings, drill.as_ref()),
        |command| {
            let by_rules = report::rules::section(&speaker, &settings, &given, findings.class);
            let ledger = ledger::with_warnings(&speaker, &gathered, &warnings);
            report::build(&speaker, &findings, drill.as_ref(), by_rules, ledger, command)
        },
    )?;
    run.deliver(tables, page, outcome, rejects, console)
}

/// Reads and traces.
fn load(
    settings: &RecallScopeSettings,
    sources: &Sources,
    console: &Console,
    rejects: &mut Rejects,
    gathered: &mut Gathered,
    clock: &mut Clock,
) -> Result<Loaded, Error> {
    let reader = Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    let mut tables = Tables { settings, sources, reader, rejects, gathered };
    let listed = tables.listed()?;
    let epcis = tables.epcis()?;
    let names = asked::names(settings, listed.as_deref());
    let seen = asked::look(settings, &names, &mut tables, &epcis)?;
    let lots = tables.lots(&epcis, names.iter().chain(seen.lots.keys()).chain(&seen.serial_lots))?;
    let starts = scope::starts(settings, &lots, &names, &seen)?;
    if starts.is_empty() && settings.scope.serials.is_empty() && !settings.scope.whole_products() {
        tables.gathered.warnings.push(labels::EMPTY_SCOPE.text());
    }
    let everything = vec![true; lots.len()];
    let mixing = !settings.mixing_sites.is_empty();
    let all_moves = if mixing { Some(tables.moves(&epcis, &lots, &everything)?) } else { None };
    clock.done(DrillStep::Records);
    let none = Moves::default();
    let traced = scope::trace(settings, &lots, starts, all_moves.as_ref().unwrap_or(&none), &seen)?;
    clock.done(DrillStep::Backward);
    if settings.scope.whole_products() && !traced.whole_products {
        let names = first_few(&settings.scope.products);
        tables.gathered.warnings.push(labels::PRODUCTS_NARROW.with(&[("names", &names)]));
    }
    let (traded, chunks) = trade(&mut tables, &epcis, &lots, &traced, &seen, all_moves)?;
    Error::check(Kind::Contract, scope::nowhere(settings, &lots, &traced, &traded))?;
    tables.gathered.warnings.extend(scope::also_written(settings, &lots, &traded));
    let contract = |text: Text| Error::new(Kind::Contract, Problem::new(text));
    let trade = traded.with(&lots, &traced);
    let judgement = pools(&trade, settings.allocation).map_err(|error| contract(error.text()))?;
    let holders =
        holders::find(settings, &lots, &traced, &traded.sales, judgement).map_err(|error| contract(error.text()))?;
    clock.done(DrillStep::Forward);
    let buyers: BTreeSet<&str> = holders
        .holders
        .iter()
        .filter_map(|holder| traded.sales.customers.get(holder.customer? as usize))
        .map(String::as_str)
        .collect();
    let mut records = told::records(&chunks, &buyers)?;
    told::add_consignees(&mut records, &traded.consignees().intersection(&buyers).copied().collect());
    let events = Events::read(&mut tables)?;
    let complaints = complaints::read(&mut tables)?;
    let previous = changes::previous(&mut tables, settings)?;
    let days = traded.sales.newest.into_iter().chain(traded.moves.rows.iter().filter_map(|row| row.day));
    let span = events.span()?;
    let days = days.chain(lots.made_on().into_iter().flatten()).chain(span.map(|(_, newest)| newest));
    let newest = days.max();
    let as_of = settings.as_of.or(newest).ok_or_else(|| contract(labels::NO_DAY.text()))?;
    let started = settings.started.unwrap_or_else(|| span.map_or(as_of, |(first, _)| first.min(as_of)));
    let (heard, odd) = complaints::hear(settings, complaints.as_ref(), &lots, &traced, &traded.sales, started)?;
    tables.gathered.warnings.extend(odd);
    let bearing = serials::bearing_lots(settings, &lots, &traced, &traded.sales);
    Ok(Loaded { lots, traced, traded, holders, bearing, records, events, heard, previous, started, as_of })
}

/// Says which of the `wanted` lots move or lie in a unit that cannot be turned into their own.
fn unlike_units(lots: &Lots, wanted: &[bool], moves: &Moves, stock: &Stock) -> Option<Text> {
    let moved = moves.rows.iter().map(|row| (row.lot, row.unit.as_deref()));
    let all = moved.chain(stock.rows.iter().map(|row| (row.lot, row.unit.as_deref())));
    let unlike: Vec<(u32, &str)> = all.filter_map(|(lot, unit)| Some((lot, unit?))).collect();
    let unlike: Vec<_> = unlike.into_iter().filter(|(lot, _)| wanted.get(*lot as usize) == Some(&true)).collect();
    let names: BTreeSet<String> = unlike
        .iter()
        .map(|(lot, unit)| {
            let own = lots.unit(*lot).unwrap_or_default();
            format!("{} ({unit} ≠ {own})", lots.ids.get(*lot as usize).map_or("", String::as_str))
        })
        .collect();
    let names = first_few(names);
    (!unlike.is_empty()).then(|| labels::UNLIKE_UNITS.with(&[("n", &unlike.len()), ("names", &names)]))
}

/// Reads what was done with the lots of affected products, and the customers.
fn trade(
    tables: &mut Tables<'_>,
    epcis: &Epcis,
    lots: &Lots,
    traced: &Traced,
    seen: &Sightings,
    all_moves: Option<Moves>,
) -> Result<(Traded, Vec<DataFrame>), Error> {
    let scope = &tables.settings.scope;
    let (mut products, any_product) = traced.products(lots, seen);
    products.extend(scope.products.iter().map(String::as_str));
    if scope.products.is_empty() {
        products.extend(seen.serial_products.iter().map(String::as_str));
        products.extend(seen.serial_lots.iter().filter_map(|lot| lots.find(lot)).flat_map(|lot| lots.products(lot)));
    }
    let of_product = |lot: u32| lots.products(lot).into_iter().any(|product| products.contains(product));
    let mut wanted: Vec<bool> =
        (0..lots.len() as u32).map(|lot| traced.affected[lot as usize] || of_product(lot)).collect();
    seen.serial_lots.iter().filter_map(|lot| lots.find(lot)).for_each(|lot| wanted[lot as usize] = true);
    let mut moves = match all_moves {
        Some(moves) => moves,
        None => tables.moves(epcis, lots, &wanted)?,
    };
    let stock = tables.stock(lots, &wanted)?;
    tables.gathered.warnings.extend(unlike_units(lots, &wanted, &moves, &stock));
    moves.named = tables.settings.own_sites.iter().map(|site| Box::from(site.as_str())).collect();
    let settings = tables.settings;
    let sites = settings.mixing_sites.iter().chain(&settings.own_sites).map(|site| Box::from(site.as_str()));
    let all_recipients = recipients(&moves, &stock, lots, &BTreeSet::new());
    let places = all_recipients.iter().cloned().chain(sites).collect();
    let shipped = ShippedSerials::of(&moves);
    let set = (!scope.serials.is_empty()).then(|| SerialSet::new(&scope.serials));
    let interest = || Interest {
        lots,
        affected: &traced.affected,
        products: products.clone(),
        any_product,
        serials: set.as_ref().map(|set| (set, SerialRules::default())),
        window: &scope.window,
        shipped: &shipped,
        places: &places,
    };
    let open = tables.open_orders(interest())?;
    // Where no orders tell who bought, shipments tell who got.
    if tables.sources.orders.is_empty() && !moves.rows.is_empty() {
        moves.recipients = all_recipients;
        let sales = sales_of_moves(&moves, &stock, &interest());
        let customers = tables.customers()?;
        return Ok((Traded { moves, stock, sales, open, mixed: false }, customers));
    }
    let mut sales = tables.sales(interest())?;
    moves.recipients = recipients(&moves, &stock, lots, &sales.places);
    let customers = tables.customers()?;
    moves.ids = told::ids(&customers, &moves.recipients)?;
    let n = add_consignees(&mut sales, &moves, &stock, &interest());
    let mixed = tables.gathered.mixed.contains(SALES.name);
    let traded = Traded { moves, stock, sales, open, mixed };
    if n > 0 {
        let names = first_few(traded.consignees());
        tables.gathered.warnings.push(labels::SHIPMENTS_BESIDE_ORDERS.with(&[("n", &n), ("names", &names)]));
    }
    Ok((traded, customers))
}

fn find<'a>(
    settings: &RecallScopeSettings,
    wording: &Wording,
    given: &'a Given,
    loaded: &'a Loaded,
    contacts: &'a crate::models::contacts::ContactList<'a>,
    lang: Lang,
) -> Result<Findings<'a>, Error> {
    let Loaded { lots, traced, traded, holders, started, as_of, .. } = loaded;
    let balances = balance::find(settings, &traded.with(lots, traced));
    let sold = result::sold_lots(lots, &traced.affected, &traded.sales);
    let recipients = told::Recipients { lots, sales: &traded.sales, holders, contacts, sold: &sold };
    let notices = told::notices(settings, wording, lang, &recipients);
    let class = wording.class(settings);
    let plan = result::tasks(settings, given, class, *started, contacts, traded, &|lot| {
        traced.affected.get(lot as usize) == Some(&true) || loaded.bearing.contains(&lot)
    });
    let (events, sampling) = (&loaded.events, given.sampling.as_ref());
    let told = Told { lots, sales: &traded.sales, traced, holders, contacts, events, sampling, class };
    let standing = progress::find(settings, &told, *started, *as_of)?;
    let mut findings = Findings {
        as_of: *as_of,
        started: *started,
        class,
        check_level: settings.check_level,
        lots,
        traced,
        traded,
        holders,
        balances,
        contacts,
        notices,
        plan,
        standing,
        changes: None,
        heard: &loaded.heard,
        serials: result::serials(&settings.scope.serials, &traded.sales),
        bearing: &loaded.bearing,
        last_special_day: given.special_days.days().last().map(|day| day.day),
        has_notices: wording.facts.is_some(),
        stock_known: !settings.inputs.stock.is_empty(),
        channels_known: !settings.inputs.customers.is_empty(),
    };
    findings.changes = loaded.previous.as_ref().map(|before| changes::changes(before, &changes::now(&findings)));
    Ok(findings)
}

fn outcome(gathered: &Gathered, as_of: Option<i32>, findings: Option<&Findings<'_>>) -> Outcome {
    Outcome {
        as_of,
        currency: None,
        inputs: gathered.inputs.clone(),
        ledger: gathered.ledger.clone(),
        warnings: gathered.warnings.iter().map(|warning| warning.render(Lang::En)).collect(),
        model: findings.map(manifest::of).unwrap_or_default(),
        crossed: Vec::new(),
    }
}
