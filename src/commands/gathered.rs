//! Reads the inputs of an analysis, and gathers what the manifest, the report and the console tell of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use polars::prelude::DataFrame;

use super::limits;
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::{UNIT, format_date};
use crate::exports::chunk::{Clocks, Rest};
use crate::exports::condition::Condition;
use crate::exports::epcis::Epcis;
use crate::exports::ledger::{Ledger, Tally};
use crate::exports::rejects::Rejects;
use crate::exports::source::{self, Source};
use crate::exports::{CurrencyRule, InputRecord, ReadOptions, Request, Sink, Summary, read};
use crate::labels::segment as labels;
use crate::labels::{Label, Text};
use crate::reduce::purchases::{CustomerDay, Duplicates, NewestDays, OrderLines, Purchases};
use crate::settings::limits::MaxRejects;
use crate::tables::Table;
use crate::tables::orders::ORDERS;

/// The order columns that the reduction takes.
const ORDER_COLUMNS: [&str; 8] =
    ["customer_id", "order_date", "amount", "order_id", "category", "channel", "store", "currency"];
/// The same where units sold are counted too.
const COLUMNS_WITH_UNITS: [&str; 9] =
    ["customer_id", "order_date", "amount", "order_id", "category", "channel", "store", "currency", UNITS];
/// The order column of units sold.
pub(super) const UNITS: &str = "quantity";
/// A newest day that stands this many days after the one before it may be a slip of the pen.
const LONE_DAYS: i32 = 180;

const NOTHING_LEFT: Label = Label::new(
    "no row can be used: {read} read, {rejected} set aside, {excluded} left out by rules",
    "没有可用的行：读取 {read} 行，搁置 {rejected} 行，按规则排除 {excluded} 行",
);

const NO_VALUES: Label = Label::new(
    "{table}: {what}, so no amount or value is shown; all rows count",
    "{table}：{what}，因此不显示金额与价值；所有行照常计入",
);
const EXCLUDED_NOTHING: Label = Label::new(
    "--exclude {rule} left out no row; look at how the value is written in the file",
    "--exclude {rule} 未排除任何行；请核对文件中该取值的写法",
);
const ONLY_A_HEADER: Label = Label::new(
    "it has a header and no rows: was the export made for the right days, and with the right filter?",
    "文件只有表头，没有数据行：请检查导出时选择的日期与筛选条件",
);
const FIRST_AFTER: Label = Label::new(
    "the first of them is of {day}: give an --as-of from that day on, or leave it out",
    "其中最早的日期为 {day}：请将 --as-of 设为该日或之后，或去掉该选项",
);
const EXCLUDE_HINT: Label = Label::new(
    "compare --exclude with the values of that column: = leaves out the rows with the value, != all others",
    "请核对 --exclude 与该列的取值：= 排除取该值的行，!= 排除其余的行",
);

/// What is known of the inputs. It is there even where reading ends in an error, so that the manifest of a failed run
/// tells it.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) inputs: Vec<InputRecord>,
    pub(super) ledger: BTreeMap<&'static str, Ledger>,
    pub(super) warnings: Vec<Text>,
    /// Tables with amounts in several currencies, of an analysis that takes them.
    pub(super) mixed: BTreeSet<&'static str>,
}

/// Reads tables by the settings of a run.
pub(super) struct Reader<'a> {
    pub(super) options: &'a ReadOptions,
    pub(super) max_rejects: MaxRejects,
    pub(super) console: &'a Console,
}

/// What is read of the orders.
pub(super) struct OrdersWanted<'a> {
    pub(super) sources: &'a [Source],
    pub(super) exclude: &'a [Condition],
    /// Lines after this day are left out.
    pub(super) as_of: Option<i32>,
    pub(super) duplicates: Duplicates,
    /// Whether units sold are counted. A quantity that cannot be read counts as not told.
    pub(super) units: bool,
}

