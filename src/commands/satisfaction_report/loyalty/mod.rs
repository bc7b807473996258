//! Loyalty: who buys again, how many buy at all, for how long they have been customers, and how much of what they spend in
//! the category they spend here.

mod counts;
mod series;
mod wallet;
mod words;

use crate::commands::speaker::Speaker;
use crate::error::Error;
use crate::reduce::satisfaction::bought::Bought;
use crate::report::Section;

use super::figures::{Segment, Series, Shown};
use super::groups::Groups;
use super::load::Loaded;
use super::span::Span;
use counts::Counts;
use wallet::Basis;

/// What was found.
pub(super) struct Loyalty {
    /// Repurchase rates of all segments, then their active customers, then how long these have been customers.
    pub(super) series: Vec<Series>,
    /// One a segment.
    tenures: Vec<Tenure>,
    /// What the share of wallet rests on; `None` where no category spend is known.
    wallet: Option<Basis>,
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
    /// How many they are.
    customers: u64,
    shown: Shown,
}

/// Who buys again.
pub(super) fn find(loaded: &Loaded, bought: &Bought, groups: &Groups, span: &Span) -> Result<Loyalty, Error> {
    let counts = Counts::new(bought, groups, span);
    let mut series = series::all(&counts, groups, span)?;
    let tenures = series::tenures(&counts, groups)?;
    series.extend(series::of_tenures(&tenures, span));
    let wallet = loaded.wallets.as_ref().map(|own| Basis::of(own, bought));
    if let Some(own) = loaded.wallets.as_ref().filter(|_| wallet.is_some_and(|basis| basis.is_whole)) {
        series.extend(wallet::series(own, groups, span)?);
    }
    let named = |at: usize| Period { at, name: span.name(at) };
    Ok(Loyalty {
        series,
        tenures,
        wallet,
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
