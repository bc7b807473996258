//! The monthly progress report of the CPSC. It knows no calendar: the caller gives the first and last day.

use std::collections::{BTreeMap, BTreeSet};

use super::super::books::Books;
use super::super::{Audience, Location, Medium, Progress};

/// The days of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
}

/// One location. Units in 1/10000. A correction is a unit returned, repaired, replaced, disposed of or refunded, up to what
/// each customer can have been sold of each lot; what customers only declare is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Units affected.
    pub affected: i128,
    /// Corrected within the period.
    pub this_period: i128,
    /// Corrected until its end.
    pub cumulative: i128,
}

/// How badly somebody was hurt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// Nobody was.
    None,
    /// Somebody was injured.
    Injury,
    /// Somebody died.
    Death,
}

/// An incident with the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Day on which it was reported.
    pub reported: i32,
    /// Day on which it occurred; `None` when unknown.
    pub occurred: Option<i32>,
    /// What it did.
    pub harm: Harm,
}

/// Incidents reported within the period, by when they occurred. Injuries and deaths are counted among the incidents
/// too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentCount {
    /// All.
    pub incidents: u64,
    /// Those with an injury.
    pub injuries: u64,
    /// Those with a death.
    pub deaths: u64,
}

/// Consumers by channel, within the period. Who used several channels is counted in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Notified.
    pub notified: BTreeMap<Medium, u64>,
    /// Made contact.
    pub made_contact: BTreeMap<Medium, u64>,
}

/// The report. Source: form of 10/2015.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpscMonthly {
    /// The manufacturer's own stock, as given.
    pub manufacturer: Corrections,
    /// Distributors.
    pub distributors: Corrections,
    /// Retailers.
    pub retailers: Corrections,
    /// Consumers.
    pub consumers: Corrections,
    /// Sales without a customer and what came back from somebody unknown, where that may be of several locations.
    pub elsewhere: Corrections,
    /// All of them.
    pub total: Corrections,
    /// Incidents that occurred before the recall.
    pub before_recall: IncidentCount,
    /// Incidents that occurred since its first day.
    pub after_recall: IncidentCount,
    /// Incidents of which it is not known when they occurred.
    pub undated: IncidentCount,
    /// Consumers by channel.
    pub contacts: Contacts,
}

impl Corrections {
    /// Corrections / affected; `None` when nothing is affected.
    pub fn rate(&self) -> Option<f64> {
        (self.affected > 0).then(|| self.cumulative as f64 / self.affected as f64)
    }

    fn add(&mut self, other: Corrections) {
        self.affected += other.affected;
        self.this_period += other.this_period;
        self.cumulative += other.cumulative;
    }
}

/// The report for a period. `manufacturer` is the stock that was never distributed.
pub fn cpsc_monthly(
    progress: &Progress<'_>,
    month: Month,
    manufacturer: Corrections,
    incidents: &[Incident],
) -> CpscMonthly {
    let is_within = |day: i32| (month.from..=month.to).contains(&day);
    let mut report = CpscMonthly {
        manufacturer,
        distributors: Corrections::default(),
        retailers: Corrections::default(),
        consumers: Corrections::default(),
        elsewhere: Corrections::default(),
        total: manufacturer,
        before_recall: IncidentCount::default(),
        after_recall: IncidentCount::default(),
        undated: IncidentCount::default(),
        contacts: Contacts::default(),
    };
    let mut places: Vec<Location> = progress.standings.iter().map(|one| one.location).collect();
    places.sort_unstable();
    places.dedup();
    for history in &progress.histories {
        let mut books = Books::new(history, progress.refunds, progress.pool.as_ref());
        // Of sales without a lot more may come back than was estimated, which the affected units do not hold.
        let before = books.until(month.from.saturating_sub(1)).recovered_of_estimate;
        let by_now = books.until(month.to);
        let (cumulative, came_back) = (by_now.recovered_of_estimate, by_now.recovered);
        let affected = history.lines.iter().map(|line| line.units).sum();
        let corrections = Corrections { affected, this_period: cumulative - before, cumulative };
        // What came back from somebody unknown is of the only place where there is any, or of nobody knows which.
        let place = match (history.customer, places.as_slice()) {
            (Some(_), _) => Some(history.location),
            (None, _) if came_back <= history.lines.iter().map(|line| line.max).sum::<i128>() => Some(history.location),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        let at = match place {
            Some(Location::Distributor) => &mut report.distributors,
            Some(Location::Retailer) => &mut report.retailers,
            Some(Location::Consumer) => &mut report.consumers,
            None => &mut report.elsewhere,
        };
        at.add(corrections);
        report.total.add(corrections);
        if history.location.audience() == Audience::Consumer {
            let told = history.notices().filter(|one| is_within(one.day)).map(|one| one.medium);
            count(told.collect(), &mut report.contacts.notified);
            let said = history.responses.iter().filter(|one| is_within(one.day)).map(|one| one.medium);
            count(said.collect(), &mut report.contacts.made_contact);
        }
    }
    for one in incidents.iter().filter(|one| is_within(one.reported)) {
        let counts = match one.occurred {
            None => &mut report.undated,
            Some(day) if day < progress.start => &mut report.before_recall,
            Some(_) => &mut report.after_recall,
        };
        counts.incidents += 1;
        counts.injuries += u64::from(one.harm == Harm::Injury);
        counts.deaths += u64::from(one.harm == Harm::Death);
    }
    report
}

fn count(used: BTreeSet<Medium>, counts: &mut BTreeMap<Medium, u64>) {
    used.into_iter().for_each(|medium| *counts.entry(medium).or_default() += 1);
}
