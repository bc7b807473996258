//! The words by which exports tell how far a complaint is. Signs, blanks and case make no difference.

use crate::models::complaint_cases::CaseStatus;

const RESOLVED: [&str; 24] = [
    "resolved",
    "solved",
    "closed",
    "done",
    "completed",
    "complete",
    "finished",
    "fixed",
    "settled",
    "closedwon",
    "已解决",
    "解决",
    "已关闭",
    "关闭",
    "已办结",
    "办结",
    "已结案",
    "结案",
    "已完成",
    "完成",
    "已处理",
    "处理完成",
    "处理完毕",
    "已解決",
];
const REOPENED: [&str; 12] = [
    "reopened",
    "reopen",
    "openedagain",
    "重开",
    "已重开",
    "重新打开",
    "已重新打开",
    "再次打开",
    "重新受理",
    "再次投诉",
    "二次投诉",
    "重启",
];
const OPEN: [&str; 32] = [
    "open",
    "opened",
    "new",
    "pending",
    "inprogress",
    "processing",
    "assigned",
    "active",
    "waiting",
    "waitingforcustomer",
    "onhold",
    "hold",
    "escalated",
    "unresolved",
    "working",
    "todo",
    "处理中",
    "待处理",
    "未处理",
    "未解决",
    "未关闭",
    "未完成",
    "新建",
    "待受理",
    "受理中",
    "已受理",
    "待分配",
    "已分配",
    "跟进中",
    "待跟进",
    "挂起",
    "處理中",
];

/// The status that `words` stand for; [`CaseStatus::Unknown`] for any others.
pub(super) fn case_status(words: &str) -> CaseStatus {
    let key: String = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_in = |list: &[&str]| list.contains(&key.as_str());
    match () {
        () if is_in(&RESOLVED) => CaseStatus::Resolved,
        () if is_in(&REOPENED) => CaseStatus::Reopened,
        () if is_in(&OPEN) => CaseStatus::Open,
        () => CaseStatus::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_understood() {
        use CaseStatus::{Open, Reopened, Resolved, Unknown};
        let told = ["In Progress", "on-hold", " 处理中 ", "Closed", "已办结", "re-opened", "重开", "cancelled", ""];
        let expected = [Open, Open, Open, Resolved, Resolved, Reopened, Reopened, Unknown, Unknown];
        assert_eq!(told.map(case_status), expected);
        // 未解决 holds 解决 and is its contrary.
        assert_eq!(["未解决", "unresolved"].map(case_status), [Open; 2]);
    }
}
