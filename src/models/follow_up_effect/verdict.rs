//! What may be said of a difference. No sentence here names a cause.

use super::error::EffectError;
use super::estimate::Estimate;
use super::sample_size::{needed_per_group, reach};
use crate::labels::{Label, Text};

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// As for satisfaction.
    Higher,
    /// As for complaints.
    Lower,
}

/// What is asked of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    wanted: Wanted,
    smallest: f64,
    power: f64,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval lies on the good side of 0.
    Better,
    /// The whole interval lies on the bad side of 0.
    Worse,
    /// The interval includes 0 and lies wholly nearer to it than the smallest effect of interest.
    Negligible,
    /// The interval includes 0, and effects of interest too.
    CannotTell {
        /// Members that every group needs for the smallest effect of interest to be seen with the power asked for;
        /// `None` when there already were enough, or no number would do.
        needed: Option<u64>,
    },
    /// Only one unit was treated: how much treated units vary cannot be known, and the standard error is too small.
    SingleTreatedUnit,
    /// The groups already moved apart, or towards each other, before the start.
    TrendsDiffered,
    /// Those without a follow-up already stand so near to the best that can be that no difference of interest would fit
    /// in.
    NoRoom,
    /// Nearly all did so already before: the time before tells nothing of how the groups differ, and no trend of it can be
    /// tested.
    Ceiling,
}

impl Question {
    /// Asks for a difference of at least `smallest` > 0, in units of the score, with the probability `power` of seeing
    /// it, usually 0.8.
    ///
    /// # Errors
    /// [`EffectError::SmallestEffect`], [`EffectError::Power`].
    pub fn new(wanted: Wanted, smallest: f64, power: f64) -> Result<Question, EffectError> {
        if !(smallest > 0.0 && smallest.is_finite()) {
            return Err(EffectError::SmallestEffect);
        }
        if !(power > 0.5 && power < 1.0) {
            return Err(EffectError::Power);
        }
        Ok(Question { wanted, smallest, power })
    }
}

impl Estimate {
    /// What may be said of this estimate alone.
    pub fn verdict(&self, question: &Question) -> Verdict {
        let (lower, upper) = (self.interval.lower, self.interval.upper);
        if lower > 0.0 || upper < 0.0 {
            let good = (lower > 0.0) == (question.wanted == Wanted::Higher);
            return if good { Verdict::Better } else { Verdict::Worse };
        }
        if lower > -question.smallest && upper < question.smallest {
            return Verdict::Negligible;
        }
        let enough = reach(self.confidence, question.power)
            .is_some_and(|reach| reach * self.standard_error <= question.smallest);
        let needed = needed_per_group(self.variance_of_one, question.smallest, self.confidence, question.power);
        Verdict::CannotTell { needed: needed.filter(|_| !enough) }
    }
}

