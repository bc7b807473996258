//! The ways in which a notice reaches a customer. It sends nothing.

use crate::labels::Label;

/// A way to reach a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// E-mail, with a subject.
    Email,
    /// Short message on one line.
    Sms,
    /// Letter on paper.
    Letter,
    /// What a caller says on the telephone.
    Phone,
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 4] = [Channel::Email, Channel::Sms, Channel::Letter, Channel::Phone];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Letter => "letter",
            Channel::Phone => "phone",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Channel::Email => Label::new("e-mail", "邮件"),
            Channel::Sms => Label::new("SMS", "短信"),
            Channel::Letter => Label::new("letter", "信函"),
            Channel::Phone => Label::new("phone", "电话"),
        }
    }
}