impl<'a> OrdersWanted<'a> {
    /// All lines up to `as_of` but for those that a rule leaves out, without units sold.
    pub(super) fn of(
        sources: &'a [Source],
        exclude: &'a [Condition],
        as_of: Option<i32>,
        duplicates: Duplicates,
    ) -> OrdersWanted<'a> {
        OrdersWanted { sources, exclude, as_of, duplicates, units: false }
    }
}

/// What is read of a table other than the orders.
pub(super) struct RowsWanted<'a> {
    pub(super) table: &'static Table,
    pub(super) sources: &'a [Source],
    pub(super) wanted: &'a [&'static str],
    /// Columns without a role that are read as text, of a table that keeps them; all where nothing is named.
    pub(super) attributes: Option<&'a [String]>,
    /// Rules that leave rows out.
    pub(super) exclude: &'a [Condition],
    /// Rows after this day are left out.
    pub(super) as_of: Option<i32>,
    /// What each column of days gets beside it.
    pub(super) clocks: Clocks,
}

impl<'a> RowsWanted<'a> {
    /// All rows of a table, with days alone.
    pub(super) fn of(table: &'static Table, sources: &'a [Source], wanted: &'a [&'static str]) -> RowsWanted<'a> {
        RowsWanted { table, sources, wanted, attributes: None, exclude: &[], as_of: None, clocks: Clocks::None }
    }
}

/// Order lines before they are summed up.
pub(super) struct Orders {
    lines: OrderLines,
    summary: Summary,
    duplicates: Duplicates,
    /// The newest days with a line.
    pub(super) days: NewestDays,
    /// The day on which the analysis stands.
    pub(super) as_of: i32,
}

