//! Loyalty: who buys again, how many buy at all, and for how long they have been customers.

mod counts;
mod series;
mod words;

use crate::commands::speaker::Speaker;
use crate::error::Error;
use crate::reduce::satisfaction::bought::Bought;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::{Segment, Series, Shown};
use super::groups::Groups;
use super::span::Span;
use counts::Counts;

/// What was found.
pub(super) struct Loyalty {
    /// Repurchase rates of all segments, then active customers of all segments.
    pub(super) series: Vec<Series>,
    /// One a segment.
    tenures: Vec<Tenure>,
    /// The newest period whose customers have all had the time to buy again.
    followed: Option<Period>,
    /// The newest full period.
    newest: Option<Period>,
}

/// A period and its name.
struct Period {
    at: usize,
    name: String,
}

/// How long the customers of a segment who bought in the last full period have been customers.
struct Tenure {
    segment: Segment,
    /// Median days from the first purchase on record to the end of the period.
    median: Option<f64>,
    shown: Shown,
}

/// Who buys again.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    bought: &Bought,
    groups: &Groups,
    span: &Span,
) -> Result<Loyalty, Error> {
    let counts = Counts::new(bought, groups, span);
    let series = series::all(&counts, groups, span)?;
    let named = |at: usize| Period { at, name: span.name(at) };
    Ok(Loyalty {
        series,
        tenures: series::tenures(&counts, groups)?,
        followed: counts.followed_until(span).map(named),
        newest: span.last_full().map(named),
    })
}

impl Loyalty {
    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        words::sentences(self, speaker)
    }

    /// The section of the report.
    pub(super) fn section(&self, speaker: &Speaker, _span: &Span) -> Option<Section> {
        words::section(self, speaker)
    }

    /// The series of a metric and segment.
    fn of(&self, metric: &str, segment: &Segment) -> Option<&Series> {
        self.series.iter().find(|series| series.metric.id == metric && series.segment == *segment)
    }
}
