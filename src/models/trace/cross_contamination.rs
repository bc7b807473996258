//! Sites at which lots contaminate each other, as links by way of the site. It decides no scope.

use super::link::{Link, TraceError};

/// A lot was at a site. One lot may come and go several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The lot.
    pub lot: u32,
    /// The site, a dense number from 0.
    pub site: u32,
    /// First possible day of its coming; `None` when unknown.
    pub came: Option<i32>,
    /// Last possible day of its going, the last of all days where it may be there still; `None` when unknown.
    pub went: Option<i32>,
}

/// The links that make lots contaminate each other at the sites with `marked[site]`: every lot that was there leads to
/// the site, and the site to every lot. An affected lot then reaches all lots that went on the day it came or later;
/// unknown days keep nobody out. Lots have the numbers below `lots`, site i gets the number `lots` + i, and a step to
/// or from such a number is shown as what it is. Other sites add nothing: there only recorded links carry.
///
/// Source: the rule for marked stations of FoodChain-Lab (earliest day in ≤ latest day out); written anew.
pub fn site_links(stays: &[Stay], marked: &[bool], lots: u32) -> Result<Vec<Link>, TraceError> {
    if marked.len() as u64 + u64::from(lots) >= u64::from(u32::MAX) {
        return Err(TraceError::TooMany);
    }
    let mut links = Vec::new();
    for (position, stay) in stays.iter().enumerate() {
        let marked = marked.get(stay.site as usize).filter(|_| stay.lot < lots);
        if *marked.ok_or(TraceError::UnknownSite { position })? {
            let site = lots + stay.site;
            let days = Link { input: stay.lot, output: site, earliest: stay.came, latest: stay.went, quantity: None };
            links.extend([days, Link { input: site, output: stay.lot, ..days }]);
        }
    }
    Ok(links)
}
