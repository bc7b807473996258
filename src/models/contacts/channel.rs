//! The channels of a notice, and what customers write of the one they prefer. It judges no cell.

use super::spelling::{bare, folded};
use crate::labels::Label;

/// How a notice can go out. Messengers and apps are no channel here: no file tells how to reach somebody there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// Telephone call. To be confirmed in writing or documented (21 CFR 7.49).
    Phone,
    /// Letter.
    Letter,
}

/// All channels, in the order in which they are usually tried.
pub const CHANNELS: [Channel; 4] = [Channel::Email, Channel::Sms, Channel::Phone, Channel::Letter];

const LABELS: [Label; 4] = [
    Label::new("e-mail", "电子邮件"),
    Label::new("text message", "短信"),
    Label::new("telephone", "电话"),
    Label::new("letter", "信函"),
];

/// What a customer prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preference {
    /// One of the channels.
    Channel(Channel),
    /// Something else, such as WeChat: the next usable channel is taken.
    OtherMedium,
    /// A text that names nothing known. A bare "mail" is among these: it may mean a letter or an e-mail.
    NotUnderstood,
    /// Nothing is recorded.
    NotRecorded,
}

const EMAIL: &[&str] = &["email", "emails", "邮件", "电子邮件", "邮箱", "电子邮箱", "电邮", "電郵", "電子郵件", "郵件"];
const SMS: &[&str] =
    &["sms", "text", "texts", "textmessage", "textmessaging", "mms", "短信", "手机短信", "简讯", "簡訊", "短訊"];
const PHONE: &[&str] = &[
    "phone",
    "phonecall",
    "telephone",
    "tel",
    "call",
    "calls",
    "voice",
    "mobile",
    "mobilephone",
    "cell",
    "cellphone",
    "landline",
    "电话",
    "手机",
    "致电",
    "来电",
    "打电话",
    "座机",
    "固话",
    "電話",
    "手機",
];
const LETTER: &[&str] = &[
    "letter",
    "post",
    "postal",
    "postalmail",
    "postmail",
    "directmail",
    "bypost",
    "信函",
    "信件",
    "邮寄",
    "书信",
    "来信",
    "寄信",
    "郵寄",
    "書信",
];
const OTHER: &[&str] = &[
    "wechat",
    "weixin",
    "微信",
    "企业微信",
    "公众号",
    "微信公众号",
    "whatsapp",
    "line",
    "telegram",
    "messenger",
    "facebook",
    "qq",
    "钉钉",
    "dingtalk",
    "飞书",
    "app",
    "push",
    "推送",
    "fax",
    "传真",
    "傳真",
    "chat",
    "社交媒体",
    "socialmedia",
    "上门",
    "inperson",
    "visit",
];

impl Channel {
    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Phone => "phone",
            Channel::Letter => "letter",
        }
    }

    /// The channel as a word.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

impl Preference {
    /// Reads a cell, whatever its case, width, blanks and punctuation.
    pub fn read(cell: Option<&str>) -> Preference {
        let Some(text) = folded(cell) else { return Preference::NotRecorded };
        let word = bare(&text);
        let named = [
            (EMAIL, Preference::Channel(Channel::Email)),
            (SMS, Preference::Channel(Channel::Sms)),
            (PHONE, Preference::Channel(Channel::Phone)),
            (LETTER, Preference::Channel(Channel::Letter)),
            (OTHER, Preference::OtherMedium),
        ];
        let known = named.iter().find(|(words, _)| words.contains(&word.as_str()));
        known.map_or(Preference::NotUnderstood, |(_, preference)| *preference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_in_both_languages() {
        use Preference::*;
        for (text, preference) in [
            ("E-Mail", Channel(super::Channel::Email)),
            ("邮件", Channel(super::Channel::Email)),
            ("ＳＭＳ", Channel(super::Channel::Sms)),
            ("短信", Channel(super::Channel::Sms)),
            ("Text message", Channel(super::Channel::Sms)),
            (" phone ", Channel(super::Channel::Phone)),
            ("電話", Channel(super::Channel::Phone)),
            ("postal mail", Channel(super::Channel::Letter)),
            ("邮寄", Channel(super::Channel::Letter)),
            ("WeChat", OtherMedium),
            ("微信", OtherMedium),
            ("mail", NotUnderstood),
            ("none", NotUnderstood),
            ("  ", NotRecorded),
        ] {
            assert_eq!(Preference::read(Some(text)), preference, "{text}");
        }
        assert_eq!(Preference::read(None), NotRecorded);
    }

    #[test]
    fn no_word_means_two_channels() {
        let all = [EMAIL, SMS, PHONE, LETTER, OTHER].concat();
        let different: std::collections::BTreeSet<&&str> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert!(all.iter().all(|word| bare(word) == **word));
    }
}
