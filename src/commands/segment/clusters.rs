//! Builds the feature matrix that the user asked for and calls the cluster model on it.

use crate::error::Error;
use crate::labels::Text;
use crate::models::clusters::{self, Choice, Clustering, Transform};
use crate::reduce::purchases::Mix;
use crate::settings::limits::Clusters;
use crate::settings::segment::{Feature, SegmentSettings};

use super::assess::{dimensions, frequency, model};
use super::load::Loaded;

/// Clusters and what they were made of.
pub(super) struct Found {
    /// The result on customers with a purchase day.
    pub(super) clustering: Clustering,
    /// Names of the features, in the order of the model's.
    pub(super) features: Vec<String>,
    /// Cluster of each customer of the histories.
    pub(super) of_customer: Vec<Option<usize>>,
}

/// Values of an order column that become features of their own; the rest share none.
const MIX_VALUES: usize = 8;

/// Clusters the customers with a purchase day.
pub(super) fn find(settings: &SegmentSettings, wanted: Clusters, loaded: &Loaded) -> Result<Found, Error> {
    let histories = &loaded.histories;
    let rows: Vec<usize> = (0..histories.len()).filter(|at| histories.recency_days[*at].is_some()).collect();
    let mut columns: Vec<(String, Transform, Vec<f64>)> = Vec::new();
    for feature in &settings.features {
        match feature {
            Feature::Mix(name) => columns.extend(mix(name, &loaded.mixes, &rows)),
            plain => {
                let values = rows.iter().map(|at| value(*plain, settings, loaded, *at)).collect();
                let name = Feature::ALL.iter().find(|(_, known)| known == plain).map_or("", |(name, _)| name);
                columns.push((name.to_string(), transform(*plain), values));
            }
        }
    }
    let transforms: Vec<Transform> = columns.iter().map(|(_, transform, _)| *transform).collect();
    let matrix: Vec<f64> =
        (0..rows.len()).flat_map(|row| columns.iter().map(move |(_, _, values)| values[row])).collect();
    let choice = match wanted {
        Clusters::Auto => Choice::BestSilhouette,
        Clusters::Exactly(count) => Choice::Exactly(count),
    };
    let clustering =
        clusters::cluster(&matrix, &transforms, choice, settings.seed).map_err(|error| model(error.text()))?;
    let mut of_customer = vec![None; histories.len()];
    for (at, cluster) in rows.iter().zip(&clustering.assignments) {
        of_customer[*at] = Some(*cluster);
    }
    Ok(Found { clustering, features: columns.into_iter().map(|(name, _, _)| name).collect(), of_customer })
}

fn transform(feature: Feature) -> Transform {
    match feature {
        Feature::ReturnShare | Feature::Mix(_) => Transform::Raw,
        _ => Transform::Log,
    }
}

fn value(feature: Feature, settings: &SegmentSettings, loaded: &Loaded, at: usize) -> f64 {
    let histories = &loaded.histories;
    let [recency, _, monetary] = dimensions(settings, histories, at).unwrap_or_default();
    let span = match (histories.first_day[at], histories.last_day[at]) {
        (Some(first), Some(last)) => f64::from(last) - f64::from(first),
        _ => 0.0,
    };
    match feature {
        Feature::Recency => recency,
        Feature::Frequency => f64::from(frequency(settings, histories, at)),
        Feature::Monetary => monetary,
        Feature::OrderValue => monetary / f64::from(histories.orders[at].max(1)),
        // A customer with one purchase has shown no gap yet; the time waited since is the least it can be.
        Feature::Gap if histories.purchase_days[at] < 2 => recency,
        Feature::Gap => span / f64::from(histories.purchase_days[at] - 1),
        Feature::Tenure => span + recency,
        Feature::ReturnShare => {
            let (net, returned) = (histories.net[at] as f64, -(histories.returned[at] as f64));
            if net + returned > 0.0 { returned / (net + returned) } else { 0.0 }
        }
        Feature::Mix(_) => 0.0,
    }
}

/// The share of each customer's spend by value of an order column, for its largest values.
fn mix(name: &str, mixes: &[Mix], rows: &[usize]) -> Vec<(String, Transform, Vec<f64>)> {
    let Some(mix) = mixes.iter().find(|mix| mix.name == name) else { return Vec::new() };
    let mut spent = vec![0i128; mix.values.len()];
    mix.cells.iter().for_each(|cell| spent[cell.value as usize] += i128::from(cell.net.max(0)));
    let mut largest: Vec<usize> = (0..spent.len()).filter(|value| !mix.values[*value].is_empty()).collect();
    largest.sort_by_key(|value| (std::cmp::Reverse(spent[*value]), *value));
    largest.truncate(MIX_VALUES);
    let mut shares = vec![vec![0.0; rows.len()]; largest.len()];
    for (row, at) in rows.iter().enumerate() {
        let customer = *at as u32;
        let start = mix.cells.partition_point(|cell| cell.customer < customer);
        let cells = mix.cells[start..].iter().take_while(|cell| cell.customer == customer);
        let total: f64 = cells.clone().map(|cell| cell.net.max(0) as f64).sum();
        for cell in cells {
            if let Some(place) = largest.iter().position(|value| *value == cell.value as usize).filter(|_| total > 0.0)
            {
                shares[place][row] = cell.net.max(0) as f64 / total;
            }
        }
    }
    let names = largest.iter().map(|value| format!("{name}: {}", mix.values[*value]));
    names.zip(shares).map(|(name, shares)| (name, Transform::Raw, shares)).collect()
}

/// How clear the clusters are, in words.
pub(super) fn verdict(found: &Found) -> Text {
    found.clustering.structure.label().text()
}
