//! Messages as customers get them, with ordinary and with nasty values.

use super::*;
use crate::labels::Lang;
use crate::models::contacts::CHANNELS;
use crate::models::wording::Wording;

fn facts() -> RecallFacts {
    RecallFacts {
        urgent: true,
        company: Wording::same("Acme"),
        product: Wording::same("Kettle K2"),
        lots: vec!["L1".into(), "L2".into()],
        hazard: Wording { en: "It can catch fire.".into(), zh: "可能起火。".into() },
        what_to_do: Wording::same("1. Unplug it.\r\n2. Bring it back."),
        phone: "0800 1".into(),
        ..RecallFacts::default()
    }
}

fn addressee(audience: Audience, certainty: Certainty, lang: Lang) -> Addressee {
    let holdings = vec![Holding { lot: "L1".into(), units: 3.0 }];
    Addressee {
        customer_id: "C1".into(),
        name: "Ann".into(),
        audience,
        holdings,
        certainty,
        has_unrecorded: false,
        lang,
    }
}

fn built_in(channel: Channel, facts: &RecallFacts, addressee: &Addressee) -> Message {
    render(&Template::built_in(channel, addressee.lang), facts, addressee)
}

fn own(text: &str, channel: Channel, facts: &RecallFacts, addressee: &Addressee) -> Message {
    render(&Template::parse(text, channel, Lang::En).unwrap(), facts, addressee)
}

#[test]
fn a_short_message_in_full() {
    let sms = |audience, certainty, lang| built_in(Channel::Sms, &facts(), &addressee(audience, certainty, lang)).body;
    assert_eq!(
        sms(Audience::Consumer, Certainty::Confirmed, Lang::En),
        "URGENT Acme product safety recall: Kettle K2. You bought lot L1 (3 units). \
         Stop using this product immediately. It can catch fire. Contact: 0800 1."
    );
    assert_eq!(
        sms(Audience::Consumer, Certainty::Possible, Lang::Zh),
        "【紧急】Acme产品安全召回：Kettle K2。请核对标签批号：L1、L2。请立即停止使用该产品。可能起火。联系方式：0800 1。"
    );
    assert!(sms(Audience::Business, Certainty::Confirmed, Lang::En).contains("Stop using, selling and shipping"));
}

/// Ann bought three units of L1, and more of which no lot is recorded.
#[test]
fn who_bought_without_a_lot_as_well_looks_at_the_label_too() {
    for channel in CHANNELS {
        for lang in [Lang::En, Lang::Zh] {
            let own = addressee(Audience::Consumer, Certainty::Confirmed, lang);
            let body = built_in(channel, &facts(), &Addressee { has_unrecorded: true, ..own }).body;
            let (bought, check) = match lang {
                Lang::En => ("L1 (3 units)", "L1, L2"),
                Lang::Zh => ("L1（3 件）", "L1、L2"),
            };
            let label = if lang == Lang::En { "label" } else { "标签" };
            assert!([bought, check, label].iter().all(|words| body.contains(words)), "{body}");
        }
    }
}

#[test]
fn possible_holders_look_at_the_label_and_are_not_told_that_they_bought() {
    for channel in CHANNELS {
        for (lang, bought, label) in [(Lang::En, "ou bought from", "label"), (Lang::Zh, "您购买了", "标签")] {
            let confirmed =
                built_in(channel, &facts(), &addressee(Audience::Consumer, Certainty::Confirmed, lang)).body;
            let possible = built_in(channel, &facts(), &addressee(Audience::Consumer, Certainty::Possible, lang)).body;
            assert!(possible.contains(label) && !possible.contains(bought), "{possible}");
            assert!(
                !confirmed.contains(label) && (channel == Channel::Sms || confirmed.contains(bought)),
                "{confirmed}"
            );
            assert!(possible.contains("L2") && possible.contains("L1") && !possible.contains("3 "));
        }
    }
}

