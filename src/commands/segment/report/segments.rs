//! The segments themselves: how large they are, how they buy, what to do with each.

use crate::exports::cast::{UNIT, divide_half_even};
use crate::labels::{Text, segment as labels};
use crate::reduce::profiles::Group;
use crate::report::chart::{Pair, PairedBars, Quantity, Tile, Treemap};
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Section, Table, Tone, number};
use crate::settings::segment::Frequency;

use super::super::words::{plain, whole as whole_number};
use super::Story;
use super::need::Need;
use super::stages;

/// All customers.
pub(super) fn whole(story: &Story<'_>) -> Group {
    story.findings.totals.iter().copied().sum()
}

/// Segments with customers, by place.
pub(super) fn filled<'a>(story: &'a Story<'_>) -> impl Iterator<Item = (usize, &'a Group)> {
    story.findings.totals.iter().enumerate().filter(|(_, group)| group.customers > 0)
}

/// Segments with customers now or, where there is an earlier date, then, by place: their changes add up.
fn listed<'a>(story: &'a Story<'_>) -> impl Iterator<Item = (usize, &'a Group)> {
    let all = story.findings.totals.iter().enumerate();
    all.filter(|(place, group)| group.customers > 0 || change(story, *place).is_some_and(|change| change != 0))
}

fn name(story: &Story<'_>, place: usize) -> String {
    story.words.name(&story.findings.assessment.segments[place])
}

/// Scores that no customer got, such as `F2`.
pub(in crate::commands::segment) fn collapsed(story: &Story<'_>) -> Vec<String> {
    let scales = story.findings.assessment.scales.iter().zip(["R", "F", "M"]);
    scales
        .flat_map(|(scale, letter)| scale.empty_scores().into_iter().map(move |score| format!("{letter}{score}")))
        .collect()
}

/// Customers gained or lost since the earlier date.
fn change(story: &Story<'_>, place: usize) -> Option<i128> {
    let movement = &story.findings.since.as_ref()?.movement;
    let came =
        movement.entered[place].customers + movement.transitions.iter().map(|row| row[place].customers).sum::<u64>();
    let were =
        movement.left[place].customers + movement.transitions[place].iter().map(|flow| flow.customers).sum::<u64>();
    Some(i128::from(came) - i128::from(were))
}

fn change_column(story: &Story<'_>) -> Option<Column> {
    let since = story.findings.since.as_ref()?;
    let meaning = labels::MEANING_CHANGE.with(&[("day", &story.words.since(since))]).render(story.words.lang);
    Some(Column::new(story.words.get(labels::COLUMN_CHANGE), Kind::Delta).meaning(meaning))
}

fn total_change(story: &Story<'_>) -> Option<i128> {
    story.findings.since.as_ref().map(|_| (0..story.findings.totals.len()).filter_map(|at| change(story, at)).sum())
}

/// The compact table of segments for the terminal.
pub(in crate::commands::segment) fn segment_table(story: &Story<'_>) -> Table {
    let words = &story.words;
    let mut table = sizes(story, listed(story));
    for (place, header) in [(2, labels::COLUMN_SHARE), (4, labels::COLUMN_REVENUE_SHARE)] {
        table.columns[place].header = words.get(header);
    }
    let medians = Column::new(words.get(labels::COLUMN_MEDIANS), Kind::Number);
    table.columns.push(medians.meaning(words.get(labels::MEANING_MEDIANS)));
    table.columns.extend(change_column(story));
    for (row, (place, _)) in table.rows.iter_mut().zip(listed(story)) {
        row.push(Cell::new(words.medians(story.findings.medians[place])));
        row.extend(change(story, place).map(|change| Cell::new(number::count_change(change))));
    }
    if let Some(total) = &mut table.total {
        total.push(Cell::new(""));
        total.extend(total_change(story).map(|change| Cell::new(number::count_change(change))));
    }
    table
}

