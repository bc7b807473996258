//! Complaints: how many, how often, how fast they are answered, resolved and fed back, what they are about, who has them.
//!
//! | file | its job |
//! |---|---|
//! | `rules` | themes, business hours and holidays of the user |
//! | `clocks`, `holds` | the clocks of each complaint, in business time and without holds |
//! | `wall_clock` | when something happened, by the zone that is named or the offset that is written |
//! | `cells` | complaints by segment and period, and what they are held against |
//! | `visible` | what may be seen of the complaints of segments |
//! | `series` | the series of figures |
//! | `tallies`, `breakdown` | groups of complaints with their durations and shares in time |
//! | `differences` | whether groups take their time alike |
//! | `events` | one complaint after the other, and what lies between them |
//! | `themes` | what complaints are about |
//! | `tables`, `words` | tables and sentences |
//! | `report`, `rates`, `tested`, `parts`, `pareto`, `notes` | the section of the report |

mod breakdown;
mod cells;
mod clocks;
mod differences;
mod events;
mod holds;
mod notes;
mod pareto;
mod parts;
mod rates;
mod report;
mod rules;
mod series;
mod tables;
mod tallies;
mod tested;
mod themes;
mod visible;
mod wall_clock;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::commands::gathered::{Reader, RowsWanted};
use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::exports::ReadOptions;
use crate::exports::chunk::Clocks;
use crate::labels::Text;
use crate::models::business_calendar::BusinessCalendar;
use crate::models::complaint_cases::{CaseCounts, CaseStatus, SetAside, Theme, judge};
use crate::models::reach::Reach;
use crate::reduce::satisfaction::complaints::{ComplaintRows, ComplaintSet};
use crate::reduce::satisfaction::customers::RankedCustomers;
use crate::report::Section;
use crate::settings::satisfaction_report::{Per, SatisfactionSettings};
use crate::tables::complaints::COMPLAINTS;

use super::figures::Series;
use super::load::{Loaded, Tables};
use super::span::Span;
use breakdown::{Breakdown, Judgements};
use cells::Cells;
use clocks::{AllowedTimes, Cases, Judged, allowed_times, times_of};
use series::Counted;
use themes::Themes;
use visible::Visible;
use wall_clock::WallClock;

pub(super) use rules::Rules;

/// What was read.
#[derive(Default)]
pub(super) struct Rows {
    set: Arc<ComplaintSet>,
    recorded: Recorded,
    days: DaysOfCustomers,
}

/// The days on which each customer complained, by customer and day.
#[derive(Default)]
struct DaysOfCustomers {
    customers: Vec<u32>,
    days: Vec<i32>,
}

/// What the files have columns for. Without one, that nothing is recorded says nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Recorded {
    /// The ends of the clocks.
    clocks: [bool; 3],
    reopenings: bool,
    holds: bool,
}

impl Rows {
    /// The same with customers by rank instead of code.
    pub(super) fn ranked(mut self, customers: &RankedCustomers) -> Rows {
        // Nobody else holds the rows yet.
        if let Some(set) = Arc::get_mut(&mut self.set) {
            set.rank(customers);
        }
        let opened = self.set.rows.iter().filter_map(|row| Some((row.customer, row.opened.day()?)));
        let mut opened: Vec<(u32, i32)> = opened.collect();
        opened.par_sort_unstable();
        let (customers, days) = opened.into_iter().unzip();
        self.days = DaysOfCustomers { customers, days };
        self
    }

    /// First day of what was read, and the last one that it reaches, up to the as-of day.
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        let (first, _) = self.set.days()?;
        Some((first, self.set.newest()?))
    }

    /// How far complaints were received.
    pub(super) fn reach(&self) -> Option<Reach> {
        self.set.reach()
    }

    /// The days on which the customer with this rank complained, in order.
    pub(super) fn days_of(&self, customer: u32) -> &[i32] {
        let DaysOfCustomers { customers, days } = &self.days;
        let start = customers.partition_point(|own| *own < customer);
        let end = customers.partition_point(|own| *own <= customer);
        days.get(start..end).unwrap_or_default()
    }
}

/// Reads the table.
pub(super) fn load(tables: &mut Tables<'_>) -> Result<Rows, Error> {
    let Tables { settings, files, sources, reader, rejects, gathered, customers } = tables;
    let rules = &files.complaints;
    // Moments with an offset are told in the zone of the business hours where no other one is asked for.
    let options = ReadOptions { timezone: rules.named_zone(settings), ..reader.options.clone() };
    let reader = Reader { options: &options, max_rejects: reader.max_rejects, console: reader.console };
    let rows = ComplaintRows::new(&rules.themes, customers);
    let wanted = RowsWanted {
        as_of: settings.as_of,
        clocks: Clocks::WithOffsets,
        ..RowsWanted::of(&COMPLAINTS, &sources.complaints, &ComplaintRows::WANTED)
    };
    let summary = reader.rows(&wanted, rejects, gathered, &|_, chunk| rows.add(&chunk))?;
    let columns = || summary.inputs.iter().flat_map(|input| &input.columns).map(|found| found.column);
    let has = |name: &str| columns().any(|column| column == name);
    let set = rows.finish();
    if set.duplicates > 0 {
        gathered.leave_out(COMPLAINTS.name, "duplicate", set.duplicates);
    }
    if set.holds.further > 0 {
        gathered.leave_out(COMPLAINTS.name, "further_hold", set.holds.further);
    }
    for (why, n) in unusable(&set, rules.named_zone(settings)) {
        gathered.leave_out(COMPLAINTS.name, why.id(), n);
    }
    let reopenings = has("reopened_at") || set.rows.iter().any(|row| row.status() == CaseStatus::Reopened);
    let clocks = ["first_response_at", "resolved_at", "fed_back_at"].map(has);
    Ok(Rows {
        set: Arc::new(set),
        recorded: Recorded { clocks, reopenings, holds: has("on_hold_at") },
        days: DaysOfCustomers::default(),
    })
}

