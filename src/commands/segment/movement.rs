//! Movement since the earlier date: both labellings side by side, then the model.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Kind, Problem};
use crate::labels::Label;
use crate::models::movement::{Movement, Snapshot, movement};
use crate::models::rfm::rules::{RuleSet, Segment};
use crate::reduce::histories::Histories;
use crate::settings::segment::SegmentSettings;

use super::assess::{Assessment, assign, score_all};
use super::load::Before;

const OTHER_RULES: Label = Label::new(
    "--previous holds segments that these rules do not know: {names}",
    "--previous 中有当前规则没有的分群：{names}",
);
const SAME_RULES: Label = Label::new("run both with the same --rules", "两次运行请使用相同的 --rules");

/// Movement and the day it is measured from.
pub(super) struct Since {
    pub(super) day: Option<i32>,
    pub(super) movement: Movement,
    /// Segment of each customer of the histories at the earlier date.
    pub(super) previous: Vec<Option<usize>>,
}

/// How customers moved since `before`.
pub(super) fn since(
    settings: &SegmentSettings,
    rules: &RuleSet,
    before: &Before,
    histories: &Histories,
    assessment: &Assessment,
) -> Result<Since, Error> {
    let (day, old) = match before {
        Before::Histories { day, histories } => (Some(*day), assessed(settings, rules, histories)?),
        Before::Segments { day, rows } => (*day, written(rows, assessment)?),
    };
    let new: BTreeMap<&str, (usize, i128)> = (0..histories.len())
        .map(|at| (histories.customer_id[at].as_str(), (assessment.segment[at], i128::from(histories.net[at]))))
        .collect();
    let everyone: BTreeSet<&str> = new.keys().chain(old.keys()).copied().collect();
    let column = |table: &BTreeMap<&str, (usize, i128)>| -> (Vec<Option<usize>>, Vec<i128>) {
        everyone.iter().map(|id| table.get(id).map_or((None, 0), |(segment, net)| (Some(*segment), *net))).unzip()
    };
    let ((old_segments, old_revenue), (new_segments, new_revenue)) = (column(&old), column(&new));
    let rank: Vec<u32> = (0u32..).take(assessment.segments.len()).collect();
    let movement = movement(
        Snapshot { segments: &old_segments, revenue: &old_revenue },
        Snapshot { segments: &new_segments, revenue: &new_revenue },
        &rank,
    )
    .map_err(|error| Error::new(Kind::Contract, Problem::new(error.text())))?;
    let previous = histories.customer_id.iter().map(|id| old.get(id.as_str()).map(|(segment, _)| *segment)).collect();
    Ok(Since { day, movement, previous })
}

/// The segments of the earlier date, cut as a run on that date would have cut them.
fn assessed<'a>(
    settings: &SegmentSettings,
    rules: &RuleSet,
    histories: &'a Histories,
) -> Result<BTreeMap<&'a str, (usize, i128)>, Error> {
    if histories.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (_, scores) = score_all(settings, histories)?;
    let segment = assign(rules, &scores);
    let rows = histories.customer_id.iter().zip(segment).zip(&histories.net);
    Ok(rows.map(|((id, segment), net)| (id.as_str(), (segment, i128::from(*net)))).collect())
}

/// The segments an earlier run wrote.
fn written<'a>(
    rows: &'a BTreeMap<String, (String, i128)>,
    assessment: &Assessment,
) -> Result<BTreeMap<&'a str, (usize, i128)>, Error> {
    let place = |id: &str| assessment.segments.iter().position(|segment| segment.id == id);
    let unknown: BTreeSet<&str> = rows.values().map(|(id, _)| id.as_str()).filter(|id| place(id).is_none()).collect();
    if !unknown.is_empty() {
        let names = unknown.into_iter().collect::<Vec<_>>().join(", ");
        let problem = Problem::at("--previous", OTHER_RULES.with(&[("names", &names)])).hint(SAME_RULES.text());
        return Err(Error::new(Kind::Contract, problem));
    }
    let last = place(Segment::RETURNS_ONLY).unwrap_or_default();
    Ok(rows.iter().map(|(id, (segment, net))| (id.as_str(), (place(segment).unwrap_or(last), *net))).collect())
}