impl Reader<'_> {
    /// Reads all order lines.
    ///
    /// # Errors
    /// Those of reading, and kind `Contract` where too many lines, or all of them, cannot be used.
    pub(super) fn orders(
        &self,
        wanted: &OrdersWanted<'_>,
        rejects: &mut Rejects,
        gathered: &mut Gathered,
    ) -> Result<Orders, Error> {
        let lines = OrderLines::new(self.options.files.memory / 4);
        let request = Request {
            table: &ORDERS,
            sources: wanted.sources,
            wanted: if wanted.units { &COLUMNS_WITH_UNITS } else { &ORDER_COLUMNS },
            tolerated: &[UNITS],
            attributes: None,
            exclude: wanted.exclude,
            last_day: wanted.as_of,
            rest: Rest::Hashed,
            clocks: Clocks::None,
            options: self.options,
        };
        let summary = {
            let stage = self.console.stage(labels::READING_ORDERS.get(self.console.lang()));
            read(&request, rejects, &|rows| stage.add(rows), &|_, chunk| lines.add(&chunk))?
        };
        self.check(&ORDERS, &summary, rejects, gathered)?;
        gathered.warn_of_idle_rules(wanted.exclude, &summary);
        let days = lines.newest_days();
        let newest = days.newest.ok_or_else(|| nothing_left(&ORDERS, &summary))?;
        let as_of = wanted.as_of.unwrap_or(newest);
        Ok(Orders { lines, summary, duplicates: wanted.duplicates, days, as_of })
    }

    /// Reads a table that is small enough to be held: one row a customer.
    ///
    /// # Errors
    /// Those of reading, and kind `Contract` where too many rows cannot be used.
    pub(super) fn whole(
        &self,
        table: &'static Table,
        sources: &[Source],
        wanted: &[&'static str],
        rejects: &mut Rejects,
        gathered: &mut Gathered,
    ) -> Result<(Vec<DataFrame>, Summary), Error> {
        self.held(&RowsWanted::of(table, sources, wanted), rejects, gathered)
    }

    /// Reads such rows of a table as are `wanted` and small enough to be held.
    ///
    /// # Errors
    /// Those of reading, and kind `Contract` where too many rows cannot be used.
    pub(super) fn held(
        &self,
        wanted: &RowsWanted<'_>,
        rejects: &mut Rejects,
        gathered: &mut Gathered,
    ) -> Result<(Vec<DataFrame>, Summary), Error> {
        let chunks = Mutex::new(BTreeMap::new());
        let summary = self.rows(wanted, rejects, gathered, &|place, chunk| {
            chunks.lock().unwrap_or_else(PoisonError::into_inner).insert(place, chunk);
            Ok(())
        })?;
        Ok((chunks.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect(), summary))
    }

    /// Streams the rows of a table into `sink`.
    ///
    /// # Errors
    /// Those of reading, and kind `Contract` where too many rows cannot be used.
    pub(super) fn rows(
        &self,
        wanted: &RowsWanted<'_>,
        rejects: &mut Rejects,
        gathered: &mut Gathered,
        sink: Sink<'_>,
    ) -> Result<Summary, Error> {
        let RowsWanted { table, sources, wanted, attributes, exclude, as_of: last_day, clocks } = *wanted;
        let rest = Rest::Left;
        let options = self.options;
        let request =
            Request { table, sources, wanted, tolerated: &[], attributes, exclude, last_day, rest, clocks, options };
        let stage = self.console.stage(table.name);
        let summary = read(&request, rejects, &|rows| stage.add(rows), sink)?;
        self.check(table, &summary, rejects, gathered)?;
        gathered.warn_of_idle_rules(exclude, &summary);
        Ok(summary)
    }

    fn check(
        &self,
        table: &'static Table,
        summary: &Summary,
        rejects: &Rejects,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        gathered.take(table.name, summary, self.options);
        limits::check_repairs(summary, rejects, self.options.files.repairs)?;
        let names: Vec<&str> = summary.inputs.iter().map(|input| input.path.as_str()).collect();
        limits::check_rejects(table.name, &names, &summary.ledger, rejects, self.max_rejects)
    }

    /// Takes in EPCIS documents: which events count, and which are set aside.
    ///
    /// # Errors
    /// Kind `Contract` where too many events cannot be used.
    pub(super) fn epcis(
        &self,
        (epcis, inputs): (&Epcis, Vec<InputRecord>),
        rejects: &mut Rejects,
        gathered: &mut Gathered,
    ) -> Result<(), Error> {
        const TABLE: &str = "epcis";
        let rows = |rows: usize| Tally { rows: rows as u64, amount: 0 };
        let tally = &epcis.tally;
        let mut ledger = Ledger { read: rows(tally.events), used: rows(tally.used), ..Ledger::default() };
        let left_out = [("withdrawn", tally.withdrawn), ("duplicate", tally.repeated)];
        ledger
            .excluded
            .extend(left_out.into_iter().filter(|(_, n)| *n > 0).map(|(rule, n)| (rule.to_string(), rows(n))));
        for own in &epcis.rejected {
            ledger.rejected.entry(own.code().to_string()).or_default().merge(rows(1));
            let file = inputs.get(own.event.document).map_or("", |input| input.path.as_str());
            rejects.add(TABLE, file, &["event".to_string()], &[], [own.clone().row()])?;
        }
        gathered.ledger.insert(TABLE, ledger.clone());
        let names: Vec<String> = inputs.iter().map(|input| input.path.clone()).collect();
        gathered.inputs.extend(inputs);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        limits::check_rejects(TABLE, &names, &ledger, rejects, self.max_rejects)
    }

    /// The currency of the amounts: the one asked for, or the one that most rows name.
    pub(super) fn currency(&self, summary: &Summary) -> Option<String> {
        self.options.currency.asked().cloned().or_else(|| most_frequent(summary))
    }
}

