//! The names of the rules on a chart and the usual sets of them. It judges nothing.

use crate::labels::Label;

/// A rule that looks at the points of a control chart. Distances are in standard deviations of the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartRule {
    /// A point beyond its control limits, 3 sd away. Shewhart; first of Western Electric.
    BeyondLimits,
    /// Two points in a row beyond 2 sd on one side. Westgard's rule 2_2s, Clin. Chem. 27 (1981) 493–501.
    TwoInARowBeyondTwo,
    /// Two of three points in a row beyond 2 sd on one side. Western Electric.
    TwoOfThreeBeyondTwo,
    /// Four of five points in a row beyond 1 sd on one side. Western Electric.
    FourOfFiveBeyondOne,
    /// Eight points in a row on one side of the centre line. Western Electric.
    EightOnOneSide,
    /// Six points in a row, each above the one before, or each below. Nelson, J. Qual. Technol. 16 (1984) 237–239.
    SixTrending,
    /// Fourteen points in a row going up and down in turn. Nelson.
    FourteenAlternating,
    /// Fifteen points in a row within 1 sd on either side. Nelson.
    FifteenWithinOne,
    /// Eight points in a row outside of 1 sd on either side. Nelson.
    EightOutsideOne,
    /// A run on one side of the centre line longer than round(log₂ n) + 3. Anhøj.
    LongestRun,
    /// Fewer crossings of the centre line than the 5 % quantile of Binomial(n − 1, 1/2). Anhøj.
    FewCrossings,
}

impl ChartRule {
    /// Every rule.
    pub const ALL: [ChartRule; 11] = [
        ChartRule::BeyondLimits,
        ChartRule::TwoInARowBeyondTwo,
        ChartRule::TwoOfThreeBeyondTwo,
        ChartRule::FourOfFiveBeyondOne,
        ChartRule::EightOnOneSide,
        ChartRule::SixTrending,
        ChartRule::FourteenAlternating,
        ChartRule::FifteenWithinOne,
        ChartRule::EightOutsideOne,
        ChartRule::LongestRun,
        ChartRule::FewCrossings,
    ];

    /// The rules to raise alarms by unless told otherwise: a point beyond the limits, or two in a row beyond 2 sd.
    ///
    /// They were chosen by simulation, on the u′ chart with a baseline of 24 months of counts of mean 200 on 20,000
    /// units with 4 times the variance of chance alone, the bad side only. Limits learnt from 24 months are off by a
    /// good deal, so that every rule alarms more often than its textbook says:
    ///
    /// | rules | in-control months with an alarm | a lasting rise by half is found within 3 months |
    /// |---|---|---|
    /// | beyond the limits | 0.7 % | 92 % |
    /// | these two | 0.9 % | 96 % |
    /// | beyond the limits, 2 of 3 | 1.1 % | 97 % |
    /// | the four of Western Electric | 1.9 % | 98 % |
    ///
    /// Anhøj's two rules judge a whole series, not its last month: each is right once, but repeated month after month
    /// it alarms in 3 % of in-control months.
    pub const DEFAULT: &'static [ChartRule] = &[ChartRule::BeyondLimits, ChartRule::TwoInARowBeyondTwo];

    /// The four rules of the Western Electric handbook (1956).
    pub const WESTERN_ELECTRIC: &'static [ChartRule] = &[
        ChartRule::BeyondLimits,
        ChartRule::TwoOfThreeBeyondTwo,
        ChartRule::FourOfFiveBeyondOne,
        ChartRule::EightOnOneSide,
    ];

    /// What Nelson adds to them. Each further rule raises the share of false alarms.
    pub const NELSON_ADDITIONS: &'static [ChartRule] = &[
        ChartRule::SixTrending,
        ChartRule::FourteenAlternating,
        ChartRule::FifteenWithinOne,
        ChartRule::EightOutsideOne,
    ];

    /// Anhøj's two rules, for a whole series at once.
    pub const ANHOEJ: &'static [ChartRule] = &[ChartRule::LongestRun, ChartRule::FewCrossings];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            ChartRule::BeyondLimits => "beyond_limits",
            ChartRule::TwoInARowBeyondTwo => "two_in_a_row_beyond_2sd",
            ChartRule::TwoOfThreeBeyondTwo => "two_of_three_beyond_2sd",
            ChartRule::FourOfFiveBeyondOne => "four_of_five_beyond_1sd",
            ChartRule::EightOnOneSide => "eight_on_one_side",
            ChartRule::SixTrending => "six_trending",
            ChartRule::FourteenAlternating => "fourteen_alternating",
            ChartRule::FifteenWithinOne => "fifteen_within_1sd",
            ChartRule::EightOutsideOne => "eight_outside_1sd",
            ChartRule::LongestRun => "longest_run",
            ChartRule::FewCrossings => "few_crossings",
        }
    }

    /// In words.
    pub fn label(self) -> Label {
        match self {
            ChartRule::BeyondLimits => Label::new("beyond the control limits", "超出控制限"),
            ChartRule::TwoInARowBeyondTwo => {
                Label::new("two in a row beyond 2 sd on one side", "连续两点在同侧超出 2 倍标准差")
            }
            ChartRule::TwoOfThreeBeyondTwo => {
                Label::new("two of three in a row beyond 2 sd on one side", "连续三点中有两点在同侧超出 2 倍标准差")
            }
            ChartRule::FourOfFiveBeyondOne => {
                Label::new("four of five in a row beyond 1 sd on one side", "连续五点中有四点在同侧超出 1 倍标准差")
            }
            ChartRule::EightOnOneSide => {
                Label::new("eight in a row on one side of the centre line", "连续八点在中心线同侧")
            }
            ChartRule::SixTrending => Label::new("six in a row rising or falling", "连续六点递增或递减"),
            ChartRule::FourteenAlternating => {
                Label::new("fourteen in a row going up and down in turn", "连续十四点交替升降")
            }
            ChartRule::FifteenWithinOne => Label::new("fifteen in a row within 1 sd", "连续十五点在 1 倍标准差以内"),
            ChartRule::EightOutsideOne => Label::new("eight in a row outside of 1 sd", "连续八点在 1 倍标准差以外"),
            ChartRule::LongestRun => {
                Label::new("an unusually long run on one side of the centre line", "中心线同侧的连续点数异常多")
            }
            ChartRule::FewCrossings => {
                Label::new("unusually few crossings of the centre line", "穿越中心线的次数异常少")
            }
        }
    }
}
