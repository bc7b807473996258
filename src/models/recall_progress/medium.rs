//! How notices and answers travel. It chooses no channel.

use crate::labels::Label;
use crate::models::contacts::Channel;

/// How a notice or an answer travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// Telephone call.
    Phone,
    /// Letter.
    Letter,
    /// Visit.
    Visit,
    /// A product registration card or form.
    RegistrationCard,
    /// Anything else, or not recorded.
    Other,
}

const LABELS: [Label; 7] = [
    Label::new("e-mail", "电子邮件"),
    Label::new("text message", "短信"),
    Label::new("telephone", "电话"),
    Label::new("letter", "信函"),
    Label::new("visit", "上门走访"),
    Label::new("registration card", "产品登记卡"),
    Label::new("other", "其他"),
];

impl Medium {
    /// The medium as a word.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

impl From<Channel> for Medium {
    fn from(channel: Channel) -> Medium {
        match channel {
            Channel::Email => Medium::Email,
            Channel::Sms => Medium::Sms,
            Channel::Phone => Medium::Phone,
            Channel::Letter => Medium::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::contacts::CHANNELS;

    #[test]
    fn channels_keep_their_words() {
        for channel in CHANNELS {
            assert_eq!(Medium::from(channel).label(), channel.label());
        }
        assert_eq!(Medium::Other.label().zh, "其他");
    }
}
