//! The parts of a notice that rules ask for. It does not say which rule asks for which.

use crate::labels::Label;
use crate::models::notices::placeholder::Placeholder;

/// A part of a notice, or a property of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Element {
    UnderRecall,
    /// The heading `Product safety recall`.
    Heading,
    Urgent,
    Product,
    Brand,
    /// Model or size.
    Model,
    Picture,
    Lots,
    SoldWhen,
    SoldWhere,
    Reason,
    Hazard,
    StopUse,
    NotifyOnward,
    WhatToDo,
    Remedy,
    NoCharge,
    /// What is to be done and the remedy, or where the full notice stands.
    FullNotice,
    Contact,
    /// No words that play the hazard down.
    PlainWords,
    /// Brief and to the point.
    Brevity,
    SmsLength,
}

impl Element {
    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Element::UnderRecall => "under_recall",
            Element::Heading => "heading",
            Element::Urgent => "urgent",
            Element::Product => "product",
            Element::Brand => "brand",
            Element::Model => "model",
            Element::Picture => "picture",
            Element::Lots => "lots",
            Element::SoldWhen => "sold_when",
            Element::SoldWhere => "sold_where",
            Element::Reason => "reason",
            Element::Hazard => "hazard",
            Element::StopUse => "stop_use",
            Element::NotifyOnward => "notify_onward",
            Element::WhatToDo => "what_to_do",
            Element::Remedy => "remedy",
            Element::NoCharge => "no_charge",
            Element::FullNotice => "full_notice",
            Element::Contact => "contact",
            Element::PlainWords => "plain_words",
            Element::Brevity => "brevity",
            Element::SmsLength => "sms_length",
        }
    }

    /// The name for people, as part of a sentence.
    pub fn label(self) -> Label {
        match self {
            Element::UnderRecall => Label::new("that the product is being recalled", "产品正在召回的说明"),
            Element::Heading => Label::new("the heading \"Product safety recall\"", "标题“产品安全召回”"),
            Element::Urgent => Label::new("the mark \"urgent\"", "“紧急”标记"),
            Element::Product => Label::new("the name of the product", "产品名称"),
            Element::Brand => Label::new("the brand", "品牌"),
            Element::Model => Label::new("the model or size", "型号规格"),
            Element::Picture => Label::new("a picture of the product", "产品图片"),
            Element::Lots => Label::new("the lot or serial numbers", "批次或序列号"),
            Element::SoldWhen => Label::new("when it was sold", "销售时间"),
            Element::SoldWhere => Label::new("where it was sold", "销售渠道"),
            Element::Reason => Label::new("what is wrong with the product", "缺陷情况"),
            Element::Hazard => Label::new("the hazard", "可能造成的后果"),
            Element::StopUse => Label::new("that use must stop at once", "立即停止使用的要求"),
            Element::NotifyOnward => Label::new("that businesses tell their own customers", "请经销商转告其客户的要求"),
            Element::WhatToDo => Label::new("what is to be done with the product", "对产品的处理办法"),
            Element::Remedy => Label::new("the remedy", "补救措施"),
            Element::NoCharge => Label::new("that the remedy costs nothing", "补救措施免费的说明"),
            Element::FullNotice => Label::new(
                "what is to be done and the remedy, or the address of the full notice",
                "处理办法和补救措施，或完整通知的网址",
            ),
            Element::Contact => Label::new("a way to answer or ask", "联系方式"),
            Element::PlainWords => Label::new("plain words", "如实的措辞"),
            Element::Brevity => Label::new("brevity", "简明扼要"),
            Element::SmsLength => Label::new("the length of the SMS", "短信长度"),
        }
    }

    /// Placeholders of which one says it; none where it is said by the words of a template.
    pub(super) fn holes(self) -> &'static [Placeholder] {
        match self {
            Element::Urgent => &[Placeholder::Urgent],
            Element::Product => &[Placeholder::Product],
            Element::Brand => &[Placeholder::Brand],
            Element::Model => &[Placeholder::Model],
            Element::Picture => &[Placeholder::Picture],
            Element::Lots => &[Placeholder::Lots, Placeholder::YourLots, Placeholder::LotsToCheck],
            Element::SoldWhen => &[Placeholder::Sold],
            Element::SoldWhere => &[Placeholder::Stores],
            Element::Reason => &[Placeholder::Reason],
            Element::Hazard => &[Placeholder::Hazard],
            Element::StopUse => &[Placeholder::StopUse],
            Element::NotifyOnward => &[Placeholder::NotifyOnward],
            Element::WhatToDo => &[Placeholder::WhatToDo],
            Element::Remedy => &[Placeholder::Remedy],
            Element::Contact => &[Placeholder::Contact, Placeholder::Phone, Placeholder::Email, Placeholder::Web],
            Element::UnderRecall
            | Element::Heading
            | Element::FullNotice
            | Element::NoCharge
            | Element::PlainWords
            | Element::Brevity
            | Element::SmsLength => &[],
        }
    }

    /// What to write into the recall file to say it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Element::Urgent => "urgent = true",
            Element::Lots => "lots",
            Element::SoldWhen => "sold_from",
            Element::SoldWhere => "stores",
            Element::FullNotice => "web",
            Element::Contact => "phone",
            other => other.id(),
        }
    }
}
