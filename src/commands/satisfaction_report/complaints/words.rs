//! What complaints say, in sentences.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, report::LIST_COMMA, satisfaction_report::complaints as labels};
use crate::report::number;
use crate::settings::satisfaction_report::{CaseClock, Per};

use super::super::figures::{Figure, Segment, Series};
use super::Complaints;
use super::tables::may_show;

/// What a reader has to know.
pub(super) fn warnings(own: &Complaints) -> Vec<Text> {
    let counts = &own.counts;
    let counted = [
        (labels::REPEATED_NUMBERS, own.set.repeated),
        (labels::UNKNOWN_STATUSES, own.set.unknown_statuses),
        (labels::WITHOUT_TIME, counts.resolved_without_time),
        (labels::OPEN_THOUGH_RESOLVED, counts.open_though_resolved),
        (labels::CONTRADICTORY, counts.contradictory),
        (labels::LATER_EVENTS, counts.with_later_events),
        (labels::UNUSABLE_HOLDS, own.unusable_holds),
        (labels::MIXED_OFFSETS, own.mixed_offsets),
    ];
    let mut all: Vec<Text> =
        counted.into_iter().filter(|(_, n)| *n > 0).map(|(label, n)| label.with(&[("n", &n)])).collect();
    let clocks = CaseClock::ALL.into_iter().zip(own.asked).zip(own.recorded.clocks);
    let untold = clocks.filter(|((_, asked), recorded)| asked.is_some() && !recorded);
    all.extend(untold.map(|((clock, _), _)| labels::NOT_RECORDED.with(&[("clock", &clock.id())])));
    if counts.cases > 0 && !own.set.has_times {
        all.push(labels::DAYS_ALONE.text());
    }
    if counts.cases > 0 && own.set.has_times {
        let columns = ["first_response_at", "resolved_at", "fed_back_at"].into_iter().zip(own.set.days_alone);
        let alone = columns.filter(|(_, alone)| *alone);
        all.extend(alone.map(|(column, _)| labels::DAYS_ALONE_IN.with(&[("column", &column)])));
    }
    all
}

/// What was found in the last full period, and what is open.
pub(super) fn sentences(own: &Complaints, speaker: &Speaker) -> Vec<String> {
    [newest(own, speaker), in_time(own, speaker), open(own, speaker)].into_iter().flatten().collect()
}

fn sentence(speaker: &Speaker, parts: &[String]) -> String {
    labels::SENTENCE.with(&[("parts", &parts.join(labels::SEPARATOR.get(speaker.lang)))]).render(speaker.lang)
}

/// The figure of everyone in the last full period.
fn figure<'a>(own: &'a Complaints, id: &str) -> Option<(&'a Series, &'a Figure)> {
    let at = own.span.last_full()?;
    let series = own.series.iter().find(|series| series.metric.id == id && series.segment == Segment::Everyone)?;
    Some((series, series.figures.get(at)?.shown()?))
}

fn newest(own: &Complaints, speaker: &Speaker) -> Option<String> {
    let at = own.span.last_full()?;
    let (_, number) = figure(own, "complaints")?;
    number.value?;
    let (period, n) = (own.span.name(at), speaker.count(number.n));
    let rate = figure(own, "complaint_rate").and_then(|(series, rate)| Some(series.metric.unit.text(rate.value?)));
    let volume = match (&rate, own.per) {
        (Some(rate), Per::Order) => labels::VOLUME_BY_ORDERS.with(&[("n", &n), ("period", &period), ("rate", rate)]),
        (Some(rate), Per::Customer) => {
            labels::VOLUME_BY_CUSTOMERS.with(&[("n", &n), ("period", &period), ("rate", rate)])
        }
        (Some(rate), Per::Unit) => labels::VOLUME_BY_UNITS.with(&[("n", &n), ("period", &period), ("rate", rate)]),
        _ => labels::VOLUME.with(&[("n", &n), ("period", &period)]),
    };
    let mut parts = vec![volume.render(speaker.lang)];
    let resolution = own.breakdown.everyone(Some(at)).filter(|part| part.seen.durations);
    let resolution = resolution.and_then(|part| part.group.clocks.get(1)).filter(|own| may_show(own));
    parts.extend(resolution.map(|clock| match clock.median.value {
        None => speaker.get(labels::NOT_HALF_RESOLVED),
        Some(hours) => {
            let label = if own.has_hours { labels::HALF_RESOLVED_BUSINESS } else { labels::HALF_RESOLVED };
            label.with(&[("hours", &number::decimal(hours, 1))]).render(speaker.lang)
        }
    }));
    let complaints = own.themes.last.as_ref().map_or(0, |(_, counts)| counts.complaints);
    parts.extend(own.themes.most_frequent().map(|(theme, most)| {
        let share = number::percent(most as f64 / complaints.max(1) as f64);
        let name = theme.name.get(speaker.lang);
        labels::MOST_FREQUENT.with(&[("theme", &name), ("share", &share)]).render(speaker.lang)
    }));
    Some(sentence(speaker, &parts))
}

/// The shares in time of the last full period.
fn in_time(own: &Complaints, speaker: &Speaker) -> Option<String> {
    let at = own.span.last_full()?;
    let ids = ["first_response_in_time", "resolution_in_time", "feedback_in_time"];
    let told = ids.iter().filter_map(|id| {
        let (series, figure) = figure(own, id)?;
        let (unit, interval) = (series.metric.unit, figure.interval?);
        let (value, name) = (unit.text(figure.value?), series.metric.name.render(speaker.lang));
        let [lower, upper] = [interval.lower, interval.upper].map(|limit| unit.text(limit));
        let values: [(&'static str, &dyn std::fmt::Display); 4] =
            [("name", &name), ("value", &value), ("lower", &lower), ("upper", &upper)];
        Some(labels::ONE_SHARE.with(&values).render(speaker.lang))
    });
    let told: Vec<String> = told.collect();
    let shares = told.join(LIST_COMMA.get(speaker.lang));
    let part = labels::IN_TIME_IN.with(&[("period", &own.span.name(at)), ("shares", &shares)]);
    (!told.is_empty()).then(|| sentence(speaker, &[part.render(speaker.lang)]))
}

fn open(own: &Complaints, speaker: &Speaker) -> Option<String> {
    // Without a column for resolutions nobody knows what is open.
    let [_, resolutions, _] = own.recorded.clocks;
    if !resolutions {
        return None;
    }
    let counts = own
        .breakdown
        .everyone(None)
        .filter(|part| part.seen.outcomes)
        .map(|part| part.group.counts)
        .filter(|counts| counts.open > 0)?;
    let n = speaker.count(counts.open);
    let part = match own.allowed.iter().flatten().next() {
        Some(_) => labels::STILL_OVERDUE.with(&[("n", &n), ("overdue", &speaker.count(counts.overdue))]),
        None => labels::STILL_OPEN.with(&[("n", &n)]),
    };
    Some(sentence(speaker, &[part.render(speaker.lang)]))
}

/// The names of the clocks.
pub(super) const CLOCKS: [Label; 3] = [labels::CLOCK_RESPONSE, labels::CLOCK_RESOLUTION, labels::CLOCK_FEEDBACK];
