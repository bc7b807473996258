//! Series made by hand, judged as a run judges them.

use std::io::Write;

use clap::Parser;

use super::*;
use crate::cli::{Cli, Command};
use crate::commands::satisfaction_report::figures::{Figure, Shown};
use crate::commands::speaker::Speaker;
use crate::labels::Lang;
use crate::models::early_warning::{Change, Measure, Rule, Side};
use crate::report::{Block, Picture};

/// January 2024, in months since 1970.
const FIRST: i64 = 648;
/// Complaints a month as they usually are: mean 200.
const CALM: [f64; 12] = [190.0, 212.0, 198.0, 205.0, 187.0, 209.0, 201.0, 193.0, 214.0, 196.0, 203.0, 192.0];

pub(super) fn settings(more: &[&str]) -> SatisfactionSettings {
    let typed = ["huike", "satisfaction-report", "--complaints", "c.csv"].iter().chain(more);
    match Cli::try_parse_from(typed).unwrap().command {
        Command::SatisfactionReport(args) => SatisfactionSettings::new(&args).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Complaints are told by the month alone.
pub(super) fn no_events(_: &Segment, _: Between, _: bool) -> Vec<Event> {
    Vec::new()
}

/// So many months; the last one is over unless `open`.
pub(super) fn span(months: usize, open: bool) -> Span {
    let last = FIRST + i64::try_from(months).unwrap() - 1;
    let as_of = if open { Length::Month.first_day(last) + 9 } else { Length::Month.last_day(last) };
    Span::new(Length::Month, Length::Month.first_day(FIRST), as_of, 0)
}

fn calm(months: usize) -> Vec<f64> {
    CALM.iter().copied().cycle().take(months).collect()
}

/// Complaints on 20,000 orders a month.
pub(super) fn complaints(segment: Segment, counts: &[f64]) -> Series {
    let metric = Metric {
        id: "complaint_rate".into(),
        name: Text::verbatim("Complaints"),
        unit: Unit::PerThousand,
        bad: Some(Side::High),
        measure: Some(Measure::Rate),
        beside: false,
        between: None,
    };
    of(metric, segment, counts, 20_000.0)
}

fn satisfied(percent: &[f64]) -> Series {
    let metric = Metric {
        id: "csat".into(),
        name: Text::verbatim("CSAT"),
        unit: Unit::Percent,
        bad: Some(Side::Low),
        measure: Some(Measure::Proportion),
        beside: false,
        between: None,
    };
    of(metric, Segment::Everyone, &percent.iter().map(|own| own * 10.0).collect::<Vec<_>>(), 1_000.0)
}

fn of(metric: Metric, segment: Segment, counts: &[f64], units: f64) -> Series {
    let factor = metric.unit.factor();
    let figure = |count: &f64| Figure {
        value: Some(count / units * factor),
        n: units as u64,
        shown: Shown::Enough,
        counted: Some((*count, units)),
        ..Figure::default()
    };
    Series { metric, segment, whole: Figure::default(), figures: counts.iter().map(figure).collect() }
}

fn east() -> Segment {
    Segment::With { dimension: "region".into(), value: "East".into(), name: None }
}

pub(super) fn rules(text: &str, state: Option<&[u8]>) -> Rules {
    let earlier = state.map(|bytes| {
        let mut problems = Vec::new();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        state::read("s.json".as_ref(), &text, Length::Month, &mut problems).unwrap()
    });
    Rules { alarms: AlarmRules::parse(text).unwrap(), own: text == AlarmRules::DEFAULT, earlier }
}

/// A run with a state: the alarms, and the state for the next one.
fn run(counts: &[f64], open: bool, earlier: Option<&[u8]>) -> (Alarms, Vec<u8>) {
    let settings = settings(&["--state", "s.json"]);
    let series = complaints(Segment::Everyone, counts);
    let rules = rules(AlarmRules::DEFAULT, earlier);
    let found = find(&settings, &rules, &span(counts.len(), open), &[&series], &no_events).unwrap();
    let state = found.state().unwrap();
    (found, state)
}

fn judged(series: &[&Series], rules_text: &str, more: &[&str]) -> Alarms {
    let months = series.first().map_or(0, |own| own.figures.len());
    find(&settings(more), &rules(rules_text, None), &span(months, false), series, &no_events).unwrap()
}

fn changes(found: &Alarms) -> Vec<(Option<Change>, bool, i64, i64)> {
    found.listed.iter().map(|own| (own.change, own.stands(), own.episode.first, own.episode.last)).collect()
}

fn speaker() -> Speaker {
    Speaker::new(Lang::En, None)
}

fn lead_and_notes(found: &Alarms, span: &Span) -> String {
    let section = found.section(&speaker(), span).unwrap();
    let notes = section.blocks.iter().filter_map(|block| match block {
        Block::Notes(notes) => Some(notes.join("\n")),
        _ => None,
    });
    format!("{}\n{}", section.lead, notes.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_surge_is_a_crisis_in_its_month() {
    let mut counts = calm(30);
    counts[29] = 330.0;
    let series = complaints(Segment::Everyone, &counts);
    let found = judged(&[&series], AlarmRules::DEFAULT, &[]);
    assert_eq!(found.gravest(), Some(Level::Crisis));
    assert_eq!(changes(&found), [(None, true, FIRST + 29, FIRST + 29)]);
    let figure = found.listed[0].figure.unwrap();
    assert!((figure.value - 16.5).abs() < 1e-9 && figure.reading.upper.unwrap() < 13.0, "{figure:?}");
    for lang in [Lang::En, Lang::Zh] {
        let speaker = Speaker::new(lang, None);
        let steps = found.steps(&speaker);
        assert_eq!(steps.len(), 5);
        let words = format!("{:?}{steps:?}{:?}", found.sentences(&speaker), found.section(&speaker, &span(30, false)));
        assert!(words.contains("16.50") && words.contains("2026-06") && !words.contains("{n"), "{words}");
    }
    assert_eq!(found.tables(&speaker(), &span(30, false)).unwrap()[0].rows, 1);
}

#[test]
fn calm_months_are_told_calmly() {
    let series = complaints(Segment::Everyone, &calm(30));
    let found = judged(&[&series], AlarmRules::DEFAULT, &[]);
    assert_eq!((found.gravest(), found.listed.len()), (None, 0));
    assert!(found.sentences(&speaker()).is_empty() && found.steps(&speaker()).is_empty());
    let told = lead_and_notes(&found, &span(30, false));
    assert!(told.starts_with("No alarm stands. Watched: 1 series over up to 30 full periods; control limits rest on the first 24 full periods."), "{told}");
    assert_eq!(judged(&[], AlarmRules::DEFAULT, &[]).section(&speaker(), &span(1, false)), None);
}

#[test]
fn what_lies_far_back_is_history() {
    let mut counts = calm(30);
    counts[10] = 330.0;
    counts[25] = 330.0;
    let series = complaints(Segment::Everyone, &counts);
    // Month 25 is four before the newest, month 26 three.
    assert_eq!(changes(&judged(&[&series], AlarmRules::DEFAULT, &[])), []);
    counts.swap(25, 26);
    let series = complaints(Segment::Everyone, &counts);
    let found = judged(&[&series], AlarmRules::DEFAULT, &[]);
    assert_eq!((changes(&found), found.gravest()), (vec![(None, false, FIRST + 26, FIRST + 26)], None));
}

#[test]
fn a_month_that_is_not_over_neither_alarms_nor_clears() {
    let mut counts = calm(28);
    counts[27] = 900.0;
    assert_eq!(changes(&run(&counts, true, None).0), []);
    counts[27] = 330.0;
    let (first, state) = run(&counts, false, None);
    assert_eq!(changes(&first), [(Some(Change::New), true, FIRST + 27, FIRST + 27)]);
    counts.push(20.0);
    let (second, _) = run(&counts, true, Some(&state));
    assert_eq!(changes(&second), [(Some(Change::Ongoing), true, FIRST + 27, FIRST + 27)]);
    let told = second.trends(&speaker(), &span(29, true))[0].note.clone().unwrap();
    assert!(told.contains("Provisional") && told.contains("2026-05"), "{told}");
}

#[test]
fn an_alarm_is_new_then_ongoing_then_cleared() {
    let mut counts = calm(27);
    counts.push(330.0);
    let (found, state) = run(&counts, false, None);
    assert_eq!(changes(&found), [(Some(Change::New), true, FIRST + 27, FIRST + 27)]);
    // The same data again: nothing new, and the same bytes.
    let (again, same) = run(&counts, false, Some(&state));
    assert_eq!(changes(&again), [(Some(Change::Ongoing), true, FIRST + 27, FIRST + 27)]);
    assert_eq!(same, state);
    counts.push(320.0);
    let (found, state) = run(&counts, false, Some(&state));
    let beyond = |found: &Alarms| {
        let limits = found.listed.iter().find(|own| own.key.rule.id() == "beyond_limits").unwrap();
        (limits.change, limits.stands(), limits.episode.last)
    };
    assert_eq!(beyond(&found), (Some(Change::Ongoing), true, FIRST + 28));
    // Two in a row fire a second rule, which is news.
    assert!(found.listed.iter().any(|own| own.change == Some(Change::New)), "{:?}", changes(&found));
    counts.push(200.0);
    let (found, state) = run(&counts, false, Some(&state));
    assert_eq!((beyond(&found), found.gravest()), ((Some(Change::Cleared), false, FIRST + 28), None));
    let news = found.sentences(&speaker());
    assert!(
        news.len() == 1 && news[0].starts_with("Cleared since the last run (as of 2026-05-31): Complaints"),
        "{news:?}"
    );
    counts.push(200.0);
    let (found, _) = run(&counts, false, Some(&state));
    assert!(found.listed.iter().all(|own| own.change.is_none() && !own.stands()) && !found.listed.is_empty());
    assert_eq!(found.sentences(&speaker()), Vec::<String>::new());
}

#[test]
fn late_data_withdraw_an_alarm_and_a_missing_series_holds_it() {
    let mut counts = calm(28);
    counts[27] = 330.0;
    let (_, state) = run(&counts, false, None);
    counts[27] = 205.0;
    let (found, _) = run(&counts, false, Some(&state));
    let row = &found.listed[0];
    assert_eq!((row.change, row.stands(), row.rejudged), (Some(Change::Withdrawn), false, true));
    assert_eq!((row.earlier_level, found.gravest()), (Some(Level::Crisis), None));
    assert!(found.sentences(&speaker())[0].contains("Complaints 2026-04"));
    let settings = settings(&["--state", "s.json"]);
    let rules = rules(AlarmRules::DEFAULT, Some(&state));
    let found = find(&settings, &rules, &span(28, false), &[], &no_events).unwrap();
    assert_eq!((changes(&found)[0].0, found.gravest()), (Some(Change::Held), Some(Level::Crisis)));
    assert_eq!(found.state().unwrap().len(), state.len());
}

#[test]
fn a_rule_that_was_turned_off_holds_no_alarm() {
    let mut counts = calm(28);
    counts[27] = 330.0;
    let (_, state) = run(&counts, false, None);
    let off = rules("[[rule]]\nmetric = '*'\nrules = []\nnotice = 50", Some(&state));
    let series = complaints(Segment::Everyone, &counts);
    let found = find(&settings(&["--state", "s.json"]), &off, &span(28, false), &[&series], &no_events).unwrap();
    assert_eq!((found.gravest(), found.listed.len()), (None, 0));
}

#[test]
fn a_segment_alone_is_a_notice() {
    let with = |last: f64| {
        let mut counts = calm(30);
        counts[29] = last;
        counts
    };
    let level = |all: f64, east_only: f64| {
        let (all, own) = (complaints(Segment::Everyone, &with(all)), complaints(east(), &with(east_only)));
        let found = judged(&[&all, &own], AlarmRules::DEFAULT, &[]);
        found.listed.iter().find(|own| !own.everyone).map(|own| own.episode.level)
    };
    // 200 ± 42 are the limits, 85 above the centre is twice as far.
    assert_eq!(level(200.0, 200.0), None);
    assert_eq!(level(200.0, 260.0), Some(Level::Notice));
    assert_eq!(level(260.0, 260.0), Some(Level::Warning));
    assert_eq!(level(200.0, 330.0), Some(Level::Crisis));
    // Two in a row beyond 2 sd count for all customers only.
    let mut drifting = calm(30);
    (drifting[28], drifting[29]) = (235.0, 236.0);
    let (all, own) = (complaints(Segment::Everyone, &drifting), complaints(east(), &drifting));
    let found = judged(&[&all, &own], AlarmRules::DEFAULT, &[]);
    assert_eq!(found.listed.iter().map(|own| own.everyone).collect::<Vec<_>>(), [true]);
    // Hidden figures are not judged and not drawn.
    let mut hidden = complaints(east(), &with(900.0));
    hidden.figures.iter_mut().for_each(|figure| figure.shown = Shown::Suppressed);
    let found = judged(&[&all, &hidden], AlarmRules::DEFAULT, &[]);
    assert!(found.listed.iter().all(|own| own.everyone));
    let Picture::Trend(trend) = &found.trends(&speaker(), &span(30, false))[0].picture else { panic!() };
    assert_eq!(trend.panels.len(), 1);
    assert!(judged(&[&own], "[[rule]]\nmetric = '*'\nsegments = false", &[]).watched.is_empty());
}

/// A segment that drifts by less than two standard deviations: no month is beyond its limits.
#[test]
fn the_course_of_a_segment_counts_where_the_user_asks() {
    let mut drifting = calm(34);
    drifting[24..].iter_mut().for_each(|own| *own += 25.0);
    let (all, own) = (complaints(Segment::Everyone, &calm(34)), complaints(east(), &drifting));
    let with = |segments: &str| {
        let text = "[[rule]]\nmetric = '*'\nrules = ['eight_on_one_side']\ndetectors = ['cusum']\n";
        judged(&[&all, &own], &format!("{text}{segments}"), &[])
    };
    let asked = with("segments = true");
    let found: Vec<(&str, Level)> = asked.listed.iter().map(|own| (own.key.rule.id(), own.episode.level)).collect();
    assert_eq!(found, [("eight_on_one_side", Level::Notice), ("cusum", Level::Notice)]);
    assert!(asked.warnings().is_empty());
    let told = lead_and_notes(&asked, &span(34, false));
    assert!(told.contains("Watched: 2 series") && told.contains("judged by: eight in a row"), "{told}");
    // Left out, no rule judges the segment, which is said, and it does not count as watched.
    let unasked = with("");
    assert_eq!((unasked.listed.len(), unasked.warnings().len()), (0, 1));
    let told = lead_and_notes(&unasked, &span(34, false));
    assert!(told.contains("Watched: 1 series") && told.contains("CUSUM beyond its limit."), "{told}");
    assert!(!told.contains("Segments are judged by"), "{told}");
    assert_eq!(with("segments = false").warnings().len(), 0);
}

#[test]
fn thresholds_hold_before_there_are_limits() {
    let text = "[[rule]]\nmetric = 'csat'\nnotice = 85\nwarning = 80\ncrisis = 70\nowner = 'Service'\n\
                [rule.change]\nagainst = 'preceding'\nperiods = 2\nnotice = 0.5";
    let series = satisfied(&[90.0, 86.0, 88.0, 87.0, 79.0]);
    let found = judged(&[&series], text, &[]);
    assert_eq!(found.gravest(), Some(Level::Warning));
    let row = &found.listed[0];
    let figure = row.figure.unwrap();
    assert_eq!((row.key.rule, row.owner.as_deref()), (Rule::FixedThreshold, Some("Service")));
    assert!((figure.value - 79.0).abs() < 1e-9);
    let reading = figure.reading;
    assert_eq!((reading.lower, reading.upper, reading.centre, reading.bound), (Some(80.0), None, None, Some(80.0)));
    let told = lead_and_notes(&found, &span(5, false));
    assert!(told.contains("CSAT: no limits yet: 12 full periods are needed, there are 5."), "{told}");
    assert!(found.warnings().is_empty());
    // A value on a threshold is not beyond it, and the good side never alarms.
    assert_eq!(judged(&[&satisfied(&[85.0, 100.0])], text, &[]).gravest(), None);
}

#[test]
fn a_new_phase_has_limits_of_its_own_and_ends_the_alarms_before() {
    let raised: Vec<f64> = calm(20).into_iter().chain(calm(20).iter().map(|own| own + 100.0)).collect();
    let series = complaints(Segment::Everyone, &raised);
    assert_eq!(judged(&[&series], AlarmRules::DEFAULT, &["--baseline", "18"]).gravest(), Some(Level::Crisis));
    // September 2025 is month 20.
    let phased = judged(&[&series], AlarmRules::DEFAULT, &["--phase", "2025-09-01"]);
    assert_eq!((phased.gravest(), phased.watched[0].baseline_points()), (None, Some(17)));
    // Three months into the phase there are no limits yet, and the surge before it does not stand.
    let mut counts = calm(23);
    counts[19] = 330.0;
    let series = complaints(Segment::Everyone, &counts);
    let phased = judged(&[&series], AlarmRules::DEFAULT, &["--phase", "2025-09-01"]);
    assert_eq!((phased.gravest(), phased.watched[0].baseline_points()), (None, None));
    let late = judged(&[&series], AlarmRules::DEFAULT, &["--phase", "2031-01-01"]);
    assert_eq!(late.warnings().len(), 1);
}

#[test]
fn nothing_one_period_and_no_variation_are_no_alarms() {
    for counts in [vec![], vec![200.0], vec![200.0; 30], vec![0.0; 30]] {
        let series = complaints(Segment::Everyone, &counts);
        let months = counts.len().max(1);
        let found =
            find(&settings(&[]), &rules(AlarmRules::DEFAULT, None), &span(months, false), &[&series], &no_events)
                .unwrap();
        assert_eq!(found.gravest(), None, "{counts:?}");
        found.section(&speaker(), &span(months, false));
        found.trends(&speaker(), &span(months, false));
    }
    // More satisfied than answered cannot be charted, and is told.
    let found = judged(&[&satisfied(&[50.0, 200.0])], AlarmRules::DEFAULT, &[]);
    assert_eq!((found.gravest(), found.warnings().len()), (None, 1));
}

#[test]
fn a_trend_shows_printed_units_and_its_limits() {
    let series = complaints(Segment::Everyone, &calm(30));
    let found = judged(&[&series], AlarmRules::DEFAULT, &[]);
    let charts = found.trends(&speaker(), &span(30, false));
    let Picture::Trend(trend) = &charts[0].picture else { panic!() };
    assert_eq!((charts.len(), trend.positions.len(), trend.panels[0].series.len()), (1, 30, 2));
    let [value, limits] = [0, 1].map(|at| trend.panels[0].series[at].points[29].unwrap());
    let [lower, upper] = limits.interval.unwrap();
    assert!((value.value - 10.45).abs() < 1e-9 && lower < 8.5 && upper > 11.5, "{value:?} {limits:?}");
    assert_eq!(charts[0].table.rows.len(), 30);
    assert!(charts[0].takeaway.starts_with("2026-06: 10.45, inside its limits"), "{}", charts[0].takeaway);
}

#[test]
fn a_missing_state_is_a_first_run_and_a_broken_one_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let settings = settings(&["--state", path.to_str().unwrap()]);
    let mut problems = Vec::new();
    assert!(Rules::read(&settings, &mut problems).is_some_and(|rules| rules.earlier.is_none()) && problems.is_empty());
    std::fs::File::create(&path).unwrap().write_all(b"{\"kind\": ").unwrap();
    assert!(Rules::read(&settings, &mut problems).is_none());
    assert_eq!((problems.len(), problems[0].hints.len()), (1, 1));
    assert!(problems[0].place.as_ref().unwrap().ends_with("state.json"));
}
