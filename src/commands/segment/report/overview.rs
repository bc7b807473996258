//! The first screen and the segments themselves.

use crate::labels::segment as labels;
use crate::models::lifecycle::Stage;
use crate::reduce::profiles::Group;
use crate::report::chart::{HeatMap, Pair, PairedBars, Quantity, Tile, Treemap};
use crate::report::{Block, Cell, Chart, Column, Importance, KeyFigure, Kind, Picture, Section, Table, Tone, number};

use super::Story;

fn whole(story: &Story<'_>) -> Group {
    story.findings.totals.iter().fold(Group::default(), |sum, group| Group {
        customers: sum.customers + group.customers,
        revenue: sum.revenue + group.revenue,
        orders: sum.orders + group.orders,
        span_days: sum.span_days + group.span_days,
        gaps: sum.gaps + group.gaps,
    })
}

/// Segments with customers, by place.
fn filled<'a>(story: &'a Story<'_>) -> impl Iterator<Item = (usize, &'a Group)> {
    story.findings.totals.iter().enumerate().filter(|(_, group)| group.customers > 0)
}

fn richest<'a>(story: &'a Story<'_>) -> Option<(usize, &'a Group)> {
    filled(story).max_by_key(|(place, group)| (group.revenue, std::cmp::Reverse(*place)))
}

fn name(story: &Story<'_>, place: usize) -> String {
    story.words.name(&story.findings.assessment.segments[place])
}

/// Customers and revenue of one life-cycle stage.
fn stage(story: &Story<'_>, wanted: Stage) -> (u64, i128) {
    let readings = &story.findings.assessment.readings;
    let of_stage = readings
        .iter()
        .zip(&story.loaded.histories.net)
        .filter(|(reading, _)| reading.is_some_and(|r| r.stage == wanted));
    of_stage.fold((0, 0), |(customers, revenue), (_, net)| (customers + 1, revenue + i128::from(*net)))
}

