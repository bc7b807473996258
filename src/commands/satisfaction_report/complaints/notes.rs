//! Remarks on complaints: the hours by which clocks ran, and what was set aside or taken on a rule.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Text, report::LIST_COMMA, satisfaction_report::complaints as labels};
use crate::models::business_calendar::{BusinessCalendar, SpecialDay, SpecialDayKind};
use crate::models::satisfaction_scores::FEW_BELOW;

use super::super::figures::Shown;
use super::Complaints;
use super::breakdown::Part;

/// Special days that are told by name.
const MOST: usize = 12;

/// All remarks.
pub(super) fn all(own: &Complaints, speaker: &Speaker) -> Vec<String> {
    let (counts, lang) = (&own.counts, speaker.lang);
    let told = labels::NOTE_COUNTS.with(&[
        ("cases", &speaker.count(counts.cases)),
        ("customers", &speaker.count(counts.customers)),
        ("resolutions", &speaker.count(counts.resolutions)),
    ]);
    let reopened = match own.recorded.reopenings {
        true => labels::NOTE_REOPENED.with(&[("n", &speaker.count(counts.reopened))]),
        false => labels::NOTE_NO_REOPENINGS.text(),
    };
    let mut notes = vec![told.render(lang), reopened.render(lang)];
    if let Some((untold, orders)) = own.orders_without_units.filter(|(untold, _)| *untold > 0) {
        let values: [(&'static str, &dyn std::fmt::Display); 2] =
            [("n", &speaker.count(untold)), ("orders", &speaker.count(orders))];
        notes.push(labels::NOTE_ORDERS_WITHOUT_UNITS.with(&values).render(lang));
    }
    notes.extend(own.calendar.iter().flat_map(|calendar| hours(own, speaker, calendar)));
    let held = own.judged.iter().filter(|judged| judged.held > 0).count() as u64;
    if own.recorded.holds {
        notes.push(labels::NOTE_HELD.with(&[("n", &speaker.count(held))]).render(lang));
    }
    for (why, n) in &counts.set_aside {
        let text = labels::NOTE_SET_ASIDE.with(&[("n", &speaker.count(*n))]).and("why", why.label().text());
        notes.push(text.render(lang));
    }
    for (why, n) in &counts.contradictions {
        let text = labels::NOTE_CONTRADICTION.with(&[("n", &speaker.count(*n))]).and("why", why.label().text());
        notes.push(text.render(lang));
    }
    let is_few = |part: &Part| part.period.is_none() && Shown::of(part.group.counts.assigned) == Shown::Few;
    if own.breakdown.parts.iter().any(is_few) {
        notes.push(labels::NOTE_FEW.with(&[("least", &FEW_BELOW)]).render(lang));
    }
    let counted = [
        (labels::NOTE_ANSWERED_BY_RESOLUTION, counts.answered_by_resolution),
        (labels::NOTE_FED_BACK_EARLY, counts.fed_back_early),
        (labels::NOTE_UNKNOWN_CATEGORIES, own.themes.whole.unknown_categories),
    ];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    notes.extend(counted.map(|(label, n)| label.with(&[("n", &speaker.count(n))]).render(lang)));
    notes
}

/// The calendar and the special days that changed it.
fn hours(own: &Complaints, speaker: &Speaker, calendar: &BusinessCalendar) -> Vec<String> {
    let zone = match own.has_zone {
        true => Text::verbatim(calendar.zone().name()),
        false => labels::AS_WRITTEN.text(),
    };
    let hours = match own.has_hours {
        true => labels::NOTE_BUSINESS_HOURS.text().and("zone", zone).and("hours", calendar.hours().text()),
        false => labels::NOTE_ALL_HOURS.text().and("zone", zone),
    };
    let days = calendar.special_days_applied();
    let special = match days.len() {
        0 => own.has_hours.then(|| labels::NOTE_NO_SPECIAL_DAYS.text()),
        n => Some(labels::NOTE_SPECIAL_DAYS.with(&[("n", &n), ("list", &list(speaker, days))])),
    };
    std::iter::once(hours).chain(special).map(|note| note.render(speaker.lang)).collect()
}

fn list(speaker: &Speaker, days: &[SpecialDay]) -> String {
    let name = |day: &SpecialDay| match (day.name.is_empty(), day.kind) {
        (false, _) => day.name.clone(),
        (true, SpecialDayKind::Holiday) => speaker.get(labels::HOLIDAY),
        (true, SpecialDayKind::Workday) => speaker.get(labels::WORKDAY),
    };
    let one = |day: &SpecialDay| {
        labels::SPECIAL_DAY.with(&[("date", &format_date(day.day)), ("name", &name(day))]).render(speaker.lang)
    };
    let told: Vec<String> = days.iter().take(MOST).map(one).collect();
    let told = told.join(LIST_COMMA.get(speaker.lang));
    match days.len().saturating_sub(MOST) {
        0 => told,
        n => labels::MORE_DAYS.with(&[("list", &told), ("n", &n)]).render(speaker.lang),
    }
}
