//! The churn horizon H, chosen from the data: the silence after which few customers still come back.
//! It chooses for a whole shop; it says nothing of a single customer's rhythm.

use super::curve::ReturnCurve;
use crate::labels::{Label, Text};

/// A silence counts as churn when fewer than this share of such silences end.
pub const DEFAULT_THRESHOLD: f64 = 0.20;

/// The horizon, and the rule that decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// The return curve decided.
    ReturnCurve {
        /// H in days, a multiple of 7: `gap` rounded up to whole weeks.
        days: u32,
        /// The smallest gap g with P(return | gap > g) below the threshold, in days.
        gap: u32,
    },
    /// Half of the observed span, rounded down to whole weeks: a longer H could not be backtested.
    HalfTheHistory {
        /// H in days, a multiple of 7.
        days: u32,
        /// Why the return curve did not decide.
        cause: HalfCause,
    },
    /// Nobody bought twice, or the history covers less than two weeks.
    TooShortToTell,
}

/// Why the return curve did not decide the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfCause {
    /// The curve asks for more days than half of the observed span.
    CurveIsLonger {
        /// Days asked for, a multiple of 7.
        days: u32,
    },
    /// The return probability never falls below the threshold: every long silence was ended by a purchase.
    NeverBelow,
    /// The return probability is below the threshold right after a purchase already, so that no silence stands out.
    AlwaysBelow,
}

/// Chooses H: the smallest gap g of `curve` with P(return | gap > g) < `threshold`, rounded up to whole weeks, and at
/// most half of `span`, the days from the earliest purchase to the as-of day, so that H days can be looked back on
/// and H days held out. Where the curve never falls below the threshold, or lies below it from the start, H is half
/// of the span.
///
/// `None` unless 0 < `threshold` < 1.
pub fn horizon(curve: &ReturnCurve, span: u32, threshold: f64) -> Option<Horizon> {
    if !(threshold > 0.0 && threshold < 1.0) {
        return None;
    }
    let half = span / 2 / 7 * 7;
    if half == 0 || curve.steps.is_empty() {
        return Some(Horizon::TooShortToTell);
    }
    let below = curve.steps.iter().find(|step| step.return_probability.is_some_and(|share| share < threshold));
    Some(match below {
        _ if curve.ever_returned() < threshold => Horizon::HalfTheHistory { days: half, cause: HalfCause::AlwaysBelow },
        None => Horizon::HalfTheHistory { days: half, cause: HalfCause::NeverBelow },
        Some(step) => match step.gap.div_ceil(7) * 7 {
            days if days > half => Horizon::HalfTheHistory { days: half, cause: HalfCause::CurveIsLonger { days } },
            days => Horizon::ReturnCurve { days, gap: step.gap },
        },
    })
}

const RETURN_CURVE: Label = Label::new(
    "of silences longer than {gap:day|days}, less than {threshold} % ended in a purchase; rounded up to whole weeks",
    "沉默超过 {gap} 天之后，再次购买的比例低于 {threshold}%；天数向上取整到整周",
);
const CURVE_IS_LONGER: Label = Label::new(
    "half of the observed history; {days:day|days} by the return curve, too long to be tested on this history",
    "取观察期的一半；按回购曲线应为 {days} 天，但现有历史不足以检验这么长的期限",
);
const NEVER_BELOW: Label = Label::new(
    "half of the observed history; even after the longest silences at least {threshold} % came back",
    "取观察期的一半；即使沉默最久，仍有至少 {threshold}% 再次购买",
);
const ALWAYS_BELOW: Label = Label::new(
    "half of the observed history; even right after a purchase less than {threshold} % come back",
    "取观察期的一半；即使刚刚购买过，再次购买的比例也低于 {threshold}%",
);
const TOO_SHORT: Label = Label::new(
    "too short to tell: no customer bought on two days, or the history covers less than two weeks",
    "历史过短，无法判断：没有客户在两个不同日期购买，或观察期不足两周",
);

impl Horizon {
    /// H in days; `None` when the history is too short to tell.
    pub fn days(self) -> Option<u32> {
        match self {
            Horizon::ReturnCurve { days, .. } | Horizon::HalfTheHistory { days, .. } => Some(days),
            Horizon::TooShortToTell => None,
        }
    }

