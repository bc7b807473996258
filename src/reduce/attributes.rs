//! Customer rows → one row a customer: the attributes to profile by.

use hashbrown::HashMap;
use polars::prelude::{Column, DataFrame, DataType};

use super::bands;
use super::intern::{Batch, Interner};
use crate::error::Error;
use crate::exports::cast::{age_band, format_date};
use crate::labels::{Label, Text};

const CONFLICTS: Label = Label::new(
    "{n:customer stands|customers stand} more than once with different attributes",
    "{n} 个客户重复出现且属性不一致",
);
const CONFLICTS_HINT: Label = Label::new(
    "a blank says nothing, a no to contact outweighs a yes, and of other values the first in alphabetical order is used; correct the export where that is wrong",
    "空白不计，拒绝联系优先于同意，其余取按字符顺序的第一个值；如不妥请修正导出文件",
);

/// What stands for a value that is not known.
pub const NO_VALUE: u32 = u32::MAX;
/// The name under which age bands stand.
pub const AGE: &str = "age";

/// One attribute: its different values, and which of them each customer has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, canonical or as in the file.
    pub name: String,
    /// The values that some customer has, sorted.
    pub values: Vec<String>,
    /// Place of the value among `values`, by customer; [`NO_VALUE`] where it is not known.
    pub of: Vec<u32>,
}

impl Attribute {
    /// An attribute of customers with these values.
    #[cfg(test)]
    pub(crate) fn of_values(name: &str, values: &[Option<&str>]) -> Attribute {
        let known: std::collections::BTreeSet<&str> = values.iter().flatten().copied().collect();
        let place = |value: &str| known.iter().position(|known| *known == value);
        let of = values.iter().map(|value| value.and_then(place).map_or(NO_VALUE, |place| place as u32)).collect();
        Attribute { name: name.to_string(), values: known.iter().map(|value| (*value).to_string()).collect(), of }
    }

    /// The value of a customer.
    pub fn value(&self, customer: usize) -> Option<&str> {
        self.values.get(*self.of.get(customer)? as usize).map(String::as_str)
    }
}

/// The attributes of customers.
#[derive(Debug, Default)]
pub struct Attributes {
    /// All attributes, each with one value a customer.
    pub columns: Vec<Attribute>,
    /// What the user should know.
    pub warnings: Vec<Text>,
    customers: Interner,
}

/// The values of one attribute while rows come in: each text once, in order of first sight.
#[derive(Default)]
struct Values {
    texts: Interner,
    of: Vec<u32>,
}

impl Attributes {
    /// One row a customer from canonical chunks, the same whatever the order of the rows: a blank says nothing, and of
    /// different values of a customer the first in alphabetical order counts (of yes and no, the no). Customers who have
    /// different ones are told.
    ///
    /// `birth_date` becomes the age band at `as_of`; other days become ISO text.
    ///
    /// # Errors
    /// Internal, where a chunk has no column of ids, or there are 2³² − 1 customers.
    pub fn from_chunks(chunks: &[DataFrame], as_of: i32) -> Result<Attributes, Error> {
        let (mut names, mut found): (Vec<String>, Vec<Values>) = (Vec::new(), Vec::new());
        let (mut customers, mut differs) = (Interner::default(), Vec::new());
        for chunk in chunks {
            let codes = coded(chunk, &mut customers)?;
            differs.resize(customers.len(), false);
            found.iter_mut().for_each(|values| values.of.resize(customers.len(), NO_VALUE));
            let columns = chunk.columns().iter().filter(|column| column.name() != "customer_id");
            for column in columns {
                let name = if column.name() == "birth_date" { AGE } else { column.name().as_str() };
                let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
                    names.push(name.to_string());
                    found.push(Values { texts: Interner::default(), of: vec![NO_VALUE; customers.len()] });
                    names.len() - 1
                });
                let values = &mut found[at];
                for (value, customer) in values.coded(column, as_of)?.into_iter().zip(&codes) {
                    differs[*customer as usize] |= values.add(*customer as usize, value);
                }
            }
        }
        let columns = names.into_iter().zip(found).map(|(name, values)| values.finish(name)).collect();
        let mut warnings = Vec::new();
        let conflicts = differs.into_iter().filter(|differs| *differs).count();
        if conflicts > 0 {
            warnings.push(CONFLICTS.with(&[("n", &conflicts)]));
            warnings.push(CONFLICTS_HINT.text());
        }
        Ok(Attributes { columns, warnings, customers })
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// Whether a customer is there.
    pub fn contains(&self, id: &str) -> bool {
        self.customers.find(id).is_some()
    }

    /// The ids of all customers, numbered in the order of the values of each attribute.
    pub fn customers(&self) -> &Interner {
        &self.customers
    }

    /// Whether there is such an attribute.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
    }

    /// The values of one attribute for `ids`, or nothing where there is no such attribute.
    pub fn values(&self, name: &str, ids: &[String]) -> Option<Vec<Option<&str>>> {
        let column = self.columns.iter().find(|column| column.name == name)?;
        Some(ids.iter().map(|id| column.value(self.customers.find(id)? as usize)).collect())
    }
}