const BETTER: Label = Label::new(
    "better: the change of followed-up customers differs from that of the others by {effect} ({confidence} % interval \
     {lower} to {upper}; association only)",
    "较好：回访客户的前后变化与其他客户相差 {effect}（{confidence}% 区间 {lower} 至 {upper}；仅为关联）",
);
const WORSE: Label = Label::new(
    "worse: the change of followed-up customers differs from that of the others by {effect} ({confidence} % interval \
     {lower} to {upper}; association only)",
    "较差：回访客户的前后变化与其他客户相差 {effect}（{confidence}% 区间 {lower} 至 {upper}；仅为关联）",
);
const NEGLIGIBLE: Label = Label::new(
    "no difference of interest: the change of followed-up customers differs from that of the others by {effect} \
     ({confidence} % interval {lower} to {upper}), less than {smallest}",
    "没有值得关注的差异：回访客户的前后变化与其他客户相差 {effect}（{confidence}% 区间 {lower} 至 {upper}），小于 {smallest}",
);
const NEEDS_MORE: Label = Label::new(
    "cannot tell: the difference of {effect} may be chance ({confidence} % interval {lower} to {upper}); to see one of \
     {smallest} with power {power}, each group needs {needed}, and the smallest has {members}",
    "无法判断：差异 {effect} 可能出于偶然（{confidence}% 区间 {lower} 至 {upper}）；若要以 {power} 的检验功效发现 {smallest} \
     的差异，每组需要 {needed} 个，现最少的一组有 {members} 个",
);
const UNCLEAR: Label = Label::new(
    "cannot tell: the difference of {effect} may be chance ({confidence} % interval {lower} to {upper}), and so may be \
     one of {smallest}",
    "无法判断：差异 {effect} 可能出于偶然（{confidence}% 区间 {lower} 至 {upper}），也不能排除 {smallest} 的差异",
);
const SINGLE_TREATED_UNIT: Label = Label::new(
    "cannot tell: only one unit was followed up, so that the interval {lower} to {upper} about {effect} is too narrow",
    "无法判断：只有一个对象接受回访，差异 {effect} 的区间 {lower} 至 {upper} 过窄",
);
const TRENDS_DIFFERED: Label = Label::new(
    "cannot tell: followed-up customers and the others already moved differently before the start, so that the \
     difference of {effect} says little",
    "无法判断：开始前回访客户与其他客户的走势已不相同，差异 {effect} 说明不了什么",
);

const NO_ROOM: Label = Label::new(
    "cannot tell: customers without a follow-up do so well that a difference of {smallest} has no room; that of \
     {effect} ({confidence} % interval {lower} to {upper}) may be chance",
    "无法判断：未回访的客户表现已近上限，没有 {smallest} 的改善空间；差异 {effect}（{confidence}% 区间 {lower} 至 {upper}）可能出于偶然",
);

const CEILING: Label = Label::new(
    "cannot tell: before the start nearly all of both groups did so, which says nothing of how they differ; afterwards they \
     differ by {effect} ({confidence} % interval {lower} to {upper})",
    "无法判断：开始前两组几乎所有客户都已如此，看不出两组有何不同；其后相差 {effect}（{confidence}% 区间 {lower} 至 {upper}）",
);

impl Verdict {
    /// What holds where those without a follow-up stand `room` from the best that can be: of a difference that may be
    /// chance, or is of no interest, nothing is said where one of interest has no room.
    #[must_use]
    pub fn within(self, room: f64, question: &Question) -> Verdict {
        match self {
            Verdict::Negligible | Verdict::CannotTell { .. } if room <= question.smallest => Verdict::NoRoom,
            verdict => verdict,
        }
    }

