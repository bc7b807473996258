//! One row of the mail merge: who is written to, and what. It writes no file.

use super::addressee::{Addressee, units_text};
use super::harmless::one_line;
use super::message::Message;
use crate::models::contacts::Channel;

/// One row of the mail merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRow {
    /// Customer id.
    pub customer_id: String,
    /// Channel.
    pub channel: Channel,
    /// Address or number of that channel, on one line.
    pub to: String,
    /// Subject; empty unless an e-mail.
    pub subject: String,
    /// Text of the message.
    pub body: String,
    /// Recalled lots of the customer with their units, in the language of the message.
    pub lots: String,
    /// Units of recalled lots; empty where none are known.
    pub units: String,
}

impl MergeRow {
    /// The row of one message to `to`.
    pub fn new(addressee: &Addressee, channel: Channel, to: &str, message: Message) -> MergeRow {
        MergeRow {
            customer_id: addressee.customer_id.clone(),
            channel,
            to: one_line(to),
            subject: message.subject,
            body: message.body,
            lots: one_line(&addressee.holdings_text(addressee.lang)),
            units: units_text(addressee.units()),
        }
    }
}