/// The number of the customer of each row.
fn coded(chunk: &DataFrame, customers: &mut Interner) -> Result<Vec<u32>, Error> {
    let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
    let ids = Batch::of(ids.iter().map(|id| Some(id.unwrap_or_default())));
    ids.codes(customers, NO_VALUE).ok_or_else(|| Error::internal("too many customers"))
}

impl Values {
    /// Takes in a value of a customer; tells whether it differs from one that is there already.
    fn add(&mut self, customer: usize, value: u32) -> bool {
        let own = &mut self.of[customer];
        if value == NO_VALUE || value == *own {
            return false;
        }
        let is_new = *own == NO_VALUE;
        if is_new || self.texts.text(value) < self.texts.text(*own) {
            *own = value;
        }
        !is_new
    }

    /// The number of the value in each row of a column.
    fn coded(&mut self, column: &Column, as_of: i32) -> Result<Vec<u32>, Error> {
        let code =
            |texts: &mut Interner, text: &str| texts.code(text).ok_or_else(|| Error::internal("too many values"));
        let texts = &mut self.texts;
        match column.dtype() {
            DataType::String => {
                let all = column.str().map_err(Error::internal)?;
                all.iter().map(|text| text.map_or(Ok(NO_VALUE), |text| code(texts, text))).collect()
            }
            DataType::Int32 => {
                let birth = column.name() == "birth_date";
                let mut known: HashMap<i32, u32> = HashMap::new();
                let mut coded = |day: i32| {
                    if let Some(known) = known.get(&day) {
                        return Ok(*known);
                    }
                    let found = match (birth, age_band(day, as_of)) {
                        (true, None) => NO_VALUE,
                        (true, Some(band)) => code(texts, band.code())?,
                        (false, _) => code(texts, &format_date(day))?,
                    };
                    known.insert(day, found);
                    Ok(found)
                };
                let days = column.i32().map_err(Error::internal)?;
                days.iter().map(|day| day.map_or(Ok(NO_VALUE), &mut coded)).collect()
            }
            DataType::Boolean => {
                let all = column.bool().map_err(Error::internal)?;
                let word = |yes: bool| if yes { "true" } else { "false" };
                all.iter().map(|yes| yes.map_or(Ok(NO_VALUE), |yes| code(texts, word(yes)))).collect()
            }
            _ => Ok(vec![NO_VALUE; column.len()]),
        }
    }

    /// The attribute, numbers of many different values in bands.
    fn finish(self, name: String) -> Attribute {
        let Values { texts, mut of } = self;
        let mut held = vec![0u64; texts.len()];
        for code in &of {
            if let Some(held) = held.get_mut(*code as usize) {
                *held += 1;
            }
        }
        // A value that counts for no customer is nobody's.
        let known: Vec<u32> = (0..).zip(&held).filter(|(_, held)| **held > 0).map(|(code, _)| code).collect();
        let counted: Vec<(String, u64)> = known.iter().map(|code| (texts.text(*code), held[*code as usize])).collect();
        let shown = bands::cut(&counted).unwrap_or_else(|| counted.into_iter().map(|(text, _)| text).collect());
        let mut values: Vec<String> = shown.clone();
        values.sort_unstable();
        values.dedup();
        let mut places = vec![NO_VALUE; texts.len()];
        for (code, text) in known.into_iter().zip(&shown) {
            places[code as usize] = values.binary_search(text).map_or(NO_VALUE, |place| place as u32);
        }
        of.iter_mut().for_each(|code| *code = places.get(*code as usize).copied().unwrap_or(NO_VALUE));
        Attribute { name, values, of }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    #[test]
    fn a_blank_says_nothing_and_the_order_of_rows_decides_nothing() {
        let first = df!(
            "customer_id" => ["b", "a", "b", "a", "b"],
            "tier" => [Some("silver"), None, Some("gold"), None, None],
            "birth_date" => [Some(0), None, Some(0), None, None],
            "contact_allowed" => [Some(true), Some(true), None, None, Some(false)],
        )
        .unwrap();
        let second = df!("customer_id" => ["c", "a"], "city" => ["Ulm", "Bonn"], "since" => [20_453, 20_454]).unwrap();
        let ids = ["a", "b", "c", "d"].map(String::from);
        for chunks in [[first.clone(), second.clone()], [second.reverse(), first.reverse()]] {
            let attributes = Attributes::from_chunks(&chunks, 20_454).unwrap();
            let values = |name: &str| attributes.values(name, &ids).unwrap();
            assert_eq!(values("tier"), [None, Some("gold"), None, None]);
            assert_eq!(values(AGE), [None, Some("55-64"), None, None]);
            assert_eq!(values("contact_allowed"), [Some("true"), Some("false"), None, None]);
            assert_eq!(values("city"), [Some("Bonn"), None, Some("Ulm"), None]);
            assert_eq!(values("since"), [Some("2026-01-01"), None, Some("2025-12-31"), None]);
            let tier = attributes.columns.iter().find(|column| column.name == "tier").unwrap();
            assert_eq!(tier.values, ["gold"], "silver is nobody's");
            // Only b stands there with different values.
            assert_eq!((attributes.warnings.len(), attributes.len()), (2, 3));
            assert!(attributes.warnings[0].render(crate::labels::Lang::En).starts_with("1 customer stands"));
            assert!(attributes.values("region", &ids).is_none());
            assert!(attributes.contains("c") && !attributes.contains("d"));
        }
    }
}
