//! Lots made and what went into what → all lots, numbered in the order of their names, with the links between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use hashbrown::HashMap;
use polars::prelude::{DataFrame, StringChunked};
use rayon::prelude::*;

use super::intern::{Batch, Interner};
use crate::error::Error;
use crate::models::trace::Link;
use crate::models::units_of_measure::{convert, is_same};

/// What is known of the making of a lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// What it is.
    pub product: Option<Box<str>>,
    /// When it was made or bought in, in days since 1970-01-01.
    pub made_on: Option<i32>,
    /// Quantity in 1/10000 of `unit`.
    pub quantity: Option<i64>,
    /// Unit of measure.
    pub unit: Option<Box<str>>,
    /// Day on which it expires.
    pub expires_on: Option<i32>,
    /// Who supplied it.
    pub supplier: Option<Box<str>>,
    /// Where it was made.
    pub site: Option<Box<str>>,
}

/// All lots. They are numbered from 0 in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lots {
    /// Names, sorted.
    pub ids: Vec<String>,
    /// The production records of each lot; a lot may have none, or several.
    pub made: Vec<Vec<Made>>,
    /// What went into what, sorted; each row of the genealogy once.
    pub links: Vec<Link>,
    /// Rows of the genealogy that say the same as another one.
    pub repeated_links: u64,
    /// Production records that say the same as another one.
    pub repeated_made: u64,
}

/// Takes in chunks from any thread.
#[derive(Default)]
pub struct LotRows {
    gathered: Mutex<Gathered>,
}

#[derive(Default)]
struct Gathered {
    ids: Interner,
    made: Vec<(u32, Made)>,
    links: Vec<Link>,
    /// What events of their own tell, each of them something else.
    made_apart: BTreeMap<(u32, Made), i64>,
    links_apart: BTreeMap<LinkKey, i64>,
}

/// Lots, day and whether a quantity is known.
type LinkKey = (u32, u32, Option<i32>, bool);

fn key(link: &Link) -> LinkKey {
    (link.input, link.output, link.earliest, link.quantity.is_some())
}

impl Lots {
    /// The number of a lot.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.ids.binary_search_by(|known| known.as_str().cmp(id)).ok().map(|at| at as u32)
    }

    /// Number of lots.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no lot.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What is known of the making of a lot: of several records the one that sorts first.
    pub fn made(&self, lot: u32) -> Option<&Made> {
        self.made.get(lot as usize).and_then(|made| made.first())
    }

    /// What a lot is, by all of its records: more than one product where a name was used again.
    pub fn products(&self, lot: u32) -> BTreeSet<&str> {
        let records = self.made.get(lot as usize).map_or(&[][..], Vec::as_slice);
        records.iter().filter_map(|made| made.product.as_deref()).collect()
    }

    /// The product of a lot, where it is of one only.
    pub fn only_product(&self, lot: u32) -> Option<&str> {
        let product = self.made(lot)?.product.as_deref()?;
        let records = self.made.get(lot as usize)?;
        records.iter().all(|made| made.product.as_deref() == Some(product)).then_some(product)
    }

    /// A quantity in 1/10000 of `unit` in the unit in which the lot was made, with the unit where it cannot be turned into that
    /// one. A unit that is not told is that of the lot, and a lot whose unit is not told has that of the quantity.
    pub fn measured(&self, lot: u32, quantity: i64, unit: Option<&str>) -> (i64, Option<Box<str>>) {
        match unit.filter(|unit| !unit.trim().is_empty()).zip(self.unit(lot)) {
            None => (quantity, None),
            Some((unit, own)) => match convert(quantity, unit, own) {
                Some(quantity) => (quantity, None),
                None => (quantity, Some(unit.trim().into())),
            },
        }
    }

    /// The unit in which a lot was made.
    pub fn unit(&self, lot: u32) -> Option<&str> {
        let records = self.made.get(lot as usize)?;
        records.iter().find_map(|made| made.unit.as_deref())
    }

    /// The units in which the lots of each product are made, as far as they are told.
    pub fn units_of_products(&self) -> HashMap<&str, Vec<&str>> {
        let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
        for (lot, unit) in (0..self.len() as u32).filter_map(|lot| Some((lot, self.unit(lot)?))) {
            for product in self.products(lot) {
                let own = found.entry(product).or_default();
                if !own.iter().any(|known| is_same(known, unit)) {
                    own.push(unit);
                }
            }
        }
        found
    }

    /// The first day on which each lot was made, for a trace in time.
    pub fn made_on(&self) -> Vec<Option<i32>> {
        self.made.iter().map(|made| made.iter().filter_map(|made| made.made_on).min()).collect()
    }
}

