//! Lists worked out by hand.

use super::*;
use crate::models::effectiveness::DIRECT_REACH_PERCENT;

fn record<'a>(id: &'a str, name: &'a str, phone: &'a str, email: &'a str) -> CustomerRecord<'a> {
    CustomerRecord { id, name: Some(name), phone: Some(phone), email: Some(email), ..CustomerRecord::default() }
}

fn holds(customer: &str, units: i64, value: i64) -> AffectedCustomer<'_> {
    AffectedCustomer { customer: Some(customer), units, value }
}

fn way(contact: &Contact<'_>) -> Option<(Channel, String)> {
    contact.chosen().map(|way| (way.channel, way.address.clone()))
}

#[test]
fn a_list_by_hand() {
    let records = [
        // C1 and C7 are one person; only C7 has an e-mail address, and is not affected.
        CustomerRecord { contact_allowed: Some(false), ..record("C1", "Li Wei", "138-0013-8001", "none") },
        record("C7", "Wei Li", "+8613800138001", "li@163.com"),
        // A shop that prefers the telephone, and WeChat users.
        CustomerRecord {
            company: Some("Acme GmbH"),
            preferred_channel: Some("电话"),
            ..record("C2", "", "+49 89 63648018", "info@acme.de")
        },
        CustomerRecord { preferred_channel: Some("微信"), ..record("C3", "王芳", "13900139001", "") },
        CustomerRecord { address: Some("12 Elm Street, Springfield"), ..record("C4", "Bo Ek", "123", "bo@ek") },
        record("C5", "Nobody", "", "n/a"),
        record("C9", "Not Affected", "13700137001", ""),
        record("C8", "Empty", "", ""),
    ];
    let affected = [
        holds("C1", 10_000, 50),
        holds("C2", 70_000, 300),
        holds("C3", 10_000, 50),
        holds("C4", 5_000, 25),
        holds("C5", 20_000, 100),
        holds("C6", 30_000, 150),
        holds("C8", 1, 1),
        holds("C1", 10_000, 50),
        AffectedCustomer { customer: None, units: 90_000, value: 400 },
        holds(" ", 1, 0),
    ];
    let list = contact_list(&records, &affected, &ContactRules::default());
    let ids: Vec<_> = list.contacts.iter().map(|contact| contact.id).collect();
    assert_eq!(ids, ["C1", "C2", "C3", "C4", "C5", "C6", "C8"]);
    let [one, shop, wechat, letter, refused, unknown, empty] = &list.contacts[..] else { unreachable!() };

    assert_eq!((one.affected.clone(), one.duplicates.clone()), (vec!["C1"], vec!["C7"]));
    assert_eq!(way(one), Some((Channel::Email, "li@163.com".to_string())));
    assert_eq!(one.second().unwrap().channel, Channel::Sms);
    assert_eq!((one.consent, one.party), (Consent::OptedOutSafetyNoticeOnly, Party::Consumer));
    assert_eq!(one.amount, Amount { units: 20_000, value: 100 });

    assert_eq!(way(shop), Some((Channel::Phone, "+498963648018".to_string())));
    assert_eq!((shop.second().unwrap().channel, shop.party), (Channel::Email, Party::Business));
    assert_eq!((wechat.preference, way(wechat).unwrap().0), (Preference::OtherMedium, Channel::Sms));
    assert_eq!((way(letter).unwrap().0, letter.second()), (Channel::Letter, None));
    let reasons: Vec<_> = letter.refused.iter().map(|one| (one.channel, one.refusal)).collect();
    assert_eq!(
        reasons,
        [
            (Channel::Email, Refusal::DomainWithoutDot),
            (Channel::Sms, Refusal::TooFewDigits),
            (Channel::Phone, Refusal::TooFewDigits)
        ]
    );

    assert_eq!(refused.unreachable, Some(Unreachable::NothingUsable));
    assert_eq!((unknown.unreachable, unknown.party), (Some(Unreachable::NoRecord), Party::Unknown));
    assert_eq!(empty.unreachable, Some(Unreachable::NothingRecorded));
    assert_eq!(list.unreachable().count(), 3);
    assert_eq!(list.unreachable_amount(), Amount { units: 50_001, value: 251 });
    assert_eq!(list.without_customer, Amount { units: 90_001, value: 400 });
    assert_eq!((list.reach.affected, list.reach.reachable), (7, 4));
    assert_eq!(list.reach.reaches(DIRECT_REACH_PERCENT), Some(false));
    assert_eq!(list.joining, Joining { joined: 1, ..Joining::default() });
}

#[test]
fn the_order_of_channels_is_a_setting() {
    let records =
        [CustomerRecord { address: Some("长安街100号院"), ..record("C1", "王芳", "13800138001", "w@qq.com") }];
    let rules =
        ContactRules { order: [Channel::Letter, Channel::Sms, Channel::Email, Channel::Phone], most_sharing: 5 };
    let list = contact_list(&records, &[holds("C1", 1, 1)], &rules);
    let channels: Vec<_> = list.contacts[0].ways.iter().map(|way| way.channel).collect();
    assert_eq!(channels, rules.order);
}

#[test]
fn of_several_preferences_the_first_that_can_be_met() {
    let wishes =
        |wish| CustomerRecord { preferred_channel: Some(wish), ..record("C1", "王芳", "13800138001", "w@qq.com") };
    let list = contact_list(&[wishes("letter"), wishes("sms")], &[holds("C1", 1, 1)], &ContactRules::default());
    assert_eq!(list.contacts[0].preference, Preference::Channel(Channel::Sms));
    assert_eq!(list.contacts[0].ways[0].channel, Channel::Sms);
}

#[test]
fn nobody_affected_nobody_told() {
    let list = contact_list(&[record("C1", "王芳", "13800138001", "")], &[], &ContactRules::default());
    assert!(list.contacts.is_empty());
    assert_eq!((list.reach.share(), list.without_customer), (None, Amount::default()));
}
