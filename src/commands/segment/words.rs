//! Numbers and names of this run as people read them.

use crate::exports::cast::format_date;
use crate::labels::{Label, Lang, segment as labels};
use crate::models::rfm::rules::Segment;
use crate::report::currency::symbol;
use crate::report::{money, number};
use crate::settings::segment::{Frequency, SegmentSettings};

use super::load::Loaded;
use super::movement::Since;

/// Puts this run's numbers into words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) lang: Lang,
    symbol: String,
}

impl Words {
    pub(super) fn new(lang: Lang, loaded: &Loaded) -> Words {
        Words { lang, symbol: symbol(loaded.currency.as_deref()) }
    }

    pub(super) fn get(&self, label: Label) -> String {
        label.get(self.lang).to_string()
    }

    pub(super) fn count(&self, n: u64) -> String {
        number::count(i128::from(n))
    }

    pub(super) fn exact(&self, amount: i128) -> String {
        money::money_exact(amount, &self.symbol)
    }

    pub(super) fn compact(&self, amount: i128) -> String {
        money::money_compact(amount, &self.symbol, self.lang)
    }

    /// A part of a whole as a percentage.
    pub(super) fn share(&self, part: f64, whole: f64) -> String {
        if whole == 0.0 { number::MISSING.to_string() } else { number::percent(part / whole) }
    }

    pub(super) fn date(&self, day: i32) -> String {
        let iso = format_date(day);
        let parts: Vec<i64> = iso.split('-').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year, month, day] => number::date(year as i32, month as u32, day as u32, self.lang),
            _ => iso,
        }
    }

    /// The day movement is measured from.
    pub(super) fn since(&self, since: &Since) -> String {
        since.day.map_or_else(|| self.get(labels::EARLIER_RUN), |day| self.date(day))
    }

    pub(super) fn name(&self, segment: &Segment) -> String {
        segment.label.get(self.lang).to_string()
    }

    /// The name of a profile's dimension.
    pub(super) fn dimension(&self, name: &str) -> String {
        let label = match name {
            "gender" => labels::DIM_GENDER,
            "age" => labels::DIM_AGE,
            "region" => labels::DIM_REGION,
            "income" => labels::DIM_INCOME,
            "tier" => labels::DIM_TIER,
            "category" => labels::DIM_CATEGORY,
            "channel" => labels::DIM_CHANNEL,
            "store" => labels::DIM_STORE,
            other => return other.to_string(),
        };
        self.get(label)
    }

    /// The name of a score's dimension, by its place.
    pub(super) fn score_dimension(&self, place: usize, settings: &SegmentSettings) -> String {
        self.get(match (place, settings.frequency) {
            (0, _) => labels::RECENCY,
            (1, Frequency::PurchaseDays) => labels::FREQUENCY_DAYS,
            (1, Frequency::Orders) => labels::FREQUENCY_ORDERS,
            _ => labels::MONETARY,
        })
    }

    /// Medians of recency, frequency and spend on one line.
    pub(super) fn medians(&self, medians: Option<[f64; 3]>) -> String {
        let plain = |value: f64| number::decimal(value, usize::from(value.fract() != 0.0));
        match medians {
            Some([r, f, m]) => format!("{} / {} / {}", plain(r), plain(f), number::count(m.round() as i128)),
            None => number::MISSING.to_string(),
        }
    }
}