    /// Stable name of the rule, for data files.
    pub fn id(self) -> &'static str {
        match self {
            Horizon::ReturnCurve { .. } => "return_curve",
            Horizon::HalfTheHistory { .. } => "half_the_history",
            Horizon::TooShortToTell => "too_short_to_tell",
        }
    }

    /// The rule that decided, as a sentence; `threshold` as given to [`horizon`].
    pub fn rule(self, threshold: f64) -> Text {
        // 0.07 × 100 is not 7 in binary.
        let percent = (threshold * 1e8).round() / 1e6;
        match self {
            Horizon::ReturnCurve { gap, .. } => RETURN_CURVE.with(&[("gap", &gap), ("threshold", &percent)]),
            Horizon::HalfTheHistory { cause: HalfCause::CurveIsLonger { days }, .. } => {
                CURVE_IS_LONGER.with(&[("days", &days)])
            }
            Horizon::HalfTheHistory { cause: HalfCause::NeverBelow, .. } => {
                NEVER_BELOW.with(&[("threshold", &percent)])
            }
            Horizon::HalfTheHistory { cause: HalfCause::AlwaysBelow, .. } => {
                ALWAYS_BELOW.with(&[("threshold", &percent)])
            }
            Horizon::TooShortToTell => TOO_SHORT.text(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;
    use crate::models::purchase_days::PurchaseDays;
    use crate::models::return_curve::return_curve;

    /// Customers with one closed gap each, who then stay silent, and customers who bought once, all seen until 400.
    fn curve(gaps: &[i32], once: usize) -> ReturnCurve {
        let mut days: Vec<i32> = gaps.iter().flat_map(|gap| [400 - gap, 400]).collect();
        days.extend(std::iter::repeat_n(0, once));
        let mut offsets: Vec<usize> = (0..=gaps.len()).map(|at| at * 2).collect();
        offsets.extend((0..once).map(|at| gaps.len() * 2 + at + 1));
        return_curve(PurchaseDays::new(&days, &offsets, 400).unwrap(), 0.95).unwrap()
    }

    #[test]
    fn the_smallest_gap_below_the_threshold_in_whole_weeks() {
        // 10 gaps of 1..10 days and 10 open ones: P(return | gap > g) = (10 − g) / (20 − g); 2/12 at 8, 3/13 at 7.
        let gaps: Vec<i32> = (1..=10).collect();
        let chosen = |threshold| horizon(&curve(&gaps, 10), 400, threshold).unwrap();
        assert_eq!(chosen(0.2), Horizon::ReturnCurve { days: 14, gap: 8 });
        assert_eq!(chosen(0.24), Horizon::ReturnCurve { days: 7, gap: 7 });
        let rule = chosen(0.07).rule(0.07);
        let en = "of silences longer than 10 days, less than 7 % ended in a purchase; rounded up to whole weeks";
        assert_eq!(rule.render(Lang::En), en);
        assert_eq!(rule.render(Lang::Zh), "沉默超过 10 天之后，再次购买的比例低于 7%；天数向上取整到整周");
    }

    #[test]
    fn half_of_the_history_is_the_limit() {
        let gaps: Vec<i32> = (1..=100).collect();
        let chosen = |span| horizon(&curve(&gaps, 50), span, 0.2).unwrap();
        assert_eq!(chosen(182), Horizon::ReturnCurve { days: 91, gap: 88 });
        let longer = HalfCause::CurveIsLonger { days: 91 };
        assert_eq!(chosen(181), Horizon::HalfTheHistory { days: 84, cause: longer });
        assert_eq!(chosen(181).days(), Some(84));
    }

    #[test]
    fn curves_that_do_not_decide() {
        let half = |cause| Some(Horizon::HalfTheHistory { days: 196, cause });
        assert_eq!(horizon(&curve(&[5, 5, 9], 0), 400, 0.2), half(HalfCause::NeverBelow));
        assert_eq!(horizon(&curve(&[5], 10), 400, 0.2), half(HalfCause::AlwaysBelow));
        assert_eq!(horizon(&curve(&[], 10), 400, 0.2), Some(Horizon::TooShortToTell));
        assert_eq!(horizon(&curve(&[3, 4], 1), 13, 0.2), Some(Horizon::TooShortToTell));
        assert_eq!(horizon(&curve(&[3, 4], 1), u32::MAX, 0.2).unwrap().days(), Some(7));
        for threshold in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(horizon(&curve(&[5], 10), 400, threshold), None);
        }
    }

    #[test]
    fn every_rule_is_a_full_sentence_in_both_languages() {
        let half = |cause| Horizon::HalfTheHistory { days: 7, cause };
        let all = [
            Horizon::ReturnCurve { days: 7, gap: 1 },
            half(HalfCause::CurveIsLonger { days: 14 }),
            half(HalfCause::NeverBelow),
            half(HalfCause::AlwaysBelow),
            Horizon::TooShortToTell,
        ];
        for lang in [Lang::En, Lang::Zh] {
            assert!(all.iter().all(|chosen| !chosen.rule(0.2).render(lang).contains('{')));
        }
    }
}
