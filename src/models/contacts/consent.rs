//! Whether more than a safety notice may be sent. It withholds no notice.

use crate::labels::Label;

/// Whether a contact agreed to marketing. The notice goes out in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consent {
    /// Agreed.
    Allowed,
    /// Refused, on any of the records: the safety notice, and nothing else with it.
    OptedOutSafetyNoticeOnly,
    /// Not recorded.
    Unknown,
}

const LABELS: [Label; 3] = [
    Label::new("contact allowed", "允许联系"),
    Label::new("opted out of marketing; safety notice allowed", "已拒绝营销信息，仅可发送安全通知"),
    Label::new("consent not recorded; safety notice allowed", "未记录是否同意联系，可发送安全通知"),
];

impl Consent {
    /// The consent of a contact from those of its records: one refusal refuses for all.
    pub fn of(records: impl Iterator<Item = Option<bool>>) -> Consent {
        records.flatten().fold(Consent::Unknown, |known, allowed| match (known, allowed) {
            (_, false) | (Consent::OptedOutSafetyNoticeOnly, true) => Consent::OptedOutSafetyNoticeOnly,
            (_, true) => Consent::Allowed,
        })
    }

    /// The consent in words.
    pub fn label(self) -> Label {
        LABELS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_refusal_refuses_for_all() {
        let of = |records: &[Option<bool>]| Consent::of(records.iter().copied());
        assert_eq!(of(&[None, Some(true), None]), Consent::Allowed);
        assert_eq!(of(&[Some(true), Some(false), Some(true)]), Consent::OptedOutSafetyNoticeOnly);
        assert_eq!((of(&[]), of(&[None])), (Consent::Unknown, Consent::Unknown));
        assert_eq!(Consent::Unknown.label().en, "consent not recorded; safety notice allowed");
    }
}
