//! Where one customer stands. It counts no customers.

use super::account::{Account, Refunds};
use super::event::{Answer, Notification};
use super::history::History;
use super::location::Location;
use super::status::Status;

/// One customer, or several that are told as one, as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The customer under whom they stand.
    pub customer: &'a str,
    /// Where the units are.
    pub location: Location,
    /// The status.
    pub status: Status,
    /// The units.
    pub account: Account,
    /// First notice that did not fail.
    pub notified: Option<Notification<'a>>,
    /// Day of the first response or recovery.
    pub responded: Option<i32>,
    /// The last answer.
    pub answer: Option<Answer>,
    /// On hand when the notice was received, in 1/10000 units: the quantity of the first answer that tells it.
    pub on_hand: Option<i128>,
}

/// Whether a customer has a usable channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channels {
    Usable,
    None,
}

/// The standing of a customer.
pub(super) fn standing<'a>(
    history: &History<'a>,
    customer: &'a str,
    as_of: i32,
    refunds: Refunds,
    channels: Channels,
) -> Standing<'a> {
    let account = history.account(as_of, refunds, None);
    let notified = history.notices().next().map(|one| Notification { customer, ..*one });
    let responded = history.first_heard();
    let failed = !history.notifications.is_empty() && notified.is_none();
    let status = match (responded, notified) {
        _ if account.above_sold > 0 => Status::Discrepancy,
        (Some(_), _) if account.outstanding == 0 => Status::Reconciled,
        (Some(_), _) => Status::Responded,
        (None, Some(_)) => Status::Notified,
        (None, None) if failed || channels == Channels::None => Status::Unreachable,
        (None, None) => Status::Pending,
    };
    Standing {
        customer,
        location: history.location,
        status,
        account,
        notified,
        responded,
        answer: history.responses.last().map(|one| one.answer),
        on_hand: on_hand(history),
    }
}

/// The sum over the first day on which the customer told a quantity on hand, or that there is none.
fn on_hand(history: &History<'_>) -> Option<i128> {
    let told = |answer, quantity: Option<i64>| match answer {
        Answer::HasUnits => quantity.map(i128::from),
        Answer::HasNone => Some(0),
        Answer::AlreadyUsed | Answer::Discarded if quantity.is_none() => Some(0),
        _ => None,
    };
    let mut answers = history.responses.iter().filter_map(|one| Some((one.day, told(one.answer, one.quantity)?)));
    let (day, first) = answers.next()?;
    Some(first + answers.take_while(|(other, _)| *other == day).map(|(_, quantity)| quantity).sum::<i128>())
}
