//! Follow-ups from rows to tables, sentences and the section of the report.

use super::effects::{Judged, Missing, Outcome};
use super::*;
use crate::commands::speaker::Speaker;
use crate::labels::Lang;
use crate::models::periods::Length;
use crate::reduce::attributes::Attribute;
use crate::reduce::satisfaction::follow_ups::UNNAMED;
use crate::report::{Block, Report, markdown};

use super::super::figures::Shown;
use super::super::groups::Groups;

/// 2026-01-01 in days since 1970-01-01.
const JANUARY: i32 = 20_454;
/// 2026-03-15.
const AS_OF: i32 = JANUARY + 73;

/// 60 follow-ups a month in January and February, of which 30 and then 54 are done, every third of them late; one in five
/// is of somebody in the West. Then one without a due day, one ahead, and one done after the as-of day.
fn list() -> FollowUpList {
    let row = |customer, due: i32, done: bool| FollowUpRow {
        customer,
        due: Some(due),
        done: done.then_some(due + if customer % 3 == 0 { 9 } else { 0 }),
        kind: customer % 2,
        owner: if customer < 55 { 0 } else { 1 },
        channel: UNNAMED,
        ..FollowUpRow::default()
    };
    let january = (0..60).map(|customer| row(customer, JANUARY + 5, customer % 2 == 0));
    let february = (0..60).map(|customer| row(customer, JANUARY + 40, customer >= 6));
    let odd = [
        FollowUpRow { due: None, done: Some(JANUARY + 3), ..row(1, 0, false) },
        row(2, AS_OF + 30, false),
        FollowUpRow { done: Some(AS_OF + 1), ..row(3, JANUARY + 41, false) },
    ];
    let mut rows: Vec<FollowUpRow> = january.chain(february).chain(odd).collect();
    rows.sort_unstable();
    let names = |names: [&str; 2]| names.map(String::from).to_vec();
    let (kinds, owners) = (names(["care", "welcome"]), names(["An", "Lin"]));
    FollowUpList { rows, kinds, owners, duplicates: 2, ..FollowUpList::default() }
}

fn found(list: &FollowUpList, effects: Vec<Effect>) -> FollowUps {
    let regions: Vec<Option<&str>> =
        (0..60).map(|customer| Some(if customer % 5 == 0 { "West" } else { "East" })).collect();
    let groups = Groups::new(&[Attribute::of_values("region", &regions)], 60);
    let span = Span::new(Length::Month, JANUARY, AS_OF, 0);
    let measuring = Measuring { list, groups: &groups, span: &span, days_of_grace: 2 };
    let by_segment = measuring.by(Grouping::Segment).unwrap();
    let named =
        |names: &Vec<String>, grouping| Named { names: names.clone(), measured: measuring.by(grouping).unwrap() };
    let by_kind = named(&list.kinds, Grouping::Kind);
    let by_channel = named(&list.channels, Grouping::Channel);
    let by_owner = named(&list.owners, Grouping::Owner);
    let groupings = Groupings {
        segments: groups.segments(),
        by_segment: &by_segment,
        named: [&by_kind, &by_channel, &by_owner].map(|own| &own.measured),
    };
    let rates = series::visible_rates(&groupings).unwrap();
    FollowUps {
        due: series::visible(&groupings, |own| own.due).unwrap(),
        planned: series::visible(&groupings, |own| own.balance.planned()).unwrap(),
        series: series::series(&groups, &by_segment, &rates).unwrap(),
        rates,
        segments: groups.segments().to_vec(),
        warnings: warnings(list, &[true, false], &by_segment, &span),
        by_segment,
        by_kind,
        by_channel,
        by_owner,
        effects,
        span,
        grace: 2,
        effect_days: 90,
    }
}

/// The value in a column of a result table, of the row with these first cells.
fn cell(table: &crate::deliver::table::ResultTable<'_>, first: &[&str], column: &str) -> String {
    let batch = table.batch(0..table.rows).unwrap();
    let value = |name: &str, row: usize| {
        batch.column(name).unwrap().get(row).unwrap().to_string().trim_matches('"').to_string()
    };
    let names = ["group", "value", "period"];
    let at = (0..table.rows).find(|row| names.iter().zip(first).all(|(name, wanted)| value(name, *row) == *wanted));
    at.map_or_else(|| "no row".to_string(), |row| value(column, row))
}