/// Cases that cannot be placed in time, whatever the as-of day.
fn unusable(set: &ComplaintSet, zone: Option<chrono_tz::Tz>) -> BTreeMap<SetAside, u64> {
    let times = |row| times_of(row, WallClock::of(row, set.holds.of(row), zone));
    let unusable = set.rows.par_iter().filter_map(|row| judge(&times(row), i64::MAX).err());
    let mut found = BTreeMap::new();
    for why in unusable.collect::<Vec<SetAside>>() {
        *found.entry(why).or_default() += 1;
    }
    found
}

/// What was found.
pub(super) struct Complaints {
    pub(super) series: Vec<Series>,
    set: Arc<ComplaintSet>,
    judged: Arc<Vec<Judged>>,
    allowed: AllowedTimes,
    counts: CaseCounts,
    /// Holds that cannot be used.
    unusable_holds: u64,
    /// Complaints with the offset of some times and not of others, where no zone is named.
    mixed_offsets: u64,
    /// Whether a zone is named for the business hours.
    has_zone: bool,
    calendar: Option<BusinessCalendar>,
    breakdown: Breakdown,
    themes: Themes,
    dictionary: Vec<Theme>,
    per: Per,
    /// Orders that do not tell how many units they sold, and all of them, where units were told at all.
    orders_without_units: Option<(u64, u64)>,
    span: Span,
    /// Whether business hours are those of the user.
    has_hours: bool,
    recorded: Recorded,
    /// The time allowed of all clocks that the user names, also of those that the files do not tell.
    asked: AllowedTimes,
}

/// The time allowed of the clocks that the files tell.
fn recorded_alone(asked: AllowedTimes, recorded: [bool; 3]) -> AllowedTimes {
    let [one, two, three] = asked;
    let [first, second, third] = recorded;
    [one.filter(|_| first), two.filter(|_| second), three.filter(|_| third)]
}

/// Makes figures of what was read.
pub(super) fn find(
    settings: &SatisfactionSettings,
    rules: &Rules,
    loaded: &Loaded,
    rows: &Rows,
    span: &Span,
) -> Result<Complaints, Error> {
    let (set, allowed, groups) = (&*rows.set, allowed_times(&settings.sla), &loaded.groups);
    let asked = allowed;
    let allowed = recorded_alone(asked, rows.recorded.clocks);
    let Cases { judged, counts, unusable_holds, mixed_offsets, calendar } =
        Cases::new(settings, rules, set, span, rows.recorded.clocks)?;
    let mut cells = Cells::count(set, &judged, groups, span, allowed);
    let per = match &loaded.bought {
        Some(bought) => {
            cells.hold_against(bought, groups, span);
            settings.per
        }
        None => Per::Nothing,
    };
    let mut customers = vec![0; groups.segments().len()];
    for segment in (0_u32..).take(loaded.customers.ids.len()).flat_map(|customer| groups.of(customer)) {
        if let Some(own) = customers.get_mut(segment) {
            *own += 1;
        }
    }
    let reopenings = rows.recorded.reopenings;
    let visible = Visible::new(&cells, groups.segments(), &customers, span.count)?;
    let counted =
        Counted { cells: &cells, segments: groups.segments(), visible: &visible, span, per, allowed, reopenings };
    let series = series::all(&counted)?;
    let orders_without_units = cells.whole(0).and_then(series::orders_without_units);
    let judgements = Judgements { set, judged: &judged, allowed };
    let dictionary = rules.themes.themes().to_vec();
    Ok(Complaints {
        series,
        breakdown: Breakdown::new(judgements, groups, &visible, span, &dictionary)?,
        themes: Themes::count(judgements, &rules.themes, span, cells.first),
        set: Arc::clone(&rows.set),
        judged: Arc::new(judged),
        allowed,
        counts,
        unusable_holds,
        mixed_offsets,
        has_zone: rules.named_zone(settings).is_some(),
        calendar,
        dictionary,
        per,
        orders_without_units,
        span: *span,
        has_hours: settings.calendar.is_some(),
        recorded: rows.recorded,
        asked,
    })
}

impl Complaints {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        words::warnings(self)
    }

    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        words::sentences(self, speaker)
    }

    /// The tables.
    pub(super) fn tables(&self, loaded: &Loaded, span: &Span) -> Result<Vec<ResultTable<'static>>, Error> {
        let cases = tables::CaseRows {
            set: Arc::clone(&self.set),
            judged: Arc::clone(&self.judged),
            themes: self.dictionary.clone(),
            allowed: self.allowed,
            holds: self.recorded.holds,
        };
        Ok(vec![
            tables::groups(&self.breakdown, span)?,
            differences::table(&self.breakdown.differences)?,
            tables::cases(cases, loaded)?,
            tables::themes(&self.themes)?,
        ])
    }

    /// The section of the report.
    pub(super) fn section(&self, speaker: &Speaker, span: &Span) -> Option<Section> {
        report::section(self, speaker, span)
    }
}