/// Customers and revenue of these segments.
fn sizes<'a>(story: &Story<'_>, segments: impl Iterator<Item = (usize, &'a Group)>) -> Table {
    let (all, words) = (whole(story), &story.words);
    let column = |label, kind, importance| Column::new(words.get(label), kind).importance(importance);
    let columns = vec![
        column(labels::COLUMN_SEGMENT, Kind::Text, Importance::Essential),
        column(labels::COLUMN_CUSTOMERS, Kind::Number, Importance::Essential),
        column(labels::SHARE_CUSTOMERS, Kind::Share, Importance::Extra),
        column(labels::COLUMN_REVENUE, Kind::Number, Importance::Essential),
        column(labels::SHARE_REVENUE, Kind::Share, Importance::Essential),
    ];
    let row = |label: String, group: &Group| {
        let (customers, revenue) = (part(group.customers as f64, all.customers as f64), revenue_part(group, &all));
        vec![
            Cell::new(label),
            Cell::new(words.count(group.customers)),
            Cell::new(words.share(group.customers as f64, all.customers as f64)).bar(customers),
            Cell::new(words.compact(group.revenue)),
            Cell::new(words.share(group.revenue as f64, all.revenue as f64)).bar(revenue),
        ]
    };
    let rows = segments.map(|(place, group)| row(name(story, place), group)).collect();
    let total = Some(row(words.get(labels::ALL_CUSTOMERS), &all));
    Table { caption: words.get(labels::SECTION_SEGMENTS), columns, rows, total }
}

