//! The checked set of rules and the assignment of a customer to a segment. It neither reads TOML nor looks for gaps.

use super::problem::RuleProblem;
use super::{coverage, file};
use crate::labels::{Label, segment as labels};
use crate::models::wording::Wording;

/// Scores `low..=high` of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Lowest score, at least 1.
    pub low: u8,
    /// Highest score.
    pub high: u8,
}

impl Span {
    fn holds(self, score: u8) -> bool {
        self.low <= score && score <= self.high
    }
}

/// The block of score combinations a rule covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Recency scores.
    pub r: Span,
    /// Frequency scores.
    pub f: Span,
    /// Monetary scores.
    pub m: Span,
}

impl Cells {
    pub(super) fn hold(&self, [r, f, m]: [u8; 3]) -> bool {
        self.r.holds(r) && self.f.holds(f) && self.m.holds(m)
    }
}

/// One named segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Stable name for data files, snake_case.
    pub id: String,
    /// Name for people.
    pub label: Wording,
    /// Recommended action, one sentence.
    pub action: Wording,
    /// The scores it covers, on the scale 1..=[`RuleSet::rule_bins`]; `None` for `[others]`.
    pub cells: Option<Cells>,
}

impl Segment {
    /// The id of the segment that [`Segment::returns_only`] gives.
    pub const RETURNS_ONLY: &'static str = "returns_only";

    /// The segment of customers without a purchase, who have no scores: it stands beside those of any rules.
    pub fn returns_only() -> Segment {
        let wording = |label: Label| Wording { en: label.en.to_string(), zh: label.zh.to_string() };
        Segment {
            id: Segment::RETURNS_ONLY.to_string(),
            label: wording(labels::RETURNS_ONLY),
            action: wording(labels::RETURNS_ONLY_ACTION),
            cells: None,
        }
    }
}

/// Rules under which every combination of scores belongs to exactly one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    segments: Vec<Segment>,
    bins: u8,
    rule_bins: u8,
}

/// The rule sets that come with the program. Both are written for five scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// Eleven segments, every combination in exactly one, no "others".
    Default,
    /// The ten rules of the R package rfm (MIT licence), first match wins, the rest in "others".
    RRfm,
}

impl RuleSet {
    /// Reads rules for scores 1..=`bins` (2..=9) and reports every problem at once.
    pub fn parse(text: &str, bins: u8) -> Result<RuleSet, Vec<RuleProblem>> {
        if !(2..=9).contains(&bins) {
            return Err(vec![RuleProblem::Bins { bins }]);
        }
        let draft = file::read(text, bins)?;
        let mut problems = draft.problems;
        problems.extend(coverage::check(&draft.segments, draft.first_match, draft.others.is_some(), bins));
        if problems.is_empty() {
            let segments = draft.segments.into_iter().chain(draft.others).collect();
            Ok(RuleSet { segments, bins, rule_bins: bins })
        } else {
            Err(problems)
        }
    }

    /// A built-in set for scores 1..=`bins` (2..=9). With another number than five, a score s stands for the nearest
    /// of five evenly spread points, 3 + round(4(s − 1)/(bins − 1) − 2), halves away from the middle: the best and
    /// worst scores keep their meaning, four scores mean 1 2 4 5, three mean 1 3 5, two mean 1 5. With fewer than five
    /// scores some segments can therefore stay empty.
    pub fn builtin(which: Builtin, bins: u8) -> Result<RuleSet, Vec<RuleProblem>> {
        let text = match which {
            Builtin::Default => include_str!("default_rules.toml"),
            Builtin::RRfm => include_str!("r_rfm_rules.toml"),
        };
        if !(2..=9).contains(&bins) {
            return Err(vec![RuleProblem::Bins { bins }]);
        }
        Ok(RuleSet { bins, ..RuleSet::parse(text, 5)? })
    }

    /// The segments in the order of the file, `[others]` last when declared. Never empty.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The number of scores a customer can have in each dimension.
    pub fn bins(&self) -> u8 {
        self.bins
    }

