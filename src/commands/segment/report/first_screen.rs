//! The first screen: what the report is, the answer, a few figures, what was found and what to do next.

use std::cmp::Reverse;

use crate::exports::cast::UNIT;
use crate::labels::{Label, Text, segment as labels};
use crate::models::lifecycle::Stage;
use crate::reduce::profiles::Group;
use crate::report::{KeyFigure, Step, Tone, number};

use super::need::Need;
use super::{Story, profiles, segments, stages};

/// Steps that fit on the first screen.
const STEPS: usize = 4;

pub(super) fn subtitle(story: &Story<'_>) -> String {
    let (all, words) = (segments::whole(story), &story.words);
    let label = if story.loaded.as_of.is_some() { labels::SUBTITLE } else { labels::SUBTITLE_UNDATED };
    let as_of = story.loaded.as_of.map(|day| words.date(day)).unwrap_or_default();
    let (customers, orders) = (words.count(all.customers), words.count(all.orders));
    let rules = words.rules(&story.settings.rules);
    let values: [(&'static str, &dyn std::fmt::Display); 4] =
        [("as_of", &as_of), ("customers", &customers), ("orders", &orders), ("rules", &rules)];
    label.with(&values).render(words.lang)
}

/// Who is best, and who comes next.
pub(super) fn answer(story: &Story<'_>, needs: &[Need]) -> String {
    let (all, words) = (segments::whole(story), &story.words);
    let mut best = with_need(story, needs, &[Need::Keep]);
    if best.is_empty() {
        best = segments::filled(story).collect();
        best.sort_by_key(|(place, group)| (Reverse(group.revenue), *place));
        best.truncate(1);
    }
    let names: Vec<_> = best.iter().map(|(place, _)| &story.findings.assessment.segments[*place]).collect();
    let (customers, revenue) = sum(&best);
    let mut next = with_need(story, needs, &[Need::Act, Need::WinBack]);
    next.retain(|(place, _)| best.iter().all(|(taken, _)| taken != place));
    let (good, good_revenue) = sum(&next);
    let customer_share = words.share(customers as f64, all.customers as f64);
    if all.revenue <= 0 {
        let values: [(&'static str, &dyn std::fmt::Display); 2] =
            [("segments", &words.names(&names)), ("customer_share", &customer_share)];
        return labels::ANSWER_NO_REVENUE.with(&values).render(words.lang);
    }
    let then = if good > 0 {
        let share = words.share(good_revenue as f64, all.revenue as f64);
        let label = if stages::no_rhythm(story) { labels::ANSWER_THEN_OLDEST } else { labels::ANSWER_THEN };
        label.with(&[("n", &words.count(good)), ("share", &share)]).render(words.lang)
    } else {
        String::new()
    };
    labels::ANSWER_KEEP
        .with(&[
            ("segments", &words.names(&names)),
            ("customer_share", &customer_share),
            ("revenue_share", &words.share(revenue as f64, all.revenue as f64)),
            ("then", &then),
        ])
        .render(words.lang)
}

/// Segments with customers and one of these needs, largest revenue first.
fn with_need<'a>(story: &'a Story<'_>, needs: &[Need], wanted: &[Need]) -> Vec<(usize, &'a Group)> {
    let mut found: Vec<_> = segments::filled(story).filter(|(place, _)| wanted.contains(&needs[*place])).collect();
    found.sort_by_key(|(place, group)| (Reverse(group.revenue), *place));
    found
}

fn sum(groups: &[(usize, &Group)]) -> (u64, i128) {
    groups.iter().fold((0, 0), |sum, (_, group)| (sum.0 + group.customers, sum.1 + group.revenue))
}

pub(super) fn figures(story: &Story<'_>, needs: &[Need]) -> Vec<KeyFigure> {
    let (all, words) = (segments::whole(story), &story.words);
    let histories = &story.loaded.histories;
    let returned: i128 = histories.returned.iter().map(|amount| -i128::from(*amount)).sum();
    let render =
        |label: Label, values: &[(&'static str, &dyn std::fmt::Display)]| label.with(values).render(words.lang);
    let before = story.findings.since.as_ref().map(|since| {
        let entered: u64 = since.movement.entered.iter().map(|flow| flow.customers).sum();
        let left: u64 = since.movement.left.iter().map(|flow| flow.customers).sum();
        let change = number::count_change(i128::from(entered) - i128::from(left));
        render(labels::SINCE_CHANGE, &[("change", &change), ("day", &words.since(since))])
    });
    let tier_a = story.findings.assessment.tiers.tiers.iter().filter(|tier| tier.id() == "A").count() as f64;
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
            label: render(labels::FIGURE_TIER_A, &[("cut", &percent_cut(story))]),
            value: words.count(tier_a as u64),
            note: Some(render(labels::OF_CUSTOMERS, &[("share", &words.share(tier_a, all.customers as f64))])),
            ..KeyFigure::default()
        },
    ];
    let of_revenue = |revenue: i128| {
        let share = words.share(revenue as f64, all.revenue as f64);
        (all.revenue > 0).then(|| render(labels::OF_REVENUE, &[("share", &share)]))
    };
    if let Some(since) = story.findings.since.as_ref().filter(|since| !since.movement.starts_from_nobody()) {
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
    } else {
        let quiet = || sum(&with_need(story, needs, &[Need::Act, Need::WinBack]));
        let (label, (customers, revenue)) = match &story.findings.assessment.lifecycle {
            Some(lifecycle) if lifecycle.cohort_gap.is_some() => {
                (labels::FIGURE_LAPSED, stages::of(story, &[Stage::Lapsed]))
            }
            Some(_) => (labels::FIGURE_OLDEST, quiet()),
            None => (labels::FIGURE_QUIET, quiet()),
        };
        figures.push(KeyFigure {
            label: words.get(label),
            value: words.count(customers),
            note: of_revenue(revenue),
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

pub(super) fn findings(story: &Story<'_>) -> Vec<String> {
    let (all, words) = (segments::whole(story), &story.words);
    let mut sentences = Vec::new();
    let share = |part: u64| words.share(part as f64, all.customers as f64);
    let per_head = |group: &Group| group.revenue as f64 / group.customers.max(1) as f64;
    let dearest = segments::filled(story).max_by(|a, b| per_head(a.1).total_cmp(&per_head(b.1)).then(b.0.cmp(&a.0)));
    if let Some((place, group)) = dearest.filter(|_| all.revenue > 0) {
        let amount = words.units(per_head(group) / UNIT as f64);
        let ratio = number::decimal(per_head(group) / per_head(&all), 1);
        let segment = words.name(&story.findings.assessment.segments[place]);
        let values: [(&'static str, &dyn std::fmt::Display); 3] =
            [("segment", &segment), ("per_head", &amount), ("ratio", &ratio)];
        sentences.push(labels::FIND_TOP.with(&values).render(words.lang));
    }
    if stages::no_rhythm(story) {
        sentences.push(words.get(labels::FIND_NO_RHYTHM));
    } else if story.findings.assessment.lifecycle.is_some() {
        let of = |wanted: &[Stage]| share(stages::of(story, wanted).0);
        let values: [(&'static str, &dyn std::fmt::Display); 3] = [
            ("active", &of(&[Stage::Active, Stage::New, Stage::Returned])),
            ("slowing", &of(&[Stage::Slowing])),
            ("lapsed", &of(&[Stage::Lapsed])),
        ];
        sentences.push(labels::FIND_STAGE.with(&values).render(words.lang));
        let (lapsed, revenue) = stages::of(story, &[Stage::Lapsed]);
        if lapsed > 0 && all.revenue > 0 {
            let part = words.share(revenue as f64, all.revenue as f64);
            let values: [(&'static str, &dyn std::fmt::Display); 2] =
                [("revenue", &words.compact(revenue)), ("share", &part)];
            sentences.push(labels::FIND_LAPSED.with(&values).render(words.lang));
        }
    }
    if let Some(since) = &story.findings.since
        && since.movement.starts_from_nobody()
    {
        sentences.push(labels::FIND_NOBODY_THEN.with(&[("day", &words.since(since))]).render(words.lang));
    } else if let Some(since) = &story.findings.since {
        let fell = since.movement.at_risk();
        let stayed = since.movement.stability().map_or_else(|| number::MISSING.to_string(), number::percent);
        let values: [(&'static str, &dyn std::fmt::Display); 4] = [
            ("day", &words.since(since)),
            ("stayed", &stayed),
            ("fell", &words.count(fell.customers)),
            ("revenue", &words.compact(fell.old_revenue)),
        ];
        sentences.push(labels::FIND_MOVEMENT.with(&values).render(words.lang));
    }
    sentences.extend(profiles::finding(story));
    let empty = segments::collapsed(story);
    if !empty.is_empty() {
        let list = empty.join(crate::labels::report::LIST_COMMA.get(words.lang));
        sentences.push(labels::FIND_COLLAPSED.with(&[("list", &list)]).render(words.lang));
    }
    sentences
}

/// The actions in the order of what needs doing. Every need comes in with its largest segment before any comes in with
/// a second one; segments that need little are left to the table of actions.
pub(super) fn next_steps(story: &Story<'_>, needs: &[Need]) -> Vec<Step> {
    let words = &story.words;
    let mut ranked: Vec<(usize, Need, usize, &Group)> = Vec::new();
    for need in [Need::Keep, Need::Act, Need::WinBack, Need::Develop] {
        let found = with_need(story, needs, &[need]).into_iter().enumerate();
        ranked.extend(found.map(|(rank, (place, group))| (rank, need, place, group)));
    }
    ranked.sort_by_key(
        |(rank, need, place, group)| {
            if *rank == 0 { (0, Reverse(0), *need, 0) } else { (1, Reverse(group.revenue), *need, *place) }
        },
    );
    ranked.truncate(STEPS);
    ranked.sort_by_key(|(rank, need, _, _)| (*need, *rank));
    let step = |(_, need, place, group): (usize, Need, usize, &Group)| {
        let segment = &story.findings.assessment.segments[place];
        let lead = labels::NEXT_STEP
            .with(&[
                ("segment", &words.name(segment)),
                ("n", &words.count(group.customers)),
                ("revenue", &words.compact(group.revenue)),
            ])
            .and("need", need.label().map_or_else(|| Text::verbatim(""), Label::text))
            .render(words.lang);
        Step { lead, text: segment.action.get(words.lang).to_string() }
    };
    ranked.into_iter().map(step).collect()
}
