//! What holds for every serial and every set of ranges.

use proptest::prelude::*;

use super::*;

fn rules() -> impl Strategy<Value = SerialRules> {
    let zeros = prop_oneof![Just(LeadingZeros::Keep), Just(LeadingZeros::Strip)];
    zeros.prop_map(|leading_zeros| SerialRules { leading_zeros, ..SerialRules::default() })
}

/// Ends in full, of two prefixes and small numbers of any padding.
fn range() -> impl Strategy<Value = (String, String)> {
    (prop_oneof![Just("A"), Just("B-")], 0..130_u32, 0..40_u32, 1..4_usize).prop_map(|(prefix, first, more, width)| {
        let last = first + more;
        (format!("{prefix}{first:0width$}"), format!("{prefix}{last:0width$}"))
    })
}

fn all_texts() -> Vec<String> {
    let texts = ["A", "B-"].into_iter().flat_map(|prefix| {
        (0..180_u32).flat_map(move |number| (1..6).map(move |width| format!("{prefix}{number:0width$}")))
    });
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts.dedup();
    texts
}

proptest! {
    #[test]
    fn reading_never_fails_badly(text in "\\PC{0,20}", digits in "[-0-9A ]{0,12}", rules in rules()) {
        for text in [text, digits] {
            if let Ok(range) = SerialRange::parse(&text, rules) {
                prop_assert!(range.expected() >= 1);
                let again = SerialRange::parse(&range.to_string(), SerialRules { leading_zeros: LeadingZeros::Keep, ..rules });
                // A separator inside a prefix makes the text another one; all others come back.
                if !text.contains(['~', '～', '—', '–', '至', '到', '.', '-', ' ']) {
                    prop_assert_eq!(again, Ok(range));
                }
            }
        }
    }

    /// The set contains what any range contains, names the first of them, and merging changes neither.
    #[test]
    fn a_set_is_the_union_of_its_ranges(ends in prop::collection::vec(range(), 0..8)) {
        let rules = SerialRules::default();
        let read = |text: &str| SerialRange::parse(text, rules).unwrap();
        let ranges: Vec<SerialRange> = ends.iter().map(|(first, last)| read(&format!("{first}..{last}"))).collect();
        let set = SerialSet::new(&ranges);
        let merged = set.merged();
        let texts = all_texts();
        let serials: Vec<Serial<'_>> = texts.iter().map(|text| Serial::parse(text, rules).unwrap()).collect();
        for serial in &serials {
            prop_assert_eq!(set.rule(serial), ranges.iter().position(|range| range.contains(serial)), "{:?}", serial);
            let times = merged.iter().filter(|range| range.contains(serial)).count();
            prop_assert_eq!(times, usize::from(set.contains(serial)), "{:?} {:?}", serial, merged);
        }
        prop_assert_eq!(set.expected(), serials.iter().filter(|serial| set.contains(serial)).count() as u128);
        prop_assert_eq!(merged.iter().map(SerialRange::expected).sum::<u128>(), set.expected());
        let again = SerialSet::new(&merged).merged();
        prop_assert_eq!(again, merged, "merging is done");
    }

    /// Found and missing make up every range; holes hold nothing that was found.
    #[test]
    fn coverage_adds_up(ends in prop::collection::vec(range(), 1..4), found in prop::collection::vec(0..900_usize, 0..60)) {
        let rules = SerialRules::default();
        let texts = all_texts();
        let found: Vec<Serial<'_>> =
            found.iter().filter_map(|at| Some(Serial::parse(texts.get(*at)?, rules).unwrap())).collect();
        let ranges: Vec<SerialRange> = ends
            .iter()
            .map(|(first, last)| SerialRange::parse(&format!("{first}..{last}"), rules).unwrap())
            .collect();
        for (range, coverage) in ranges.iter().zip(coverage(&ranges, &found)) {
            let missing: u128 = coverage.holes.iter().map(SerialRange::expected).sum();
            prop_assert_eq!(u128::from(coverage.found) + missing, coverage.expected);
            let inside = found.iter().filter(|serial| range.contains(serial)).count() as u64;
            prop_assert_eq!(coverage.found + coverage.repeated, inside);
            prop_assert!(!found.iter().any(|serial| coverage.holes.iter().any(|hole| hole.contains(serial))));
        }
    }
}