impl Orders {
    /// Sums the lines up by customer and day, and calls `make` with the days of each customer, sorted.
    ///
    /// # Errors
    /// Those of [`OrderLines::finish`], and an internal one where the sum is not that of the ledger.
    pub(super) fn sum<T: Send>(
        self,
        gathered: &mut Gathered,
        given_as_of: Option<i32>,
        make: impl Fn(&[CustomerDay]) -> Result<T, Error> + Sync,
    ) -> Result<(Purchases<T>, Summary), Error> {
        let Orders { lines, mut summary, duplicates, days, .. } = self;
        let purchases = lines.finish(duplicates, make)?;
        if duplicates == Duplicates::Dropped {
            summary.ledger.exclude_used("duplicate", purchases.duplicates);
            gathered.ledger.insert(ORDERS.name, summary.ledger.clone());
        }
        if purchases.used != summary.ledger.used {
            return Err(Error::internal("the purchases do not add up to the ledger of the orders"));
        }
        if purchases.duplicates.rows > 0 {
            let label = match duplicates {
                Duplicates::Kept => labels::DUPLICATES_KEPT,
                Duplicates::Dropped => labels::DUPLICATES_DROPPED,
            };
            gathered.warnings.push(label.with(&[("n", &purchases.duplicates.rows)]));
        }
        if let (None, Some(newest), Some(before)) = (given_as_of, days.newest, days.before)
            && newest - before > LONE_DAYS
        {
            let (newest, before) = (format_date(newest), format_date(before));
            gathered.warnings.push(labels::LONE_NEWEST.with(&[("newest", &newest), ("before", &before)]));
        }
        Ok((purchases, summary))
    }
}

