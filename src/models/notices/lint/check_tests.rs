//! Templates that come with the program pass every rule, and each part that is taken away is found to be missing.

use super::check::lint;
use super::element::Element;
use super::finding::{Finding, Severity};
use super::regime::Regime;
use crate::labels::Lang;
use crate::models::contacts::{CHANNELS, Channel};
use crate::models::hazard_class::HazardClass;
use crate::models::notices::facts::RecallFacts;
use crate::models::notices::template::{Part, Template};

const FACTS: &str = "recall_id = 'R-7'\nclass = 'I'\ncompany_en = 'Acme'\ncompany_zh = '艾克美电器'\n\
    product_en = 'Kettle K2'\nproduct_zh = 'K2 电水壶'\nbrand = 'Acme'\nmodel = 'K2-1500'\n\
    picture = 'https://acme.example/k2.png'\nlots = ['L2301', 'L2302']\nserials = 'A0100-A0199'\n\
    sold_from = 2025-01-03\nsold_to = 2025-04-30\nstores_en = 'all Acme shops'\nstores_zh = '艾克美各门店'\n\
    reason_en = 'The base can overheat.'\nreason_zh = '底座可能过热。'\n\
    hazard_en = 'It can catch fire and burn people.'\nhazard_zh = '可能起火并烧伤人员。'\n\
    what_to_do_en = 'Unplug it. Bring it to any shop.'\nwhat_to_do_zh = '拔掉电源，送回任一门店。'\n\
    remedy_en = 'A new kettle or your money back.'\nremedy_zh = '换新或退款。'\n\
    phone = '0800 123 456'\nemail = 'recall@acme.example'\nweb = 'acme.example/recall'\nreply_by = 2025-07-31\n";
const MOST_SEGMENTS: usize = 3;
const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Zh];

fn facts() -> RecallFacts {
    RecallFacts::parse(FACTS, Lang::En).unwrap()
}

/// Every template with every rule.
fn all() -> impl Iterator<Item = (Template, Regime)> {
    let templates = CHANNELS.into_iter().flat_map(|channel| LANGUAGES.map(|lang| Template::built_in(channel, lang)));
    templates.flat_map(|template| Regime::ALL.map(|regime| (template.clone(), regime)))
}

fn found(findings: &[Finding]) -> Vec<Element> {
    findings.iter().map(|finding| finding.element).collect()
}

#[test]
fn templates_of_the_program_pass_every_rule() {
    for class in HazardClass::ALL {
        for urgent in [true, matches!(class, HazardClass::I | HazardClass::II)] {
            let facts = RecallFacts { class, urgent, ..facts() };
            for (template, regime) in all() {
                let findings = lint(&template, &facts, regime, MOST_SEGMENTS);
                assert_eq!(findings, [], "{:?} {:?} {regime:?}", template.channel, template.lang);
            }
        }
    }
}

#[test]
fn a_placeholder_taken_away_is_exactly_what_is_found() {
    for (template, regime) in all() {
        for element in regime.elements(template.channel, HazardClass::I).filter(|element| !element.holes().is_empty()) {
            let mut less = template.clone();
            let kept = |part: &Part| !matches!(part, Part::Hole(hole) if element.holes().contains(hole));
            less.subject.iter_mut().chain(&mut less.body).for_each(|line| line.retain(kept));
            let findings = lint(&less, &facts(), regime, MOST_SEGMENTS);
            // The contact of a short message tells where the full notice stands.
            let is_link = template.channel == Channel::Sms && element == Element::Contact;
            let expected: &[Element] = if is_link { &[Element::FullNotice, element] } else { &[element] };
            assert_eq!(found(&findings), expected, "{:?} {:?} {regime:?}", template.channel, template.lang);
            assert_eq!((findings[0].severity, findings[0].rule), (Severity::Missing, Some(regime.rule())));
            assert!(findings[0].next.render(Lang::En).starts_with("put `{"), "{:?}", findings[0].next);
        }
    }
}

#[test]
fn words_taken_away_are_exactly_what_is_found() {
    let lint = |text: String, lang, regime| {
        lint(&Template::parse(&text, Channel::Letter, lang).unwrap(), &facts(), regime, MOST_SEGMENTS)
    };
    for (lang, heading, recall, free) in [
        (Lang::En, "Product safety recall\n", "recall", "This costs you nothing.\n"),
        (Lang::Zh, "产品安全召回通知\n", "召回", "以上措施不收取任何费用。\n"),
    ] {
        let text = Template::default_text(Channel::Letter, lang);
        assert!(text.contains(heading) && text.contains(free));
        assert_eq!(found(&lint(text.replace(heading, ""), lang, Regime::Gpsr)), [Element::Heading]);
        assert_eq!(found(&lint(text.replace(free, ""), lang, Regime::China)), [Element::NoCharge]);
        // The placeholder itself is kept.
        let other = text.replace(recall, "#").replace("recall", "#").replace("{#_id}", "").replace("Recall", "#");
        assert_eq!(found(&lint(other, lang, Regime::Fda)), [Element::UnderRecall]);
    }
}

/// Leaves one fact out.
type Take = fn(&mut RecallFacts);

