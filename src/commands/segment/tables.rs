//! The result tables of `huike segment`.

use std::ops::Range;

use crate::deliver::table::{ResultTable, TableBuilder};
use crate::error::Error;
use crate::labels::{Lang, segment as labels};
use crate::numerics::interval::wilson;
use crate::reduce::profiles::{Group, Value};
use crate::settings::segment::SegmentSettings;

use super::assess::{DIMENSIONS, frequency};
use super::load::Loaded;
use super::result::{Findings, SafeProfile};

/// Confidence of all intervals.
pub(super) const CONFIDENCE: f64 = 0.95;

/// All tables, the primary one first.
pub(super) fn all<'a>(
    settings: &'a SegmentSettings,
    loaded: &'a Loaded,
    findings: &'a Findings,
    lang: Lang,
) -> Result<Vec<ResultTable<'a>>, Error> {
    let mut tables = vec![segments(settings, loaded, findings, lang)?, summary(findings)?, thresholds(findings)?];
    if !findings.profiles.is_empty() {
        tables.push(profiles(findings)?);
    }
    if findings.since.is_some() {
        tables.push(transitions(findings)?);
    }
    if findings.clusters.is_some() {
        tables.push(clusters(findings)?);
    }
    Ok(tables)
}

/// One row a customer, sorted by id.
pub(super) fn segments<'a>(
    settings: &'a SegmentSettings,
    loaded: &'a Loaded,
    findings: &'a Findings,
    lang: Lang,
) -> Result<ResultTable<'a>, Error> {
    let histories = &loaded.histories;
    let mut money = histories.net.iter().chain(&histories.returned);
    let decimals = if money.any(|amount| amount % 100 != 0) { 4 } else { 2 };
    ResultTable::in_batches("segments", histories.len(), decimals, move |rows| {
        segment_rows(settings, loaded, findings, lang, rows)
    })
}

fn segment_rows(
    settings: &SegmentSettings,
    loaded: &Loaded,
    findings: &Findings,
    lang: Lang,
    rows: Range<usize>,
) -> TableBuilder {
    let (histories, assessment) = (&loaded.histories, &findings.assessment);
    let name = |at: usize| &assessment.segments[assessment.segment[at]];
    let scores = &assessment.scores[rows.clone()];
    let score = |dimension: usize| scores.iter().map(move |scores| scores.map(|scores| i64::from(scores[dimension])));
    let rfm = scores
        .iter()
        .map(|scores| scores.map(|scores| scores.map(|score| char::from(b'0' + score)).iter().collect::<String>()));
    let money = |amount: &i64| Some(i128::from(*amount));
    let readings = &assessment.readings[rows.clone()];
    let mut table = ResultTable::build("segments")
        .text("customer_id", histories.customer_id[rows.clone()].iter().map(Some))
        .day("as_of", rows.clone().map(|_| loaded.as_of))
        .day("first_purchase", histories.first_day[rows.clone()].iter().copied())
        .day("last_purchase", histories.last_day[rows.clone()].iter().copied())
        .integer("recency_days", histories.recency_days[rows.clone()].iter().copied())
        .integer("purchase_days", histories.purchase_days[rows.clone()].iter().map(|days| i64::from(*days)))
        .integer("orders", histories.orders[rows.clone()].iter().map(|orders| i64::from(*orders)))
        .integer("frequency", rows.clone().map(|at| i64::from(frequency(settings, histories, at))))
        .money("monetary", histories.net[rows.clone()].iter().map(money))
        .money("returned", histories.returned[rows.clone()].iter().map(money))
        .integer("recency_score", score(0))
        .integer("frequency_score", score(1))
        .integer("monetary_score", score(2))
        .text("rfm", rfm)
        .text("segment", rows.clone().map(|at| Some(&name(at).id)))
        .text("segment_name", rows.clone().map(|at| Some(name(at).label.get(lang))))
        .text("value_tier", assessment.tiers.tiers[rows.clone()].iter().map(|tier| Some(tier.id())))
        .text("stage", readings.iter().map(|reading| reading.map(|reading| reading.stage.id())))
        .number("expected_gap_days", readings.iter().map(|reading| reading.map(|reading| reading.expected_gap)));
    if let Some(since) = &findings.since {
        let id = |segment: &Option<usize>| segment.map(|segment| &assessment.segments[segment].id);
        table = table.text("previous_segment", since.previous[rows.clone()].iter().map(id));
    }
    if let Some(found) = &findings.clusters {
        let number = |cluster: &Option<usize>| cluster.map(|cluster| cluster as i64 + 1);
        table = table.integer("cluster", found.of_customer[rows].iter().map(number));
    }
    table
}

