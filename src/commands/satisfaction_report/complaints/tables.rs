//! The tables of complaints: groups, themes, and every single case.

use std::sync::Arc;

use crate::deliver::table::{ResultTable, TableBuilder};
use crate::error::Error;
use crate::models::complaint_cases::{Contradiction, Elapsed, SlaOutcome, Theme};
use crate::models::share::Share;
use crate::reduce::satisfaction::complaints::{ComplaintRow, ComplaintSet, NONE};
use crate::settings::satisfaction_report::{CONFIDENCE, CaseClock};

use super::super::figures::Shown;
use super::super::load::Loaded;
use super::super::span::Span;
use super::breakdown::{Breakdown, Part};
use super::clocks::{AllowedTimes, Judged};
use super::tallies::{ClockFigures, Hours};
use super::themes::{ThemeRow, Themes};

/// Seconds of an hour.
const HOUR: f64 = 3600.0;
/// Between themes of one complaint.
const BETWEEN: &str = "; ";

/// One row a group of complaints. Durations and shares of few cases are hidden, and of segments also how many are open,
/// closed, reopened or overdue: that would tell of single customers.
pub(super) fn groups(breakdown: &Breakdown, span: &Span) -> Result<ResultTable<'static>, Error> {
    let parts = || breakdown.parts.iter();
    let count = |of: fn(&Part) -> u64| parts().map(move |part| part.seen.outcomes.then(|| of(part) as i64));
    let mut table = ResultTable::build("complaints")
        .text("kind", parts().map(|part| Some(part.kind.id())))
        .text("group", parts().map(|part| part.name.as_deref()))
        .text("segment", parts().map(|part| Some(part.segment.id())))
        .text("period", parts().map(|part| part.period.map(|at| span.name(at))))
        .integer("cases", parts().map(|part| part.seen.number.then_some(part.group.counts.assigned as i64)))
        .integer("open", count(|part| part.group.counts.open))
        .integer("closed", count(|part| part.group.counts.closed))
        .integer("reopened", parts().map(|part| part.seen.reopened.then_some(part.group.counts.reopened as i64)))
        .integer("overdue", count(|part| part.group.counts.overdue));
    for (place, clock) in CaseClock::ALL.into_iter().enumerate() {
        let own_clock = move |part: &Part| {
            let own = part.group.clocks.get(place).copied();
            own.filter(|own| part.seen.durations && may_show(own))
        };
        let due = move |part: &Part| own_clock(part).filter(|_| part.seen.due.get(place) == Some(&true));
        let clocks = || parts().map(own_clock);
        let hours =
            |of: fn(&ClockFigures) -> Hours| clocks().map(move |clock| clock.as_ref().map(of).unwrap_or_default());
        let name = |what: &str| format!("{}_{what}", clock.id());
        let share = |of: fn(&Share) -> f64| {
            let share = move |part: &Part| in_time(&due(part)?).filter(|share| is_shown(share.total));
            parts().map(move |part| share(part).as_ref().map(of))
        };
        table = table
            .number(&name("median_hours"), hours(|clock| clock.median).map(|own| own.value))
            .number(&name("median_lower"), hours(|clock| clock.median).map(|own| own.lower))
            .number(&name("median_upper"), hours(|clock| clock.median).map(|own| own.upper))
            .number(&name("p90_hours"), hours(|clock| clock.ninety).map(|own| own.value))
            .number(&name("in_time"), share(|own| own.value * 100.0))
            .number(&name("in_time_lower"), share(|own| own.interval.lower * 100.0))
            .number(&name("in_time_upper"), share(|own| own.interval.upper * 100.0))
            .integer(
                &name("due"),
                parts().map(|part| due(part).filter(|own| own.sla.is_some()).map(|own| own.due() as i64)),
            )
            .number(&name("mean_overrun_hours"), parts().map(|part| Some(due(part)?.sla?.mean_overrun()? / HOUR)));
    }
    table.text("status", parts().map(|part| Some(part.seen.shown.id()))).finish()
}

/// The share in time.
pub(super) fn in_time(clock: &ClockFigures) -> Option<Share> {
    clock.sla.and_then(|sla| sla.share_met(CONFIDENCE))
}

/// Whether enough cases have the clock for its figures to be shown.
pub(super) fn may_show(clock: &ClockFigures) -> bool {
    is_shown(clock.stopped + clock.running)
}

fn is_shown(n: u64) -> bool {
    matches!(Shown::of(n), Shown::Few | Shown::Enough)
}

/// One row a theme.
pub(super) fn themes(themes: &Themes) -> Result<ResultTable<'static>, Error> {
    let rows = || themes.rows.iter();
    let all = themes.whole.complaints;
    let told = |there: bool, n: u64| there.then_some(n as i64);
    let change = |row: &ThemeRow| row.change.filter(|_| themes.last.is_some() && themes.previous.is_some());
    ResultTable::build("themes")
        .text("theme", rows().map(|row| Some(row.theme.id.as_str())))
        .integer("complaints", rows().map(|row| Some(row.complaints as i64)))
        .number("share", rows().map(|row| Some(row.share * 100.0)))
        .number("cumulative_share", rows().map(|row| Some(row.cumulative_share * 100.0)))
        .number("share_of_complaints", rows().map(|row| Some(row.complaints as f64 * 100.0 / all.max(1) as f64)))
        .integer("previous_period", rows().map(|row| told(themes.previous.is_some(), row.previous)))
        .integer("last_period", rows().map(|row| told(themes.last.is_some(), row.last)))
        .number("change", rows().map(|row| change(row).map(|own| own.value)))
        .probability("change_p", rows().map(|row| change(row).map(|own| own.p_value)))
        .probability("change_q", rows().map(|row| change(row).and_then(|own| own.q_value)))
        .finish()
}

