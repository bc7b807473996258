//! Why a cell cannot be used to tell somebody. It reads no cell.

use super::channel::Channel;
use crate::labels::Label;

/// Why a cell is no way to tell somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// Nothing is recorded.
    Missing,
    /// A word or sign that only fills the field, or an address that exists nowhere.
    Placeholder,
    /// Not written as an e-mail address is.
    NoEmailAddress,
    /// The domain of the e-mail address has no dot.
    DomainWithoutDot,
    /// Holds what no phone number has.
    NoPhoneNumber,
    /// Fewer than seven digits.
    TooFewDigits,
    /// More than fifteen digits (ITU-T E.164).
    TooManyDigits,
    /// One digit again and again, or digits counted up.
    InventedNumber,
    /// A fixed line, which takes no text messages.
    FixedLine,
    /// Too short for a street, or without any letter.
    NoStreet,
    /// The domain is reserved for examples and tests.
    ReservedDomain,
}

/// All refusals, in the order of the enum.
const LABELS: [Label; 11] = [
    Label::new("nothing is recorded", "没有记录"),
    Label::new("a placeholder, not real data", "占位内容，并非真实信息"),
    Label::new("not an e-mail address", "不是有效的邮箱地址"),
    Label::new("the domain of the e-mail address has no dot", "邮箱域名中没有点"),
    Label::new("not a phone number", "不是有效的电话号码"),
    Label::new("too few digits for a phone number", "电话号码位数不足"),
    Label::new("too many digits for a phone number", "电话号码位数过多"),
    Label::new("an invented phone number", "电话号码疑似随意填写"),
    Label::new("a landline, which takes no text messages", "固定电话，无法接收短信"),
    Label::new("too little for a postal address", "地址过于简略，无法投递"),
    Label::new("a domain that is reserved for examples and tests", "域名仅供示例或测试使用"),
];

/// A cell that was refused. It does not repeat the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused<'a> {
    /// The customer whose record it is.
    pub customer: &'a str,
    /// The channel that it would have served.
    pub channel: Channel,
    /// Why not.
    pub refusal: Refusal,
}

impl Refusal {
    /// The reason in words.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_belong_to_their_reason() {
        assert_eq!(Refusal::Missing.label().zh, "没有记录");
        assert_eq!(Refusal::TooManyDigits.label().en, "too many digits for a phone number");
        assert_eq!(Refusal::NoStreet.label().en, "too little for a postal address");
    }
}
