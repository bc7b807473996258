//! The check of a notice. It renders the template for a confirmed business and for a possible consumer, so that what is
//! said to each of them is looked at.

use super::element::Element;
use super::finding::Finding;
use super::minimising::minimising_words;
use super::regime::Regime;
use crate::labels::Lang;
use crate::models::contacts::Channel;
use crate::models::notices::addressee::{Addressee, Audience, Certainty, Holding};
use crate::models::notices::facts::RecallFacts;
use crate::models::notices::harmless::one_line;
use crate::models::notices::message::render;
use crate::models::notices::placeholder::Placeholder;
use crate::models::notices::segments::segments;
use crate::models::notices::template::{Part, Template};
use crate::models::notices::values::value;

/// More is not brief. Our own limit: 21 CFR 7.49 gives no number.
const MOST_WORDS: usize = 600;
/// The same for Chinese, in characters.
const MOST_CHARACTERS: usize = 1_200;
/// A shorter value can stand in a template by chance.
const SHORTEST_LITERAL: usize = 4;

/// Words of a template that say that use must stop, where it does not leave that to its placeholder.
const STOP_EN: [&str; 4] = ["stop using", "stop use", "do not use", "cease use"];
const STOP_ZH: [&str; 4] = ["立即停止使用", "请停止使用", "请勿使用", "请勿继续使用"];

const FREE_EN: [&str; 9] = [
    "free of charge",
    "no charge",
    "without charge",
    "no cost",
    "costs you nothing",
    "free repair",
    "free replacement",
    "free collection",
    "full refund",
];
const FREE_ZH: [&str; 7] = ["免费", "免收", "不收取任何费用", "不收取费用", "不收费", "无偿", "全额退款"];

/// Checks `template`, filled with `facts`, against the rules of `regime`. `most_segments` is the most that an SMS may
/// take. Findings come in the order of the rule's elements. A part is said where the template has a placeholder for it
/// whose value is not empty, or holds that value as plain words.
pub fn lint(template: &Template, facts: &RecallFacts, regime: Regime, most_segments: usize) -> Vec<Finding> {
    let notice = Notice::new(template, facts);
    let mut findings: Vec<Finding> = regime
        .elements(template.channel, facts.class)
        .filter_map(|element| match notice.standing(element) {
            Standing::Said => None,
            Standing::NoFact => Some(Finding::no_fact(regime.rule(), element)),
            Standing::NotInTemplate => Some(Finding::not_in_template(regime.rule(), element)),
        })
        .collect();
    let rule = (regime == Regime::Gpsr).then(|| regime.rule());
    let words = minimising_words(&notice.rendered.join("\n"));
    findings.extend(words.into_iter().map(|word| Finding::minimising(rule, word)));
    findings.extend(notice.length(regime));
    findings.extend(notice.segments(most_segments));
    findings
}

struct Notice<'a> {
    template: &'a Template,
    facts: &'a RecallFacts,
    samples: [Addressee; 2],
    /// Subject and body for each sample.
    rendered: [String; 2],
    /// The words of the template itself, by line.
    words: String,
}

enum Standing {
    Said,
    NoFact,
    NotInTemplate,
}

