//! The names of segments that an earlier run wrote down, for readers of either language.

use super::set::{Builtin, RuleSet, Segment};
use crate::models::wording::Wording;

/// The names of the segments that come with the program.
pub struct BuiltinNames {
    segments: Vec<Segment>,
}

impl BuiltinNames {
    /// Those of all built-in rules, and the one beside them.
    pub fn new() -> BuiltinNames {
        let rules = [Builtin::Default, Builtin::RRfm].into_iter().filter_map(|which| RuleSet::builtin(which, 5).ok());
        let ruled = rules.flat_map(|rules| rules.segments().to_vec());
        BuiltinNames { segments: ruled.chain([Segment::returns_only()]).collect() }
    }

    /// The name of the segment `id`, which a run in one language wrote down as `recorded`: in both languages where it is
    /// a built-in segment under its own name, else as it was written.
    pub fn name(&self, id: &str, recorded: Option<&str>) -> Wording {
        let mut known = self.segments.iter().filter(|segment| segment.id == id).map(|segment| &segment.label);
        let found = known.find(|label| recorded.is_none_or(|name| name == label.en || name == label.zh));
        found.cloned().unwrap_or_else(|| Wording::same(recorded.unwrap_or(id)))
    }
}

impl Default for BuiltinNames {
    fn default() -> BuiltinNames {
        BuiltinNames::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_names_are_known_in_both_languages_and_own_names_stay() {
        let names = BuiltinNames::new();
        let both = |id, recorded| {
            let Wording { en, zh } = names.name(id, recorded);
            [en, zh]
        };
        assert_eq!(both("champions", Some("Champions")), ["Champions", "重要价值客户"]);
        assert_eq!(both("champions", Some("冠军客户")), ["Champions", "冠军客户"]);
        assert_eq!(both("cant_lose", None), ["Can't lose", "重点挽回客户"]);
        assert_eq!(both("others", Some("Others")), ["Others", "其他"]);
        assert_eq!(both("champions", Some("VIP")), ["VIP", "VIP"]);
        assert_eq!(both("vip", None), ["vip", "vip"]);
    }
}
