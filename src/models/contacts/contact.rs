//! One contact: the ways to tell them, in order, and what they hold. It joins no customers.

use super::channel::{Channel, Preference};
use super::consent::Consent;
use super::name::Name;
use super::person::Person;
use super::record::Amount;
use super::refusal::Refused;
use crate::labels::Label;

/// One way to tell a contact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// The channel.
    pub channel: Channel,
    /// Where to: an e-mail address, the number to dial, or a postal address.
    pub address: String,
}

/// Whether a contact buys for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person.
    Consumer,
    /// A company, or nobody's personal name is recorded: the notice asks to notify onward, where appropriate
    /// (21 CFR 7.49).
    Business,
    /// There is no record to tell.
    Unknown,
}

/// Why a contact cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreachable {
    /// No customer record has this id.
    NoRecord,
    /// The records hold nothing for any channel.
    NothingRecorded,
    /// Something is recorded, and none of it can be used: see [`Contact::refused`].
    NothingUsable,
}

/// Who is told once, with all the customers that this stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact<'a> {
    /// The smallest id of all its customers, in text order.
    pub id: &'a str,
    /// Its affected customers, ascending.
    pub affected: Vec<&'a str>,
    /// Its customers that are not affected, ascending: duplicates that may have lent a way to tell it.
    pub duplicates: Vec<&'a str>,
    /// First recorded name of a person.
    pub name: Option<&'a str>,
    /// First recorded company.
    pub company: Option<&'a str>,
    /// Whether it buys for others.
    pub party: Party,
    /// Whether more than the notice may be sent.
    pub consent: Consent,
    /// What it prefers; with several records, the first preference that can be met.
    pub preference: Preference,
    /// Every usable way, best first: the preferred channel, then the others in the order of the rules.
    pub ways: Vec<Way>,
    /// What could not be used, by customer.
    pub refused: Vec<Refused<'a>>,
    /// Why it cannot be told; `None` when it can.
    pub unreachable: Option<Unreachable>,
    /// What all its affected customers hold.
    pub amount: Amount,
}

const PARTIES: [Label; 3] =
    [Label::new("consumer", "消费者"), Label::new("business", "企业客户"), Label::new("unknown", "未知")];

const UNREACHABLE: [Label; 3] = [
    Label::new("no customer record has this id", "客户资料中没有该编号"),
    Label::new("the customer record holds no contact details", "客户资料中没有任何联系方式"),
    Label::new("none of the contact details can be used", "所有联系方式均不可用"),
];

impl Party {
    /// The party as a word.
    pub fn label(self) -> Label {
        PARTIES[self as usize]
    }
}

impl Unreachable {
    /// The reason in words.
    pub fn label(self) -> Label {
        UNREACHABLE[self as usize]
    }
}

impl<'a> Contact<'a> {
    /// A contact of these people, ascending by id. `order` ranks channels; `affected` tells which ids are affected.
    pub(super) fn of(
        people: &[&Person<'a>],
        order: &[Channel],
        affected: impl Fn(&str) -> Option<Amount>,
    ) -> Contact<'a> {
        let records = || people.iter().flat_map(|person| &person.records);
        let name = records().map(|record| record.name).find(|name| Name::read(*name).is_some()).flatten();
        let company = records().map(|record| record.company).find(|name| Name::read(*name).is_some()).flatten();
        let party = match (records().next(), name, company) {
            (None, ..) => Party::Unknown,
            (Some(_), Some(_), None) => Party::Consumer,
            (Some(_), ..) => Party::Business,
        };
        let mut ways: Vec<Way> = Vec::new();
        for way in people.iter().flat_map(|person| &person.ways) {
            if !ways.contains(way) {
                ways.push(way.clone());
            }
        }
        let preferences = || records().map(|record| Preference::read(record.preferred_channel));
        let can_be_met = |wish: &Preference| ways.iter().any(|way| Preference::Channel(way.channel) == *wish);
        let preference = preferences()
            .find(can_be_met)
            .or_else(|| preferences().find(|wish| *wish != Preference::NotRecorded))
            .unwrap_or(Preference::NotRecorded);
        let rank = |channel| order.iter().position(|other| *other == channel).unwrap_or(order.len());
        ways.sort_by_key(|way| (preference != Preference::Channel(way.channel), rank(way.channel), way.channel));
        let refused: Vec<Refused<'a>> = people.iter().flat_map(|person| &person.refused).copied().collect();
        let unreachable = match records().next() {
            _ if !ways.is_empty() => None,
            None => Some(Unreachable::NoRecord),
            Some(_) if refused.iter().all(|one| one.refusal == super::Refusal::Missing) => {
                Some(Unreachable::NothingRecorded)
            }
            Some(_) => Some(Unreachable::NothingUsable),
        };
        let (mut amount, mut hit, mut duplicates) = (Amount::default(), Vec::new(), Vec::new());
        for person in people {
            match affected(person.id) {
                Some(held) => {
                    amount += held;
                    hit.push(person.id);
                }
                None => duplicates.push(person.id),
            }
        }
        Contact {
            id: people.first().map_or("", |person| person.id),
            affected: hit,
            duplicates,
            name,
            company,
            party,
            consent: Consent::of(records().map(|record| record.contact_allowed)),
            preference,
            ways,
            refused,
            unreachable,
            amount,
        }
    }

    /// The best way; `None` for an unreachable contact.
    pub fn chosen(&self) -> Option<&Way> {
        self.ways.first()
    }

    /// The best way by another channel than the chosen one.
    pub fn second(&self) -> Option<&Way> {
        let chosen = self.chosen()?.channel;
        self.ways.iter().find(|way| way.channel != chosen)
    }
}
