//! Customer rows → one row a customer: the attributes to profile by.

use std::collections::BTreeMap;

use polars::prelude::{AnyValue, DataFrame};

use super::bands;
use crate::error::Error;
use crate::exports::cast::{age_band, format_date};
use crate::labels::{Label, Text};

const CONFLICTS: Label = Label::new(
    "{n:customer stands|customers stand} more than once with different attributes",
    "{n} 个客户重复出现且属性不一致",
);
const CONFLICTS_HINT: Label = Label::new(
    "the first row of each is used; correct the export where that is wrong",
    "每个客户取第一行；如不妥请修正导出文件",
);

/// The attributes of customers.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// Attribute names, canonical or as in the file.
    pub names: Vec<String>,
    /// Customer id → values in the order of `names`.
    pub rows: BTreeMap<String, Vec<Option<String>>>,
    /// What the user should know.
    pub warnings: Vec<Text>,
}

/// The name under which age bands stand.
pub const AGE: &str = "age";

impl Attributes {
    /// One row a customer from canonical chunks; the first row of a customer counts, and others that differ are told.
    ///
    /// `birth_date` becomes the age band at `as_of`; other days become ISO text.
    pub fn from_chunks(chunks: &[DataFrame], as_of: i32) -> Result<Attributes, Error> {
        let mut table = Attributes::default();
        let mut conflicts = 0u64;
        for chunk in chunks {
            let columns: Vec<_> = chunk.columns().iter().filter(|column| column.name() != "customer_id").collect();
            let names: Vec<String> = columns
                .iter()
                .map(|column| if column.name() == "birth_date" { AGE.to_string() } else { column.name().to_string() })
                .collect();
            let known = std::mem::take(&mut table.names);
            table.names =
                known.iter().cloned().chain(names.iter().filter(|name| !known.contains(name)).cloned()).collect();
            let places: Vec<usize> = names
                .iter()
                .map(|name| table.names.iter().position(|known| known == name).unwrap_or_default())
                .collect();
            let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
            for row in 0..chunk.height() {
                let mut values = vec![None; table.names.len()];
                for (column, place) in columns.iter().zip(&places) {
                    values[*place] =
                        text(column.get(row).map_err(Error::internal)?, column.name() == "birth_date", as_of);
                }
                let id = ids.get(row).unwrap_or_default().to_string();
                match table.rows.get(&id) {
                    Some(first) => conflicts += u64::from(!same(first, &values)),
                    None => {
                        table.rows.insert(id, values);
                    }
                }
            }
        }
        let width = table.names.len();
        table.rows.values_mut().for_each(|values| values.resize(width, None));
        for place in 0..width {
            let mut column: Vec<&mut Option<String>> =
                table.rows.values_mut().map(|values| &mut values[place]).collect();
            bands::cut(&mut column);
        }
        if conflicts > 0 {
            table.warnings.push(CONFLICTS.with(&[("n", &conflicts)]));
            table.warnings.push(CONFLICTS_HINT.text());
        }
        Ok(table)
    }

    /// The values of one attribute for `ids`, or nothing where there is no such attribute.
    pub fn values(&self, name: &str, ids: &[String]) -> Option<Vec<Option<&str>>> {
        let place = self.names.iter().position(|known| known == name)?;
        Some(ids.iter().map(|id| self.rows.get(id).and_then(|values| values[place].as_deref())).collect())
    }
}

fn same(first: &[Option<String>], second: &[Option<String>]) -> bool {
    let width = first.len().max(second.len());
    (0..width).all(|at| first.get(at).cloned().flatten() == second.get(at).cloned().flatten())
}

fn text(value: AnyValue<'_>, birth: bool, as_of: i32) -> Option<String> {
    match value {
        AnyValue::Int32(day) if birth => age_band(day, as_of).map(|band| band.code().to_string()),
        AnyValue::Int32(day) => Some(format_date(day)),
        AnyValue::String(text) => Some(text.to_string()),
        AnyValue::StringOwned(text) => Some(text.to_string()),
        AnyValue::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}