impl LotRows {
    /// Columns of the production table that it takes.
    pub const WANTED_PRODUCTION: [&'static str; 8] =
        ["lot_id", "product_id", "made_on", "quantity", "unit", "expires_on", "supplier", "site"];
    /// Columns of the genealogy that it takes.
    pub const WANTED_GENEALOGY: [&'static str; 4] = ["input_lot", "output_lot", "quantity", "used_on"];

    /// Takes in lots made.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add_production(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let days = |name: &str| chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal);
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        let (lots, products, units) = (text("lot_id")?, text("product_id")?, text("unit")?);
        let (suppliers, sites) = (text("supplier")?, text("site")?);
        let (made_on, expires_on) = (days("made_on")?, days("expires_on")?);
        let cell = |column: &StringChunked, row| column.get(row).map(Box::<str>::from);
        let made = |row| Made {
            product: cell(products, row),
            made_on: made_on.get(row),
            quantity: quantities.get(row),
            unit: cell(units, row),
            expires_on: expires_on.get(row),
            supplier: cell(suppliers, row),
            site: cell(sites, row),
        };
        let all: Vec<Made> = (0..chunk.height()).map(made).collect();
        let lots = named(lots);
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let lots = gathered.codes(&lots)?;
        gathered.made.extend(lots.into_iter().zip(all));
        Ok(())
    }

    /// Takes in what went into what.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add_genealogy(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (inputs, outputs) = (text("input_lot")?, text("output_lot")?);
        let days = chunk.column("used_on").and_then(|column| column.i32()).map_err(Error::internal)?;
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        let (inputs, outputs) = (named(inputs), named(outputs));
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let (inputs, outputs) = (gathered.codes(&inputs)?, gathered.codes(&outputs)?);
        let links = inputs.into_iter().zip(outputs).zip(days.iter().zip(quantities.iter()));
        let links =
            links.map(|((input, output), (day, quantity))| Link { quantity, ..Link::used_on(input, output, day) });
        gathered.links.extend(links);
        Ok(())
    }

    /// Takes in what one event made; unlike rows of a table, events that say the same add up.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn add_made(&self, lot: &str, made: Made) -> Result<(), Error> {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let lot = gathered.code(Some(lot))?;
        match made.quantity {
            Some(quantity) => {
                let sum = gathered.made_apart.entry((lot, Made { quantity: Some(0), ..made })).or_default();
                *sum = sum.saturating_add(quantity);
            }
            None => drop(gathered.made_apart.insert((lot, made), 0)),
        }
        Ok(())
    }

    /// Takes in one lot that went into another by an event of its own, which adds up alike; the lots in `link` are not
    /// looked at.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn add_link(&self, input: &str, output: &str, link: Link) -> Result<(), Error> {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let (input, output) = (gathered.code(Some(input))?, gathered.code(Some(output))?);
        let sum = gathered.links_apart.entry(key(&Link { input, output, ..link })).or_default();
        *sum = sum.saturating_add(link.quantity.unwrap_or_default());
        Ok(())
    }

    /// Takes in lots that some other table knows.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn know<'t>(&self, lots: impl IntoIterator<Item = &'t str>) -> Result<(), Error> {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        lots.into_iter().try_for_each(|lot| gathered.code(Some(lot)).map(drop))
    }

    /// All lots, the same whatever the order in which chunks came.
    pub fn finish(self) -> Lots {
        let gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Gathered { ids, mut made, mut links, made_apart, links_apart } = gathered;
        let (ids, place) = ids.sorted();
        let mut lots = Lots { made: vec![Vec::new(); ids.len()], ids, ..Lots::default() };
        made.extend(made_apart.into_iter().map(|((lot, made), of)| {
            let quantity = made.quantity.map(|_| of);
            (lot, Made { quantity, ..made })
        }));
        made.par_sort_unstable();
        let all = made.len();
        made.dedup();
        lots.repeated_made = (all - made.len()) as u64;
        for (lot, mut made) in made {
            let lot = place[lot as usize];
            // Records of one lot in the unit of the first, where they can be.
            if let (Some(quantity), Some(unit), Some(own)) = (made.quantity, &made.unit, lots.unit(lot))
                && let Some(converted) = convert(quantity, unit, own)
            {
                (made.quantity, made.unit) = (Some(converted), Some(own.into()));
            }
            lots.made[lot as usize].push(made);
        }
        links.extend(links_apart.into_iter().map(|((input, output, day, known), sum)| Link {
            quantity: known.then_some(sum),
            ..Link::used_on(input, output, day)
        }));
        for link in &mut links {
            (link.input, link.output) = (place[link.input as usize], place[link.output as usize]);
        }
        links.par_sort_unstable_by_key(|link| (link.input, link.output, link.earliest, link.quantity));
        let all = links.len();
        links.dedup();
        lots.repeated_links = (all - links.len()) as u64;
        lots.links = links;
        lots
    }
}