#[test]
fn only_businesses_are_asked_to_pass_it_on_to_their_customers() {
    for channel in [Channel::Email, Channel::Letter, Channel::Phone] {
        for (lang, onward) in [(Lang::En, "every customer who received it"), (Lang::Zh, "所有收到该产品的客户")]
        {
            let body = |audience| built_in(channel, &facts(), &addressee(audience, Certainty::Confirmed, lang)).body;
            assert!(body(Audience::Business).contains(onward) && !body(Audience::Consumer).contains(onward));
        }
    }
}

#[test]
fn lines_without_values_are_left_out_and_no_hole_stays() {
    let message = built_in(Channel::Email, &facts(), &addressee(Audience::Consumer, Certainty::Confirmed, Lang::En));
    assert_eq!(message.subject, "URGENT Product safety recall: Kettle K2");
    for absent in ["Brand", "Picture", "Sold", "answer by", "entitled", "{", "}", "\n\n\n"] {
        assert!(!message.body.contains(absent), "{absent} in {}", message.body);
    }
    assert!(message.body.starts_with("URGENT\nProduct safety recall\n\nDear Ann,\n"), "{}", message.body);
    assert!(message.body.contains("What to do:\n1. Unplug it.\n2. Bring it back.\n"));
    let calm = RecallFacts { urgent: false, ..facts() };
    let message = built_in(Channel::Email, &calm, &addressee(Audience::Consumer, Certainty::Confirmed, Lang::Zh));
    assert_eq!(message.subject, "产品安全召回：Kettle K2");
    assert!(message.body.starts_with("产品安全召回通知\n"));
}

#[test]
fn what_looks_like_a_placeholder_in_a_value_is_not_filled() {
    let mut nasty = addressee(Audience::Consumer, Certainty::Confirmed, Lang::En);
    nasty.name = "{hazard} {{name}} }{".into();
    nasty.holdings[0].lot = "{contact}".into();
    let message = own("Subject: {name}\nDear {name}: {your_lots} {{x}}", Channel::Email, &facts(), &nasty);
    assert_eq!(message.subject, "{hazard} {{name}} }{");
    assert_eq!(message.body, "Dear {hazard} {{name}} }{: {contact} (3 units) {x}");
}

#[test]
fn a_name_can_add_no_line_and_no_header() {
    let mut nasty = addressee(Audience::Consumer, Certainty::Confirmed, Lang::En);
    nasty.name = "Ann\r\nBcc: all@example.org\u{2028}\nPay here:\u{202e}\u{1b}[2J\u{0} evil".into();
    nasty.holdings[0].lot = "L1\n\nL9".into();
    let mut facts = facts();
    facts.product = Wording::same("Kettle\r\nBcc: x");
    facts.hazard.en = "Fire.\n\u{200b}Burns.".into();
    let text = "Subject: {product} {name} {hazard}\nDear {name},\n{your_lots}\n{product}\n{hazard}";
    let message = own(text, Channel::Email, &facts, &nasty);
    let name = "Ann Bcc: all@example.org Pay here:[2J evil";
    assert_eq!(message.subject, format!("Kettle Bcc: x {name} Fire. Burns."));
    assert_eq!(message.body, format!("Dear {name},\nL1 L9 (3 units)\nKettle Bcc: x\nFire.\nBurns."));
    let sms = own("{name}\n\n{hazard}", Channel::Sms, &facts, &nasty);
    assert_eq!((sms.subject.as_str(), sms.body), ("", format!("{name}. Fire. Burns.")));
    let row = MergeRow::new(&nasty, Channel::Email, "a@b\r\nc@d", message);
    assert_eq!((row.to.as_str(), row.lots.as_str(), row.units.as_str()), ("a@b c@d", "L1 L9 (3 units)", "3"));
}

#[test]
fn a_value_of_nothing_visible_counts_as_empty() {
    let mut nobody = addressee(Audience::Consumer, Certainty::Confirmed, Lang::En);
    nobody.name = "\u{200b}\u{202e} \n".into();
    let message = own("Dear {name},\nHello.", Channel::Letter, &facts(), &nobody);
    assert_eq!(message.body, "Hello.");
}
