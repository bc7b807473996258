//! What a business step means for the stock. It knows no thing and no place.
//!
//! Terms are read by their last part, so that the short form, the URN and the web address of one term are one.

use super::fields::Fields;
use crate::exports::epcis::document::local;
use crate::exports::epcis::problem::{Finding, excerpt};

/// What a business step means for the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Receive,
    Ship,
    /// An earlier shipment did not take place.
    VoidShip,
    Return,
    Scrap,
    /// Nothing.
    Other,
}

/// Steps of the Core Business Vocabulary 2.0, 7.1, that move or destroy things. `receiving` and `accepting` exclude
/// each other there, and so do `shipping`, `departing` and `consigning`; each says alone that things changed hands.
/// `returning` is not in the vocabulary but in use.
const MEANINGS: [(&str, Step); 10] = [
    ("receiving", Step::Receive),
    ("accepting", Step::Receive),
    ("shipping", Step::Ship),
    ("departing", Step::Ship),
    ("consigning", Step::Ship),
    ("retail_selling", Step::Ship),
    ("dispensing", Step::Ship),
    ("void_shipping", Step::VoidShip),
    ("returning", Step::Return),
    ("destroying", Step::Scrap),
];

/// The other steps of the vocabulary.
const WITHOUT_MEANING: [&str; 32] = [
    "arriving",
    "assembling",
    "collecting",
    "commissioning",
    "creating_class_instance",
    "cycle_counting",
    "decommissioning",
    "disassembling",
    "encoding",
    "entering_exiting",
    "holding",
    "inspecting",
    "installing",
    "killing",
    "loading",
    "other",
    "packing",
    "picking",
    "removing",
    "repackaging",
    "repairing",
    "replacing",
    "reserving",
    "sampling",
    "sensor_reporting",
    "staging_outbound",
    "stock_taking",
    "stocking",
    "storing",
    "transporting",
    "unloading",
    "unpacking",
];

/// The last part of a term of the vocabulary without its group: `BizStep-shipping` is `shipping`.
pub(super) fn term(text: &str) -> &str {
    let name = local(text);
    ["BizStep-", "Disp-", "SDT-"].iter().find_map(|group| name.strip_prefix(group)).unwrap_or(name)
}

/// Reads `bizStep`, given the `disposition` (already reduced to its last part).
pub(super) fn read(fields: &mut Fields<'_>, disposition: Option<&str>) -> Step {
    let Some(written) = fields.text("bizStep") else { return Step::Other };
    let name = term(written);
    match MEANINGS.iter().find(|(known, _)| *known == name) {
        // Goods that come in again are told from new ones by their state alone.
        Some((_, Step::Receive)) if disposition == Some("returned") => Step::Return,
        Some((_, step)) => *step,
        None => {
            if !WITHOUT_MEANING.contains(&name) {
                fields.findings.push(Finding::UnknownStep { found: excerpt(written) });
            }
            Step::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn step(written: &str, disposition: Option<&str>) -> (Step, usize) {
        let event = json!({ "bizStep": written });
        let mut fields = Fields::new(event.as_object().unwrap());
        (read(&mut fields, disposition), fields.findings.len())
    }

    #[test]
    fn every_spelling_of_a_step_is_one() {
        for written in [
            "shipping",
            "urn:epcglobal:cbv:bizstep:shipping",
            "https://ref.gs1.org/cbv/BizStep-shipping",
            "cbv:BizStep-shipping",
        ] {
            assert_eq!(step(written, None), (Step::Ship, 0), "{written}");
        }
    }

    #[test]
    fn returned_goods_and_unknown_steps() {
        assert_eq!(step("receiving", Some("returned")), (Step::Return, 0));
        assert_eq!(step("shipping", Some("returned")), (Step::Ship, 0));
        assert_eq!(step("inspecting", None), (Step::Other, 0));
        assert_eq!(step("ext1:summarising_discharge", None), (Step::Other, 1));
    }

    #[test]
    fn the_vocabulary_is_complete_and_every_step_stands_once() {
        let mut names: Vec<&str> = MEANINGS.iter().map(|(name, _)| *name).chain(WITHOUT_MEANING).collect();
        names.sort_unstable();
        names.dedup();
        // 41 steps of the vocabulary and `returning`.
        assert_eq!(names.len(), 42);
    }
}