fn part(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

fn revenue_part(group: &Group, all: &Group) -> f64 {
    part(group.revenue as f64, all.revenue as f64)
}

pub(super) fn section(story: &Story<'_>, needs: &[Need]) -> Section {
    let words = &story.words;
    let table = sizes(story, filled(story));
    let blocks = vec![
        Block::Chart(Box::new(treemap(story, needs, &table))),
        Block::Chart(Box::new(shares(story, &table))),
        Block::Table(habits(story)),
        Block::Table(actions(story, needs)),
        Block::Notes(vec![words.get(labels::NOTE_NEEDS)]),
    ];
    Section {
        id: "segments".into(),
        title: words.get(labels::SECTION_SEGMENTS),
        lead: words.get(labels::SECTION_SEGMENTS_LEAD),
        blocks,
    }
}

fn treemap(story: &Story<'_>, needs: &[Need], table: &Table) -> Chart {
    let (all, words) = (whole(story), &story.words);
    let last = story.findings.totals.len().saturating_sub(1).max(1) as f64;
    let tiles = filled(story)
        .map(|(place, group)| Tile {
            name: name(story, place),
            size: Quantity::new(group.revenue as f64, words.compact(group.revenue)),
            rank: place as f64 / last,
            tone: Tone::Neutral,
        })
        .collect();
    let quiet: i128 =
        filled(story).filter(|(place, _)| !needs[*place].is_recent()).map(|(_, group)| group.revenue).sum();
    let scale = [words.get(labels::SCALE_BEST), words.get(labels::SCALE_WORST)];
    let share = words.share(quiet as f64, all.revenue as f64);
    Chart {
        title: words.get(labels::CHART_TREEMAP),
        takeaway: match all.revenue {
            ..=0 => words.get(labels::NO_NET_REVENUE),
            _ if stages::no_rhythm(story) => labels::CHART_TREEMAP_OLDEST.with(&[("share", &share)]).render(words.lang),
            _ => labels::CHART_TREEMAP_SAYS.with(&[("share", &share)]).render(words.lang),
        },
        note: None,
        picture: Picture::Treemap(Treemap { scale, tiles }),
        table: table.clone(),
    }
}

fn shares(story: &Story<'_>, table: &Table) -> Chart {
    let (all, words) = (whole(story), &story.words);
    let both = |group: &Group| [part(group.customers as f64, all.customers as f64), revenue_part(group, &all)];
    // Where customers are many and bring little; who brings much is told on the first screen.
    let gap = |group: &Group| both(group)[0] - both(group)[1];
    let widest = filled(story).max_by(|a, b| gap(a.1).total_cmp(&gap(b.1)).then(b.0.cmp(&a.0)));
    let widest = widest.filter(|_| all.revenue > 0);
    let takeaway = widest.map_or_else(
        || words.get(labels::NO_NET_REVENUE),
        |(place, group)| {
            let [customers, revenue] = both(group).map(number::percent);
            let values: [(&'static str, &dyn std::fmt::Display); 3] =
                [("segment", &name(story, place)), ("customers", &customers), ("revenue", &revenue)];
            labels::CHART_SHARES_SAYS.with(&values).render(words.lang)
        },
    );
    let rows = filled(story)
        .map(|(place, group)| Pair {
            name: name(story, place),
            values: both(group).map(|share| Quantity::new(share, number::percent(share))),
            tone: Tone::Neutral,
        })
        .collect();
    let measures = [words.get(labels::SHARE_CUSTOMERS), words.get(labels::SHARE_REVENUE)];
    Chart {
        title: words.get(labels::CHART_SHARES),
        takeaway,
        note: None,
        picture: Picture::PairedBars(PairedBars { measures, rows }),
        table: table.clone(),
    }
}

/// How recently, often and richly each segment buys.
fn habits(story: &Story<'_>) -> Table {
    let (all, words) = (whole(story), &story.words);
    let column = |header, meaning| Column::new(words.get(header), Kind::Number).meaning(words.get(meaning));
    let purchases = match story.settings.frequency {
        Frequency::PurchaseDays => labels::MEANING_PURCHASE_DAYS,
        Frequency::Orders => labels::MEANING_ORDERS,
    };
    // Histories that were summed up elsewhere know no gaps.
    let gaps = all.mean_gap().is_some();
    let mut columns = vec![
        Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
        Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number),
    ];
    columns.extend(change_column(story));
    columns.extend([
        column(labels::COLUMN_RECENCY, labels::MEANING_RECENCY),
        column(labels::COLUMN_PURCHASES, purchases),
        column(labels::COLUMN_SPEND, labels::MEANING_SPEND),
        column(labels::COLUMN_ORDER_VALUE, labels::MEANING_ORDER_VALUE),
    ]);
    columns.extend(gaps.then(|| column(labels::COLUMN_GAP, labels::MEANING_GAP)));
    let missing = || number::MISSING.to_string();
    // Cents matter only where every order is small.
    let small = filled(story).all(|(_, group)| group.order_value().is_none_or(|value| value < 100 * i128::from(UNIT)));
    let order_value = |value: i128| match small {
        true => words.exact(divide_half_even(value, 100) * 100),
        false => words.units(value as f64 / UNIT as f64),
    };
    let row = |label: String, group: &Group, change: Option<i128>, medians: Option<Option<[f64; 3]>>| {
        let mut cells = vec![Cell::new(label), Cell::new(words.count(group.customers))];
        cells.extend(change.map(|change| Cell::new(number::count_change(change))));
        let medians = match medians {
            None => [const { String::new() }; 3],
            Some(None) => [missing(), missing(), missing()],
            Some(Some([r, f, m])) => [whole_number(r), plain(f), words.units(m)],
        };
        cells.extend(medians.map(Cell::new));
        cells.push(Cell::new(group.order_value().map_or_else(missing, order_value)));
        cells.extend(gaps.then(|| Cell::new(group.mean_gap().map_or_else(missing, whole_number))));
        cells
    };
    let rows = listed(story)
        .map(|(place, group)| row(name(story, place), group, change(story, place), Some(story.findings.medians[place])))
        .collect();
    let total = Some(row(words.get(labels::ALL_CUSTOMERS), &all, total_change(story), None));
    Table { caption: words.get(labels::CAPTION_HABITS), columns, rows, total }
}

/// What to do with every segment, most urgent first.
fn actions(story: &Story<'_>, needs: &[Need]) -> Table {
    let words = &story.words;
    let mut places: Vec<usize> = filled(story).map(|(place, _)| place).collect();
    places.sort_by_key(|place| (needs[*place], *place));
    let header = |label| Column::new(words.get(label), Kind::Text);
    let row = |place: usize| {
        let segment = &story.findings.assessment.segments[place];
        let action = Text::verbatim(segment.action.get(words.lang));
        let action = match needs[place].label() {
            Some(aim) => labels::AIM_AND_ACTION.text().and("need", aim.text()).and("action", action),
            None => action,
        };
        vec![Cell::new(words.name(segment)).strong(), Cell::new(action.render(words.lang))]
    };
    Table {
        caption: words.get(labels::CAPTION_ACTIONS),
        columns: [labels::COLUMN_SEGMENT, labels::COLUMN_ACTION].map(header).into(),
        rows: places.into_iter().map(row).collect(),
        total: None,
    }
}
