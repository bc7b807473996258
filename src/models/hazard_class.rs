//! The class of a recall by its hazard. It knows no deadline and no wording of a notice.

use crate::labels::Label;

/// How serious the hazard is. Source of the classes: 21 CFR 7.3(m).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HazardClass {
    /// Serious harm to health, or death, is reasonably probable.
    I,
    /// Passing harm is possible, or serious harm is remote.
    II,
    /// Harm is not likely.
    III,
    /// No class was given.
    #[default]
    None,
}

impl HazardClass {
    /// All classes, the gravest first.
    pub const ALL: [HazardClass; 4] = [HazardClass::I, HazardClass::II, HazardClass::III, HazardClass::None];

    /// Names and classes as files write them.
    pub const NAMES: [(&'static str, HazardClass); 4] =
        [("I", HazardClass::I), ("II", HazardClass::II), ("III", HazardClass::III), ("none", HazardClass::None)];

    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            HazardClass::I => "I",
            HazardClass::II => "II",
            HazardClass::III => "III",
            HazardClass::None => "none",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            HazardClass::I => Label::new("class I", "一级"),
            HazardClass::II => Label::new("class II", "二级"),
            HazardClass::III => Label::new("class III", "三级"),
            HazardClass::None => Label::new("no class", "未分级"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_class() {
        assert_eq!(HazardClass::NAMES, HazardClass::ALL.map(|class| (class.id(), class)));
        assert!(HazardClass::I < HazardClass::III);
    }
}