impl<'a> Notice<'a> {
    fn new(template: &'a Template, facts: &'a RecallFacts) -> Notice<'a> {
        let lots = facts.lots.iter().chain(&facts.serials).take(1);
        let sample = |audience, certainty| Addressee {
            customer_id: String::new(),
            name: String::new(),
            audience,
            holdings: lots.clone().map(|lot| Holding { lot: lot.clone(), units: 1.0 }).collect(),
            certainty,
            has_unrecorded: false,
            lang: template.lang,
        };
        let samples =
            [sample(Audience::Business, Certainty::Confirmed), sample(Audience::Consumer, Certainty::Possible)];
        let rendered = [&samples[0], &samples[1]].map(|sample| {
            let message = render(template, facts, sample);
            format!("{}\n{}", message.subject, message.body)
        });
        let plain = template.lines().map(|line| {
            let words =
                line.iter().filter_map(|part| if let Part::Words(words) = part { Some(words.as_str()) } else { None });
            words.collect::<String>()
        });
        let words = plain.collect::<Vec<String>>().join("\n").to_lowercase();
        Notice { template, facts, samples, rendered, words }
    }

    fn standing(&self, element: Element) -> Standing {
        let said = |yes: bool| if yes { Standing::Said } else { Standing::NotInTemplate };
        match (element, self.template.lang) {
            (Element::UnderRecall, Lang::En) => said(self.words.contains("recall")),
            (Element::UnderRecall, Lang::Zh) => said(self.words.contains("召回")),
            (Element::Heading, Lang::En) => said(self.has_line("product safety recall")),
            (Element::Heading, Lang::Zh) => said(self.has_line("产品安全召回")),
            (Element::NoCharge, Lang::En) => said(self.all_contain(&FREE_EN)),
            (Element::NoCharge, Lang::Zh) => said(self.all_contain(&FREE_ZH)),
            (Element::StopUse, Lang::En) if STOP_EN.iter().any(|words| self.words.contains(words)) => Standing::Said,
            (Element::StopUse, Lang::Zh) if STOP_ZH.iter().any(|words| self.words.contains(words)) => Standing::Said,
            (Element::FullNotice, _) => self.full_notice(),
            _ => self.filled(element),
        }
    }

    /// Whether what is to be done and the remedy are there, or where they can be read.
    fn full_notice(&self) -> Standing {
        let is_said = |element| matches!(self.filled(element), Standing::Said);
        let has = |hole| self.template.lines().any(|line| line.contains(&Part::Hole(hole)));
        let web = self.facts.web.trim().to_lowercase();
        let is_linked = has(Placeholder::Web) || has(Placeholder::Contact) || self.words.contains(&web);
        match (web.is_empty(), is_said(Element::WhatToDo) && is_said(Element::Remedy)) {
            (_, true) => Standing::Said,
            (true, false) if has(Placeholder::Web) || has(Placeholder::Contact) => Standing::NoFact,
            (false, false) if is_linked => Standing::Said,
            _ => Standing::NotInTemplate,
        }
    }

    /// Whether a placeholder of the element is filled for every sample that it concerns.
    fn filled(&self, element: Element) -> Standing {
        let mut standing = Standing::Said;
        let concerned = |sample: &&Addressee| element != Element::NotifyOnward || sample.audience == Audience::Business;
        for sample in self.samples.iter().filter(concerned) {
            let values = element.holes().iter().map(|hole| (hole, self.value(*hole, sample)));
            let values: Vec<_> = values.filter(|(_, value)| !value.is_empty()).collect();
            if values.is_empty() {
                return Standing::NoFact;
            }
            let has = |hole| self.template.lines().any(|line| line.contains(&Part::Hole(hole)));
            let literal =
                |value: &str| value.chars().count() >= SHORTEST_LITERAL && self.words.contains(&value.to_lowercase());
            if !values.iter().any(|(hole, value)| has(**hole) || literal(value)) {
                standing = Standing::NotInTemplate;
            }
        }
        standing
    }

    fn value(&self, hole: Placeholder, sample: &Addressee) -> String {
        one_line(&value(hole, self.facts, sample, self.template.lang))
    }

    /// Whether a line starts with `heading`, for every sample.
    fn has_line(&self, heading: &str) -> bool {
        self.rendered.iter().all(|text| {
            // The first line is the subject.
            text.lines().skip(1).any(|line| line.trim().to_lowercase().starts_with(heading))
        })
    }

    fn all_contain(&self, any_of: &[&str]) -> bool {
        let texts = self.rendered.iter().map(|text| text.to_lowercase());
        texts.into_iter().all(|text| any_of.iter().any(|words| text.contains(words)))
    }

    fn length(&self, regime: Regime) -> Option<Finding> {
        let most = match self.template.lang {
            Lang::En => MOST_WORDS,
            Lang::Zh => MOST_CHARACTERS,
        };
        let length = |text: &String| match self.template.lang {
            Lang::En => text.split_whitespace().count(),
            Lang::Zh => text.chars().filter(|sign| !sign.is_whitespace()).count(),
        };
        let length = self.rendered.iter().map(length).max().unwrap_or(0);
        (regime == Regime::Fda && length > most).then(|| Finding::too_long(regime.rule(), length, most))
    }

    fn segments(&self, most: usize) -> Option<Finding> {
        if self.template.channel != Channel::Sms {
            return None;
        }
        let bodies = self.rendered.iter().map(|text| segments(text.trim()));
        let longest = bodies.max_by_key(|segments| segments.count).filter(|segments| segments.count > most)?;
        let sign = longest.forcing.filter(|_| self.template.lang == Lang::En);
        Some(Finding::too_many_segments(longest.count, most, sign))
    }
}