    /// The number of scores the rules are written for; differs from [`RuleSet::bins`] only in a built-in set.
    pub fn rule_bins(&self) -> u8 {
        self.rule_bins
    }

    /// Position in [`RuleSet::segments`] of the customers with these scores. Scores beyond 1..=bins count as 1 or bins.
    pub fn assign(&self, r: u8, f: u8, m: u8) -> usize {
        let scores = [r, f, m].map(|score| self.rule_score(score));
        let matching = |segment: &Segment| segment.cells.is_some_and(|cells| cells.hold(scores));
        self.segments.iter().position(matching).unwrap_or(self.segments.len() - 1)
    }

    fn rule_score(&self, score: u8) -> u8 {
        let score = score.clamp(1, self.bins);
        if self.bins == self.rule_bins {
            return score;
        }
        let (from, to) = (f64::from(self.bins - 1), f64::from(self.rule_bins - 1));
        let from_middle = f64::from(score - 1) * to / from - to / 2.0;
        (from_middle.round() + to / 2.0) as u8 + 1
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rules_share_out_all_125_cells_without_order_or_others() {
        let rules = RuleSet::builtin(Builtin::Default, 5).unwrap();
        assert_eq!(rules.segments().len(), 11);
        assert!(rules.segments().iter().all(|segment| segment.cells.is_some()));
        assert!(!include_str!("default_rules.toml").contains("first_match"));
        let id = |r, f, m| rules.segments()[rules.assign(r, f, m)].id.as_str();
        assert_eq!(id(5, 5, 5), "champions");
        assert_eq!(id(1, 1, 5), "lapsed_big_spenders");
        assert_eq!(id(2, 5, 4), "cant_lose");
        assert_eq!(id(1, 5, 1), "at_risk");
        assert_eq!(id(1, 1, 1), "lost");
        assert_eq!(id(5, 1, 5), "new");
    }

    /// churn.md 3.5: the rules of the R package leave exactly these cells over.
    #[test]
    fn the_r_rules_leave_ten_cells_to_others() {
        let rules = RuleSet::builtin(Builtin::RRfm, 5).unwrap();
        let others = rules.segments().len() - 1;
        assert_eq!((others, rules.segments()[others].id.as_str()), (10, "others"));
        let mut left = Vec::new();
        for cell in 0..125_u16 {
            let [r, f, m] = [cell / 25, cell / 5 % 5, cell % 5].map(|digit| digit as u8 + 1);
            if rules.assign(r, f, m) == others {
                left.push(format!("{r}{f}{m}"));
            }
        }
        assert_eq!(left, ["215", "241", "251", "252", "341", "351", "441", "451", "541", "551"]);
    }

    #[test]
    fn built_in_rules_scale_to_other_numbers_of_scores() {
        let points = |bins| {
            let rules = RuleSet::builtin(Builtin::Default, bins).unwrap();
            (1..=bins).map(|score| rules.rule_score(score)).collect::<Vec<_>>()
        };
        assert_eq!(points(2), [1, 5]);
        assert_eq!(points(3), [1, 3, 5]);
        assert_eq!(points(4), [1, 2, 4, 5]);
        assert_eq!(points(5), [1, 2, 3, 4, 5]);
        assert_eq!(points(7), [1, 2, 2, 3, 4, 4, 5]);
        assert_eq!(points(9), [1, 1, 2, 2, 3, 4, 4, 5, 5]);
        for bins in 2..=9 {
            let mirrored: Vec<u8> = points(bins).iter().rev().map(|point| 6 - point).collect();
            assert_eq!(points(bins), mirrored);
        }
        assert_eq!(RuleSet::builtin(Builtin::RRfm, 1), Err(vec![RuleProblem::Bins { bins: 1 }]));
    }

    #[test]
    fn scores_beyond_the_scale_count_as_its_ends() {
        let rules = RuleSet::builtin(Builtin::Default, 5).unwrap();
        assert_eq!(rules.assign(0, 0, 0), rules.assign(1, 1, 1));
        assert_eq!(rules.assign(9, 255, 6), rules.assign(5, 5, 5));
    }
}