/// What the table of cases is made from.
pub(super) struct CaseRows {
    pub(super) set: Arc<ComplaintSet>,
    pub(super) judged: Arc<Vec<Judged>>,
    pub(super) themes: Vec<Theme>,
    pub(super) allowed: AllowedTimes,
    /// Whether the files tell of holds.
    pub(super) holds: bool,
}

/// One row a complaint, those that were set aside included.
pub(super) fn cases(own: CaseRows, loaded: &Loaded) -> Result<ResultTable<'static>, Error> {
    let ids = Arc::clone(&loaded.customers.ids);
    ResultTable::in_batches("complaint_cases", own.set.rows.len(), 2, move |range| {
        let rows = own.set.rows.get(range.clone()).unwrap_or_default();
        let judged = own.judged.get(range).unwrap_or_default();
        let customer = |row: &ComplaintRow| ids.get(row.customer as usize).map(String::as_str);
        let table = ResultTable::build("complaint_cases")
            .text("complaint_id", rows.iter().map(|row| own.set.id_of(row)))
            .text("customer_id", rows.iter().map(customer));
        let held = |judged: &Judged| {
            let told = own.holds && judged.set_aside.is_none();
            told.then_some(f64::from(judged.held) / HOUR)
        };
        let table = clocks(described(table, &own, rows), judged, own.allowed);
        table.number("on_hold_hours", judged.iter().map(held))
    })
}

fn described(table: TableBuilder, own: &CaseRows, rows: &[ComplaintRow]) -> TableBuilder {
    fn text(list: &[String], place: u32) -> Option<&str> {
        if place == NONE { None } else { list.get(place as usize).map(String::as_str) }
    }
    let set = &own.set;
    let themes = |row: &ComplaintRow| {
        let ids: Vec<&str> = set
            .themes_of(row)
            .iter()
            .filter_map(|theme| own.themes.get(*theme))
            .map(|theme| theme.id.as_str())
            .collect();
        (!ids.is_empty()).then(|| ids.join(BETWEEN))
    };
    table
        .day("opened_at", rows.iter().map(|row| row.opened.day()))
        .text("category", rows.iter().map(|row| text(&set.categories, row.category)))
        .text("themes", rows.iter().map(themes))
        .text("severity", rows.iter().map(|row| text(&set.severities, row.severity)))
        .text("product_id", rows.iter().map(|row| text(&set.products, row.product)))
        .text("owner", rows.iter().map(|row| text(&set.owners, row.owner)))
}

fn clocks(mut table: TableBuilder, judged: &[Judged], allowed: AllowedTimes) -> TableBuilder {
    let used = |own: &Judged| own.set_aside.is_none();
    let status = |own: &Judged| match (own.closed, own.reopened) {
        (true, _) => "closed",
        (false, true) => "reopened",
        (false, false) => "open",
    };
    table = table
        .text("status", judged.iter().map(|own| used(own).then(|| status(own))))
        .boolean("was_reopened", judged.iter().map(|own| used(own).then_some(own.reopened)));
    for (place, clock) in CaseClock::ALL.into_iter().enumerate() {
        let elapsed = |own: &Judged| own.elapsed().get(place).copied().filter(|_| used(own));
        let hours = |own: &Judged| match elapsed(own)? {
            Elapsed::Done(seconds) | Elapsed::Open(seconds) => Some(seconds as f64 / HOUR),
            Elapsed::NotApplicable | Elapsed::BeyondCalendar => None,
        };
        let running = |own: &Judged| match elapsed(own)? {
            Elapsed::Done(_) => Some(false),
            Elapsed::Open(_) => Some(true),
            Elapsed::NotApplicable | Elapsed::BeyondCalendar => None,
        };
        let outcome =
            |own: &Judged| own.outcomes(allowed).get(place).copied().flatten().filter(|_| used(own)).map(id_of);
        table = table
            .number(&format!("{}_hours", clock.id()), judged.iter().map(hours))
            .boolean(&format!("{}_running", clock.id()), judged.iter().map(running))
            .text(&format!("{}_outcome", clock.id()), judged.iter().map(outcome));
    }
    let contradictions = |own: &Judged| {
        let pairs = Contradiction::ALL.iter().zip(own.contradictions);
        let ids: Vec<&str> = pairs.filter(|(_, holds)| *holds).map(|(why, _)| why.id()).collect();
        (!ids.is_empty()).then(|| ids.join(BETWEEN))
    };
    table
        .text("set_aside", judged.iter().map(|own| own.set_aside.map(|why| why.id())))
        .text("contradictions", judged.iter().map(contradictions))
}

fn id_of(outcome: SlaOutcome) -> &'static str {
    match outcome {
        SlaOutcome::Met => "met",
        SlaOutcome::MissedLate { .. } => "missed",
        SlaOutcome::MissedOpen { .. } => "overdue",
        SlaOutcome::NotYetDue { .. } => "not_yet_due",
        SlaOutcome::NotApplicable => "not_applicable",
        SlaOutcome::BeyondCalendar => "beyond_calendar",
    }
}