    /// The verdict as a sentence. `number` writes a difference in the units and digits of the score.
    pub fn text(&self, estimate: &Estimate, question: &Question, number: impl Fn(f64) -> String) -> Text {
        let label = match self {
            Verdict::Better => BETTER,
            Verdict::Worse => WORSE,
            Verdict::Negligible => NEGLIGIBLE,
            Verdict::CannotTell { needed: Some(_) } => NEEDS_MORE,
            Verdict::CannotTell { needed: None } => UNCLEAR,
            Verdict::SingleTreatedUnit => SINGLE_TREATED_UNIT,
            Verdict::TrendsDiffered => TRENDS_DIFFERED,
            Verdict::NoRoom => NO_ROOM,
            Verdict::Ceiling => CEILING,
        };
        let needed = if let Verdict::CannotTell { needed: Some(needed) } = self { *needed } else { 0 };
        // Ten digits are enough for any confidence, and hide that 0.95 × 100 is not 95 in binary.
        let percent = (estimate.confidence * 1e10).round() / 1e8;
        label.with(&[
            ("effect", &number(estimate.effect)),
            ("lower", &number(estimate.interval.lower)),
            ("upper", &number(estimate.interval.upper)),
            ("smallest", &number(question.smallest)),
            ("confidence", &percent),
            ("power", &question.power),
            ("needed", &needed),
            ("members", &estimate.smallest_group),
        ])
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::estimate::Parts;
    use super::*;
    use crate::labels::Lang;

    /// An effect of four groups of 100 with so large a standard error.
    fn estimate(effect: f64, standard_error: f64) -> Estimate {
        let variance_of_one = standard_error * standard_error * 100.0;
        let parts = Parts { effect, standard_error, degrees_of_freedom: 396.0, variance_of_one, smallest_group: 100 };
        Estimate::of(parts, 0.95).unwrap()
    }

    #[test]
    fn each_verdict_where_it_belongs() {
        let question = Question::new(Wanted::Higher, 1.0, 0.8).unwrap();
        let complaints = Question::new(Wanted::Lower, 1.0, 0.8).unwrap();
        assert_eq!(estimate(1.0, 0.5).verdict(&question), Verdict::Better);
        assert_eq!(estimate(-1.0, 0.5).verdict(&question), Verdict::Worse);
        assert_eq!(estimate(1.0, 0.5).verdict(&complaints), Verdict::Worse);
        assert_eq!(estimate(-1.0, 0.5).verdict(&complaints), Verdict::Better);
        assert_eq!(estimate(0.1, 0.3).verdict(&question), Verdict::Negligible);
        // Half the interval needed: a standard error of 1 / 2.8016 has to come from 1, so 2.8016² as many.
        assert_eq!(estimate(0.1, 1.0).verdict(&question), Verdict::CannotTell { needed: Some(785) });
        // Enough for the power asked for, and still open.
        assert_eq!(estimate(0.6, 0.35).verdict(&question), Verdict::CannotTell { needed: None });
    }

    #[test]
    fn a_difference_of_interest_needs_room() {
        let question = Question::new(Wanted::Higher, 5.0, 0.8).unwrap();
        let within = |verdict: Verdict, room| verdict.within(room, &question);
        for unclear in [Verdict::Negligible, Verdict::CannotTell { needed: Some(9) }] {
            assert_eq!([within(unclear, 5.0), within(unclear, 5.1)], [Verdict::NoRoom, unclear]);
        }
        for told in [Verdict::Better, Verdict::Worse, Verdict::TrendsDiffered] {
            assert_eq!(within(told, 0.0), told);
        }
    }

    #[test]
    fn sentences_are_complete_and_name_no_cause() {
        let question = Question::new(Wanted::Higher, 1.0, 0.8).unwrap();
        let verdicts = [
            Verdict::Better,
            Verdict::Worse,
            Verdict::Negligible,
            Verdict::CannotTell { needed: Some(785) },
            Verdict::CannotTell { needed: None },
            Verdict::SingleTreatedUnit,
            Verdict::TrendsDiffered,
            Verdict::NoRoom,
            Verdict::Ceiling,
        ];
        for lang in [Lang::En, Lang::Zh] {
            for verdict in verdicts {
                let words = verdict.text(&estimate(0.1, 1.0), &question, |x| format!("{x:.2}")).render(lang);
                assert!(!words.contains('{') && words.contains("0.10"), "{words}");
                for causal in
                    ["cause", "effect", "because", "due to", "thanks", "led to", "导致", "影响", "因为", "效果", "使得"]
                {
                    assert!(!words.contains(causal), "{words}");
                }
            }
        }
        let words = verdicts[3].text(&estimate(0.1, 1.0), &question, |x| format!("{x:.2}"));
        assert_eq!(
            words.render(Lang::En),
            "cannot tell: the difference of 0.10 may be chance (95 % interval -1.87 to 2.07); to see one of 1.00 with \
             power 0.8, each group needs 785, and the smallest has 100"
        );
    }

    #[test]
    fn questions_that_cannot_be_asked() {
        for smallest in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Question::new(Wanted::Higher, smallest, 0.8), Err(EffectError::SmallestEffect));
        }
        for power in [0.5, 1.0, f64::NAN, 80.0] {
            assert_eq!(Question::new(Wanted::Higher, 1.0, power), Err(EffectError::Power));
        }
    }
}