pub(super) fn subtitle(story: &Story<'_>) -> String {
    let (all, words) = (whole(story), &story.words);
    let label = if story.loaded.as_of.is_some() { labels::SUBTITLE } else { labels::SUBTITLE_UNDATED };
    let as_of = story.loaded.as_of.map(|day| words.date(day)).unwrap_or_default();
    let (customers, orders) = (words.count(all.customers), words.count(all.orders));
    let values: [(&'static str, &dyn std::fmt::Display); 4] =
        [("as_of", &as_of), ("customers", &customers), ("orders", &orders), ("rules", &story.settings.rules)];
    label.with(&values).render(words.lang)
}

pub(super) fn answer(story: &Story<'_>) -> String {
    let (all, words) = (whole(story), &story.words);
    let Some((place, group)) = richest(story) else { return String::new() };
    let mut answer = labels::ANSWER
        .with(&[
            ("segment", &name(story, place)),
            ("customer_share", &words.share(group.customers as f64, all.customers as f64)),
            ("revenue_share", &words.share(group.revenue as f64, all.revenue as f64)),
        ])
        .render(words.lang);
    let (customers, revenue) = stage(story, Stage::Lapsed);
    if customers > 0 {
        let silent = labels::ANSWER_SILENT.with(&[
            ("n", &words.count(customers)),
            ("revenue", &words.compact(revenue)),
            ("share", &words.share(revenue as f64, all.revenue as f64)),
        ]);
        answer.push_str(&silent.render(words.lang));
    }
    answer
}

pub(super) fn figures(story: &Story<'_>) -> Vec<KeyFigure> {
    let (all, words) = (whole(story), &story.words);
    let histories = &story.loaded.histories;
    let returned: i128 = histories.returned.iter().map(|amount| -i128::from(*amount)).sum();
    let render = |label: crate::labels::Label, values: &[(&'static str, &dyn std::fmt::Display)]| {
        label.with(values).render(words.lang)
    };
    let before = story.findings.since.as_ref().map(|since| {
        let entered: u64 = since.movement.entered.iter().map(|flow| flow.customers).sum();
        let left: u64 = since.movement.left.iter().map(|flow| flow.customers).sum();
        let change = number::count_change(i128::from(entered) - i128::from(left));
        render(labels::SINCE_CHANGE, &[("change", &change), ("day", &words.since(since))])
    });
    let tier_a = story.findings.assessment.tiers.tiers.iter().filter(|tier| tier.id() == "A").count() as f64;
    let cut = percent_cut(story);
    let note = (returned > 0).then(|| render(labels::RETURNED_NOTE, &[("amount", &words.compact(returned))]));
    let mut figures = vec![
        KeyFigure {
            label: words.get(labels::FIGURE_CUSTOMERS),
            value: words.count(all.customers),
            change: before,
            ..KeyFigure::default()
        },
        KeyFigure {
            label: words.get(labels::FIGURE_REVENUE),
            value: words.compact(all.revenue),
            note,
            ..KeyFigure::default()
        },
        KeyFigure {
            label: render(labels::FIGURE_TIER_A, &[("cut", &cut)]),
            value: words.count(tier_a as u64),
            note: Some(render(labels::OF_CUSTOMERS, &[("share", &words.share(tier_a, all.customers as f64))])),
            ..KeyFigure::default()
        },
    ];
    if let Some(since) = &story.findings.since {
        let fell = since.movement.at_risk();
        figures.push(KeyFigure {
            label: words.get(labels::FIGURE_AT_RISK),
            value: words.compact(fell.old_revenue),
            note: Some(render(
                labels::SINCE_NOTE,
                &[("n", &words.count(fell.customers)), ("day", &words.since(since))],
            )),
            tone: if fell.customers > 0 { Tone::Bad } else { Tone::Neutral },
            ..KeyFigure::default()
        });
    } else if story.findings.assessment.lifecycle.is_some() {
        let (customers, revenue) = stage(story, Stage::Lapsed);
        figures.push(KeyFigure {
            label: words.get(labels::FIGURE_LAPSED),
            value: words.count(customers),
            note: Some(render(labels::OF_REVENUE, &[("share", &words.share(revenue as f64, all.revenue as f64))])),
            ..KeyFigure::default()
        });
    }
    figures
}

/// The share of revenue that tier A ends at.
fn percent_cut(story: &Story<'_>) -> String {
    let share = story.settings.tier_cuts.a_share();
    let places = usize::from((share * 100.0).fract() != 0.0);
    format!("{}%", number::decimal(share * 100.0, places))
}

pub(super) fn findings(story: &Story<'_>) -> String {
    let (all, words) = (whole(story), &story.words);
    let mut sentences = Vec::new();
    let share = |part: u64| words.share(part as f64, all.customers as f64);
    if let Some((place, group)) = richest(story) {
        let per_head = group.revenue / i128::from(group.customers.max(1)) / 10_000 * 10_000;
        sentences.push(labels::FIND_TOP.with(&[
            ("segment", &name(story, place)),
            ("customers", &words.count(group.customers)),
            ("customer_share", &share(group.customers)),
            ("revenue", &words.compact(group.revenue)),
            ("revenue_share", &words.share(group.revenue as f64, all.revenue as f64)),
            ("per_head", &words.compact(per_head)),
        ]));
    }
    let tier_a = story.findings.assessment.tiers.tiers.iter().filter(|tier| tier.id() == "A").count() as u64;
    let values: [(&'static str, &dyn std::fmt::Display); 3] =
        [("n", &words.count(tier_a)), ("cut", &percent_cut(story)), ("share", &share(tier_a))];
    sentences.push(labels::FIND_TIER.with(&values));
    if story.findings.assessment.lifecycle.is_some() {
        let of = |stages: &[Stage]| share(stages.iter().map(|wanted| stage(story, *wanted).0).sum());
        sentences.push(labels::FIND_STAGE.with(&[
            ("active", &of(&[Stage::Active, Stage::New, Stage::Returned])),
            ("slowing", &of(&[Stage::Slowing])),
            ("lapsed", &of(&[Stage::Lapsed])),
        ]));
    }
    if let Some(since) = &story.findings.since {
        let fell = since.movement.at_risk();
        let stayed = since.movement.stability().map_or_else(|| number::MISSING.to_string(), number::percent);
        sentences.push(labels::FIND_MOVEMENT.with(&[
            ("day", &words.since(since)),
            ("stayed", &stayed),
            ("fell", &words.count(fell.customers)),
            ("revenue", &words.compact(fell.old_revenue)),
        ]));
    }
    let empty = collapsed(story);
    if !empty.is_empty() {
        sentences.push(labels::FIND_COLLAPSED.with(&[("list", &empty.join(", "))]));
    }
    let gap = if words.lang == crate::labels::Lang::En { " " } else { "" };
    sentences.iter().map(|sentence| sentence.render(words.lang)).collect::<Vec<_>>().join(gap)
}

/// Scores that no customer got, such as `F2`.
pub(in crate::commands::segment) fn collapsed(story: &Story<'_>) -> Vec<String> {
    let scales = story.findings.assessment.scales.iter().zip(["R", "F", "M"]);
    scales
        .flat_map(|(scale, letter)| scale.empty_scores().into_iter().map(move |score| format!("{letter}{score}")))
        .collect()
}

/// The actions of the segments with the most revenue among those worth acting on, largest first.
pub(super) fn next_steps(story: &Story<'_>) -> Vec<String> {
    let words = &story.words;
    let mut places: Vec<(usize, &Group)> = filled(story).collect();
    places.sort_by_key(|(place, group)| (std::cmp::Reverse(group.revenue), *place));
    let step = |(place, group): (usize, &Group)| {
        let segment = &story.findings.assessment.segments[place];
        labels::NEXT_STEP
            .with(&[
                ("segment", &words.name(segment)),
                ("n", &words.count(group.customers)),
                ("revenue", &words.compact(group.revenue)),
                ("action", &segment.action.get(words.lang)),
            ])
            .render(words.lang)
    };
    places.into_iter().take(4).map(step).collect()
}

/// The compact table of segments, for report and terminal alike.
pub(in crate::commands::segment) fn segment_table(story: &Story<'_>) -> Table {
    let (all, words) = (whole(story), &story.words);
    let number = |label, importance| Column::new(words.get(label), Kind::Number).importance(importance);
    let share = |label| Column::new(words.get(label), Kind::Share);
    let mut columns = vec![
        Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text).importance(Importance::Essential),
        number(labels::COLUMN_CUSTOMERS, Importance::Essential),
        share(labels::COLUMN_SHARE),
        number(labels::COLUMN_REVENUE, Importance::Essential),
        share(labels::COLUMN_REVENUE_SHARE).importance(Importance::Essential),
        number(labels::COLUMN_MEDIANS, Importance::Normal).meaning(words.get(labels::MEANING_MEDIANS)),
    ];
    if let Some(since) = &story.findings.since {
        let meaning = labels::MEANING_CHANGE.with(&[("day", &words.since(since))]).render(words.lang);
        columns.push(Column::new(words.get(labels::COLUMN_CHANGE), Kind::Delta).meaning(meaning));
        // On a terminal of 80 columns there is room for the change or for this share.
        columns[2].importance = Importance::Extra;
    }
    let row = |label: String, group: &Group, medians: String, change: Option<i128>| {
        let (customers, revenue) = (
            group.customers as f64 / all.customers.max(1) as f64,
            group.revenue as f64 / (all.revenue as f64).abs().max(1.0),
        );
        let mut cells = vec![
            Cell::new(label),
            Cell::new(words.count(group.customers)),
            Cell::new(words.share(group.customers as f64, all.customers as f64)).bar(customers),
            Cell::new(words.compact(group.revenue)),
            Cell::new(words.share(group.revenue as f64, all.revenue as f64)).bar(revenue),
            Cell::new(medians),
        ];
        cells.extend(change.map(|change| Cell::new(number::count_change(change))));
        cells
    };
    let change = |place: usize| {
        story.findings.since.as_ref().map(|since| {
            let movement = &since.movement;
            let came = movement.entered[place].customers
                + movement.transitions.iter().map(|row| row[place].customers).sum::<u64>();
            let were = movement.left[place].customers
                + movement.transitions[place].iter().map(|flow| flow.customers).sum::<u64>();
            i128::from(came) - i128::from(were)
        })
    };
    let rows = filled(story)
        .map(|(place, group)| {
            row(name(story, place), group, words.medians(story.findings.medians[place]), change(place))
        })
        .collect();
    let total_change = story.findings.since.as_ref().map(|_| (0..story.findings.totals.len()).filter_map(change).sum());
    let total = Some(row(words.get(labels::ALL_CUSTOMERS), &all, String::new(), total_change));
    Table { caption: words.get(labels::SECTION_SEGMENTS), columns, rows, total }
}

pub(super) fn section(story: &Story<'_>) -> Section {
    let words = &story.words;
    let mut table = segment_table(story);
    table.columns.push(
        Column::new(words.get(labels::COLUMN_ORDER_VALUE), Kind::Number)
            .meaning(words.get(labels::MEANING_ORDER_VALUE)),
    );
    table
        .columns
        .push(Column::new(words.get(labels::COLUMN_GAP), Kind::Number).meaning(words.get(labels::MEANING_GAP)));
    let all = whole(story);
    let groups: Vec<&Group> = filled(story).map(|(_, group)| group).collect();
    for (row, group) in table.rows.iter_mut().zip(groups).chain(table.total.iter_mut().zip([&all])) {
        row.push(Cell::new(
            group.order_value().map_or_else(|| number::MISSING.to_string(), |value| words.compact(value)),
        ));
        row.push(Cell::new(
            group.mean_gap().map_or_else(|| number::MISSING.to_string(), |gap| number::decimal(gap, 0)),
        ));
    }
    let actions = Table {
        caption: words.get(labels::COLUMN_ACTION),
        columns: vec![
            Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
            Column::new(words.get(labels::COLUMN_ACTION), Kind::Text),
        ],
        rows: filled(story)
            .map(|(place, _)| {
                let segment = &story.findings.assessment.segments[place];
                vec![Cell::new(words.name(segment)).strong(), Cell::new(segment.action.get(words.lang))]
            })
            .collect(),
        total: None,
    };
    let blocks = vec![
        Block::Chart(Box::new(treemap(story, &table))),
        Block::Chart(Box::new(shares(story, &table))),
        Block::Table(table),
        Block::Table(actions),
    ];
    Section {
        id: "segments".into(),
        title: words.get(labels::SECTION_SEGMENTS),
        lead: words.get(labels::SECTION_SEGMENTS_LEAD),
        blocks,
    }
}

fn treemap(story: &Story<'_>, table: &Table) -> Chart {
    let words = &story.words;
    let last = story.findings.totals.len().saturating_sub(1).max(1) as f64;
    let tiles = filled(story)
        .map(|(place, group)| Tile {
            name: name(story, place),
            size: Quantity::new(group.revenue as f64, words.compact(group.revenue)),
            rank: place as f64 / last,
            tone: Tone::Neutral,
        })
        .collect();
    let scale = [words.get(labels::SCALE_BEST), words.get(labels::SCALE_WORST)];
    Chart {
        title: words.get(labels::CHART_TREEMAP),
        takeaway: answer(story),
        note: None,
        picture: Picture::Treemap(Treemap { scale, tiles }),
        table: table.clone(),
    }
}

fn shares(story: &Story<'_>, table: &Table) -> Chart {
    let (all, words) = (whole(story), &story.words);
    let part = |group: &Group| {
        let customers = group.customers as f64 / all.customers.max(1) as f64;
        let revenue = if all.revenue == 0 { 0.0 } else { group.revenue as f64 / all.revenue as f64 };
        (customers, revenue)
    };
    let best = filled(story).max_by(|a, b| {
        let ratio = |group: &Group| part(group).1 / part(group).0;
        ratio(a.1).total_cmp(&ratio(b.1))
    });
    let takeaway = best.map_or_else(String::new, |(place, group)| {
        let (customers, revenue) = part(group);
        let values: [(&'static str, &dyn std::fmt::Display); 2] =
            [("segment", &name(story, place)), ("ratio", &number::decimal(revenue / customers, 1))];
        labels::CHART_SHARES_SAYS.with(&values).render(words.lang)
    });
    let rows = filled(story)
        .map(|(place, group)| {
            let (customers, revenue) = part(group);
            let quantity = |share: f64| Quantity::new(share, number::percent(share));
            Pair { name: name(story, place), values: [quantity(customers), quantity(revenue)], tone: Tone::Neutral }
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

/// The heat map of recency and frequency.
pub(super) fn map(story: &Story<'_>) -> Section {
    let words = &story.words;
    let bins = usize::from(story.settings.bins);
    let mut counts = vec![vec![0u64; bins]; bins];
    for [r, f, _] in story.findings.assessment.scores.iter().flatten() {
        counts[usize::from(*r) - 1][usize::from(*f) - 1] += 1;
    }
    let often = bins - bins / 2 + 1;
    let silent: u64 = counts.iter().take(2.min(bins - 1)).map(|row| row[often - 1..].iter().sum::<u64>()).sum();
    let cell = |n: u64| (n > 0).then(|| Quantity::new(n as f64, words.count(n)));
    let rows: Vec<(String, Vec<Option<Quantity>>)> =
        (0..bins).rev().map(|r| (format!("R{}", r + 1), counts[r].iter().map(|n| cell(*n)).collect())).collect();
    let table = Table {
        caption: words.get(labels::CHART_MAP),
        columns: std::iter::once(Column::new("", Kind::Text))
            .chain((1..=bins).map(|f| Column::new(format!("F{f}"), Kind::Number)))
            .collect(),
        rows: (0..bins)
            .rev()
            .map(|r| {
                std::iter::once(Cell::new(format!("R{}", r + 1)))
                    .chain(counts[r].iter().map(|n| Cell::new(words.count(*n))))
                    .collect()
            })
            .collect(),
        total: None,
    };
    let picture = Picture::HeatMap(HeatMap {
        across: words.get(labels::AXIS_FREQUENCY),
        down: words.get(labels::AXIS_RECENCY),
        columns: (1..=bins).map(|f| format!("F{f}")).collect(),
        rows,
    });
    let chart = Chart {
        title: words.get(labels::CHART_MAP),
        takeaway: labels::CHART_MAP_SAYS.with(&[("n", &words.count(silent))]).render(words.lang),
        note: None,
        picture,
        table,
    };
    Section {
        id: "map".into(),
        title: words.get(labels::SECTION_MAP),
        lead: words.get(labels::SECTION_MAP_LEAD),
        blocks: vec![Block::Chart(Box::new(chart))],
    }
}
