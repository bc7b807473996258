//! What holds for every list.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn cell(values: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    prop::option::weighted(0.7, prop::sample::select(values))
}

const IDS: [&str; 9] = ["1", "10", "2", "A", "a", "客1", "", "B", "C"];

fn records() -> impl Strategy<Value = Vec<CustomerRecord<'static>>> {
    let record = (
        prop::sample::select(&IDS[..]),
        cell(&["Li Wei", "Wei Li", "Li", "王芳", "王伟", "王", "N/A"]),
        cell(&["Acme", "ACME Ltd", "Globex", "无"]),
        cell(&["13800138001", "+86 138 0013 8001", "13900139001/13800138001", "010-62345678", "1111111", "62345679"]),
        cell(&["a@qq.com", "A@QQ.com", "b@qq.com", "none@none", "a@qq.com;b@qq.com"]),
        cell(&["12 Elm Street", "n/a"]),
        cell(&["邮件", "WeChat", "sms", "call me"]),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(id, name, company, phone, email, address, preferred_channel, contact_allowed)| {
            CustomerRecord { id, name, company, phone, email, address, preferred_channel, contact_allowed }
        });
    prop::collection::vec(record, 0..14)
}

fn affected() -> impl Strategy<Value = Vec<AffectedCustomer<'static>>> {
    let one = (prop::option::weighted(0.9, prop::sample::select(&IDS[..])), any::<i64>(), any::<i64>());
    prop::collection::vec(one.prop_map(|(customer, units, value)| AffectedCustomer { customer, units, value }), 0..14)
}

proptest! {
    #[test]
    fn everybody_is_in_one_contact_and_sums_are_kept(
        records in records(), affected in affected(), most_sharing in 1..8_usize, turn in 0..14_usize,
    ) {
        let rules = ContactRules { most_sharing, ..ContactRules::default() };
        let list = contact_list(&records, &affected, &rules);

        let mut told: Vec<&str> = list.contacts.iter().flat_map(|contact| contact.affected.clone()).collect();
        told.sort_unstable();
        let expected = affected.iter().filter_map(|one| one.customer).filter(|id| !id.is_empty());
        let expected: BTreeSet<&str> = expected.collect();
        prop_assert_eq!(told, expected.into_iter().collect::<Vec<_>>());

        let mut sum = list.without_customer;
        list.contacts.iter().for_each(|contact| sum += contact.amount);
        prop_assert_eq!(sum.units, affected.iter().map(|one| i128::from(one.units)).sum::<i128>());
        prop_assert_eq!(sum.value, affected.iter().map(|one| i128::from(one.value)).sum::<i128>());

        for contact in &list.contacts {
            let ids = contact.affected.iter().chain(&contact.duplicates);
            prop_assert_eq!(ids.min(), Some(&contact.id));
            prop_assert_eq!(contact.unreachable.is_some(), contact.ways.is_empty());
            let different: BTreeSet<&Way> = contact.ways.iter().collect();
            prop_assert_eq!(different.len(), contact.ways.len());
            prop_assert!(contact.second().is_none_or(|way| way.channel != contact.ways[0].channel));
        }
        prop_assert!(list.contacts.windows(2).all(|pair| pair[0].id < pair[1].id));

        let (mut records, mut affected) = (records, affected);
        records.reverse();
        affected.reverse();
        let turned = turn.min(records.len());
        records.rotate_left(turned);
        let turned = turn.min(affected.len());
        affected.rotate_left(turned);
        prop_assert_eq!(contact_list(&records, &affected, &rules), list);
    }

    /// Two people with names that contradict each other are never one contact, unless the customer table says so.
    #[test]
    fn names_within_a_contact_agree(records in records(), affected in affected()) {
        let list = contact_list(&records, &affected, &ContactRules::default());
        for contact in &list.contacts {
            let ids: Vec<&str> = contact.affected.iter().chain(&contact.duplicates).copied().collect();
            let of = |name: &str| -> Vec<&str> {
                let has = |record: &&CustomerRecord<'static>| record.name == Some(name) && ids.contains(&record.id);
                records.iter().filter(has).map(|record| record.id).collect()
            };
            for fang in of("王芳") {
                prop_assert!(of("王伟").iter().all(|wei| *wei == fang));
            }
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC*") {
        let record = CustomerRecord {
            id: "1", name: Some(&text), company: Some(&text), phone: Some(&text), email: Some(&text),
            address: Some(&text), preferred_channel: Some(&text), contact_allowed: None,
        };
        let held = [AffectedCustomer { customer: Some("1"), units: 1, value: 1 }];
        prop_assert_eq!(contact_list(&[record], &held, &ContactRules::default()).contacts.len(), 1);
    }
}