/// The names of a column; one that is missing is empty.
fn named(column: &StringChunked) -> Batch<'_> {
    Batch::of(column.iter().map(|lot| Some(lot.unwrap_or_default())))
}

impl Gathered {
    fn codes(&mut self, lots: &Batch<'_>) -> Result<Vec<u32>, Error> {
        lots.codes(&mut self.ids, u32::MAX).ok_or_else(|| Error::internal("more lots than can be numbered"))
    }

    fn code(&mut self, lot: Option<&str>) -> Result<u32, Error> {
        self.ids.code(lot.unwrap_or_default()).ok_or_else(|| Error::internal("more lots than can be numbered"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    fn genealogy(rows: &[(&str, &str, Option<i32>)]) -> DataFrame {
        df!(
            "input_lot" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            "output_lot" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            "quantity" => vec![None::<i64>; rows.len()],
            "used_on" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    fn production(rows: &[(&str, &str, i32)]) -> DataFrame {
        let none = || vec![None::<&str>; rows.len()];
        df!(
            "lot_id" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            "product_id" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            "made_on" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
            "quantity" => vec![10_000i64; rows.len()],
            "unit" => none(),
            "expires_on" => vec![None::<i32>; rows.len()],
            "supplier" => none(),
            "site" => none(),
        )
        .unwrap()
    }

    #[test]
    fn lots_are_numbered_by_name_whatever_the_order_of_chunks() {
        let rows = [("R2", "B", Some(4)), ("R1", "A", None), ("R1", "A", None)];
        let lots = |order: [usize; 3]| {
            let all = LotRows::default();
            order.iter().for_each(|at| all.add_genealogy(&genealogy(&[rows[*at]])).unwrap());
            all.add_production(&production(&[("A", "P", 3), ("A", "P", 3), ("A", "Q", 1)])).unwrap();
            all.know(["Z"]).unwrap();
            all.finish()
        };
        let got = lots([0, 1, 2]);
        assert_eq!(got, lots([2, 1, 0]));
        assert_eq!(got.ids, ["A", "B", "R1", "R2", "Z"]);
        assert_eq!(got.links, [Link::used_on(2, 0, None), Link::used_on(3, 1, Some(4))]);
        assert_eq!((got.repeated_links, got.repeated_made), (1, 1));
        assert_eq!(
            (got.made[0].len(), got.made(0).unwrap().product.as_deref(), got.find("R2")),
            (2, Some("P"), Some(3))
        );
        let products = |lot| got.products(lot).into_iter().collect::<Vec<_>>();
        assert_eq!((products(0), products(4), got.only_product(0)), (vec!["P", "Q"], Vec::new(), None));
        assert_eq!((got.made_on()[0], got.made_on()[4], got.find("R3")), (Some(1), None, None));
    }

    #[test]
    fn events_add_up_where_rows_of_a_table_repeat() {
        let all = LotRows::default();
        let made = |quantity| Made { made_on: Some(3), quantity, ..Made::default() };
        [Some(4), None, Some(6), None].into_iter().for_each(|quantity| all.add_made("A", made(quantity)).unwrap());
        let used = |quantity| Link { quantity, ..Link::used_on(0, 0, Some(4)) };
        [Some(1), Some(1), None, None].into_iter().for_each(|quantity| all.add_link("A", "B", used(quantity)).unwrap());
        all.add_production(&production(&[("B", "P", 3), ("B", "P", 3)])).unwrap();
        let got = all.finish();
        assert_eq!(got.made[0], [made(None), made(Some(10))]);
        assert_eq!(got.links.iter().map(|link| link.quantity).collect::<Vec<_>>(), [None, Some(2)]);
        assert_eq!((got.made[1].len(), got.repeated_made, got.repeated_links), (1, 1, 0));
    }
}