fn summary(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let segments = &findings.assessment.segments;
    let totals = &findings.totals;
    let customers: u64 = totals.iter().map(|group| group.customers).sum();
    let revenue: i128 = totals.iter().map(|group| group.revenue).sum();
    let interval = |group: &Group| wilson(group.customers, customers, CONFIDENCE);
    let middle =
        |dimension: usize| findings.medians.iter().map(move |medians| medians.map(|medians| medians[dimension]));
    ResultTable::build("segment_summary")
        .text("segment", segments.iter().map(|segment| Some(segment.id.clone())))
        .text("name_en", segments.iter().map(|segment| Some(segment.label.en.clone())))
        .text("name_zh", segments.iter().map(|segment| Some(segment.label.zh.clone())))
        .integer("customers", totals.iter().map(|group| group.customers as i64))
        .number("customer_share", totals.iter().map(|group| ratio(group.customers as f64, customers as f64)))
        .number("customer_share_low", totals.iter().map(|group| interval(group).map(|interval| interval.lower)))
        .number("customer_share_high", totals.iter().map(|group| interval(group).map(|interval| interval.upper)))
        .money("revenue", totals.iter().map(|group| Some(group.revenue)))
        .number("revenue_share", totals.iter().map(|group| ratio(group.revenue as f64, revenue as f64)))
        .integer("orders", totals.iter().map(|group| group.orders as i64))
        .money("average_order_value", totals.iter().map(|group| group.order_value()))
        .number("recency_median", middle(0))
        .number("frequency_median", middle(1))
        .number("monetary_median", middle(2))
        .number("mean_gap_days", totals.iter().map(Group::mean_gap))
        .text("action_en", segments.iter().map(|segment| Some(segment.action.en.clone())))
        .text("action_zh", segments.iter().map(|segment| Some(segment.action.zh.clone())))
        .finish()
}

fn thresholds(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let assessment = &findings.assessment;
    let mut rows = Vec::new();
    for (dimension, (name, scale)) in DIMENSIONS.into_iter().zip(&assessment.scales).enumerate() {
        let empty = scale.empty_scores();
        for threshold in scale.thresholds() {
            let count =
                assessment.scores.iter().flatten().filter(|scores| scores[dimension] == threshold.score).count();
            let (lower, upper) = (Some(threshold.lower), Some(threshold.upper));
            rows.push((
                name,
                threshold.score.to_string(),
                lower,
                upper,
                count as i64,
                empty.contains(&threshold.score),
            ));
        }
    }
    let tiers = &assessment.tiers;
    let (a, b) = (tiers.a_from.map(units), tiers.b_from.map(units));
    for (tier, lower, upper) in [("A", a, None), ("B", b, a), ("C", None, b.or(a))] {
        let count = tiers.tiers.iter().filter(|known| known.id() == tier).count();
        rows.push(("value_tier", tier.to_string(), lower, upper, count as i64, count == 0));
    }
    ResultTable::build("thresholds")
        .text("dimension", rows.iter().map(|row| Some(row.0.to_string())))
        .text("score", rows.iter().map(|row| Some(row.1.clone())))
        .number("from", rows.iter().map(|row| row.2))
        .number("below", rows.iter().map(|row| row.3))
        .integer("customers", rows.iter().map(|row| row.4))
        .boolean("empty", rows.iter().map(|row| row.5))
        .finish()
}

struct ProfileRow {
    dimension: String,
    value: String,
    segment: String,
    /// Nothing where the count is hidden.
    group: Option<Group>,
    base: u64,
    share_of_all: Option<f64>,
}

fn profiles(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let rows: Vec<ProfileRow> = findings.profiles.iter().flat_map(|profile| profile_rows(profile, findings)).collect();
    let share = |row: &ProfileRow| row.group.and_then(|group| ratio(group.customers as f64, row.base as f64));
    let interval = |row: &ProfileRow| row.group.and_then(|group| wilson(group.customers, row.base, CONFIDENCE));
    ResultTable::build("profiles")
        .text("dimension", rows.iter().map(|row| Some(row.dimension.clone())))
        .text("value", rows.iter().map(|row| Some(row.value.clone())))
        .text("segment", rows.iter().map(|row| Some(row.segment.clone())))
        .integer("customers", rows.iter().map(|row| row.group.map(|group| group.customers as i64)))
        .integer("base", rows.iter().map(|row| row.base as i64))
        .number("share", rows.iter().map(share))
        .number("share_low", rows.iter().map(|row| interval(row).map(|interval| interval.lower)))
        .number("share_high", rows.iter().map(|row| interval(row).map(|interval| interval.upper)))
        .number("index", rows.iter().map(|row| Some(share(row)? / row.share_of_all.filter(|all| *all > 0.0)? * 100.0)))
        .money("revenue", rows.iter().map(|row| row.group.map(|group| group.revenue)))
        .money("average_order_value", rows.iter().map(|row| row.group.and_then(|group| group.order_value())))
        .number("mean_gap_days", rows.iter().map(|row| row.group.and_then(|group| group.mean_gap())))
        .boolean("suppressed", rows.iter().map(|row| row.group.is_none()))
        .finish()
}

