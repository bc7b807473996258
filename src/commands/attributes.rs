//! The attributes of customers that a user names with `--by`.

use crate::error::{Error, Kind, Problem};
use crate::exports::InputRecord;
use crate::exports::columns::suggest_column_among;
use crate::labels::segment as labels;
use crate::reduce::attributes::{AGE, Attributes};
use crate::tables::customers::CUSTOMERS;
use crate::tables::{Privacy, normalise};

/// The columns of the customers to read for the attributes `by`, or for `default` where none is named.
pub(super) fn wanted(by: &[String], default: &[&str]) -> Vec<&'static str> {
    let named = |name: &str| by.is_empty() && default.contains(&name) || by.iter().any(|by| by == name);
    let columns = CUSTOMERS.columns.iter().map(|column| column.name);
    let named = columns.filter(|name| named(name) || (*name == "birth_date" && named(AGE)));
    ["customer_id"].into_iter().chain(named).collect()
}

/// The attribute behind a name the user typed: canonical columns also go by their headers, such as 性别.
pub(super) fn name(typed: &str) -> String {
    let key = normalise(typed);
    match CUSTOMERS.columns.iter().find(|column| column.matches(&key)) {
        Some(column) if column.name == "birth_date" => AGE.to_string(),
        Some(column) => column.name.to_string(),
        None => typed.to_string(),
    }
}

/// An error naming every attribute that the customers do not have, with the nearest one that they have. `flag` is what
/// asks for them, such as `--by`.
pub(super) fn check(
    flag: &str,
    by: &[String],
    attributes: &Attributes,
    inputs: &[InputRecord],
    place: &str,
) -> Result<(), Error> {
    let inputs = || inputs.iter().filter(|input| input.table == CUSTOMERS.name);
    let headers: Vec<String> = inputs().flat_map(|input| input.headers.iter().cloned()).collect();
    let columns = inputs().flat_map(|input| &input.columns);
    let known: Vec<&str> =
        columns.map(|column| if column.column == "birth_date" { AGE } else { column.column }).collect();
    let refusal = |name: &str| match CUSTOMERS.column(name) {
        Some(column) if column.privacy == Privacy::Personal && column.name != "owner" => Some(labels::PERSONAL),
        Some(column) if ["signup_date", "churned_on"].contains(&column.name) => Some(labels::DAY_NO_GROUP),
        _ => None,
    };
    let refused = by.iter().filter_map(|name| Some(Problem::at(flag, refusal(name)?.with(&[("name", name)]))));
    Error::check(Kind::Usage, refused.collect())?;
    // Columns with a role stand in every table, empty where no file has them; a file may have ages in place of birth dates.
    let has_role = |name: &str| name == AGE || CUSTOMERS.column(name).is_some();
    let is_there = |name: &str| known.contains(&name) || (name == AGE && headers.iter().any(|header| header == AGE));
    let is_attribute = |name: &str| attributes.has(name) && (!has_role(name) || is_there(name));
    // Nothing is proposed that would be refused in its turn.
    let is_refused = |column: &str| refusal(column).is_some();
    let refused: Vec<&str> = inputs()
        .flat_map(|input| &input.columns)
        .filter(|own| own.column != "birth_date" && is_refused(own.column))
        .map(|own| own.header.as_str())
        .collect();
    let near = || {
        let headers = headers.iter().map(String::as_str).filter(|own| !refused.contains(own));
        headers.chain(known.iter().copied().filter(|column| !is_refused(column)))
    };
    let problems = by.iter().filter(|name| !is_attribute(name)).map(|name| {
        let problem = Problem::at(place, labels::NO_SUCH_ATTRIBUTE.with(&[("flag", &flag), ("name", name)]));
        suggest_column_among(problem, name, near(), &headers)
    });
    Error::check(Kind::Usage, problems.collect())
}
