//! What the outcome of a follow-up says, in English and Chinese words.

use crate::models::follow_ups::Mark;

/// What an outcome says beyond the days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether it was called off or given up.
    pub mark: Mark,
    /// Whether the customer was reached; `None` where nothing says so.
    pub reached: Option<bool>,
}

const CANCELLED: [&str; 10] =
    ["cancel", "called off", "withdrawn", "not needed", "取消", "作废", "撤销", "无需回访", "不需回访", "免访"];
const MISSED: [&str; 12] = [
    "missed",
    "not done",
    "undone",
    "overdue",
    "given up",
    "abandon",
    "未完成",
    "未做",
    "未回访",
    "漏访",
    "逾期",
    "放弃",
];
/// What outcomes begin with that say that it was done.
const DONE: [&str; 13] = [
    "complete",
    "done",
    "finished",
    "carried out",
    "successful",
    "已完成",
    "完成",
    "已回访",
    "回访完成",
    "回访成功",
    "已办结",
    "办结",
    "已做",
];
const NOT_REACHED: [&str; 21] = [
    "no answer",
    "not reach",
    "unreach",
    "not answer",
    "unanswer",
    "no reply",
    "voicemail",
    "busy",
    "wrong number",
    "switched off",
    "未接",
    "无人接",
    "没人接",
    "没接",
    "无法接通",
    "无法联系",
    "联系不上",
    "占线",
    "关机",
    "空号",
    "停机",
];

/// What `outcome` says of a follow-up that was `done` or was not. A customer is reached where the contact was made and
/// the outcome names anything but a call into the void.
pub(super) fn told(outcome: &str, done: bool) -> Told {
    let outcome = outcome.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| outcome.contains(word));
    let mark = match (says(&CANCELLED), says(&MISSED)) {
        (true, _) => Mark::Cancelled,
        (false, true) => Mark::Missed,
        (false, false) if DONE.iter().any(|word| outcome.trim_start().starts_with(word)) => Mark::Done,
        (false, false) => Mark::None,
    };
    let is_done = mark == Mark::Done || (done && mark == Mark::None);
    let reached = if says(&NOT_REACHED) { Some(false) } else { is_done.then_some(true) };
    Told { mark, reached }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_in_both_languages() {
        let cases = [
            ("Cancelled", false, Mark::Cancelled, None),
            ("已取消", false, Mark::Cancelled, None),
            ("missed", false, Mark::Missed, None),
            ("未完成", false, Mark::Missed, None),
            ("客户未接通", true, Mark::None, Some(false)),
            ("No answer", false, Mark::None, Some(false)),
            ("无人接听", true, Mark::None, Some(false)),
            ("放弃，多次未接", false, Mark::Missed, Some(false)),
            ("满意", true, Mark::None, Some(true)),
            ("problem", true, Mark::None, Some(true)),
            ("满意", false, Mark::None, None),
            ("cancelled", true, Mark::Cancelled, None),
            ("Completed", false, Mark::Done, Some(true)),
            ("done", true, Mark::Done, Some(true)),
            ("已回访，无人接听", false, Mark::Done, Some(false)),
            ("已完成", false, Mark::Done, Some(true)),
            ("not completed", false, Mark::None, None),
            ("to be done", false, Mark::None, None),
            ("not done", false, Mark::Missed, None),
        ];
        for (outcome, done, mark, reached) in cases {
            assert_eq!(told(outcome, done), Told { mark, reached }, "{outcome}");
        }
    }
}