#[test]
fn a_fact_taken_away_is_exactly_what_is_found() {
    let takes: [(Element, Take); 8] = [
        (Element::Brand, |facts| facts.brand = Default::default()),
        (Element::Model, |facts| facts.model = Default::default()),
        (Element::Picture, |facts| facts.picture.clear()),
        (Element::Lots, |facts| (facts.lots, facts.serials) = Default::default()),
        (Element::SoldWhen, |facts| (facts.sold_from, facts.sold_to) = (None, None)),
        (Element::SoldWhere, |facts| facts.stores = Default::default()),
        (Element::Urgent, |facts| facts.urgent = false),
        (Element::Remedy, |facts| facts.remedy = Default::default()),
    ];
    for (template, regime) in all() {
        for (element, take) in takes {
            let mut less = facts();
            take(&mut less);
            let asked = regime.elements(template.channel, less.class).any(|asked| asked == element);
            let findings = lint(&template, &less, regime, MOST_SEGMENTS);
            let expected: &[Element] = if asked { &[element] } else { &[] };
            assert_eq!(found(&findings), expected, "{:?} {regime:?}", template.channel);
            assert!(findings.iter().all(|one| one.next.render(Lang::En).starts_with("add `")));
        }
    }
}

#[test]
fn minimising_facts_and_templates_are_found_in_every_rule() {
    let mut soft = facts();
    soft.hazard.en = "In rare cases it can catch fire.".to_string();
    soft.hazard.zh = "极少数产品可能起火。".to_string();
    for (template, regime) in all() {
        let findings = lint(&template, &soft, regime, MOST_SEGMENTS);
        let word = if template.lang == Lang::En { "\"in rare cases\"" } else { "“极少数”" };
        assert!(findings[0].what.render(template.lang).contains(word), "{findings:?}");
        assert_eq!((findings.len(), findings[0].severity), (1, Severity::Minimising));
        assert_eq!(findings[0].rule.is_some(), regime == Regime::Gpsr);
    }
}

#[test]
fn one_kind_of_lots_leaves_the_other_holders_without() {
    let text = Template::default_text(Channel::Letter, Lang::En).replace("{lots}", "").replace("{lots_to_check}", "");
    let template = Template::parse(&text, Channel::Letter, Lang::En).unwrap();
    assert_eq!(found(&lint(&template, &facts(), Regime::Gpsr, 1)), [Element::Lots]);
}

#[test]
fn facts_written_into_the_template_count() {
    let text = "Recall of Kettle K2, lots {lots}.\nIt can catch fire and burn people.\nPlease do not touch the kettle\n\
                Call 0800 123 456 or see acme.example/recall.";
    let template = Template::parse(text, Channel::Sms, Lang::En).unwrap();
    let mut facts = facts();
    assert_eq!(found(&lint(&template, &facts, Regime::Gpsr, 3)), [Element::StopUse]);
    facts.stop_use.en = "Please do not touch the kettle".to_string();
    assert_eq!(lint(&template, &facts, Regime::Gpsr, 3), []);
    let stop =
        Template::parse("Recall: {product}, {lots}. {hazard} DO NOT USE it. {web} {phone}", Channel::Sms, Lang::En)
            .unwrap();
    assert_eq!(lint(&stop, &facts, Regime::Gpsr, 3), []);
}

#[test]
fn long_messages_are_found() {
    let sms = Template::built_in(Channel::Sms, Lang::En);
    let mut long = facts();
    long.hazard.en = "It can catch fire – and burn people.".to_string();
    long.stores.en = "shop ".repeat(700);
    let findings = lint(&sms, &long, Regime::China, MOST_SEGMENTS);
    assert_eq!((found(&findings), findings[0].severity), (vec![Element::SmsLength], Severity::Format));
    assert!(findings[0].next.render(Lang::En).contains("`–`") && findings[0].rule.is_none());
    assert!(!findings[0].what.render(Lang::Zh).contains('{'));
    let letter = Template::built_in(Channel::Letter, Lang::En);
    assert_eq!(found(&lint(&letter, &long, Regime::Fda, 1)), [Element::Brevity]);
    assert_eq!(lint(&letter, &long, Regime::Gpsr, 1), []);
}

#[test]
fn every_element_has_its_name_in_both_languages() {
    for (template, regime) in all() {
        for finding in lint(&template, &RecallFacts { class: HazardClass::I, ..RecallFacts::default() }, regime, 3) {
            for text in [&finding.what, &finding.next] {
                assert_ne!(text.render(Lang::En), text.render(Lang::Zh));
                assert!(!text.render(Lang::Zh).contains("{e") && !text.render(Lang::En).contains("{k"));
            }
        }
    }
}

/// A short message has to tell the hazard and the lot by itself; what to do and the remedy it may leave to the full notice.
#[test]
fn a_short_message_says_what_cannot_wait() {
    let found_in = |text: &str, facts: &RecallFacts, regime| {
        found(&lint(&Template::parse(text, Channel::Sms, Lang::En).unwrap(), facts, regime, MOST_SEGMENTS))
    };
    let bare = "{product} {stop_use} {phone}";
    let all = [Element::UnderRecall, Element::Lots, Element::Hazard, Element::FullNotice];
    assert_eq!(found_in(bare, &facts(), Regime::Fda), all);
    assert_eq!(found_in(bare, &facts(), Regime::Gpsr), all);
    assert_eq!(found_in(bare, &facts(), Regime::China), all[1..]);
    let offline = RecallFacts { web: String::new(), ..facts() };
    let text = "Recall: {product}, {lots}. {hazard} {stop_use} {contact}";
    assert_eq!(found_in(text, &facts(), Regime::Gpsr), []);
    assert_eq!(found_in(text, &offline, Regime::Gpsr), [Element::FullNotice]);
    assert_eq!(found_in(&format!("{text} {{what_to_do}} {{remedy}}"), &offline, Regime::Gpsr), []);
}
