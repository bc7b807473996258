//! Whether the rules share out all combinations of scores: hidden overlap, gaps, rules that can never match.

use std::collections::BTreeMap;

use super::problem::RuleProblem;
use super::set::Segment;

/// How many combinations a problem names.
const NAMED: usize = 5;

/// Every coverage problem of these segments (with their cells, in file order) on the scores 1..=`bins`.
///
/// A segment without cells has a problem of its own; it covers nothing, and since what it was meant to cover is
/// unknown, gaps are then not looked for.
pub(super) fn check(segments: &[Segment], first_match: bool, others: bool, bins: u8) -> Vec<RuleProblem> {
    let mut shared: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    let mut owners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut gaps = Vec::new();
    for scores in combinations(bins) {
        let covers = |segment: &Segment| segment.cells.is_some_and(|cells| cells.hold(scores));
        let matching: Vec<usize> = (0..segments.len()).filter(|at| segments.get(*at).is_some_and(covers)).collect();
        let Some((&owner, later)) = matching.split_first() else {
            gaps.push(name(scores));
            continue;
        };
        for &rule in &matching {
            owners.entry(rule).or_default().push(owner);
        }
        for &rule in later {
            shared.entry((owner, rule)).or_default().push(name(scores));
        }
    }

    let id = |at: usize| segments.get(at).map(|segment| segment.id.clone()).unwrap_or_default();
    let mut problems = Vec::new();
    if !first_match {
        problems.extend(shared.into_iter().map(|((first, second), cells)| {
            let count = cells.len();
            RuleProblem::Overlap { first: id(first), second: id(second), cells: first_few(cells), count }
        }));
    }
    for (rule, mut by) in owners {
        if !by.contains(&rule) {
            by.sort_unstable();
            by.dedup();
            problems.push(RuleProblem::Unreachable { rule: id(rule), by: by.into_iter().map(id).collect() });
        }
    }
    let complete = segments.iter().all(|segment| segment.cells.is_some());
    if !gaps.is_empty() && !others && complete && !segments.is_empty() {
        let count = gaps.len();
        problems.push(RuleProblem::Gap { cells: first_few(gaps), count });
    }
    problems
}

fn combinations(bins: u8) -> impl Iterator<Item = [u8; 3]> {
    (1..=bins).flat_map(move |r| (1..=bins).flat_map(move |f| (1..=bins).map(move |m| [r, f, m])))
}

fn name([r, f, m]: [u8; 3]) -> String {
    format!("{r}{f}{m}")
}

fn first_few(mut cells: Vec<String>) -> Vec<String> {
    cells.truncate(NAMED);
    cells
}

#[cfg(test)]
mod tests {
    use super::super::set::{Cells, Span};
    use super::*;
    use crate::models::wording::Wording;

    fn segment(id: &str, [r, f, m]: [(u8, u8); 3]) -> Segment {
        let [r, f, m] = [r, f, m].map(|(low, high)| Span { low, high });
        let words = || Wording::same(id);
        Segment { id: id.to_string(), label: words(), action: words(), cells: Some(Cells { r, f, m }) }
    }

    const ALL: (u8, u8) = (1, 3);

    #[test]
    fn a_partition_has_no_problem() {
        let rules = [segment("low", [(1, 2), ALL, ALL]), segment("high", [(3, 3), ALL, ALL])];
        assert_eq!(check(&rules, false, false, 3), []);
    }

    #[test]
    fn overlap_is_a_problem_unless_the_first_match_wins() {
        let rules = [segment("low", [(1, 2), ALL, (1, 1)]), segment("rest", [ALL, ALL, ALL])];
        let cells = ["111", "121", "131", "211", "221"].map(str::to_string).to_vec();
        let overlap = RuleProblem::Overlap { first: "low".to_string(), second: "rest".to_string(), cells, count: 6 };
        assert_eq!(check(&rules, false, false, 3), [overlap]);
        assert_eq!(check(&rules, true, false, 3), []);
    }

    #[test]
    fn gaps_are_a_problem_unless_others_are_declared() {
        let rules = [segment("low", [(1, 2), ALL, ALL]), segment("high", [(3, 3), (2, 3), (2, 3)])];
        let cells = ["311", "312", "313", "321", "331"].map(str::to_string).to_vec();
        assert_eq!(check(&rules, false, false, 3), [RuleProblem::Gap { cells, count: 5 }]);
        assert_eq!(check(&rules, false, true, 3), []);
    }

    #[test]
    fn a_rule_covered_by_several_earlier_ones_is_unreachable_even_when_the_first_match_wins() {
        let mut rules = vec![
            segment("a", [(1, 1), ALL, ALL]),
            segment("b", [(2, 2), ALL, ALL]),
            segment("never", [(1, 2), (2, 2), ALL]),
            segment("c", [ALL, ALL, ALL]),
        ];
        let by = vec!["a".to_string(), "b".to_string()];
        assert_eq!(check(&rules, true, false, 3), [RuleProblem::Unreachable { rule: "never".to_string(), by }]);
        rules.swap(2, 3);
        rules.truncate(3);
        assert_eq!(check(&rules, true, false, 3), []);
    }
}
