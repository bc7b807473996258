//! Lots that stand behind several cases at once. It counts and tests nothing; rates against exposure are a matter of
//! `lot_signals`.

use super::link::TraceError;
use super::network::Network;
use super::walk::Walker;

/// A lot that was complained of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The lot.
    pub lot: u32,
    /// Number of complaints.
    pub complaints: u64,
}

/// A lot behind some cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonCause {
    /// The lot.
    pub lot: u32,
    /// Number of lots complained of that go back to it, itself included.
    pub cases: u64,
    /// Number of lots complained of.
    pub of_cases: u64,
    /// Complaints of these lots.
    pub complaints: u64,
    /// All complaints.
    pub of_complaints: u64,
}

impl CommonCause {
    /// Share of the cases that go back to this lot; 1 for a common link. Source: the score of FoodChain-Lab.
    pub fn score(&self) -> f64 {
        self.cases as f64 / self.of_cases as f64
    }
}

/// All lots behind the `cases`, those behind most of them first, then those behind most complaints, then the lowest.
/// `network` runs backward. Several cases of one lot are added up; a lot without complaints is no case.
pub fn common_causes(network: &Network, cases: &[Case]) -> Result<Vec<CommonCause>, TraceError> {
    if let Some(position) = cases.iter().position(|case| case.lot as usize >= network.lots()) {
        return Err(TraceError::UnknownStart { position });
    }
    let mut merged: Vec<Case> = cases.iter().copied().filter(|case| case.complaints > 0).collect();
    merged.sort_unstable_by_key(|case| case.lot);
    merged.dedup_by(|next, kept| {
        let same = next.lot == kept.lot;
        if same {
            kept.complaints = kept.complaints.saturating_add(next.complaints);
        }
        same
    });
    let of_complaints = merged.iter().fold(0_u64, |sum, case| sum.saturating_add(case.complaints));
    let mut behind = vec![(0_u64, 0_u64); network.lots()];
    let mut walker = Walker::new(network);
    for case in &merged {
        for hit in walker.trace(&[case.lot], &[], None)?.hits() {
            let (cases, complaints) = &mut behind[hit.lot as usize];
            *cases += 1;
            *complaints = complaints.saturating_add(case.complaints);
        }
    }
    let of_cases = merged.len() as u64;
    let found = behind.into_iter().enumerate().filter(|(_, (cases, _))| *cases > 0);
    let mut causes: Vec<CommonCause> = found
        .map(|(lot, (cases, complaints))| CommonCause { lot: lot as u32, cases, of_cases, complaints, of_complaints })
        .collect();
    causes.sort_by(|a, b| (b.cases, b.complaints).cmp(&(a.cases, a.complaints)).then(a.lot.cmp(&b.lot)));
    Ok(causes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::link::{Direction, Link, TimeRule};
    use super::*;

    /// Component 0 went into 1, 2 and 3; component 4 into 2 and 3; 5 is of no interest. The common link has score 1.
    #[test]
    fn the_common_link_comes_first_with_its_counts() {
        let links = [(0, 1), (0, 2), (0, 3), (4, 2), (4, 3), (5, 1)].map(|(a, b)| Link::used_on(a, b, None));
        let network = Network::new(&links, &[None; 6], Direction::Backward, TimeRule::Ordered).unwrap();
        let case = |lot, complaints| Case { lot, complaints };
        let causes = common_causes(&network, &[case(3, 2), case(1, 1), case(2, 4), case(3, 1), case(5, 0)]).unwrap();
        let got: Vec<_> = causes.iter().map(|cause| (cause.lot, cause.cases, cause.complaints)).collect();
        assert_eq!(got, [(0, 3, 8), (4, 2, 7), (2, 1, 4), (3, 1, 3), (1, 1, 1), (5, 1, 1)]);
        assert!(causes.iter().all(|cause| (cause.of_cases, cause.of_complaints) == (3, 8)));
        assert_eq!((causes[0].score(), causes[1].score()), (1.0, 2.0 / 3.0));
        assert_eq!(common_causes(&network, &[]).unwrap(), []);
        assert_eq!(common_causes(&network, &[case(6, 1)]), Err(TraceError::UnknownStart { position: 0 }));
    }
}
