//! What is known of customers, and what they hold. It judges nothing.

use std::ops::AddAssign;

/// One row of the customers table. Cells are as typed; `None` and blank are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CustomerRecord<'a> {
    /// The customer. Ids are compared as they stand; several rows may have one id. A blank one joins nothing.
    pub id: &'a str,
    /// Name of a person.
    pub name: Option<&'a str>,
    /// Name of a company.
    pub company: Option<&'a str>,
    /// Phone number, or several.
    pub phone: Option<&'a str>,
    /// E-mail address, or several.
    pub email: Option<&'a str>,
    /// Postal address.
    pub address: Option<&'a str>,
    /// The channel that the customer prefers, in words.
    pub preferred_channel: Option<&'a str>,
    /// Whether marketing is allowed.
    pub contact_allowed: Option<bool>,
}

/// What an affected customer holds. A customer may appear several times; amounts add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AffectedCustomer<'a> {
    /// The customer; `None` or blank when the sale names none.
    pub customer: Option<&'a str>,
    /// Affected units, in 1/10000.
    pub units: i64,
    /// Their value, in 1/10000 of the currency.
    pub value: i64,
}

/// Units and their value, both in 1/10000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Units.
    pub units: i128,
    /// Value.
    pub value: i128,
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        self.units += other.units;
        self.value += other.value;
    }
}
