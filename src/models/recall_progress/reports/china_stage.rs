//! The stage report on a recall as Chinese authorities ask for it (召回阶段性报告). It sets no deadline.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Medium, Progress};
use super::next_step::{Task, next_steps};
use super::not_recalled::{NotRecalledRow, not_recalled};

/// One way of notifying (通知方式及数量). Who was told in several ways is counted in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeMethod {
    /// The way.
    pub medium: Medium,
    /// Customers told.
    pub customers: u64,
    /// Notices, also repeated ones.
    pub notices: u64,
}

/// The report. Units in 1/10000.
#[derive(Clone, Debug, PartialEq)]
pub struct ChinaStageReport {
    /// 应召回数量: affected units distributed, as estimated.
    pub to_recall: i128,
    /// 已召回数量: returned, corrected, disposed of and refunded, up to what was distributed.
    pub recalled: i128,
    /// 已完成数量: accounted for, also by declaration, up to what was distributed.
    pub completed: i128,
    /// 召回完成率: completed / to recall; `None` when nothing is to be recalled.
    pub completion_rate: Option<f64>,
    /// 通知方式及数量.
    pub methods: Vec<NoticeMethod>,
    /// 未召回原因分布: the units still to be completed, by reason.
    pub not_recalled: Vec<NotRecalledRow>,
    /// 下一步.
    pub next: Vec<Task>,
}

/// The report as of the day of the progress.
pub fn china_stage_report(progress: &Progress<'_>) -> ChinaStageReport {
    let account = progress.account();
    let mut methods: BTreeMap<Medium, (u64, u64)> = BTreeMap::new();
    for history in &progress.histories {
        let used: BTreeSet<Medium> = history.notices().map(|one| one.medium).collect();
        used.into_iter().for_each(|medium| methods.entry(medium).or_default().0 += 1);
        history.notices().for_each(|one| methods.entry(one.medium).or_default().1 += 1);
    }
    let method = |(medium, (customers, notices))| NoticeMethod { medium, customers, notices };
    ChinaStageReport {
        to_recall: account.distributed,
        recalled: account.recovered_of_estimate,
        completed: account.accounted(),
        completion_rate: account.accounted_share(),
        methods: methods.into_iter().map(method).collect(),
        not_recalled: not_recalled(progress),
        next: next_steps(progress),
    }
}
