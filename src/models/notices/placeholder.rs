//! The names that a template can hold in braces. It fills none.

/// A value that a template asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Placeholder {
    Name,
    CustomerId,
    /// Recalled lots that a confirmed holder bought; empty for a possible holder.
    YourLots,
    /// Recalled lots that a possible holder looks for on the label; empty for a confirmed holder.
    LotsToCheck,
    /// Units of recalled lots that a confirmed holder bought; empty for a possible holder.
    Units,
    /// That a business tells its own customers; empty for a consumer.
    NotifyOnward,
    RecallId,
    Class,
    /// The mark of an urgent recall; empty for others.
    Urgent,
    Company,
    Product,
    Brand,
    Model,
    Picture,
    /// All recalled lots and serial numbers.
    Lots,
    /// From when to when it was sold.
    Sold,
    Stores,
    Reason,
    Hazard,
    StopUse,
    WhatToDo,
    Remedy,
    /// Telephone, e-mail and web address together.
    Contact,
    Phone,
    Email,
    Web,
    ReplyBy,
}

impl Placeholder {
    /// All placeholders with their names.
    pub const NAMES: [(&'static str, Placeholder); 27] = [
        ("name", Placeholder::Name),
        ("customer_id", Placeholder::CustomerId),
        ("your_lots", Placeholder::YourLots),
        ("lots_to_check", Placeholder::LotsToCheck),
        ("units", Placeholder::Units),
        ("notify_onward", Placeholder::NotifyOnward),
        ("recall_id", Placeholder::RecallId),
        ("class", Placeholder::Class),
        ("urgent", Placeholder::Urgent),
        ("company", Placeholder::Company),
        ("product", Placeholder::Product),
        ("brand", Placeholder::Brand),
        ("model", Placeholder::Model),
        ("picture", Placeholder::Picture),
        ("lots", Placeholder::Lots),
        ("sold", Placeholder::Sold),
        ("stores", Placeholder::Stores),
        ("reason", Placeholder::Reason),
        ("hazard", Placeholder::Hazard),
        ("stop_use", Placeholder::StopUse),
        ("what_to_do", Placeholder::WhatToDo),
        ("remedy", Placeholder::Remedy),
        ("contact", Placeholder::Contact),
        ("phone", Placeholder::Phone),
        ("email", Placeholder::Email),
        ("web", Placeholder::Web),
        ("reply_by", Placeholder::ReplyBy),
    ];

    /// The placeholder of this name.
    pub fn from_name(name: &str) -> Option<Placeholder> {
        Placeholder::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, placeholder)| placeholder)
    }

    /// Its name, without braces.
    pub fn name(self) -> &'static str {
        Placeholder::NAMES.into_iter().find(|(_, placeholder)| *placeholder == self).map_or("", |(name, _)| name)
    }

    /// Whether the value may keep its line breaks: only prose from the recall file may. What comes from customer data
    /// stays on one line, so that a name cannot add a line to a notice.
    pub(super) fn keeps_lines(self) -> bool {
        matches!(
            self,
            Placeholder::Reason
                | Placeholder::Hazard
                | Placeholder::StopUse
                | Placeholder::WhatToDo
                | Placeholder::Remedy
                | Placeholder::NotifyOnward
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_placeholder() {
        for (name, placeholder) in Placeholder::NAMES {
            assert_eq!((Placeholder::from_name(name), placeholder.name()), (Some(placeholder), name));
        }
        assert_eq!(Placeholder::from_name("Name"), None);
    }
}