fn profile_rows(safe: &SafeProfile, findings: &Findings) -> Vec<ProfileRow> {
    let mut rows = Vec::new();
    for (place, value) in safe.profile.values.iter().enumerate() {
        let total = safe.total(place);
        let shown = !safe.hidden_totals[place];
        let share_of_all = ratio(total.customers as f64, safe.base() as f64).filter(|_| shown);
        let row = |segment: &str, group: Option<Group>, base: u64| ProfileRow {
            dimension: safe.profile.dimension.clone(),
            value: value_name(value, Lang::En),
            segment: segment.to_string(),
            group,
            base,
            share_of_all,
        };
        rows.push(row("all", shown.then_some(total), safe.base()));
        for segment in &safe.segments {
            let group = (!safe.hidden[place][*segment]).then(|| safe.profile.groups[place][*segment]);
            rows.push(row(&findings.assessment.segments[*segment].id, group, safe.bases[*segment]));
        }
    }
    rows
}

/// The name of a profile value.
pub(super) fn value_name(value: &Value, lang: Lang) -> String {
    match value {
        Value::Known(name) => name.clone(),
        Value::Rest => labels::REST.get(lang).to_string(),
        Value::Unknown => labels::UNKNOWN.get(lang).to_string(),
    }
}

fn transitions(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let Some(since) = &findings.since else { return ResultTable::build("transitions").finish() };
    let segments = &findings.assessment.segments;
    let movement = &since.movement;
    let id = |at: usize| Some(segments[at].id.clone());
    let mut rows = Vec::new();
    for from in 0..segments.len() {
        let base: u64 =
            movement.transitions[from].iter().map(|flow| flow.customers).sum::<u64>() + movement.left[from].customers;
        let flows = movement.transitions[from].iter().enumerate().map(|(to, flow)| (id(from), id(to), *flow, base));
        rows.extend(flows.chain([(id(from), None, movement.left[from], base)]));
    }
    rows.extend((0..segments.len()).map(|to| (None, id(to), movement.entered[to], 0)));
    rows.retain(|(_, _, flow, _)| flow.customers > 0);
    ResultTable::build("transitions")
        .text("from_segment", rows.iter().map(|row| row.0.clone()))
        .text("to_segment", rows.iter().map(|row| row.1.clone()))
        .integer("customers", rows.iter().map(|row| row.2.customers as i64))
        .number("share_of_from", rows.iter().map(|row| ratio(row.2.customers as f64, row.3 as f64)))
        .money("revenue_before", rows.iter().map(|row| Some(row.2.old_revenue)))
        .money("revenue_after", rows.iter().map(|row| Some(row.2.new_revenue)))
        .finish()
}

fn clusters(findings: &Findings) -> Result<ResultTable<'static>, Error> {
    let Some(found) = &findings.clusters else { return ResultTable::build("clusters").finish() };
    let all: usize = found.clustering.clusters.iter().map(|cluster| cluster.size).sum();
    let rows: Vec<_> = found
        .clustering
        .clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.traits.iter().map(move |feature| (at, cluster, feature)))
        .collect();
    ResultTable::build("clusters")
        .integer("cluster", rows.iter().map(|row| row.0 as i64 + 1))
        .integer("customers", rows.iter().map(|row| row.1.size as i64))
        .number("customer_share", rows.iter().map(|row| ratio(row.1.size as f64, all as f64)))
        .text("feature", rows.iter().map(|row| found.features.get(row.2.feature).cloned()))
        .number("difference_sd", rows.iter().map(|row| Some(row.2.difference)))
        .number("mean", rows.iter().map(|row| Some(row.2.mean)))
        .number("median", rows.iter().map(|row| Some(row.2.median)))
        .finish()
}

/// A share, where the whole is not nothing.
pub(super) fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}

/// 1/10000 of the currency unit as units, for numbers that are thresholds and not money.
fn units(amount: i128) -> f64 {
    amount as f64 / crate::exports::cast::UNIT as f64
}
