//! The rules for notices, and what each wants said. It checks nothing.

use super::element::Element;
use crate::labels::Label;
use crate::models::contacts::Channel;
use crate::models::hazard_class::HazardClass;

/// Rules for notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Food, drugs and devices in the United States: 21 CFR 7.49.
    Fda,
    /// Consumer products in the European Union: Regulation (EU) 2023/988, Art. 36.
    Gpsr,
    /// Consumer products in China: 消费品召回管理暂行规定 (2019).
    China,
}

/// What nobody may have to open a link for. The rest an SMS says, or it says where the full notice stands.
const SHORT: &[Element] = &[
    Element::UnderRecall,
    Element::Product,
    Element::Lots,
    Element::Hazard,
    Element::StopUse,
    Element::FullNotice,
    Element::Contact,
];

const FDA: &[Element] = &[
    Element::UnderRecall,
    Element::Urgent,
    Element::Product,
    Element::Model,
    Element::Lots,
    Element::Reason,
    Element::Hazard,
    Element::StopUse,
    Element::NotifyOnward,
    Element::WhatToDo,
    Element::Contact,
];
const GPSR: &[Element] = &[
    Element::Heading,
    Element::Product,
    Element::Brand,
    Element::Lots,
    Element::Picture,
    Element::SoldWhen,
    Element::SoldWhere,
    Element::Hazard,
    Element::StopUse,
    Element::WhatToDo,
    Element::Remedy,
    Element::Contact,
];
const CHINA: &[Element] = &[
    Element::Product,
    Element::Brand,
    Element::Model,
    Element::Lots,
    Element::Reason,
    Element::Hazard,
    Element::WhatToDo,
    Element::Remedy,
    Element::NoCharge,
    Element::Contact,
];

impl Regime {
    /// All rules for notices.
    pub const ALL: [Regime; 3] = [Regime::Fda, Regime::Gpsr, Regime::China];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Regime::Fda => "fda",
            Regime::Gpsr => "gpsr",
            Regime::China => "china",
        }
    }

    /// The rule itself, as it is cited.
    pub fn rule(self) -> Label {
        match self {
            Regime::Fda => Label::new("21 CFR 7.49", "21 CFR 7.49"),
            Regime::Gpsr => Label::new("(EU) 2023/988 Art. 36", "(EU) 2023/988 第 36 条"),
            Regime::China => Label::new(
                "Interim Provisions on the Administration of Consumer Product Recalls (China, SAMR Order No. 19)",
                "消费品召回管理暂行规定（市场监管总局令第 19 号）",
            ),
        }
    }

    /// What a notice must say. The mark of urgency is for classes I and II (21 CFR 7.49); mark, heading and picture are
    /// for what is written.
    pub fn elements(self, channel: Channel, class: HazardClass) -> impl Iterator<Item = Element> {
        let all = match (channel, self) {
            (Channel::Sms, _) => SHORT,
            (_, Regime::Fda) => FDA,
            (_, Regime::Gpsr) => GPSR,
            (_, Regime::China) => CHINA,
        };
        let written = matches!(channel, Channel::Email | Channel::Letter);
        let urgent = matches!(class, HazardClass::I | HazardClass::II);
        all.iter().copied().filter(move |element| match element {
            Element::Urgent => written && urgent,
            Element::Heading | Element::Picture => written,
            // The Chinese rules ask for no such word.
            Element::UnderRecall => self != Regime::China,
            _ => true,
        })
    }
}
