//! What to do next, from why units are outstanding. It sets no dates and names no owners.

use super::super::{Progress, Status};
use super::not_recalled::{NotRecalled, not_recalled};
use crate::labels::{Label, Text};

/// A kind of step, in the order in which they are taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// Tell those who have not been told.
    Notify,
    /// Find another way to those who cannot be reached.
    FindAnotherWay,
    /// A public notice, where sales name no customer.
    PublicNotice,
    /// Remind those who have not answered, by another channel.
    Remind,
    /// Have those who passed units on tell the next holder.
    NotifyOnward,
    /// Collect what customers have.
    Collect,
    /// Talk to those who refuse.
    TalkToRefusing,
    /// Find out who sent back what came without a customer.
    FindSender,
    /// Clear up where more came back than was sold.
    ClearUpDiscrepancies,
}

/// A step with its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// What to do.
    pub step: NextStep,
    /// Customers it is about.
    pub customers: u64,
    /// Units it is about, in 1/10000.
    pub units: i128,
}

const LABELS: [Label; 9] = [
    Label::new("Notify {customers:customer|customers} not told yet", "通知尚未通知的 {customers} 位客户"),
    Label::new(
        "Find another way to tell {customers:customer|customers} who cannot be reached",
        "为 {customers} 位无法联系的客户另寻联系方式",
    ),
    Label::new(
        "Publish a notice: the sales of {units:affected unit|affected units} name no customer",
        "发布公告：{units} 件受影响产品的销售记录没有客户信息",
    ),
    Label::new(
        "Remind {customers:customer|customers} without a response, by another channel",
        "通过其他渠道再次提醒 {customers} 位未回应的客户",
    ),
    Label::new(
        "Have {customers:customer|customers} who passed units on notify the next holder",
        "请 {customers} 位已转让产品的客户通知下一持有人",
    ),
    Label::new(
        "Collect {units:unit|units} from {customers:customer|customers} who responded",
        "向 {customers} 位已回应的客户收回 {units} 件产品",
    ),
    Label::new("Speak with {customers:customer|customers} who refused", "与拒绝配合的 {customers} 位客户沟通"),
    Label::new(
        "Find out who sent back {units:unit|units} recorded without a customer",
        "查明 {units} 件已收回但未记录客户的产品来自哪些客户",
    ),
    Label::new(
        "Clear up {customers:customer|customers} from whom more came back than was sold",
        "核查 {customers} 位回收数量超过销售数量的客户",
    ),
];

impl Task {
    /// The step as a sentence, with its numbers as whole units.
    pub fn text(&self) -> Text {
        let units = (self.units + 5_000).div_euclid(10_000);
        LABELS[self.step as usize].with(&[("customers", &self.customers), ("units", &units)])
    }
}

/// The steps that are due, in order.
pub fn next_steps(progress: &Progress<'_>) -> Vec<Task> {
    let mut tasks: Vec<Task> = not_recalled(progress)
        .into_iter()
        .map(|row| {
            let step = match row.reason {
                NotRecalled::NotNotified => NextStep::Notify,
                NotRecalled::Unreachable => NextStep::FindAnotherWay,
                NotRecalled::NoResponse => NextStep::Remind,
                NotRecalled::Refused => NextStep::TalkToRefusing,
                NotRecalled::PassedOn => NextStep::NotifyOnward,
                NotRecalled::NotYetReturned => NextStep::Collect,
                NotRecalled::NoCustomer => NextStep::PublicNotice,
                NotRecalled::FromUnknown => NextStep::FindSender,
            };
            Task { step, customers: row.customers, units: row.units.abs() }
        })
        .collect();
    let wrong = progress.standings.iter().filter(|one| one.status == Status::Discrepancy);
    let (customers, units) = wrong.fold((0, 0), |sum, one| (sum.0 + 1, sum.1 + one.account.above_sold));
    if customers > 0 {
        tasks.push(Task { step: NextStep::ClearUpDiscrepancies, customers, units });
    }
    tasks.sort_by_key(|task| task.step);
    tasks
}
