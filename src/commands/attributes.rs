//! The attributes of customers that a user names with `--by`.

use crate::error::{Error, Kind, Problem};
use crate::exports::InputRecord;
use crate::exports::columns::suggest_column;
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
    let personal = |name: &&String| {
        CUSTOMERS.column(name).is_some_and(|column| column.privacy == Privacy::Personal && column.name != "owner")
    };
    let refused: Vec<Problem> =
        by.iter().filter(personal).map(|name| Problem::at(flag, labels::PERSONAL.with(&[("name", name)]))).collect();
    Error::check(Kind::Usage, refused)?;
    let missing = by.iter().filter(|name| !attributes.has(name));
    let problems = missing.map(|name| {
        let problem = Problem::at(place, labels::NO_SUCH_ATTRIBUTE.with(&[("flag", &flag), ("name", name)]));
        suggest_column(problem, name, &headers, &known)
    });
    Error::check(Kind::Usage, problems.collect())
}
