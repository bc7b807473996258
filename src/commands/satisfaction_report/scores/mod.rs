//! Scores: NPS, CSAT, CES and mean of each question, by period and segment, with the response rate beside them.
//!
//! | file | its job |
//! |---|---|
//! | `answered` | reads the surveys |
//! | `margins` | known totals, from a file |
//! | `questions` | what each question measures and on which scale; questions that are one are pooled |
//! | `weights` | the weight of each stratum that meets the known totals |
//! | `cells` | the answers of each segment and period |
//! | `left_out` | rows that are in no score, by rule |
//! | `series` | scores with intervals, changes and q-values |
//! | `section`, `sentences` | what the report says |

mod answered;
mod cells;
mod left_out;
mod margins;
mod questions;
mod section;
mod sentences;
mod series;
mod weights;

use std::collections::BTreeMap;

use crate::error::Error;
use crate::labels::Text;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::{Segment, Series};
use super::files::Files;
use super::load::Loaded;
use super::span::Span;
use questions::{Origin, Pool};
use weights::Weighting;

pub(super) use answered::{Answered, load};
pub(super) use margins::Margins;

/// The scores.
pub(super) struct Scores {
    pub(super) series: Vec<Series>,
    pools: Vec<Pooled>,
    warnings: Vec<Text>,
    /// The scale of every question, for the manifest.
    scales: serde_json::Value,
    /// Rows in no score, by the rule that leaves them out.
    left_out: BTreeMap<&'static str, u64>,
}

/// Questions that are one, and how their answers are weighted.
struct Pooled {
    pool: Pool,
    weighting: Weighting,
}

/// Makes the scores of what was answered.
///
/// # Errors
/// Kind `Contract` for questions whose scale cannot be told, and kind `Model` for weights that do not meet the totals.
pub(super) fn find(
    settings: &SatisfactionSettings,
    files: &Files,
    loaded: &Loaded,
    answered: &Answered,
    span: &Span,
) -> Result<Scores, Error> {
    answered.check_weights()?;
    let decided = questions::decide(settings, answered, &loaded.gathered.inputs)?;
    let mut warnings = decided.warnings;
    warnings.extend(answered.warnings(loaded));
    let (mut series, mut pools) = (Vec::new(), Vec::new());
    let scales = decided.pools.iter().map(|pool| scales_of(pool, answered)).collect();
    for pool in decided.pools {
        crate::interrupt::check()?;
        let weighting = weights::of(&pool, answered, files.margins.as_ref(), settings.margins.as_deref())?;
        warnings.extend(weights::warnings(&pool, &weighting, span));
        let segments = cells::segments(&pool, answered, &weighting, loaded.groups.segments(), settings, span);
        warnings.extend(cells::warnings(&pool, &segments));
        series.extend(series::of(&pool, &segments, span)?);
        pools.push(Pooled { pool, weighting });
    }
    let left_out = left_out::rows(answered, &pools);
    Ok(Scores { series, pools, warnings, scales, left_out })
}

/// The scale of a pool, and of each of its questions where it comes from.
fn scales_of(pool: &Pool, answered: &Answered) -> serde_json::Value {
    let question = |(place, origin): (&u32, &Origin)| {
        let own = answered.answers.questions.get(*place as usize);
        serde_json::json!({
            "survey": own.and_then(|own| own.survey.as_deref()),
            "metric": own.and_then(|own| own.metric.as_deref()),
            "scale_from": origin.id(),
        })
    };
    serde_json::json!({
        "metric": pool.id,
        "lowest": pool.scale.lowest(),
        "highest": pool.scale.highest(),
        "questions": pool.questions.iter().zip(&pool.origins).map(question).collect::<Vec<serde_json::Value>>(),
    })
}

impl Scores {
    /// The scores of all customers, response rates and shares of promoters aside.
    pub(super) fn headline(&self) -> impl Iterator<Item = &Series> {
        let ids: Vec<&str> = self.pools.iter().map(|pooled| pooled.pool.id.as_str()).collect();
        let own =
            move |series: &&Series| series.segment == Segment::Everyone && ids.contains(&series.metric.id.as_str());
        self.series.iter().filter(own)
    }

    /// Rows in no score, by the rule that leaves them out.
    pub(super) fn left_out(&self) -> &BTreeMap<&'static str, u64> {
        &self.left_out
    }

    /// The scales, for the manifest.
    pub(super) fn scales(&self) -> &serde_json::Value {
        &self.scales
    }

    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        self.warnings.clone()
    }
}
