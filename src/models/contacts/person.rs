//! One customer: all records of one id, and the ways to tell the customer. It compares no customers.

use std::collections::BTreeSet;

use super::address::read_address;
use super::channel::Channel;
use super::contact::Way;
use super::email::read_email;
use super::name::{Identity, Name};
use super::phone::{PhoneKind, read_phone};
use super::record::CustomerRecord;
use super::refusal::{Refusal, Refused};
use super::spelling::{folded, values};

/// Numbers with fewer digits may lack an area code.
const LEAST_DIGITS_TO_JOIN: usize = 9;

/// A customer, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Person<'a> {
    pub(super) id: &'a str,
    /// Sorted; none for an affected customer without a record.
    pub(super) records: Vec<CustomerRecord<'a>>,
    /// In the order of the records.
    pub(super) ways: Vec<Way>,
    pub(super) refused: Vec<Refused<'a>>,
    /// Phone numbers and e-mail addresses that other customers may share.
    pub(super) keys: BTreeSet<String>,
    /// Name and company of each record.
    pub(super) identities: BTreeSet<Identity>,
}

impl<'a> Person<'a> {
    /// Reads all records of one customer.
    pub(super) fn read(id: &'a str, records: &[CustomerRecord<'a>]) -> Person<'a> {
        let mut person = Person { id, records: records.to_vec(), ..Person::default() };
        for record in records {
            person.identities.insert(Identity { name: Name::read(record.name), company: Name::read(record.company) });
            person.read_email(record);
            person.read_phone(record);
            match folded(record.address).ok_or(Refusal::Missing).and_then(|text| read_address(&text)) {
                Ok(address) => person.ways.push(Way { channel: Channel::Letter, address }),
                Err(refusal) => person.refuse(Channel::Letter, refusal),
            }
        }
        person.refused.sort_unstable();
        person.refused.dedup();
        person
    }

    fn read_email(&mut self, record: &CustomerRecord<'a>) {
        let text = folded(record.email).unwrap_or_default();
        let mut refusal = Refusal::Missing;
        let mut found = false;
        for value in values(&text, &[';', ',', '、', '|']) {
            match read_email(value) {
                Ok(address) => {
                    self.keys.insert(address.to_lowercase());
                    self.ways.push(Way { channel: Channel::Email, address });
                    found = true;
                }
                Err(why) => refusal = why,
            }
        }
        if !found {
            self.refuse(Channel::Email, refusal);
        }
    }

    fn read_phone(&mut self, record: &CustomerRecord<'a>) {
        let text = folded(record.phone).unwrap_or_default();
        let mut refusal = (Refusal::Missing, Refusal::Missing);
        let (mut callable, mut textable) = (false, false);
        for value in values(&text, &[';', ',', '、', '|', '/']) {
            let phone = match read_phone(value) {
                Ok(phone) => phone,
                Err(why) => {
                    refusal = (why, why);
                    continue;
                }
            };
            if phone.number.chars().filter(char::is_ascii_digit).count() >= LEAST_DIGITS_TO_JOIN {
                self.keys.insert(phone.number.clone());
            }
            callable = true;
            if phone.kind == PhoneKind::FixedLine {
                refusal.1 = Refusal::FixedLine;
            } else {
                textable = true;
                self.ways.push(Way { channel: Channel::Sms, address: phone.number.clone() });
            }
            self.ways.push(Way { channel: Channel::Phone, address: phone.number });
        }
        if !callable {
            self.refuse(Channel::Phone, refusal.0);
        }
        if !textable {
            self.refuse(Channel::Sms, refusal.1);
        }
    }

    fn refuse(&mut self, channel: Channel, refusal: Refusal) {
        self.refused.push(Refused { customer: self.id, channel, refusal });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_several_values() {
        let record = CustomerRecord {
            id: "C1",
            phone: Some("010-62345678／13800138001"),
            email: Some("none; Anna@QQ.com"),
            address: Some("无"),
            ..CustomerRecord::default()
        };
        let person = Person::read("C1", &[record]);
        let ways: Vec<_> = person.ways.iter().map(|way| (way.channel, way.address.as_str())).collect();
        let expected = [
            (Channel::Email, "Anna@qq.com"),
            (Channel::Phone, "01062345678"),
            (Channel::Sms, "13800138001"),
            (Channel::Phone, "13800138001"),
        ];
        assert_eq!(ways, expected);
        assert_eq!(person.keys.len(), 3);
        let refused: Vec<_> = person.refused.iter().map(|one| (one.channel, one.refusal)).collect();
        assert_eq!(refused, [(Channel::Letter, Refusal::Placeholder)]);
    }

    #[test]
    fn a_landline_is_called_and_a_local_number_joins_nobody() {
        let record = CustomerRecord { id: "C1", phone: Some("62345679"), ..CustomerRecord::default() };
        let person = Person::read("C1", &[record, record]);
        let refused: Vec<_> = person.refused.iter().map(|one| (one.channel, one.refusal)).collect();
        let missing = |channel| (channel, Refusal::Missing);
        assert_eq!(refused, [missing(Channel::Email), (Channel::Sms, Refusal::FixedLine), missing(Channel::Letter)]);
        assert!(person.keys.is_empty());
    }
}