#[test]
fn figures_by_period_and_segment() {
    let list = list();
    let found = found(&list, Vec::new());
    let completion: Vec<&Series> = found.series.iter().filter(|own| own.metric.id == "follow_up_completion").collect();
    let ids: Vec<String> = completion.iter().map(|series| series.segment.id()).collect();
    assert_eq!(ids, ["all", "region=East", "region=West"]);
    let all = completion[0];
    let values: Vec<(Option<f64>, u64)> = all.figures.iter().map(|figure| (figure.value, figure.n)).collect();
    assert_eq!(values, [(Some(50.0), 60), (Some(54.0 / 61.0 * 100.0), 61), (None, 0)]);
    // Wilson, z = 1.959964: 30 of 60.
    let interval = all.figures[0].interval.unwrap();
    assert!((interval.lower - 37.7350).abs() < 1e-3 && (interval.upper - 62.2650).abs() < 1e-3);
    let change = all.figures[1].change.unwrap();
    assert!((change.value - 38.5246).abs() < 1e-3 && change.p_value < 1e-5 && change.q_value.is_some());
    assert!(change.interval.unwrap().lower > 20.0 && change.interval.unwrap().upper < 55.0);
    assert_eq!((all.figures[0].counted, all.figures[2].shown), (Some((30.0, 60.0)), Shown::Empty));
    assert!(all.figures[2].change.is_none());
    // Of the twelve of the West six were done in January, too few to say how many of them on time.
    let on_time = found.series.iter().filter(|own| own.metric.id == "follow_up_on_time");
    let west: Vec<Shown> =
        on_time.filter(|own| own.segment.id() == "region=West").map(|own| own.figures[0].shown).collect();
    assert_eq!(west, [Shown::Suppressed]);
    // Nothing tells who was reached.
    assert!(found.series.iter().all(|own| own.metric.id != "follow_up_reached"));
}

#[test]
fn tables_hold_the_identity_and_hide_what_is_few() {
    let list = list();
    let span = found(&list, Vec::new()).span;
    let loaded = Loaded::default();
    let tables = found(&list, Vec::new()).tables(&loaded, &span).unwrap();
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    assert_eq!((names.as_slice(), tables[1].rows), (["follow_ups", "follow_up_effects"].as_slice(), 0));
    let by_group = &tables[0];
    let whole = |column| cell(by_group, &["all", "null", "null"], column);
    let parts = ["planned", "done", "missed", "cancelled", "not_yet_due"].map(whole);
    assert_eq!(parts, ["122", "84", "37", "0", "1"]);
    assert_eq!((whole("due"), whole("without_due_date")), ("121".to_string(), "1".to_string()));
    assert_eq!(cell(by_group, &["kind", "care", "2026-01"], "done"), "30");
    assert_eq!(cell(by_group, &["kind", "welcome", "2026-01"], "completion"), "0.0");
    let few = |column| cell(by_group, &["owner", "Lin", "2026-01"], column);
    assert_eq!(["due", "done", "completion", "status"].map(few), ["null", "null", "null", "suppressed"]);
    assert_eq!(cell(by_group, &["segment", "region=West", "2026-02"], "due"), "12");
}

#[test]
fn the_same_segment_hidden_in_figures_is_hidden_in_the_table() {
    let mut list = list();
    // Two of the West are left in February, so that those of the East follow from the total.
    list.rows.retain(|row| row.due != Some(JANUARY + 40) || row.customer % 5 != 0 || row.customer < 10);
    let found = found(&list, Vec::new());
    let tables = found.tables(&Loaded::default(), &found.span).unwrap();
    for (region, status) in [("region=West", "suppressed"), ("region=East", "suppressed_complementary")] {
        let cells = ["planned", "done", "due", "completion", "status"]
            .map(|column| cell(&tables[0], &["segment", region, "2026-02"], column));
        assert_eq!(cells, ["null", "null", "null", "null", status]);
    }
}

#[test]
fn words_are_whole_in_both_languages() {
    let list = list();
    let few = |outcome| Effect {
        outcome,
        kind: None,
        judged: Judged { treated: 3, untreated: 4, found: Err(Missing::TooFew) },
    };
    let effects = vec![few(Outcome::Answer(Text::verbatim("NPS"))), few(Outcome::Bought), few(Outcome::Complained)];
    let found = found(&list, effects);
    let english = found.sentences(&Speaker::new(Lang::En, None));
    assert_eq!(english[0], "Of 61 follow-ups due in 2026-02, 88.5% were done, 66.7% of these on time.");
    assert_eq!(english[1], "122 follow-ups planned = 84 done + 37 missed + 0 cancelled + 1 not yet due.");
    assert!(english[2].starts_with("Follow-ups and the answers to “NPS”: cannot tell: too few"));
    let warned: Vec<String> = found.warnings().iter().map(|warning| warning.render(Lang::En)).collect();
    // Duplicates, one without due day, those of the customer who is not in the file, one done too late.
    assert_eq!(warned.len(), 4);
    for lang in [Lang::En, Lang::Zh] {
        let speaker = Speaker::new(lang, None);
        let section = found.section(&speaker, &found.span).unwrap();
        let tables = section.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
        assert_eq!(tables, 4);
        let page = markdown::page(&Report { lang, sections: vec![section], ..Report::default() });
        let all = [page, found.sentences(&speaker).join("\n")].concat();
        assert!(!all.contains(['{', '}']), "{all}");
        // Lin has ten due in all.
        assert!(all.contains("Lin") && all.contains("88.5%"));
    }
}

#[test]
fn no_follow_up_at_all() {
    let found = found(&FollowUpList::default(), Vec::new());
    assert!(found.series.is_empty() && found.warnings().is_empty());
    assert!(found.section(&Speaker::new(Lang::En, None), &found.span).is_none());
    assert_eq!(found.sentences(&Speaker::new(Lang::En, None))[0], "No follow-up was due in 2026-02.");
}
