//! Who is told of a recall, and how: usable channels, duplicates merged to one contact, the channel chosen, and who
//! cannot be reached. It sends nothing and words no notice.
//!
//! | file | its job |
//! |---|---|
//! | `record` | [`CustomerRecord`], [`AffectedCustomer`], [`Amount`]: the input |
//! | `spelling` | cells brought to one spelling; placeholders |
//! | `email`, `phone`, `address` | whether a cell can be used, or why not |
//! | `name` | when two names do not contradict each other |
//! | `channel`, `consent`, `refusal` | the words of the output |
//! | `person`, `joining` | records by customer, and which customers are one contact |
//! | `contact`, `list` | one contact, and all of them |
//!
//! # Which customers are one contact
//! Customers are joined when they share a normalised phone number or e-mail address *and* neither their names nor their
//! companies contradict each other: equal, one contained in the other, or one missing. What more customers share than
//! [`ContactRules::most_sharing`] joins nobody: a switchboard, the number of the shop itself. Nor does a number of
//! fewer than nine digits, whose area code may be missing. Where joins lead to names that contradict each other (two
//! people of one household, and a record without a name), only customers with equal names are joined. When in doubt two
//! notices go out: to be told twice does less harm than not to be told.
//!
//! # Consent
//! A safety notice is no advertising. Whoever refused marketing is told all the same, and the refusal is kept beside
//! the contact ([`Consent::OptedOutSafetyNoticeOnly`]) so that nothing else goes out with the notice.

mod address;
mod channel;
mod consent;
mod contact;
mod email;
mod joining;
mod list;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod list_tests;
mod name;
mod person;
mod phone;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod record;
mod refusal;
mod spelling;

pub use channel::{CHANNELS, Channel, Preference};
pub use consent::Consent;
pub use contact::{Contact, Party, Unreachable, Way};
pub use joining::Joining;
pub use list::{ContactList, ContactRules, contact_list};
pub use record::{AffectedCustomer, Amount, CustomerRecord};
pub use refusal::{Refusal, Refused};
