//! All contacts of a recall, with sums that agree with what was affected. It judges no cell.

use std::collections::BTreeMap;

use super::channel::{CHANNELS, Channel};
use super::contact::Contact;
use super::joining::{Joining, groups};
use super::person::Person;
use super::record::{AffectedCustomer, Amount, CustomerRecord};
use super::refusal::Refusal;
use crate::models::effectiveness::DirectReach;

/// How contacts are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactRules {
    /// Channels from best to worst, for those without a usable preference. Ones left out come last.
    pub order: [Channel; 4],
    /// What more customers than these share joins nobody.
    pub most_sharing: usize,
}

impl Default for ContactRules {
    /// E-mail, text message, telephone, letter; shared by at most five.
    fn default() -> ContactRules {
        ContactRules { order: CHANNELS, most_sharing: 5 }
    }
}

/// Everybody to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactList<'a> {
    /// Contacts with an affected customer, ascending by id.
    pub contacts: Vec<Contact<'a>>,
    /// Sold without a customer id: nobody can be told directly.
    pub without_customer: Amount,
    /// Contacts, and those of them that can be told.
    pub reach: DirectReach,
    /// What was joined, over all records.
    pub joining: Joining,
}

impl<'a> ContactList<'a> {
    /// Contacts that cannot be told.
    pub fn unreachable(&self) -> impl Iterator<Item = &Contact<'a>> {
        self.contacts.iter().filter(|contact| contact.unreachable.is_some())
    }

    /// E-mail addresses at domains that are reserved for examples and tests: no notice goes there.
    pub fn reserved_domains(&self) -> usize {
        let refused = self.contacts.iter().flat_map(|contact| &contact.refused);
        refused.filter(|one| one.refusal == Refusal::ReservedDomain).count()
    }

    /// What they hold.
    pub fn unreachable_amount(&self) -> Amount {
        self.unreachable().fold(Amount::default(), |mut sum, contact| {
            sum += contact.amount;
            sum
        })
    }
}

/// The contacts of affected customers. `records` are those of affected customers and of whoever may be their duplicate:
/// a record of a customer that is not affected can lend its e-mail address to one that is. The order of both slices
/// changes nothing; every affected customer is in exactly one contact.
pub fn contact_list<'a>(
    records: &[CustomerRecord<'a>],
    affected: &[AffectedCustomer<'a>],
    rules: &ContactRules,
) -> ContactList<'a> {
    let mut without_customer = Amount::default();
    let mut held: BTreeMap<&'a str, Amount> = BTreeMap::new();
    for one in affected {
        let amount = Amount { units: i128::from(one.units), value: i128::from(one.value) };
        match one.customer.filter(|id| !id.trim().is_empty()) {
            Some(id) => *held.entry(id).or_default() += amount,
            None => without_customer += amount,
        }
    }
    let mut sorted: Vec<CustomerRecord<'a>> =
        records.iter().filter(|record| !record.id.trim().is_empty()).copied().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut people: BTreeMap<&'a str, Person<'a>> =
        held.keys().map(|id| (*id, Person { id, ..Person::default() })).collect();
    for of_one in sorted.chunk_by(|a, b| a.id == b.id) {
        if let Some(record) = of_one.first() {
            people.insert(record.id, Person::read(record.id, of_one));
        }
    }
    let people: Vec<Person<'a>> = people.into_values().collect();
    let (groups, joining) = groups(&people, rules.most_sharing);
    let mut contacts = Vec::new();
    for group in groups {
        let members: Vec<&Person<'a>> = group.iter().filter_map(|at| people.get(*at)).collect();
        if members.iter().any(|person| held.contains_key(person.id)) {
            contacts.push(Contact::of(&members, &rules.order, |id| held.get(id).copied()));
        }
    }
    let reachable = contacts.iter().filter(|contact| contact.unreachable.is_none()).count();
    let reach = DirectReach { affected: contacts.len() as u64, reachable: reachable as u64 };
    ContactList { contacts, without_customer, reach, joining }
}
