//! Verdicts in words. It decides nothing.

use super::verdict::{CannotTell, Provisional, Verdict};
use crate::labels::{Label, Text};

const MET: Label = Label::new("met", "已达成");
const NOT_MET: Label = Label::new("not met", "未达成");
const ON_TRACK: Label = Label::new("on track", "进展正常");
const REACHED: Label = Label::new("on track: already at the target", "进展正常：已提前达到目标值");
const BEHIND: Label = Label::new("behind", "进展落后");
const NO_VALUE: Label = Label::new("cannot tell: nothing was measured", "无法判断：没有可用的测量值");
const NO_MILESTONE: Label = Label::new(
    "cannot tell yet: the goal is not due, and without baseline and baseline_on nothing says how far it should be by now",
    "暂无法判断：尚未到截止日，且未给出 baseline 与 baseline_on，无从得知目前应达到的进度",
);
const TOO_FEW: Label = Label::new("cannot tell: fewer than {least} observations", "无法判断：样本少于 {least} 个");
const WITHIN: Label = Label::new(
    "cannot tell: the target lies within the interval; about {needed} observations would be needed",
    "无法判断：目标值落在区间之内，约需 {needed} 个样本",
);
const WITHIN_FOR_EVER: Label = Label::new(
    "cannot tell: the value is too near the target for any number of observations",
    "无法判断：测量值与目标值过近，样本再多也难以区分",
);
const PERIOD_NOT_FULL: Label = Label::new("provisional: the period is not over", "暂定：统计期尚未结束");
const WITHIN_RESPONSE_LAG: Label = Label::new(
    "provisional: answers may come in for {days:more day|more days}",
    "暂定：未来 {days} 天内仍可能收到答复",
);

impl Verdict {
    /// The name in data files.
    pub fn id(&self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not_met",
            Verdict::OnTrack { .. } => "on_track",
            Verdict::Behind { .. } => "behind",
            Verdict::CannotTell(_) => "cannot_tell",
            Verdict::Provisional(_) => "provisional",
        }
    }

    /// Whether it may raise an alarm: only what is certain and bad does.
    pub fn is_alarm(&self) -> bool {
        matches!(self, Verdict::NotMet | Verdict::Behind { .. })
    }

    /// The verdict in words. The numbers measured are the caller's to add.
    pub fn text(&self) -> Text {
        match self {
            Verdict::Met => MET.text(),
            Verdict::NotMet => NOT_MET.text(),
            Verdict::OnTrack { reached: false, .. } => ON_TRACK.text(),
            Verdict::OnTrack { reached: true, .. } => REACHED.text(),
            Verdict::Behind { .. } => BEHIND.text(),
            Verdict::CannotTell(CannotTell::NoValue) => NO_VALUE.text(),
            Verdict::CannotTell(CannotTell::NoMilestone) => NO_MILESTONE.text(),
            Verdict::CannotTell(CannotTell::TooFew { least }) => TOO_FEW.with(&[("least", least)]),
            Verdict::CannotTell(CannotTell::Within { needed: Some(needed) }) => WITHIN.with(&[("needed", needed)]),
            Verdict::CannotTell(CannotTell::Within { needed: None }) => WITHIN_FOR_EVER.text(),
            Verdict::Provisional(Provisional::PeriodNotFull) => PERIOD_NOT_FULL.text(),
            Verdict::Provisional(Provisional::WithinResponseLag { days }) => {
                WITHIN_RESPONSE_LAG.with(&[("days", days)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_verdict_has_its_own_words_in_both_languages() {
        let verdicts = [
            Verdict::Met,
            Verdict::NotMet,
            Verdict::OnTrack { milestone: Some(1.0), reached: false },
            Verdict::OnTrack { milestone: None, reached: true },
            Verdict::Behind { milestone: 1.0 },
            Verdict::CannotTell(CannotTell::NoValue),
            Verdict::CannotTell(CannotTell::NoMilestone),
            Verdict::CannotTell(CannotTell::TooFew { least: 10 }),
            Verdict::CannotTell(CannotTell::Within { needed: Some(3_140) }),
            Verdict::CannotTell(CannotTell::Within { needed: None }),
            Verdict::Provisional(Provisional::PeriodNotFull),
            Verdict::Provisional(Provisional::WithinResponseLag { days: 1 }),
        ];
        for lang in [Lang::En, Lang::Zh] {
            let mut rendered: Vec<String> = verdicts.iter().map(|own| own.text().render(lang)).collect();
            assert!(rendered.iter().all(|words| !words.contains('{')), "{rendered:?}");
            rendered.sort();
            rendered.dedup();
            assert_eq!(rendered.len(), verdicts.len());
        }
        let lag = verdicts[11].text().render(Lang::En);
        assert_eq!(lag, "provisional: answers may come in for 1 more day");
        assert_eq!(verdicts.map(|own| own.is_alarm()).iter().filter(|alarm| **alarm).count(), 2);
    }
}
