//! Everything the run found, in one place, for the tables and the report alike.

use crate::error::Error;
use crate::models::disclosure::{Shown, suppress_list, suppress_table};
use crate::models::rfm::rules::RuleSet;
use crate::numerics::quantile::median;
use crate::reduce::profiles::{self, Division, Group, Profile};
use crate::settings::segment::SegmentSettings;

use super::assess::{self, Assessment};
use super::clusters::{self, Found};
use super::load::{DEFAULT_PROFILES, Loaded};
use super::movement::{self, Since};

/// What was found.
pub(super) struct Findings {
    pub(super) assessment: Assessment,
    /// All customers by segment.
    pub(super) totals: Vec<Group>,
    /// Medians of recency, frequency and net spend by segment.
    pub(super) medians: Vec<Option<[f64; 3]>>,
    pub(super) profiles: Vec<SafeProfile>,
    pub(super) since: Option<Since>,
    pub(super) clusters: Option<Found>,
    /// The scale on which the rules are written.
    pub(super) rule_bins: u8,
}

/// A profile and which of its counts may be shown.
pub(super) struct SafeProfile {
    pub(super) profile: Profile,
    /// `hidden[value][segment]`.
    pub(super) hidden: Vec<Vec<bool>>,
    /// Whether the count of a value over all segments is hidden.
    pub(super) hidden_totals: Vec<bool>,
    /// Segments large enough to be profiled.
    pub(super) segments: Vec<usize>,
    /// Customers of each segment.
    pub(super) bases: Vec<u64>,
}

impl SafeProfile {
    /// The group of a value over all profiled segments.
    pub(super) fn total(&self, value: usize) -> Group {
        self.segments.iter().map(|segment| self.profile.groups[value][*segment]).sum()
    }

    /// Customers of all profiled segments.
    pub(super) fn base(&self) -> u64 {
        self.segments.iter().map(|segment| self.bases[*segment]).sum()
    }
}

/// Runs all models of the command on what was loaded.
pub(super) fn find(settings: &SegmentSettings, rules: &RuleSet, loaded: &Loaded) -> Result<Findings, Error> {
    let assessment = assess::assess(settings, rules, loaded)?;
    let totals = profiles::segment_totals(&loaded.histories, &assessment.segment, assessment.segments.len());
    let medians = medians(settings, loaded, &assessment);
    let profiles = all_profiles(settings, loaded, &assessment, &totals)?;
    let since = match &loaded.before {
        Some(before) => Some(movement::since(settings, rules, before, &loaded.histories, &assessment)?),
        None => None,
    };
    let clusters = match settings.clusters {
        Some(wanted) => Some(clusters::find(settings, wanted, loaded)?),
        None => None,
    };
    Ok(Findings { assessment, totals, medians, profiles, since, clusters, rule_bins: rules.rule_bins() })
}

fn medians(settings: &SegmentSettings, loaded: &Loaded, assessment: &Assessment) -> Vec<Option<[f64; 3]>> {
    let mut rows: Vec<Vec<[f64; 3]>> = vec![Vec::new(); assessment.segments.len()];
    for (at, segment) in assessment.segment.iter().enumerate() {
        rows[*segment].extend(assess::dimensions(settings, &loaded.histories, at));
    }
    let of = |rows: &[[f64; 3]], dimension: usize| {
        let mut values: Vec<f64> = rows.iter().map(|row| row[dimension]).collect();
        values.sort_by(f64::total_cmp);
        median(&values)
    };
    rows.iter().map(|rows| Some([of(rows, 0)?, of(rows, 1)?, of(rows, 2)?])).collect()
}

fn all_profiles(
    settings: &SegmentSettings,
    loaded: &Loaded,
    assessment: &Assessment,
    totals: &[Group],
) -> Result<Vec<SafeProfile>, Error> {
    let (histories, segments) = (&loaded.histories, assessment.segments.len());
    let mut found = Vec::new();
    if let Some(attributes) = &loaded.attributes {
        let defaults = DEFAULT_PROFILES.iter().map(|name| (*name).to_string());
        let names: Vec<String> =
            if loaded.profile_by.is_empty() { defaults.collect() } else { loaded.profile_by.clone() };
        for name in names {
            let Some(values) = attributes.values(&name, &histories.customer_id) else { continue };
            if values.iter().any(Option::is_some) {
                found.push(profiles::by_attribute(&name, &values, histories, &assessment.segment, segments));
            }
        }
    }
    for mix in &loaded.mixes {
        found.push(profiles::by_mix(mix, histories, &assessment.segment, segments));
    }
    found.into_iter().map(|profile| safe(profile, totals, settings.min_cell)).collect()
}

/// Decides which counts are shown. A segment with fewer customers than the smallest cell is left out as a whole, since
/// its own size is known from the summary.
fn safe(profile: Profile, totals: &[Group], min_cell: u64) -> Result<SafeProfile, Error> {
    let segments: Vec<usize> = (0..totals.len()).filter(|at| totals[*at].customers >= min_cell).collect();
    let counts: Vec<Vec<u64>> =
        profile.groups.iter().map(|row| segments.iter().map(|segment| row[*segment].customers).collect()).collect();
    let width = totals.len();
    let spread = |shown: &[Shown]| {
        let mut hidden = vec![true; width];
        segments.iter().zip(shown).for_each(|(segment, shown)| hidden[*segment] = shown.is_hidden());
        hidden
    };
    let (hidden, hidden_totals) = match profile.division {
        Division::Partition if !segments.is_empty() => {
            let flat: Vec<u64> = counts.concat();
            let result = suppress_table(&flat, segments.len(), min_cell)
                .map_err(|error| Error::internal(error.text().render(crate::labels::Lang::En)))?;
            let rows = result.cells.chunks(segments.len()).map(spread).collect();
            (rows, result.row_totals.iter().map(|shown| shown.is_hidden()).collect())
        }
        _ => counts
            .iter()
            .map(|row| {
                let result = suppress_list(row, min_cell);
                (spread(&result.cells), result.total.is_hidden())
            })
            .unzip(),
    };
    let bases = totals.iter().map(|total| total.customers).collect();
    Ok(SafeProfile { profile, hidden, hidden_totals, segments, bases })
}