impl Gathered {
    /// Tells of rules of `--exclude` that met no row, as one with a slip of the pen does.
    fn warn_of_idle_rules(&mut self, exclude: &[Condition], summary: &Summary) {
        let met = |rule: &&Condition| summary.ledger.excluded.contains_key(&rule.ledger_name());
        for rule in exclude.iter().filter(|rule| !met(rule)) {
            let warning = EXCLUDED_NOTHING.with(&[("rule", rule)]);
            // A table may be read more than once.
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// Moves rows without amounts from used to excluded, by a rule that is applied after reading.
    pub(super) fn leave_out(&mut self, table: &'static str, rule: &str, rows: u64) {
        self.leave_out_amounts(table, rule, Tally { rows, amount: 0 });
    }

    /// Moves rows with their amounts from used to excluded, by a rule that is applied after reading.
    pub(super) fn leave_out_amounts(&mut self, table: &'static str, rule: &str, tally: Tally) {
        if let Some(ledger) = self.ledger.get_mut(table) {
            ledger.exclude_used(rule, tally);
        }
    }

    /// The error of a table of which no row is left.
    pub(super) fn nothing_left(&self, table: &Table) -> Error {
        nothing_left_of(table, &[], self.ledger.get(table.name).unwrap_or(&Ledger::default()))
    }

    /// What became of the rows of a table that was read and of which none is used.
    pub(super) fn nothing_used(&self, table: &Table) -> Option<Problem> {
        let ledger = self.ledger.get(table.name).filter(|ledger| ledger.used.rows == 0)?;
        let inputs: Vec<InputRecord> = self.inputs.iter().filter(|input| input.table == table.name).cloned().collect();
        nothing_left_of(table, &inputs, ledger).problems.into_iter().next()
    }

    /// Takes the amounts out of the ledger of a table that has them in several currencies: no sum of these means anything.
    pub(super) fn hide_mixed_amounts(&mut self) {
        for table in &self.mixed {
            let Some(ledger) = self.ledger.get_mut(table) else { continue };
            let parts = ledger.rejected.values_mut().chain(ledger.excluded.values_mut());
            parts.chain([&mut ledger.read, &mut ledger.used]).for_each(|tally| tally.amount = 0);
        }
    }

    fn take(&mut self, table: &'static str, summary: &Summary, options: &ReadOptions) {
        if summary.rounded > 0 {
            self.warnings.push(labels::ROUNDED.with(&[("n", &summary.rounded), ("unit", &UNIT)]));
        }
        let any_currency = options.currency == CurrencyRule::Any;
        if let Some(what) = summary.mixed_currencies().filter(|_| any_currency) {
            self.warnings.push(NO_VALUES.with(&[("table", &table)]).and("what", what));
            self.mixed.insert(table);
        } else if let (Some(code), 1..) = (most_frequent(summary), summary.currencies.untold) {
            let values: [(&'static str, &dyn std::fmt::Display); 2] =
                [("n", &summary.currencies.untold), ("code", &code)];
            let told = if any_currency { labels::TAKEN_AS_CURRENCY } else { labels::WITHOUT_CURRENCY };
            self.warnings.push(told.with(&values));
        }
        if summary.hidden_in_ids > 0 {
            self.warnings.push(labels::HIDDEN_IN_IDS.with(&[("n", &summary.hidden_in_ids)]));
        }
        self.warnings.extend(summary.replaced.iter().cloned());
        let repaired: u64 = summary.repairs.values().sum();
        if repaired > 0 {
            self.warnings.push(labels::REPAIRED.with(&[("n", &repaired), ("table", &table)]));
        }
        if summary.damaged_ids > 0 {
            self.warnings.push(labels::DAMAGED_IDS.with(&[("n", &summary.damaged_ids)]));
        }
        self.inputs.extend(summary.inputs.iter().cloned());
        self.ledger.insert(table, summary.ledger.clone());
    }
}

/// The currency that most of the rows used name, where any does.
fn most_frequent(summary: &Summary) -> Option<String> {
    let used = summary.currencies.used.iter();
    used.max_by_key(|(code, rows)| (**rows, std::cmp::Reverse((*code).clone()))).map(|(code, _)| code.clone())
}

/// The files of several inputs, found before any is read, and the error with all that are missing, so that these can be
/// told together with what is wrong with the others.
pub(super) fn find_all<const N: usize>(
    typed: [&[String]; N],
    max_expand: u64,
) -> ([Vec<Source>; N], Result<(), Error>) {
    let mut found = [const { Vec::new() }; N];
    let mut problems = Vec::new();
    for (sources, typed) in found.iter_mut().zip(typed) {
        let (all, missing) = source::find_some(typed, max_expand);
        *sources = all;
        match missing {
            Ok(()) => {}
            Err(error) if error.kind == Kind::Input => problems.extend(error.problems),
            Err(error) => return (found, Err(error)),
        }
    }
    (found, Error::check(Kind::Input, problems))
}

/// The error of a table of which no row is left.
pub(super) fn nothing_left(table: &Table, summary: &Summary) -> Error {
    let mut error = nothing_left_of(table, &summary.inputs, &summary.ledger);
    if let (Some(problem), Some(day)) = (error.problems.first_mut(), summary.first_after) {
        problem.hints.push(FIRST_AFTER.with(&[("day", &format_date(day))]));
    }
    error
}

fn nothing_left_of(table: &Table, inputs: &[InputRecord], ledger: &Ledger) -> Error {
    let names: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
    let what = NOTHING_LEFT.with(&[
        ("read", &ledger.read.rows),
        ("rejected", &ledger.rejected_total().rows),
        ("excluded", &ledger.excluded_total().rows),
    ]);
    let place = if names.is_empty() { table.name.to_string() } else { names.join(", ") };
    let entry = |entry: Text, rows: u64| labels::ENTRY_AND_ROWS.with(&[("n", &rows)]).and("entry", entry);
    let rejected = ledger.rejected.iter().map(|(reason, tally)| {
        entry(labels::ENTRY_REJECTED.text().and("reason", super::ledger::rejected(reason)), tally.rows)
    });
    let excluded = ledger.excluded.iter().map(|(rule, tally)| {
        entry(labels::ENTRY_EXCLUDED.text().and("rule", super::ledger::excluded(rule)), tally.rows)
    });
    let nothing_read = (ledger.read.rows == 0).then(|| ONLY_A_HEADER.text());
    let told = rejected.chain(excluded).chain(nothing_read).fold(Problem::at(place, what), Problem::hint);
    let own_rule = ledger.excluded.keys().any(|rule| rule.starts_with("exclude:"));
    Error::new(Kind::Contract, if own_rule { told.hint(EXCLUDE_HINT.text()) } else { told })
}
