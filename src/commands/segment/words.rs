//! Numbers and names of this run as people read them.

use std::ops::Deref;

use crate::commands::ledger::file_name;
use crate::commands::speaker::Speaker;
use crate::exports::cast::AgeBand;
use crate::labels::{Lang, segment as labels};
use crate::models::rfm::rules::Segment;
use crate::reduce::profiles::Value;
use crate::report::number;
use crate::settings::segment::{Frequency, SegmentSettings};

use super::load::Loaded;
use super::movement::Since;
use super::tables::value_name;

/// Puts this run's numbers into words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    speaker: Speaker,
}

impl Deref for Words {
    type Target = Speaker;

    fn deref(&self) -> &Speaker {
        &self.speaker
    }
}

impl Words {
    pub(super) fn new(lang: Lang, loaded: &Loaded) -> Words {
        Words { speaker: Speaker::new(lang, loaded.currency.as_deref()) }
    }

    /// The day movement is measured from.
    pub(super) fn since(&self, since: &Since) -> String {
        since.day.map_or_else(|| self.get(labels::EARLIER_RUN), |day| self.date(day))
    }

    pub(super) fn name(&self, segment: &Segment) -> String {
        segment.label.get(self.lang).to_string()
    }

    /// Segments inside a sentence, however many there are.
    pub(super) fn names(&self, segments: &[&Segment]) -> String {
        match segments {
            [] => String::new(),
            [a] => labels::ONE_SEGMENT.with(&[("a", &self.name(a))]).render(self.lang),
            [a, b] => labels::TWO_SEGMENTS.with(&[("a", &self.name(a)), ("b", &self.name(b))]).render(self.lang),
            [a, b, rest @ ..] => {
                let (n, total) = (rest.len(), segments.len());
                let values: [(&'static str, &dyn std::fmt::Display); 4] =
                    [("a", &self.name(a)), ("b", &self.name(b)), ("n", &n), ("total", &total)];
                labels::MORE_SEGMENTS.with(&values).render(self.lang)
            }
        }
    }

    /// What the rules are called: a built-in set by its name, a file without its folders.
    pub(super) fn rules(&self, rules: &str) -> String {
        match rules {
            "default" | "r-rfm" => labels::RULES_BUILT_IN.with(&[("name", &rules)]).render(self.lang),
            file => file_name(file).to_string(),
        }
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

    /// A value of a profile's dimension.
    pub(super) fn value(&self, dimension: &str, value: &Value) -> String {
        let band = |code: &str| AGE_BANDS.iter().find(|band| band.code() == code).map(|band| self.get(band.label()));
        match value {
            Value::Known(code) if dimension == "age" => band(code).unwrap_or_else(|| code.clone()),
            other => value_name(other, self.lang),
        }
    }

    /// A feature of the clusters by its name in the settings, `NAME: VALUE` for the mix of an order column.
    pub(super) fn feature(&self, name: &str, settings: &SegmentSettings) -> String {
        let label = match (name, settings.frequency) {
            ("recency", _) => labels::FEATURE_RECENCY,
            ("frequency", Frequency::PurchaseDays) => labels::FEATURE_PURCHASE_DAYS,
            ("frequency", Frequency::Orders) => labels::FEATURE_ORDERS,
            ("monetary", _) => labels::FEATURE_MONETARY,
            ("order-value", _) => labels::FEATURE_ORDER_VALUE,
            ("gap", _) => labels::FEATURE_GAP,
            ("tenure", _) => labels::FEATURE_TENURE,
            ("return-share", _) => labels::FEATURE_RETURNS,
            (other, _) => {
                return match other.split_once(": ") {
                    Some((_, value)) => labels::FEATURE_MIX.with(&[("value", &value)]).render(self.lang),
                    None => other.to_string(),
                };
            }
        };
        self.get(label)
    }

    /// What was asked for with a feature: the feature itself, or all of an order column.
    pub(super) fn feature_group(&self, name: &str, settings: &SegmentSettings) -> String {
        match name.split_once(": ") {
            Some(("category", _)) => self.get(labels::FEATURES_CATEGORY),
            Some(("channel", _)) => self.get(labels::FEATURES_CHANNEL),
            Some(("store", _)) => self.get(labels::FEATURES_STORE),
            _ => self.feature(name, settings),
        }
    }

    /// A value of a feature of the clusters.
    pub(super) fn feature_value(&self, name: &str, value: f64) -> String {
        match name {
            "recency" | "frequency" | "gap" | "tenure" => plain(value),
            "monetary" | "order-value" => self.units(value),
            _ => number::percent(value),
        }
    }

    /// An amount given in currency units.
    pub(super) fn units(&self, value: f64) -> String {
        let sign = if value <= -0.5 { "−" } else { "" };
        format!("{sign}{}{}", self.symbol, whole(value.abs()))
    }

    /// Medians of recency in whole days, frequency and spend on one line.
    pub(super) fn medians(&self, medians: Option<[f64; 3]>) -> String {
        match medians {
            Some([r, f, m]) => {
                format!("{} / {} / {}", whole(r), plain(f), whole(m))
            }
            None => number::MISSING.to_string(),
        }
    }
}

/// A number with one decimal where it has any.
pub(super) fn plain(value: f64) -> String {
    number::decimal(value, usize::from(value.fract() != 0.0))
}

/// The nearest whole number, halves away from zero.
pub(super) fn whole(value: f64) -> String {
    number::count(value.round() as i128)
}

const AGE_BANDS: [AgeBand; 7] = [
    AgeBand::Under18,
    AgeBand::From18To24,
    AgeBand::From25To34,
    AgeBand::From35To44,
    AgeBand::From45To54,
    AgeBand::From55To64,
    AgeBand::From65,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::wording::Wording;

    fn words(lang: Lang) -> Words {
        Words { speaker: Speaker::new(lang, Some("CNY")) }
    }

    fn segment(en: &str, zh: &str) -> Segment {
        let wording = Wording { en: en.into(), zh: zh.into() };
        Segment { id: en.to_lowercase(), label: wording.clone(), action: wording, cells: None }
    }

    #[test]
    fn segments_are_listed_as_a_sentence_lists_them() {
        let [a, b, c] = [segment("A", "甲"), segment("B", "乙"), segment("C", "丙")];
        let both = |segments: &[&Segment]| [Lang::En, Lang::Zh].map(|lang| words(lang).names(segments));
        assert_eq!(both(&[]), ["", ""]);
        assert_eq!(both(&[&a]), ["A", "“甲”"]);
        assert_eq!(both(&[&a, &b]), ["A and B", "“甲”和“乙”"]);
        assert_eq!(both(&[&a, &b, &c]), ["A, B and 1 more", "“甲”“乙”等 3 个分群"]);
    }

    #[test]
    fn values_read_as_people_write_them() {
        let (en, zh) = (words(Lang::En), words(Lang::Zh));
        let known = |value: &str| Value::Known(value.into());
        assert_eq!([en.value("age", &known("55-64")), zh.value("age", &known("65+"))], ["55–64", "65 岁及以上"]);
        assert_eq!([zh.value("age", &known("old")), zh.value("region", &known("55-64"))], ["old", "55-64"]);
        assert_eq!(en.medians(Some([65.5, 4.5, 1_980.2])), "66 / 4.5 / 1,980");
        assert_eq!([en.units(1_980.5), en.units(-12.0)], ["¥1,981", "−¥12"]);
        assert_eq!([en.feature_value("category: x", 0.25), en.feature_value("gap", 12.25)], ["25.0%", "12.2"]);
    }

    #[test]
    fn paths_lose_their_folders() {
        assert_eq!(
            ["/a/b.csv", r"C:\a\b.csv", "b.csv", "a/", "-"].map(file_name),
            ["b.csv", "b.csv", "b.csv", "a/", "-"]
        );
    }
}
