//! Customers that are told as one: one contact of several customer ids. It decides nobody's contact.

use std::collections::BTreeMap;

/// Under whom each customer stands.
pub(super) struct ToldAs<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> ToldAs<'a> {
    pub(super) fn new(pairs: &[(&'a str, &'a str)]) -> ToldAs<'a> {
        ToldAs(pairs.iter().copied().collect())
    }

    /// The one under whom a customer stands.
    pub(super) fn of<'b>(&self, customer: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.0.get(customer).copied().unwrap_or(customer)
    }

    /// All who stand under one of these.
    pub(super) fn under<'s>(&'s self, wanted: impl Fn(&str) -> bool + 's) -> impl Iterator<Item = &'a str> + 's {
        self.0.iter().filter(move |(_, one)| wanted(one)).map(|(customer, _)| *customer)
    }
}
