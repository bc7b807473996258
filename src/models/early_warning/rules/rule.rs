//! The names of all rules. It judges nothing.

use super::chart_rule::ChartRule;
use crate::labels::Label;

/// A rule that raises alarms: on a chart, or by a detector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// On a control chart.
    Chart(ChartRule),
    /// Exponentially weighted moving average.
    Ewma,
    /// Cumulated sum.
    Cusum,
    /// EARS C1.
    EarsC1,
    /// EARS C2.
    EarsC2,
    /// EARS C3.
    EarsC3,
    /// Farrington.
    Farrington,
    /// A limit that the user set.
    FixedThreshold,
    /// A change against earlier periods that the user set.
    RelativeThreshold,
}

impl Rule {
    /// The rules that are not on a chart.
    pub const DETECTORS: [Rule; 8] = [
        Rule::Ewma,
        Rule::Cusum,
        Rule::EarsC1,
        Rule::EarsC2,
        Rule::EarsC3,
        Rule::Farrington,
        Rule::FixedThreshold,
        Rule::RelativeThreshold,
    ];

    /// Every rule.
    pub fn all() -> impl Iterator<Item = Rule> {
        ChartRule::ALL.into_iter().map(Rule::Chart).chain(Rule::DETECTORS)
    }

    /// The name in data files and in the alarm state; it never changes.
    pub fn id(self) -> &'static str {
        match self {
            Rule::Chart(rule) => rule.id(),
            Rule::Ewma => "ewma",
            Rule::Cusum => "cusum",
            Rule::EarsC1 => "ears_c1",
            Rule::EarsC2 => "ears_c2",
            Rule::EarsC3 => "ears_c3",
            Rule::Farrington => "farrington",
            Rule::FixedThreshold => "fixed_threshold",
            Rule::RelativeThreshold => "relative_threshold",
        }
    }

    /// The rule of that name.
    pub fn of_id(id: &str) -> Option<Rule> {
        Rule::all().find(|rule| rule.id() == id)
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            Rule::Chart(rule) => rule.label(),
            Rule::Ewma => Label::new("EWMA beyond its limit", "EWMA 超出控制限"),
            Rule::Cusum => Label::new("CUSUM beyond its limit", "CUSUM 超出决策限"),
            Rule::EarsC1 => Label::new("EARS C1 above its bound", "EARS C1 超过上限"),
            Rule::EarsC2 => Label::new("EARS C2 above its bound", "EARS C2 超过上限"),
            Rule::EarsC3 => Label::new("EARS C3 above its bound", "EARS C3 超过上限"),
            Rule::Farrington => Label::new("Farrington: above its bound", "Farrington 法：超过上限"),
            Rule::FixedThreshold => Label::new("beyond the threshold set", "超出设定阈值"),
            Rule::RelativeThreshold => Label::new("changed by more than the threshold set", "变化幅度超出设定阈值"),
        }
    }

    /// Whether it judges a period by its own figure against a bound, and not by the course of several.
    pub fn judges_one_period(self) -> bool {
        matches!(self, Rule::Chart(ChartRule::BeyondLimits) | Rule::EarsC1 | Rule::EarsC2 | Rule::Farrington)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_lead_back() {
        let ids: BTreeSet<&str> = Rule::all().map(Rule::id).collect();
        assert_eq!(ids.len(), 19);
        for lang in [Lang::En, Lang::Zh] {
            assert_eq!(Rule::all().map(|rule| rule.label().get(lang)).collect::<BTreeSet<_>>().len(), 19);
        }
        assert!(Rule::all().all(|rule| Rule::of_id(rule.id()) == Some(rule)));
        assert_eq!(Rule::of_id("no_such_rule"), None);
    }
}
